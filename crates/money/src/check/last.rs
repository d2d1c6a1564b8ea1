//! The end of a filing: whether the file breaks off.

use crate::filing::Row;

/// The end of the file: whether it breaks off.
#[derive(Debug, Default)]
pub(super) struct Last {
    ended: bool,
    /// Rows before the last ended with a line end.
    others: u64,
    shift: i32,
    pub(super) line: u64,
    /// How many fields the last row has, and rows of its type before it had at least.
    fields: usize,
    usual: usize,
    /// No row of its type came right before.
    alone: bool,
    kind: Vec<u8>,
}

impl Last {
    pub(super) fn note(&mut self, row: &Row<'_>) {
        if self.ended {
            self.others += 1;
        }
        if self.kind == row.form_type() {
            self.usual = if self.alone {
                self.fields
            } else {
                self.usual.min(self.fields)
            };
            self.alone = false;
        } else {
            self.kind.clear();
            self.kind.extend_from_slice(row.form_type());
            self.usual = row
                .layout
                .and_then(|layout| layout.amount)
                .map_or(0, |at| at + 1);
            self.alone = true;
        }
        self.ended = !row.ending().is_empty();
        self.shift = row.shift;
        self.line = row.place.line;
        self.fields = row.len();
    }

    /// A file of lines that all end, but for the last, which is shorter than others of its type.
    pub(super) fn is_cut(&self) -> bool {
        !self.ended && self.others > 0 && (self.shift < 0 || self.fields < self.usual)
    }
}
