//! The returns of a race: every count of every stage side by side, each added up.

use claim::{Race, Stage, When};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::Record;
use record::page::{Count, StageResults};
use serde::Serialize;

use super::race::counted_votes;
use super::{Field, Kind, Opened, Opening, Page};
use crate::chart::bars;
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{parts, words};

/// Counted votes.
pub(super) static KIND: Kind = Kind {
    name: "returns",
    pattern: "returns/{race}",
    about: "Every count of every stage of a race, added up: whether shares and votes agree, and in what counts differ.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "race",
            kind: "string",
            about: "The race.",
        },
        Field {
            name: "title",
            kind: "string",
            about: "The race in words.",
        },
        Field {
            name: "stages",
            kind: "array",
            about: "The stages, the latest first, each with its counts.",
        },
    ],
    open,
};

#[derive(Debug, Serialize)]
struct Returns {
    race: Race,
    title: String,
    stages: Vec<CountedStage>,
    #[serde(skip)]
    zone: TimeZone,
}

#[derive(Debug, Serialize)]
struct CountedStage {
    stage: Option<Stage>,
    counts: Vec<Checked>,
    outcomes: Vec<record::page::OutcomeRow>,
}

/// A count with its reconciliation.
#[derive(Debug, Serialize)]
struct Checked {
    #[serde(flatten)]
    count: Count,
    /// The votes of all candidates of the count together, where each has votes.
    votes: Option<u64>,
    /// The shares of all together, in thousandths of a percent, where each has one.
    shares: Option<i64>,
    /// How far the leader is ahead.
    lead: Option<u64>,
    /// What does not agree.
    findings: Vec<String>,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let race = super::race::asked_race(asked, 1)?;
    let zone = rules::zone(&race.state);
    let page = record.page(&race, asked.cut(&zone)?, &zone)?;
    let stages = page.results.into_iter().map(stage).collect();
    Ok(Box::new(Returns {
        title: words::race(&race),
        race,
        stages,
        zone,
    }))
}

fn stage(results: StageResults) -> CountedStage {
    CountedStage {
        stage: results.stage,
        counts: results.counts.into_iter().map(check).collect(),
        outcomes: results.outcomes,
    }
}

/// Adds a count up. What reports tell is often a part of the field, so that shares below a hundred are no finding.
fn check(count: Count) -> Checked {
    let votes: Option<Vec<u64>> = count.rows.iter().map(|row| row.votes).collect();
    let shares: Option<Vec<i64>> = count
        .rows
        .iter()
        .map(|row| row.share.map(|share| i64::from(share.thousandths())))
        .collect();
    let total = votes.as_ref().and_then(|votes| {
        votes
            .iter()
            .try_fold(0_u64, |sum, votes| sum.checked_add(*votes))
    });
    let all = shares.as_ref().map(|shares| shares.iter().sum::<i64>());
    let lead = votes.as_ref().and_then(|votes| {
        let mut sorted = votes.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        match sorted.as_slice() {
            [first, second, ..] => Some(first - second),
            _ => None,
        }
    });
    let mut findings = Vec::new();
    if let Some(all) = all.filter(|all| *all > 100_500) {
        findings.push(format!(
            "The shares come to {}.{} percent, more than all.",
            all / 1_000,
            all % 1_000 / 100
        ));
    }
    if let (Some(votes), Some(shares)) = (&votes, &shares) {
        findings.extend(disagreement(votes, shares));
    }
    Checked {
        votes: total,
        shares: all,
        lead,
        findings,
        count,
    }
}

/// Votes and shares of one count rank alike and have the same proportions, as far as shares are rounded.
fn disagreement(votes: &[u64], shares: &[i64]) -> Option<String> {
    for (at, (a, share_a)) in votes.iter().zip(shares).enumerate() {
        for (b, share_b) in votes.iter().zip(shares).skip(at + 1) {
            if (a > b && share_a < share_b) || (a < b && share_a > share_b) {
                return Some("Votes and shares do not rank the candidates alike.".to_owned());
            }
        }
    }
    None
}

impl Page for Returns {
    fn head(&self) -> Head {
        Head {
            title: format!("Returns: {}", self.title),
            description: format!(
                "Every count that is held of {}, added up and side by side.",
                self.title
            ),
            canonical: format!("/returns/{}", self.race),
            indexed: true,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        html! {
            header.race {
                p.kicker { a href=(frame.to(&parts::race(&self.race))) { (self.title) } }
                h1 { "Returns" }
                p.lede { "Every count that is held, the newest and most complete first. Counts that differ stand side by side; none is summed with another." }
            }
            @if self.stages.is_empty() { p { "No counted vote is held." } }
            @for (at, held) in self.stages.iter().enumerate() {
                @let id = format!("stage-{at}");
                @let name = held.stage.as_ref().map_or_else(|| "stage not known".to_owned(), words::stage);
                section aria-labelledby=(id) {
                    h2 id=(id) { (name) " " span.aside { (held.counts.len()) " counts" } }
                    ul.outcomes { @for row in &held.outcomes { li { strong { (row.person.as_str()) } " " (row.outcome.word()) (words::in_brackets(row.certainty)) " " (parts::support(frame, &row.support)) } } }
                    @for checked in &held.counts { (self.count(checked, frame)) }
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let stages = self.stages.iter();
        let counts = stages.flat_map(|held| {
            let of_stage = held.counts.iter();
            of_stage.map(|checked| (held.stage.as_ref(), &checked.count))
        });
        vec![counted_votes("counts", "Counts", counts)]
    }
}

impl Returns {
    fn count(&self, checked: &Checked, frame: &Frame<'_>) -> Markup {
        let count = &checked.count;
        let since: When = count.support.since;
        let part = count
            .reporting
            .map_or_else(|| "Count".to_owned(), |part| format!("{part} % counted"));
        html! {
            table.count {
                caption { strong { (part) } ", " (words::when_with_zone(since, &self.zone)) " · " (parts::support(frame, &count.support)) }
                thead { tr { th scope="col" { "Candidate" } th.num scope="col" { "Votes" } th.num scope="col" { "Percent" } th scope="col" { span.hidden { "Bar" } } } }
                tbody {
                    @for (at, row) in count.rows.iter().enumerate() {
                        tr {
                            th scope="row" { (row.person.as_str()) " " (parts::claims(frame, &row.claims)) }
                            td.num { @match row.votes { Some(votes) => (words::thousands(votes)), None => "–" } }
                            td.num { @match row.share { Some(share) => (share), None => "–" } }
                            td.bars { @if let Some(share) = row.share { (bars::bar(share.as_f64(), at)) } }
                        }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" { "Together" }
                        td.num { @match checked.votes { Some(votes) => (words::thousands(votes)), None => "–" } }
                        td.num { @match checked.shares { Some(shares) => (format!("{}.{}", shares / 1_000, shares % 1_000 / 100)), None => "–" } }
                        td { @if let Some(lead) = checked.lead { "lead " (words::thousands(lead)) } }
                    }
                    @for finding in &checked.findings { tr { td.flag colspan="4" { span aria-hidden="true" { "⚠ " } (finding) } } }
                }
            }
            @for row in &count.rows { (parts::compared(frame, &row.compared)) }
        }
    }
}
