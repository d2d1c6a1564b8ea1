//! RCTab's detailed reports: the rounds of a ranked-choice count, as JSON and as CSV.
//!
//! <https://github.com/BrightSpots/rcv>. The table holds the first round, with over-votes, skipped rankings and undervotes
//! beside it, so that everything adds up to the ballots; the rounds are kept whole ([`Round`]), and each must follow from the
//! one before.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Serialize;
use serde_json::Value;

use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::figure;
use crate::grid::day;
use crate::lines::{Fields, Lines, text};
use crate::table::{Contest, Figure, Kind};
use crate::tree::{field, list, number, words as field_words};
use crate::words;

/// One round of a count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Round {
    /// The candidates with their votes, in alphabetical order.
    pub votes: BTreeMap<String, u64>,
    /// Ballots that count for nobody in it, by reason: `exhausted choices`, `overvotes`, …
    pub inactive: BTreeMap<String, u64>,
    /// Those whom it elects.
    pub elected: Vec<String>,
    /// Those whom it drops.
    pub eliminated: Vec<String>,
    /// What the dropped hand on, all of them together: by receiver, `exhausted` among them. Empty where the report has none.
    pub transfers: BTreeMap<String, u64>,
    /// The votes that win in it.
    pub threshold: Option<u64>,
}

/// Reads the JSON form.
pub(crate) fn read_json(source: impl Read, builder: &mut Builder) -> Result<()> {
    let report = crate::tree::json(source, "RCTab JSON")?;
    let none = Value::Null;
    let config = field(&report, "config").unwrap_or(&none);
    let summary = field(&report, "summary").unwrap_or(&none);
    let rounds = list(&report, "results").iter().map(round).collect();
    let named = Named {
        contest: field_words(config, "contest"),
        office: field_words(config, "office"),
        jurisdiction: field_words(config, "jurisdiction"),
        date: field_words(config, "date"),
        ballots: number(summary, "totalNumBallots"),
        undervotes: number(summary, "undervotes"),
    };
    put(&named, rounds, builder)
}

fn round(value: &Value) -> Round {
    let counts = |name: &str| -> BTreeMap<String, u64> {
        let Some(Value::Object(counts)) = field(value, name) else {
            return BTreeMap::new();
        };
        let one = |(name, count): (&String, &Value)| {
            let count = figure::read(count.as_str().unwrap_or_default().as_bytes())
                .0
                .count();
            Some((
                name.clone(),
                count.or_else(|| field(value, name)?.as_u64())?,
            ))
        };
        counts.iter().filter_map(one).collect()
    };
    let mut round = Round {
        votes: counts("tally"),
        inactive: counts("inactiveBallots")
            .into_iter()
            .map(|(name, count)| (spaced(&name), count))
            .collect(),
        threshold: number(value, "threshold"),
        ..Round::default()
    };
    for result in list(value, "tallyResults") {
        let (elected, eliminated) = (
            field_words(result, "elected"),
            field_words(result, "eliminated"),
        );
        round
            .elected
            .extend(Some(elected).filter(|name| !name.is_empty()));
        round
            .eliminated
            .extend(Some(eliminated).filter(|name| !name.is_empty()));
        if let Some(Value::Object(transfers)) = field(result, "transfers") {
            for name in transfers.keys() {
                let count = number(&Value::Object(transfers.clone()), name).unwrap_or(0);
                let sum = round.transfers.entry(name.clone()).or_default();
                *sum = sum.saturating_add(count);
            }
        }
    }
    round
}

/// `exhaustedChoices` → `exhausted choices`.
fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
    }
    spaced
}

/// What a report says of itself.
#[derive(Default)]
struct Named {
    contest: String,
    office: String,
    jurisdiction: String,
    date: String,
    ballots: Option<u64>,
    undervotes: Option<u64>,
}

/// Reads the CSV form.
pub(crate) fn read_csv<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    let mut lines = Lines::new(source)?;
    let mut fields = Fields::default();
    let mut named = Named::default();
    let mut rounds: Vec<Round> = Vec::new();
    while let Some(line) = lines.next()? {
        fields.split(line.bytes, b',');
        let cells: Vec<String> = (0..fields.len())
            .map(|at| text(fields.get(line.bytes, at).unwrap_or_default()).into_owned())
            .collect();
        let (head, rest) = cells
            .split_first()
            .map_or(("", &[][..]), |(head, rest)| (head.as_str(), rest));
        let first = rest.first().cloned().unwrap_or_default();
        match head {
            "Contest" => named.contest = first,
            "Office" => named.office = first,
            "Jurisdiction" => named.jurisdiction = first,
            "Date" => named.date = first,
            "Total Number of Ballots" => named.ballots = figure::read(first.as_bytes()).0.count(),
            "Number of Undervotes (No Rankings)" => {
                named.undervotes = figure::read(first.as_bytes()).0.count();
            }
            "Rounds" => rounds = vec![Round::default(); rest.len().div_ceil(3).min(512)],
            _ => round_row(head, rest, &mut rounds),
        }
    }
    put(&named, rounds, builder)
}

/// A row of the table of rounds: three columns a round.
fn round_row(head: &str, cells: &[String], rounds: &mut [Round]) {
    for (round, cells) in rounds.iter_mut().zip(cells.chunks(3)) {
        let first = cells.first().map_or("", String::as_str);
        let names = || {
            first
                .split(';')
                .map(|name| name.trim().trim_end_matches('*').to_owned())
                .filter(|name| !name.is_empty())
        };
        let count = figure::read(first.as_bytes()).0.count();
        match head {
            "Eliminated" => round.eliminated = names().collect(),
            "Elected" => round.elected = names().collect(),
            "Current Round Threshold" => round.threshold = count,
            "Active Ballots" | "Inactive Ballots Total" | "" => {}
            _ => {
                let Some(count) = count else { continue };
                match head.strip_prefix("Inactive Ballots by ") {
                    Some(reason) => round.inactive.insert(reason.to_lowercase(), count),
                    // The report goes on with nought votes for those who are out.
                    None => round.votes.insert(head.to_owned(), count),
                };
            }
        }
    }
}

/// Puts the first round into the table, and keeps the rounds.
fn put(named: &Named, rounds: Vec<Round>, builder: &mut Builder) -> Result<()> {
    let Some(first) = rounds.first() else {
        return Err(ReturnsError::NotReturns(
            "the report holds no round".to_owned(),
        ));
    };
    let about = &mut builder.table.about;
    about.date = day(&named.date).or(about.date);
    about.issuer = Some(named.jurisdiction.clone()).filter(|name| !name.is_empty());
    about.election = Some(named.contest.clone()).filter(|name| !name.is_empty());
    let contest = Contest {
        office: if named.office.is_empty() {
            named.contest.clone()
        } else {
            named.office.clone()
        },
        stage: crate::office::stage(&named.contest).to_owned(),
        date: about.date,
        ..Contest::default()
    };
    let contest = builder.contest(contest);
    let whole = builder.unit_of(("", "", ""), 1);
    let mut add = |name: &str, kind: Kind, count: u64| {
        let choice = builder.choice(contest, name, "", kind);
        builder.row(choice, whole, 0, 1, Figure::Count(count));
    };
    for (name, &votes) in &first.votes {
        add(name, words::kind(name), votes);
    }
    for (reason, &count) in &first.inactive {
        let kind = if reason == "overvotes" {
            Kind::Over
        } else {
            Kind::Blank
        };
        add(reason, kind, count);
    }
    if let Some(undervotes) = named.undervotes {
        add("undervotes", Kind::Under, undervotes);
    }
    if let Some(ballots) = named.ballots {
        add("ballots", Kind::Ballots, ballots);
    }
    complain(&rounds, builder);
    builder.table.rounds = rounds;
    Ok(())
}

/// Each round follows from the one before: nobody loses votes but those who were dropped, no ballot is lost, and what is handed
/// on arrives.
fn complain(rounds: &[Round], builder: &mut Builder) {
    let all = |round: &Round| {
        round
            .votes
            .values()
            .chain(round.inactive.values())
            .fold(0u64, |sum, &count| sum.saturating_add(count))
    };
    for (at, pair) in rounds.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let place = format!("round {}", at + 2);
        if all(before) != all(after) {
            builder.complain(
                &place,
                format!(
                    "{} ballots, {} in the round before",
                    all(after),
                    all(before)
                ),
                "the round as it stands",
            );
        }
        for (name, &votes) in &after.votes {
            let had = before.votes.get(name).copied().unwrap_or(0);
            if before.eliminated.contains(name) {
                continue;
            }
            let got = before.transfers.get(name).copied().unwrap_or(0);
            let expected = had.saturating_add(got);
            if votes < had || !before.transfers.is_empty() && votes != expected {
                builder.complain(
                    &place,
                    format!("{name} has {votes} votes, and the round before gives {expected}"),
                    "the round as it stands",
                );
            }
        }
    }
}
