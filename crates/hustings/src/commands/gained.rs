//! What an addition brought to the record, and the words for it.

use std::collections::BTreeSet;

use claim::Race;
use news::Reading;
use record::Added;

use super::counted;

/// Documents, claims and races that came in.
#[derive(Debug, Default)]
pub(crate) struct Gained {
    pub(crate) new: u64,
    /// Of the new ones: later versions of documents that were held.
    pub(crate) changed: u64,
    /// Held already, with the same hash.
    pub(crate) same: u64,
    pub(crate) claims: u64,
    pub(crate) races: BTreeSet<Race>,
}

impl Gained {
    pub(crate) fn count(&mut self, added: &Added, reading: &Reading) {
        match *added {
            Added::New {
                version, claims, ..
            } => {
                self.new += 1;
                self.changed += u64::from(version > 1);
                self.claims += claims as u64;
                self.races.extend(
                    reading
                        .claims
                        .iter()
                        .filter_map(|held| held.claim.statement.race().cloned()),
                );
            }
            Added::Same { .. } => self.same += 1,
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.claims += other.claims;
        self.races.extend(other.races);
    }

    /// `14 claims about 2020-AL-senate; 1 changed since`.
    pub(crate) fn claims(&self) -> String {
        let mut text = counted(self.claims, "claim", "claims");
        text.push_str(&about(&self.races));
        if self.changed > 0 {
            text.push_str(&format!("; {} changed since", self.changed));
        }
        text
    }
}

/// ` about 2020-AL-senate`: up to three races by name, more by their number.
pub(crate) fn about<R: ToString>(races: &BTreeSet<R>) -> String {
    let named: Vec<String> = races.iter().map(ToString::to_string).collect();
    match named.len() {
        0 => String::new(),
        1..=3 => format!(" about {}", named.join(", ")),
        more => format!(" about {more} races"),
    }
}

/// A last line that points to the complaints; nothing where there are none.
pub(crate) fn above(complaints: u64) -> String {
    match complaints {
        0 => String::new(),
        some => format!("\n{} above.", counted(some, "complaint", "complaints")),
    }
}
