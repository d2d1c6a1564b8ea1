//! A contest added up: who has how many votes, and what the file says beside them.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt, HashSet};

use claim::{Complaint, Party, Race, Stage};
use serde::Serialize;

use crate::build::party_key;
use crate::reconcile::Reconciled;
use crate::table::{Choice, ChoiceId, Contest, Figure, Kind, Table, UnitId};
use crate::words;

/// One candidate's votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The name as the file first writes it.
    pub name: String,
    /// The party as the file writes it; of several (fusion), parted by `/`. Empty where there is none.
    pub party: String,
    /// The votes.
    pub votes: u64,
    /// Whether the file says that this candidate won.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub winner: bool,
}

/// A contest, added up: each vote once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The office as the file first writes it.
    pub office: String,
    /// The district; empty where there is none.
    pub district: String,
    /// The stage, where file or name say it: `primary:R`.
    #[serde(serialize_with = "crate::about::as_text")]
    pub stage: Option<Stage>,
    /// The race, where state, office and year settle it.
    pub race: Option<Race>,
    /// The state's postal code; empty where nothing says it.
    pub state: String,
    /// The election day.
    #[serde(serialize_with = "crate::about::as_text")]
    pub date: Option<jiff::civil::Date>,
    /// How many choices a ballot may make.
    pub seats: u32,
    /// A question with answers instead of candidates.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub question: bool,
    /// Those on the ballot, the most votes first.
    pub candidates: Vec<Standing>,
    /// Votes for names written in that the file does not tell apart.
    pub write_ins: u64,
    /// Over-votes; `null` where the file has none of that kind, which is not zero.
    pub over: Option<u64>,
    /// Under-votes.
    pub under: Option<u64>,
    /// Blank and spoilt.
    pub blank: Option<u64>,
    /// Ballots cast that could have voted in the contest.
    pub ballots: Option<u64>,
    /// Registered voters.
    pub registered: Option<u64>,
    /// Figures that are withheld, so that every sum is too small.
    pub suppressed: u64,
    /// Precincts that have reported, and in all.
    pub reporting: Option<(u64, u64)>,
    /// Whether the file agrees with itself; `null` where nothing in it can be checked.
    pub reconciles: Option<bool>,
    /// What was checked, and where it does not agree.
    #[serde(flatten)]
    pub reconciled: Reconciled,
}

impl Tally {
    /// The votes for all candidates and names written in.
    pub fn votes(&self) -> u64 {
        self.candidates
            .iter()
            .fold(self.write_ins, |sum, candidate| {
                sum.saturating_add(candidate.votes)
            })
    }

    /// The contest in words: `U.S. Senate, primary:R`.
    pub fn shown(&self) -> String {
        let mut shown = self.office.clone();
        if !self.district.is_empty() {
            shown.push_str(&format!(" {}", self.district));
        }
        if let Some(stage) = &self.stage {
            shown.push_str(&format!(", {stage}"));
        }
        shown
    }
}

/// The contest's stage, where its word is one of ours.
pub(crate) fn stage(contest: &Contest) -> Option<Stage> {
    let party: Option<Party> = contest.party.parse().ok();
    Some(match contest.stage.as_str() {
        "primary" => Stage::Primary(party),
        "runoff" => Stage::Runoff(party),
        "convention" => Stage::Convention(party),
        "caucus" => Stage::Caucus(party),
        "general" => Stage::General,
        _ => return None,
    })
}

/// The race of a contest for an office of the closed list. A runoff in January belongs to the year before.
pub(crate) fn race(contest: &Contest) -> Option<Race> {
    let office = words::office(&contest.office)?;
    let date = contest.date?;
    if contest.state.len() != 2 {
        return None;
    }
    let january_runoff = date.month() == 1 && contest.stage == "runoff";
    let district = crate::build::district_key(&contest.district).replace(' ', "-");
    let statewide = matches!(
        office,
        claim::OfficeSought::President
            | claim::OfficeSought::Senate
            | claim::OfficeSought::Governor
    );
    let mut id = format!(
        "{}-{}-{}",
        date.year() - i16::from(january_runoff),
        contest.state,
        office.word()
    );
    if !statewide && !district.is_empty() {
        id.push_str(&format!("-{district}"));
    }
    let unexpired = words::fold(&contest.district).contains("unexpired");
    if contest.special || unexpired {
        id.push_str("-special");
    }
    id.parse().ok()
}

/// Adds up every contest of a settled table.
pub(crate) fn tallies(table: &Table, complaints: &mut Vec<Complaint>) -> Vec<Tally> {
    let sums = Sums::of(table);
    let mut of_contest: Vec<Vec<ChoiceId>> = vec![Vec::new(); table.contests.len()];
    for (at, choice) in table.choices.iter().enumerate() {
        let id = ChoiceId(u32::try_from(at).unwrap_or(u32::MAX));
        of_contest[choice.contest.index()].push(id);
    }
    let mut reconciled = crate::reconcile::reconcile(table);
    let mut tallies = Vec::new();
    for (at, contest) in table.contests.iter().enumerate() {
        let choices = &of_contest[at];
        let has_votes = choices
            .iter()
            .any(|id| table.choices[id.index()].kind.is_vote());
        if contest.office.is_empty() || !has_votes {
            continue;
        }
        let found = std::mem::take(&mut reconciled[at]);
        tallies.push(tally(table, contest, choices, &sums, found, complaints));
    }
    tallies
}

/// What the choices come to.
struct Sums {
    votes: Vec<u64>,
    given: Vec<bool>,
    suppressed: Vec<u64>,
}

impl Sums {
    fn of(table: &Table) -> Self {
        let choices = table.choices.len();
        let mut sums = Self {
            votes: vec![0; choices],
            given: vec![false; choices],
            suppressed: vec![0; choices],
        };
        for row in &table.rows {
            let at = row.choice.index();
            match row.figure {
                Figure::Count(count) if row.counted => {
                    sums.votes[at] = sums.votes[at].saturating_add(count);
                    sums.given[at] = true;
                }
                Figure::Suppressed if !table.unit(row).is_total => sums.suppressed[at] += 1,
                _ => {}
            }
        }
        sums
    }
}

fn tally(
    table: &Table,
    contest: &Contest,
    choices: &[ChoiceId],
    sums: &Sums,
    reconciled: (Reconciled, Option<u64>, Option<u64>),
    complaints: &mut Vec<Complaint>,
) -> Tally {
    let (reconciled, ballots, registered) = reconciled;
    let of_kind = |kind: Kind| {
        let mut sum = None;
        for id in choices
            .iter()
            .filter(|id| table.choices[id.index()].kind == kind)
        {
            if sums.given[id.index()] {
                sum = Some(sum.unwrap_or(0u64).saturating_add(sums.votes[id.index()]));
            }
        }
        sum
    };
    let named = |id: &&ChoiceId| {
        let choice = &table.choices[id.index()];
        choice.kind == Kind::Candidate
            || choice.kind == Kind::WriteIn && words::kind(&choice.name) == Kind::Candidate
    };
    let write_ins = choices
        .iter()
        .filter(|id| table.choices[id.index()].kind == Kind::WriteIn && !named(id))
        .fold(0u64, |sum, id| sum.saturating_add(sums.votes[id.index()]));
    let candidates: Vec<ChoiceId> = choices.iter().filter(named).copied().collect();
    let reporting = of_kind(Kind::Reporting).zip(of_kind(Kind::Precincts));
    Tally {
        office: contest.office.clone(),
        district: contest.district.clone(),
        stage: stage(contest),
        race: race(contest),
        state: contest.state.clone(),
        date: contest.date,
        seats: contest.seats,
        question: contest.is_question,
        candidates: standings(table, contest, &candidates, sums, complaints),
        write_ins,
        over: of_kind(Kind::Over),
        under: of_kind(Kind::Under),
        blank: of_kind(Kind::Blank),
        ballots: ballots.or_else(|| of_kind(Kind::Ballots)),
        registered,
        suppressed: choices.iter().map(|id| sums.suppressed[id.index()]).sum(),
        reporting: reporting.or(table.about.reporting),
        reconciles: reconciled.verdict(),
        reconciled,
    }
}

/// One line a candidate: the lines of several parties and the spellings of one name are added.
fn standings(
    table: &Table,
    contest: &Contest,
    choices: &[ChoiceId],
    sums: &Sums,
    complaints: &mut Vec<Complaint>,
) -> Vec<Standing> {
    let mut by_name: BTreeMap<String, Vec<ChoiceId>> = BTreeMap::new();
    for &id in choices {
        let name = words::fold(&table.choices[id.index()].name);
        by_name.entry(name).or_default().push(id);
    }
    let whole = join_cut_names(table, contest, &mut by_name, complaints);
    let mut standings: Vec<Standing> = by_name
        .iter()
        .map(|(folded, ids)| {
            let held: Vec<&Choice> = ids.iter().map(|id| &table.choices[id.index()]).collect();
            let mut lines: Vec<(u64, &str)> = ids
                .iter()
                .zip(&held)
                .map(|(id, choice)| (sums.votes[id.index()], choice.party.as_str()))
                .collect();
            lines.sort_by_key(|&(votes, _)| std::cmp::Reverse(votes));
            let mut parties: Vec<&str> = Vec::new();
            for (_, party) in lines.iter().filter(|(_, party)| !party.is_empty()) {
                if !parties
                    .iter()
                    .any(|held| party_key(held) == party_key(party))
                {
                    parties.push(party);
                }
            }
            Standing {
                name: whole
                    .get(folded)
                    .map_or_else(|| held[0].name.clone(), Clone::clone),
                party: if parties.is_empty() {
                    contest.party.clone()
                } else {
                    parties.join("/")
                },
                votes: lines.iter().fold(0, |sum, line| sum.saturating_add(line.0)),
                winner: held.iter().any(|choice| choice.winner),
            }
        })
        .collect();
    standings.sort_by(|a, b| (b.votes, &a.name).cmp(&(a.votes, &b.name)));
    standings
}

/// A name that is the beginning of another, of the same party and never in the same unit, is the same name cut short:
/// Alabama 2020 has `Joseph R. Biden Kamala D. Harri` in some counties and `Joseph R. Biden` in others.
fn join_cut_names(
    table: &Table,
    contest: &Contest,
    by_name: &mut BTreeMap<String, Vec<ChoiceId>>,
    complaints: &mut Vec<Complaint>,
) -> HashMap<String, String> {
    let names: Vec<String> = by_name.keys().cloned().collect();
    let mut whole = HashMap::new();
    // Names stand in alphabetical order, so a beginning stands before what it begins.
    for pair in (0..names.len()).rev() {
        let short = &names[pair];
        if !short.contains(' ') {
            continue;
        }
        let longer: Vec<String> = by_name
            .keys()
            .filter(|name| name.len() > short.len() && name.starts_with(short.as_str()))
            .cloned()
            .collect();
        let Some(ids) = by_name.get(short).cloned() else {
            continue;
        };
        let mut joined = ids.clone();
        let mut shown = vec![table.choices[ids[0].index()].name.clone()];
        for long in longer {
            let Some(others) = by_name.get(&long) else {
                continue;
            };
            let same_party = others
                .iter()
                .chain(&joined)
                .map(|id| party_key(&table.choices[id.index()].party))
                .collect::<HashSet<_>>()
                .len()
                == 1;
            if same_party && !share_a_unit(table, &joined, others) {
                shown.push(table.choices[others[0].index()].name.clone());
                joined.extend(others.iter().copied());
                by_name.remove(&long);
            }
        }
        if shown.len() > 1 {
            complaints.push(Complaint::new(
                contest.office.clone(),
                format!(
                    "one candidate under {} names ({}), each in other units: by name the votes fall apart",
                    shown.len(),
                    shown.join("; ")
                ),
                "one candidate with all votes",
            ));
            whole.insert(short.clone(), shown[0].clone());
            by_name.insert(short.clone(), joined);
        }
    }
    whole
}

fn share_a_unit(table: &Table, some: &[ChoiceId], others: &[ChoiceId]) -> bool {
    let units = |ids: &[ChoiceId]| -> HashSet<UnitId> {
        table
            .rows
            .iter()
            .filter(|row| {
                ids.contains(&row.choice) && row.figure.count().is_some_and(|count| count > 0)
            })
            .map(|row| row.unit)
            .collect()
    };
    !units(some).is_disjoint(&units(others))
}
