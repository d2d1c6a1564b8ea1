//! The chain of a claim as a small graph: who is responsible, through whom it came, where it stands.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{at, cut};

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// An origin.
    Origin,
    /// An outlet that passed it on.
    Relay,
    /// A report in which it stands.
    Report,
    /// A free lane through a column, for a way that has no relay there.
    Lane,
}

/// One way of a claim: from its origins through relays to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The origins that it leads to.
    pub origins: Vec<String>,
    /// The relays, the one nearest to the origins first.
    pub relays: Vec<String>,
    /// The report.
    pub report: String,
}

const COLUMN: f64 = 236.0;
const BOX: f64 = 204.0;
const ROW: f64 = 54.0;
const TALL: f64 = 40.0;

/// How many reports are drawn; the table beside the graph has all.
pub const MOST: usize = 14;

type Node = (Role, String);

struct Graph {
    /// The column and the row of each node.
    places: BTreeMap<Node, (usize, usize)>,
    edges: Vec<(Node, Node)>,
    columns: usize,
    rows: usize,
}

impl Graph {
    fn of(ways: &[Way]) -> Self {
        let deepest = ways.iter().map(|way| way.relays.len()).max().unwrap_or(0);
        let mut graph = Self {
            places: BTreeMap::new(),
            edges: Vec::new(),
            columns: deepest + 2,
            rows: 0,
        };
        let mut filled = vec![0; graph.columns];
        for way in ways {
            let report = (Role::Report, way.report.clone());
            let relays = way.relays.iter().map(|relay| (Role::Relay, relay.clone()));
            // Relays stand right before the report; what is left of them is a lane, so that no line runs behind a box.
            let lanes =
                (way.relays.len()..deepest).map(|at| (Role::Lane, format!("{at} {}", way.report)));
            let path: Vec<Node> = lanes.chain(relays).chain([report]).collect();
            for (at, node) in path.iter().enumerate() {
                graph.place(node, at + 1, &mut filled);
            }
            for pair in path.windows(2) {
                graph.join(&pair[0], &pair[1]);
            }
            for origin in &way.origins {
                let origin = (Role::Origin, origin.clone());
                graph.place(&origin, 0, &mut filled);
                if let Some(next) = path.first() {
                    graph.join(&origin, next);
                }
            }
        }
        graph.rows = filled.into_iter().max().unwrap_or(0);
        graph
    }

    fn place(&mut self, node: &Node, column: usize, filled: &mut [usize]) {
        if !self.places.contains_key(node) {
            self.places.insert(node.clone(), (column, filled[column]));
            filled[column] += 1;
        }
    }

    fn join(&mut self, from: &Node, to: &Node) {
        let edge = (from.clone(), to.clone());
        if from != to && !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }

    fn at(&self, node: &Node) -> Option<(f64, f64)> {
        let (column, row) = self.places.get(node)?;
        Some((number(*column) * COLUMN + 4.0, number(*row) * ROW + 6.0))
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Draws the ways of a claim; nothing where there are none.
pub fn draw(id: &str, title: &str, description: &str, ways: &[Way]) -> Option<Markup> {
    if ways.is_empty() {
        return None;
    }
    let graph = Graph::of(&ways[..ways.len().min(MOST)]);
    let (width, height) = (
        number(graph.columns - 1) * COLUMN + BOX + 8.0,
        number(graph.rows) * ROW + 4.0,
    );
    Some(html! {
        svg.graph viewBox={ "0 0 " (at(width)) " " (at(height)) } width=(at(width)) height=(at(height)) role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { (description) }
            @for (from, to) in &graph.edges {
                @let role = to.0;
                @if let (Some(from), Some(to)) = (graph.at(from), graph.at(to)) { (edge(from, to, role)) }
            }
            @for node in graph.places.keys() {
                @if let Some((x, y)) = graph.at(node) { (boxed(node, x, y)) }
            }
        }
    })
}

fn edge((x1, y1): (f64, f64), (x2, y2): (f64, f64), to: Role) -> Markup {
    let (x1, y1, y2) = (x1 + BOX, y1 + TALL / 2.0, y2 + TALL / 2.0);
    let middle = f64::midpoint(x1, x2);
    html! {
        // A lane is no end of the way, so no head points to it.
        @let end = if to == Role::Lane { x2 } else { x2 - 6.0 };
        path.edge d={ "M" (at(x1)) " " (at(y1)) "C" (at(middle)) " " (at(y1)) " " (at(middle)) " " (at(y2)) " " (at(end)) " " (at(y2)) } {}
        @if to != Role::Lane { path.head d={ "M" (at(x2)) " " (at(y2)) "l-8 -4v8z" } {} }
    }
}

fn boxed((role, label): &Node, x: f64, y: f64) -> Markup {
    let class = match role {
        Role::Lane => {
            let y = at(y + TALL / 2.0);
            return html! { line.lane x1=(at(x)) x2=(at(x + BOX)) y1=(y) y2=(y) {} };
        }
        Role::Origin => "node origin",
        Role::Relay => "node relay",
        Role::Report => "node report",
    };
    let (first, second) = in_two(label);
    html! {
        g class=(class) {
            title { (label) }
            rect x=(at(x)) y=(at(y)) width=(BOX) height=(TALL) rx=(if *role == Role::Origin { "20" } else { "4" }) {}
            @if second.is_empty() {
                text x=(at(x + BOX / 2.0)) y=(at(y + TALL / 2.0 + 4.0)) text-anchor="middle" { (first) }
            } @else {
                text x=(at(x + BOX / 2.0)) y=(at(y + 17.0)) text-anchor="middle" { (first) }
                text x=(at(x + BOX / 2.0)) y=(at(y + 32.0)) text-anchor="middle" { (second) }
            }
        }
    }
}

/// A label in at most two lines of a box.
fn in_two(label: &str) -> (String, String) {
    const LINE: usize = 29;
    if label.chars().count() <= LINE {
        return (label.to_owned(), String::new());
    }
    let mut first = String::new();
    let mut words = label.split(' ').peekable();
    while let Some(word) = words.peek() {
        if !first.is_empty() && first.chars().count() + 1 + word.chars().count() > LINE {
            break;
        }
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
        words.next();
    }
    let rest: Vec<&str> = words.collect();
    (cut(&first, LINE), cut(&rest.join(" "), LINE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_stand_first_reports_last_and_each_once() {
        let way = |relays: &[&str], report: &str| Way {
            origins: vec!["two Republicans".to_owned()],
            relays: relays.iter().map(ToString::to_string).collect(),
            report: report.to_owned(),
        };
        let graph = Graph::of(&[
            way(&["AP"], "NPR"),
            way(&[], "AP story"),
            way(&["AP", "Politico"], "Site"),
        ]);
        let column = |role, label: &str| graph.places[&(role, label.to_owned())].0;
        assert_eq!(graph.columns, 4);
        assert_eq!(column(Role::Origin, "two Republicans"), 0);
        assert_eq!(column(Role::Report, "NPR"), 3);
        assert_eq!(column(Role::Report, "AP story"), 3);
        // A lane in each column that a way skips.
        assert_eq!(
            graph
                .places
                .keys()
                .filter(|node| node.0 != Role::Lane)
                .count(),
            6
        );
        assert_eq!(
            graph
                .places
                .keys()
                .filter(|node| node.0 == Role::Lane)
                .count(),
            3
        );
        assert!(draw("g", "T", "D", &[]).is_none());
    }

    #[test]
    fn long_labels_are_broken_and_cut() {
        assert_eq!(in_two("short"), ("short".to_owned(), String::new()));
        let (first, second) =
            in_two("two Republicans with direct knowledge of his plans, 1 of 2 (Associated Press)");
        assert_eq!(first, "two Republicans with direct");
        assert!(
            second.ends_with('…') && second.chars().count() <= 29,
            "{second}"
        );
    }
}
