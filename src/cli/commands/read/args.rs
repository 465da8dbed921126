//! The arguments of `hikae read`.

use crate::message::DayOrder;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct ReadArgs {
    #[arg(required = true, value_name = "EXPORT")]
    pub exports: Vec<PathBuf>,
    #[arg(long, value_name = "NAME=ROLE")]
    pub participant: Vec<String>,
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    #[arg(long, value_name = "dmy|mdy|ymd", value_parser = parse_day_order)]
    pub day_order: Option<DayOrder>,
    #[arg(long, value_name = "TIME")]
    pub copied: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "csv")]
    pub answers: Option<PathBuf>,
    #[arg(long, value_name = "CASE")]
    pub case: Option<PathBuf>,
    #[arg(long, conflicts_with = "save")]
    pub csv: bool,
    #[arg(long)]
    pub save: bool,
    #[arg(long, value_name = "TIME")]
    pub reminder: Vec<String>,
    #[arg(long, value_name = "TIME")]
    pub auto_reply: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub dkim_key: Option<PathBuf>,
    #[arg(long)]
    pub no_pager: bool,
}

fn parse_day_order(text: &str) -> Result<DayOrder, String> {
    DayOrder::named(text).ok_or_else(|| "dmy, mdy, ymd".to_owned())
}
