//! The chain of tags: which tag may follow which, with a memory of what the sentence has had so far, and the best path.
//!
//! A plain chain forgets everything but the tag before. Whether a sentence has already had a source, a cue or a content
//! says much about what follows, so a state is a tag together with the set of roles that ended earlier in the sentence.

#![expect(clippy::cast_possible_truncation, reason = "tags and states are few")]

use std::sync::LazyLock;

use super::token::{Shape, Token};

/// The part that a run of tokens plays in an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// Who is credited.
    Source,
    /// The words that credit.
    Cue,
    /// What they are credited with.
    Content,
}

impl Role {
    /// All roles, in the order of their tags.
    pub const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];

    /// The tag of its first token.
    pub const fn begin(self) -> usize {
        1 + 2 * self as usize
    }

    /// The tag of its further tokens.
    pub const fn inside(self) -> usize {
        2 + 2 * self as usize
    }
}

/// The number of tags: none, and two for each role.
pub const TAGS: usize = 7;
/// The number of memories: sets of roles.
pub const MEMORIES: usize = 8;
/// The number of states.
pub const STATES: usize = TAGS * MEMORIES;
/// The number of arcs inside a sentence, and as many into a new sentence.
pub const ARCS: usize = MEMORIES * (4 + 6 * 5);
/// How many kinds of token weigh differently on the arcs into them.
pub const SITES: usize = PLAIN as usize + CLASSES;
/// The first of the sites of plain words, one for each class of words.
const PLAIN: u8 = 20;
/// The number of the coarse classes of words, with that of unknown words.
const CLASSES: usize = 41;

/// From a state to a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The state before.
    pub from: u8,
    /// The state after, inside a sentence.
    pub to: u8,
    /// The state after, where a sentence begins.
    pub anew: u8,
    /// The tag before and the tag after, as one number.
    pub tags: u8,
}

/// The role of a tag.
pub fn role(tag: usize) -> Option<Role> {
    Role::ALL.get(tag.checked_sub(1)? / 2).copied()
}

const fn state(tag: usize, memory: usize) -> u8 {
    (tag * MEMORIES + memory) as u8
}

/// The tag of a state.
pub const fn tag_of(state: usize) -> usize {
    state / MEMORIES
}

/// Every arc.
pub static ALL_ARCS: LazyLock<Vec<Arc>> = LazyLock::new(|| {
    let mut arcs = Vec::with_capacity(ARCS);
    for tag in 0..TAGS {
        for memory in 0..MEMORIES {
            let ended = role(tag).map_or(memory, |role| memory | 1 << role as usize);
            let mut arc = |next: usize, to: usize| {
                arcs.push(Arc {
                    from: state(tag, memory),
                    to: state(next, to),
                    anew: state(next, 0),
                    tags: (tag * TAGS + next) as u8,
                });
            };
            arc(0, ended);
            for role in Role::ALL {
                arc(role.begin(), ended);
            }
            if let Some(role) = role(tag) {
                arc(role.inside(), memory);
            }
        }
    }
    arcs
});

/// Where a token stands, for the weights of the arcs into it.
pub fn site(tokens: &[Token], at: usize, begins_sentence: bool, quoted: bool) -> u8 {
    let Some(token) = tokens.get(at) else {
        return 0;
    };
    let before = at.checked_sub(1).map(|before| tokens[before].shape);
    if at == 0 {
        return if token.shape == Shape::Open { 19 } else { 18 };
    }
    if begins_sentence {
        return match (token.shape, quoted) {
            (Shape::Open, _) => 17,
            (_, true) => 16,
            _ => 15,
        };
    }
    match (token.shape, before) {
        (Shape::Open, _) => 1,
        (Shape::Close, _) => 2,
        (Shape::Comma, _) => 3,
        (Shape::Stop | Shape::Call, _) => 4,
        (Shape::Apostrophe, _) => 5,
        (Shape::Colon | Shape::Semicolon | Shape::Dash | Shape::Bracket, _) => 6,
        (_, Some(Shape::Comma)) => 7,
        (_, Some(Shape::Close)) => 8,
        (_, Some(Shape::Open)) => 9,
        (_, Some(Shape::Apostrophe)) => 10,
        (_, Some(Shape::Colon | Shape::Semicolon | Shape::Dash | Shape::Bracket)) => 11,
        (shape, _) if shape.is_capital() => 12,
        (Shape::Lower, _) => PLAIN + token.entry.coarse.min(CLASSES as u8 - 1),
        (shape, _) if shape.is_word() => 13,
        _ => 14,
    }
}

/// Whether the arcs into this site begin a sentence.
pub const fn begins(site: u8) -> bool {
    site >= 15 && site < PLAIN
}

/// The weights of the arcs at each site: `weights[site * ARCS + arc]`.
#[derive(Debug, Clone, Default)]
pub struct Transitions {
    /// The weights.
    pub weights: Vec<f32>,
}

impl Transitions {
    /// The weights at a site, by arc.
    pub fn at(&self, site: u8) -> &[f32] {
        let start = usize::from(site) * ARCS;
        self.weights.get(start..start + ARCS).unwrap_or_default()
    }
}

#[cfg(feature = "train")]
impl Transitions {
    /// The same with a bonus, by role, on every arc that begins a run: more runs are found, with the same ends.
    #[must_use]
    pub fn eager(&self, bonus: [f32; 3]) -> Self {
        let mut weights = self.weights.clone();
        for site in weights.chunks_exact_mut(ARCS) {
            for (weight, arc) in site.iter_mut().zip(ALL_ARCS.iter()) {
                for (role, bonus) in Role::ALL.iter().zip(bonus) {
                    if role.begin() == usize::from(arc.tags) % TAGS {
                        *weight += bonus;
                    }
                }
            }
        }
        Self { weights }
    }
}

/// What a token's tags score: one number a tag, and one that is not used.
pub type Scores = [f32; 8];

/// The best path's tags. A path starts as if after a token without a role.
pub fn best(scores: &[Scores], sites: &[u8], transitions: &Transitions) -> Vec<u8> {
    let arcs = &*ALL_ARCS;
    let mut back = vec![0_u8; scores.len() * STATES];
    let mut now = [f32::NEG_INFINITY; STATES];
    now[0] = 0.0;
    for ((scores, &site), back) in scores.iter().zip(sites).zip(back.chunks_exact_mut(STATES)) {
        let mut next = [f32::NEG_INFINITY; STATES];
        let anew = begins(site);
        for (arc, weight) in arcs.iter().zip(transitions.at(site)) {
            let from = usize::from(arc.from);
            let to = usize::from(if anew { arc.anew } else { arc.to });
            let score = now[from] + weight;
            if score > next[to] {
                next[to] = score;
                back[to] = arc.from;
            }
        }
        for (state, score) in next.iter_mut().enumerate() {
            *score += scores[tag_of(state)];
        }
        now = next;
    }
    let mut state = 0;
    for (candidate, score) in now.iter().enumerate() {
        if *score > now[state] {
            state = candidate;
        }
    }
    let mut tags = vec![0; scores.len()];
    for (tag, back) in tags.iter_mut().zip(back.chunks_exact(STATES)).rev() {
        *tag = tag_of(state) as u8;
        state = usize::from(back[state]);
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    fn transitions() -> Transitions {
        // Any numbers without a pattern.
        let weights = (0..SITES * ARCS)
            .map(|n| ((n * 7919) % 101) as f32 / 50.0 - 1.0)
            .collect();
        Transitions { weights }
    }

    /// The best score over all paths from a state, by trying every one.
    fn naive(scores: &[Scores], sites: &[u8], transitions: &Transitions, state: usize) -> f32 {
        let (Some((score, scores)), Some((&site, sites))) =
            (scores.split_first(), sites.split_first())
        else {
            return 0.0;
        };
        ALL_ARCS
            .iter()
            .zip(transitions.at(site))
            .filter(|(arc, _)| usize::from(arc.from) == state)
            .map(|(arc, weight)| {
                let to = usize::from(if begins(site) { arc.anew } else { arc.to });
                weight + score[tag_of(to)] + naive(scores, sites, transitions, to)
            })
            .fold(f32::NEG_INFINITY, f32::max)
    }

    fn score(tags: &[u8], scores: &[Scores], sites: &[u8], transitions: &Transitions) -> f32 {
        let mut state = 0;
        let mut sum = 0.0;
        for ((&tag, scores), &site) in tags.iter().zip(scores).zip(sites) {
            let (arc, weight) = ALL_ARCS
                .iter()
                .zip(transitions.at(site))
                .find(|(arc, _)| {
                    usize::from(arc.from) == state
                        && usize::from(arc.tags) % TAGS == usize::from(tag)
                })
                .unwrap();
            sum += weight + scores[usize::from(tag)];
            state = usize::from(if begins(site) { arc.anew } else { arc.to });
        }
        sum
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    fn the_best_path_is_the_best_of_all() {
        let transitions = transitions();
        let sites = [18, 7, 15, 2, 3, 13];
        for seed in 0..20_usize {
            let scores: Vec<Scores> = (0..sites.len())
                .map(|at| {
                    std::array::from_fn(|tag| ((seed * 31 + at * 17 + tag * 57) % 23) as f32 / 9.0)
                })
                .collect();
            let tags = best(&scores, &sites, &transitions);
            let found = score(&tags, &scores, &sites, &transitions);
            let expected = naive(&scores, &sites, &transitions, 0);
            assert!((found - expected).abs() < 1e-3, "{found} {expected}");
        }
    }

    #[test]
    fn arcs_are_as_many_as_counted_and_lead_to_states() {
        assert_eq!(ALL_ARCS.len(), ARCS);
        assert!(
            ALL_ARCS
                .iter()
                .all(|arc| usize::from(arc.to.max(arc.anew)) < STATES)
        );
    }

    #[test]
    fn nothing_has_no_tags() {
        assert!(best(&[], &[], &transitions()).is_empty());
    }
}
