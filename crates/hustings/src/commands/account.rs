//! `hustings account …`: who works at the desk. The desk may run meanwhile; what is changed counts from the next request on.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::anyhow;
use desk::accounts::secret::Secret;
use desk::accounts::{self, AccountError};
use desk::book::{Book, Database};

use crate::args::account::{self as typed, BookPath};
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, now};
use crate::talk;

/// Who does what is done here: whoever can write the file.
const ACTOR: &str = "command line";

pub(crate) fn run(typed: &typed::Account, settings: &Settings) -> Result<Outcome, Failure> {
    match typed {
        typed::Account::Add(on) => add(on, settings),
        typed::Account::List(on) => list(on, settings),
        typed::Account::Role(on) => {
            let changed = turn(&on.book, settings, |db| {
                accounts::change_role(db, &on.name, on.role, ACTOR, now())
            })?;
            show(&changed, settings)
        }
        typed::Account::Link(on) => link(on, settings),
        typed::Account::End(on) => {
            turn(&on.book, settings, |db| {
                accounts::end_account(db, &on.name, ACTOR, now())
            })?;
            talk::say(settings, &format!("{} is ended.", on.name));
            Ok(Outcome::Done)
        }
    }
}

fn add(on: &typed::Add, settings: &Settings) -> Result<Outcome, Failure> {
    let secret = new_secret()?;
    let made = turn(&on.book, settings, |db| {
        let made = accounts::make(db, &on.name, on.role, ACTOR, now())?;
        accounts::invite(db, Some(&made), &secret, ACTOR, now())?;
        Ok(made)
    })?;
    give(&made.name, &secret, on.public.as_deref(), settings)
}

fn link(on: &typed::Link, settings: &Settings) -> Result<Outcome, Failure> {
    let secret = new_secret()?;
    let held = turn(&on.book, settings, |db| {
        let held = accounts::find(db, &on.name)?;
        accounts::invite(db, Some(&held), &secret, ACTOR, now())?;
        Ok(held)
    })?;
    give(&held.name, &secret, on.public.as_deref(), settings)
}

/// Prints a link: the one thing here that is data.
fn give(
    name: &str,
    secret: &Secret,
    public: Option<&str>,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let link = path_of(secret, public);
    let mut out = io::stdout().lock();
    if settings.form == Form::Json {
        screen::json(
            &mut out,
            &serde_json::json!({"account": name, "link": link}),
        )?;
    } else {
        writeln!(out, "{link}")?;
    }
    talk::say(
        settings,
        &format!("The link sets the password of {name}. It works once, for 24 hours."),
    );
    Ok(Outcome::Done)
}

/// The address of a one-time link, as whole as is known.
pub(crate) fn path_of(secret: &Secret, public: Option<&str>) -> String {
    let base = public.unwrap_or("").trim_end_matches('/');
    format!("{base}/set-up/{}", secret.words())
}

fn list(on: &typed::List, settings: &Settings) -> Result<Outcome, Failure> {
    let book = open(&on.book, settings)?;
    let all = book.ask(accounts::accounts).map_err(Failure::new)?;
    if settings.form == Form::Json {
        let mut out = io::stdout().lock();
        for account in &all {
            screen::json(&mut out, account)?;
        }
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::new();
    for account in &all {
        let state = match (account.ended, account.set_up) {
            (Some(_), _) => ", ended",
            (None, false) => ", no password yet",
            (None, true) => "",
        };
        screen.line(0, &format!("{}: {}{state}", account.name, account.role));
    }
    screen.finish()?;
    if all.is_empty() {
        talk::say(
            settings,
            "Nobody has an account. `hustings serve` prints a link for the first.",
        );
    }
    Ok(Outcome::Done)
}

fn show(account: &accounts::Account, settings: &Settings) -> Result<Outcome, Failure> {
    if settings.form == Form::Json {
        screen::json(&mut io::stdout().lock(), account)?;
    }
    talk::say(
        settings,
        &format!("{} is {} now.", account.name, account.role),
    );
    Ok(Outcome::Done)
}

/// Where the book lies: `hustings.db` has `hustings.desk.db` beside it. A record in a database has it in the current folder.
pub(crate) fn book_path(typed: &BookPath, settings: &Settings) -> PathBuf {
    if let Some(path) = &typed.book {
        return path.clone();
    }
    let record = settings.record.to_string_lossy();
    if record.starts_with("postgres://") || record.starts_with("postgresql://") {
        return PathBuf::from("hustings.desk.db");
    }
    settings.record.with_extension("desk.db")
}

fn open(typed: &BookPath, settings: &Settings) -> Result<Book, Failure> {
    Book::open(&book_path(typed, settings)).map_err(Failure::new)
}

fn turn<T>(
    typed: &BookPath,
    settings: &Settings,
    write: impl FnOnce(&dyn Database) -> Result<T, AccountError>,
) -> Result<T, Failure> {
    open(typed, settings)?.turn(write).map_err(|error| {
        let nobody = matches!(error, AccountError::Nobody);
        let failure = Failure::new(error);
        if nobody {
            failure.hint("`hustings account list` lists them")
        } else {
            failure
        }
    })
}

/// A secret from the randomness of the system.
pub(crate) fn new_secret() -> Result<Secret, Failure> {
    Secret::new(random).map_err(Failure::new)
}

/// Fills bytes with randomness of the system.
pub(crate) fn random(bytes: &mut [u8]) -> io::Result<()> {
    getrandom::fill(bytes).map_err(|error| io::Error::other(anyhow!("{error}")))
}
