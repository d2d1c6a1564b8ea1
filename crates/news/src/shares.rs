//! Names with figures after them: `Sessions at 44 percent, Tommy Tuberville at 21 percent`, `Tuberville had 88,015 votes,
//! or 62 percent`. Polls and counts write them alike.

use std::sync::LazyLock;

use claim::Percent;

use crate::attribution::Range;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::search::Regex;
use crate::sentence::Sentence;

/// A person with figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figured {
    pub(crate) person: usize,
    pub(crate) share: Option<Percent>,
    pub(crate) votes: Option<u64>,
    /// From the name to the last figure, in the tagged form.
    pub(crate) range: Range,
}

static FIGURED: LazyLock<Regex> = LazyLock::new(|| {
    let between = r"[^ⓅⒸⓃⓂⒹ.;]{0,60}?";
    regex(&format!(
        r"Ⓟ(?: of Ⓖ)?{between}(?:(?P<votes>Ⓒ)(?: votes| ballots)(?:,? or (?P<share>Ⓝ)| \((?P<share2>Ⓝ)\)|, (?P<share3>Ⓝ))?|(?P<share4>Ⓝ)(?: of the votes?)?(?: \((?P<votes2>Ⓒ) votes\))?|\((?P<share5>Ⓝ)\))"
    ))
});

/// Names followed by figures, each with the nearest figures after it.
pub(crate) fn figured(sentence: &Sentence<'_>) -> Vec<Figured> {
    let text = &sentence.tagged.text;
    let mut found: Vec<Figured> = Vec::new();
    for c in FIGURED.captures_iter(text) {
        let Some(whole) = c.get(0) else { continue };
        let group = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| c.name(name))
                .map(|m| (m.start(), m.end()))
        };
        // "Leads by 11,500 votes" is a distance, not a count.
        let rest = text.get(whole.end()..).unwrap_or_default();
        if [" by ", " lead of ", " margin of ", " edge of "]
            .iter()
            .any(|words| whole.as_str().contains(words))
            || [" ahead", " behind", " more ", ", or", " shy"]
                .iter()
                .any(|words| {
                    rest.starts_with(words) && (*words != ", or" || rest.contains("ahead"))
                })
        {
            continue;
        }
        let person = sentence
            .mentions_in(whole.start(), whole.end())
            .find_map(Mention::person);
        let Some(person) = person else { continue };
        let share = group(&["share", "share2", "share3", "share4", "share5"])
            .and_then(|r| percent_at(sentence, r));
        let votes = group(&["votes", "votes2"]).and_then(|r| count_at(sentence, r));
        if found.iter().any(|f| f.person == person) || is_reporting(text, whole.end()) {
            continue;
        }
        found.push(Figured {
            person,
            share,
            votes,
            range: (whole.start(), whole.end()),
        });
    }
    found
}

static REVERSED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<share>Ⓝ)[^ⓅⓃ.;]{0,50}?\b(?:favou?r|prefer|support|back|cho[o]?se|pick|vot)[a-z]*(?: for)? (?:(?:Ⓣ|Ⓨ|Ⓖ|former|[a-z]+) ){0,4}(?P<who>Ⓟ)",
    )
});

/// Shares before the names: `41 percent of likely voters favor Clinton, 35 percent favor Trump`.
fn reversed(sentence: &Sentence<'_>) -> Vec<Figured> {
    REVERSED
        .captures_iter(&sentence.tagged.text)
        .filter_map(|c| {
            let (whole, share, who) = (c.get(0)?, c.name("share")?, c.name("who")?);
            Some(Figured {
                person: sentence
                    .mentions_in(who.start(), who.end())
                    .find_map(Mention::person)?,
                share: percent_at(sentence, (share.start(), share.end())),
                votes: None,
                range: (whole.start(), whole.end()),
            })
        })
        .collect()
}

static FOR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<share>Ⓝ)(?: of (?:the )?(?:[a-z]+ ){0,2}voters)? (?:support |backing )?(?:for|backing|supporting|favoring|said they would vote for|said they'd vote for|would vote for|(?:chose|picked|named|backed|supported)) (?:(?:Ⓣ|Ⓨ|Ⓖ|mr·|ms·|mrs·|former|[a-z]+) ){0,3}(?P<who>Ⓟ)",
    )
});
static EACH: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<a>Ⓟ) and (?:(?:Ⓣ|Ⓨ|Ⓖ|mr·|ms·|former|[a-z]+) ){0,3}(?P<b>Ⓟ)(?:,? (?:at |with |\()?(?P<share>Ⓝ) each|(?: are| were|,)?(?: [a-z]+ly)? (?:tied|deadlocked|even|in a (?:[a-z]+ )?tie) (?:at|with) (?P<share2>Ⓝ))",
    )
});

/// The shares of a ballot question as polls put them: before and after the names, two at once, "8 percent each".
pub(crate) fn asked(sentence: &Sentence<'_>) -> Vec<Figured> {
    let text = &sentence.tagged.text;
    let before = reversed(sentence);
    let mut found = duel(sentence);
    if found.is_empty() && before.len() > 1 {
        found = before;
    }
    let duelled = found.iter().map(|f| f.range.1).max().unwrap_or_default();
    for c in EACH.captures_iter(text) {
        for name in ["a", "b"] {
            let share = if c.name("share").is_some() {
                "share"
            } else {
                "share2"
            };
            found.extend(one(sentence, &c, name, share));
        }
    }
    found.extend(
        FOR.captures_iter(text)
            .filter_map(|c| one(sentence, &c, "who", "share")),
    );
    let explicit: Vec<Range> = found.iter().map(|f| f.range).collect();
    for figure in figured(sentence) {
        let taken = explicit
            .iter()
            .any(|range| range.0 < figure.range.1 && figure.range.1 <= range.1);
        if figure.range.1 > duelled && !taken {
            found.push(figure);
        }
    }
    let mut seen = Vec::new();
    found.retain(|f| {
        !seen.contains(&f.person) && {
            seen.push(f.person);
            true
        }
    });
    found
}

/// The person and the share of two groups of a match.
fn one(
    sentence: &Sentence<'_>,
    c: &crate::search::Captures<'_>,
    who: &str,
    share: &str,
) -> Option<Figured> {
    let (whole, who, share) = (c.get(0)?, c.name(who)?, c.name(share)?);
    Some(Figured {
        person: sentence
            .mentions_in(who.start(), who.end())
            .find_map(Mention::person)?,
        share: percent_at(sentence, (share.start(), share.end())),
        votes: None,
        range: (whole.start(), whole.end()),
    })
}

/// "41 percent of precincts" is no candidate's share.
fn is_reporting(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    [
        " of precincts",
        " of the vote counted",
        " of the precincts",
        " of counties",
        " reporting",
        " of the vote reported",
        " reported",
        " counted",
        " of votes counted",
        " of the vote in",
    ]
    .iter()
    .any(|words| rest.starts_with(words))
}

fn percent_at(sentence: &Sentence<'_>, range: Range) -> Option<Percent> {
    sentence
        .mentions_in(range.0, range.1)
        .find_map(|m| match m.what {
            What::Percent(share) => Some(share),
            _ => None,
        })
}

fn count_at(sentence: &Sentence<'_>, range: Range) -> Option<u64> {
    sentence
        .mentions_in(range.0, range.1)
        .find_map(|m| match m.what {
            What::Count(count) => Some(count),
            _ => None,
        })
}

static DUELS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?P<a>Ⓟ)(?:,[^,]{1,60},)? (?:would )?(?P<verb>leads?|leading|led|beats?|ahead of|trails?|trailing|edges?|tops?) (?:(?:Ⓣ|Ⓨ|mr·|ms·|mrs·|former|[a-z]+) ){0,4}(?P<b>Ⓟ) by an? (?P<x>Ⓝ|Ⓒ) ?(?:to|-|over) ?(?P<y>Ⓝ) margin",
        r"(?P<a>Ⓟ) (?:has|holds|had|held|with|enjoys|opened) an? (?P<x>Ⓒ|Ⓝ) ?(?:to|-) ?(?P<y>Ⓝ) (?P<verb>lead|edge|advantage) over (?:(?:Ⓣ|Ⓨ|Ⓖ|state|former|[a-z]+) ){0,4}(?P<b>Ⓟ)",
        r"(?P<a>Ⓟ)[^.;ⓃⓅ]{0,40} (?P<verb>ahead|up) \((?P<x>Ⓒ|Ⓝ) ?(?:-|to) ?(?P<y>Ⓝ)\) (?:of|over|on) (?:(?:Ⓣ|Ⓨ|former|[a-z]+) ){0,4}(?P<b>Ⓟ)",
        r"(?P<a>Ⓟ)(?:,[^,]{1,60},)? (?:would )?(?P<verb>leads?|leading|led|beats?|beat|defeats?|defeated|bested|won over|lost to|edged out|topped|is ahead of|ahead of|over|trails?|trailing|edges?|tops?) (?:(?:Ⓣ|Ⓨ|former|[a-z]+) ){0,4}(?P<b>Ⓟ)(?:, [^,Ⓝ]{1,40},)?[^.;ⓃⓅ]{0,40}? (?P<x>Ⓝ) (?:to|-|over) (?P<y>Ⓝ)",
        r"(?P<a>Ⓟ)(?:,[^,]{1,60},)? (?:would )?(?P<verb>(?:comes?|came) out ahead|wins|is ahead|leads?|led),? (?P<x>Ⓝ) to (?:(?:Ⓣ|Ⓨ|mr·|ms·|former|[a-z]+) ){0,3}(?P<b>Ⓟ)'s? (?P<y>Ⓝ)",
        r"against (?P<b>Ⓟ), (?P<a>Ⓟ) (?:would )?(?P<verb>leads?|beats?|trails?|lead|beat) (?P<x>Ⓝ) (?:to|-) (?P<y>Ⓝ)",
        r"(?P<a>Ⓟ) (?:leads?|leading|over|ahead of|beats?) (?:(?:Ⓣ|Ⓨ|former|[a-z]+) ){0,4}(?P<b>Ⓟ)(?:,)?[^.;ⓃⓅⒸ]{0,30}? (?P<x>Ⓒ)(?: percent)?(?:-| to | - )(?P<y>Ⓝ|Ⓒ)",
    ]
    .map(regex)
    .into()
});

/// Two people and two shares: `Sessions would lead Tuberville 49 percent to 42 percent`.
fn duel(sentence: &Sentence<'_>) -> Vec<Figured> {
    for pattern in DUELS.iter() {
        let Some(c) = pattern.captures(&sentence.tagged.text) else {
            continue;
        };
        let range = |name: &str| c.name(name).map_or((0, 0), |m| (m.start(), m.end()));
        let whole = c.get(0).map_or((0, 0), |m| (m.start(), m.end()));
        let share = |name: &str| {
            let place = range(name);
            let count = count_at(sentence, place)
                .and_then(|n| u32::try_from(n).ok())
                .filter(|n| *n <= 100);
            percent_at(sentence, place).or_else(|| Percent::new(f64::from(count?)).ok())
        };
        let person = |name: &str| {
            let (start, end) = range(name);
            sentence.mentions_in(start, end).find_map(Mention::person)
        };
        let behind = c
            .name("verb")
            .is_some_and(|m| m.as_str().starts_with("trail") || m.as_str().starts_with("lost"));
        let (Some(first), Some(second), Some(one), Some(other)) =
            (person("a"), person("b"), share("x"), share("y"))
        else {
            continue;
        };
        let (high, low) = if one >= other {
            (one, other)
        } else {
            (other, one)
        };
        let (of_first, of_second) = if behind { (low, high) } else { (high, low) };
        return [(first, of_first), (second, of_second)]
            .map(|(person, share)| Figured {
                person,
                share: Some(share),
                votes: None,
                range: whole,
            })
            .into();
    }
    Vec::new()
}
