//! The cover as the filing states it.

use crate::cover;
use crate::filing::Row;
use crate::value::{Day, NoAmount, cents, text};

use super::Cash;

/// The cover, kept while the rows go by.
pub(super) struct Cover {
    pub(super) record: Option<&'static str>,
    pub(super) fields: Vec<(&'static str, Vec<u8>)>,
    pub(super) layout: Option<&'static crate::Layout>,
    pub(super) line: u64,
}

impl Cover {
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (_, field) = self.fields.iter().find(|(held, _)| *held == name)?;
        Some(text(field).trim().to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn cents(&self, line: &str) -> Option<Result<i64, NoAmount>> {
        let at = cover::place(self.layout?, line)?;
        Some(
            self.fields
                .get(at)
                .map_or(Err(NoAmount::Empty), |(_, field)| cents(field)),
        )
    }

    pub(super) fn day(&self, name: &str) -> Option<Day> {
        Day::parse(self.text(name)?.as_bytes())
    }
}

pub(super) fn open_cover(row: &Row<'_>) -> Cover {
    let fields = row
        .layout
        .map(|layout| {
            layout
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| (column.name, row.field(at).into_owned()))
                .collect()
        })
        .unwrap_or_default();
    Cover {
        record: row.record,
        fields,
        layout: row.layout,
        line: row.place.line,
    }
}

/// The lines that hold cash: 23 and 27 on form 3, 6(b) and 8 on 3X and 4, 6 and 10 on 3P.
pub(super) fn cash(cover: &Cover) -> Option<Cash> {
    let (opening, closing) = match cover.record? {
        "F3" => ("a23", "a27"),
        "F3X" | "F4" => ("a6b", "a8"),
        "F3P" => ("a6", "a10"),
        _ => return None,
    };
    Some(Cash {
        opening: cover.cents(opening)?.ok()?,
        closing: cover.cents(closing)?.ok()?,
    })
}
