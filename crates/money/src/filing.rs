//! A filing row by row: nothing is copied, nothing is lost, and whatever is odd is complained of.

use std::io::Read;

use claim::Complaint;

use crate::MoneyError;
use crate::header::{self, Header, Options};
use crate::layout::{Layout, layout, record_of};
use crate::lines::{Lines, Place, is_blank};
use crate::split::{Delimiter, ends, is_open, plain};
use crate::value::{Day, NoAmount, cents, text};

/// So many complaints of one sort are told in full; the others are counted.
const TOLD: u64 = 5;

/// Lines that one field may run over before its open quotation mark is taken for a slip.
const LONGEST_FIELD: u32 = 200;

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

/// Complaints, bounded: the first few of each sort in full.
#[derive(Debug, Default)]
pub(crate) struct Odd {
    told: Vec<Complaint>,
    counts: Vec<(&'static str, u64)>,
}

impl Odd {
    /// Notes something odd of a sort; `say` gives place, reason and what was kept.
    pub(crate) fn note(
        &mut self,
        sort: &'static str,
        say: impl FnOnce() -> (String, String, String),
    ) {
        let at = if let Some(at) = self.counts.iter().position(|(name, _)| *name == sort) {
            at
        } else {
            self.counts.push((sort, 0));
            self.counts.len() - 1
        };
        self.counts[at].1 += 1;
        if self.counts[at].1 <= TOLD {
            let (place, what, kept) = say();
            self.told.push(Complaint::new(place, what, kept));
        }
    }

    pub(crate) fn finish(self) -> Vec<Complaint> {
        let mut told = self.told;
        for (sort, count) in self.counts {
            if count > TOLD {
                told.push(Complaint::new(
                    "the whole file",
                    format!("{} more of this sort: {sort}", count - TOLD),
                    "all rows",
                ));
            }
        }
        told
    }
}

/// One row. It lives until the next is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Row<'f> {
    line: &'f [u8],
    ends: &'f [u32],
    ending: &'f [u8],
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
        crate::split::unquoted(self.raw(0)).trim_ascii()
    }

    /// The amount that adds up to a cover line, in cents; `None` where the record has none.
    pub fn amount(&self) -> Option<Result<i64, NoAmount>> {
        Some(cents(crate::split::unquoted(
            self.raw(self.layout?.amount?),
        )))
    }

    /// The day on which the amount moved.
    pub fn day(&self) -> Option<Day> {
        Day::parse(crate::split::unquoted(self.raw(self.layout?.day?)))
    }

    /// The amount of a row with fields too many: as far behind its place as there are too many, if a day stands as far behind
    /// its own.
    pub fn shifted_amount(&self) -> Option<i64> {
        let by = usize::try_from(self.shift).ok().filter(|by| *by > 0)?;
        let layout = self.layout?;
        Day::parse(crate::split::unquoted(self.raw(layout.day? + by)))?;
        cents(crate::split::unquoted(self.raw(layout.amount? + by))).ok()
    }

    /// Whether the amount must not be added up: the row only explains another.
    pub fn is_memo(&self) -> bool {
        self.layout
            .and_then(|layout| layout.memo)
            .is_some_and(|at| {
                matches!(
                    crate::split::unquoted(self.raw(at)).trim_ascii(),
                    b"X" | b"x"
                )
            })
    }

    /// The id by which amendments name the transaction again.
    pub fn transaction(&self) -> &'f [u8] {
        match self.layout.and_then(|layout| layout.transaction) {
            Some(at) => crate::split::unquoted(self.raw(at)).trim_ascii(),
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
            self.filer = crate::split::unquoted(&self.lines.line()[from..to])
                .trim_ascii()
                .to_vec();
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

    /// A field in quotation marks may run over lines.
    fn close_quotes(&mut self) -> Result<u32, MoneyError> {
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

    /// What the row is, by its first field.
    fn recognise(&mut self) {
        let line = self.lines.line();
        let first = crate::split::unquoted(&line[..self.ends[0] as usize]).trim_ascii();
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

    /// A line end inside a field makes a row too short, and what follows no row.
    fn join(&mut self, delimiter: Delimiter) -> Result<u32, MoneyError> {
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

    /// By how many fields the row differs from its kind.
    fn measure(&mut self, delimiter: Delimiter) -> i32 {
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
        let is_day =
            |at: usize| Day::parse(crate::split::unquoted(field(line, &self.ends, at))).is_some();
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

/// A field of a line; empty past the end.
fn field<'l>(line: &'l [u8], ends: &[u32], at: usize) -> &'l [u8] {
    let Some(end) = ends.get(at) else { return b"" };
    let from = match at.checked_sub(1) {
        Some(before) => ends[before] as usize + 1,
        None => 0,
    };
    &line[from..*end as usize]
}

/// The version whose layout a row fits to the field, where its own does not: for schedules A and B, whose rows programs
/// write whole.
fn other_version(own: &Layout, fields: usize, version: crate::Version) -> Option<crate::Version> {
    if !matches!(own.record, "SA" | "SB")
        || fields >= own.columns.len()
        || version.paper
        || version.major < 6
    {
        return None;
    }
    [(8, 0), (6, 4), (6, 2), (6, 1)]
        .into_iter()
        .map(|(major, minor)| crate::Version {
            paper: false,
            major,
            minor,
        })
        .find(|other| {
            layout(own.record, *other).is_some_and(|layout| layout.columns.len() == fields)
        })
}

/// Whether the header's version is written as versions are.
fn stands_for(header: &Header) -> bool {
    let stated = header.stated.trim();
    stated == header.version.to_string()
        || (header.version.major < 6 && crate::Version::parse(stated) == Some(header.version))
}

/// Whether bytes start a row: the name of a record, or something short in capitals before the filer's id.
fn starts_row(bytes: &[u8], filer: &[u8]) -> bool {
    let end = bytes
        .iter()
        .position(|b| matches!(b, 0x1c | b',' | b'\n' | b'\r'))
        .unwrap_or(bytes.len());
    let first = crate::split::unquoted(&bytes[..end]).trim_ascii();
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
