//! The proofs: the seal file, the signature over it, and the keys that sign (`docs/format.md`, sections 3 and 5).

mod agent;
mod chain;
mod key;
mod key_error;
mod key_store;
mod openssh_key;
mod pkcs8_pem;
mod public_key;
mod seal_file;
mod secret_key;
mod signature;
mod signer;
mod ssh_wire;

pub use agent::AgentKey;
pub use chain::{Chained, check_chain};
pub use key::{AskPassphrase, KeyForm, OpenedKey, open_key};
pub use key_error::{KeyError, KeyNotice, Mode};
pub use key_store::{Kept, KeyStore, StoredKey};
pub use pkcs8_pem::{PBKDF2_ROUNDS, Protection, to_pem};
pub use public_key::{Fingerprint, NotFingerprint, PublicKey, PublicKeyError, SSH_ED25519};
pub use seal_file::{CaseId, SealError, SealHeader, SealReader};
pub use secret_key::{Random, SecretKey, system_random};
pub use signature::{BadSignature, NAMESPACE, SealSignature, SignatureError, signed_data};
pub use signer::{SignError, Signer, sha512_of};
