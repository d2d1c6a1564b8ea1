//! Copied text: two papers that print one story are one origin, whether they say so or not.

use proptest::prelude::*;
use record::origins::Evidence;
use record::page::FieldRow;
use record::{Compared, Cut, Record};
use serde_json::{Value, json};

use crate::as_of::{page, without_ids};
use crate::fixture::{Paper, add, at, candidacy, central, merge, race, record_of, text_of};

/// In our own words, after what was reported on 6 November 2019.
const STORY: &str = "Jeff Sessions plans to run again for the Senate seat from Alabama that he held for twenty years, two \
    Republicans who know of his plans said on Wednesday. He would enter a primary with several rivals a year after he \
    left the post of attorney general, and he has not told the president of his decision.";
const LOCAL: &str = "Voters in the Tennessee Valley have known him for decades. A poll of likely voters taken in October \
    had Tommy Tuberville in front, with Bradley Byrne second.";
const RETOLD: &str = "The former senator wants his old job back, according to two Republicans familiar with the matter, \
    and a formal announcement may come as soon as tomorrow night on television.";

fn two_republicans() -> Value {
    merge(
        candidacy("Jeff Sessions", "expected", &json!({})),
        &json!({"origin": {"type": "anonymous", "described": "two Republicans", "count": 2}}),
    )
}

/// A paper of some passages, with the claim of each that has one.
fn printed(outlet: &str, published: &str, passages: &[&str]) -> Paper {
    let own = candidacy("Jeff Sessions", "expected", &json!({}));
    text_of(
        outlet,
        published,
        &passages.join("\n\n"),
        &[
            (
                "Jeff Sessions plans to run again for the Senate seat",
                two_republicans(),
            ),
            ("wants his old job back", two_republicans()),
            ("He would enter a primary with several rivals", own),
            (
                "had Tommy Tuberville in front",
                candidacy("Tommy Tuberville", "running", &json!({})),
            ),
        ],
    )
}

fn compared(papers: &[Paper]) -> (Record, Compared) {
    let mut record = record_of(papers);
    let done = record.compare_texts().unwrap();
    (record, done)
}

/// Sessions's row.
fn sessions(record: &Record, cut: Cut) -> FieldRow {
    let page = page(record, cut);
    let row = page
        .field
        .iter()
        .find(|row| row.person.as_str() == "Jeff Sessions");
    row.unwrap().clone()
}

fn origins(record: &Record) -> [u32; 2] {
    sessions(record, Cut::default()).origins
}

#[test]
fn silent_wire_copy_is_one_origin() {
    let papers = [
        printed("AP", "2019-11-06T17:00-06:00", &[STORY]),
        printed(
            "The Sand Mountain Reporter",
            "2019-11-06T19:00-06:00",
            &[STORY, LOCAL],
        ),
        printed("WSFA News", "2019-11-06T20:00-06:00", &[LOCAL, STORY]),
    ];
    assert_eq!(origins(&record_of(&papers)), [2, 6]);
    let (record, done) = compared(&papers);
    assert_eq!(
        done,
        Compared {
            documents: 3,
            printed: 2,
            sharing: 0
        }
    );
    assert_eq!(origins(&record), [2, 2]);
    let row = sessions(&record, Cut::default());
    let support = row.support.as_ref().unwrap();
    assert_eq!(support.evidence, Evidence::SeveralDescribed);
    assert_eq!(
        support.witness.leaves[0].label,
        "two Republicans, 1 of 2 (Associated Press)"
    );
    assert_eq!(support.witness.leaves[0].reports.len(), 3);
    // Nothing is left to compare, and comparing again from the start finds the same.
    let mut record = record;
    assert_eq!(record.compare_texts().unwrap(), Compared::default());
    assert_eq!(record.compare_anew().unwrap(), done);
    assert_eq!(origins(&record), [2, 2]);
}

#[test]
fn who_retells_in_own_words_stands_alone() {
    let (record, _) = compared(&[
        printed("AP", "2019-11-06T17:00-06:00", &[STORY]),
        printed("WSFA News", "2019-11-06T20:00-06:00", &[RETOLD, LOCAL]),
    ]);
    assert_eq!(origins(&record), [2, 4]);
}

#[test]
fn two_papers_with_one_text_are_one_though_the_wires_own_report_is_not_held() {
    let (record, _) = compared(&[
        printed("WSFA News", "2019-11-06T20:00-06:00", &[STORY, LOCAL]),
        printed("The Sand Mountain Reporter", "2019-11-06", &[STORY]),
    ]);
    assert_eq!(origins(&record), [2, 2]);
    let row = sessions(&record, Cut::default());
    let leaf = &row.support.as_ref().unwrap().witness.leaves[0];
    assert_eq!(leaf.label, "two Republicans, 1 of 2 (WSFA News)");
}

#[test]
fn a_dateline_says_whose_story_it_is() {
    let dateline = format!("MONTGOMERY, Ala. (AP) — {STORY}");
    let (record, done) = compared(&[printed("WSFA News", "2019-11-06T20:00-06:00", &[&dateline])]);
    assert_eq!(done.printed, 1);
    let row = sessions(&record, Cut::default());
    let leaf = &row.support.as_ref().unwrap().witness.leaves[0];
    assert_eq!(leaf.label, "two Republicans, 1 of 2 (Associated Press)");
}

#[test]
fn a_shared_line_joins_nobody() {
    let line = "Jeff Sessions plans to run again for the Senate seat from Alabama that he held for twenty years";
    let long = [RETOLD, LOCAL].join(" ");
    let (record, done) = compared(&[
        printed("WSFA News", "2019-11-06T20:00-06:00", &[line, &long, LOCAL]),
        printed("NPR", "2019-11-06T21:00-06:00", &[STORY, line]),
    ]);
    assert_eq!((done.printed, done.sharing), (0, 1));
    assert_eq!(origins(&record)[1], 4);
}

#[test]
fn a_page_says_what_was_not_compared() {
    let mut record = record_of(&[printed("AP", "2019-11-06", &[STORY])]);
    assert_eq!(page(&record, Cut::default()).uncompared, 1);
    record.compare_texts().unwrap();
    add(&mut record, &printed("WSFA News", "2019-11-07", &[STORY]));
    assert_eq!(page(&record, Cut::default()).uncompared, 1);
    record.compare_texts().unwrap();
    assert_eq!(page(&record, Cut::default()).uncompared, 0);
}

#[test]
fn who_copies_from_a_report_of_tomorrow_is_not_known_today() {
    let (record, _) = compared(&[
        printed("AP", "2019-11-08T09:00-06:00", &[STORY]),
        printed("WSFA News", "2019-11-06T20:00-06:00", &[STORY]),
    ]);
    let then = sessions(&record, Cut::as_of(at("2019-11-07T12:00:00Z")));
    let leaf = &then.support.as_ref().unwrap().witness.leaves[0];
    assert_eq!(leaf.label, "two Republicans, 1 of 2 (WSFA News)");
    let now = sessions(&record, Cut::default());
    let leaf = &now.support.as_ref().unwrap().witness.leaves[0];
    assert_eq!(leaf.label, "two Republicans, 1 of 2 (Associated Press)");
}

fn any_papers() -> impl Strategy<Value = Vec<Paper>> {
    let one = (
        prop::sample::select(&["AP", "NBC", "NPR", "AL.com", "WSFA News"][..]),
        1_u8..9,
        prop::collection::vec(prop::sample::select(&[STORY, LOCAL, RETOLD][..]), 1..4),
        prop::option::of(Just("MONTGOMERY, Ala. (AP) — ")),
    );
    prop::collection::vec(one, 1..7).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(at, (outlet, day, passages, dateline))| {
                let mut passages = passages;
                passages.dedup();
                let first = format!("{}{}", dateline.unwrap_or_default(), passages[0]);
                passages[0] = &first;
                let mut paper = printed(
                    outlet,
                    &format!("2019-11-{day:02}T{at:02}:00-06:00"),
                    &passages,
                );
                paper.report.url = Some(format!("https://example.org/{at}"));
                paper
            })
            .collect()
    })
}

#[test]
fn the_reasons_show_the_shared_words_in_both_texts() {
    let (record, _) = compared(&[
        printed("AP", "2019-11-06T17:00-06:00", &[STORY]),
        printed("WSFA News", "2019-11-06T20:00-06:00", &[LOCAL, STORY]),
        printed("NPR", "2019-11-06", &[RETOLD]),
    ]);
    let claims = record.claims(&record::Filter::default()).unwrap();
    let asked = &claims[0].id;
    let fact = record.same_as(asked, Cut::default(), &central()).unwrap();
    let why = fact.why.unwrap();
    let copied = fact
        .claims
        .iter()
        .zip(&why.occurrences)
        .find(|(held, _)| held.document.publisher.as_deref() == Some("WSFA News"));
    let (held, occurrence) = copied.unwrap();
    let print = occurrence.printed.as_ref().unwrap();
    assert_eq!(
        (print.outlet.as_deref(), print.stated),
        (Some("Associated Press"), false)
    );
    let passage = print.passage.as_ref().unwrap();
    let text = |id| record.document(id).unwrap().text;
    let (here, there) = (text(held.document.document), text(passage.document));
    assert_eq!(passage.here.of(&here), passage.there.of(&there));
    assert_eq!(passage.of_that.share().to_string(), "1");
    // The AP had it first, and NPR, which gives no time, may have been before it.
    let first = fact.first.unwrap();
    let names = |first: record::firsts::First| {
        let names: Vec<String> = first.who.into_iter().filter_map(|one| one.outlet).collect();
        (names.join(", "), first.tie)
    };
    assert_eq!(
        names(first.with_own_origin.unwrap()),
        ("Associated Press, NPR".to_owned(), true)
    );
    assert_eq!(
        names(first.to_publish.unwrap()),
        ("Associated Press, NPR".to_owned(), true)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_reasons_are_those_of_the_count(papers in any_papers(), day in 1_u8..10) {
        let (record, _) = compared(&papers);
        let moment = at(&format!("2019-11-{day:02}T18:00:00Z"));
        let cut = Cut::as_of(moment);
        for held in record.claims(&record::Filter::default()).unwrap() {
            let fact = record.same_as(&held.id, cut, &central()).unwrap();
            let (Some(support), Some(why)) = (fact.support, fact.why) else {
                continue;
            };
            prop_assert_eq!(support.claims.len(), why.occurrences.len());
            for (place, occurrence) in why.occurrences.iter().enumerate() {
                let leaves: Vec<usize> = support
                    .witness
                    .leaves
                    .iter()
                    .enumerate()
                    .filter(|(_, leaf)| leaf.places.contains(&place))
                    .map(|(at, _)| at)
                    .collect();
                prop_assert_eq!(&leaves, &occurrence.leaves);
                let own = record.document(fact.claims[place].document.document).unwrap().text;
                for passage in occurrence.shares.iter().chain(occurrence.printed.iter().filter_map(|print| print.passage.as_ref())) {
                    let meta = record.document(passage.document).unwrap();
                    prop_assert!(meta.meta.reported_last <= moment);
                    prop_assert_eq!(passage.here.of(&own), passage.there.of(&meta.text));
                }
            }
        }
    }

    #[test]
    fn copied_text_is_found_in_whatever_order_and_steps_papers_come(
        (papers, shuffled) in any_papers().prop_flat_map(|papers| (Just(papers.clone()), Just(papers).prop_shuffle())),
        day in 1_u8..10,
    ) {
        let (one, _) = compared(&papers);
        let mut step_by_step = Record::in_memory().unwrap();
        for paper in &shuffled {
            add(&mut step_by_step, paper);
            step_by_step.compare_texts().unwrap();
        }
        for cut in [Cut::default(), Cut::as_of(at(&format!("2019-11-{day:02}T18:00:00Z")))] {
            prop_assert_eq!(without_ids(&page(&one, cut)), without_ids(&page(&step_by_step, cut)));
        }
    }

    #[test]
    fn no_copy_of_later_matters(papers in any_papers(), day in 1_u8..10) {
        let moment = at(&format!("2019-11-{day:02}T18:00:00Z"));
        let (all, _) = compared(&papers);
        let public = all.documents().unwrap();
        let by_then: Vec<Paper> = papers
            .iter()
            .zip(&public)
            .filter(|(_, meta)| meta.reported_last <= moment)
            .map(|(paper, _)| paper.clone())
            .collect();
        prop_assume!(by_then.iter().any(|paper| !paper.claims.is_empty()));
        let (then, _) = compared(&by_then);
        prop_assert_eq!(
            without_ids(&page(&all, Cut::as_of(moment))),
            without_ids(&page(&then, Cut::as_of(moment)))
        );
    }

    #[test]
    fn nothing_compared_later_matters_to_what_was_shown(papers in any_papers(), more in any_papers()) {
        let (mut record, _) = compared(&papers);
        let last = record.last_batch().unwrap();
        let Ok(before) = record.page(&race(), Cut::default(), &central()) else {
            return Ok(());
        };
        for paper in &more {
            let mut paper = paper.clone();
            paper.report.url = paper.report.url.map(|url| format!("{url}/more"));
            add(&mut record, &paper);
        }
        record.compare_texts().unwrap();
        prop_assert_eq!(before, page(&record, Cut::as_recorded(last)));
    }
}
