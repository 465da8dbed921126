//! The proofs: the seal file, the signature over it, and the keys that sign.

mod memory_key;
mod public_key;
mod seal_file;
mod signature;
mod signer;
mod ssh_wire;

pub use public_key::{Fingerprint, PublicKey, PublicKeyError};
pub use seal_file::{CaseId, Labels, SealError, SealHeader, SealReader};
pub use signature::{BadSignature, SealSignature, SignatureError, signed_data};
pub use signer::{SignError, Signer, sha512_of};
