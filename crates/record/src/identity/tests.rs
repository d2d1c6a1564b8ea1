//! Who is who, on people whom lists and names have confused: the pairs of names, and the traps that were found in the wild.
//! What is stated of them is public record.

mod traps;

use claim::{PersonName, Race, Statement};
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
