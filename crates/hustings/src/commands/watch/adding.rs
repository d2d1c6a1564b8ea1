//! The reports of a round into the record.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use claim::Complaint;
use intake::fetch::Outside;
use intake::watch::{Again, News, Polled, Round, TRIES, Went};
use jiff::tz::TimeZone;
use news::Reading;
use record::Record;

use super::RECORD_PAUSE;
use super::memory::Memory;
use crate::commands::add::{self, Line};
use crate::commands::counted;
use crate::commands::gained::{Gained, above};
use crate::failure::{Failure, Outcome};
use crate::machine::Machine;
use crate::reader::Reader;
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{screen, talk};

/// Adds what is new, and waits for the record where it has to.
pub(super) struct Adding<'a> {
    settings: &'a Settings,
    reader: &'a Reader,
    pub(super) memory: Memory,
    zone: TimeZone,
}

/// A report that was read.
struct Done<'r> {
    news: &'r News,
    document: &'r intake::Document,
    reading: Reading,
    complaints: Vec<Complaint>,
}

impl<'a> Adding<'a> {
    pub(super) fn new(settings: &'a Settings, reader: &'a Reader, memory: Memory) -> Self {
        Self {
            settings,
            reader,
            memory,
            zone: zone_of(None),
        }
    }

    /// Reads the reports of a round and adds them. False where we were told to stop before the record had them.
    pub(super) fn take(
        &mut self,
        round: &mut Round,
        watch: &intake::watch::Watch,
        machine: &Machine,
        once: bool,
        tally: &mut Tally,
    ) -> Result<bool, Failure> {
        let mut read = Vec::new();
        for (place, news) in round.news.iter_mut().enumerate() {
            // What waits is read with the next poll.
            if machine.is_stopped() {
                news.come_again(Again::Later);
                continue;
            }
            let mut complaints = std::mem::take(&mut news.complaints);
            let reading = match &news.document {
                None => None,
                Some(document) => match self.read(news, document, watch.tries(news))? {
                    Ok((reading, more)) => {
                        complaints.extend(more);
                        Some(reading)
                    }
                    Err((again, complaint)) => {
                        complaints.push(complaint);
                        news.come_again(again);
                        None
                    }
                },
            };
            tally.complaints += complaints.len() as u64;
            match reading {
                Some(reading) => read.push((place, reading, complaints)),
                None => complaints.iter().for_each(talk::complaint),
            }
        }
        let done: Vec<Done<'_>> = read
            .into_iter()
            .filter_map(|(place, reading, complaints)| {
                let news = &round.news[place];
                let document = news.document.as_ref()?;
                Some(Done {
                    news,
                    document,
                    reading,
                    complaints,
                })
            })
            .collect();
        if done.is_empty() {
            return Ok(true);
        }
        let mut said = String::new();
        loop {
            match self.commit(&done, tally) {
                Ok(()) => return Ok(true),
                Err(failure) if once || failure.is_closed_pipe() => return Err(failure),
                // Somebody else writes, the disk is full, the database is away: none of it ends a night's watch.
                Err(failure) => {
                    let now = format!("{:#}", failure.error);
                    if now != said {
                        talk::failure(&failure);
                        talk::say(
                            self.settings,
                            "The watch goes on trying; what it has read waits.",
                        );
                        said = now;
                    }
                    if !machine.wait(RECORD_PAUSE) {
                        return Ok(false);
                    }
                }
            }
        }
    }

    /// Reads one report. A report that ends its reader costs no other: it is tried twice, and then put aside with its bytes.
    #[expect(
        clippy::type_complexity,
        reason = "said once, and each part has its name at the caller"
    )]
    fn read(
        &self,
        news: &News,
        document: &intake::Document,
        tries: u32,
    ) -> Result<Result<(Reading, Vec<Complaint>), (Again, Complaint)>, Failure> {
        let place = document.place.as_str();
        let put_aside = || {
            let (where_to, kept) = match self.memory.quarantine(&news.bytes) {
                Ok(path) => (format!("its bytes lie in {}", path.display()), "its bytes"),
                Err(error) => (format!("its bytes could not be kept: {error}"), "nothing"),
            };
            let what = format!(
                "it ended the reader {TRIES} times and is not read again; {where_to}. Please send them to us"
            );
            (Again::No, Complaint::new(place, what, kept))
        };
        if tries >= TRIES {
            return Ok(Err(put_aside()));
        }
        self.memory.begin(&news.name());
        let read = catch_unwind(AssertUnwindSafe(|| self.reader.read(&document.report)));
        self.memory.end();
        Ok(match read {
            Ok(read) => read?.map_err(|complaint| (Again::Later, complaint)),
            Err(_) if tries + 1 >= TRIES => Err(put_aside()),
            Err(_) => Err((
                Again::Tried,
                Complaint::new(place, "it ended the reader", "it, for another try"),
            )),
        })
    }

    fn commit(&self, done: &[Done<'_>], tally: &mut Tally) -> Result<(), Failure> {
        let mut record: Record = self.settings.open()?;
        let mut lines = Vec::new();
        let mut fresh = Gained::default();
        let mut batch = record.batch(now(), "hustings watch", TOOL, None)?;
        for done in done {
            let document = add::document(done.document, &done.reading, &done.complaints);
            let added =
                batch.add(&document.held(done.news.seen, &self.zone, self.reader.name()))?;
            fresh.count(&added, &done.reading);
            lines.push((
                done,
                Line::new(done.document, &added, done.complaints.clone()),
            ));
        }
        batch.commit()?;
        tally.gained.join(fresh);
        // Before anything is said: a closed pipe must not leave texts uncompared.
        record.compare_texts()?;
        let mut out = std::io::stdout().lock();
        for (done, line) in &lines {
            line.complaints.iter().for_each(talk::complaint);
            match self.settings.form {
                Form::Json => screen::json(&mut out, line)?,
                Form::Text if line.added == "new" => writeln!(out, "{}", text(done, line))?,
                Form::Text => {}
            }
        }
        out.flush()?;
        Ok(())
    }
}

/// `AL.com: Sessions to enter the race (3 claims)`, and below it the address.
fn text(done: &Done<'_>, line: &Line) -> String {
    let report = &done.document.report;
    let version = match line.version {
        Some(version) if version > 1 => format!(", version {version}"),
        _ => String::new(),
    };
    format!(
        "{}: {} ({}{version})\n  {}",
        report.publisher.as_deref().unwrap_or("unknown"),
        if report.title.is_empty() {
            "(no headline)"
        } else {
            &report.title
        },
        counted(line.claims as u64, "claim", "claims"),
        report.url.as_deref().unwrap_or(&line.place),
    )
}

/// What a watch did.
#[derive(Debug, Default)]
pub(super) struct Tally {
    polls: u64,
    failed: u64,
    gained: Gained,
    pub(super) complaints: u64,
}

impl Tally {
    pub(super) fn polled(&mut self, polled: &Polled) {
        self.polls += 1;
        self.failed += u64::from(matches!(polled.went, Went::Failed(_)));
        self.complaints += polled.complaints.len() as u64;
    }

    pub(super) fn outcome(&self, once: bool) -> Outcome {
        match (once, self.polls == self.failed, self.complaints) {
            (true, true, _) => Outcome::Failed,
            (_, _, 0) => Outcome::Done,
            _ => Outcome::DoneWithComplaints,
        }
    }

    pub(super) fn summary(&self) -> String {
        let mut summary = counted(self.polls, "poll", "polls");
        if self.failed > 0 {
            summary.push_str(&format!(" ({} failed)", self.failed));
        }
        summary.push_str(&format!(
            ": {} new, with {}",
            counted(self.gained.new, "document", "documents"),
            self.gained.claims()
        ));
        if self.gained.same > 0 {
            summary.push_str(&format!("; {} held already", self.gained.same));
        }
        summary.push('.');
        summary.push_str(&above(self.complaints));
        summary
    }
}
