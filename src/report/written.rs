//! The texts that a revision makes.

/// The texts of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// `REPORT.html`
    pub report: String,
    /// `VERIFY.txt`
    pub instructions: String,
}
