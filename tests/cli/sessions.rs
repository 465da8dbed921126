//! Sessions at the command line, as a person sees them, in both languages. `TRYCMD=overwrite` writes them anew;
//! then read the change as the person would.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1795500309") // 2026-11-24
        .env("HIKAE_HOME", "home")
        .env("HIKAE_OFFLINE", "1")
        .env("LC_ALL", "C.UTF-8")
        .case("tests/sessions/*.trycmd");
}
