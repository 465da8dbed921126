//! A stream of frames, decoded one by one, and held against what its first frame states.

use super::frames::{Frames, Next};
use super::header::{Coding, Header};
use super::rates::Rates;
use super::stated::Stated;
use crate::audio::aac;
use crate::audio::claims::Claims;
use crate::audio::mp4::Edit;
use crate::audio::pass::{End, Padded, Pass};
use crate::audio::reading::Reading;
use crate::audio::reason::Reason;
use symphonia::core::audio::layouts::{CHANNEL_LAYOUT_MONO, CHANNEL_LAYOUT_STEREO};
use symphonia::core::codecs::audio::well_known::{CODEC_ID_AAC, CODEC_ID_MP3};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::io::MediaSource;
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};

/// Reads a stream. None if there is no frame in it.
pub fn read(source: Box<dyn MediaSource + '_>, claims: &mut Claims) -> Option<Reading> {
    let mut frames = Frames::new(source, claims);
    let mut reading = Reading::default();
    let mut stream: Option<Stream> = None;
    let end = loop {
        let (header, frame) = match frames.next() {
            Ok(Next::Frame(header, frame)) => (header, frame),
            Ok(Next::End(end)) => break end,
            Err(_) => break Some(Reason::CutOff),
        };
        let taken = match &mut stream {
            Some(stream) => stream.take(&header, frame),
            None => {
                (reading.container, reading.codec) = words(header.coding);
                reading.rate = Some(header.rate);
                reading.channels = Some(u32::from(header.channels)).filter(|n| *n > 0);
                Stream::new(&header, frame).map(|new| stream = Some(new))
            }
        };
        if let Err(reason) = taken {
            break Some(reason);
        }
    };
    let (count, unread) = (frames.count, frames.unread);
    match stream {
        Some(stream) => stream.finish(end, unread, &mut reading, claims),
        None if count == 0 && end.is_none() => return None,
        None => reading.unmeasured.push(("audio", end.unwrap_or(Reason::NoFrames))),
    }
    Some(reading)
}

fn words(coding: Coding) -> (Option<&'static str>, Option<&'static str>) {
    match coding {
        Coding::Mpeg(1) => (Some("mp1"), Some("mp1")),
        Coding::Mpeg(2) => (Some("mp2"), Some("mp2")),
        Coding::Mpeg(_) => (Some("mp3"), Some("mp3")),
        Coding::AacLc | Coding::AacOther => (Some("adts"), Some("aac")),
    }
}

/// What is decoded, and what was stated of it.
struct Stream {
    decoder: Box<dyn AudioDecoder>,
    pass: Pass,
    stated: Option<Stated>,
    /// Bytes of the frame that states it.
    table: u64,
    rates: Rates,
}

impl Stream {
    /// Begins with the first frame, which is decoded too unless it is a table.
    fn new(header: &Header, frame: &[u8]) -> Result<Self, Reason> {
        let codec = match header.coding {
            Coding::Mpeg(3) => CODEC_ID_MP3,
            Coding::AacLc if aac::is_plain(None, Some(header.rate)) => CODEC_ID_AAC,
            _ => return Err(Reason::Codec),
        };
        let layout = if header.channels == 1 { CHANNEL_LAYOUT_MONO } else { CHANNEL_LAYOUT_STEREO };
        let mut params = AudioCodecParameters::new();
        params.for_codec(codec).with_sample_rate(header.rate).with_channels(layout);
        let decoder =
            symphonia::default::get_codecs().make_audio_decoder(&params, &AudioDecoderOptions::default());
        let stated = Stated::parse(header, frame);
        let Stated { delay, padding, .. } = stated.unwrap_or_default();
        let edit = Edit { skip: delay.into(), end: u64::MAX, scale: header.rate.into() };
        let pass = Pass::new(None, Some(header.rate)).playing(Some(edit)).keeping_back(padding as usize);
        let decoder = decoder.map_err(|_| Reason::Codec)?;
        let mut stream = Self { decoder, pass, stated, table: 0, rates: Rates::default() };
        match stated {
            Some(_) => stream.table = frame.len() as u64,
            None => stream.take(header, frame)?,
        }
        Ok(stream)
    }

    /// Decodes a frame. One that cannot be decoded is damage, and the next one may do again.
    fn take(&mut self, header: &Header, frame: &[u8]) -> Result<(), Reason> {
        self.rates.take(header);
        let body = frame.get(header.head..).unwrap_or_default();
        let packet = PacketRef::new(0, Timestamp::ZERO, Duration::from(header.samples), body);
        match self.decoder.decode_ref(&packet) {
            Ok(buffer) => self.pass.take(&buffer),
            Err(_) => {
                self.pass.damage();
                Ok(())
            }
        }
    }

    fn finish(self, end: Option<Reason>, unread: u64, reading: &mut Reading, claims: &mut Claims) {
        let Self { pass, stated, table, rates, .. } = self;
        let Stated { frames, bytes, .. } = stated.unwrap_or_default();
        let short_by = frames.map(|frames| i64::from(frames) - rates.frames().cast_signed());
        let is_whole = short_by == Some(0);
        // a count that is too high, of a stream that has all its bytes, is only wrong
        let has_bytes = bytes.is_some_and(|bytes| u64::from(bytes) <= table + rates.bytes());
        let is_short = short_by.is_some_and(|n| n > 0) && !has_bytes;
        let stray = unread > 0 || end.is_some();
        let reason = match end {
            _ if is_whole => None,
            Some(reason) => Some(reason),
            None if is_short => Some(Reason::CutOff),
            None => (unread > 0).then_some(Reason::Unread),
        };
        rates.claim(claims);
        let is_padded = if is_whole { Padded::Yes } else { Padded::No };
        if let Err(reason) = pass.finish(End { reason, is_padded }, reading) {
            reading.unmeasured.push(("audio", reason));
            return;
        }
        if is_whole && stray {
            // all that is announced was read, and more is there
            reading.unmeasured.push(("rest", end.filter(|e| *e != Reason::CutOff).unwrap_or(Reason::Unread)));
        }
        if short_by.is_some_and(|n| n != 0) {
            reading.unmeasured.push(("stated_length", Reason::Differs));
        }
    }
}
