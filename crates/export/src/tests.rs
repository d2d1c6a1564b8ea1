//! Out and back: whatever a record holds.

use std::cell::RefCell;

use claim::{Claim, Complaint, Occurrence, Part, Place, Race, Report, Span, Terms};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use record::{Cut, Document, DocumentKind, Record, Source};
use serde_json::{Value, json};

use crate::back::{Back, Tally};
use crate::{Result, annotations, columnar, documents, ftm, jsonld, tidy};

const SECOND: i64 = 1_573_000_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A report with claims, as numbers choose them.
#[derive(Debug, Clone)]
struct Written {
    batch: bool,
    words: Vec<u8>,
    url: Option<u8>,
    publisher: Option<u8>,
    published: Option<u8>,
    sources: u8,
    relays: bool,
    claims: Vec<(u8, u8, u8, u8, u8)>,
}

const WORDS: [&str; 9] = [
    "Sessions",
    "is,",
    "“expected”",
    "to \"run\"",
    "in\nAlabama",
    "=1+1",
    "naïve",
    "🗳",
    "Thursday\r\n",
];

fn chosen<T: Clone>(from: &[T], number: u8) -> T {
    from[usize::from(number) % from.len()].clone()
}

fn statement(kind: u8, a: u8, b: u8) -> Value {
    let name = chosen(
        &[
            "Jeff Sessions",
            "Sessions",
            "Doug Jones",
            "Tommy Tuberville",
            "Jo Jorgensen",
        ],
        a,
    );
    let other = chosen(
        &["Donald Trump", "Doug Jones", "the \"Club, for Growth\""],
        b,
    );
    let mut object = match kind % 14 {
        0 => {
            json!({"kind": "candidacy", "person": name, "status": chosen(&["expected", "announced", "not_filed"], b),
                    "party": "R", "stage": "primary:R", "date": chosen(&["2019-11-07", "2019-11", "2019", "2019-11-06T18:30-06:00", "2019-11-08T17:00"], a)})
        }
        1 => json!({"kind": "candidacy", "person": name, "status": "running"}),
        2 => {
            json!({"kind": "endorsement", "endorser": other, "candidate": name, "stance": "oppose"})
        }
        3 => {
            json!({"kind": "funds", "holder": other, "measure": "cash_on_hand", "amount": f64::from(b) * 1000.0 + 0.25, "period": "2019-07-01/2019-09-30"})
        }
        4 => {
            json!({"kind": "funds", "holder": name, "measure": "debt", "amount": 2_500_000, "period": "2019-09", "committee": "C00306704", "form": "F3A"})
        }
        5 => {
            json!({"kind": "poll", "shares": {"Sessions": 31.5, "Doug, Jones": 29, "A": 1}, "sample": 400, "margin": 4.9, "start": "2020-02-04", "end": "2020-02-06"})
        }
        6 => json!({"kind": "rating", "rater": other, "rating": "Lean Republican"}),
        7 => {
            json!({"kind": "schedule", "event": "filing_deadline", "date": "2019-11-08T17:00", "place": "Alabama Republican Party"})
        }
        8 => {
            json!({"kind": "result", "candidate": name, "share": 31.64, "votes": 226_679, "stage": "primary:R", "reporting": 99.5, "outcome": "advanced"})
        }
        9 => {
            json!({"kind": "office", "person": name, "office": "U.S. senator", "relation": "held", "start": "1997", "end": "2017-02"})
        }
        10 => {
            json!({"kind": "role", "person": name, "role": "campaign manager", "of": other, "relation": "was"})
        }
        11 => json!({"kind": "standing", "person": name, "standing": "vulnerable"}),
        13 => {
            json!({"kind": "committee", "committee": "C00306704", "name": other, "designation": "principal", "candidate": name, "candidate_id": "S6AL00195", "period": "2019-01-01/2020-12-31"})
        }
        _ => chosen(
            &[
                json!({"kind": "biography", "person": name, "fact": "born", "value": "1946-12-24"}),
                json!({"kind": "biography", "person": name, "fact": "age", "value": "72"}),
                json!({"kind": "biography", "person": name, "fact": "hometown", "value": "Mobile,  Alabama"}),
                json!({"kind": "biography", "person": name, "fact": "occupation", "value": "lawyer"}),
            ],
            b,
        ),
    };
    if !matches!(kind % 14, 10 | 12) && !b.is_multiple_of(3) {
        object["race"] = chosen(
            &[
                "2020-AL-house-1",
                "2020-AL-senate",
                "2017-AL-senate-special",
            ],
            b,
        )
        .into();
    }
    object
}

fn origin(number: u8) -> Value {
    chosen(
        &[
            json!({"type": "report"}),
            json!({"type": "person", "name": "Jeff Sessions"}),
            json!({"type": "organization", "name": "NBC News"}),
            json!({"type": "document", "name": "FEC filing, amended"}),
            json!({"type": "anonymous", "described": "two Republicans", "count": 2}),
            json!({"type": "anonymous"}),
        ],
        number,
    )
}

fn occurrence(text: &str, chosen_by: (u8, u8, u8, u8, u8)) -> Occurrence {
    let (kind, a, b, from, place) = chosen_by;
    let mut claim = statement(kind, a, b);
    let letters = text.chars().count();
    let start = usize::from(place) % letters;
    let end = (start + 1 + usize::from(a)).min(letters);
    let span = Span::new(start, end);
    claim["quote"] = span.of(text).unwrap().into();
    claim["certainty"] = chosen(&["asserted", "expected", "possible", "denied"], from).into();
    claim["origin"] = origin(from);
    claim["via"] = if from % 4 == 3 {
        json!(["NBC", "AP, maybe"])
    } else {
        json!([])
    };
    // By way of text: a map of JSON values would keep no order of shares.
    let claim: Claim = serde_json::from_str(&claim.to_string()).unwrap();
    Occurrence {
        claim,
        place: Place {
            part: Part::Text,
            span,
        },
        terms: Terms {
            direct_knowledge: from % 2 == 1,
            not_authorized: from % 5 == 1,
            on_condition_of_anonymity: false,
        },
    }
}

fn record_of(written: &[Written]) -> Record {
    let mut record = Record::in_memory().unwrap();
    let mut waiting: Vec<&[Written]> = Vec::new();
    let mut start = 0;
    for (number, one) in written.iter().enumerate() {
        if one.batch {
            waiting.push(&written[start..=number]);
            start = number + 1;
        }
    }
    waiting.push(&written[start..]);
    let mut seen = SECOND;
    for documents in waiting {
        let mut batch = record.batch(at(seen), "test", "test", None).unwrap();
        for one in documents {
            seen += 3600;
            let words: Vec<&str> = one.words.iter().map(|word| chosen(&WORDS, *word)).collect();
            let text = format!("{} ", words.join(" "));
            let report = Report {
                id: format!("{seen}"),
                url: one
                    .url
                    .map(|url| format!("https://example.org/{}", url % 3)),
                publisher: one
                    .publisher
                    .map(|name| chosen(&["AP", "NBC News", "Yahoo, Inc."], name).to_owned()),
                published: one.published.map(|day| {
                    chosen(&["2019-11-05", "2019-11", "2019-11-05T18:30-06:00"], day)
                        .parse()
                        .unwrap()
                }),
                title: "A, \"title\"".to_owned(),
                text: text.clone(),
            };
            let claims: Vec<Occurrence> = one
                .claims
                .iter()
                .map(|claim| occurrence(&text, *claim))
                .collect();
            let sources: Vec<Source> = (0..one.sources % 3)
                .map(|source| Source {
                    url: format!("https://example.org/source/{source}"),
                    date: (source > 0).then(|| "2019".to_owned()),
                })
                .collect();
            let relays = if one.relays {
                vec!["CNN".to_owned(), "A, B".to_owned()]
            } else {
                Vec::new()
            };
            batch
                .add(&Document {
                    report: &report,
                    kind: DocumentKind::Report,
                    sources: &sources,
                    claims: &claims,
                    relays: &relays,
                    complaints: &[Complaint::new("here", "what", "all")],
                    first_seen: at(seen),
                    zone: &TimeZone::UTC,
                    reader: "rules 1",
                })
                .unwrap();
        }
        batch.commit().unwrap();
    }
    record
}

fn written() -> impl Strategy<Value = Vec<Written>> {
    let claims = prop::collection::vec(any::<(u8, u8, u8, u8, u8)>(), 0..7);
    let one = (
        any::<bool>(),
        prop::collection::vec(0_u8..9, 1..12),
        any::<Option<u8>>(),
        any::<Option<u8>>(),
        any::<Option<u8>>(),
        any::<u8>(),
        any::<bool>(),
        claims,
    )
        .prop_map(
            |(batch, words, url, publisher, published, sources, relays, claims)| Written {
                batch,
                words,
                url,
                publisher,
                published,
                sources,
                relays,
                claims,
            },
        );
    prop::collection::vec(one, 1..7)
}

/// What is exported: everything, a race, a cut.
#[derive(Debug, Clone, Default)]
struct Asked {
    race: Option<Race>,
    cut: Cut,
}

fn table(record: &Record, asked: &Asked) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = tidy::Writer::new(&mut out).unwrap();
    record
        .hand_on(asked.race.as_ref(), asked.cut, |claim| writer.claim(&claim))
        .unwrap();
    writer.finish().unwrap();
    out
}

fn lines(record: &Record, asked: &Asked) -> Vec<u8> {
    let mut out = Vec::new();
    for id in record
        .documents_inside(asked.race.as_ref(), asked.cut)
        .unwrap()
    {
        documents::write(&mut out, &record.handed_document(id).unwrap()).unwrap();
    }
    out
}

fn statements(record: &Record) -> (Vec<u8>, Vec<u8>) {
    let (mut entities, mut statements) = (Vec::new(), Vec::new());
    let mut writer = ftm::Writer::new(&mut entities, &mut statements).unwrap();
    record
        .hand_on(None, Cut::default(), |claim| writer.claim(&claim))
        .unwrap();
    writer.finish().unwrap();
    (entities, statements)
}

fn back(fill: impl FnOnce(&mut Back<'_, '_>) -> Result<()>) -> (Record, Tally, Vec<Complaint>) {
    let mut record = Record::in_memory().unwrap();
    let (tally, complaints) = into(&mut record, fill);
    (record, tally, complaints)
}

fn into(
    record: &mut Record,
    fill: impl FnOnce(&mut Back<'_, '_>) -> Result<()>,
) -> (Tally, Vec<Complaint>) {
    let complaints = RefCell::new(Vec::new());
    let mut takeover = record.take_over(at(SECOND), "test", "a test").unwrap();
    let mut complain = |complaint: &Complaint| complaints.borrow_mut().push(complaint.clone());
    let mut back = Back::new(&mut takeover, &mut complain);
    fill(&mut back).unwrap();
    let tally = back.tally();
    takeover.commit().unwrap();
    (tally, complaints.into_inner())
}

fn both(table: &[u8], lines: &[u8]) -> (Record, Tally, Vec<Complaint>) {
    back(|back| {
        back.documents(documents::read(lines, "documents.jsonl"))?;
        back.rows(tidy::Reader::new(table, "claims.csv")?)
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_table_comes_back_to_the_byte(written in written(), race in any::<bool>(), cut in 0_i64..8) {
        let record = record_of(&written);
        let asked = Asked {
            race: race.then(|| "2020-AL-senate".parse().unwrap()),
            cut: if cut > 6 { Cut::default() } else { Cut::as_of(at(SECOND + 3600 * cut)) },
        };
        prop_assume!(asked.race.is_none() || record.documents_inside(asked.race.as_ref(), asked.cut).is_ok());
        let (first, documents) = (table(&record, &asked), lines(&record, &asked));
        let (again, _, complaints) = both(&first, &documents);
        prop_assert_eq!(&complaints, &[]);
        prop_assert_eq!(again.check().unwrap(), &[]);
        // A record that holds only the race is asked for the race as well: one that holds nothing knows no race.
        let empty = again.documents().unwrap().is_empty();
        if !empty {
            prop_assert_eq!(text(&table(&again, &asked)), text(&first));
            prop_assert_eq!(text(&lines(&again, &asked)), text(&documents));
        }
        // Without the documents beside it the table still comes back.
        let (alone, _, complaints) = back(|back| back.rows(tidy::Reader::new(&first[..], "claims.csv")?));
        prop_assert_eq!(&complaints, &[]);
        prop_assert_eq!(alone.check().unwrap(), &[]);
        if !alone.documents().unwrap().is_empty() {
            prop_assert_eq!(text(&table(&alone, &asked)), text(&first));
        }
    }

    #[test]
    fn pages_are_the_same_after_the_way_back(written in written()) {
        let record = record_of(&written);
        let asked = Asked::default();
        let (again, ..) = both(&table(&record, &asked), &lines(&record, &asked));
        for race in record.races(Cut::default()).unwrap() {
            let Some(race) = race.race else { continue };
            let zone = TimeZone::UTC;
            prop_assert_eq!(
                record.page(&race, Cut::default(), &zone).unwrap(),
                again.page(&race, Cut::default(), &zone).unwrap()
            );
        }
        // Everything is held already: nothing changes.
        let mut again = again;
        let (tally, complaints) = into(&mut again, |back| {
            back.documents(documents::read(&lines(&record, &asked)[..], "documents.jsonl"))?;
            back.rows(tidy::Reader::new(&table(&record, &asked)[..], "claims.csv")?)
        });
        prop_assert_eq!(&complaints, &[]);
        prop_assert_eq!((tally.documents, tally.claims), (0, 0));
    }

    #[test]
    fn statements_come_back_to_the_byte(written in written()) {
        let record = record_of(&written);
        let (entities, first) = statements(&record);
        let (again, _, complaints) = back(|back| {
            let (documents, rows, complaints) =
                ftm::read(&first[..], "statements.csv", at(SECOND), &TimeZone::UTC)?;
            back.complaints(&complaints);
            back.documents(documents.into_iter().map(Ok))?;
            back.rows(rows.into_iter().map(Ok))
        });
        prop_assert_eq!(&complaints, &[]);
        prop_assert_eq!(again.check().unwrap(), &[]);
        let (entities_again, second) = statements(&again);
        prop_assert_eq!(text(&second), text(&first));
        prop_assert_eq!(text(&entities_again), text(&entities));
    }

    #[test]
    fn every_annotation_finds_its_words(written in written()) {
        let record = record_of(&written);
        let mut out = Vec::new();
        let mut writer = annotations::Writer::new(&mut out, |id| Ok(record.handed_document(id)?));
        record.hand_on(None, Cut::default(), |claim| writer.claim(&claim)).unwrap();
        for line in text(&out).lines() {
            let annotation: Value = serde_json::from_str(line).unwrap();
            let target = &annotation["target"];
            let state = target["state"][1]["value"].as_str().unwrap().to_owned();
            let meta = record.documents().unwrap().into_iter().find(|d| state.ends_with(&d.sha256)).unwrap();
            let words = record.document(meta.document).unwrap().text;
            let (quote, place) = (&target["selector"][0], &target["selector"][1]);
            let part = |name: &str| quote[name].as_str().unwrap().to_owned();
            let span = Span::new(
                usize::try_from(place["start"].as_u64().unwrap()).unwrap(),
                usize::try_from(place["end"].as_u64().unwrap()).unwrap(),
            );
            prop_assert_eq!(span.of(&words).map(str::to_owned), Some(part("exact")));
            prop_assert!(part("prefix").chars().count() <= 32 && part("suffix").chars().count() <= 32);
            let around = format!("{}{}{}", part("prefix"), part("exact"), part("suffix"));
            prop_assert!(words.contains(&around));
        }
    }

    #[test]
    fn graphs_and_parquet_are_written_the_same_twice(written in written()) {
        let record = record_of(&written);
        let graphs = |record: &Record| {
            let mut out = String::new();
            let mut writer = jsonld::Writer::new(|_: Option<&Race>, graph: &str| {
                out.push_str(graph);
                Ok(())
            });
            record.hand_on(None, Cut::default(), |claim| writer.claim(&claim)).unwrap();
            writer.finish().unwrap();
            out
        };
        let parquet = |record: &Record| {
            let mut out = Vec::new();
            let mut writer = columnar::Writer::new(&mut out).unwrap();
            record.hand_on(None, Cut::default(), |claim| writer.claim(&claim)).unwrap();
            writer.finish().unwrap();
            out
        };
        let asked = Asked::default();
        let (again, ..) = both(&table(&record, &asked), &lines(&record, &asked));
        prop_assert_eq!(graphs(&record), graphs(&again));
        prop_assert!(parquet(&record) == parquet(&again));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), cells in "(\"?[a-z0-9,\\-\n]{0,9}\"?,){0,80}") {
        let header: Vec<&str> = crate::columns::COLUMNS.iter().map(|column| column.name).collect();
        for tail in [&bytes[..], cells.as_bytes()] {
            let file = [header.join(",").as_bytes(), b"\n", tail].concat();
            let (record, ..) = back(|back| back.rows(tidy::Reader::new(&file[..], "x")?));
            prop_assert_eq!(record.check().unwrap(), &[]);
            let _ = documents::read(tail, "x").count();
            let _ = ftm::read(tail, "x", at(SECOND), &TimeZone::UTC);
        }
    }
}

fn example() -> Record {
    record_of(&[
        Written {
            batch: true,
            words: vec![0, 1, 2, 3, 8],
            url: Some(0),
            publisher: Some(0),
            published: Some(2),
            sources: 1,
            relays: false,
            claims: vec![(0, 0, 1, 0, 0), (2, 0, 1, 4, 3)],
        },
        Written {
            batch: false,
            words: vec![0, 4, 7],
            url: Some(0),
            publisher: Some(0),
            published: Some(2),
            sources: 0,
            relays: true,
            claims: vec![(0, 0, 1, 0, 0), (9, 0, 0, 0, 0)],
        },
    ])
}

/// Each line of an altered table, and what is said of it.
#[test]
fn what_was_altered_on_the_way_is_refused_with_its_reason() {
    let record = example();
    let asked = Asked::default();
    let (table, lines) = (text(&table(&record, &asked)), text(&lines(&record, &asked)));
    let check = |table: &str, lines: &str, said: &str| {
        let (record, _, complaints) = both(table.as_bytes(), lines.as_bytes());
        assert_eq!(record.check().unwrap(), &[], "{said}");
        let all: Vec<&str> = complaints
            .iter()
            .map(|complaint| complaint.what.as_str())
            .collect();
        assert!(
            all.iter().any(|what| what.contains(said)),
            "{said}: {all:?}"
        );
    };
    check(
        &table,
        &lines.replace("Alabama", "Georgia"),
        "its words are not those",
    );
    check(
        &table,
        &lines.replace("\"document\":2", "\"document\":1"),
        "another document has it",
    );
    check(
        &table.replace("announced,R", "hoped,R"),
        &lines,
        "the row is no claim",
    );
    check(
        &table.replace("text,0,", "text,1,"),
        &lines,
        "does not stand in the document",
    );
    check(
        &table.replace("text,0,", "text,-1,"),
        &lines,
        "`span_start` cannot be `-1`",
    );
    check(
        &table.replace("2020-AL-senate/2", "2020-AL-senate/1"),
        &lines,
        "under this number before",
    );
    let first = table.split("\r\n").nth(1).unwrap();
    check(
        &format!("{table}{first}\r\n"),
        &lines,
        "under this number before",
    );
}

/// A record that holds something keeps its own numbers, and takes what is new.
#[test]
fn a_record_that_holds_something_gives_its_own_numbers() {
    let (record, asked) = (example(), Asked::default());
    let mut other = record_of(&[Written {
        batch: false,
        words: vec![5, 6],
        url: None,
        publisher: Some(1),
        published: None,
        sources: 0,
        relays: false,
        claims: vec![(0, 2, 1, 0, 0)],
    }]);
    let (tally, complaints) = into(&mut other, |back| {
        back.documents(documents::read(
            &lines(&record, &asked)[..],
            "documents.jsonl",
        ))?;
        back.rows(tidy::Reader::new(
            &table(&record, &asked)[..],
            "claims.csv",
        )?)
    });
    assert_eq!(complaints, &[]);
    assert_eq!((tally.documents, tally.claims, tally.held), (2, 4, 0));
    assert_eq!(other.last_batch().unwrap(), record::BatchNumber(2));
    assert_eq!(other.check().unwrap(), &[]);
    assert_eq!(other.documents().unwrap().len(), 3);
}

/// The ids of `followthemoney` 4.11, `Statement.make_key("ap", "hu-1", "name", "Jeff Sessions", False)`.
#[test]
fn statement_ids_are_those_of_followthemoney() {
    let mut statement = ftm::Statement {
        canonical_id: "hu-1".to_owned(),
        entity_id: "hu-1".to_owned(),
        prop: "name".to_owned(),
        prop_type: "name".to_owned(),
        schema: "Person".to_owned(),
        value: "Jeff Sessions".to_owned(),
        dataset: "ap".to_owned(),
        origin: String::new(),
        lang: String::new(),
        original_value: String::new(),
        external: "f".to_owned(),
        first_seen: String::new(),
        last_seen: String::new(),
        id: String::new(),
    };
    assert_eq!(statement.key(), "b862a2aff84ccd8693619175bc108f42d2c593bf");
    statement.lang = "eng".to_owned();
    statement.external = "t".to_owned();
    assert_eq!(statement.key(), "5ea1f18f32e0aca844f2c1ebc5ef91852f1ea385");
}

/// Statements that others made: the line is the quote, the dataset the publisher.
#[test]
fn statements_of_others_are_read_as_far_as_claims_hold_them() {
    let csv = "entity_id,prop,schema,value,dataset,first_seen,last_seen\n\
        Q358443,name,Person,Jeff Sessions,wd_peps,2020-01-01T00:00:00,2020-02-01T00:00:00\n\
        Q358443,birthDate,Person,1946-12-24,wd_peps,2020-01-01T00:00:00,2020-02-01T00:00:00\n\
        p1,name,Position,United States Senator,wd_peps,,\n\
        o1,holder,Occupancy,Q358443,wd_peps,,\n\
        o1,post,Occupancy,p1,wd_peps,,\n\
        o1,startDate,Occupancy,1997-01-03,wd_peps,,\n\
        o1,endDate,Occupancy,2017-02-08,wd_peps,,\n";
    let (record, tally, complaints) = back(|back| {
        let (documents, rows, complaints) =
            ftm::read(csv.as_bytes(), "statements.csv", at(SECOND), &TimeZone::UTC)?;
        back.complaints(&complaints);
        back.documents(documents.into_iter().map(Ok))?;
        back.rows(rows.into_iter().map(Ok))
    });
    assert_eq!((tally.documents, tally.claims), (1, 2));
    assert_eq!(record.check().unwrap(), &[]);
    let said: Vec<String> = complaints
        .iter()
        .map(|complaint| complaint.what.clone())
        .collect();
    assert_eq!(said, ["1 statement says nothing that a claim can hold"]);
    let quotes: Vec<String> = record
        .claims(&record::Filter::default())
        .unwrap()
        .into_iter()
        .map(|held| held.claim.quote)
        .collect();
    assert_eq!(
        quotes,
        [
            "Jeff Sessions: birthDate 1946-12-24",
            "Jeff Sessions: United States Senator, 1997-01-03 to 2017-02-08",
        ]
    );
}

#[test]
fn the_table_shows_what_is_held() {
    let asked = Asked::default();
    insta::assert_snapshot!(text(&table(&example(), &asked)).replace("\r\n", "␍␊\n"));
}

#[test]
fn the_graph_shows_claims_with_their_articles() {
    let mut graphs = Vec::new();
    let mut writer = jsonld::Writer::new(|race: Option<&Race>, graph: &str| {
        graphs.push((race.cloned(), graph.to_owned()));
        Ok(())
    });
    example()
        .hand_on(None, Cut::default(), |claim| writer.claim(&claim))
        .unwrap();
    writer.finish().unwrap();
    let graph: Value = serde_json::from_str(&graphs[0].1).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&graph).unwrap());
}
