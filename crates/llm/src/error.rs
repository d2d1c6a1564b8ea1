//! Why a language model gave no reading.

use thiserror::Error;

/// Why a language model gave no reading of a report. No variant holds the key or the full address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LlmError {
    /// The address cannot be asked.
    #[error("the language model's address cannot be used: {0}")]
    Address(&'static str),
    /// Nobody answers at the address.
    #[error("{address} cannot be reached: {reason}")]
    Unreachable {
        /// The address, without what may be secret in it.
        address: String,
        /// What the network says.
        reason: String,
    },
    /// The endpoint does not do what it is asked.
    #[error("{address} refuses with status {status}: {said}")]
    Refused {
        /// The address, without what may be secret in it.
        address: String,
        /// The HTTP status.
        status: u16,
        /// The beginning of its answer.
        said: String,
    },
    /// The endpoint is too busy or broken, and stayed so.
    #[error("{address} answers with status {status}, {attempts} times in a row")]
    Busy {
        /// The address, without what may be secret in it.
        address: String,
        /// The last HTTP status.
        status: u16,
        /// How often it was asked.
        attempts: u32,
    },
    /// No answer in time.
    #[error("the language model gave no answer within {0} seconds")]
    Timeout(u64),
    /// More was sent back than any reading has.
    #[error("the language model's answer is longer than {0} bytes")]
    TooLong(u64),
    /// The answer ends where the model may write no more.
    #[error("the language model's answer was cut off at the endpoint's own limit")]
    CutOff,
    /// What came back is no answer of a chat.
    #[error("what came back is no chat completion: {0}")]
    NoAnswer(String),
    /// The model wrote something that is not the JSON it was asked for.
    #[error("the language model's answer is not the JSON that it was asked for: {0}")]
    NotJson(String),
}

impl LlmError {
    /// Whether the next report would fare no better: the address, the key or the model's name is wrong.
    pub const fn is_lasting(&self) -> bool {
        match self {
            Self::Address(_) | Self::Unreachable { .. } => true,
            Self::Refused { status, .. } => matches!(*status, 300..=399 | 401..=405),
            _ => false,
        }
    }
}
