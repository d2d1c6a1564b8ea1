//! `hustings identity [RACE|WHO]`: who is who, what is left open first.

use std::io::Write;

use claim::{PersonName, Race};
use record::identity::{
    Edge, HeldIdentity, Identity, Judged, Person, Reference, Rule, Side, Verdict, WhoIsWho, Whom,
};
use serde::Serialize;

use super::counted;
use crate::args::identity as typed;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};
use crate::talk;

pub(crate) fn run(typed: &typed::Identity, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let whom = whom(typed.whom.as_deref());
    let race = match &whom {
        Whom::Race(race) => Some(race),
        _ => None,
    };
    let cut = cut(typed.cut, &zone_of(race))?;
    let found = record.who_is_who(&whom, cut)?;
    let words: Vec<HeldIdentity> = record
        .identities()?
        .into_iter()
        .filter(|held| held.stands(cut) && is_shown(held, &whom))
        .collect();
    if settings.form == Form::Json {
        return as_json(&found, &words);
    }
    let mut screen = Screen::new();
    draw_open(&mut screen, &found.open, typed.open);
    if !found.apart.is_empty() {
        screen.heading("KEPT APART");
        for edge in &found.apart {
            draw_edge(&mut screen, edge);
        }
    }
    if !words.is_empty() {
        screen.heading("ORIGINS, OUTLETS AND ORGANIZATIONS");
    }
    for held in &words {
        draw_word(&mut screen, held);
    }
    screen.heading("PEOPLE");
    let everybody = whom == Whom::Everybody;
    // Of everybody, those are worth a line whom something joined.
    let shown = |person: &&Person| !everybody || !person.edges.is_empty();
    if found.people.is_empty() {
        screen.line(2, "Nobody of that name, id or address is held.");
    }
    for person in found.people.iter().filter(shown) {
        draw_person(&mut screen, person);
    }
    screen.finish()?;
    talk::say(
        settings,
        &format!(
            "{}, {}.",
            counted(found.people.len() as u64, "person", "people"),
            counted(found.open.len() as u64, "open question", "open questions")
        ),
    );
    Ok(Outcome::Done)
}

/// The words that are not on people: those on people stand at the edges that they are.
fn is_shown(held: &HeldIdentity, whom: &Whom) -> bool {
    let here = match whom {
        Whom::Everybody => true,
        Whom::Race(race) => held.identity.race.as_ref() == Some(race),
        Whom::Reference(_) => false,
    };
    here && held.identity.judged != Judged::Person
}

fn draw_word(screen: &mut Screen, held: &HeldIdentity) {
    let Identity {
        judged,
        race,
        a,
        b,
        verdict,
        basis,
    } = &held.identity;
    let place = race
        .as_ref()
        .map(|race| format!(" in {race}"))
        .unwrap_or_default();
    screen.line(
        2,
        &format!(
            "{} “{a}” and “{b}”{place}: {} [word {}]",
            judged.word(),
            verdict.word(),
            held.id.0
        ),
    );
    screen.aside(4, basis);
}

fn whom(typed: Option<&str>) -> Whom {
    match typed {
        None => Whom::Everybody,
        Some(text) => match text.parse::<Race>() {
            Ok(race) => Whom::Race(race),
            Err(_) => Whom::Reference(Reference::read(text)),
        },
    }
}

/// One line of JSON.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Line<'a> {
    Open(&'a Edge),
    Apart(&'a Edge),
    Word(&'a HeldIdentity),
    Person(&'a Person),
}

fn as_json(found: &WhoIsWho, words: &[HeldIdentity]) -> Result<Outcome, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let open = found.open.iter().map(Line::Open);
    let apart = found.apart.iter().map(Line::Apart);
    let words = words.iter().map(Line::Word);
    let people = found.people.iter().map(Line::Person);
    for line in open.chain(apart).chain(words).chain(people) {
        screen::json(&mut out, &line)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The queue: what an editor can settle with `same` or `different`.
pub(crate) fn draw_open(screen: &mut Screen, open: &[Edge], most: usize) {
    screen.heading("LEFT OPEN");
    if open.is_empty() {
        screen.line(2, "Nothing.");
        return;
    }
    for edge in open.iter().take(most) {
        draw_edge(screen, edge);
    }
    if open.len() > most {
        screen.aside(
            2,
            &format!("and {} more: --open N shows more", open.len() - most),
        );
    }
}

fn draw_edge(screen: &mut Screen, edge: &Edge) {
    let word = edge
        .word
        .map(|word| format!(" [word {}]", word.0))
        .unwrap_or_default();
    screen.line(
        2,
        &format!(
            "{} ({}) {} {} ({}){word}",
            edge.a.name.as_str(),
            edge.a.place,
            between(edge),
            edge.b.name.as_str(),
            edge.b.place,
        ),
    );
    screen.line(4, &edge.basis);
    if edge.verdict == Verdict::Unsure {
        screen.aside(4, &format!("{} {}", edge.a.uid, edge.b.uid));
    }
}

fn between(edge: &Edge) -> &'static str {
    match (edge.verdict, edge.rule) {
        (Verdict::Same, _) => "is",
        (Verdict::Different, _) => "is not",
        (Verdict::Unsure, Rule::IdOfTwoNames | Rule::IdsDisagree) => "bears the id of",
        (Verdict::Unsure, _) => "may be",
    }
}

/// A person: all names, ids and addresses, and what made one of the parts.
pub(crate) fn draw_person(screen: &mut Screen, person: &Person) {
    screen.line(2, &format!("{}  {}", person.name.as_str(), person.address));
    let others: Vec<&str> = person
        .names
        .iter()
        .filter(|name| **name != person.name)
        .map(PersonName::as_str)
        .collect();
    if !others.is_empty() {
        screen.line(4, &format!("also {}", others.join("; ")));
    }
    let ids: Vec<String> = person
        .ids
        .iter()
        .map(|held| format!("{}:{}", held.scheme, held.value))
        .filter(|id| *id != person.address)
        .collect();
    if !ids.is_empty() {
        screen.line(4, &format!("ids {}", ids.join(", ")));
    }
    if let Some(born) = person.born {
        screen.line(4, &format!("born {born}"));
    }
    let places: Vec<String> = person
        .races
        .iter()
        .map(Race::to_string)
        .chain(person.lists.iter().cloned())
        .collect();
    screen.aside(4, &format!("in {}", places.join(", ")));
    for edge in &person.edges {
        let word = edge
            .word
            .map(|word| format!(" [word {}]", word.0))
            .unwrap_or_default();
        screen.aside(
            4,
            &format!(
                "{} = {}: {}{word}",
                side(&edge.a),
                side(&edge.b),
                edge.basis
            ),
        );
    }
    let uids: Vec<&str> = person
        .uids
        .iter()
        .map(record::identity::Uid::as_str)
        .collect();
    screen.aside(4, &format!("addresses {}", uids.join(" ")));
}

fn side(side: &Side) -> String {
    format!("{} ({})", side.name.as_str(), side.place)
}
