//! Opening a path or a stream and walking through it.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::{IntakeError, Limits, Taken};

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
    let _ = path;
    Count::default()
}

/// Opens a source. Reading happens as the iterator is driven.
///
/// # Errors
///
/// When there is nothing at the path or the operating system refuses it.
pub fn open(source: Source, limits: Limits) -> Result<Intake, IntakeError> {
    let _ = (source, limits);
    Ok(Intake {})
}

/// What a source gives, one thing at a time. It never ends with an error: what cannot be read is
/// [`Taken::Refused`], and the rest follows.
pub struct Intake {}

impl Iterator for Intake {
    type Item = Taken;

    fn next(&mut self) -> Option<Taken> {
        None
    }
}
