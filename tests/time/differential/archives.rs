//! 5,000 seeded mutants of kit archives, tokens included.

use super::second::python;
use crate::common::bases::{Bases, WAV};
use crate::common::craft::Book;
use crate::common::edition_craft::salted;
use crate::common::token_craft::{By, GOOD, Token};
use crate::common::{check, tools};
use hikae::base::digest::Sha256Digest;
use hikae::verify::Verdict;
use std::fmt::Write as _;
use std::path::Path;

const MUTANTS: u64 = 5_000;

/// SplitMix64: the same mutants in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Bytes changed: a bit, a byte, some taken out, put in, doubled, or cut off.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        return bytes.push(random.next() as u8);
    }
    let at = random.below(bytes.len());
    let end = (at + 1 + random.below(12)).min(bytes.len());
    match random.below(8) {
        0..=2 => bytes[at] ^= 1 << random.below(8),
        3 => bytes[at] = [0, 1, b'\n', b' ', 0x30, 0x80, 0x82, 0xFF][random.below(8)],
        4 => drop(bytes.drain(at..end)),
        5 => {
            let part = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, part);
        }
        6 => bytes.insert(at, random.next() as u8),
        _ => bytes.truncate(at),
    }
}

/// One letter or digit changed into another: often still a fact.
fn change_letter(bytes: &mut [u8], random: &mut Random) {
    let plain: Vec<usize> = (0..bytes.len()).filter(|i| bytes[*i].is_ascii_alphanumeric()).collect();
    if !plain.is_empty() {
        bytes[plain[random.below(plain.len())]] = b"0123456789abcdefxyzABCXYZ"[random.below(25)];
    }
}

/// Lines changed: one left out, doubled, or in another's place.
fn change_lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (at, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(4) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        _ => change(&mut lines[at], random),
    }
    *bytes = lines.concat();
}

/// An archive whose facts could contradict each other in many ways, and do not.
fn telling(talk: &Book) -> Book {
    let mut book = talk.clone();
    let ed = book.ed();
    let code = Sha256Digest::of("控え");
    let (wav, mail) = ("data/001/delivery/1/b.wav", "data/001/messages/1.eml");
    ed.reword("\"text\":\"hello\"", "hello", &format!("控え番号 {}", code.grouped()));
    ed.reword("\"conversation\"", "\"understood\"", "\"gaps\"");
    let gap = r#""gaps":[{"unit":"lines","from":4,"to":9,"after":2,"why":"time"}]"#;
    ed.reword("\"conversation\"", "\"gaps\":[]", gap);
    let facts = [
        ("link", format!(r#"{{"link":{{"code":"{code}","source":"{WAV}","k":1,"n":1}}}}"#)),
        ("answer.1", r#"{"answer":{"k":1,"n":1,"from":4,"to":5,"after":2,"said":"client","text":"x"}}"#.into()),
        (
            "mail",
            format!(
                r#"{{"mail":{{"path":"{mail}","dkim":"fail","domain":"a.jp","selector":"k","key_record":"p=","captured_at":"2026-10-01T05:03:00Z","captured_by":"dns"}}}}"#
            ),
        ),
        (
            "audio",
            format!(
                r#"{{"audio":{{"path":"{wav}","sample_rate_hz":44100,"frames":44111,"duration_s":"1.000249","sample_peak_dbfs":"0.00","true_peak_dbtp":"0.10","integrated_loudness_lufs":"-20.00","noise_floor_dbfs":"-60.00","clipped_runs":0,"head_silence_s":"0.9","digital_zero_s":"1.0","unmeasured":[{{"field":"rms_dbfs","reason":"damaged"}}]}}}}"#
            ),
        ),
        ("waveform", format!(r#"{{"waveform":{{"path":"{wav}","columns":3,"min":"gIAA","max":"gIGC"}}}}"#)),
        (
            "event",
            r#"{"event":{"at":{"from":"2026-10-25T00:30:00Z","to":"2026-10-25T01:31:00Z","local":"2026-10-25T02:30","zone":"Europe/Berlin","basis":"declared"},"kind":"a","actor":"worker"}}"#.into(),
        ),
    ];
    facts.iter().for_each(|(label, body)| ed.seal_line(label, salted(body)));
    ed.seal_file(wav, b"RIFF");
    ed.seal_file(mail, b"From: a\r\nDKIM-Signature: v=1\r\n\r\nHi\r\n");
    // the file of the conversation is shown too, so that every fact of another one is seen
    let hidden = ed.leaves.iter().position(|(leaf, label)| {
        label == "file" && !ed.lines.iter().any(|line| Sha256Digest::of(line) == *leaf)
    });
    ed.leaves.remove(hidden.unwrap());
    ed.seal_file(WAV, b"RIFF a");
    ed.reseal();
    book
}

/// What mutants are made of: archives of the kit, some with stamps.
fn books() -> Vec<Book> {
    let bases = Bases::new();
    let stamped = |book: &Book, tokens: &[(&str, Token)]| {
        let mut book = book.clone();
        book.ed().stamp(1, tokens);
        book
    };
    let one = stamped(&bases.bare, &[("tsa", GOOD)]);
    let more = stamped(&bases.bare, &[("a", GOOD.by(By::Issued)), ("b", Token { indefinite: true, ..GOOD })]);
    let mut renewed = stamped(&bases.bare, &[("tsa", GOOD.by(By::Expired))]);
    renewed.ed().stamp(2, &[("tsa", GOOD.by(By::Successor).at("20261031235959Z"))]);
    let other =
        [By::Issued, By::Expired, By::NotYetValid, By::WebServer, By::NotSigned, By::Unknown, By::Namesake];
    let others = other.map(|by| stamped(&bases.bare, &[("a", GOOD.by(by)), ("b", GOOD)]));
    let telling = telling(&bases.talk);
    let plain = [
        bases.tiny,
        bases.pair,
        bases.leaves,
        bases.talk,
        bases.second,
        bases.two,
        telling.clone(),
        telling.clone(),
        telling,
    ];
    plain.into_iter().chain(others).chain([one.clone(), one, more, renewed]).collect()
}

/// A mutant: of the whole file, or of one part with all that is made from it made again.
fn mutant(books: &[Book], seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let mut book = books[random.below(books.len())].clone();
    let stamps = book.eds.last().map_or(0, |ed| ed.stamps.len());
    let part = match (stamps > 0, random.below(3)) {
        (true, 0 | 1) => 8,
        // what is sealed may say anything that the format allows
        (false, 0) => 5,
        _ => random.below(8),
    };
    let mut whole = false;
    {
        let last = book.eds.len() - 1;
        let at = random.below(last + 1);
        let ed = &mut book.eds[at];
        match part {
            0 => whole = true,
            1 => change(&mut ed.seal, &mut random),
            2 => change_lines(&mut ed.seal, &mut random),
            3 => change(&mut ed.sig, &mut random),
            // facts that are sealed, and say something odd
            4 | 5 if !ed.lines.is_empty() => {
                let line = random.below(ed.lines.len());
                let leaf = Sha256Digest::of(&ed.lines[line]);
                match random.below(2) {
                    0 => change(&mut ed.lines[line], &mut random),
                    _ => change_letter(&mut ed.lines[line], &mut random),
                }
                let sealed = ed.leaves.iter_mut().find(|(sealed, _)| part == 5 && *sealed == leaf);
                if let Some((sealed, _)) = sealed {
                    *sealed = Sha256Digest::of(&ed.lines[line]);
                    ed.sort_lines();
                    ed.reseal();
                }
            }
            6 if !ed.payload.is_empty() => {
                let file = random.below(ed.payload.len());
                match random.below(2) {
                    0 => change(&mut ed.payload[file].1, &mut random),
                    _ => change(&mut ed.payload[file].0, &mut random),
                }
            }
            8 => {
                let stamp = random.below(stamps);
                let stamp = &mut book.eds[last].stamps[stamp];
                match random.below(8) {
                    0 => change(&mut stamp.1, &mut random),
                    1 => change_lines(&mut stamp.1, &mut random),
                    // most of a token is covered by its signature: more often where that does not reach
                    n => {
                        let reach = if n < 5 { 60.min(stamp.1.len()) } else { stamp.1.len() };
                        let at = random.below(reach);
                        if let Some(byte) = stamp.1.get_mut(at) {
                            *byte ^= 1 << random.below(8);
                        }
                    }
                }
            }
            _ => whole = true,
        }
    }
    let mut bytes = book.zip();
    if whole {
        change(&mut bytes, &mut random);
    }
    bytes
}

/// What hikae says: an exit code, and by when each edition existed.
fn said(bytes: &[u8]) -> (u8, String) {
    let Ok(run) = check(&[bytes]) else { return (3, String::new()) };
    let code = match run.outcome.verdict {
        Verdict::Intact => 0,
        Verdict::Altered => 1,
        Verdict::Undecided => 3,
    };
    let times = &run.outcome.times;
    let shown = times
        .bounds
        .iter()
        .map(|(edition, at)| format!("{}:{}", edition.get(), times.tokens[*at].stamp.gen_time));
    let shown: Vec<String> = if code == 0 { shown.collect() } else { Vec::new() };
    (code, shown.join(" "))
}

/// For each line, what hikae says and the mutant's file: what the second verifier says otherwise.
const COMPARE: &str = r#"
import re
root = "tests/kit/tsa-root.pem"
def compare(lines):
    found = []
    for line in lines:
        seed, code, times, path = line.split("\t")
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                got = verify.main(["--tsa-root", root, path])
        except BaseException as fault:
            got = repr(fault)
        shown = re.findall(r"^edition (\d+) existed no later than (\S+) ", said.getvalue(), re.M)
        shown = " ".join(f"{edition}:{time}" for edition, time in shown)
        if (str(got), shown) != (code, times):
            first = said.getvalue().splitlines()[1:4]
            found.append(f"mutant {seed}: hikae says {code} {times}, verify.py says {got} {shown} {first}")
    return found
lines = sys.stdin.read().splitlines()
with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
    for found in pool.map(compare, [lines[n::16] for n in range(16)]):
        for line in found:
            print(line)
"#;

#[test]
fn five_thousand_mutants_of_archives_are_the_same_to_both() {
    if crate::skip::slow() {
        return;
    }
    if !tools(&["python3", "ssh-keygen", "openssl"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let books = books();
    assert!(books.iter().all(|book| said(&book.zip()).0 == 0));
    let seeds: Vec<u64> = (0..MUTANTS).collect();
    let line = |seed: &u64| {
        let bytes = mutant(&books, *seed);
        let path = folder.path().join(format!("{seed}.zip"));
        std::fs::write(&path, &bytes).unwrap();
        let (code, times) = said(&bytes);
        Ok::<_, std::convert::Infallible>((code, times, path))
    };
    let Ok(all) = hikae::base::parallel::try_map(&seeds, |_| 1 << 20, line);
    let mut lines = String::new();
    let mut counts = [0u32; 4];
    for (seed, (code, times, path)) in all.iter().enumerate() {
        counts[usize::from(*code)] += 1;
        writeln!(lines, "{seed}\t{code}\t{times}\t{}", Path::display(path)).unwrap();
    }
    // a test in which everything is altered, or nothing, compares little
    assert!(counts[0] > 200 && counts[1] > 1000 && counts[3] > 20, "{counts:?}");
    let disagreements = python(COMPARE, lines);
    assert!(disagreements.is_empty(), "{} of them:\n{disagreements}", disagreements.lines().count());
}
