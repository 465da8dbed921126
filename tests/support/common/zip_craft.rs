//! ZIP files with any field wrong: planned exactly as format.md section 8 says, then changed, then written.

/// The fields of a local or a central header; `None` is what the layout gives.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    pub signature: Vec<u8>,
    pub made_by: u16,
    pub needed: u16,
    pub flags: u16,
    pub method: u16,
    pub time: u16,
    pub date: u16,
    pub crc: u32,
    pub packed: u32,
    pub size: u32,
    pub name: Vec<u8>,
    pub name_len: Option<u16>,
    pub extra: Vec<u8>,
    pub extra_len: Option<u16>,
    pub comment: Vec<u8>,
    pub disk: u16,
    pub internal: u16,
    pub external: u32,
    pub offset: Option<u32>,
}

/// An entry with both its headers.
#[derive(Debug, Clone)]
pub struct Item {
    /// Bytes before the local header.
    pub gap: Vec<u8>,
    pub local: Fields,
    pub data: Vec<u8>,
    /// Bytes after the data: a data descriptor.
    pub after: Vec<u8>,
    pub central: Fields,
    /// Is there a local header with data; is there a central header?
    pub has_local: bool,
    pub has_central: bool,
}

/// The end record; `None` is what the layout gives.
#[derive(Debug, Clone, Default)]
pub struct EndFields {
    pub disk: u16,
    pub directory_disk: u16,
    pub here: Option<u16>,
    pub total: Option<u16>,
    pub size: Option<u32>,
    pub offset: Option<u32>,
    pub comment_len: Option<u16>,
    pub comment: Vec<u8>,
}

/// Makes what stands before the end record, from entries, size and offset of the directory.
pub type MakeEnd = fn(u64, u64, u64) -> Vec<u8>;

/// A whole archive before it is written.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub items: Vec<Item>,
    /// The central headers in another order.
    pub order: Option<Vec<usize>>,
    /// Bytes between the last entry and the central directory.
    pub before_directory: Vec<u8>,
    /// Bytes after the last central header, counted in the size of the directory if `count_tail`.
    pub directory_tail: Vec<u8>,
    pub count_tail: bool,
    /// What stands before the end record.
    pub end64: Option<MakeEnd>,
    pub end: EndFields,
}

pub fn le16(n: u16) -> [u8; 2] {
    n.to_le_bytes()
}

pub fn le32(n: u32) -> [u8; 4] {
    n.to_le_bytes()
}

/// One extra field.
pub fn extra(id: u16, data: &[u8]) -> Vec<u8> {
    [&le16(id)[..], &le16(data.len() as u16), data].concat()
}

/// The Unicode path extra field (0x7075) that gives an entry a second name.
pub fn unicode_path(header_name: &[u8], other: &str) -> Vec<u8> {
    extra(0x7075, &[&[1][..], &le32(crc32fast::hash(header_name)), other.as_bytes()].concat())
}

/// The Zip64 end record and its locator, as the format has them.
pub fn end64(entries: u64, size: u64, offset: u64) -> Vec<u8> {
    let mut out = b"PK\x06\x06".to_vec();
    out.extend(44u64.to_le_bytes());
    out.extend([le16(0x032D), le16(45)].concat());
    out.extend([0; 8]);
    [entries, entries, size, offset].iter().for_each(|n| out.extend(n.to_le_bytes()));
    out.extend(b"PK\x06\x07\0\0\0\0");
    out.extend((offset + size).to_le_bytes());
    out.extend(le32(1));
    out
}

impl Fields {
    fn shared(&self, out: &mut Vec<u8>) {
        for n in [self.needed, self.flags, self.method, self.time, self.date] {
            out.extend(le16(n));
        }
        [self.crc, self.packed, self.size].iter().for_each(|n| out.extend(le32(*n)));
        out.extend(le16(self.name_len.unwrap_or(self.name.len() as u16)));
        out.extend(le16(self.extra_len.unwrap_or(self.extra.len() as u16)));
    }

    /// The local header.
    pub fn local(&self) -> Vec<u8> {
        let mut out = self.signature.clone();
        self.shared(&mut out);
        [out, self.name.clone(), self.extra.clone()].concat()
    }

    fn central(&self, offset: u32) -> Vec<u8> {
        let mut out = self.signature.clone();
        out.extend(le16(self.made_by));
        self.shared(&mut out);
        out.extend([le16(self.comment.len() as u16), le16(self.disk), le16(self.internal)].concat());
        out.extend([le32(self.external), le32(self.offset.unwrap_or(offset))].concat());
        [out, self.name.clone(), self.extra.clone(), self.comment.clone()].concat()
    }
}

impl Item {
    /// An entry as the format has it.
    pub fn new(name: &[u8], data: &[u8], dos: (u16, u16)) -> Self {
        let local = Fields {
            signature: b"PK\x03\x04".to_vec(),
            needed: 10,
            flags: if name.is_ascii() { 0 } else { 0x0800 },
            time: dos.0,
            date: dos.1,
            crc: crc32fast::hash(data),
            packed: data.len() as u32,
            size: data.len() as u32,
            name: name.to_vec(),
            ..Fields::default()
        };
        let central = Fields {
            signature: b"PK\x01\x02".to_vec(),
            made_by: 0x032D,
            external: 0x81A4_0000,
            ..local.clone()
        };
        let (gap, after) = (vec![], vec![]);
        Self { gap, local, data: data.to_vec(), after, central, has_local: true, has_central: true }
    }

    /// The same change in both headers.
    pub fn both(&mut self, change: impl Fn(&mut Fields)) {
        change(&mut self.local);
        change(&mut self.central);
    }
}

impl Plan {
    /// The entry of this name.
    pub fn item(&mut self, name: &str) -> &mut Item {
        self.items.iter_mut().find(|item| item.central.name == name.as_bytes()).expect(name)
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut offsets = Vec::new();
        for item in &self.items {
            out.extend(&item.gap);
            offsets.push(out.len() as u32);
            if item.has_local {
                out.extend([&item.local.local()[..], &item.data, &item.after].concat());
            }
        }
        out.extend(&self.before_directory);
        let offset = out.len();
        let order = self.order.clone().unwrap_or_else(|| (0..self.items.len()).collect());
        let listed: Vec<usize> = order.into_iter().filter(|i| self.items[*i].has_central).collect();
        listed.iter().for_each(|i| out.extend(self.items[*i].central.central(offsets[*i])));
        let mut size = out.len() - offset;
        out.extend(&self.directory_tail);
        if self.count_tail {
            size = out.len() - offset;
        }
        if let Some(make) = self.end64 {
            out.extend(make(listed.len() as u64, size as u64, offset as u64));
        }
        let (end, count) = (&self.end, listed.len() as u16);
        out.extend(b"PK\x05\x06");
        for n in [end.disk, end.directory_disk, end.here.unwrap_or(count), end.total.unwrap_or(count)] {
            out.extend(le16(n));
        }
        out.extend(le32(end.size.unwrap_or(size as u32)));
        out.extend(le32(end.offset.unwrap_or(offset as u32)));
        out.extend(le16(end.comment_len.unwrap_or(end.comment.len() as u16)));
        out.extend(&end.comment);
        out
    }
}
