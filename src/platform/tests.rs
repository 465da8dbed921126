use super::*;

#[test]
fn every_data_file_is_strictly_read() {
    for id in PlatformId::ALL {
        if let Err(fault) = Platform::read(id, text(id)) {
            panic!("{id}.toml: {fault}");
        }
    }
}
