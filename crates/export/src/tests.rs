//! Out and back: whatever a record holds.

mod written;

use std::cell::RefCell;

use claim::{Complaint, Race, Span};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use record::{Cut, Record};
use serde_json::Value;

use written::{SECOND, Written, at, example, record_of, written};

use crate::back::{Back, Tally};
use crate::{Result, annotations, columnar, documents, ftm, jsonld, tidy};

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
