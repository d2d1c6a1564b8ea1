//! The words are enough: a record rebuilt from the words of its claims alone, read one by one, gives the same page as
//! the integers that pages are folded from.

use proptest::prelude::*;
use record::{Cut, Filter, Record};
use serde_json::{Value, json};

use crate::fixture::{Paper, add_seen, candidacy, central, merge, paper, race, record_of, seen};

/// Rebuilds every document from the words that are held, and puts them into a fresh record.
fn rebuilt(record: &Record) -> Record {
    let mut again = Record::in_memory().unwrap();
    let claims = record.claims(&Filter::default()).unwrap();
    for meta in record.documents().unwrap() {
        let held = record.document(meta.document).unwrap();
        let paper = Paper {
            report: claim::Report {
                id: held.sender_id,
                url: held.meta.url,
                publisher: held.meta.publisher,
                published: held.meta.published,
                title: held.meta.title,
                text: held.text,
            },
            claims: claims
                .iter()
                .filter(|claim| claim.document.document == meta.document)
                .map(|claim| claim::Occurrence {
                    claim: claim.claim.clone(),
                    place: claim.place,
                    terms: claim::Terms::default(),
                })
                .collect(),
            relays: held.relays,
            sources: held.sources,
            complaints: held.complaints,
        };
        add_seen(&mut again, &paper, seen());
    }
    again
}

fn claim_of(number: u8) -> Value {
    let person = ["Jane Doe", "Richard Roe", "Mary Major"][usize::from(number % 3)];
    let certainty = ["asserted", "expected", "possible", "denied"][usize::from(number / 3 % 4)];
    let status = [
        "urged", "expected", "running", "filed", "withdrew", "conceded", "lost",
    ][usize::from(number / 12 % 7)];
    merge(
        candidacy(person, status, &json!({"certainty": certainty})),
        &json!({"origin": {"type": "person", "name": person}}),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn integers_say_what_words_say(numbers in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..5), 1..8)) {
        let papers: Vec<Paper> = numbers
            .iter()
            .enumerate()
            .map(|(at, claims)| {
                let claims: Vec<Value> = claims.iter().map(|number| claim_of(*number)).collect();
                paper(&format!("Outlet {}", at % 3), &format!("2019-11-{:02}", at + 1), &claims)
            })
            .collect();
        let record = record_of(&papers);
        let page = record.page(&race(), Cut::default(), &central()).unwrap();
        let naive = rebuilt(&record).page(&race(), Cut::default(), &central()).unwrap();
        prop_assert_eq!(page, naive);
    }
}
