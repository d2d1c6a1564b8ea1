//! Money: what reports say of a campaign's money beside the figures of filings.

use std::collections::BTreeMap;

use claim::{Certainty, Funds, PersonName, Statement};

use super::{Index, Quote, authority, compared, day, document, is_official, official};
use crate::compare::{self, Basis, Figure, Number, Quantity, Scope, Stated, Verdict};
use crate::fold::{Fact, Heard};
use crate::page::{MoneyRow, RacePage};
use crate::project::Scene;
use crate::{ClaimId, Result};

/// How many reports of one moment are looked into for their words; more are repeats of one wire story.
const SAME_MOMENT: usize = 64;

pub(super) fn fill(
    page: &mut RacePage,
    scene: &Scene<'_>,
    index: &Index<'_>,
    quote: Quote<'_>,
) -> Result<()> {
    let figures = figures(scene);
    for row in &mut page.money {
        row.official = is_only_official(scene, index, row);
        row.on_record = is_on_record(index, row);
    }
    page.money.retain(|row| {
        let listed = row.official && is_of_summary(index, row);
        !listed || scene.people.find(&PersonName::new(&row.holder)).is_some()
    });
    for row in &mut page.money {
        let Some(figures) = figures.get(&row.holder) else {
            continue;
        };
        if !figures.iter().any(|figure| figure.official) {
            continue;
        }
        let claims: Vec<ClaimId> =
            row.others
                .iter()
                .fold(row.support.claims.clone(), |mut claims, other| {
                    claims.extend(other.support.claims.iter().cloned());
                    claims
                });
        for (fact, heard, claim) in index.reported(scene, &claims) {
            let Statement::Funds(funds) = fact.statement.as_ref() else {
                continue;
            };
            let (claim, words) = wording(scene, fact, heard, claim, quote)?;
            let stated = Stated {
                number: Number::money(&words, funds.amount.cents()),
                quantity: Quantity::stated(funds.measure, &words),
                period: funds.period,
                scope: Scope::stated(&words),
                said: day(scene, heard),
            };
            let other: Vec<Figure> = figures
                .iter()
                .filter(|figure| figure.claim.as_ref() != Some(&claim))
                .cloned()
                .collect();
            let found = compare::money(&stated, &other);
            let by_record = found
                .official
                .as_ref()
                .is_some_and(|against| against.basis != Basis::Report);
            if by_record {
                row.compared.push(compared(found, claim.clone()));
            }
            row.compared
                .extend(wrong_length(funds, &words).map(|found| compared(found, claim)));
        }
    }
    Ok(())
}

/// The words of the first report. Of several that were public at the same moment the first in the alphabet, so that
/// nothing depends on the order in which they were added.
fn wording(
    scene: &Scene<'_>,
    fact: &Fact,
    first: &Heard,
    claim: ClaimId,
    quote: Quote<'_>,
) -> Result<(ClaimId, String)> {
    let words = quote(&claim)?;
    let mut best = (claim, words);
    let same_moment = fact
        .heard
        .iter()
        .filter(|heard| heard.hi == first.hi && heard.order() != first.order())
        .filter(|heard| !is_official(&fact.statement, heard))
        .take(SAME_MOMENT);
    for heard in same_moment {
        let claim = heard.id(scene.race);
        let words = quote(&claim)?;
        if words < best.1 {
            best = (claim, words);
        }
    }
    Ok(best)
}

/// "The 17-day period that ended March 31", where it is not 17 days long.
fn wrong_length(funds: &Funds, words: &str) -> Option<compare::Comparison> {
    let days = compare::stated_days(words)?;
    compare::period_length(days, funds.period?)
        .filter(|found| found.verdict == Verdict::Contradicted)
}

fn is_only_official(scene: &Scene<'_>, index: &Index<'_>, row: &MoneyRow) -> bool {
    row.support.claims.iter().all(|claim| {
        index.fact(claim).is_some_and(|fact| {
            fact.heard
                .iter()
                .filter(|heard| heard.id(scene.race) == *claim)
                .all(|heard| is_official(&fact.statement, heard))
        })
    })
}

/// Whether an official document itself states it.
fn is_on_record(index: &Index<'_>, row: &MoneyRow) -> bool {
    let mut facts = row
        .support
        .claims
        .iter()
        .filter_map(|claim| index.fact(claim));
    facts.any(|fact| official(fact).is_some())
}

/// Whether it stands in a summary of all candidates, which lists whoever files anywhere near the race; a filing is its
/// committee's own.
fn is_of_summary(index: &Index<'_>, row: &MoneyRow) -> bool {
    row.support
        .claims
        .iter()
        .filter_map(|claim| index.fact(claim))
        .filter_map(official)
        .any(|heard| {
            document(heard)
                .to_lowercase()
                .ends_with("candidate summary")
        })
}

/// Every asserted figure, by its holder under the name of the field.
fn figures(scene: &Scene<'_>) -> BTreeMap<String, Vec<Figure>> {
    let mut figures: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    for fact in scene.facts {
        if let Statement::Funds(funds) = fact.statement.as_ref()
            && fact.certainty == Certainty::Asserted
        {
            figures
                .entry(scene.holder(funds))
                .or_default()
                .extend(figure(scene, fact, funds));
        }
    }
    figures
}

fn figure(scene: &Scene<'_>, fact: &Fact, funds: &Funds) -> Option<Figure> {
    let quantity = Quantity::of(funds.measure);
    if let Some(heard) = official(fact) {
        let mut figure = Figure::official(
            &authority(heard),
            &document(heard),
            quantity,
            funds.amount.cents(),
            funds.period?,
        );
        figure.as_of = Some(day(scene, heard));
        figure.claim = Some(heard.id(scene.race));
        return Some(figure);
    }
    let heard = fact.heard.first()?;
    let number = Number::bare(funds.amount.cents());
    let mut figure = Figure::reported(&authority(heard), quantity, &number, funds.period);
    figure.claim = Some(heard.id(scene.race));
    Some(figure)
}
