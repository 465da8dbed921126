//! What is not an archive of ours, or not all of one.

use super::*;
use crate::common::zip_craft::{Item, Plan};

fn file(file: &str, what: &str, expect: &str, make: fn(Vec<u8>) -> Vec<u8>) -> Fault {
    raw(format!("unreadable-{file}"), "9 (V1)", what, expect, move |b| make(b.tiny.zip()))
}

const CUT: &str = "unreadable cut-off";
const FOREIGN: &str = "unreadable not-hikae";

fn foreign(names: &[&str]) -> Vec<u8> {
    let items = names.iter().map(|name| Item::new(name.as_bytes(), b"hello", (0, 0x21))).collect();
    Plan { items, ..Plan::default() }.bytes()
}

pub fn all() -> Vec<Fault> {
    vec![
        file("empty", "an empty file", "unreadable empty-file", |_| vec![]),
        file("text", "a text file", "unreadable not-a-zip", |_| b"hello\n".to_vec()),
        file("wav", "a WAV file", "unreadable not-a-zip", |_| b"RIFF\x24\0\0\0WAVEfmt ".to_vec()),
        file("zeros", "a file of zeros", "unreadable not-a-zip", |z| vec![0; z.len()]),
        file("gzip", "a gzip file", "unreadable not-a-zip", |_| b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()),
        file("foreign", "a ZIP archive of somebody else", FOREIGN, |_| foreign(&["a.txt", "b.txt"])),
        file("foreign-bag", "a BagIt bag of somebody else", FOREIGN, |_| {
            foreign(&["data/a.txt", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"])
        }),
        file("foreign-data", "a ZIP archive of somebody else with a folder data/", FOREIGN, |_| {
            foreign(&["data/a.csv"])
        }),
        file("foreign-empty", "a ZIP archive without entries", FOREIGN, |_| foreign(&[])),
        file("foreign-encrypted", "an encrypted ZIP archive of somebody else", FOREIGN, |_| {
            let mut item = Item::new(b"a.txt", b"0123456789ab", (0, 0x21));
            item.both(|f| f.flags = 1);
            Plan { items: vec![item], ..Plan::default() }.bytes()
        }),
        file("cut-4", "the first 4 bytes", CUT, |z| z[..4].to_vec()),
        file("cut-head", "the first 20 bytes, within the first header", CUT, |z| z[..20].to_vec()),
        file("cut-data", "the first third", CUT, |z| z[..z.len() / 3].to_vec()),
        file("cut-half", "the first half", CUT, |z| z[..z.len() / 2].to_vec()),
        file("cut-directory", "all but the last 100 bytes, cut within the central directory", CUT, |z| {
            z[..z.len() - 100].to_vec()
        }),
        file("cut-end-record", "all but the end record", CUT, |z| z[..z.len() - 22].to_vec()),
        file("cut-end", "all but the last byte", CUT, |z| z[..z.len() - 1].to_vec()),
    ]
}
