//! Notices that a platform sends about somebody: "New message from NAME". They are a sign of the person that they name, not
//! of the platform. The forms, and where they are known from, are listed in docs/messages.md.

use super::fields::WORD;
use super::harmless::{is_harmless, is_own_act, tells_more, tells_of_an_act};
use super::notice_words::{
    BEFORE, BEHIND, BY_WAY_OF, DONE, EDGES, HONORIFICS, LABELS, NO_REPLY, NOBODY, OF_A_SERVICE, OF_ACTS,
    PARTICLES, SERVICES, SOMEBODY,
};
use crate::case::memo::Role;
use crate::message::People;
use crate::message::people::form;
use std::collections::HashMap;

/// Who a notice says did something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// Somebody of this name.
    Person(String),
    /// Somebody whom it calls "the client" or "the buyer".
    Somebody,
}

/// What a notice consists of.
pub(super) struct Notice<'a> {
    pub(super) shown: &'a str,
    pub(super) address: &'a str,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
    /// Do its fields say that a program sent it?
    pub(super) by_program: bool,
}

/// What kind of sender an address is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sends {
    /// Nobody knows; a person.
    Letters,
    /// A service, by a word in its address, or by what the mail says of itself.
    Mailings,
    /// A sender to whom nobody can answer.
    Notices,
    /// A service through which people act.
    Acts,
}

impl Notice<'_> {
    fn sends(&self) -> Sends {
        let Some((local, domain)) = self.address.rsplit_once('@') else { return Sends::Letters };
        let local: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
        let of = |service: &&str| {
            domain.strip_suffix(service).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        match () {
            () if SERVICES.iter().chain(&OF_ACTS).any(of) => Sends::Acts,
            () if NO_REPLY.iter().any(|word| local.contains(word)) => Sends::Notices,
            () if self.by_program || OF_A_SERVICE.iter().any(|word| local.contains(word)) => Sends::Mailings,
            () => Sends::Letters,
        }
    }
}

impl Notice<'_> {
    /// Everybody whom it names, each once. Nobody where it is no notice, or where the worker sent it; of one by a sender
    /// that is declared to be a service, nobody only where it is known to tell of nobody else.
    pub(super) fn named(&self, people: &People) -> Vec<Named> {
        let roles = people.by_name(WORD);
        let of_worker = |name: &str| People::said_of(&roles, name) == Some(Role::Worker);
        // a name that anybody can show says less than a declared address
        let by_address = roles.iter().any(|(name, role)| *role == Role::Worker && name.contains('@'));
        if of_worker(self.address) || !by_address && of_worker(self.shown) {
            return Vec::new();
        }
        let is_said = |role: Role| {
            [self.address, self.shown].iter().any(|name| People::said_of(&roles, name) == Some(role))
        };
        let (of_service, of_other, sends) = (is_said(Role::System), is_said(Role::Other), self.sends());
        // whoever is declared to be somebody else is a service all the same, where the mail shows it
        let is_notice = sends >= Sends::Notices || of_other && sends == Sends::Mailings;
        let of_client = People::said_of(&roles, self.address) == Some(Role::Client);
        if of_client || !of_service && !is_notice && !of_other {
            return Vec::new();
        }
        if of_other && !of_service && !is_notice {
            // a person's letter is a notice only where it is headed by what the client did
            let subject = form(self.subject);
            let clients = roles.iter().filter(|(_, role)| **role == Role::Client).map(|(name, _)| name);
            let acts = clients.filter(|name| {
                let rest = subject.get(..name.len()).filter(|begin| begin.eq_ignore_ascii_case(name));
                rest.is_some_and(|_| {
                    subject[name.len()..].starts_with(' ') && tells_of_an_act(&subject[name.len()..])
                })
            });
            return acts.take(1).map(|name| Named::Person(name.clone())).collect();
        }
        let is_a = |role: Role, named: &Named| match named {
            Named::Person(name) => People::said_of(&roles, name) == Some(role),
            Named::Somebody => false,
        };
        let known: Vec<String> = people.of_channel(WORD).into_iter().map(|person| person.name).collect();
        let mut found = Vec::new();
        let shown = form(self.shown);
        match BY_WAY_OF.iter().find_map(|by| shown.split_once(by)) {
            Some((name, _)) => found.push(Named::Person(name.to_owned())),
            // its own name tells of nobody
            None if known.contains(&shown)
                && !matches!(People::said_of(&roles, &shown), Some(Role::System | Role::Other)) =>
            {
                found.push(Named::Person(shown));
            }
            None => {}
        }
        found.retain(|named| !is_a(Role::Worker, named));
        for line in std::iter::once(self.subject).chain(own_lines(self.body)) {
            let line = form(line);
            japanese(&line, &known, &mut found);
            english(&line, &known, &mut found);
            labelled(&line, &known, &mut found);
        }
        if of_other && !of_service && sends == Sends::Mailings {
            found.retain(|named| is_a(Role::Client, named));
        }
        // what the worker did is no sign of anybody else
        found.retain(|named| !is_a(Role::System, named) && *named != Named::Person(String::new()));
        let all = found.len();
        found.retain(|named| !is_a(Role::Worker, named));
        let lines = || std::iter::once(self.subject).chain(own_lines(self.body));
        let of_own_act = found.len() < all || self.tells_of_own_act(&roles);
        if found.is_empty() && lines().any(|line| DONE.iter().any(|word| line.contains(word))) {
            found.push(Named::Somebody);
        }
        if found.is_empty() && (of_service || of_other) && !of_own_act && !is_harmless(self.subject) {
            let mut clients = roles.iter().filter(|(_, role)| **role == Role::Client).map(|(name, _)| name);
            let client = clients.find(|name| lines().any(|line| holds_name(&form(line), name)));
            let tells = match sends {
                _ if of_service => true,
                Sends::Acts => true,
                Sends::Notices => lines().any(tells_of_an_act),
                Sends::Mailings | Sends::Letters => false,
            };
            match client {
                Some(name) => found.push(Named::Person(name.clone())),
                None => found.extend(tells.then_some(Named::Somebody)),
            }
        }
        let mut met: Vec<Named> = Vec::new();
        for named in found {
            if !met.contains(&named) {
                met.push(named);
            }
        }
        met
    }
}

impl Notice<'_> {
    /// Is it about the worker's own act alone?
    fn tells_of_own_act(&self, roles: &HashMap<String, Role>) -> bool {
        let lines = || std::iter::once(self.subject).chain(own_lines(self.body)).map(form);
        let names_client =
            |line: &str| roles.iter().any(|(name, role)| *role == Role::Client && holds_name(line, name));
        lines().any(|line| is_own_act(&line))
            && lines().filter(|line| !is_own_act(line)).all(|line| !names_client(&line) && !tells_more(&line))
    }
}

/// Does a name stand in a line, as words of its own?
pub(super) fn holds_name(line: &str, name: &str) -> bool {
    let (line, name) = (line.to_lowercase(), name.to_lowercase());
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let begins_so = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    let ends_so = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    line.match_indices(&name).any(|(at, _)| {
        !(begins_so && goes_on(line[..at].chars().next_back())
            || ends_so && goes_on(line[at + name.len()..].chars().next()))
    })
}

/// The lines that the notice says itself: not those that it quotes.
fn own_lines(body: &str) -> impl Iterator<Item = &str> {
    const MOST: usize = 500;
    let quotes_on = |line: &str| {
        let begins = ["-----", "_____", "On "].iter().any(|begin| line.starts_with(begin));
        begins
            && ["Original Message", "元のメッセージ", "wrote:", "_____"]
                .iter()
                .any(|word| line.contains(word))
    };
    let lines = body.lines().map(str::trim).take_while(move |line| !quotes_on(line)).take(MOST);
    lines.filter(|line| !line.starts_with(['>', '＞', '|']))
}

/// A name as it may stand at the end of a text: one that is known, else all from the last edge on.
fn at_end<'t>(text: &'t str, known: &[String]) -> &'t str {
    let declared = known.iter().filter(|name| text.ends_with(name.as_str())).max_by_key(|name| name.len());
    if let Some(name) = declared {
        return &text[text.len() - name.len()..];
    }
    let begin =
        text.char_indices().rev().find(|(_, c)| EDGES.contains(c)).map_or(0, |(at, c)| at + c.len_utf8());
    bare(&text[begin..])
}

/// A name as it may stand at the beginning of a text.
fn at_begin<'t>(text: &'t str, known: &[String]) -> &'t str {
    let declared = known.iter().filter(|name| text.starts_with(name.as_str())).max_by_key(|name| name.len());
    if let Some(name) = declared {
        return &text[..name.len()];
    }
    let words = [" about ", " on ", " regarding ", " in ", " for ", " - ", ". ", ", "];
    let end = words.iter().filter_map(|word| text.find(word)).chain(text.find(&EDGES[..])).min();
    bare(&text[..end.unwrap_or(text.len())])
}

fn bare(name: &str) -> &str {
    name.trim().trim_matches(['「', '」', '『', '』', '"', '“', '”', '\'', '.', ' ', '*', '@'])
}

fn add(name: &str, found: &mut Vec<Named>) {
    const LONGEST: usize = 200; // bytes: longer than any name, shorter than a sentence
    let is_somebody = SOMEBODY.iter().any(|word| name.eq_ignore_ascii_case(word));
    match name.len() {
        0 => {}
        _ if NOBODY.iter().any(|word| name.eq_ignore_ascii_case(word)) => {}
        _ if is_somebody => found.push(Named::Somebody),
        1..LONGEST => found.push(Named::Person(name.to_owned())),
        _ => found.push(Named::Somebody),
    }
}

fn japanese(line: &str, known: &[String], found: &mut Vec<Named>) {
    for honorific in HONORIFICS {
        for (at, _) in line.match_indices(honorific) {
            let rest = &line[at + honorific.len()..];
            if PARTICLES.iter().any(|particle| rest.trim_start().starts_with(particle)) {
                add(at_end(line[..at].trim_end(), known), found);
            }
        }
    }
    // "港町オーディオからメッセージが届きました": without an honorific only a name that is known
    for name in known {
        let Some(at) = line.find(name.as_str()) else { continue };
        if PARTICLES.iter().any(|particle| line[at + name.len()..].trim_start().starts_with(particle)) {
            add(name, found);
        }
    }
}

fn labelled(line: &str, known: &[String], found: &mut Vec<Named>) {
    let line = line.trim_start_matches(['■', '□', '●', '◆', '・', '*', '-', ' ', '【', '[']);
    let Some(rest) = LABELS.iter().find_map(|label| line.strip_prefix(label)) else { return };
    let name = rest.trim_start_matches(['】', ']', ' ']).strip_prefix([':', '：']);
    let Some(name) = name.map(str::trim).filter(|name| !name.contains('@')) else { return };
    let name = HONORIFICS.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    add(at_begin(name.trim(), known), found);
}

fn english(line: &str, known: &[String], found: &mut Vec<Named>) {
    let lower = line.to_ascii_lowercase(); // of the same length
    for before in BEFORE {
        for (at, _) in lower.match_indices(before) {
            add(at_begin(&line[at + before.len()..], known), found);
        }
    }
    for behind in BEHIND {
        if let Some(at) = lower.find(behind) {
            add(at_end(line[..at].trim_end(), known), found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::Limits;
    use crate::case::Memo;

    fn named(shown: &str, address: &str, subject: &str, body: &str) -> Vec<Named> {
        let memo = "クライアント名: 港町オーディオ\n自分の表示名: むぎ\n名前: Harbor Audio = client\n名前(mail): no-reply@mugi.example = 自分\n";
        let people = People::of(&Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap());
        Notice { shown, address, subject, body, by_program: false }.named(&people)
    }

    fn person(name: &str) -> Vec<Named> {
        vec![Named::Person(name.to_owned())]
    }

    #[test]
    fn a_notice_is_a_sign_of_whom_it_names() {
        const SITE: &str = "no-reply@crowdworks.jp";
        for subject in [
            "【クラウドワークス】港町オーディオさんからメッセージが届きました",
            "港町オーディオ様からの新着メッセージ",
            "むぎさん、港町オーディオ さんより修正の依頼です",
            "港町オーディオさんが納品を確認しました",
            "港町オーディオからメッセージ",
        ] {
            assert_eq!(named("クラウドワークス", SITE, subject, ""), person("港町オーディオ"), "{subject}");
            assert_eq!(
                named("クラウドワークス", SITE, "お知らせ", subject),
                person("港町オーディオ"),
                "{subject}"
            );
        }
        assert_eq!(
            named("Upwork", "donotreply@upwork.com", "New message from Harbor Audio", ""),
            person("Harbor Audio")
        );
        assert_eq!(
            named(
                "Fiverr",
                "no_reply@e.fiverr.com",
                "You have a new message from harbor_audio",
                "harbor_audio sent you a message:"
            ),
            person("harbor_audio")
        );
        assert_eq!(named("Harbor Audio", "room_1@upwork.com", "Re: job", ""), person("Harbor Audio"));
        assert_eq!(named("Rin (via Upwork)", "room_1@upwork.com", "Re: job", ""), person("Rin"));
        assert_eq!(
            named("", "noreply@any.example", "クライアント様から連絡があります", ""),
            [Named::Somebody]
        );
        assert_eq!(named("", SITE, "岬さんから返信", ""), person("岬"));
        assert_eq!(
            named("", SITE, "新着のお知らせ", "■送信者：港町オーディオ 様\n本文"),
            person("港町オーディオ")
        );
        for subject in ["メッセージが届きました", "検収が完了しました", "You have a new message"]
        {
            assert_eq!(named("", SITE, subject, ""), [Named::Somebody], "{subject}");
        }
    }

    #[test]
    fn a_mail_of_a_declared_service_is_somebodys_act_unless_it_is_known_to_be_harmless() {
        let memo = "クライアント名: Harbor Audio\n自分の表示名: Mugi\n名前(mail): mugi@mail.example = 自分\n名前(mail): info@harbor.example = client\n名前(mail): s@any.example = system\n名前(mail): 受付 = system\n名前(mail): no-reply@crowdworks.jp = system\n";
        let people = People::of(&Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap());
        let of = |shown: &str, address: &str, subject: &str, body: &str| {
            Notice { shown, address, subject, body, by_program: false }.named(&people)
        };
        let client = || person("Harbor Audio");
        for (subject, body, expected) in [
            ("Harbor Audioさんからメッセージが届きました", "", client()),
            (
                "【Bizseek】新着メッセージのお知らせ",
                "クライアントからメッセージが届いています。",
                vec![Named::Somebody],
            ),
            (
                "【クラウドワークス】契約途中終了リクエストのお知らせ",
                "クライアントより申請がありました。",
                vec![Named::Somebody],
            ),
            (
                "【クラウドワークス】スレッドに書き込みがありました",
                "書き込みを確認してください",
                vec![Named::Somebody],
            ),
            ("【ココナラ】トークルームに返信がありました", "ご確認ください", vec![Named::Somebody]),
            ("【ココナラ】正式な納品が承諾されました", "ご確認ください", vec![Named::Somebody]),
            ("Harbor Audio: \"Please redo\"", "You've got a new reply", client()),
            ("Your order is complete!", "Great news, your order was marked complete.", vec![Named::Somebody]),
            ("Revision request for order #F123", "Your buyer asked for a revision.", vec![Named::Somebody]),
            ("harbor_audio left you a 5-star review", "", person("harbor_audio")),
            ("Harbor Audio ended your contract", "", client()),
            ("You have unread messages about the job", "Harbor Audio: please redo", client()),
            ("Payment released", "Your client paid $150", vec![Named::Somebody]),
            ("[harbor] notifications: Ken Miura, Harbor Audio", "redo", client()),
            ("info@harbor.example downloaded your files", "", person("info@harbor.example")),
            ("You've received a payment from Harbor Audio", "", client()),
            ("Harbor Audiology weekly", "", vec![Named::Somebody]),
            ("", "", vec![Named::Somebody]),
            // harmless: of the worker's own act, or of the service itself
            (
                "【サンプル】納品完了報告のお知らせ",
                "Harbor Audio 様\n\nMugi 様より納品完了報告がありました。",
                vec![],
            ),
            ("Mugiさんが納品しました", "", vec![]),
            ("パスワード変更のお知らせ", "", vec![]),
            ("【クラウドワークス】メンテナンスのお知らせ", "", vec![]),
            ("Delivery Status Notification (Failure)", "info@harbor.example", vec![]),
            ("Your weekly newsletter", "", vec![]),
            ("Order update: delivered", "You delivered your order to Harbor Audio.", vec![]),
            ("You submitted work for payment", "You have submitted work for your milestone.", vec![]),
            // but not where they tell of more
            ("Order update", "You delivered your order.\nHarbor Audio liked it.", client()),
            ("Order update", "You delivered your order.\nA revision was requested.", vec![Named::Somebody]),
            ("納品完了報告のお知らせ", "検収が完了しました", vec![Named::Somebody]),
            ("キャンペーン音声に修正依頼がありました", "", vec![Named::Somebody]),
            ("パスワード変更のご依頼: 返信があります", "", vec![Named::Somebody]),
        ] {
            assert_eq!(of("x", "s@any.example", subject, body), expected, "{subject}");
            assert_eq!(of("受付", "t@any.example", subject, body), expected, "{subject}");
            assert_eq!(of("x", "no-reply@crowdworks.jp", subject, body), expected, "{subject}");
            assert_eq!(of("Mugi", "no-reply@crowdworks.jp", subject, body), expected, "{subject}");
            assert_eq!(of("x", "mugi@mail.example", subject, body), [], "{subject}");
        }
        // a sender of whom nothing is said is unknown already
        assert_eq!(of("x", "u@any.example", "Payment released", ""), []);
    }

    #[test]
    fn a_service_that_is_declared_to_be_another_tells_of_the_client_all_the_same() {
        let memo = "クライアント名: Minato\n自分の表示名: Mugi\n名前(mail): minato@client.example = client\n";
        let of = |address: &str, subject: &str, body: &str, by_program: bool| {
            let memo = format!("{memo}名前(mail): {address} = other\n");
            let people = People::of(&Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap());
            let mut of = ["x", address]
                .map(|shown| Notice { shown, address, subject, body, by_program }.named(&people));
            assert_eq!(of[0], of[1], "{subject}");
            std::mem::take(&mut of[0])
        };
        let client = || person("Minato");
        for (address, subject, body, expected) in [
            ("donotreply@upwork.com", "Minato ended your contract", "Minato closed the contract.", client()),
            ("no-reply@outlook.com", "Reaction daily digest", "Minato liked your message", client()),
            ("noreply@fiverr.com", "Revision requested", "minato needs a revision.", client()),
            ("service@paypal.com", "You've received a payment", "Minato sent you 150 USD", client()),
            ("dse@docusign.net", "Completed: contract", "All parties have completed", vec![Named::Somebody]),
            ("noreply@firestorage.jp", "Your file was downloaded", "", vec![Named::Somebody]),
            ("x@gigafile.nu", "Download notice", "Your file was downloaded.", vec![Named::Somebody]),
            ("info@some.example", "Minato viewed your file", "", client()),
            ("no-reply@shop.example", "November sale", "Hello Mugi, our sale begins.", vec![]),
            ("news@shop.example", "November sale", "Thanks for the reply from last week.", vec![]),
            ("ken@else.example", "Re: story", "fyi, Minato agreed yesterday. Reply from Minato!", vec![]),
            ("ken@else.example", "Minato and you", "fyi", vec![]),
        ] {
            let found = of(address, subject, body, false);
            let shown = |named: &Named| format!("{named:?}").to_lowercase();
            assert_eq!(
                found.iter().map(shown).collect::<Vec<_>>(),
                expected.iter().map(shown).collect::<Vec<_>>(),
                "{subject}"
            );
        }
        assert_eq!(of("hello@forms.example", "New form", "Minato filled it in", true), client());
    }

    #[test]
    fn what_the_worker_sent_or_a_notice_quotes_is_nobodys_sign() {
        let from = "港町オーディオさんからメッセージが届きました";
        for (shown, address) in [("三浦", "miura@gmail.example"), ("x", "no-reply@mugi.example")] {
            assert_eq!(named(shown, address, from, from), [], "{address}");
        }
        // the worker's address is declared: their name beside another says nothing
        assert_eq!(named("むぎ", "no-reply@x.example", from, ""), person("港町オーディオ"));
        let quoted = format!("納品を受け付けました\n> {from}\n-----Original Message-----\n{from}");
        assert_eq!(named("", "no-reply@lancers.jp", "納品完了報告", &quoted), []);
        assert_eq!(named("", "no-reply@lancers.jp", "むぎさんが納品しました", ""), []);
        assert_eq!(named("", "info@crowdworks.jp.example", from, ""), []);
    }
}
