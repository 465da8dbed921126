//! ASiC-S: one data object and one RFC 3161 token over it, in the container that validators in the EU read
//! (ETSI EN 319 162-1 section 4.3: `mimetype` first, the object at the root, `META-INF/timestamp.tst`).

use crate::base::entry_name::EntryName;
use crate::base::error::{Error, ErrorKind, Result};
use crate::base::limits::Limits;
use crate::base::time::UtcSecond;
use crate::format::archive::{WriteAt, Writer};
use crate::seal::build::DosTime;
use crate::timestamp::bare_token;

/// The media type (EN 319 162-1 section 4.3.1).
pub const MEDIA_TYPE: &str = "application/vnd.etsi.asic-s+zip";

/// The object that was stamped.
pub struct Object<'a> {
    /// The name it gets at the root of the container.
    pub name: &'a str,
    /// Its bytes, over which the token is.
    pub bytes: &'a [u8],
}

/// Writes a container; gives its size. The token is taken out of the response; nothing in it changes.
///
/// # Errors
/// [`ErrorKind::NotHikae`] if the response holds no token; write errors.
pub fn write<W: WriteAt>(
    sink: &W,
    object: &Object<'_>,
    response: &[u8],
    made: UtcSecond,
    limits: &Limits,
) -> Result<u64> {
    let token = bare_token(response).map_err(|e| Error::from(ErrorKind::NotHikae).detail(e))?;
    let time = DosTime::of(made)?;
    let mut writer = Writer::default();
    let name = |text: &str| {
        EntryName::new(text).map_err(|e| Error::from(ErrorKind::Usage).detail(format!("{text}: {e}")))
    };
    let parts = [
        (name("mimetype")?, MEDIA_TYPE.as_bytes()),
        (name(object.name)?, object.bytes),
        (name("META-INF/timestamp.tst")?, &token),
    ];
    for (name, bytes) in parts {
        let slot = writer.reserve(name, bytes.len() as u64, time.as_pair());
        let hashed = slot.fill(sink, &mut &*bytes, &|_| Ok(()))?;
        writer.settle(slot, hashed);
    }
    writer.finish(sink, limits)
}
