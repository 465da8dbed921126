//! `index.csv`: date, amount and counterparty, by which records of transactions are to be found again.

use crate::base::limits::Limits;
use crate::case::memo::Item;
use crate::handover::matter::Matter;
use crate::handover::points::fee;
use crate::text::{Texts, csv_cell};

/// One line for the contract, one for each delivery and for each declared payment, with a byte-order mark for spreadsheets.
/// The amount stands in the contract's line alone: a sum over the column is the fee, once. What was paid the notes do not say.
pub fn index_csv(matter: &Matter<'_>, texts: &Texts) -> String {
    let head = ["index-date", "index-what", "index-amount", "index-counterparty", "index-contract"]
        .map(|id| texts.get(id));
    let memo = matter.shown.memo(&Limits::DEFAULT);
    let value = |item| matter.value(item).map(|(value, _)| value).unwrap_or_default();
    let amount = match memo.as_ref().and_then(|memo| memo.fee()) {
        Some(money) => format!("{} {}", money.amount, money.currency),
        None => fee(matter).map(|(fee, _)| fee).unwrap_or_default(),
    };
    let day = |at: &crate::base::time::At| {
        let from = at.from?.to_chrono().with_timezone(&matter.clock.zone);
        Some(from.format("%Y-%m-%d").to_string())
    };
    let dated = |item| memo.as_ref().and_then(|memo| day(memo.at(item)?));
    // the day on which money was held is not that of the contract
    let (agreed, what) = match (dated(Item::Commissioned), dated(Item::EscrowDate)) {
        (None, Some(escrow)) => (escrow, matter.terms.escrow.clone()),
        (commissioned, _) => (commissioned.unwrap_or_default(), texts.get("index-agreed")),
    };
    let row = |date: String, what: String, amount: String| {
        [date, what, amount, value(Item::ClientName), value(Item::ContractId)]
    };
    let mut rows = vec![head, row(agreed, what, amount)];
    for (number, round) in matter.shown.rounds() {
        let at = round.latest().and_then(|event| day(event.fact.at.as_ref()?)).unwrap_or_default();
        let what = texts.say(&crate::text::Message::new("index-delivered").count("round", number));
        rows.push(row(at, what, String::new()));
    }
    for payment in matter.shown.events_of("payment") {
        let at = payment.fact.at.as_ref().and_then(day).unwrap_or_default();
        rows.push(row(at, texts.get("index-paid"), String::new()));
    }
    let line =
        |cells: &[String; 5]| cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    format!("\u{FEFF}{}", rows.iter().map(line).collect::<String>())
}
