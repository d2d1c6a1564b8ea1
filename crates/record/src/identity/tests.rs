//! Who is who, on people whom lists and names have confused: the pairs of names, and the traps that were found in the wild.
//! What is stated of them is public record.

use claim::{Names, PersonName, Race, Scheme, Statement};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::agreement::{Agreement, of_names};
use super::known::{Known, KnownIn};
use super::resolve::{Link, Resolved, Word, resolve};
use super::rules::Rule;
use super::uid::Uid;
use super::{IdentityId, Verdict, entry};
use crate::kin::Kin;

/// Pairs of names, and how far they agree. A bare surname agrees with every bearer, but joins nobody outside its race.
#[test]
fn pairs_of_names() {
    use Agreement::{Full, MiddleName, None, Slip, Surname};
    let pairs = [
        ("Jeff Sessions", "SESSIONS, JEFFERSON B", Full),
        ("Jeff Sessions", "Jefferson Beauregard Sessions III", Full),
        ("Jeff Sessions", "Pete Sessions", Surname),
        ("Tommy Tuberville", "TUBERVILLE, THOMAS HAWLEY", Full),
        ("Bill Smith", "William Smith", Full),
        ("Mike Rogers", "ROGERS, MICHAEL DENNIS", Full),
        ("Bob Casey Jr.", "CASEY, ROBERT P SR", Surname),
        ("Bob Casey Jr.", "CASEY, ROBERT P. JR.", Full),
        ("Doug Jones", "JONES, GORDON DOUGLAS", MiddleName),
        ("Sessions", "Jeff Sessions", Surname),
        ("Mitt Romney", "ROMNEY, WILLARD MITT MR", MiddleName),
        ("Bradley Byrne", "BYRNE, BRADLEY ROBERTS", Full),
        ("Luther Strange", "STRANGE, LUTHER J III", Full),
        ("Luther Strange", "Jeff Sessions", None),
        ("Roy Moore", "MOORE, ROY S", Full),
        ("Catherine Cortez Masto", "CORTEZ MASTO, CATHERINE", Full),
        ("Tommy Tuberville", "Tommy Tubberville", Slip),
        ("John Merrill", "MERRILL, JOHN H", Full),
        ("Barry Moore", "MOORE, FELIX BARRY", MiddleName),
        ("Ron Crumpton", "CRUMPTON, RONALD STEVEN", Full),
    ];
    for (a, b, expect) in pairs {
        let (one, other) = (PersonName::new(a), PersonName::new(b));
        let kin = Kin::default();
        assert_eq!(of_names(&one, &other, &kin), expect, "{a} / {b}");
        assert_eq!(of_names(&other, &one, &kin), expect, "{b} / {a}");
    }
}

/// A person as the claims of a race know them.
fn in_race(race: &str, name: &str, party: &str) -> Known {
    let race: Race = race.parse().unwrap();
    let mut known = Known::new(
        Uid::in_race(&race, name),
        &PersonName::new(name),
        KnownIn::Race(race),
    );
    known.parties.extend(party.parse().ok());
    known
}

/// An entry of a list: the name, then ids (`fec S6AL00195`), races of FEC ids (`race 2020-AL-senate`), terms
/// (`senate AL 2015-01-06 2017-02-08`), `born`, `party`, `alias`.
fn on_list(list: &str, name: &str, says: &[&str]) -> Known {
    let statements: Vec<Statement> = says
        .iter()
        .map(|says| {
            let mut json = fields(says);
            json["person"] = json!(name);
            serde_json::from_value(json).unwrap()
        })
        .collect();
    entry::known(
        Uid::of_entry(&format!("{list} {name} {}", says.join(" "))),
        list,
        &statements,
    )
    .unwrap()
}

fn fields(says: &str) -> Value {
    let words: Vec<&str> = says.split(' ').collect();
    let rest = words[1..].join(" ");
    match words[0] {
        "born" | "party" => json!({"kind": "biography", "fact": words[0], "value": rest}),
        "alias" => json!({"kind": "alias", "alias": rest, "sense": "goes_by"}),
        "senate" => json!({"kind": "office", "office": "U.S. senator", "relation": "held",
            "state": words[1], "start": words[2], "end": words[3]}),
        "house" => {
            json!({"kind": "office", "office": format!("U.S. representative, district {}", words[2]),
            "relation": "held", "state": words[1], "start": words[3], "end": words[4]})
        }
        scheme => match words.get(2) {
            Some(race) => {
                json!({"kind": "identifier", "scheme": scheme, "value": words[1], "race": race})
            }
            None => json!({"kind": "identifier", "scheme": scheme, "value": words[1]}),
        },
    }
}

fn resolved(known: &[Known]) -> Resolved {
    resolve(known, &[], &Kin::default())
}

/// Who the people are, as groups of labels with places, and what is left open.
#[track_caller]
fn check(known: &[Known], people: &[&[usize]], open: &[(usize, usize, Rule)]) -> Vec<Link> {
    let found = resolved(known);
    assert_eq!(found.people, people, "{:#?}", found.links);
    let left: Vec<(usize, usize, Rule)> = found
        .links
        .iter()
        .filter(|link| link.verdict == Verdict::Unsure)
        .map(|link| (link.a, link.b, link.rule))
        .collect();
    assert_eq!(left, open, "{:#?}", found.links);
    found.links
}

const LIST: &str = "congress-legislators";
const FEC: &str = "FEC candidate master file";

fn sessions() -> Known {
    on_list(
        LIST,
        "Jefferson B. Sessions",
        &[
            "bioguide S001141",
            "wikidata Q358443",
            "opensecrets N00003062",
            "fec S6AL00195",
            "alias Jeff Sessions",
            "born 1946-12-24",
            "party Republican",
            "senate AL 2009-01-06 2015-01-03",
            "senate AL 2015-01-06 2017-02-08",
        ],
    )
}

fn sessions_fec() -> Known {
    on_list(
        FEC,
        "Jefferson B. Sessions",
        &["fec S6AL00195 2020-AL-senate", "party Republican"],
    )
}

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

#[test]
fn a_member_who_moved_to_another_state() {
    // The list once had the id of Massachusetts for the senator from Utah.
    let romney = |id: &str| {
        on_list(
            LIST,
            "Mitt Romney",
            &["bioguide R000615", id, "senate UT 2019-01-03 2025-01-03"],
        )
    };
    let utah = on_list(
        FEC,
        "Willard Mitt Romney",
        &["fec S8UT00176 2018-UT-senate", "party Republican"],
    );
    check(
        &[romney("fec S4MA00143"), utah.clone()],
        &[&[0], &[1]],
        &[(0, 1, Rule::Name)],
    );
    check(&[romney("fec S8UT00176"), utah], &[&[0, 1]], &[]);
}

#[test]
fn one_person_across_races_needs_more_than_a_name() {
    let races = [
        in_race("2014-AL-senate", "Jeff Sessions", "Republican"),
        in_race("2020-AL-senate", "Jeff Sessions", "Republican"),
    ];
    check(&races, &[&[0], &[1]], &[(0, 1, Rule::Name)]);
    // The term that 2014 began, and the FEC's id for 2020, lead to one entry.
    let [a, b] = races;
    let links = check(&[a, b, sessions(), sessions_fec()], &[&[0, 1, 2, 3]], &[]);
    let mut rules: Vec<Rule> = links.iter().map(|link| link.rule).collect();
    rules.sort();
    assert_eq!(rules, [Rule::Id, Rule::Race, Rule::Seat]);
}

#[test]
fn where_a_race_leaves_a_choice_nobody_is_joined() {
    let race = "2020-AL-house-1";
    check(
        &[
            in_race(race, "John Smith", ""),
            on_list(FEC, "John A. Smith", &["fec H0AL01001 2020-AL-house-1"]),
            on_list(FEC, "John B. Smith", &["fec H0AL01002 2020-AL-house-1"]),
        ],
        &[&[0], &[1], &[2]],
        &[(0, 1, Rule::Choice), (0, 2, Rule::Choice)],
    );
    // Party tells whom the name cannot mean.
    check(
        &[
            in_race(race, "John Smith", "Democrat"),
            on_list(
                FEC,
                "John A. Smith",
                &["fec H0AL01001 2020-AL-house-1", "party Democrat"],
            ),
            on_list(
                FEC,
                "John B. Smith",
                &["fec H0AL01002 2020-AL-house-1", "party Republican"],
            ),
        ],
        &[&[0, 1], &[2]],
        &[(0, 2, Rule::Name)],
    );
}

#[test]
fn a_slip_of_the_pen_is_put_before_an_editor() {
    check(
        &[
            in_race("2020-AL-senate", "Tommy Tuberville", "Republican"),
            in_race("2020-AL-senate", "Tommy Tubberville", ""),
        ],
        &[&[0], &[1]],
        &[(0, 1, Rule::Slip)],
    );
}

fn word(id: u64, verdict: Verdict, a: usize, b: usize) -> Word {
    Word {
        id: IdentityId(id),
        verdict,
        basis: "an editor's".to_owned(),
        a: vec![a],
        b: vec![b],
    }
}

#[test]
fn an_editors_word_goes_before_all_rules() {
    let known = [
        sessions(),
        sessions_fec(),
        in_race("2014-AL-senate", "J. Sessions", ""),
    ];
    let kin = Kin::default();
    let people = |words: &[Word]| resolve(&known, words, &kin).people;
    assert_eq!(people(&[]), [vec![0, 1, 2]]);
    assert_eq!(
        people(&[word(1, Verdict::Different, 0, 1)]),
        [vec![0, 2], vec![1]]
    );
    // Left open by an editor: the rules do not join the pair either.
    assert_eq!(
        people(&[word(1, Verdict::Unsure, 0, 1)]),
        [vec![0, 2], vec![1]]
    );
    // The last word on a pair counts.
    let words = [
        word(1, Verdict::Different, 0, 1),
        word(2, Verdict::Same, 0, 1),
    ];
    assert_eq!(people(&words), [vec![0, 1, 2]]);
    // Who joins one joins its "different" as well, and that is said.
    let found = resolve(&known, &[word(1, Verdict::Different, 1, 2)], &kin);
    assert_eq!(found.people, [vec![0, 1], vec![2]]);
    assert!(found.links.iter().any(|link| link.rule == Rule::KeptApart));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever order documents come in: known people are sorted by address before they are resolved, and which of them are
    /// one does not depend on their numbers.
    #[test]
    fn the_order_does_not_matter(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle()) {
        let all = [
            sessions(),
            sessions_fec(),
            in_race("2014-AL-senate", "Jeff Sessions", "Republican"),
            in_race("2020-AL-senate", "Jeff Sessions", "Republican"),
            on_list("a public app", "Luther Strange", &["opensecrets N00003062", "fec S6AL00195"]),
            on_list(FEC, "Luther J. Strange III", &["fec S8AL00308 2018-AL-senate"]),
            on_list(LIST, "Doug Jones", &["fec S0AL00156", "senate AL 2018-01-03 2021-01-03"]),
            on_list(FEC, "Gordon Douglas Jones", &["fec S0AL00156 2020-AL-senate"]),
        ];
        let groups = |known: &[Known]| {
            let mut groups: Vec<Vec<Uid>> = resolved(known)
                .people
                .iter()
                .map(|person| {
                    let mut uids: Vec<Uid> = person.iter().map(|at| known[*at].uid.clone()).collect();
                    uids.sort();
                    uids
                })
                .collect();
            groups.sort();
            groups
        };
        let shuffled: Vec<Known> = order.iter().map(|at| all[*at].clone()).collect();
        prop_assert_eq!(groups(&all), groups(&shuffled));
    }
}
