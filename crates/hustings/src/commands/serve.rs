//! `hustings serve`: the desk, until it is told to stop.

use std::io::Write;
use std::num::NonZeroUsize;

use desk::book::Book;
use desk::{Attributor, Said, Texts, accounts};
use record::RecordError;

use super::account::{book_path, new_secret, path_of, random};
use crate::args::{ReaderName, Serve};
use crate::failure::{Failure, Outcome};
use crate::settings::{Settings, Talk, now};

/// How many threads read the record at most, unless more are asked for: each keeps what it has read.
const READERS: usize = 4;

pub(crate) fn run(typed: &Serve, settings: &Settings) -> Result<Outcome, Failure> {
    // A new newsroom starts with an empty record, and an old record is brought up to date. Where somebody is writing to it just
    // now, it is there and of today.
    match record::Record::open(&settings.record) {
        Ok(_) | Err(RecordError::SecondWriter { .. }) => {}
        Err(error) => return Err(Failure::of_record(error, &settings.record)),
    }
    let mut desk = desk::Settings::new(settings.record.clone(), typed.listen, now);
    desk.readers = settings
        .threads
        .min(NonZeroUsize::new(READERS).unwrap_or(NonZeroUsize::MIN));
    desk.public.clone_from(&typed.public);
    desk.indexed = !typed.unlisted;
    desk.random = random;
    desk.private = typed.private;
    desk.proxies = typed
        .proxies
        .iter()
        .map(std::net::IpAddr::to_canonical)
        .collect();
    let book = book_path(&typed.book, settings);
    let first = first_link(&book)?;
    desk.book = Some(book);
    let public = typed.public.clone();
    if let Some(name) = &typed.name {
        desk.name.clone_from(name);
    }
    desk.texts = match typed.texts.as_slice() {
        [] => Texts::None,
        houses if houses.iter().any(|house| house == "all") => Texts::All,
        houses => Texts::Of(houses.to_vec()),
    };
    desk.filings.clone_from(&typed.filings);
    if desk.texts != Texts::None {
        desk.attributor = attributor(settings)?;
    }
    if settings.talk != Talk::Quiet {
        desk.log = |line| {
            if let Ok(text) = serde_json::to_string(line) {
                // Nobody is left to tell that standard error is closed.
                let _ = writeln!(std::io::stderr().lock(), "{text}");
            }
        };
    }
    let shown = record::shown(&settings.record);
    desk::serve(desk, |address| {
        let _ = writeln!(
            std::io::stdout().lock(),
            "The desk of {shown} is at http://{address}/"
        );
        if let Some(secret) = &first {
            let base = public.unwrap_or_else(|| format!("http://{address}"));
            let link = path_of(secret, Some(&base));
            let _ = writeln!(
                std::io::stdout().lock(),
                "Nobody looks after it yet. This link, good for 24 hours, makes the first account: {link}"
            );
        }
    })
    .map_err(|error| {
        Failure::new(error).hint("another program may be listening there; see --listen")
    })?;
    Ok(Outcome::Done)
}

/// The reader that marks attributions in shown texts; that of a language model is asked for claims alone.
fn attributor(settings: &Settings) -> Result<Option<Attributor>, Failure> {
    let reader = match settings.reader {
        ReaderName::Default => news::Reader::trained()?,
        ReaderName::Fast => news::Reader::Fast,
        ReaderName::Rules => news::Reader::Rules,
        ReaderName::Llm => return Ok(None),
    };
    Ok(Some(Attributor::new(move |text| {
        let found = reader.attributions(text).into_iter();
        found
            .map(|said| Said {
                source: said.source,
                cue: said.cue,
                content: said.content,
            })
            .collect()
    })))
}

/// A link for the first account, as long as nobody looks after the desk.
fn first_link(book: &std::path::Path) -> Result<Option<accounts::secret::Secret>, Failure> {
    let book = Book::open(book)
        .map_err(|error| Failure::new(error).hint("--book names another place for it"))?;
    if !book
        .ask(accounts::nobody_works_here)
        .map_err(Failure::new)?
    {
        return Ok(None);
    }
    let secret = new_secret()?;
    book.turn(|db| accounts::invite(db, None, &secret, "first run", now()))
        .map_err(Failure::new)?;
    Ok(Some(secret))
}
