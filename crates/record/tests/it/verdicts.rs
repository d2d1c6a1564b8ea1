//! Statements of real reports against real figures: `data/fec/claims` (33 statements on money, each with a verdict given by
//! hand) and `data/returns/al/election_night_claims.csv` (67 published counts). Both lie beside the repository and are
//! read from there; without them the tests print a line and pass. Run with `--nocapture` to see each verdict.

#![expect(
    clippy::print_stdout,
    reason = "the verdicts are to be read, and skipping is said"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use claim::Period;
use jiff::civil::Date;
use record::compare::{
    Against, Basis, Comparison, Counted, Figure, Number, Quantity, Scope, Stated, Tally, Verdict,
    money, period_length, votes,
};

fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        println!("skipped: ../shared/data/{path} is not there");
    }
    text
}

/// The rows of a table by the names of its columns.
fn rows(text: &str, separator: char) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines().map(|line| cells(line, separator));
    let header = lines.next().unwrap_or_default();
    lines
        .map(|cells| header.iter().cloned().zip(cells).collect())
        .collect()
}

fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

fn cents(text: &str) -> i64 {
    text.parse::<claim::Money>().unwrap().cents()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The first sum in a cell of the fixture: `Birmingham Watch: 448,204`, `2542974 (Yellowhammer …)`.
fn sum_in(cell: &str) -> Option<Number> {
    let start = cell.find(|c: char| c.is_ascii_digit())?;
    let from = cell
        .find('$')
        .filter(|at| *at <= start + 20)
        .unwrap_or(start);
    let rest = cell[from..].trim_start_matches('$');
    let digits: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .collect();
    let million = rest[digits.len()..].starts_with(" million");
    let dollars: f64 = digits
        .trim_end_matches(['.', ','])
        .replace(',', "")
        .parse()
        .ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "sums of the fixture are small"
    )]
    let cents = (dollars * if million { 1e8 } else { 100.0 }).round() as i64;
    Some(Number::money(&format!("${rest}"), cents))
}

/// The official figures: every row of the candidate summaries of six days.
fn summaries(candidate: &str) -> Vec<Figure> {
    let Some(text) = shared("fec/race/al_senate_asof.tsv") else {
        return Vec::new();
    };
    let columns = [
        ("TTL_RECEIPTS", Quantity::Raised),
        ("TTL_DISB", Quantity::Spent),
        ("CAND_CONTRIB", Quantity::CandidateContributions),
        ("CAND_LOANS", Quantity::Loaned),
        ("CAND_LOAN_REPAY", Quantity::LoanRepayments),
        ("TTL_INDIV_CONTRIB", Quantity::IndividualContributions),
    ];
    let mut figures = Vec::new();
    for row in rows(&text, '\t') {
        if !row["CAND_NAME"].starts_with(candidate) {
            continue;
        }
        let document = &row["snapshot"];
        let date: Vec<&str> = row["CVG_END_DT"].split('/').collect();
        let end = format!("{}-{}-{}", date[2], date[0], date[1]);
        let mut add = |quantity, column: &str, over: &str| {
            let mut figure = Figure::official(
                "Federal Election Commission",
                document,
                quantity,
                cents(&row[column]),
                period(over),
            );
            figure.as_of = document
                .rsplit_once("committed-")
                .map(|(_, date)| day(date));
            figures.push(figure);
        };
        for (column, quantity) in columns {
            add(quantity, column, &format!("2019-01-01/{end}"));
        }
        add(Quantity::CashOnHand, "COH_BOP", "2019-01-01");
        add(Quantity::CashOnHand, "COH_COP", &end);
    }
    figures
}

fn quantity(measure: &str) -> Quantity {
    match measure {
        "cash on hand" => Quantity::CashOnHand,
        "candidate loan" => Quantity::Loaned,
        "contributions" => Quantity::Contributions,
        "total receipts" | "collected" | "raised" => Quantity::Raised,
        "total disbursements" | "disbursements" | "spent" => Quantity::Spent,
        "expenditures" => Quantity::Expenditures,
        "loan repayment" | "loan repaid" => Quantity::LoanRepayments,
        "loan forgiven" => Quantity::LoanBalance,
        other => panic!("{other}"),
    }
}

/// The date or period of a row, as far as it is one.
fn when(cell: &str) -> Option<Period> {
    let cell = match cell {
        "2019 Q2" => "2019-04-01..2019-06-30",
        "through Feb. 12" => "2020-02-12",
        other => other,
    };
    let text = match cell.split_once(" to ") {
        Some(("cycle", end)) => format!("2019-01-01/{end}"),
        Some((_, end)) => end.to_owned(),
        None => cell.replace("..", "/"),
    };
    text.parse().ok()
}

/// The day of publication; of a month its last day.
fn said(cell: &str) -> Date {
    let cell = &cell[..cell.len().min(10)];
    match cell.len() {
        10 => day(cell),
        7 => day(&format!("{cell}-01")).last_of_month(),
        _ => day(&format!("{cell}-12-31")),
    }
}

fn stated(row: &BTreeMap<String, String>) -> Stated {
    let value = row["claimed_value"].trim_start_matches('>');
    Stated {
        number: Number::money(&row["claimed_text"], cents(value)),
        quantity: quantity(&row["measure"]),
        period: when(&row["as_of_or_period"]),
        scope: Scope::stated(&row["as_of_or_period"])
            .or_else(|| Scope::stated(&row["claimed_text"])),
        said: said(&row["published"]),
    }
}

/// What other reports have: the other rows on the same person, and the reports that the fixture names beside a row.
fn reports(row: &BTreeMap<String, String>, all: &[BTreeMap<String, String>]) -> Vec<Figure> {
    let same = |other: &&BTreeMap<String, String>| {
        other["subject"] == row["subject"] && other["measure"] != "period length"
    };
    let mut figures: Vec<Figure> = all
        .iter()
        .filter(same)
        .filter(|other| other["id"] != row["id"])
        .map(|other| {
            let said = stated(other);
            Figure::reported(
                &format!("row {}", other["id"]),
                said.quantity,
                &said.number,
                said.period,
            )
        })
        .collect();
    let measure = quantity(&row["measure"]);
    let own = when(&row["as_of_or_period"]);
    let mut beside = |quantity, text: &str, over: Option<Period>| {
        let number = sum_in(text).unwrap_or_else(|| stated(row).number);
        figures.push(Figure::reported("another report", quantity, &number, over));
    };
    match row["id"].as_str() {
        "3" | "24" => {
            let sum = row["official_source"].split_once(": ").unwrap().1;
            let over = sum
                .split_once('@')
                .map_or(own, |(_, day)| Some(period(day)));
            beside(measure, sum, over);
        }
        // Raised and spent in the last quarter, from the same story: `~2480215 … (2542974 - 312060 + 249301)`.
        "4" => {
            let quarter = Some(period("2019-10-01/2019-12-31"));
            let parts = row["official_value"].split_once("- ").unwrap().1;
            let (raised, spent) = parts.split_once(" + ").unwrap();
            beside(Quantity::Raised, raised, quarter);
            beside(Quantity::Spent, spent, quarter);
        }
        "18" => beside(Quantity::NetContributions, &row["note"], own),
        "20" => beside(measure, "", own),
        _ => {}
    }
    figures
}

fn compared(row: &BTreeMap<String, String>, all: &[BTreeMap<String, String>]) -> Comparison {
    if row["measure"] == "period length" {
        let days = row["claimed_value"]
            .trim_end_matches(" days")
            .parse()
            .unwrap();
        return period_length(days, when(&row["as_of_or_period"]).unwrap()).unwrap();
    }
    let mut figures = summaries(&row["subject"]);
    figures.extend(reports(row, all));
    money(&stated(row), &figures)
}

/// The classes of the fixture's verdicts, from their first words.
fn given(verdict: &str) -> &'static str {
    let classes = [
        ("confirmed", "confirmed"),
        ("agrees", "agrees"),
        ("uncheckable", "uncheckable"),
        ("near miss", "near miss"),
        ("differs", "differs"),
        ("contradicted", "contradicted"),
        ("consistent", "consistent"),
        // "supports the next-but-six row": no official figure of that day, and nothing that speaks against it.
        ("supports", "consistent"),
    ];
    classes
        .iter()
        .find(|(start, _)| verdict.starts_with(start))
        .map_or("?", |(_, class)| class)
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        verdict if verdict.is_confirmed() => "confirmed",
        Verdict::Agrees => "agrees",
        Verdict::NearMiss => "near miss",
        Verdict::Contradicted | Verdict::MoreThanFinal => "contradicted",
        Verdict::Consistent | Verdict::Partial => "consistent",
        Verdict::DifferentMeasure | Verdict::DifferentPeriod | Verdict::DifferentScope => "differs",
        _ => "uncheckable",
    }
}

#[test]
fn the_verdicts_on_33_statements_on_money() {
    let Some(text) = shared("fec/claims/al_senate_money_claims.tsv") else {
        return;
    };
    let all = rows(&text, '\t');
    assert_eq!(all.len(), 33);
    let mut confusion: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for row in &all {
        let found = compared(row, &all);
        let (given, class) = (given(&row["verdict"]), class(found.verdict));
        confusion
            .entry((given, class))
            .or_default()
            .push(&row["id"]);
        let mark = if given == class { ' ' } else { '!' };
        println!(
            "{mark} {:>2} {:?}: {}",
            row["id"], found.verdict, found.arithmetic
        );
    }
    println!("\ngiven, found: rows");
    for ((given, class), rows) in &confusion {
        println!("{given}, {class}: {} ({})", rows.len(), rows.join(" "));
    }
    let misses: Vec<&str> = confusion
        .iter()
        .filter(|((given, class), _)| given != class)
        .flat_map(|(_, rows)| rows.iter().copied())
        .collect();
    // Row 4: no part of the computation is an official figure here, so it agrees and is not confirmed.
    assert_eq!(misses, ["4"]);
}

/// Final votes and shares by candidate, in thousandths of a percent, from the county table of a contest.
fn finals(contest: &str) -> Option<BTreeMap<String, (u64, i64)>> {
    let file = match contest {
        "AL-2020-03-03-US-Senate-REP-primary" => "20200303__al__primary__county__us_senate_rep.csv",
        "AL-2020-11-03-US-Senate-general" => "20201103__al__general__county__us_senate.csv",
        "AL-2017-12-12-US-Senate-special" => {
            "20171212__al__special__general__county__us_senate.csv"
        }
        _ => return None,
    };
    let text = shared(&format!("returns/al/{file}"))?;
    let mut votes: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows(&text, ',') {
        let office = row["office"].to_lowercase();
        let name = row["candidate"].to_lowercase();
        if !office.contains("senat") || name.contains("votes") || name.contains("ballots") {
            continue;
        }
        *votes.entry(surname(&row["candidate"])).or_default() +=
            row["votes"].parse::<u64>().unwrap_or(0);
    }
    let all: u64 = votes.values().sum();
    let share = |votes: u64| i64::try_from((votes * 200_000 + all) / (2 * all)).unwrap();
    Some(
        votes
            .into_iter()
            .map(|(name, votes)| (name, (votes, share(votes))))
            .collect(),
    )
}

fn surname(name: &str) -> String {
    let name = name.to_lowercase();
    if name.starts_with("write") {
        return "write-ins".to_owned();
    }
    name.rsplit(' ').next().unwrap_or_default().to_owned()
}

fn thousandths(cell: &str) -> Option<i64> {
    let percent: f64 = cell.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "percentages are small")]
    let thousandths = (percent * 1000.0).round() as i64;
    Some(thousandths)
}

fn counted(row: &BTreeMap<String, String>) -> Counted {
    Counted {
        votes: row["votes"].parse().ok(),
        share: thousandths(&row["pct"]),
        reporting: thousandths(&row["reporting"])
            .zip(row["reporting_total"].parse::<i64>().ok())
            .map(|(part, of)| part * 100 / of),
    }
}

fn tally(row: &BTreeMap<String, String>, (votes, share): (u64, i64)) -> Tally {
    Tally {
        votes: Some(votes),
        share: Some(share),
        against: Against {
            authority: "Alabama Secretary of State".to_owned(),
            document: row["contest"].clone(),
            value: votes.to_string(),
            period: None,
            basis: Basis::Official,
            claim: None,
        },
    }
}

/// Votes decide where there are any: no partial count may be more than the final one. A share of an unfinished count is
/// always partial.
fn check_count(row: &BTreeMap<String, String>, verdict: Verdict, last: u64) {
    if let Ok(votes) = row["votes"].parse::<u64>() {
        let expect = match votes.cmp(&last) {
            std::cmp::Ordering::Less => Verdict::Partial,
            std::cmp::Ordering::Equal => Verdict::Confirmed,
            std::cmp::Ordering::Greater => Verdict::MoreThanFinal,
        };
        assert_eq!(verdict, expect, "{row:?}");
    } else if !row["reporting"].is_empty() {
        assert_eq!(verdict, Verdict::Partial, "{row:?}");
    }
}

#[test]
fn partial_counts_beside_the_final_ones() {
    let Some(text) = shared("returns/al/election_night_claims.csv") else {
        return;
    };
    let all = rows(&text, ',');
    assert_eq!(all.len(), 67);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in &all {
        let surname = surname(&row["candidate"]);
        let finals = finals(&row["contest"]);
        let last = finals.as_ref().and_then(|finals| finals.get(&surname));
        let found = last.map(|last| votes(counted(row), &tally(row, *last)));
        let verdict = found.as_ref().map_or_else(
            || "no final count held".to_owned(),
            |found| format!("{:?}", found.verdict),
        );
        if let (Some(found), Some((last, _))) = (&found, last) {
            check_count(row, found.verdict, *last);
        }
        println!(
            "{verdict}: {} {} {}: {}",
            row["published_by"],
            row["as_of"],
            row["candidate"],
            found.map_or(String::new(), |found| found.arithmetic)
        );
        *counts.entry(verdict).or_default() += 1;
    }
    println!("{counts:#?}");
    let expect = [
        // Shares that do not say how much had been counted.
        ("CutOff", 1),
        ("MoreThanFinal", 7),
        // The table of a runoff for which no final count lies beside it.
        ("no final count held", 7),
        ("Partial", 50),
        ("Rounding", 2),
    ];
    assert_eq!(
        counts,
        expect
            .map(|(verdict, count)| (verdict.to_owned(), count))
            .into()
    );
}
