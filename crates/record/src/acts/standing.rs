//! Which acts count: those inside the cut that no counting act ends.

use std::collections::BTreeMap;

use claim::Race;

use super::{ActId, ActKind, HeldAct, Target};
use crate::ClaimId;

/// A claim on the page of one race: whether its race is left open, and its number.
pub(crate) type Spot = (bool, u64);

/// The acts that count on the page of a race, by what they are about.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// All of them, in the order in which they became public.
    pub(crate) acts: Vec<HeldAct>,
    /// Our own word on our own reading, the last one: confirm, reject, supersede.
    ours: BTreeMap<Spot, usize>,
    /// The publisher's word, the last one: correct, retract.
    theirs: BTreeMap<Spot, usize>,
    /// Document versions that were taken back as a whole.
    documents: BTreeMap<i64, usize>,
}

impl Standing {
    /// Sorts out acts. `inside` holds every act inside the cut, in any order; those about other races change nothing.
    pub(crate) fn of(inside: Vec<HeldAct>, race: Option<&Race>) -> Self {
        let mut standing = Self {
            acts: counting(inside),
            ..Self::default()
        };
        for (at, held) in standing.acts.iter().enumerate() {
            let spot = match &held.act.about {
                Target::Claim(id) => spot(id, race),
                Target::Document(id) if held.act.kind == ActKind::Retract => {
                    let document = i64::try_from(id.0).unwrap_or(i64::MAX);
                    standing.documents.insert(document, at);
                    None
                }
                _ => None,
            };
            let Some(spot) = spot else { continue };
            match held.act.kind {
                ActKind::Confirm | ActKind::Reject | ActKind::Supersede => {
                    standing.ours.insert(spot, at);
                }
                ActKind::Correct | ActKind::Retract => {
                    standing.theirs.insert(spot, at);
                }
                ActKind::SignOff | ActKind::Redact | ActKind::Undo => {}
            }
        }
        standing
    }

    /// Whether no act takes anything off the page.
    pub(crate) fn is_idle(&self) -> bool {
        self.ours.is_empty() && self.theirs.is_empty() && self.documents.is_empty()
    }

    /// The act that takes a claim off the page. Our word on our own reading goes first: what was never said in the
    /// document cannot be corrected by its publisher. A confirmation says that it does stand there; it does not
    /// bring back what the publisher took back.
    pub(crate) fn removed_by(&self, spot: Spot, document: i64) -> Option<&HeldAct> {
        let act = |at: &usize| self.acts.get(*at);
        let ours = self.ours.get(&spot).and_then(act);
        ours.filter(|held| held.act.kind != ActKind::Confirm)
            .or_else(|| self.theirs.get(&spot).and_then(act))
            .or_else(|| self.documents.get(&document).and_then(act))
    }

    /// The acts that destroyed words.
    pub(crate) fn redactions(&self) -> impl Iterator<Item = &HeldAct> {
        self.acts
            .iter()
            .filter(|held| held.act.kind == ActKind::Redact)
    }

    /// The editor's confirmation of a claim.
    pub(crate) fn confirmed_by(&self, spot: Spot) -> Option<&HeldAct> {
        let held = self.acts.get(*self.ours.get(&spot)?)?;
        (held.act.kind == ActKind::Confirm).then_some(held)
    }
}

/// Where a claim lies as seen from the page of a race; nowhere if it is another race's.
pub(crate) fn spot(id: &ClaimId, race: Option<&Race>) -> Option<Spot> {
    match &id.race {
        None => Some((true, id.seq)),
        Some(of) => (Some(of) == race).then_some((false, id.seq)),
    }
}

/// The acts that no counting act ends, without those that only end others, in the order in which they became public.
fn counting(mut inside: Vec<HeldAct>) -> Vec<HeldAct> {
    let ended = ended(&inside);
    inside.retain(|held| held.act.kind != ActKind::Undo && !ended.contains_key(&held.id));
    inside.sort_by_key(|held| (held.act.reported, held.id));
    inside
}

/// Which of these acts are ended, and by which of them. An act ends only what came before it, so going backward settles
/// each before it is asked about.
pub(crate) fn ended(inside: &[HeldAct]) -> BTreeMap<ActId, ActId> {
    let mut order: Vec<&HeldAct> = inside.iter().collect();
    order.sort_by_key(|held| std::cmp::Reverse(held.id));
    let mut ended = BTreeMap::new();
    for held in order {
        if let (ActKind::Undo, Target::Act(of)) = (held.act.kind, &held.act.about)
            && !ended.contains_key(&held.id)
            && *of < held.id
        {
            ended.entry(*of).or_insert(held.id);
        }
    }
    ended
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::BatchNumber;
    use crate::acts::Act;

    /// `kind about second`, numbered from 1.
    fn acts(lines: &[(ActKind, &str, i64)]) -> Vec<HeldAct> {
        (1..)
            .zip(lines)
            .map(|(id, (kind, about, second))| HeldAct {
                id: ActId(id),
                act: Act::new(
                    *kind,
                    about.parse().unwrap(),
                    Timestamp::from_second(*second).unwrap(),
                ),
                batch: BatchNumber(id),
                actor: String::new(),
                note: None,
                tool: String::new(),
            })
            .collect()
    }

    #[track_caller]
    fn check(lines: &[(ActKind, &str, i64)], removed: Option<u64>, confirmed: Option<u64>) {
        let race: Race = "2020-AL-senate".parse().unwrap();
        let standing = Standing::of(acts(lines), Some(&race));
        let by = |held: Option<&HeldAct>| held.map(|held| held.id.0);
        assert_eq!(by(standing.removed_by((false, 1), 7)), removed);
        assert_eq!(by(standing.confirmed_by((false, 1))), confirmed);
    }

    #[test]
    fn the_last_word_of_each_side_counts() {
        use ActKind as K;

        let claim = "2020-AL-senate/1";
        check(&[], None, None);
        check(&[(K::Reject, claim, 5)], Some(1), None);
        check(&[(K::Reject, "2020-ME-senate/1", 5)], None, None);
        check(&[(K::Reject, "-/1", 5)], None, None);
        // The later of two is the one that became public later, whenever it was typed.
        check(
            &[(K::Reject, claim, 5), (K::Confirm, claim, 6)],
            None,
            Some(2),
        );
        check(
            &[(K::Reject, claim, 6), (K::Confirm, claim, 5)],
            Some(1),
            None,
        );
        // That it stands in the document does not bring back what the publisher took back.
        check(
            &[(K::Retract, claim, 5), (K::Confirm, claim, 6)],
            Some(1),
            Some(2),
        );
        // What the document never said cannot be taken back by its publisher.
        check(
            &[(K::Reject, claim, 5), (K::Retract, claim, 6)],
            Some(1),
            None,
        );
        check(&[(K::Retract, "document 7", 5)], Some(1), None);
        check(&[(K::Retract, "document 8", 5)], None, None);
    }

    #[test]
    fn an_act_that_ends_another_can_itself_be_ended() {
        use ActKind as K;

        let claim = "2020-AL-senate/1";
        check(&[(K::Reject, claim, 5), (K::Undo, "act 1", 6)], None, None);
        check(
            &[
                (K::Reject, claim, 5),
                (K::Undo, "act 1", 6),
                (K::Undo, "act 2", 7),
            ],
            Some(1),
            None,
        );
        let all = acts(&[
            (K::Reject, claim, 5),
            (K::Undo, "act 1", 6),
            (K::Undo, "act 2", 7),
        ]);
        assert_eq!(ended(&all), BTreeMap::from([(ActId(2), ActId(3))]));
    }
}
