//! The model's file: read where it lies, without copying or parsing.
//!
//! All numbers are little-endian. After a head of 64 bytes come four tables without gaps:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–7 | `HUSTFAST` |
//! | 8–11 | version of the format: 1 |
//! | 12–15 | zero |
//! | 16–23 | checksum of all that follows (`hash::checksum`) |
//! | 24–39 | sizes of the tables: places of the lexicon, lines of the tagger, weights of arcs, weights of the linker |
//! | 40–51 | scales of the weights of tagger, arcs and linker (`f32`) |
//! | 52–55 | the chance from which on a content run is doubted away (`f32`) |
//! | 56–63 | zero |
//! | then | lexicon: 8 bytes a place (`lexicon`) |
//! | then | tagger: 64 bytes a line, one line of a processor's cache |
//! | then | weights of arcs, `i16` |
//! | then | weights of the linker, `i16`, found by `hash::place` |
//!
//! A line of the tagger holds six features: six fingerprints (`u16`, 0 where free); 1 if a feature that belongs here lies
//! further on, or 0 (`u16`); zero (`u16`); then for each feature a weight a tag (seven `i8` and one that is 0). A feature
//! lies in the line that `hash::place` gives, or in one of the next ones if that is full.

use std::fmt;

use super::chain::{ARCS, SITES, Scores, Transitions};
use super::hash;
use super::lexicon::{self, Lexicon};
use super::linker::Weights;

const MAGIC: &[u8; 8] = b"HUSTFAST";
const VERSION: u32 = 1;
const HEAD: usize = 64;
/// The bytes of a line.
const LINE: usize = 64;
/// The features of a line.
const SLOTS: usize = 6;
/// Where the weights of a line begin.
const WEIGHTS: usize = LINE - 8 * SLOTS;
/// How many lines are looked into for a feature.
const LOOKS: usize = 4;
/// How many features are looked up together.
const TOGETHER: usize = 32;
/// One in every lane of 16 bits.
const LANES: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatError {
    /// They do not begin as a model does.
    NotAModel,
    /// They are of a version that is not known here.
    Version(u32),
    /// They are not as long as their head says.
    Length,
    /// Their checksum is another.
    Damaged,
    /// Their head has numbers that make no sense.
    Head,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(f, "this is not a model of the fast reader"),
            Self::Version(version) => write!(
                f,
                "the model is of version {version}, and version {VERSION} is read here"
            ),
            Self::Length => write!(f, "the model is cut off or has bytes too many"),
            Self::Damaged => write!(f, "the model is damaged: its checksum differs"),
            Self::Head => write!(f, "the model's head has numbers that make no sense"),
        }
    }
}

impl std::error::Error for FormatError {}

/// A model, over the bytes of its file.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    /// What is known of single words.
    pub lexicon: Lexicon<'a>,
    /// The weights of the chain.
    pub transitions: Transitions,
    /// The weights of the linker.
    pub linker: Linker<'a>,
    /// The chance from which on a content run is doubted away.
    pub doubt: f32,
    lines: &'a [u8],
    scale: f32,
}

/// The weights of the linker.
#[derive(Debug, Clone, Copy)]
pub struct Linker<'a> {
    weights: &'a [u8],
    scale: f32,
}

impl Weights for Linker<'_> {
    #[inline]
    fn weight(&self, feature: u64) -> f32 {
        let at = 2 * hash::place(feature, self.weights.len() / 2);
        let weight = self.weights.get(at..).and_then(<[u8]>::first_chunk);
        f32::from(i16::from_le_bytes(*weight.unwrap_or(&[0; 2]))) * self.scale
    }
}

fn number(bytes: &[u8], at: usize) -> Result<u32, FormatError> {
    let four = bytes.get(at..).and_then(<[u8]>::first_chunk);
    four.map(|four| u32::from_le_bytes(*four))
        .ok_or(FormatError::Length)
}

fn size(bytes: &[u8], at: usize) -> Result<usize, FormatError> {
    usize::try_from(number(bytes, at)?).map_err(|_| FormatError::Head)
}

fn real(bytes: &[u8], at: usize) -> Result<f32, FormatError> {
    let value = f32::from_bits(number(bytes, at)?);
    if value.is_finite() && (0.0..=1e6).contains(&value) {
        Ok(value)
    } else {
        Err(FormatError::Head)
    }
}

/// Cuts a table of `size` entries of `width` bytes off the front.
fn table<'a>(rest: &mut &'a [u8], size: usize, width: usize) -> Result<&'a [u8], FormatError> {
    let length = size.checked_mul(width).ok_or(FormatError::Length)?;
    let (table, after) = rest.split_at_checked(length).ok_or(FormatError::Length)?;
    *rest = after;
    Ok(table)
}

impl<'a> Model<'a> {
    /// Reads a model. Nothing is copied but the weights of the arcs.
    pub fn load(bytes: &'a [u8]) -> Result<Self, FormatError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(FormatError::NotAModel);
        }
        let version = number(bytes, 8)?;
        if version != VERSION {
            return Err(FormatError::Version(version));
        }
        let mut rest = bytes.get(HEAD..).ok_or(FormatError::Length)?;
        let stated = u64::from(number(bytes, 16)?) | u64::from(number(bytes, 20)?) << 32;
        if stated != hash::checksum(&bytes[24..]) {
            return Err(FormatError::Damaged);
        }
        let lexicon = table(&mut rest, size(bytes, 24)?, lexicon::PLACE)?;
        let lines = table(&mut rest, size(bytes, 28)?, LINE)?;
        let arcs = table(&mut rest, size(bytes, 32)?, 2)?;
        let linker = table(&mut rest, size(bytes, 36)?, 2)?;
        if !rest.is_empty() {
            return Err(FormatError::Length);
        }
        if arcs.len() != 2 * SITES * ARCS {
            return Err(FormatError::Head);
        }
        let arc_scale = real(bytes, 44)?;
        let weights = arcs
            .as_chunks()
            .0
            .iter()
            .map(|two| f32::from(i16::from_le_bytes(*two)) * arc_scale)
            .collect();
        Ok(Self {
            lexicon: Lexicon::new(lexicon),
            transitions: Transitions { weights },
            linker: Linker {
                weights: linker,
                scale: real(bytes, 48)?,
            },
            doubt: real(bytes, 52)?,
            lines,
            scale: real(bytes, 40)?,
        })
    }

    /// What the tags of a token score, by its features.
    ///
    /// The table is larger than a processor's near caches, so the time goes into waiting for its lines. Features are
    /// looked up many together, without branches, so that the waits overlap.
    #[inline]
    pub fn scores(&self, features: &[u64]) -> Scores {
        let (lines, _) = self.lines.as_chunks::<LINE>();
        let mut sums = [0_i16; 8];
        for some in features.chunks(TOGETHER) {
            let mut heads = [0_u128; TOGETHER];
            for (head, &feature) in heads.iter_mut().zip(some) {
                *head = lines
                    .get(hash::place(feature, lines.len()))
                    .map_or(0, head_of);
            }
            for (&head, &feature) in heads.iter().zip(some) {
                let at = hash::place(feature, lines.len());
                let slot = slot_of(head, fingerprint(feature));
                if slot < SLOTS {
                    add(&mut sums, lines.get(at), slot);
                } else if overflows(head) {
                    further(&mut sums, lines, at, feature);
                }
            }
        }
        sums.map(|sum| f32::from(sum) * self.scale)
    }
}

/// The fingerprints and the mark of a line.
#[inline]
fn head_of(line: &[u8; LINE]) -> u128 {
    line.first_chunk()
        .map_or(0, |head| u128::from_le_bytes(*head))
}

/// The first lane of a head that holds the fingerprint; beyond the slots if none does.
#[inline]
fn slot_of(head: u128, print: u16) -> usize {
    let other = head ^ (LANES * u128::from(print));
    // The lowest lane that is zero keeps its high bit here; what is above it does not matter.
    let zero = other.wrapping_sub(LANES) & !other & (LANES << 15);
    zero.trailing_zeros() as usize / 16
}

/// Whether features that belong to a line lie further on.
#[inline]
fn overflows(head: u128) -> bool {
    head >> (16 * SLOTS) & 1 == 1
}

/// Adds the weights of a slot. A sum of 258 of them fits; a token has fewer features.
#[inline]
fn add(sums: &mut [i16; 8], line: Option<&[u8; LINE]>, slot: usize) {
    let weights: Option<&[u8; 8]> = line
        .and_then(|line| line.get(WEIGHTS + 8 * slot..))
        .and_then(<[u8]>::first_chunk);
    if let Some(weights) = weights {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
        }
    }
}

/// Looks a feature up in the lines after its own.
#[cold]
fn further(sums: &mut [i16; 8], lines: &[[u8; LINE]], mut at: usize, feature: u64) {
    for _ in 1..LOOKS {
        at = if at + 1 >= lines.len() { 0 } else { at + 1 };
        let head = lines.get(at).map_or(0, head_of);
        let slot = slot_of(head, fingerprint(feature));
        if slot < SLOTS {
            return add(sums, lines.get(at), slot);
        }
    }
}

/// The low bits of a feature, never 0.
#[inline]
fn fingerprint(feature: u64) -> u16 {
    ((feature & 0xffff) as u16).max(1)
}

/// What a model is made of.
#[cfg(any(test, feature = "train"))]
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The bytes of the lexicon.
    pub lexicon: &'a [u8],
    /// The features with their weights, those that matter most first.
    pub features: &'a [(u64, [i8; 8])],
    /// The lines to put them into.
    pub lines: usize,
    /// The weights of arcs.
    pub arcs: &'a [i16],
    /// The weights of the linker.
    pub linker: &'a [i16],
    /// The scales of tagger, arcs and linker.
    pub scales: [f32; 3],
    /// The chance from which on a content run is doubted away.
    pub doubt: f32,
}

#[cfg(any(test, feature = "train"))]
impl Parts<'_> {
    /// The bytes of the model, and how many features found no place.
    pub fn write(&self) -> (Vec<u8>, usize) {
        let (lines, lost) = self.lines();
        let mut tail = Vec::new();
        let sizes = [
            self.lexicon.len() / lexicon::PLACE,
            self.lines,
            self.arcs.len(),
            self.linker.len(),
        ];
        for size in sizes {
            tail.extend(u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
        }
        for real in self.scales.iter().chain([&self.doubt]) {
            tail.extend(real.to_le_bytes());
        }
        tail.extend([0; 8]);
        tail.extend(self.lexicon);
        tail.extend(lines);
        tail.extend(self.arcs.iter().flat_map(|w| w.to_le_bytes()));
        tail.extend(self.linker.iter().flat_map(|w| w.to_le_bytes()));
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(hash::checksum(&tail).to_le_bytes());
        bytes.extend(tail);
        (bytes, lost)
    }

    fn lines(&self) -> (Vec<u8>, usize) {
        let mut bytes = vec![0; self.lines * LINE];
        let (lines, _) = bytes.as_chunks_mut::<LINE>();
        let mut lost = 0;
        'features: for (feature, weights) in self.features {
            let print = fingerprint(*feature);
            let first = hash::place(*feature, self.lines);
            for look in 0..LOOKS.min(self.lines) {
                let line = &mut lines[(first + look) % self.lines];
                for slot in 0..SLOTS {
                    let found = u16::from_le_bytes([line[2 * slot], line[2 * slot + 1]]);
                    if found == print {
                        // Two features that cannot be told apart: the one that matters more stays.
                        lost += 1;
                        continue 'features;
                    }
                    if found == 0 {
                        line[2 * slot..2 * slot + 2].copy_from_slice(&print.to_le_bytes());
                        for (byte, weight) in line[WEIGHTS + 8 * slot..].iter_mut().zip(weights) {
                            *byte = weight.cast_unsigned();
                        }
                        if look > 0 {
                            lines[first][2 * SLOTS] = 1;
                        }
                        continue 'features;
                    }
                }
            }
            lost += 1;
        }
        (bytes, lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: Scores, b: Scores) -> bool {
        a.map(f32::to_bits) == b.map(f32::to_bits)
    }

    #[test]
    fn weights_are_found_again() {
        let features: Vec<(u64, [i8; 8])> = (1..=500_u64)
            .map(|n| (hash::mix(n, 9), [(n % 100) as i8, -3, 0, 0, 0, 0, 1, 0]))
            .collect();
        let parts = Parts {
            lexicon: &[],
            features: &features,
            lines: 200,
            arcs: &vec![5; SITES * ARCS],
            linker: &[1, -2],
            scales: [0.5, 2.0, 1.0],
            doubt: 0.5,
        };
        let (bytes, lost) = parts.write();
        assert_eq!(lost, 0);
        let model = Model::load(&bytes).unwrap();
        for (feature, weights) in &features {
            let expected = weights.map(|w| f32::from(w) * 0.5);
            assert!(same(model.scores(&[*feature]), expected));
        }
        assert!(same(model.scores(&[hash::mix(1000, 9)]), [0.0; 8]));
        assert_eq!(model.transitions.weights[7].to_bits(), 10.0_f32.to_bits());
        assert_eq!(model.linker.weight(0).to_bits(), 1.0_f32.to_bits());
        assert_eq!(
            model.linker.weight(u64::MAX).to_bits(),
            (-2.0_f32).to_bits()
        );
    }

    #[test]
    fn an_empty_model_finds_nothing_and_does_not_fail() {
        let parts = Parts {
            lexicon: &[],
            features: &[],
            lines: 0,
            arcs: &vec![0; SITES * ARCS],
            linker: &[],
            scales: [1.0; 3],
            doubt: 1.0,
        };
        let (bytes, _) = parts.write();
        let model = Model::load(&bytes).unwrap();
        assert!(same(model.scores(&[1, 2, 3]), [0.0; 8]));
        model.attributions("“No,” she said.");
    }
}
