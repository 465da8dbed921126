//! Mails over which a silence was stated that did not happen, or none though there was nothing against it: each a case of
//! a few mails, with the client's true last sign. All were found by an attack on the reader.

use crate::program::{Desk, finish};
use serde_json::Value;

const NOTES: &str = "Client name: Minato\nMy display name: Mugi\nZone: Asia/Tokyo\n\
                     Name: minato@client.example = client\nName: mugi@example.net = me\n";
const CLIENT: &str = "Minato <minato@client.example>";
const WORKER: &str = "Mugi <mugi@example.net>";
/// The day of the client's last mail, of the worker's mail after it, and of what is later than both.
const LAST: &str = "Mon, 05 Oct 2026 14:03:09 +0900";
const LATER: &str = "Tue, 03 Nov 2026 12:00:00 +0900";

/// A mail with plain text and further fields.
fn mail(from: &str, date: &str, fields: &str, body: &str) -> String {
    let kind = if fields.to_lowercase().contains("content-type:") {
        ""
    } else {
        "Content-Type: text/plain; charset=UTF-8\n"
    };
    format!(
        "From: {from}\nTo: {WORKER}\nDate: {date}\nSubject: Narration\nMessage-ID: <{}@x.example>\nMIME-Version: 1.0\n{kind}{fields}\n{body}\n",
        date.len() + body.len()
    )
}

fn html(body: &str) -> String {
    mail(WORKER, LATER, "Content-Type: text/html; charset=UTF-8\n", body)
}

/// A mail beside the client's last one, of 5 October.
fn beside(other: &str) -> Vec<(&'static str, String)> {
    vec![("a.eml", mail(CLIENT, LAST, "", "Slower?")), ("b.eml", other.to_owned())]
}

/// 21 November 2026.
const NOW: &str = "1795219200";

fn silence(notes: &str, files: &[(&str, String)]) -> Value {
    let desk = Desk::new();
    desk.write("case/delivery/1/a.txt", "x");
    desk.write("case/case-notes.txt", notes);
    for (name, text) in files {
        desk.write(format!("case/messages/{name}"), text);
    }
    let mut command = desk.hikae(&["--json", "status", "case"]);
    let ran = finish(command.env("SOURCE_DATE_EPOCH", NOW).spawn().unwrap());
    let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    value["silence"].clone()
}

/// `since …` with the minute of the client's last sign, in UTC; else the codes of what stands against it.
fn said(notes: &str, files: &[(&str, String)]) -> String {
    let silence = silence(notes, files);
    match silence["statement"]["since"]["to"].as_str() {
        Some(to) => format!("since {}", &to[..16]),
        None => {
            let blocks = silence["blocks"].as_array().into_iter().flatten();
            blocks.filter_map(|block| block["code"].as_str()).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The client's last mail; the worker's and the service's later ones.
const OCTOBER_5: &str = "since 2026-10-05T05:03";
const NOVEMBER_3: &str = "since 2026-11-03T02:59";

fn check(cases: &[(&str, &str, String, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(what, notes, other, wanted)| {
            let said = said(&format!("{NOTES}{notes}"), &beside(other));
            (said != *wanted).then(|| format!("{what}: {said}, not {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_mail_of_the_worker_quotes_blocks_until_it_is_there() {
    let text = |body: &str| mail(WORKER, LATER, "", &format!("Thanks.\n\n{body}"));
    let both = "Content-Type: multipart/alternative; boundary=b\n";
    let outlook = "<div>Thanks</div><hr><div id=\"divRplyFwdMsg\"><font><b>From:</b> Minato &lt;minato@client.example&gt;<br><b>Sent:</b> Tuesday, October 20, 2026 9:00 AM<br><b>To:</b> Mugi<br><b>Subject:</b> x</font><div>&nbsp;</div></div><div>Go on</div>";
    check(&[
        ("Outlook on the web", "", html(outlook), "unknown"),
        (
            "Apple Mail",
            "",
            html(
                "<div>Thanks</div><blockquote type=\"cite\"><div>On Oct 20, 2026, at 9:00, Minato &lt;minato@client.example&gt; wrote:</div><br><div>Go on</div></blockquote>",
            ),
            "unknown",
        ),
        (
            "a block",
            "",
            html(
                "<div>Thanks</div><div>On Tue, 20 Oct 2026 09:00, Minato wrote:</div><blockquote>Go on</blockquote>",
            ),
            "unknown",
        ),
        (
            "Thunderbird",
            "",
            html(
                "<div>Fwd</div><table class=\"moz-email-headers-table\"><tbody><tr><th>Date: </th><td>Tue, 20 Oct 2026 09:00:00 +0900</td></tr><tr><th>From: </th><td>Minato &lt;minato@client.example&gt;</td></tr></tbody></table>Go on",
            ),
            "unknown",
        ),
        (
            "cells",
            "",
            html(
                "<table><tr><td>From</td><td>Minato</td></tr><tr><td>Sent</td><td>2026-10-20 9:00</td></tr></table>",
            ),
            "unknown",
        ),
        (
            "preformatted",
            "",
            html("<pre>Thanks\n\nOn 2026/10/20 9:00, Minato wrote:\n&gt; Go on</pre>"),
            "unknown",
        ),
        (
            "the second of two forms",
            "",
            mail(
                WORKER,
                LATER,
                both,
                &format!(
                    "--b\nContent-Type: text/plain\n\nThanks\n--b\nContent-Type: text/html\n\n{outlook}\n--b--"
                ),
            ),
            "unknown",
        ),
        (
            "de",
            "",
            text("Am Di., 20. Okt. 2026 um 09:00 Uhr schrieb Minato <minato@client.example>:\n> Ja"),
            "unknown",
        ),
        (
            "fr",
            "",
            text("Le mar. 20 oct. 2026 à 09:00, Minato <minato@client.example> a écrit :\n> Oui"),
            "unknown",
        ),
        ("ko", "", text("보낸사람: Minato\n보낸날짜: 2026년 10월 20일 화요일 오전 9:00\n\n네"), "unknown"),
        ("without a moment", "", text("Minato kirjoitti:\n> Kyllä"), "unknown"),
        ("without a header", "", text("> Go on"), "unknown"),
        // the mail that is quoted is there
        (
            "of the known mail",
            "",
            text("Il giorno lun 5 ott 2026 alle ore 14:03 Minato <minato@client.example> ha scritto:\n> x"),
            OCTOBER_5,
        ),
        (
            "of the known mail in HTML",
            "",
            html(
                "<div>Thanks</div><div>Am 05.10.2026 um 14:03 schrieb Minato:<br></div><blockquote>Slower?</blockquote>",
            ),
            OCTOBER_5,
        ),
        (
            "of the worker's own",
            "",
            text("On Tue, 20 Oct 2026 09:00, Mugi <mugi@example.net> wrote:\n> x"),
            OCTOBER_5,
        ),
        ("a greeting", "", text("Dear Minato:\n\nHere is the take.\n"), OCTOBER_5),
    ]);
}

#[test]
fn signs_beside_the_text_of_a_mail_count() {
    let calendar = |method: &str, attendee: &str| {
        let fields = "Content-Type: multipart/mixed; boundary=b\n";
        let body = format!(
            "--b\nContent-Type: text/plain\n\nMeeting\n--b\nContent-Type: text/calendar; method={method}; name=\"r.ics\"\nContent-Disposition: attachment; filename=\"r.ics\"\n\nBEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nDTSTAMP:20261103T025930Z\nDTSTART:20261110T010000Z\nORGANIZER:mailto:mugi@example.net\n{attendee}\nEND:VEVENT\nEND:VCALENDAR\n--b--"
        );
        mail(WORKER, LATER, fields, &body)
    };
    let read = "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n";
    let receipt = "--b\nContent-Type: text/plain\n\nThe message was displayed.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;minato@client.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--";
    let again = "Resent-From: Minato <minato@client.example>\nResent-Date: Tue, 3 Nov 2026 11:59:30 +0900\n";
    let list = |field: &str| {
        mail(
            "narr-list <narr@lists.example>",
            "Tue, 03 Nov 2026 11:59:30 +0900",
            &format!("{field}: {CLIENT}\n"),
            "ok",
        )
    };
    let other = "Name: narr@lists.example = other\n";
    check(&[
        ("sent again", "", mail(CLIENT, "Sun, 04 Oct 2026 09:00:00 +0900", again, "ok"), NOVEMBER_3),
        (
            "an answer to an invitation",
            "",
            calendar("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED;CN=Minato:mailto:minato@client.example"),
            NOVEMBER_3,
        ),
        (
            "another time proposed",
            "",
            calendar("COUNTER", "ATTENDEE;CN=\"M; N\":MAILTO:Minato@Client.example"),
            NOVEMBER_3,
        ),
        ("by somebody", "", calendar("REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:x@y.example"), "unknown"),
        (
            "not answered",
            "",
            calendar("REQUEST", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:minato@client.example"),
            OCTOBER_5,
        ),
        ("shown", "", mail(CLIENT, "Tue, 03 Nov 2026 11:59:30 +0900", read, receipt), NOVEMBER_3),
        ("Reply-To", other, list("Reply-To"), NOVEMBER_3),
        ("X-Original-From", other, list("X-Original-From"), NOVEMBER_3),
        ("Sender", other, list("Sender"), NOVEMBER_3),
        ("nobody", other, list("X-Nothing"), OCTOBER_5),
    ]);
}

#[test]
fn notices_of_services_count_whatever_was_said_of_their_address() {
    let notice = |from: &str, subject: &str, body: &str| {
        mail(from, "Tue, 03 Nov 2026 11:59:30 +0900", "", body)
            .replace("Subject: Narration", &format!("Subject: {subject}"))
    };
    let other = |address: &str| format!("Name: {address} = other\n");
    let system = |address: &str| format!("Name: {address} = system\n");
    let (upwork, fiverr, outlook) = ("donotreply@upwork.com", "noreply@fiverr.com", "no-reply@outlook.com");
    let bounce = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n";
    let undelivered = format!(
        "--b\nContent-Type: text/plain\n\nYour message could not be delivered to <minato@client.example>.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; minato@client.example\nAction: failed\n\n--b\nContent-Type: message/rfc822\n\nFrom: {WORKER}\nTo: minato@client.example\nDate: Tue, 13 Oct 2026 10:00:00 +0900\nSubject: Narration\n\nAny news?\n--b--"
    );
    check(&[
        (
            "contract",
            &other(upwork),
            notice(upwork, "Minato ended your contract", "Minato closed the contract."),
            NOVEMBER_3,
        ),
        (
            "reaction",
            &other(outlook),
            notice(outlook, "Reaction daily digest", "Minato liked your message"),
            NOVEMBER_3,
        ),
        (
            "revision",
            &other(fiverr),
            notice(fiverr, "Revision requested", "minato needs a revision."),
            NOVEMBER_3,
        ),
        (
            "download",
            &other("x@gigafile.nu"),
            notice("x@gigafile.nu", "Download notice", "Your file was downloaded."),
            "unknown",
        ),
        (
            "own delivery",
            &system(fiverr),
            notice(fiverr, "Order update: delivered", "You delivered your order to minato."),
            OCTOBER_5,
        ),
        (
            "a newsletter",
            &other("news@shop.example"),
            notice("news@shop.example", "November sale", "Hello Mugi, our sale begins."),
            OCTOBER_5,
        ),
        (
            "a colleague",
            &other("ken@else.example"),
            notice("ken@else.example", "Re: x", "fyi, Minato agreed yesterday"),
            OCTOBER_5,
        ),
        ("not delivered", "", mail("MAILER-DAEMON@mx.example.net", LATER, bounce, &undelivered), OCTOBER_5),
        (
            "not delivered, declared",
            &system("MAILER-DAEMON@mx.example.net"),
            mail("MAILER-DAEMON@mx.example.net", LATER, bounce, &undelivered),
            OCTOBER_5,
        ),
    ]);
}

#[test]
fn capitals_of_an_address_tell_nobody_apart() {
    let later = |from: &str| beside(&mail(from, "Tue, 03 Nov 2026 11:59:30 +0900", "", "ok"));
    let notes = "Client name: Minato\nMy display name: Mugi\nZone: Asia/Tokyo\nName: Minato@Client.Example = client\n";
    for from in ["minato@client.example", "M. N. <minato@CLIENT.example>"] {
        assert_eq!(said(notes, &later(from)), NOVEMBER_3, "{from}");
    }
    // as status advises
    let notes = "Client name: Minato\nMy display name: Mugi\nZone: Asia/Tokyo\nName: M. N. <mn@Client.example> = client\n";
    assert_eq!(said(notes, &later("M. N. <mn@client.example>")), NOVEMBER_3);
}

#[test]
fn what_a_service_or_the_worker_said_is_not_quoted_as_the_clients_words() {
    let notes = format!("{NOTES}Name: 港町制作 = client\ncompletion report: 2026-10-13 9:58 round 1\n");
    let notice = mail(
        "CrowdWorks <no-reply@crowdworks.jp>",
        LATER,
        "",
        "むぎ 様\n港町制作さんからメッセージが届いています。",
    );
    let only = mail(
        CLIENT,
        LATER,
        "",
        "\n-----Original Message-----\nFrom: Mugi\nSent: Tuesday, October 13, 2026 10:00 AM\nTo: Minato\nSubject: x\n\nI hope that all is received.",
    );
    let own = mail(CLIENT, LATER, "", "Yes, received.\n\nOn 2026/10/13 10:00 Mugi wrote:\n> Is it?");
    for (text, quote) in [(notice, None), (only, None), (own, Some("Yes, received."))] {
        let silence = silence(&notes, &beside(&text));
        let round = &silence["rounds"][0];
        assert_eq!(round["client_messages"], 1, "{round}");
        assert_eq!(
            round["quote"].as_str().map(|text| text.contains("Yes, received.")),
            quote.map(|_| true),
            "{round}"
        );
    }
}

/// A mailbox of mails.
fn mailbox(mails: &[String]) -> String {
    mails.iter().map(|mail| format!("From x@y Mon Oct 05 14:03:09 2026\n{mail}\n")).collect()
}

#[test]
fn folders_of_a_mailbox_are_no_copies_of_each_other() {
    let own = |date: &str| mail(WORKER, date, "", "Any news?");
    let last = mail(CLIENT, LAST, "", "Slower?");
    let inbox = ("INBOX", mailbox(std::slice::from_ref(&last)));
    for (files, wanted) in [
        (vec![inbox.clone(), ("Sent", mailbox(&[own("Thu, 01 Oct 2026 10:00:00 +0900")]))], OCTOBER_5),
        (vec![inbox.clone(), ("Sent", mailbox(&[own("Tue, 13 Oct 2026 10:00:00 +0900")]))], OCTOBER_5),
        (
            vec![
                inbox.clone(),
                ("Sent", mailbox(&[own("Tue, 13 Oct 2026 10:00:00 +0900")])),
                ("x.eml", mail(CLIENT, "Tue, 03 Nov 2026 11:59:30 +0900", "", "ok")),
            ],
            NOVEMBER_3,
        ),
        // two folders of the client's
        (
            vec![
                inbox.clone(),
                ("Work", mailbox(&[mail(CLIENT, "Tue, 03 Nov 2026 11:59:30 +0900", "", "ok")])),
            ],
            NOVEMBER_3,
        ),
    ] {
        assert_eq!(said(NOTES, &files), wanted);
        // what the worker sent says nothing of what the client did not
        let until = silence(NOTES, &files)["statement"]["days"]["whole"].clone();
        assert_eq!(until, 0);
    }
    let declared = format!("{NOTES}Copied at (INBOX): 2026-11-20 09:12\n");
    let files = [inbox, ("Sent", mailbox(&[own("Tue, 13 Oct 2026 10:00:00 +0900")]))];
    let statement = silence(&declared, &files)["statement"].clone();
    assert_eq!(
        (&statement["until"]["ground"], &statement["days"]["whole"]),
        (&"declared".into(), &45.into())
    );
}

#[test]
fn a_channel_that_ended_needs_the_word_of_the_worker() {
    let thread = "港町制作\n2026年10月01日 10:02\nはじめまして。\n\n港町制作\n2026年10月05日 14:03\nゆっくりに。\n\nむぎ\n2026年10月13日 10:00\nいかがでしょうか。\n";
    let notice = mail(
        "CrowdWorks <no-reply@crowdworks.jp>",
        "Thu, 01 Oct 2026 10:02:05 +0900",
        "",
        "港町制作さんからメッセージが届いています。",
    );
    let chat = "9/14/26, 10:02 AM - Minato: Hello\n9/14/26, 10:03 AM - Mugi: Hi\n";
    let notes = "クライアント名: 港町制作\n自分の表示名: むぎ\nタイムゾーン: Asia/Tokyo\nName: Minato = client\nName: Mugi = me\nスレッドを写した日時(thread.txt): 2026/11/20 09:12\n";
    for (name, text) in
        [("n.eml", notice.clone()), ("n.mbox", mailbox(&[notice])), ("chat.txt", chat.to_owned())]
    {
        let files = [("thread.txt", thread.to_owned()), (name, text)];
        assert_eq!(said(notes, &files), "not-declared", "{name}");
        let next = silence(notes, &files)["blocks"][0]["next"].as_str().unwrap().to_owned();
        assert!(
            next.contains(&format!("copied at ({name})")) || next.contains(&format!("({name})")),
            "{next}"
        );
        let declared = format!("{notes}copied at ({name}): 2026-11-20 09:00\n");
        assert_eq!(said(&declared, &files), "since 2026-10-05T05:04", "{name}");
        // and no more than that is said
        let before = format!("{notes}copied at ({name}): 2026-10-02 09:00\n");
        assert_eq!(said(&before, &files), "coverage", "{name}");
    }
}

#[test]
fn a_date_without_a_zone_does_not_end_its_own_mail() {
    let said = said(NOTES, &beside(&mail(CLIENT, "Tue, 3 Nov 2026 12:00:00", "", "ok")));
    assert_eq!(said, "since 2026-11-04T00:00");
}

#[test]
fn what_mail_programs_put_beside_a_mailbox_is_no_message() {
    let inbox = mailbox(&[
        mail(CLIENT, LAST, "", "Slower?"),
        mail(WORKER, "Tue, 13 Oct 2026 10:00:00 +0900", "", "Any news?"),
    ]);
    let index = "// <!-- <mdb:mork:z v=\"1.4\"/> -->\n< <(a=c)> // (f=iso-8859-1)\n  (B8=LastPurgeTime)>\n";
    assert_eq!(said(NOTES, &[("Narration", inbox.clone()), ("Narration.msf", index.to_owned())]), OCTOBER_5);
    let contents = "\0\u{1}\0\0\0".repeat(40);
    let apple =
        [("Narration.mbox/mbox", inbox.clone()), ("Narration.mbox/table_of_contents", contents.clone())];
    assert_eq!(said(NOTES, &apple), OCTOBER_5);
    assert_eq!(said(NOTES, &[("mbox", inbox), ("other", contents)]), "understanding");
    let inner = mail(CLIENT, "Tue, 03 Nov 2026 11:59:30 +0900", "", "ok");
    let plist = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict/></plist>\n";
    let kept = |length: usize| format!("{length}       \n{inner}{plist}");
    assert_eq!(
        said(NOTES, &[("1.eml", mail(CLIENT, LAST, "", "Slower?")), ("2.emlx", kept(inner.len()))]),
        NOVEMBER_3
    );
    let cut = kept(100_000);
    assert_eq!(said(NOTES, &[("1.eml", mail(CLIENT, LAST, "", "Slower?")), ("2.emlx", cut)]), "gap");
}
