//! Showing what the publisher took back beside what took its place: losers are shown, never dropped.
//!
//! Only the publisher's words go here: corrected, retracted, no longer said. What our own reader had wrong, or an editor
//! rejected, was never a value of the race; it is listed on the page and stands beside nothing.

use std::collections::BTreeMap;

use claim::outlet::{canonical, fold};
use claim::{PersonName, Stage, Statement};

use super::apply::Aside;
use super::editorial::Why;
use crate::ClaimId;
use crate::fold::Heard;
use crate::page::{Other, RacePage, Reason, Support};
use crate::project::Scene;

/// Puts the claims that publishers took back beside the rows that say otherwise now. A claim of which no row is left
/// stands in the list of what was set aside.
pub(crate) fn attach(page: &mut RacePage, scene: &Scene<'_>, asides: &[Aside]) {
    // One entry for a value, however many places it stood in.
    let mut gathered: BTreeMap<(&str, Reason, Option<&ClaimId>), Vec<&Aside>> = BTreeMap::new();
    for aside in asides {
        if let Some(reason) = reason(aside.why) {
            gathered
                .entry((&aside.json, reason, aside.by.as_ref()))
                .or_default()
                .push(aside);
        }
    }
    for ((_, reason, by), asides) in gathered {
        let Some(first) = asides.first() else {
            continue;
        };
        let places: Vec<&Heard> = asides.iter().map(|aside| &aside.heard).collect();
        let others = by
            .and_then(|by| of_claim(page, by))
            .or_else(|| of_subject(page, scene, &first.statement));
        let Some(index) = others else { continue };
        let other = Other {
            value: value(&first.statement),
            certainty: first.certainty,
            reason,
            flags: Vec::new(),
            support: scene.support(places, first.statement.person()),
        };
        if let Some(others) = index.others(page) {
            others.push(other);
        }
    }
}

const fn reason(why: Why) -> Option<Reason> {
    match why {
        Why::Corrected => Some(Reason::Corrected),
        Why::Retracted => Some(Reason::Retracted),
        Why::NoLongerSays => Some(Reason::NoLongerSays),
        Why::Rejected | Why::Superseded => None,
    }
}

/// A row that has others.
#[derive(Debug, Clone, Copy)]
enum Place {
    Field(usize),
    Schedule(usize),
    Endorsement(usize),
    Money(usize),
    Rating(usize),
    Outcome(usize, usize),
    Note(usize),
}

impl Place {
    fn others(self, page: &mut RacePage) -> Option<&mut Vec<Other>> {
        Some(match self {
            Self::Field(at) => &mut page.field.get_mut(at)?.others,
            Self::Schedule(at) => &mut page.schedule.get_mut(at)?.others,
            Self::Endorsement(at) => &mut page.endorsements.get_mut(at)?.others,
            Self::Money(at) => &mut page.money.get_mut(at)?.others,
            Self::Rating(at) => &mut page.ratings.get_mut(at)?.others,
            Self::Outcome(stage, at) => {
                &mut page.results.get_mut(stage)?.outcomes.get_mut(at)?.others
            }
            Self::Note(at) => &mut page.people.get_mut(at)?.others,
        })
    }
}

/// The row that rests on a claim.
fn of_claim(page: &RacePage, claim: &ClaimId) -> Option<Place> {
    let has = |support: &Support| support.claims.contains(claim);
    let beside = |others: &[Other]| others.iter().any(|other| has(&other.support));
    let outcome = || {
        page.results
            .iter()
            .enumerate()
            .find_map(|(stage, results)| {
                let at = results
                    .outcomes
                    .iter()
                    .position(|row| has(&row.support) || beside(&row.others))?;
                Some(Place::Outcome(stage, at))
            })
    };
    let field = page.field.iter().position(|row| {
        let filed = row.filed.support.iter().any(has) || beside(&row.filed.others);
        row.support.iter().any(has) || filed || beside(&row.others)
    });
    // An outcome moves a status as well; it is the result that was corrected.
    outcome()
        .or(field.map(Place::Field))
        .or_else(|| {
            let mut rows = page.schedule.iter();
            let at = rows.position(|row| has(&row.support) || beside(&row.others))?;
            Some(Place::Schedule(at))
        })
        .or_else(|| {
            let mut rows = page.endorsements.iter();
            let at = rows.position(|row| has(&row.support) || beside(&row.others))?;
            Some(Place::Endorsement(at))
        })
        .or_else(|| {
            let mut rows = page.money.iter();
            let at = rows.position(|row| has(&row.support) || beside(&row.others))?;
            Some(Place::Money(at))
        })
        .or_else(|| {
            let mut rows = page.ratings.iter();
            let at = rows.position(|row| has(&row.support) || beside(&row.others))?;
            Some(Place::Rating(at))
        })
        .or_else(|| {
            let mut rows = page.people.iter();
            let at = rows.position(|row| has(&row.support) || beside(&row.others))?;
            Some(Place::Note(at))
        })
}

/// The row that is about what a statement is about.
fn of_subject(page: &RacePage, scene: &Scene<'_>, statement: &Statement) -> Option<Place> {
    let called = |name: &PersonName| scene.called(name);
    let agree = |a: Option<&Stage>, b: Option<&Stage>| a.is_none() || b.is_none() || a == b;
    match statement {
        Statement::Candidacy(c) => {
            let person = called(&c.person);
            let at = page.field.iter().position(|row| row.person == person)?;
            Some(Place::Field(at))
        }
        Statement::Schedule(c) => {
            let at = page.schedule.iter().position(|row| {
                row.event == c.event && agree(row.stage.as_ref(), c.stage.as_ref())
            })?;
            Some(Place::Schedule(at))
        }
        Statement::Endorsement(c) => {
            let (endorser, candidate) = (PersonName::new(&c.endorser), called(&c.candidate));
            let at = page.endorsements.iter().position(|row| {
                row.candidate == candidate
                    && scene.agree(&PersonName::new(&row.endorser), &endorser)
            })?;
            Some(Place::Endorsement(at))
        }
        Statement::Funds(c) => {
            let holder = PersonName::new(&scene.holder(c));
            let at = page.money.iter().position(|row| {
                let same = row.period.is_none() || c.period.is_none() || row.period == c.period;
                row.measure == c.measure && same && PersonName::new(&row.holder) == holder
            })?;
            Some(Place::Money(at))
        }
        Statement::Rating(c) => {
            let rater = fold(canonical(&c.rater));
            let at = page
                .ratings
                .iter()
                .position(|row| fold(canonical(&row.rater)) == rater)?;
            Some(Place::Rating(at))
        }
        Statement::Returned(c) => {
            let person = called(&c.candidate);
            page.results
                .iter()
                .enumerate()
                .find_map(|(stage, results)| {
                    let here = agree(results.stage.as_ref(), c.stage.as_ref());
                    let at = results
                        .outcomes
                        .iter()
                        .position(|row| here && row.person == person)?;
                    Some(Place::Outcome(stage, at))
                })
        }
        Statement::Biography(c) => {
            let person = called(&c.person);
            let mut rows = page.people.iter();
            let at = rows.position(|row| row.person == person && row.fact == c.fact)?;
            Some(Place::Note(at))
        }
        Statement::Poll(_)
        | Statement::Identifier(_)
        | Statement::Alias(_)
        | Statement::Committee(_)
        | Statement::OfficeHeld(_)
        | Statement::Role(_)
        | Statement::Standing(_) => None,
    }
}

/// What a statement gives as the value of its row, in the words in which rows give theirs.
pub(crate) fn value(statement: &Statement) -> String {
    match statement {
        Statement::Candidacy(c) => match &c.stage {
            Some(stage) => format!("{} ({stage})", c.status),
            None => c.status.to_string(),
        },
        Statement::Schedule(c) => c.date.to_string(),
        Statement::Endorsement(c) => c.stance.to_string(),
        Statement::Funds(c) => c.amount.to_string(),
        Statement::Rating(c) => c.rating.clone(),
        Statement::Returned(c) => {
            let mut parts: Vec<String> = Vec::new();
            parts.extend(c.outcome.map(|outcome| outcome.to_string()));
            parts.extend(c.share.map(|share| format!("{share} %")));
            parts.extend(c.votes.map(|votes| format!("{votes} votes")));
            parts.join(", ")
        }
        Statement::Biography(c) => c.value.clone(),
        Statement::OfficeHeld(c) => format!("{} {}", c.relation, c.office),
        Statement::Role(c) => format!("{} {} of {}", c.relation, c.role, c.of),
        Statement::Standing(c) => c.standing.to_string(),
        Statement::Identifier(c) => format!("{} {}", c.scheme, c.value),
        Statement::Alias(c) => c.alias.to_string(),
        Statement::Committee(c) => c
            .designation
            .map_or_else(String::new, |word| word.to_string()),
        Statement::Poll(c) => {
            let shares = c.shares.0.iter();
            let shares: Vec<String> = shares
                .map(|s| format!("{} {}", s.name, s.percent))
                .collect();
            shares.join(", ")
        }
    }
}

/// What a statement is about, in the words in which rows name themselves.
pub(crate) fn subject(statement: &Statement) -> String {
    let worded = |word: &str| word.replace('_', " ");
    match statement {
        Statement::Schedule(c) => worded(c.event.word()),
        Statement::Endorsement(c) => format!("{} on {}", c.endorser, c.candidate),
        Statement::Funds(c) => format!("{}, {}", c.holder, worded(c.measure.word())),
        Statement::Rating(c) => c.rater.clone(),
        Statement::Poll(c) => c.pollster.clone().unwrap_or_else(|| "poll".to_owned()),
        Statement::Biography(c) => format!("{}, {}", c.person, c.fact),
        Statement::Candidacy(c) => c.person.to_string(),
        Statement::Returned(c) => c.candidate.to_string(),
        Statement::OfficeHeld(c) => c.person.to_string(),
        Statement::Role(c) => c.person.to_string(),
        Statement::Standing(c) => c.person.to_string(),
        Statement::Identifier(c) => c.person.to_string(),
        Statement::Alias(c) => c.person.to_string(),
        Statement::Committee(c) => c.name.as_ref().unwrap_or(&c.committee).clone(),
    }
}
