//! Offices, work and lives of the people of the race.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::RaceView;
use crate::layout::Frame;
use crate::{parts, words};

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let mut facts: BTreeMap<&claim::PersonName, Vec<(String, &record::page::Support)>> =
        BTreeMap::new();
    for row in &view.page.offices {
        let text = format!(
            "{} {}{}{}",
            words::relation(row.relation),
            row.office,
            words::years(row.start, row.end),
            words::in_brackets(row.certainty)
        );
        facts
            .entry(&row.person)
            .or_default()
            .push((text, &row.support));
    }
    for row in &view.page.people {
        facts.entry(&row.person).or_default().push((
            format!("{}: {}", row.fact.word().replace('_', " "), row.value),
            &row.support,
        ));
    }
    for row in &view.page.roles {
        let was = match row.relation {
            claim::RoleRelation::Is => "",
            claim::RoleRelation::Was => "former ",
        };
        facts
            .entry(&row.person)
            .or_default()
            .push((format!("{was}{} of {}", row.role, row.of), &row.support));
    }
    if facts.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="people" {
            h2 id="people" { "People" }
            dl.people {
                @for (person, facts) in facts {
                    dt { a href=(frame.to(&parts::person(person))) { (person.as_str()) } }
                    @for (text, support) in facts { dd { (text) " " (parts::count(frame, support)) } }
                }
            }
        }
    }
}
