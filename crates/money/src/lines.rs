//! Lines of a file of any length, in bounded memory and without copying: each is a slice of the buffer, with its place.
//!
//! A filing's lines end in LF, CRLF or, from old programs, in CR alone. Which one is decided once, on the first stretch of the file.

use std::io::Read;

use memchr::{memchr, memchr2};

use crate::MoneyError;

/// So much is read at once.
const CHUNK: usize = 256 * 1024;

/// A line longer than this is refused: no filing has one, and a file without line ends must not fill the memory.
pub const LONGEST_LINE: usize = 64 * 1024 * 1024;

/// A line's place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub line: u64,
    /// The byte at which it starts.
    pub offset: u64,
}

/// Reads lines out of a source of bytes.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    source: R,
    buffer: Vec<u8>,
    /// What is left of the buffer.
    start: usize,
    end: usize,
    /// Whether the source is at its end.
    drained: bool,
    /// The byte that ends a line.
    terminator: u8,
    /// The line that was given last: bytes of the buffer, and how many of them end it.
    current: (usize, usize, usize),
    place: Place,
    next: Place,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Result<Self, MoneyError> {
        let mut lines = Self {
            source,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            drained: false,
            terminator: b'\n',
            current: (0, 0, 0),
            place: Place { line: 0, offset: 0 },
            next: Place { line: 1, offset: 0 },
        };
        lines.fill()?;
        let held = &lines.buffer[..lines.end];
        if memchr(b'\n', held).is_none() && memchr(b'\r', held).is_some() {
            lines.terminator = b'\r';
        }
        Ok(lines)
    }

    /// The first bytes of the file, before anything was read.
    pub(crate) fn head(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Whether CR alone ends the lines.
    pub(crate) fn is_cr(&self) -> bool {
        self.terminator == b'\r'
    }

    /// Leaves out bytes at the start of the file: a byte order mark.
    pub(crate) fn skip(&mut self, bytes: usize) {
        let bytes = bytes.min(self.end - self.start);
        self.start += bytes;
        self.next.offset += bytes as u64;
    }

    fn fill(&mut self) -> Result<(), MoneyError> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            if self.buffer.len() >= LONGEST_LINE {
                return Err(MoneyError::TooLong {
                    line: self.next.line,
                });
            }
            let grown = self.buffer.len() * 2;
            self.buffer.resize(grown, 0);
        }
        while self.end < self.buffer.len() {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.drained = true;
                    break;
                }
                Ok(read) => self.end += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(MoneyError::Io(error)),
            }
        }
        Ok(())
    }

    /// The end of the line that starts at a byte of the buffer, with how many bytes end it; the buffer may be filled anew.
    fn line_end(&mut self, mut from: usize) -> Result<Option<(usize, usize)>, MoneyError> {
        loop {
            if let Some(at) = memchr(self.terminator, &self.buffer[self.start + from..self.end]) {
                return Ok(Some((from + at + 1, 1)));
            }
            if self.drained {
                let left = self.end - self.start;
                return Ok((left > from).then_some((left, 0)));
            }
            from = self.end - self.start;
            self.fill()?;
        }
    }

    /// Goes to the next line. `false` at the end of the file.
    pub(crate) fn advance(&mut self) -> Result<bool, MoneyError> {
        let Some((length, mut ending)) = self.line_end(0)? else {
            return Ok(false);
        };
        let start = self.start;
        if ending == 1
            && self.terminator == b'\n'
            && length >= 2
            && self.buffer[start + length - 2] == b'\r'
        {
            ending = 2;
        }
        self.current = (start, start + length, ending);
        self.start += length;
        self.place = self.next;
        self.next = Place {
            line: self.next.line + 1,
            offset: self.next.offset + length as u64,
        };
        Ok(true)
    }

    /// The bytes that follow the line, up to some: to see whether they go on with it.
    pub(crate) fn ahead(&mut self, bytes: usize) -> Result<&[u8], MoneyError> {
        if self.end - self.start < bytes && !self.drained {
            // The current line must survive the move of the buffer.
            let (from, to, ending) = self.current;
            self.start = from;
            self.fill()?;
            self.current = (self.start, self.start + (to - from), ending);
            self.start += to - from;
        }
        let to = self.end.min(self.start + bytes);
        Ok(&self.buffer[self.start..to])
    }

    /// Takes the next line into the current one: a line end inside a field. `false` where there is none.
    pub(crate) fn extend(&mut self) -> Result<bool, MoneyError> {
        let (from, to, _) = self.current;
        let held = to - from;
        self.start = from;
        let Some((length, mut ending)) = self.line_end(held)? else {
            self.start += held;
            return Ok(false);
        };
        let start = self.start;
        if ending == 1 && length >= 2 && self.buffer[start + length - 2] == b'\r' {
            ending = 2;
        }
        self.current = (start, start + length, ending);
        self.start += length;
        self.next = Place {
            line: self.next.line + 1,
            offset: self.next.offset + (length - held) as u64,
        };
        Ok(true)
    }

    /// The line without its end.
    pub(crate) fn line(&self) -> &[u8] {
        let (from, to, ending) = self.current;
        &self.buffer[from..to - ending]
    }

    /// The line's end: nothing at the end of a file that breaks off.
    pub(crate) fn ending(&self) -> &[u8] {
        let (_, to, ending) = self.current;
        &self.buffer[to - ending..to]
    }

    /// Where the line stands.
    pub(crate) fn place(&self) -> Place {
        self.place
    }
}

/// Whether a line holds nothing to read: white space, or the mark by which DOS ended files.
pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0x1a)
}

/// Whether there is a control byte of a binary file near the start.
pub(crate) fn looks_binary(head: &[u8]) -> bool {
    let head = &head[..head.len().min(512)];
    memchr2(0x01, 0x02, head).is_some()
        || head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"%PDF")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(String, String, u64)> {
        let mut lines = Lines::new(bytes).unwrap();
        let mut found = Vec::new();
        while lines.advance().unwrap() {
            let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
            found.push((
                text(lines.line()),
                text(lines.ending()),
                lines.place().offset,
            ));
        }
        found
    }

    #[test]
    fn any_line_end_and_none() {
        let of =
            |text: &str| -> Vec<String> { all(text.as_bytes()).into_iter().map(|l| l.0).collect() };
        assert_eq!(of("a\nb\r\nc"), ["a", "b", "c"]);
        assert_eq!(of("a\rb\rc\r"), ["a", "b", "c"]);
        assert_eq!(of(""), Vec::<String>::new());
        assert_eq!(of("\n\n"), ["", ""]);
    }

    #[test]
    fn lines_longer_than_the_buffer_are_whole() {
        let long = "x".repeat(3 * CHUNK);
        let text = format!("{long}\n{long}\ny");
        let found = all(text.as_bytes());
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].0.len(), long.len());
        assert_eq!(found[2].2, 2 * (long.len() as u64 + 1));
    }

    #[test]
    fn a_line_can_be_extended_by_the_next() {
        let mut lines = Lines::new(&b"one\ntwo\r\nthree"[..]).unwrap();
        assert!(lines.advance().unwrap());
        assert_eq!(lines.ahead(3).unwrap(), b"two");
        assert!(lines.extend().unwrap());
        assert_eq!(lines.line(), b"one\ntwo");
        assert_eq!(lines.ending(), b"\r\n");
        assert!(lines.advance().unwrap());
        assert_eq!((lines.line(), lines.place().line), (&b"three"[..], 3));
        assert!(!lines.extend().unwrap());
        assert!(!lines.advance().unwrap());
    }
}
