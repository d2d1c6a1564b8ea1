//! The rows of a page, all sections alike: what a row is about, what it says, what it rests on.
//!
//! Two readers need rows without caring for their section: the sign-off of a row, and the comparison of two pages.

use claim::{Certainty, Event, Stage, When};
use serde::{Deserialize, Serialize};

use crate::ClaimId;
use crate::page::{
    Count, CountRow, EndorsementRow, FieldRow, Known, MoneyRow, Other, PollRow, RacePage,
    ScheduleRow, Support,
};

/// A section of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The people of the race.
    Field,
    /// What lies ahead and behind.
    Schedule,
    /// Who backs or opposes whom.
    Endorsements,
    /// Campaign money.
    Money,
    /// Polls.
    Polls,
    /// Forecasters' ratings.
    Ratings,
    /// Outcomes and counts.
    Results,
    /// Offices held.
    Offices,
    /// Facts of lives.
    People,
    /// Work for people of the field.
    Roles,
    /// Acts of editors and publishers.
    Acts,
}

/// A row of any section.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) section: Section,
    /// What tells it from the other rows of its section.
    pub(crate) key: String,
    /// What it is about, in words.
    pub(crate) subject: String,
    /// What it says, in words.
    pub(crate) value: String,
    /// How sure the origins of that are.
    pub(crate) certainty: Option<Certainty>,
    /// What it says besides, by a word for it.
    pub(crate) details: Vec<(&'static str, String)>,
    /// What it rests on, the shown value first.
    pub(crate) supports: Vec<&'a Support>,
    /// What stands beside the shown value.
    pub(crate) others: Vec<&'a Other>,
}

impl Row<'_> {
    /// Every claim behind the row, what lost included.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &ClaimId> {
        self.supports
            .iter()
            .flat_map(|support| &support.claims)
            .chain(self.others.iter().flat_map(|other| &other.support.claims))
    }
}

/// All rows of a page, in the order of the page.
pub(crate) fn rows(page: &RacePage) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = page.field.iter().map(field).collect();
    rows.extend(page.schedule.iter().map(schedule));
    rows.extend(page.endorsements.iter().map(endorsement));
    rows.extend(page.money.iter().map(money));
    rows.extend(page.polls.iter().map(poll));
    rows.extend(page.ratings.iter().map(|row| Row {
        certainty: Some(row.certainty),
        details: optional("given", row.date),
        others: row.others.iter().collect(),
        ..plain(
            Section::Ratings,
            row.rater.clone(),
            row.rating.clone(),
            &row.support,
        )
    }));
    for stage in &page.results {
        let at = in_brackets(stage.stage.as_ref());
        rows.extend(stage.outcomes.iter().map(|row| Row {
            certainty: Some(row.certainty),
            others: row.others.iter().collect(),
            ..plain(
                Section::Results,
                format!("{}{at}", row.person),
                row.outcome.to_string(),
                &row.support,
            )
        }));
        rows.extend(stage.counts.iter().map(|row| count(row, &at)));
    }
    rows.extend(page.offices.iter().map(|row| Row {
        key: format!("{} {} {}", row.person, row.relation, row.office),
        certainty: Some(row.certainty),
        details: [optional("since", row.start), optional("until", row.end)].concat(),
        ..plain(
            Section::Offices,
            row.person.to_string(),
            format!("{} {}", row.relation, row.office),
            &row.support,
        )
    }));
    rows.extend(page.people.iter().map(|row| Row {
        certainty: Some(row.certainty),
        others: row.others.iter().collect(),
        ..plain(
            Section::People,
            format!("{}, {}", row.person, row.fact),
            row.value.clone(),
            &row.support,
        )
    }));
    rows.extend(page.roles.iter().map(|row| Row {
        key: format!("{} {} {} {}", row.person, row.role, row.of, row.relation),
        certainty: Some(row.certainty),
        ..plain(
            Section::Roles,
            row.person.to_string(),
            format!("{} {} of {}", row.relation, row.role, row.of),
            &row.support,
        )
    }));
    number_apart(&mut rows);
    rows
}

/// The claims behind the rows that a claim stands behind; none where the page has no such row.
pub(crate) fn behind(page: &RacePage, claim: &ClaimId) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = rows(page)
        .iter()
        .filter(|row| row.claims().any(|id| id == claim))
        .flat_map(|row| row.claims().cloned().collect::<Vec<_>>())
        .collect();
    claims.sort();
    claims.dedup();
    claims
}

fn plain(section: Section, subject: String, value: String, support: &Support) -> Row<'_> {
    Row {
        section,
        key: subject.clone(),
        subject,
        value,
        certainty: None,
        details: Vec::new(),
        supports: vec![support],
        others: Vec::new(),
    }
}

fn field(row: &FieldRow) -> Row<'_> {
    let mut details = Vec::new();
    let names: Vec<&str> = row.names.iter().map(claim::PersonName::as_str).collect();
    if !names.is_empty() {
        details.push(("also called", names.join(", ")));
    }
    details.extend(row.party.as_ref().map(|party| ("party", party.to_string())));
    details.extend(row.stage.as_ref().map(|stage| ("stage", stage.to_string())));
    details.extend(optional("date", row.date));
    let papers = match row.filed.value {
        Known::Yes => Some("filed"),
        Known::No => Some("not filed"),
        Known::NotKnown => None,
    };
    details.extend(papers.map(|word| ("papers", word.to_owned())));
    if row.incumbent {
        details.push(("seat", "incumbent".to_owned()));
    }
    details.extend(
        row.passed_over
            .as_ref()
            .map(|stage| ("passed over", stage.to_string())),
    );
    details.extend(
        row.official
            .as_ref()
            .map(|said| ("official record", said.clone())),
    );
    let standing: Vec<String> = row
        .standing
        .iter()
        .map(|held| {
            let at = in_brackets(held.stage.as_ref());
            format!(
                "{}{at}{}",
                worded(held.standing.word()),
                sure(held.certainty)
            )
        })
        .collect();
    if !standing.is_empty() {
        details.push(("called", standing.join(", ")));
    }
    Row {
        section: Section::Field,
        key: row.person.to_string(),
        subject: row.person.to_string(),
        value: row.status.map_or_else(
            || "status not known".to_owned(),
            |status| worded(status.word()),
        ),
        certainty: row.certainty,
        details,
        supports: row
            .support
            .iter()
            .chain(&row.filed.support)
            .chain(row.standing.iter().map(|held| &held.support))
            .collect(),
        others: row.others.iter().chain(&row.filed.others).collect(),
    }
}

fn schedule(row: &ScheduleRow) -> Row<'_> {
    let subject = format!(
        "{}{}",
        worded(row.event.word()),
        in_brackets(row.stage.as_ref())
    );
    // Debates and rallies happen again and again: each day is one of its own.
    let key = match row.event {
        Event::Debate | Event::Rally => format!("{subject} {}", row.date),
        _ => subject.clone(),
    };
    let mut details = Vec::new();
    details.extend(row.place.as_ref().map(|place| ("place", place.clone())));
    Row {
        key,
        certainty: Some(row.certainty),
        details,
        others: row.others.iter().collect(),
        ..plain(
            Section::Schedule,
            subject,
            row.date.to_string(),
            &row.support,
        )
    }
}

fn endorsement(row: &EndorsementRow) -> Row<'_> {
    let mut details = Vec::new();
    details.extend(row.stage.as_ref().map(|stage| ("stage", stage.to_string())));
    details.extend(optional("date", row.date));
    Row {
        certainty: Some(row.certainty),
        details,
        others: row.others.iter().collect(),
        ..plain(
            Section::Endorsements,
            format!("{} on {}", row.endorser, row.candidate),
            row.stance.to_string(),
            &row.support,
        )
    }
}

fn money(row: &MoneyRow) -> Row<'_> {
    let period = row
        .period
        .map(|period| format!(", {period}"))
        .unwrap_or_default();
    let mut details = Vec::new();
    if !row.current {
        details.push(("standing", "a later figure is held".to_owned()));
    }
    Row {
        certainty: Some(row.certainty),
        details,
        others: row.others.iter().collect(),
        ..plain(
            Section::Money,
            format!("{}, {}{period}", row.holder, worded(row.measure.word())),
            row.amount.to_string(),
            &row.support,
        )
    }
}

fn poll(row: &PollRow) -> Row<'_> {
    let pollster = row.pollster.as_deref().unwrap_or("pollster not named");
    let days = match (row.start, row.end) {
        (Some(start), Some(end)) if start != end => format!(", {start}/{end}"),
        (_, Some(day)) | (Some(day), None) => format!(", {day}"),
        (None, None) => String::new(),
    };
    let shares: Vec<String> = row
        .shares
        .iter()
        .map(|share| format!("{} {}", share.name, share.percent))
        .collect();
    let mut details = Vec::new();
    details.extend(row.sponsor.as_ref().map(|who| ("paid by", who.clone())));
    details.extend(row.sample.map(|asked| ("asked", asked.to_string())));
    details.extend(row.population.as_ref().map(|who| ("of", who.clone())));
    details.extend(row.margin.map(|margin| ("margin", margin.to_string())));
    Row {
        details,
        others: row.others.iter().collect(),
        ..plain(
            Section::Polls,
            format!("poll, {pollster}{days}{}", in_brackets(row.stage.as_ref())),
            shares.join(", "),
            &row.support,
        )
    }
}

fn count<'a>(row: &'a Count, at: &str) -> Row<'a> {
    let of = |row: &CountRow| {
        let share = row.share.map(|share| format!(" {share} %"));
        let votes = row.votes.map(|votes| format!(" {votes}"));
        format!(
            "{}{}{}",
            row.person,
            share.unwrap_or_default(),
            votes.unwrap_or_default()
        )
    };
    let rows: Vec<String> = row.rows.iter().map(of).collect();
    let part = row
        .reporting
        .map_or_else(|| "count".to_owned(), |part| format!("count at {part} %"));
    plain(
        Section::Results,
        format!("{part}{at}"),
        rows.join(", "),
        &row.support,
    )
}

/// Rows of one name get numbers, so that each is found again.
fn number_apart(rows: &mut [Row<'_>]) {
    let mut seen = std::collections::BTreeMap::new();
    for row in rows {
        let number = seen.entry((row.section, row.key.clone())).or_insert(0_u32);
        *number += 1;
        if *number > 1 {
            row.key = format!("{} #{number}", row.key);
        }
    }
}

fn optional(word: &'static str, when: Option<When>) -> Vec<(&'static str, String)> {
    when.map(|when| (word, when.to_string()))
        .into_iter()
        .collect()
}

fn in_brackets(stage: Option<&Stage>) -> String {
    stage.map(|stage| format!(" ({stage})")).unwrap_or_default()
}

/// ` (expected)`, ` (possible)`, ` (denied)`, or nothing.
pub(crate) fn sure(certainty: Certainty) -> String {
    match certainty {
        Certainty::Asserted => String::new(),
        less => format!(" ({})", less.word()),
    }
}

/// `cash on hand` for `cash_on_hand`.
pub(crate) fn worded(word: &str) -> String {
    word.replace('_', " ")
}
