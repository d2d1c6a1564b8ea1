//! From vectors to attributions: tags by a linear-chain CRF, then links between the runs of tags.
//!
//! Every content points to the cue that credits it, and every cue to its source or to nobody; what points to one cue is one
//! attribution. The nearest runs are candidates; a link's score is a product of learned projections of the two runs' ends,
//! with learned costs of the way between them (`training/reader/network.py`).

#![expect(
    clippy::cast_precision_loss,
    reason = "the width of a link is a small number"
)]

use super::window::Window;
use super::words::Word;

/// A run of words, first and last, counted from the window's first word.
pub(crate) type Run = (usize, usize);

/// How many runs of another role are asked.
const CANDIDATES: usize = 12;
/// Buckets of distance in one direction.
const DISTANCES: usize = 10;
const TAGS: usize = 7;
/// The order of roles in the tags: 0 is outside, then begin and inside of each.
const ROLES: usize = 3;
const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;

/// The tagger's weights.
pub(crate) struct Crf {
    /// One row of the hidden width for each tag.
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    /// From row to column.
    pub(crate) transition: Vec<f32>,
    pub(crate) begin: Vec<f32>,
}

/// The linker's weights.
pub(crate) struct Linker {
    pub(crate) width: usize,
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) nobody: Vec<f32>,
    pub(crate) nobody_bias: Vec<f32>,
    pub(crate) distance: Vec<f32>,
    pub(crate) between: Vec<f32>,
    pub(crate) apart: Vec<f32>,
}

/// An attribution of a window, in runs of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) source: Option<Run>,
    pub(crate) cue: Option<Run>,
    pub(crate) content: Vec<Run>,
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums at once, so that the compiler may use vectors; the order is fixed, so the result is too.
    let (a8, a_rest) = a.as_chunks::<8>();
    let (b8, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0f32; 8];
    for (a, b) in a8.iter().zip(b8) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

impl Crf {
    fn scores(&self, vector: &[f32]) -> [f32; TAGS] {
        std::array::from_fn(|tag| {
            let row = &self.weight[tag * vector.len()..(tag + 1) * vector.len()];
            dot(row, vector) + self.bias[tag]
        })
    }

    /// The best sequence of tags (Viterbi).
    pub(crate) fn tags<'v>(&self, vectors: impl Iterator<Item = &'v [f32]>) -> Vec<usize> {
        let mut best = [0.0f32; TAGS];
        let mut back: Vec<[usize; TAGS]> = Vec::new();
        for (at, vector) in vectors.enumerate() {
            let scores = self.scores(vector);
            if at == 0 {
                best = std::array::from_fn(|tag| self.begin[tag] + scores[tag]);
                back.push([0; TAGS]);
                continue;
            }
            let mut from = [0; TAGS];
            best = std::array::from_fn(|tag| {
                let mut top = f32::NEG_INFINITY;
                for (before, so_far) in best.iter().enumerate() {
                    let score = so_far + self.transition[before * TAGS + tag];
                    if score > top {
                        top = score;
                        from[tag] = before;
                    }
                }
                top + scores[tag]
            });
            back.push(from);
        }
        let mut tag = (0..TAGS)
            .max_by(|a, b| best[*a].total_cmp(&best[*b]).then(b.cmp(a)))
            .unwrap_or(0);
        let mut found = vec![0; back.len()];
        for (place, from) in found.iter_mut().zip(&back).rev() {
            *place = tag;
            tag = from[tag];
        }
        found
    }
}

/// The runs of each role in a sequence of tags; an inside without its begin opens a run.
pub(crate) fn runs(tags: &[usize]) -> [Vec<Run>; ROLES] {
    let mut found: [Vec<Run>; ROLES] = Default::default();
    let mut before = 0;
    for (at, &tag) in tags.iter().enumerate() {
        if tag != 0 {
            let role = (tag - 1) / 2;
            let same = before != 0 && (before - 1) / 2 == role;
            match found[role].last_mut() {
                Some(last) if same && tag % 2 == 0 => last.1 = at,
                _ => found[role].push((at, at)),
            }
        }
        before = tag;
    }
    found
}

/// 0, 1, 2, 3–4, 5–8, 9–16, … words.
fn bucket(words: usize) -> usize {
    let bucket = match words {
        0..=2 => words,
        _ => 1 + (words - 1).ilog2() as usize + 1,
    };
    bucket.min(DISTANCES - 1)
}

/// A run of another role, and the way to it.
struct Candidate {
    run: Run,
    distance: usize,
    between: usize,
}

/// The nearest runs of another role, nearest first.
fn candidates(run: Run, others: &[Run]) -> Vec<Candidate> {
    let split = others.partition_point(|other| other.0 < run.0);
    let before = others[..split].iter().rev().take(CANDIDATES).enumerate();
    let after = others[split..].iter().skip_while(|o| o.0 == run.0);
    let mut found: Vec<(usize, Candidate)> = before
        .map(|(number, &other)| {
            let gap = run.0.saturating_sub(other.1);
            let candidate = Candidate {
                run: other,
                distance: bucket(gap.saturating_sub(1)),
                between: number.min(2),
            };
            (gap, candidate)
        })
        .chain(after.take(CANDIDATES).enumerate().map(|(number, &other)| {
            let gap = other.0.saturating_sub(run.1);
            let candidate = Candidate {
                run: other,
                distance: DISTANCES + bucket(gap.saturating_sub(1)),
                between: 3 + number.min(2),
            };
            (gap, candidate)
        }))
        .collect();
    found.sort_by_key(|(gap, candidate)| (*gap, candidate.run));
    found.truncate(CANDIDATES);
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// A window with its vectors, one for each piece.
pub(crate) struct Read<'r> {
    pub(crate) window: &'r Window,
    pub(crate) words: &'r [Word],
    pub(crate) vectors: &'r [f32],
    pub(crate) hidden: usize,
}

impl Read<'_> {
    /// The vector of a word's first piece.
    fn vector(&self, word: usize) -> &[f32] {
        let at = self.window.first[word] * self.hidden;
        &self.vectors[at..at + self.hidden]
    }

    fn paragraph(&self, word: usize) -> usize {
        self.words[self.window.start + word].paragraph
    }
}

impl Linker {
    /// One projection of a run's ends: `part` for its first word and the next part for its last.
    fn ends(&self, read: &Read<'_>, run: Run, part: usize) -> Vec<f32> {
        let project = |word: usize, part: usize, row: usize| {
            let vector = read.vector(word);
            let row = part * self.width + row;
            dot(
                &self.weight[row * read.hidden..(row + 1) * read.hidden],
                vector,
            ) + self.bias[row]
        };
        (0..self.width)
            .map(|row| project(run.0, part, row) + project(run.1, part + 1, row))
            .collect()
    }

    /// The run that each run points to; `relation` 0 is content to cue, 1 is cue to source, which may be nobody.
    fn point(
        &self,
        read: &Read<'_>,
        relation: usize,
        from: &[Run],
        to: &[Run],
    ) -> Vec<Option<Run>> {
        let part = relation * 4;
        let keys: Vec<Vec<f32>> = to
            .iter()
            .map(|run| self.ends(read, *run, part + 2))
            .collect();
        let root = (self.width as f32).sqrt();
        from.iter()
            .map(|&run| {
                let query = self.ends(read, run, part);
                let nobody = (relation == 1)
                    .then(|| (None, dot(&query, &self.nobody) / root + self.nobody_bias[0]));
                let scored = candidates(run, to).into_iter().filter_map(|candidate| {
                    let at = to.binary_search(&candidate.run).ok()?;
                    let apart = read.paragraph(run.0) != read.paragraph(candidate.run.0);
                    let way = self.distance[relation * 2 * DISTANCES + candidate.distance]
                        + self.between[relation * 6 + candidate.between]
                        + self.apart[relation * 2 + usize::from(apart)];
                    Some((Some(candidate.run), dot(&query, &keys[at]) / root + way))
                });
                let mut best: Option<(Option<Run>, f32)> = None;
                for (run, score) in scored.chain(nobody) {
                    if best.is_none_or(|(_, top)| score > top) {
                        best = Some((run, score));
                    }
                }
                best.and_then(|(run, _)| run)
            })
            .collect()
    }

    /// The attributions of a window, by the place of their cue; those without a cue last.
    pub(crate) fn link(&self, read: &Read<'_>, runs: &[Vec<Run>; ROLES]) -> Vec<Linked> {
        let cues = &runs[CUE];
        let mut found: Vec<Linked> = self
            .point(read, 1, cues, &runs[SOURCE])
            .into_iter()
            .zip(cues)
            .map(|(source, cue)| Linked {
                source,
                cue: Some(*cue),
                content: Vec::new(),
            })
            .collect();
        let pointed = self.point(read, 0, &runs[CONTENT], cues);
        for (&content, cue) in runs[CONTENT].iter().zip(pointed) {
            match cue.and_then(|cue| cues.binary_search(&cue).ok()) {
                Some(at) => found[at].content.push(content),
                None => found.push(Linked {
                    source: None,
                    cue: None,
                    content: vec![content],
                }),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_a_role_ends_or_begins_anew() {
        // content content, content; source; inside of a cue without its begin.
        let found = runs(&[5, 6, 5, 0, 1, 4, 4]);
        assert_eq!(found[CONTENT], [(0, 1), (2, 2)]);
        assert_eq!(found[SOURCE], [(4, 4)]);
        assert_eq!(found[CUE], [(5, 6)]);
    }

    #[test]
    fn buckets_double() {
        let of: Vec<_> = [0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 5000].map(bucket).into();
        assert_eq!(of, [0, 1, 2, 3, 3, 4, 4, 5, 5, 6, 9]);
    }

    #[test]
    fn the_nearest_come_first() {
        let found = candidates((10, 12), &[(0, 1), (7, 9), (15, 16), (40, 41)]);
        let order: Vec<_> = found.iter().map(|c| (c.run, c.between)).collect();
        assert_eq!(
            order,
            [((7, 9), 0), ((15, 16), 3), ((0, 1), 1), ((40, 41), 4)]
        );
    }

    #[test]
    fn the_best_path_minds_transitions() {
        // Two vectors of width 1: the second looks like an inside of content, which may not follow an outside.
        let mut transition = vec![0.0; 49];
        transition[6] = -1e4;
        let crf = Crf {
            weight: vec![0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            bias: vec![0.5, 0.0, 0.0, 0.0, 0.0, 0.4, 0.0],
            transition,
            begin: vec![0.0, 0.0, -1e4, 0.0, -1e4, 0.0, -1e4],
        };
        let vectors = [[0.0f32], [1.0]];
        assert_eq!(crf.tags(vectors.iter().map(<[f32; 1]>::as_slice)), [5, 6]);
    }
}
