//! Findings: what a check saw. Codes are stable; their words live in the texts, their pages in docs/findings.md.

use crate::text::{Message, Say};
use serde::{Serialize, Serializer};
use std::fmt;

/// What a finding means for the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Contradicts the seal: the verdict is "altered".
    Alters,
    /// Something that decides could not be read or is not supported: no verdict.
    Undecided,
    /// A proof is weaker than it could be; the seal holds.
    Lowers,
    /// Good to know.
    Notice,
}

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $step:literal $doc:literal;)*) => {
        /// The findings of format version 1, most telling first: in this order they are reported.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $name),* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code),* }
            }

            /// What it means for the verdict.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// The verifier step (format.md section 9) that reports it.
            pub fn step(self) -> u8 {
                match self { $(Code::$name => $step),* }
            }
        }
    };
}

codes! {
    SignatureBad "signature-bad" Alters 7 "The signature does not fit `seal.txt`.";
    SignerMismatch "signer-mismatch" Alters 7 "The signature was made with another key than the seal names.";
    SignatureMalformed "signature-malformed" Alters 7 "The signature file is not the one exact form.";
    PayloadAltered "payload-altered" Alters 6 "A payload file has another hash or size than its fact says.";
    EntryUnlisted "entry-unlisted" Alters 2 "An entry that no disclosed fact and no rule of the format accounts for.";
    FactNotSealed "fact-not-sealed" Alters 5 "A fact that is not in the seal.";
    FactLabel "fact-label" Alters 5 "A fact that stands in the seal under another label.";
    FactNotCanonical "fact-not-canonical" Alters 5 "A line that says something in another than the canonical form.";
    FactMalformed "fact-malformed" Alters 5 "A line that is not a fact.";
    FactOrder "fact-order" Alters 5 "Fact lines out of order, or one twice.";
    FactSaltTwice "fact-salt-twice" Alters 5 "Two facts with the same salt.";
    FactTwin "fact-twin" Alters 10 "Two facts that speak of the same thing.";
    ConversationCount "conversation-count" Alters 10 "A conversation that counts other messages than the seal.";
    FactNumber "fact-number" Alters 10 "A message or participant number that the seal has no room for.";
    TextCount "text-count" Alters 10 "Message headers and texts that do not add up.";
    WaveformColumns "waveform-columns" Alters 10 "A waveform of another length than it says, or with its lowest values above the highest.";
    TimeLocal "time-local" Alters 10 "A local time that its interval contradicts.";
    FactOfNoFile "fact-of-no-file" Alters 10 "A fact about a file that was never sealed.";
    FileHash "file-hash" Alters 10 "One hash with two sizes.";
    LinkText "link-text" Alters 10 "A code that the text does not hold in which it is said to stand.";
    LinkPlace "link-place" Alters 10 "A code that is said to stand where no message is, or in another conversation.";
    LinkTarget "link-target" Alters 10 "A code that is said to name something else than it does.";
    MailResult "mail-result" Alters 10 "A result for a mail without the signature or the key that it rests on.";
    MailUnsigned "mail-unsigned" Alters 10 "A result for the signature of a mail that has none.";
    FactRange "fact-range" Alters 10 "A range of lines that ends before it begins.";
    ConversationCertainty "conversation-certainty" Alters 10 "A conversation that is said to be understood, and what of it was not.";
    AudioLength "audio-length" Alters 10 "Measurements of a sound that do not go together.";
    AudioValues "audio-values" Alters 10 "Measurements that no sound, or not this file, can have.";
    SealMalformed "seal-malformed" Alters 4 "`seal.txt` is not the one exact form.";
    SealLabels "seal-labels" Alters 4 "The labels of `seal.txt` do not go together.";
    ChainCase "chain-case" Alters 9 "Editions of different cases.";
    ChainSigner "chain-signer" Alters 9 "Editions signed with different keys.";
    ChainPrevious "chain-previous" Alters 9 "An edition that names another predecessor than the one shown.";
    ChainFork "chain-fork" Alters 9 "Two different seals with the same edition number.";
    ChainTime "chain-time" Alters 9 "An edition sealed before its predecessor.";
    StampList "stamp-list" Alters 8 "A stamp's list is not exact, or a stamp is missing a part.";
    TokenImprint "token-imprint" Alters 8 "A time-stamp over something else.";
    TokenSignature "token-signature" Alters 8 "The signature of a time-stamp does not fit.";
    TokenAttributes "token-attributes" Alters 8 "The signed attributes of a time-stamp do not bind what it says.";
    TokenSigner "token-signer" Alters 8 "A time-stamp without the certificate that its signature names.";
    TokenRejection "token-rejection" Alters 8 "A refusal of an authority where a time-stamp should be.";
    TokenMalformed "token-malformed" Alters 8 "Not a response of RFC 3161.";
    BeyondLimit "beyond-limit" Alters 2 "Something larger than the format allows (format.md section 10).";
    EntryMissing "entry-missing" Alters 2 "An entry that the format requires is missing.";
    EntryDuplicate "entry-duplicate" Alters 2 "Two entries of the same name.";
    EntryNameClash "entry-name-clash" Alters 2 "Names that some systems cannot tell apart.";
    EntryNameBad "entry-name-bad" Alters 2 "A name outside the allowed set.";
    ReadmeAltered "readme-altered" Alters 2 "`data/README.txt` is not the fixed text.";
    InstructionsAltered "instructions-altered" Alters 11 "`VERIFY.txt` does not match the facts.";
    ReportAltered "report-altered" Alters 11 "`REPORT.html` does not match the facts.";
    BagManifest "bag-manifest" Alters 3 "A manifest is not what the entries give.";
    BagDeclaration "bag-declaration" Alters 3 "`bagit.txt` is not the fixed text.";
    BagInfo "bag-info" Alters 3 "`bag-info.txt` does not match the facts.";
    ZipBytesOutside "zip-bytes-outside" Alters 1 "Bytes that belong to no entry, or entries that overlap.";
    ZipHeadersDisagree "zip-headers-disagree" Alters 1 "Local header and central directory differ.";
    ZipHeader "zip-header" Alters 1 "A header field outside the profile.";
    ZipEndRecord "zip-end-record" Alters 1 "The end record is outside the profile.";
    ZipEntryOrder "zip-entry-order" Alters 1 "Entries in another order.";
    ZipTime "zip-time" Alters 1 "An entry with another time than its edition.";
    ZipCrc "zip-crc" Alters 1 "The CRC-32 does not fit the data.";
    SealVersion "seal-version" Undecided 4 "A seal of a format version that this program does not know.";
    SignatureUnsupported "signature-unsupported" Undecided 7 "A signature by a key type that is not supported.";
    CheckNotRun "check-not-run" Undecided 12 "A check that could not run.";
    SignerOther "signer-other" Lowers 7 "The signer is not the one that was named.";
    SealedAfterTime "sealed-after-time" Lowers 8 "Sealed, by its own date, after a trusted time shows that it existed.";
    ProvedOnlySince "proved-only-since" Lowers 8 "Sealed, by its own date, more than a day before the earliest trusted time.";
    TokenWeak "token-weak" Lowers 8 "A time-stamp signed in a way that nothing can rest on.";
    TokenUnsupported "token-unsupported" Lowers 8 "A time-stamp made with something that is not supported here.";
    TokenUsage "token-usage" Lowers 8 "A time-stamp by a certificate that is not for stamping time.";
    TokenNotValidThen "token-not-valid-then" Lowers 8 "A time-stamp by a certificate that was not valid at its genTime.";
    TokenPath "token-path" Lowers 8 "A time-stamp that leads to a known authority by name, not by right.";
    TokenUnknownAuthority "token-unknown-authority" Lowers 8 "A time-stamp by an authority that is not known here.";
    TokenExpired "token-expired" Lowers 8 "A time-stamp whose certificate has expired, and which was not renewed before.";
    DerivedNotChecked "derived-not-checked" Lowers 11 "Report and instructions of a revision that this program does not know.";
    FactContradictsSource "fact-contradicts-source" Lowers 12 "Reading a source again gives another fact than was sealed.";
    ChainGap "chain-gap" Lowers 9 "An earlier edition is not shown.";
    PayloadWithheld "payload-withheld" Notice 2 "Payload files withheld by whoever made this copy.";
    FactsWithheld "facts-withheld" Notice 5 "Facts withheld by whoever made this copy.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that a check saw.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// On which entry, edition or key.
    pub subject: String,
    /// What exactly: a field, a number, a reason. English or data, for experts.
    pub detail: String,
}

impl Finding {
    /// A finding on `subject`.
    pub fn new(code: Code, subject: impl Into<String>) -> Self {
        Self { code, subject: subject.into(), detail: String::new() }
    }

    /// The same with what exactly.
    pub fn detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = detail.to_string();
        self
    }
}

impl Say for Finding {
    fn say(&self) -> Message {
        Message::new(format!("finding-{}", self.code))
            .text("subject", &self.subject)
            .text("detail", &self.detail)
    }
}

/// Most findings kept of one code: a hostile archive could hold millions of the same fault.
/// The rest are counted.
pub const KEPT_PER_CODE: usize = 20;

/// A growing list of findings, bounded per code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: std::collections::BTreeMap<Code, u64>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= KEPT_PER_CODE as u64 {
            self.kept.push(finding);
        }
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Findings) {
        for (code, theirs) in other.counts {
            let ours = self.counts.entry(code).or_default();
            let room = KEPT_PER_CODE.saturating_sub(usize::try_from(*ours).unwrap_or(usize::MAX));
            self.kept.extend(other.kept.iter().filter(|f| f.code == code).take(room).cloned());
            *ours += theirs;
        }
    }

    /// Those of one code.
    pub fn only(mut self, code: Code) -> Findings {
        self.kept.retain(|f| f.code == code);
        self.counts.retain(|counted, _| *counted == code);
        self
    }

    /// Those kept, most telling first.
    pub fn sorted(&self) -> Vec<Finding> {
        let mut all = self.kept.clone();
        all.sort();
        all
    }

    /// How many there were of each code.
    pub fn counts(&self) -> impl Iterator<Item = (Code, u64)> + '_ {
        self.counts.iter().map(|(code, count)| (*code, *count))
    }

    /// Was this code seen?
    pub fn has(&self, code: Code) -> bool {
        self.counts.contains_key(&code)
    }

    /// The heaviest severity seen.
    pub fn heaviest(&self) -> Option<Severity> {
        self.counts.keys().map(|code| code.severity()).min()
    }
}
