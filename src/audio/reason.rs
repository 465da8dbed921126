//! Why something was not measured.

macro_rules! reasons {
    ($($(#[$doc:meta])* $reason:ident $word:literal;)+) => {
        /// The reasons of the `unmeasured` list of an `audio` fact. Each has a sentence `unmeasured-…` in both languages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason { $($(#[$doc])* $reason),+ }

        impl Reason {
            /// All of them.
            pub const ALL: &[Reason] = &[$(Reason::$reason),+];

            /// The word in the fact.
            pub fn word(self) -> &'static str {
                match self { $(Reason::$reason => $word),+ }
            }
        }
    };
}

reasons! {
    /// Nothing that is known as audio, under a name that says audio.
    NotAudio "not-audio";
    /// An audio format that is not read here.
    Format "format-not-supported";
    /// A codec that is not decoded here: Opus, HE-AAC, WMA ….
    Codec "codec-not-supported";
    /// Encrypted.
    Encrypted "encrypted";
    /// It can be read, and no sample comes out.
    NoFrames "no-frames";
    /// The file ends before what it announces.
    CutOff "cut-off";
    /// Part of it could not be decoded.
    Damaged "damaged";
    /// Some of its bytes are no audio that could be read.
    Unread "bytes-unread";
    /// Another recording follows in the same file.
    Joined "more-follows";
    /// The decoder failed in a way that it should not.
    Decoder "decoder-failed";
    /// Rate or channels change on the way.
    Changes "format-changes";
    /// More channels, a rate or a table beyond what is measured.
    Limit "beyond-limit";
    /// Compressed inside a ZIP, in an order that cannot be read forward.
    Order "order-needs-seeking";
    /// Samples that are no numbers, or absurdly large.
    NotNumbers "samples-not-numbers";
    /// Samples more than 20 dB above full scale: no level.
    Implausible "implausible";
    /// Shorter than what the measure needs.
    TooShort "too-short";
    /// Below the absolute gate of −70 LUFS throughout.
    Silence "silence";
    /// No half second that is well below the rest.
    NoPause "no-pause";
    /// The sample rate is too low for the measure.
    Rate "rate-too-low";
    /// What a file says of its samples does not hold.
    Differs "differs";
    /// The file does not say it.
    NotStated "not-stated";
}
