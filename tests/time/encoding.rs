//! One token in all the ways of BER (X.690 section 8): each gives the same stamp, as the hashes are over the same bytes.

use crate::authority::{Authority, Chain, KeyKind, Plan, TokenOptions, der, response};
use crate::judge::*;
use crate::tree::{Content, Tree};
use hikae::timestamp::check;

fn good() -> (Authority, Vec<u8>) {
    let authority = Authority::with(Plan { chain: Chain::Intermediate, ..Plan::new(KeyKind::P256) });
    let response = response(0, &authority.token_at(imprint().0, PAST, &TokenOptions::default()));
    (authority, response)
}

/// A length of four bytes, whatever it is.
fn long(tag: u8, content: Vec<u8>) -> Vec<u8> {
    [&[tag, 0x84], &(content.len() as u32).to_be_bytes()[..], &content].concat()
}

#[test]
fn indefinite_and_long_lengths_change_nothing_wherever_they_stand() {
    if !ready() {
        return;
    }
    let (authority, response) = good();
    let root = only(&authority.root_der());
    let stamp = check(&response, imprint(), &root).unwrap();
    assert!(stamp.authority.is_ok());
    let mut tree = Tree::read(&response);
    assert_eq!(tree.write(), response);
    let same = |bytes: &[u8], what: &str| {
        assert_eq!(check(bytes, imprint(), &root).as_ref(), Ok(&stamp), "{what}");
        assert_ne!(bytes, response, "{what}");
    };
    let indefinite = |tag: u8, content| match tag & 0x20 {
        0 => der::tlv(tag, content),
        _ => der::indefinite(tag, content),
    };
    same(&tree.write_with(&mut { indefinite }), "all of them");
    same(&tree.write_with(&mut long), "long ones");
    for place in 0..tree.count() {
        let (mut seen, mut constructed) = (0, false);
        // written from the inside: this counts every constructed value once
        let one = tree.write_with(&mut |tag, content| {
            seen += usize::from(tag & 0x20 != 0);
            constructed |= tag & 0x20 != 0 && seen == place + 1;
            if tag & 0x20 != 0 && seen == place + 1 {
                indefinite(tag, content)
            } else {
                der::tlv(tag, content)
            }
        });
        if constructed {
            same(&one, "one of them");
        }
    }
    // pieces of the content: any number, empty ones too, but no pieces of pieces
    let content = tree.children_mut()[1].children_mut()[1].children_mut()[0].children_mut()[2].children_mut();
    let octets = content[1].children_mut()[0].write();
    let bytes = der::Value::only(&octets).content.to_vec();
    let pieces =
        |size| bytes.chunks(size).map(|c| der::tlv(der::OCTET_STRING, c)).collect::<Vec<_>>().concat();
    let mut with = |octets: Vec<u8>| {
        let content =
            tree.children_mut()[1].children_mut()[1].children_mut()[0].children_mut()[2].children_mut();
        content[1].content = Content::Bytes(octets);
        tree.write()
    };
    const IN_PIECES: u8 = der::OCTET_STRING | 0x20;
    for size in [1, 7, 1000] {
        same(&with(der::tlv(IN_PIECES, pieces(size))), "pieces");
        same(&with(der::indefinite(IN_PIECES, pieces(size))), "pieces of indefinite length");
    }
    let empty = [vec![4, 0], pieces(50), vec![4, 0]].concat();
    same(&with(der::tlv(IN_PIECES, empty)), "empty pieces");
    let nested = with(der::tlv(IN_PIECES, der::tlv(IN_PIECES, pieces(50))));
    assert_eq!(
        said(&check(&nested, imprint(), &root)),
        r#"Malformed("not BER: an octet string with pieces of another kind")"#
    );
    let lost = with(der::tlv(IN_PIECES, pieces(50).split_off(52)));
    assert_eq!(said(&check(&lost, imprint(), &root)), r#"Malformed("not BER: cut off")"#);
}
