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

/// Whose text a report prints, and by which rule: report 2 prints report 1's.
#[derive(Debug, Clone, Default)]
struct Reuse {
    /// `(a, b)`: report `a` prints the text of report `b`, by their places in the list.
    printed: Vec<(usize, usize)>,
    /// Reports that share the words around the claim.
    borrowed: Vec<(usize, usize)>,
}

fn count(reports: &[&[Provenance]], judgements: &[Judgement]) -> Origins {
    counted(reports, judgements, &Reuse::default()).origins
}

/// The report that a chain of prints leads to; the reports of a circle lead to the first of them.
fn root(printed: &[(usize, usize)], of: usize) -> usize {
    let mut seen = vec![of];
    let mut at = of;
    while let Some(&(_, next)) = printed.iter().find(|(a, _)| *a == at) {
        if seen.contains(&next) {
            return seen.into_iter().min().unwrap();
        }
        seen.push(next);
        at = next;
    }
    at
}

fn counted(reports: &[&[Provenance]], judgements: &[Judgement], reuse: &Reuse) -> Witness {
    let number = |at: usize| i64::try_from(at + 1).unwrap();
    let occurrences: Vec<Heard<'_>> = reports
        .iter()
        .enumerate()
        .flat_map(|(at, report)| {
            let root = root(&reuse.printed, at);
            let source = &reports[root][0];
            report.iter().map(move |provenance| Heard {
                report: number(at),
                provenance,
                printed: (root != at).then(|| Printed {
                    outlet: source.outlet.as_deref(),
                    relays: &source.relays,
                    report: Some(number(root)),
                }),
                topic: None,
            })
        })
        .collect();
    let borrowed: Vec<(i64, i64)> = reuse
        .borrowed
        .iter()
        .map(|&(a, b)| (number(a), number(b)))
        .collect();
    let principal = PersonName::new("Jeff Sessions");
    let question = Question {
        principal: Some(&principal),
        judgements,
        borrowed: &borrowed,
    };
    explain(&occurrences, &question)
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
fn who_is_described_counts_among_those_of_whom_only_the_number_is_told() {
    let three = heard("CNN", &[], anonymous("three people", Some(3)), &[]);
    let one = heard("CNN", &[], anonymous("a Republican strategist", None), &[]);
    let found = check(&[&[three], &[one]], (3, 3), Evidence::OneDescribed);
    assert_eq!(
        found.leaves[0].label,
        "sources beyond those described, 1 of 2 (CNN)"
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
                .flat_map(|(report, number)| {
                    report.iter().map(move |provenance| Heard {
                        report: number,
                        provenance,
                        printed: None,
                        topic: None,
                    })
                })
                .collect();
            if !forward {
                all.reverse();
            }
            let mut found = interval(&all, &Question::default());
            for leaf in &mut found.leaves {
                leaf.places.clear();
            }
            found
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

/// Which reports print which, by places to be taken modulo their number.
fn any_reuse() -> impl Strategy<Value = Reuse> {
    let pairs = |most| prop::collection::vec((0_usize..5, 0_usize..5), 0..most);
    (pairs(4), pairs(4)).prop_map(|(printed, borrowed)| Reuse { printed, borrowed })
}

/// The same for a list of this length: no report prints itself.
fn within(reuse: &Reuse, length: usize) -> Reuse {
    let fit = |pairs: &[(usize, usize)]| {
        let all = pairs.iter().map(|(a, b)| (a % length, b % length));
        all.filter(|(a, b)| a != b).collect()
    };
    Reuse {
        printed: fit(&reuse.printed),
        borrowed: fit(&reuse.borrowed),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn printing_anothers_text_never_raises_either_bound(mut reports in any_reports(), reuse in any_reuse()) {
        // One report a house: what a house leaves unstated in a second report, in its own words, is its own again.
        let mut seen = BTreeSet::new();
        reports.retain(|report| seen.insert(report[0].outlet.clone()));
        let printed = within(&reuse, reports.len()).printed;
        // Who prints a text says what it says, beside words of their own.
        let mut all: Vec<(usize, Provenance, Option<usize>)> = Vec::new();
        for (at, report) in reports.iter().enumerate() {
            let root = root(&printed, at);
            all.extend(report.iter().map(|own| (at, own.clone(), None)));
            if root != at {
                all.extend(reports[root].iter().map(|theirs| {
                    let mut theirs = theirs.clone();
                    theirs.outlet.clone_from(&report[0].outlet);
                    theirs.relays.clone_from(&report[0].relays);
                    (at, theirs, Some(root))
                }));
            }
        }
        let counted = |known: bool| {
            let heard: Vec<Heard<'_>> = all
                .iter()
                .map(|(at, provenance, root)| Heard {
                    report: i64::try_from(*at).unwrap(),
                    provenance,
                    printed: root.filter(|_| known).map(|root| Printed {
                        outlet: reports[root][0].outlet.as_deref(),
                        relays: &reports[root][0].relays,
                        report: Some(i64::try_from(root).unwrap()),
                    }),
                    topic: None,
                })
                .collect();
            interval(&heard, &Question::default())
        };
        let (alone, known) = (counted(false), counted(true));
        prop_assert!(known.max <= alone.max, "{:#?}\n{:#?}", alone, known);
        prop_assert!(known.min <= alone.min, "{:#?}\n{:#?}", alone, known);
    }

    #[test]
    fn shared_words_alone_strike_out_nobody(reports in any_reports(), reuse in any_reuse()) {
        let reports = borrowed(&reports);
        let reuse = within(&reuse, reports.len());
        let without = counted(&reports, &[], &Reuse { borrowed: Vec::new(), ..reuse.clone() }).origins;
        let with = counted(&reports, &[], &reuse).origins;
        prop_assert_eq!(without.max, with.max);
        prop_assert_eq!(without.leaves, with.leaves);
        prop_assert!(with.min <= without.min);
    }

    #[test]
    fn a_silent_copy_under_another_name_changes_nothing(
        reports in any_reports(),
        which in 0_usize..5,
        reuse in any_reuse(),
    ) {
        let mut reuse = within(&reuse, reports.len());
        let before = counted(&borrowed(&reports), &[], &reuse).origins;
        let which = which % reports.len();
        let mut more = reports.clone();
        let mut copy = more[which].clone();
        for provenance in &mut copy {
            provenance.outlet = Some("Sand Mountain Gazette".to_owned());
        }
        more.push(copy);
        reuse.printed.push((reports.len(), which));
        let after = counted(&borrowed(&more), &[], &reuse).origins;
        prop_assert_eq!((before.min, before.max), (after.min, after.max), "{:#?}\n{:#?}", before, after);
    }

    #[test]
    fn another_report_that_nobody_credits_or_prints_never_lowers_the_most(
        reports in any_reports(),
        reuse in any_reuse(),
        another in any_provenance(&["Reuters", "Sand Mountain Gazette"]),
    ) {
        let reuse = within(&reuse, reports.len());
        let before = counted(&borrowed(&reports), &[], &reuse).origins;
        let mut more = reports.clone();
        more.push(another);
        prop_assert!(counted(&borrowed(&more), &[], &reuse).origins.max >= before.max);
    }

    #[test]
    fn an_editors_words_pull_only_their_way_beside_copies_too(
        reports in any_reports(),
        reuse in any_reuse(),
        words in prop::collection::vec((0_usize..12, 0_usize..12, any::<bool>()), 0..4),
        last in (0_usize..12, 0_usize..12, any::<bool>()),
    ) {
        let reuse = within(&reuse, reports.len());
        let plain = counted(&borrowed(&reports), &[], &reuse).origins;
        prop_assume!(!plain.leaves.is_empty());
        let word = |(a, b, same): (usize, usize, bool)| {
            judgement(&plain, a, b, if same { Verdict::Same } else { Verdict::Different })
        };
        let mut judgements: Vec<Judgement> = words.into_iter().map(word).collect();
        let before = counted(&borrowed(&reports), &judgements, &reuse).origins;
        judgements.push(word(last));
        let after = counted(&borrowed(&reports), &judgements, &reuse).origins;
        if last.2 {
            prop_assert!(after.min <= before.min && after.max <= before.max);
        } else {
            prop_assert!(after.min >= before.min && after.max >= before.max);
        }
    }

    #[test]
    fn the_witness_shows_what_it_claims(reports in any_reports(), reuse in any_reuse()) {
        let reuse = within(&reuse, reports.len());
        let found = counted(&borrowed(&reports), &[], &reuse);
        let total: usize = reports.iter().map(Vec::len).sum();
        prop_assert_eq!(found.ways.len(), total);
        for leaf in &found.origins.leaves {
            prop_assert!(!leaf.places.is_empty() && leaf.places.iter().all(|place| *place < total));
        }
        // No group of the colouring holds two leaves that are said to differ; and two that are said to differ have a rule.
        for pair in &found.apart {
            prop_assert!(found.origins.fewest.iter().all(|group| !(group.contains(&pair.a) && group.contains(&pair.b))));
        }
        let outlets: BTreeSet<&str> = reports.iter().flatten().filter_map(|p| p.outlet.as_deref()).collect();
        for circle in &found.origins.loops {
            prop_assert!(circle.len() > 1);
            prop_assert!(circle.iter().all(|house| outlets.iter().any(|name| claim::outlet::canonical(name) == house)));
        }
    }
}

#[test]
fn a_loop_is_shown() {
    let a = heard("NBC News", &[], Origin::organization("AP"), &[]);
    let b = heard("The AP", &[], Origin::organization("NBC"), &[]);
    let found = check(
        &[std::slice::from_ref(&a), std::slice::from_ref(&b)],
        (0, 0),
        Evidence::None,
    );
    assert_eq!(found.loops, [["Associated Press", "NBC"]]);
    // One of the two has a source after all: then it is a circle no more.
    let said = heard("The AP", &[], Origin::person("Jeff Sessions"), &[]);
    let found = check(&[&[a], &[b, said]], (1, 1), Evidence::Principal);
    assert!(found.loops.is_empty());
}

#[test]
fn two_papers_that_print_one_wire_story_are_one_origin() {
    let story = |outlet| {
        vec![
            own(outlet),
            heard(outlet, &[], anonymous("two Republicans", Some(2)), &[]),
        ]
    };
    let (ap, first, second) = (story("AP"), story("WSFA News"), story("Politico"));
    let reports: &[&[Provenance]] = &[&ap, &first, &second];
    let apart = count(reports, &[]);
    assert_eq!((apart.min, apart.max), (2, 6));
    let reuse = Reuse {
        printed: vec![(1, 0), (2, 0)],
        ..Reuse::default()
    };
    let found = counted(reports, &[], &reuse);
    assert_eq!((found.origins.min, found.origins.max), (2, 2));
    assert_eq!(found.origins.repeats, 2);
    assert_eq!(
        found.origins.leaves[0].label,
        "two Republicans, 1 of 2 (Associated Press)"
    );
    assert_eq!(found.apart[0].rule, Rule::Counted);
    // A line of the paper's own reporting beside the wire's is a source more.
    let more = [
        &first[..],
        &[heard(
            "WSFA News",
            &[],
            anonymous("a Sessions aide", None),
            &[],
        )],
    ]
    .concat();
    let found = counted(
        &[&ap, &more, &second],
        &[],
        &Reuse {
            printed: vec![(2, 0)],
            ..Reuse::default()
        },
    );
    assert_eq!(found.origins.max, 5);
}

#[test]
fn a_copied_line_with_another_party_may_be_one_source_got_wrong() {
    let republican = heard(
        "CNN",
        &[],
        anonymous("a Republican strategist", Some(1)),
        &[],
    );
    let democrat = heard(
        "NPR",
        &[],
        anonymous("a Democratic strategist", Some(1)),
        &[],
    );
    let reports: &[&[Provenance]] = &[&[republican], &[democrat]];
    assert_eq!((count(reports, &[]).min, count(reports, &[]).max), (2, 2));
    let reuse = Reuse {
        borrowed: vec![(0, 1)],
        ..Reuse::default()
    };
    let found = counted(reports, &[], &reuse).origins;
    assert_eq!((found.min, found.max), (1, 2));
}

#[test]
fn a_record_counts_as_one_only_within_its_scope() {
    let filed = heard(
        "Federal Election Commission",
        &[],
        Origin::Document {
            name: "FEC Statement of Candidacy".to_owned(),
        },
        &[],
    );
    for (topic, expect) in [
        (Topic::Filed, Evidence::Record),
        (Topic::Qualified, Evidence::Named),
    ] {
        let heard = Heard {
            report: 1,
            provenance: &filed,
            printed: None,
            topic: Some(topic),
        };
        let found = interval(&[heard], &Question::default());
        assert_eq!(found.evidence, expect, "{topic:?}");
    }
}
