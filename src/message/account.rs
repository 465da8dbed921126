//! What became of a source: every line, or every record, of it ends in exactly one class, and is counted there. So nothing
//! can be lost in silence: the classes add up to the source.

/// What a line, or a record, was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It tells of the export itself, or of the day.
    Header,
    /// A message begins.
    Heading,
    /// A message goes on.
    Body,
    /// The name of a file that was sent.
    Attachment,
    /// A part of the page around a thread.
    Furniture,
    /// What the service wrote.
    Service,
    /// A sign put to a message.
    Reaction,
    /// A call.
    Call,
    /// A message was changed after it was sent.
    Edit,
    /// Not understood.
    Gap,
    /// Nothing but white space.
    Blank,
}

impl Class {
    /// All of them.
    pub const ALL: [Class; 11] = [
        Class::Header,
        Class::Heading,
        Class::Body,
        Class::Attachment,
        Class::Furniture,
        Class::Service,
        Class::Reaction,
        Class::Call,
        Class::Edit,
        Class::Gap,
        Class::Blank,
    ];

    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Class::Header => "header",
            Class::Heading => "heading",
            Class::Body => "body",
            Class::Attachment => "attachment",
            Class::Furniture => "furniture",
            Class::Service => "service",
            Class::Reaction => "reaction",
            Class::Call => "call",
            Class::Edit => "edit",
            Class::Gap => "gap",
            Class::Blank => "blank",
        }
    }
}

/// How many lines, or records, of each class a source holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Account([u64; Class::ALL.len()]);

impl Account {
    pub(super) fn add(&mut self, class: Class) {
        self.0[class as usize] += 1;
    }

    /// How many are of a class.
    pub fn of(&self, class: Class) -> u64 {
        self.0[class as usize]
    }

    /// How many there are in all.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_in_the_order_of_their_numbers() {
        for (i, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, i);
        }
        let mut account = Account::default();
        account.add(Class::Gap);
        account.add(Class::Blank);
        assert_eq!((account.of(Class::Gap), account.of(Class::Body), account.total()), (1, 0, 2));
    }
}
