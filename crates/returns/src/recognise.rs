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
    /// Clarity's `detail.xml`.
    ClarityXml,
    /// Clarity's `summary.json`.
    ClarityJson,
    /// NIST SP 1500-100 v2 as JSON.
    NistJson,
    /// NIST SP 1500-100 v2 as XML.
    NistXml,
    /// A feed of the Voting Information Project.
    Vip,
    /// A sheet of the Alabama Secretary of State: one county.
    Sheet,
    /// An archive of such sheets.
    Archive,
    /// A report of RCTab as JSON.
    RctabJson,
    /// A report of RCTab as CSV.
    RctabCsv,
    /// Cast vote records of a ranked-choice contest.
    CastVotes,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::OpenElections,
        Self::Medsl,
        Self::Tidy,
        Self::ClarityXml,
        Self::ClarityJson,
        Self::NistJson,
        Self::NistXml,
        Self::Vip,
        Self::Sheet,
        Self::Archive,
        Self::RctabJson,
        Self::RctabCsv,
        Self::CastVotes,
    ];

    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenElections => "CSV of OpenElections",
            Self::Medsl => "CSV of MEDSL",
            Self::Tidy => "tidy CSV",
            Self::ClarityXml => "Clarity XML",
            Self::ClarityJson => "Clarity JSON",
            Self::NistJson => "NIST 1500-100 JSON",
            Self::NistXml => "NIST 1500-100 XML",
            Self::Vip => "VIP feed",
            Self::Sheet => "county sheet",
            Self::Archive => "archive of county sheets",
            Self::RctabJson => "RCTab report (JSON)",
            Self::RctabCsv => "RCTab report (CSV)",
            Self::CastVotes => "cast vote records",
        }
    }

    /// The word used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OpenElections => "openelections",
            Self::Medsl => "medsl",
            Self::Tidy => "tidy",
            Self::ClarityXml => "clarity-xml",
            Self::ClarityJson => "clarity-json",
            Self::NistJson => "nist-json",
            Self::NistXml => "nist-xml",
            Self::Vip => "vip",
            Self::Sheet => "alabama-sheet",
            Self::Archive => "alabama-sheets",
            Self::RctabJson => "rctab-json",
            Self::RctabCsv => "rctab-csv",
            Self::CastVotes => "cast-vote-records",
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
    match head.trim_ascii_start() {
        [b'<', ..] => return of_xml(head),
        [b'{' | b'[', ..] => return of_json(head),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Some(Format::Sheet),
        [b'P', b'K', 3, 4, ..] => return Some(Format::Archive),
        _ => {}
    }
    let line = head.split(|&byte| byte == b'\n' || byte == b'\r').next()?;
    if line.starts_with(b"Contest Information") {
        return Some(Format::RctabCsv);
    }
    let (names, columns) = grid::columns(line);
    if crate::cvr::is_header(&names) {
        return Some(Format::CastVotes);
    }
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

fn has(head: &[u8], words: &str) -> bool {
    memchr::memmem::find(head, words.as_bytes()).is_some()
}

/// By its root, or by what a root is made for.
fn of_xml(head: &[u8]) -> Option<Format> {
    if has(head, "<ElectionResult>") || has(head, "<ElectionResult ") {
        Some(Format::ClarityXml)
    } else if has(head, "<ElectionReport") {
        Some(Format::NistXml)
    } else if has(head, "<vip_object") || has(head, "<VipObject") {
        Some(Format::Vip)
    } else {
        None
    }
}

/// By fields that none of the others has.
fn of_json(head: &[u8]) -> Option<Format> {
    if has(head, "ElectionResults.ElectionReport") {
        Some(Format::NistJson)
    } else if has(head, "\"CH\"") && has(head, "\"V\"") {
        Some(Format::ClarityJson)
    } else if has(head, "\"jsonFormatVersion\"") && has(head, "\"results\"")
        || has(head, "\"inactiveBallots\"")
    {
        Some(Format::RctabJson)
    } else {
        None
    }
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
    if trimmed.starts_with(b"<") {
        return "XML whose root is none of Clarity's, NIST's or VIP's".to_owned();
    }
    if trimmed.starts_with(b"{") || trimmed.starts_with(b"[") {
        return "JSON without the fields of Clarity's summary, NIST's report or RCTab's".to_owned();
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
