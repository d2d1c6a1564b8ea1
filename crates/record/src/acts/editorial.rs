//! What a page says about acts: what is confirmed, off the page, corrected, signed, destroyed.

use std::collections::BTreeSet;

use claim::{Certainty, Statement, When};
use serde::{Deserialize, Serialize};

use super::apply::Aside;
use super::standing::{Standing, spot};
use super::{ActId, ActKind, HeldAct, SignedSet, Target};
use crate::changes::rows;
use crate::fold::{Fact, Heard};
use crate::page::RacePage;
use crate::project::{Scene, repeats};
use crate::{ClaimId, DocumentId};

/// Why a claim is off the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// An editor rejected it.
    Rejected,
    /// Our reader had it wrong, and another reading took its place.
    Superseded,
    /// Its publisher corrected it.
    Corrected,
    /// Its publisher took it back.
    Retracted,
    /// A later version of its document does not say so any more.
    NoLongerSays,
}

impl Why {
    /// The words for it: `rejected by an editor`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Rejected => "rejected by an editor",
            Self::Superseded => "read otherwise since",
            Self::Corrected => "corrected by its publisher",
            Self::Retracted => "retracted by its publisher",
            Self::NoLongerSays => "its document no longer says so",
        }
    }

    /// Why a kind of act takes a claim off the page.
    pub(crate) const fn of(kind: ActKind) -> Self {
        match kind {
            ActKind::Correct => Self::Corrected,
            ActKind::Retract => Self::Retracted,
            ActKind::Supersede => Self::Superseded,
            // The other kinds take nothing off a page.
            _ => Self::Rejected,
        }
    }
}

/// What acts and later versions say about a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Editorial {
    /// Claims on the page that an editor has compared with their documents.
    #[serde(default)]
    pub confirmed: Vec<Confirmed>,
    /// Claims that are off the page, in the order in which they became public.
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
    /// Corrections and retractions of publishers, and who still says what was taken back.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Sign-offs of the page and of its rows.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
    /// Destroyed words.
    #[serde(default)]
    pub redactions: Vec<Redaction>,
}

impl Editorial {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The confirmation of any of these claims.
    pub fn confirmation<'e>(&'e self, claims: &[ClaimId]) -> Option<&'e Confirmed> {
        self.confirmed
            .iter()
            .find(|confirmed| claims.contains(&confirmed.claim))
    }

    /// What was corrected or taken back, and is still said by one of these claims.
    pub fn outstanding<'e>(&'e self, claims: &[ClaimId]) -> Option<&'e Correction> {
        self.corrections.iter().find(|correction| {
            correction
                .outstanding
                .iter()
                .any(|still| claims.contains(&still.claim))
        })
    }
}

/// Who did an act, why and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The act.
    pub act: ActId,
    /// Who did it.
    pub actor: String,
    /// Why.
    pub note: Option<String>,
    /// Public since then.
    pub since: When,
}

impl Done {
    fn of(held: &HeldAct, scene: &Scene<'_>) -> Self {
        Self {
            act: held.id,
            actor: held.actor.clone(),
            note: held.note.clone(),
            since: scene.moment(held.act.reported),
        }
    }
}

/// A claim that an editor confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The claim.
    pub claim: ClaimId,
    /// By whom.
    #[serde(flatten)]
    pub done: Done,
}

/// A claim that is off the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The claim.
    pub claim: ClaimId,
    /// Why.
    pub why: Why,
    /// The act; absent where the document itself no longer says so.
    pub act: Option<ActId>,
    /// The claim that takes its place.
    pub by: Option<ClaimId>,
    /// The document version in which it stands.
    pub document: DocumentId,
    /// The newest version of that document, where it no longer says so.
    pub newest: Option<DocumentId>,
    /// When it became public.
    pub since: When,
    /// How sure its origins are.
    pub certainty: Certainty,
    /// What it states.
    pub statement: Statement,
}

/// A publisher's correction or retraction of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The claim that was corrected or taken back.
    pub claim: ClaimId,
    /// The claim that takes its place; absent for a retraction.
    pub by: Option<ClaimId>,
    /// The document version in which the publisher says so.
    pub stands_in: Option<DocumentId>,
    /// Who wrote it down.
    #[serde(flatten)]
    pub done: Done,
    /// Claims on the page that still say what was taken back: the correction is outstanding there.
    pub outstanding: Vec<Outstanding>,
}

/// A claim that still says what its first publisher took back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outstanding {
    /// The claim.
    pub claim: ClaimId,
    /// Whether it became public after the correction did.
    pub after: bool,
}

/// An editor's sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// The page, or the claim whose row it is.
    pub about: Target,
    /// By whom.
    #[serde(flatten)]
    pub done: Done,
    /// Whether exactly the signed claims stand there now. Otherwise the sign-off is stale.
    pub fresh: bool,
    /// How many claims were signed.
    pub signed: u64,
    /// How many stand there now.
    pub now: u64,
}

/// Destroyed words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// The document version or claim.
    pub about: Target,
    /// By whom.
    #[serde(flatten)]
    pub done: Done,
}

/// Works out what a finished page says about acts.
pub(crate) fn of(
    page: &RacePage,
    scene: &Scene<'_>,
    standing: &Standing,
    asides: &[Aside],
) -> Editorial {
    let done = |held: &HeldAct| Done::of(held, scene);
    let documents: BTreeSet<u64> = scene
        .facts
        .iter()
        .flat_map(|fact| &fact.heard)
        .chain(asides.iter().map(|aside| &aside.heard))
        .map(|heard| heard.document.unsigned_abs())
        .collect();
    Editorial {
        confirmed: confirmed(scene, standing),
        set_aside: asides.iter().map(|aside| set_aside(scene, aside)).collect(),
        corrections: corrections(scene, standing, asides),
        sign_offs: standing
            .acts
            .iter()
            .filter_map(|held| sign_off(page, scene, held))
            .collect(),
        redactions: standing
            .redactions()
            .filter(|held| match &held.act.about {
                Target::Document(id) => documents.contains(&id.0),
                Target::Claim(id) => spot(id, scene.race).is_some_and(|at| {
                    !at.0
                        || scene
                            .facts
                            .iter()
                            .flat_map(|fact| &fact.heard)
                            .any(|h| (h.unsettled, h.seq) == at)
                }),
                _ => false,
            })
            .map(|held| Redaction {
                about: held.act.about.clone(),
                done: done(held),
            })
            .collect(),
    }
}

fn confirmed(scene: &Scene<'_>, standing: &Standing) -> Vec<Confirmed> {
    if standing.acts.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(&Heard, &HeldAct)> = scene
        .facts
        .iter()
        .flat_map(|fact| &fact.heard)
        .filter_map(|heard| Some((heard, standing.confirmed_by((heard.unsettled, heard.seq))?)))
        .collect();
    found.sort_by_key(|(heard, _)| heard.order());
    found
        .into_iter()
        .map(|(heard, held)| Confirmed {
            claim: heard.id(scene.race),
            done: Done::of(held, scene),
        })
        .collect()
}

fn set_aside(scene: &Scene<'_>, aside: &Aside) -> SetAside {
    SetAside {
        claim: aside.heard.id(scene.race),
        why: aside.why,
        act: aside.act,
        by: aside.by.clone(),
        document: DocumentId(aside.heard.document.unsigned_abs()),
        newest: aside.newest.map(|newest| DocumentId(newest.unsigned_abs())),
        since: scene.public(&aside.heard),
        certainty: aside.certainty,
        statement: aside.statement.as_ref().clone(),
    }
}

fn corrections(scene: &Scene<'_>, standing: &Standing, asides: &[Aside]) -> Vec<Correction> {
    asides
        .iter()
        .filter(|aside| matches!(aside.why, Why::Corrected | Why::Retracted))
        .filter_map(|aside| {
            let held = standing
                .acts
                .iter()
                .find(|held| Some(held.id) == aside.act)?;
            Some(Correction {
                claim: aside.heard.id(scene.race),
                by: aside.by.clone(),
                stands_in: held.act.stands_in,
                done: Done::of(held, scene),
                outstanding: outstanding(scene, aside, held),
            })
        })
        .collect()
}

/// The claims on the page that still say what was corrected or taken back, in the order in which they became public.
///
/// What says the new value as well as the old one (`2020-03` while `2020-03-31` became `2020-03-30`) is not held
/// against anybody.
fn outstanding(scene: &Scene<'_>, aside: &Aside, held: &HeldAct) -> Vec<Outstanding> {
    let old = Fact {
        statement: aside.statement.clone(),
        json: aside.json.clone(),
        certainty: aside.certainty,
        heard: vec![aside.heard.clone()],
    };
    let is_new = |heard: &Heard| aside.by.as_ref() == Some(&heard.id(scene.race));
    let new = scene
        .facts
        .iter()
        .find(|fact| fact.heard.iter().any(is_new));
    let mut still: Vec<&Heard> = scene
        .facts
        .iter()
        .filter(|fact| repeats(scene, fact, &old))
        .filter(|fact| new.is_none_or(|new| !repeats(scene, fact, new)))
        .flat_map(|fact| &fact.heard)
        .collect();
    still.sort_by_key(|heard| heard.order());
    still
        .into_iter()
        .map(|heard| Outstanding {
            claim: heard.id(scene.race),
            after: heard.hi > held.act.reported.as_second(),
        })
        .collect()
}

fn sign_off(page: &RacePage, scene: &Scene<'_>, held: &HeldAct) -> Option<SignOff> {
    let signed = held.act.set.as_ref()?;
    let now = match &held.act.about {
        Target::Page(race) if *race == page.race => set_of_page(scene),
        Target::Claim(id) if id.race.as_ref() == Some(&page.race) => {
            SignedSet::of(&rows::behind(page, id))
        }
        _ => return None,
    };
    Some(SignOff {
        about: held.act.about.clone(),
        done: Done::of(held, scene),
        fresh: now.sha256 == signed.sha256,
        signed: signed.claims,
        now: now.claims,
    })
}

/// The claims that a whole page rests on.
pub(crate) fn set_of_page(scene: &Scene<'_>) -> SignedSet {
    let ids: Vec<ClaimId> = scene
        .facts
        .iter()
        .flat_map(|fact| &fact.heard)
        .map(|heard| heard.id(scene.race))
        .collect();
    SignedSet::of(&ids)
}
