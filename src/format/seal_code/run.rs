//! Groups of digits that follow each other, and which of them are a code. Keeps a fixed number of values,
//! however long the run.

use std::ops::Range;

/// The digits of a SHA-256 value.
const DIGITS: usize = 64;
/// Digits that may stand on the line before a code, or after it, without being part of it: a date and a time of day
/// have 14 (`2026-10-04 09:58:29`), and `09:58` ends a line above many a code.
const BESIDE: usize = 16;

/// Digits without anything between them, and nothing that touches them.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) range: Range<usize>,
    pub(super) digits: usize,
    /// The number of its line.
    pub(super) line: u64,
}

/// A run of groups with only separators between them.
///
/// Codes in it are: a group of 64 digits; groups of one size, as many as have 64 digits together, between groups of
/// other sizes; and what is left between these, if it has 64 digits. Of what is left, the digits on its first line do
/// not count where other text stands before them, nor those on its last where text stands after them, if that gives
/// exactly one answer.
#[derive(Debug, Default)]
pub(super) struct Run {
    piece: Option<Piece>,
    alike: Option<Alike>,
    /// The last line on which something stands that is not part of the piece.
    taken: Option<u64>,
}

/// Groups of one size that follow each other.
#[derive(Debug, Clone)]
struct Alike {
    size: usize,
    digits: usize,
    range: Range<usize>,
    first_line: u64,
    last_line: u64,
    /// The piece, as it was before them.
    before: Option<Piece>,
}

/// Groups that may be a code together.
#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    digits: usize,
    /// Does other text stand before it on its first line?
    text_before: bool,
    first_line: u64,
    first_digits: usize,
    /// Where its second line with digits begins.
    second_line: Option<usize>,
    last_line: u64,
    last_digits: usize,
    /// Where its last line but one with digits ends.
    last_but_one: usize,
}

impl Run {
    pub(super) fn group(&mut self, group: Group, take: &mut impl FnMut(Range<usize>)) {
        if group.digits >= DIGITS {
            self.end(group.line, take);
            self.taken = Some(group.line);
            if group.digits == DIGITS {
                take(group.range);
            }
            return;
        }
        match &mut self.alike {
            Some(alike) if alike.size == group.digits => alike.add(&group),
            _ => {
                self.end_alike(take);
                self.alike = Some(Alike::begin(&group, self.piece.clone()));
            }
        }
        match &mut self.piece {
            Some(piece) => piece.add(&group),
            None => self.piece = Some(Piece::begin(&group, self.taken == Some(group.line))),
        }
    }

    /// Something stands on this line that is no digit and no separator.
    pub(super) fn other(&mut self, line: u64, take: &mut impl FnMut(Range<usize>)) {
        self.end(line, take);
        self.taken = Some(line);
    }

    /// The run is over; what ended it stands on this line.
    pub(super) fn end(&mut self, line: u64, take: &mut impl FnMut(Range<usize>)) {
        self.end_alike(take);
        if let Some(code) = self.piece.take().and_then(|piece| piece.code(line)) {
            take(code);
        }
    }

    fn end_alike(&mut self, take: &mut impl FnMut(Range<usize>)) {
        let Some(alike) = self.alike.take().filter(|alike| alike.digits == DIGITS) else { return };
        if let Some(code) = alike.before.and_then(|piece| piece.code(alike.first_line)) {
            take(code);
        }
        take(alike.range);
        self.piece = None;
        self.taken = Some(alike.last_line);
    }
}

impl Alike {
    fn begin(group: &Group, before: Option<Piece>) -> Self {
        let Group { range, digits, line } = group.clone();
        Self { size: digits, digits, range, first_line: line, last_line: line, before }
    }

    fn add(&mut self, group: &Group) {
        self.digits += group.digits;
        self.range.end = group.range.end;
        self.last_line = group.line;
    }
}

impl Piece {
    fn begin(group: &Group, text_before: bool) -> Self {
        let Group { range, digits, line } = group.clone();
        Self {
            last_but_one: range.start,
            range,
            digits,
            text_before,
            first_line: line,
            first_digits: digits,
            second_line: None,
            last_line: line,
            last_digits: digits,
        }
    }

    fn add(&mut self, group: &Group) {
        if group.line == self.first_line {
            self.first_digits += group.digits;
        } else {
            self.second_line.get_or_insert(group.range.start);
        }
        if group.line != self.last_line {
            self.last_but_one = self.range.end;
            (self.last_line, self.last_digits) = (group.line, 0);
        }
        self.last_digits += group.digits;
        self.digits += group.digits;
        self.range.end = group.range.end;
    }

    /// The code that the piece holds, if it is plain which; what comes after it stands on line `next`.
    fn code(&self, next: u64) -> Option<Range<usize>> {
        let Range { start, end } = self.range;
        let begins = [Some((start, 0)), self.second_line.map(|at| (at, self.first_digits))];
        let ends = [Some((end, 0)), self.second_line.map(|_| (self.last_but_one, self.last_digits))];
        let begins = begins.into_iter().flatten().filter(|(_, beside)| *beside == 0 || self.text_before);
        let may_end = |beside: usize| beside == 0 || next == self.last_line;
        let mut codes = begins
            .flat_map(|begin| ends.into_iter().flatten().map(move |end| (begin, end)))
            .filter(|((_, before), (_, after))| *before <= BESIDE && *after <= BESIDE && may_end(*after))
            .filter(|((begin, before), (end, after))| begin < end && before + after + DIGITS == self.digits)
            .map(|((begin, _), (end, _))| begin..end);
        codes.next().filter(|_| codes.next().is_none())
    }
}
