//! The columns of the tidy table: one row a claim. CSV and Parquet have the same, in the same order.

use claim::{Committee, Funds, Money, Origin, Part, Percent, Statement, Terms, When};
use jiff::Timestamp;
use jiff::civil::Date;
use record::HandedClaim;
use serde_json::Value;

use crate::Result;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Words. Lists are JSON arrays.
    Text,
    /// A whole number.
    Int,
    /// US dollars with two decimals, exact.
    Money,
    /// Percent with up to three decimals, exact.
    Percent,
    /// A calendar day.
    Day,
    /// An instant in UTC, to the second.
    Instant,
}

/// A column with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in both formats.
    pub name: &'static str,
    /// What it holds.
    pub holds: Type,
    /// What it means, in a sentence.
    pub says: &'static str,
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: the document does not say, or the kind has no such field.
    None,
    /// Words.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Cents.
    Money(i64),
    /// Thousandths of a percent.
    Percent(i32),
    /// A day.
    Day(Date),
    /// An instant.
    Instant(Timestamp),
}

macro_rules! columns {
    ($($name:literal $holds:ident $says:literal;)+) => {
        /// All columns, in their order.
        pub const COLUMNS: &[Column] = &[
            $(Column { name: $name, holds: Type::$holds, says: $says }),+
        ];
    };
}

columns! {
    "claim" Text "The claim's id in the record: its race, or `-`, and a number.";
    "kind" Text "What kind of statement it is: candidacy, endorsement, funds, poll, rating, schedule, result, office, role, standing, biography, identifier, alias, committee.";
    "race" Text "The race, where the document settles it: `2020-AL-senate`.";
    "stage" Text "The stage: `primary:R`, `runoff:R`, `general`.";
    "state" Text "For presidential contests in a state: its postal code.";
    "person" Text "Whom it is about (candidacy, office, role, standing, biography, identifier, alias).";
    "candidate" Text "Whom it is about (endorsement, result), or whose committee it is (committee).";
    "status" Text "candidacy: where it stands.";
    "party" Text "candidacy: their party.";
    "date" Text "candidacy, endorsement, rating, schedule: when, as precisely as the document says.";
    "endorser" Text "endorsement: who backs or opposes.";
    "stance" Text "endorsement: support or oppose.";
    "holder" Text "funds: the person or committee.";
    "measure" Text "funds: what is measured: cash_on_hand, raised, spent, loaned, debt, ad_spend, transferred_in, transferred_out.";
    "amount" Money "funds: US dollars.";
    "period" Text "funds, committee: the date or the period, as precisely as the document says.";
    "committee" Text "funds: the FEC's id of the committee whose filing it is; committee: its id.";
    "form" Text "funds: the form of that filing, with N, A or T for new, amended, terminating.";
    "name" Text "committee: its name.";
    "designation" Text "committee: what it is to the candidate: principal, authorized, joint_fundraising, leadership, lobbyist, unauthorized.";
    "candidate_id" Text "committee: the candidate's FEC id.";
    "shares" Text "poll: percent by name in the order of the document, as a JSON object.";
    "pollster" Text "poll: who asked.";
    "sponsor" Text "poll: who paid.";
    "start" Text "poll: first day in the field; office: since when.";
    "end" Text "poll: last day in the field; office: until when.";
    "sample" Int "poll: how many were asked.";
    "population" Text "poll: who was asked.";
    "margin" Percent "poll: margin of error in percentage points.";
    "rater" Text "rating: who rates.";
    "rating" Text "rating: in the rater's words.";
    "event" Text "schedule: what happens.";
    "place" Text "schedule: where, or with whom papers are filed.";
    "share" Percent "result: percent of the votes.";
    "votes" Int "result: number of votes.";
    "outcome" Text "result: won, lost, advanced, leading, trailing.";
    "reporting" Percent "result: percent of units counted.";
    "office" Text "office: the office as named.";
    "relation" Text "office: holds, held, incumbent, appointed, resigned, fired, retiring; role: is, was.";
    "how" Text "office: how it came about.";
    "role" Text "role: what they do.";
    "of" Text "role: for whom.";
    "standing" Text "standing: the position in a word.";
    "fact" Text "biography: age, born, died, hometown, occupation, party.";
    "scheme" Text "identifier: whose id it is.";
    "value" Text "biography, identifier: the value as text.";
    "alias" Text "alias: the other name.";
    "sense" Text "alias: how they bear it.";
    "valid_from" Day "The first day on which it can hold in the world, from date, period, start or end.";
    "valid_to" Day "The last such day.";
    "certainty" Text "How sure the origin is: asserted, expected, possible, denied (it is stated not to be so).";
    "origin_type" Text "Who is responsible in this report: report (its own voice), person, organization, document, anonymous.";
    "origin_name" Text "Their name.";
    "origin_described" Text "How unnamed sources are described.";
    "origin_count" Int "How many unnamed sources there are, where the report says so.";
    "via" Text "The relays between report and origin, outermost first, as a JSON array.";
    "terms" Text "On which terms sources spoke: not_authorized, on_condition_of_anonymity, direct_knowledge.";
    "relays" Text "The outlets whose reporting the document passes on as a whole, as a JSON array.";
    "leaf_origins" Text "Who is ultimately responsible, as far as the chains lead among all reports in the export that state the very same, as a JSON array. Derived: an import does not read it.";
    "quote" Text "The words that carry the claim, verbatim.";
    "part" Text "Where the quote stands: title or text.";
    "span_start" Int "The first code point of the quote in that part, counted from 0.";
    "span_end" Int "The first code point after it.";
    "document" Int "The number of the document version in the record.";
    "version" Int "Which version of the document it is.";
    "sha256" Text "The hash of that version: SHA-256 over headline, text, publisher, time and address.";
    "document_kind" Text "What the document is.";
    "url" Text "Where it was published.";
    "publisher" Text "Who published it.";
    "published" Text "When, as the document says.";
    "title" Text "Its headline.";
    "reported_first" Instant "The first moment at which the document can have been public.";
    "reported_last" Instant "The moment from which it was public for certain: what `--as-of` compares.";
    "first_seen" Instant "When the record first saw it.";
    "reader" Text "Which reader read it.";
    "document_batch" Int "The batch that brought the document: what `--recorded` compares.";
    "batch" Int "The batch that brought the claim.";
}

/// The row of a claim: a cell for each of [`COLUMNS`].
pub fn row(handed: &HandedClaim) -> Result<Vec<Cell>> {
    let claim = &handed.held.claim;
    let own = serde_json::to_value(&claim.statement)?;
    COLUMNS
        .iter()
        .map(|column| match shared(handed, column.name)? {
            Some(cell) => Ok(cell),
            None => own_cell(&claim.statement, &own, column),
        })
        .collect()
}

/// The cell of a column that every kind has; nothing for a kind's own field.
fn shared(handed: &HandedClaim, column: &str) -> Result<Option<Cell>> {
    let (held, claim) = (&handed.held, &handed.held.claim);
    let document = &held.document;
    Ok(Some(match column {
        "claim" => text(held.id.to_string()),
        "valid_from" => day(valid(&claim.statement).0),
        "valid_to" => day(valid(&claim.statement).1),
        "certainty" => text(claim.certainty.word()),
        "origin_type" => text(claim.origin.word()),
        "origin_name" => match &claim.origin {
            Origin::Anonymous { .. } => Cell::None,
            origin => maybe(origin.name()),
        },
        "origin_described" => match &claim.origin {
            Origin::Anonymous { described, .. } => maybe(described.clone()),
            _ => Cell::None,
        },
        "origin_count" => match claim.origin {
            Origin::Anonymous {
                count: Some(count), ..
            } => Cell::Int(count.into()),
            _ => Cell::None,
        },
        "via" => list(&claim.via.0)?,
        "terms" => maybe(Some(terms(handed.terms))),
        "relays" => list(&handed.relays)?,
        "leaf_origins" => list(&handed.leaves)?,
        "quote" => maybe(Some(claim.quote.clone())),
        "part" => text(match held.place.part {
            Part::Title => "title",
            Part::Text => "text",
        }),
        "span_start" => int(held.place.span.start),
        "span_end" => int(held.place.span.end),
        "document" => int(document.document.0),
        "version" => int(document.version),
        "sha256" => text(document.sha256.clone()),
        "document_kind" => text(document.kind.word()),
        "url" => maybe(document.url.clone()),
        "publisher" => maybe(document.publisher.clone()),
        "published" => maybe(document.published.map(|when| when.to_string())),
        "title" => maybe(Some(document.title.clone())),
        "reported_first" => Cell::Instant(document.reported_first),
        "reported_last" => Cell::Instant(document.reported_last),
        "first_seen" => Cell::Instant(document.first_seen),
        "reader" => maybe(Some(document.reader.clone())),
        "document_batch" => int(document.batch.0),
        "batch" => int(handed.batch.0),
        _ => return Ok(None),
    }))
}

fn own_cell(statement: &Statement, own: &Value, column: &Column) -> Result<Cell> {
    if let (Statement::Poll(poll), "shares") = (statement, column.name) {
        // Not by way of `own`, which keeps no order and no name twice.
        return Ok(text(serde_json::to_string(&poll.shares)?));
    }
    let Some(value) = own.get(column.name) else {
        return Ok(Cell::None);
    };
    Ok(match (column.holds, value) {
        (Type::Money, value) => {
            Cell::Money(serde_json::from_value::<Money>(value.clone())?.cents())
        }
        (Type::Percent, value) => {
            Cell::Percent(serde_json::from_value::<Percent>(value.clone())?.thousandths())
        }
        (_, Value::Number(number)) => number.as_u64().map_or(Cell::None, int),
        (_, Value::String(words)) => maybe(Some(words.clone())),
        _ => Cell::None,
    })
}

fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// Words, or nothing: an empty text and none are one in a table.
fn maybe(words: Option<impl Into<String>>) -> Cell {
    match words.map(Into::into) {
        Some(words) if !words.is_empty() => Cell::Text(words),
        _ => Cell::None,
    }
}

fn int(number: impl TryInto<i64>) -> Cell {
    number.try_into().map_or(Cell::Int(i64::MAX), Cell::Int)
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::None, Cell::Day)
}

fn list(items: &[String]) -> Result<Cell> {
    if items.is_empty() {
        return Ok(Cell::None);
    }
    Ok(text(serde_json::to_string(items)?))
}

fn terms(terms: Terms) -> String {
    let words = [
        (terms.not_authorized, "not_authorized"),
        (terms.on_condition_of_anonymity, "on_condition_of_anonymity"),
        (terms.direct_knowledge, "direct_knowledge"),
    ];
    let held: Vec<&str> = words
        .into_iter()
        .filter_map(|(holds, word)| holds.then_some(word))
        .collect();
    held.join(" ")
}

/// The days between which a statement can hold in the world: valid time.
pub fn valid(statement: &Statement) -> (Option<Date>, Option<Date>) {
    let (start, end) = match statement {
        Statement::Candidacy(c) => (c.date, c.date),
        Statement::Endorsement(c) => (c.date, c.date),
        Statement::Rating(c) => (c.date, c.date),
        Statement::Schedule(c) => (Some(c.date), Some(c.date)),
        Statement::Poll(c) => (c.start.or(c.end), c.end.or(c.start)),
        Statement::OfficeHeld(c) => (c.start, c.end),
        Statement::Funds(Funds { period, .. }) | Statement::Committee(Committee { period, .. }) => {
            match period {
                Some(period) => (Some(period.start.unwrap_or(period.end)), Some(period.end)),
                None => (None, None),
            }
        }
        _ => (None, None),
    };
    (start.and_then(first_day), end.and_then(last_day))
}

fn first_day(when: When) -> Option<Date> {
    match when {
        When::Year(year) => Date::new(year, 1, 1).ok(),
        When::Month(year, month) => Date::new(year, month, 1).ok(),
        _ => when.day(),
    }
}

fn last_day(when: When) -> Option<Date> {
    match when {
        When::Year(year) => Date::new(year, 12, 31).ok(),
        When::Month(year, month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        _ => when.day(),
    }
}
