//! The race page in the terminal: one section, one file.

mod acts;
mod compared;
pub(crate) mod endorsements;
pub(crate) mod field;
pub(crate) use desk::law;
pub(crate) mod money;
pub(crate) mod people;
pub(crate) mod polls;
pub(crate) mod results;
pub(crate) mod schedule;
pub(crate) use desk::words;

use jiff::tz::TimeZone;
use record::page::RacePage;

use crate::screen::Screen;
use law::Law;

/// What every section draws with.
pub(crate) struct Frame<'a> {
    page: &'a RacePage,
    law: &'a Law,
    zone: &'a TimeZone,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(page: &'a RacePage, law: &'a Law, zone: &'a TimeZone) -> Self {
        Self { page, law, zone }
    }
}

pub(crate) fn draw(screen: &mut Screen, page: &RacePage, frame: &Frame<'_>) {
    head(screen, page, frame);
    field::draw(screen, frame);
    schedule::draw(screen, frame);
    endorsements::draw(screen, frame);
    money::draw(screen, frame);
    polls::draw(screen, frame);
    polls::draw_ratings(screen, frame);
    results::draw(screen, frame);
    people::draw(screen, frame);
    acts::draw(screen, frame);
}

fn head(screen: &mut Screen, page: &RacePage, frame: &Frame<'_>) {
    let as_of = page.as_of.map_or_else(
        || "everything held".to_owned(),
        |when| format!("as of {}", words::when_with_zone(when, frame.zone)),
    );
    screen.heading(&format!("{} · {as_of}", words::race(&page.race)));
    screen.aside(
        0,
        &format!(
            "{} · {} claims in {} documents · record at batch {}",
            page.race, page.claims, page.documents, page.recorded
        ),
    );
    if page.uncompared > 0 {
        screen.aside(
            0,
            &format!(
                "{} of the documents not compared for copied text yet: `hustings add` does it",
                page.uncompared
            ),
        );
    }
    acts::draw_sign_offs(screen, frame);
}
