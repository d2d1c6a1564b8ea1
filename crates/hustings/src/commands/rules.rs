//! `hustings rules STATE`: what the law says, each rule with its days and its source.

use std::io;

use claim::OfficeSought;
use jiff::civil::Date;
use rules::{Office, Rule, RuleKind, State};
use serde_json::json;

use crate::args::law::Rules;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};

pub(crate) fn run(typed: &Rules, settings: &Settings) -> Result<Outcome, Failure> {
    let found: Vec<&Rule> = match typed.on {
        Some(on) => holding(typed.state, typed.office, on),
        None => every_version(typed.state, typed.office),
    };
    match settings.form {
        Form::Json => {
            let mut out = io::stdout().lock();
            for rule in found {
                let line = json!({
                    "state": typed.state.code, "rule": rule.kind, "text": rule.text,
                    "provision": rule.provision, "offices": words(&rule.offices), "place": rule.place,
                    "from": rule.from.to_string(), "until": rule.until.map(|until| until.to_string()),
                    "source": rule.source, "verified": rule.doubt.is_none(), "doubt": rule.doubt,
                });
                screen::json(&mut out, &line)?;
            }
        }
        Form::Text => draw(typed, &found)?,
    }
    Ok(Outcome::Done)
}

/// The version of each rule that holds on that day: for an office the one that it goes by, else all.
fn holding(state: &State, office: Option<OfficeSought>, on: Date) -> Vec<&Rule> {
    let holds = |rule: &&Rule| {
        rule.holds_on(on)
            && (office.is_none()
                || state
                    .rule_for(rule.kind, office, on)
                    .is_some_and(|goes_by| std::ptr::eq(goes_by, *rule)))
    };
    state.rules.iter().filter(holds).collect()
}

fn every_version(state: &State, office: Option<OfficeSought>) -> Vec<&Rule> {
    let all = state.rules.iter();
    all.filter(|rule| office.is_none() || rule.is_for(office))
        .collect()
}

fn words(offices: &[OfficeSought]) -> Vec<&'static str> {
    offices.iter().map(|office| office.word()).collect()
}

/// What a page about elections cannot do without; where one of these is missing it is said.
const EXPECTED: [RuleKind; 9] = [
    RuleKind::FilingDeadline,
    RuleKind::Nomination,
    RuleKind::GeneralWinner,
    RuleKind::GeneralTie,
    RuleKind::Substitution,
    RuleKind::AutomaticRecount,
    RuleKind::RecountOnRequest,
    RuleKind::Polls,
    RuleKind::SoreLoser,
];

fn draw(typed: &Rules, found: &[&Rule]) -> io::Result<()> {
    let state = typed.state;
    let mut screen = Screen::new();
    let when = match typed.on {
        Some(on) => format!("the law on file for {on}"),
        None => "every version of the law on file".to_owned(),
    };
    screen.heading(&format!("{} ({}): {when}", state.name, state.code));
    let mut zones = vec![state.zone.as_str()];
    zones.extend(state.other_zones.iter().map(String::as_str));
    screen.aside(2, &format!("time zones: {}", zones.join(", ")));
    let doubtful = found.iter().filter(|rule| rule.doubt.is_some()).count();
    if !found.is_empty() {
        screen.aside(
            2,
            &format!(
                "{} rules, {doubtful} of them NOT VERIFIED in full",
                found.len()
            ),
        );
    }
    offices(&mut screen, typed);
    let mut last = None;
    for rule in found {
        if last != Some(rule.kind) {
            screen.heading(&heading(rule.kind));
            last = Some(rule.kind);
        }
        draw_rule(&mut screen, rule);
    }
    let missing: Vec<&str> = EXPECTED
        .iter()
        .filter(|kind| !found.iter().any(|rule| rule.kind == **kind))
        .map(|kind| kind.words())
        .collect();
    if !missing.is_empty() {
        screen.heading("NOT ON FILE");
        for kind in missing {
            screen.line(2, kind);
        }
    }
    screen.finish()
}

fn offices(screen: &mut Screen, typed: &Rules) {
    let shown: Vec<&Office> = typed
        .state
        .offices
        .iter()
        .filter(|held| typed.office.is_none_or(|office| held.office == office))
        .collect();
    if shown.is_empty() {
        return;
    }
    screen.heading("OFFICES");
    for held in shown {
        let seats = match held.seats {
            1 => "one holder".to_owned(),
            more => format!("{more} seats"),
        };
        let turns: Vec<String> = held.turns.iter().map(ToString::to_string).collect();
        let turns = if turns.is_empty() {
            String::new()
        } else {
            format!(", filled in {} and so on", turns.join(" and "))
        };
        let doubt = if held.doubt.is_some() {
            "; NOT VERIFIED"
        } else {
            ""
        };
        screen.row(
            2,
            &[(32, &held.title)],
            &format!("{seats}, {} years{turns}{doubt}", held.term_years),
        );
    }
}

fn draw_rule(screen: &mut Screen, rule: &Rule) {
    screen.line(2, &rule.text);
    if !rule.offices.is_empty() {
        screen.aside(4, &format!("for: {}", words(&rule.offices).join(", ")));
    }
    if let Some(place) = &rule.place {
        screen.aside(4, &format!("with or by: {place}"));
    }
    let until = rule
        .until
        .map_or_else(String::new, |until| format!(" until {until}"));
    screen.aside(
        4,
        &format!(
            "on file from {}{until}; {}",
            rule.from, rule.source.citation
        ),
    );
    screen.aside(4, &rule.source.url);
    if let Some(doubt) = &rule.doubt {
        screen.aside(4, &format!("NOT VERIFIED: {doubt}"));
    }
}

fn heading(kind: RuleKind) -> String {
    let words = kind.words();
    words.strip_prefix("the ").unwrap_or(words).to_uppercase()
}
