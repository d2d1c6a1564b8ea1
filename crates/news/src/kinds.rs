//! The kinds of claims, one file a kind: its definition, its rules (data in `data/patterns/`), and what they yield.
//!
//! To add a kind, copy a file and register it in [`read`].

use std::sync::LazyLock;

use claim::{Certainty, OfficeSought, Origin, Race, Stage, Statement, When};

use crate::attribution::Range;
use crate::document::Document;
use crate::lexicon::regex;
use crate::mention::{Case, Mention, What};
use crate::pattern::{Rule, Rules};
use crate::search::{Captures, Match, Regex};
use crate::sentence::Sentence;

mod biography;
mod candidacy;
mod described;
mod endorsement;
mod funds;
mod near;
mod office;

pub(crate) use office::is_party_body;
mod poll;
mod presupposed;
mod rating;
mod recall;
mod result;
mod role;
mod schedule;
mod standing;

pub(crate) use near::shortened;

/// A claim before it is known who is responsible for it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The number of the sentence.
    pub(crate) sentence: usize,
    /// The words that carry it, as a range of the tagged form.
    pub(crate) range: Range,
    pub(crate) statement: Statement,
    pub(crate) certainty: Certainty,
    /// An origin that the kind itself settles: the poll that is quoted.
    pub(crate) origin: Option<Origin>,
}

/// What the kinds read: the document, and what they have found.
pub(crate) struct Page<'d, 'a> {
    pub(crate) document: &'d Document<'a>,
    pub(crate) drafts: Vec<Draft>,
}

/// One sentence under the eyes of a kind.
#[derive(Clone, Copy)]
pub(crate) struct Look<'d, 'a> {
    pub(crate) document: &'d Document<'a>,
    pub(crate) sentence: &'d Sentence<'a>,
    /// The number of the sentence.
    pub(crate) idx: usize,
}

impl<'d> Look<'d, '_> {
    /// The tagged form.
    pub(crate) fn text(&self) -> &'d str {
        &self.sentence.tagged.text
    }

    /// The mentions that a named group holds.
    pub(crate) fn mentions(&self, c: &Captures<'_>, group: &str) -> Vec<&'d Mention> {
        c.name(group)
            .map(|m| self.sentence.mentions_in(m.start(), m.end()).collect())
            .unwrap_or_default()
    }

    /// The people that a named group holds; for a subject with an apposition only the first.
    pub(crate) fn people(&self, c: &Captures<'_>, group: &str) -> Vec<usize> {
        let found: Vec<&Mention> = self
            .mentions(c, group)
            .into_iter()
            .filter(|m| m.person().is_some())
            .collect();
        let last = found.len().saturating_sub(1);
        // "Tuberville's rival Byrne", "his rival Byrne" are Byrne; a possessor at the end is whose campaign it is.
        let mut ids: Vec<usize> = found
            .iter()
            .enumerate()
            .filter(|(idx, m)| *idx == last || !self.is_possessor(m))
            .filter_map(|(_, m)| m.person())
            .collect();
        // Loose objects must not reach over a preposition: "endorsed the plan of Romney" endorses nobody.
        let words = c.name(group).map_or("", |m| m.as_str());
        if [
            " of Ⓟ",
            " by Ⓟ",
            " after ",
            " for ",
            " that ",
            " when ",
            " in ",
            " with ",
            " from ",
            " over Ⓟ",
            " by ",
        ]
        .iter()
        .any(|w| words.contains(w))
            && matches!(group, "for" | "lost")
        {
            return Vec::new();
        }
        let mut seen = Vec::new();
        ids.retain(|id| {
            !seen.contains(id) && {
                seen.push(*id);
                true
            }
        });
        ids
    }

    fn is_possessor(&self, mention: &Mention) -> bool {
        let rest = self.sentence.piece.text.get(mention.end..);
        matches!(mention.what, What::Pronoun(_, Case::Possessive, _))
            || rest.is_some_and(|rest| rest.starts_with(['\'', '’']))
    }

    /// The date that a named group holds.
    pub(crate) fn date(&self, c: &Captures<'_>, group: &str) -> Option<crate::date::Dated> {
        self.mentions(c, group)
            .into_iter()
            .find_map(|m| match m.what {
                What::Date(dated) => Some(dated),
                _ => None,
            })
    }

    /// The date nearest to a range: inside it, else the next one within the clause.
    pub(crate) fn date_near(&self, range: Range) -> Option<When> {
        let dated = |m: &Mention| match m.what {
            What::Date(dated) if dated.from.is_none() => Some(dated.when),
            _ => None,
        };
        let clause_end = self.clause_end(range);
        self.sentence
            .mentions_in(range.0, range.1)
            .find_map(dated)
            .or_else(|| {
                self.sentence
                    .mentions_in(range.1, clause_end)
                    .find_map(dated)
            })
    }

    /// Where the clause of a range ends.
    fn clause_end(&self, range: Range) -> usize {
        let text = self.text();
        text.get(range.1..)
            .and_then(|rest| rest.find([',', ';']))
            .map_or(text.len(), |at| range.1 + at)
    }

    /// The race of a range.
    pub(crate) fn race(&self, range: Range, person: Option<usize>) -> Option<Race> {
        self.document
            .contest
            .race(self.sentence, range, person, &self.document.registry)
    }

    /// The race that is on when the report appears, whatever past years the words recall.
    pub(crate) fn race_now(&self, range: Range, person: Option<usize>) -> Option<Race> {
        let published = self.document.published().map(jiff::civil::Date::year);
        let year = crate::race::clause_year(self.sentence, range.0, range.1)
            .filter(|y| published.is_none_or(|p| *y >= p));
        self.document
            .contest
            .race_in(self.sentence, range, year, person, &self.document.registry)
            .filter(|race| published.is_none_or(|p| race.year >= p))
    }

    /// The stage of a range.
    pub(crate) fn stage(&self, range: Range) -> Option<Stage> {
        self.document.contest.stage(self.sentence, range.0, range.1)
    }

    /// The race of an outcome. An election that still lies ahead has none, so the words recall an earlier one: for president the
    /// one before, unless primaries are on; for other offices it is left open.
    pub(crate) fn race_decided(&self, range: Range, person: Option<usize>) -> Option<Race> {
        let year = crate::race::outcome_year(self.sentence, range.0, range.1);
        if let Some(id) = person
            && year.is_none()
        {
            let others: Vec<usize> = self
                .sentence
                .mentions_in(range.0, self.clause_end(range))
                .filter_map(Mention::person)
                .filter(|other| *other != id)
                .collect();
            let registry = &self.document.registry;
            let contest = &self.document.contest;
            if let Some(settled) = contest.decided(self.sentence, id, &others, registry) {
                return settled.race();
            }
        }
        let mut race = self.document.contest.race_in(
            self.sentence,
            range,
            year,
            person,
            &self.document.registry,
        )?;
        let partial = matches!(
            self.stage_decided(range),
            Some(Stage::Primary(_) | Stage::Runoff(_) | Stage::Caucus(_) | Stage::Convention(_))
        );
        let published = self.document.published()?;
        let later = race.year > published.year();
        let ahead = later || race.year == published.year() && published.month() < 11;
        // A new election is called because of an earlier one: its winner is not known to be this one's.
        if year.is_none() && race.special && self.document.contest.is_repeated() {
            return None;
        }
        if partial && !later || race.special || !ahead || year.is_some() {
            return Some(race);
        }
        if race.office == OfficeSought::President {
            let primaries = race.year == published.year() && published.month() < 8;
            race.year -= 4;
            return Some(race).filter(|_| !primaries);
        }
        None
    }

    /// The race of counted votes, in the year that their clause or the head of the sentence gives.
    pub(crate) fn race_counted(&self, range: Range, person: Option<usize>) -> Option<Race> {
        let year = crate::race::outcome_year(self.sentence, range.0, range.1);
        let mut race = self.document.contest.race_in(
            self.sentence,
            range,
            year,
            person,
            &self.document.registry,
        )?;
        // Votes for president are counted of the last election until the year of the next.
        let later = (self.document.published()).is_some_and(|day| race.year > day.year());
        if race.office == OfficeSought::President && later {
            race.year -= 4;
        }
        Some(race)
    }

    /// The stage of an outcome. One with a year of its own is of another contest than the one that the sentence goes on to.
    pub(crate) fn stage_decided(&self, range: Range) -> Option<Stage> {
        if crate::race::outcome_year(self.sentence, range.0, range.1).is_some() {
            return crate::stage::stage_inside(self.sentence, range.0, range.1);
        }
        let text = self.text();
        let start = text
            .get(..range.0)
            .and_then(|before| before.rfind([',', ';', ':', '—']))
            .unwrap_or_default();
        let end = text
            .get(range.1..)
            .and_then(|rest| rest.find([',', ';', ':', '—']))
            .map_or(text.len(), |at| range.1 + at);
        crate::stage::stage_inside(self.sentence, range.0, range.1)
            .or_else(|| crate::stage::stage_inside(self.sentence, start, end))
            .map(|stage| self.document.contest.with_party(stage, self.sentence))
            .or_else(|| self.stage_just_voted(range))
    }

    /// The stage whose votes the report counts, for an outcome without words about its stage: the title or the first sentences
    /// speak of one stage only, on the days after an election.
    fn stage_just_voted(&self, range: Range) -> Option<Stage> {
        let steps = &self.document.contest.steps;
        if !steps.single || !steps.counting {
            return None;
        }
        self.stage_so_far(range)
    }

    /// The stage of a range, or else the one that the sentences before it in the same part of the text spoke of last.
    pub(crate) fn stage_so_far(&self, range: Range) -> Option<Stage> {
        self.stage(range).or_else(|| {
            self.document.sentences[..self.idx]
                .iter()
                .rev()
                .take(6)
                .find_map(|s| self.document.contest.stage(s, 0, s.tagged.text.len()))
        })
    }

    /// The stage whose votes are counted: a runoff that lies ahead ("advanced to a runoff") means the primary before it.
    pub(crate) fn stage_counted(&self, range: Range) -> Option<Stage> {
        let published = self.document.published().map(jiff::civil::Date::year);
        let year = crate::race::outcome_year(self.sentence, range.0, range.1);
        if year.is_some() && year != published {
            return crate::stage::stage_inside(self.sentence, range.0, range.1);
        }
        let ahead = |s: &Sentence<'_>| {
            let text = &s.tagged.text;
            [
                "to a runoff",
                "in a runoff",
                "a runoff ",
                "runoff will be",
                "runoff is scheduled",
                "face ",
                "challenge ",
            ]
            .iter()
            .any(|w| text.contains(w))
        };
        let own = self.stage(range).filter(|_| !ahead(self.sentence));
        let earlier = || {
            self.document.sentences[..self.idx]
                .iter()
                .rev()
                .take(8)
                .filter(|s| !ahead(s))
                .find_map(|s| self.document.contest.stage(s, 0, s.tagged.text.len()))
        };
        own.or_else(earlier)
            .or_else(|| match self.stage_so_far(range)? {
                Stage::Runoff(party) => Some(Stage::Primary(party)),
                other => Some(other),
            })
    }

    /// A draft about a range of this sentence.
    pub(crate) const fn draft(
        &self,
        range: Range,
        certainty: Certainty,
        statement: Statement,
    ) -> Draft {
        Draft {
            sentence: self.idx,
            range,
            statement,
            certainty,
            origin: None,
        }
    }
}

/// The range that a match quotes: the group `quote` where the rule has one, else all of it.
pub(crate) fn quoted(c: &Captures<'_>) -> Range {
    let whole: Option<Match<'_>> = c.name("quote").or_else(|| c.get(0));
    whole.map_or((0, 0), |m| (m.start(), m.end()))
}

/// The same without the words behind the last of some groups, by which a rule only makes sure where a phrase ends.
pub(crate) fn quoted_to(c: &Captures<'_>, groups: &[&str]) -> Range {
    let (start, end) = quoted(c);
    // A tag in brackets is quoted to its end.
    let tagged = c.get(0).is_some_and(|m| m.as_str().ends_with(')'));
    if c.name("quote").is_some() || tagged {
        return (start, end);
    }
    let last = groups
        .iter()
        .filter_map(|group| c.name(group))
        .map(|m| m.end())
        .max();
    (start, last.unwrap_or(end))
}

/// Runs the rules over a sentence: for each match the rule and its groups.
pub(crate) fn matches<'r, 't>(
    rules: &'r Rules,
    text: &'t str,
) -> impl Iterator<Item = (&'r Rule, Captures<'t>)> {
    rules.matches(text)
}

/// The certainty of a rule, `asserted` where it gives none, bent by the words just before the verb.
pub(crate) fn certainty(rule: &Rule) -> Certainty {
    rule.word("certainty").unwrap_or(Certainty::Asserted)
}

/// Whether a sentence names a person or means one: without, the rules about people need not be tried.
pub(crate) fn names_somebody(text: &str) -> bool {
    text.contains(['Ⓟ', 'Ⓗ'])
}

/// Whether a sentence gives shares, so that a poll or a count says better who leads.
pub(crate) fn has_shares(text: &str) -> bool {
    text.matches('Ⓝ').count() > 1
}

/// Whether the field `unless` of a rule bars it from a sentence: `shares` where shares stand in it, `decided` where it
/// tells who won or lost.
pub(crate) fn is_barred(rule: &Rule, text: &str) -> bool {
    match rule.field("unless") {
        Some("shares") => has_shares(text),
        Some("decided") => is_decided(text),
        _ => false,
    }
}

/// Whether a sentence tells who won or lost.
pub(crate) fn is_decided(text: &str) -> bool {
    static DECIDED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:wins?|won|winning|defeat(?:s|ed|ing)?|los(?:es|t|ing)|conced[a-z]*|elected|victor(?:y|ies)|beat|ousted|unseated|toppled|inaugurat[a-z]*|sworn)\b",
        )
    });
    DECIDED.is_match(text)
}

/// Whether a sentence speaks of an election.
pub(crate) fn is_of_contest(text: &str) -> bool {
    static CONTEST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"election|primar(?:y|ies)|runoff|\brace\b|\bseat\b|voters?\b|votes?\b|caucus|incumbent|challeng|candidate|nomination|midterm|ballot|district",
        )
    });
    CONTEST.is_match(text)
}

/// Whether the words before a range in its clause make it a mere possibility or a condition ("if", "should", "would").
pub(crate) fn is_conditional(text: &str, range: Range) -> bool {
    let before = text.get(..range.0).unwrap_or_default();
    let clause = before.rsplit([',', ';', '.']).next().unwrap_or(before);
    [
        "if ", "whether ", "unless ", "should ", "were ", "would ", "could ", "might ",
    ]
    .iter()
    .any(|w| clause.ends_with(w) || clause.trim_start().starts_with(w))
}

/// Reads the claims of all kinds.
pub(crate) fn read(document: &Document<'_>) -> Vec<Draft> {
    let mut page = Page {
        document,
        drafts: Vec::new(),
    };
    let readers: [fn(&mut Page<'_, '_>, Look<'_, '_>); 9] = [
        candidacy::read,
        endorsement::read,
        funds::read,
        rating::read,
        schedule::read,
        office::read,
        role::read,
        standing::read,
        biography::read,
    ];
    for (idx, sentence) in document.sentences.iter().enumerate() {
        let look = Look {
            document,
            sentence,
            idx,
        };
        for reader in readers {
            reader(&mut page, look);
        }
        // Shares are either a poll's or a count's, never both.
        let polled = poll::read(&mut page, look);
        result::read(&mut page, look, polled);
    }
    described::read(&mut page);
    poll::complete(&mut page);
    presupposed::read(&mut page);
    page.drafts
}

#[cfg(test)]
pub(crate) fn all_rule_files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("biography", biography::RULES_FILE),
        ("candidacy", candidacy::RULES_FILE),
        ("endorsement", endorsement::RULES_FILE),
        ("funds", funds::RULES_FILE),
        ("office", office::RULES_FILE),
        ("rating", rating::RULES_FILE),
        ("result", result::RULES_FILE),
        ("role", role::RULES_FILE),
        ("schedule", schedule::RULES_FILE),
        ("standing", standing::RULES_FILE),
    ]
}

#[cfg(test)]
mod tests;
