//! JSON Lines: one report on each line, read one at a time.

use std::collections::BTreeSet;
use std::io::{self, BufRead};

use claim::Complaint;

use super::read;
use crate::{Limits, Taken};

/// The lines of a JSON Lines file or stream. A bad line is refused and the rest is read.
pub(crate) struct Lines<R> {
    reader: R,
    place: String,
    name: String,
    limits: Limits,
    number: u64,
    unread: BTreeSet<String>,
    ended: bool,
}

/// One line as it came.
enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

impl<R: BufRead> Lines<R> {
    /// The lines of this reader; `place` and `name` as for a whole file.
    pub(crate) fn new(reader: R, place: &str, name: &str, limits: Limits) -> Self {
        Self {
            reader,
            place: place.to_owned(),
            name: name.to_owned(),
            limits,
            number: 0,
            unread: BTreeSet::new(),
            ended: false,
        }
    }

    /// The next line without its end. What is too long is passed over without being kept in memory.
    fn line(&mut self) -> io::Result<Line> {
        let mut line = Vec::new();
        let mut too_long = false;
        loop {
            let chunk = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if chunk.is_empty() {
                break;
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let piece = &chunk[..end.unwrap_or(chunk.len())];
            too_long |= line.len() + piece.len() > self.limits.bytes;
            if too_long {
                line = Vec::new();
            } else {
                line.extend_from_slice(piece);
            }
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.reader.consume(used);
            if end.is_some() {
                return Ok(if too_long {
                    Line::TooLong
                } else {
                    Line::Whole(line)
                });
            }
        }
        Ok(match line.is_empty() {
            true if too_long => Line::TooLong,
            true => Line::End,
            false => Line::Whole(line),
        })
    }

    fn end(&mut self) -> Option<Taken> {
        self.ended = true;
        let names: Vec<String> = std::mem::take(&mut self.unread).into_iter().collect();
        (!names.is_empty()).then(|| fields_not_read(&self.place, &names))
    }
}

/// The note about fields that a report does not have.
pub(super) fn fields_not_read(place: &str, names: &[String]) -> Taken {
    Taken::Skipped(Complaint::new(
        place,
        format!(
            "fields that a report does not have were not read: {}",
            names.join(", ")
        ),
        "the other fields",
    ))
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Taken;

    fn next(&mut self) -> Option<Taken> {
        while !self.ended {
            self.number += 1;
            let place = format!("{}, line {}", self.place, self.number);
            let line = match self.line() {
                Ok(Line::Whole(line)) => line,
                Ok(Line::End) => return self.end(),
                Ok(Line::TooLong) => {
                    let what = format!("it is longer than {} bytes", self.limits.bytes);
                    return Some(Taken::Refused(Complaint::new(
                        place,
                        what,
                        "the other lines",
                    )));
                }
                Err(error) => {
                    self.ended = true;
                    let what = format!("reading broke off: {error}");
                    return Some(Taken::Refused(Complaint::new(
                        place,
                        what,
                        "the lines before it",
                    )));
                }
            };
            let line = line.strip_suffix(b"\r").unwrap_or(&line);
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let name = format!("{}:{}", self.name, self.number);
            return Some(read(&place, &name, line, &self.limits, &mut self.unread));
        }
        None
    }
}
