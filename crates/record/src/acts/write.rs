//! Adding acts to a batch, and looking them up.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::editorial::set_of_page;
use super::standing::{Standing, ended};
use super::{Act, ActId, ActKind, HeldAct, SignedSet, Target};
use crate::acts::apply::{Aside, apply};
use crate::batch::{Batch, UNSETTLED};
use crate::changes::rows;
use crate::fold::Heard;
use crate::fold::kept::Facts;
use crate::project::Scene;
use crate::store::acts::ActRow;
use crate::store::words::Table;
use crate::{ClaimId, Cut, DocumentId, DocumentMeta, Record, RecordError, Result, fold, identity};

impl Batch<'_> {
    /// Adds an act. A redaction destroys the words at once, in this transaction.
    pub fn act(&mut self, act: &Act) -> Result<ActId> {
        if let Some(fault) = act.fault() {
            return Err(impossible(act, fault));
        }
        let mut row = ActRow {
            id: 0,
            kind: act.kind,
            race: None,
            seq: None,
            document: None,
            ends: None,
            by: None,
            stands_in: act.stands_in.map(|id| id.0),
            set: act.set.as_ref().map(signed).transpose()?,
            reported: act.reported.as_second(),
            tx: self.number.0,
        };
        self.aim(act, &mut row)?;
        if let Some(by) = &act.by {
            row.by = Some(self.row_of(by)?);
        }
        if let Some(document) = act.stands_in {
            self.hold(document)?;
        }
        self.write_header()?;
        row.id = self.next(Table::Act)?;
        self.turn.store.append_act(&row)?;
        if act.kind == ActKind::Redact {
            self.destroy(&row)?;
        }
        Ok(ActId(row.id.unsigned_abs()))
    }

    /// The columns that say what an act is about.
    fn aim(&self, act: &Act, row: &mut ActRow) -> Result<()> {
        let store = self.turn.store;
        match &act.about {
            Target::Claim(id) => {
                let (race, seq) = self.row_of(id)?;
                (row.race, row.seq) = (Some(race), Some(seq));
            }
            Target::Document(id) => {
                self.hold(*id)?;
                row.document = Some(id.0);
            }
            Target::Page(race) => {
                let held = store.race(&race.to_string())?;
                row.race = Some(held.ok_or_else(|| RecordError::NoSuchRace(race.clone()))?);
            }
            Target::Act(id) => {
                let ended = store.act(id.0)?.ok_or(RecordError::NoSuchAct(*id))?;
                if ended.act.kind == ActKind::Redact {
                    return Err(impossible(act, "destroyed words cannot be brought back"));
                }
                // An ending is looked for where the act that it ends is.
                (row.race, row.ends) = (store.race_of_act(id.0)?, Some(id.0));
            }
        }
        Ok(())
    }

    fn row_of(&self, id: &ClaimId) -> Result<(i64, u64)> {
        let missing = || RecordError::NoSuchClaim(id.clone());
        let store = self.turn.store;
        let race = match &id.race {
            Some(race) => store.race(&race.to_string())?.ok_or_else(missing)?,
            None => UNSETTLED,
        };
        if store.holds_claim(race, id.seq)? {
            Ok((race, id.seq))
        } else {
            Err(missing())
        }
    }

    fn hold(&self, document: DocumentId) -> Result<()> {
        match self.turn.store.words_of(document.0)? {
            Some(_) => Ok(()),
            None => Err(RecordError::NoSuchDocument(document)),
        }
    }

    fn destroy(&self, row: &ActRow) -> Result<()> {
        let store = self.turn.store;
        match (row.document, row.race, row.seq) {
            (Some(document), ..) => {
                store.blank_document(document)?;
                for earlier in store.claims_read(document)? {
                    store.blank_quote(earlier.race, earlier.id.seq)?;
                }
                Ok(())
            }
            // All other words of the claim are ours.
            (None, Some(race), Some(seq)) => store.blank_quote(race, seq),
            _ => Ok(()),
        }
    }
}

fn impossible(act: &Act, why: &'static str) -> RecordError {
    RecordError::ImpossibleAct {
        kind: act.kind,
        about: act.about.clone(),
        why,
    }
}

/// The hash of a signed set as bytes.
fn signed(set: &SignedSet) -> Result<(Vec<u8>, u64)> {
    let byte = |at: usize| {
        let digits = set.sha256.get(at..at + 2)?;
        u8::from_str_radix(digits, 16).ok()
    };
    let bytes: Option<Vec<u8>> = (0..set.sha256.len()).step_by(2).map(byte).collect();
    bytes
        .filter(|bytes| bytes.len() == 32)
        .map(|bytes| (bytes, set.claims))
        .ok_or_else(|| RecordError::damaged(format!("`{}` is no SHA-256", set.sha256)))
}

/// The facts on the page of a race, and what was taken off it.
pub(crate) struct Placed {
    pub(crate) facts: Facts,
    pub(crate) asides: Vec<Aside>,
    pub(crate) standing: Standing,
}

impl Record {
    /// All acts inside a cut, in the order in which they came, each with the act that ends it.
    pub fn acts(&self, cut: Cut) -> Result<Vec<(HeldAct, Option<ActId>)>> {
        self.effective(cut)?;
        let acts = self.store.acts(cut.into())?;
        let ended = ended(&acts);
        Ok(acts
            .into_iter()
            .map(|held| {
                let by = ended.get(&held.id).copied();
                (held, by)
            })
            .collect())
    }

    /// After words were destroyed: rewrites the file, so that no free page and no log still holds them.
    pub fn scrub(&self) -> Result<()> {
        self.store.scrub()
    }

    /// All versions of the document that a version belongs to, in the order in which they came.
    pub fn versions(&self, document: DocumentId) -> Result<Vec<DocumentMeta>> {
        self.store
            .siblings(document.0)?
            .into_iter()
            .map(|id| self.document(DocumentId(id)).map(|held| held.meta))
            .collect()
    }

    /// One act.
    pub fn act(&self, id: ActId) -> Result<HeldAct> {
        self.store.act(id.0)?.ok_or(RecordError::NoSuchAct(id))
    }

    /// The claims behind a page, or behind the row that a claim stands behind, as they are to be signed.
    pub fn set_behind(&self, about: &Target, cut: Cut, zone: &TimeZone) -> Result<SignedSet> {
        match about {
            Target::Page(race) => {
                let row = self
                    .race_row(Some(race))?
                    .ok_or_else(|| RecordError::NoSuchRace(race.clone()))?;
                let placed = self.placed(Some(race), row, cut)?;
                let edges =
                    identity::standing(self.store.as_ref(), Some(race), row, &placed.facts, cut)?;
                let kin = &self.interned.kin;
                let scene = Scene::new(Some(race), &placed.facts, &edges, cut, zone, kin);
                Ok(set_of_page(&scene))
            }
            Target::Claim(
                id @ ClaimId {
                    race: Some(race), ..
                },
            ) => {
                let page = self.page(race, cut, zone)?;
                let claims = rows::behind(&page, id);
                if claims.is_empty() {
                    return Err(RecordError::NoRow(id.clone()));
                }
                Ok(SignedSet::of(&claims))
            }
            other => Err(RecordError::NotAnActTarget(other.to_string())),
        }
    }

    /// The facts of a race inside a cut, after acts and later versions have had their say.
    pub(crate) fn placed(&self, race: Option<&claim::Race>, row: i64, cut: Cut) -> Result<Placed> {
        let facts = fold::race(self, row, cut)?;
        self.place(facts, race, row, cut)
    }

    /// The same for facts that are gathered already.
    pub(crate) fn place(
        &self,
        facts: Facts,
        race: Option<&claim::Race>,
        row: i64,
        cut: Cut,
    ) -> Result<Placed> {
        let standing = Standing::of(self.store.acts_on_page(row, cut.into())?, race);
        let documents = facts.iter().flat_map(|fact| &fact.heard);
        let replaced = self.replaced(documents.map(|heard| heard.document), cut)?;
        let still_stands = |heard: &Heard, newest: i64| {
            let of = if heard.unsettled { UNSETTLED } else { row };
            let quote = self.store.quote(of, heard.seq)?.unwrap_or_default();
            self.stands_in(&quote, DocumentId(newest.unsigned_abs()))
        };
        let (facts, asides) = match facts {
            Facts::Own(facts) => {
                let (facts, asides) = apply(facts.into(), &standing, &replaced, still_stands)?;
                (Facts::Own(facts.into_owned()), asides)
            }
            Facts::Kept(kept) => {
                match apply(kept.as_slice().into(), &standing, &replaced, still_stands)? {
                    (Cow::Owned(facts), asides) => (Facts::Own(facts), asides),
                    (Cow::Borrowed(_), asides) => (Facts::Kept(kept), asides),
                }
            }
        };
        Ok(Placed {
            facts,
            asides,
            standing,
        })
    }

    /// Whether words stand in a document version to the letter. Destroyed words stand nowhere.
    pub(crate) fn stands_in(&self, quote: &str, document: DocumentId) -> Result<bool> {
        let words = self.store.words_of(document.0)?;
        Ok(!quote.is_empty()
            && words.is_some_and(|(title, text)| title.contains(quote) || text.contains(quote)))
    }
}
