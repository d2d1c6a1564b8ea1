//! Views that project: the page of a race, the occurrences of a fact, a person.

use claim::{PersonName, Race};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::changes::{self, Changes};
use crate::compared;
use crate::document::{Extent, Filter, HeldClaim};
use crate::firsts::Firsts;
use crate::fold::{self, Fact};
use crate::page::{FieldRow, RacePage, Support};
use crate::project::{self, Scene};
use crate::record::bearers;
use crate::why::Why;
use crate::{ClaimId, Cut, Record, RecordError, Result, identity};

/// The claims that state one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameFact {
    /// The claim asked about.
    pub asked: HeldClaim,
    /// All claims that state the fact inside the cut, in the order in which they became public. For a candidacy these
    /// are also the claims of a later step: who has announced, will run.
    pub claims: Vec<HeldClaim>,
    /// The count of their origins; absent when none of them is inside the cut.
    pub support: Option<Support>,
    /// Why the count is what it is.
    pub why: Option<Why>,
    /// Who was first with it.
    pub first: Option<Firsts>,
}

/// What is held about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    /// The fullest name held.
    pub person: PersonName,
    /// Their row in each race.
    pub races: Vec<PersonInRace>,
    /// Every claim about them.
    pub claims: Vec<HeldClaim>,
}

/// A person's row in a race.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonInRace {
    /// The race.
    pub race: Race,
    /// Their row.
    pub row: FieldRow,
}

impl Record {
    /// The page of a race. `zone` is the race's own: dates on the page are in it.
    pub fn page(&self, race: &Race, cut: Cut, zone: &TimeZone) -> Result<RacePage> {
        let _one = self.snapshot()?;
        let row = self
            .race_row(Some(race))?
            .ok_or_else(|| RecordError::NoSuchRace(race.clone()))?;
        let recorded = self.effective(cut)?;
        let placed = self.placed(Some(race), row, cut)?;
        let edges = identity::standing(self.store.as_ref(), Some(race), row, &placed.facts, cut)?;
        let kin = &self.interned.kin;
        let mut page = project::page(race, &placed, &edges, cut, recorded, zone, kin);
        if compared::has_official(&placed.facts) {
            let scene = Scene::new(Some(race), &placed.facts, &edges, cut, zone, kin);
            let quote = |claim: &ClaimId| Ok(self.claim(claim)?.claim.quote);
            compared::fill(&mut page, &scene, &quote)?;
        }
        Ok(page)
    }

    /// What changed on the page of a race between two cuts, the earlier first.
    pub fn changes(&self, race: &Race, since: Cut, until: Cut, zone: &TimeZone) -> Result<Changes> {
        let _one = self.snapshot()?;
        Ok(changes::compare(
            &self.page(race, since, zone)?,
            &self.page(race, until, zone)?,
        ))
    }

    /// How much is held about a race: what a page is made from, without making it.
    pub fn extent(&self, race: &Race, cut: Cut) -> Result<Extent> {
        let _one = self.snapshot()?;
        let row = self
            .race_row(Some(race))?
            .ok_or_else(|| RecordError::NoSuchRace(race.clone()))?;
        self.effective(cut)?;
        let facts = fold::race(self, row, cut)?;
        Ok(Extent {
            claims: facts.iter().map(|fact| fact.heard.len()).sum(),
            facts: facts.len(),
            documents: fold::documents(&facts, i64::MIN),
        })
    }

    /// The fact that a claim states: all claims that state it too, with the count of their origins.
    pub fn same_as(&self, id: &ClaimId, cut: Cut, zone: &TimeZone) -> Result<SameFact> {
        let _one = self.snapshot()?;
        self.effective(cut)?;
        let asked = self.claim(id)?;
        let row = self
            .race_row(id.race.as_ref())?
            .ok_or_else(|| RecordError::NoSuchClaim(id.clone()))?;
        let gather = |cut: Cut| match &id.race {
            Some(_) => fold::race(self, row, cut),
            None => fold::unsettled(self, asked.claim.statement.kind(), cut),
        };
        // The claim asked about may lie outside the cut; what it states is asked all the same.
        let everything = gather(Cut::default())?;
        let holds = |fact: &&Fact| {
            fact.heard
                .iter()
                .any(|heard| heard.id(id.race.as_ref()) == *id)
        };
        let stated = everything
            .iter()
            .find(holds)
            .ok_or_else(|| RecordError::NoSuchClaim(id.clone()))?;
        let facts = self.place(gather(cut)?, id.race.as_ref(), row, cut)?.facts;
        let edges = identity::standing(self.store.as_ref(), id.race.as_ref(), row, &facts, cut)?;
        let scene = Scene::new(
            id.race.as_ref(),
            &facts,
            &edges,
            cut,
            zone,
            &self.interned.kin,
        );
        let same = project::same_fact(&scene, stated);
        if same.is_empty() {
            return Ok(SameFact {
                asked,
                claims: Vec::new(),
                support: None,
                why: None,
                first: None,
            });
        }
        let principal = asked.claim.statement.person();
        let support = scene.support(same.iter().flat_map(|fact| &fact.heard), principal);
        let claims = support
            .claims
            .iter()
            .map(|id| self.claim(id))
            .collect::<Result<Vec<HeldClaim>>>()?;
        let reasons = self.reasons(&scene, &same, principal, &claims, &edges.reuses)?;
        Ok(SameFact {
            claims,
            support: Some(support),
            why: Some(reasons.why),
            first: Some(reasons.firsts),
            asked,
        })
    }

    /// What is held about a person: their row in every race, and every claim about them. A bare surname finds all its
    /// bearers' claims.
    pub fn person(&self, name: &PersonName, cut: Cut, zone: &TimeZone) -> Result<PersonPage> {
        let _one = self.snapshot()?;
        let claims = self.claims(&Filter {
            person: Some(name.clone()),
            cut,
            ..Filter::default()
        })?;
        let mut races: Vec<&Race> = claims
            .iter()
            .filter_map(|held| held.id.race.as_ref())
            .collect();
        races.sort();
        races.dedup();
        let mut rows = Vec::new();
        for race in races {
            let page = self.page(race, cut, zone)?;
            let theirs = page
                .field
                .into_iter()
                .filter(|row| row.person.consistent_with(name));
            rows.extend(theirs.map(|row| PersonInRace {
                race: race.clone(),
                row,
            }));
        }
        let person = bearers(self, name)?
            .iter()
            .fold(name.clone(), |held, (_, other)| held.fuller(other).clone());
        Ok(PersonPage {
            person,
            races: rows,
            claims,
        })
    }
}
