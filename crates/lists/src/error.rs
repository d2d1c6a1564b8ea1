//! What stops the reading of a list.

use std::io;

use thiserror::Error;

/// A list that cannot be read to its end. Whatever is wrong with a single entry is a complaint instead.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ListError {
    /// The file or stream gave an error; the entries before it were read.
    #[error("{name} breaks off")]
    BrokenOff {
        /// The list.
        name: String,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
}
