//! The tagger's training: a conditional random field over the states of `news::fast::chain`, by stochastic gradient
//! (AdaGrad) with a decay of all weights.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use news::fast::chain::{self, ALL_ARCS, ARCS, SITES, STATES, Scores, TAGS, Transitions};

/// Features are hashes already.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map from features.
pub type Features<T> = HashMap<u64, T, BuildHasherDefault<Same>>;

/// One paragraph: `width` features a token by number, sites, and the tags of each annotator.
pub struct Sequence {
    pub article: usize,
    /// Its first token's number in the article.
    pub first: usize,
    pub features: Vec<u32>,
    pub sites: Vec<u8>,
    pub tags: Vec<Vec<u8>>,
}

/// A feature that is too rare to weigh.
pub const RARE: u32 = u32::MAX;

#[derive(Clone, Copy)]
pub struct Settings {
    pub rate: f32,
    pub decay: f32,
    pub epochs: usize,
    pub seed: u64,
    /// The share of features that a step does not see, so that weights do not lean on single ones.
    pub blind: f32,
}

pub struct Crf {
    pub width: usize,
    pub weights: Vec<[f32; 8]>,
    squares: Vec<[f32; 8]>,
    arcs: Vec<[f32; 2]>,
    pub transitions: Transitions,
}

/// Random numbers for shuffling (SplitMix64).
#[derive(Default)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            items.swap(at, other);
        }
    }
}

/// The weights of arcs are sums: of the arc, of its two tags at the site, and of the arc at the site.
const OWN: usize = 2 * ARCS;
const PAIRS: usize = SITES * TAGS * TAGS;

fn parts(site: u8, arc: usize, tags: u8) -> [usize; 3] {
    let own = if chain::begins(site) { ARCS } else { 0 } + arc;
    let pair = OWN + usize::from(site) * TAGS * TAGS + usize::from(tags);
    [own, pair, OWN + PAIRS + usize::from(site) * ARCS + arc]
}

impl Crf {
    pub fn new(features: usize, width: usize) -> Self {
        Self {
            width,
            weights: vec![[0.0; 8]; features],
            squares: vec![[0.0; 8]; features],
            arcs: vec![[0.0; 2]; OWN + PAIRS + SITES * ARCS],
            transitions: Transitions {
                weights: vec![0.0; SITES * ARCS],
            },
        }
    }

    pub fn scores(&self, sequence: &Sequence, into: &mut Vec<Scores>) {
        self.sum(&sequence.features, 1.0, into);
    }

    fn sum(&self, features: &[u32], factor: f32, into: &mut Vec<Scores>) {
        into.clear();
        for features in features.chunks_exact(self.width) {
            let mut sum = [0.0; 8];
            for &feature in features {
                if feature != RARE {
                    for (sum, weight) in sum.iter_mut().zip(&self.weights[feature as usize]) {
                        *sum += weight;
                    }
                }
            }
            into.push(sum.map(|sum| sum * factor));
        }
    }

    /// Sums the weights of the arcs at these sites.
    fn sum_arcs(&mut self, sites: &[u8]) {
        for &site in sites {
            for (arc, known) in ALL_ARCS.iter().enumerate() {
                let parts = parts(site, arc, known.tags);
                self.transitions.weights[usize::from(site) * ARCS + arc] =
                    parts.iter().map(|&part| self.arcs[part][0]).sum();
            }
        }
    }

    pub fn train(
        &mut self,
        sequences: &[&Sequence],
        settings: Settings,
        mut each: impl FnMut(usize, f64),
    ) {
        let mut random = Random(settings.seed);
        let mut order: Vec<usize> = (0..sequences.len()).collect();
        let mut work = Work {
            random: Random(settings.seed),
            ..Work::default()
        };
        // The weights that are kept are the mean over the second half of the training.
        let mut sums = vec![[0.0_f32; 8]; self.weights.len()];
        let mut arc_sums = vec![0.0_f32; self.arcs.len()];
        let mut summed = 0.0_f32;
        for epoch in 0..settings.epochs {
            random.shuffle(&mut order);
            let mut loss = 0.0;
            let rate = settings.rate * (1.0 - 0.9 * epoch as f32 / settings.epochs as f32);
            for (done, &at) in order.iter().enumerate() {
                let sequence = sequences[at];
                let tags = &sequence.tags[epoch % sequence.tags.len()];
                loss += self.step(sequence, tags, (rate, settings), &mut work);
                if done % 1000 == 999 {
                    let keep = 1.0 - settings.decay * rate;
                    self.weights.iter_mut().flatten().for_each(|w| *w *= keep);
                    self.arcs.iter_mut().for_each(|arc| arc[0] *= keep);
                }
                if done % 4000 == 3999 && 2 * epoch >= settings.epochs {
                    summed += 1.0;
                    for (sum, weight) in
                        sums.iter_mut().flatten().zip(self.weights.iter().flatten())
                    {
                        *sum += weight;
                    }
                    for (sum, arc) in arc_sums.iter_mut().zip(&self.arcs) {
                        *sum += arc[0];
                    }
                }
            }
            each(epoch, loss);
        }
        let all: Vec<u8> = (0..SITES as u8).collect();
        if summed > 0.0 {
            for (weight, sum) in self.weights.iter_mut().flatten().zip(sums.iter().flatten()) {
                *weight = sum / summed;
            }
            for (arc, sum) in self.arcs.iter_mut().zip(&arc_sums) {
                arc[0] = sum / summed;
            }
        }
        self.sum_arcs(&all);
    }

    fn step(
        &mut self,
        sequence: &Sequence,
        tags: &[u8],
        (rate, settings): (f32, Settings),
        work: &mut Work,
    ) -> f64 {
        work.seen.clear();
        work.seen.extend(sequence.features.iter().map(|&feature| {
            let blind = work.random.next() as u32 as f32 / u32::MAX as f32;
            if blind < settings.blind {
                RARE
            } else {
                feature
            }
        }));
        self.sum(&work.seen, 1.0 / (1.0 - settings.blind), &mut work.scores);
        work.used.clear();
        work.used.extend(&sequence.sites);
        work.used.sort_unstable();
        work.used.dedup();
        self.sum_arcs(&work.used);
        let loss = work.expect(&sequence.sites, &self.transitions, tags);
        for (features, gradient) in work.seen.chunks_exact(self.width).zip(&work.gradients) {
            if gradient.iter().all(|g| g.abs() < 2e-3) {
                continue;
            }
            for &feature in features {
                if feature == RARE {
                    continue;
                }
                let weights = &mut self.weights[feature as usize];
                let squares = &mut self.squares[feature as usize];
                for tag in 0..8 {
                    let g = gradient[tag];
                    squares[tag] += g * g;
                    weights[tag] -= rate * g / (squares[tag] + 1.0).sqrt();
                }
            }
        }
        for &site in &work.used {
            for (arc, known) in ALL_ARCS.iter().enumerate() {
                let g = work.arcs[usize::from(site) * ARCS + arc];
                if g == 0.0 {
                    continue;
                }
                for part in parts(site, arc, known.tags) {
                    let [weight, square] = &mut self.arcs[part];
                    *square += g * g;
                    *weight -= rate * g / (*square + 1.0).sqrt();
                }
            }
        }
        loss
    }
}

/// What one step needs.
#[derive(Default)]
pub struct Work {
    random: Random,
    seen: Vec<u32>,
    used: Vec<u8>,
    pub scores: Vec<Scores>,
    pub gradients: Vec<Scores>,
    arcs: Vec<f32>,
    exps: Vec<f32>,
    forward: Vec<[f32; STATES]>,
    factors: Vec<Scores>,
    norms: Vec<f32>,
}

impl Work {
    /// Forward and backward: the marginals of tags and arcs less those of the gold path. Returns the loss.
    fn expect(&mut self, sites: &[u8], transitions: &Transitions, gold: &[u8]) -> f64 {
        let arcs = &*ALL_ARCS;
        let n = sites.len();
        self.exps.resize(SITES * ARCS, 0.0);
        self.arcs.resize(SITES * ARCS, 0.0);
        for &site in &self.used {
            let here = usize::from(site) * ARCS..(usize::from(site) + 1) * ARCS;
            self.arcs[here.clone()].fill(0.0);
            for (exp, weight) in self.exps[here.clone()]
                .iter_mut()
                .zip(&transitions.weights[here])
            {
                *exp = weight.exp();
            }
        }
        self.forward.clear();
        self.factors.clear();
        self.norms.clear();
        let mut now = [0.0; STATES];
        now[0] = 1.0;
        let mut log = 0.0_f64;
        for (scores, &site) in self.scores.iter().zip(sites) {
            let top = scores[..TAGS].iter().copied().fold(f32::MIN, f32::max);
            let mut factors = [0.0; 8];
            for tag in 0..TAGS {
                factors[tag] = (scores[tag] - top).exp();
            }
            let mut next = [0.0; STATES];
            let exps = &self.exps[usize::from(site) * ARCS..][..ARCS];
            let anew = chain::begins(site);
            for (arc, exp) in arcs.iter().zip(exps) {
                let to = if anew { arc.anew } else { arc.to };
                next[usize::from(to)] += now[usize::from(arc.from)] * exp;
            }
            let mut norm = 0.0;
            for (state, value) in next.iter_mut().enumerate() {
                *value *= factors[chain::tag_of(state)];
                norm += *value;
            }
            let norm = norm.max(1e-30);
            next.iter_mut().for_each(|value| *value /= norm);
            log += f64::from(norm.ln() + top);
            self.forward.push(next);
            self.factors.push(factors);
            self.norms.push(norm);
            now = next;
        }
        let mut start = [0.0; STATES];
        start[0] = 1.0;
        let mut back = [1.0; STATES];
        self.gradients.clear();
        self.gradients.resize(n, [0.0; 8]);
        for at in (0..n).rev() {
            let before = if at == 0 {
                &start
            } else {
                &self.forward[at - 1]
            };
            let site = sites[at];
            let anew = chain::begins(site);
            let base = usize::from(site) * ARCS;
            for (state, (f, b)) in self.forward[at].iter().zip(&back).enumerate() {
                self.gradients[at][chain::tag_of(state)] += f * b;
            }
            let mut previous = [0.0; STATES];
            for (number, arc) in arcs.iter().enumerate() {
                let to = usize::from(if anew { arc.anew } else { arc.to });
                let value =
                    self.exps[base + number] * self.factors[at][chain::tag_of(to)] * back[to]
                        / self.norms[at];
                previous[usize::from(arc.from)] += value;
                self.arcs[base + number] += value * before[usize::from(arc.from)];
            }
            back = previous;
        }
        let mut state = 0_usize;
        let mut score = 0.0_f64;
        for (at, &tag) in gold.iter().enumerate() {
            let tag = usize::from(tag);
            let anew = chain::begins(sites[at]);
            let found = arcs.iter().position(|arc| {
                usize::from(arc.from) == state && usize::from(arc.tags) % TAGS == tag
            });
            let Some(number) = found else { break };
            let place = usize::from(sites[at]) * ARCS + number;
            self.arcs[place] -= 1.0;
            self.gradients[at][tag] -= 1.0;
            score += f64::from(transitions.weights[place] + self.scores[at][tag]);
            state = usize::from(if anew {
                arcs[number].anew
            } else {
                arcs[number].to
            });
        }
        log - score
    }
}
