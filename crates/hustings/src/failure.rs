//! How a command can end.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use record::RecordError;

/// How a command ended: its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// Nothing could be done.
    Failed,
    /// Done, but something could not be taken as it stood.
    DoneWithComplaints,
}

impl Outcome {
    /// How two things ended that were done together.
    pub(crate) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Done, Self::Done) => Self::Done,
            (Self::Failed, Self::Failed) => Self::Failed,
            _ => Self::DoneWithComplaints,
        }
    }

    /// 2, wrong usage, is given by the argument parser itself.
    pub(crate) fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::DoneWithComplaints => 3,
        })
    }
}

/// An error with all its causes, in one line.
pub(crate) fn reasons(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(because) = cause {
        text.push_str(": ");
        text.push_str(&because.to_string());
        cause = because.source();
    }
    text
}

/// Why a command could not do what it was asked, with a hint where there is one.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: anyhow::Error,
    pub(crate) hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(error: impl Into<anyhow::Error>) -> Self {
        Self {
            error: error.into(),
            hint: None,
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A failure of the record at a path, with the hint that fits it.
    pub(crate) fn of_record(error: RecordError, path: &Path) -> Self {
        let hint = match &error {
            RecordError::Missing { .. } => Some(
                "make one with `hustings add PATH`, or name another with --record or $HUSTINGS_RECORD"
                    .to_owned(),
            ),
            RecordError::NotARecord { .. } => Some(format!(
                "{} stays as it is; name another with --record or $HUSTINGS_RECORD",
                record::shown(path)
            )),
            RecordError::BackupThere { .. } => {
                Some("give it another name, or move the older backup away first".to_owned())
            }
            RecordError::NoBackup => Some("see docs/record/handing-on.md".to_owned()),
            RecordError::SecondWriter { .. } => Some(
                "wait until it has ended, or hand all paths to one `hustings add`; reading goes on meanwhile"
                    .to_owned(),
            ),
            RecordError::Busy => Some("it was waited for; try again in a moment".to_owned()),
            RecordError::Reach { .. } => Some(
                "does the server run, and does it let you in? `psql` with the same address tells more".to_owned(),
            ),
            RecordError::Nul => {
                Some("a record in a file holds it; see docs/record/store.md".to_owned())
            }
            _ => None,
        };
        Self {
            error: error.into(),
            hint,
        }
    }

    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.error.chain().any(|cause| {
            cause
                .downcast_ref::<io::Error>()
                .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
        })
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::new(error)
    }
}
