//! `VERIFY.txt`: how to check this very archive with stock tools, in both languages (format.md section 7.5).

mod power_shell;

use super::html::Words;
use super::roots;
use crate::format::archive::Edition;
use crate::report::{ShownEdition, ShownToken, Zone};
use crate::text::{Lang, Message, Texts};
use crate::timestamp::Stock;

/// The text of `VERIFY.txt`: the named language first, then the other.
pub fn verify_txt(words: &Words, editions: &[ShownEdition<'_>], lang: Lang) -> String {
    let second = Lang::ALL.into_iter().filter(|l| *l != lang);
    // both languages name the same moment in the same zone
    let zone = match lang {
        Lang::Ja => Zone::Jst,
        Lang::En => Zone::Utc,
    };
    let say = |lang| part(editions, zone, words.of(lang));
    let parts: Vec<String> = std::iter::once(lang).chain(second).map(say).collect();
    parts.join(&format!("\n{}\n\n", "=".repeat(78)))
}

fn part(editions: &[ShownEdition<'_>], zone: Zone, texts: &Texts) -> String {
    let mut page = Page { texts, out: String::new(), step: 0 };
    page.out.push_str(&texts.get("verify-txt-title"));
    page.out.push('\n');
    for shown in editions {
        let code = Message::new("verify-txt-edition")
            .count("edition", shown.header.edition.get())
            .text("sealed", zone.second(shown.header.sealed))
            .text("code", shown.code.grouped());
        page.say(&code);
    }
    page.prose("verify-txt-before");
    page.step("verify-txt-bag");
    page.shell(&["sha256sum -c manifest-sha256.txt", "sha256sum -c tagmanifest-sha256.txt"]);
    page.mac(&["shasum -a 256 -c manifest-sha256.txt", "shasum -a 256 -c tagmanifest-sha256.txt"]);
    page.windows(&power_shell::lists(&["manifest-sha256.txt", "tagmanifest-sha256.txt"]));
    page.note("verify-txt-silent");
    page.note("verify-txt-bagit");
    for (at, shown) in editions.iter().enumerate() {
        edition(&mut page, shown, &editions[..at]);
    }
    let tokens: Vec<&ShownToken> = editions.iter().flat_map(|shown| shown.tokens).collect();
    if tokens.is_empty() {
        page.step("verify-txt-no-time");
    } else {
        page.step("verify-txt-time");
        tokens.into_iter().for_each(|token| time(&mut page, token));
        page.note("verify-txt-time-limits");
    }
    page.prose("verify-txt-report");
    page.prose("verify-txt-limits");
    page.out
}

fn edition(page: &mut Page<'_>, shown: &ShownEdition<'_>, before: &[ShownEdition<'_>]) {
    let proof = format!("proof/{}", shown.header.edition);
    let number = shown.header.edition.get();
    let fingerprint = shown.header.signer;
    page.say_step(&Message::new("verify-txt-signature").count("edition", number));
    page.shell(&[&format!(
        "ssh-keygen -Y check-novalidate -n seal@hikae -s {proof}/seal.txt.sig < {proof}/seal.txt"
    )]);
    page.windows(&power_shell::signature(&proof));
    page.expect(&[&format!("Good \"seal@hikae\" signature with ED25519 key {fingerprint}")]);
    // whose key it is needs to be seen once a key: the fingerprint above stands in every edition
    if before.iter().all(|earlier| earlier.header.signer != fingerprint) {
        whose_key(page, &proof);
    }
    page.say_step(&Message::new("verify-txt-code").count("edition", number));
    page.shell(&[&format!("sha256sum {proof}/seal.txt")]);
    page.windows(&power_shell::hash(&format!("{proof}/seal.txt")));
    page.expect(&[&shown.code.to_string()]);
    if let Some(previous) = shown.header.previous {
        let before = shown.header.edition.before().unwrap_or(Edition::FIRST).get();
        page.indented(&Message::new("verify-txt-previous").count("before", before).text("hash", previous));
    }
    if shown.facts == 0 {
        return page.say_step(&Message::new("verify-txt-no-facts").count("edition", number));
    }
    let counted = Message::new("verify-txt-facts").count("edition", number);
    page.say_step(&counted.count("shown", shown.facts).count("sealed", shown.header.facts));
    page.shell(&[
        "while IFS= read -r line; do",
        "  leaf=$(printf '%s' \"$line\" | sha256sum | cut -c1-64)",
        &format!("  grep -q \"^$leaf \" {proof}/seal.txt || echo \"NOT SEALED: $leaf\""),
        &format!("done < {proof}/facts.jsonl"),
    ]);
    page.windows(&power_shell::facts(&proof));
    page.note("verify-txt-facts-mac");
    if !shown.has_files {
        return;
    }
    page.say_step(&Message::new("verify-txt-files").count("edition", number));
    page.shell(&[
        &format!("find data/{} -type f -exec sha256sum {{}} + | while read -r hash name; do", shown.header.edition),
        &format!("  grep -F \"{{\\\"file\\\":{{\\\"path\\\":\\\"$name\\\",\" {proof}/facts.jsonl | grep -qF \"\\\"sha256\\\":\\\"$hash\\\"}}\" ||"),
        "    echo \"NOT SEALED: $name\"",
        "done",
    ]);
    page.windows(&power_shell::files(&proof, &format!("data/{}", shown.header.edition)));
}

/// The signature again, by a key that the reader has from the worker.
fn whose_key(page: &mut Page<'_>, proof: &str) {
    page.note("verify-txt-signer");
    let allowed = "worker namespaces=\"seal@hikae\" ssh-ed25519 AAAA...";
    page.shell(&[
        &format!("echo '{allowed}' > allowed_signers"),
        &format!("ssh-keygen -Y verify -f allowed_signers -I worker -n seal@hikae -s {proof}/seal.txt.sig < {proof}/seal.txt"),
    ]);
    page.windows(&power_shell::signer(proof, allowed));
}

/// One token: its list, a root that the reader fetches, the token at its genTime, and what it says.
fn time(page: &mut Page<'_>, token: &ShownToken) {
    let Some(printed) = &token.printed else {
        return page.indented(&Message::new("verify-txt-token-unreadable").text("name", &token.entry));
    };
    page.indented(&Message::new("verify-txt-token").text("name", &token.entry));
    page.shell(&[&format!("sha256sum -c {}", token.list)]);
    page.mac(&[&format!("shasum -a 256 -c {}", token.list)]);
    page.windows(&power_shell::lists(&[token.list.as_str()]));
    match roots::of(printed) {
        Some((name, sha256, fetch)) => {
            page.indented(&Message::new("verify-txt-root").text("root", name));
            // quoted: zsh takes the question mark of an address for a pattern
            page.shell(&[
                &format!("curl -fL -o root.crt '{fetch}'"),
                "openssl x509 -in root.crt -out root.pem",
                "openssl x509 -in root.pem -outform DER | openssl dgst -sha256 -r",
            ]);
            page.windows(&power_shell::root(fetch));
            page.expect(&[&sha256.to_string()]);
        }
        None => page.note("verify-txt-root-unknown"),
    }
    // without a time, openssl judges by today and fails once the authority's certificate has expired
    let at = printed.gen_time.second().unix();
    let (entry, list) = (&token.entry, &token.list);
    let how = match printed.stock {
        Stock::Ts => {
            let verify = format!("openssl ts -verify -data {list} -in {entry} -CAfile root.pem -attime {at}");
            page.everywhere(&[&verify]);
            page.expect(&["Verification: OK"]);
            page.note("verify-txt-gen-time"); // openssl does not compare the two
            let says = format!("openssl ts -reply -in {entry} -text");
            page.shell(&[&format!("{says} | grep 'Time stamp:'")]);
            page.windows(&[format!("{says} | Select-String 'Time stamp:'")]);
            return page.expect(&[&format!("Time stamp: {}", printed.gen_time.as_openssl_writes())]);
        }
        Stock::Cms => ("-cades ", "CAdES"),
        Stock::CmsPlain => ("", "CMS"),
    };
    let (cades, word) = how;
    page.note("verify-txt-cms");
    page.everywhere(&[
        &format!("openssl asn1parse -inform DER -in {entry} -strparse {} -noout -out token.der", printed.token_at),
        &format!("openssl cms -verify {cades}-purpose timestampsign -inform DER -in token.der -CAfile root.pem -attime {at} -out info.der"),
    ]);
    page.expect(&[&format!("{word} Verification successful")]);
    page.note("verify-txt-cms-info");
    page.shell(&[
        &format!("sha256sum {list}"),
        "openssl asn1parse -inform DER -in info.der | grep -E 'HEX DUMP|GENERALIZEDTIME'",
    ]);
    let parse = "openssl asn1parse -inform DER -in info.der | Select-String 'HEX DUMP|GENERALIZEDTIME'";
    page.windows(&[power_shell::hash(list.as_str()), vec![parse.into()]].concat());
    page.expect(&[
        &format!("[HEX DUMP]:{}", printed.imprint.to_string().to_uppercase()),
        &format!("GENERALIZEDTIME   :{}", printed.gen_time.compact()),
    ]);
}

struct Page<'a> {
    texts: &'a Texts,
    out: String,
    step: u32,
}

impl Page<'_> {
    fn say(&mut self, message: &Message) {
        self.out.push_str(&self.texts.say(message));
        self.out.push('\n');
    }

    fn prose(&mut self, id: &'static str) {
        self.out.push('\n');
        self.say(&Message::new(id));
    }

    fn note(&mut self, id: &'static str) {
        self.indented(&Message::new(id));
    }

    fn indented(&mut self, message: &Message) {
        for line in self.texts.say(message).lines() {
            self.out.push_str(&format!("   {line}\n"));
        }
    }

    fn step(&mut self, id: &'static str) {
        self.say_step(&Message::new(id));
    }

    fn say_step(&mut self, message: &Message) {
        self.step += 1;
        self.out.push_str(&format!("\n{}. ", self.step));
        self.say(message);
    }

    fn commands(&mut self, heading: &'static str, lines: &[&str]) {
        self.out.push_str(&format!("   {}\n", self.texts.get(heading)));
        lines.iter().for_each(|line| self.out.push_str(&format!("       {line}\n")));
    }

    fn shell(&mut self, lines: &[&str]) {
        self.commands("verify-txt-shell", lines);
    }

    fn mac(&mut self, lines: &[&str]) {
        self.commands("verify-txt-mac", lines);
    }

    fn windows(&mut self, lines: &[String]) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        self.commands("verify-txt-windows", &lines);
    }

    /// What every shell takes as it stands.
    fn everywhere(&mut self, lines: &[&str]) {
        self.commands("verify-txt-everywhere", lines);
    }

    fn expect(&mut self, lines: &[&str]) {
        self.commands("verify-txt-expect", lines);
    }
}
