//! What stops intake before anything is read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A source that cannot be opened at all. Whatever goes wrong later is a complaint and the rest is read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// Nothing is at the path.
    #[error("{} does not exist", path.display())]
    Missing {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The path is a link that leads nowhere.
    #[error("{} is a link to {}, which does not exist", path.display(), to.display())]
    Dangling {
        /// The path as it was given.
        path: PathBuf,
        /// Where the link leads.
        to: PathBuf,
    },
    /// The operating system refused.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The path as it was given.
        path: PathBuf,
        /// Its reason.
        #[source]
        source: io::Error,
    },
}
