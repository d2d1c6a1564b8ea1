//! `hustings watch URL…`: polls feeds and pages, and adds what is new to the record until it is told to stop.

mod adding;
mod memory;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use claim::Complaint;
use intake::fetch::{Fetcher, Guards, Outside, target};
use intake::watch::{Plan, Polled, Round, Went};
use intake::{Polite, Url, opml};
use jiff::Timestamp;
use serde::Serialize;

use super::counted;
use crate::args::watch::Watch;
use crate::failure::{Failure, Outcome};
use crate::machine::Machine;
use crate::reader::Reader;
use crate::settings::{Form, Settings};
use crate::{screen, talk};

use adding::{Adding, Tally};
use memory::Memory;

/// How long a record that is busy or cannot be written is waited for before it is tried again.
const RECORD_PAUSE: Duration = Duration::from_secs(30);

pub(crate) fn run(typed: &Watch, settings: &Settings) -> Result<Outcome, Failure> {
    let addresses = addresses(typed)?;
    let (memory, state) = Memory::open(typed, settings)?;
    let reader = Reader::of(settings, &typed.llm)?;
    // A misspelt record should come to light now, and not when the first report is in hand.
    drop(settings.open()?);
    let machine = Machine::with_ctrl_c()?;
    let guards = Guards {
        doors: typed.open.iter().cloned().collect(),
        agent: agent(typed.contact.as_deref())?,
        ..Guards::default()
    };
    let fetcher = Fetcher::new(guards, Arc::clone(&machine) as Arc<dyn Outside>);
    let plan = Plan {
        every: typed.every,
        pages: !typed.feed_text,
        most: typed.most.into(),
        ..Plan::default()
    };
    let polite = Polite::new(fetcher, typed.pause);
    let mut watch = intake::watch::Watch::new(addresses, polite, plan, state);
    if let Some(name) = memory.unfinished() {
        watch.count_try(&name);
    }
    if typed.once {
        watch.all_due();
    }
    talk::say(settings, &beginning(&watch, typed));
    let mut adding = Adding::new(settings, &reader, memory);
    let mut tally = Tally::default();
    while !machine.is_stopped() {
        let mut round = watch.poll();
        report(&round, settings, &mut tally)?;
        if adding.take(&mut round, &watch, &machine, typed.once, &mut tally)? {
            watch.settle(&round);
        }
        adding.memory.keep(watch.state())?;
        if typed.once {
            break;
        }
        let wait = watch
            .due()
            .map_or(typed.every, |due| until(due, machine.now()));
        machine.wait(wait);
    }
    talk::say(settings, &tally.summary());
    Ok(tally.outcome(typed.once))
}

/// The time until a moment, a second at least: a poll that is due at once every time must not spin.
fn until(due: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(due.duration_since(now))
        .unwrap_or_default()
        .max(Duration::from_secs(1))
}

/// What is to be watched: what was typed, then what the lists name.
fn addresses(typed: &Watch) -> Result<Vec<Url>, Failure> {
    let mut addresses = Vec::new();
    for text in &typed.addresses {
        let url = target(text).map_err(|why| {
            Failure::new(anyhow!("`{text}` cannot be watched: {why}"))
                .hint("give the address of a feed or page, such as https://apnews.com/politics; a list of feeds goes behind --opml")
        })?;
        addresses.push(url);
    }
    for path in &typed.opml {
        let bytes = std::fs::read(path).map_err(|error| {
            Failure::new(anyhow!("{} cannot be read", path.display()).context(error.to_string()))
        })?;
        let (named, complaints) = opml::read(&path.display().to_string(), &bytes);
        complaints.iter().for_each(talk::complaint);
        addresses.extend(named);
    }
    if addresses.is_empty() {
        return Err(Failure::new(anyhow!("there is nothing to watch")));
    }
    Ok(addresses)
}

/// Who asks. Sites want to know whom to write to before they shut a program out.
fn agent(contact: Option<&str>) -> Result<String, Failure> {
    let name = Guards::default().agent;
    match contact.map(str::trim).filter(|contact| !contact.is_empty()) {
        None => Ok(name),
        Some(contact)
            if contact.len() <= 200 && contact.bytes().all(|byte| byte.is_ascii_graphic()) =>
        {
            Ok(format!("{name} (+{contact})"))
        }
        Some(_) => Err(Failure::new(anyhow!(
            "--contact is an address of the web or of mail, without spaces"
        ))),
    }
}

fn beginning(watch: &intake::watch::Watch, typed: &Watch) -> String {
    let number = watch.addresses().len() as u64;
    let watching = counted(number, "address", "addresses");
    if typed.once {
        format!("Polling {watching} once.")
    } else {
        let every = typed.every.as_secs();
        let every = if every.is_multiple_of(60) {
            counted(every / 60, "minute", "minutes")
        } else {
            counted(every, "second", "seconds")
        };
        format!("Watching {watching}, each every {every}. Ctrl-C ends it.")
    }
}

/// One poll, as `--json` writes it.
#[derive(Debug, Serialize)]
struct Line<'a> {
    polled: &'a str,
    sort: Option<&'static str>,
    went: &'static str,
    why: Option<&'a str>,
    items: usize,
    new: usize,
    waiting: usize,
    next: String,
    complaints: &'a [Complaint],
}

/// Says how a round went.
fn report(round: &Round, settings: &Settings, tally: &mut Tally) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for polled in &round.polled {
        let new = round
            .news
            .iter()
            .filter(|news| news.from == polled.url)
            .count();
        tally.polled(polled);
        polled.complaints.iter().for_each(talk::complaint);
        if settings.form == Form::Json {
            let (went, why) = match &polled.went {
                Went::Came => ("came", None),
                Went::Unchanged => ("unchanged", None),
                Went::Failed(why) => ("failed", Some(why.as_str())),
            };
            screen::json(
                &mut out,
                &Line {
                    polled: polled.url.as_str(),
                    sort: polled.sort.map(intake::watch::Sort::word),
                    went,
                    why,
                    items: polled.items,
                    new,
                    waiting: polled.waiting,
                    next: polled.next.to_string(),
                    complaints: &polled.complaints,
                },
            )?;
        } else {
            talk::say(settings, &line(polled, new));
        }
    }
    out.flush()?;
    Ok(())
}

/// `https://apnews.com/feed: 20 items, 3 new`.
fn line(polled: &Polled, new: usize) -> String {
    let url = &polled.url;
    match (&polled.went, polled.sort) {
        (Went::Failed(_), _) => {
            format!("{url}: nothing came; asked again at {}", clock(polled.next))
        }
        (Went::Unchanged, _) => format!("{url}: unchanged"),
        (Went::Came, Some(intake::watch::Sort::Page)) => {
            format!(
                "{url}: a page, {}",
                if new == 0 {
                    "unchanged"
                } else {
                    "new or changed"
                }
            )
        }
        (Went::Came, _) => {
            let waiting = match polled.waiting {
                0 => String::new(),
                waiting => format!(", {waiting} wait for the next poll"),
            };
            format!(
                "{url}: {}, {new} new{waiting}",
                counted(polled.items as u64, "item", "items")
            )
        }
    }
}

/// The hour of a moment, in UTC.
fn clock(at: Timestamp) -> String {
    at.strftime("%H:%M UTC").to_string()
}
