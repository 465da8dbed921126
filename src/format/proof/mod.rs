//! The proofs: the seal file, the signature over it, and the keys that sign (`docs/format.md`, sections 3 and 5).

#[cfg(feature = "keys")]
mod agent;
mod chain;
#[cfg(feature = "keys")]
mod key;
#[cfg(feature = "keys")]
mod key_error;
#[cfg(feature = "keys")]
mod key_store;
#[cfg(feature = "keys")]
mod openssh_key;
#[cfg(feature = "keys")]
mod pkcs8_pem;
mod public_key;
mod seal_file;
mod secret_key;
mod signature;
mod signer;
mod ssh_wire;

#[cfg(feature = "keys")]
pub use agent::AgentKey;
pub use chain::{Chained, check_chain};
#[cfg(feature = "keys")]
pub use key::{KeyForm, OpenedKey, open_key};
#[cfg(feature = "keys")]
pub use key_error::{KeyError, KeyNotice, Mode};
#[cfg(feature = "keys")]
pub use key_store::{Kept, KeyStore, StoredKey};
#[cfg(feature = "keys")]
pub use pkcs8_pem::{Protection, to_pem};
pub use public_key::{Fingerprint, PublicKey, SSH_ED25519};
pub use seal_file::{CaseId, SealError, SealHeader, SealReader};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use secret_key::system_random;
pub use secret_key::{Random, SecretKey};
pub use signature::{BadSignature, NAMESPACE, SealSignature, SignatureError, signed_data};
#[cfg(any(test, feature = "internals"))]
pub use signer::sha512_of;
pub use signer::{SignError, Signer};
