//! Names on channels, whose they are, and whether contact there was applied for.

use super::plain::fold_name;

/// A channel of messages: `line`, `mail`, `slack`; another one by its name in plain form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Channel(String);

impl Channel {
    /// Reads a channel's name. `None` if no letter or digit is in it.
    pub fn named(name: &str) -> Option<Self> {
        let folded = fold_name(name);
        let id = match folded.as_str() {
            "" => return None,
            "ライン" | "公式line" => "line",
            "メール" | "eメール" | "email" | "電子メール" => "mail",
            "スラック" => "slack",
            "ディスコード" => "discord",
            "チャットワーク" => "chatwork",
            "ツイッター" | "twitter" => "x",
            "クラウドワークス" => "crowdworks",
            "ランサーズ" => "lancers",
            "ココナラ" => "coconala",
            other => other,
        };
        Some(Self(id.to_owned()))
    }

    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whose a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Worker,
    Client,
    Other,
    System,
    Unknown,
}

impl Role {
    /// The word in facts.
    pub fn word(self) -> &'static str {
        match self {
            Role::Worker => "worker",
            Role::Client => "client",
            Role::Other => "other",
            Role::System => "system",
            Role::Unknown => "unknown",
        }
    }

    /// The role of a fact's word; what is none of them is unknown.
    pub fn of_word(word: &str) -> Self {
        let all = [Role::Worker, Role::Client, Role::Other, Role::System];
        all.into_iter().find(|role| role.word() == word).unwrap_or(Role::Unknown)
    }

    /// Reads a role by the names that memos take for it.
    pub fn named(name: &str) -> Option<Self> {
        match fold_name(name).as_str() {
            "自分" | "本人" | "私" | "わたし" | "受注者" | "me" | "myself" | "worker" | "self" => {
                Some(Role::Worker)
            }
            "クライアント"
            | "クライアント様"
            | "依頼者"
            | "発注者"
            | "相手"
            | "client"
            | "customer"
            | "buyer" => Some(Role::Client),
            "その他" | "ほか" | "第三者" | "other" | "someoneelse" => Some(Role::Other),
            "システム" | "事務局" | "運営" | "system" | "platform" => Some(Role::System),
            "不明" | "unknown" => Some(Role::Unknown),
            _ => None,
        }
    }
}

/// A name on a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Line of the memo.
    pub line: u32,
    /// The channel; none where the name is the same everywhere.
    pub channel: Option<Channel>,
    /// The name as shown there.
    pub name: String,
    /// Whose it is.
    pub role: Role,
}

/// `港町 太郎 = クライアント`: the name and its role, the role `None` where it is not said.
pub(super) fn name_and_role(value: &str) -> (&str, Option<Role>) {
    let signs = ['=', '＝', '→', '⇒'];
    let Some((before, after)) = value.rsplit_once(signs) else { return (value, None) };
    let (before, after) = (before.trim_end_matches(signs).trim(), after.trim());
    match (Role::named(before), Role::named(after)) {
        (_, Some(role)) if !before.is_empty() => (before, Some(role)),
        (Some(role), None) if !after.is_empty() => (after, Some(role)),
        _ => (value, None),
    }
}

/// Contact outside the platform: was it applied for?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// 承認
    Approved,
    /// 未申請
    NotApplied,
    /// 不明, and everything that is not one of the other two.
    Unknown,
}

impl Permission {
    pub(super) fn named(value: &str) -> Option<Self> {
        match fold_name(value).as_str() {
            "承認" | "承認済" | "承認済み" | "approved" => Some(Permission::Approved),
            "未申請" | "申請なし" | "申請していない" | "notapplied" | "notappliedfor" => {
                Some(Permission::NotApplied)
            }
            "不明" | "わからない" | "分からない" | "unknown" | "notknown" => {
                Some(Permission::Unknown)
            }
            _ => None,
        }
    }
}

/// What the memo says of contact on a channel outside the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Line of the memo.
    pub line: u32,
    /// The channel.
    pub channel: Channel,
    /// Was it applied for?
    pub permission: Permission,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_names_and_whose_they_are() {
        assert_eq!(name_and_role("港町 太郎 = クライアント"), ("港町 太郎", Some(Role::Client)));
        assert_eq!(name_and_role("むぎ＝自分"), ("むぎ", Some(Role::Worker)));
        assert_eq!(name_and_role("a=b = me"), ("a=b", Some(Role::Worker)));
        assert_eq!(name_and_role("クライアント = 港町"), ("港町", Some(Role::Client)));
        assert_eq!(name_and_role("むぎ"), ("むぎ", None));
        assert_eq!(name_and_role("= 自分"), ("= 自分", None));
        assert_eq!(Channel::named("ＬＩＮＥ"), Channel::named("ライン"));
        assert_eq!(Channel::named("○○"), None);
    }
}
