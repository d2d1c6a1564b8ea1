//! Who stands for which party, how surely, and what is believed of them before any poll.

use claim::{Certainty, Event, Measure, Party, PersonName, Stage, Stance, Status};
use forecast::Fitted;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use record::RacePage;
use record::page::FieldRow;

/// Somebody of the field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Runner {
    pub(crate) name: PersonName,
    pub(crate) party: Option<Party>,
    pub(crate) status: Option<Status>,
    pub(crate) stage: Option<Stage>,
    /// The chance to be on the ballot.
    pub(crate) enters: f64,
    /// What is believed before any poll.
    pub(crate) prior: f64,
    /// The day of the endorsement by the party's leader.
    pub(crate) endorsed: Option<Date>,
    /// What went into the prior, in words.
    pub(crate) because: Vec<String>,
}

/// Those who can still be nominated or elected.
pub(crate) fn of(page: &RacePage, fitted: &Fitted, zone: &TimeZone) -> Vec<Runner> {
    page.field
        .iter()
        .filter(|row| !is_out(row))
        .filter_map(|row| runner(page, row, fitted, zone))
        .collect()
}

fn is_out(row: &FieldRow) -> bool {
    let left = matches!(
        row.status,
        Some(
            Status::Withdrew
                | Status::Declined
                | Status::Disqualified
                | Status::Lost
                | Status::Conceded
        )
    );
    left || row.passed_over.is_some()
}

fn runner(page: &RacePage, row: &FieldRow, fitted: &Fitted, zone: &TimeZone) -> Option<Runner> {
    let enters = chance(row, fitted)?;
    let party = row.party.clone().or_else(|| party_of(page, row));
    let mut because = Vec::new();
    if enters < 1.0 {
        because.push(format!(
            "{} to be on the ballot, by what is said of it",
            forecast::words::odds(enters)
        ));
    }
    let weights = &fitted.candidate;
    let mut prior = 0.0;
    if row.incumbent {
        prior += weights.incumbent;
        because.push("holds the office".to_owned());
    }
    let mut endorsed = None;
    let mut backed = false;
    for row in page.endorsements.iter().filter(|e| {
        e.candidate.consistent_with(&row.person)
            && e.stance == Stance::Support
            && e.certainty == Certainty::Asserted
    }) {
        if leads(&row.endorser, party.as_ref()) {
            prior += weights.leader;
            endorsed = row.date.and_then(claim::When::day).or_else(|| {
                Some(
                    row.support
                        .since
                        .last(zone)?
                        .to_zoned_datetime(zone.clone())
                        .date(),
                )
            });
            because.push(format!("endorsed by {}", row.endorser));
        } else if !backed && is_party(&row.endorser) {
            prior += weights.party;
            backed = true;
            because.push(format!("backed by {}", row.endorser));
        } else if !backed {
            prior += weights.group;
            backed = true;
            because.push(format!("endorsed by {} and perhaps others", row.endorser));
        }
    }
    if weights.money > 0.0
        && let Some(money) = money(page, row)
    {
        prior += weights.money * money;
        because.push(format!(
            "has {:.1} times the usual candidate's money here",
            10f64.powf(money)
        ));
    }
    Some(Runner {
        name: row.person.clone(),
        party,
        status: row.status,
        stage: row.stage.clone(),
        enters,
        prior,
        endorsed,
        because,
    })
}

/// The chance to be on the ballot, by the scale of statements from 1 to 5; `None` for who is only named.
fn chance(row: &FieldRow, fitted: &Fitted) -> Option<f64> {
    let denied = row.certainty == Some(Certainty::Denied);
    Some(match row.status? {
        _ if denied => return None,
        Status::Urged => fitted.entry.chance(2.0),
        Status::Considering => fitted.entry.chance(3.0),
        Status::Expected | Status::NotFiled => fitted.entry.chance(4.0),
        _ => 1.0,
    })
}

/// A party where the page tells none: of the primary that they are polled in, or of the only primary ahead.
fn party_of(page: &RacePage, row: &FieldRow) -> Option<Party> {
    let by_status = row.stage.as_ref().and_then(Stage::party);
    let by_poll = || {
        page.polls
            .iter()
            .filter(|poll| {
                poll.shares
                    .iter()
                    .any(|share| PersonName::new(&share.name).consistent_with(&row.person))
            })
            .find_map(|poll| poll.stage.as_ref()?.party().cloned())
    };
    let by_schedule = || {
        let mut parties: Vec<&Party> = page
            .schedule
            .iter()
            .filter(|row| row.event == Event::Primary)
            .filter_map(|row| row.stage.as_ref()?.party())
            .collect();
        parties.sort();
        parties.dedup();
        match parties[..] {
            [one] => Some(one.clone()),
            _ => None,
        }
    };
    by_status.cloned().or_else(by_poll).or_else(by_schedule)
}

/// A committee or body of a party, by its name.
fn is_party(endorser: &str) -> bool {
    endorser.contains("Republican") || endorser.contains("Democratic")
}

/// The weight was measured on the endorsements of one man, who led his party then.
fn leads(endorser: &str, party: Option<&Party>) -> bool {
    party == Some(&Party::Republican)
        && PersonName::new(endorser).consistent_with(&PersonName::new("Donald Trump"))
}

/// The logarithm to base ten of a candidate's cash on hand against the average logarithm of those who have a figure.
fn money(page: &RacePage, row: &FieldRow) -> Option<f64> {
    let cash_of = |person: &PersonName| {
        page.money
            .iter()
            .filter(|m| m.current && m.measure == Measure::CashOnHand)
            .find(|m| PersonName::new(&m.holder).consistent_with(person))
            .map(|m| m.amount.cents())
            .filter(|&cents| cents > 0)
    };
    #[expect(clippy::cast_precision_loss, reason = "dollars of a campaign")]
    let tens = |cents: i64| (cents as f64 / 100.0).max(1000.0).log10();
    let all: Vec<f64> = page
        .field
        .iter()
        .filter(|other| !is_out(other))
        .filter_map(|other| cash_of(&other.person).map(tens))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a field is small")]
    let usual = all.iter().sum::<f64>() / all.len().max(1) as f64;
    (all.len() > 1).then(|| cash_of(&row.person).map(|cents| tens(cents) - usual))?
}
