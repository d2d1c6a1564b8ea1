//! Stories about accounts, without a server.

use jiff::{SignedDuration, Timestamp};

use super::secret::Secret;
use super::secret::tests::counted;
use super::*;
use crate::book::{Book, events};

fn at(hours: i64) -> Timestamp {
    "2019-11-06T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn secret() -> Secret {
    Secret::new(counted).unwrap()
}

/// A book with an administrator, who has set a password.
fn begun() -> (Book, Account) {
    let book = Book::in_memory().unwrap();
    let link = secret();
    let admin = book
        .turn(|db| {
            invite(db, None, &link, "first run", at(0))?;
            take_invitation(db, &link, "chief", "$hash", at(0))
        })
        .unwrap();
    (book, admin)
}

fn add(book: &Book, name: &str, role: Role) -> Account {
    let link = secret();
    book.turn(|db| {
        let made = make(db, name, role, "chief", at(0))?;
        invite(db, Some(&made), &link, "chief", at(0))?;
        take_invitation(db, &link, "", "$hash", at(0))
    })
    .unwrap()
}

#[test]
fn the_first_link_makes_one_administrator_and_then_nobody() {
    let book = Book::in_memory().unwrap();
    assert!(book.ask(nobody_works_here).unwrap());
    let (link, other) = (secret(), secret());
    book.turn(|db| invite(db, None, &link, "first run", at(0)))
        .unwrap();
    assert!(book.ask(|db| invited(db, &other, at(0))).is_err());
    let invitation = book.ask(|db| invited(db, &link, at(23))).unwrap();
    assert_eq!((invitation.account, invitation.role), (None, Role::Admin));
    assert!(matches!(
        book.ask(|db| invited(db, &link, at(24))),
        Err(AccountError::Link)
    ));
    let made = book
        .turn(|db| take_invitation(db, &link, "Chief", "$hash", at(1)))
        .unwrap();
    assert_eq!(
        (made.name.as_str(), made.role, made.set_up),
        ("chief", Role::Admin, true)
    );
    assert!(!book.ask(nobody_works_here).unwrap());
    let again = book.turn(|db| take_invitation(db, &link, "second", "$hash", at(1)));
    assert!(matches!(again, Err(AccountError::Link)));
    // One that was made before is of no use either.
    book.turn(|db| invite(db, None, &other, "first run", at(1)))
        .unwrap();
    assert!(book.ask(|db| invited(db, &other, at(1))).is_err());
}

#[test]
fn names_are_names_and_are_not_given_twice() {
    let (book, _) = begun();
    for bad in [
        "",
        "a",
        "9lives",
        "jo bloggs",
        "jo\r\nBcc: x",
        "<b>",
        &"x".repeat(41),
        "jürgen",
    ] {
        let made = book.turn(|db| make(db, bad, Role::Editor, "chief", at(0)));
        assert!(matches!(made, Err(AccountError::Name)), "{bad}");
    }
    add(&book, "night-desk", Role::Editor);
    let taken = |name: &str| {
        let made = book.turn(|db| make(db, name, Role::Reader, "chief", at(0)));
        matches!(made, Err(AccountError::Taken))
    };
    assert!(taken("Night-Desk"));
    book.turn(|db| end_account(db, "night-desk", "chief", at(1)))
        .unwrap();
    assert!(taken("night-desk"));
}

#[test]
fn a_session_ends_after_idle_hours_and_after_thirty_days_in_any_case() {
    let (book, admin) = begun();
    let here = secret();
    book.turn(|db| sign_in(db, &admin, &here, "Firefox", at(0)))
        .unwrap();
    let holds = |hours: i64| {
        book.ask(|db| session(db, &here, at(hours)))
            .unwrap()
            .is_some()
    };
    assert!(holds(11));
    assert!(holds(22), "each request counts");
    assert!(!holds(35));
    let there = secret();
    book.turn(|db| sign_in(db, &admin, &there, "Firefox", at(100)))
        .unwrap();
    for hours in (100..100 + 30 * 24).step_by(11) {
        assert!(
            book.ask(|db| session(db, &there, at(hours)))
                .unwrap()
                .is_some()
        );
    }
    assert!(
        book.ask(|db| session(db, &there, at(100 + 30 * 24)))
            .unwrap()
            .is_none()
    );
    assert!(
        book.ask(|db| session(db, &secret(), at(0)))
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_demotion_and_an_end_count_from_the_next_request() {
    let (book, _) = begun();
    let editor = add(&book, "night-desk", Role::Editor);
    let (here, key) = (secret(), secret());
    book.turn(|db| {
        sign_in(db, &editor, &here, "", at(0))?;
        make_token(db, &editor, &key, "import", Role::Editor, 30, at(0))
    })
    .unwrap();
    let role = || {
        book.ask(|db| session(db, &here, at(1)))
            .unwrap()
            .map(|held| held.role)
    };
    let by_token = || {
        book.ask(|db| token(db, &key, at(1)))
            .unwrap()
            .map(|held| held.role)
    };
    assert_eq!(
        (role(), by_token()),
        (Some(Role::Editor), Some(Role::Editor))
    );
    book.turn(|db| change_role(db, "night-desk", Role::Reader, "chief", at(1)))
        .unwrap();
    assert_eq!(
        (role(), by_token()),
        (Some(Role::Reader), Some(Role::Reader))
    );
    book.turn(|db| end_account(db, "night-desk", "chief", at(1)))
        .unwrap();
    assert_eq!((role(), by_token()), (None, None));
}

#[test]
fn a_token_may_no_more_than_was_said_and_ends() {
    let (book, admin) = begun();
    let key = secret();
    let make = |role, days, label: &str| {
        book.turn(|db| make_token(db, &admin, &secret(), label, role, days, at(0)))
    };
    assert!(make(Role::Admin, 367, "x").is_err());
    assert!(make(Role::Admin, 0, "x").is_err());
    assert!(make(Role::Admin, 1, " ").is_err());
    assert!(make(Role::Admin, 1, "a\r\nb").is_err());
    book.turn(|db| make_token(db, &admin, &key, "export", Role::Reader, 1, at(0)))
        .unwrap();
    let held = |hours| book.ask(|db| token(db, &key, at(hours))).unwrap();
    assert_eq!(held(23).unwrap().role, Role::Reader);
    assert!(held(24).is_none());
    let listed = book.ask(|db| tokens(db, admin.id)).unwrap();
    assert_eq!(listed[0].used, Some(at(23)));
    assert!(
        book.turn(|db| end_token(db, &admin, listed[0].id, at(2)))
            .unwrap()
    );
    assert!(held(3).is_none());
    let editor = add(&book, "night-desk", Role::Editor);
    let beyond = book.turn(|db| make_token(db, &editor, &secret(), "x", Role::Admin, 1, at(0)));
    assert!(matches!(beyond, Err(AccountError::Beyond(_))));
    // Nobody ends what is another's.
    assert!(
        !book
            .turn(|db| end_token(db, &editor, listed[0].id, at(2)))
            .unwrap()
    );
}

#[test]
fn the_last_administrator_stays_one() {
    let (book, _) = begun();
    let last = |done: Result<_, AccountError>| matches!(done, Err(AccountError::LastAdmin));
    assert!(last(book.turn(|db| end_account(
        db,
        "chief",
        "chief",
        at(0)
    ))));
    assert!(last(book.turn(|db| {
        change_role(db, "chief", Role::Editor, "chief", at(0)).map(|_| ())
    })));
    add(&book, "deputy", Role::Admin);
    book.turn(|db| end_account(db, "chief", "deputy", at(0)))
        .unwrap();
    assert!(last(book.turn(|db| end_account(
        db,
        "deputy",
        "deputy",
        at(0)
    ))));
}

#[test]
fn a_new_link_ends_the_old_one_and_its_use_all_sessions() {
    let (book, admin) = begun();
    let (here, old, new) = (secret(), secret(), secret());
    book.turn(|db| {
        sign_in(db, &admin, &here, "", at(0))?;
        invite(db, Some(&admin), &old, "chief", at(0))?;
        invite(db, Some(&admin), &new, "chief", at(0))
    })
    .unwrap();
    assert!(book.ask(|db| invited(db, &old, at(0))).is_err());
    assert!(book.ask(|db| session(db, &here, at(0))).unwrap().is_some());
    book.turn(|db| take_invitation(db, &new, "", "$new", at(0)))
        .unwrap();
    assert!(book.ask(|db| session(db, &here, at(0))).unwrap().is_none());
    assert_eq!(
        book.ask(|db| hashed(db, "chief")).unwrap().as_deref(),
        Some("$new")
    );
}

#[test]
fn what_was_done_is_noted_with_its_actor_and_no_secret() {
    let (book, admin) = begun();
    let key = secret();
    book.turn(|db| make_token(db, &admin, &key, "export", Role::Reader, 1, at(0)))
        .unwrap();
    let all = book.ask(|db| events(db, i64::MAX, 99)).unwrap();
    let kinds: Vec<&str> = all.iter().rev().map(|event| event.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["link made", "account made", "password set", "token made"]
    );
    assert!(!format!("{all:?}").contains(key.words()));
}
