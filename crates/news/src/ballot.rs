//! The answers to a ballot question: which share of a sentence belongs to which candidate.
//!
//! Polls are told in ever other words, but the shares stand beside their names in few ways: two shares joined behind or
//! between two names (`Cruz leads Trump 40 percent to 35`), shares before names (`41 percent favor Clinton`), shares after
//! names (`Sanders at 44 percent`), one share for several (`8 percent each`). So each share is tied to the nearest name by
//! the words between them.

use std::sync::LazyLock;

use crate::search::Regex;
use claim::Percent;

use crate::attribution::Range;
use crate::lexicon::regex;
use crate::mention::What;
use crate::sentence::{PERCENT, PERSON, Sentence};

/// A candidate with a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) person: usize,
    pub(crate) share: Percent,
    pub(crate) range: Range,
}

/// Somebody in the sentence, by name, pronoun or description.
#[derive(Debug, Clone, Copy)]
struct Named {
    range: Range,
    person: usize,
    /// Whether only words before it can mean them: a possessive.
    owner: bool,
}

static PAIR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?P<x>Ⓝ|Ⓒ)(?:-| to | - | over |, )(?P<y>Ⓝ|Ⓒ)"));
static EACH: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:\b(?:each|both|all|tied?)\b[^ⓃⓅ]{0,40}(?P<a>Ⓝ))|(?:(?P<b>Ⓝ)(?: [a-z]+){0,2} (?:each|apiece|a piece)\b)",
    )
});
/// What ties a share to the name after it.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[^ⓃⓅ;]{0,90}\b(?:for|support(?:s|ing|ed)?|back(?:s|ing|ed)?|favou?r(?:s|ing|ed)?|prefer(?:s|red|ring)?|choos(?:e|ing)|chose|choice|pick(?:s|ed|ing)?|select(?:ed|ing)?|vot(?:e|ed|ing) for|behind|going to|go to|went to|with|lean(?:ing)? towards?)(?: (?:the|former|current|mr·|mrs·|ms·|dr·|fellow|Ⓣ|Ⓨ|Ⓖ|Ⓖ's|candidate|nominee|rival|challenger|businessman|incumbent|and|state|u·s·|sen|gov|[a-z]+-born))* $",
    )
});
/// What ties a share to the name before it.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:'s|'|,|:| \(|\()?(?: of Ⓖ)?(?: ?\([^()]{1,20}\))?(?:[^Ⓝ;]{0,70}\b(?:at|with|has|have|had|having|poll(?:s|ed|ing)?|receiv(?:es|ed|ing)|gets?|got|getting|takes?|took|taking|wins?|winning|won|draws?|drew|drawing|earn(?:s|ed|ing)|garner(?:s|ed|ing)?|pulls?|pulled|pulling|collect(?:s|ed)|captur(?:es|ed|ing)|claim(?:s|ed|ing)|scor(?:es|ed|ing)|register(?:s|ed|ing)?|holds?|holding|attract(?:s|ed|ing)?|the support of|support from|backing of|supported by|backed by|backing from|favou?red by|preferred by|choice of|chosen by|leads?|led|leading|followed by|to|stands?|stood|averag(?:es|ed|ing)|land(?:s|ed|ing)? at|sits?|hover(?:s|ed|ing) (?:at|around)|jump(?:s|ed|ing)? to|ris(?:es|en|ing) to|rose to|fell to|fall(?:s|ing|en)? to|drop(?:s|ped|ping)? to|slip(?:s|ped|ping)? to|surg(?:es|ed|ing) to|climb(?:s|ed|ing)? to|up to|down to))?[ (]?(?:(?:only|just|about|nearly|around|roughly|almost|a|an|the|some|support of|support at|under|over|more than|less than|approximately|exactly|on average,?|, on average,|merely|barely|second|third|fourth|fifth|at|close|distant|, with|, at|with|:|-|=) ?)*\(?$",
    )
});
/// The ties to the name before a share that leave no doubt.
static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:'s?|,? (?:at|with)| (?:has|gets|got|received|polled|took)|(?: of Ⓖ)? \() ?(?:about |just |only )?$",
    )
});
/// Figures that are no share of a candidate: changes, margins, thresholds.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:\bby|\bup|\bdown|\bfrom|\babove|\bbelow|\bwithin|\bbetween|\bmargin of|\berror of|\bplus or minus|\bminus|\breach(?:ed)?|\bthan|\bexceed(?:s|ed)?|\bleast|\bpast|\btop(?:s|ped)?|\bbreak(?:ing)?|\bcrack(?:ed|ing)?|\bswing of|\bdrop of|\bgain of|\bjump of) (?:about |nearly |just |roughly |only |a |an |some )*$",
    )
});
static LOSING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:trail(?:s|ed|ing)?|behind|los(?:es|e|ing)|lost|lag(?:s|ged|ging)?|down|defeated by|beaten by)\b",
    )
});
/// What a share is a share of, where it is not of a candidate's votes.
static UNRELATED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:of (?:precincts|the precincts|counties|delegates|the delegates|districts)|margin|chance|probability|reporting|undecided|point|lead|increase|approv|disapprov|job|favorab|were undecided|are undecided|said they (?:don't|didn't|do not|would not|wouldn't)|odds|of respondents said they would not)",
    )
});

/// The shares that a sentence gives candidates; `described` are the people meant by descriptions in it.
pub(crate) fn answers(sentence: &Sentence<'_>, described: &[(Range, usize)]) -> Vec<Vec<Answer>> {
    let text = &sentence.tagged.text;
    let people = named(sentence, described);
    let mut questions: Vec<Vec<Answer>> = Vec::new();
    let mut found: Vec<Answer> = Vec::new();
    let mut leader = None;
    let mut used: Vec<usize> = Vec::new();
    let mut from = 0;
    for c in PAIR.captures_iter(text) {
        let (Some(whole), Some(x), Some(y)) = (c.get(0), c.name("x"), c.name("y")) else {
            continue;
        };
        // "Confirmed by a 50-48 vote" is a count of a chamber.
        if text
            .get(whole.end()..)
            .is_some_and(|rest| rest.starts_with(" vote"))
        {
            continue;
        }
        let span = (from, whole.start(), whole.end());
        let shares = (
            share_at(sentence, (x.start(), x.end())),
            share_at(sentence, (y.start(), y.end())),
        );
        if let (Some(one), Some(other)) = shares
            && let Some(pair) = two(text, &people, span, one, other, leader)
        {
            leader = leader.or_else(|| people.iter().find(|p| p.person == pair[0].person).copied());
            found.extend(pair);
            questions.push(pair.into());
            used.extend([x.start(), y.start()]);
            from = whole.end();
        }
    }
    let mut singles: Vec<Answer> = Vec::new();
    for c in EACH.captures_iter(text) {
        let Some(m) = c.name("a").or_else(|| c.name("b")) else {
            continue;
        };
        if let Some(share) = share_at(sentence, (m.start(), m.end())) {
            let last = text
                .get(..m.start())
                .and_then(|t| t.rfind(PERCENT))
                .unwrap_or_default();
            let both = people
                .iter()
                .filter(|p| last <= p.range.0 && p.range.1 <= m.start() && !p.owner);
            singles.extend(both.map(|p| Answer {
                person: p.person,
                share,
                range: (p.range.0, m.end()),
            }));
            used.push(m.start());
        }
    }
    found.extend(&singles);
    let rest: Vec<usize> = text
        .match_indices(PERCENT)
        .map(|(at, _)| at)
        .filter(|at| !used.contains(at))
        .collect();
    for at in rest {
        if let Some(answer) = tied(sentence, &people, at, &found) {
            found.push(answer);
            singles.push(answer);
        }
    }
    singles.sort_by_key(|a| a.range);
    match questions.last_mut() {
        Some(last) => last.extend(singles),
        None if singles.is_empty() => {}
        None => questions.push(singles),
    }
    for question in &mut questions {
        let mut seen: Vec<usize> = Vec::new();
        question.retain(|a| {
            !seen.contains(&a.person) && {
                seen.push(a.person);
                true
            }
        });
    }
    questions
}

fn named(sentence: &Sentence<'_>, described: &[(Range, usize)]) -> Vec<Named> {
    let text = &sentence.tagged.text;
    let mut people: Vec<Named> = text
        .match_indices(PERSON)
        .filter_map(|(at, sign)| {
            let range = (at, at + sign.len());
            let person = sentence
                .mentions_in(range.0, range.1)
                .find_map(crate::mention::Mention::person)?;
            let rest = text.get(range.1..)?;
            // "Clinton's 43 percent" is hers, "Trump's rival" is somebody else.
            let owner = rest.starts_with('\'')
                && !rest
                    .trim_start_matches(['\'', 's', ' '])
                    .starts_with(PERCENT);
            Some(Named {
                range,
                person,
                owner,
            })
        })
        .collect();
    people.extend(described.iter().map(|(range, person)| Named {
        range: *range,
        person: *person,
        owner: text.get(range.1..).is_some_and(|t| t.starts_with("'s ")),
    }));
    people.sort_by_key(|p| p.range);
    people
}

/// Two shares that stand together, with the two people whose they are: both before, or one on each side.
fn two(
    text: &str,
    people: &[Named],
    (from, start, end): (usize, usize, usize),
    one: Percent,
    other: Percent,
    leader: Option<Named>,
) -> Option<[Answer; 2]> {
    let sum = one.as_f64() + other.as_f64();
    if !(25.0..=101.0).contains(&sum) {
        return None;
    }
    let mut before: Vec<Named> = Vec::new();
    for person in people
        .iter()
        .rev()
        .filter(|p| from <= p.range.0 && p.range.1 <= start && !p.owner)
    {
        if before.iter().all(|p| p.person != person.person) {
            before.push(*person);
        }
    }
    let after = people.iter().find(|p| {
        let between = text.get(end..p.range.0).unwrap_or(";");
        p.range.0 >= end
            && between.len() < 60
            && [" of ", " over ", " on ", " against ", " ahead", " lead"]
                .iter()
                .any(|w| between.contains(w))
            && !between.contains([';', ',', PERCENT])
    });
    // "Trump's lead is wider against Warren, at 48 percent to 43": the owner of the lead is the first of the two.
    let owner = people.iter().find(|p| {
        p.owner
            && p.range.1 <= start
            && text.get(p.range.1..start).is_some_and(|words| {
                words.contains(" lead") || words.contains(" edge") || words.contains(" advantage")
            })
    });
    let (first, second) = match (before.as_slice(), after) {
        ([near, ..], Some(after)) if after.person != near.person => (*near, *after),
        // "Trump trails Biden (50 to 46) and Sanders by two (49 to 47)": the first one stays.
        ([second], _)
            if leader
                .or(owner.copied())
                .is_some_and(|l| l.person != second.person) =>
        {
            (leader.or(owner.copied())?, *second)
        }
        // "Against Byrne, Sessions would lead": the one behind "against" is the other.
        ([first, second, ..], _) if follows_against(text, second.range.0) => (*first, *second),
        ([second, first, ..], _) => (*first, *second),
        _ => return None,
    };
    let words = text.get(first.range.1..start).unwrap_or_default();
    let (high, low) = if one.as_f64() >= other.as_f64() {
        (one, other)
    } else {
        (other, one)
    };
    let (of_first, of_second) = if LOSING.is_match(words) {
        (low, high)
    } else {
        (high, low)
    };
    let start = if first.range.0 < from {
        second.range.0
    } else {
        first.range.0
    };
    let range = (start, end.max(second.range.1));
    Some(
        [(first, of_first), (second, of_second)].map(|(named, share)| Answer {
            person: named.person,
            share,
            range,
        }),
    )
}

/// Whether a name that opens a sentence or clause stands behind "against".
fn follows_against(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let titles = ["Ⓣ ", "former ", "Ⓨ ", "Ⓖ "];
    let bare = titles.iter().fold(before, |words, title| {
        words.strip_suffix(title).unwrap_or(words)
    });
    bare.strip_suffix("against ")
        .is_some_and(|lead| lead.is_empty() || lead.ends_with(", ") || lead.ends_with("and "))
}

/// The person to whom the words beside a share tie it.
fn tied(sentence: &Sentence<'_>, people: &[Named], at: usize, found: &[Answer]) -> Option<Answer> {
    let text = &sentence.tagged.text;
    let end = at + PERCENT.len_utf8();
    let share = share_at(sentence, (at, end))?;
    let lead = text.get(..at)?;
    if OTHER.is_match(lead) || UNRELATED.is_match(text.get(end..)?) {
        return None;
    }
    let free = |p: &&Named| found.iter().all(|a| a.person != p.person);
    let last = lead.rfind(PERCENT).map_or(0, |n| n + PERCENT.len_utf8());
    let next = text
        .get(end..)?
        .find(PERCENT)
        .map_or(text.len(), |n| end + n);
    let behind = people
        .iter()
        .rev()
        .filter(|p| last <= p.range.0 && p.range.1 <= at && !p.owner)
        .filter(free)
        .find(|p| {
            text.get(p.range.1..at)
                .is_some_and(|words| BEHIND.is_match(words))
        });
    let ahead = people
        .iter()
        .filter(|p| end <= p.range.0 && p.range.1 <= next)
        .filter(free)
        .find(|p| {
            text.get(end..p.range.0)
                .is_some_and(|words| AHEAD.is_match(words))
                // A name that its own share follows has that one: "45 percent, to Trump's 43 percent".
                && !text
                    .get(p.range.1..next)
                    .is_some_and(|words| next < text.len() && CLOSE.is_match(words))
        });
    let (named, range) = match (behind, ahead) {
        // The words right at the share decide: "45 percent for Clinton".
        (Some(behind), Some(ahead)) => {
            if ahead.range.0 - end <= at - behind.range.1 {
                (ahead, (at, ahead.range.1))
            } else {
                (behind, (behind.range.0, end))
            }
        }
        (Some(behind), None) => (behind, (behind.range.0, end)),
        (None, Some(ahead)) => (ahead, (at, ahead.range.1)),
        (None, None) => return None,
    };
    Some(Answer {
        person: named.person,
        share,
        range,
    })
}

/// A percentage, or a bare number that can be one.
pub(crate) fn share_at(sentence: &Sentence<'_>, range: Range) -> Option<Percent> {
    sentence
        .mentions_in(range.0, range.1)
        .find_map(|m| match m.what {
            What::Percent(share) => Some(share),
            What::Count(count) => u32::try_from(count)
                .ok()
                .filter(|n| *n <= 100)
                .and_then(|n| Percent::new(f64::from(n)).ok()),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use claim::Report;

    fn check(text: &str, expect: &[(&str, f64)]) {
        let report = Report {
            text: text.to_owned(),
            ..Report::default()
        };
        let (document, _) = Document::new(&report);
        let found: Vec<(&str, f64)> = answers(&document.sentences[0], &[])
            .iter()
            .flatten()
            .map(|a| (document.name(a.person).as_str(), a.share.as_f64()))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn shares_find_their_names() {
        check(
            "The poll found Bernie Sanders beating Hillary Clinton 44 percent to 37 percent.",
            &[("Bernie Sanders", 44.0), ("Hillary Clinton", 37.0)],
        );
        check(
            "The survey put Joni Ernst narrowly ahead (47-45 percent) of Bruce Braley.",
            &[("Joni Ernst", 47.0), ("Bruce Braley", 45.0)],
        );
        check(
            "Hillary Clinton trails Bernie Sanders in the state, 37 to 44 percent.",
            &[("Hillary Clinton", 37.0), ("Bernie Sanders", 44.0)],
        );
        check(
            "The poll shows Donald Trump and John Kasich tied with 38 percent each.",
            &[("Donald Trump", 38.0), ("John Kasich", 38.0)],
        );
        check(
            "In the poll, 46 percent support Hillary Clinton while 44 percent would vote for Bernie Sanders.",
            &[("Hillary Clinton", 46.0), ("Bernie Sanders", 44.0)],
        );
        check(
            "John Kasich leads with 39 percent to Donald Trump's 33 percent.",
            &[("John Kasich", 39.0), ("Donald Trump", 33.0)],
        );
        check(
            "Against Bradley Byrne, Jeff Sessions would lead 48 percent to 35 percent.",
            &[("Jeff Sessions", 48.0), ("Bradley Byrne", 35.0)],
        );
        check("Hillary Clinton was up by 5 percent in the poll.", &[]);
    }
}
