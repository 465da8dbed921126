//! Words by which notices are known: of whom they come, and what they say that somebody did.

/// Domains of services through which people act, beside those: files, signatures, payments, meetings.
pub(super) const OF_ACTS: [&str; 26] = [
    "paypal.com",
    "docusign.net",
    "docusign.com",
    "adobesign.com",
    "echosign.com",
    "cloudsign.jp",
    "wetransfer.com",
    "gigafile.nu",
    "firestorage.jp",
    "dropbox.com",
    "dropboxmail.com",
    "box.com",
    "docs.google.com",
    "zoom.us",
    "zoom.com",
    "calendly.com",
    "timerex.net",
    "stripe.com",
    "wise.com",
    "payoneer.com",
    "notion.so",
    "trello.com",
    "asana.com",
    "github.com",
    "figma.com",
    "bizseek.jp",
];
/// Parts of an address of a service to which one could answer.
pub(super) const OF_A_SERVICE: [&str; 6] = ["service", "notice", "alert", "automated", "robot", "system"];
/// Domains of services that pass messages on: those of the platforms of `src/platform/data`, and of the channels that hikae
/// reads exports of.
pub(super) const SERVICES: [&str; 13] = [
    "crowdworks.jp",
    "lancers.jp",
    "coconala.com",
    "skima.jp",
    "fiverr.com",
    "upwork.com",
    "chatwork.com",
    "slack.com",
    "discord.com",
    "discordapp.com",
    "telegram.org",
    "line.me",
    "whatsapp.com",
];
/// Parts of an address to which nobody can answer.
pub(super) const NO_REPLY: [&str; 5] = ["noreply", "donotreply", "notification", "notify", "mailer"];
/// Behind a name, in Japanese: 「…さんからメッセージが届きました」, 「…様より」, 「…さんが返信しました」.
pub(super) const HONORIFICS: [&str; 4] = ["さん", "様", "さま", "氏"];
pub(super) const PARTICLES: [&str; 3] = ["から", "より", "が"];
/// Words that stand where a name would, and mean the reader or nobody.
pub(super) const NOBODY: [&str; 5] = ["you", "we", "it", "あなた", "皆"];
/// Words that stand where a name would, and mean somebody.
pub(super) const SOMEBODY: [&str; 14] = [
    "クライアント",
    "発注者",
    "依頼者",
    "購入者",
    "出品者",
    "お客",
    "ご依頼者",
    "ご購入者",
    "ユーザー",
    "取引相手",
    "相手",
    "the client",
    "the buyer",
    "your client",
];
/// Before a name, in English.
pub(super) const BEFORE: [&str; 8] = [
    "message from ",
    "messages from ",
    "reply from ",
    "response from ",
    "comment from ",
    "notification from ",
    "request from ",
    "feedback from ",
];
/// Behind a name, in English.
pub(super) const BEHIND: [&str; 17] = [
    " sent you ",
    " has sent you ",
    " sent a message",
    " messaged you",
    " has messaged you",
    " replied",
    " has replied",
    " responded",
    " commented",
    " left a comment",
    " left you ",
    " mentioned you",
    " requested ",
    " has requested ",
    " accepted ",
    " approved ",
    " is waiting for ",
];
/// Before a colon and a name.
pub(super) const LABELS: [&str; 9] =
    ["送信者", "差出人", "発信者", "送信元", "投稿者", "Sender", "From", "Sent by", "Client"];
/// What somebody did, where no name stands.
pub(super) const DONE: [&str; 18] = [
    "メッセージが届",
    "メッセージを受信",
    "メッセージがあります",
    "返信が届",
    "コメントが届",
    "検収が完了",
    "検収されました",
    "承認されました",
    "差し戻されました",
    "差戻しされました",
    "修正依頼が",
    "修正の依頼が",
    "リクエストが届",
    "new message",
    "received a message",
    "requested a revision",
    "has been accepted",
    "has been approved",
];
/// Between the name and that of the service, in the name that the sender shows.
pub(super) const BY_WAY_OF: [&str; 3] = [" (via ", "（via ", " via "];
/// Where a name begins or ends in a line.
pub(super) const EDGES: [char; 20] = [
    ',', '】', '］', ']', '。', '、', '，', '：', ':', '|', '｜', '!', '！', '」', '』', '>', '・', '\t',
    '(', '（',
];
