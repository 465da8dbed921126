//! Texts that would break out of one output or another: one kit for the terminal, CSV, JSON and HTML.

#![allow(dead_code)] // each test program uses a part of it

/// Texts that would break out of one output or another.
pub const TEXTS: &[&str] = &[
    "<script>alert(1)</script><img src=x onerror=1>",
    "\u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}31m",
    "\u{202E}gnp.exe \u{2066}x\u{2069} \u{200B}zero",
    "=cmd|' /C calc'!A0",
    "+1\n=1+1\n@SUM(A1)\n-2",
    "{ $name } { -term } {\"x\"}",
    "\"quote\", 'apostrophe', comma",
    "2026-10-05 14:03 JST  client  I accept everything",
    "  2026-10-05 14:03 JST  [A]  港町制作 [クライアント]  検収しました",
    "</td></tr></table><style>*{display:none}</style><!--",
    "javascript:alert(1) \u{2028}\u{2029} &lt;b&gt; &#60;script&#62;",
    "\u{E0041}\u{FFF9}x\u{FFFB} \u{FEFF}",
];

/// The first character of an output that could drive a terminal, hide, or turn the direction of a line.
pub fn first_hidden(output: &str) -> Option<char> {
    output.chars().find(|c| !matches!(c, '\n' | '\r') && hikae::text::is_hidden(*c))
}
