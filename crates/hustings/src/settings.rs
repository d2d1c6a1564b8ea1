//! What the arguments mean, together with the terminal that they were typed in.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use anyhow::anyhow;
use claim::{Race, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::{BatchNumber, Cut, Record};

use crate::args::{Arguments, CutArgs, ReaderName};
use crate::failure::Failure;

/// How data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text for people.
    Text,
    /// JSON, one object a line.
    Json,
}

/// How much is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Talk {
    /// Complaints and errors only.
    Quiet,
    /// What was done.
    Plain,
    /// What is being done: standard error is a terminal.
    Progress,
}

/// What holds for every command.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) record: PathBuf,
    pub(crate) form: Form,
    pub(crate) talk: Talk,
    /// Who reads reports.
    pub(crate) reader: ReaderName,
    /// How many threads read reports.
    pub(crate) threads: NonZeroUsize,
}

impl Settings {
    pub(crate) fn of(arguments: &Arguments) -> Self {
        Self {
            record: arguments.record.clone(),
            form: if arguments.json {
                Form::Json
            } else {
                Form::Text
            },
            talk: match (arguments.quiet, std::io::stderr().is_terminal()) {
                (true, _) => Talk::Quiet,
                (false, true) => Talk::Progress,
                (false, false) => Talk::Plain,
            },
            reader: arguments.reader,
            threads: NonZeroUsize::new(arguments.threads.into())
                .or_else(|| thread::available_parallelism().ok())
                .unwrap_or(NonZeroUsize::MIN),
        }
    }

    /// The record, for adding to it.
    pub(crate) fn open(&self) -> Result<Record, Failure> {
        Record::open(&self.record).map_err(|error| Failure::of_record(error, &self.record))
    }

    /// The record, for looking things up.
    pub(crate) fn open_read(&self) -> Result<Record, Failure> {
        Record::open_read(&self.record).map_err(|error| Failure::of_record(error, &self.record))
    }
}

/// What a batch says that it was added with.
pub(crate) const TOOL: &str = concat!("hustings ", env!("CARGO_PKG_VERSION"));

/// The moment that the machine's clock shows. Only the binary asks for it.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The zone in which a page about this race tells its times; without a race that of Washington, D.C.
pub(crate) fn zone_of(race: Option<&Race>) -> TimeZone {
    rules::zone(race.map_or("US", |race| race.state.as_str()))
}

/// The cut that was asked for: a date, month or year means its last second in this zone.
pub(crate) fn cut(typed: CutArgs, zone: &TimeZone) -> Result<Cut, Failure> {
    Ok(Cut {
        reported: typed.as_of.map(|when| moment(when, zone)).transpose()?,
        recorded: typed.recorded.map(BatchNumber),
    })
}

/// The last second that a typed time can mean in a zone.
pub(crate) fn moment(when: When, zone: &TimeZone) -> Result<Timestamp, Failure> {
    when.last(zone).ok_or_else(|| {
        Failure::new(anyhow!("{when} lies outside the calendar"))
            .hint("years from 1 to 9999 can be asked for")
    })
}
