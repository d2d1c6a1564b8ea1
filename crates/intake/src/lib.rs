//! Files, folders and standard input → documents.
