//! The bytes of the ZIP structures (format.md section 8; APPNOTE 4.3), made in one place. The writer writes
//! them; the reader makes them again from what it read and compares.

/// Values at and above which a 32-bit field moves to a Zip64 record.
const SATURATED: u64 = 0xFFFF_FFFF;
const MADE_BY: u16 = 3 << 8 | 45; // Unix, APPNOTE 4.5
const EXTERNAL_ATTRIBUTES: u32 = 0o100_644 << 16; // a regular file

/// Bytes of a local header without name and extra field.
pub const LOCAL_FIXED: usize = 30;
/// Bytes of a central header without name and extra field.
pub const CENTRAL_FIXED: usize = 46;
/// Bytes of the end record without comment.
pub const END: usize = 22;
/// Bytes of the Zip64 end record and its locator.
pub const END64: usize = 56 + 20;

/// Signatures, as they stand in the file.
pub mod signature {
    pub const LOCAL: [u8; 4] = *b"PK\x03\x04";
    pub const CENTRAL: [u8; 4] = *b"PK\x01\x02";
    pub const END: [u8; 4] = *b"PK\x05\x06";
    pub const END64: [u8; 4] = *b"PK\x06\x06";
}

/// What the headers of one entry say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header<'a> {
    pub name: &'a [u8],
    pub size: u64,
    pub crc: u32,
    pub dos: (u16, u16),
    /// Of the local header.
    pub offset: u64,
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn u16(&mut self, n: u16) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    fn u32(&mut self, n: u32) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    fn u64(&mut self, n: u64) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend(bytes);
        self
    }
}

fn saturate32(n: u64) -> u32 {
    n.min(SATURATED) as u32
}

fn saturate16(n: u64) -> u16 {
    n.min(0xFFFF) as u16
}

impl Header<'_> {
    /// Bytes of the local header, name and extra field.
    pub fn local_len(name_len: usize, size: u64) -> u64 {
        (LOCAL_FIXED + name_len + if size >= SATURATED { 20 } else { 0 }) as u64
    }

    fn shared(&self, out: &mut Bytes, extra_len: u16) {
        let zip64 = self.size >= SATURATED || self.offset >= SATURATED;
        out.u16(if zip64 { 45 } else { 10 })
            .u16(if self.name.is_ascii() { 0 } else { 0x0800 })
            .u16(0)
            .u16(self.dos.0)
            .u16(self.dos.1)
            .u32(self.crc)
            .u32(saturate32(self.size))
            .u32(saturate32(self.size))
            .u16(saturate16(self.name.len() as u64))
            .u16(extra_len);
    }

    /// The local header with name and extra field.
    pub fn local(&self) -> Vec<u8> {
        let big = self.size >= SATURATED;
        let mut out = Bytes(Vec::with_capacity(LOCAL_FIXED + self.name.len() + 20));
        out.raw(&signature::LOCAL);
        self.shared(&mut out, if big { 20 } else { 0 });
        out.raw(self.name);
        if big {
            out.u16(1).u16(16).u64(self.size).u64(self.size);
        }
        out.0
    }

    /// The central header with name and extra field.
    pub fn central(&self) -> Vec<u8> {
        let mut extra = Bytes(Vec::new());
        if self.size >= SATURATED {
            extra.u64(self.size).u64(self.size);
        }
        if self.offset >= SATURATED {
            extra.u64(self.offset);
        }
        let extra_len = if extra.0.is_empty() { 0 } else { 4 + extra.0.len() as u16 };
        let mut out = Bytes(Vec::with_capacity(CENTRAL_FIXED + self.name.len() + usize::from(extra_len)));
        out.raw(&signature::CENTRAL).u16(MADE_BY);
        self.shared(&mut out, extra_len);
        out.u16(0).u16(0).u16(0).u32(EXTERNAL_ATTRIBUTES).u32(saturate32(self.offset)).raw(self.name);
        if extra_len > 0 {
            out.u16(1).u16(extra_len - 4).raw(&extra.0);
        }
        out.0
    }
}

/// What the end of the archive says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub entries: u64,
    /// Bytes of the central directory.
    pub size: u64,
    /// Offset of the central directory.
    pub offset: u64,
}

impl End {
    /// Does any value need the Zip64 record?
    pub fn is_zip64(&self) -> bool {
        self.entries >= 0xFFFF || self.size >= SATURATED || self.offset >= SATURATED
    }

    /// The Zip64 end record and locator where needed, and the end record.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Bytes(Vec::with_capacity(END64 + END));
        if self.is_zip64() {
            out.raw(&signature::END64).u64(44).u16(MADE_BY).u16(45).u32(0).u32(0);
            out.u64(self.entries).u64(self.entries).u64(self.size).u64(self.offset);
            out.raw(b"PK\x06\x07").u32(0).u64(self.offset.wrapping_add(self.size)).u32(1);
        }
        let entries = saturate16(self.entries);
        out.raw(&signature::END).u16(0).u16(0).u16(entries).u16(entries);
        out.u32(saturate32(self.size)).u32(saturate32(self.offset)).u16(0);
        out.0
    }
}

/// Name of the first field in which two local headers differ.
pub fn local_field(ours: &[u8], theirs: &[u8]) -> &'static str {
    const FIELDS: &[(usize, &str)] = &[
        (4, "signature"),
        (6, "version needed"),
        (8, "flags"),
        (10, "compression method"),
        (12, "time"),
        (14, "date"),
        (18, "CRC-32"),
        (22, "compressed size"),
        (26, "uncompressed size"),
        (28, "name length"),
        (30, "extra field length"),
    ];
    first_difference(FIELDS, ours, theirs)
}

/// Name of the first field in which two central headers differ.
pub fn central_field(ours: &[u8], theirs: &[u8]) -> &'static str {
    const FIELDS: &[(usize, &str)] = &[
        (4, "signature"),
        (6, "version made by"),
        (8, "version needed"),
        (10, "flags"),
        (12, "compression method"),
        (14, "time"),
        (16, "date"),
        (20, "CRC-32"),
        (24, "compressed size"),
        (28, "uncompressed size"),
        (30, "name length"),
        (32, "extra field length"),
        (34, "comment length"),
        (36, "disk"),
        (38, "internal attributes"),
        (42, "external attributes"),
        (46, "offset of local header"),
    ];
    first_difference(FIELDS, ours, theirs)
}

fn first_difference(fields: &[(usize, &'static str)], ours: &[u8], theirs: &[u8]) -> &'static str {
    let at = ours.iter().zip(theirs).position(|(a, b)| a != b).unwrap_or(usize::MAX);
    fields.iter().find(|(end, _)| at < *end).map_or("name or extra field", |(_, name)| name)
}

/// Little-endian numbers at fixed places.
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// See [`u16_at`].
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

/// See [`u16_at`].
pub fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
