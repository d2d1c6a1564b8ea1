//! Rows that run over lines: a line end inside a field.

use std::io::Read;

use super::Filing;
use crate::MoneyError;
use crate::layout::record_of;
use crate::split::{Delimiter, ends, is_open, unquoted};

/// Lines that one field may run over before its open quotation mark is taken for a slip.
const LONGEST_FIELD: u32 = 200;

impl<R: Read> Filing<R> {
    /// A field in quotation marks may run over lines.
    pub(super) fn close_quotes(&mut self) -> Result<u32, MoneyError> {
        let mut joined = 0;
        while is_open(self.lines.line(), &self.ends) {
            // A line that starts a row of its own is no part of the field: the mark was a slip.
            let next = self.lines.ahead(64)?;
            if joined >= LONGEST_FIELD || starts_row(next, &self.filer) || !self.lines.extend()? {
                let place = self.lines.place().line;
                self.odd.note("open quotation marks", || {
                    let what = "a quotation mark is opened and never closed";
                    (
                        format!("line {place}"),
                        what.to_owned(),
                        "the row; what follows the mark is one field".to_owned(),
                    )
                });
                break;
            }
            self.count_joined();
            joined += 1;
            ends(self.lines.line(), Delimiter::Comma, &mut self.ends);
        }
        Ok(joined)
    }

    fn count_joined(&mut self) {
        self.counted.lines += 1;
        self.counted.joined += 1;
        let place = self.lines.place().line;
        self.odd.note("line ends inside fields", || {
            let what = "a field holds a line end, so its row runs over several lines";
            (
                format!("line {place}"),
                what.to_owned(),
                "the row as one, with the line end".to_owned(),
            )
        });
    }

    /// A line end inside a field makes a row too short, and what follows no row.
    pub(super) fn join(&mut self, delimiter: Delimiter) -> Result<u32, MoneyError> {
        let mut joined = 0;
        let (Some(layout), Delimiter::Separator) = (self.known, delimiter) else {
            return Ok(0);
        };
        while self.ends.len() < layout.columns.len() && joined < LONGEST_FIELD {
            let next = self.lines.ahead(64)?;
            let blank = next
                .iter()
                .take_while(|b| **b != b'\n')
                .all(|b| b.is_ascii_whitespace() || *b == 0x1a);
            if next.is_empty()
                || blank
                || starts_row(next, &self.filer)
                || next.starts_with(b"[BEGINTEXT]")
            {
                break;
            }
            if !self.lines.extend()? {
                break;
            }
            self.count_joined();
            joined += 1;
            ends(self.lines.line(), delimiter, &mut self.ends);
        }
        Ok(joined)
    }
}

/// Whether bytes start a row: the name of a record, or something short in capitals before the filer's id.
fn starts_row(bytes: &[u8], filer: &[u8]) -> bool {
    let end = bytes
        .iter()
        .position(|b| matches!(b, 0x1c | b',' | b'\n' | b'\r'))
        .unwrap_or(bytes.len());
    let first = unquoted(&bytes[..end]).trim_ascii();
    let parted = bytes.get(end).is_some_and(|b| matches!(b, 0x1c | b','));
    if !parted || first.is_empty() || first.len() > 10 {
        return false;
    }
    if record_of(first).is_some() {
        return true;
    }
    let rest = bytes[end + 1..].trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    !filer.is_empty() && rest.starts_with(filer)
}
