//! Where a job was agreed: on a site, or directly between two people. A site's words are not used of direct work, and what
//! counts as delivered there follows no button.

use unicode_normalization::UnicodeNormalization as _;

/// Formats of message files that were copied from a page, or may have been: a site has pages.
pub const OF_A_PAGE: [&str; 4] = ["pasted", "text", "web-page", "thread-page"];

/// Where a job was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Venue {
    /// On a site, known or not.
    Site,
    /// Without any.
    Direct,
}

/// What lines of the notes say who work without a site.
const DIRECT: &[&str] =
    &["直接", "直接契約", "直接取引", "直接依頼", "なし", "無し", "none", "direct", "directcontract"];

impl Venue {
    /// From the notes' line on the site, and whether anything else shows that there is one: a thread that was copied from
    /// a page, a contract's number, money that was held, an answer of support. Whoever only forgot the line is on a site.
    pub fn of(line: Option<&str>, shows_site: bool) -> Self {
        let line: Option<String> = line.map(|line| line.nfkc().filter(|c| c.is_alphanumeric()).collect());
        match line.as_deref() {
            Some("") | None if !shows_site => Venue::Direct,
            Some(line) if DIRECT.contains(&line.to_lowercase().as_str()) => Venue::Direct,
            _ => Venue::Site,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direct_is_what_is_said_to_be_or_shows_no_site_at_all() {
        assert_eq!(Venue::of(None, false), Venue::Direct);
        assert_eq!(Venue::of(None, true), Venue::Site);
        for direct in ["直接契約", "なし", "Direct contract", "（直接）"] {
            assert_eq!(Venue::of(Some(direct), true), Venue::Direct, "{direct}");
        }
        for site in ["CrowdWorks", "Bizseek", "直接ではない"] {
            assert_eq!(Venue::of(Some(site), false), Venue::Site, "{site}");
        }
    }
}
