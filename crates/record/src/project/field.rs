//! The field: one row a person.

use claim::{
    Certainty, Fact as LifeFact, OfficeSought, Origin, Party, PersonName, Race, Relation, Stage,
    Statement, Status,
};

use super::Scene;
use super::cluster::Cluster;
use super::headline::corrected_at;
use super::scene::in_order;
use super::status::{self, Loser, Said, Settled};
use crate::fold::{Fact, Heard};
use crate::origins::{Evidence, proves};
use crate::page::{FieldRow, Filed, Flag, Known, Other, Reason, StandingRow, Support};

/// One row for each person of the field.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<FieldRow> {
    let mut about: Vec<Vec<&Fact>> = vec![Vec::new(); scene.people.count()];
    for fact in scene.facts {
        if let Some(at) = fact
            .statement
            .person()
            .and_then(|name| scene.people.find(name))
        {
            about[at].push(fact);
        }
    }
    let mut rows: Vec<FieldRow> = about
        .iter()
        .enumerate()
        .map(|(at, facts)| row(scene, at, facts))
        .collect();
    let passed_over: Vec<_> = rows.iter().map(|row| passed_over(row, &rows)).collect();
    for (row, stage) in rows.iter_mut().zip(passed_over) {
        row.passed_over = stage;
    }
    rows.sort_by_key(|row| (place(row), row.person.surname(), row.person.clone()));
    rows
}

/// Those in the race; those of whom nobody says; those who lost; those who left; those only thought of; those who said no.
fn place(row: &FieldRow) -> u8 {
    match row.status {
        Some(_) if row.passed_over.is_some() => 6,
        Some(Status::Elected) => 0,
        Some(Status::Nominated) => 1,
        Some(Status::Advanced) => 2,
        Some(
            Status::Qualified
            | Status::Filed
            | Status::NotFiled
            | Status::Announced
            | Status::Running,
        ) => 3,
        Some(Status::Expected) => 4,
        None => 5,
        Some(Status::Lost | Status::Conceded) => 6,
        Some(Status::Withdrew | Status::Disqualified) => 7,
        Some(Status::Considering | Status::Urged) => 8,
        Some(Status::Declined) => 9,
    }
}

/// The stage that has gone to others. Few reports say of the third and fourth of a primary that they lost it; but where
/// two of a party go on, or one is its nominee, the rest of that party do not.
fn passed_over(row: &FieldRow, rows: &[FieldRow]) -> Option<Stage> {
    let is_open = matches!(
        row.status?,
        Status::Expected | Status::Running | Status::Announced | Status::Filed | Status::Qualified
    );
    if !is_open {
        return None;
    }
    by_party(row, rows).or_else(|| {
        rows.iter()
            .any(|other| other.status == Some(Status::Elected))
            .then_some(Stage::General)
    })
}

fn by_party(row: &FieldRow, rows: &[FieldRow]) -> Option<Stage> {
    let party = row.party.as_ref()?;
    let rivals = || {
        rows.iter()
            .filter(|other| other.party.as_ref() == Some(party))
    };
    let nominated = rivals().any(|rival| reached(rival, 2));
    let went_on = rivals().filter(|rival| reached(rival, 1)).count();
    (nominated || went_on >= 2).then(|| Stage::Primary(Some(party.clone())))
}

/// Whether somebody got past the primary (1) or past all contests of their party (2).
fn reached(row: &FieldRow, contests: u8) -> bool {
    let past = match (row.status, &row.stage) {
        (Some(Status::Nominated | Status::Elected), _)
        | (Some(Status::Lost | Status::Conceded | Status::Advanced), Some(Stage::General)) => 2,
        (Some(Status::Advanced), _)
        | (Some(Status::Lost | Status::Conceded), Some(Stage::Runoff(_))) => 1,
        _ => 0,
    };
    past >= contests
}

fn row(scene: &Scene<'_>, at: usize, facts: &[&Fact]) -> FieldRow {
    let person = scene.people.name(at);
    let said: Vec<Said<'_>> = facts.iter().filter_map(|fact| said(fact)).collect();
    let (settled, losers) = status::settle(&said, scene, person);
    let support = settled
        .as_ref()
        .map(|settled| scene.support(settled.support.iter().copied(), Some(person)));
    let losers: Vec<(Loser<'_>, Support)> = losers
        .into_iter()
        .map(|loser| {
            let support = scene.support(loser.places.iter().copied(), Some(person));
            (loser, support)
        })
        .collect();
    let shown = settled.as_ref().zip(support.as_ref());
    let (flags, others) = flagged(shown, losers);
    FieldRow {
        person: person.clone(),
        names: scene.people.names(at)[1..].to_vec(),
        party: party(facts),
        status: settled.as_ref().map(|settled| settled.status),
        stage: settled.as_ref().and_then(|settled| settled.stage.cloned()),
        certainty: settled.as_ref().map(|settled| settled.certainty),
        since: support.as_ref().map(|support| support.since),
        date: settled.as_ref().and_then(|settled| settled.date),
        origins: support.as_ref().map_or([0, 0], |support| support.origins),
        evidence: support
            .as_ref()
            .map_or(Evidence::None, |support| support.evidence),
        official: official(&said),
        reason: settled.as_ref().map(|settled| settled.reason),
        flags,
        filed: filed(scene, &said, person),
        incumbent: facts.iter().any(|fact| is_incumbent(fact, scene.race)),
        passed_over: None,
        standing: standing(scene, facts, person),
        others,
        support,
    }
}

/// What an official record says of the candidacy, within its scope: the furthest step, and of two records on one step the
/// later.
fn official(said: &[Said<'_>]) -> Option<String> {
    said.iter()
        .filter(|s| s.fact.certainty == Certainty::Asserted)
        .flat_map(|s| s.fact.heard.iter().map(move |heard| (s, heard)))
        .filter_map(|(s, heard)| match &heard.provenance.origin {
            Origin::Document { name } if proves(name, Some(heard.topic)) => Some((s, heard, name)),
            _ => None,
        })
        .max_by_key(|(s, heard, name)| (s.status, heard.hi, *name))
        .map(|(s, _, name)| {
            let date = s.date.map(|date| format!(" {date}")).unwrap_or_default();
            format!("{}{date} ({name})", s.status.word().replace('_', " "))
        })
}

/// What is to be said of the status shown and of the others.
fn flagged(
    shown: Option<(&Settled<'_>, &Support)>,
    losers: Vec<(Loser<'_>, Support)>,
) -> (Vec<Flag>, Vec<Other>) {
    let denial = |status: Status, support: &Support| {
        support.evidence < Evidence::Principal
            && losers.iter().any(|(loser, theirs)| {
                loser.certainty == Certainty::Denied
                    && theirs.evidence == Evidence::Principal
                    && status::denies(loser.status, status)
            })
    };
    let against = |loser: &Loser<'_>| loser.reason == Reason::Conflicting;
    let mut flags = Vec::new();
    if let Some((settled, support)) = shown {
        let record = |(loser, theirs): &(Loser<'_>, Support)| {
            against(loser) && theirs.evidence == Evidence::Record
        };
        if support.evidence != Evidence::Record && losers.iter().any(record) {
            flags.push(Flag::ContradictedByRecord);
        }
        if denial(settled.status, support) {
            flags.push(Flag::DeniedBySubject);
        }
    }
    let of_loser = |loser: &Loser<'_>, theirs: &Support| {
        let mut flags = Vec::new();
        let Some((settled, support)) = shown.filter(|_| loser.certainty != Certainty::Denied)
        else {
            return flags;
        };
        let by_record = support.evidence == Evidence::Record;
        if against(loser) && by_record && theirs.evidence != Evidence::Record {
            flags.push(Flag::ContradictedByRecord);
        }
        if denial(loser.status, theirs) {
            flags.push(Flag::DeniedBySubject);
        }
        // A step on the way is progress and no correction.
        if matches!(loser.reason, Reason::Conflicting | Reason::Superseded) {
            let places = in_order(loser.places.iter().copied());
            let instead = in_order(settled.support.iter().copied());
            if let Some(at) = corrected_at((theirs, &places), (support, &instead)) {
                flags.push(Flag::Superseded);
                if places.iter().any(|heard| heard.lo > at) {
                    flags.push(Flag::CorrectionOutstanding);
                }
            }
        }
        flags
    };
    let of_losers: Vec<Vec<Flag>> = losers
        .iter()
        .map(|(loser, theirs)| of_loser(loser, theirs))
        .collect();
    let others = losers
        .into_iter()
        .zip(of_losers)
        .map(|((loser, support), flags)| other(&loser, support, flags))
        .collect();
    (flags, others)
}

/// The status that a fact states, if it states one.
pub(super) fn said(fact: &Fact) -> Option<Said<'_>> {
    match fact.statement.as_ref() {
        // Somebody who considers a run for who knows what considers no run for this.
        Statement::Candidacy(_) if fact.heard.iter().all(|heard| heard.unsettled) => None,
        Statement::Candidacy(c) => Some(Said {
            status: c.status,
            stage: c.stage.as_ref(),
            date: c.date,
            fact,
        }),
        Statement::Returned(c) if fact.certainty == Certainty::Asserted => Some(Said {
            status: status::of_result(c)?,
            stage: c.stage.as_ref(),
            date: None,
            fact,
        }),
        _ => None,
    }
}

fn other(loser: &Loser<'_>, support: Support, flags: Vec<Flag>) -> Other {
    Other {
        value: match loser.stage {
            Some(stage) => format!("{} ({stage})", loser.status),
            None => loser.status.to_string(),
        },
        certainty: loser.certainty,
        reason: loser.reason,
        flags,
        support,
    }
}

/// Papers that are in stay in: a later "has yet to file" is a conflict, not a change.
fn filed(scene: &Scene<'_>, said: &[Said<'_>], person: &PersonName) -> Filed {
    let places = |wanted: &dyn Fn(&Said<'_>) -> bool| -> Vec<&Heard> {
        said.iter()
            .filter(|s| wanted(s))
            .flat_map(|s| &s.fact.heard)
            .collect()
    };
    let yes = places(&|s| {
        matches!(s.status, Status::Filed | Status::Qualified)
            && s.fact.certainty == Certainty::Asserted
    });
    let no = places(&|s| {
        matches!(
            (s.status, s.fact.certainty),
            (Status::NotFiled, Certainty::Asserted) | (Status::Filed, Certainty::Denied)
        )
    });
    let support = |places: Vec<&Heard>| scene.support(places, Some(person));
    match (yes.is_empty(), no.is_empty()) {
        (true, true) => Filed {
            value: Known::NotKnown,
            support: None,
            others: Vec::new(),
        },
        (true, false) => Filed {
            value: Known::No,
            support: Some(support(no)),
            others: Vec::new(),
        },
        (false, true) => Filed {
            value: Known::Yes,
            support: Some(support(yes)),
            others: Vec::new(),
        },
        (false, false) => {
            let first = yes.iter().map(|heard| heard.hi).min();
            let before = no.iter().all(|heard| Some(heard.hi) <= first);
            let (yes, no) = (support(yes), support(no));
            let by_record = yes.evidence == Evidence::Record && no.evidence != Evidence::Record;
            Filed {
                value: Known::Yes,
                others: vec![Other {
                    value: Status::NotFiled.to_string(),
                    certainty: Certainty::Asserted,
                    reason: if before {
                        Reason::Superseded
                    } else {
                        Reason::Conflicting
                    },
                    flags: if by_record && !before {
                        vec![Flag::ContradictedByRecord]
                    } else {
                        Vec::new()
                    },
                    support: no,
                }],
                support: Some(yes),
            }
        }
    }
}

/// A party that a claim about the candidacy names, else one that a document gives the person, else that of the stage
/// they run in; of several the one with most documents, then the one named last.
fn party(facts: &[&Fact]) -> Option<Party> {
    let mut votes: Vec<(u8, Party, usize, i64)> = Vec::new();
    for fact in facts {
        let (weight, party) = match fact.statement.as_ref() {
            _ if fact.certainty != Certainty::Asserted && fact.certainty != Certainty::Expected => {
                continue;
            }
            Statement::Candidacy(c) if c.party.is_some() => (3, c.party.clone()),
            Statement::Biography(c) if c.fact == LifeFact::Party => {
                let party = c.value.parse::<Party>().ok();
                (2, party.filter(|party| party.letter().is_some()))
            }
            statement => (
                1,
                statement.stage().and_then(|stage| stage.party().cloned()),
            ),
        };
        let Some(party) = party else { continue };
        let latest = fact.heard.last().map_or(i64::MIN, |heard| heard.hi);
        match votes
            .iter_mut()
            .find(|vote| vote.0 == weight && vote.1 == party)
        {
            Some(vote) => {
                vote.2 += fact.heard.len();
                vote.3 = vote.3.max(latest);
            }
            None => votes.push((weight, party, fact.heard.len(), latest)),
        }
    }
    votes
        .into_iter()
        .max_by_key(|(weight, party, documents, latest)| {
            (*weight, *documents, *latest, party.clone())
        })
        .map(|(_, party, ..)| party)
}

fn is_incumbent(fact: &Fact, race: Option<&Race>) -> bool {
    let (Statement::OfficeHeld(held), Some(race)) = (fact.statement.as_ref(), race) else {
        return false;
    };
    if fact.certainty != Certainty::Asserted {
        return false;
    }
    match held.relation {
        Relation::Incumbent if held.race.as_ref() == Some(race) => true,
        Relation::Incumbent | Relation::Holds => {
            held.race.as_ref().is_none_or(|of| of == race)
                && held
                    .state
                    .as_deref()
                    .is_none_or(|state| state == race.state)
                && is_office(&held.office, race.office)
        }
        _ => false,
    }
}

/// Whether the words for an office mean the one that is sought.
fn is_office(words: &str, sought: OfficeSought) -> bool {
    let words = claim::outlet::fold(words);
    let has = |word: &str| words.split(' ').any(|w| w == word);
    let of_state = has("state");
    match sought {
        OfficeSought::President => has("president") && !has("vice"),
        OfficeSought::Senate => (has("senator") || has("senate") || has("sen")) && !of_state,
        OfficeSought::House => {
            (has("representative") || has("rep") || has("congressman") || has("congresswoman"))
                && !of_state
        }
        OfficeSought::StateSenate => (has("senator") || has("senate") || has("sen")) && of_state,
        OfficeSought::StateHouse => (has("representative") || has("rep")) && of_state,
        OfficeSought::Governor => has("governor") && !has("lieutenant"),
        OfficeSought::Other => false,
        other => other.word().split('-').all(has),
    }
}

fn standing(scene: &Scene<'_>, facts: &[&Fact], person: &PersonName) -> Vec<StandingRow> {
    let mut clusters = Vec::new();
    for fact in facts {
        if let Statement::Standing(c) = fact.statement.as_ref() {
            let value = (c.standing, c.stage.as_ref(), fact.certainty);
            Cluster::gather(&mut clusters, fact, value, |held, new| held == new);
        }
    }
    clusters.sort_by_key(|cluster| (std::cmp::Reverse(cluster.latest()), cluster.value));
    clusters
        .iter()
        .map(|cluster| StandingRow {
            standing: cluster.value.0,
            stage: cluster.value.1.cloned(),
            certainty: cluster.value.2,
            support: cluster.support(scene, Some(person)),
        })
        .collect()
}
