//! `REPORT.html` in a browser, from an archive that was unzipped: what people see, hear and print, and what a hostile text
//! cannot do.
#![cfg(target_os = "linux")]

use crate::chromium::{Chromium, installed};
use crate::program::Desk;
use crate::skip::missing;
use crate::sound;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Six seconds of a tone: 16 bit, 8 kHz, mono.
fn tone() -> Vec<u8> {
    let samples = (0..48_000i32).flat_map(|i| ((i % 40 - 20) * 400).to_le_bytes()[..2].to_vec());
    sound::wav_file(1, 16, 8_000, 1, &samples.collect::<Vec<_>>())
}

const SOUND: &str = "第1話 #1 & 'a' (100+1)=;,@.wav";
const MEMO: &str = "クライアント名: 港町制作\n自分の表示名: むぎ\n題名: 物語のナレーション\n\
スレッドを写した日時: 2026/11/20 09:12\n納品完了報告: 2026/10/4 9:58 1回目\n";
const THREAD: &str = "2026-10-01 14:03 港町制作: よろしくお願いします。\n2026-10-04 09:58 むぎ: 納品いたします。\n\
2026-10-04 11:20 港町制作: 受け取りました。\n";

/// A sealed case, unzipped; the language is that of the page.
fn unzipped(desk: &Desk, memo: &str, thread: &str, lang: &str) -> PathBuf {
    desk.write("case/案件メモ.txt", memo);
    desk.write(format!("case/納品/1回目/{SOUND}"), tone());
    desk.write("case/メッセージ/thread.txt", thread);
    let ran = desk.run(&["seal", "case", "--lang", lang]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    unzip(desk, "case/控え/001.zip", "unzipped")
}

fn unzip(desk: &Desk, archive: &str, folder: &str) -> PathBuf {
    let mut zip = zip::ZipArchive::new(fs::File::open(desk.path(archive)).unwrap()).unwrap();
    zip.extract(desk.path(folder)).unwrap();
    desk.path(folder)
}

/// The browser, or why the test does not run.
fn browser() -> Option<Chromium> {
    let Some(name) = installed() else {
        missing("no Chromium here");
        return None;
    };
    Some(Chromium::start(name))
}

#[test]
fn the_page_shows_one_language_and_the_other_by_a_click() {
    let Some(mut browser) = browser() else { return };
    let desk = Desk::new();
    let folder = unzipped(&desk, MEMO, THREAD, "ja");
    browser.open(&folder.join("REPORT.html"));
    let ja = browser.text();
    assert!(ja.contains("控えの内容: 物語のナレーション") && ja.contains("時系列"), "{ja}");
    assert!(!ja.contains("Timeline") && !ja.contains("Seal code"), "{ja}");
    browser.eval("document.getElementById('en').click()");
    let en = browser.text();
    assert!(en.contains("Sealed record: 物語のナレーション") && en.contains("Timeline"), "{en}");
    assert!(!en.contains("時系列") && !en.contains("控え番号"), "{en}");
    // by keyboard too
    browser.eval("document.getElementById('ja').focus()");
    assert_eq!(browser.eval("document.activeElement.id"), "ja");
    assert_eq!(browser.eval("document.title"), "控えの内容: 物語のナレーション");
    // and nothing was asked for but the page itself
    let asked: BTreeSet<String> = browser.requests().into_iter().collect();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(
        asked.iter().all(|url| url.starts_with("file:///") && url.ends_with("/REPORT.html")),
        "{asked:?}"
    );
}

#[test]
fn a_sound_plays_from_the_unzipped_folder_whatever_its_name() {
    let Some(mut browser) = browser() else { return };
    let desk = Desk::new();
    let folder = unzipped(&desk, MEMO, THREAD, "en");
    browser.open(&folder.join("REPORT.html"));
    let played = browser.eval(
        "new Promise((done, failed) => { const a = document.querySelector('audio'); a.onerror = () => done('failed');
         a.onloadedmetadata = () => done(a.duration); a.preload = 'auto'; a.load(); setTimeout(() => done('slow'), 20000); })",
    );
    assert_eq!(played.as_f64(), Some(6.0), "{played}");
    assert_eq!(browser.eval("document.querySelectorAll('audio').length"), 1);
    assert_eq!(browser.eval("document.querySelectorAll('svg path').length"), 1);
    let wide = "(() => { const s = document.querySelector('svg').getBoundingClientRect(),
        p = document.querySelector('svg path').getBoundingClientRect(); return p.width / s.width })()";
    assert!(browser.eval(wide).as_f64().unwrap() > 0.9, "the drawing fills its place");
    let asked = browser.requests();
    assert!(asked.iter().all(|url| url.starts_with("file:///")), "{asked:?}");
}

#[test]
fn a_page_on_paper_has_one_language_and_no_player() {
    let Some(mut browser) = browser() else { return };
    if Command::new("pdftotext").arg("-v").output().is_err() {
        return missing("no pdftotext here");
    }
    let desk = Desk::new();
    let folder = unzipped(&desk, MEMO, THREAD, "ja");
    browser.open(&folder.join("REPORT.html"));
    let ja = browser.printed();
    assert!(ja.contains("時系列") && ja.contains("控え番号"), "{ja}");
    assert!(!ja.contains("Timeline") && !ja.contains("English") && !ja.contains("file://"), "{ja}");
    browser.eval("document.getElementById('en').click()");
    let en = browser.printed();
    assert!(en.contains("Timeline") && en.contains("Seal code") && !en.contains("時系列"), "{en}");
}

#[test]
fn a_small_screen_and_a_screen_reader_find_their_way() {
    let Some(mut browser) = browser() else { return };
    let desk = Desk::new();
    let long = format!("{MEMO}備考: {}\n", "あa".repeat(400));
    let folder =
        unzipped(&desk, &long, &format!("{THREAD}2026-10-05 10:00 港町制作: {}\n", "W".repeat(900)), "ja");
    browser.width(360);
    browser.open(&folder.join("REPORT.html"));
    for lang in ["ja", "en"] {
        browser.eval(&format!("document.getElementById('{lang}').click()"));
        let wide = browser.eval("document.documentElement.scrollWidth").as_u64().unwrap();
        assert!(wide <= 360, "{lang}: {wide} pixels wide");
        let seen = "getComputedStyle(e).display !== 'none' && e.offsetParent !== null";
        // every text on white with a contrast of at least 4.5 (WCAG 2.2, 1.4.3)
        let faint = browser.eval(&format!(
            "[...document.querySelectorAll('body *')].filter(e => {seen} && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
             .filter(e => {{ const c = getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(v => v / 255)
               .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
               const l = .2126 * c[0] + .7152 * c[1] + .0722 * c[2]; return 1.05 / (l + .05) < 5 }}).map(e => e.outerHTML.slice(0, 99))"
        ));
        assert_eq!(faint, serde_json::json!([]), "{lang}");
        let empty = browser.eval(&format!(
            "[...document.querySelectorAll('h1,h2,h3,h4,th,a,label')].filter(e => {seen} && !e.innerText.trim()).map(e => e.outerHTML)"
        ));
        assert_eq!(empty, serde_json::json!([]), "{lang}");
    }
    for one in ["main", "header", "nav", "footer", "h1"] {
        assert_eq!(browser.eval(&format!("document.querySelectorAll('{one}').length")), 1, "{one}");
    }
    let named = "[...document.querySelectorAll('section,nav')].every(e => document.getElementById(e.getAttribute('aria-labelledby')))";
    assert_eq!(browser.eval(named), true);
    assert_eq!(browser.eval("[...document.querySelectorAll('th')].every(th => th.scope)"), true);
    assert_eq!(
        browser.eval("[...document.querySelectorAll('table')].every(t => t.tHead && t.tHead.rows.length)"),
        true
    );
    let levels = "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]).every((l, i, all) => !i || l <= all[i - 1] + 1)";
    assert_eq!(browser.eval(levels), true);
    let ids =
        "(ids => ids.length === new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))";
    assert_eq!(browser.eval(ids), true);
    assert_eq!(
        browser.eval("[...document.querySelectorAll('audio')].every(a => a.getAttribute('aria-label'))"),
        true
    );
}

/// Texts that would do something in a page that took them for markup.
const HOSTILE: [&str; 11] = [
    "<script>window.hit=1</script>",
    "</style><script>window.hit=2</script>",
    "<img src=x onerror=window.hit=3>",
    "\"><svg onload=window.hit=4>",
    "' onmouseover='window.hit=5' x='",
    "<a href=\"javascript:window.hit=6\">x</a>",
    "javascript:window.hit=7 https://example.com/",
    "{{ title }}{% if 1 %}{ $title }{ -brand }",
    "&lt;script&gt;&#60;b&#62;",
    "a\u{202E}gpj.exe\u{200B}\u{1}",
    "<!--</main></table><iframe src=//example.com>-->",
];

#[test]
fn hostile_texts_are_text() {
    let Some(mut browser) = browser() else { return };
    let desk = Desk::new();
    let mut memo = format!("{MEMO}題名: {}\n", HOSTILE[0]).replace("物語のナレーション", HOSTILE[2]);
    let mut thread = THREAD.to_owned();
    for (i, text) in HOSTILE.iter().enumerate() {
        memo += &format!("備考: {text}\n受領の返信: 2026/10/4 11:{i:02} 1回目 「{text}」\n");
        thread += &format!("2026-10-06 10:{i:02} 港町制作: {text}\n");
    }
    desk.write(format!("case/納品/1回目/{}.wav", HOSTILE[4].replace('/', "")), tone());
    desk.write("case/納品/1回目/<img src=x onerror=window.hit=8>.wav", tone());
    desk.write("case/資料/<script>window.hit=9<\u{202E}script>.pdf", "%PDF");
    let folder = unzipped(&desk, &memo, &thread, "ja");
    browser.open(&folder.join("REPORT.html"));
    let text = browser.text();
    for hostile in HOSTILE.iter().filter(|text| !text.contains('\u{202E}')) {
        assert!(text.contains(hostile), "{hostile} in {text}");
    }
    assert!(text.contains("a[U+202E]gpj.exe[U+200B][U+0001]"), "{text}");
    for nothing in [
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "form",
        "base",
        "a:not([href^='#'])",
        "[onerror],[onload],[onmouseover]",
        "[style]",
    ] {
        assert_eq!(browser.eval(&format!("document.querySelectorAll(\"{nothing}\").length")), 0, "{nothing}");
    }
    // each player with its own file, and each of them plays
    let playing = browser.eval(
        "Promise.all([...document.querySelectorAll('audio')].map(a => new Promise(done => { a.onerror = () => done('failed');
         a.onloadedmetadata = () => done(a.duration); a.preload = 'auto'; a.load() })))",
    );
    assert_eq!(playing, serde_json::json!([6, 6, 6]));
    assert_eq!(browser.eval("typeof window.hit"), "undefined");
    let asked = browser.requests();
    assert!(asked.iter().all(|url| url.starts_with("file:///")), "{asked:?}");
}

/// Somebody edits the page: `verify` says so, and until then its policy holds what was added.
#[test]
fn what_is_added_to_the_page_does_not_run_and_asks_for_nothing() {
    let Some(mut browser) = browser() else { return };
    let desk = Desk::new();
    let folder = unzipped(&desk, MEMO, THREAD, "ja");
    let page = fs::read_to_string(folder.join("REPORT.html")).unwrap();
    let added = "<script>window.hit=1</script><img src=\"http://127.0.0.1:9/a.png\" onerror=\"window.hit=2\">\
        <style>h1{display:none}</style><p style=\"position:fixed\" id=added>x</p><audio src=\"http://127.0.0.1:9/a.wav\" preload=auto></audio>\
        <form action=\"http://127.0.0.1:9/\" id=sent></form>";
    let edited = folder.join("EDITED.html");
    fs::write(&edited, page.replacen("<main>", &format!("<main>{added}"), 1)).unwrap();
    browser.open(&edited);
    browser.eval("document.getElementById('sent').submit()");
    assert_eq!(browser.eval("typeof window.hit"), "undefined");
    assert_eq!(browser.eval("getComputedStyle(document.querySelector('h1')).display"), "block");
    assert_eq!(browser.eval("getComputedStyle(document.getElementById('added')).position"), "static");
    browser.requests();
    let received = browser.events.iter().filter(|said| said["method"] == "Network.responseReceived");
    let from: Vec<&str> = received.map(|said| said["params"]["response"]["url"].as_str().unwrap()).collect();
    assert!(
        from.iter().all(|url| url.starts_with("file:///") || url.starts_with("data:image/svg+xml")),
        "{from:?}"
    );
    // and the browser says so: script, picture, style twice, sound, form
    let logged = browser.events.iter().filter(|said| said["method"] == "Log.entryAdded");
    let held = logged
        .filter(|said| said["params"]["entry"]["text"].as_str().unwrap().contains("Content Security Policy"));
    let held: Vec<&str> = held.map(|said| said["params"]["entry"]["text"].as_str().unwrap()).collect();
    assert!(held.len() >= 6, "{held:#?}");
}
