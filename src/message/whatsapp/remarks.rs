//! Remarks that WhatsApp itself puts into an export, in English, German, Spanish, Portuguese, French, Italian and Japanese.
//! Where they were looked up: docs/messages.md. One that is not known stays a text of its sender.

use super::calls::{CALLS, is_call, is_length};
use super::marks::MARKS;
use crate::message::Kind;

/// A body, taken apart.
pub(super) struct Said<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) attachment: Option<&'a str>,
    pub(super) edited: bool,
}

/// What stands behind the name of a file that was attached.
const ATTACHED: &[&str] = &[
    "(file attached)",
    "(Datei angehängt)",
    "(archivo adjunto)",
    "(arquivo anexado)",
    "(ficheiro anexado)",
    "(添付ファイル)",
    "(ファイル添付)",
    "(fichier joint)",
    "(file allegato)",
];

const DELETED: &[&str] = &[
    "This message was deleted",
    "You deleted this message",
    "Diese Nachricht wurde gelöscht",
    "Du hast diese Nachricht gelöscht",
    "Se eliminó este mensaje",
    "Este mensaje fue eliminado",
    "Eliminaste este mensaje",
    "Mensagem apagada",
    "Essa mensagem foi apagada",
    "Esta mensagem foi apagada",
    "Você apagou esta mensagem",
    "Apagou esta mensagem",
    "Ce message a été supprimé",
    "Vous avez supprimé ce message",
    "Questo messaggio è stato eliminato",
    "Hai eliminato questo messaggio",
    "このメッセージは削除されました",
    "このメッセージを削除しました",
    "あなたはこのメッセージを削除しました",
];

const EDITED: &[&str] = &[
    "<This message was edited>",
    "<Diese Nachricht wurde bearbeitet.>",
    "<Diese Nachricht wurde bearbeitet>",
    "<Se editó este mensaje.>",
    "<Se editó este mensaje>",
    "<Mensagem editada>",
    "<Essa mensagem foi editada>",
    "<Esta mensagem foi editada>",
    "<Ce message a été modifié>",
    "<Questo messaggio è stato modificato>",
    "<このメッセージは編集されました>",
];

/// Remarks in the place of media that were left out of the export, in lower case.
const OMITTED: &[(Kind, &[&str])] = &[
    (
        Kind::Image,
        &[
            "image omitted",
            "gif omitted",
            "bild weggelassen",
            "gif weggelassen",
            "imagen omitida",
            "gif omitido",
            "imagem ocultada",
            "gif omitida",
            "imagem não revelada",
            "gif não revelada",
            "image absente",
            "gif absent",
            "gif retiré",
            "immagine omessa",
            "gif esclusa",
            "画像は含まれていません",
            "画像は省略されました",
            "gifは省略されました",
        ],
    ),
    (
        Kind::Video,
        &[
            "video omitted",
            "video weggelassen",
            "video omitido",
            "vídeo omitido",
            "vídeo ocultado",
            "vídeo não revelado",
            "vidéo absente",
            "video omesso",
            "動画は含まれていません",
            "動画は省略されました",
        ],
    ),
    (
        Kind::Voice,
        &[
            "audio omitted",
            "audio weggelassen",
            "audio omitido",
            "áudio ocultado",
            "ficheiro de áudio não revelado",
            "audio omis",
            "audio omesso",
            "音声は含まれていません",
            "音声メッセージは省略されました",
        ],
    ),
    (
        Kind::Sticker,
        &[
            "sticker omitted",
            "sticker weggelassen",
            "sticker omitido",
            "figurinha omitida",
            "sticker não revelado",
            "sticker omis",
            "sticker non incluso",
            "sticker omesso",
            "スタンプは含まれていません",
            "スタンプは省略されました",
        ],
    ),
    (
        Kind::Contact,
        &[
            "contact card omitted",
            "kontaktkarte ausgelassen",
            "kontaktkarte weggelassen",
            "tarjeta de contacto omitida",
            "cartão do contato omitido",
            "contacto não revelado",
            "fiche contact manquante",
            "scheda contatto omessa",
            "連絡先カードは省略されました",
        ],
    ),
    (
        Kind::File,
        &[
            "document omitted",
            "dokument weggelassen",
            "documento omitido",
            "documento não revelado",
            "document manquant",
            "documento omesso",
            "文書は省略されました",
            "<media omitted>",
            "<medien ausgeschlossen>",
            "<multimedia omitido>",
            "<mídia oculta>",
            "<mídia omitida>",
            "<arquivo de mídia oculto>",
            "<ficheiro não revelado>",
            "<médias omis>",
            "<media omessi>",
            "<メディアは含まれていません>",
            "<メディアなし>",
            "<メディア非表示>",
        ],
    ),
];

/// The notice on encryption at the beginning of every chat, in lower case.
const ENCRYPTED: &[&str] = &[
    "end-to-end",
    "ende-zu-ende",
    "extremo a extremo",
    "ponta a ponta",
    "ponto a ponto",
    "bout en bout",
    "エンドツーエンド",
];

/// A remark that is not known, in angle brackets behind a text: only a mark of editing stands there. WhatsApp puts a mark of
/// direction before it, which nobody types.
fn before_remark(text: &str) -> Option<&str> {
    let (before, remark) = text.trim_end().strip_suffix('>')?.rsplit_once('<')?;
    let marked = before.strip_suffix(['\u{200E}', '\u{200F}'])?;
    let text = marked.trim_end_matches(|c: char| MARKS.contains(&c) || c == ' ');
    (!text.is_empty() && !remark.contains(['\n', '>'])).then_some(text)
}

/// The same without the mark of direction, as Android writes it: it may have been typed, and stays with the text.
fn ends_in_remark(text: &str) -> bool {
    let inside = text.trim_end().strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    inside.is_some_and(|(before, remark)| {
        !before.trim().is_empty()
            && remark.contains(char::is_alphabetic)
            && (remark.contains(' ') || !remark.is_ascii()) // not "<b>"
            && !remark.contains(['\n', '>', '@', '/', '='])
    })
}

/// Did anybody vote in a poll that a message is, or say that they come? `OPTION: yes (2 votes)`, `Going: 1`
pub(super) fn has_votes(text: &str) -> bool {
    const WORDS: [&str; 8] = ["vote", "stimme", "voto", "voix", "voti", "votos", "票", "人)"];
    let plain = text.replace(MARKS, "");
    let option = |line: &str| {
        let (_, inside) = line.trim_end().strip_suffix(')').and_then(|line| line.rsplit_once('('))?;
        let lower = inside.to_lowercase();
        let votes = WORDS.iter().any(|word| lower.contains(word.trim_end_matches(')')));
        Some(votes && inside.contains(|c: char| c.is_ascii_digit() && c != '0'))
    };
    // a line of a remark that ends in a number: how many come, in whatever language
    let head = plain.lines().next().unwrap_or_default().trim_end();
    let remark = text.lines().skip(1).any(|line| line.starts_with(MARKS))
        || ["EVENT:", "POLL:", "イベント:", "アンケート:"].iter().any(|begin| head.starts_with(begin));
    let counted = |line: &str| {
        let number = line.trim_end().rsplit_once([':', '：']).map(|(_, number)| number.trim());
        number.and_then(|number| number.parse::<u32>().ok()).is_some_and(|number| number > 0)
    };
    let lines = || plain.lines().skip(1);
    remark && lines().any(counted)
        || plain.lines().count() > 2 && lines().filter_map(option).any(|voted| voted)
}

/// Does the service tell something of itself?
pub(super) fn is_of_service(text: &str) -> bool {
    let lower = text.to_lowercase();
    ENCRYPTED.iter().any(|words| lower.contains(words))
}

/// Does the service tell that the keys of somebody's device changed?
pub(super) fn is_of_device(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "security code",
        "sicherheitsnummer",
        "sicherheitscode",
        "código de seguridad",
        "código de segurança",
        "code de sécurité",
        "codice di sicurezza",
        "beveiligingscode",
        "セキュリティコード",
    ];
    let lower = text.to_lowercase();
    WORDS.iter().any(|words| lower.contains(words))
}

pub(super) fn said(body: &str) -> Said<'_> {
    let remark = body.starts_with(MARKS);
    let bare = body.trim_matches(MARKS).trim();
    let mut said =
        Said { kind: Kind::Text, text: body.trim_start_matches(MARKS), attachment: None, edited: false };
    if let Some(text) = EDITED.iter().find_map(|mark| said.text.trim_end().strip_suffix(mark)) {
        said.text = text.trim_end_matches(|c: char| MARKS.contains(&c) || c == ' ');
        said.edited = true;
        return said;
    }
    if let Some(text) = before_remark(said.text) {
        (said.text, said.edited) = (text, true);
        return said;
    }
    if ends_in_remark(said.text) {
        said.edited = true;
        return said;
    }
    const LONGEST_REMARK: usize = 400;
    if bare.len() > LONGEST_REMARK || bare.contains('\n') && !remark {
        return said;
    }
    let inside = bare.strip_prefix('<').and_then(|b| b.strip_suffix('>')).and_then(|b| b.split_once(": "));
    let attached = inside.map(|(_, name)| name).filter(|name| remark && name.contains('.')).or_else(|| {
        let name = ATTACHED.iter().find_map(|mark| bare.strip_suffix(mark))?;
        Some(name.trim_end())
    });
    let sentence = bare.trim_end_matches(['.', '。']);
    said.kind = match () {
        () if attached.is_some() => kind_of(attached.unwrap_or_default()),
        () if DELETED.contains(&sentence) => Kind::Unsent,
        () if CALLS.iter().any(|call| sentence.starts_with(call)) => Kind::Call,
        // "Voice call, 5 min"; without a mark of direction only with a length
        () if is_call(sentence) && (remark || sentence.contains(|c: char| c.is_ascii_digit())) => Kind::Call,
        // in any language, with a mark that nobody types
        () if remark && is_length(bare) => Kind::Call,
        () => {
            let lower = bare.to_lowercase();
            let omitted = OMITTED.iter().find(|(_, marks)| marks.contains(&lower.as_str()));
            match omitted {
                Some((kind, _)) if remark || lower.starts_with('<') => *kind,
                // a remark of the service, put under somebody's name
                _ if remark && is_of_service(bare) => Kind::System,
                _ => Kind::Text,
            }
        }
    };
    said.attachment = attached;
    said
}

fn kind_of(name: &str) -> Kind {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "heic" => Kind::Image,
        "webp" => Kind::Sticker,
        "mp4" | "mov" | "3gp" => Kind::Video,
        "opus" | "ogg" | "m4a" | "mp3" | "aac" => Kind::Voice,
        "vcf" => Kind::Contact,
        _ => Kind::File,
    }
}
