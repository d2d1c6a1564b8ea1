//! What an official record proves: its scope (`data/official_records.txt`).

use std::sync::LazyLock;

use claim::outlet::fold;
use claim::{Statement, Status};
use serde::{Deserialize, Serialize};

/// What a statement is about, as far as official records are concerned.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Papers are in, or are not.
    Filed,
    /// A name is to stand on the ballot, or is not.
    Qualified,
    /// A name was taken back.
    Withdrawn,
    /// Votes, and who won, lost or goes on.
    Outcome,
    /// Campaign money.
    Funds,
    /// The date of an election or of a step towards it.
    Schedule,
    /// Who holds an office.
    Office,
    /// Anything else: no official record has it in its scope.
    #[default]
    Other,
}

impl Topic {
    /// The topic of a statement.
    pub fn of(statement: &Statement) -> Self {
        match statement {
            Statement::Candidacy(c) => Self::of_status(c.status),
            Statement::Returned(_) => Self::Outcome,
            Statement::Funds(_) => Self::Funds,
            Statement::Schedule(_) => Self::Schedule,
            Statement::OfficeHeld(_) => Self::Office,
            _ => Self::Other,
        }
    }

    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Qualified => "qualified",
            Self::Withdrawn => "withdrawn",
            Self::Outcome => "outcome",
            Self::Funds => "funds",
            Self::Schedule => "schedule",
            Self::Office => "office",
            Self::Other => "other",
        }
    }

    fn of_status(status: Status) -> Self {
        match status {
            Status::Filed | Status::NotFiled => Self::Filed,
            Status::Qualified | Status::Disqualified => Self::Qualified,
            Status::Withdrew => Self::Withdrawn,
            Status::Nominated | Status::Elected | Status::Lost | Status::Advanced => Self::Outcome,
            _ => Self::Other,
        }
    }
}

/// One line of the table.
struct Line {
    /// The words, padded with a space at each end.
    words: String,
    proves: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let table = include_str!("../../data/official_records.txt");
    let lines = table.lines().map(str::trim);
    let mut lines: Vec<Line> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once('|'))
        .map(|(words, scope)| Line {
            words: format!(" {} ", words.trim()),
            proves: scope
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .collect(),
        })
        .collect();
    // The longest first: it decides.
    lines.sort_by_key(|line| std::cmp::Reverse(line.words.len()));
    lines
});

/// Whether a document's name marks it as an official record that proves something on a topic. `None` asks whether it is
/// an official record at all.
pub fn proves(name: &str, topic: Option<Topic>) -> bool {
    let padded = format!(" {} ", fold(name));
    let line = TABLE.iter().find(|line| padded.contains(&line.words));
    line.is_some_and(|line| topic.is_none_or(|topic| line.proves.contains(&topic.word())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_proves_what_lies_in_its_scope_and_nothing_else() {
        use Topic::{Filed, Funds, Other, Outcome, Qualified, Schedule, Withdrawn};
        for (name, topic, expect) in [
            ("FEC Statement of Candidacy", Filed, true),
            ("FEC Statement of Candidacy", Qualified, false),
            ("FEC Statement of Candidacy", Funds, false),
            ("FEC Statement of Candidacy", Other, false),
            ("FEC Statement of Organization", Filed, false),
            ("a Federal Election Commission filing", Funds, true),
            ("third-quarter FEC report", Funds, true),
            ("FEC year-end report", Filed, false),
            ("Alabama Secretary of State", Qualified, true),
            ("Alabama Secretary of State", Withdrawn, true),
            ("Alabama Secretary of State", Funds, false),
            ("the Secretary of State's certified results", Outcome, true),
            ("certified results", Qualified, false),
            (
                "Republican Party certification of candidates",
                Qualified,
                true,
            ),
            ("Republican Party certification of candidates", Filed, false),
            ("the governor's proclamation", Schedule, true),
            ("internal campaign memo", Filed, false),
            ("affection", Filed, false),
        ] {
            assert_eq!(proves(name, Some(topic)), expect, "{name} on {topic:?}");
        }
        assert!(proves("FEC Statement of Organization", None));
        assert!(!proves("internal campaign memo", None));
    }

    #[test]
    fn every_word_of_the_table_is_a_topic() {
        let topics = [
            Topic::Filed,
            Topic::Qualified,
            Topic::Withdrawn,
            Topic::Outcome,
            Topic::Funds,
            Topic::Schedule,
            Topic::Office,
        ];
        for line in TABLE.iter() {
            for word in &line.proves {
                assert!(
                    topics.iter().any(|topic| topic.word() == *word),
                    "{}: {word}",
                    line.words
                );
            }
        }
    }

    #[test]
    fn what_a_statement_is_about() {
        let topic = |status: &str| {
            let statement = serde_json::json!({
                "kind": "candidacy", "person": "Jeff Sessions", "status": status, "race": "2020-AL-senate",
            });
            Topic::of(&serde_json::from_value(statement).unwrap())
        };
        assert_eq!(topic("filed"), Topic::Filed);
        assert_eq!(topic("qualified"), Topic::Qualified);
        assert_eq!(topic("announced"), Topic::Other);
        assert_eq!(topic("lost"), Topic::Outcome);
    }
}
