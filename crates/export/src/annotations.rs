//! W3C Web Annotations as JSON Lines: one claim, one annotation, on one version of one document.
//!
//! The selectors count code points, as the recommendation asks, in the headline or the text as they were hashed; the state
//! says which version that is, by its hash and by when it was seen. The words around the quote are at most 32 code points
//! on either side: enough to find it again, too few to republish anything.

use std::io::Write;

use claim::Part;
use record::{DocumentId, HandedClaim, HandedDocument};
use serde_json::{Value, json};

use crate::Result;
use crate::schema_org::{own_terms, version};

/// How many code points stand on either side of a quote.
const AROUND: usize = 32;

/// Writes annotations. `documents` gives a document with its words.
pub struct Writer<W, D> {
    out: W,
    documents: D,
    last: Option<HandedDocument>,
}

impl<W, D> std::fmt::Debug for Writer<W, D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl<W: Write, D: FnMut(DocumentId) -> Result<HandedDocument>> Writer<W, D> {
    /// Writes to `out`.
    pub fn new(out: W, documents: D) -> Self {
        Self {
            out,
            documents,
            last: None,
        }
    }

    /// Writes an annotation.
    pub fn claim(&mut self, handed: &HandedClaim) -> Result<()> {
        let id = handed.held.document.document;
        let document = match self.last.take() {
            Some(last) if last.document.meta.document == id => last,
            _ => (self.documents)(id)?,
        };
        serde_json::to_writer(&mut self.out, &annotation(handed, &document)?)?;
        self.out.write_all(b"\n")?;
        self.last = Some(document);
        Ok(())
    }
}

fn annotation(handed: &HandedClaim, document: &HandedDocument) -> Result<Value> {
    let held = &handed.held;
    let meta = &held.document;
    let place = held.place;
    let mut selectors = Vec::new();
    if let Some(quote) = quote(handed, document) {
        selectors.push(quote);
    }
    selectors.push(json!({
        "type": "TextPositionSelector",
        "start": place.span.start,
        "end": place.span.end,
    }));
    let source = meta.url.clone().unwrap_or_else(|| version(meta));
    Ok(json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", own_terms()],
        "id": format!("urn:hustings:claim:{}", held.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": serde_json::to_string(&held.claim)?,
        },
        "target": {
            "type": "SpecificResource",
            "source": source,
            "part": match place.part {
                Part::Title => "title",
                Part::Text => "text",
            },
            "state": [
                {"type": "TimeState", "sourceDate": meta.first_seen.to_string()},
                {"type": "hustings:HashState", "value": version(meta), "hustings:version": meta.version},
            ],
            "selector": selectors,
        },
    }))
}

/// The quote with what stands around it; nothing where its words were destroyed. Of a document whose words are not held
/// there is nothing around it.
fn quote(handed: &HandedClaim, document: &HandedDocument) -> Option<Value> {
    let exact = &handed.held.claim.quote;
    if exact.is_empty() {
        return None;
    }
    let mut selector = json!({"type": "TextQuoteSelector", "exact": exact});
    if !document.held {
        return Some(selector);
    }
    let place = handed.held.place;
    let words = match place.part {
        Part::Title => &document.document.meta.title,
        Part::Text => &document.document.text,
    };
    let before = place.span.start.min(AROUND);
    let prefix: String = words
        .chars()
        .skip(place.span.start - before)
        .take(before)
        .collect();
    let suffix: String = words.chars().skip(place.span.end).take(AROUND).collect();
    selector["prefix"] = prefix.into();
    selector["suffix"] = suffix.into();
    Some(selector)
}
