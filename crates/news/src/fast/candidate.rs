//! What may be linked with what, and what the linker looks at in each candidate.

use super::chain::Role;
use super::hash::mix;
use super::linker::{Choice, History, Linked};
use super::runs::{Run, Runs};

/// How many runs to either side are looked at.
pub const REACH: usize = 20;
/// How many candidates of a role are taken before and after.
const BEFORE: usize = 4;
const AFTER: usize = 3;
/// How many paragraphs away a candidate may stand.
const PARAGRAPHS: usize = 3;

/// A candidate with its features.
#[derive(Debug, Clone)]
pub struct Candidate<T> {
    /// What is chosen.
    pub choice: T,
    /// Its features.
    pub features: Vec<u64>,
}

/// Collects features, each told apart by its number.
struct Sink {
    found: Vec<u64>,
    number: u64,
}

impl Sink {
    fn new(kind: u64) -> Self {
        Self {
            found: Vec::with_capacity(48),
            number: kind << 8,
        }
    }

    fn push(&mut self, value: u64) {
        self.number += 1;
        self.found.push(mix(value, self.number));
    }
}

fn near(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        50..=99 => 10,
        _ => 11,
    }
}

fn sure(margin: f32, len: usize) -> u64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a length is put into a class of lengths"
    )]
    let mean = margin / len.max(1) as f32;
    match mean {
        m if m < 0.0 => 0,
        m if m < 0.7 => 1,
        m if m < 1.5 => 2,
        m if m < 2.5 => 3,
        m if m < 4.0 => 4,
        m if m < 6.0 => 5,
        _ => 6,
    }
}

/// How two runs stand to each other.
struct Between {
    /// Whether the second is before the first.
    back: bool,
    tokens: usize,
    roles: u64,
    of_role: [usize; 3],
    place: u64,
    words: u64,
}

impl Runs<'_> {
    /// The runs of a role near a run (by number): those before it, nearest first, then those after.
    pub fn candidates(&self, at: usize, role: Role) -> Vec<usize> {
        let here = self.paragraph(self.runs[at].start);
        let close =
            |other: &usize| self.paragraph(self.runs[*other].start).abs_diff(here) <= PARAGRAPHS;
        let before = (at.saturating_sub(REACH)..at)
            .rev()
            .take_while(close)
            .filter(|&other| self.runs[other].role == role)
            .take(BEFORE);
        let after = (at + 1..self.runs.len().min(at + 1 + REACH))
            .take_while(close)
            .filter(|&other| self.runs[other].role == role)
            .take(AFTER);
        before.chain(after).collect()
    }

    fn between(&self, from: usize, to: usize) -> Between {
        let back = to < from;
        let (low, high) = if back { (to, from) } else { (from, to) };
        let (first, second) = (&self.runs[low], &self.runs[high]);
        let mut of_role = [0; 3];
        let mut roles = 7;
        for run in &self.runs[low + 1..high] {
            of_role[run.role as usize] += 1;
            roles = (roles * 4 + run.role as u64 + 1) & 0xffff;
        }
        let tokens = second.start.saturating_sub(first.end);
        let sentences = u64::from(
            self.sentence(second.start)
                .abs_diff(self.sentence(first.end - 1)),
        );
        let paragraphs = self
            .paragraph(second.start)
            .abs_diff(self.paragraph(first.start)) as u64;
        let place = sentences.min(3) + 4 * paragraphs.min(3) + 16 * u64::from(back);
        let words = match tokens {
            0 => 1,
            1..=4 => (first.end..second.start).fold(2, |h, at| mix(h, self.word(at))),
            _ => mix(self.word(first.end), self.word(second.start - 1)),
        };
        Between {
            back,
            tokens,
            roles,
            of_role,
            place,
            words,
        }
    }

    /// What stands beside a run: the roles of its neighbours and whether they touch it.
    fn beside(&self, at: usize) -> u64 {
        let run = &self.runs[at];
        let side = |other: Option<usize>| {
            other.and_then(|o| self.runs.get(o)).map_or(0, |other| {
                let gap = if other.start < run.start {
                    run.start - other.end
                } else {
                    other.start - run.end
                };
                1 + other.role as u64 + 4 * (near(gap).min(6)).min(4)
            })
        };
        side(at.checked_sub(1)) * 32 + side(Some(at + 1))
    }

    /// What may become of a content run, with the features of each choice.
    pub fn cue_choices(&self, at: usize, history: &History) -> Vec<Candidate<Choice>> {
        let content = &self.runs[at];
        let mut cues = self.candidates(at, Role::Cue);
        if let Some(last) = history.last_cue
            && at - last.min(at) <= 2 * REACH
            && !cues.contains(&last)
        {
            cues.push(last);
        }
        let nearest = |back: bool| {
            cues.iter()
                .filter(|&&cue| (cue < at) == back)
                .map(|&cue| self.between(at, cue).place * 16 + near(self.between(at, cue).tokens))
                .min()
                .unwrap_or(0)
        };
        let sides = mix(nearest(true), nearest(false));
        let shared = self.content_signs(content, at);
        let mut choices = Vec::with_capacity(cues.len() + 2);
        for (kind, choice) in [(1, Choice::Drop), (2, Choice::Alone)] {
            let mut sink = Sink::new(kind);
            sink.push(0);
            for &sign in &shared {
                sink.push(sign);
            }
            sink.push(sides);
            sink.push(nearest(true));
            sink.push(nearest(false));
            sink.push(mix(shared[0], sides));
            sink.push(mix(self.beside(at), shared[1]));
            choices.push(Candidate {
                choice,
                features: sink.found,
            });
        }
        for (order, &cue) in cues.iter().enumerate() {
            choices.push(Candidate {
                choice: Choice::To(cue),
                features: self.cue_features(at, cue, order, &shared, history, sides),
            });
        }
        choices
    }

    fn content_signs(&self, run: &Run, at: usize) -> [u64; 9] {
        [
            self.quoted(run),
            sure(run.margin, run.len()),
            mix(sure(run.margin, run.len()), near(run.len())),
            self.word(run.start),
            self.word(run.start.wrapping_sub(1)),
            self.word(run.end),
            mix(self.quoted(run), near(run.len())),
            self.beside(at),
            mix(self.word(run.end - 1), self.word(run.end)),
        ]
    }

    fn cue_features(
        &self,
        at: usize,
        cue: usize,
        order: usize,
        shared: &[u64; 9],
        history: &History,
        sides: u64,
    ) -> Vec<u64> {
        let between = self.between(at, cue);
        let (content, run) = (&self.runs[at], &self.runs[cue]);
        let head = self.word(self.head(run));
        let back = u64::from(between.back);
        let taken = history
            .taken
            .iter()
            .rev()
            .take(8)
            .find(|(taken, _)| *taken == cue)
            .map_or(0, |&(_, last)| {
                let last = &self.runs[last];
                let side = if last.start < run.start { 1 } else { 2 };
                side + 4 * near(content.start.saturating_sub(last.end)).min(6)
            });
        let is_last = u64::from(history.last_cue == Some(cue));
        let whole = (run.start..run.end).fold(3, |h, t| mix(h, self.word(t)));
        let distance = near(between.tokens);
        let state = mix(is_last, mix(taken, between.place));
        let mut sink = Sink::new(3);
        sink.push(back);
        sink.push(mix(back, distance));
        sink.push(mix(between.place, distance));
        sink.push(between.place);
        sink.push(mix(between.place, between.roles));
        sink.push(mix(back, between.roles));
        for role in Role::ALL {
            sink.push(mix(back, between.of_role[role as usize].min(4) as u64));
        }
        sink.push(mix(between.place, between.words));
        sink.push(mix(back, between.words));
        sink.push(mix(between.place, head));
        sink.push(mix(back, whole));
        sink.push(mix(
            distance,
            mix(back, u64::from(self.tokens[self.head(run)].entry.cue)),
        ));
        sink.push(order as u64);
        sink.push(mix(order as u64, between.place));
        sink.push(state);
        sink.push(mix(state, shared[0]));
        sink.push(mix(taken, is_last));
        sink.push(mix(taken, mix(shared[0], distance)));
        sink.push(mix(shared[0], between.place));
        sink.push(mix(shared[0], mix(between.place, distance)));
        sink.push(mix(shared[3], between.place));
        sink.push(mix(shared[4], between.place));
        sink.push(mix(shared[5], between.place));
        sink.push(mix(self.beside(cue), back));
        sink.push(mix(self.beside(cue), between.place));
        sink.push(mix(self.beside(at), between.place));
        sink.push(mix(mix(self.beside(cue), self.beside(at)), between.place));
        sink.push(mix(sides, between.place));
        sink.push(mix(sides, mix(between.place, shared[0])));
        sink.push(mix(sure(run.margin, run.len()), between.place));
        sink.push(mix(self.word(run.end), back));
        sink.push(mix(self.word(run.start.wrapping_sub(1)), back));
        sink.push(mix(self.shape(run.end), between.place));
        sink.push(mix(head, mix(shared[0], between.place)));
        sink.push(mix(near(content.len()), between.place));
        sink.found
    }

    /// The sources that a group may have, with the features of each choice.
    pub fn source_choices(
        &self,
        group: &Linked,
        history: &History,
    ) -> Vec<Candidate<Option<usize>>> {
        let Some(&main) = group.content.first() else {
            return Vec::new();
        };
        let anchor = group.cue.unwrap_or(main);
        let mut sources = self.candidates(anchor, Role::Source);
        if group.cue.is_some() {
            for other in self.candidates(main, Role::Source) {
                if !sources.contains(&other) {
                    sources.push(other);
                }
            }
        }
        let run = &self.runs[anchor];
        let head = if group.cue.is_some() {
            self.word(self.head(run))
        } else {
            0
        };
        let ahead = u64::from(main < anchor) + 2 * u64::from(group.cue.is_none());
        let quoted = self.quoted(&self.runs[main]);
        let nearest = |back: bool| {
            sources
                .iter()
                .filter(|&&source| (source < anchor) == back)
                .map(|&source| self.between(anchor, source))
                .map(|b| b.place * 16 + near(b.tokens))
                .min()
                .unwrap_or(0)
        };
        let sides = mix(nearest(true), nearest(false));
        let mut sink = Sink::new(4);
        sink.push(ahead);
        sink.push(mix(ahead, head));
        sink.push(sides);
        sink.push(mix(nearest(true), ahead));
        sink.push(mix(nearest(false), ahead));
        sink.push(mix(sides, head));
        sink.push(mix(quoted, ahead));
        sink.push(self.beside(anchor));
        sink.push(mix(self.beside(anchor), self.beside(main)));
        sink.push(self.word(run.start));
        sink.push(self.word(run.end));
        sink.push(self.word(run.start.wrapping_sub(1)));
        sink.push((run.start..run.end).fold(3, |h, t| mix(h, self.word(t))));
        let mut choices = vec![Candidate {
            choice: None,
            features: sink.found,
        }];
        for (order, &source) in sources.iter().enumerate() {
            choices.push(Candidate {
                choice: Some(source),
                features: self.source_features(
                    (anchor, main),
                    source,
                    order,
                    (head, mix(ahead, quoted), sides),
                    history,
                ),
            });
        }
        choices
    }

    fn source_features(
        &self,
        (anchor, main): (usize, usize),
        source: usize,
        order: usize,
        (head, ahead, sides): (u64, u64, u64),
        history: &History,
    ) -> Vec<u64> {
        let between = self.between(anchor, source);
        let (run, cue) = (&self.runs[source], &self.runs[anchor]);
        let distance = near(between.tokens);
        let back = u64::from(between.back);
        let last = u64::from(history.last_source == Some(source));
        let (low, high) = (source.min(anchor), source.max(anchor));
        let across = u64::from(low < main && main < high);
        let mut sink = Sink::new(5);
        sink.push(back);
        sink.push(mix(between.place, distance));
        sink.push(between.place);
        sink.push(mix(between.place, between.roles));
        sink.push(mix(back, mix(ahead, between.roles)));
        for role in Role::ALL {
            sink.push(mix(back, between.of_role[role as usize].min(4) as u64));
        }
        sink.push(mix(between.place, between.words));
        sink.push(mix(back, between.words));
        sink.push(mix(between.place, mix(ahead, distance)));
        sink.push(mix(back, mix(head, distance.min(3))));
        sink.push(mix(between.place, head));
        sink.push(mix(order as u64, between.place));
        sink.push(mix(across, between.place));
        sink.push(mix(last, between.place));
        sink.push(mix(last, mix(ahead, distance)));
        sink.push(mix(sides, between.place));
        sink.push(mix(sides, mix(between.place, ahead)));
        sink.push(mix(self.beside(source), between.place));
        sink.push(mix(self.beside(anchor), between.place));
        sink.push(mix(
            mix(self.beside(anchor), self.beside(source)),
            between.place,
        ));
        sink.push(mix(self.word(run.end - 1), back));
        sink.push(mix(self.word(run.start), back));
        sink.push(mix(self.shape(run.start), between.place));
        sink.push(mix(self.word(run.end), between.place));
        sink.push(mix(self.word(run.start.wrapping_sub(1)), between.place));
        sink.push(mix(near(run.len()), back));
        sink.push(mix(sure(run.margin, run.len()), between.place));
        sink.push(mix(self.word(cue.start), between.place));
        sink.push(mix(self.word(cue.end), between.place));
        sink.push(mix(self.word(cue.start.wrapping_sub(1)), between.place));
        sink.push(mix(self.between(main, source).place, between.place));
        sink.push(mix(self.between(main, source).roles, between.roles));
        sink.found
    }
}
