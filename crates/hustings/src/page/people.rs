//! PEOPLE: offices, work and lives of the people of the race.

use std::collections::BTreeMap;

use claim::{Relation, RoleRelation};

use super::{Frame, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let page = frame.page;
    for row in &page.offices {
        let years = match (row.start, row.end) {
            (Some(start), Some(end)) => format!(" {start}–{end}"),
            (Some(start), None) => format!(" since {start}"),
            (None, Some(end)) => format!(" until {end}"),
            (None, None) => String::new(),
        };
        let relation = match row.relation {
            Relation::Holds => "holds office as",
            Relation::Held => "formerly",
            Relation::Incumbent => "incumbent",
            Relation::Appointed => "was appointed",
            Relation::Resigned => "resigned as",
            Relation::Fired => "was removed as",
            Relation::Retiring => "is retiring as",
        };
        lines.entry(row.person.as_str()).or_default().push(format!(
            "{relation} {}{years}{}",
            row.office,
            words::in_brackets(row.certainty)
        ));
    }
    for row in &page.people {
        lines.entry(row.person.as_str()).or_default().push(format!(
            "{}: {}",
            row.fact.word(),
            row.value
        ));
    }
    for row in &page.roles {
        let relation = match row.relation {
            RoleRelation::Is => "",
            RoleRelation::Was => "former ",
        };
        lines
            .entry(row.person.as_str())
            .or_default()
            .push(format!("{relation}{} of {}", row.role, row.of));
    }
    if lines.is_empty() {
        return;
    }
    screen.heading("PEOPLE");
    for (person, facts) in lines {
        screen.row(2, &[(26, person)], &facts.join("; "));
    }
}
