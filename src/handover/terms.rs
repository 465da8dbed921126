//! The platform's own words and rules, in the language of the document.

/// What sentences need of a platform.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Its name.
    pub name: String,
    /// The act by which work is delivered: 納品完了報告.
    pub report: String,
    /// The client's acceptance: 検収.
    pub acceptance: String,
    /// Money held: 仮払い.
    pub escrow: String,
    /// The application that the platform contact the client: 連絡催促の申請.
    pub chase: String,
    /// Days of the acceptance guide after the latest report.
    pub guide_days: Option<u64>,
    /// Characters that a ticket may have.
    pub ticket_characters: Option<u64>,
    /// Bytes that an attachment may have.
    pub attachment_bytes: Option<u64>,
    /// Must contact outside the platform be applied for?
    pub outside_needs_application: bool,
    /// When the platform's rules were looked at.
    pub checked: String,
}
