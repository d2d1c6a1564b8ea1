//! Facts that state one value, gathered.

use claim::{Certainty, PersonName};

use super::Scene;
use crate::fold::{Fact, Heard};
use crate::page::Support;

/// Facts that state one value, and that value as it is best stated.
#[derive(Clone)]
pub(super) struct Cluster<'a, T> {
    pub(super) value: T,
    pub(super) facts: Vec<&'a Fact>,
}

impl<'a, T> Cluster<'a, T> {
    /// Adds a fact to the first cluster that takes it, else makes a new one. `takes` may better the cluster's value.
    pub(super) fn gather(
        clusters: &mut Vec<Self>,
        fact: &'a Fact,
        value: T,
        mut takes: impl FnMut(&mut T, &T) -> bool,
    ) {
        for cluster in clusters.iter_mut() {
            if takes(&mut cluster.value, &value) {
                cluster.facts.push(fact);
                return;
            }
        }
        clusters.push(Self {
            value,
            facts: vec![fact],
        });
    }

    /// Every place where the value stands.
    pub(super) fn places(&self) -> impl Iterator<Item = &'a Heard> + use<'a, T> {
        let facts: Vec<&'a Fact> = self.facts.clone();
        facts.into_iter().flat_map(|fact| &fact.heard)
    }

    /// When it was first public for certain.
    pub(super) fn first(&self) -> i64 {
        self.places()
            .map(|heard| heard.hi)
            .min()
            .unwrap_or(i64::MAX)
    }

    /// When it was last stated.
    pub(super) fn latest(&self) -> i64 {
        self.places()
            .map(|heard| heard.hi)
            .max()
            .unwrap_or(i64::MIN)
    }

    /// The surest of its facts.
    pub(super) fn certainty(&self) -> Certainty {
        self.facts
            .iter()
            .map(|fact| fact.certainty)
            .min()
            .unwrap_or(Certainty::Possible)
    }

    /// What it rests on.
    pub(super) fn support(&self, scene: &Scene<'_>, principal: Option<&PersonName>) -> Support {
        scene.support(self.places(), principal)
    }
}
