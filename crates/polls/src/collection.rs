//! Tables taken together → contests with their polls and results.

use std::collections::BTreeMap;

use claim::{Complaint, Party, Percent, PersonName, Race, Stage};
use jiff::civil::Date;

use crate::document::{Entry, Printed};
use crate::layouts::{self, Layout};
use crate::same;
use crate::table::{Row, Table};
use crate::words::{self, Nobody};
use crate::{
    Alternative, Answer, Candidate, Contest, Dates, Outcome, Poll, PollsError, Population, Source,
    Sponsor,
};

/// Tables of polls, contests and results that belong together, in any order.
#[derive(Debug, Default)]
pub struct Collection {
    draft: Draft,
}

impl Collection {
    /// Adds a table. `name` is its place in complaints and sources.
    pub fn add(
        &mut self,
        name: &str,
        bytes: &[u8],
    ) -> Result<(Layout, Vec<Complaint>), PollsError> {
        let (table, mut complaints) = Table::read(name, bytes);
        let layout = layouts::of_columns(table.columns()).ok_or_else(|| PollsError::Unknown {
            name: name.to_owned(),
            why: "its first line has the columns of none".to_owned(),
        })?;
        self.draft.publisher = layout.publisher();
        complaints.extend(layout.read(&table, &mut self.draft));
        Ok((layout, complaints))
    }

    /// The contests by id, with reports of one question made one poll.
    pub fn contests(&self) -> (Vec<Contest>, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let mut contests: Vec<Contest> = self
            .draft
            .contests
            .iter()
            .filter_map(|(id, held)| {
                if held.facts.is_none() {
                    complaints.push(Complaint::new(
                        format!("contest {id}"),
                        "there are results, but no table says what is voted on",
                        "nothing of this contest",
                    ));
                }
                held.finish(id)
            })
            .collect();
        same::races(&mut contests);
        (contests, complaints)
    }

    /// Every report as it was printed, as a document with its claims: by contest, in the order of the tables.
    pub fn entries(&self) -> Vec<Entry> {
        let (contests, _) = self.contests();
        contests
            .iter()
            .filter_map(|contest| Some((contest, self.draft.contests.get(&contest.id)?)))
            .flat_map(|(contest, held)| {
                held.reports
                    .iter()
                    .map(|printed| printed.entry(contest))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// How many questions the tables have, reports of one question counted each.
    pub fn reports(&self) -> usize {
        self.draft
            .contests
            .values()
            .map(|held| held.reports.len())
            .sum()
    }
}

/// What the tables say so far.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    contests: BTreeMap<String, Held>,
    /// Who publishes the table that is being read.
    publisher: Option<&'static str>,
}

/// What a table says of a contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) race: Race,
    pub(crate) stage: Stage,
    pub(crate) state: String,
    pub(crate) election: Option<Date>,
}

/// A question without its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// The table's id of the question.
    pub(crate) id: Option<String>,
    /// The table's id of the interviews, of which one question is this.
    pub(crate) poll: Option<String>,
    pub(crate) pollster: Option<String>,
    pub(crate) sponsor: Option<Sponsor>,
    pub(crate) dates: Dates,
    pub(crate) published: Option<Date>,
    pub(crate) sample: Option<u32>,
    pub(crate) population: Option<Population>,
    pub(crate) method: Option<String>,
    pub(crate) hypothetical: bool,
    pub(crate) notes: Vec<String>,
    pub(crate) alternatives: Vec<Alternative>,
    pub(crate) source: Source,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) name: String,
    pub(crate) party: Option<Party>,
    pub(crate) percent: Percent,
}

#[derive(Debug, Default)]
struct Held {
    facts: Option<Facts>,
    threshold: Option<Percent>,
    candidates: Vec<Candidate>,
    reports: Vec<Printed>,
}

impl Draft {
    /// What is voted on. The first table that says so is believed; a complaint tells of another that does not agree.
    pub(crate) fn contest(&mut self, id: &str, facts: &Facts, place: &str) -> Option<Complaint> {
        let held = self.contests.entry(id.to_owned()).or_default();
        match &held.facts {
            None => held.facts = Some(facts.clone()),
            Some(known) if known != facts => {
                return Some(Complaint::new(
                    place,
                    format!("{id} is another race, stage or day here than before"),
                    "what was said first",
                ));
            }
            Some(_) => {}
        }
        None
    }

    pub(crate) fn threshold(&mut self, id: &str, percent: Percent) {
        self.contests.entry(id.to_owned()).or_default().threshold = Some(percent);
    }

    /// How it ended for a candidate.
    pub(crate) fn result(
        &mut self,
        id: &str,
        name: &PersonName,
        outcome: Outcome,
        place: &str,
    ) -> Option<Complaint> {
        let held = self.contests.entry(id.to_owned()).or_default();
        let candidate = held.candidate(name, None);
        match &candidate.outcome {
            None => candidate.outcome = Some(outcome),
            Some(known) if known.share != outcome.share || known.won != outcome.won => {
                return Some(Complaint::new(
                    place,
                    format!("{id}: another result for {name} than before"),
                    "the result that was read first",
                ));
            }
            Some(_) => {}
        }
        None
    }

    /// An answer. Rows of one report follow one another or have the same particulars.
    pub(crate) fn answer(
        &mut self,
        id: &str,
        question: Question,
        answered: Answered,
        row: &Row<'_>,
    ) -> Option<Complaint> {
        let publisher = self.publisher;
        let held = self.contests.entry(id.to_owned()).or_default();
        let place = question.source.place.clone();
        let begun = held
            .reports
            .iter()
            .rposition(|printed| same::report(&printed.poll, &question));
        let at = begun.unwrap_or(held.reports.len());
        if begun.is_none() {
            held.reports.push(Printed {
                poll: Poll::from(question),
                header: row.header().to_owned(),
                rows: Vec::new(),
                publisher,
            });
        }
        let nobody = words::nobody(&answered.name);
        let name = PersonName::new(&answered.name);
        if nobody.is_none() {
            held.candidate(&name, answered.party.as_ref());
        }
        let printed = &mut held.reports[at];
        // A layout with several answers in a row comes here once for each.
        if printed.rows.last().map(String::as_str) != Some(row.text()) {
            printed.rows.push(row.text().to_owned());
        }
        let report = &mut printed.poll;
        let twice = match nobody {
            Some(Nobody::Undecided) => sum(&mut report.undecided, answered.percent),
            Some(Nobody::Other) => sum(&mut report.other, answered.percent),
            None => {
                let known = report.share(&name);
                if known.is_none() {
                    report.answers.push(Answer {
                        name,
                        party: answered.party,
                        percent: answered.percent,
                    });
                }
                known.is_some_and(|known| known != answered.percent)
            }
        };
        twice.then(|| {
            Complaint::new(
                place,
                format!("{}: a second share in one question", answered.name),
                "the share that was read first",
            )
        })
    }
}

/// Several answers that are nobody's add up.
fn sum(held: &mut Option<Percent>, new: Percent) -> bool {
    let sum = held.map_or(0.0, Percent::as_f64) + new.as_f64();
    match Percent::new(sum) {
        Ok(sum) => {
            *held = Some(sum);
            false
        }
        Err(_) => true,
    }
}

impl From<Question> for Poll {
    fn from(asked: Question) -> Self {
        Self {
            id: asked.id.unwrap_or_default(),
            of: asked.poll,
            pollster: asked.pollster,
            sponsor: asked.sponsor,
            dates: asked.dates,
            published: asked.published,
            sample: asked.sample,
            population: asked.population,
            method: asked.method,
            answers: Vec::new(),
            undecided: None,
            other: None,
            hypothetical: asked.hypothetical,
            notes: asked.notes,
            sources: vec![asked.source],
            alternatives: asked.alternatives,
        }
    }
}

impl Held {
    fn candidate(&mut self, name: &PersonName, party: Option<&Party>) -> &mut Candidate {
        let known = self.candidates.iter().position(|c| &c.name == name);
        let at = known.unwrap_or(self.candidates.len());
        if known.is_none() {
            self.candidates.push(Candidate {
                name: name.clone(),
                party: None,
                outcome: None,
            });
        }
        let candidate = &mut self.candidates[at];
        if candidate.party.is_none() {
            candidate.party = party.cloned();
        }
        candidate
    }

    fn finish(&self, id: &str) -> Option<Contest> {
        let facts = self.facts.clone()?;
        let mut candidates = self.candidates.clone();
        if let Some(party) = facts.stage.party() {
            for candidate in &mut candidates {
                candidate.party.get_or_insert_with(|| party.clone());
            }
        }
        let names: Vec<PersonName> = candidates.iter().map(|c| c.name.clone()).collect();
        let reports = self.reports.iter().map(|printed| printed.poll.clone());
        let mut polls = same::questions(reports.collect());
        for poll in &mut polls {
            same::backed(poll, &names);
            for answer in &mut poll.answers {
                if let Some(known) = candidates.iter().find(|c| c.name == answer.name) {
                    answer.party.clone_from(&known.party);
                }
            }
        }
        polls.sort_by(|a, b| (a.dates.end, &a.id).cmp(&(b.dates.end, &b.id)));
        Some(Contest {
            id: id.to_owned(),
            race: facts.race,
            stage: facts.stage,
            state: facts.state,
            election: facts.election,
            threshold: self.threshold,
            candidates,
            polls,
        })
    }
}
