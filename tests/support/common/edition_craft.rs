//! One edition taken apart: what is sealed, what is shown, and the proofs over it.

use super::key;
use super::sig_craft::{Sshsig, key_string};
use super::token_craft::Token;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use ed25519_dalek::SigningKey;
use hikae::base::digest::Sha256Digest;
use hikae::format::proof::{Fingerprint, SealHeader};

/// Bytes of a name, bytes of the data.
pub type File = (Vec<u8>, Vec<u8>);

/// One edition.
#[derive(Debug, Clone)]
pub struct Ed {
    pub header: SealHeader,
    /// The three digits of its folders.
    pub folder: String,
    pub leaves: Vec<(Sha256Digest, String)>,
    pub lines: Vec<Vec<u8>>,
    /// Instead of the lines.
    pub facts: Option<Vec<u8>>,
    pub payload: Vec<File>,
    pub seal: Vec<u8>,
    pub sig: Vec<u8>,
    /// File names below `proof/NNN/`.
    pub stamps: Vec<(String, Vec<u8>)>,
}

/// `["SALT",BODY]`, the salt drawn from the body.
pub fn salted(body: &str) -> Vec<u8> {
    let salt = Base64UrlUnpadded::encode_string(&Sha256Digest::of(body).0[..16]);
    format!("[\"{salt}\",{body}]").into_bytes()
}

/// The line of a `file` fact.
pub fn file_line(name: &str, data: &[u8]) -> Vec<u8> {
    let path = serde_json::to_string(name).unwrap();
    let (size, sha256) = (data.len(), Sha256Digest::of(data));
    salted(&format!(r#"{{"file":{{"path":{path},"size":{size},"sha256":"{sha256}"}}}}"#))
}

/// The fingerprint of a key as `signer` has it.
pub fn fingerprint(public: &[u8]) -> Fingerprint {
    Fingerprint::of_wire(&key_string(public))
}

impl Ed {
    /// Adds a sealed and disclosed line. Call [`reseal`](Self::reseal) after the last one.
    pub fn seal_line(&mut self, label: &str, line: impl Into<Vec<u8>>) {
        let line = line.into();
        self.leaves.push((Sha256Digest::of(&line), label.to_owned()));
        self.lines.push(line);
    }

    /// Adds a sealed line that is not disclosed.
    pub fn seal_hidden(&mut self, label: &str) {
        let leaf = Sha256Digest::of(format!("{label} {}", self.leaves.len()));
        self.leaves.push((leaf, label.to_owned()));
    }

    /// Adds a payload file with its fact.
    pub fn seal_file(&mut self, name: &str, data: &[u8]) {
        self.seal_line("file", file_line(name, data));
        self.payload.push((name.into(), data.to_vec()));
    }

    /// Where the one line stands that holds `text`.
    pub fn find(&self, text: &str) -> usize {
        let holds = |line: &&Vec<u8>| String::from_utf8_lossy(line).contains(text);
        assert_eq!(self.lines.iter().filter(holds).count(), 1, "lines with {text}");
        self.lines.iter().position(|line| holds(&line)).expect("counted")
    }

    /// Changes the one line that holds `text`, and seals it so.
    pub fn reword(&mut self, text: &str, from: &str, to: &str) {
        let at = self.find(text);
        let old = String::from_utf8(self.lines[at].clone()).unwrap();
        assert!(old.contains(from), "{from} in {old}");
        let leaf = self.leaves.iter().position(|(leaf, _)| *leaf == Sha256Digest::of(&old)).expect("sealed");
        self.lines[at] = old.replacen(from, to, 1).into_bytes();
        self.leaves[leaf].0 = Sha256Digest::of(&self.lines[at]);
        self.reseal();
    }

    /// Withholds the one line that holds `text`, and its payload file if it is a `file` fact.
    pub fn withhold(&mut self, text: &str) -> Vec<u8> {
        let line = self.lines.remove(self.find(text));
        let file = self.payload.iter().position(|(name, data)| {
            std::str::from_utf8(name).is_ok_and(|name| line_has_path(&line, name, data))
        });
        file.map(|at| self.payload.remove(at));
        line
    }

    /// Withholds everything.
    pub fn withhold_all(&mut self) {
        self.lines.clear();
        self.payload.clear();
    }

    /// The lines by their leaves.
    pub fn sort_lines(&mut self) {
        self.lines.sort_by_key(|line| Sha256Digest::of(line));
    }

    /// Makes `seal.txt` from the header and the leaves, and signs it with the key of the good archives.
    pub fn reseal(&mut self) {
        self.leaves.sort();
        self.sort_lines();
        self.header.facts = self.leaves.len() as u64;
        let mut seal = Vec::new();
        self.header.write(&[], &mut seal).unwrap();
        self.leaves.iter().for_each(|(leaf, label)| seal.extend(format!("{leaf} {label}\n").bytes()));
        self.seal = seal;
        self.sign(&key());
    }

    /// Signs `seal.txt` as it stands.
    pub fn sign(&mut self, key: &SigningKey) {
        self.sig = Sshsig::over(&self.seal, key).armor();
    }

    /// Changes the text of `seal.txt` and signs it so.
    pub fn edit_seal(&mut self, from: &str, to: &str) {
        let text = String::from_utf8(self.seal.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        self.seal = text.replacen(from, to, 1).into_bytes();
        self.sign(&key());
    }

    /// Another key as the signer, named and signed.
    pub fn reseal_by(&mut self, key: &SigningKey) {
        self.header.signer = fingerprint(key.verifying_key().as_bytes());
        self.reseal();
        self.sign(key);
    }

    /// Adds stamp K with its tokens, listing what it must.
    pub fn stamp(&mut self, k: u8, tokens: &[(&str, Token)]) {
        let list = self.stamp_list().into_bytes();
        self.stamps
            .extend(tokens.iter().map(|(name, token)| (format!("stamp-{k}.{name}.tsr"), token.over(&list))));
        self.stamps.push((format!("stamp-{k}.sha256"), list));
        self.stamps.sort();
    }

    /// What the next stamp must list.
    pub fn stamp_list(&self) -> String {
        let mut all = vec![("seal.txt", &self.seal), ("seal.txt.sig", &self.sig)];
        all.extend(self.stamps.iter().map(|(name, data)| (name.as_str(), data)));
        all.sort();
        let line = |(name, data)| format!("{}  proof/{}/{name}\n", Sha256Digest::of(data), self.folder);
        all.into_iter().map(line).collect()
    }

    /// The first stamp file whose name begins so.
    pub fn stamp_file(&mut self, begin: &str) -> &mut (String, Vec<u8>) {
        self.stamps.iter_mut().find(|(name, _)| name.starts_with(begin)).expect(begin)
    }

    /// The entries below `data/NNN/` and `proof/NNN/`.
    pub fn entries(&self) -> Vec<File> {
        let facts: Vec<u8> = self.lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect();
        let mut all = self.payload.clone();
        let mut proof = |name: &str, data: &[u8]| {
            all.push((format!("proof/{}/{name}", self.folder).into_bytes(), data.to_vec()))
        };
        proof("facts.jsonl", self.facts.as_ref().unwrap_or(&facts));
        proof("seal.txt", &self.seal);
        proof("seal.txt.sig", &self.sig);
        self.stamps.iter().for_each(|(name, data)| proof(name, data));
        all
    }
}

fn line_has_path(line: &[u8], name: &str, data: &[u8]) -> bool {
    let end = |line: &[u8]| line.iter().position(|b| *b == b',').map(|at| line[at..].to_vec());
    end(line) == end(&file_line(name, data))
}
