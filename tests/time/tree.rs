//! Encoded values as a tree that can be changed anywhere: lengths fit again when it is written.

use crate::authority::der::{self, Value};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    pub tag: u8,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// Of a constructed value, or of an octet string that holds a sequence.
    Values(Vec<Tree>),
}

impl Tree {
    /// Of one value in DER.
    pub fn read(bytes: &[u8]) -> Self {
        Self::of(Value::only(bytes))
    }

    fn of(value: Value) -> Self {
        let holds = value.tag == der::OCTET_STRING && is_one_sequence(value.content);
        let content = match value.tag & 0x20 != 0 || holds {
            true => Content::Values(value.parts().into_iter().map(Self::of).collect()),
            false => Content::Bytes(value.content.to_vec()),
        };
        Self { tag: value.tag, content }
    }

    pub fn write(&self) -> Vec<u8> {
        self.write_with(&mut |tag, content| der::tlv(tag, content))
    }

    /// Written with any form of length.
    pub fn write_with(&self, wrap: &mut impl FnMut(u8, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
        let content = match &self.content {
            Content::Bytes(bytes) => bytes.clone(),
            // what an octet string holds is bytes to whoever reads it
            Content::Values(values) if self.tag == der::OCTET_STRING => {
                values.iter().map(Self::write).collect::<Vec<_>>().concat()
            }
            Content::Values(values) => values.iter().map(|v| v.write_with(wrap)).collect::<Vec<_>>().concat(),
        };
        wrap(self.tag, content)
    }

    pub fn children_mut(&mut self) -> &mut Vec<Tree> {
        match &mut self.content {
            Content::Values(values) => values,
            Content::Bytes(_) => panic!("holds no values"),
        }
    }

    /// How many values there are in all.
    pub fn count(&self) -> usize {
        match &self.content {
            Content::Bytes(_) => 1,
            Content::Values(values) => 1 + values.iter().map(Self::count).sum::<usize>(),
        }
    }

    /// The value at a place, in the order in which they are written.
    pub fn at(&mut self, mut place: usize) -> &mut Tree {
        if place == 0 {
            return self;
        }
        place -= 1;
        for child in self.children_mut() {
            let count = child.count();
            if place < count {
                return child.at(place);
            }
            place -= count;
        }
        panic!("no such place")
    }
}

fn is_one_sequence(bytes: &[u8]) -> bool {
    let whole = |bytes: &[u8]| {
        let short = usize::from(bytes[1]);
        let digits = short.saturating_sub(0x80);
        match short {
            0..0x80 => Some(2 + short),
            _ if digits == 0 || digits > 3 || bytes.len() < 2 + digits => None,
            _ => Some(2 + digits + bytes[2..2 + digits].iter().fold(0, |n, b| n << 8 | usize::from(*b))),
        }
    };
    bytes.len() >= 2 && bytes[0] == der::SEQUENCE && whole(bytes) == Some(bytes.len())
}
