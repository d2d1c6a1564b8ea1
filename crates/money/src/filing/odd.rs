//! What is odd in a filing, told without end where a filing is odd without end.

use claim::Complaint;

/// So many complaints of one sort are told in full; the others are counted.
const TOLD: u64 = 5;

/// Complaints, bounded: the first few of each sort in full.
#[derive(Debug, Default)]
pub(crate) struct Odd {
    told: Vec<Complaint>,
    counts: Vec<(&'static str, u64)>,
}

impl Odd {
    /// Notes something odd of a sort; `say` gives place, reason and what was kept.
    pub(crate) fn note(
        &mut self,
        sort: &'static str,
        say: impl FnOnce() -> (String, String, String),
    ) {
        let at = if let Some(at) = self.counts.iter().position(|(name, _)| *name == sort) {
            at
        } else {
            self.counts.push((sort, 0));
            self.counts.len() - 1
        };
        self.counts[at].1 += 1;
        if self.counts[at].1 <= TOLD {
            let (place, what, kept) = say();
            self.told.push(Complaint::new(place, what, kept));
        }
    }

    pub(crate) fn finish(self) -> Vec<Complaint> {
        let mut told = self.told;
        for (sort, count) in self.counts {
            if count > TOLD {
                told.push(Complaint::new(
                    "the whole file",
                    format!("{} more of this sort: {sort}", count - TOLD),
                    "all rows",
                ));
            }
        }
        told
    }
}
