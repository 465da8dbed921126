//! Section 8: what stands between, before and after the entries, and the end records.

use super::*;
use crate::common::zip_craft::{EndFields, Item, end64, le16};

const END: &str = "altered zip-end-record";
const END_LOST: &str = "altered zip-end-record check-not-run";
const OUTSIDE: &str = "altered zip-bytes-outside check-not-run";
const ORDER: &str = "altered zip-entry-order";

fn end(file: &str, what: &str, expect: &str, change: fn(&mut EndFields)) -> Fault {
    zip(format!("zip-end-{file}"), "8 (V1)", format!("the end record has {what}"), expect, move |p| {
        change(&mut p.end)
    })
}

fn raw_bytes(file: &str, what: &str, expect: &str, make: fn(Vec<u8>) -> Vec<u8>) -> Fault {
    raw(format!("zip-{file}"), "8 (V1)", what, expect, move |b| make(b.tiny.zip()))
}

/// What else could stand in the place of an entry: header, data.
fn hidden() -> Vec<u8> {
    let item = Item::new(b"data/001/delivery/1/hidden.wav", b"RIFF hidden", (0, 0x21));
    [item.local.local(), item.data].concat()
}

fn swap(p: &mut crate::common::zip_craft::Plan, a: &str, b: &str) {
    let at = |name: &str| p.items.iter().position(|i| i.local.name == name.as_bytes()).expect("there");
    let (a, b) = (at(a), at(b));
    p.items.swap(a, b);
}

pub fn all() -> Vec<Fault> {
    let mut all = vec![
        end("disk", "disk number 1", END, |e| e.disk = 1),
        end("directory-disk", "the central directory on disk 1", END, |e| e.directory_disk = 1),
        end("count-here", "another number of entries on this disk than in all", END, |e| e.here = Some(1)),
        end(
            "count-total",
            "another number of entries in all than on this disk",
            "altered zip-end-record zip-bytes-outside check-not-run",
            |e| e.total = Some(5),
        ),
        end("size", "a size of the central directory one too small", END_LOST, |e| e.size = Some(700)),
        end("offset", "an offset of the central directory 1 too small", END_LOST, |e| e.offset = Some(2000)),
        end("offset-beyond", "an offset beyond the end of the file", END_LOST, |e| {
            e.offset = Some(0x7FFF_FFFF)
        }),
        end("comment", "an archive comment", OUTSIDE, |e| e.comment = b"hello".to_vec()),
        end("comment-length", "a comment length without a comment", END, |e| e.comment_len = Some(5)),
        end("comment-unsaid", "a comment that its length does not say", OUTSIDE, |e| {
            (e.comment, e.comment_len) = (b"hello".to_vec(), Some(0))
        }),
        end(
            "count-fewer",
            "one entry fewer than there are",
            "altered zip-end-record zip-bytes-outside check-not-run",
            |e| (e.here, e.total) = (Some(8), Some(8)),
        ),
        end("count-more", "one entry more than there are", END_LOST, |e| {
            (e.here, e.total) = (Some(99), Some(99))
        }),
        zip("zip-end64-needless", "8 (V1)", "a Zip64 end record and locator without need", END_LOST, |p| {
            p.end64 = Some(end64)
        }),
        zip(
            "zip-end64-saturated",
            "8 (V1)",
            "a Zip64 end record without need, the end record refers to it",
            END_LOST,
            |p| {
                p.end64 = Some(end64);
                (p.end.here, p.end.total) = (Some(u16::MAX), Some(u16::MAX));
                (p.end.size, p.end.offset) = (Some(u32::MAX), Some(u32::MAX));
            },
        ),
        zip(
            "zip-end64-other",
            "8 (V1)",
            "a Zip64 end record that tells of another directory than the end record",
            END_LOST,
            |p| {
                p.end64 = Some(|_, _, _| end64(0, 0, 0));
            },
        ),
        zip("zip-end64-locator-only", "8 (V1)", "a Zip64 locator without its record", END_LOST, |p| {
            p.end64 = Some(|n, size, offset| end64(n, size, offset).split_off(56));
        }),
        zip(
            "zip-digital-signature",
            "8 (V1)",
            "a digital signature record stands after the central headers",
            END,
            |p| {
                p.directory_tail = [b"PK\x05\x05".as_slice(), &le16(4), b"sign"].concat();
                p.count_tail = true;
            },
        ),
        zip(
            "zip-gap-before-end",
            "8 (V1)",
            "bytes stand between the central directory and the end record",
            END_LOST,
            |p| {
                p.directory_tail = b"gap".to_vec();
            },
        ),
        zip("zip-gap-before-directory", "8 (V1)", "bytes stand before the central directory", OUTSIDE, |p| {
            p.before_directory = b"gap".to_vec();
        }),
        zip(
            "zip-archive-extra-data",
            "8 (V1)",
            "an archive extra data record stands before the central directory",
            OUTSIDE,
            |p| {
                p.before_directory = [b"PK\x06\x08".as_slice(), &[0; 4]].concat();
            },
        ),
        zip(
            "zip-two-directories",
            "8 (V1)",
            "a second central directory stands before the real one",
            OUTSIDE,
            |p| {
                let bytes = p.bytes();
                let size: usize = p.items.iter().map(|i| 46 + i.central.name.len()).sum();
                p.before_directory = bytes[bytes.len() - 22 - size..bytes.len() - 22].to_vec();
            },
        ),
        zip("zip-gap-entries", "8 (V1)", "bytes stand between two entries", OUTSIDE, |p| {
            p.items[1].gap = b"gap".to_vec()
        }),
        zip(
            "zip-gap-hidden-entry",
            "8 (V1)",
            "an entry that the central directory does not list",
            OUTSIDE,
            |p| p.items[1].gap = hidden(),
        ),
        zip(
            "zip-gap-first-hidden",
            "8 (V1)",
            "an unlisted entry stands before the first one",
            OUTSIDE,
            |p| p.items[0].gap = hidden(),
        ),
        zip("zip-gap-last-hidden", "8 (V1)", "an unlisted entry stands after the last one", OUTSIDE, |p| {
            p.before_directory = hidden()
        }),
        zip(
            "zip-split-marker",
            "8 (V1)",
            "the marker of split archives stands in front",
            "altered zip-bytes-outside check-not-run",
            |p| {
                p.items[0].gap = b"PK\x07\x08".to_vec();
            },
        ),
        zip(
            "zip-prepended-adjusted",
            "8 (V1)",
            "a program stands in front, all offsets count it (self-extracting)",
            OUTSIDE,
            |p| {
                p.items[0].gap = b"#!/bin/sh\nexit\n".to_vec();
            },
        ),
        zip("zip-shared-data", "8 (V1)", "two central headers share one local header", OUTSIDE, |p| {
            p.items[1].central.offset = Some(0);
        }),
        zip("zip-overlap", "8 (V1)", "an entry lies within the data of another", OUTSIDE, |p| {
            let inner = p.items.remove(1);
            let from = p.items[0].local.local().len() as u32;
            let data = [inner.local.local(), inner.data.clone()].concat();
            let dos = (inner.local.time, inner.local.date);
            p.items[0] = Item::new(&p.items[0].local.name.clone(), &data, dos);
            let mut inner = Item { has_local: false, ..inner };
            inner.central.offset = Some(from);
            p.items.insert(1, inner);
        }),
        zip("zip-listed-twice", "8 (V1)", "an entry is listed twice", OUTSIDE, |p| {
            let mut twin = Item { has_local: false, ..p.items[0].clone() };
            twin.central.offset = Some(0);
            p.items.insert(1, twin);
        }),
        zip(
            "zip-local-missing",
            "8 (V1)",
            "an entry is listed and not there",
            "altered zip-bytes-outside zip-headers-disagree check-not-run",
            |p| p.items[1].has_local = false,
        ),
        zip(
            "zip-directory-order",
            "8 (V1)",
            "the central directory lists two entries in another order",
            OUTSIDE,
            |p| {
                let mut order: Vec<usize> = (0..p.items.len()).collect();
                order.swap(0, 1);
                p.order = Some(order);
            },
        ),
        zip_pair("zip-order-payload", "2 (V1)", "two payload entries stand in another order", ORDER, |p| {
            swap(p, WAV, VOICE)
        }),
        zip("zip-order-proof", "2 (V1)", "facts.jsonl stands after seal.txt", ORDER, |p| {
            swap(p, "proof/001/facts.jsonl", "proof/001/seal.txt")
        }),
        zip("zip-order-root", "2 (V1)", "VERIFY.txt stands before the tag manifest", ORDER, |p| {
            swap(p, "VERIFY.txt", "tagmanifest-sha256.txt")
        }),
        zip("zip-order-groups", "2 (V1)", "bagit.txt stands before everything", ORDER, |p| {
            let at = p.items.iter().position(|i| i.local.name == b"bagit.txt").unwrap();
            let bagit = p.items.remove(at);
            p.items.insert(0, bagit);
        }),
    ];
    all.extend([
        raw_bytes(
            "prepended",
            "bytes stand in front, no offset counts them (self-extracting)",
            "altered zip-end-record check-not-run",
            |z| [b"#!/bin/sh\nexit\n".to_vec(), z].concat(),
        ),
        raw_bytes("appended", "a byte stands after the end record", OUTSIDE, |z| [z, vec![0]].concat()),
        raw_bytes("appended-newline", "a line feed stands after the end record", OUTSIDE, |z| {
            [z, vec![b'\n']].concat()
        }),
        raw_bytes("end-twice", "the end record stands twice", END_LOST, |z| {
            let end = z[z.len() - 22..].to_vec();
            [z, end].concat()
        }),
        raw_bytes("twice", "the whole archive stands twice, one after the other", END_LOST, |z| {
            [z.clone(), z].concat()
        }),
        raw_bytes(
            "end-comment-end-record",
            "the end record has a comment: itself once more",
            END_LOST,
            |z| {
                let (before, end) = z.split_at(z.len() - 22);
                [before, &end[..20], &le16(22), end].concat()
            },
        ),
        raw_bytes("cut-front", "the first 100 bytes are missing", END_LOST, |z| z[100..].to_vec()),
        raw("zip-concatenated", "8 (V1)", "another archive of the case stands in front", END_LOST, |b| {
            [b.second.zip(), b.tiny.zip()].concat()
        }),
    ]);
    all
}
