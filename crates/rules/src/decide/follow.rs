//! The dates that follow from a decision, by the rules and as they were set.

use claim::{Event, Stage, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::count::Contest;
use super::decision::Prize;
use super::settle::Outcome;
use crate::{Dated, Rule, RuleKind, State};

/// A date that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Following<'a> {
    /// What is due.
    pub kind: RuleKind,
    /// What is due, in words.
    pub what: &'static str,
    /// When, by the rule; absent where the rule on file cannot be computed with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_rule: Option<When>,
    /// The rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a Rule>,
    /// The date in the calendar of the race, with the day to which it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<Dated>,
}

impl Following<'_> {
    /// The date: as the calendar has it after every move, else by the rule.
    pub fn date(&self) -> Option<When> {
        self.dated.as_ref().map(|dated| dated.date).or(self.by_rule)
    }

    /// The date first set, where it was moved.
    pub fn moved_from(&self) -> Option<When> {
        Some(self.dated.as_ref()?.moved.as_ref()?.from)
    }

    /// The date that was known at a moment; `None` where that is not on file.
    pub fn known_at(&self, moment: Timestamp, zone: &TimeZone) -> Option<When> {
        match &self.dated {
            Some(dated) => dated.known_at(moment, zone),
            None => self.by_rule,
        }
    }
}

const AFTER_A_PRIMARY: [(RuleKind, &str); 3] = [
    (RuleKind::Provisional, "provisional ballots are made good"),
    (RuleKind::PrimaryCountyCanvass, "the counties' canvass"),
    (RuleKind::PrimaryStateCanvass, "the state's canvass"),
];

const AFTER_A_GENERAL: [(RuleKind, &str); 3] = [
    (RuleKind::Provisional, "provisional ballots are made good"),
    (RuleKind::GeneralCountyCanvass, "the counties' canvass"),
    (RuleKind::GeneralStateCanvass, "the state's canvass"),
];

/// The dates that follow, in their order.
pub(crate) fn after<'a>(
    law: &'a State,
    contest: &Contest,
    outcome: &Outcome,
    prize: Prize,
) -> Vec<Following<'a>> {
    let canvass = match prize {
        Prize::Office => AFTER_A_GENERAL,
        Prize::Nomination | Prize::NextBallot => AFTER_A_PRIMARY,
    };
    let mut all: Vec<Following<'a>> = canvass
        .into_iter()
        .filter_map(|(kind, what)| by_rule(law, contest, kind, what))
        .collect();
    if matches!(
        outcome,
        Outcome::Runoff { .. } | Outcome::RunoffIfAsked { .. }
    ) {
        let kind = match prize {
            Prize::Office => RuleKind::GeneralRunoffDate,
            Prize::Nomination | Prize::NextBallot => {
                let declined = RuleKind::RunoffDeclined;
                all.extend(by_rule(
                    law,
                    contest,
                    declined,
                    "last day to decline the runoff",
                ));
                RuleKind::RunoffDate
            }
        };
        all.extend(runoff(law, contest, kind));
    }
    all.sort_by_key(|following| (following.date(), following.kind));
    all
}

fn by_rule<'a>(
    law: &'a State,
    contest: &Contest,
    kind: RuleKind,
    what: &'static str,
) -> Option<Following<'a>> {
    let office = Some(contest.race.office);
    let counted = law.counted_for(kind, office, contest.on).ok()?;
    Some(Following {
        kind,
        what,
        by_rule: Some(counted.value),
        rule: Some(counted.rule),
        dated: None,
    })
}

fn runoff<'a>(law: &'a State, contest: &Contest, kind: RuleKind) -> Option<Following<'a>> {
    let what = "the runoff";
    let rule = by_rule(law, contest, kind, what);
    let after_the_contest = |date: &Dated| date.date.day().is_some_and(|day| day > contest.on);
    let dated = law
        .calendar(&contest.race)
        .into_iter()
        .filter(|dated| dated.event == Event::Runoff && after_the_contest(dated))
        .find(|dated| match dated.stage.as_ref().and_then(Stage::party) {
            None => true,
            party => party == contest.stage.party(),
        });
    match (rule, dated) {
        (Some(rule), dated) => Some(Following { dated, ..rule }),
        (None, Some(dated)) => Some(Following {
            kind,
            what,
            by_rule: None,
            rule: None,
            dated: Some(dated),
        }),
        (None, None) => None,
    }
}
