//! The fee: an amount only where the whole text is one.

use super::plain::{Cursor, Plain};
use crate::format::fact::Decimal;

/// An amount of money as the memo states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// In the unit of the currency: `22000`, `150.50`.
    pub amount: Decimal,
    /// ISO 4217: `JPY`.
    pub currency: &'static str,
    /// Whether tax is in it.
    pub tax: Tax,
}

/// Whether tax is in an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tax {
    /// 税込
    Included,
    /// 税別
    Excluded,
    /// Nothing is said.
    Unstated,
}

const CURRENCIES: &[(&str, &str)] = &[
    // a bare "$" is the dollar of many countries; in Shift_JIS the yen sign is the backslash
    ("円", "JPY"),
    ("¥", "JPY"),
    ("\\", "JPY"),
    ("jpy", "JPY"),
    ("yen", "JPY"),
    ("usd", "USD"),
    ("us$", "USD"),
    ("us dollars", "USD"),
    ("米ドル", "USD"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("ユーロ", "EUR"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("ポンド", "GBP"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
];

const TAXES: &[(&str, Tax)] = &[
    ("税込み", Tax::Included),
    ("税込", Tax::Included),
    ("消費税込み", Tax::Included),
    ("消費税込", Tax::Included),
    ("内税", Tax::Included),
    ("tax included", Tax::Included),
    ("including tax", Tax::Included),
    ("incl. tax", Tax::Included),
    ("incl tax", Tax::Included),
    ("tax incl.", Tax::Included),
    ("with tax", Tax::Included),
    ("税別", Tax::Excluded),
    ("税抜き", Tax::Excluded),
    ("税抜", Tax::Excluded),
    ("外税", Tax::Excluded),
    ("+税", Tax::Excluded),
    ("+消費税", Tax::Excluded),
    ("tax excluded", Tax::Excluded),
    ("excluding tax", Tax::Excluded),
    ("excl. tax", Tax::Excluded),
    ("excl tax", Tax::Excluded),
    ("tax excl.", Tax::Excluded),
    ("plus tax", Tax::Excluded),
    ("+ tax", Tax::Excluded),
    ("+tax", Tax::Excluded),
];

impl Money {
    /// Reads `22,000円(税込)`, `２２，０００円`, `¥22000 税別`, `2万2千円`, `USD 150`. A rate, a range or an
    /// amount without a currency is not read.
    pub fn read(text: &str) -> Option<Self> {
        let plain = Plain::new(text.trim());
        let c = &mut Cursor::new(plain.chars(), 0);
        let front_tax = tax(c);
        let front = c.first(CURRENCIES);
        c.spaces();
        let amount = amount(c)?;
        c.spaces();
        let back = c.first(CURRENCIES);
        let currency = match (front, back) {
            (Some(one), None) | (None, Some(one)) => one,
            (Some(one), Some(other)) if one == other => one,
            _ => return None,
        };
        c.one_of("也-"); // closes an amount, as on receipts
        let tax = match (front_tax, tax(c)) {
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Tax::Unstated,
            (Some(_), Some(_)) => return None,
        };
        c.spaces();
        c.peek().is_none().then_some(())?;
        Some(Self { amount, currency, tax })
    }
}

/// What a text says of tax, if it says only that.
pub(super) fn tax_alone(text: &str) -> Tax {
    let plain = Plain::new(text.trim());
    let c = &mut Cursor::new(plain.chars(), 0);
    tax(c).filter(|_| c.peek().is_none()).unwrap_or(Tax::Unstated)
}

fn tax(c: &mut Cursor) -> Option<Tax> {
    let mut here = c.clone();
    here.spaces();
    here.one_of(",、");
    here.spaces();
    let open = here.one_of("([").is_some();
    here.spaces();
    let tax = here.first(TAXES)?;
    here.spaces();
    if open {
        here.one_of(")]")?;
    }
    here.spaces();
    *c = here;
    Some(tax)
}

fn amount(c: &mut Cursor) -> Option<Decimal> {
    let (whole, fraction) = number(c)?;
    if let Some(unit) = unit(c) {
        return counted(c, whole, fraction.as_deref(), unit);
    }
    let text = fraction.map_or(whole.to_string(), |f| format!("{whole}.{f}"));
    Decimal::try_from(text).ok()
}

/// `2万2千`, `2.2万`, `22千`
fn counted(c: &mut Cursor, whole: u64, fraction: Option<&str>, unit: u64) -> Option<Decimal> {
    let mut total = whole.checked_mul(unit)?;
    if let Some(fraction) = fraction {
        let places = u32::try_from(fraction.len()).ok()?;
        let parts = fraction.parse::<u64>().ok()?.checked_mul(unit)?;
        let scale = 10_u64.checked_pow(places)?;
        total = total.checked_add(if parts % scale == 0 { parts / scale } else { return None })?;
    }
    let mut below = unit;
    while let Some((more, None)) = number(c) {
        let unit = unit_or_one(c);
        let part = more.checked_mul(unit).filter(|part| unit < below && *part < below)?;
        total = total.checked_add(part)?;
        below = unit;
    }
    Decimal::try_from(total.to_string()).ok()
}

fn unit(c: &mut Cursor) -> Option<u64> {
    c.first(&[("万", 10_000), ("千", 1_000)])
}

fn unit_or_one(c: &mut Cursor) -> u64 {
    unit(c).unwrap_or(1)
}

/// Digits with or without commas between thousands, and a fraction. Zeros in front are not an amount.
fn number(c: &mut Cursor) -> Option<(u64, Option<String>)> {
    let group = digit_run(c)?;
    let grouped = c.peek() == Some(',');
    if grouped && group.len() > 3 || group.len() > 1 && group.starts_with('0') {
        return None;
    }
    let mut digits = group;
    while grouped && c.one_of(",").is_some() {
        let group = digit_run(c).filter(|group| group.len() == 3)?;
        digits.push_str(&group);
    }
    let fraction = if c.one_of(".").is_some() { Some(digit_run(c)?) } else { None };
    Some((digits.parse().ok()?, fraction))
}

fn digit_run(c: &mut Cursor) -> Option<String> {
    let mut run = String::new();
    while let Some(digit) = c.one_of("0123456789") {
        run.push(digit);
    }
    (!run.is_empty()).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, &'static str, Tax)> {
        Money::read(text).map(|m| (m.amount.as_str().to_owned(), m.currency, m.tax))
    }

    #[test]
    fn case_fees_as_people_write_them() {
        use Tax::*;
        for (text, amount, currency, tax) in [
            ("22,000円(税込)", "22000", "JPY", Included),
            ("２２，０００円", "22000", "JPY", Unstated),
            ("22,000円（税込み）", "22000", "JPY", Included),
            ("¥22000 税別", "22000", "JPY", Excluded),
            ("￥22,000", "22000", "JPY", Unstated),
            ("\\22,000", "22000", "JPY", Unstated),
            ("税込22,000円", "22000", "JPY", Included),
            ("¥22,000-（税込）", "22000", "JPY", Included),
            ("2万2千円", "22000", "JPY", Unstated),
            ("2万2,000円", "22000", "JPY", Unstated),
            ("2.2万円", "22000", "JPY", Unstated),
            ("22千円", "22000", "JPY", Unstated),
            ("3万円+税", "30000", "JPY", Excluded),
            ("USD 150", "150", "USD", Unstated),
            ("US$150.50", "150.50", "USD", Unstated),
            ("150 USD, tax included", "150", "USD", Included),
            ("€1,200.00 plus tax", "1200.00", "EUR", Excluded),
            ("22,000 yen (tax included)", "22000", "JPY", Included),
            ("0円", "0", "JPY", Unstated),
        ] {
            assert_eq!(read(text), Some((amount.into(), currency, tax)), "{text}");
        }
        for text in [
            "",
            "円",
            "22000",
            "$150",
            "1文字2円",
            "時給2,000円",
            "20,000~22,000円",
            "2,20,00円",
            "22,000円から手数料を引いた額",
            "2千2万円",
            "2.22222万円",
            "¥150 USD",
            "税込22,000円(税別)",
            "00150円",
            "99999999999999999999円",
            "22,000.円",
            "応相談",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
