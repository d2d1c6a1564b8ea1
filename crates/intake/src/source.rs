//! Opening a path or a stream and walking through it.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use claim::Complaint;

use crate::decode::decode;
use crate::json::{self, Lines};
use crate::recognise::{self, HEAD, Looks};
use crate::walk::{self, Found, Walk};
use crate::{IntakeError, Limits, Taken, html, text};

/// Where documents come from.
pub enum Source {
    /// A file, or a folder that is walked in the order of its names.
    Path(PathBuf),
    /// An open stream, such as standard input, with the name that complaints call it by.
    Reader {
        /// Its name (`standard input`).
        name: String,
        /// The bytes.
        reader: Box<dyn Read + Send>,
    },
}

/// How much there is to read under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// The files that [`open`] will open.
    pub files: u64,
    /// Their length in bytes.
    pub bytes: u64,
}

/// Counts what [`open`] will open under this path, for a progress bar. What cannot be looked at counts as nothing.
pub fn count(path: &Path) -> Count {
    walk::count(path)
}

/// Opens a source. Reading happens as the iterator is driven.
///
/// # Errors
///
/// When there is nothing at the path or the operating system refuses it.
pub fn open(source: Source, limits: Limits) -> Result<Intake, IntakeError> {
    let mut intake = Intake {
        limits,
        queue: VecDeque::new(),
        walk: None,
        lines: None,
    };
    match source {
        Source::Path(path) => {
            can_be_opened(&path)?;
            intake.walk = Some(Walk::new(&path));
        }
        Source::Reader { name, reader } => intake.begin(&name, &name, None, reader),
    }
    Ok(intake)
}

fn can_be_opened(path: &Path) -> Result<(), IntakeError> {
    let owned = || path.to_owned();
    let unreadable = |source: io::Error| IntakeError::Unreadable {
        path: owned(),
        source,
    };
    let data = match fs::metadata(path) {
        Ok(data) => data,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(match fs::read_link(path) {
                Ok(to) => IntakeError::Dangling { path: owned(), to },
                Err(_) => IntakeError::Missing { path: owned() },
            });
        }
        Err(error) => return Err(unreadable(error)),
    };
    if data.is_dir() {
        return fs::read_dir(path).map(drop).map_err(unreadable);
    }
    // Only a regular file may be opened twice: a pipe would lose what the first opening takes from it.
    if data.is_file() {
        return File::open(path).map(drop).map_err(unreadable);
    }
    Ok(())
}

/// Reads bytes that are already in memory as [`open`] would read a file that holds them.
///
/// `name` is their place in complaints and the id of a report that has none of its own.
pub fn read(name: &str, bytes: &[u8], limits: Limits) -> Vec<Taken> {
    let mut intake = Intake {
        limits,
        queue: VecDeque::new(),
        walk: None,
        lines: None,
    };
    intake.begin(name, name, None, Box::new(Cursor::new(bytes.to_vec())));
    intake
        .filter(|taken| !matches!(taken, Taken::Opened { .. }))
        .collect()
}

/// A file that begins with what was read of it to recognise it.
type Rest = BufReader<io::Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>>;

/// What a source gives, one thing at a time. It never ends with an error: what cannot be read is
/// [`Taken::Refused`], and the rest follows.
pub struct Intake {
    limits: Limits,
    /// What was taken and not handed out yet.
    queue: VecDeque<Taken>,
    /// The folder or file that is walked.
    walk: Option<Walk>,
    /// The JSON Lines file that is being read.
    lines: Option<Lines<Rest>>,
}

impl Intake {
    /// Begins a file or stream: reads it whole, or leaves it in `lines`.
    fn begin(
        &mut self,
        place: &str,
        name: &str,
        bytes: Option<u64>,
        mut reader: Box<dyn Read + Send>,
    ) {
        self.queue.push_back(Taken::Opened {
            place: place.to_owned(),
            bytes,
        });
        let mut head = Vec::new();
        if let Err(error) = reader.by_ref().take(HEAD as u64).read_to_end(&mut head) {
            return self.queue.push_back(broken_off(place, &error));
        }
        let (start, _) = decode(place, &head, None);
        let looks = recognise::by_bytes(&head).unwrap_or_else(|| recognise::by_text(&start));
        if looks == Looks::Json && is_json_lines(&head) {
            let mark = if head.starts_with(b"\xEF\xBB\xBF") {
                3
            } else {
                0
            };
            head.drain(..mark);
            let rest = BufReader::new(Cursor::new(head).chain(reader));
            self.lines = Some(Lines::new(rest, place, name, self.limits));
            return;
        }
        if let Looks::Other { what, advice } = looks {
            return self.queue.push_back(no_report(place, what, advice));
        }
        let limit = match looks {
            Looks::Html => self.limits.html_bytes,
            _ => self.limits.bytes,
        };
        match all(head, reader, limit) {
            Ok(Some(bytes)) => self.whole(place, name, looks, &bytes),
            Ok(None) => self.queue.push_back(Taken::Refused(Complaint::new(
                place,
                format!(
                    "it is larger than {limit} bytes, the most that is read of one {}",
                    if looks == Looks::Html {
                        "web page"
                    } else {
                        "file"
                    }
                ),
                "nothing",
            ))),
            Err(error) => self.queue.push_back(broken_off(place, &error)),
        }
    }

    fn whole(&mut self, place: &str, name: &str, looks: Looks, bytes: &[u8]) {
        match looks {
            Looks::Json => {
                let (text, complaints) = decode(place, bytes, None);
                let mut taken = json::whole(place, name, &text, &self.limits);
                // What is wrong with the encoding of the file is said once, with its first report.
                if let Some(Taken::Read(_, first)) =
                    taken.iter_mut().find(|one| matches!(one, Taken::Read(..)))
                {
                    first.splice(0..0, complaints);
                }
                self.queue.extend(taken);
            }
            Looks::Html => self
                .queue
                .push_back(html::read(place, name, bytes, &self.limits)),
            _ => self
                .queue
                .push_back(text::read(place, name, bytes, &self.limits)),
        }
    }

    fn found(&mut self, found: Found) {
        let (path, name) = match found {
            Found::Else(taken) => return self.queue.push_back(taken),
            Found::File { path, name } => (path, name),
        };
        let place = path.display().to_string();
        match File::open(&path) {
            Ok(file) => {
                let bytes = file.metadata().ok().filter(fs::Metadata::is_file);
                self.begin(&place, &name, bytes.map(|data| data.len()), Box::new(file));
            }
            Err(error) => self.queue.push_back(Taken::Refused(Complaint::new(
                place,
                format!("it cannot be opened: {error}"),
                "nothing of it",
            ))),
        }
    }
}

impl Iterator for Intake {
    type Item = Taken;

    fn next(&mut self) -> Option<Taken> {
        loop {
            if let Some(taken) = self.queue.pop_front() {
                return Some(taken);
            }
            if let Some(taken) = self.lines.as_mut().and_then(Iterator::next) {
                return Some(taken);
            }
            self.lines = None;
            let found = self.walk.as_mut()?.next()?;
            self.found(found);
        }
    }
}

/// Whether the file is to be read line by line: one of the first lines is an object for itself, or the first line does
/// not end within the head.
fn is_json_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let Some(start) = head.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return false;
    };
    let head = &head[start..];
    if head[0] != b'{' {
        return false;
    }
    if !head.contains(&b'\n') {
        return true;
    }
    head.split(|byte| *byte == b'\n')
        .take(20)
        .filter(|line| line.starts_with(b"{"))
        .any(|line| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok())
}

/// The whole of a file whose head was read already; `None` where it is longer than the limit.
fn all(
    mut head: Vec<u8>,
    reader: Box<dyn Read + Send>,
    limit: usize,
) -> io::Result<Option<Vec<u8>>> {
    let room = (limit + 1).saturating_sub(head.len());
    reader.take(room as u64).read_to_end(&mut head)?;
    Ok((head.len() <= limit).then_some(head))
}

fn broken_off(place: &str, error: &io::Error) -> Taken {
    Taken::Refused(Complaint::new(
        place,
        format!("reading broke off: {error}"),
        "nothing",
    ))
}

fn no_report(place: &str, what: &str, advice: &str) -> Taken {
    Taken::Refused(Complaint::new(
        place,
        format!("it is no report: it looks like {what}. What to do: {advice}"),
        "nothing",
    ))
}
