//! `candidacy`: someone's standing in a race, from considering to elected.
//!
//! > Sessions is expected to announce his candidacy Thursday.
//! >
//! > person Jeff Sessions, status expected, date 2019-11-07, certainty expected

use std::sync::LazyLock;

use claim::{Candidacy, Certainty, Stage, Statement, Status, When};

use super::{Look, Page, certainty, is_conditional, matches, quoted};
use crate::mention::What;
use crate::pattern::{Rule, rules};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/candidacy.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the candidacies of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        if rule.field("unless") == Some("shares") && look.text().matches('Ⓝ').count() > 1 {
            continue;
        }
        let Some(status) = rule.word::<Status>("status") else {
            continue;
        };
        let range = quoted(&c);
        let mut sure = certainty(rule);
        if sure == Certainty::Asserted && is_conditional(look.text(), range) {
            // "if Sessions runs", "should he run": nothing is said about what is.
            if status == Status::Running {
                continue;
            }
            sure = Certainty::Possible;
        }
        let mut people = look.people(&c, "who");
        if rule.field("who") == Some("first") {
            people.truncate(1);
        }
        let dated = look.date(&c, "date").map(|d| d.when).or_else(|| {
            rule.field("date")
                .filter(|d| *d == "near")
                .and_then(|_| look.date_near(range))
        });
        let party = look
            .mentions(&c, "party")
            .into_iter()
            .find_map(|m| match &m.what {
                What::Party(party) => Some(party.clone()),
                _ => None,
            });
        for person in people {
            let stage = match rule.field("stage") {
                // Whom the winner "will face" is met in the general election, unless the clause goes on about a runoff.
                Some("general")
                    if !["runoff", "primary"]
                        .iter()
                        .any(|w| rest_of_clause(look, range).contains(w)) =>
                {
                    Some(Stage::General)
                }
                _ => look.stage(range),
            };
            let candidacy = Candidacy {
                person: look.document.name(person).clone(),
                status,
                race: if matches!(
                    status,
                    Status::Running | Status::Announced | Status::Expected
                ) {
                    look.race_now(range, Some(person))
                } else {
                    look.race(range, Some(person))
                },
                stage,
                state: None,
                party: party
                    .clone()
                    .or_else(|| look.document.registry.people[person].party.clone()),
                date: dated.filter(|when| !matches!(when, When::Year(_))),
            };
            page.drafts
                .push(look.draft(range, sure, Statement::Candidacy(candidacy)));
        }
    }
}

/// What follows a range up to the next mark.
fn rest_of_clause<'d>(look: Look<'d, '_>, range: super::Range) -> &'d str {
    let rest = look.text().get(range.1..).unwrap_or_default();
    rest.split([',', ';']).next().unwrap_or(rest)
}
