//! The description of the pages' JSON, as `OpenAPI` 3.1: made from the one list of pages, so that it cannot fall behind.

use serde_json::{Map, Value, json};

use crate::pages::{Field, KINDS, Kind};

/// The whole description.
pub fn document() -> Value {
    let paths: Map<String, Value> = KINDS
        .iter()
        .map(|kind| (path(kind), json!({ "get": operation(kind) })))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Hustings",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Every page as data. Take `.csv` for `.json` to get its first table, or another with `table`; fields are only ever added.",
        },
        "paths": paths,
    })
}

/// The path of a kind's JSON.
pub fn path(kind: &Kind) -> String {
    if kind.pattern.is_empty() {
        "/index.json".to_owned()
    } else {
        format!("/{}.json", kind.pattern)
    }
}

fn operation(kind: &Kind) -> Value {
    let mut parameters: Vec<Value> = kind
        .pattern
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    let cut = [
        (
            "as_of",
            "What was public by then: a moment, or a date, which means its last second in the race's zone.",
        ),
        (
            "recorded",
            "What the record held when this batch was the last.",
        ),
    ];
    parameters.extend(cut.iter().chain(kind.parameters).map(|(name, about)| {
        json!({"name": name, "in": "query", "description": about, "schema": {"type": "string"}})
    }));
    let properties: Map<String, Value> = kind
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), schema(field)))
        .collect();
    let required: Vec<&str> = kind
        .fields
        .iter()
        .filter(|field| !field.kind.ends_with('?'))
        .map(|field| field.name)
        .collect();
    json!({
        "operationId": kind.name,
        "summary": kind.about,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The page.", "content": {"application/json": {"schema": {
                "type": "object", "properties": properties, "required": required,
            }}}},
            "304": {"description": "It has not changed since the ETag that was sent."},
            "400": {"description": "The question cannot be understood."},
            "404": {"description": "There is no such page."},
        },
    })
}

fn schema(field: &Field) -> Value {
    match field.kind.strip_suffix('?') {
        Some(kind) => json!({"type": [kind, "null"], "description": field.about}),
        None => json!({"type": field.kind, "description": field.about}),
    }
}
