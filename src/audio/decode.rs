//! Coded files in a container: through the readers and decoders of `symphonia`.

use super::aac;
use super::claims::Claims;
use super::contained::contained;
use super::mp4::Edit;
use super::pass::{End, Padded, Pass};
use super::reading::Reading;
use super::reason::Reason;
use super::tags;
use std::io::ErrorKind;
use symphonia::core::codecs::audio::well_known as codec;
use symphonia::core::codecs::audio::{
    AudioCodecId, AudioCodecParameters, AudioDecoderOptions, VerificationCheck,
};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::{Hint, Probe};
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};

/// Packets in a row that give nothing: more is no audio.
const MOST_EMPTY: u32 = 100_000;

/// Looks for the one form that the first bytes tell; none if they tell none. Not for tags: those in front have been read,
/// and one further on could be anything.
fn probe(head: &[u8]) -> Option<Probe> {
    use symphonia::default::formats::*;
    let mut probe = Probe::new();
    match head {
        [b'f', b'L', b'a', b'C', ..] => probe.register_format::<FlacReader<'_>>(),
        [b'O', b'g', b'g', b'S', ..] => probe.register_format::<OggReader<'_>>(),
        [b'F', b'O', b'R', b'M', ..] => probe.register_format::<AiffReader<'_>>(),
        [b'c', b'a', b'f', b'f', ..] => probe.register_format::<CafReader<'_>>(),
        [b'R', b'I', b'F', b'F', ..] => probe.register_format::<WavReader<'_>>(),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => probe.register_format::<IsoMp4Reader<'_>>(),
        _ => return None,
    }
    Some(probe)
}

/// What is known of a file before it is decoded.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The part that plays.
    pub edit: Option<Edit>,
    /// Bytes that all packets have together, where that is known.
    pub sound: Option<u64>,
}

/// Do the first bytes tell a container that is read here?
pub fn is_contained(head: &[u8]) -> bool {
    probe(head).is_some()
}

/// Reads a file by the decoders.
pub fn read(
    source: Box<dyn MediaSource + '_>,
    head: &[u8],
    known: Known,
    claims: &mut Claims,
) -> Result<Reading, Reason> {
    let stream = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let probe = probe(head).ok_or(Reason::Format)?;
    let probed = probe.probe(&Hint::new(), stream, FormatOptions::default(), tags::options());
    let mut format = probed.map_err(|e| match e {
        Error::IoError(e) if e.kind() == ErrorKind::NotSeekable => Reason::Order,
        Error::IoError(_) => Reason::CutOff,
        Error::LimitError(_) => Reason::Limit,
        Error::DecodeError(_) | Error::SeekError(_) => Reason::Damaged,
        _ => Reason::Format,
    })?;
    let container = container(format.format_info().short_name);
    let mut reading = Reading { container: Some(container), ..Reading::default() };
    // what was read before the failure stays
    let decoded = contained(|| decode(&mut *format, known, &mut reading, claims));
    // the difference of two channels of 32 bits is beyond the decoder, which says so in builds for tests alone
    let is_wide = reading.codec == Some("flac") && reading.depth == Some(32);
    let decoded = decoded.unwrap_or(Err(if is_wide { Reason::Codec } else { Reason::Decoder }));
    if let Err(reason) = decoded {
        reading.unmeasured.push(("audio", reason));
    }
    let mut metadata = format.metadata();
    loop {
        if let Some(revision) = metadata.current() {
            tags::claim(revision, claims);
        }
        if metadata.pop().is_none() || metadata.current().is_none() {
            break;
        }
    }
    Ok(reading)
}

fn decode(
    format: &mut dyn FormatReader,
    known: Known,
    reading: &mut Reading,
    claims: &mut Claims,
) -> Result<(), Reason> {
    let track = format.default_track(TrackType::Audio).or_else(|| format.first_track(TrackType::Audio));
    let track = track.ok_or(Reason::Codec)?;
    let id = track.id;
    let params = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or(Reason::Codec)?.clone();
    // CAF counts whole packets and trims the last one, and an MP4 can count by another clock
    // an MP4 has 16 bits for the rate: above 65,535 Hz there is a 0, and the codec's own configuration tells
    let rate = params.sample_rate.filter(|rate| *rate > 0);
    let by_frames = track.time_base.is_none_or(|base| Some(u32::from(base.denom)) == rate);
    let stated = track.num_frames.filter(|_| by_frames && reading.container != Some("caf"));
    // a program that wrote to a pipe could not go back to tell how much there is: all, to the end of the file
    let is_endless = reading.container == Some("wav") && track.num_frames.is_none();
    let word = codec_word(params.codec);
    reading.codec = word;
    reading.rate = rate;
    reading.channels = params.channels.as_ref().and_then(|c| u32::try_from(c.count()).ok());
    if params.codec == codec::CODEC_ID_AAC && !aac::is_plain(params.extra_data.as_deref(), params.sample_rate)
    {
        return Err(Reason::Codec);
    }
    let options = AudioDecoderOptions::default().verify(true);
    let decoder = symphonia::default::get_codecs().make_audio_decoder(&params, &options);
    let mut decoder = decoder.map_err(|_| Reason::Codec)?;
    let depth = depth(&params);
    reading.depth = depth;
    let mut pass = Pass::new(depth, rate).playing(known.edit);
    let (mut empty, mut bytes) = (0, 0_u64);
    let end = loop {
        let packet = match format.next_packet() {
            Ok(None) => break None,
            Ok(Some(packet)) if packet.track_id != id => continue,
            Ok(Some(packet)) => packet,
            Err(Error::IoError(e)) if is_endless && e.kind() == ErrorKind::UnexpectedEof => break None,
            Err(Error::IoError(_)) => break Some(Reason::CutOff),
            Err(Error::ResetRequired) => break Some(Reason::Changes),
            Err(_) => break Some(Reason::Damaged),
        };
        bytes += packet.data.len() as u64;
        let before = pass.frames();
        match decoder.decode(&packet) {
            Ok(buffer) => pass.take(&buffer)?,
            Err(Error::DecodeError(_)) => pass.damage(),
            Err(Error::Unsupported(_)) if before == 0 => return Err(Reason::Codec),
            Err(_) => break Some(Reason::Damaged),
        }
        empty = if pass.frames() > before { 0 } else { empty + 1 };
        if empty > MOST_EMPTY {
            break Some(Reason::Damaged);
        }
    };
    let is_short = stated.is_some_and(|stated| pass.frames() < stated);
    // the reader of the decoder library steps over what it does not know
    let is_unread = known.sound.is_some_and(|sound| bytes < sound);
    let reason = end.or(is_short.then_some(Reason::CutOff)).or(is_unread.then_some(Reason::Unread));
    let holds = decoder.finalize().verify_ok;
    if depth == Some(32) && params.codec == codec::CODEC_ID_FLAC && reason.is_none() && holds != Some(true) {
        // the difference of two channels takes 33 bits, which the decoder does not have: what it gives is proved by the
        // MD5 alone
        return Err(Reason::Codec);
    }
    pass.finish(End { reason, is_padded: Padded::No }, reading)?;
    check_md5(&params, holds, reading, claims);
    Ok(())
}

/// FLAC's own check: the MD5 of the samples that its encoder was given (RFC 9639 section 8.2).
fn check_md5(params: &AudioCodecParameters, holds: Option<bool>, reading: &mut Reading, claims: &mut Claims) {
    if params.codec != codec::CODEC_ID_FLAC {
        return;
    }
    match params.verification_check {
        Some(VerificationCheck::Md5(md5)) if md5 != [0; 16] => {
            claims.text("flac.md5", &md5.iter().map(|b| format!("{b:02x}")).collect::<String>());
            // of a part, nothing can be said
            let incomplete = reading.unmeasured.iter().find(|(field, _)| *field == "pcm_sha256");
            let reason = match incomplete {
                Some((_, reason)) => Some(*reason),
                None => (holds != Some(true)).then_some(Reason::Differs),
            };
            reading.unmeasured.extend(reason.map(|reason| ("flac_md5", reason)));
        }
        _ => reading.unmeasured.push(("flac_md5", Reason::NotStated)),
    }
}

/// Bits a sample, for codecs that give back integers as they were.
fn depth(params: &AudioCodecParameters) -> Option<u32> {
    let depth = match params.codec {
        codec::CODEC_ID_ALAC => {
            // the sixth byte of the cookie (ALACSpecificConfig); older files have two atoms of 12 bytes before it
            let cookie = params.extra_data.as_ref()?;
            let at = if cookie.get(4..8) == Some(b"frma") { 24 + 5 } else { 5 };
            u32::from(*cookie.get(at)?)
        }
        codec::CODEC_ID_FLAC => params.bits_per_sample?,
        codec::CODEC_ID_PCM_S8 | codec::CODEC_ID_PCM_U8 => 8,
        codec::CODEC_ID_PCM_S16BE | codec::CODEC_ID_PCM_S16LE => 16,
        codec::CODEC_ID_PCM_S24BE | codec::CODEC_ID_PCM_S24LE => 24,
        codec::CODEC_ID_PCM_S32BE | codec::CODEC_ID_PCM_S32LE => 32,
        codec::CODEC_ID_PCM_ALAW | codec::CODEC_ID_PCM_MULAW => 16,
        _ => return None,
    };
    (1..=32).contains(&depth).then_some(depth)
}

fn container(short_name: &str) -> &'static str {
    match short_name {
        "isomp4" => "mp4",
        "wave" => "wav",
        "aiff" => "aiff",
        "caf" => "caf",
        "flac" => "flac",
        "ogg" => "ogg",
        _ => "other",
    }
}

fn codec_word(id: AudioCodecId) -> Option<&'static str> {
    Some(match id {
        codec::CODEC_ID_FLAC => "flac",
        codec::CODEC_ID_MP3 => "mp3",
        codec::CODEC_ID_MP2 => "mp2",
        codec::CODEC_ID_MP1 => "mp1",
        codec::CODEC_ID_AAC => "aac",
        codec::CODEC_ID_ALAC => "alac",
        codec::CODEC_ID_VORBIS => "vorbis",
        codec::CODEC_ID_OPUS => "opus",
        codec::CODEC_ID_PCM_ALAW => "alaw",
        codec::CODEC_ID_PCM_MULAW => "mulaw",
        id if depth(AudioCodecParameters::new().for_codec(id)).is_some() => "pcm",
        codec::CODEC_ID_PCM_F32BE | codec::CODEC_ID_PCM_F32LE => "pcm",
        codec::CODEC_ID_PCM_F64BE | codec::CODEC_ID_PCM_F64LE => "pcm",
        _ => return None,
    })
}
