//! The proofs: the seal file, the signature over it, and the keys that sign.

mod seal_file;
mod signature;

pub use seal_file::{CaseId, Labels, SealError, SealHeader, SealReader};
pub use signature::{Fingerprint, PublicKey, SealSignature, SignatureError, Signer};
