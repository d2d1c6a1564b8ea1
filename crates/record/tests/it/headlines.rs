//! Which of several values is shown, why, and what is said of each.

use record::page::{Flag, Known, MoneyRow, Reason, Shown};
use record::{Cut, RacePage};
use serde_json::{Value, json};

use crate::fixture::{about, candidacy, central, merge, paper, race, record_of};

/// A page of claims: outlet, day, claim.
fn page(claims: &[(&str, &str, Value)]) -> RacePage {
    let papers: Vec<_> = claims
        .iter()
        .map(|(outlet, day, claim)| paper(outlet, day, std::slice::from_ref(claim)))
        .collect();
    record_of(&papers)
        .page(&race(), Cut::default(), &central())
        .unwrap()
}

/// What Jeff Sessions's committee held at the end of September 2019, as somebody says.
fn held(amount: u32, origin: &Value) -> Value {
    about(
        "funds",
        &json!({"holder": "Jeff Sessions", "measure": "cash_on_hand", "amount": amount, "period": "2019-09-30",
            "origin": origin}),
    )
}

fn report() -> Value {
    json!({"type": "report"})
}

fn anonymous(described: &str, count: u32) -> Value {
    json!({"type": "anonymous", "described": described, "count": count})
}

fn document(name: &str) -> Value {
    json!({"type": "document", "name": name})
}

fn person(name: &str) -> Value {
    json!({"type": "person", "name": name})
}

#[track_caller]
fn money(claims: &[(&str, &str, Value)]) -> MoneyRow {
    let page = page(claims);
    assert_eq!(page.money.len(), 1, "{:#?}", page.money);
    page.money[0].clone()
}

#[test]
fn better_evidence_comes_before_later_reports() {
    // From the best class of evidence to the worst; the worse is always reported later.
    let ladder = [
        (document("FEC quarterly report"), Shown::Record),
        (person("Jeff Sessions"), Shown::Principal),
        (anonymous("two aides", 2), Shown::SeveralOrigins),
        (person("Jo Bonner"), Shown::Named),
        (anonymous("a strategist", 1), Shown::Described),
        (report(), Shown::Later),
    ];
    for (at, (better, reason)) in ladder.iter().enumerate() {
        for (worse, _) in &ladder[at + 1..] {
            let row = money(&[
                ("NBC", "2019-11-06", held(2_500_000, better)),
                ("NPR", "2019-11-09", held(2_000_000, worse)),
            ]);
            assert_eq!(
                row.amount.to_string(),
                "$2,500,000",
                "{better} over {worse}"
            );
            assert_eq!(row.reason, *reason, "{better} over {worse}");
            assert_eq!(row.others[0].reason, Reason::Conflicting);
        }
    }
    // On evidence of one class the later report stands.
    let row = money(&[
        ("NBC", "2019-11-09", held(2_500_000, &report())),
        ("NPR", "2019-11-06", held(2_000_000, &report())),
    ]);
    assert_eq!(
        (row.amount.to_string().as_str(), row.reason),
        ("$2,500,000", Shown::Later)
    );
    let row = money(&[("NBC", "2019-11-09", held(2_500_000, &report()))]);
    assert_eq!((row.reason, row.flags), (Shown::Only, vec![]));
}

#[test]
fn a_record_decides_only_within_its_scope() {
    // A statement of candidacy is an official record, but proves no sum.
    let row = money(&[
        (
            "NBC",
            "2019-11-06",
            held(2_500_000, &document("FEC Statement of Candidacy")),
        ),
        (
            "NPR",
            "2019-11-09",
            held(2_000_000, &person("Jeff Sessions")),
        ),
    ]);
    assert_eq!(
        (row.amount.to_string().as_str(), row.reason),
        ("$2,000,000", Shown::Principal)
    );
    assert_eq!(row.others[0].flags, []);
    let row = money(&[
        (
            "NBC",
            "2019-11-06",
            held(2_500_000, &document("FEC quarterly report")),
        ),
        (
            "NPR",
            "2019-11-09",
            held(2_000_000, &person("Jeff Sessions")),
        ),
    ]);
    assert_eq!(row.others[0].flags, [Flag::ContradictedByRecord]);
}

#[test]
fn a_source_that_says_otherwise_later_supersedes_itself() {
    let nbc = json!({"type": "organization", "name": "NBC"});
    let row = money(&[
        ("NBC", "2019-11-06", held(2_000_000, &report())),
        ("NBC", "2019-11-07", held(2_500_000, &report())),
    ]);
    assert_eq!(
        (row.amount.to_string().as_str(), row.reason),
        ("$2,500,000", Shown::Stands)
    );
    assert_eq!(row.others[0].flags, [Flag::Superseded]);
    // Somebody repeats the first figure after that. It was reported later, but nobody stands by it.
    let row = money(&[
        ("NBC", "2019-11-06", held(2_000_000, &report())),
        ("NBC", "2019-11-07", held(2_500_000, &report())),
        ("NPR", "2019-11-09", held(2_000_000, &nbc)),
    ]);
    assert_eq!(
        (row.amount.to_string().as_str(), row.reason),
        ("$2,500,000", Shown::Stands)
    );
    assert_eq!(
        row.others[0].flags,
        [Flag::Superseded, Flag::CorrectionOutstanding]
    );
}

#[test]
fn what_the_person_concerned_denies_is_flagged() {
    let denied = merge(
        candidacy("Jeff Sessions", "expected", &json!({"certainty": "denied"})),
        &json!({"origin": person("Jeff Sessions")}),
    );
    let expected = candidacy(
        "Jeff Sessions",
        "expected",
        &json!({"certainty": "expected"}),
    );
    let page_of = page(&[
        ("NBC", "2019-11-06", expected.clone()),
        ("NPR", "2019-11-06", denied.clone()),
    ]);
    let row = &page_of.field[0];
    assert_eq!(row.flags, [Flag::DeniedBySubject]);
    // Who announces it after all has said both.
    let announced = merge(
        candidacy("Jeff Sessions", "announced", &json!({})),
        &json!({"origin": person("Jeff Sessions")}),
    );
    let page_of = page(&[
        ("NBC", "2019-11-06", expected),
        ("NPR", "2019-11-06", denied),
        ("AP", "2019-11-07", announced),
    ]);
    let row = &page_of.field[0];
    assert_eq!(
        (row.reason, &row.flags[..]),
        (Some(Shown::Furthest), &[][..])
    );
}

#[test]
fn of_two_words_for_one_step_the_record_has_its_own() {
    let outcome = |status: &str, origin: Value| {
        merge(
            candidacy("Jeff Sessions", status, &json!({"stage": "primary:R"})),
            &json!({"origin": origin}),
        )
    };
    let page = page(&[
        (
            "AP",
            "2020-03-11",
            outcome("advanced", document("certified results")),
        ),
        ("Somebody", "2020-03-20", outcome("lost", report())),
    ]);
    let row = &page.field[0];
    assert_eq!(row.status.unwrap().to_string(), "advanced");
    assert_eq!(row.reason, Some(Shown::Record));
    assert_eq!(
        row.official.as_deref(),
        Some("advanced (certified results)")
    );
    assert_eq!(row.others[0].flags, [Flag::ContradictedByRecord]);
}

#[test]
fn papers_that_a_record_shows_contradict_who_says_they_are_missing() {
    let claim = |status: &str, origin: Value| {
        merge(
            candidacy("Jeff Sessions", status, &json!({})),
            &json!({"origin": origin}),
        )
    };
    let page = page(&[
        (
            "AP",
            "2019-11-08",
            claim("filed", document("declaration of candidacy")),
        ),
        ("Somebody", "2019-11-10", claim("not_filed", report())),
    ]);
    let filed = &page.field[0].filed;
    assert_eq!(filed.value, Known::Yes);
    assert_eq!(filed.others[0].flags, [Flag::ContradictedByRecord]);
}

#[test]
fn ages_follow_and_birthplaces_contradict() {
    let life = |fact: &str, value: &str, origin: Value| json!({"kind": "biography", "person": "Jeff Sessions", "fact": fact, "value": value, "origin": origin});
    let runs = || candidacy("Jeff Sessions", "running", &json!({}));
    let papers = [
        paper(
            "NBC",
            "2019-11-06",
            &[runs(), life("age", "72", person("Jeff Sessions"))],
        ),
        paper("NPR", "2020-01-06", &[runs(), life("age", "73", report())]),
    ];
    let page = record_of(&papers)
        .page(&race(), Cut::default(), &central())
        .unwrap();
    let row = &page.people[0];
    assert_eq!((row.value.as_str(), row.reason), ("73", Shown::Follows));
}
