//! What JSON-LD and annotations share: addresses and the terms that are ours.

use record::DocumentMeta;
use serde_json::{Value, json};

/// The address of a document version: its hash.
pub(crate) fn version(document: &DocumentMeta) -> String {
    format!("urn:sha256:{}", document.sha256)
}

/// Terms that neither vocabulary has.
pub(crate) fn own_terms() -> Value {
    json!({
        "hustings": "https://example.org/hustings/terms#",
        "certainty": "hustings:certainty",
        "leafOrigin": "hustings:leafOrigin",
        "occurrence": "hustings:occurrence",
        "origin": {"@id": "hustings:origin", "@type": "@json"},
        "part": "hustings:part",
        "quote": "hustings:quote",
        "span": {"@id": "hustings:span", "@type": "@json"},
        "statement": {"@id": "hustings:statement", "@type": "@json"},
        "via": {"@id": "hustings:via", "@container": "@list"},
    })
}
