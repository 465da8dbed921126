//! Everything but plain WAVE: through the decoders of `symphonia`.

use super::aac;
use super::claims::Claims;
use super::layout::{default_mask, full_scale, is_measured, push_sample, weights};
use super::meter::{Meter, Spec};
use super::mp4::Edit;
use super::reading::Reading;
use super::reason::Reason;
use super::tags;
use crate::digest::Sha256Digest;
use sha2::{Digest as _, Sha256};
use symphonia::core::audio::{Channels, GenericAudioBufferRef};
use symphonia::core::codecs::audio::well_known as codec;
use symphonia::core::codecs::audio::{
    AudioCodecId, AudioCodecParameters, AudioDecoder, AudioDecoderOptions, VerificationCheck,
};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::{Hint, Probe};
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};

/// Samples of a coded file: 185 hours of mono at 48 kHz. A few bytes can stand for hours of silence; a file of plain
/// samples has no limit but its size.
const MOST_SAMPLES: u64 = 32_000_000_000;
/// Packets in a row that give nothing: more is no audio.
const MOST_EMPTY: u32 = 100_000;

/// Looks for the one form that the first bytes tell, else for bare frames of MPEG. Not for tags: those in front have been
/// read, and one further on could be anything.
fn probe(head: &[u8]) -> Probe {
    use symphonia::default::formats::*;
    let mut probe = Probe::new();
    match head {
        [b'f', b'L', b'a', b'C', ..] => probe.register_format::<FlacReader<'_>>(),
        [b'O', b'g', b'g', b'S', ..] => probe.register_format::<OggReader<'_>>(),
        [b'F', b'O', b'R', b'M', ..] => probe.register_format::<AiffReader<'_>>(),
        [b'c', b'a', b'f', b'f', ..] => probe.register_format::<CafReader<'_>>(),
        [b'R', b'I', b'F', b'F', ..] => probe.register_format::<WavReader<'_>>(),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => probe.register_format::<IsoMp4Reader<'_>>(),
        _ => {
            probe.register_format::<MpaReader<'_>>();
            probe.register_format::<AdtsReader<'_>>();
        }
    }
    probe
}

/// Reads a file by the decoders.
pub fn read(
    source: Box<dyn MediaSource + '_>,
    head: &[u8],
    edit: Option<Edit>,
    claims: &mut Claims,
) -> Result<Reading, Reason> {
    let stream = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let probed = probe(head).probe(&Hint::new(), stream, FormatOptions::default(), tags::options());
    let mut format = probed.map_err(|e| match e {
        Error::IoError(e) if e.kind() == std::io::ErrorKind::NotSeekable => Reason::Order,
        Error::IoError(_) => Reason::CutOff,
        Error::LimitError(_) => Reason::Limit,
        Error::DecodeError(_) | Error::SeekError(_) => Reason::Damaged,
        _ => Reason::Format,
    })?;
    let container = container(format.format_info().short_name);
    let mut reading = Reading { container: Some(container), ..Reading::default() };
    // what was read before the failure stays
    if let Err(reason) = decode(&mut *format, edit, &mut reading, claims) {
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
    edit: Option<Edit>,
    reading: &mut Reading,
    claims: &mut Claims,
) -> Result<(), Reason> {
    let track = format.default_track(TrackType::Audio).or_else(|| format.first_track(TrackType::Audio));
    let track = track.ok_or(Reason::Codec)?;
    let id = track.id;
    let params = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or(Reason::Codec)?.clone();
    // CAF counts whole packets and trims the last one, and an MP4 can count by another clock
    let by_frames = track.time_base.is_none_or(|base| Some(u32::from(base.denom)) == params.sample_rate);
    let stated = track.num_frames.filter(|_| by_frames && reading.container != Some("caf"));
    let word = codec_word(params.codec);
    reading.codec = word;
    reading.rate = params.sample_rate;
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
    let mut pass = Pass { depth, edit, stated_rate: params.sample_rate, sum: None, at: 0, damaged: false };
    let mut empty = 0;
    let end = loop {
        let packet = match format.next_packet() {
            Ok(None) => break None,
            Ok(Some(packet)) if packet.track_id != id => continue,
            Ok(Some(packet)) => packet,
            Err(Error::IoError(_)) => break Some(Reason::CutOff),
            Err(Error::ResetRequired) => break Some(Reason::Changes),
            Err(_) => break Some(Reason::Damaged),
        };
        let before = pass.at;
        match decoder.decode(&packet) {
            Ok(buffer) => pass.take(&buffer)?,
            Err(Error::DecodeError(_)) => pass.damaged = true,
            Err(Error::Unsupported(_)) if pass.sum.is_none() => return Err(Reason::Codec),
            Err(_) => break Some(Reason::Damaged),
        }
        empty = if pass.at > before { 0 } else { empty + 1 };
        if empty > MOST_EMPTY {
            break Some(Reason::Damaged);
        }
    };
    pass.finish(end, stated, reading)?;
    check_md5(&params, &mut *decoder, reading, claims);
    Ok(())
}

/// FLAC's own check: the MD5 of the samples that its encoder was given (RFC 9639 section 8.2).
fn check_md5(
    params: &AudioCodecParameters,
    decoder: &mut dyn AudioDecoder,
    reading: &mut Reading,
    claims: &mut Claims,
) {
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
                None => (decoder.finalize().verify_ok != Some(true)).then_some(Reason::Differs),
            };
            reading.unmeasured.extend(reason.map(|reason| ("flac_md5", reason)));
        }
        _ => reading.unmeasured.push(("flac_md5", Reason::NotStated)),
    }
}

/// The pass over the decoded samples.
struct Pass {
    depth: Option<u32>,
    edit: Option<Edit>,
    /// What the container says; HE-AAC plays at twice the rate of the core that is decoded.
    stated_rate: Option<u32>,
    sum: Option<Sum>,
    /// Frames decoded.
    at: u64,
    damaged: bool,
}

struct Sum {
    rate: u32,
    channels: usize,
    meter: Meter,
    sha: Sha256,
    integers: Vec<i32>,
    floats: Vec<f32>,
    bytes: Vec<u8>,
}

impl Pass {
    fn take(&mut self, buffer: &GenericAudioBufferRef<'_>) -> Result<(), Reason> {
        let (frames, spec) = (buffer.frames() as u64, buffer.spec());
        if frames == 0 {
            return Ok(());
        }
        let channels = spec.channels().count();
        if self.sum.is_none() {
            if self.stated_rate.is_some_and(|stated| stated != spec.rate()) {
                return Err(Reason::Codec);
            }
            self.edit = self.edit.map(|edit| edit.at_rate(spec.rate()));
            let full_scale = self.depth.map_or(1.0, full_scale);
            self.sum = Some(Sum::new(spec.rate(), spec.channels(), full_scale)?);
        }
        let Some(sum) = &mut self.sum else { return Ok(()) };
        if (sum.rate, sum.channels) != (spec.rate(), channels) {
            return Err(Reason::Changes);
        }
        let first = self.edit.map_or(0, |e| e.skip).saturating_sub(self.at).min(frames);
        let last = self.edit.map_or(frames, |e| e.end.saturating_sub(self.at).min(frames)).max(first);
        self.at += frames;
        if self.at.saturating_mul(channels as u64) > MOST_SAMPLES {
            return Err(Reason::Limit);
        }
        sum.take(buffer, first as usize * channels..last as usize * channels, self.depth);
        Ok(())
    }

    fn finish(self, end: Option<Reason>, stated: Option<u64>, reading: &mut Reading) -> Result<(), Reason> {
        let Some(sum) = self.sum else {
            return Err(end.unwrap_or(if self.damaged { Reason::Damaged } else { Reason::NoFrames }));
        };
        reading.rate = Some(sum.rate);
        reading.channels = u32::try_from(sum.channels).ok();
        let is_short = stated.is_some_and(|stated| self.at < stated);
        let end = end.or(if self.damaged { Some(Reason::Damaged) } else { None });
        match end.or(is_short.then_some(Reason::CutOff)) {
            // what another decoder makes of the damage is not known
            Some(reason) => {
                reading.unmeasured.extend([("rest", reason), ("pcm_sha256", reason)]);
            }
            None => reading.pcm = Some(Sha256Digest::finish(sum.sha)),
        }
        reading.measures = Some(sum.meter.finish());
        Ok(())
    }
}

impl Sum {
    fn new(rate: u32, channels: &Channels, full_scale: f32) -> Result<Self, Reason> {
        let count = channels.count();
        if !u16::try_from(count).is_ok_and(|count| is_measured(rate, count)) {
            return Err(Reason::Limit);
        }
        let mask = match channels {
            // the first eighteen bits are those of WAVEFORMATEXTENSIBLE
            Channels::Positioned(places) => (places.bits() & 0x3_FFFF) as u32,
            _ => default_mask(count),
        };
        let spec = Spec { rate, weights: weights(mask, count), full_scale };
        Ok(Self {
            rate,
            channels: count,
            meter: Meter::new(&spec),
            sha: Sha256::new(),
            integers: Vec::new(),
            floats: Vec::new(),
            bytes: Vec::new(),
        })
    }

    /// Hashes and measures samples, interleaved.
    fn take(&mut self, buffer: &GenericAudioBufferRef<'_>, part: std::ops::Range<usize>, depth: Option<u32>) {
        self.bytes.clear();
        if let Some(depth) = depth {
            buffer.copy_to_vec_interleaved(&mut self.integers);
            let samples = &self.integers[part];
            samples.iter().for_each(|sample| push_sample(*sample, depth, &mut self.bytes));
            const STEP: f32 = 1.0 / 2_147_483_648.0;
            self.floats.clear();
            self.floats.extend(samples.iter().map(|sample| *sample as f32 * STEP));
        } else {
            buffer.copy_to_vec_interleaved(&mut self.floats);
            self.floats.truncate(part.end);
            self.floats.drain(..part.start);
            self.bytes.extend(self.floats.iter().flat_map(|sample| sample.to_le_bytes()));
        }
        self.sha.update(&self.bytes);
        let mut rest = self.floats.as_slice();
        while !rest.is_empty() {
            let n = (self.meter.room() * self.channels).min(rest.len());
            let (part, after) = rest.split_at(n);
            let channels = self.channels;
            self.meter.add(|blocks| {
                for (c, block) in blocks.iter_mut().enumerate() {
                    block.extend(part[c..].iter().step_by(channels));
                }
            });
            rest = after;
        }
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
        "mp3" | "mpa" => "mp3",
        "ogg" => "ogg",
        "aac" | "adts" => "adts",
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
