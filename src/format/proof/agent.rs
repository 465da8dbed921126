//! A key whose private half another program holds: `ssh-keygen -Y sign` finds it in ssh-agent.

use super::public_key::{Fingerprint, PublicKey};
use super::signature::{NAMESPACE, SealSignature};
use super::signer::{SignError, Signer, pass_on};
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A public key file; the private half is in ssh-agent (or beside the file, where `ssh-keygen` looks as well).
#[derive(Debug, Clone)]
pub struct AgentKey {
    path: PathBuf,
    public_key: PublicKey,
    agent: Option<PathBuf>,
}

impl AgentKey {
    /// A key by its `.pub` file, which has been read already.
    pub fn new(path: impl Into<PathBuf>, public_key: PublicKey) -> Self {
        Self { path: path.into(), public_key, agent: None }
    }

    /// Asks the agent at this socket instead of the one that the environment names.
    #[cfg(any(test, feature = "internals"))]
    pub fn with_agent(mut self, socket: impl Into<PathBuf>) -> Self {
        self.agent = Some(socket.into());
        self
    }

    fn check(&self, answer: &[u8], sha512: &[u8; 64]) -> Result<SealSignature, SignError> {
        let made = SealSignature::parse(answer)
            .map_err(|error| SignError::Answer { path: self.path.clone(), error })?;
        if made.public_key != self.public_key {
            let found: Fingerprint = made.public_key.fingerprint();
            return Err(SignError::OtherKey { path: self.path.clone(), found });
        }
        made.verify(sha512)?;
        Ok(made)
    }
}

impl Signer for AgentKey {
    fn public_key(&self) -> PublicKey {
        self.public_key
    }

    fn sign(&self, message: &mut dyn Read) -> Result<SealSignature, SignError> {
        let mut program = Command::new("ssh-keygen");
        if let Some(socket) = &self.agent {
            program.env("SSH_AUTH_SOCK", socket);
        }
        let mut child = program
            .args(["-Y", "sign", "-n", NAMESPACE, "-f"])
            .arg(&self.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(SignError::Program)?;
        let mut stdin = child.stdin.take().expect("piped");
        let passed = pass_on(message, &mut stdin);
        drop(stdin); // the end of the message
        let output = child.wait_with_output().map_err(SignError::Program)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let reason = said.lines().last().unwrap_or_default().trim().to_owned();
            return Err(SignError::Refused { path: self.path.clone(), reason });
        }
        // a message that could not be read, or was not taken to its end, is not what was signed
        self.check(&output.stdout, &passed?)
    }
}
