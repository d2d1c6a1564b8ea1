//! Accounts in the book. All SQL about them is here.

mod sessions;
mod tokens;

use jiff::Timestamp;

use super::secret::Secret;
use super::{Account, AccountError, LINK, Role};
use crate::book::{BookError, Database, Result, Row, note, values};

pub use sessions::{
    end_all_sessions, end_session, end_session_called, mark, session, sessions, sign_in,
};
pub use tokens::{end_token, make_token, token, tokens};

/// The columns of an account, in the order in which [`account`] reads them.
const ACCOUNT: &str = "a.id, a.name, a.role, a.password IS NOT NULL, a.keys, a.made, a.ended";

fn account(row: &Row) -> Result<Account> {
    Ok(Account {
        id: row.int(0)?,
        name: row.text(1)?,
        role: role(row, 2)?,
        set_up: row.int(3)? != 0,
        keys: row.int(4)? != 0,
        made: row.time(5)?,
        ended: row.maybe_time(6)?,
    })
}

fn role(row: &Row, column: usize) -> Result<Role> {
    row.text(column)?
        .parse()
        .map_err(|what: &str| BookError::Damaged(what.to_owned()))
}

/// Every account, those that have ended included, by name.
pub fn accounts(book: &dyn Database) -> Result<Vec<Account>> {
    book.rows(
        &format!("SELECT {ACCOUNT} FROM account a ORDER BY a.name"),
        &[],
    )?
    .iter()
    .map(account)
    .collect()
}

/// The account of a name, unless it has ended.
pub fn find(book: &dyn Database, name: &str) -> Result<Account, AccountError> {
    let name = super::name(name).map_err(|_| AccountError::Nobody)?;
    let found = book.row(
        &format!("SELECT {ACCOUNT} FROM account a WHERE a.name = ?1 AND a.ended IS NULL"),
        values![name],
    )?;
    found
        .as_ref()
        .map(account)
        .transpose()?
        .ok_or(AccountError::Nobody)
}

/// What is held of the password of an account; nothing where there is no such account, or it was not set up.
pub fn hashed(book: &dyn Database, name: &str) -> Result<Option<String>> {
    let found = book.row(
        "SELECT password FROM account WHERE name = ?1 AND ended IS NULL AND password IS NOT NULL",
        values![name],
    )?;
    found.map(|row| row.text(0)).transpose()
}

/// Whether there is nobody yet who could look after accounts.
pub fn nobody_works_here(book: &dyn Database) -> Result<bool> {
    Ok(book
        .row(
            "SELECT id FROM account WHERE role = 'admin' AND ended IS NULL AND password IS NOT NULL",
            &[],
        )?
        .is_none())
}

/// Makes an account without a password.
pub fn make(
    book: &dyn Database,
    name: &str,
    role: Role,
    actor: &str,
    now: Timestamp,
) -> Result<Account, AccountError> {
    let name = super::name(name)?;
    if book
        .row("SELECT id FROM account WHERE name = ?1", values![&name])?
        .is_some()
    {
        return Err(AccountError::Taken);
    }
    let id = book.next("account")?;
    book.run(
        "INSERT INTO account (id, name, role, password, keys, made, ended) VALUES (?1, ?2, ?3, NULL, 1, ?4, NULL)",
        values![id, &name, role.word(), now.as_second()],
    )?;
    note(book, now, actor, "account made", &name, Some(role.word()))?;
    find(book, &name)
}

/// Makes a one-time link: for an account (whose earlier links end), or for whoever is to look after the desk first.
pub fn invite(
    book: &dyn Database,
    account: Option<&Account>,
    secret: &Secret,
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    let id = account.map(|account| account.id);
    let role = account.map_or(Role::Admin, |account| account.role);
    wipe_links(book, id)?;
    book.run(
        "INSERT INTO link (hash, account, role, made, ends, used) VALUES (?1, ?2, ?3, ?4, ?5, NULL)",
        values![&secret.hash(), id, role.word(), now.as_second(), (now + LINK).as_second()],
    )?;
    let about = account.map_or("the first account", |account| account.name.as_str());
    note(book, now, actor, "link made", about, None)
}

/// Ends the links of an account, or those of the first run.
pub fn wipe_links(book: &dyn Database, account: Option<i64>) -> Result<()> {
    match account {
        Some(id) => book.run("DELETE FROM link WHERE account = ?1", values![id])?,
        None => book.run("DELETE FROM link WHERE account IS NULL", &[])?,
    };
    Ok(())
}

/// Whom a link lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The account; none where its name is still to be chosen.
    pub account: Option<Account>,
    /// What it may do.
    pub role: Role,
}

/// Whom a link lets in, without using it: mail programs and previews open links.
pub fn invited(
    book: &dyn Database,
    secret: &Secret,
    now: Timestamp,
) -> Result<Invitation, AccountError> {
    let found = book
        .row(
            "SELECT account, role FROM link WHERE hash = ?1 AND used IS NULL AND ends > ?2",
            values![&secret.hash(), now.as_second()],
        )?
        .ok_or(AccountError::Link)?;
    let held = match found.maybe_int(0)? {
        // Once somebody looks after the desk, the link of the first run opens nothing.
        None if nobody_works_here(book)? => None,
        None => return Err(AccountError::Link),
        Some(id) => {
            let row = book.row(
                &format!("SELECT {ACCOUNT} FROM account a WHERE a.id = ?1 AND a.ended IS NULL"),
                values![id],
            )?;
            Some(account(row.as_ref().ok_or(AccountError::Link)?)?)
        }
    };
    Ok(Invitation {
        account: held,
        role: role(&found, 1)?,
    })
}

/// Uses a link: the account gets its password, and every session that it had ends. `name` is for the first run.
pub fn take_invitation(
    book: &dyn Database,
    secret: &Secret,
    name: &str,
    hashed: &str,
    now: Timestamp,
) -> Result<Account, AccountError> {
    let invitation = invited(book, secret, now)?;
    let account = match invitation.account {
        Some(account) => account,
        None => make(book, name, invitation.role, "first run", now)?,
    };
    book.run(
        "UPDATE link SET used = ?2 WHERE hash = ?1",
        values![&secret.hash(), now.as_second()],
    )?;
    set_password(book, &account, hashed, now)?;
    find(book, &account.name)
}

fn set_password(
    book: &dyn Database,
    account: &Account,
    hashed: &str,
    now: Timestamp,
) -> Result<()> {
    book.run(
        "UPDATE account SET password = ?2 WHERE id = ?1",
        values![account.id, hashed],
    )?;
    end_all_sessions(book, account.id)?;
    note(
        book,
        now,
        &account.name,
        "password set",
        &account.name,
        None,
    )
}

/// Changes a password; every session ends, and whoever changed it signs in anew.
pub fn change_password(
    book: &dyn Database,
    account: &Account,
    hashed: &str,
    now: Timestamp,
) -> Result<()> {
    wipe_links(book, Some(account.id))?;
    set_password(book, account, hashed, now)
}

/// Changes what an account may do: from its next request on.
pub fn change_role(
    book: &dyn Database,
    name: &str,
    role: Role,
    actor: &str,
    now: Timestamp,
) -> Result<Account, AccountError> {
    let held = find(book, name)?;
    if role != Role::Admin {
        another_admin(book, &held)?;
    }
    book.run(
        "UPDATE account SET role = ?2 WHERE id = ?1",
        values![held.id, role.word()],
    )?;
    let words = format!("{} → {role}", held.role);
    note(book, now, actor, "role changed", &held.name, Some(&words))?;
    find(book, &held.name)
}

/// Ends an account with its sessions, tokens and links. Its name stays taken, for acts name it.
pub fn end_account(
    book: &dyn Database,
    name: &str,
    actor: &str,
    now: Timestamp,
) -> Result<(), AccountError> {
    let held = find(book, name)?;
    another_admin(book, &held)?;
    let second = now.as_second();
    book.run(
        "UPDATE account SET ended = ?2, password = NULL WHERE id = ?1",
        values![held.id, second],
    )?;
    book.run(
        "UPDATE token SET ended = ?2 WHERE account = ?1 AND ended IS NULL",
        values![held.id, second],
    )?;
    end_all_sessions(book, held.id)?;
    wipe_links(book, Some(held.id))?;
    note(book, now, actor, "account ended", &held.name, None)?;
    Ok(())
}

fn another_admin(book: &dyn Database, held: &Account) -> Result<(), AccountError> {
    if held.role != Role::Admin || !held.set_up {
        return Ok(());
    }
    let another = book.row(
        "SELECT id FROM account WHERE role = 'admin' AND ended IS NULL AND password IS NOT NULL AND id <> ?1",
        values![held.id],
    )?;
    another.map(|_| ()).ok_or(AccountError::LastAdmin)
}

/// Whether keys work in the queue for this account.
pub fn set_keys(book: &dyn Database, account: i64, keys: bool) -> Result<()> {
    book.run(
        "UPDATE account SET keys = ?2 WHERE id = ?1",
        values![account, i64::from(keys)],
    )?;
    Ok(())
}

/// Holds a password otherwise: with the costs that are asked for now. Nothing else changes.
pub fn rehash(book: &dyn Database, account: i64, hashed: &str) -> Result<()> {
    book.run(
        "UPDATE account SET password = ?2 WHERE id = ?1",
        values![account, hashed],
    )?;
    Ok(())
}
