//! Does a signature cover what decides how its mail is read? RFC 6376 section 5.4.1 no longer asks signers to cover
//! `Content-Type`, and large senders do not. Where it is not covered, somebody else can have added or changed it, and the
//! signed bytes would be read as another text.

use crate::message::mail::fields::Parts;
use mail_parser::MimeHeaders as _;

/// Sender, date and subject, which a message is told by.
const TOLD: [&str; 3] = ["from", "date", "subject"];

/// Are the fields that a message is told by, and how its body is read, each single and covered, or of no effect?
pub fn covers(parts: &Parts<'_>, signed: &[String]) -> bool {
    let is_signed = |name: &str| signed.iter().any(|signed| signed == name);
    let is_sure = |name: &str, harmless: fn(&Parts<'_>) -> bool| match parts.all(name).count() {
        0 => true,
        1 => is_signed(name) || harmless(parts),
        _ => false,
    };
    TOLD.iter().all(|name| parts.single(name).is_some() && is_signed(name))
        && is_sure("content-type", is_told_by_the_body)
        && is_sure("content-transfer-encoding", is_identity)
        && is_sure("content-disposition", |_| false)
}

/// A type that the signed bytes themselves bear out: parts between the very boundary that the body begins and ends with,
/// or plain text in UTF-8.
fn is_told_by_the_body(parts: &Parts<'_>) -> bool {
    let mail = crate::message::mail::parser().parse(parts.mail);
    let Some(of_mail) = mail.as_ref().and_then(|mail| mail.content_type()) else { return false };
    let body = parts.body.trim_ascii_end();
    match (of_mail.ctype().to_ascii_lowercase().as_str(), of_mail.subtype()) {
        ("multipart", _) => of_mail.attribute("boundary").filter(|b| !b.is_empty()).is_some_and(|boundary| {
            let opening = format!("--{boundary}");
            let closing = format!("--{boundary}--");
            let rest = body.strip_prefix(opening.as_bytes());
            rest.is_some_and(|rest| matches!(rest.first(), Some(b'\r' | b'\n')))
                && body.strip_suffix(closing.as_bytes()).is_some_and(|rest| rest.ends_with(b"\n"))
        }),
        // ESC begins another character set in ISO-2022-JP; a plus sign does in UTF-7, which is then named
        ("text", Some(subtype)) if subtype.eq_ignore_ascii_case("plain") => {
            let charset = of_mail.attribute("charset").unwrap_or("us-ascii").to_ascii_lowercase();
            matches!(charset.as_str(), "utf-8" | "us-ascii")
                && std::str::from_utf8(body).is_ok_and(|text| !text.contains('\u{1B}'))
        }
        _ => false,
    }
}

/// An encoding that changes no byte (RFC 2045 section 6.2).
fn is_identity(parts: &Parts<'_>) -> bool {
    parts.single("content-transfer-encoding").is_some_and(|field| {
        let value = field.value().trim_ascii();
        [&b"7bit"[..], b"8bit", b"binary"].iter().any(|identity| value.eq_ignore_ascii_case(identity))
    })
}
