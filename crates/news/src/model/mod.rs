//! The trained reader of attributions: who said what, by a small encoder that runs on the processor.
//!
//! A text falls into words (`words`), pieces (`pieces`) and windows (`window`); the encoder gives every piece a vector
//! (`encoder`); a CRF tags the words and a linker ties the runs (`decode`). `weights` reads the model's file, which the
//! binary carries. How it was trained, on what, and how well it reads: `training/reader/README.md`.

mod decode;
mod encoder;
mod pieces;
mod weights;
mod window;
mod words;

use claim::Span;
use rten_gemm::GemmError;

use crate::Attribution;
use decode::{Linked, Read, Run};
pub use weights::ModelError;
use weights::Weights;
use window::{SIZE, Window};
use words::Word;

/// The model that the binary carries.
static CARRIED: &[u8] = include_bytes!("../../data/reader.safetensors");

/// So many pieces are read at once: enough to fill the kernels, few enough to stay in the processor's caches.
const BATCH: usize = 512;

/// A trained reader of attributions.
pub struct Model {
    weights: Weights,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model")
            .field("name", &self.weights.name)
            .finish_non_exhaustive()
    }
}

impl Model {
    /// The model that the binary carries.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where the file is damaged.
    pub fn carried() -> Result<Self, ModelError> {
        Self::load(CARRIED)
    }

    /// A model of another file.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where the file is damaged or of another make.
    pub fn load(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Weights::load(bytes).map(|weights| Self { weights })
    }

    /// The model's name, with the hash of its weights, as records keep it.
    pub fn name(&self) -> &str {
        &self.weights.name
    }

    /// The attributions of a text, in the order of the text; spans in its code points.
    ///
    /// Time and memory are linear in the text's length.
    pub fn attributions(&self, text: &str) -> Vec<Attribution> {
        let words = words::words(text);
        let windows = window::windows(text, &words, &self.weights.pieces, SIZE);
        let mut found = Vec::new();
        let mut space = encoder::Space::default();
        let mut rest = windows.as_slice();
        while !rest.is_empty() {
            let mut pieces = 0;
            let count = rest
                .iter()
                .take_while(|window| {
                    pieces += window.ids.len();
                    pieces <= BATCH
                })
                .count()
                .max(1);
            let (batch, after) = rest.split_at(count);
            rest = after;
            // Shapes are those that the loader has checked, so a misfit cannot be; if it were, nobody would be credited.
            if let Ok(read) = self.batch(batch, &words, &mut space) {
                found.extend(read);
            }
        }
        found.sort_by_key(start);
        found
    }

    fn batch(
        &self,
        windows: &[Window],
        words: &[Word],
        space: &mut encoder::Space,
    ) -> Result<Vec<Attribution>, GemmError> {
        let hidden = self.weights.encoder.hidden();
        let vectors = self.weights.encoder.read(windows, space)?;
        let mut found = Vec::new();
        let mut rest = vectors.as_slice();
        for window in windows {
            let (vectors, after) = rest.split_at(window.ids.len() * hidden);
            rest = after;
            let read = Read {
                window,
                words,
                vectors,
                hidden,
            };
            let firsts = window
                .first
                .iter()
                .map(|piece| &vectors[piece * hidden..(piece + 1) * hidden]);
            let runs = decode::runs(&self.weights.crf.tags(firsts));
            let linked = self.weights.linker.link(&read, &runs);
            found.extend(linked.iter().map(|l| placed(l, window, words)));
        }
        Ok(found)
    }
}

/// An attribution's runs as spans of the text.
fn placed(linked: &Linked, window: &Window, words: &[Word]) -> Attribution {
    let span = |run: &Run| Span {
        start: words[window.start + run.0].chars.0,
        end: words[window.start + run.1].chars.1,
    };
    Attribution {
        source: linked.source.iter().map(span).collect(),
        cue: linked.cue.iter().map(span).collect(),
        content: linked.content.iter().map(span).collect(),
    }
}

fn start(attribution: &Attribution) -> usize {
    [&attribution.source, &attribution.cue, &attribution.content]
        .into_iter()
        .flatten()
        .map(|span| span.start)
        .min()
        .unwrap_or(0)
}
