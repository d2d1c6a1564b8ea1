//! What a filing is as Parquet and as `SQLite`, beside what it is as CSV: the same rows, the same sums.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use money::Options;
use parquet::basic::LogicalType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::parquet::Parquet;
use super::sqlite::Sqlite;

/// What stands in a column of a table: so many values, what the amounts come to, and the first of the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Held {
    is_money: bool,
    values: u64,
    cents: i128,
    first: Option<String>,
}

/// By table the number of rows, and by column what it holds.
type Summary = BTreeMap<String, (u64, BTreeMap<String, Held>)>;

/// A file in memory that can be looked into afterwards.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn as_parquet(filing: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Shared> = BTreeMap::new();
    let mut to = Parquet::new(|name: &str| {
        let file = Shared::default();
        files.insert(name.trim_end_matches(".parquet").to_owned(), file.clone());
        Ok(file)
    });
    money::tables(filing, Options::default(), &mut to).unwrap();
    to.finish().unwrap();
    files
        .into_iter()
        .map(|(name, file)| (name, file.0.lock().unwrap().clone()))
        .collect()
}

fn of_parquet(filing: &[u8]) -> Summary {
    let mut summary = Summary::new();
    for (name, bytes) in as_parquet(filing) {
        let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
        let table = summary.entry(name).or_default();
        for column in reader.metadata().file_metadata().schema().get_fields() {
            let logical = column.get_basic_info().logical_type_ref();
            let held = table.1.entry(column.name().to_owned()).or_default();
            held.is_money = matches!(logical, Some(LogicalType::Decimal { .. }));
        }
        for row in reader.get_row_iter(None).unwrap() {
            table.0 += 1;
            for (column, field) in row.unwrap().get_column_iter() {
                let held = table.1.entry(column.clone()).or_default();
                match field {
                    Field::Null => {}
                    Field::Decimal(decimal) => {
                        assert_eq!((decimal.scale(), decimal.precision()), (2, 18));
                        let bytes: [u8; 8] = decimal.data().try_into().unwrap();
                        held.values += 1;
                        held.cents += i128::from(i64::from_be_bytes(bytes));
                    }
                    Field::Str(words) => held.word(words.clone()),
                    Field::Long(number) => held.word(number.to_string()),
                    Field::Date(day) => {
                        let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*day);
                        held.word(day.to_string());
                    }
                    other => panic!("a field of no type that is written: {other:?}"),
                }
            }
        }
    }
    summary
}

fn of_sqlite(filing: &[u8]) -> Summary {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("filing.db");
    let mut to = Sqlite::create(&path).unwrap();
    money::tables(filing, Options::default(), &mut to).unwrap();
    to.finish().unwrap();
    let database = rusqlite::Connection::open(&path).unwrap();
    let mut names = database.prepare("SELECT name FROM sqlite_schema").unwrap();
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut summary = Summary::new();
    for name in names {
        let mut rows = database
            .prepare(&format!("SELECT * FROM \"{name}\" ORDER BY line"))
            .unwrap();
        let columns: Vec<String> = rows.column_names().map(str::to_owned).collect();
        let table = summary.entry(name).or_default();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            table.0 += 1;
            for (at, column) in columns.iter().enumerate() {
                let (name, is_money) = match column.strip_suffix("_cents") {
                    Some(name) => (name, true),
                    None => (column.as_str(), false),
                };
                let held = table.1.entry(name.to_owned()).or_default();
                held.is_money = is_money;
                match row.get_ref(at).unwrap() {
                    rusqlite::types::ValueRef::Null => {}
                    rusqlite::types::ValueRef::Integer(cents) if is_money => {
                        held.values += 1;
                        held.cents += i128::from(cents);
                    }
                    rusqlite::types::ValueRef::Integer(number) => held.word(number.to_string()),
                    rusqlite::types::ValueRef::Text(words) => {
                        held.word(String::from_utf8(words.to_vec()).unwrap());
                    }
                    other => panic!("a value of no type that is written: {other:?}"),
                }
            }
        }
    }
    summary
}

impl Held {
    fn word(&mut self, word: String) {
        self.values += 1;
        self.first.get_or_insert(word);
    }
}

/// The rows of each record, and of each of its columns of dollars what the amounts come to: from the CSV.
fn of_csv(filing: &[u8]) -> (BTreeMap<String, u64>, BTreeMap<(String, String), i128>) {
    let mut files: BTreeMap<String, Shared> = BTreeMap::new();
    money::csv(filing, Options::default(), |name| {
        let file = Shared::default();
        files.insert(name.trim_end_matches(".csv").to_owned(), file.clone());
        Ok(file)
    })
    .unwrap();
    let (mut rows, mut sums) = (BTreeMap::new(), BTreeMap::new());
    for (name, file) in files {
        let bytes = file.0.lock().unwrap().clone();
        let mut csv = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(bytes.as_slice());
        let columns = csv.headers().unwrap().clone();
        for row in csv.records() {
            *rows.entry(name.clone()).or_default() += 1;
            for (column, field) in columns.iter().zip(&row.unwrap()) {
                if let Ok(cents) = money::cents(field.as_bytes()) {
                    *sums.entry((name.clone(), column.to_owned())).or_default() +=
                        i128::from(cents);
                }
            }
        }
    }
    (rows, sums)
}

/// Parquet, `SQLite` and CSV are held against each other; gives the number of rows.
#[track_caller]
fn check(filing: &[u8], name: &str) -> u64 {
    let (parquet, sqlite) = (of_parquet(filing), of_sqlite(filing));
    assert_eq!(parquet, sqlite, "{name}");
    let (rows, sums) = of_csv(filing);
    let counted: BTreeMap<String, u64> = parquet
        .iter()
        .map(|(table, (rows, _))| (table.clone(), *rows))
        .collect();
    assert_eq!(counted, rows, "{name}");
    for (table, (_, columns)) in &parquet {
        for (column, held) in columns.iter().filter(|(_, held)| held.is_money) {
            let sum = sums.get(&(table.clone(), column.clone()));
            assert_eq!(
                held.cents,
                sum.copied().unwrap_or(0),
                "{name} {table} {column}"
            );
        }
    }
    rows.values().sum()
}

/// A report of Alabama's senior committee in the shape of version 8.3, with receipts that are and are not as they should be.
fn filing() -> String {
    let mut cover = vec![""; 93];
    cover[..3].copy_from_slice(&[
        "F3N",
        "C00306704",
        "Friends of Sessions Senate Committee Inc",
    ]);
    (cover[15], cover[16], cover[32]) = ("20190701", "20190930", "300.00");
    let mut text = format!(
        "HDR\u{1c}FEC\u{1c}8.3\u{1c}Test\u{1c}1\n{}\n",
        cover.join("\u{1c}")
    );
    for (day, amount) in [
        ("20190815", "100.00"),
        ("20190816", "200"),
        ("2019-08-17", "-0.01"),
        ("soon", "1,000.00"),
        ("", ""),
    ] {
        let mut row = vec![""; 45];
        row[..2].copy_from_slice(&["SA11AI", "C00306704"]);
        (row[6], row[19], row[20]) = ("A club, \"the\" club", day, amount);
        text.push_str(&row.join("\u{1c}"));
        text.push('\n');
    }
    text
}

#[test]
fn columns_are_typed_and_nothing_is_lost() {
    let filing = filing();
    assert_eq!(check(filing.as_bytes(), "the filing"), 6);
    let summary = of_parquet(filing.as_bytes());
    let (rows, columns) = &summary["SA"];
    assert_eq!(*rows, 5);
    let held = |values, cents, first: Option<&str>| Held {
        is_money: first.is_none(),
        values,
        cents,
        first: first.map(str::to_owned),
    };
    assert_eq!(columns["contribution_amount"], held(3, 29_999, None));
    assert_eq!(columns["contribution_date"], held(3, 0, Some("2019-08-15")));
    assert_eq!(columns["line"], held(5, 0, Some("3")));
    assert_eq!(
        columns["unread"],
        held(
            1,
            0,
            Some(r#"{"contribution_amount":"1,000.00","contribution_date":"soon"}"#)
        )
    );
}

#[test]
fn rows_come_in_groups_and_the_same_filing_gives_the_same_bytes() {
    let mut long = filing();
    let last = long.lines().nth(2).unwrap().to_owned();
    for _ in 0..120_000 {
        long.push_str(&last);
        long.push('\n');
    }
    let files = as_parquet(long.as_bytes());
    let reader = SerializedFileReader::new(Bytes::from(files["SA"].clone())).unwrap();
    assert!(reader.metadata().num_row_groups() > 1);
    assert_eq!(reader.metadata().file_metadata().num_rows(), 120_005);
    assert_eq!(files, as_parquet(long.as_bytes()));
}

#[test]
fn a_database_that_is_there_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.db");
    std::fs::write(&path, "mine").unwrap();
    let refused = Sqlite::create(&path).unwrap_err();
    assert!(
        matches!(refused, crate::ExportError::Exists(_)),
        "{refused}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

/// The filings beside the project, where they are at hand.
#[test]
fn every_sample_has_the_same_rows_and_sums_in_every_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/fec/samples");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: the samples of FEC filings are not here");
        return;
    };
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut rows = 0;
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        rows += check(&bytes, &path.display().to_string());
    }
    assert!(rows > 10_000, "{rows}");
}
