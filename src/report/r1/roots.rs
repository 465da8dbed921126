//! The roots that this revision names: a root that a later program pins is not named in an old page.

use crate::base::digest::Sha256Digest;
use crate::timestamp::Printed;

/// SHA-256 of their certificates. They stay pinned for ever, under these names and addresses.
const ROOTS: [&str; 7] = [
    "552f7bdcf1a7af9e6ce672017f4f12abf77240c78e761ac203d1d9d20ac89988", // DigiCert Trusted Root G4
    "4941b001b8a97e961b7817c9d9e960ec4b056bfc915a8c1aabf6ef6b3ac046a5", // Sectigo Public Time Stamping Root R46
    "e793c9b02fd8aa13e21c31228accb08119643b749c898964b1746d46c3d4cbd2", // USERTrust RSA Certification Authority
    "2cabeafe37d06ca22aba7391c0033d25982952c453647349763a3ab5ad6ccf69", // GlobalSign Root CA - R6
    "85666a562ee0be5ce925c1d8890a6f76a87ec16d4d7d5f29ea7419cf20123b69", // SSL.com Root Certification Authority RSA
    "b676f2eddae8775cd36cb0f63cd1d4603961f49e6265ba013a2f0307b6d0b804", // Certum Trusted Network CA 2
    "df545bf919a2439c36983b54cdfc903dfa4f37d3996d8d84b4c31eec6f3c163e", // Microsoft Root Certificate Authority 2010
];

/// The root of a token, with its name, its SHA-256 and where its authority hands it out, if this revision names it.
pub fn of(printed: &Printed) -> Option<&(String, Sha256Digest, &'static str)> {
    printed.root.as_ref().filter(|(_, sha256, _)| ROOTS.contains(&sha256.to_string().as_str()))
}
