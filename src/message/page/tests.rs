use super::*;

fn text_of_html(html: &str) -> String {
    text_of(html, &Frames::default())
}

fn text_of(html: &str, frames: &Frames) -> String {
    use crate::base::limits::Limits;
    let memo = "クライアント名: 港町オーディオ\n自分の表示名: むぎ\n";
    let memo = crate::case::Memo::read(memo.as_bytes(), &Limits::DEFAULT).unwrap();
    let people = Setting::of(Some(&memo)).people.of_channel(PASTED);
    Shown::of(html, frames).with_labels(&people)
}

#[test]
fn message_the_text_of_a_page_in_reading_order() {
    let html = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style><script>var a = '<p>no</p>';</script></head><body>\
                <div class=m><img alt=no><b>港町\n オーディオ</b><span>さん</span><br>2026年11月06日 <time>14:03</time></div>\
                <p>確認&amp;しました。 </p><script>document.write('no')</script><noscript>no</noscript></body></html>";
    assert_eq!(text_of_html(html), "港町 オーディオさん\n2026年11月06日 14:03\n確認&しました。\n");
    assert_eq!(text_of_html("a<p>b<div>c"), "a\nb\nc");
    assert_eq!(text_of_html("<script>never ends"), "");
}

#[test]
fn whatever_a_browser_shows_as_text_is_read_in_its_place() {
    for (html, text) in [
        // shadows, pages inside, words on buttons, drawings
        ("a<x-y><template shadowrootmode=open><p>b</p></template></x-y>c", "a\nb\nc"),
        ("a<template><p>b</p></template>c", "a\nc"),
        (
            "a<iframe srcdoc='&lt;p&gt;b&lt;iframe srcdoc=&quot;c&quot;&gt;&lt;/iframe&gt;'></iframe>d",
            "a\nb\nc\nd",
        ),
        ("a<iframe src=x>no</iframe>b", "a\nb"),
        ("a<input type=submit value='もっと見る'>b", "a\nもっと見る\nb"),
        ("a<input type=hidden value=no><input type=checkbox value=no>b", "a\nb"),
        ("a<svg><title>no</title><text>b</text></svg>c", "a\nb\nc"),
        // what is called so where no text says it
        ("a<button aria-label='さらに読み込む'><svg></svg></button>b", "a\nさらに読み込む\nb"),
        ("a<a href=#><img alt='もっと見る'></a>b", "a\nもっと見る\nb"),
        ("a<button aria-label='もっと見る'>もっと見る</button>", "a\nもっと見る\n"),
        ("a<button aria-label='メニュー'></button><img alt='写真'>b", "a\nb"),
        ("a<select><option>Page 1 of 3<option>Page 2 of 3</select>b", "a\nPage 1 of 3\nPage 2 of 3\nb"),
        ("<head><title>x</title><div>a</div>", "a\n"),
        (
            "<title>(1) 港町オーディオさんからメッセージ</title><p>a</p>",
            "(1) 港町オーディオさんからメッセージ\na\n",
        ),
        (
            "<p>a</p><input placeholder='港町オーディオさんが契約を終了しました'>",
            "a\n港町オーディオさんが契約を終了しました\n",
        ),
        ("<p>a</p><i title='検収が完了しました'></i>", "a\n検収が完了しました\n"),
        ("<p>a</p><a rel='nofollow next' href=x></a>", "a\nNext page\n"),
        ("a<iframe src='data:text/html,%3Cp%3Eb'></iframe>c", "a\nb\nc"),
        ("a<iframe src='data:text/html;base64,PHA+Yg=='></iframe>c", "a\nb\nc"),
        ("<b>港町オーディオ</b><time>14:03</time><i>x</i>y", "港町オーディオ 14:03 xy"),
        ("<b>W</b>ort", "Wort"),
        ("<select><option>x<option>y</select>a<svg><desc>x</svg>b", "a\nb"),
        ("a<select><option>日本語</option><option>English</option></select>b", "a\nb"),
        ("x<div class=r><img alt='👍'><span>1</span></div>", "x\n👍1\n"),
        ("x<img alt=':+1:'>", "x:+1:"),
        // names
        (
            "<div aria-label='港町オーディオ 2026年11月20日 14:03'><img alt='港町オーディオ'><p>修正</p></div>",
            "港町オーディオ 2026年11月20日 14:03\n港町オーディオ\n修正\n",
        ),
        (
            "<div><img alt='港町オーディオのアイコン'><b>港町オーディオ</b><p>x</p></div>",
            "港町オーディオ\nx\n",
        ),
        ("<p>x</p><footer><img alt='むぎ'></footer>", "x\n"),
        (
            "<img alt='港町オーディオ'><p>a</p><p>b</p><img alt='むぎ'><p>c</p>",
            "港町オーディオ\na\nb\nむぎ\nc\n",
        ),
        ("<time aria-label='2026年11月20日 14:03'>14:03</time>", "14:03"),
        ("<p>x</p><hr aria-label='2026年11月20日'><p>y</p>", "x\n2026年11月20日\ny\n"),
    ] {
        assert_eq!(text_of_html(html), text, "{html}");
    }
}

#[test]
fn pages_inside_an_archive_stand_where_they_are_shown() {
    let archive = |main: &str| {
        let page = |head: &str, html: &str| {
            format!(
                "--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n{head}\r\n\r\n{html}\r\n"
            )
        };
        let parts = [
            page("Content-Location: https://x/", main),
            page("Content-ID: <f1>", "<p>one</p>"),
            page("Content-Location: https://x/f2", "<p>two</p><iframe src=\"cid:f1\"></iframe>"),
        ];
        let head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n";
        let bytes = format!("{head}{}--B--\r\n", parts.concat()).into_bytes();
        assert!(is_archive(&bytes));
        let Archive { html, frames } = Archive::of(&bytes).unwrap();
        text_of(&html, &frames).split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(archive("<p>a</p><iframe src='https://x/f2'></iframe><p>b</p>"), "a two one b");
    assert_eq!(archive("<p>a</p><iframe src='cid:f1'></iframe><p>b</p>"), "a one b two");
    assert_eq!(archive("<p>a</p>"), "a one two");
}

#[test]
fn a_page_in_which_no_thread_is_found_may_hold_words_of_the_client() {
    use crate::message::tests::Gathered;
    let memo = "クライアント名: 港町オーディオ\n自分の表示名: むぎ\n";
    let memo = crate::case::Memo::read(memo.as_bytes(), &crate::base::limits::Limits::DEFAULT).unwrap();
    let setting = Setting::of(Some(&memo));
    for (body, format) in [
        (
            "<script type='application/json'>{\"n\":\"港町オーディオ\",\"t\":\"2026-11-20\"}</script>",
            "thread-page",
        ),
        ("<script>{\"n\":\"\\u6e2f\\u753a\\u30aa\\u30fc\\u30c7\\u30a3\\u30aa\"}</script>", "thread-page"),
        ("<div data-name='港町オーディオ'></div>", "thread-page"),
        ("<b>Ken Miura</b> <time>2026/11/20 14:03</time><p>修正お願いします</p>", "thread-page"),
        ("<div>Ken Miura</div><div>redo please</div><div>Nov 20, 2026 2:03 pm</div>", "thread-page"),
        ("<p>納品の手引き</p><p>2026年11月20日 改定</p>", "web-page"),
        ("", "web-page"),
    ] {
        let html = format!("<html><body>{body}</body></html>");
        let read = Gathered::of(html.as_bytes(), &setting);
        assert_eq!(read.readings[0].format, format, "{body}");
    }
    let shadow = "<html><body><x-y><template shadowrootmode=open><b>港町オーディオ</b> <time>2026/11/20 14:03</time><p>修正</p></template></x-y></body></html>";
    assert_eq!(
        Gathered::of(shadow.as_bytes(), &setting).rows(),
        ["2026-11-20 14:03 JST|港町オーディオ|text|修正|"]
    );
}

proptest::proptest! {
    #[test]
    fn any_page_is_taken_apart_without_a_fall(pieces in proptest::collection::vec(0..16usize, 0..40)) {
        const PIECES: [&str; 16] = [
            "<div aria-label='港町オーディオ'>", "</div>", "<img alt='👍'>", "<iframe srcdoc='<p>a'>", "</iframe>", "<template>",
            "<template shadowrootmode=open>", "</template>", " 港町オーディオ ", "<input value=x>", "<head>", "<body>", "<svg/>",
            "<p>", "あ", "</p>",
        ];
        let html: String = pieces.into_iter().map(|i| PIECES[i]).collect();
        let _ = text_of_html(&html);
    }
}
