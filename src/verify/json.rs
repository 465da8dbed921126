//! The machine's view of a verdict: schema `hikae.verify/1` (docs/findings.md).

use super::{CheckedToken, Named, Run, Standing, Times};
use crate::format::archive::bag::Revision;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The whole run as one JSON value.
pub fn verify_json(run: &Run) -> Value {
    let outcome = &run.outcome;
    let archives: Vec<Value> = run
        .archives
        .iter()
        .map(|archive| {
            let editions: Vec<Value> = archive
                .editions
                .iter()
                .map(|edition| {
                    let seal = edition.seal.as_ref();
                    json!({
                        "edition": edition.edition.get(),
                        "case": seal.map(|s| s.header.case.to_string()),
                        "sealed": seal.map(|s| s.header.sealed.to_string()),
                        "seal_code": seal.map(|s| s.code.to_string()),
                        "signature_holds": edition.signature_holds,
                        "facts": { "shown": edition.facts_shown, "sealed": seal.map(|s| s.header.facts) },
                        "files_withheld": edition.files_withheld(),
                        "tokens": edition.shown_tokens.iter().map(|t| t.entry.as_str()).collect::<Vec<_>>(),
                    })
                })
                .collect();
            json!({
                "path": archive.path.display().to_string(),
                "verdict": run.verdict_on(archive),
                "made_by": archive.made_by.as_ref().map(|made_by| made_by.version.as_str()),
                "report_revision": archive.made_by.as_ref().and_then(|made_by| made_by.revision).map(Revision::get),
                "derived_checked": archive.derived_checked,
                "editions": editions,
            })
        })
        .collect();
    let findings: Vec<Value> = run
        .findings()
        .into_iter()
        .map(|(path, finding)| {
            json!({
                "code": finding.code,
                "severity": finding.code.severity(),
                "step": finding.code.step(),
                "subject": finding.subject,
                "detail": finding.detail,
                "archive": path,
            })
        })
        .collect();
    // of a fault that stands a million times, `findings` holds the first few
    let mut counted = BTreeMap::<&str, u64>::new();
    for (code, n) in run.archives.iter().flat_map(|a| a.findings.counts()).chain(run.chain.counts()) {
        *counted.entry(code.as_str()).or_default() += n;
    }
    json!({
        "schema": "hikae.verify/1",
        "verdict": outcome.verdict,
        "excluded": run.excluded().iter().map(|file| file.as_str()).collect::<Vec<_>>(),
        "findings": findings,
        "signer": outcome.signer.map(|fingerprint| json!({
            "fingerprint": fingerprint.to_string(),
            "named": outcome.named == Named::ByReader,
        })),
        "time": outcome.times.tokens.iter().map(|token| time_json(token, &outcome.times)).collect::<Vec<_>>(),
        "missing": outcome.missing,
        "counts": {
            "archives": run.archives.len(),
            "editions": run.whole_editions().len(),
            "findings": counted,
            "facts": { "shown": outcome.shown.facts, "sealed": outcome.shown.facts_sealed },
            "files": { "shown": outcome.shown.files, "sealed": outcome.shown.files_sealed },
        },
        "archives": archives,
    })
}

/// One token. `authority` and `root` are the words of an anchor, never the token's own.
fn time_json(token: &CheckedToken, times: &Times) -> Value {
    let stamp = &token.stamp;
    let by = stamp.authority.as_ref();
    let bounds = times.bounds.iter().filter(|(_, at)| std::ptr::eq(&times.tokens[**at], token));
    json!({
        "edition": token.edition.get(),
        "entry": token.entry,
        "authority": by.ok().map(|a| &a.name),
        "gen_time": stamp.gen_time.to_string(),
        "accuracy": stamp.accuracy.map(|a| a.to_string()),
        "policy": stamp.policy,
        "root": by.ok().map(|a| &a.root),
        "root_sha256": by.ok().map(|a| a.root_sha256),
        "trusted": token.standing == Standing::Trusted,
        "expired": token.standing == Standing::Expired,
        "expires": by.ok().map(|a| a.expires),
        "serial": stamp.serial,
        "revocation": "not-checked",
        "bounds": bounds.map(|(edition, _)| edition.get()).collect::<Vec<_>>(),
    })
}
