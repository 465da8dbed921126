//! placeholder until the key branch lands
#[derive(Debug, clap::Args)]
pub struct KeyArgs {}
pub fn run(_: &super::context::Context, _: KeyArgs) -> super::Done {
    Ok(crate::Exit::Usage)
}
