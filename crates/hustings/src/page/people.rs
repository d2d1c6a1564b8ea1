//! PEOPLE: offices, work and lives of the people of the race.

use std::collections::BTreeMap;

use claim::RoleRelation;

use super::{Frame, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let page = frame.page;
    for row in &page.offices {
        let years = words::years(row.start, row.end);
        let relation = words::relation(row.relation);
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
