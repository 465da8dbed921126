//! The proofs: the seal file, the signature over it, and the keys that sign (`docs/format.md`, sections 3 and 5).

mod public_key;
mod seal_file;
mod signature;
mod signer;
mod ssh_wire;

pub use public_key::{Fingerprint, NotFingerprint, PublicKey, PublicKeyError, SSH_ED25519};
pub use seal_file::{CaseId, Labels, SealError, SealHeader, SealReader};
pub use signature::{BadSignature, NAMESPACE, SealSignature, SignatureError, signed_data};
pub use signer::{SignError, Signer, sha512_of};
