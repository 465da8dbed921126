//! Mails of a service that are known to tell of nobody but the worker, or of the service itself. All others could tell of
//! something that the client did.

/// What a subject says that tells of nobody else: the worker's own acts, their account, and what is sent to everybody.
const HARMLESS: [&str; 57] = [
    "納品完了報告",
    "納品を受け付け",
    "納品報告を受け付け",
    "納品を送信",
    "メッセージを送信しました",
    "メッセージの送信が完了",
    "連絡催促",
    "お問い合わせを受け付け",
    "お問い合わせありがとう",
    "新着のお仕事",
    "新着案件",
    "おすすめのお仕事",
    "おすすめ案件",
    "メールマガジン",
    "メルマガ",
    "ニュースレター",
    "キャンペーン",
    "セミナー",
    "ウェビナー",
    "メンテナンス",
    "システム障害",
    "利用規約",
    "プライバシーポリシー",
    "ログイン",
    "パスワード",
    "認証コード",
    "確認コード",
    "二段階認証",
    "本人確認",
    "会員登録",
    "アカウント登録",
    "メールアドレスの確認",
    "メールアドレス変更",
    "支払調書",
    "配信できません",
    "delivery status notification",
    "undelivered mail",
    "undeliverable",
    "mail delivery failed",
    "returned mail",
    "delivery has been submitted",
    "you delivered",
    "you've delivered",
    "your message was sent",
    "newsletter",
    "webinar",
    "maintenance",
    "terms of service",
    "privacy policy",
    "password",
    "verification code",
    "verify your email",
    "security alert",
    "new sign-in",
    "new login",
    "recommended jobs",
    "new jobs for you",
];

/// What makes more of it: a subject that also says one of these tells of the job.
const OF_THE_JOB: [&str; 45] = [
    "メッセージが",
    "返信",
    "返答",
    "コメント",
    "書き込み",
    "書込",
    "検収",
    "承認",
    "承諾",
    "修正",
    "差し戻",
    "差戻",
    "リクエスト",
    "依頼",
    "申請",
    "評価",
    "レビュー",
    "終了",
    "キャンセル",
    "辞退",
    "支払い",
    "支払が",
    "契約",
    "クライアント",
    "発注",
    "購入",
    "相手",
    "message from",
    "reply",
    "replied",
    "comment",
    "revision",
    "review",
    "approv",
    "accept",
    "order",
    "contract",
    "payment",
    "paid",
    "request",
    "cancel",
    "dispute",
    "client",
    "buyer",
    "feedback",
];

/// How a line begins that tells the worker of their own act.
const OWN_ACT: [&str; 14] = [
    "you delivered",
    "you've delivered",
    "you have delivered",
    "you submitted",
    "you've submitted",
    "you have submitted",
    "you sent",
    "you've sent",
    "you have sent",
    "you uploaded",
    "your delivery was sent",
    "your message was sent",
    "your delivery has been sent",
    "your message has been sent",
];
/// What may stand beside such a line, of what makes more of a mail.
const BESIDE: [&str; 5] = ["order", "contract", "client", "buyer", "クライアント"];

/// Does a line tell the worker of their own act?
pub(super) fn is_own_act(line: &str) -> bool {
    let line = line.trim().to_lowercase().replace('\u{2019}', "'");
    OWN_ACT.iter().any(|begin| line.starts_with(begin))
}

/// Do these lines tell of the job, and of more than that there is one?
pub(super) fn tells_more(line: &str) -> bool {
    let line = line.to_lowercase();
    OF_THE_JOB.iter().any(|word| !BESIDE.contains(word) && line.contains(word))
}

/// Words for what somebody did to what was sent, or with a service: with those of the job.
const DONE_BY_SOMEBODY: [&str; 26] = [
    "download",
    "opened",
    "viewed",
    "signed",
    "completed",
    "shared",
    "joined",
    "liked",
    "reacted",
    "reaction",
    "ended",
    "closed",
    "released",
    "needs",
    "invited",
    "booked",
    "scheduled",
    "declined",
    "message",
    "ダウンロード",
    "署名",
    "閲覧",
    "開封",
    "参加",
    "予約",
    "メッセージ",
];

/// Do these words tell that somebody did something?
pub(super) fn tells_of_an_act(line: &str) -> bool {
    let line = line.to_lowercase();
    OF_THE_JOB.iter().chain(&DONE_BY_SOMEBODY).any(|word| line.contains(word))
}

/// Is a mail with this subject known to be harmless?
pub(super) fn is_harmless(subject: &str) -> bool {
    let subject = subject.to_lowercase();
    let Some(word) = HARMLESS.iter().find(|word| subject.contains(*word)) else { return false };
    let rest = subject.replace(word, " ");
    !OF_THE_JOB.iter().any(|word| rest.contains(word))
}
