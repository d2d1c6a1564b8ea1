//! What must add up on the cover of each form: `data/covers.txt`, read once.

use std::sync::LazyLock;

use crate::layout::Layout;
use crate::version::Version;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) kind: Kind,
    /// The line that it is about.
    pub(crate) line: &'static str,
    from: Option<Version>,
    to: Option<Version>,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The rows of these types give the line to the cent.
    All(Vec<&'static str>),
    /// They give no more than the line.
    Some(Vec<&'static str>),
    /// Their closing balances give the line.
    Owed(Vec<&'static str>),
    /// Other lines, added or (`false`) taken away, give the line.
    Same(Vec<(bool, &'static str)>),
}

impl Rule {
    /// Whether it holds for a version. Paper forms are those of their time, and their vendors' numbers are not compared.
    pub(crate) fn holds(&self, version: Version) -> bool {
        version.paper
            || self.from.is_none_or(|from| from <= version)
                && self.to.is_none_or(|to| version <= to)
    }
}

static RULES: LazyLock<Vec<(&'static str, Vec<Rule>)>> = LazyLock::new(|| {
    let mut forms: Vec<(&'static str, Vec<Rule>)> = Vec::new();
    for line in include_str!("../data/covers.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match (parse(line), forms.last_mut()) {
            (Some(rule), Some(form)) => form.1.push(rule),
            _ => forms.push((line, Vec::new())),
        }
    }
    forms
});

/// The rules of a form: `F3`.
pub(crate) fn rules(record: &str) -> &'static [Rule] {
    RULES
        .iter()
        .find(|(form, _)| *form == record)
        .map_or(&[], |(_, rules)| rules.as_slice())
}

/// A rule's line; `None` for the name of a form.
fn parse(line: &'static str) -> Option<Rule> {
    let (rule, versions) = match line.split_once(" @ ") {
        Some((rule, versions)) => (rule, Some(versions)),
        None => (line, None),
    };
    let mut words = rule.split(' ');
    let word = words.next()?;
    let line = words.next()?;
    let kind = match word {
        "all" => Kind::All(words.collect()),
        "some" => Kind::Some(words.collect()),
        "owed" => Kind::Owed(words.collect()),
        "same" => {
            let mut terms = Vec::new();
            let mut plus = true;
            for word in words {
                match word {
                    "=" | "+" => plus = true,
                    "-" => plus = false,
                    term => terms.push((plus, term)),
                }
            }
            Kind::Same(terms)
        }
        _ => return None,
    };
    let (from, to) = match versions.map(|v| v.split_once('-').unwrap_or((v, ""))) {
        Some((from, to)) => (Version::parse(from), Version::parse(to)),
        None => (None, None),
    };
    Some(Rule {
        kind,
        line,
        from,
        to,
    })
}

/// The place of a line on a cover: by its key, or by the whole name of the column.
pub(crate) fn place(layout: &Layout, line: &str) -> Option<usize> {
    layout.line(line).or_else(|| layout.place(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::layout;

    #[test]
    fn every_line_of_a_rule_is_on_some_version_of_the_form() {
        let versions: Vec<Version> = ["3.0", "5.0", "5.3", "6.1", "6.4", "7.0", "8.0", "8.5"]
            .into_iter()
            .filter_map(Version::parse)
            .collect();
        for (form, rules) in RULES.iter() {
            assert!(!rules.is_empty(), "{form}");
            for rule in rules {
                let mut lines = vec![rule.line];
                if let Kind::Same(terms) = &rule.kind {
                    lines.extend(terms.iter().map(|(_, line)| *line));
                }
                for line in lines {
                    let known = versions
                        .iter()
                        .filter_map(|v| layout(form, *v))
                        .any(|layout| place(layout, line).is_some());
                    assert!(known, "{form} {line}");
                }
            }
        }
    }
}
