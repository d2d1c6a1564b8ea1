//! The rows of a race page beside what official and primary documents say: fills in `compared`.
//!
//! An official figure is one that an authority publishes itself (`data/authorities.txt`) in a document of its own; for a
//! poll, one that the pollster publishes. A report that cites a filing is no filing. Where no such document is held,
//! nothing here costs anything, and nothing is said.

mod money;
mod polls;
mod results;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use claim::outlet::fold;
use claim::{Certainty, Origin, PersonName, Statement};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::compare::{Comparison, polls::same_firm};
use crate::fold::{Fact, Heard};
use crate::page::{Compared, RacePage};
use crate::project::Scene;
use crate::{ClaimId, Result};

/// Names of authorities, by what they answer for.
static AUTHORITIES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    include_str!("../../data/authorities.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('|'))
        .map(|(of, name)| (of.trim(), format!(" {} ", name.trim())))
        .collect()
});

/// Reads the words of a claim: they tell how finely a figure is stated.
pub(crate) type Quote<'q> = &'q dyn Fn(&ClaimId) -> Result<String>;

/// Whether anything official or primary is held: else there is nothing to compare with.
pub(crate) fn has_official(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| official(fact).is_some())
}

/// Fills in what each row's statements come to beside official and primary documents. People for whom only an official
/// table vouches do not come onto the page: such tables list whoever files anywhere near the race.
pub(crate) fn fill(page: &mut RacePage, scene: &Scene<'_>, quote: Quote<'_>) -> Result<()> {
    let index = Index::of(scene);
    money::fill(page, scene, &index, quote)?;
    results::fill(page, scene, &index);
    polls::fill(page, scene, &index);
    Ok(())
}

/// The facts that can be compared, by the claims that state them.
struct Index<'a> {
    by_claim: BTreeMap<(bool, u64), &'a Fact>,
}

impl<'a> Index<'a> {
    fn of(scene: &Scene<'a>) -> Self {
        let mut by_claim = BTreeMap::new();
        for fact in scene.facts {
            if matches!(
                fact.statement.as_ref(),
                Statement::Funds(_) | Statement::Poll(_) | Statement::Returned(_)
            ) {
                for heard in &fact.heard {
                    by_claim.insert((heard.unsettled, heard.seq), fact);
                }
            }
        }
        Self { by_claim }
    }

    fn fact(&self, claim: &ClaimId) -> Option<&'a Fact> {
        self.by_claim
            .get(&(claim.race.is_none(), claim.seq))
            .copied()
    }

    /// The distinct facts that some claims state and that reports assert, each with its first such claim.
    fn reported(
        &self,
        scene: &Scene<'_>,
        claims: &[ClaimId],
    ) -> Vec<(&'a Fact, &'a Heard, ClaimId)> {
        let mut seen = Vec::new();
        let mut reported = Vec::new();
        for claim in claims {
            let Some(fact) = self.fact(claim) else {
                continue;
            };
            if fact.certainty != Certainty::Asserted
                || seen.iter().any(|held| std::ptr::eq(*held, fact))
            {
                continue;
            }
            seen.push(fact);
            let first = fact
                .heard
                .iter()
                .find(|heard| !is_official(&fact.statement, heard));
            if let Some(heard) = first {
                reported.push((fact, heard, heard.id(scene.race)));
            }
        }
        reported
    }
}

/// The newest place at which a fact stands in an official or primary document.
fn official(fact: &Fact) -> Option<&Heard> {
    if fact.certainty != Certainty::Asserted {
        return None;
    }
    // What thousands of reports state, they state in few ways.
    let mut reports: Vec<i64> = Vec::new();
    fact.heard.iter().rev().find(|heard| {
        if reports.contains(&heard.way) {
            return false;
        }
        let official = is_official(&fact.statement, heard);
        if !official {
            reports.push(heard.way);
        }
        official
    })
}

fn is_official(statement: &Statement, heard: &Heard) -> bool {
    let from = heard.provenance.as_ref();
    let Some(outlet) = from.outlet.as_deref() else {
        return false;
    };
    if !from.via.is_direct() || !from.relays.is_empty() {
        return false;
    }
    match statement {
        Statement::Funds(_) => is_document(&from.origin) && is_authority("money", outlet),
        Statement::Returned(_) => is_final(&from.origin) && is_authority("results", outlet),
        Statement::Poll(poll) => poll
            .pollster
            .as_deref()
            .is_some_and(|pollster| same_firm(pollster, outlet)),
        _ => false,
    }
}

fn is_authority(of: &str, outlet: &str) -> bool {
    let name = format!(" {} ", fold(outlet));
    AUTHORITIES
        .iter()
        .any(|(what, words)| *what == of && name.contains(words.as_str()))
}

const fn is_document(origin: &Origin) -> bool {
    matches!(origin, Origin::Document { .. })
}

/// Whether a document is the final count and not one of election night.
fn is_final(origin: &Origin) -> bool {
    let Origin::Document { name } = origin else {
        return false;
    };
    let name = format!(" {} ", fold(name));
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    says(&[" certified ", " certification ", " canvass ", " official "]) && !says(&[" unofficial "])
}

/// Who publishes a document.
fn authority(heard: &Heard) -> String {
    heard.provenance.outlet.clone().unwrap_or_default()
}

/// What the document is called.
fn document(heard: &Heard) -> String {
    heard
        .provenance
        .origin
        .name()
        .map_or_else(|| authority(heard), str::to_owned)
}

/// The day on which something was public.
fn day(scene: &Scene<'_>, heard: &Heard) -> Date {
    let at = Timestamp::from_second(heard.hi).unwrap_or(Timestamp::MAX);
    scene.zone.to_datetime(at).date()
}

fn called(scene: &Scene<'_>, name: &str) -> String {
    scene.called(&PersonName::new(name)).to_string()
}

fn compared(found: Comparison, claim: ClaimId) -> Compared {
    Compared {
        verdict: found.verdict,
        official: found.official,
        arithmetic: found.arithmetic,
        claim,
    }
}
