//! What the notes of a table say: approximate dates, sponsors who take a side, what other reports print.

use claim::{Party, PersonName};

use crate::words::{self, Nobody};
use crate::{Alternative, Figure, Source, Sponsor};

/// A note, taken apart.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a note may say"
)]
pub(super) struct Said {
    /// The id of the question, where the note has it: `q138823`.
    pub(super) question: Option<String>,
    /// The day on which it was released, where the note has it: `(released 2017-08-07)`.
    pub(super) published: Option<jiff::civil::Date>,
    /// Whether the dates are.
    pub(super) approximate: bool,
    /// Whether the field was.
    pub(super) hypothetical: bool,
    /// Whether it is a campaign's own.
    pub(super) internal: bool,
    /// Whether who paid takes a side.
    pub(super) partisan: bool,
    /// Which party's side, where the note says so.
    pub(super) party: Option<Party>,
    /// Whom the sponsor backs.
    pub(super) backs: Option<String>,
    /// The values that others print.
    pub(super) alternatives: Vec<Alternative>,
    /// The note as it stands.
    pub(super) notes: Vec<String>,
}

/// What a note says. `source` is where it stands.
pub(super) fn read(note: &str, source: &Source) -> Said {
    let mut said = Said::default();
    if note.is_empty() {
        return said;
    }
    said.notes.push(note.to_owned());
    for part in note.split(';').map(str::trim) {
        if let Some((_, rest)) = part.split_once("SOURCES CONFLICT") {
            said.alternatives.extend(conflict(rest, source));
        }
    }
    let lower = note.to_lowercase();
    said.approximate = lower.contains("approximate");
    said.published = ["(released ", "(published ", "(press release ", "(reported "]
        .iter()
        .find_map(|word| note.split_once(word))
        .and_then(|(_, rest)| words::day(rest.split(')').next()?));
    said.hypothetical = lower.contains("hypothetical");
    said.internal = lower.contains("internal");
    said.partisan = said.internal || lower.contains("partisan");
    let after = |word: &str| {
        let (_, rest) = note.split_once(word)?;
        rest.split_whitespace().next()
    };
    said.party = after("partisan sponsor (")
        .and_then(|word| word.strip_suffix(')'))
        .or_else(|| after("partisan "))
        .and_then(|word| match word {
            "D" | "DEM" => Some(Party::Democratic),
            "R" | "REP" => Some(Party::Republican),
            _ => None,
        });
    said.backs = after("(backs ").map(|word| word.trim_end_matches(')').to_owned());
    said.question = note.split_whitespace().rev().find_map(|word| {
        let number = word.strip_prefix('q')?;
        let is_number = number.len() > 2 && number.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| number.to_owned())
    });
    said
}

/// `on n: aldailynews.com prints 8000`, `: pluralist.com prints Hartzler 13`, `on n (520 vs 529)`.
fn conflict(text: &str, source: &Source) -> Option<Alternative> {
    let text = text.trim().trim_start_matches(':').trim();
    let by = |outlet: Option<&str>, figure| {
        Some(Alternative {
            figure,
            source: Source {
                published: outlet.map(str::to_owned),
                place: source.place.clone(),
            },
        })
    };
    let of_sample = text.starts_with("on n");
    let words = || Figure::Words(text.to_owned());
    if let Some((outlet, printed)) = text.split_once(" prints ") {
        let outlet = outlet.rsplit([' ', ':']).next();
        let mut parts = printed.split_whitespace();
        let figure = match (parts.next(), parts.next()) {
            (Some(number), None) if of_sample => words::count(number).map(Figure::Sample),
            (Some(name), Some(number)) => {
                words::percent(number).map(|percent| match words::nobody(name) {
                    Some(Nobody::Undecided) => Figure::Undecided(percent),
                    Some(Nobody::Other) => Figure::Other(percent),
                    None => Figure::Share(PersonName::new(name), percent),
                })
            }
            _ => None,
        };
        return by(outlet, figure.unwrap_or_else(words));
    }
    let versus = text
        .split_once(" vs ")
        .filter(|_| of_sample)
        .and_then(|(_, other)| words::count(other.trim_end_matches(')')));
    by(None, versus.map_or_else(words, Figure::Sample))
}

/// The firm, and who paid, from `OnMessage (for Sessions)`, `SurveyUSA (WXIA)`, `(for Lindstrom)`.
pub(super) fn pollster(text: &str) -> (Option<String>, Option<Sponsor>) {
    let whole = || (!text.is_empty()).then(|| text.to_owned());
    let Some((firm, rest)) = text.split_once('(') else {
        return (whole(), None);
    };
    let Some(inside) = rest.strip_suffix(')') else {
        return (whole(), None);
    };
    // `Gravis Marketing (2020 and earlier)` is a firm in one of its phases.
    if inside.starts_with(|c: char| c.is_ascii_digit()) {
        return (whole(), None);
    }
    let firm = firm.trim();
    let (name, partisan) = match inside.strip_prefix("for ") {
        Some(name) => (name, firm.is_empty()),
        None => (inside, false),
    };
    // `Jones, D`: the party behind the name.
    let (name, party) = match name.rsplit_once(", ") {
        Some((name, letter)) if letter.len() == 1 => (name, words::party(letter)),
        _ => (name, None),
    };
    let sponsor = Sponsor {
        name: Some(name.to_owned()),
        party,
        partisan,
        internal: false,
        backs: None,
    };
    ((!firm.is_empty()).then(|| firm.to_owned()), Some(sponsor))
}

/// Adds to the sponsor what the note says of it.
pub(super) fn sides(sponsor: &mut Option<Sponsor>, said: &Said) {
    if !said.partisan && sponsor.is_none() {
        return;
    }
    let sponsor = sponsor.get_or_insert_default();
    sponsor.partisan |= said.partisan;
    sponsor.internal |= said.internal;
    if sponsor.party.is_none() {
        sponsor.party.clone_from(&said.party);
    }
    if let Some(name) = &said.backs {
        sponsor.backs = Some(PersonName::new(name));
    }
}
