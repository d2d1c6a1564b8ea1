//! The readers that can be asked for, as one.

use std::time::Duration;

use anyhow::anyhow;
use claim::{Complaint, Report};
use llm::{Endpoint, LlmError};
use news::Reading;

use crate::args::{LlmArgs, ReaderName};
use crate::failure::Failure;
use crate::settings::Settings;

/// A reader of reports, ready to be shared by threads.
#[derive(Debug)]
pub(crate) enum Reader {
    /// One of our own.
    News(news::Reader),
    /// A language model of the user's.
    Llm(Box<llm::Reader>),
}

/// A report that was read, or why it was not; in the second case it counts as refused.
pub(crate) type Read = Result<(Reading, Vec<Complaint>), Complaint>;

impl Reader {
    /// The reader that was asked for.
    pub(crate) fn of(settings: &Settings, llm: &LlmArgs) -> Result<Self, Failure> {
        Ok(match settings.reader {
            ReaderName::Default => Self::News(news::Reader::trained()?),
            ReaderName::Fast => Self::News(news::Reader::Fast),
            ReaderName::Rules => Self::News(news::Reader::Rules),
            ReaderName::Llm => Self::Llm(Box::new(llm::Reader::new(endpoint(llm)?)?)),
        })
    }

    /// Its name, as records keep it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::News(reader) => reader.name(),
            Self::Llm(reader) => reader.name(),
        }
    }

    /// Reads a report.
    ///
    /// # Errors
    ///
    /// Where no other report could be read either.
    pub(crate) fn read(&self, report: &Report) -> Result<Read, Failure> {
        match self {
            Self::News(reader) => Ok(Ok(reader.read(report))),
            Self::Llm(reader) => match reader.read(report) {
                Ok((said, complaints)) => {
                    let reading = Reading {
                        // The model is asked for claims alone.
                        attributions: Vec::new(),
                        claims: said.claims,
                        relays: said.relays,
                    };
                    Ok(Ok((reading, complaints)))
                }
                Err(error) if error.is_lasting() => Err(lasting(error)),
                Err(error) => Ok(Err(Complaint::new(
                    report.id.clone(),
                    error.to_string(),
                    "nothing",
                ))),
            },
        }
    }
}

fn endpoint(typed: &LlmArgs) -> Result<Endpoint, Failure> {
    let missing = |what: &str, hint: &str| {
        Failure::new(anyhow!("--reader llm needs {what}")).hint(hint.to_owned())
    };
    let url = typed.url.as_ref().ok_or_else(|| {
        missing(
            "the address of a language model",
            "give --llm-url or $HUSTINGS_LLM_URL, such as http://localhost:8080/v1",
        )
    })?;
    let model = typed.model.as_ref().ok_or_else(|| {
        missing(
            "the name of a model",
            "give --llm-model or $HUSTINGS_LLM_MODEL",
        )
    })?;
    Ok(Endpoint {
        key: typed.key.clone(),
        timeout: Duration::from_secs(typed.timeout),
        ..Endpoint::new(url, model)
    })
}

fn lasting(error: LlmError) -> Failure {
    let hint = match &error {
        LlmError::Refused {
            status: 401 | 403, ..
        } => "is the key in $HUSTINGS_LLM_KEY right, and meant for this address?",
        LlmError::Refused { .. } => {
            "are --llm-url and --llm-model those of a server that speaks OpenAI's chat completions?"
        }
        _ => "is --llm-url right, and does the server run?",
    };
    Failure::new(error).hint(hint)
}
