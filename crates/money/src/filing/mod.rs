//! A filing row by row: nothing is copied, nothing is lost, and whatever is odd is complained of.

mod join;
mod odd;
mod row;
mod shape;

use std::io::Read;

use claim::Complaint;

use self::odd::Odd;
use crate::MoneyError;
use crate::header::{self, Header, Options};
use crate::layout::{Layout, layout, record_of};
use crate::lines::{Lines, is_blank};
use crate::split::{Delimiter, ends, unquoted};
use crate::value::text;

pub use row::Row;

/// A filing that is read.
#[derive(Debug)]
pub struct Filing<R> {
    lines: Lines<R>,
    header: Header,
    ends: Vec<u32>,
    /// The id of the committee or person who files, from the cover.
    filer: Vec<u8>,
    /// The first field of the row before, with what it names: rows of a kind follow each other.
    kind: Vec<u8>,
    known: Option<&'static Layout>,
    record: Option<&'static str>,
    /// The number of fields that the first row of this kind had.
    shapes: Vec<(Vec<u8>, usize)>,
    shape: usize,
    /// Inside the free text of form 99.
    prose: bool,
    odd: Odd,
    counted: Counted,
}

/// What was passed, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Lines after the head that hold something.
    pub lines: u64,
    /// Rows handed out, the cover among them.
    pub rows: u64,
    /// Lines that went into the row before, because a field ran on.
    pub joined: u64,
    /// Lines that hold nothing.
    pub blank: u64,
}

impl<R: Read> Filing<R> {
    /// Opens a filing: reads its head.
    ///
    /// # Errors
    ///
    /// [`MoneyError`] where it is none, or of a version that is not known (unless [`Options`] say to read it all the same).
    pub fn open(source: R, options: Options) -> Result<Self, MoneyError> {
        let mut odd = Odd::default();
        let mut lines = Lines::new(source)?;
        if lines.head().starts_with(b"\xef\xbb\xbf") {
            lines.skip(3);
            odd.note("byte order mark", || {
                let what = "the file starts with a byte order mark, which the format does not know";
                (
                    "byte 0".to_owned(),
                    what.to_owned(),
                    "everything behind it".to_owned(),
                )
            });
        }
        if lines.is_cr() {
            odd.note("line ends", || {
                let what = "lines end in a carriage return alone, as on old Macintoshes";
                ("line 1".to_owned(), what.to_owned(), "all lines".to_owned())
            });
        }
        let header = header::read(&mut lines, options)?;
        if !header.version.is_known()
            || header.stated.trim() != header.stated
            || !stands_for(&header)
        {
            odd.note("version", || {
                let what = format!(
                    "the version {:?} is read as {}",
                    header.stated, header.version
                );
                ("line 1".to_owned(), what, "all rows".to_owned())
            });
        }
        Ok(Self {
            lines,
            header,
            ends: Vec::new(),
            filer: Vec::new(),
            kind: Vec::new(),
            known: None,
            record: None,
            shapes: Vec::new(),
            shape: 0,
            prose: false,
            odd,
            counted: Counted::default(),
        })
    }

    /// The head.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What was passed so far.
    pub fn counted(&self) -> Counted {
        self.counted
    }

    /// What was odd. To be asked for at the end.
    pub fn complaints(self) -> Vec<Complaint> {
        self.odd.finish()
    }

    /// The next row, in the order of the file; the first is the cover.
    ///
    /// # Errors
    ///
    /// [`MoneyError`] where the source gives out or a line is too long.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, MoneyError> {
        loop {
            if !self.lines.advance()? {
                return Ok(None);
            }
            if !is_blank(self.lines.line()) {
                break;
            }
            self.counted.blank += 1;
        }
        self.counted.lines += 1;
        self.counted.rows += 1;
        if self.is_prose() {
            self.ends.clear();
            let length = self.lines.line().len();
            self.ends.push(u32::try_from(length).unwrap_or(u32::MAX));
            return Ok(Some(self.row(None, true, 0, 0)));
        }
        let delimiter = Delimiter::of(self.lines.line());
        ends(self.lines.line(), delimiter, &mut self.ends);
        let mut joined = 0;
        if delimiter == Delimiter::Comma {
            joined += self.close_quotes()?;
        }
        self.recognise();
        joined += self.join(delimiter)?;
        let shift = self.measure(delimiter);
        if memchr::memchr(0, self.lines.line()).is_some() {
            let place = self.lines.place().line;
            self.odd.note("zero bytes", || {
                (
                    format!("line {place}"),
                    "a field holds a zero byte".to_owned(),
                    "the row, with the byte".to_owned(),
                )
            });
        }
        if self.filer.is_empty() && self.ends.len() > 1 {
            let (from, to) = (self.ends[0] as usize + 1, self.ends[1] as usize);
            self.filer = unquoted(&self.lines.line()[from..to]).trim_ascii().to_vec();
        }
        Ok(Some(self.row(Some(delimiter), false, shift, joined)))
    }

    fn row(&self, delimiter: Option<Delimiter>, prose: bool, shift: i32, joined: u32) -> Row<'_> {
        Row {
            line: self.lines.line(),
            ends: &self.ends,
            ending: self.lines.ending(),
            place: self.lines.place(),
            delimiter: delimiter.unwrap_or(Delimiter::Comma),
            record: if prose { None } else { self.record },
            layout: if prose { None } else { self.known },
            prose,
            shift,
            joined,
        }
    }

    /// Whether the line belongs to the free text of form 99, with its marks.
    fn is_prose(&mut self) -> bool {
        let line = self.lines.line().trim_ascii();
        let is =
            |mark: &[u8]| line.len() >= mark.len() && line[..mark.len()].eq_ignore_ascii_case(mark);
        if is(b"[BEGINTEXT]") {
            self.prose = true;
            return true;
        }
        if self.prose && is(b"[ENDTEXT]") {
            self.prose = false;
            return true;
        }
        self.prose
    }

    /// What the row is, by its first field.
    fn recognise(&mut self) {
        let line = self.lines.line();
        let first = unquoted(&line[..self.ends[0] as usize]).trim_ascii();
        if first == self.kind.as_slice() && self.counted.rows > 1 {
            return;
        }
        self.kind.clear();
        self.kind.extend_from_slice(first);
        self.record = record_of(first);
        self.known = self
            .record
            .and_then(|record| layout(record, self.header.version));
        self.shape = if let Some(at) = self.shapes.iter().position(|(kind, _)| kind == first) {
            at
        } else {
            self.shapes.push((first.to_vec(), 0));
            self.shapes.len() - 1
        };
        let place = self.lines.place().line;
        let name = text(first).into_owned();
        if self.record.is_none() {
            self.odd.note("unknown rows", || {
                let what = format!("{name:?} is no type of row that the FEC's forms have");
                (
                    format!("line {place}"),
                    what,
                    "the row with all its fields, under numbers".to_owned(),
                )
            });
        } else if self.known.is_none() {
            let version = self.header.version;
            self.odd.note("rows without labels", || {
                let what = format!("the columns of {name} in version {version} are not known");
                (
                    format!("line {place}"),
                    what,
                    "the row with all its fields, under numbers".to_owned(),
                )
            });
        }
        if name.chars().any(char::is_lowercase) {
            self.odd.note("small letters", || {
                let what = format!("the type of row {name:?} is written in small letters");
                (
                    format!("line {place}"),
                    what,
                    "the row, as if it were in capitals".to_owned(),
                )
            });
        }
    }
}

/// A field of a line; empty past the end.
fn field<'l>(line: &'l [u8], ends: &[u32], at: usize) -> &'l [u8] {
    let Some(end) = ends.get(at) else { return b"" };
    let from = match at.checked_sub(1) {
        Some(before) => ends[before] as usize + 1,
        None => 0,
    };
    &line[from..*end as usize]
}

/// Whether the header's version is written as versions are.
fn stands_for(header: &Header) -> bool {
    let stated = header.stated.trim();
    stated == header.version.to_string()
        || (header.version.major < 6 && crate::Version::parse(stated) == Some(header.version))
}
