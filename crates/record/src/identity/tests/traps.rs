//! The traps: where public lists and apps have confused people. What is stated of them is public record.

use claim::{Names, Scheme};

use super::{FEC, LIST, check, in_race, on_list, resolved, sessions, sessions_fec};
use crate::identity::rules::Rule;

#[test]
fn trap_1_pete_sessions_is_not_jeff_sessions() {
    let pete = on_list(
        LIST,
        "Pete Sessions",
        &["bioguide S000250", "fec H2TX03126", "born 1955-03-22"],
    );
    let race = in_race("2020-AL-senate", "Jeff Sessions", "Republican");
    let texas = in_race("2020-TX-house-17", "Pete Sessions", "Republican");
    check(
        &[sessions(), sessions_fec(), pete, race, texas],
        &[&[0, 1, 3], &[2], &[4]],
        // His term in the 17th district is not in the file yet: the name alone is no reason to join.
        &[(2, 4, Rule::Name)],
    );
}

#[test]
fn trap_2_the_successors_row_bears_the_predecessors_ids() {
    let strange = on_list(
        "a public app",
        "Luther Strange",
        &["opensecrets N00003062", "fec S6AL00195"],
    );
    let links = check(
        &[
            sessions(),
            strange,
            in_race("2017-AL-senate-special", "Luther Strange", "Republican"),
        ],
        &[&[0], &[1], &[2]],
        &[(0, 1, Rule::IdOfTwoNames), (1, 2, Rule::Name)],
    );
    assert!(
        links[0].basis.contains("one of the lists is wrong"),
        "{links:?}"
    );
}

#[test]
fn trap_3_a_committees_id_in_the_candidates_column_is_no_id() {
    let parrish = on_list("a list", "Mike Parrish", &["fec C00713107 2020-AL-senate"]);
    assert!(parrish.ids.is_empty());
    // The race and the name still say who it is.
    let fec = on_list(FEC, "Michael Parrish", &["fec S0AL00313 2020-AL-senate"]);
    check(&[parrish, fec], &[&[0, 1]], &[]);
}

#[test]
fn trap_4_ids_copied_onto_another_candidate() {
    let gross = on_list(FEC, "Al Gross", &["fec S0AK00196 2020-AK-senate"]);
    let matheny = on_list("a list", "Dave Matheny", &["fec S0AK00196"]);
    check(
        &[gross, matheny],
        &[&[0], &[1]],
        &[(0, 1, Rule::IdOfTwoNames)],
    );
}

#[test]
fn trap_5_ids_swapped_between_two_members() {
    // Two members of one surname, each with the other's Wikidata id in a second list.
    let mi = on_list(
        LIST,
        "Mike Rogers",
        &["bioguide R000572", "wikidata Q502740"],
    );
    let al = on_list(
        LIST,
        "Mike Rogers",
        &["bioguide R000575", "wikidata Q1933547"],
    );
    let wrong = on_list(
        "a list",
        "Mike Rogers",
        &["bioguide R000575", "wikidata Q502740"],
    );
    check(
        &[mi, al, wrong],
        &[&[0], &[1], &[2]],
        &[(0, 2, Rule::IdsDisagree), (1, 2, Rule::IdsDisagree)],
    );
}

#[test]
fn trap_6_doug_jones_goes_by_his_middle_name() {
    let list = on_list(
        LIST,
        "Doug Jones",
        &[
            "bioguide J000300",
            "fec S0AL00156",
            "party Democrat",
            "senate AL 2018-01-03 2021-01-03",
        ],
    );
    let filed = on_list(
        FEC,
        "Gordon Douglas Jones",
        &["fec S0AL00156 2020-AL-senate", "party Democrat"],
    );
    let race = in_race("2020-AL-senate", "Doug Jones", "Democrat");
    check(&[list, filed.clone(), race.clone()], &[&[0, 1, 2]], &[]);
    // Without the crosswalk the race and the party have to agree.
    check(&[filed.clone(), race.clone()], &[&[0, 1]], &[]);
    let other = in_race("2020-AL-senate", "Doug Jones", "");
    check(&[filed, other], &[&[0], &[1]], &[(0, 1, Rule::MiddleName)]);
}

#[test]
fn trap_7_an_fec_id_names_a_person_and_an_office() {
    assert_eq!(Scheme::Fec.names(), Names::PersonAndOffice);
    // Maria Cantwell ran for both houses: two ids, one person.
    let cantwell = on_list(
        LIST,
        "Maria Cantwell",
        &["bioguide C000127", "fec S8WA00194", "fec H2WA01054"],
    );
    let senate = on_list(FEC, "Maria Cantwell", &["fec S8WA00194 2018-WA-senate"]);
    let house = on_list(FEC, "Maria Cantwell", &["fec H2WA01054 1994-WA-house-1"]);
    check(
        &[cantwell, senate.clone(), house.clone()],
        &[&[0, 1, 2]],
        &[],
    );
    // Without the list that knows both ids: not different, and not the same by a name alone.
    check(&[senate, house], &[&[0], &[1]], &[(0, 1, Rule::Name)]);
}

#[test]
fn trap_8_an_old_id_revived() {
    // The list has the id of 2020; the FEC went back to the one of his first run, in 2012.
    let list = on_list(
        LIST,
        "Byron Donalds",
        &[
            "bioguide D000032",
            "fec H0FL19205",
            "party Republican",
            "house FL 19 2021-01-03 2023-01-03",
        ],
    );
    let old = on_list(FEC, "Byron Donalds", &["fec H2FL14186 2012-FL-house-19"]);
    let filed = on_list(FEC, "Byron Donalds", &["fec H2FL14186 2022-FL-house-19"]);
    let race = in_race("2022-FL-house-19", "Byron Donalds", "Republican");
    check(
        &[list.clone(), old.clone(), filed.clone(), race],
        &[&[0, 1, 2, 3]],
        &[],
    );
    // Two ids for one office are no two people; without the race nothing joins them either.
    check(&[list, old, filed], &[&[0], &[1, 2]], &[(0, 1, Rule::Name)]);
}

#[test]
fn trap_9_the_challengers_id_on_the_incumbent() {
    let mccarthy = on_list(
        LIST,
        "Kevin McCarthy",
        &["bioguide M001165", "fec H6CA22125", "fec H2CA23148"],
    );
    let amato = on_list(FEC, "Bruno Amato", &["fec H2CA23148"]);
    check(
        &[mccarthy, amato],
        &[&[0], &[1]],
        &[(0, 1, Rule::IdOfTwoNames)],
    );
}

#[test]
fn trap_10_the_id_of_the_new_house_is_missing() {
    // A member of the House who moved to the Senate; the list has the old id alone.
    let list = |term: &str| {
        on_list(
            LIST,
            "Todd Young",
            &[
                "bioguide Y000064",
                "fec H0IN09070",
                "party Republican",
                term,
            ],
        )
    };
    let filed = on_list(
        FEC,
        "Todd Young",
        &["fec S6IN00191 2016-IN-senate", "party Republican"],
    );
    let race = in_race("2016-IN-senate", "Todd Young", "Republican");
    // Before the election the name and the state are all there is.
    let before = list("house IN 9 2015-01-06 2017-01-03");
    check(
        &[before, filed.clone(), race.clone()],
        &[&[0], &[1, 2]],
        &[(0, 1, Rule::Name)],
    );
    // The term that the race began says it.
    let after = list("senate IN 2017-01-03 2023-01-03");
    check(&[after, filed, race], &[&[0, 1, 2]], &[]);
}

#[test]
fn trap_11_a_surname_shared() {
    // "Sessions" alone, in another race, is nobody; a surname and a state are no reason either.
    check(
        &[
            in_race("2020-AL-senate", "Jeff Sessions", "Republican"),
            in_race("2020-TX-house-17", "Sessions", ""),
            in_race("2020-KY-house-5", "Hal Rogers", "Republican"),
            in_race("2020-AL-house-3", "Mike Rogers", "Republican"),
        ],
        &[&[0], &[1], &[2], &[3]],
        &[],
    );
}

#[test]
fn trap_12_father_and_son() {
    let senior = on_list("a list", "Robert P. Casey Sr.", &["born 1932-01-09"]);
    let junior = on_list(
        LIST,
        "Robert P. Casey Jr.",
        &["bioguide C001070", "fec S6PA00217", "alias Bob Casey"],
    );
    let race = in_race("2018-PA-senate", "Bob Casey Jr.", "Democrat");
    let filed = on_list(
        FEC,
        "Robert P. Casey, Jr.",
        &["fec S6PA00217 2018-PA-senate"],
    );
    check(&[senior, junior, race, filed], &[&[0], &[1, 2, 3]], &[]);
    // A son without a suffix, in a seat that was his father's: the day of birth tells.
    let payne = |born: &str, bioguide: &str| {
        on_list(
            "a list",
            "Donald Payne",
            &[born, bioguide, "house NJ 10 2011-01-05 2012-03-06"],
        )
    };
    let found = resolved(&[
        payne("born 1934-07-16", "bioguide P000149"),
        payne("born 1958-12-17", "bioguide P000604"),
    ]);
    assert_eq!(found.people.len(), 2);
    assert_eq!(found.links[0].rule, Rule::TwoIds);
}
