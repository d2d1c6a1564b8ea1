//! What can go wrong.

use thiserror::Error;

/// What can go wrong.
#[derive(Debug, Error)]
pub enum ForecastError {
    /// The file of parameters is not one.
    #[error("the parameters cannot be read")]
    Parameters(#[source] toml::de::Error),
    /// The parameters cannot be written: a number is not one.
    #[error("the parameters cannot be written")]
    Written(#[source] toml::ser::Error),
    /// The table of states' leans is not one.
    #[error("the table of how states lean cannot be read")]
    Leans(#[source] toml::de::Error),
    /// Nothing to fit on.
    #[error("no past contest of the kind {0} with polls and a result")]
    NothingToFit(&'static str),
    /// A table of past candidates that is not one.
    #[error("{name} is no table of candidates or statements that is known")]
    Unknown {
        /// The file.
        name: String,
    },
}
