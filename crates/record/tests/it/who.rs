//! Who is who, from the record: lists, races and words at a cut, and addresses that go on to lead where they led.

use claim::{PersonName, Race};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::acts::Target;
use record::identity::{
    Identity, IdentityId, Judged, Person, Reference, Rule, Uid, Verdict, WhoIsWho, Whom,
};
use record::{Act, ActKind, BatchNumber, Cut, Document, DocumentKind, Filter, Record, RecordError};
use serde_json::{Value, json};

use crate::fixture::{Paper, RACE, add, at, candidacy, central, paper, race};

/// An entry of a list, public on a day.
fn entry(list: &str, published: &str, title: &str, claims: &[Value]) -> Paper {
    let mut entry = paper(list, published, claims);
    title.clone_into(&mut entry.report.title);
    entry.report.url = None;
    entry
}

fn add_entry(record: &mut Record, entry: &Paper) -> BatchNumber {
    // Lists are younger than the reports of the other tests.
    let seen = at("2022-06-01T12:00:00Z");
    let mut batch = record.batch(seen, "test", "test 1", None).unwrap();
    batch
        .add(&Document {
            report: &entry.report,
            kind: DocumentKind::OfficialList,
            sources: &[],
            claims: &entry.claims,
            relays: &[],
            complaints: &[],
            first_seen: seen,
            zone: &TimeZone::UTC,
            reader: "lists 1",
        })
        .unwrap();
    batch.commit().unwrap().unwrap()
}

fn id(person: &str, scheme: &str, value: &str, race: &str) -> Value {
    let mut json =
        json!({"kind": "identifier", "person": person, "scheme": scheme, "value": value});
    if !race.is_empty() {
        json["race"] = json!(race);
    }
    json
}

fn sessions_of_congress() -> Paper {
    let name = "Jefferson B. Sessions";
    entry(
        "congress-legislators",
        "2019-10-01",
        "Member of Congress S001141",
        &[
            id(name, "bioguide", "S001141", ""),
            id(name, "fec", "S6AL00195", ""),
            json!({"kind": "alias", "person": name, "alias": "Jeff Sessions", "sense": "goes_by"}),
            json!({"kind": "office", "person": name, "office": "U.S. senator", "relation": "held",
                "state": "AL", "start": "2015-01-06", "end": "2017-02-08"}),
        ],
    )
}

fn sessions_of_the_fec() -> Paper {
    let name = "Jefferson B. Sessions";
    entry(
        "Federal Election Commission",
        "2019-03-22",
        "FEC candidate S6AL00195",
        &[
            id(name, "fec", "S6AL00195", RACE),
            json!({"kind": "biography", "person": name, "fact": "party", "value": "Republican"}),
        ],
    )
}

fn reports() -> [Paper; 3] {
    [
        paper(
            "AP",
            "2019-11-07",
            &[candidacy(
                "Jeff Sessions",
                "announced",
                &json!({"party": "Republican"}),
            )],
        ),
        paper(
            "AP",
            "2014-11-05",
            &[candidacy(
                "Jeff Sessions",
                "elected",
                &json!({"race": "2014-AL-senate"}),
            )],
        ),
        paper(
            "AP",
            "2020-03-04",
            &[candidacy(
                "Pete Sessions",
                "advanced",
                &json!({"race": "2020-TX-house-17"}),
            )],
        ),
    ]
}

fn filled() -> Record {
    let mut record = Record::in_memory().unwrap();
    for report in &reports() {
        add(&mut record, report);
    }
    add_entry(&mut record, &sessions_of_congress());
    add_entry(&mut record, &sessions_of_the_fec());
    record
}

fn ask(record: &Record, whom: &str, cut: Cut) -> WhoIsWho {
    record
        .who_is_who(&Whom::Reference(Reference::read(whom)), cut)
        .unwrap()
}

fn addresses(found: &WhoIsWho) -> Vec<&str> {
    found
        .people
        .iter()
        .map(|person| person.address.as_str())
        .collect()
}

fn only(found: WhoIsWho) -> Person {
    let [person] = <[Person; 1]>::try_from(found.people).unwrap();
    person
}

fn judge(
    record: &mut Record,
    a: &str,
    b: &str,
    race: Option<Race>,
    verdict: Verdict,
) -> (IdentityId, BatchNumber) {
    let mut batch = record
        .batch(at("2021-07-01T00:00:00Z"), "an editor", "test", None)
        .unwrap();
    let id = batch
        .judge(&Identity {
            judged: Judged::Person,
            race,
            a: a.to_owned(),
            b: b.to_owned(),
            verdict,
            basis: "looked it up".to_owned(),
        })
        .unwrap();
    (id, batch.commit().unwrap().unwrap())
}

#[test]
fn every_way_leads_to_one_person() {
    let record = filled();
    let person = only(ask(&record, "Jeff Sessions", Cut::default()));
    assert_eq!(person.address, "bioguide:S001141");
    assert_eq!(person.name.as_str(), "Jeff Sessions");
    let races: Vec<String> = person.races.iter().map(Race::to_string).collect();
    assert_eq!(races, ["2014-AL-senate", "2020-AL-senate"]);
    assert_eq!(
        person.lists,
        ["Federal Election Commission", "congress-legislators"]
    );
    let mut rules: Vec<Rule> = person.edges.iter().map(|edge| edge.rule).collect();
    rules.sort();
    assert_eq!(rules, [Rule::Id, Rule::Race, Rule::Seat]);
    for way in ["fec:S6AL00195", "bioguide:s001141", "SESSIONS, JEFFERSON B"] {
        assert_eq!(only(ask(&record, way, Cut::default())), person, "{way}");
    }
    for uid in &person.uids {
        assert_eq!(only(ask(&record, uid.as_str(), Cut::default())), person);
    }
    // A bare surname finds every bearer.
    let all = ask(&record, "Sessions", Cut::default());
    assert_eq!(addresses(&all).len(), 2);
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let mut other = Record::in_memory().unwrap();
    add_entry(&mut other, &sessions_of_the_fec());
    for report in reports().iter().rev() {
        add(&mut other, report);
    }
    add_entry(&mut other, &sessions_of_congress());
    let everybody = |record: &Record| record.who_is_who(&Whom::Everybody, Cut::default()).unwrap();
    assert_eq!(everybody(&filled()), everybody(&other));
}

/// As of a moment who is who is what a record says that holds only what was public by then.
#[test]
fn nothing_reported_later_matters() {
    let lists = [sessions_of_congress(), sessions_of_the_fec()];
    let whole = filled();
    for day in [
        "2014-12-01",
        "2019-03-24",
        "2019-10-03",
        "2019-11-10",
        "2020-04-01",
    ] {
        let moment = at(&format!("{day}T12:00:00Z"));
        let public = |paper: &&Paper| {
            paper
                .report
                .published
                .unwrap()
                .last(&TimeZone::UTC)
                .unwrap()
                < moment
        };
        let mut then = Record::in_memory().unwrap();
        for report in reports().iter().filter(public) {
            add(&mut then, report);
        }
        for list in lists.iter().filter(public) {
            add_entry(&mut then, list);
        }
        assert_eq!(
            whole
                .who_is_who(&Whom::Everybody, Cut::as_of(moment))
                .unwrap(),
            then.who_is_who(&Whom::Everybody, Cut::default()).unwrap(),
            "{day}"
        );
    }
}

#[test]
fn a_cut_knows_what_was_public_and_recorded() {
    let record = filled();
    // On the day of the FEC's file nothing else was public but 2014.
    let early = ask(
        &record,
        "Jeff Sessions",
        Cut::as_of(at("2019-03-24T00:00:00Z")),
    );
    assert_eq!(
        addresses(&early).len(),
        2,
        "nothing joined the id and the race of 2014 yet"
    );
    assert_eq!(early.open[0].rule, Rule::Name);
    let first = ask(&record, "Jeff Sessions", Cut::as_recorded(BatchNumber(2)));
    assert_eq!(first.people.len(), 2);
    assert!(first.people.iter().all(|person| person.ids.is_empty()));
}

#[test]
fn merging_and_splitting_rewrites_nothing() {
    let mut record = filled();
    let race_2014: Race = "2014-AL-senate".parse().unwrap();
    let ours = Uid::in_race(&race(), "Jeff Sessions").to_string();
    let of_2014 = Uid::in_race(&race_2014, "Jeff Sessions").to_string();
    let whole = only(ask(&record, &ours, Cut::default()));
    let (word, parted) = judge(
        &mut record,
        &of_2014,
        "bioguide:S001141",
        None,
        Verdict::Different,
    );
    // The address of 2014 leads to what is left of it, and its other side is shown as kept apart.
    let split = ask(&record, &of_2014, Cut::default());
    assert_eq!(split.people.len(), 1);
    assert_eq!(split.people[0].races, [race_2014]);
    assert_eq!(split.apart[0].word, Some(word));
    assert_eq!(only(ask(&record, &ours, Cut::default())).races, [race()]);
    // As recorded before the word, and as of a time before it was public, the person is whole.
    for cut in [
        Cut::as_recorded(BatchNumber(parted.0 - 1)),
        Cut::as_of(at("2021-06-30T00:00:00Z")),
    ] {
        assert_eq!(only(ask(&record, &ours, cut)), whole);
    }
    let mut batch = record
        .batch(at("2021-08-01T00:00:00Z"), "an editor", "test", None)
        .unwrap();
    assert!(batch.end(word).unwrap());
    assert!(!batch.end(word).unwrap(), "a word ends once");
    batch.commit().unwrap();
    assert_eq!(only(ask(&record, &ours, Cut::default())), whole);
    // Between the word and its end the word stands, on both clocks.
    for cut in [
        Cut::as_recorded(parted),
        Cut::as_of(at("2021-07-15T00:00:00Z")),
    ] {
        assert_eq!(ask(&record, &ours, cut).people[0].races, [race()]);
    }
}

#[test]
fn an_entry_says_what_its_newest_version_says() {
    let mut record = Record::in_memory().unwrap();
    let mccarthy = |published: &str, ids: &[&str]| {
        let mut claims = vec![id("Kevin McCarthy", "bioguide", "M001165", "")];
        claims.extend(
            ids.iter()
                .map(|value| id("Kevin McCarthy", "fec", value, "")),
        );
        entry(
            "congress-legislators",
            published,
            "Member of Congress M001165",
            &claims,
        )
    };
    add_entry(
        &mut record,
        &mccarthy("2022-01-01", &["H6CA22125", "H2CA23148"]),
    );
    let amato = entry(
        "Federal Election Commission",
        "2022-01-01",
        "FEC candidate H2CA23148",
        &[id("Bruno Amato", "fec", "H2CA23148", "2022-CA-house-23")],
    );
    add_entry(&mut record, &amato);
    let found = ask(&record, "Kevin McCarthy", Cut::default());
    assert_eq!(found.open[0].rule, Rule::IdOfTwoNames);
    // The list was put right a week later.
    add_entry(&mut record, &mccarthy("2022-01-08", &["H6CA22125"]));
    assert_eq!(ask(&record, "Kevin McCarthy", Cut::default()).open, []);
    let then = Cut::as_of(Timestamp::from_second(at("2022-01-03T00:00:00Z").as_second()).unwrap());
    assert_eq!(
        ask(&record, "Kevin McCarthy", then).open[0].rule,
        Rule::IdOfTwoNames
    );
}

#[test]
fn the_page_of_one_bearer_leaves_the_others_out() {
    let record = filled();
    let person = only(ask(&record, "bioguide:S001141", Cut::default()));
    let page = record.page_of(&person, Cut::default(), &central()).unwrap();
    assert_eq!(page.races.len(), 2);
    assert!(page.claims.iter().all(|held| {
        held.claim
            .statement
            .person()
            .is_some_and(|name| name.given_name().unwrap().starts_with("Jeff"))
    }));
    // Two reports, four claims of one list, two of the other.
    assert_eq!(page.claims.len(), 8);
}

#[test]
fn what_is_not_held_is_said() {
    let record = filled();
    let nobody: Uid = Uid::in_race(&race(), "Nobody At All");
    assert!(matches!(
        record.who_is_who(&Whom::Reference(Reference::Uid(nobody)), Cut::default()),
        Err(RecordError::NoSuchEntity(_))
    ));
    assert_eq!(ask(&record, "fec:S0AL00000", Cut::default()).people, []);
    assert_eq!(ask(&record, "Nobody At All", Cut::default()).people, []);
}

#[test]
fn a_race_shows_its_people_and_its_doubts() {
    let mut record = filled();
    add(
        &mut record,
        &paper(
            "AP",
            "2019-12-01",
            &[
                candidacy("Tommy Tuberville", "running", &json!({})),
                candidacy("Tommy Tubberville", "running", &json!({})),
            ],
        ),
    );
    let found = record
        .who_is_who(&Whom::Race(race()), Cut::default())
        .unwrap();
    let names: Vec<&str> = found
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Jeff Sessions", "Tommy Tubberville", "Tommy Tuberville"]
    );
    assert_eq!(found.open[0].rule, Rule::Slip);
    let field = |record: &Record| {
        record
            .page(&race(), Cut::default(), &central())
            .unwrap()
            .field
            .len()
    };
    // An editor's word on two names of the race goes for its page too, and so does one on two addresses.
    let (word, _) = judge(
        &mut record,
        "Tommy Tubberville",
        "Tommy Tuberville",
        Some(race()),
        Verdict::Same,
    );
    assert_eq!(field(&record), 2);
    let mut batch = record
        .batch(at("2021-07-02T00:00:00Z"), "an editor", "test", None)
        .unwrap();
    batch.end(word).unwrap();
    batch.commit().unwrap();
    assert_eq!(field(&record), 3);
    let uid = |name: &str| Uid::in_race(&race(), name).to_string();
    judge(
        &mut record,
        &uid("Tommy Tubberville"),
        &uid("Tommy Tuberville"),
        None,
        Verdict::Same,
    );
    assert_eq!(field(&record), 2);
    let person = only(ask(&record, "Tommy Tuberville", Cut::default()));
    assert!(person.names.contains(&PersonName::new("Tommy Tubberville")));
}

#[test]
fn what_a_list_calls_somebody_counts_on_the_page() {
    // Beto O'Rourke's given name is Robert, and no table of nicknames has that.
    let texas: Race = "2018-TX-senate".parse().unwrap();
    let field = |record: &Record, cut: Cut| -> Vec<String> {
        let page = record.page(&texas, cut, &central()).unwrap();
        page.field
            .iter()
            .map(|row| row.person.to_string())
            .collect()
    };
    let mut record = Record::in_memory().unwrap();
    add(
        &mut record,
        &paper(
            "AP",
            "2018-03-07",
            &[
                candidacy(
                    "Robert O'Rourke",
                    "running",
                    &json!({"race": "2018-TX-senate"}),
                ),
                candidacy(
                    "Beto O'Rourke",
                    "running",
                    &json!({"race": "2018-TX-senate"}),
                ),
            ],
        ),
    );
    assert_eq!(field(&record, Cut::default()).len(), 2);
    let list = entry(
        "a list",
        "2018-05-01",
        "Entry 1",
        &[
            json!({"kind": "alias", "person": "Robert O'Rourke", "alias": "Beto O'Rourke", "sense": "goes_by"}),
        ],
    );
    add_entry(&mut record, &list);
    assert_eq!(field(&record, Cut::default()), ["Robert O'Rourke"]);
    // Not before the list was public, nor before it was recorded, nor against an editor.
    assert_eq!(
        field(&record, Cut::as_of(at("2018-04-01T00:00:00Z"))).len(),
        2
    );
    assert_eq!(field(&record, Cut::as_recorded(BatchNumber(1))).len(), 2);
    judge(
        &mut record,
        "Beto O'Rourke",
        "Robert O'Rourke",
        Some(texas.clone()),
        Verdict::Different,
    );
    assert_eq!(field(&record, Cut::default()).len(), 2);
}

#[test]
fn an_id_that_an_editor_rejected_joins_nobody() {
    let mut record = filled();
    let claims = record
        .claims(&Filter {
            kind: Some("identifier".to_owned()),
            ..Filter::default()
        })
        .unwrap();
    let wrong = claims
        .iter()
        .find(|held| {
            held.document.title == "Member of Congress S001141"
                && held.claim.quote.contains("S6AL00195")
        })
        .unwrap();
    assert_eq!(
        ask(&record, "Jeff Sessions", Cut::default()).people.len(),
        1
    );
    let since = at("2022-07-01T00:00:00Z");
    let mut batch = record.batch(since, "an editor", "test", None).unwrap();
    batch
        .act(&Act::new(
            ActKind::Reject,
            Target::Claim(wrong.id.clone()),
            since,
        ))
        .unwrap();
    batch.commit().unwrap();
    assert_eq!(
        ask(&record, "Jeff Sessions", Cut::default()).people.len(),
        2
    );
    let before = Cut::as_of(at("2022-06-30T00:00:00Z"));
    assert_eq!(ask(&record, "Jeff Sessions", before).people.len(), 1);
}
