//! `hustings claims`: claims, one by one, with where each stands.

use std::io::Write;

use record::{Filter, HeldClaim};

use super::counted;
use crate::args::Claims;
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};
use crate::talk;

pub(crate) fn run(typed: &Claims, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let claims = record.claims(&Filter {
        race: typed.race.clone(),
        person: typed.person.clone(),
        kind: typed.kind.clone(),
        publisher: typed.publisher.clone(),
        document: None,
        cut: cut(typed.cut, &zone_of(typed.race.as_ref()))?,
    })?;
    match settings.form {
        Form::Json => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            for held in &claims {
                screen::json(&mut out, held)?;
            }
            out.flush()?;
        }
        Form::Text => {
            let mut screen = Screen::new();
            for held in &claims {
                draw(&mut screen, held);
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

/// A claim in four lines at most: its id and kind, what it states, who says so, the words it stands on.
pub(crate) fn draw(screen: &mut Screen, held: &HeldClaim) {
    screen.row(
        0,
        &[(22, &held.id.to_string())],
        &words::statement(&held.claim),
    );
    screen.line(4, &format!("“{}”", held.claim.quote));
    screen.aside(
        4,
        &format!(
            "{} · {}",
            words::origin(&held.claim),
            words::document(&held.document)
        ),
    );
}
