//! An optional reader of reports: a language model behind an endpoint that the user names.
//!
//! The endpoint speaks the chat completions of the OpenAI API, as most servers of language models do. The model is
//! asked for claims as JSON (`data/prompt.md`) and is not believed: every claim must be one of the vocabulary's, its
//! quote must stand in the report to the letter, and whoever it names must be named there. What fails is dropped with a
//! complaint.
//!
//! This is the only crate that reaches the network, and it reaches nothing but that endpoint: no proxy, no redirect.

mod answer;
mod endpoint;
mod error;
mod reader;

pub use answer::{Said, understand};
pub use endpoint::{Endpoint, Key};
pub use error::LlmError;
pub use reader::Reader;
