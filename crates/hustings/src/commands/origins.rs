//! `hustings origins CLAIM`: who is ultimately responsible, and how many independent origins there are.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::firsts::{First, Firsts};
use record::origins::{Apart, Leaf, Rule};
use record::page::Support;
use record::why::{Occurrence, Passage, Print, Why};
use record::{HeldClaim, RecordError, SameFact};

use super::counted;
use crate::args::Origins;
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

/// How many pairs of leaves are named for one rule; `--json` has them all.
const PAIRS: usize = 4;

pub(crate) fn run(typed: &Origins, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(typed.claim.race.as_ref());
    let fact = record
        .same_as(&typed.claim, cut(typed.cut, &zone)?, &zone)
        .map_err(|error| explain(error, settings))?;
    if settings.form == Form::Json {
        screen::json(&mut std::io::stdout().lock(), &fact)?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::new();
    draw(&mut screen, &fact, &zone);
    screen.finish()?;
    Ok(Outcome::Done)
}

fn explain(error: RecordError, settings: &Settings) -> Failure {
    let unknown = matches!(error, RecordError::NoSuchClaim(_));
    let failure = Failure::of_record(error, &settings.record);
    if unknown {
        failure.hint("`hustings claims RACE` lists the ids")
    } else {
        failure
    }
}

fn draw(screen: &mut Screen, fact: &SameFact, zone: &TimeZone) {
    screen.heading(&words::statement(&fact.asked.claim));
    match &fact.support {
        None => screen.line(0, "Nobody had stated it inside that cut."),
        Some(support) => draw_support(screen, support),
    }
    if let (Some(support), Some(why)) = (&fact.support, &fact.why) {
        draw_apart(screen, &support.witness.leaves, why);
    }
    if let Some(first) = &fact.first {
        draw_first(screen, first, zone);
    }
    screen.heading("STATED BY");
    for (at, held) in fact.claims.iter().enumerate() {
        let occurrence = fact.why.as_ref().and_then(|why| why.occurrences.get(at));
        draw_occurrence(screen, held, occurrence);
    }
}

fn draw_support(screen: &mut Screen, support: &Support) {
    let witness = &support.witness;
    screen.line(
        0,
        &format!(
            "{}, best evidence: {}.",
            words::origins(support.origins),
            support.evidence.words()
        ),
    );
    if witness.repeats > 0 {
        screen.line(
            0,
            &format!(
                "{} no origin of {} own.",
                counted(witness.repeats, "report adds", "reports add"),
                if witness.repeats == 1 { "its" } else { "their" }
            ),
        );
    }
    for circle in &witness.loops {
        screen.line(
            0,
            &format!("{} credit each other: no origin.", words::list(circle)),
        );
    }
    screen.heading(&format!("AT MOST {}", witness.max));
    for leaf in &witness.leaves {
        let claims = leaf.places.iter().filter_map(|&at| support.claims.get(at));
        let numbers: Vec<String> = claims.map(|id| format!("/{}", id.seq)).collect();
        screen.line(
            2,
            &format!(
                "{} [{}]: {}",
                leaf.label,
                leaf.evidence.words(),
                words::list(&numbers)
            ),
        );
    }
    if witness.min < witness.max {
        screen.heading(&format!("AT LEAST {}", witness.min));
        for group in &witness.fewest {
            let labels: Vec<&str> = group
                .iter()
                .filter_map(|&at| witness.leaves.get(at))
                .map(|leaf| leaf.label.as_str())
                .collect();
            let joined = labels.join(" = ");
            screen.line(
                2,
                &if group.len() > 1 {
                    format!("{joined} (nothing says that they differ)")
                } else {
                    joined
                },
            );
        }
    }
}

/// Why some of the leaves cannot be one, rule by rule.
fn draw_apart(screen: &mut Screen, leaves: &[Leaf], why: &Why) {
    if why.apart.is_empty() && why.joined.is_empty() {
        return;
    }
    screen.heading("WHY THEY DIFFER");
    let label = |at: usize| leaves.get(at).map_or("", |leaf| leaf.label.as_str());
    let mut rules: Vec<Rule> = why.apart.iter().map(|pair| pair.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let pairs: Vec<&Apart> = why.apart.iter().filter(|pair| pair.rule == rule).collect();
        screen.line(2, &format!("{}:", rule.words()));
        for pair in pairs.iter().take(PAIRS) {
            screen.aside(4, &format!("{} ≠ {}", label(pair.a), label(pair.b)));
        }
        if pairs.len() > PAIRS {
            screen.aside(4, &format!("and {} more pairs", pairs.len() - PAIRS));
        }
    }
    for class in &why.joined {
        let labels: Vec<&str> = class.leaves.iter().map(|&at| label(at)).collect();
        screen.line(
            2,
            &format!("an editor holds to be one: {}", labels.join(" = ")),
        );
    }
}

fn draw_first(screen: &mut Screen, first: &Firsts, zone: &TimeZone) {
    screen.heading("FIRST");
    let rows = [
        ("with own origin", &first.with_own_origin),
        ("to publish", &first.to_publish),
        ("seen here", &first.seen_here),
    ];
    for (what, first) in rows {
        let text = first
            .as_ref()
            .map_or_else(|| "nobody".to_owned(), |first| who(first, zone));
        screen.row(2, &[(18, what)], &text);
    }
}

/// `Associated Press or NPR (tie), between 2019-11-06 00:00 CST and 2019-11-06 17:00 CST`.
fn who(first: &First, zone: &TimeZone) -> String {
    let mut names: Vec<&str> = Vec::new();
    for one in &first.who {
        let name = one
            .outlet
            .as_deref()
            .unwrap_or("a report without a publisher");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let tie = if first.tie { " (tie)" } else { "" };
    let (earliest, latest) = (moment(first.earliest, zone), moment(first.latest, zone));
    let when = if earliest == latest {
        latest
    } else {
        format!("between {earliest} and {latest}")
    };
    format!("{}{tie}, {when}", names.join(" or "))
}

fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone())
        .strftime("%Y-%m-%d %H:%M %Z")
        .to_string()
}

fn draw_occurrence(screen: &mut Screen, held: &HeldClaim, occurrence: Option<&Occurrence>) {
    screen.row(
        2,
        &[(22, &held.id.to_string())],
        &words::document(&held.document),
    );
    screen.line(6, &format!("“{}”", held.claim.quote));
    screen.aside(6, &words::origin(&held.claim));
    let Some(occurrence) = occurrence else {
        return;
    };
    if let Some(way) = words::way(occurrence) {
        screen.aside(6, &way);
    }
    if let Some(print) = &occurrence.printed {
        screen.aside(6, &printed(print));
    }
    for passage in &occurrence.shares {
        screen.aside(
            6,
            &format!(
                "shares {} words with document {}: no more than a hint",
                passage.words, passage.document
            ),
        );
    }
}

/// `prints the text of Associated Press without saying so: 57 words of document 3; 100 % of that text stands here`.
fn printed(print: &Print) -> String {
    let outlet = print.outlet.as_deref().unwrap_or("another report");
    let how = if print.stated {
        "as it says"
    } else {
        "without saying so"
    };
    let mut text = format!("prints the text of {outlet}, {how}");
    if let Some(passage) = &print.passage {
        text.push_str(&format!(": {}", stands(passage)));
    }
    text
}

fn stands(passage: &Passage) -> String {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    format!(
        "{} words as in document {}; {} of that text stands here, {} of this one there",
        passage.words,
        passage.document,
        percent(passage.of_that.share()),
        percent(passage.of_this.share())
    )
}
