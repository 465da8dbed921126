//! The program: [`hikae::main`] reads arguments, runs a command and tells how it ended.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    hikae::main()
}
