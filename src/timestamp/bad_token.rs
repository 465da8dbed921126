//! Why a response is no token that says anything.

use super::algorithm::BadSignature;
use crate::base::finding::Code;

/// Why a response is no token that says anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// Not a response of RFC 3161, or not whole.
    #[error("{0}")]
    Malformed(String),
    /// A refusal: the status is neither 0 nor 1. What else the authority wrote is not shown.
    #[error("status {0}")]
    Rejected(u8),
    /// The stamp is over something else.
    #[error("its imprint is {0}")]
    Imprint(String),
    /// The signed attributes do not bind the content.
    #[error("{0}")]
    Attributes(&'static str),
    /// The certificate that the signature names is not there, or is not the one that the attributes name.
    #[error("{0}")]
    Signer(&'static str),
    /// The signature does not fit.
    #[error("{0}")]
    Signature(BadSignature),
    /// Signed in a way that nothing can rest on.
    #[error("{0}")]
    Weak(BadSignature),
    /// Made with something that is not supported here.
    #[error("{0}")]
    Unsupported(String),
}

impl BadToken {
    /// What a check calls it.
    pub fn code(&self) -> Code {
        match self {
            BadToken::Malformed(_) => Code::TokenMalformed,
            BadToken::Rejected(_) => Code::TokenRejection,
            BadToken::Imprint(_) => Code::TokenImprint,
            BadToken::Attributes(_) => Code::TokenAttributes,
            BadToken::Signer(_) => Code::TokenSigner,
            BadToken::Signature(_) => Code::TokenSignature,
            BadToken::Weak(_) => Code::TokenWeak,
            BadToken::Unsupported(_) => Code::TokenUnsupported,
        }
    }
}

impl From<der::Error> for BadToken {
    fn from(_: der::Error) -> Self {
        BadToken::Malformed("not a structure of RFC 3161".into())
    }
}

impl From<BadSignature> for BadToken {
    fn from(why: BadSignature) -> Self {
        match why {
            BadSignature::Weak(_) => BadToken::Weak(why),
            BadSignature::Unsupported(what) => BadToken::Unsupported(what),
            BadSignature::Malformed(_) | BadSignature::Wrong => BadToken::Signature(why),
        }
    }
}
