//! The table of the states in `docs/rules.md` is that of the data.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use claim::OfficeSought;
use jiff::civil::{Date, Time, date};
use rules::{Base, Division, Edge, Margin, Need, Provision, RuleKind, State};

/// The day for which the table holds: the last general election of the calendars on file.
const ON: Date = date(2024, 11, 5);

fn percent(per_mille: u16) -> String {
    format!("{}%", f64::from(per_mille) / 10.0)
}

fn margin(margin: &Margin) -> String {
    let sign = match margin.edge {
        Edge::Within => "≤",
        Edge::Below => "<",
    };
    let of = match margin.of {
        Base::Cast => "",
        Base::Leader => " of the leader's",
        Base::Both => " of both's",
    };
    let share = margin
        .share
        .map(|share| format!("{sign} {}%{of}", f64::from(share) / 1000.0));
    let votes = margin.votes.map(|votes| format!("{sign} {votes} votes"));
    let and = match margin.need {
        Need::Both => " and ",
        Need::Either => " or ",
    };
    match (share, votes) {
        (None, None) => "tie".to_owned(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(share), Some(votes)) => format!("{share}{and}{votes}"),
    }
}

fn clock(time: Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// A provision in a few words.
fn short(provision: &Provision) -> String {
    match provision {
        Provision::Plurality => "most votes".to_owned(),
        Provision::MoreThanElseRunoff { per_mille } => format!("> {}, runoff", percent(*per_mille)),
        Provision::AtLeastElseRunoff { per_mille } => format!("≥ {}, runoff", percent(*per_mille)),
        Provision::MoreThanElseIfAsked { per_mille } => {
            format!("> {}, runoff if asked", percent(*per_mille))
        }
        Provision::AtLeastElseConvention { per_mille } => {
            format!("≥ {}, convention", percent(*per_mille))
        }
        Provision::MoreThanElseLegislature { per_mille } => {
            format!("> {}, legislature", percent(*per_mille))
        }
        Provision::Top { advance } => format!("top {advance}"),
        Provision::Ranked { .. } => "ranked".to_owned(),
        Provision::OneBallot => "one ballot".to_owned(),
        Provision::Settled { by } => by.words().trim_start_matches("by ").to_owned(),
        Provision::MarginAtMost(found) => margin(found),
        Provision::Allowed => "yes".to_owned(),
        Provision::NotAllowed => "no".to_owned(),
        Provision::Hours { closes, .. } => clock(*closes),
        _ => "in words".to_owned(),
    }
}

/// The cell of a kind, for senators and for governors where they differ; `?` marks what is not verified in full.
fn cell(state: &State, kind: RuleKind) -> String {
    let of = |office| {
        let rule = state.rule_for(kind, Some(office), ON)?;
        let mark = if rule.doubt.is_some() { " ?" } else { "" };
        Some(format!("{}{mark}", short(&rule.provision)))
    };
    let first = match state.office(OfficeSought::Senate) {
        Some(_) => OfficeSought::Senate,
        None => OfficeSought::House,
    };
    match (of(first), of(OfficeSought::Governor)) {
        (None, _) => "not on file".to_owned(),
        (Some(federal), Some(governor)) if federal != governor => {
            format!("{federal}; governor: {governor}")
        }
        (Some(federal), _) => federal,
    }
}

fn papers(state: &State) -> String {
    let rules = state.rules.iter().rev();
    let rule = rules
        .filter(|rule| rule.kind == RuleKind::FilingDeadline)
        .find(|rule| rule.from <= ON)
        .unwrap();
    let mark = if rule.doubt.is_some() { " ?" } else { "" };
    format!("{}{mark}", rule.place.as_deref().unwrap_or("not on file"))
}

const COLUMNS: [(&str, RuleKind); 7] = [
    ("nominated by", RuleKind::Nomination),
    ("elected by", RuleKind::GeneralWinner),
    ("recount by itself", RuleKind::AutomaticRecount),
    ("on request", RuleKind::RecountOnRequest),
    ("tie", RuleKind::GeneralTie),
    ("loser may stand", RuleKind::SoreLoser),
    ("polls close", RuleKind::Polls),
];

fn table() -> String {
    let heads: Vec<&str> = COLUMNS.iter().map(|(head, _)| *head).collect();
    let mut text = format!(
        "| state | papers with | {} | rules, verified |\n",
        heads.join(" | ")
    );
    text += &format!("|{}\n", " --- |".repeat(heads.len() + 3));
    for state in rules::states() {
        if state.division == Division::Territory {
            continue;
        }
        let cells: Vec<String> = COLUMNS.iter().map(|(_, kind)| cell(state, *kind)).collect();
        let verified = state
            .rules
            .iter()
            .filter(|rule| rule.doubt.is_none())
            .count();
        text += &format!(
            "| {} | {} | {} | {}, {verified} |\n",
            state.code,
            papers(state),
            cells.join(" | "),
            state.rules.len()
        );
    }
    text
}

#[test]
fn the_table_of_the_states_is_that_of_the_data() {
    let page = include_str!("../../../docs/rules.md");
    let table = table();
    assert!(
        page.contains(&table),
        "docs/rules.md does not have this table:\n{table}"
    );
    let all = rules::states().iter().flat_map(|state| &state.rules);
    let (rules, verified) = all.fold((0, 0), |(rules, verified), rule| {
        (rules + 1, verified + usize::from(rule.doubt.is_none()))
    });
    let says = format!("{rules} rules, {verified} of them verified in full");
    assert!(page.contains(&says), "docs/rules.md does not say: {says}");
}
