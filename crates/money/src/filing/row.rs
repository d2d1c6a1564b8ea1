//! A row of a filing: it borrows its line, and knows its place and its columns.

use super::field;
use crate::layout::Layout;
use crate::lines::Place;
use crate::split::{Delimiter, plain, unquoted};
use crate::value::{Day, NoAmount, cents, text};

/// One row. It lives until the next is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Row<'f> {
    pub(super) line: &'f [u8],
    pub(super) ends: &'f [u32],
    pub(super) ending: &'f [u8],
    /// Where it stands.
    pub place: Place,
    /// What parts its fields.
    pub delimiter: Delimiter,
    /// The record that it is: `SA`, `F3`; `None` for a type that no form has.
    pub record: Option<&'static str>,
    /// Its columns; `None` where none are known for the record in this version.
    pub layout: Option<&'static Layout>,
    /// It is a line of the free text of form 99, and has no fields.
    pub prose: bool,
    /// How many fields it has more than others of its kind, or fewer (negative): those behind may be shifted.
    pub shift: i32,
    /// Lines that a field of it runs over, beyond the first.
    pub joined: u32,
}

impl<'f> Row<'f> {
    /// How many fields it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has none; never.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A field to the byte, with whatever marks stand around it; empty past the end.
    pub fn raw(&self, at: usize) -> &'f [u8] {
        field(self.line, self.ends, at)
    }

    /// All fields to the byte.
    pub fn fields(&self) -> impl Iterator<Item = &'f [u8]> + use<'f> {
        let row = *self;
        (0..row.len()).map(move |at| row.raw(at))
    }

    /// A field without quotation marks around it.
    pub fn field(&self, at: usize) -> std::borrow::Cow<'f, [u8]> {
        plain(self.raw(at))
    }

    /// A field as text.
    pub fn text(&self, at: usize) -> String {
        text(&self.field(at)).trim().to_owned()
    }

    /// A column by its name, as text; `None` where the record has no such column.
    pub fn named(&self, name: &str) -> Option<String> {
        Some(self.text(self.layout?.place(name)?))
    }

    /// What the first field says: `SA11AI`.
    pub fn form_type(&self) -> &'f [u8] {
        unquoted(self.raw(0)).trim_ascii()
    }

    /// The amount that adds up to a cover line, in cents; `None` where the record has none.
    pub fn amount(&self) -> Option<Result<i64, NoAmount>> {
        Some(cents(unquoted(self.raw(self.layout?.amount?))))
    }

    /// The day on which the amount moved.
    pub fn day(&self) -> Option<Day> {
        Day::parse(unquoted(self.raw(self.layout?.day?)))
    }

    /// The amount of a row with fields too many: as far behind its place as there are too many, if a day stands as far behind
    /// its own.
    pub fn shifted_amount(&self) -> Option<i64> {
        let by = usize::try_from(self.shift).ok().filter(|by| *by > 0)?;
        let layout = self.layout?;
        Day::parse(unquoted(self.raw(layout.day? + by)))?;
        cents(unquoted(self.raw(layout.amount? + by))).ok()
    }

    /// Whether the amount must not be added up: the row only explains another.
    pub fn is_memo(&self) -> bool {
        self.layout
            .and_then(|layout| layout.memo)
            .is_some_and(|at| matches!(unquoted(self.raw(at)).trim_ascii(), b"X" | b"x"))
    }

    /// The id by which amendments name the transaction again.
    pub fn transaction(&self) -> &'f [u8] {
        match self.layout.and_then(|layout| layout.transaction) {
            Some(at) => unquoted(self.raw(at)).trim_ascii(),
            None => b"",
        }
    }

    /// The election that it is for, `P2020`; nothing where the row has no such column.
    pub fn election(&self) -> &'f [u8] {
        match self.layout.and_then(|layout| layout.election) {
            Some(at) => unquoted(self.raw(at)).trim_ascii(),
            None => b"",
        }
    }

    /// The row to the byte, without its line end.
    pub fn bytes(&self) -> &'f [u8] {
        self.line
    }

    /// The bytes that end it; none at the end of a file that breaks off.
    pub fn ending(&self) -> &'f [u8] {
        self.ending
    }

    /// Where it stands, in words.
    pub fn place_in_words(&self) -> String {
        format!("line {}", self.place.line)
    }
}
