//! What a file looks like that is not read: said in words, with what to do next. Nothing of it is guessed at.

/// What a file looks like that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Looks {
    Empty,
    Pdf,
    Image,
    Media,
    WebPage,
    /// A saved page in which no thread was found, and which may show one.
    ThreadPage,
    /// A mail as Outlook saves it (`.msg`) that is broken.
    OutlookMail,
    /// The index that a mail program keeps beside a mailbox.
    MailIndex,
    /// A mailbox of Outlook (`.pst`, `.ost`).
    OutlookStore,
    /// A document of an office program.
    Office,
    /// Messages copied out of Teams.
    TeamsCopy,
    /// A conversation of Signal, as programs export it.
    SignalCopy,
    /// Short messages of a telephone, as backup programs write them.
    SmsBackup,
    /// The data of Messenger or Instagram.
    MetaJson,
    /// The data of Skype, or of Teams for people at home.
    SkypeJson,
    /// The chat of a meeting in Zoom.
    ZoomChat,
    KakaoTalk,
    /// A talk of LINE in a language whose days are not read.
    LineElsewhere,
    /// A contact card (vCard), as exports keep it beside the messages.
    Contact,
    Zip,
    Json,
    Text,
    Binary,
}

impl Looks {
    /// All of them.
    pub const ALL: [Looks; 23] = [
        Looks::Empty,
        Looks::Pdf,
        Looks::Image,
        Looks::Media,
        Looks::WebPage,
        Looks::ThreadPage,
        Looks::OutlookMail,
        Looks::MailIndex,
        Looks::OutlookStore,
        Looks::Office,
        Looks::TeamsCopy,
        Looks::SignalCopy,
        Looks::SmsBackup,
        Looks::MetaJson,
        Looks::SkypeJson,
        Looks::ZoomChat,
        Looks::KakaoTalk,
        Looks::LineElsewhere,
        Looks::Contact,
        Looks::Zip,
        Looks::Json,
        Looks::Text,
        Looks::Binary,
    ];

    /// The word for its format in facts and JSON, and the end of its sentence's name (`looks-…`).
    pub fn word(self) -> &'static str {
        match self {
            Looks::Empty => "empty",
            Looks::Pdf => "pdf",
            Looks::Image => "image",
            Looks::Media => "media",
            Looks::WebPage => "web-page",
            Looks::ThreadPage => "thread-page",
            Looks::OutlookMail => "outlook-msg",
            Looks::MailIndex => "mail-index",
            Looks::OutlookStore => "outlook-pst",
            Looks::Office => "office",
            Looks::TeamsCopy => "teams-copy",
            Looks::SignalCopy => "signal-copy",
            Looks::SmsBackup => "sms-backup",
            Looks::MetaJson => "meta-json",
            Looks::SkypeJson => "skype-json",
            Looks::ZoomChat => "zoom-chat",
            Looks::KakaoTalk => "kakaotalk",
            Looks::LineElsewhere => "line-elsewhere",
            Looks::Contact => "contact",
            Looks::Zip => "zip",
            Looks::Json => "json",
            Looks::Text => "text",
            Looks::Binary => "binary",
        }
    }

    /// By its word; none where the word is that of a format that is read.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|looks| looks.word() == word)
    }

    /// Could it hold words of the client? Then no statement on silence is made over it. A page as PDF or picture beside its
    /// thread does not count, nor an index beside its mailbox.
    pub fn may_hold_messages(self) -> bool {
        !matches!(
            self,
            Looks::Empty
                | Looks::Pdf
                | Looks::Image
                | Looks::Media
                | Looks::WebPage
                | Looks::Contact
                | Looks::MailIndex
        )
    }
}

/// Formats whose content could be words of the client: an export of such a kind that is not understood blocks
/// statements on silence.
pub(crate) fn may_hold_messages(format: &str) -> bool {
    Looks::of_word(format).is_none_or(Looks::may_hold_messages)
}
