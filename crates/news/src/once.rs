//! Each fact once per origin: of several places that state it, the most complete one stays.

use claim::{
    Certainty, Occurrence, Origin, Outcome, Part, Race, Relation, Statement, Status, outlet,
};

use crate::lexicon::usual_name;

/// Keeps each fact once per origin, in the order of the text.
pub(crate) fn once(found: Vec<Occurrence>) -> Vec<Occurrence> {
    let mut kept: Vec<Occurrence> = Vec::new();
    for new in found {
        match kept.iter_mut().find(|old| repeats(old, &new)) {
            None => kept.push(new),
            Some(old) if weight(&new) > weight(old) => *old = new,
            Some(_) => {}
        }
    }
    let all = kept.clone();
    // The title repeats the body, mostly without its sources: it only counts for what the body does not say.
    kept.retain(|o| {
        let says = |b: &Occurrence| {
            same_fact(&o.claim.statement, &b.claim.statement)
                || rounds(&o.claim.statement, &b.claim.statement)
        };
        o.place.part == Part::Text || !all.iter().any(|b| b.place.part == Part::Text && says(b))
    });
    kept.retain(|o| {
        !all.iter().any(|other| is_told_by(o, other))
            && !all.iter().any(|other| is_weaker(o, other))
    });
    kept.sort_by_key(|o| (o.place.part, o.place.span.start));
    kept
}

/// Whether both say the same for the same origin. Titles and lives count once a report, whoever uses them.
fn repeats(a: &Occurrence, b: &Occurrence) -> bool {
    // Nobody in particular tells that somebody runs: "Clinton's campaign" presupposes it, whoever says it.
    let is_running = |o: &Occurrence| matches!(&o.claim.statement, Statement::Candidacy(c) if c.status == Status::Running);
    let once_a_report = is_running(a)
        || matches!(
            a.claim.statement,
            Statement::OfficeHeld(_) | Statement::Biography(_) | Statement::Role(_)
        );
    let same_origin = once_a_report
        || (same_voice(&a.claim.origin, &b.claim.origin) && a.claim.via == b.claim.via);
    same_origin
        && (a.claim.certainty == Certainty::Denied) == (b.claim.certainty == Certainty::Denied)
        && same_fact(&a.claim.statement, &b.claim.statement)
}

fn same_voice(a: &Origin, b: &Origin) -> bool {
    match (a, b) {
        (Origin::Organization { name: a }, Origin::Organization { name: b }) => {
            outlet::canonical(a).eq_ignore_ascii_case(outlet::canonical(b))
        }
        _ => a == b,
    }
}

fn agree(a: Option<&Race>, b: Option<&Race>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn same_fact(a: &Statement, b: &Statement) -> bool {
    match (a, b) {
        (Statement::Candidacy(a), Statement::Candidacy(b)) => {
            a.person == b.person && a.status == b.status && agree(a.race.as_ref(), b.race.as_ref())
        }
        (Statement::Endorsement(a), Statement::Endorsement(b)) => {
            usual_name(&a.endorser) == usual_name(&b.endorser)
                && a.candidate == b.candidate
                && a.stance == b.stance
        }
        (Statement::Funds(a), Statement::Funds(b)) => {
            a.holder == b.holder && a.measure == b.measure && a.amount == b.amount
        }
        (Statement::Poll(a), Statement::Poll(b)) => a.shares == b.shares,
        (Statement::Rating(a), Statement::Rating(b)) => a.rater == b.rater && a.rating == b.rating,
        (Statement::Schedule(a), Statement::Schedule(b)) => {
            a.event == b.event
                && a.date.agrees_with(b.date)
                && (a.state.is_none() || b.state.is_none() || a.state == b.state)
        }
        (Statement::Returned(a), Statement::Returned(b)) => {
            a.candidate == b.candidate
                && agree(a.race.as_ref(), b.race.as_ref())
                && (a.stage.is_none() || b.stage.is_none() || a.stage == b.stage)
                && a.outcome == b.outcome
                && (a.state.is_none() || b.state.is_none() || a.state == b.state)
                && a.share == b.share
                && a.votes == b.votes
        }
        (Statement::OfficeHeld(a), Statement::OfficeHeld(b)) => {
            let now = |r: Relation| {
                if r == Relation::Incumbent {
                    Relation::Holds
                } else {
                    r
                }
            };
            a.person == b.person
                && now(a.relation) == now(b.relation)
                && (kind_of_office(&a.office) == kind_of_office(&b.office)
                    || a.relation == Relation::Incumbent
                    || b.relation == Relation::Incumbent)
        }
        (Statement::Role(a), Statement::Role(b)) => a.person == b.person && a.role == b.role,
        (Statement::Standing(a), Statement::Standing(b)) => {
            a.person == b.person && a.standing == b.standing
        }
        (Statement::Biography(a), Statement::Biography(b)) => {
            a.person == b.person
                && a.fact == b.fact
                && (a.value == b.value || b.value.contains(&a.value) || a.value.contains(&b.value))
        }
        _ => false,
    }
}

/// What tells an office from others of the same person: `U.S. Senator` and `Senator` are one.
fn kind_of_office(office: &str) -> String {
    let last = office.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let kind = match last.as_str() {
        "congressman" | "congresswoman" => "representative",
        other => other,
    };
    let state = office.starts_with("state ");
    format!("{}{kind}", if state { "state " } else { "" })
}

/// Whether a headline only rounds the share or the votes that the body gives.
fn rounds(title: &Statement, body: &Statement) -> bool {
    let (Statement::Returned(a), Statement::Returned(b)) = (title, body) else {
        return false;
    };
    let near =
        matches!((a.share, b.share), (Some(a), Some(b)) if (a.as_f64() - b.as_f64()).abs() < 1.0);
    a.candidate == b.candidate && (near || a.outcome == b.outcome && a.share.is_none())
}

/// How complete a mention is: the fields it fills; the body before the title.
fn weight(o: &Occurrence) -> usize {
    let some = |present: bool| usize::from(present);
    let fields = match &o.claim.statement {
        Statement::Candidacy(c) => {
            some(c.race.is_some()) + some(c.stage.is_some()) + 2 * some(c.date.is_some())
        }
        Statement::Endorsement(c) => {
            some(c.race.is_some()) + some(c.stage.is_some()) + some(c.date.is_some())
        }
        Statement::Funds(c) => some(c.race.is_some()) + some(c.period.is_some()),
        Statement::Schedule(c) => {
            some(c.race.is_some())
                + some(c.stage.is_some())
                + some(c.place.is_some())
                + c.date.to_string().len()
        }
        Statement::Returned(c) => {
            some(c.race.is_some())
                + some(c.stage.is_some())
                + some(c.reporting.is_some())
                + 2 * some(c.state.is_some())
        }
        Statement::OfficeHeld(c) => {
            2 * some(c.relation == Relation::Incumbent)
                + some(c.state.is_some())
                + some(c.end.is_some())
        }
        _ => 0,
    };
    fields + 100 * some(o.place.part == Part::Text)
}

/// Whether the first only credits an outlet with what, as the second tells, that outlet has from somebody.
fn is_told_by(o: &Occurrence, other: &Occurrence) -> bool {
    let Origin::Organization { name } = &o.claim.origin else {
        return false;
    };
    let through = other
        .claim
        .via
        .hops()
        .any(|hop| outlet::canonical(hop) == outlet::canonical(name));
    through && same_fact(&o.claim.statement, &other.claim.statement)
}

/// Whether the report says more of a candidacy elsewhere: who announced is running too.
fn is_weaker(o: &Occurrence, other: &Occurrence) -> bool {
    match (&o.claim.statement, &other.claim.statement) {
        (Statement::Candidacy(weak), Statement::Candidacy(strong)) => {
            weak.status == Status::Running
                && !spared(strong.status)
                && strong.person == weak.person
                && agree(weak.race.as_ref(), strong.race.as_ref())
                && matches!(
                    strong.status,
                    Status::Expected
                        | Status::Announced
                        | Status::Considering
                        | Status::Declined
                        | Status::Withdrew
                        | Status::Nominated
                        | Status::Filed
                        | Status::Qualified
                        | Status::Conceded
                        | Status::Elected
                        | Status::Lost
                        | Status::Advanced
                )
                && (strong.status == Status::Considering
                    || matches!(
                        other.claim.certainty,
                        Certainty::Asserted | Certainty::Expected
                    ))
                // "Romney announced that he will run": the announcement is made.
                || weak.status == Status::Expected
                    && strong.status == Status::Announced
                    && strong.person == weak.person
                    && agree(weak.race.as_ref(), strong.race.as_ref())
        }
        // "Gov. A" is a courtesy where the report also says that A is a former governor.
        (Statement::OfficeHeld(weak), Statement::OfficeHeld(strong)) => {
            weak.relation == Relation::Holds
                && strong.relation == Relation::Held
                && weak.person == strong.person
                && kind_of_office(&weak.office) == kind_of_office(&strong.office)
        }
        // A bare outcome beside the same outcome with its figures.
        (Statement::Returned(weak), Statement::Returned(strong)) => {
            weak != strong
                && weak.candidate == strong.candidate
                && (strong.share.is_some() || strong.votes.is_some())
                && weak.share.is_none()
                && weak.votes.is_none()
                && weak.outcome.is_some()
                && weak.outcome == strong.outcome
                && same_voice(&o.claim.origin, &other.claim.origin)
                && agree(weak.race.as_ref(), strong.race.as_ref())
                && !matches!(weak.outcome, Some(Outcome::Leading | Outcome::Trailing))
        }
        _ => false,
    }
}

/// The statuses beside which a report still says that somebody runs: who has filed or is nominated is in the race now.
const fn spared(status: Status) -> bool {
    matches!(
        status,
        Status::Filed | Status::Qualified | Status::Nominated
    )
}
