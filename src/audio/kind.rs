//! What a file is, by its first bytes and its name. The bytes decide; the name only tells that audio was meant.

/// A form of audio file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// RIFF, RF64 or BW64 with a WAVE form.
    Wave,
    /// AIFF and AIFC.
    Aiff,
    /// CAF.
    Caf,
    /// MP4 and its kin.
    Mp4,
    /// Anything that is left to the decoder's own probe.
    Other,
    /// Known, and not decoded here: its word as a container.
    Unsupported(&'static str),
    /// Begins with nothing known, under a name that says audio.
    Unknown,
}

/// Bytes of a file that tell its kind.
pub const HEAD: usize = 512;

/// Names that say audio.
const EXTENSIONS: &[&str] = &[
    "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "caf", "flac", "mp3", "m4a", "mp4", "m4b",
    "aac", "ogg", "oga", "opus", "webm", "mka", "wma", "ape", "wv", "dsf", "dff", "mp1", "mp2", "mpa", "m2a",
    "ac3", "eac3", "ec3", "dts", "amr", "awb", "au", "snd", "tta", "tak", "spx", "mpc", "mp+", "ra", "voc",
];

/// Does a name say audio?
pub fn says_audio(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// The kind of a file; none if it is not audio and does not pretend to be.
pub fn kind(head: &[u8], name: &str) -> Option<Kind> {
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    let any = |magics: &[&[u8]]| magics.iter().any(|magic| at(0, magic));
    let says_audio = says_audio(name);
    if any(&[b"RIFF", b"RF64", b"BW64"]) && at(8, b"WAVE") {
        return Some(Kind::Wave);
    }
    if at(4, b"ftyp") {
        // pictures and films have the same form: only what says audio, or nothing else
        let audio = [&b"M4A "[..], b"M4B ", b"M4P "].iter().any(|brand| at(8, brand));
        return (audio || says_audio).then_some(Kind::Mp4);
    }
    if at(0, b"OggS") && head.windows(8).any(|w| w == b"OpusHead") {
        return Some(Kind::Unsupported("ogg"));
    }
    if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
        return Some(Kind::Aiff);
    }
    if at(0, b"OggS") && head.windows(8).any(|w| w == b"Speex   ") {
        return Some(Kind::Unsupported("ogg"));
    }
    if at(0, b"caff") {
        return Some(Kind::Caf);
    }
    if any(&[b"fLaC", b"OggS", b"ID3"]) {
        return Some(Kind::Other);
    }
    let unsupported: &[(&[u8], &str)] = &[
        (b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "asf"),
        (b"MAC ", "ape"),
        (b"wvpk", "wavpack"),
        (b"DSD ", "dsf"),
        (b"FRM8", "dff"),
        (b"riff\x2E\x91\xCF\x11", "w64"),
        (b"#!AMR", "amr"),
        (b"TTA1", "tta"),
        (b"tBaK", "tak"),
        (b"MPCK", "musepack"),
        (b"MP+", "musepack"),
        (b".ra\xFD", "realaudio"),
        (b"Creative Voice File\x1A", "voc"),
    ];
    if let Some((_, word)) = unsupported.iter().find(|(magic, _)| at(0, magic)) {
        return Some(Kind::Unsupported(word));
    }
    // two bytes, or letters of a language: only under a name that says audio
    let meant: &[(&[u8], &str)] = &[
        (b"\x1A\x45\xDF\xA3", "matroska"),
        (b"\x0B\x77", "ac3"),
        (b".snd", "au"),
        (b"\x7F\xFE\x80\x01", "dts"),
    ];
    if let Some((_, word)) = meant.iter().find(|(magic, _)| says_audio && at(0, magic)) {
        return Some(Kind::Unsupported(word));
    }
    // an MPEG frame header alone is eleven bits: only with a name, or the next frame header where it belongs
    let mpeg = head.len() > 3 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0 && head[1] & 0x06 != 0;
    match (says_audio, mpeg) {
        (true, _) if head.is_empty() => Some(Kind::Unknown),
        (true, true) => Some(Kind::Other),
        // zeros or text before the first frame of an MP3 are common enough to let the decoder look
        (true, false) => Some(Kind::Unknown),
        (false, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_names_ask() {
        for (head, name, expected) in [
            (&b"RIFF\0\0\0\0WAVEfmt "[..], "a.txt", Some(Kind::Wave)),
            (b"RF64\xFF\xFF\xFF\xFFWAVEds64", "a.wav", Some(Kind::Wave)),
            (b"RIFF\0\0\0\0AVI ", "a.avi", None),
            (b"\0\0\0\x20ftypM4A ", "a", Some(Kind::Mp4)),
            (b"\0\0\0\x20ftypheic", "a.heic", None),
            (b"fLaC\0", "a", Some(Kind::Other)),
            (b"FORM\0\0\0\0AIFC", "a", Some(Kind::Aiff)),
            (b"\x0B\x77\x12\x34", "a.ac3", Some(Kind::Unsupported("ac3"))),
            (b"\x0B\x77\x12\x34", "a.dat", None),
            (b"\xFF\xFB\x90\x00", "a.mp3", Some(Kind::Other)),
            (b"\xFF\xFE\x41\x00", "notes.txt", None),
            (b"%PDF-1.7", "a.wav", Some(Kind::Unknown)),
            (b"%PDF-1.7", "a.pdf", None),
            (b"", "a.wav", Some(Kind::Unknown)),
            (b"", "", None),
            (b"OggS\0\0\0\0OpusHead", "a.opus", Some(Kind::Unsupported("ogg"))),
        ] {
            assert_eq!(kind(head, name), expected, "{name}");
        }
    }
}
