//! How many fields a row has, held against its columns and the rows before it: fields that may be shifted.

use std::io::Read;

use super::{Filing, field};
use crate::Version;
use crate::layout::{Layout, layout};
use crate::split::{Delimiter, unquoted};
use crate::value::{Day, text};

impl<R: Read> Filing<R> {
    /// By how many fields the row differs from its kind.
    pub(super) fn measure(&mut self, delimiter: Delimiter) -> i32 {
        let whole = self.ends.len();
        let first = std::mem::replace(&mut self.shapes[self.shape].1, whole.max(1));
        if first > 0 {
            self.shapes[self.shape].1 = first;
        }
        let Some(layout) = self.known else { return 0 };
        if first == 0 {
            self.compare_versions(layout, whole);
        }
        let usual = first.max(layout.columns.len());
        let over = self.over(layout, first, usual);
        let place = self.lines.place().line;
        let name = || text(&self.kind).into_owned();
        if over > 0 {
            let by = match delimiter {
                Delimiter::Separator => "a separator inside a field",
                Delimiter::Comma => "a comma without quotation marks",
            };
            let what = format!(
                "the {} row has {over} more fields than its kind: {by} may have shifted those behind it",
                name()
            );
            let kept =
                "all fields; its amount counts only if day and amount stand where they belong";
            self.odd.note("too many fields", || {
                (format!("line {place}"), what, kept.to_owned())
            });
            return over;
        }
        let reaches = layout.amount.max(layout.day).map_or(1, |at| at + 1);
        if whole < reaches {
            let what = format!(
                "the {} row breaks off after {whole} of {usual} fields, before its amount",
                name()
            );
            self.odd.note("too few fields", || {
                (
                    format!("line {place}"),
                    what,
                    "the fields that are there".to_owned(),
                )
            });
            return difference(whole, usual);
        }
        0
    }

    /// By how many fields the row has too many.
    fn over(&self, layout: &Layout, first: usize, usual: usize) -> i32 {
        let line = self.lines.line();
        let whole = self.ends.len();
        if whole <= layout.columns.len() {
            return 0;
        }
        // A whole field more than rows before: it came from inside, even if the last fields are empty.
        if first > 0 && whole > usual {
            return difference(whole, usual);
        }
        // Empty fields at the end are given or left out as programs please.
        let is_empty = |at: usize| {
            field(line, &self.ends, at)
                .iter()
                .all(|b| matches!(b, b' ' | b'"'))
        };
        let filled = (0..whole)
            .rev()
            .find(|at| !is_empty(*at))
            .map_or(0, |at| at + 1);
        if filled > usual {
            return difference(filled, usual);
        }
        // The first of its kind has no other to be held against, but its day tells.
        let is_day = |at: usize| Day::parse(unquoted(field(line, &self.ends, at))).is_some();
        let by = whole - layout.columns.len();
        match layout.day {
            Some(day) if is_day(day + by) && !is_day(day) => difference(by, 0),
            _ => 0,
        }
    }

    /// A header that names another version than the rows have.
    fn compare_versions(&mut self, own: &Layout, fields: usize) {
        let version = self.header.version;
        let Some(other) = other_version(own, fields, version) else {
            return;
        };
        let (name, place, columns) = (
            text(&self.kind).into_owned(),
            self.lines.place().line,
            own.columns.len(),
        );
        self.odd.note("another version", || {
            let what = format!(
                "the {name} row has {fields} fields as in version {other}; version {version}, which the header names, has {columns}"
            );
            (
                format!("line {place}"),
                what,
                format!("the fields in the order of version {version}"),
            )
        });
    }
}

/// A number of fields less another. Lines are bounded, so it fits.
fn difference(a: usize, b: usize) -> i32 {
    i32::try_from(a).unwrap_or(i32::MAX) - i32::try_from(b).unwrap_or(i32::MAX)
}

/// The version whose layout a row fits to the field, where its own does not: for schedules A and B, whose rows programs
/// write whole.
fn other_version(own: &Layout, fields: usize, version: Version) -> Option<Version> {
    if !matches!(own.record, "SA" | "SB")
        || fields >= own.columns.len()
        || version.paper
        || version.major < 6
    {
        return None;
    }
    [(8, 0), (6, 4), (6, 2), (6, 1)]
        .into_iter()
        .map(|(major, minor)| Version {
            paper: false,
            major,
            minor,
        })
        .find(|other| {
            layout(own.record, *other).is_some_and(|layout| layout.columns.len() == fields)
        })
}
