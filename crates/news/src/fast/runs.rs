//! Runs of tokens with a role, as a tagger finds them, and how they stand to each other.

use super::chain::{self, Role};
use super::layout::Layout;
use super::token::{Shape, Token};

/// A run of tokens with a role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// Its role.
    pub role: Role,
    /// Its first token.
    pub start: usize,
    /// The token after.
    pub end: usize,
    /// How sure the tagger is: the mean by which the tags outscore no role.
    pub margin: f32,
}

impl Run {
    /// The number of its tokens.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it has no token.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// The runs of tags; `first` is the number of the first tag's token in the text.
pub fn runs(tags: &[u8], scores: &[chain::Scores], first: usize, found: &mut Vec<Run>) {
    for (at, (&tag, scores)) in tags.iter().zip(scores).enumerate() {
        let tag = usize::from(tag);
        let Some(role) = chain::role(tag) else {
            continue;
        };
        let margin = scores[tag] - scores[0];
        match found.last_mut() {
            Some(last) if tag == role.inside() && last.end == first + at && last.role == role => {
                last.end += 1;
                last.margin += margin;
            }
            _ => found.push(Run {
                role,
                start: first + at,
                end: first + at + 1,
                margin,
            }),
        }
    }
}

/// The runs of a text, in order, with the text that they stand in.
#[derive(Debug, Clone, Copy)]
pub struct Runs<'a> {
    /// The tokens.
    pub tokens: &'a [Token],
    /// Their layout.
    pub layout: &'a Layout,
    /// The runs, in order.
    pub runs: &'a [Run],
}

impl Runs<'_> {
    /// The sentence of a token.
    pub fn sentence(&self, token: usize) -> u32 {
        self.layout.places.get(token).map_or(0, |p| p.sentence)
    }

    /// The paragraph of a token.
    pub fn paragraph(&self, token: usize) -> usize {
        self.layout
            .paragraphs
            .partition_point(|&(start, _)| start <= token)
    }

    /// The hash of a token's lower case.
    pub fn word(&self, token: usize) -> u64 {
        self.tokens.get(token).map_or(1, |t| t.lower)
    }

    /// The shape of a token, 0 outside of the text.
    pub fn shape(&self, token: usize) -> u64 {
        self.tokens.get(token).map_or(0, |t| t.shape as u64 + 1)
    }

    /// How a run stands to quotation marks: begins with one, ends with one, stands inside.
    pub fn quoted(&self, run: &Run) -> u64 {
        let is =
            |token: usize, shape: Shape| self.tokens.get(token).is_some_and(|t| t.shape == shape);
        let opens = is(run.start, Shape::Open) || run.start > 0 && is(run.start - 1, Shape::Open);
        let closes = is(run.end - 1, Shape::Close) || is(run.end, Shape::Close);
        let inside = self.layout.quotation_at(run.start).is_some();
        u64::from(opens) + 2 * u64::from(closes) + 4 * u64::from(inside)
    }

    /// The word that a cue turns on: the one that is most often a cue.
    pub fn head(&self, run: &Run) -> usize {
        let mut head = run.start;
        for at in run.start..run.end {
            if self.tokens[at].entry.cue > self.tokens[head].entry.cue {
                head = at;
            }
        }
        head
    }
}
