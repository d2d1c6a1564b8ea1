//! Cutting a stream into entries, each with the words of the file to the letter.

use std::io::{self, BufRead};

/// The longest entry: a hundred times the longest one known. Beyond it the file is not the list that it looked like.
const LONGEST: usize = 1 << 20;

/// Where one entry ends and the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Each line.
    Line,
    /// A line that begins with `- `: an element of a YAML list at the left margin.
    Dash,
    /// The braces of an object inside a JSON list.
    Brace,
}

/// An entry as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The line on which it begins, counted from 1.
    pub(crate) line: u64,
    /// Its words, or why there are none.
    pub(crate) text: Result<String, String>,
    /// Whether bytes had to be replaced.
    pub(crate) damaged: bool,
}

/// The entries of a stream.
#[derive(Debug)]
pub(crate) struct Pieces<R> {
    reader: R,
    by: By,
    /// Lines read so far.
    line: u64,
    /// What was read and belongs to the next entry.
    held: Vec<u8>,
    /// The line on which `held` begins.
    began: u64,
    json: Json,
    too_long: bool,
    done: bool,
}

/// Where in a JSON text we are.
#[derive(Debug, Default)]
struct Json {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl<R: BufRead> Pieces<R> {
    pub(crate) fn new(reader: R, by: By) -> Self {
        Self {
            reader,
            by,
            line: 0,
            held: Vec::new(),
            began: 1,
            json: Json::default(),
            too_long: false,
            done: false,
        }
    }

    /// The next entry, or the error that the stream ends with.
    pub(crate) fn next(&mut self) -> Option<io::Result<Piece>> {
        loop {
            if self.done {
                return None;
            }
            let taken = match self.by {
                By::Brace => self.brace(),
                By::Line | By::Dash => self.lines(),
            };
            match taken {
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
                Ok(Some(piece)) if !piece.is_blank() => return Some(Ok(piece)),
                Ok(_) => {}
            }
        }
    }

    /// Reads a line, and gives the entry before it where the line begins a new one.
    fn lines(&mut self) -> io::Result<Option<Piece>> {
        let mut line = Vec::new();
        let limit = LONGEST as u64 + 1;
        let read = io::Read::take(&mut self.reader, limit).read_until(b'\n', &mut line)?;
        if read == 0 {
            self.done = true;
            return Ok(Some(self.give()));
        }
        self.line += 1;
        let begins = self.by == By::Line || line.starts_with(b"- ") || line == b"-\n";
        let before = begins.then(|| self.give());
        if begins {
            self.began = self.line;
        }
        // Comments and blank lines between entries belong to none of them.
        if self.by == By::Line || begins || !self.held.is_empty() {
            self.hold(&line);
        }
        Ok(before)
    }

    fn hold(&mut self, bytes: &[u8]) {
        if self.held.len() + bytes.len() > LONGEST {
            self.too_long = true;
        } else {
            self.held.extend_from_slice(bytes);
        }
    }

    /// Reads to the closing brace of an object at the top of the list.
    fn brace(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                self.done = true;
                // A list that is cut off has an object left that nothing closes.
                return Ok((!self.held.is_empty()).then(|| self.give()));
            }
            let (mut used, mut ended) = (0, false);
            for &byte in buffer {
                used += 1;
                if byte == b'\n' {
                    self.line += 1;
                }
                if self.json.depth == 0 && byte == b'{' {
                    self.began = self.line + 1;
                }
                let inside = self.json.depth > 0 || byte == b'{';
                ended = self.json.step(byte);
                if inside {
                    if self.held.len() < LONGEST {
                        self.held.push(byte);
                    } else {
                        self.too_long = true;
                    }
                }
                if ended {
                    break;
                }
            }
            self.reader.consume(used);
            if ended {
                return Ok(Some(self.give()));
            }
        }
    }

    fn give(&mut self) -> Piece {
        let bytes = std::mem::take(&mut self.held);
        let (text, damaged) = match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
        };
        let text = text.trim_start_matches('\u{FEFF}');
        let text = if std::mem::take(&mut self.too_long) {
            Err(format!("an entry of more than {LONGEST} bytes"))
        } else {
            Ok(text.trim_end_matches(['\n', '\r']).to_owned())
        };
        Piece {
            line: self.began,
            text,
            damaged,
        }
    }
}

impl Piece {
    fn is_blank(&self) -> bool {
        self.text.as_ref().is_ok_and(|text| text.trim().is_empty())
    }
}

impl Json {
    /// Takes a byte; whether it closes an object of the list.
    fn step(&mut self, byte: u8) -> bool {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = self.depth > 0,
            b'{' => self.depth += 1,
            b'}' => {
                let closes = self.depth == 1;
                self.depth = self.depth.saturating_sub(1);
                return closes;
            }
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(by: By, text: &str, expect: &[(u64, &str)]) {
        for size in [1, 3, 4096] {
            let reader = io::BufReader::with_capacity(size, text.as_bytes());
            let mut pieces = Pieces::new(reader, by);
            let mut found = Vec::new();
            while let Some(piece) = pieces.next() {
                let piece = piece.unwrap();
                found.push((piece.line, piece.text.unwrap()));
            }
            let found: Vec<(u64, &str)> = found.iter().map(|(l, t)| (*l, t.as_str())).collect();
            assert_eq!(found, expect, "{by:?}, {size} bytes at a time");
        }
    }

    #[test]
    fn entries_are_cut_to_the_letter() {
        check(By::Line, "a|b\r\n\nc|d", &[(1, "a|b"), (3, "c|d")]);
        check(
            By::Dash,
            "# list\n- id:\n    a: 1\n  name: x\n- id:\n    a: 2\n",
            &[(2, "- id:\n    a: 1\n  name: x"), (5, "- id:\n    a: 2")],
        );
        check(
            By::Brace,
            "[\n {\"a\": {\"b\": \"}\\\"{\"}},\n {\"a\": 2}\n]\n",
            &[(2, "{\"a\": {\"b\": \"}\\\"{\"}}"), (3, "{\"a\": 2}")],
        );
        check(
            By::Brace,
            "[{\"a\": 1}, {\"b",
            &[(1, "{\"a\": 1}"), (1, "{\"b")],
        );
        check(By::Line, "", &[]);
    }

    #[test]
    fn an_endless_entry_is_refused() {
        let text = format!("- {}\n- b\n", "x".repeat(LONGEST + 5));
        let mut pieces = Pieces::new(text.as_bytes(), By::Dash);
        assert!(pieces.next().unwrap().unwrap().text.is_err());
        while let Some(piece) = pieces.next() {
            if piece.unwrap().text.as_deref() == Ok("- b") {
                return;
            }
        }
        panic!("the entry after it is read");
    }
}
