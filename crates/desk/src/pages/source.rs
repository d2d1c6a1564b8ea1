//! The page of an outlet: what it reports itself and what it passes on, how often it was first, what it corrected.

use std::collections::{BTreeMap, BTreeSet};

use claim::outlet::canonical;
use claim::{Origin, Race};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::{ClaimId, Cut, DocumentId, DocumentMeta, Filter, HeldClaim, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page, supports};
use crate::chart::bars;
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, parts, words};

/// What is held of an outlet.
pub(super) static KIND: Kind = Kind {
    name: "source",
    pattern: "source/{outlet}",
    about: "An outlet: its own reporting against what it passes on, how often it was first, its corrections, its reports.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "outlet",
            kind: "string",
            about: "Its usual name.",
        },
        Field {
            name: "claims",
            kind: "number",
            about: "How many claims its reports make.",
        },
        Field {
            name: "own",
            kind: "number",
            about: "Claims in its own voice, or from sources that it names or describes itself.",
        },
        Field {
            name: "relayed",
            kind: "number",
            about: "Claims for which it credits others.",
        },
        Field {
            name: "anonymous",
            kind: "number",
            about: "Claims of its own that rest on unnamed sources.",
        },
        Field {
            name: "facts",
            kind: "number",
            about: "Rows of race pages that its reports support.",
        },
        Field {
            name: "first",
            kind: "number",
            about: "Of these, how many it was the first to publish, alone.",
        },
        Field {
            name: "tied",
            kind: "number",
            about: "Of these, how many it can have been the first to publish, with others.",
        },
        Field {
            name: "credits",
            kind: "array",
            about: "Whom it credits, with how many claims.",
        },
        Field {
            name: "corrections",
            kind: "array",
            about: "Its claims that it corrected or took back.",
        },
        Field {
            name: "reports",
            kind: "array",
            about: "Its documents, the last first.",
        },
        Field {
            name: "through",
            kind: "array",
            about: "Rows of race pages that reached us through it.",
        },
        Field {
            name: "races",
            kind: "array",
            about: "The races of which it speaks.",
        },
    ],
    open,
};

#[derive(Debug, Serialize)]
struct SourceView {
    outlet: String,
    claims: usize,
    own: usize,
    relayed: usize,
    anonymous: usize,
    facts: usize,
    first: usize,
    tied: usize,
    credits: Vec<Credit>,
    corrections: Vec<ClaimId>,
    reports: Vec<DocumentMeta>,
    races: Vec<Race>,
    through: Vec<Through>,
    #[serde(skip)]
    zone: TimeZone,
}

/// In how many races it is looked for what an outlet passed on.
const RACES: usize = 100;

/// A row of a race page that reached us through the outlet.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Through {
    race: Race,
    what: String,
    claim: ClaimId,
}

/// An outlet that is credited.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Credit {
    outlet: String,
    claims: usize,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let name = asked.segment(1).replace('_', " ");
    let zone = rules::zone("US");
    let cut = asked.cut(&zone)?;
    let held = record.claims(&Filter {
        publisher: Some(name.clone()),
        cut,
        ..Filter::default()
    })?;
    let mut view = SourceView::counted(&name, &held, zone);
    view.against_others(record, cut)?;
    view.through = through(record, &view.outlet, cut)?;
    if held.is_empty() && view.through.is_empty() {
        return Err(Problem::NotFound(
            "Nothing that is held comes from such an outlet.",
        ));
    }
    Ok(Box::new(view))
}

/// The rows of race pages that reached us through an outlet.
fn through(record: &Record, outlet: &str, cut: Cut) -> Result<Vec<Through>, Problem> {
    let mut found = Vec::new();
    let races = record
        .races(cut)?
        .into_iter()
        .filter_map(|summary| summary.race);
    for race in races.take(RACES) {
        let page = record.page(&race, cut, &rules::zone(&race.state))?;
        for (what, support) in supports::of(&page) {
            if let Some(claim) = support
                .claims
                .first()
                .filter(|_| support.through.iter().any(|house| house == outlet))
            {
                found.push(Through {
                    race: race.clone(),
                    what,
                    claim: claim.clone(),
                });
            }
        }
    }
    Ok(found)
}

impl SourceView {
    fn counted(name: &str, held: &[HeldClaim], zone: TimeZone) -> Self {
        let relayed = held
            .iter()
            .filter(|held| !held.claim.via.is_direct())
            .count();
        let anonymous = |held: &&HeldClaim| {
            held.claim.via.is_direct() && matches!(held.claim.origin, Origin::Anonymous { .. })
        };
        let mut credits: BTreeMap<String, usize> = BTreeMap::new();
        let mut reports: BTreeMap<DocumentId, DocumentMeta> = BTreeMap::new();
        let mut races: BTreeSet<Race> = BTreeSet::new();
        for one in held {
            if let Some(hop) = one.claim.via.hops().next() {
                *credits.entry(canonical(hop).to_owned()).or_default() += 1;
            }
            reports
                .entry(one.document.document)
                .or_insert_with(|| one.document.clone());
            races.extend(one.id.race.clone());
        }
        let mut credits: Vec<Credit> = credits
            .into_iter()
            .map(|(outlet, claims)| Credit { outlet, claims })
            .collect();
        credits.sort_by(|a, b| {
            b.claims
                .cmp(&a.claims)
                .then_with(|| a.outlet.cmp(&b.outlet))
        });
        let mut reports: Vec<DocumentMeta> = reports.into_values().collect();
        reports.sort_by_key(|report| (std::cmp::Reverse(report.reported_last), report.document));
        Self {
            outlet: canonical(name).to_owned(),
            claims: held.len(),
            own: held.len() - relayed,
            relayed,
            anonymous: held.iter().filter(anonymous).count(),
            facts: 0,
            first: 0,
            tied: 0,
            credits,
            corrections: Vec::new(),
            reports,
            races: races.into_iter().collect(),
            through: Vec::new(),
            zone,
        }
    }

    /// How often it was first, over the rows of the pages on which it is heard.
    fn against_others(&mut self, record: &Record, cut: Cut) -> Result<(), Problem> {
        let ours = claim::outlet::fold(&self.outlet);
        let is_ours = |document: &DocumentMeta| {
            document
                .publisher
                .as_deref()
                .is_some_and(|name| claim::outlet::fold(canonical(name)) == ours)
        };
        for race in &self.races {
            let zone = rules::zone(&race.state);
            let page = record.page(race, cut, &zone)?;
            let claims = record.claims(&Filter {
                race: Some(race.clone()),
                cut,
                ..Filter::default()
            })?;
            let by_id: BTreeMap<&ClaimId, &HeldClaim> =
                claims.iter().map(|held| (&held.id, held)).collect();
            for (_, support) in supports::of(&page) {
                let entrants: Vec<(Timestamp, Timestamp, bool)> = support
                    .claims
                    .iter()
                    .filter_map(|id| by_id.get(id))
                    .map(|held| {
                        (
                            held.document.reported_first,
                            held.document.reported_last,
                            is_ours(&held.document),
                        )
                    })
                    .collect();
                match place(&entrants) {
                    Place::Absent => continue,
                    Place::First => self.first += 1,
                    Place::Tied => self.tied += 1,
                    Place::Later => {}
                }
                self.facts += 1;
            }
            for correction in &page.acts.corrections {
                if by_id
                    .get(&correction.claim)
                    .is_some_and(|held| is_ours(&held.document))
                {
                    self.corrections.push(correction.claim.clone());
                }
            }
        }
        Ok(())
    }
}

/// Where an outlet stands among those that reported a fact.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Absent,
    First,
    Tied,
    Later,
}

/// Each with the first and the last moment at which it can have come out, and whether it is the outlet's. Who can have been
/// out before all others is named: a date without a time is a whole day.
fn place(entrants: &[(Timestamp, Timestamp, bool)]) -> Place {
    if !entrants.iter().any(|one| one.2) {
        return Place::Absent;
    }
    let Some(latest) = entrants.iter().map(|one| one.1).min() else {
        return Place::Absent;
    };
    let can = |ours: bool| entrants.iter().any(|one| one.2 == ours && one.0 <= latest);
    match (can(true), can(false)) {
        (true, true) => Place::Tied,
        (true, false) => Place::First,
        (false, _) => Place::Later,
    }
}

impl Page for SourceView {
    fn head(&self) -> Head {
        Head {
            title: self.outlet.clone(),
            description: format!(
                "{}: its own reporting against what it passes on, and how often it was first.",
                self.outlet
            ),
            canonical: parts::source(&self.outlet),
            indexed: true,
            about: Some(
                serde_json::json!({"@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": self.outlet}),
            ),
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        let percent = |part: usize, whole: usize| if whole == 0 { 0.0 } else { ratio(part, whole) };
        let rows = [
            ("Claims", self.claims, self.claims, "in its reports"),
            (
                "Its own",
                self.own,
                self.claims,
                "in its own voice, or from sources that it names or describes",
            ),
            (
                "Passed on",
                self.relayed,
                self.claims,
                "for which it credits others",
            ),
            ("On unnamed sources", self.anonymous, self.own, "of its own"),
            (
                "First to publish",
                self.first,
                self.facts,
                "of the rows of race pages that it supports",
            ),
            (
                "Can have been first",
                self.tied,
                self.facts,
                "with others: the times do not tell",
            ),
            (
                "Corrected or taken back",
                self.corrections.len(),
                self.claims,
                "by itself",
            ),
        ];
        html! {
            header.race {
                p.kicker { "Outlet" }
                h1 { (self.outlet) }
                p.lede {
                    @if self.claims == 0 { "No report of its own is held; others credit it with what is below." }
                    @else {
                        (words::thousands(self.own as u64)) " of " (words::thousands(self.claims as u64)) " claims are its own reporting; it was first with "
                        (self.first) " of " (self.facts) " facts" @if self.tied > 0 { ", and can have been with " (self.tied) " more" } "."
                    }
                }
            }
            div.columns {
                div.wide {
                    @if self.claims > 0 { section aria-labelledby="record" {
                        h2 id="record" { "Track record" }
                        table.count {
                            thead { tr { th scope="col" { "What" } th.num scope="col" { "Count" } th.num scope="col" { "Percent" } th scope="col" { span.hidden { "Bar" } } } }
                            tbody {
                                @for (what, part, whole, of) in rows {
                                    tr {
                                        th scope="row" { (what) span.details { (of) } }
                                        td.num { (words::thousands(part as u64)) }
                                        td.num { (format!("{:.0}", percent(part, whole))) }
                                        td.bars { (bars::bar(percent(part, whole), 0)) }
                                    }
                                }
                            }
                        }
                        p.aside { "Counts of what the record holds, not of all that the outlet published." }
                    } }
                    section aria-labelledby="through" {
                        h2 id="through" { "What reached us through it" }
                        @if self.through.is_empty() { p { "Nothing on a race's page." } }
                        ul.plain {
                            @for row in self.through.iter().take(40) { li { a href=(frame.to(&parts::claim(&row.claim))) { (row.what) } " " span.aside { (row.race) } } }
                        }
                        @if self.through.len() > 40 { p.aside { "and " (self.through.len() - 40) " more, in the JSON" } }
                    }
                    @if !self.reports.is_empty() { section aria-labelledby="reports" {
                        h2 id="reports" { "Reports" }
                        ol.reports {
                            @for report in self.reports.iter().take(60) {
                                li { a href=(frame.to(&format!("/report/{}", report.document))) { (words::headline(report)) } span.aside { (words::moment(report.reported_last, &self.zone)) } }
                            }
                        }
                        @if self.reports.len() > 60 { p.aside { "and " (self.reports.len() - 60) " earlier, in the CSV" } }
                    } }
                }
                div.narrow {
                    section aria-labelledby="credits" {
                        h2 id="credits" { "Whom it credits" }
                        @if self.credits.is_empty() { p { "Nobody." } }
                        ul.plain { @for credit in &self.credits { li { a href=(frame.to(&parts::source(&credit.outlet))) { (credit.outlet) } " " span.aside { (credit.claims) } } } }
                    }
                    section aria-labelledby="races" {
                        h2 id="races" { "Races" }
                        ul.plain { @for race in &self.races { li { a href=(frame.to(&parts::race(race))) { (words::race(race)) } } } }
                    }
                    @if !self.corrections.is_empty() {
                        section aria-labelledby="corrections" { h2 id="corrections" { "Corrections" } p { (parts::claims(frame, &self.corrections)) } }
                    }
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut reports = Table::new(
            "reports",
            "Reports",
            &["document", "headline", "public_by", "url"],
        );
        for report in &self.reports {
            reports.rows.push(vec![
                report.document.to_string(),
                report.title.clone(),
                report.reported_last.to_string(),
                report.url.clone().unwrap_or_default(),
            ]);
        }
        let mut credits = Table::new("credits", "Whom it credits", &["outlet", "claims"]);
        credits.rows = self
            .credits
            .iter()
            .map(|credit| vec![credit.outlet.clone(), credit.claims.to_string()])
            .collect();
        vec![reports, credits]
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a bar needs no more than a few digits"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_first_is_told_from_intervals() {
        let one = |from: i64, until: i64, ours: bool| {
            (
                Timestamp::from_second(from).unwrap(),
                Timestamp::from_second(until).unwrap(),
                ours,
            )
        };
        let check = |entrants: &[_], place: Place| assert_eq!(super::place(entrants), place);
        check(&[one(5, 5, false)], Place::Absent);
        check(&[one(5, 5, true), one(6, 6, false)], Place::First);
        check(&[one(5, 5, true), one(4, 4, false)], Place::Later);
        check(&[one(0, 9, true), one(4, 4, false)], Place::Tied);
        check(&[one(5, 5, true)], Place::First);
    }
}
