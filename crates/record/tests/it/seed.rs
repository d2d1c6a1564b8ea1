//! The story that the project starts from: a news site passes on, two days before the deadline, that NBC and the AP
//! expect Jeff Sessions to run.

use std::path::PathBuf;

use claim::{Part, Place, Report, Span, Terms};
use record::page::Known;
use record::{Cut, RacePage};
use serde_json::{Value, json};

use crate::fixture::{Paper, about, at, candidacy, central, merge, paper, race, record_of};

/// The same facts in our own words.
fn told() -> Paper {
    let nbc = json!({"origin": {"type": "organization", "name": "NBC"}});
    let ap = json!({
        "origin": {"type": "anonymous", "described": "two Republicans with direct knowledge of his plans", "count": 2},
        "via": ["The AP"],
        "terms": {"not_authorized": true, "on_condition_of_anonymity": true, "direct_knowledge": true},
    });
    let stage = json!({"stage": "primary:R"});
    let expected = json!({"certainty": "expected"});
    let sessions = |status: &str, more: &[&Value]| {
        more.iter()
            .fold(candidacy("Jeff Sessions", status, &stage), |claim, more| {
                merge(claim, more)
            })
    };
    paper(
        "",
        "2019-11-06",
        &[
            sessions("expected", &[&expected]),
            merge(
                sessions("expected", &[&expected, &ap]),
                &json!({"date": "2019-11-07"}),
            ),
            sessions("not_filed", &[&nbc]),
            about("standing", &json!({"person": "Doug Jones", "standing": "vulnerable", "stage": "general"})),
            json!({"kind": "biography", "person": "Doug Jones", "fact": "party", "value": "Democrat"}),
            json!({"kind": "office", "person": "Doug Jones", "office": "U.S. senator", "relation": "incumbent"}),
            merge(
                about("endorsement", &json!({"endorser": "Donald Trump", "candidate": "Jeff Sessions", "stance": "oppose"})),
                &merge(nbc.clone(), &expected),
            ),
            about("endorsement", &json!({"endorser": "Trump", "candidate": "Sessions", "stance": "support", "certainty": "possible"})),
            merge(
                about("schedule", &json!({"event": "filing_deadline", "date": "2019-11-08T17:00", "stage": "primary:R", "place": "Alabama Republican Party"})),
                &nbc,
            ),
            merge(about("schedule", &json!({"event": "primary", "date": "2020-03-03", "stage": "primary:R"})), &nbc),
            merge(
                about("funds", &json!({"holder": "Jeff Sessions", "measure": "cash_on_hand", "amount": 2_500_000})),
                &nbc,
            ),
            json!({"kind": "role", "person": "Chuck Spurlock", "role": "campaign manager", "of": "Jeff Sessions", "relation": "was"}),
            json!({"kind": "office", "person": "Mitch McConnell", "office": "Senate Majority Leader", "relation": "holds"}),
        ],
    )
    .relays(&["NBC", "The AP"])
}

#[track_caller]
fn check_page(page: &RacePage) {
    let sessions = page
        .field
        .iter()
        .find(|row| row.person.as_str() == "Jeff Sessions")
        .unwrap();
    assert_eq!(sessions.status, Some(claim::Status::Expected));
    assert_eq!(sessions.filed.value, Known::No);
    assert_eq!(sessions.origins, [2, 3]);
    assert_eq!(
        sessions.party.as_ref().and_then(claim::Party::letter),
        Some('R')
    );
    assert_eq!(
        sessions.date.map(|date| date.to_string()).as_deref(),
        Some("2019-11-07")
    );
    let jones = page
        .field
        .iter()
        .find(|row| row.person.as_str() == "Doug Jones")
        .unwrap();
    assert_eq!(jones.status, None);
    assert_eq!(
        jones.party.as_ref().and_then(claim::Party::letter),
        Some('D')
    );
    assert_eq!(jones.standing[0].standing, claim::StandingKind::Vulnerable);
    assert_eq!(page.field.len(), 2, "{:?}", page.field);

    let opposes = &page.endorsements[0];
    assert_eq!(
        (opposes.endorser.as_str(), opposes.stance, opposes.certainty),
        (
            "Donald Trump",
            claim::Stance::Oppose,
            claim::Certainty::Expected
        )
    );
    assert_eq!(opposes.support.origins, [1, 1]);
    assert_eq!(opposes.support.through, ["NBC"]);
    assert_eq!(opposes.others.len(), 1);

    let dates: Vec<(String, String)> = page
        .schedule
        .iter()
        .map(|row| (row.event.to_string(), row.date.to_string()))
        .collect();
    assert_eq!(
        dates,
        [
            ("filing_deadline".to_owned(), "2019-11-08T17:00".to_owned()),
            ("primary".to_owned(), "2020-03-03".to_owned()),
        ]
    );
    assert!(page.schedule.iter().all(|row| !row.past));
    assert_eq!(page.money[0].amount.to_string(), "$2,500,000");
    assert_eq!(page.roles[0].person.as_str(), "Chuck Spurlock");
    assert!(
        page.offices
            .iter()
            .all(|row| row.person.as_str() != "Mitch McConnell")
    );
}

#[test]
fn as_told_in_our_words() {
    let record = record_of(&[told()]);
    let cut = Cut::as_of(at("2019-11-07T05:59:59Z"));
    let page = record.page(&race(), cut, &central()).unwrap();
    check_page(&page);
    let sessions = &page.field[0];
    assert_eq!(
        sessions.support.as_ref().unwrap().through,
        ["Associated Press", "NBC"]
    );
    assert!(page.field[1].incumbent);

    // A date alone: public for certain at the end of the day in the publisher's zone, 22:59:59 in Alabama.
    let evening = Cut::as_of(at("2019-11-07T02:00:00Z"));
    let page = record.page(&race(), evening, &central()).unwrap();
    assert_eq!((page.field.len(), page.claims), (0, 0));
}

#[test]
fn as_people_marked_it() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reading/seed.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("skipped: no marked reports in {}", path.display());
        return;
    };
    let line: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let report: Report = serde_json::from_value(line.clone()).unwrap();
    let mut paper = Paper {
        claims: Vec::new(),
        relays: vec!["NBC".to_owned(), "The AP".to_owned()],
        sources: Vec::new(),
        complaints: Vec::new(),
        report,
    };
    for value in line["claims"].as_array().unwrap() {
        let claim: claim::Claim = serde_json::from_value(value.clone()).unwrap();
        let text = &paper.report.text;
        let start = text[..text.find(&claim.quote).unwrap()].chars().count();
        paper.claims.push(claim::Occurrence {
            place: Place {
                part: Part::Text,
                span: Span::new(start, start + claim.quote.chars().count()),
            },
            terms: Terms {
                not_authorized: value["origin"]["type"] == "anonymous",
                ..Terms::default()
            },
            claim,
        });
    }
    let record = record_of(&[paper]);
    assert_eq!(record.check().unwrap(), []);
    let page = record
        .page(&race(), Cut::as_of(at("2019-11-07T05:59:59Z")), &central())
        .unwrap();
    check_page(&page);
}
