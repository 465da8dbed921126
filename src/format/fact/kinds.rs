//! The fields of every kind, in the fixed order of their JSON (format.md section 4.2).

use super::{Base64Url, Decimal, Uint, Word};
use crate::base::digest::Sha256Digest;
use crate::base::entry_name::EntryName;
use crate::base::time::{At, UtcSecond};
use serde::{Deserialize, Serialize};

/// A payload file: its size and hash, by the sealing program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFact {
    /// Entry path.
    pub path: EntryName,
    /// Bytes.
    pub size: Uint,
    /// SHA-256 of the bytes.
    pub sha256: Sha256Digest,
}

/// Where a payload file was found: this computer's claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginFact {
    /// Entry path.
    pub path: EntryName,
    /// Relative name as found, `/` between components.
    pub name: String,
    /// The name's bytes, only where they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_hex: Option<String>,
    /// Modification time as found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<UtcSecond>,
}

/// What was measured in an audio file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudioFact {
    /// Entry path.
    pub path: EntryName,
    /// Container format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<Word>,
    /// Codec.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codec: Option<Word>,
    /// Hz.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_rate_hz: Option<Uint>,
    /// Bits a sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bit_depth: Option<Uint>,
    /// Channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<Uint>,
    /// Samples a channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frames: Option<Uint>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_s: Option<Decimal>,
    /// DBFS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_peak_dbfs: Option<Decimal>,
    /// DBTP (ITU-R BS.1770).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub true_peak_dbtp: Option<Decimal>,
    /// LUFS (EBU R 128).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrated_loudness_lufs: Option<Decimal>,
    /// LU (EBU Tech 3342).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loudness_range_lu: Option<Decimal>,
    /// DBFS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rms_dbfs: Option<Decimal>,
    /// DBFS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise_floor_dbfs: Option<Decimal>,
    /// Runs of 3 or more samples at full scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clipped_runs: Option<Uint>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_silence_s: Option<Decimal>,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tail_silence_s: Option<Decimal>,
    /// Seconds of digital zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digital_zero_s: Option<Decimal>,
    /// SHA-256 of the decoded samples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pcm_sha256: Option<Sha256Digest>,
    /// What could not be measured, and why.
    pub unmeasured: Vec<Unmeasured>,
}

/// A drawing of an audio file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaveformFact {
    /// Entry path.
    pub path: EntryName,
    /// Number of columns.
    pub columns: Uint,
    /// Lowest value of each column, one byte, offset 128.
    pub min: Base64Url,
    /// Highest value of each column.
    pub max: Base64Url,
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimsFact {
    /// Entry path.
    pub path: EntryName,
    /// Names and values as written in the file.
    pub claims: Vec<Claim>,
}

/// One line of the case memo: the worker's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFact {
    /// The item.
    pub key: String,
    /// As written.
    pub value: String,
    /// Line of the memo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Uint>,
}

/// A dated event that the worker declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFact {
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
    /// What happened.
    pub kind: Word,
    /// Who did it: worker, client, platform.
    pub actor: Word,
    /// Round of delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Uint>,
    /// Words quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where it can be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Line of the memo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Uint>,
}

/// How one message export was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConversationFact {
    /// Number of the conversation, from 1.
    pub k: Uint,
    /// Entry path of the export.
    pub source: String,
    /// Format of the export.
    pub format: Word,
    /// Dialect of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Word>,
    /// Number of messages.
    pub count: Uint,
    /// How sure the reading is.
    pub certainty: Word,
    /// Start of what the export covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage_from: Option<At>,
    /// End of what it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage_to: Option<At>,
    /// What says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage_ground: Option<Word>,
    /// Ranges not understood.
    pub gaps: Vec<GapFact>,
    /// Questions that nobody has answered. `None`: made before they were told here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Vec<Word>>,
}

/// A range of an export that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapFact {
    /// `lines` from 1, both ends in it, or `bytes` from 0, the end not in it.
    pub unit: Word,
    /// Its beginning.
    pub from: Uint,
    /// Its end.
    pub to: Uint,
    /// Messages before it.
    pub after: Uint,
    /// What it looks like.
    pub why: Word,
}

/// What the worker says of lines that the program was not sure of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerFact {
    /// Conversation.
    pub k: Uint,
    /// Number of the answer, from 1.
    pub n: Uint,
    /// First line.
    pub from: Uint,
    /// Last line.
    pub to: Uint,
    /// Messages before it.
    pub after: Uint,
    /// Client, worker, nothing, unknown.
    pub said: Word,
    /// The lines as they stand.
    pub text: String,
}

/// Somebody in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParticipantFact {
    /// Conversation.
    pub k: Uint,
    /// Number of the participant.
    pub n: Uint,
    /// Worker, client, other, system or unknown.
    pub role: Word,
    /// Why that role.
    pub ground: Word,
}

/// The name of a participant, as the export has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameFact {
    /// Conversation.
    pub k: Uint,
    /// Number of the participant.
    pub n: Uint,
    /// The name.
    pub name: String,
}

/// The header of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageFact {
    /// Conversation.
    pub k: Uint,
    /// Number of the message, from 1.
    pub n: Uint,
    /// When.
    pub at: At,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant: Option<Uint>,
    /// Text, sticker, call, unsent, system ….
    pub kind: Word,
    /// Is there a text fact?.
    pub has_text: bool,
    /// Names of attachments.
    pub attachments: Vec<String>,
}

/// The text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextFact {
    /// Conversation.
    pub k: Uint,
    /// Number of the message.
    pub n: Uint,
    /// The text.
    pub text: String,
}

/// What checking a mail's DKIM signature gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailFact {
    /// Entry path.
    pub path: EntryName,
    /// Result.
    pub dkim: Word,
    /// `d=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// `s=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<String>,
    /// The key record as found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_record: Option<String>,
    /// When it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured_at: Option<UtcSecond>,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured_by: Option<Word>,
}

/// A seal code or file hash found in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkFact {
    /// The code.
    pub code: Sha256Digest,
    /// Entry path.
    pub source: String,
    /// Conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub k: Option<Uint>,
    /// Message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<Uint>,
    /// What it names, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Was the message edited?.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited: Option<bool>,
}

/// Something that could not be measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmeasured {
    /// Name of the field.
    pub field: String,
    /// Why not.
    pub reason: Word,
}

/// One statement of a file about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Where in the file.
    pub name: String,
    /// As decoded.
    pub value: String,
    /// Encoding, if it was guessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guessed: Option<Word>,
}
