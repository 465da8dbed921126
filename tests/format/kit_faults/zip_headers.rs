//! Section 8: every field of the local and the central headers.

use super::*;
use crate::common::zip_craft::{Fields, Item, extra, le16, le32, unicode_path};

/// The first entry of `bare`.
const README: &str = "data/README.txt";
const LOCAL: &str = "altered zip-headers-disagree";
const CENTRAL: &str = "altered zip-header";
const CENTRAL_SEEN: &str = "altered zip-header zip-headers-disagree";
const LEAVES_GAP: &str = "altered zip-bytes-outside zip-headers-disagree check-not-run";
const LEAVES_GAP_BOTH: &str = "altered zip-header zip-headers-disagree zip-bytes-outside check-not-run";

/// Extended time stamps as Info-ZIP writes them.
fn timestamps() -> Vec<u8> {
    extra(0x5455, &[&[1][..], &le32(1_790_000_000)].concat())
}

/// `data` as one stored block of deflate.
fn deflated(data: &[u8]) -> Vec<u8> {
    let len = data.len() as u16;
    [&[1][..], &le16(len), &le16(!len), data].concat()
}

fn local(file: &str, what: &str, change: fn(&mut Fields)) -> Fault {
    zip(format!("zip-local-{file}"), "8 (V1)", format!("the local header has {what}"), LOCAL, move |p| {
        change(&mut p.item(README).local)
    })
}

fn central(file: &str, what: &str, expect: &str, change: fn(&mut Fields)) -> Fault {
    zip(format!("zip-central-{file}"), "8 (V1)", format!("the central header has {what}"), expect, move |p| {
        change(&mut p.item(README).central)
    })
}

fn both(file: &str, what: &str, expect: &str, change: fn(&mut Fields)) -> Fault {
    zip(format!("zip-{file}"), "8 (V1)", what, expect, move |p| p.item(README).both(change))
}

pub fn all() -> Vec<Fault> {
    let mut all = vec![
        local("signature", "another signature", |f| f.signature[3] = 8),
        local("version-needed", "version needed 20", |f| f.needed = 20),
        local("utf8-flag", "the UTF-8 flag on an ASCII name", |f| f.flags = 0x0800),
        local("encrypted", "the encryption flag", |f| f.flags = 1),
        local("descriptor-flag", "the data descriptor flag, without a descriptor", |f| f.flags = 8),
        local("deflate", "method 8 (deflate)", |f| f.method = 8),
        local("time", "a time later by 2 seconds", |f| f.time += 1),
        local("date", "a date later by a day", |f| f.date += 1),
        local("crc", "another CRC-32", |f| f.crc ^= 1),
        local("crc-zero", "CRC-32 zero", |f| f.crc = 0),
        local("packed", "another compressed size", |f| f.packed -= 1),
        local("size", "another uncompressed size", |f| f.size -= 1),
        local("size-larger", "sizes that reach into the next entry", |f| (f.packed, f.size) = (999, 999)),
        local("size-zip64", "sizes 0xFFFFFFFF without need", |f| (f.packed, f.size) = (u32::MAX, u32::MAX)),
        local("name", "another name of the same length", |f| *f.name.last_mut().unwrap() = b'x'),
        local("name-case", "the name in another case", |f| f.name.make_ascii_uppercase()),
        local("name-length", "a name length one too small", |f| f.name_len = Some(README.len() as u16 - 1)),
        local("extra-length", "an extra field length that takes in the data", |f| f.extra_len = Some(4)),
        central("made-by-dos", "made by MS-DOS", CENTRAL, |f| f.made_by = 0x002D),
        central("made-by-version", "made by version 3.0", CENTRAL, |f| f.made_by = 0x031E),
        central("version-needed", "version needed 45 without need", CENTRAL, |f| f.needed = 45),
        central("utf8-flag", "the UTF-8 flag on an ASCII name", CENTRAL, |f| f.flags = 0x0800),
        central("encrypted", "the encryption flag", CENTRAL, |f| f.flags = 1),
        central("deflate", "method 8 (deflate)", CENTRAL, |f| f.method = 8),
        central("time", "a time later by 2 seconds", "altered zip-headers-disagree zip-time", |f| {
            f.time += 1
        }),
        central("date", "a date later by a day", "altered zip-headers-disagree zip-time", |f| f.date += 1),
        central("crc", "another CRC-32", "altered zip-headers-disagree zip-crc", |f| f.crc ^= 1),
        central("packed", "another compressed size", CENTRAL, |f| f.packed -= 1),
        central("size", "another uncompressed size", LEAVES_GAP_BOTH, |f| f.size -= 1),
        central("sizes", "sizes one too small", LEAVES_GAP, |f| {
            (f.packed, f.size) = (f.packed - 1, f.size - 1)
        }),
        central(
            "name",
            "another name of the same length",
            "altered zip-headers-disagree entry-unlisted entry-missing bag-manifest",
            |f| *f.name.last_mut().unwrap() = b'x',
        ),
        central(
            "name-length",
            "a name length one too large",
            "altered zip-end-record zip-headers-disagree check-not-run",
            |f| f.name_len = Some(f.name.len() as u16 + 1),
        ),
        central("comment", "a comment", CENTRAL, |f| f.comment = b"hello".to_vec()),
        central("disk", "disk 1", CENTRAL, |f| f.disk = 1),
        central("internal", "internal attributes: text", CENTRAL, |f| f.internal = 1),
        central("external-none", "no external attributes", CENTRAL, |f| f.external = 0),
        central("external-executable", "mode 0100755", CENTRAL, |f| f.external = 0o100_755 << 16),
        central("external-symlink", "mode 0120777, a symbolic link", CENTRAL, |f| {
            f.external = 0o120_777 << 16
        }),
        central("external-setuid", "mode 0104755, set-user-id", CENTRAL, |f| f.external = 0o104_755 << 16),
        central("external-folder", "mode 040755 and the DOS folder bit", CENTRAL, |f| {
            f.external = 0o040_755 << 16 | 0x10
        }),
        central("external-device", "mode 020644, a device", CENTRAL, |f| f.external = 0o020_644 << 16),
        central("external-dos-hidden", "the DOS bit for hidden files too", CENTRAL, |f| f.external |= 2),
        central("extra-timestamps", "extended time stamps", CENTRAL, |f| f.extra = timestamps()),
        central("extra-unicode-path", "a Unicode path extra field with another name", CENTRAL, |f| {
            f.extra = unicode_path(&f.name, "data/001/delivery/1/b.wav")
        }),
        central("extra-zip64-empty", "an empty Zip64 extra field", CENTRAL, |f| f.extra = extra(1, &[])),
        central("extra-zip64-size", "its size in a Zip64 extra field without need", CENTRAL, |f| {
            let size = u64::from(f.size);
            f.extra = extra(1, &[size.to_le_bytes(), size.to_le_bytes()].concat());
            (f.packed, f.size, f.needed) = (u32::MAX, u32::MAX, 45);
        }),
        central("extra-zip64-offset", "its offset in a Zip64 extra field without need", CENTRAL, |f| {
            f.extra = extra(1, &0u64.to_le_bytes());
            (f.offset, f.needed) = (Some(u32::MAX), 45);
        }),
        central("extra-padding", "an extra field of the unknown type 0xCAFE", CENTRAL, |f| {
            f.extra = extra(0xCAFE, b"")
        }),
        central(
            "extra-beyond",
            "an extra field that reaches beyond the directory",
            "altered zip-end-record check-not-run",
            |f| f.extra_len = Some(0xFFFF),
        ),
        central("extra-broken", "three bytes that are no extra field", CENTRAL, |f| f.extra = vec![0; 3]),
        both("encrypted", "both headers have the encryption flag", CENTRAL_SEEN, |f| f.flags = 1),
        both("version-20", "both headers have version needed 20", CENTRAL_SEEN, |f| f.needed = 20),
        both("utf8-flag-ascii", "an ASCII name with the UTF-8 flag", CENTRAL_SEEN, |f| f.flags = 0x0800),
        both("time-later", "an entry with a time later by 2 seconds", "altered zip-time", |f| f.time += 1),
        both("time-none", "an entry with the DOS time 1980-00-00", "altered zip-time", |f| {
            (f.time, f.date) = (0, 0)
        }),
        both("crc-wrong", "both headers have another CRC-32", "altered zip-crc", |f| f.crc ^= 1),
        both("extra-timestamps", "both headers have extended time stamps", LEAVES_GAP_BOTH, |f| {
            f.extra = timestamps()
        }),
        both(
            "extra-unicode-path",
            "both headers have a Unicode path extra field with another name",
            LEAVES_GAP_BOTH,
            |f| f.extra = unicode_path(&f.name, "data/001/delivery/1/b.wav"),
        ),
        both("extra-ntfs", "both headers have an NTFS extra field", LEAVES_GAP_BOTH, |f| {
            f.extra = extra(0x000A, &[0; 32])
        }),
    ];
    all.extend([
        zip(
            "zip-local-extra-unicode-path",
            "8 (V1)",
            "the local header alone has a Unicode path extra field",
            LEAVES_GAP,
            |p| {
                let local = &mut p.item(README).local;
                local.extra = unicode_path(&local.name, "data/READ.txt");
            },
        ),
        zip_pair(
            "zip-utf8-flag-missing",
            "8 (V1)",
            "a Japanese name without the UTF-8 flag",
            CENTRAL_SEEN,
            |p| p.item(VOICE).both(|f| f.flags = 0),
        ),
        zip("zip-deflate", "8 (V1)", "an entry is really deflated, in both headers", LEAVES_GAP_BOTH, |p| {
            let item = p.item(README);
            item.data = deflated(&item.data);
            let packed = item.data.len() as u32;
            item.both(|f| (f.method, f.needed, f.packed) = (8, 20, packed));
        }),
        zip(
            "zip-data-descriptor",
            "8 (V1)",
            "CRC-32 and sizes stand in a data descriptor",
            LEAVES_GAP_BOTH,
            |p| {
                let item = p.item(README);
                let f = item.local.clone();
                item.after =
                    [b"PK\x07\x08".to_vec(), le32(f.crc).into(), le32(f.packed).into(), le32(f.size).into()]
                        .concat();
                item.both(|f| f.flags = 8);
                (item.local.crc, item.local.packed, item.local.size) = (0, 0, 0);
            },
        ),
        zip(
            "zip-data-descriptor-extra",
            "8 (V1)",
            "a data descriptor stands after an entry, no flag says so",
            "altered zip-bytes-outside check-not-run",
            |p| {
                let item = p.item(README);
                let f = item.local.clone();
                item.after =
                    [b"PK\x07\x08".to_vec(), le32(f.crc).into(), le32(f.packed).into(), le32(f.size).into()]
                        .concat();
            },
        ),
        zip(
            "zip-folder",
            "8 (V1)",
            "a folder stands as an entry of its own",
            "altered entry-name-bad",
            |p| {
                let at = p.items[0].local.clone();
                let folder = Item::new(b"data/001/delivery/1/", b"", (at.time, at.date));
                p.items.insert(0, folder);
            },
        ),
        raw(
            "zip-time-other-edition",
            "8 (V1)",
            "an entry of edition 1 has the time of edition 2",
            "altered zip-time",
            |b| {
                let mut plan = b.two.plan();
                let other = plan.item("bagit.txt").local.clone();
                plan.item(WAV).both(|f| (f.time, f.date) = (other.time, other.date));
                plan.bytes()
            },
        ),
        raw(
            "zip-time-root",
            "8 (V1)",
            "data/README.txt has the time of the first edition, not of the last",
            "altered zip-time",
            |b| {
                let mut plan = b.two.plan();
                let first = plan.item(WAV).local.clone();
                plan.item("data/README.txt").both(|f| (f.time, f.date) = (first.time, first.date));
                plan.bytes()
            },
        ),
    ]);
    all
}
