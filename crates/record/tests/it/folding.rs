//! The words are enough: a record rebuilt from the words of its claims alone, read one by one, gives the same page as
//! the integers that pages are folded from.

use std::num::NonZeroUsize;

use claim::Race;
use proptest::prelude::*;
use record::{Act, ActId, ActKind, BatchNumber, Cut, Filter, Record};
use serde_json::{Value, json};

use crate::fixture::{
    Paper, add_seen, at, candidacy, central, merge, paper, race, record_of, seen,
};

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

/// Something that happens to a record, from small numbers.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A paper comes in; the last number tells whether it is a version of an earlier one, and in which race.
    Add(u8, u8, u8),
    /// An editor does something to a claim.
    Act(u8, u8),
    /// Somebody looks at a page.
    Look(u8),
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        // Few statements, so that they repeat, and mostly one race, so that things meet.
        4 => (0_u8..9, any::<u8>(), 0_u8..8).prop_map(|(a, b, c)| Step::Add(a * 12, b, c)),
        3 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Step::Act(a, b)),
        4 => any::<u8>().prop_map(Step::Look),
    ]
}

const RACES: [&str; 4] = [
    "2020-AL-senate",
    "2020-AL-senate",
    "2020-ME-senate",
    "2020-TX-senate",
];

pub(crate) fn take_step(record: &mut Record, step: &Step) {
    match *step {
        Step::Add(number, day, place) => {
            let race = RACES[usize::from(place % 4)];
            let claim = merge(claim_of(number), &json!({"race": race}));
            let age = json!({"kind": "biography", "person": "Jane Doe", "fact": "age", "value": day.to_string()});
            let mut paper = paper("AP", &format!("2019-11-{:02}", 1 + day % 28), &[claim, age]);
            if place >= 4 {
                paper.report.url = Some(format!("https://example.org/{place}"));
            }
            add_seen(record, &paper, seen());
        }
        Step::Act(number, seq) => {
            let kinds = [
                ActKind::Reject,
                ActKind::Confirm,
                ActKind::Retract,
                ActKind::Supersede,
            ];
            let about = format!("{}/{}", RACES[usize::from(number % 4)], 1 + seq % 6);
            let since = at(&format!("2019-11-{:02}T00:00:00Z", 1 + number % 28));
            let act = if number.is_multiple_of(5) {
                Act::new(
                    ActKind::Undo,
                    record::acts::Target::Act(ActId(u64::from(1 + seq % 4))),
                    since,
                )
            } else {
                Act::new(
                    kinds[usize::from(number % 4)],
                    about.parse().unwrap(),
                    since,
                )
            };
            let mut batch = record.batch(seen(), "An Editor", "test", None).unwrap();
            // A claim or an act that is not held is refused, and nothing is written.
            if batch.act(&act).is_ok() {
                batch.commit().unwrap();
            }
        }
        Step::Look(_) => {}
    }
}

fn cut_of(number: u8, last: BatchNumber) -> Cut {
    let reported = number
        .is_multiple_of(2)
        .then(|| at(&format!("2019-11-{:02}T12:00:00Z", 1 + number % 28)));
    let recorded = number
        .is_multiple_of(5)
        .then(|| BatchNumber(last.0.min(u64::from(number / 8))));
    Cut { reported, recorded }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A record that keeps what it has gathered answers as one that gathers everything anew, whatever came in between,
    /// however many races it keeps, and whether it wrote itself or another program did.
    #[test]
    fn folding_on_is_folding_everything(steps in prop::collection::vec(step(), 1..24), most in 1_usize..4) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hustings.db");
        let mut writer = Record::open(&path).unwrap();
        let mut reader = Record::open_read(&path).unwrap();
        for keeping in [&mut writer, &mut reader] {
            keeping.keep_folds(NonZeroUsize::new(most));
        }
        for step in &steps {
            let Step::Look(number) = step else {
                take_step(&mut writer, step);
                continue;
            };
            let race: Race = RACES[usize::from(number % 4)].parse().unwrap();
            let cut = cut_of(*number, writer.last_batch().unwrap());
            let fresh = Record::open_read(&path).unwrap().page(&race, cut, &central());
            for keeping in [&writer, &reader] {
                match (keeping.page(&race, cut, &central()), &fresh) {
                    (Ok(kept), Ok(fresh)) => prop_assert_eq!(&kept, fresh),
                    (Err(_), Err(_)) => {}
                    (kept, fresh) => prop_assert!(false, "{:?} {:?}", kept.is_ok(), fresh.is_ok()),
                }
            }
        }
    }

    /// A record replayed from nothing, batch by batch, shows the same pages, acts and versions included.
    #[test]
    fn replay_from_nothing_is_the_record(steps in prop::collection::vec(step(), 1..16), number in any::<u8>()) {
        let (mut one, mut again) = (Record::in_memory().unwrap(), Record::in_memory().unwrap());
        let mut pages = Vec::new();
        for step in &steps {
            take_step(&mut one, step);
            // What was shown then is what the whole record says was shown then.
            if let Ok(page) = one.page(&race(), Cut::default(), &central()) {
                pages.push((one.last_batch().unwrap(), page));
            }
        }
        for step in &steps {
            take_step(&mut again, step);
        }
        let cut = cut_of(number, one.last_batch().unwrap());
        let page = |record: &Record| record.page(&race(), cut, &central()).ok();
        prop_assert_eq!(page(&one), page(&again));
        for (batch, shown) in pages {
            let page = one.page(&race(), Cut::as_recorded(batch), &central()).unwrap();
            prop_assert_eq!(page, shown);
        }
    }
}
