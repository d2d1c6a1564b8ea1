//! What an answer in the queue becomes: acts of the record, in one batch, under the editor's name.

use jiff::Timestamp;
use record::acts::{ClaimMark, Otherwise, Target};
use record::{Act, ActId, ActKind, Batch, ClaimId, Cut, Record};

/// An answer to the question whether a claim stands in its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It does.
    Accept,
    /// It does not.
    Reject,
    /// The words say something else.
    Correct(Box<Otherwise>),
}

/// A decision with what it is given on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The claim.
    pub claim: ClaimId,
    /// What stood about it when it was decided.
    pub marks: Vec<ClaimMark>,
    /// The decision.
    pub decision: Decision,
    /// When.
    pub at: Timestamp,
}

/// What a decision left: the act that `undo` ends, and the claim that took the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The act.
    pub act: ActId,
    /// The editor's own claim.
    pub claim: Option<ClaimId>,
}

/// Writes a decision into a batch.
pub fn decide(batch: &mut Batch<'_>, given: &Given) -> record::Result<Done> {
    let about = || Target::Claim(given.claim.clone());
    match &given.decision {
        Decision::Accept => Ok(Done {
            act: batch.act(&Act::new(ActKind::Confirm, about(), given.at))?,
            claim: None,
        }),
        Decision::Reject => Ok(Done {
            act: batch.act(&Act::new(ActKind::Reject, about(), given.at))?,
            claim: None,
        }),
        Decision::Correct(otherwise) => {
            // Another reading is public since the document was, and a confirmation that came later would outweigh it.
            for mark in &given.marks {
                if let ClaimMark::Confirmed { act } = mark {
                    batch.act(&Act::new(ActKind::Undo, Target::Act(*act), given.at))?;
                }
            }
            let done = batch.read_otherwise(&given.claim, otherwise)?;
            Ok(Done {
                act: done.supersedes,
                claim: Some(done.claim),
            })
        }
    }
}

/// What ending an act takes: the acts of one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone(Vec<Act>);

impl Undone {
    /// Works out what ending an act takes. Nothing where it has been ended, or cannot be.
    pub fn of(record: &Record, id: ActId, now: Timestamp) -> record::Result<Option<Self>> {
        let all = record.acts(Cut::default())?;
        let Some((held, None)) = all.iter().find(|(held, _)| held.id == id) else {
            // That it is not there at all is said by name.
            record.act(id)?;
            return Ok(None);
        };
        if held.act.kind == ActKind::Redact {
            return Ok(None);
        }
        // That our reader was right after all was so all along.
        let since = match held.act.kind {
            ActKind::Supersede => held.act.reported,
            _ => now,
        };
        let mut acts = vec![Act::new(ActKind::Undo, Target::Act(id), since)];
        // An editor's reading came with a confirmation of its own, and does not stand beside what it had replaced.
        if let (ActKind::Supersede, Some(by), Target::Claim(old)) =
            (held.act.kind, &held.act.by, &held.act.about)
        {
            let confirms =
                |act: &Act| act.kind == ActKind::Confirm && act.about == Target::Claim(by.clone());
            let own = all.iter().find(|(other, ended)| {
                other.batch == held.batch && ended.is_none() && confirms(&other.act)
            });
            if let Some((own, _)) = own {
                acts.push(Act::new(ActKind::Undo, Target::Act(own.id), now));
                acts.push(Act {
                    by: Some(old.clone()),
                    ..Act::new(
                        ActKind::Supersede,
                        Target::Claim(by.clone()),
                        held.act.reported,
                    )
                });
            }
        }
        Ok(Some(Self(acts)))
    }
}

/// Writes it into a batch.
pub fn undo(batch: &mut Batch<'_>, undone: &Undone) -> record::Result<()> {
    for act in &undone.0 {
        batch.act(act)?;
    }
    Ok(())
}
