//! Editorial acts: what they do to a page, from when on, and what they leave behind.

use claim::Race;
use jiff::Timestamp;
use record::acts::{SignedSet, Target, Why};
use record::page::{Reason, Support};
use record::{Act, ActId, ActKind, BatchNumber, Cut, RacePage, Record, RecordError};
use serde_json::json;

use crate::fixture::{about, add, at, candidacy, central, paper, race, record_of};

/// Does one act in a batch of its own.
pub(crate) fn act(record: &mut Record, act: &Act) -> (ActId, BatchNumber) {
    let mut batch = record
        .batch(
            at("2021-06-01T12:00:00Z"),
            "An Editor",
            "test 1",
            Some("because"),
        )
        .unwrap();
    let id = batch.act(act).unwrap();
    (id, batch.commit().unwrap().unwrap())
}

fn refused(record: &mut Record, act: &Act) -> RecordError {
    let mut batch = record
        .batch(at("2021-06-01T12:00:00Z"), "An Editor", "test 1", None)
        .unwrap();
    batch.act(act).unwrap_err()
}

pub(crate) fn to(kind: ActKind, about: &str, since: &str) -> Act {
    Act::new(kind, about.parse().unwrap(), at(since))
}

pub(crate) fn page(record: &Record, cut: Cut) -> RacePage {
    record.page(&race(), cut, &central()).unwrap()
}

fn until(time: &str) -> Cut {
    Cut::as_of(at(time))
}

fn status(page: &RacePage, person: &str) -> Option<String> {
    let row = page
        .field
        .iter()
        .find(|row| row.person.as_str() == person)?;
    row.status.map(|status| status.to_string())
}

/// The AP says that Jeff Sessions will run; NBC says that he has announced; the runoff is on 31 March.
fn sessions() -> Record {
    record_of(&[
        paper(
            "AP",
            "2019-11-06T17:00-06:00",
            &[candidacy("Jeff Sessions", "expected", &json!({}))],
        ),
        paper(
            "NBC",
            "2019-11-07T20:00-06:00",
            &[
                candidacy("Jeff Sessions", "announced", &json!({})),
                about(
                    "schedule",
                    &json!({"event": "runoff", "date": "2020-03-31"}),
                ),
            ],
        ),
    ])
}

#[test]
fn a_rejected_claim_leaves_the_page_from_the_act_on_and_not_before() {
    let mut record = sessions();
    let before = page(&record, until("2019-11-09T00:00:00Z"));
    let (_, batch) = act(
        &mut record,
        &to(ActKind::Reject, "2020-AL-senate/2", "2019-11-10T00:00:00Z"),
    );
    let now = page(&record, Cut::default());
    assert_eq!(status(&now, "Jeff Sessions").as_deref(), Some("expected"));
    assert_eq!(now.acts.set_aside.len(), 1);
    let aside = &now.acts.set_aside[0];
    assert_eq!((aside.why, aside.act), (Why::Rejected, Some(ActId(1))));
    assert_eq!(aside.claim.to_string(), "2020-AL-senate/2");
    // It was no value of the race, so it stands beside nothing.
    assert!(now.field[0].others.is_empty());

    // As of an earlier moment, and as of an earlier batch, nothing of it is known.
    let mut then = page(&record, until("2019-11-09T00:00:00Z"));
    then.recorded = before.recorded;
    assert_eq!(then, before);
    let recorded = Cut::as_recorded(BatchNumber(batch.0 - 1));
    assert!(page(&record, recorded).acts.is_empty());
    let both = Cut {
        reported: Some(at("2019-11-11T00:00:00Z")),
        recorded: Some(batch),
    };
    assert_eq!(page(&record, both).acts.set_aside.len(), 1);
}

#[test]
fn undo_brings_back_what_an_act_took_off() {
    let mut record = sessions();
    let before = page(&record, Cut::default());
    act(
        &mut record,
        &to(ActKind::Reject, "2020-AL-senate/2", "2019-11-10T00:00:00Z"),
    );
    act(
        &mut record,
        &to(ActKind::Undo, "act 1", "2019-11-12T00:00:00Z"),
    );
    let mut now = page(&record, Cut::default());
    now.recorded = before.recorded;
    assert_eq!(now, before);
    // Between the two the claim was off the page, and stays so for whoever asks about that time.
    let between = page(&record, until("2019-11-11T00:00:00Z"));
    assert_eq!(between.acts.set_aside.len(), 1);
    let all = record.acts(Cut::default()).unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].1, Some(ActId(2)));
}

#[test]
fn a_correction_shows_the_old_value_beside_the_new_one_and_who_still_repeats_it() {
    let funds = |amount: u32| {
        about(
            "funds",
            &json!({"holder": "Jane Doe", "measure": "raised", "amount": amount, "period": "2019-09-30"}),
        )
    };
    let mut record = record_of(&[
        paper("AP", "2019-10-15T10:00-05:00", &[funds(500_000)]),
        paper("NBC", "2019-10-16T10:00-05:00", &[funds(500_000)]),
        paper("AP", "2019-10-17T10:00-05:00", &[funds(400_000)]),
        paper("NPR", "2019-10-19T10:00-05:00", &[funds(500_000)]),
    ]);
    act(
        &mut record,
        &Act {
            by: Some("2020-AL-senate/3".parse().unwrap()),
            stands_in: Some(record::DocumentId(3)),
            ..to(ActKind::Correct, "2020-AL-senate/1", "2019-10-17T15:00:00Z")
        },
    );
    let page = page(&record, Cut::default());
    let row = &page.money[0];
    let corrected: Vec<_> = std::iter::once(row)
        .flat_map(|row| &row.others)
        .filter(|other| other.reason == Reason::Corrected)
        .collect();
    assert_eq!(corrected.len(), 1);
    assert_eq!(corrected[0].value, "$500,000");
    assert_eq!(corrected[0].support.claims.len(), 1);
    let [correction] = page.acts.corrections.as_slice() else {
        panic!("{:?}", page.acts.corrections);
    };
    // NBC had it before the correction and has not taken it back; NPR repeats it afterwards.
    let still: Vec<_> = correction
        .outstanding
        .iter()
        .map(|still| (still.claim.to_string(), still.after))
        .collect();
    assert_eq!(
        still,
        [
            ("2020-AL-senate/2".to_owned(), false),
            ("2020-AL-senate/4".to_owned(), true)
        ]
    );
    let repeats = &["2020-AL-senate/4".parse().unwrap()];
    assert!(page.acts.outstanding(repeats).is_some());
    assert!(
        page.acts
            .outstanding(&row_claims(&page, "2020-AL-senate/3"))
            .is_none()
    );
}

fn row_claims(page: &RacePage, claim: &str) -> Vec<record::ClaimId> {
    let claim = claim.parse().unwrap();
    let supports: Vec<&Support> = page
        .money
        .iter()
        .flat_map(|row| std::iter::once(&row.support).chain(row.others.iter().map(|o| &o.support)))
        .collect();
    supports
        .into_iter()
        .find(|support| support.claims.contains(&claim))
        .map(|support| support.claims.clone())
        .unwrap_or_default()
}

#[test]
fn a_retraction_of_a_document_takes_back_all_its_claims() {
    let mut record = sessions();
    act(
        &mut record,
        &to(ActKind::Retract, "document 2", "2019-11-10T00:00:00Z"),
    );
    let now = page(&record, Cut::default());
    assert_eq!(status(&now, "Jeff Sessions").as_deref(), Some("expected"));
    assert!(now.schedule.is_empty());
    assert_eq!(now.acts.corrections.len(), 2);
    assert_eq!(now.field[0].others.len(), 1);
    assert_eq!(now.field[0].others[0].reason, Reason::Retracted);
    assert!(now.acts.corrections.iter().all(|c| c.by.is_none()));
}

#[test]
fn a_confirmation_marks_and_takes_nothing_off() {
    let mut record = sessions();
    let before = page(&record, Cut::default());
    act(
        &mut record,
        &to(ActKind::Confirm, "2020-AL-senate/1", "2019-11-10T00:00:00Z"),
    );
    let mut now = page(&record, Cut::default());
    let confirmed = now
        .acts
        .confirmation(&before.field[0].others[0].support.claims);
    assert_eq!(confirmed.unwrap().done.actor, "An Editor");
    now.acts = record::acts::Editorial::default();
    now.recorded = before.recorded;
    assert_eq!(now, before);
}

#[test]
fn a_sign_off_goes_stale_when_its_claims_change() {
    let mut record = sessions();
    let sign = |record: &mut Record, about: &str| {
        let target: Target = about.parse().unwrap();
        let set = record
            .set_behind(&target, Cut::default(), &central())
            .unwrap();
        act(
            record,
            &Act {
                set: Some(set),
                ..to(ActKind::SignOff, about, "2019-11-10T00:00:00Z")
            },
        );
    };
    sign(&mut record, "2020-AL-senate");
    // The row of the runoff, named by a claim behind it.
    sign(&mut record, "2020-AL-senate/3");
    let fresh = |record: &Record| -> Vec<(bool, u64, u64)> {
        let page = page(record, Cut::default());
        let signed = page.acts.sign_offs.iter();
        signed.map(|s| (s.fresh, s.signed, s.now)).collect()
    };
    assert_eq!(fresh(&record), [(true, 3, 3), (true, 1, 1)]);
    add(
        &mut record,
        &paper(
            "NPR",
            "2019-11-12T08:00-06:00",
            &[candidacy("Jeff Sessions", "filed", &json!({}))],
        ),
    );
    assert_eq!(
        fresh(&record),
        [(false, 4, 4 - 1), (true, 1, 1)].map(|(f, n, s)| (f, s, n))
    );
    // As of a moment between, the page is the one that was signed.
    let then = page(&record, until("2019-11-11T00:00:00Z"));
    assert!(then.acts.sign_offs.iter().all(|signed| signed.fresh));
    // Before it was signed, nobody had signed it.
    assert!(page(&record, until("2019-11-09T00:00:00Z")).acts.is_empty());
    // Taking a claim off the page changes the set, too.
    act(
        &mut record,
        &to(ActKind::Reject, "2020-AL-senate/3", "2019-11-13T00:00:00Z"),
    );
    assert!(fresh(&record).iter().all(|(fresh, ..)| !fresh));
}

#[test]
fn an_act_that_cannot_be_is_refused_and_leaves_no_trace() {
    let mut record = sessions();
    let since = "2019-11-10T00:00:00Z";
    let unknown = refused(&mut record, &to(ActKind::Reject, "2020-AL-senate/9", since));
    assert!(matches!(unknown, RecordError::NoSuchClaim(_)));
    let unknown = refused(&mut record, &to(ActKind::Retract, "document 9", since));
    assert!(matches!(unknown, RecordError::NoSuchDocument(_)));
    let unknown = refused(&mut record, &to(ActKind::Undo, "act 9", since));
    assert!(matches!(unknown, RecordError::NoSuchAct(_)));
    let unfit = refused(&mut record, &to(ActKind::Confirm, "document 1", since));
    assert!(matches!(unfit, RecordError::ImpossibleAct { .. }));
    let other: Race = "2018-AL-governor".parse().unwrap();
    let signing = Act {
        set: Some(SignedSet::of([])),
        ..Act::new(ActKind::SignOff, Target::Page(other), Timestamp::UNIX_EPOCH)
    };
    assert!(matches!(
        refused(&mut record, &signing),
        RecordError::NoSuchRace(_)
    ));
    assert_eq!(record.last_batch().unwrap(), BatchNumber(2));
    assert!(record.acts(Cut::default()).unwrap().is_empty());
}

#[test]
fn destroyed_words_are_gone_from_the_file_and_their_hash_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let mut record = Record::open(&path).unwrap();
    let mut secret = paper(
        "AP",
        "2019-11-06T17:00-06:00",
        &[candidacy("Jeff Sessions", "expected", &json!({}))],
    );
    secret.report.title = "Unmistakable headline".to_owned();
    secret.report.text.push_str("Unmistakable words.");
    secret.report.url = None;
    secret.complaints.push(claim::Complaint::new(
        "line 1",
        "Unmistakable complaint",
        "all",
    ));
    let quote = secret.claims[0].claim.quote.clone();
    add(&mut record, &secret);
    let held = record.document(record::DocumentId(1)).unwrap();
    let (id, _) = act(
        &mut record,
        &to(ActKind::Redact, "document 1", "2019-12-01T00:00:00Z"),
    );
    record.scrub().unwrap();

    let after = record.document(record::DocumentId(1)).unwrap();
    assert_eq!((after.meta.title.as_str(), after.text.as_str()), ("", ""));
    assert_eq!(after.meta.sha256, held.meta.sha256);
    let claim = record.claim(&after.claims[0]).unwrap();
    assert_eq!(claim.claim.quote, "");
    assert_eq!(record.check().unwrap(), []);
    let page = page(&record, Cut::default());
    assert_eq!(page.acts.redactions[0].done.act, id);
    // What was stated is no text of the publisher's: it stays.
    assert_eq!(status(&page, "Jeff Sessions").as_deref(), Some("expected"));
    // The same text is known by its hash, and does not come back.
    let (again, batch) = add(&mut record, &secret);
    assert!(matches!(again, record::Added::Same { .. }));
    assert_eq!(batch, None);
    // Nothing brings them back.
    let undo = to(ActKind::Undo, "act 1", "2019-12-02T00:00:00Z");
    assert!(matches!(
        refused(&mut record, &undo),
        RecordError::ImpossibleAct { .. }
    ));
    drop(record);

    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for word in ["Unmistakable", quote.as_str()] {
            let found = bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes());
            assert!(!found, "{} holds `{word}`", path.display());
        }
    }
}

#[test]
fn words_are_destroyed_by_an_act_of_the_same_batch_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hustings.db");
    let mut record = Record::open(&path).unwrap();
    for paper in [
        paper(
            "AP",
            "2019-11-06T17:00-06:00",
            &[candidacy("Jane Doe", "expected", &json!({}))],
        ),
        paper(
            "NBC",
            "2019-11-06T17:00-06:00",
            &[candidacy("Jane Doe", "filed", &json!({}))],
        ),
    ] {
        add(&mut record, &paper);
    }
    act(
        &mut record,
        &to(ActKind::Redact, "2020-AL-senate/1", "2019-12-01T00:00:00Z"),
    );
    act(
        &mut record,
        &to(ActKind::Redact, "document 2", "2019-12-01T00:00:00Z"),
    );
    add(
        &mut record,
        &paper(
            "NPR",
            "2019-11-06T17:00-06:00",
            &[candidacy("Jane Doe", "running", &json!({}))],
        ),
    );
    let raw = rusqlite::Connection::open(&path).unwrap();
    let refuses = |sql: &str| {
        let error = raw.execute_batch(sql).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    };
    // No act says so; one does, but of another batch; or more is changed than words.
    refuses("UPDATE document SET title = '', text = '' WHERE id = 1");
    refuses("UPDATE document SET title = 'x' WHERE id = 2");
    refuses("UPDATE document SET text = '' WHERE id = 2");
    refuses("UPDATE document SET sha256 = x'00', title = '', text = '' WHERE id = 2");
    refuses("UPDATE quote SET words = ''");
    refuses("UPDATE quote SET words = 'x'");
    refuses("UPDATE act SET reported = 0");
    refuses("DELETE FROM act");
    refuses("DELETE FROM document");
    refuses("DELETE FROM quote");
    refuses("UPDATE claim SET seq = 9");
    assert_eq!(record.check().unwrap(), []);
}
