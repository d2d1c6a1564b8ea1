//! A state and what its law says.

use claim::{OfficeSought, Percent, Race, Stage, When};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::calendar::{Dated, Election, Entry};
use crate::decide::{
    self, ByRankings, ByShare, Contest, Count, Decision, Endorsement, Lead, Outlook, Outstanding,
    PollHours, Recount,
};
use crate::ranked::Ranking;
use crate::{Rule, RuleKind, Ruled, RulesError, Source};

/// What kind of division of the United States it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Division {
    /// One of the fifty.
    State,
    /// The District of Columbia.
    District,
    /// A territory that elects a delegate to the House.
    Territory,
}

/// An office that the state's voters fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Which office of race ids it is; in data and JSON its word there: `senate`.
    #[serde(with = "crate::text::office")]
    pub office: OfficeSought,
    /// Its title: `United States Senator`.
    pub title: String,
    /// How many hold it.
    pub seats: u16,
    /// Years of a term.
    pub term_years: u8,
    /// A year of a regular election for each turn in which it is filled (a state's two senators have two); empty where that is
    /// not on file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<i16>,
    /// What this rests on.
    pub source: Source,
    /// Why it is not fully confirmed; absent where the source was read and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

impl Office {
    /// Whether it is regularly filled in that year.
    pub fn is_filled_in(&self, year: i16) -> bool {
        let term = i16::from(self.term_years.max(1));
        self.turns
            .iter()
            .any(|turn| (year - turn).rem_euclid(term) == 0)
    }
}

/// A state, district or territory, with as much of its law as is on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Postal code: `AL`.
    pub code: String,
    /// Name: `Alabama`.
    pub name: String,
    /// What its people are called: `Alabamian`.
    pub demonym: Option<String>,
    /// The two digits by which federal statistics know it: `01`.
    pub fips: String,
    /// The IANA name of the time zone in which most of its people live: `America/Chicago`.
    pub zone: String,
    /// The IANA names of the other zones that parts of it keep, the more people the earlier.
    pub other_zones: Vec<String>,
    /// State, district or territory.
    pub division: Division,
    /// How many counties (or what stands for them) report votes; absent where not on file.
    pub counties: Option<u16>,
    /// Its offices, as far as they are on file.
    pub offices: Vec<Office>,
    /// Every version of every rule on file, by kind and then by date.
    pub rules: Vec<Rule>,
    pub(crate) elections: Vec<Election>,
}

impl State {
    /// The id of the Open Civic Data division: `ocd-division/country:us/state:al`.
    pub fn ocd_division(&self) -> String {
        let kind = match self.division {
            Division::State => "state",
            Division::District => "district",
            Division::Territory => "territory",
        };
        format!(
            "ocd-division/country:us/{kind}:{}",
            self.code.to_ascii_lowercase()
        )
    }

    /// Its main time zone.
    pub fn time_zone(&self) -> TimeZone {
        crate::zone(&self.code)
    }

    /// The office of a race, where it is on file.
    pub fn office(&self, office: OfficeSought) -> Option<&Office> {
        self.offices.iter().find(|held| held.office == office)
    }

    /// The version of a rule for all offices that holds on that day; `None` where none is on file.
    pub fn rule(&self, kind: RuleKind, on: Date) -> Option<&Rule> {
        self.rule_for(kind, None, on)
    }

    /// The version of a rule that holds for an office on that day: one that names the office goes before one that names
    /// none. `None` where none is on file.
    pub fn rule_for(
        &self,
        kind: RuleKind,
        office: Option<OfficeSought>,
        on: Date,
    ) -> Option<&Rule> {
        let plain = office.is_none_or(|office| self.is_reached(office));
        self.rules
            .iter()
            .filter(|rule| rule.kind == kind && rule.holds_on(on) && rule.is_for(office))
            .filter(|rule| plain || !rule.offices.is_empty())
            .max_by_key(|rule| !rule.offices.is_empty())
    }

    /// Whether the rules that name no office are about that one. Electors and delegates for a President are chosen by rules of
    /// their own, and so are mayors where they are no officers of the state.
    fn is_reached(&self, office: OfficeSought) -> bool {
        match office {
            OfficeSought::President => false,
            OfficeSought::Mayor => self.office(office).is_some(),
            _ => true,
        }
    }

    /// The dates of a race that are on file, in the order of their dates; empty where none are.
    ///
    /// The dates are as they came to be. For a page as of an earlier moment ask each for [`Dated::known_at`].
    pub fn calendar(&self, race: &Race) -> Vec<Dated> {
        if !race.state.eq_ignore_ascii_case(&self.code) {
            return Vec::new();
        }
        let mut dates: Vec<Dated> = self
            .elections
            .iter()
            .filter(|election| election.is_for(race))
            .flat_map(|election| election.dates.iter().cloned())
            .collect();
        dates.sort_by_key(|dated| (dated.date, dated.event));
        dates
    }

    /// Every date on file, in the order of the dates.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let of = |election: &Election| -> Vec<Entry<'_>> {
            let entry = |dated: &Dated| Entry {
                state: &self.code,
                name: &self.name,
                year: election.year,
                special: election.special,
                offices: election.offices.clone(),
                dated: dated.clone(),
            };
            election.dates.iter().map(entry).collect()
        };
        let mut entries: Vec<Entry<'_>> = self.elections.iter().flat_map(of).collect();
        entries.sort_by(|a, b| {
            let key =
                |entry: &Entry<'_>| (entry.dated.date, entry.dated.event, entry.offices.clone());
            key(a).cmp(&key(b))
        });
        entries
    }

    /// The dates of one race, as entries for that race alone.
    pub fn entries_of(&self, race: &Race) -> Vec<Entry<'_>> {
        let entry = |dated| Entry {
            state: &self.code,
            name: &self.name,
            year: race.year,
            special: race.special,
            offices: vec![race.office],
            dated,
        };
        self.calendar(race).into_iter().map(entry).collect()
    }

    /// The last moment for a party candidate's papers before the regular primary of that day, counted by the rule that
    /// holds on the day of the primary.
    pub fn filing_deadline(&self, primary: Date) -> Result<Ruled<'_, When>, RulesError> {
        self.counted_from(RuleKind::FilingDeadline, primary)
    }

    /// The day on which the law puts the runoff after the primary of that day. A governor or a court can still move it:
    /// the calendar says where that happened.
    pub fn runoff_date(&self, primary: Date) -> Result<Ruled<'_, When>, RulesError> {
        self.counted_from(RuleKind::RunoffDate, primary)
    }

    /// The moment that a rule counts from the day of an election, by the version for all offices that holds on that day.
    ///
    /// Days are counted plainly: where a state moves deadlines that fall on a weekend or a holiday (Ala. Code § 1-1-4),
    /// the day announced is in the calendar.
    pub fn counted_from(
        &self,
        kind: RuleKind,
        election: Date,
    ) -> Result<Ruled<'_, When>, RulesError> {
        self.counted_for(kind, None, election)
    }

    /// The same for one office.
    pub fn counted_for(
        &self,
        kind: RuleKind,
        office: Option<OfficeSought>,
        election: Date,
    ) -> Result<Ruled<'_, When>, RulesError> {
        let rule = self.known_for(kind, office, election)?;
        let value = decide::counted(&rule.provision, election, &self.time_zone())?
            .ok_or_else(|| self.in_words_only(kind, election))?;
        Ok(Ruled { value, rule })
    }

    /// What a full count leads to: a winner, a runoff and its two, those who go on, a convention, a tie; with the recounts
    /// and dates that follow, and the derivation step by step.
    pub fn decide(&self, contest: &Contest, count: &Count) -> Result<Decision<'_>, RulesError> {
        decide::decide(self, contest, count)
    }

    /// What ballots with rankings lead to, where the law ranks: `names` are the candidates by place, `lots` those for whom lots
    /// were drawn, those who stay before those who go.
    pub fn decide_by_rankings(
        &self,
        contest: &Contest,
        names: &[&str],
        ballots: &[Ranking],
        lots: &[usize],
    ) -> Result<ByRankings<'_>, RulesError> {
        decide::by_rankings(self, contest, names, ballots, lots)
    }

    /// When polling places open and close on that day, in each zone of the state.
    pub fn polls(&self, on: Date) -> Result<Ruled<'_, Vec<PollHours>>, RulesError> {
        decide::polls(self, on)
    }

    /// What a part of the returns proves, suggests, and asks of those who trail.
    pub fn outlook(
        &self,
        contest: &Contest,
        count: &Count,
        out: &Outstanding,
    ) -> Result<Outlook<'_>, RulesError> {
        decide::outlook(self, contest, count, out)
    }

    /// What a party's primary on that day leads to by published shares, which are rounded: where the rounding could change
    /// the answer, it is [`ByShare::TooClose`].
    pub fn nomination_by_share(
        &self,
        shares: &[Percent],
        on: Date,
    ) -> Result<Ruled<'_, ByShare>, RulesError> {
        let rule = self.known(RuleKind::Nomination, on)?;
        let value = decide::by_share(&rule.provision, shares)
            .ok_or_else(|| self.in_words_only(RuleKind::Nomination, on))?;
        Ok(Ruled { value, rule })
    }

    /// What the delegates' votes at a party's convention on that day lead to.
    pub fn endorsement(
        &self,
        delegates: &[u64],
        on: Date,
    ) -> Result<Ruled<'_, Endorsement>, RulesError> {
        let rule = self.known(RuleKind::Convention, on)?;
        let value = decide::by_delegates(&rule.provision, delegates)
            .ok_or_else(|| self.in_words_only(RuleKind::Convention, on))?;
        Ok(Ruled { value, rule })
    }

    /// Whether the votes for an office are counted again; without one, by the rules for all offices.
    pub fn recount(
        &self,
        office: Option<OfficeSought>,
        stage: &Stage,
        lead: Lead,
        on: Date,
    ) -> Result<Ruled<'_, Recount>, RulesError> {
        decide::recount(self, office, stage, lead, on)
    }

    pub(crate) fn known(&self, kind: RuleKind, on: Date) -> Result<&Rule, RulesError> {
        self.known_for(kind, None, on)
    }

    pub(crate) fn known_for(
        &self,
        kind: RuleKind,
        office: Option<OfficeSought>,
        on: Date,
    ) -> Result<&Rule, RulesError> {
        self.rule_for(kind, office, on)
            .ok_or_else(|| RulesError::NotKnown {
                state: self.code.clone(),
                rule: kind,
                on,
            })
    }

    pub(crate) fn in_words_only(&self, rule: RuleKind, on: Date) -> RulesError {
        RulesError::InWordsOnly {
            state: self.code.clone(),
            rule,
            on,
        }
    }
}
