//! Names of files with a place that is filled from file to file.

/// Stands for what differs from file to file: 「第〇話.wav」
pub(super) fn is_open(c: char) -> bool {
    matches!(c, '〇' | '○' | '◯')
}

/// Is it the name, its open places filled with numbers or letters?
pub(super) fn fits(name: &[char], file: &[char]) -> bool {
    match name {
        [] => file.is_empty(),
        [first, rest @ ..] if is_open(*first) => {
            // as many signs as are filled; 「〇〇」 may be one number or two
            let filled = file.iter().take_while(|c| c.is_alphanumeric()).count();
            let rest = &rest[rest.iter().take_while(|c| is_open(**c)).count()..];
            (1..=filled).any(|n| fits(rest, &file[n..]))
        }
        [first, rest @ ..] => file.split_first().is_some_and(|(c, more)| c == first && fits(rest, more)),
    }
}
