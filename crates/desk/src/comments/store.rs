//! Comments in the book. All SQL about them is here.

use jiff::{SignedDuration, Timestamp};

use super::{About, Checked, Comment, Held, State};
use crate::accounts::secret::Secret;
use crate::book::{BookError, Database, Result, Row, Value, note, values};

/// How long the hash of a sender's network is kept.
const SENDER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long the words of what was never published are kept.
const UNPUBLISHED: SignedDuration = SignedDuration::from_hours(180 * 24);

const COMMENT: &str =
    "id, about, kind, name, words, url, state, reason, made, moved, account FROM comment";

fn comment(row: &Row) -> Result<Comment> {
    let odd = |what: &str| BookError::Damaged(what.to_owned());
    Ok(Comment {
        id: row.int(0)?,
        about: row.text(1)?.parse().map_err(odd)?,
        kind: row.text(2)?.parse().map_err(odd)?,
        name: row.text(3)?,
        words: row.text(4)?,
        url: row.maybe_text(5)?,
        state: row.text(6)?.parse().map_err(odd)?,
        reason: row.maybe_text(7)?,
        made: row.time(8)?,
        moved: row.time(9)?,
        account: row.maybe_int(10)?,
    })
}

fn all(book: &dyn Database, condition: &str, values: &[Value]) -> Result<Vec<Comment>> {
    book.rows(&format!("SELECT {COMMENT} WHERE {condition}"), values)?
        .iter()
        .map(comment)
        .collect()
}

/// Adds a comment; it is held. `code` is what its author can ask for it by.
pub fn add(
    book: &dyn Database,
    about: &About,
    checked: &Checked,
    code: &Secret,
    sender: &[u8; 32],
    account: Option<i64>,
    now: Timestamp,
) -> Result<Comment> {
    let held = if is_repeat(book, checked)? && checked.held == Held::First {
        Held::Repeat
    } else {
        checked.held
    };
    let id = book.next("comment")?;
    book.run(
        "INSERT INTO comment (id, about, kind, name, words, url, state, reason, made, moved, account, code, digest, sender) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'held', ?7, ?8, ?8, ?9, ?10, ?11, ?12)",
        values![
            id,
            about.to_string(),
            checked.kind.word(),
            &checked.name,
            &checked.words,
            checked.url.as_ref(),
            held.word(),
            now.as_second(),
            account,
            &code.hash(),
            &checked.digest,
            sender,
        ],
    )?;
    note(
        book,
        now,
        "comments",
        "comment held",
        &id.to_string(),
        Some(held.word()),
    )?;
    one(book, id)?
        .ok_or_else(|| BookError::Damaged("a comment that was added is not there".to_owned()))
}

/// Whether the same words came before.
pub fn is_repeat(book: &dyn Database, checked: &Checked) -> Result<bool> {
    let found = book.row(
        "SELECT id FROM comment WHERE digest = ?1 LIMIT 1",
        values![&checked.digest],
    )?;
    Ok(found.is_some())
}

/// One comment.
pub fn one(book: &dyn Database, id: i64) -> Result<Option<Comment>> {
    Ok(all(book, "id = ?1", values![id])?.pop())
}

/// Where a comment is on its way.
pub fn state_of(book: &dyn Database, id: i64) -> Result<Option<State>> {
    Ok(one(book, id)?.map(|comment| comment.state))
}

/// The comment of a code.
pub fn by_code(book: &dyn Database, code: &Secret) -> Result<Option<Comment>> {
    Ok(all(book, "code = ?1", values![&code.hash()])?.pop())
}

/// The comments of an account, the newest first.
pub fn by_account(book: &dyn Database, account: i64) -> Result<Vec<Comment>> {
    all(book, "account = ?1 ORDER BY id DESC", values![account])
}

/// What everybody can read about something, the oldest first. What was removed stays as a gap where others followed.
pub fn published(book: &dyn Database, about: &About) -> Result<Vec<Comment>> {
    all(
        book,
        "about = ?1 AND state = 'published' ORDER BY id",
        values![about.to_string()],
    )
}

/// Everything that came about something.
pub fn about(book: &dyn Database, about: &About) -> Result<Vec<Comment>> {
    all(book, "about = ?1 ORDER BY id", values![about.to_string()])
}

/// Which comments wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Remarks, for moderators.
    Remarks,
    /// What is about one claim, for the review queue.
    Claims,
}

impl Waiting {
    const fn condition(self) -> &'static str {
        match self {
            Self::Remarks => "state = 'held' AND kind = 'remark'",
            Self::Claims => "state = 'held' AND kind <> 'remark'",
        }
    }
}

/// The comments that wait, the oldest first; programs last.
pub fn waiting(book: &dyn Database, which: Waiting, most: i64) -> Result<Vec<Comment>> {
    let condition = format!("{} ORDER BY reason = ?1, id LIMIT ?2", which.condition());
    all(book, &condition, values![Held::Trap.word(), most])
}

/// The comments in a state, the last that came to it first.
pub fn in_state(book: &dyn Database, state: State, most: i64) -> Result<Vec<Comment>> {
    all(
        book,
        "state = ?1 ORDER BY moved DESC, id DESC LIMIT ?2",
        values![state.word(), most],
    )
}

/// How many wait, and since when the oldest does.
pub fn waiting_counts(book: &dyn Database, which: Waiting) -> Result<(i64, Option<Timestamp>)> {
    let sql = format!(
        "SELECT count(*), min(made) FROM comment WHERE {}",
        which.condition()
    );
    match book.row(&sql, &[])? {
        Some(row) => Ok((row.int(0)?, row.maybe_time(1)?)),
        None => Ok((0, None)),
    }
}

/// Moves a comment as a moderator decides, if it is still where the moderator saw it. Whether it was.
pub fn moderate(
    book: &dyn Database,
    id: i64,
    seen: State,
    next: State,
    actor: &str,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<bool> {
    if !seen.may_become(next) {
        return Ok(false);
    }
    let moved = book.run(
        "UPDATE comment SET state = ?3, reason = ?4, moved = ?5 WHERE id = ?1 AND state = ?2",
        values![id, seen.word(), next.word(), reason, now.as_second()],
    )?;
    if moved == 0 {
        return Ok(false);
    }
    let kind = format!("comment {}", next.word());
    note(book, now, actor, &kind, &id.to_string(), reason)?;
    if next == State::Destroyed {
        blank(book, id)?;
    }
    Ok(true)
}

/// Destroys the words of a comment, whatever its state.
pub fn destroy(
    book: &dyn Database,
    id: i64,
    actor: &str,
    reason: &str,
    now: Timestamp,
) -> Result<bool> {
    match state_of(book, id)? {
        Some(state) => moderate(book, id, state, State::Destroyed, actor, Some(reason), now),
        None => Ok(false),
    }
}

/// Takes a comment back, as its author: the words, the name and the hash of the network are deleted.
pub fn remove(book: &dyn Database, comment: &Comment, now: Timestamp) -> Result<()> {
    if matches!(comment.state, State::Removed | State::Destroyed) {
        return Ok(());
    }
    book.run(
        "UPDATE comment SET state = 'removed', reason = NULL, moved = ?2 WHERE id = ?1",
        values![comment.id, now.as_second()],
    )?;
    blank(book, comment.id)?;
    note(
        book,
        now,
        "its author",
        "comment removed",
        &comment.id.to_string(),
        None,
    )
}

fn blank(book: &dyn Database, id: i64) -> Result<()> {
    book.run(
        "UPDATE comment SET name = '', words = '', url = NULL, sender = NULL, account = NULL, digest = ?2 WHERE id = ?1",
        values![id, b"".as_slice()],
    )?;
    Ok(())
}

/// Deletes what has been kept for long enough: hashes of networks, and the words of what was never published. How many rows.
pub fn tidy(book: &dyn Database, now: Timestamp) -> Result<u64> {
    let mut done = book.run(
        "UPDATE comment SET sender = NULL WHERE sender IS NOT NULL AND made <= ?1",
        values![(now - SENDER).as_second()],
    )?;
    let old = all(
        book,
        "state = 'hidden' AND moved <= ?1 ORDER BY id",
        values![(now - UNPUBLISHED).as_second()],
    )?;
    for comment in old {
        let why = "kept for 180 days and not published";
        moderate(
            book,
            comment.id,
            State::Hidden,
            State::Destroyed,
            "comments",
            Some(why),
            now,
        )?;
        done += 1;
    }
    Ok(done)
}

/// Every comment, for the newsroom's own keeping; the oldest first.
pub fn export(book: &dyn Database) -> Result<Vec<Comment>> {
    all(book, "1 = 1 ORDER BY id", &[])
}
