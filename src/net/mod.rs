//! Every line that speaks to a network, and whom to ask: time-stamp services over HTTP, key records of mails from DNS.

#[cfg(feature = "network")]
pub mod ask;
pub mod authorities;
#[cfg(feature = "dns")]
pub mod dns;
