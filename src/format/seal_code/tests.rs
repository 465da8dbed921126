use super::*;
use proptest::prelude::*;

fn code() -> Sha256Digest {
    Sha256Digest::of("控え")
}

fn codes(text: &str) -> Vec<Sha256Digest> {
    let found = find(text);
    for one in &found {
        let inside: String = text[one.range.clone()].chars().filter_map(digit).collect();
        assert_eq!(inside, one.code.to_string());
    }
    found.into_iter().map(|found| found.code).collect()
}

/// Groups of these sizes, one after the other until the digits end.
fn groups(sizes: usize, between: &str) -> String {
    let digits: Vec<char> = code().to_string().chars().collect();
    digits.chunks(sizes).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        c => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
    };
    text.chars().map(wide).collect()
}

#[test]
fn as_people_and_programs_write_it() {
    let grouped = code().grouped();
    let (first, second) = grouped.split_at(35);
    for text in [
        code().to_string(),
        grouped.clone(),
        grouped.to_uppercase(),
        full_width(&grouped),
        full_width(&grouped.to_uppercase()),
        grouped.replace(' ', "\u{A0}"),
        grouped.replace(' ', "-"),
        grouped.replace(' ', " - "),
        groups(4, " "),
        groups(16, "\n"),
        groups(2, " "),
        groups(60, "\n"),
        groups(60, "=\r\n"),
        groups(20, "\u{200B}"),
        format!("※控え番号です。ご操作は不要です。\n{first}\n{}\n", second.trim()),
        format!("> > {first}\r\n> > {}\r\n", second.trim()),
        format!("＞{first}\n＞ {}\n", second.trim()),
        format!("{first}\n\n{}", second.trim()),
        format!("控え番号は{grouped}です"),
        format!("控え番号は{}です", code()),
        format!("https://example.com/{}.html", code()),
        format!("{}  第1話.wav", code()),
        format!("[{}]", groups(32, " ")),
        // what stands on a screen beside it
        format!("2026年10月04日 09:58\n{first}\n{}\n2026年10月05日 14:03", second.trim()),
        format!("09:58\n{}\n2026/10/05 14:03", groups(60, "\n")),
        format!("2026-10-04 09:58\n{}\n2026-10-05 14:03", groups(60, "\n")),
        format!("12 {grouped} 3"),
        format!("add\n{}", code()),
    ] {
        assert_eq!(codes(&text), [code()], "{text}");
    }
}

#[test]
fn several() {
    let (a, b) = (Sha256Digest::of("a"), Sha256Digest::of("b"));
    assert_eq!(codes(&format!("{a}  a.wav\n{b}  b.wav\n")), [a, b]);
    assert_eq!(codes(&format!("{a}\n{b}\n{a}")), [a, b, a]);
    assert_eq!(codes(&format!("{}\n前の番号: {}", a.grouped(), b.grouped())), [a, b]);
    // one above the other in one size: 128 digits, which could be anything
    assert_eq!(codes(&format!("{}\n{}", a.grouped(), b.grouped())), []);
}

#[test]
fn what_only_looks_like_one() {
    let sha512 = format!("{}{}", code(), code());
    let in_eights = [code().grouped(), code().grouped()].join(" ");
    let uuid = "01890a5d-ac96-774b-bcce-b302099a8057";
    let pages: String = (0..40).map(|n| format!("090-1234-{n:04}\n2026-10-{:02}\n", n % 31)).collect();
    for text in [
        "",
        &sha512,
        &in_eights,
        &format!("SHA-512: {}", in_eights.replacen(' ', "\n", 8)),
        &format!("{}0", code()),
        &code().to_string()[..63],
        &format!("x{}", code()),
        &format!("0x{}", code()),
        &format!("{}y", code()),
        &format!("{}ｚ", code()),
        &format!("é{}", code()),
        &format!("{uuid}\n{uuid}"),
        &format!("{uuid} {uuid}"),
        &"1234567890123456".repeat(4),
        &"1234 5678 9012 3456 ".repeat(4),
        &groups(8, "--"),
        &groups(8, "\n\n\n"),
        &groups(8, ":"),
        &groups(8, ", "),
        &groups(8, "\n- > "),
        &"deadbeef ".repeat(7),
        &"feedface".repeat(8),
        &pages,
        &"00000000: 5249 4646 2408 0000 5741 5645 666d 7420  RIFF$...WAVEfmt \n".repeat(9),
        &"00000000  52 49 46 46 24 08 00 00  57 41 56 45 66 6d 74 20  |RIFF$...WAVEfmt |\n".repeat(9),
        &"524946462408000057415645666d742010000000010001008\n".repeat(9),
    ] {
        assert_eq!(codes(text), [], "{text}");
    }
}

#[test]
fn hostile_texts_take_time_in_proportion() {
    // a quadratic search would take hours for these, and a list of groups gigabytes
    let size = 4 << 20;
    let hostile =
        ["a", "a ", "a1\n", "12345678 ", "a\u{3000}", "\n", "> ", "-", "0 1a ", "ab12cd34-", "＞ａ１\r\n"];
    for text in hostile {
        assert_eq!(codes(&text.repeat(size / text.len())), [], "{text}");
    }
    let many = format!("{}\n", code()).repeat(1000);
    assert_eq!(codes(&many).len(), 1000);
}

const SEPARATORS: [&str; 14] = [
    " ", "  ", "\t", "\u{3000}", "\u{A0}", "\u{202F}", "\u{200B}", "\n", "\r\n", "\n> ", "\r\n>> ", " - ",
    "-", " \n＞ ",
];

/// Text without digits, and that ends or begins with nothing that would make a word of a group.
fn other() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.chars().filter(|&c| digit(c).is_none()).collect())
}

proptest! {
    #[test]
    fn a_broken_code_is_found_once(
        seed in any::<u64>(),
        grouped in any::<bool>(),
        case in 0..4,
        breaks in prop::collection::btree_map(1usize..64, prop::sample::select(&SEPARATORS[..]), 0..12),
        (before, after) in (other(), other()),
    ) {
        let code = Sha256Digest::of(seed.to_string());
        let mut digits = code.to_string();
        if case % 2 == 1 {
            digits = digits.to_uppercase();
        }
        if case > 1 {
            digits = full_width(&digits);
        }
        let mut printed = String::new();
        for (i, c) in digits.chars().enumerate() {
            match breaks.get(&i) {
                Some(separator) => printed.push_str(separator),
                None if grouped && i > 0 && i % 8 == 0 => printed.push(' '),
                None => {}
            }
            printed.push(c);
        }
        let text = format!("{before}。{printed}。{after}");
        let found = find(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(found[0].code, code);
        let begin = before.len() + '。'.len_utf8();
        prop_assert_eq!(found[0].range.clone(), begin..begin + printed.len());
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>()) {
        codes(&text);
    }

    #[test]
    fn any_text_of_what_matters_has_an_answer(text in "[0-9a-gA-G０-９ａ-ｇ \u{3000}\r\n>＞=\\-第。]{0,400}") {
        codes(&text);
    }
}
