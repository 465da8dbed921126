//! The kinds of dated events, and the names that people give them.

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// 納品完了報告: the platform's own report of a finished delivery.
    CompletionReport,
    /// Files attached to a message. Not a delivery in the platform's sense.
    Attachment,
    /// A link to the files.
    LinkSent,
    /// The client's word of receipt.
    Acknowledgement,
    /// What the client's mailbox or account answered by itself.
    AutoReply,
    /// The client's request for changes.
    ChangeRequest,
    /// The worker's request to check the delivery.
    Reminder,
    /// The worker's application that the platform contact the client.
    NudgeRequest,
    /// The platform's own reminder to the client.
    PlatformNudge,
    /// An answer of the platform's support.
    PlatformReply,
    /// A request to end the contract early.
    TerminationRequest,
    /// The client accepted the delivery.
    Inspection,
    /// The fee was paid.
    Payment,
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Actor {
    Worker,
    Client,
    Platform,
}

impl Actor {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Actor::Worker => "worker",
            Actor::Client => "client",
            Actor::Platform => "platform",
        }
    }

    /// Who a word of a fact names.
    pub fn of_word(word: &str) -> Option<Self> {
        [Actor::Worker, Actor::Client, Actor::Platform].into_iter().find(|actor| actor.word() == word)
    }
}

impl EventKind {
    /// All kinds.
    pub const ALL: [EventKind; 13] = [
        EventKind::CompletionReport,
        EventKind::Attachment,
        EventKind::LinkSent,
        EventKind::Acknowledgement,
        EventKind::AutoReply,
        EventKind::ChangeRequest,
        EventKind::Reminder,
        EventKind::NudgeRequest,
        EventKind::PlatformNudge,
        EventKind::PlatformReply,
        EventKind::TerminationRequest,
        EventKind::Inspection,
        EventKind::Payment,
    ];

    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            EventKind::CompletionReport => "completion-report",
            EventKind::Attachment => "attachment",
            EventKind::LinkSent => "link-sent",
            EventKind::Acknowledgement => "acknowledgement",
            EventKind::AutoReply => "auto-reply",
            EventKind::ChangeRequest => "change-request",
            EventKind::Reminder => "reminder",
            EventKind::NudgeRequest => "nudge-request",
            EventKind::PlatformNudge => "platform-nudge",
            EventKind::PlatformReply => "platform-reply",
            EventKind::TerminationRequest => "termination-request",
            EventKind::Inspection => "inspection",
            EventKind::Payment => "payment",
        }
    }

    /// What a word of a fact names; `None`: of a later version.
    pub fn of_word(word: &str) -> Option<Self> {
        EventKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Happens on a site alone, by its support. A report of delivery is written by whoever works directly, too.
    pub fn is_of_a_site(self) -> bool {
        use EventKind::*;
        matches!(self, NudgeRequest | PlatformNudge | PlatformReply)
    }

    /// Belongs to one round by its nature, so that with several rounds a missing one matters.
    pub(super) fn needs_round(self) -> bool {
        use EventKind::*;
        matches!(self, CompletionReport | Attachment | LinkSent | Acknowledgement)
    }

    /// "2回目" behind a reminder counts reminders, behind a delivery it is the round.
    pub(super) fn counts_itself(self) -> bool {
        use EventKind::*;
        matches!(
            self,
            AutoReply
                | Reminder
                | NudgeRequest
                | PlatformNudge
                | PlatformReply
                | TerminationRequest
                | Payment
        )
    }
}

pub(super) const NAMES: &[(EventKind, Actor, &[&str])] = &[
    (
        EventKind::CompletionReport,
        Actor::Worker,
        &[
            "納品完了報告",
            "納品報告",
            "完了報告",
            "納品完了",
            "completion report",
            "delivery report",
            "delivery completion report",
            "submitted for approval",
            "work submitted",
        ],
    ),
    (
        EventKind::Attachment,
        Actor::Worker,
        &[
            "メッセージ添付",
            "メッセージに添付",
            "ファイル添付",
            "添付",
            "message attachment",
            "attachment",
            "attached to a message",
            "files attached",
        ],
    ),
    (
        EventKind::LinkSent,
        Actor::Worker,
        &[
            "リンク送付",
            "リンクの送付",
            "リンク送信",
            "リンク共有",
            "URL送付",
            "link sent",
            "link shared",
            "shared link",
        ],
    ),
    (
        EventKind::Acknowledgement,
        Actor::Client,
        &[
            "受領の返信",
            "受領返信",
            "受領の連絡",
            "受領連絡",
            "受け取りの返信",
            "受け取りの連絡",
            "acknowledgement",
            "acknowledgment",
            "receipt acknowledged",
            "receipt confirmed",
            "reply of receipt",
        ],
    ),
    (
        EventKind::AutoReply,
        Actor::Client,
        &[
            "自動返信",
            "自動応答",
            "自動返信メール",
            "不在の自動返信",
            "automatic reply",
            "auto reply",
            "automatic response",
            "out of office reply",
            "out of office",
        ],
    ),
    (
        EventKind::ChangeRequest,
        Actor::Client,
        &[
            "修正依頼",
            "修正のご依頼",
            "修正の依頼",
            "修正指示",
            "リテイク依頼",
            "リテイク",
            "change request",
            "request for changes",
            "revision request",
            "revision requested",
            "retake request",
        ],
    ),
    (
        EventKind::Reminder,
        Actor::Worker,
        &[
            "確認のお願い",
            "ご確認のお願い",
            "確認依頼",
            "リマインド",
            "リマインダー",
            "reminder",
            "reminder sent",
            "request to check",
            "request for review",
        ],
    ),
    (
        EventKind::NudgeRequest,
        Actor::Worker,
        &[
            "連絡催促の申請",
            "連絡催促申請",
            "催促の申請",
            "催促申請",
            "nudge request",
            "contact request to the platform",
            "request for platform reminder",
        ],
    ),
    (
        EventKind::PlatformNudge,
        Actor::Platform,
        &[
            "事務局からの連絡催促",
            "運営からの連絡催促",
            "連絡催促",
            "サイトからの連絡",
            "サイトからのリマインド",
            "事務局からのリマインド",
            "運営からのリマインド",
            "システムからのリマインド",
            "自動リマインド",
            "platform reminder",
            "platform nudge",
            "system reminder",
            "automatic reminder",
        ],
    ),
    (
        EventKind::PlatformReply,
        Actor::Platform,
        &[
            "事務局の回答",
            "事務局からの回答",
            "事務局の返信",
            "事務局からの返信",
            "運営の回答",
            "運営からの回答",
            "platform reply",
            "support reply",
        ],
    ),
    (
        EventKind::TerminationRequest,
        Actor::Client,
        &[
            "途中終了リクエスト",
            "契約途中終了リクエスト",
            "契約の途中終了リクエスト",
            "途中終了リクエストの受信",
            "途中終了リクエスト受信",
            "途中終了の申請",
            "途中終了",
            "termination request",
            "cancellation request",
            "request to end the contract",
            "termination request received",
        ],
    ),
    (
        EventKind::TerminationRequest,
        Actor::Worker,
        &[
            "途中終了リクエスト送信",
            "途中終了リクエストの送信",
            "termination request sent",
            "cancellation request sent",
        ],
    ),
    (
        EventKind::Inspection,
        Actor::Client,
        &[
            "検収",
            "検収完了",
            "検収済み",
            "検品",
            "検品完了",
            "承認",
            "承認完了",
            "完了承認",
            "納品承認",
            "納品承諾",
            "受け入れ",
            "受け入れ完了",
            "受入",
            "受入完了",
            "取引完了",
            "注文の完了",
            "注文完了",
            "トークルームのクローズ",
            "トークルームクローズ",
            "クローズ",
            "inspection",
            "acceptance",
            "acceptance of the delivery",
            "accepted",
            "approval",
            "approve",
            "complete",
            "approved",
            "client approved",
            "approved by the client",
            "work approved",
            "milestone approved",
            "order completed",
            "order complete",
            "completion of the order",
            "closing of the talk room",
        ],
    ),
    (
        EventKind::Payment,
        Actor::Client,
        &[
            "支払い",
            "支払",
            "報酬の支払い",
            "報酬確定",
            "支払い確定",
            "支払確定",
            "入金",
            "報酬の入金",
            "入金確認",
            "振込",
            "振り込み",
            "報酬の振込",
            "着金",
            "送金",
            "payment",
            "paid",
            "paid in full",
            "payment received",
            "payment released",
            "escrow released",
            "release of the escrow",
            "funds released",
            "milestone released",
        ],
    ),
];
