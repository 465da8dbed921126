//! The good archives that the kit and the mutations start from.

use super::craft::{Book, KIT_REVISION, KIT_VERSION};
use super::{Sample, case_fact, conversation_facts};
use hikae::format::fact::{Base64Url, Fact, WaveformFact};

/// The good archives that faults are put into; small, since the kit is committed.
pub struct Bases {
    /// One file.
    pub tiny: Book,
    /// The same, withheld.
    pub bare: Book,
    /// Two files, the second with a Japanese name, and a fact of the memo.
    pub pair: Book,
    /// The same, all withheld: three leaves.
    pub leaves: Book,
    /// One file, a conversation of two messages, and two facts of the memo; the files are withheld.
    pub talk: Book,
    /// A second edition after `tiny`.
    pub second: Book,
    /// Both editions in one archive.
    pub two: Book,
    /// `tiny` as hikae writes it.
    pub own: Book,
    /// Two editions as a handover shows them: a text and the files are withheld; as hikae writes it.
    pub handed: Book,
}

pub const WAV: &str = "data/001/delivery/1/a.wav";
pub const VOICE: &str = "data/001/delivery/1/声.wav";

/// What `tiny` is made of.
pub fn tiny_sample() -> Sample {
    Sample { files: vec![(WAV, b"RIFF a".to_vec())], facts: vec![], ..Sample::default() }
}

/// What `pair` is made of.
pub fn pair_sample() -> Sample {
    let files = vec![(WAV, b"RIFF a".to_vec()), (VOICE, b"RIFF voice".to_vec())];
    Sample { files, facts: vec![case_fact("title", "ナレーション")], ..Sample::default() }
}

/// A conversation, and the drawing of a sound of two columns.
fn handed_facts() -> Vec<Fact> {
    let bytes = |bytes: [u8; 2]| Base64Url::encode(&bytes);
    let path = super::name(WAV);
    let waveform = WaveformFact { path, columns: 2.into(), min: bytes([0, 128]), max: bytes([255, 128]) };
    let drawing = Fact::Waveform(waveform);
    conversation_facts(WAV).into_iter().chain([drawing]).collect()
}

impl Bases {
    pub fn new() -> Self {
        let open = |sample: Sample| Book { version: KIT_VERSION.into(), ..Book::open(&sample.seal().0) };
        let kit = |book: Book| Book { revision: KIT_REVISION.into(), ..book };
        let withheld = |book: &Book| {
            let mut book = book.clone();
            book.ed().withhold_all();
            book
        };
        let own = open(tiny_sample());
        let (tiny, pair) = (kit(own.clone()), kit(open(pair_sample())));
        let mut talk = kit(open(Sample { facts: conversation_facts(WAV), ..tiny_sample() }));
        talk.ed().withhold("\"file\"");
        let second = kit(open(Sample::second(&tiny_sample().seal().1)));
        let mut two = tiny.clone();
        two.eds.extend(second.eds.clone());
        let (first, sealed) = Sample { facts: handed_facts(), ..tiny_sample() }.seal();
        let mut handed = Book { version: KIT_VERSION.into(), ..Book::open(&first) };
        handed.eds.extend(open(Sample::second(&sealed)).eds);
        handed.eds[0].withhold("hello");
        handed.eds.iter_mut().for_each(|edition| edition.payload.clear());
        Self { handed, bare: withheld(&tiny), leaves: withheld(&pair), tiny, pair, talk, second, two, own }
    }
}
