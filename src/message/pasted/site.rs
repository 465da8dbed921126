//! What sites print around a thread and what tells nothing of anybody: menus, footers, boxes for typing. Whatever else stands
//! there is asked about.

use super::words::plain;

/// Whole lines of menus, headings and boxes.
const MENUS: &[&str] = &[
    "メニュー",
    "ホーム",
    "トップ",
    "マイページ",
    "ダッシュボード",
    "お知らせ",
    "通知",
    "メッセージ",
    "メッセージ一覧",
    "メッセージ詳細",
    "受信箱",
    "送信箱",
    "トークルーム",
    "やりとり",
    "やること",
    "やることリスト",
    "検索",
    "仕事を探す",
    "仕事検索",
    "仕事を依頼する",
    "仕事を登録する",
    "クラウドワークス",
    "クラウドワーカーを探す",
    "ワーカーを探す",
    "フリーランスを探す",
    "パートナーを探す",
    "ランサーズ",
    "ココナラ",
    "coconala",
    "skima",
    "lancers",
    "crowdworks",
    "サービスを探す",
    "サービスを出品する",
    "出品する",
    "出品サービス",
    "カテゴリ",
    "カテゴリから探す",
    "お仕事を探す",
    "取引中",
    "契約中",
    "作業中",
    "進行中",
    "業務中",
    "提供中",
    "お気に入り",
    "気になる",
    "フォロー",
    "使い方",
    "ご利用ガイド",
    "はじめての方へ",
    "プロフィール",
    "プロフィール編集",
    "設定",
    "アカウント設定",
    "ログイン",
    "ログアウト",
    "会員登録",
    "新規登録",
    "提案・契約管理",
    "契約管理",
    "契約一覧",
    "契約詳細",
    "マイルストーン一覧",
    "報酬管理",
    "報酬",
    "評価",
    "評価・感想",
    "仕事管理",
    "取引管理",
    "購入管理",
    "ブログ",
    "ポートフォリオ",
    "戻る",
    "一覧に戻る",
    "閉じる",
    "ページの先頭へ",
    "ページトップへ",
    "トップへ戻る",
    "メインコンテンツへスキップ",
    "本文へスキップ",
    "ファイルを選ぶ",
    "選択されていません",
    "利用できるファイル形式",
    "home",
    "menu",
    "search",
    "messages",
    "inbox",
    "notifications",
    "settings",
    "profile",
    "my profile",
    "dashboard",
    "find work",
    "find talent",
    "find freelancers",
    "my jobs",
    "my projects",
    "jobs",
    "orders",
    "manage work",
    "manage finances",
    "deliver work",
    "reports",
    "categories",
    "explore",
    "log in",
    "log out",
    "sign in",
    "sign out",
    "sign up",
    "back",
    "close",
    "skip to content",
    "skip to main content",
    "attach files",
    "attach file",
    "add files",
    "emoji",
    "upwork",
    "fiverr",
    "freelancer",
    "peopleperhour",
];

/// Whole lines of footers.
const FEET: &[&str] = &[
    "会社概要",
    "運営会社",
    "会社情報",
    "企業情報",
    "採用情報",
    "利用規約",
    "サイト規約",
    "プライバシーポリシー",
    "個人情報保護方針",
    "個人情報の取り扱い",
    "情報セキュリティ基本方針",
    "特定商取引法",
    "特定商取引法に基づく表記",
    "特定商取引法に基づく表示",
    "特定商取引法の表記",
    "資金決済法に基づく表示",
    "ガイドライン",
    "サイトマップ",
    "ヘルプ",
    "ヘルプセンター",
    "よくある質問",
    "よくあるご質問",
    "お問い合わせ",
    "お問合せ",
    "プレスリリース",
    "ニュース",
    "広告掲載",
    "公式ブログ",
    "公式x",
    "公式twitter",
    "アプリをダウンロード",
    "iosアプリ",
    "androidアプリ",
    "日本語",
    "about",
    "about us",
    "help",
    "help & support",
    "help center",
    "support",
    "contact",
    "contact us",
    "terms",
    "terms of service",
    "terms of use",
    "terms and conditions",
    "user agreement",
    "privacy",
    "privacy policy",
    "privacy center",
    "cookie policy",
    "cookie settings",
    "cookies",
    "accessibility",
    "ca notice at collection",
    "careers",
    "press",
    "press & news",
    "blog",
    "community",
    "trust & safety",
    "trust, safety & security",
    "investor relations",
    "sitemap",
    "faq",
    "english",
    "deutsch",
    "français",
    "español",
    "impressum",
    "agb",
    "datenschutz",
    "facebook",
    "twitter",
    "linkedin",
    "instagram",
    "youtube",
    "tiktok",
    "app store",
    "google play",
];

/// Does a line stand in a menu or a footer, and tell nothing of anybody?
pub(super) fn is_of_site(text: &str) -> bool {
    let plain = plain(text);
    let text = plain.trim_end_matches(['…', '.', ':', '：', '▼', '▾', '∨', '>', '›', '＞', ' ']);
    let counts = || text.chars().all(|c| c.is_numeric() || ",+()（）".contains(c));
    let several = || {
        // `契約詳細 | メッセージ | マイルストーン一覧`
        let parts =
            text.split(['|', '｜', '/', '·', '・', '>', '\u{3000}']).flat_map(|part| part.split("  "));
        let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
        parts.clone().count() > 1 && parts.all(|part| MENUS.contains(&part) || FEET.contains(&part))
    };
    text.is_empty()
        || is_box(text)
        || MENUS.contains(&text)
        || is_foot(text)
        || counts()
        || several()
        || is_id(text)
}

/// Boxes for typing, below the last message.
const BOXES: &[&str] = &[
    "メッセージを入力",
    "メッセージを入力してください",
    "メッセージを送る",
    "メッセージを送信する",
    "メッセージを投稿する",
    "ここにメッセージ内容を入力",
    "ファイルを選択",
    "ファイルを添付",
    "ファイル添付",
    "送信する",
    "send message",
    "send a message",
    "type a message",
    "type your message here",
    "write a message",
    "press enter to send",
    "rich text",
    "use quick response",
];

/// Does a line stand at the box for typing?
pub(super) fn is_box(text: &str) -> bool {
    let plain = plain(text);
    let text = plain.trim_end_matches(['…', '.', '：', ':', ' ']);
    BOXES.contains(&text)
        || text.starts_with("message #")
        || text.ends_with("へのメッセージ")
        || text.starts_with("shift + enter")
}

/// Does a line stand in a footer?
pub(super) fn is_foot(text: &str) -> bool {
    let plain = plain(text);
    FEET.contains(&plain.as_str()) || is_rights(&plain)
}

/// `© 2026 …`: who made the site.
pub(super) fn is_rights(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    ["©", "(c) 20", "（c）20", "copyright", "all rights reserved"].iter().any(|mark| text.starts_with(mark))
}

/// `契約ID：12345678`: numbers by which a site knows what stands on the page.
fn is_id(text: &str) -> bool {
    const LABELS: [&str; 7] = ["契約id", "仕事id", "依頼id", "取引id", "注文番号", "order #", "order id"];
    let rest = LABELS.iter().find_map(|label| text.strip_prefix(label));
    rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_alphanumeric() || "：: #-".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_what_sites_print_tells_nothing_of_anybody() {
        for text in [
            "利用規約",
            "© 2026 LANCERS,INC.",
            "Copyright 2026",
            "3",
            "メッセージを入力",
            "契約詳細 | メッセージ | マイルストーン一覧",
            "契約ID：12345678",
            "Help & Support",
            "カテゴリから探す ＞",
        ] {
            assert!(is_of_site(text), "{text}");
        }
        for text in [
            "検収OK",
            "11/20",
            "支払い確定",
            "評価 ★★★★★",
            "Completed",
            "契約詳細 | 検収済み",
            "港町オーディオ",
            "注文番号：キャンセル済み",
            "❤️",
        ] {
            assert!(!is_of_site(text), "{text}");
        }
    }
}
