//! The order of questions, over pages made of claims.

use super::*;

#[test]
fn what_weighs_most_is_asked_first() {
    let mut all = [
        Effect::None,
        Effect::Others,
        Effect::Standing,
        Effect::Anonymous,
        Effect::Contradicts,
        Effect::Alone,
    ];
    all.sort_unstable();
    assert_eq!(
        all,
        [
            Effect::Contradicts,
            Effect::Standing,
            Effect::Alone,
            Effect::Anonymous,
            Effect::Others,
            Effect::None
        ]
    );
}

#[test]
fn a_question_has_a_name_of_its_own() {
    let id: ClaimId = "2020-AL-senate/17".parse().unwrap();
    assert_eq!(key(&id), "claim 2020-AL-senate/17");
    assert_eq!(race_of("-"), Ok(None));
    assert_eq!(race_of("2020-AL-senate"), Ok(id.race));
    assert!(race_of("somewhere").is_err());
}

#[test]
fn what_was_left_for_later_is_kept_until_it_is_answered() {
    let book = crate::book::Book::in_memory().unwrap();
    let at = jiff::Timestamp::UNIX_EPOCH;
    book.turn(|db| passed::pass(db, "claim -/1", "night-desk", at))
        .unwrap();
    book.turn(|db| passed::pass(db, "claim -/1", "night-desk", at))
        .unwrap();
    assert_eq!(book.ask(passed::passed).unwrap().len(), 1);
    book.turn(|db| passed::answered(db, "claim -/1")).unwrap();
    assert!(book.ask(passed::passed).unwrap().is_empty());
}
