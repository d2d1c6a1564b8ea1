//! When the stages are held, and what the law asks of the leader.

use claim::{Event, Party, Stage};
use forecast::Advance;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use record::RacePage;
use rules::{Provision, RuleKind};

/// The day of a stage: as the page has it, else by the state's calendar as it was known then.
pub(crate) fn day_of(
    page: &RacePage,
    event: Event,
    party: Option<&Party>,
    zone: &TimeZone,
) -> Option<Date> {
    let about = |stage: Option<&Stage>| {
        stage
            .and_then(Stage::party)
            .is_none_or(|of| party.is_none_or(|party| of == party))
    };
    let told = page
        .schedule
        .iter()
        .find(|row| row.event == event && about(row.stage.as_ref()))
        .and_then(|row| row.date.day());
    told.or_else(|| {
        let moment = page.as_of.and_then(|as_of| as_of.last(zone));
        rules::state(&page.race.state)?
            .calendar(&page.race)
            .into_iter()
            .filter(|dated| dated.event == event && about(dated.stage.as_ref()))
            .find_map(|dated| {
                let known = match moment {
                    Some(moment) => dated.known_at(moment, zone),
                    None => Some(dated.date),
                };
                known
                    .or_else(|| dated.moved.as_ref().map(|moved| moved.from))
                    .and_then(claim::When::day)
            })
    })
}

/// The general election, by the federal statute (2 U.S.C. § 7): the Tuesday after the first Monday in November.
pub(crate) fn general(page: &RacePage, zone: &TimeZone) -> Option<Date> {
    day_of(page, Event::General, None, zone).or_else(|| {
        let first = Date::new(page.race.year, 11, 1).ok()?;
        first
            .nth_weekday_of_month(1, Weekday::Monday)
            .ok()?
            .tomorrow()
            .ok()
    })
}

/// What the law says of who goes on from a primary on that day, with its citation; plurality where the law is not on file.
pub(crate) fn rule(page: &RacePage, on: Date, notes: &mut Vec<String>) -> Advance {
    let rule = rules::state(&page.race.state)
        .and_then(|state| state.rule_for(RuleKind::Nomination, Some(page.race.office), on));
    let found = rule.and_then(|rule| match &rule.provision {
        Provision::Plurality => Some(Advance::Plurality),
        Provision::MoreThanElseRunoff { per_mille }
        | Provision::MoreThanElseIfAsked { per_mille } => Some(Advance::ShareElseRunoff {
            per_mille: *per_mille,
            more: true,
        }),
        Provision::AtLeastElseRunoff { per_mille } => Some(Advance::ShareElseRunoff {
            per_mille: *per_mille,
            more: false,
        }),
        Provision::Top { advance } => Some(Advance::Top(usize::from(*advance))),
        // All parties on one ballot: a majority, else the first two.
        Provision::OneBallot => Some(Advance::ShareElseRunoff {
            per_mille: 500,
            more: true,
        }),
        _ => None,
    });
    match (&found, rule) {
        (Some(_), Some(rule)) => notes.push(format!(
            "The rule of the primary is {}: {}",
            rule.source.citation, rule.text
        )),
        (None, Some(rule)) => notes.push(format!(
            "The rule of the primary ({}) is not one that is drawn here; whoever leads is counted as nominated.",
            rule.source.citation
        )),
        (_, None) => notes.push(
            "The state's rule of nomination on that day is not on file; whoever leads is counted as nominated."
                .to_owned(),
        ),
    }
    found.unwrap_or(Advance::Plurality)
}
