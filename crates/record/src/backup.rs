//! A copy of the record that is known to be good.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::{BatchNumber, Record, RecordError, Result};

impl Record {
    /// Writes a copy of the record, as of the last batch that was finished, while others go on reading and writing; reads
    /// it back; and gives it its name only then. So a file under that name is a whole record and a sound one.
    ///
    /// Returns the last batch of the copy. A file that is there already is never overwritten.
    pub fn backup(&self, to: &Path) -> Result<BatchNumber> {
        if to.exists() {
            return Err(RecordError::BackupThere {
                path: to.to_owned(),
            });
        }
        let mut part: OsString = to.as_os_str().to_owned();
        part.push(".part");
        let part = Path::new(&part);
        let write = |source| RecordError::BackupWrite {
            path: to.to_owned(),
            source,
        };
        // What an earlier attempt left behind is no backup.
        if part.exists() {
            fs::remove_file(part).map_err(write)?;
        }
        let copied = self.store.back_up(part).and_then(|()| sound(part));
        let last = match copied {
            Ok(last) => last,
            Err(error) => {
                // The error that is told is the one that made the copy useless.
                let _ = fs::remove_file(part);
                return Err(error);
            }
        };
        fs::File::open(part)
            .and_then(|file| file.sync_all())
            .map_err(write)?;
        fs::rename(part, to).map_err(write)?;
        // The name itself is on the disk only when the folder is.
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
            folder.sync_all().map_err(write)?;
        }
        Ok(last)
    }
}

fn sound(copy: &Path) -> Result<BatchNumber> {
    let copy = Record::open_read(copy)?;
    if let Some(first) = copy.check()?.first() {
        return Err(RecordError::BackupUnsound {
            first: format!("{}: {}", first.place, first.what),
        });
    }
    copy.last_batch()
}
