//! How fast exports are read, on one core, and what memory a million messages take with their facts
//! (docs/benchmarks.md). `HIKAE_BENCH_MESSAGES`: how many, a million if not set. `HIKAE_BENCH_STRICT=1`: exit code 1 if a
//! target is missed.

use hikae::base::error::Result;
use hikae::message::{Message, Reading, Setting, Sink, read};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Counts, and looks at every text, so that nothing is left out.
#[derive(Default)]
struct Count {
    messages: u64,
    bytes: u64,
}

impl Sink for Count {
    fn message(&mut self, m: &Message<'_>) -> Result<()> {
        self.messages += 1;
        self.bytes += m.text.as_deref().map_or(0, str::len) as u64;
        Ok(())
    }

    fn conversation(&mut self, _: Reading) -> Result<()> {
        Ok(())
    }
}

struct OnDisk<'a>(&'a Path);

impl hikae::message::Export for OnDisk<'_> {
    fn open(&self) -> Result<Box<dyn hikae::message::Stream + '_>> {
        Ok(Box::new(fs::File::open(self.0).map_err(hikae::base::error::Error::read)?))
    }
}

const TEXT: &str = "お世話になっております。第2話の冒頭だけ、もう少しゆっくりにできますか？";

/// A million messages in a format; every tenth body of LINE has two lines.
fn export(format: &str, count: u64, path: &Path) {
    let mut out = BufWriter::with_capacity(1 << 20, fs::File::create(path).unwrap());
    let start = 1_577_804_400; // 2020-01-01 00:00 JST
    match format {
        "line" => write!(out, "[LINE] 港町制作とのトーク履歴\r\n保存日時：2026/11/20 09:12\r\n").unwrap(),
        "discord" => write!(out, "{{\"guild\":{{\"id\":\"0\"}},\"channel\":{{\"id\":\"1\",\"name\":\"x\"}},\"dateRange\":{{}},\"exportedAt\":\"2026-11-20T09:12:00+09:00\",\"messages\":[").unwrap(),
        "telegram" => write!(out, "{{\"name\":\"x\",\"type\":\"personal_chat\",\"id\":1,\"messages\":[").unwrap(),
        "chatwork" | "slack" => write!(out, "[").unwrap(),
        _ => {}
    }
    let mut day = String::new();
    let mut line = String::new();
    for i in 0..count {
        let seconds = start + i as i64 * 90;
        let at = chrono::DateTime::from_timestamp(seconds + 9 * 3600, 0).unwrap();
        let (who, name) = (i % 2, ["港町制作", "むぎ"][(i % 2) as usize]);
        let comma = if i == 0 { "" } else { "," };
        line.clear();
        match format {
            "line" => {
                let today = at.format("%Y/%m/%d").to_string();
                if today != day {
                    let names = ["月", "火", "水", "木", "金", "土", "日"];
                    let weekday = names[chrono::Datelike::weekday(&at).num_days_from_monday() as usize];
                    write!(line, "\r\n{today}({weekday})\r\n").unwrap();
                    day = today;
                }
                let body = if i % 10 == 0 { format!("\"{TEXT}\n二行目です\"") } else { TEXT.to_owned() };
                write!(line, "{}\t{name}\t{body}\r\n", at.format("%H:%M")).unwrap();
            }
            "whatsapp" => writeln!(line, "[{}] {name}: {TEXT}", at.format("%Y/%m/%d %H:%M:%S")).unwrap(),
            "chatwork" => write!(line, "{comma}{{\"message_id\":\"{i}\",\"account\":{{\"account_id\":{who},\"name\":\"{name}\",\"avatar_image_url\":\"https://example.com/a.png\"}},\"body\":\"{TEXT}\",\"send_time\":{seconds},\"update_time\":0}}").unwrap(),
            "slack" => write!(line, "{comma}{{\"client_msg_id\":\"{i:032x}\",\"type\":\"message\",\"user\":\"U{who}\",\"text\":\"{TEXT}\",\"ts\":\"{seconds}.000200\",\"team\":\"T1\",\"user_profile\":{{\"real_name\":\"{name}\",\"display_name\":\"\"}}}}").unwrap(),
            "telegram" => write!(line, "{comma}{{\"id\":{i},\"type\":\"message\",\"date\":\"{}\",\"date_unixtime\":\"{seconds}\",\"from\":\"{name}\",\"from_id\":\"user{who}\",\"text\":\"{TEXT}\",\"text_entities\":[{{\"type\":\"plain\",\"text\":\"{TEXT}\"}}]}}", at.format("%Y-%m-%dT%H:%M:%S")).unwrap(),
            "discord" => {
                let id = ((seconds * 1000 - 1_420_070_400_000) as u64) << 22;
                write!(line, "{comma}{{\"id\":\"{id}\",\"type\":\"Default\",\"timestamp\":\"{}+09:00\",\"timestampEdited\":null,\"callEndedTimestamp\":null,\"isPinned\":false,\"content\":\"{TEXT}\",\"author\":{{\"id\":\"{who}\",\"name\":\"{name}\",\"discriminator\":\"0000\",\"nickname\":\"{name}\",\"color\":null,\"isBot\":false,\"roles\":[],\"avatarUrl\":\"https://example.com/a.png\"}},\"attachments\":[],\"embeds\":[],\"stickers\":[],\"reactions\":[],\"mentions\":[]}}", at.format("%Y-%m-%dT%H:%M:%S")).unwrap();
            }
            "pasted" => write!(line, "{name}\n{}\n{TEXT}\n返信する\n\n", at.format("%Y年%m月%d日 %H:%M")).unwrap(),
            other => panic!("{other}"),
        }
        out.write_all(line.as_bytes()).unwrap();
    }
    match format {
        "chatwork" | "slack" => write!(out, "]").unwrap(),
        "discord" | "telegram" => write!(out, "]}}").unwrap(),
        _ => {}
    }
    out.flush().unwrap();
}

fn peak_of(command: &mut Command) -> (f64, Option<f64>) {
    let begun = Instant::now();
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        if let Ok(text) = fs::read_to_string(&status) {
            let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).map(str::trim).map(str::to_owned);
            peak = line
                .and_then(|l| l.trim_end_matches(" kB").parse::<f64>().ok())
                .map(|kb| kb / 1024.0)
                .or(peak);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    (begun.elapsed().as_secs_f64(), peak)
}

fn main() {
    let count: u64 =
        std::env::var("HIKAE_BENCH_MESSAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let memo = "クライアント名: 港町制作\n自分の表示名: むぎ\n";
    let limits = hikae::base::limits::Limits::DEFAULT;
    let setting = Setting::of(Some(&hikae::case::Memo::read(memo.as_bytes(), &limits).unwrap()));
    let mut missed = false;
    println!(
        "{count} messages a format, one core\n\n| format | MB | seconds | messages a second | at least | |\n|---|---:|---:|---:|---:|---|"
    );
    for (format, target) in [
        ("line", 300_000.0),
        ("whatsapp", 0.0),
        ("chatwork", 150_000.0),
        ("slack", 150_000.0),
        ("telegram", 150_000.0),
        ("discord", 150_000.0),
        ("pasted", 0.0),
    ] {
        // a thread from the screen is short
        let count = if format == "pasted" { count / 10 } else { count };
        let path = folder.path().join(format!("export-{format}"));
        export(format, count, &path);
        let best = (0..3)
            .map(|_| {
                let (begun, mut counted) = (Instant::now(), Count::default());
                read(&OnDisk(&path), &setting, &mut counted).unwrap();
                assert_eq!(counted.messages, count, "{format}");
                assert!(counted.bytes > 0);
                begun.elapsed().as_secs_f64()
            })
            .fold(f64::MAX, f64::min);
        let rate = count as f64 / best;
        let met = target == 0.0 || rate >= target;
        missed |= !met;
        let size = path.metadata().unwrap().len() as f64 / 1e6;
        let goal = if target == 0.0 { "–".to_owned() } else { format!("{target:.0}") };
        println!(
            "| {format} | {size:.0} | {best:.2} | {rate:.0} | {goal} | {} |",
            if met { "met" } else { "missed" }
        );
        if format != "line" {
            fs::remove_file(path).unwrap();
        }
    }
    let case = folder.path().join("case");
    for (name, content) in [("case/case-notes.txt", memo), ("case/delivery/1/a.wav", "x")] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    fs::create_dir_all(case.join("messages")).unwrap();
    fs::rename(folder.path().join("export-line"), case.join("messages/line.txt")).unwrap();
    println!(
        "\n| `hikae` on {count} messages of LINE | seconds | memory, MiB | at most | |\n|---|---:|---:|---:|---|"
    );
    for args in [
        &["read", "case", "--csv"][..],
        &["seal", "case", "--offline"],
        &["verify", "case/seals/001.zip"],
        &["verify", "case/seals/001.zip", "--reread"],
        &["show", "case/seals/001.zip"],
        &["show", "case/seals/001.zip", "--reread"],
        &["--json", "show", "case/seals/001.zip"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hikae"));
        command
            .args(args)
            .current_dir(folder.path())
            .env("HIKAE_HOME", folder.path().join("home"))
            .env("HIKAE_OFFLINE", "1");
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let (seconds, peak) = peak_of(&mut command);
        let met = peak.is_none_or(|mib| mib < 200.0);
        missed |= !met;
        let peak = peak.map_or("–".to_owned(), |mib| format!("{mib:.0}"));
        let word = if met { "met" } else { "missed" };
        println!("| `{}` | {seconds:.1} | {peak} | 200 | {word} |", args.join(" "));
    }
    if missed && std::env::var_os("HIKAE_BENCH_STRICT").is_some() {
        std::process::exit(1);
    }
}
