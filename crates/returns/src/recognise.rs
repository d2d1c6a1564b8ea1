//! Which format a file is in, by its first bytes.

use serde::{Serialize, Serializer};

use crate::grid;
use crate::words::Column;

/// How many bytes are enough to recognise a file.
pub const HEAD: usize = 64 * 1024;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// CSV as OpenElections collects it, one row a unit and candidate.
    OpenElections,
    /// CSV of the MIT Election Data and Science Lab.
    Medsl,
    /// Our own tidy CSV.
    Tidy,
}

impl Format {
    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenElections => "CSV of OpenElections",
            Self::Medsl => "CSV of MEDSL",
            Self::Tidy => "tidy CSV",
        }
    }

    /// The word used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OpenElections => "openelections",
            Self::Medsl => "medsl",
            Self::Tidy => "tidy",
        }
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// The format of a file that begins so; `None` where it is none of returns.
pub fn recognise(head: &[u8]) -> Option<Format> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line = head.split(|&byte| byte == b'\n' || byte == b'\r').next()?;
    let (names, columns) = grid::columns(line);
    if crate::tidy::is_header(&names) {
        return Some(Format::Tidy);
    }
    if !grid::is_returns(&columns) {
        return None;
    }
    // MEDSL's files name the mode of each row, or the stage and whether it is a write-in.
    let is_medsl = columns.contains(&Column::ModeName) && columns.contains(&Column::Stage)
        || columns.contains(&Column::WriteIn) && columns.contains(&Column::Stage);
    Some(if is_medsl {
        Format::Medsl
    } else {
        Format::OpenElections
    })
}

/// In words, why nothing was recognised.
pub(crate) fn why_not(head: &[u8]) -> String {
    let trimmed = head.trim_ascii();
    if trimmed.is_empty() {
        return "it is empty".to_owned();
    }
    if trimmed.starts_with(b"<!DOCTYPE html") || trimmed.starts_with(b"<html") {
        return "it is a web page".to_owned();
    }
    if head.iter().take(1024).any(|&byte| byte == 0) {
        return "it is no text".to_owned();
    }
    let line = head
        .split(|&byte| byte == b'\n' || byte == b'\r')
        .next()
        .unwrap_or_default();
    let (names, _) = grid::columns(line);
    if names.len() > 1 {
        let names: Vec<String> = names
            .iter()
            .map(|name| name.chars().take(24).collect())
            .collect();
        return format!(
            "a table without a column for choices beside one of counts: {}",
            crate::notes::some(&names, 10)
        );
    }
    "its first line is no header of a table".to_owned()
}
