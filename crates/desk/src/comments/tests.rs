//! Stories about comments, without a server.

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::accounts::secret::Secret;
use crate::accounts::secret::tests::counted;
use crate::book::{Book, events, values};

fn at(hours: i64) -> Timestamp {
    "2019-11-06T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn race() -> About {
    "2020-AL-senate".parse().unwrap()
}

fn write(book: &Book, about: &About, kind: &str, words: &str) -> (Comment, Secret) {
    let posted = Posted {
        kind: kind.to_owned(),
        name: "A reader".to_owned(),
        words: words.to_owned(),
        url: if kind == "source" {
            "https://www.fec.gov/".to_owned()
        } else {
            String::new()
        },
        trap: String::new(),
    };
    let checked = check(&posted, about.claim().is_some(), b"k").unwrap();
    let code = Secret::new(counted).unwrap();
    let comment = book
        .turn(|db| add(db, about, &checked, &code, &[1; 32], None, at(0)))
        .unwrap();
    (comment, code)
}

#[test]
fn a_comment_is_held_until_somebody_publishes_it() {
    let book = Book::in_memory().unwrap();
    let (comment, _) = write(&book, &race(), "remark", "Who else has filed?");
    assert_eq!(
        (comment.state, comment.reason.as_deref()),
        (State::Held, Some("not yet seen"))
    );
    let published = || book.ask(|db| published(db, &race())).unwrap().len();
    assert_eq!(published(), 0);
    let publish = |seen| {
        book.turn(|db| {
            moderate(
                db,
                comment.id,
                seen,
                State::Published,
                "night-desk",
                None,
                at(1),
            )
        })
        .unwrap()
    };
    assert!(publish(State::Held));
    assert_eq!(published(), 1);
    // A second moderator, who still saw it held, does nothing.
    assert!(!publish(State::Held));
    assert!(
        book.turn(|db| moderate(
            db,
            comment.id,
            State::Published,
            State::Hidden,
            "night-desk",
            Some("off topic"),
            at(2)
        ))
        .unwrap()
    );
    assert_eq!(published(), 0);
    let done: Vec<(String, String)> = book
        .ask(|db| events(db, i64::MAX, 9))
        .unwrap()
        .into_iter()
        .map(|event| (event.actor, event.kind))
        .collect();
    let expect = [
        ("night-desk", "comment hidden"),
        ("night-desk", "comment published"),
        ("comments", "comment held"),
    ];
    assert_eq!(
        done,
        expect.map(|(actor, kind)| (actor.to_owned(), kind.to_owned()))
    );
}

#[test]
fn what_is_about_a_claim_waits_in_the_review_queue() {
    let book = Book::in_memory().unwrap();
    let claim: About = "2020-AL-senate/17".parse().unwrap();
    write(&book, &race(), "remark", "Who else has filed?");
    write(&book, &claim, "dispute", "The report says considered.");
    write(&book, &claim, "source", "It is in his filing.");
    let count = |which| book.ask(|db| waiting_counts(db, which)).unwrap();
    assert_eq!(count(Waiting::Remarks), (1, Some(at(0))));
    assert_eq!(count(Waiting::Claims), (2, Some(at(0))));
    let kinds: Vec<Kind> = book
        .ask(|db| waiting(db, Waiting::Claims, 9))
        .unwrap()
        .iter()
        .map(|comment| comment.kind)
        .collect();
    assert_eq!(kinds, [Kind::Dispute, Kind::Source]);
}

#[test]
fn who_has_the_code_can_take_it_back_and_the_words_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let book = Book::open(&path).unwrap();
    let (comment, code) = write(&book, &race(), "remark", "Zanzibarquestion about filings");
    let other = Secret::new(counted).unwrap();
    assert_eq!(book.ask(|db| by_code(db, &other)).unwrap(), None);
    let mine = book.ask(|db| by_code(db, &code)).unwrap().unwrap();
    assert_eq!(mine.id, comment.id);
    book.turn(|db| remove(db, &mine, at(1))).unwrap();
    let now = book.ask(|db| by_code(db, &code)).unwrap().unwrap();
    assert_eq!(
        (now.state, now.name.as_str(), now.words.as_str()),
        (State::Removed, "", "")
    );
    // No moderator brings it back.
    for next in [State::Published, State::Held, State::Hidden] {
        assert!(
            !book
                .turn(|db| moderate(db, comment.id, State::Removed, next, "x", None, at(2)))
                .unwrap()
        );
    }
    drop(book);
    for file in ["desk.db", "desk.db-wal"] {
        let bytes = std::fs::read(folder.path().join(file)).unwrap_or_default();
        assert!(
            !bytes
                .windows(16)
                .any(|window| window == b"Zanzibarquestion"),
            "{file}"
        );
    }
}

#[test]
fn a_destroyed_comment_keeps_the_fact_and_the_reason() {
    let book = Book::in_memory().unwrap();
    let (comment, _) = write(&book, &race(), "remark", "Somebody's address");
    assert!(
        book.turn(|db| destroy(db, comment.id, "chief", "private address", at(1)))
            .unwrap()
    );
    assert!(
        !book
            .turn(|db| destroy(db, comment.id, "chief", "again", at(1)))
            .unwrap()
    );
    let held = book.ask(|db| one(db, comment.id)).unwrap().unwrap();
    assert_eq!(
        (held.state, held.words.as_str(), held.reason.as_deref()),
        (State::Destroyed, "", Some("private address"))
    );
}

#[test]
fn repeats_are_seen_and_what_has_been_kept_long_enough_is_deleted() {
    let book = Book::in_memory().unwrap();
    write(&book, &race(), "remark", "Buy now");
    let (again, _) = write(&book, &race(), "remark", "buy  NOW");
    assert_eq!(again.reason.as_deref(), Some("the same words came before"));
    book.turn(|db| {
        moderate(
            db,
            again.id,
            State::Held,
            State::Hidden,
            "night-desk",
            Some("spam"),
            at(1),
        )
    })
    .unwrap();
    assert_eq!(book.turn(|db| tidy(db, at(29 * 24))).unwrap(), 0);
    assert_eq!(book.turn(|db| tidy(db, at(30 * 24))).unwrap(), 2);
    let senders = |db: &dyn crate::book::Database| {
        db.rows("SELECT id FROM comment WHERE sender IS NOT NULL", values![])
    };
    assert_eq!(book.ask(senders).unwrap().len(), 0);
    assert_eq!(book.turn(|db| tidy(db, at(181 * 24))).unwrap(), 1);
    assert_eq!(book.ask(|db| one(db, again.id)).unwrap().unwrap().words, "");
    assert_eq!(book.ask(export).unwrap().len(), 2);
}
