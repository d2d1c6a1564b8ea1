//! Which steps of a race a whole report speaks of, found once for all its sentences.

use claim::Stage;

use crate::sentence::Sentence;
use crate::stage::stage_inside;

/// The steps of a race that a report names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Steps {
    /// Whether a runoff is spoken of.
    pub(crate) runoff: bool,
    /// Whether all words about a step mean the same one.
    pub(crate) single: bool,
    /// Whether votes are being counted.
    pub(crate) counting: bool,
    /// The first primary, runoff or caucus that is spoken of.
    pub(crate) first: Option<Stage>,
}

impl Steps {
    /// The steps that the sentences of a report name.
    pub(crate) fn of(sentences: &[Sentence<'_>]) -> Self {
        let stages: Vec<Stage> = sentences
            .iter()
            .filter_map(|s| stage_inside(s, 0, s.tagged.text.len()))
            .collect();
        let names = |words: &[&str]| {
            sentences
                .iter()
                .any(|s| words.iter().any(|w| s.tagged.text.contains(w)))
        };
        Self {
            runoff: names(&["runoff", "run-off"]),
            single: stages
                .windows(2)
                .all(|pair| std::mem::discriminant(&pair[0]) == std::mem::discriminant(&pair[1])),
            counting: names(&[
                "reporting",
                "precincts",
                "votes counted",
                "projected",
                "called the race",
                "unofficial",
            ]),
            first: stages.into_iter().find(|stage| {
                matches!(
                    stage,
                    Stage::Primary(_) | Stage::Runoff(_) | Stage::Caucus(_)
                )
            }),
        }
    }
}
