//! The fast reader of attributions: who says what, in spans, by a model of our own training.
//!
//! A text falls into tokens (`token`) and its layout (`layout`): paragraphs, sentences, quotations. For each token the
//! tagger looks at some hundred features (`features`), whose weights are found by hash in a table of the model
//! (`format`), and finds the best path of tags (`chain`). The runs of tags (`runs`) are linked to attributions
//! (`linker`, `candidate`). Another tagger's runs can be linked by the same linker: make `Runs` of them and call `link`; only
//! `Run::margin` is in the measure of this tagger. Training uses the same code for features (`training/fast`).

pub mod candidate;
pub mod chain;
pub mod features;
pub mod format;
pub mod hash;
pub mod layout;
pub mod lexicon;
pub mod linker;
pub mod runs;
pub mod token;

use std::sync::LazyLock;

use claim::Span;

use crate::Attribution;
use features::Paragraph;
use format::{FormatError, Model};
use layout::Layout;
use linker::Linked;
use runs::{Run, Runs};
use token::Token;

static MODEL: LazyLock<Result<Model<'static>, FormatError>> =
    LazyLock::new(|| Model::load(include_bytes!("../../data/fast.model")));

/// The model of this crate. A test sees to it that it can be read.
pub fn model() -> Result<&'static Model<'static>, FormatError> {
    MODEL.as_ref().map_err(|error| *error)
}

/// Who says what in a text, by the model of this crate, in the order of the text.
pub fn attributions(text: &str) -> Vec<Attribution> {
    model()
        .map(|model| model.attributions(text))
        .unwrap_or_default()
}

impl Model<'_> {
    /// Who says what in a text, in the order of the text.
    pub fn attributions(&self, text: &str) -> Vec<Attribution> {
        let mut tokens = token::tokens(text, &self.lexicon);
        let layout = Layout::of(&mut tokens);
        let runs = self.tag(&tokens, &layout);
        let runs = Runs {
            tokens: &tokens,
            layout: &layout,
            runs: &runs,
        };
        spans(&runs, &runs.link(&self.linker, self.doubt))
    }

    /// The runs that the tagger finds.
    pub fn tag(&self, tokens: &[Token], layout: &Layout) -> Vec<Run> {
        let mut found = Vec::new();
        let (mut features, mut scores, mut sites) = (Vec::new(), Vec::new(), Vec::new());
        for (number, &(start, _)) in layout.paragraphs.iter().enumerate() {
            let paragraph = Paragraph::new(tokens, layout, number);
            scores.clear();
            sites.clear();
            for at in 0..paragraph.len() {
                features.clear();
                paragraph.features(at, &mut features);
                scores.push(self.scores(&features));
                sites.push(paragraph.site(at));
            }
            let tags = chain::best(&scores, &sites, &self.transitions);
            runs::runs(&tags, &scores, start, &mut found);
        }
        found
    }
}

/// The attributions of linked runs, in the order of the text.
pub fn spans(runs: &Runs<'_>, linked: &[Linked]) -> Vec<Attribution> {
    let span = |run: &Run| {
        let first = runs.tokens.get(run.start).map_or(0, |t| t.first);
        let last = run.end.checked_sub(1).and_then(|at| runs.tokens.get(at));
        Span::new(first, last.map_or(first, |t| t.last))
    };
    let spans = |list: &[usize]| -> Vec<Span> {
        list.iter()
            .filter_map(|&at| runs.runs.get(at))
            .map(span)
            .collect()
    };
    let mut found: Vec<Attribution> = linked
        .iter()
        .map(|linked| Attribution {
            source: spans(linked.source.as_slice()),
            cue: spans(linked.cue.as_slice()),
            content: spans(&linked.content),
        })
        .collect();
    let first = |a: &Attribution| {
        let all = a.source.iter().chain(&a.cue).chain(&a.content);
        all.map(|span| span.start).min()
    };
    found.sort_by_key(|a| (first(a), a.content.first().map(|span| span.start)));
    found
}
