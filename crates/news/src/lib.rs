//! A report's text → attributions → claims. Never fails: returns claims *and* complaints.
//!
//! The way of a report: page furniture is dropped with a complaint (`boilerplate`); title and text fall into paragraphs
//! and sentences (`segment`); `From NBC:` opens a block that is that outlet's voice (`block`); people, outlets, offices,
//! dates and figures are found (`mention`, `person`, `date`, `figure`); each sentence gets a tagged form
//! (`sentence`), over which the rules of `data/patterns/` are written (`pattern`); cues credit people with what they
//! said (`frame`, `attribution`, `source`); the kinds read their claims (`kinds`); the voice at each claim's place is its
//! origin (`voice`); and each fact stays once per origin (`once`).
//!
//! Patterns have the face of the `regex` crate (`search`), and run over one byte a character (`form`) where a text may hold
//! them (`need`, `grams`), behind a sieve (`engine`).

use std::collections::BTreeMap;

use claim::{Claim, Complaint, Occurrence, Part, Place, Report, Span};
use serde::Serialize;

mod aside;
mod attribution;
mod ballot;
mod block;
mod boilerplate;
mod clause;
mod cycle;
mod date;
mod described;
mod description;
mod document;
mod engine;
#[doc(hidden)]
pub mod fast;
mod fields;
mod figure;
mod form;
mod frame;
mod grams;
mod hedge;
mod introduction;
mod kinds;
mod lexicon;
mod mention;
mod model;
mod need;
mod once;
mod passage;
mod pattern;
mod person;
mod presidency;
mod quotation;
mod race;
mod reader;
mod reference;
mod relay;
mod said;
mod search;
mod segment;
mod sentence;
mod shares;
mod showing;
mod sought;
mod source;
mod speaker;
mod stage;
mod steps;
mod subject;
mod told;
mod trained;
mod voice;

use attribution::Credits;
use document::Document;
use kinds::Draft;
pub use model::{Model, ModelError};
pub use reader::Reader;
use sentence::Sentence;
use voice::Voices;

/// Who says what: spans in code points of the report's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Attribution {
    /// Who is credited; empty where the source is only implied.
    pub source: Vec<Span>,
    /// The words that credit them: `said`, `according to`.
    pub cue: Vec<Span>,
    /// What they are credited with.
    pub content: Vec<Span>,
}

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Who says what, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// The claims, in the order of the text (those of the title first).
    pub claims: Vec<Occurrence>,
    /// The outlets whose reporting this report passes on as a whole (`From NBC:`, `according to the report`).
    pub relays: Vec<String>,
}

/// Reads a report by rules alone, as [`Reader::Rules`] does.
pub fn read(report: &Report) -> (Reading, Vec<Complaint>) {
    read_marked(report, None)
}

/// Reads a report, with the attributions that a trained reader found in its text.
fn read_marked(report: &Report, marked: Option<Vec<Attribution>>) -> (Reading, Vec<Complaint>) {
    let (document, complaints) = Document::new(report);
    let credits = Credits::of(&document, marked.as_deref().unwrap_or_default());
    let drafts = kinds::read(&document);
    let voices = Voices::new(&document, &credits);
    let found: Vec<Occurrence> = drafts
        .iter()
        .flat_map(|draft| occurrences(&document, &voices, draft))
        .collect();
    let reading = Reading {
        attributions: marked.unwrap_or_else(|| attributions(&document, &credits)),
        claims: once::once(found),
        relays: relay::relays(&document, &credits),
    };
    (reading, complaints)
}

/// The tagged form of every sentence, with its credits.
fn explain(report: &Report, marked: &[Attribution]) -> String {
    let (document, _) = Document::new(report);
    let credits = Credits::of(&document, marked);
    let mut out = String::new();
    for (sentence, said) in document.sentences.iter().zip(&credits.said) {
        let text = &sentence.tagged.text;
        out.push_str(&format!("{text}\n"));
        for said in said {
            let words = |range: attribution::Range| text.get(range.0..range.1).unwrap_or_default();
            let content: Vec<_> = said.content.iter().map(|range| words(*range)).collect();
            let origins: Vec<_> = said
                .credits
                .iter()
                .map(|id| &credits.all[*id].origin)
                .collect();
            let (source, cue) = (words(said.source), words(said.cue));
            out.push_str(&format!("    {source:?} {cue:?} {content:?} {origins:?}\n"));
        }
    }
    out
}

/// A draft with its quote, once for each voice that is responsible for it.
fn occurrences(document: &Document<'_>, voices: &Voices<'_, '_>, draft: &Draft) -> Vec<Occurrence> {
    let sentence = &document.sentences[draft.sentence];
    let span = sentence.span(draft.range.0, draft.range.1);
    let place = Place {
        part: sentence.piece.part,
        span,
    };
    let start = span.start.saturating_sub(sentence.piece.char_at);
    let quote: String = sentence
        .piece
        .text
        .chars()
        .skip(start)
        .take(span.len())
        .collect();
    let certainty = hedge::certainty(&sentence.tagged.text, draft, document.published());
    voices
        .of(draft)
        .into_iter()
        .map(|voice| Occurrence {
            claim: Claim {
                statement: draft.statement.clone(),
                quote: quote.clone(),
                certainty,
                origin: voice.origin,
                via: voice.via,
            },
            place,
            terms: voice.terms,
        })
        .collect()
}

/// Spans in order, those of sentences that follow each other as one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut found: Vec<Span> = Vec::new();
    for span in spans {
        match found.last_mut() {
            Some(last) if span.start <= last.end + 1 => last.end = last.end.max(span.end),
            _ => found.push(span),
        }
    }
    found
}

/// The credits of the text (those of the title have no place in it), with all that each speaker says in one place.
fn attributions(document: &Document<'_>, credits: &Credits) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut of_credit: BTreeMap<usize, usize> = BTreeMap::new();
    let body = || {
        document
            .sentences
            .iter()
            .zip(&credits.said)
            .filter(|(sentence, _)| sentence.piece.part != Part::Title)
            .flat_map(|(sentence, said)| said.iter().map(move |said| (sentence, said)))
    };
    let spans = |sentence: &Sentence<'_>, ranges: &[attribution::Range]| -> Vec<Span> {
        ranges
            .iter()
            .filter(|(start, end)| start < end)
            .map(|(start, end)| sentence.span_with_marks(*start, *end))
            .filter(|span| !span.is_empty())
            .collect()
    };
    let named = |said: &attribution::Said| said.source.0 < said.source.1 || said.cue.0 < said.cue.1;
    for (sentence, said) in body().filter(|(_, said)| named(said)) {
        for id in &said.credits {
            of_credit.entry(*id).or_insert(found.len());
        }
        let said = said.with_that(&sentence.tagged.text);
        found.push(Attribution {
            source: spans(sentence, &[said.source]),
            cue: spans(sentence, &[said.cue]),
            content: spans(sentence, &said.content),
        });
    }
    // What goes on in other sentences belongs to the credit that names the speaker.
    for (sentence, said) in body().filter(|(_, said)| !named(said)) {
        let content = spans(sentence, &said.content);
        match said.credits.iter().find_map(|id| of_credit.get(id)) {
            Some(at) => found[*at].content.extend(content),
            None => found.push(Attribution {
                content,
                ..Attribution::default()
            }),
        }
    }
    for attribution in &mut found {
        attribution.content = joined(std::mem::take(&mut attribution.content));
    }
    found.sort_by_key(|a| {
        a.source
            .first()
            .or(a.content.first())
            .map_or(0, |span| span.start)
    });
    found
}
