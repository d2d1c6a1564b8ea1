//! Where a candidacy stands, case by case.

use record::Cut;
use record::page::{FieldRow, Known};
use serde_json::{Value, json};

use crate::fixture::{Paper, candidacy, central, paper, race, record_of};

/// What is reported on which day (of November 2019) of one person: `announced`, `announced? (possible)`, …
type Said = (u8, Value);

fn said(day: u8, status: &str, more: &Value) -> Said {
    (day, candidacy("Jane Doe", status, more))
}

fn asserted(day: u8, status: &str) -> Said {
    said(day, status, &json!({}))
}

fn in_stage(day: u8, status: &str, stage: &str) -> Said {
    said(day, status, &json!({"stage": stage}))
}

fn result(day: u8, outcome: &str, stage: &str, certainty: &str) -> Said {
    let claim = json!({"kind": "result", "candidate": "Jane Doe", "outcome": outcome, "stage": stage,
        "race": crate::fixture::RACE, "certainty": certainty});
    (day, claim)
}

#[track_caller]
fn row(claims: &[Said]) -> FieldRow {
    let papers: Vec<Paper> = claims
        .iter()
        .enumerate()
        .map(|(at, (day, claim))| {
            paper(
                &format!("Outlet {at}"),
                &format!("2019-11-{day:02}T12:00-06:00"),
                std::slice::from_ref(claim),
            )
        })
        .collect();
    let page = record_of(&papers)
        .page(&race(), Cut::default(), &central())
        .unwrap();
    assert_eq!(page.field.len(), 1);
    page.field[0].clone()
}

/// `expect` is the status, `-` where none is shown, and a stage in brackets where there is one.
#[track_caller]
fn check(claims: &[Said], expect: &str) {
    let row = row(claims);
    let status = row
        .status
        .map_or("-".to_owned(), |status| status.to_string());
    let stage = row
        .stage
        .map_or(String::new(), |stage| format!(" ({stage})"));
    assert_eq!(format!("{status}{stage}"), expect);
}

#[test]
fn steps_lead_up_and_less_undoes_nothing() {
    check(&[asserted(1, "urged")], "urged");
    check(
        &[asserted(1, "urged"), asserted(2, "considering")],
        "considering",
    );
    check(
        &[asserted(1, "announced"), asserted(2, "considering")],
        "announced",
    );
    check(
        &[asserted(1, "qualified"), asserted(2, "running")],
        "qualified",
    );
    check(
        &[asserted(1, "running"), asserted(2, "expected")],
        "running",
    );
    check(
        &[asserted(1, "running"), asserted(2, "announced")],
        "announced",
    );
    check(&[asserted(1, "announced"), asserted(2, "filed")], "filed");
}

#[test]
fn what_is_to_come_is_expected() {
    let to_come = |day, status| said(day, status, &json!({"certainty": "expected"}));
    check(&[to_come(1, "announced")], "expected");
    check(&[to_come(1, "filed")], "expected");
    check(&[to_come(1, "considering")], "considering");
    check(
        &[asserted(1, "announced"), to_come(2, "filed")],
        "announced",
    );
    // A forecast of an outcome is no step.
    check(&[asserted(1, "running"), to_come(2, "lost")], "running");
    // An expected withdrawal is none yet.
    check(&[asserted(1, "running"), to_come(2, "withdrew")], "running");
}

#[test]
fn the_possible_never_beats_the_sure() {
    let possible = |day, status| said(day, status, &json!({"certainty": "possible"}));
    check(&[possible(1, "announced")], "considering");
    check(&[possible(1, "urged")], "urged");
    check(&[asserted(1, "urged"), possible(2, "announced")], "urged");
    check(
        &[asserted(1, "running"), possible(2, "withdrew")],
        "running",
    );
}

#[test]
fn a_denial_raises_nobody() {
    let denied = |day, status| said(day, status, &json!({"certainty": "denied"}));
    check(&[denied(1, "announced")], "-");
    check(&[asserted(1, "running"), denied(2, "withdrew")], "running");
    let row = row(&[asserted(1, "running"), denied(2, "withdrew")]);
    assert_eq!(row.others.len(), 1);
    assert_eq!(row.others[0].reason, record::page::Reason::Denied);
    assert_eq!(row.others[0].value, "withdrew");
}

#[test]
fn leaving_ends_it_until_a_higher_act_comes_later() {
    check(
        &[asserted(1, "qualified"), asserted(2, "withdrew")],
        "withdrew",
    );
    check(
        &[asserted(1, "withdrew"), asserted(2, "running")],
        "withdrew",
    );
    check(
        &[asserted(1, "withdrew"), asserted(2, "announced")],
        "announced",
    );
    check(
        &[asserted(1, "declined"), asserted(2, "expected")],
        "expected",
    );
    check(
        &[asserted(1, "declined"), asserted(2, "considering")],
        "declined",
    );
    check(
        &[asserted(1, "expected"), asserted(2, "declined")],
        "declined",
    );
    check(
        &[asserted(1, "filed"), asserted(2, "disqualified")],
        "disqualified",
    );
    check(
        &[asserted(1, "disqualified"), asserted(2, "qualified")],
        "qualified",
    );
    // Who has withdrawn can still be on the ballot and lose.
    check(
        &[asserted(1, "withdrew"), in_stage(2, "lost", "primary:R")],
        "withdrew",
    );
}

#[test]
fn recalling_an_old_act_does_not_repeat_it() {
    check(
        &[
            asserted(1, "qualified"),
            asserted(2, "withdrew"),
            asserted(3, "qualified"),
        ],
        "withdrew",
    );
    check(
        &[
            asserted(2, "withdrew"),
            said(3, "announced", &json!({"date": "2019-06-25"})),
        ],
        "withdrew",
    );
    check(
        &[
            asserted(1, "announced"),
            asserted(2, "withdrew"),
            said(5, "announced", &json!({"date": "2019-11-04"})),
        ],
        "announced",
    );
}

#[test]
fn stages_follow_each_other() {
    let primary = in_stage(1, "advanced", "primary:R");
    check(std::slice::from_ref(&primary), "advanced (primary:R)");
    check(
        &[asserted(1, "qualified"), primary.clone()],
        "advanced (primary:R)",
    );
    check(
        &[primary.clone(), in_stage(2, "lost", "runoff:R")],
        "lost (runoff:R)",
    );
    check(&[primary.clone(), asserted(2, "nominated")], "nominated");
    check(
        &[
            primary,
            asserted(2, "nominated"),
            in_stage(3, "elected", "general"),
        ],
        "elected (general)",
    );
    check(
        &[asserted(1, "nominated"), in_stage(2, "lost", "general")],
        "lost (general)",
    );
    check(
        &[in_stage(1, "lost", "general"), asserted(2, "nominated")],
        "lost (general)",
    );
}

#[test]
fn who_advances_to_a_stage_has_won_nothing_there_yet() {
    let to_runoff = in_stage(1, "advanced", "runoff:R");
    check(
        &[to_runoff.clone(), in_stage(2, "lost", "runoff:R")],
        "lost (runoff:R)",
    );
    check(&[asserted(1, "nominated"), to_runoff.clone()], "nominated");
    let row = row(&[to_runoff, asserted(2, "nominated")]);
    assert_eq!(row.others[0].reason, record::page::Reason::Earlier);
}

#[test]
fn results_count_as_statuses_and_projections_do_not() {
    check(
        &[result(1, "won", "general", "asserted")],
        "elected (general)",
    );
    check(
        &[result(1, "won", "runoff:R", "asserted")],
        "nominated (runoff:R)",
    );
    check(
        &[result(1, "won", "primary", "asserted")],
        "advanced (primary)",
    );
    check(
        &[result(1, "advanced", "primary:R", "asserted")],
        "advanced (primary:R)",
    );
    check(
        &[result(1, "lost", "runoff:R", "asserted")],
        "lost (runoff:R)",
    );
    check(&[result(1, "won", "general", "expected")], "-");
    check(&[result(1, "leading", "general", "asserted")], "-");
}

#[test]
fn conceding_is_followed_by_the_loss() {
    let advanced = in_stage(1, "advanced", "primary:R");
    check(&[advanced.clone(), asserted(2, "conceded")], "conceded");
    check(
        &[
            advanced.clone(),
            asserted(2, "conceded"),
            in_stage(3, "lost", "runoff:R"),
        ],
        "lost (runoff:R)",
    );
    check(
        &[in_stage(1, "lost", "runoff:R"), asserted(2, "conceded")],
        "lost (runoff:R)",
    );
    // A concession taken back by a win.
    check(
        &[asserted(2, "conceded"), in_stage(3, "elected", "general")],
        "elected (general)",
    );
}

#[test]
fn filing_is_a_fact_beside_the_status() {
    #[track_caller]
    fn filed(claims: &[Said], expect: Known) -> record::page::Filed {
        let filed = row(claims).filed;
        assert_eq!(filed.value, expect);
        assert_eq!(filed.support.is_some(), expect != Known::NotKnown);
        filed
    }

    filed(&[asserted(1, "expected")], Known::NotKnown);
    filed(
        &[asserted(1, "expected"), asserted(1, "not_filed")],
        Known::No,
    );
    filed(
        &[said(1, "filed", &json!({"certainty": "denied"}))],
        Known::No,
    );
    filed(
        &[said(1, "filed", &json!({"certainty": "expected"}))],
        Known::NotKnown,
    );
    let yes = filed(
        &[asserted(1, "not_filed"), asserted(2, "filed")],
        Known::Yes,
    );
    assert_eq!(yes.others[0].reason, record::page::Reason::Superseded);
    let yes = filed(
        &[asserted(1, "qualified"), asserted(2, "not_filed")],
        Known::Yes,
    );
    assert_eq!(yes.others[0].reason, record::page::Reason::Conflicting);
    check(
        &[asserted(1, "expected"), asserted(2, "not_filed")],
        "expected",
    );
    check(&[asserted(1, "not_filed")], "-");
}

#[test]
fn what_is_not_shown_is_kept_beside_it() {
    let row = row(&[
        asserted(1, "considering"),
        said(
            2,
            "announced",
            &json!({"certainty": "expected", "date": "2019-11-07"}),
        ),
        asserted(7, "announced"),
        said(8, "withdrew", &json!({"certainty": "possible"})),
    ]);
    let others: Vec<String> = row
        .others
        .iter()
        .map(|other| {
            format!(
                "{} {} {:?}",
                other.value,
                other.certainty.word(),
                other.reason
            )
        })
        .collect();
    assert_eq!(
        others,
        [
            "considering asserted Earlier",
            "announced expected Earlier",
            "withdrew possible Uncertain",
        ]
    );
    assert_eq!(row.support.unwrap().claims.len(), 1);
}

#[test]
fn the_date_of_what_is_to_come_is_shown() {
    let row = row(&[
        said(6, "expected", &json!({"certainty": "expected"})),
        said(
            6,
            "announced",
            &json!({"certainty": "expected", "date": "2019-11-07"}),
        ),
    ]);
    assert_eq!(row.status, Some(claim::Status::Expected));
    assert_eq!(
        row.date.map(|date| date.to_string()).as_deref(),
        Some("2019-11-07")
    );
    assert_eq!(
        row.since.map(|since| since.to_string()).as_deref(),
        Some("2019-11-06T12:00-06:00")
    );
    assert_eq!(row.support.unwrap().claims.len(), 2);
}
