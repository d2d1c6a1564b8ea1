//! The append-only store: batches, documents, claims, identity edges; as-of queries, origins interval, race projection.

pub mod origins;
