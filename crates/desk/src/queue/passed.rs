//! Questions that were left for later: they are asked after all others.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::book::{Database, Result, values};

/// Leaves a question for later.
pub fn pass(book: &dyn Database, item: &str, actor: &str, now: Timestamp) -> Result<()> {
    book.run(
        "INSERT INTO passed (item, actor, at) VALUES (?1, ?2, ?3) \
         ON CONFLICT (item) DO UPDATE SET actor = excluded.actor, at = excluded.at",
        values![item, actor, now.as_second()],
    )?;
    Ok(())
}

/// Forgets that a question was left for later: it was answered.
pub fn answered(book: &dyn Database, item: &str) -> Result<()> {
    book.run("DELETE FROM passed WHERE item = ?1", values![item])?;
    Ok(())
}

/// The questions that were left for later.
pub fn passed(book: &dyn Database) -> Result<BTreeSet<String>> {
    book.rows("SELECT item FROM passed", &[])?
        .iter()
        .map(|row| row.text(0))
        .collect()
}
