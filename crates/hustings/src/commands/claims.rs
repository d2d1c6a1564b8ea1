//! `hustings claims`: claims, one by one, with where each stands.

use std::io::Write;

use record::acts::ClaimMark;
use record::{ClaimId, Filter, HeldClaim};
use serde::Serialize;

use super::counted;
use crate::args::Claims;
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};
use crate::talk;

/// A claim with what acts and later versions say about it, as `--json` writes it.
#[derive(Debug, Serialize)]
pub(crate) struct Marked<'a> {
    #[serde(flatten)]
    pub(crate) held: &'a HeldClaim,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) marks: &'a [ClaimMark],
}

pub(crate) fn run(typed: &Claims, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let cut = cut(typed.cut, &zone_of(typed.race.as_ref()))?;
    let claims = record.claims(&Filter {
        race: typed.race.clone(),
        person: typed.person.clone(),
        kind: typed.kind.clone(),
        publisher: typed.publisher.clone(),
        document: None,
        cut,
    })?;
    let marks = record.marks(&claims, cut)?;
    let of = |id: &ClaimId| -> &[ClaimMark] { marks.get(id).map_or(&[], Vec::as_slice) };
    match settings.form {
        Form::Json => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            for held in &claims {
                let marks = of(&held.id);
                screen::json(&mut out, &Marked { held, marks })?;
            }
            out.flush()?;
        }
        Form::Text => {
            let mut screen = Screen::new();
            for held in &claims {
                draw(&mut screen, held, of(&held.id));
            }
            screen.finish()?;
            talk::say(
                settings,
                &format!("{}.", counted(claims.len() as u64, "claim", "claims")),
            );
        }
    }
    Ok(Outcome::Done)
}

/// A claim in a few lines: its id and kind, what it states, the words it stands on, who says so, and what became of it.
pub(crate) fn draw(screen: &mut Screen, held: &HeldClaim, marks: &[ClaimMark]) {
    screen.row(
        0,
        &[(22, &held.id.to_string())],
        &words::statement(&held.claim),
    );
    if !held.claim.quote.is_empty() {
        screen.line(4, &format!("“{}”", held.claim.quote));
    }
    screen.aside(
        4,
        &format!(
            "{} · {}",
            words::origin(&held.claim),
            words::document(&held.document)
        ),
    );
    for mark in marks {
        screen.line(4, &format!("! {}", words::mark(mark)));
    }
}
