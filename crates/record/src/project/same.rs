//! Whether two facts state the same thing: what `origins CLAIM` counts.

use claim::outlet::fold;
use claim::{Certainty, PersonName, Stage, Statement};

use super::Scene;
use super::field;
use super::money::{near, same_period};
use super::notes::fold_value;
use super::polls::{named, same_question};
use super::status::implies;
use crate::fold::Fact;

/// The facts that state what one of them states. For a candidacy they include later steps: who has announced, will run.
pub(crate) fn same_fact<'a>(scene: &Scene<'a>, asked: &Fact) -> Vec<&'a Fact> {
    scene
        .facts
        .iter()
        .filter(|fact| states(scene, fact, asked))
        .collect()
}

/// Whether a fact repeats what another states, and nothing that goes beyond it: who says that somebody has filed has not
/// repeated that they will announce.
pub(crate) fn repeats(scene: &Scene<'_>, fact: &Fact, asked: &Fact) -> bool {
    if let (Statement::Candidacy(said), Statement::Candidacy(of)) =
        (fact.statement.as_ref(), asked.statement.as_ref())
    {
        return said.status == of.status
            && fact.certainty == asked.certainty
            && stages_agree(said.stage.as_ref(), of.stage.as_ref())
            && same_name(scene, &said.person, &of.person);
    }
    fact.statement.kind() == asked.statement.kind() && states(scene, fact, asked)
}

fn states(scene: &Scene<'_>, fact: &Fact, asked: &Fact) -> bool {
    if fact.json == asked.json && fact.certainty == asked.certainty {
        return true;
    }
    if let (Some(fact), Some(asked)) = (field::said(fact), field::said(asked)) {
        return same_person(scene, fact.fact, asked.fact) && implies(&fact, &asked);
    }
    let sign = |fact: &Fact| match fact.certainty {
        Certainty::Asserted | Certainty::Expected => 0,
        Certainty::Possible => 1,
        Certainty::Denied => 2,
    };
    sign(fact) == sign(asked) && states_the_same(scene, &fact.statement, &asked.statement)
}

fn same_person(scene: &Scene<'_>, a: &Fact, b: &Fact) -> bool {
    match (a.statement.person(), b.statement.person()) {
        (Some(a), Some(b)) => same_name(scene, a, b),
        _ => false,
    }
}

fn same_name(scene: &Scene<'_>, a: &PersonName, b: &PersonName) -> bool {
    match (scene.people.find(a), scene.people.find(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => scene.agree(a, b),
        _ => false,
    }
}

fn stages_agree(a: Option<&Stage>, b: Option<&Stage>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn states_the_same(scene: &Scene<'_>, a: &Statement, b: &Statement) -> bool {
    use Statement as S;

    match (a, b) {
        (S::Endorsement(a), S::Endorsement(b)) => {
            let people = scene.endorsers();
            let endorser = |name: &str| {
                let name = PersonName::new(name);
                people
                    .find(&name)
                    .map_or(name, |at| people.name(at).clone())
            };
            a.stance == b.stance
                && same_name(scene, &a.candidate, &b.candidate)
                && endorser(&a.endorser) == endorser(&b.endorser)
        }
        (S::Funds(a), S::Funds(b)) => {
            let periods = match (a.period, b.period) {
                (Some(a), Some(b)) => same_period(a, b),
                _ => true,
            };
            a.measure == b.measure
                && periods
                && near(a.amount, b.amount)
                && scene.holder(a) == scene.holder(b)
        }
        (S::Poll(a), S::Poll(b)) => same_question(&named(scene, a), &named(scene, b)),
        (S::Rating(a), S::Rating(b)) => {
            let rater = |name: &str| fold(claim::outlet::canonical(name));
            rater(&a.rater) == rater(&b.rater) && fold(&a.rating) == fold(&b.rating)
        }
        (S::Schedule(a), S::Schedule(b)) => {
            a.event == b.event
                && a.date.agrees_with(b.date)
                && stages_agree(a.stage.as_ref(), b.stage.as_ref())
        }
        (S::Returned(a), S::Returned(b)) => {
            same_name(scene, &a.candidate, &b.candidate)
                && stages_agree(a.stage.as_ref(), b.stage.as_ref())
                && (a.share, a.votes, a.outcome, a.reporting)
                    == (b.share, b.votes, b.outcome, b.reporting)
        }
        (S::OfficeHeld(a), S::OfficeHeld(b)) => {
            a.relation == b.relation
                && fold(&a.office) == fold(&b.office)
                && same_name(scene, &a.person, &b.person)
        }
        (S::Role(a), S::Role(b)) => {
            a.relation == b.relation
                && fold(&a.role) == fold(&b.role)
                && fold(&a.of) == fold(&b.of)
                && same_name(scene, &a.person, &b.person)
        }
        (S::Standing(a), S::Standing(b)) => {
            a.standing == b.standing
                && stages_agree(a.stage.as_ref(), b.stage.as_ref())
                && same_name(scene, &a.person, &b.person)
        }
        (S::Biography(a), S::Biography(b)) => {
            a.fact == b.fact
                && fold_value(a.fact, &a.value) == fold_value(b.fact, &b.value)
                && same_name(scene, &a.person, &b.person)
        }
        (S::Identifier(a), S::Identifier(b)) => {
            (a.scheme, &a.value) == (b.scheme, &b.value) && same_name(scene, &a.person, &b.person)
        }
        (S::Committee(a), S::Committee(b)) => {
            (&a.committee, &a.candidate_id, a.designation)
                == (&b.committee, &b.candidate_id, b.designation)
        }
        (S::Alias(a), S::Alias(b)) => {
            fold(a.alias.as_str()) == fold(b.alias.as_str())
                && same_name(scene, &a.person, &b.person)
        }
        _ => false,
    }
}
