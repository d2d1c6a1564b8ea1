//! The prototype's cases, and what must always hold.

use proptest::prelude::*;

use super::*;

const AP_TWO: &str = "two Republicans with direct knowledge of his plans";

fn anonymous(described: &str, count: Option<u32>) -> Origin {
    Origin::Anonymous {
        described: Some(described.to_owned()),
        count,
    }
}

fn heard(outlet: &str, relays: &[&str], origin: Origin, via: &[&str]) -> Provenance {
    Provenance {
        outlet: Some(outlet.to_owned()),
        relays: relays.iter().map(|&name| name.to_owned()).collect(),
        origin,
        via: via.iter().copied().collect(),
        terms: Terms::default(),
    }
}

fn own(outlet: &str) -> Provenance {
    heard(outlet, &[], Origin::Report, &[])
}

fn not_authorized(mut provenance: Provenance) -> Provenance {
    provenance.terms.not_authorized = true;
    provenance
}

fn count(reports: &[&[Provenance]], judgements: &[Judgement]) -> Origins {
    let occurrences: Vec<Heard<'_>> = reports
        .iter()
        .zip(1..)
        .flat_map(|(report, number)| {
            report.iter().map(move |provenance| Heard {
                report: number,
                provenance,
            })
        })
        .collect();
    interval(
        &occurrences,
        Some(&PersonName::new("Jeff Sessions")),
        judgements,
    )
}

#[track_caller]
fn check(reports: &[&[Provenance]], expect: (u32, u32), evidence: Evidence) -> Origins {
    let found = count(reports, &[]);
    assert_eq!(
        ((found.min, found.max), found.evidence),
        (expect, evidence),
        "{found:#?}"
    );
    found
}

/// The news site that passed on NBC's and the AP's stories.
fn aggregator() -> Vec<Provenance> {
    let relays = &["NBC", "The AP"];
    vec![
        heard("Liberty Wire", relays, Origin::Report, &[]),
        not_authorized(heard(
            "Liberty Wire",
            relays,
            anonymous(AP_TWO, Some(2)),
            &["The AP"],
        )),
    ]
}

#[test]
fn the_seed_has_two_or_three_origins() {
    let found = check(&[&aggregator()], (2, 3), Evidence::SeveralDescribed);
    insta::assert_snapshot!(
        found.leaves.iter().map(|leaf| leaf.label.as_str()).collect::<Vec<_>>().join("\n"),
        @r"
    two Republicans with direct knowledge of his plans, 1 of 2 (Associated Press)
    two Republicans with direct knowledge of his plans, 2 of 2 (Associated Press)
    NBC, source not stated
    "
    );
    assert_eq!(found.fewest, [vec![0, 2], vec![1]]);
}

#[test]
fn the_stories_themselves_add_nothing_to_those_who_pass_them_on() {
    let nbc = own("NBC News");
    let ap = not_authorized(heard(
        "Associated Press",
        &[],
        anonymous("two Republicans", Some(2)),
        &[],
    ));
    let found = check(
        &[&aggregator(), &[nbc], &[ap]],
        (2, 3),
        Evidence::SeveralDescribed,
    );
    assert_eq!(found.repeats, 1);
}

#[test]
fn without_the_ap_there_is_one_unstated_origin() {
    let passed_on = heard("Liberty Wire", &["NBC"], Origin::Report, &[]);
    check(&[&[passed_on]], (1, 1), Evidence::Unstated);
    let credited = heard("Liberty Wire", &["NBC"], Origin::organization("NBC"), &[]);
    check(
        &[&[credited, own("Liberty Wire")], &[own("NBC")]],
        (1, 1),
        Evidence::Unstated,
    );
}

#[test]
fn a_loop_of_outlets_has_no_origin() {
    let a = heard("The Hill", &[], Origin::organization("Politico"), &[]);
    let b = heard("Politico", &[], Origin::organization("The Hill"), &[]);
    check(&[&[a], &[b]], (0, 0), Evidence::None);
}

#[test]
fn three_wires_may_have_one_official() {
    let wires = [
        heard("Reuters", &[], anonymous("a Defense official", None), &[]),
        heard("AP", &[], anonymous("a Pentagon official", None), &[]),
        heard("CBS News", &[], anonymous("an official", None), &[]),
    ];
    check(
        &[&wires[..1], &wires[1..2], &wires[2..]],
        (1, 3),
        Evidence::SeveralDescribed,
    );
}

#[test]
fn after_announcement_and_record_there_are_at_least_four() {
    let announced = heard("WBHM", &[], Origin::person("Jeff Sessions"), &[]);
    let filed = heard(
        "Federal Election Commission",
        &[],
        Origin::Document {
            name: "FEC Statement of Candidacy".to_owned(),
        },
        &[],
    );
    check(
        &[&aggregator(), &[announced], &[filed]],
        (4, 5),
        Evidence::Record,
    );
}

#[test]
fn a_report_that_sums_up_its_credit_is_no_second_origin() {
    let said = heard("WSFA News", &[], Origin::person("Jeff Sessions"), &[]);
    check(&[&[own("WSFA News"), said]], (1, 1), Evidence::Principal);
}

#[test]
fn groups_of_two_parties_differ() {
    let republicans = heard(
        "CNN",
        &[],
        anonymous("a Republican strategist", Some(1)),
        &[],
    );
    let democrats = heard("NPR", &[], anonymous("two Democrats", Some(2)), &[]);
    check(
        &[&[republicans], &[democrats]],
        (3, 3),
        Evidence::SeveralDescribed,
    );
}

#[test]
fn names_of_one_person_meet_unless_they_could_be_two_peoples() {
    let says = |name: &str| heard("NPR", &[], Origin::person(name), &[]);
    check(
        &[&[
            says("Jeff Sessions"),
            says("Sessions"),
            says("Jefferson B. Sessions"),
        ]],
        (1, 1),
        Evidence::Principal,
    );
    check(
        &[&[says("Jane Smith"), says("John Smith"), says("J. Smith")]],
        (2, 3),
        Evidence::Named,
    );
}

fn judgement(found: &Origins, a: usize, b: usize, verdict: Verdict) -> Judgement {
    let label = |at: usize| found.leaves[at % found.leaves.len()].label.clone();
    Judgement {
        a: label(a),
        b: label(b),
        verdict,
    }
}

#[test]
fn an_editor_can_join_and_part() {
    let reports: &[&[Provenance]] = &[&aggregator()];
    let before = count(reports, &[]);
    let same = count(reports, &[judgement(&before, 0, 2, Verdict::Same)]);
    assert_eq!((same.min, same.max), (2, 2));
    let apart = [
        judgement(&before, 0, 2, Verdict::Different),
        judgement(&before, 1, 2, Verdict::Different),
    ];
    let apart = count(reports, &apart);
    assert_eq!((apart.min, apart.max), (3, 3));
}

const OUTLETS: &[&str] = &["NBC", "Associated Press", "Politico", "NPR", "WSFA News"];

fn any_origin() -> impl Strategy<Value = Origin> {
    prop_oneof![
        2 => Just(Origin::Report),
        2 => prop::sample::select(OUTLETS).prop_map(Origin::organization),
        1 => Just(Origin::organization("Alabama Republican Party")),
        2 => prop::sample::select(&["Jeff Sessions", "Sessions", "Doug Jones", "J. Smith", "Jane Smith", "John Smith"][..])
            .prop_map(Origin::person),
        1 => prop::sample::select(&["FEC filing", "internal memo"][..])
            .prop_map(|name| Origin::Document { name: name.to_owned() }),
        3 => (
            prop::option::of(prop::sample::select(
                &["two Republicans", "two Republicans close to him", "a Democrat", "sources", "people"][..],
            )),
            prop::option::of(1_u32..4),
        )
            .prop_map(|(described, count)| Origin::Anonymous {
                described: described.map(str::to_owned),
                count,
            }),
    ]
}

fn any_provenance(outlets: &'static [&'static str]) -> impl Strategy<Value = Vec<Provenance>> {
    let occurrence = (
        any_origin(),
        prop::collection::vec(prop::sample::select(OUTLETS), 0..2),
        any::<bool>(),
    );
    (
        prop::sample::select(outlets),
        prop::collection::vec(prop::sample::select(OUTLETS), 0..3),
        prop::collection::vec(occurrence, 1..4),
    )
        .prop_map(|(outlet, relays, occurrences)| {
            occurrences
                .into_iter()
                .map(|(origin, via, barred)| {
                    let mut provenance = heard(outlet, &relays, origin, &via);
                    provenance.terms.not_authorized = barred;
                    provenance
                })
                .collect()
        })
}

fn any_reports() -> impl Strategy<Value = Vec<Vec<Provenance>>> {
    prop::collection::vec(any_provenance(OUTLETS), 1..5)
}

fn borrowed(reports: &[Vec<Provenance>]) -> Vec<&[Provenance]> {
    reports.iter().map(Vec::as_slice).collect()
}

proptest! {
    #[test]
    fn a_repeat_changes_nothing(reports in any_reports(), which in any::<prop::sample::Index>()) {
        let before = count(&borrowed(&reports), &[]);
        let mut more = reports.clone();
        more.push(which.get(&reports).clone());
        let after = count(&borrowed(&more), &[]);
        prop_assert_eq!((before.min, before.max), (after.min, after.max));
    }

    #[test]
    fn another_report_of_an_outlet_that_nobody_credits_never_lowers_the_most(
        reports in any_reports(),
        another in any_provenance(&["Reuters", "Sand Mountain Gazette"]),
    ) {
        let before = count(&borrowed(&reports), &[]);
        let mut more = reports.clone();
        more.push(another);
        prop_assert!(count(&borrowed(&more), &[]).max >= before.max);
    }

    #[test]
    fn the_order_changes_nothing(reports in any_reports()) {
        let numbered = |forward: bool| {
            let mut all: Vec<Heard<'_>> = reports
                .iter()
                .zip(1..)
                .flat_map(|(report, number)| report.iter().map(move |provenance| Heard { report: number, provenance }))
                .collect();
            if !forward {
                all.reverse();
            }
            interval(&all, None, &[])
        };
        prop_assert_eq!(numbered(true), numbered(false));
    }

    #[test]
    fn an_editors_words_pull_only_their_way(
        reports in any_reports(),
        words in prop::collection::vec((0_usize..12, 0_usize..12, any::<bool>()), 0..6),
        last in (0_usize..12, 0_usize..12, any::<bool>()),
    ) {
        let plain = count(&borrowed(&reports), &[]);
        prop_assume!(!plain.leaves.is_empty());
        let word = |(a, b, same): (usize, usize, bool)| {
            judgement(&plain, a, b, if same { Verdict::Same } else { Verdict::Different })
        };
        let mut judgements: Vec<Judgement> = words.into_iter().map(word).collect();
        let before = count(&borrowed(&reports), &judgements);
        judgements.push(word(last));
        let after = count(&borrowed(&reports), &judgements);
        if last.2 {
            prop_assert!(after.min <= before.min && after.max <= before.max);
        } else {
            prop_assert!(after.min >= before.min && after.max >= before.max);
        }
    }

    #[test]
    fn the_least_is_never_above_the_most_and_the_witness_has_its_size(reports in any_reports()) {
        let found = count(&borrowed(&reports), &[]);
        prop_assert!(found.min <= found.max);
        prop_assert!(found.exact);
        prop_assert_eq!(found.fewest.len(), found.min as usize);
        prop_assert_eq!(found.fewest.iter().flatten().count(), found.leaves.len());
        prop_assert_eq!(found.max as usize, found.leaves.len());
    }
}
