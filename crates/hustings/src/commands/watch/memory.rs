//! What a watch remembers, on disk: written anew beside the old one and then put in its place, so that a crash leaves one or the other.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use intake::watch::State;

use crate::args::watch::Watch;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::talk;

/// Where it lies.
#[derive(Debug)]
pub(super) struct Memory {
    state: PathBuf,
}

impl Memory {
    /// Opens it, with what an earlier run left.
    pub(super) fn open(typed: &Watch, settings: &Settings) -> Result<(Self, State), Failure> {
        let state = match &typed.state {
            Some(path) => path.clone(),
            None => beside(&settings.record)?,
        };
        let memory = Self { state };
        let held = match fs::read_to_string(&memory.state) {
            Ok(text) => match State::read(&text) {
                Ok(held) => held,
                Err(why) => {
                    talk::say(
                        settings,
                        &format!(
                            "{} cannot be read ({why}): what was read before is polled again, and the record knows what it holds.",
                            memory.state.display()
                        ),
                    );
                    State::default()
                }
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => State::default(),
            Err(error) => {
                return Err(Failure::new(
                    anyhow::Error::from(error)
                        .context(format!("{} cannot be read", memory.state.display())),
                ));
            }
        };
        Ok((memory, held))
    }

    /// Writes it.
    pub(super) fn keep(&self, state: &State) -> Result<(), Failure> {
        write(&self.state, state.written().as_bytes())
            .with_context(|| format!("{} cannot be written", self.state.display()))?;
        Ok(())
    }

    /// Notes which report is being read, so that one that ends the whole program is known at the next start.
    pub(super) fn begin(&self, name: &str) {
        // Where this cannot be written, the state cannot either, and that is said.
        drop(fs::write(self.with("reading"), name));
    }

    /// Notes that it was read.
    pub(super) fn end(&self) {
        drop(fs::remove_file(self.with("reading")));
    }

    /// The report that was being read when the last run ended.
    pub(super) fn unfinished(&self) -> Option<String> {
        let name = fs::read_to_string(self.with("reading")).ok()?;
        self.end();
        Some(name)
    }

    /// Puts the bytes of a report that breaks its reader aside, and says where.
    pub(super) fn quarantine(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        let folder = self.with("quarantine");
        fs::create_dir_all(&folder)?;
        let path = folder.join(intake::Hash::of(bytes).to_string());
        write(&path, bytes)?;
        Ok(path)
    }

    fn with(&self, ending: &str) -> PathBuf {
        let mut path = self.state.clone().into_os_string();
        path.push(".");
        path.push(ending);
        path.into()
    }
}

/// `hustings.db` → `hustings.db.watch`. A record in a database has no place beside it.
fn beside(record: &Path) -> Result<PathBuf, Failure> {
    if record.to_string_lossy().contains("://") {
        return Err(Failure::new(anyhow!(
            "a record in a database leaves no place for what the watch remembers"
        ))
        .hint("name a file with --state, such as --state hustings.watch"));
    }
    let mut path = record.to_owned().into_os_string();
    path.push(".watch");
    Ok(path.into())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = path.to_owned().into_os_string();
    new.push(".new");
    let new = PathBuf::from(new);
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)
}
