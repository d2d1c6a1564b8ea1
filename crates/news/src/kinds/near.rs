//! Fields that only the words close to a claim may fill: what stands farther off may be of another contest, and a wrong field
//! is worse than none.

use claim::{OfficeSought, Race, Stage};

use super::Look;
use crate::attribution::Range;

impl Look<'_, '_> {
    /// The race that somebody runs in now, left open where what the words give is no race of theirs: those who are known for
    /// seeking the presidency, and a state that is not the one of their office.
    pub(crate) fn race_running(&self, range: Range, person: usize) -> Option<Race> {
        self.race_now(range, Some(person))
            .filter(|race| self.is_theirs(race, person))
    }

    /// The race that somebody is or was in, by the same measure.
    pub(crate) fn race_joined(&self, range: Range, person: usize) -> Option<Race> {
        self.race(range, Some(person))
            .filter(|race| self.is_theirs(race, person))
    }

    fn is_theirs(&self, race: &Race, person: usize) -> bool {
        let who = &self.document.registry.people[person];
        let president = race.office == OfficeSought::President;
        let elsewhere = who.state.is_some_and(|state| state != race.state);
        president || !who.is_national() && !elsewhere
    }

    /// The stage that the words of a range or of the rest of its clause name; farther ones may be of another contest.
    pub(crate) fn stage_near(&self, range: Range) -> Option<Stage> {
        let text = self.text();
        let end = text
            .get(range.1..)
            .and_then(|rest| rest.find([',', ';', ':', '—']))
            .map_or(text.len(), |at| range.1 + at);
        let voters = [
            "ahead of the",
            "before the",
            "primary voters",
            "primary debate",
        ];
        if voters.iter().any(|w| {
            text.get(range.0..end)
                .is_some_and(|words| words.contains(w))
        }) {
            return None;
        }
        crate::stage::stage_inside(self.sentence, range.0, end)
            .map(|stage| self.document.contest.with_party(stage, self.sentence))
    }
}

/// The longest quote, in bytes: what is longer is no quote of a few words.
const LONGEST: usize = 320;

/// A range that is no longer than a quote should be: its last words.
pub(crate) fn shortened(look: Look<'_, '_>, range: Range) -> Range {
    if look.sentence.words(range.0, range.1).len() <= LONGEST {
        return range;
    }
    let from = look.text().get(..range.1).map_or(range.0, |text| {
        text.char_indices()
            .rev()
            .nth(60)
            .map_or(range.0, |(at, _)| at)
    });
    (from.max(range.0), range.1)
}
