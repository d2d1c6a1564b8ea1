//! Tables in text: records of a stream, one after the other, and their fields, without a copy where nothing is quoted.
//!
//! Line ends are LF, CR LF or CR alone; a quoted field may hold any of them. What parts the fields is seen from the header.

use std::io::Read;

use memchr::{memchr, memchr_iter};

use crate::error::{Result, ReturnsError};

/// How much is read at a time.
const CHUNK: usize = 256 * 1024;

/// The longest record that is taken. A quote that is never closed would take the rest of the file for one field.
const LONGEST: usize = 4 * 1024 * 1024;

/// The records of a stream.
pub(crate) struct Lines<R> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    newline: u8,
    /// What parts the fields: a quote opens only at the beginning of one.
    pub(crate) delimiter: u8,
    /// How many lines were given, so also the number of the last line of the last record.
    line: u64,
}

impl<R> std::fmt::Debug for Lines<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines")
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// A record: its bytes without the line end, and the line on which it begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) number: u64,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Result<Self> {
        let mut lines = Self {
            source,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            ended: false,
            newline: b'\n',
            delimiter: b',',
            line: 0,
        };
        lines.fill()?;
        if lines.buffer[..lines.end].starts_with(b"\xef\xbb\xbf") {
            lines.start = 3;
        }
        let head = &lines.buffer[lines.start..lines.end];
        if memchr(b'\n', head).is_none() && memchr(b'\r', head).is_some() {
            lines.newline = b'\r';
        }
        Ok(lines)
    }

    /// The next record that is not empty; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>> {
        loop {
            let Some((length, ends)) = self.record()? else {
                return Ok(None);
            };
            let at = self.start;
            let number = self.line + 1;
            self.start += length + usize::from(ends);
            let bytes = &self.buffer[at..at + length];
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            // A quoted field can hold line ends; they are lines of the file too.
            let inside = if memchr(b'"', bytes).is_some() {
                memchr_iter(self.newline, bytes).count() as u64
            } else {
                0
            };
            self.line += 1 + inside;
            if !bytes.is_empty() {
                let length = bytes.len();
                return Ok(Some(Line {
                    bytes: &self.buffer[at..at + length],
                    number,
                }));
            }
        }
    }

    /// The length of the record at `start`, and whether a line end follows it.
    fn record(&mut self) -> Result<Option<(usize, bool)>> {
        let mut from = 0;
        let mut quoted = false;
        loop {
            let ahead = &self.buffer[self.start..self.end];
            if let Some(at) = memchr(self.newline, &ahead[from..]) {
                let part = &ahead[from..from + at];
                if quoted || memchr(b'"', part).is_some() {
                    quoted = is_open_behind(part, self.delimiter, quoted);
                }
                if !quoted {
                    return Ok(Some((from + at, true)));
                }
                from += at + 1;
                if from > LONGEST {
                    return Err(self.too_long());
                }
                continue;
            }
            if self.ended {
                let left = ahead.len();
                return Ok((left > 0).then_some((left, false)));
            }
            if ahead.len() > LONGEST {
                return Err(self.too_long());
            }
            self.fill()?;
        }
    }

    fn too_long(&self) -> ReturnsError {
        ReturnsError::Broken {
            format: "table of text",
            place: format!("line {}", self.line + 1),
            what: "a quote is never closed, or a line has no end".to_owned(),
        }
    }

    /// Reads on behind what is there.
    fn fill(&mut self) -> Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.end < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() + CHUNK, 0);
        }
        while self.end < self.buffer.len() {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(more) => self.end += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// Whether a quoted field goes on behind these bytes. A quote inside of a field that has begun without one is a letter like
/// others: `Tracy "Justice" Wright`.
fn is_open_behind(bytes: &[u8], delimiter: u8, mut quoted: bool) -> bool {
    let mut at_start = !quoted;
    let mut bytes = bytes.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if quoted && byte == b'"' {
            quoted = bytes.next_if_eq(&b'"').is_some();
        } else if byte == b'"' && at_start {
            quoted = true;
        }
        at_start = !quoted && byte == delimiter;
    }
    quoted
}

/// The fields of one record; used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    bounds: Vec<(u32, u32)>,
    unquoted: Vec<u8>,
    is_quoted: bool,
}

impl Fields {
    /// Splits a record.
    pub(crate) fn split(&mut self, line: &[u8], delimiter: u8) {
        self.bounds.clear();
        self.is_quoted = memchr(b'"', line).is_some();
        if self.is_quoted {
            self.split_quoted(line, delimiter);
            return;
        }
        let mut start = 0;
        for at in memchr_iter(delimiter, line) {
            self.bounds.push(trimmed(line, start, at));
            start = at + 1;
        }
        self.bounds.push(trimmed(line, start, line.len()));
    }

    fn split_quoted(&mut self, line: &[u8], delimiter: u8) {
        self.unquoted.clear();
        let (mut start, mut quoted, mut at_start) = (0, false, true);
        let mut bytes = line.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            if quoted && byte == b'"' {
                quoted = bytes.next_if_eq(&b'"').is_some();
                if quoted {
                    self.unquoted.push(b'"');
                }
            } else if byte == b'"' && at_start {
                quoted = true;
            } else if byte == delimiter && !quoted {
                let end = self.unquoted.len();
                self.bounds.push(trimmed(&self.unquoted, start, end));
                start = end;
            } else {
                self.unquoted.push(byte);
            }
            at_start = !quoted && byte == delimiter;
        }
        let end = self.unquoted.len();
        self.bounds.push(trimmed(&self.unquoted, start, end));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.bounds.len()
    }

    /// A field of the record that was split last, without spaces around it.
    pub(crate) fn get<'a>(&'a self, line: &'a [u8], at: usize) -> Option<&'a [u8]> {
        let &(start, end) = self.bounds.get(at)?;
        let from = if self.is_quoted { &self.unquoted } else { line };
        from.get(start as usize..end as usize)
    }
}

fn trimmed(bytes: &[u8], mut start: usize, mut end: usize) -> (u32, u32) {
    while start < end && bytes[start].is_ascii_whitespace() {
        start += 1;
    }
    while start < end && bytes[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    // A record is at most `LONGEST` and a chunk long.
    (
        u32::try_from(start).unwrap_or(u32::MAX),
        u32::try_from(end).unwrap_or(u32::MAX),
    )
}

/// Bytes as text; what is no UTF-8 is read as Windows-1252, which every byte is.
pub(crate) fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// What parts the fields of a header: the commonest of comma, tab, semicolon and bar.
pub(crate) fn delimiter(header: &[u8]) -> u8 {
    [b',', b'\t', b';', b'|']
        .into_iter()
        .max_by_key(|&delimiter| {
            let count = memchr_iter(delimiter, header).count();
            (count, delimiter == b',')
        })
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let mut lines = Lines::new(text).unwrap();
        let mut fields = Fields::default();
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            fields.split(line.bytes, b',');
            let row = (0..fields.len())
                .map(|at| text_of(fields.get(line.bytes, at).unwrap()))
                .collect();
            found.push((line.number, row));
        }
        found
    }

    fn text_of(bytes: &[u8]) -> String {
        text(bytes).into_owned()
    }

    #[test]
    fn every_kind_of_line_end() {
        for text in [
            "a,b\nc,d\n",
            "a,b\r\nc,d\r\n",
            "a,b\rc,d",
            "\u{feff}a,b\nc,d",
        ] {
            let rows: Vec<Vec<String>> =
                read(text.as_bytes()).into_iter().map(|row| row.1).collect();
            assert_eq!(rows, [["a", "b"], ["c", "d"]], "{text:?}");
        }
    }

    #[test]
    fn quotes_and_places() {
        let rows = read(b"x,y\n\n\"a\nb, \"\"c\"\"\", 7 \nlast,\n");
        assert_eq!(
            rows,
            [
                (1, vec!["x".to_owned(), "y".to_owned()]),
                (3, vec!["a\nb, \"c\"".to_owned(), "7".to_owned()]),
                (5, vec!["last".to_owned(), String::new()]),
            ]
        );
    }

    #[test]
    fn what_is_no_utf8_is_still_text() {
        assert_eq!(text(b"Mam\xe1"), "Mamá");
        assert_eq!(text("Mamá".as_bytes()), "Mamá");
    }

    #[test]
    fn a_quote_that_is_never_closed_is_an_end() {
        let mut long = b"a,\"b\n".to_vec();
        long.extend(b"x\n".repeat(LONGEST));
        let mut lines = Lines::new(long.as_slice()).unwrap();
        assert!(matches!(lines.next(), Err(ReturnsError::Broken { .. })));
    }

    proptest! {
        /// The fast way reads what the well-known library reads.
        #[test]
        fn rows_are_those_of_the_csv_crate(rows in proptest::collection::vec(
            proptest::collection::vec("[a-z0-9 ,\"\n]{0,8}", 1..6), 1..12))
        {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let expect: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .flexible(true)
                .has_headers(false)
                .from_reader(bytes.as_slice())
                .records()
                .map(|row| row.unwrap().iter().map(|field| field.trim_ascii().to_owned()).collect())
                .collect();
            let found: Vec<Vec<String>> = read(&bytes).into_iter().map(|row| row.1).collect();
            prop_assert_eq!(found, expect);
        }
    }
}
