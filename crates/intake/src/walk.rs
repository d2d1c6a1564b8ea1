//! What lies under a path, in the order of names.

use std::path::{Path, PathBuf};

use claim::Complaint;
use walkdir::{DirEntry, WalkDir};

use crate::{Count, Taken};

/// Walks a file or folder. Links in a folder are never followed, so nothing outside it is ever read.
pub(crate) struct Walk {
    root: PathBuf,
    entries: walkdir::IntoIter,
    found: bool,
    ended: bool,
}

/// One thing that lies under the path.
pub(crate) enum Found {
    /// A file to be read.
    File {
        /// Where it lies.
        path: PathBuf,
        /// Its path below the folder that is walked, with `/` between the names; of a single file its name.
        name: String,
    },
    /// Something else, and what to say of it.
    Else(Taken),
}

impl Walk {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            entries: WalkDir::new(root).sort_by_file_name().into_iter(),
            found: false,
            ended: false,
        }
    }

    fn judge(&mut self, entry: walkdir::Result<DirEntry>) -> Option<Found> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Found::Else(refused(&self.root, &error))),
        };
        let path = entry.path();
        // What is named on the command line is read, whatever it is called and wherever a link leads.
        let named = entry.depth() == 0;
        if !named && let Some(why) = passed_over(&entry) {
            if entry.file_type().is_dir() {
                self.entries.skip_current_dir();
            }
            return Some(Found::Else(skipped(path, why)));
        }
        if entry.file_type().is_dir() || (named && path.is_dir()) {
            return None;
        }
        self.found = true;
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let below = if below.as_os_str().is_empty() {
            path.file_name().map_or(path, Path::new)
        } else {
            below
        };
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Some(Found::File {
            path: path.to_owned(),
            name: parts.join("/"),
        })
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            let Some(entry) = self.entries.next() else {
                self.ended = true;
                break;
            };
            if let Some(found) = self.judge(entry) {
                return Some(found);
            }
        }
        if self.found {
            return None;
        }
        self.found = true;
        Some(Found::Else(Taken::Refused(Complaint::new(
            self.root.display().to_string(),
            "the folder holds no file that can be read",
            "nothing",
        ))))
    }
}

/// Counts the files under a path and their bytes.
pub(crate) fn count(root: &Path) -> Count {
    let mut count = Count::default();
    for found in Walk::new(root) {
        if let Found::File { path, .. } = found {
            count.files += 1;
            count.bytes += std::fs::metadata(path).map_or(0, |data| data.len());
        }
    }
    count
}

/// Why an entry of a folder is passed over, if it is.
fn passed_over(entry: &DirEntry) -> Option<&'static str> {
    let name = entry.file_name().to_string_lossy();
    let kind = entry.file_type();
    if name.starts_with('.') {
        return Some("hidden, so it was passed over; name it to have it read");
    }
    if kind.is_symlink() {
        let leads_nowhere = !entry.path().exists();
        return Some(if leads_nowhere {
            "a link that leads nowhere"
        } else {
            "a link, and links in a folder are not followed; name the file itself to have it read"
        });
    }
    if kind.is_file() && name.to_ascii_lowercase().starts_with("readme") {
        return Some("it is about the folder and no report; name it to have it read");
    }
    (!kind.is_file() && !kind.is_dir()).then_some("neither a file nor a folder")
}

fn skipped(path: &Path, why: &str) -> Taken {
    Taken::Skipped(Complaint::new(path.display().to_string(), why, "nothing"))
}

fn refused(root: &Path, error: &walkdir::Error) -> Taken {
    let path = error.path().unwrap_or(root);
    let reason = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Taken::Refused(Complaint::new(
        path.display().to_string(),
        format!("it cannot be looked into: {reason}"),
        "nothing of it",
    ))
}
