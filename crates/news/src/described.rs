//! People by their office: `the president`, `the Vermont senator`, `the former vice president` mean whoever the report names
//! in that office.

use std::sync::LazyLock;

use crate::search::Regex;

use crate::attribution::Range;
use crate::document::Document;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::presidency;
use crate::sentence::Sentence;

static DESCRIPTIONS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:the|this) (?P<former>former |ex-|then-)?(?:(?:current|sitting|outgoing|longtime|veteran|freshman|embattled|two-term|first-term|three-term|[a-z]+-year-old|junior|senior|u·s·|us|incumbent|Ⓨ|(?P<state>Ⓖ)) ){0,4}(?P<office>Ⓣ|congressman|congresswoman|lawmaker)(?: of (?P<of>Ⓖ))?",
    )
});

/// A member of a party, where the report has but one.
static PARTISANS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bthe (?:(?:presumptive|presumed|senate|presidential|gubernatorial|embattled|Ⓖ) ){0,2}(?P<party>Ⓨ)(?: (?:senate |presidential |gubernatorial )?(?:nominee|candidate|challenger|incumbent))?",
    )
});

/// What may follow a description that stands for a person.
static BOUND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:is|was|has|had|will|would|in|on|at|for|over|by|with|and|to|who|after|as|from|against|but|said|says|leads?|trails?|[a-z]+ed)\b",
    )
});

/// The people that the descriptions of a sentence mean, each with its range of the tagged form.
pub(crate) fn described(document: &Document<'_>, idx: usize) -> Vec<(Range, usize)> {
    let sentence = &document.sentences[idx];
    let text = &sentence.tagged.text;
    let partisans = PARTISANS.captures_iter(text).filter_map(|c| {
        let (whole, party) = (c.get(0)?, c.name("party")?);
        // "The Democrats", "the Republican Roy Moore" mean others.
        let words = sentence.words(party.start(), party.end());
        let rest = text.get(whole.end()..)?;
        if words.ends_with('s')
            || words == "GOP"
            || rest.starts_with([' ', '-']) && !BOUND.is_match(rest)
        {
            return None;
        }
        let party = sentence
            .mentions_in(party.start(), party.end())
            .find_map(|m| match &m.what {
                What::Party(party) => Some(party.clone()),
                _ => None,
            })?;
        let people = &document.registry.people;
        let mut members = (0..people.len()).filter(|id| people[*id].party.as_ref() == Some(&party));
        let (one, another) = (members.next()?, members.next());
        another
            .is_none()
            .then_some(((whole.start(), whole.end()), one))
    });
    DESCRIPTIONS
        .captures_iter(text)
        .filter_map(|c| {
            let whole = c.get(0)?;
            // "The senator Ann Lee" names her, "the governor's race" is no governor.
            let rest = text.get(whole.end()..)?;
            let other = ["'s race", "'s contest", "'s office", "-elect", "ial"];
            if rest.starts_with(" Ⓟ") || other.iter().any(|words| rest.starts_with(words)) {
                return None;
            }
            let state = ["state", "of"].into_iter().find_map(|name| {
                let m = c.name(name)?;
                sentence
                    .mentions_in(m.start(), m.end())
                    .find_map(|m| match m.what {
                        What::State(code) => Some(code),
                        _ => None,
                    })
            });
            let m = c.name("office")?;
            let office = office(sentence, (m.start(), m.end()));
            let person = holder(document, idx, &office, state, c.name("former").is_some())?;
            Some(((whole.start(), whole.end()), person))
        })
        .chain(partisans)
        .collect()
}

/// The last word of an office, which members of one body share: `U.S. Senator` and `senator`.
fn head(office: &str) -> String {
    let word = office.rsplit(' ').next().unwrap_or(office).to_lowercase();
    match word.as_str() {
        "congressman" | "congresswoman" | "lawmaker" | "rep." => "representative".to_owned(),
        _ => word,
    }
}

fn office(sentence: &Sentence<'_>, range: Range) -> String {
    sentence
        .mentions_in(range.0, range.1)
        .find_map(|m| match &m.what {
            What::Office(name) => Some(name.clone()),
            _ => None,
        })
        .unwrap_or_else(|| sentence.words(range.0, range.1).to_owned())
}

/// Who holds or held an office: the one named last before the description, else the only one of the report.
fn holder(
    document: &Document<'_>,
    idx: usize,
    office: &str,
    state: Option<&'static str>,
    former: bool,
) -> Option<usize> {
    let people = &document.registry.people;
    let national = office.to_lowercase().ends_with("president");
    let fits = |id: &usize| {
        let person = &people[*id];
        if national {
            let day = document.published();
            return day.is_some_and(|day| {
                if former {
                    presidency::held(&person.name, office, day)
                } else {
                    presidency::holds(&person.name, office, day)
                }
            });
        }
        let own = person
            .office
            .as_deref()
            .is_some_and(|own| head(own) == head(office));
        own && (state.is_none() || person.state == state)
    };
    let before = document.sentences[..idx]
        .iter()
        .rev()
        .flat_map(|s| s.mentions.iter().rev())
        .filter_map(Mention::person);
    let all: Vec<usize> = (0..people.len()).filter(fits).collect();
    match all.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => before.into_iter().find(|id| all.contains(id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claim::Report;

    fn check(text: &str, idx: usize, names: &[&str]) {
        let report = Report {
            text: text.to_owned(),
            published: "2016-05-02".parse().ok(),
            ..Report::default()
        };
        let (document, _) = Document::new(&report);
        let found: Vec<&str> = described(&document, idx)
            .into_iter()
            .map(|(_, id)| document.name(id).as_str())
            .collect();
        assert_eq!(found, names, "{text}");
    }

    #[test]
    fn offices_stand_for_who_holds_them() {
        check(
            "Vermont Sen. Bernie Sanders met Texas Sen. Ted Cruz. The Vermont senator spoke.",
            1,
            &["Bernie Sanders"],
        );
        check(
            "Barack Obama and Sen. Tim Kaine met. The president spoke of the governor's race.",
            1,
            &["Barack Obama"],
        );
    }
}
