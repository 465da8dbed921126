//! What was read in one audio file, before it becomes facts.

use super::meter::Measures;
use super::reason::Reason;
use crate::base::digest::Sha256Digest;
use crate::format::fact::Claim;

/// Observed, and claimed by the file: never mixed.
#[derive(Debug, Default)]
pub struct Reading {
    /// The word for the container.
    pub container: Option<&'static str>,
    /// The word for the codec.
    pub codec: Option<&'static str>,
    /// Hz.
    pub rate: Option<u32>,
    /// Bits a sample, where the codec has any.
    pub depth: Option<u32>,
    /// Channels.
    pub channels: Option<u32>,
    /// From the samples; none if it was not analysed.
    pub measures: Option<Measures>,
    /// Of the decoded samples.
    pub pcm: Option<Sha256Digest>,
    /// What could not be measured or checked, and why.
    pub unmeasured: Vec<(&'static str, Reason)>,
    /// What the file says of itself.
    pub claims: Vec<Claim>,
}

impl Reading {
    /// Nothing was measured, for this reason.
    pub fn not_analysed(container: Option<&'static str>, reason: Reason) -> Self {
        Self { container, unmeasured: vec![("audio", reason)], ..Self::default() }
    }

    /// Something follows, or is missing, behind the part that was measured.
    pub fn rest(&mut self, reason: Reason) {
        match self.unmeasured.iter_mut().find(|(field, _)| *field == "rest") {
            // the decoder's word for what it does not know
            Some((_, known)) if *known == Reason::Changes => *known = reason,
            Some(_) => {}
            None => self.unmeasured.push(("rest", reason)),
        }
    }

    /// The same, where samples are among it: then there is no hash of them.
    pub fn lacks(&mut self, reason: Reason) {
        if self.measures.is_none() {
            return;
        }
        self.rest(reason);
        if self.pcm.take().is_some() {
            self.unmeasured.push(("pcm_sha256", reason));
        }
    }
}
