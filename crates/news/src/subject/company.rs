//! Subjects in company: those who join somebody in a deed, one of many, and whom a parenthesis adds.

use super::words::{among, is_modifier, is_sign};
use super::{Actor, Walk};

impl Walk<'_, '_, '_, '_> {
    /// The verb of joining shortly before a word.
    pub(super) fn joined(&self, before: usize) -> Option<usize> {
        (before.saturating_sub(7)..before)
            .rev()
            .find(|idx| matches!(self.at(*idx), "join" | "joins" | "joined" | "joining"))
    }

    /// "Ⓟ is among those", "one of the senators": the copula before a phrase that only says whose number somebody is of.
    pub(super) fn member(&self, end: usize) -> Option<usize> {
        let mut idx = end;
        while idx > 0 && end - idx < 9 {
            let word = self.at(idx - 1);
            if matches!(word, "among" | "of") {
                break;
            }
            let plain = is_modifier(word) || among(" the those several many few ", word);
            if !plain {
                return None;
            }
            idx -= 1;
        }
        let mut copula = match (idx > 0).then(|| self.at(idx - 1))? {
            "among" => idx.checked_sub(2)?,
            "of" if matches!(self.at(idx.checked_sub(2)?), "one" | "some" | "Ⓒ") => {
                idx.checked_sub(3)?
            }
            _ => return None,
        };
        while among(" also now still himself herself the only ", self.at(copula)) {
            copula = copula.checked_sub(1)?;
        }
        among(" is are was were be been ", self.at(copula)).then_some(copula)
    }

    /// "Ivey, along with Shelby,": the subject with those whom the words between two commas add.
    pub(super) fn with(
        &self,
        (mut actors, start): (Vec<Actor>, usize),
        open: usize,
        end: usize,
    ) -> (Vec<Actor>, usize) {
        let adds = match self.at(open + 1) {
            "like" | "plus" => true,
            "along" | "together" => self.at(open + 2) == "with",
            "joined" => self.at(open + 2) == "by",
            "as" => self.at(open + 2) == "well",
            _ => false,
        };
        if adds {
            let others = (open + 2..end)
                .filter(|idx| is_sign(self.at(*idx)) && !self.at(*idx + 1).starts_with('\''))
                .filter_map(|idx| self.actor(idx));
            actors.extend(others.map(|(actor, _)| actor));
        }
        (actors, start)
    }
}
