//! The items of a memo and the names that people give them.

use super::plain::fold_name;
use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! items {
    ($($(#[$doc:meta])* $item:ident $key:literal $shape:ident: $($name:literal),+;)+) => {
        /// What one line of the memo tells about the case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Item { $($(#[$doc])* $item),+ }

        impl Item {
            /// All items.
            pub const ALL: &[Item] = &[$(Item::$item),+];

            /// The key of its `case` fact.
            pub fn key(self) -> &'static str {
                match self { $(Item::$item => $key),+ }
            }

            pub(super) fn shape(self) -> Shape {
                match self { $(Item::$item => Shape::$shape),+ }
            }

            fn names(self) -> &'static [&'static str] {
                match self { $(Item::$item => &[$($name),+]),+ }
            }
        }
    };
}

/// How a value is read beyond its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Date,
    Fee,
    Zone,
    /// Something that can be measured in a file.
    Measure,
}

items! {
    /// The client, as the platform shows it.
    ClientName "client-name" Text: "クライアント名", "クライアント", "依頼者", "依頼者名", "発注者", "発注者名",
        "委託者", "委託者名", "client name", "client's name", "client", "customer", "buyer";
    /// The worker's own name there.
    OwnName "own-name" Text: "自分の表示名", "自分の名前", "表示名", "受注者", "受注者名", "受託者", "受託者名",
        "my display name", "my name", "own name", "own display name", "display name", "worker", "worker name";
    /// The platform.
    Platform "platform" Text: "プラットフォーム", "プラットフォーム名", "サイト", "サイト名", "サービス", "platform", "site", "service";
    /// The contract's number there.
    ContractId "contract-id" Text: "契約ID", "契約番号", "案件ID", "案件番号", "仕事ID", "注文番号", "取引番号", "トークルーム番号",
        "contract id", "contract number", "contract no", "contract", "order id", "order number", "job id";
    /// Address of the contract's page.
    ContractLink "contract-link" Text: "契約リンク", "契約のリンク", "契約URL", "契約ページ", "案件URL", "案件ページ",
        "contract link", "contract url", "contract page", "order link", "job link";
    /// Title of the job.
    Title "title" Text: "題名", "案件名", "件名", "タイトル", "仕事名", "業務名", "title", "job title", "job", "project";
    /// The fee as agreed.
    Fee "fee" Fee: "報酬", "報酬額", "料金", "金額", "契約金額", "価格", "ギャラ", "fee", "price", "amount", "payment amount";
    /// Is tax in it?
    Tax "tax" Text: "税", "消費税", "税区分", "税込税別", "tax", "sales tax", "vat";
    /// When the client paid into escrow.
    EscrowDate "escrow-date" Date: "仮払い日", "仮払日", "仮払い", "仮払い日時", "仮払い完了日", "エスクロー", "エスクロー日",
        "escrow date", "escrow", "escrowed", "funded", "funded on";
    /// The day on which the work was commissioned.
    Commissioned "commissioned" Date: "委託日", "業務委託日", "業務委託をした日", "依頼日", "契約日", "発注日",
        "commissioned", "commissioned on", "contract date", "order date", "date of commission";
    /// The deadline of the delivery.
    Deadline "deadline" Date: "納期", "納品期限", "締切", "締め切り", "〆切", "期日", "deadline", "due", "due date";
    /// What was to be delivered.
    Specification "specification" Text: "仕様", "納品仕様", "納品形式", "給付の内容", "業務内容", "依頼内容", "specification", "spec", "specs",
        "brief", "deliverables";
    /// Kind of file.
    Format "format" Measure: "ファイル形式", "音声形式", "形式", "format", "file format", "audio format";
    /// Hz.
    SampleRate "sample-rate" Measure: "サンプルレート", "サンプリングレート", "サンプリング周波数", "sample rate", "sampling rate";
    /// Bits.
    BitDepth "bit-depth" Measure: "ビット深度", "ビット数", "量子化ビット数", "bit depth";
    /// How many channels.
    Channels "channels" Measure: "チャンネル", "チャンネル数", "channels";
    /// Integrated loudness, with its tolerance.
    Lufs "lufs" Measure: "ラウドネス", "ラウドネス値", "loudness", "lufs", "integrated loudness";
    /// The highest true peak.
    TruePeakMax "true-peak-max" Measure: "トゥルーピーク", "トゥルーピーク上限", "true peak", "true peak max";
    /// The highest sample.
    PeakMax "peak-max" Measure: "ピーク", "ピーク上限", "peak", "peak max";
    /// Mean level.
    Rms "rms" Measure: "RMS", "平均レベル", "rms level";
    /// The highest noise floor.
    NoiseFloorMax "noise-floor-max" Measure: "ノイズフロア", "ノイズフロア上限", "noise floor", "noise floor max";
    /// A ready set of all these, by name: `acx`.
    Profile "profile" Measure: "規格", "プロファイル", "音声規格", "profile", "audio profile";
    /// How the recording may be used.
    Usage "usage" Text: "使用範囲", "利用範囲", "使用用途", "利用用途", "用途", "使用許諾", "利用許諾", "usage", "agreed usage", "licence",
        "license", "usage rights";
    /// How and until when the client inspects.
    InspectionTerms "inspection-terms" Text: "検収の条件", "検収条件", "検収期間", "検収の取り決め", "検収期限",
        "inspection terms", "inspection period", "acceptance terms", "inspection rule", "review period";
    /// What was agreed on changes.
    ChangeRule "change-rule" Text: "修正の取り決め", "修正回数", "修正の条件", "修正条件", "リテイクの取り決め", "リテイク回数",
        "rule for changes", "changes", "revisions", "revision rule", "revision terms", "retakes";
    /// The zone of the memo's dates.
    Zone "zone" Zone: "時間帯", "タイムゾーン", "時刻帯", "標準時", "zone", "time zone", "tz";
    /// Which number is the day in the dates of exports.
    DayOrder "day-order" Text: "日付の並び", "日付の順", "日付の順序", "day order", "date order";
    /// When the thread was copied from the screen.
    CopiedAt "copied-at" Date: "スレッドを写した日時", "スレッドをコピーした日時", "コピーした時刻", "写した日時", "スレッドのコピー日時", "コピー日時", "コピーした日時", "転記日時", "転記した日時",
        "thread copied at", "thread copied", "copied at", "copied on", "copy date", "thread copying time";
    /// What lines of a message file are, as the worker answered.
    ReadingAnswer "reading-answer" Text: "読み取りの回答", "読み取りの答え", "reading answer", "reading answers";
    /// The client's address.
    ClientAddress "client-address" Text: "クライアントの住所", "クライアント住所", "依頼者の住所", "発注者の住所", "発注者住所", "所在地", "住所",
        "client address", "client's address", "address of the client";
    /// The client's company number.
    CompanyNumber "company-number" Text: "法人番号", "会社番号", "company number", "corporate number", "client company number",
        "client's company number", "registration number";
    /// Is the client a business with employees?
    ClientEmployees "client-employees" Text: "クライアントの従業員", "発注者の従業員", "従業員", "従業員の有無", "従業員を使用する事業者",
        "client employees", "employees", "business client with employees";
    /// Has the client two or more officers?
    ClientOfficers "client-officers" Text: "クライアントの役員", "役員", "役員の数", "役員数", "client officers", "officers";
    /// The day on which the work was received.
    ReceiptDay "receipt-day" Date: "受領日", "給付の受領日", "受領期日", "day of receipt", "receipt day", "date of receipt", "received on";
    /// Where it was to be received.
    ReceiptPlace "receipt-place" Text: "受領場所", "納品場所", "納品先", "納品方法", "place of receipt", "place of delivery", "delivery method";
    /// The day by which it is inspected.
    InspectionDay "inspection-day" Date: "検収日", "検査完了日", "検査完了期日", "検査日", "検収完了日", "day of inspection", "inspection day",
        "inspection date", "date of inspection";
    /// When the fee is due.
    PaymentDue "payment-due" Text: "支払期日", "支払い期日", "支払期限", "支払い期限", "支払い予定日", "payment due",
        "due date of payment", "payment terms";
    /// How it is paid.
    PaymentMethod "payment-method" Text: "支払方法", "支払い方法", "payment method";
    /// Anything else worth keeping, on as many lines as it takes.
    Remarks "remarks" Text: "備考", "メモ", "注記", "remarks", "remark", "notes", "note";
    /// The invoice.
    Invoice "invoice" Text: "請求書", "請求書番号", "インボイス", "invoice", "invoice number";
}

impl Item {
    /// What only a contract on a site has.
    pub const OF_A_SITE: [Item; 3] = [Item::ContractId, Item::ContractLink, Item::EscrowDate];
}

/// `2026/11/20 9:12(thread.txt)`: what stands before the parentheses at the end, and the file in them.
pub(super) fn file_beside(value: &str) -> (&str, Option<&str>) {
    let Some(inner) = value.strip_suffix([')', '）']) else { return (value, None) };
    let mut depth = 1;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ')' | '）' => depth += 1,
            '(' | '（' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let file = inner[at + c.len_utf8()..].trim();
            // `(金)` is a weekday
            return if is_file(file) { (value[..at].trim_end(), Some(file)) } else { (value, None) };
        }
    }
    (value, None)
}

/// Is it the name of a file: with a dot, or one of a mailbox (`INBOX`, `Sent-2026`), and no zone and no day?
fn is_file(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = word.to_lowercase();
    let is_one_word = word.is_ascii() && word.len() >= 4 && !word.contains([' ', ':']);
    let is_named =
        lower == "mbox" || word.starts_with(|c: char| c.is_ascii_uppercase()) || word.contains(['_', '/']);
    let is_other = super::zone::named(word).is_some()
        || DAYS.contains(&lower.as_str())
        || !word.contains(char::is_alphabetic);
    word.contains('.') || is_one_word && is_named && !is_other
}

/// What a line is about, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Item(Item),
    Name,
    Outside,
    Event(super::event::EventKind, super::event::Actor),
    /// "Delivery" alone: a completion report, an attachment or a link are not the same thing.
    UnclearDelivery,
}

/// What the name of a line stands for.
pub(super) fn heading(name: &str) -> Option<Heading> {
    HEADINGS.get(&fold_name(name)).copied()
}

static HEADINGS: LazyLock<HashMap<String, Heading>> = LazyLock::new(|| {
    let items = Item::ALL.iter().flat_map(|item| item.names().iter().map(|n| (*n, Heading::Item(*item))));
    let events = super::event::NAMES
        .iter()
        .flat_map(|(kind, actor, names)| names.iter().map(|name| (*name, Heading::Event(*kind, *actor))));
    let others = [
        (Heading::Name, ["名前", "name"].as_slice()),
        (
            Heading::Outside,
            &[
                "サイト外連絡申請",
                "サイト外連絡の申請",
                "サイト外連絡",
                "外部連絡申請",
                "outside contact",
                "contact outside",
                "outside contact application",
                "off platform contact",
            ],
        ),
        (
            Heading::UnclearDelivery,
            &["納品", "納品日", "納品日時", "提出", "delivery", "delivered", "delivery date", "submitted"],
        ),
    ];
    let others = others.into_iter().flat_map(|(heading, names)| names.iter().map(move |n| (*n, heading)));
    items.chain(events).chain(others).map(|(name, heading)| (fold_name(name), heading)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_a_copy_date_names_its_file() {
        assert_eq!(file_beside("2026/11/20 9:12(a (2).txt)"), ("2026/11/20 9:12", Some("a (2).txt")));
        for file in ["INBOX", "Sent", "mbox", "slack/export"] {
            assert_eq!(file_beside(&format!("2026/11/20 9:12({file})")), ("2026/11/20 9:12", Some(file)));
        }
        for plain in ["(Friday)", "(Fri)", "(JST)", "(Asia/Tokyo)", "(本人の申告)", "(2026)"] {
            let plain = format!("2026/11/20 9:12{plain}");
            assert_eq!(file_beside(&plain), (plain.as_str(), None));
        }
        assert_eq!(file_beside("2026/11/20 9:12（スレッド.txt）"), ("2026/11/20 9:12", Some("スレッド.txt")));
        for plain in ["2026/11/20 9:12", "9:12 2026/11/20(金)", ")", "a)"] {
            assert_eq!(file_beside(plain), (plain, None));
        }
    }

    #[test]
    fn case_no_name_stands_for_two_things() {
        let items = Item::ALL.iter().flat_map(|item| item.names()).copied();
        let events = super::super::event::NAMES.iter().flat_map(|(_, _, names)| names.iter()).copied();
        let mut seen = HashMap::new();
        for name in items.chain(events) {
            assert_eq!(seen.insert(fold_name(name), name), None, "{name}");
        }
    }
}
