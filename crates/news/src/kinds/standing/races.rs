//! Close races, and who runs in them.

use std::sync::LazyLock;

use crate::search::Regex;
use claim::{Certainty, StandingKind};

use super::cues::{COPULAS, Found, bearer, names_after};
use crate::kinds::Look;
use crate::lexicon::regex;
use crate::mention::Mention;
use crate::subject::{among, is_modifier, people, subject, words};

/// Close races.
static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:(?P<both>tight|tightest|closest|too-close|razor-?thin|tightening|close|neck-and-neck|razor-?(?:tight|thin|close)|closely (?:fought|contested)|hotly contested|too-close-to-call)|(?P<one>tough|competitive|hard-fought|heated|contested|fierce|difficult|bruising|challenging|stiff|serious|winnable)) (?:[a-z·-]+ |Ⓨ |Ⓖ |Ⓓ |Ⓣ(?:'s)? ){0,3}(?:races?|contests?|battles?|campaigns?|primar(?:y|ies)|runoffs?|fights?|challenge|matchup|election|competition|opposition)\b|\b(?P<tie>toss-?ups?|dead heat|(?:virtually |statistically |effectively |essentially |all )?tied|down to the wire|coin flip|jump ball|statistical tie|virtual tie|statistically tied|neck and neck|too close to call|nail-?biter|deadlocked|could go either way|(?:race|contest|primary) (?:is |has |was )?(?:tightened|tightening|tight|close|competitive)|(?:race|contest|primary|election|matchup)(?: (?:[a-z]+|Ⓖ|Ⓣ|Ⓨ|Ⓟ)){0,7}? (?:is|has|was|remains|appears|looks) (?:[a-z]+ly |very |as |still |too |so |now )*(?:tight(?:en(?:ed|ing))?|close|competitive|razor-?(?:thin|tight|close)))\b",
    )
});
static AGAINST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?: for (?:the )?(?:Ⓣ|Ⓖ|[a-z]+)(?: of Ⓖ)?| in Ⓖ| Ⓓ| in Ⓓ| this fall)? (?P<word>between|with|against|from|involving|pitting) ",
    )
});

/// The evaluations of close races.
pub(super) fn races(look: Look<'_, '_>) -> Vec<Found> {
    static PAIRED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:between|pitting|race against|contest against|facing|against|with) (?:[a-z·-]+ |Ⓣ |Ⓨ |Ⓖ |mr· |ms· |mrs· ){0,4}Ⓟ",
        )
    });
    let text = look.text();
    let mut found = Vec::new();
    for c in CLOSE.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        if text
            .get(..m.start())
            .is_some_and(|lead| lead.ends_with(" no "))
        {
            continue;
        }
        let tied_to = m.as_str().ends_with("tied")
            && text
                .get(m.end()..)
                .is_some_and(|rest| rest.starts_with(" to"));
        if tied_to {
            continue;
        }
        // A tough re-election is read as that of a vulnerable incumbent.
        if m.as_str().contains("election") && c.name("one").is_some() {
            continue;
        }
        let mutual = c.name("one").is_none();
        let rest = text.get(m.end()..).unwrap_or_default();
        let against = AGAINST.captures(rest);
        let mut people: Vec<usize> = Vec::new();
        let mut range = (m.start(), m.end());
        let mut certainty = Certainty::Asserted;
        if let Some(a) = &against
            && let Some((named, end)) = names_after(look, m.end() + a.get(0).map_or(0, |m| m.end()))
        {
            if mutual || a.name("word").is_some_and(|w| w.as_str() == "between") {
                people.extend(named);
            }
            range.1 = end;
        }
        let between = against
            .as_ref()
            .and_then(|a| a.name("word"))
            .is_some_and(|w| w.as_str() == "between");
        if !between && let Some((own, from, how)) = runner(look, m.start()) {
            range.0 = from;
            certainty = how;
            for id in own {
                if !people.contains(&id) {
                    people.push(id);
                }
            }
        }
        let speech = [" said", " says", " told"].iter().any(|w| text.contains(w));
        // "Refused to concede amid a tight race with Kemp": the first one named before.
        if let Some(a) = &against
            && people.len() == 1
            && a.name("word").is_some_and(|w| w.as_str() != "between")
            && let Some(id) = first_named(look, m.start())
            && !people.contains(&id)
        {
            people.push(id);
        }
        let polled = ["poll", "survey", "race", "contest"]
            .iter()
            .any(|w| text.contains(w));
        let alone = m.as_str().ends_with("tied") && !polled;
        if people.is_empty() && mutual && !alone && (PAIRED.is_match(text) || !speech) {
            let named: Vec<usize> = look
                .sentence
                .mentions
                .iter()
                .filter(|m| matches!(m.what, crate::mention::What::Person(_)))
                .filter_map(Mention::person)
                .collect();
            let mut distinct: Vec<usize> = Vec::new();
            for id in named {
                if !distinct.contains(&id) {
                    distinct.push(id);
                }
            }
            if distinct.len() == 2 {
                people = distinct;
            }
        }
        if people.is_empty() && mutual {
            people = opposed(look, m.end());
        }
        if !people.is_empty() {
            found.push(Found {
                people,
                standing: StandingKind::Competitive,
                certainty,
                range,
            });
        }
    }
    found
}

/// "The race is razor-thin, with Ⓟ hoping to unseat Ⓟ": the two behind a byte, one of whom runs against the other.
fn opposed(look: Look<'_, '_>, at: usize) -> Vec<usize> {
    static AGAINST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^, (?:with|as|where) [^Ⓟ;]{0,40}(?P<a>Ⓟ)[^Ⓟ;]{0,40} (?:against|unseat|oust|challeng[a-z]+|facing|taking on|over|defeat) [^Ⓟ;]{0,40}(?P<b>Ⓟ)",
        )
    });
    let rest = look.text().get(at..).unwrap_or_default();
    let Some(c) = AGAINST.captures(rest) else {
        return Vec::new();
    };
    ["a", "b"]
        .iter()
        .filter_map(|name| {
            let m = c.name(name)?;
            look.sentence
                .mentions_in(at + m.start(), at + m.end())
                .find_map(Mention::person)
        })
        .collect()
}

/// The first person whom a sentence names before a byte, unless nothing but speech ties them to the race.
fn first_named(look: Look<'_, '_>, at: usize) -> Option<usize> {
    let text = look.text().get(..at)?;
    let first = text.find('Ⓟ')?;
    let spoken = text.contains(" said") || text.contains(" says");
    let owner = text.get(first + "Ⓟ".len()..)?.starts_with('\'');
    if spoken || owner {
        return None;
    }
    look.sentence
        .mentions_in(first, first + "Ⓟ".len())
        .find_map(Mention::person)
}

/// Who is in a race: the subject of "is in", "faces", "locked in" before it.
fn runner(look: Look<'_, '_>, at: usize) -> Option<(Vec<usize>, usize, Certainty)> {
    const IN: &str = " in facing faces faced face fighting locked engaged waging mounting survived amid having running ";
    let all = words(look.text());
    let mut idx = all.iter().rposition(|w| w.end <= at)?;
    for _ in 0..7 {
        let word = &all[idx];
        if word.text == "in" || word.text == "amid" {
            // "Ⓟ is in", "Ⓟ, in a tight race,": the verb before, or the name itself.
            let before = all.get(idx.checked_sub(1)?)?;
            if before.text == "Ⓟ" || before.text == "," || before.text == ")" {
                return bearer(look, word.start);
            }
            let verb = if among(COPULAS, before.text) || among(IN, before.text) {
                before
            } else {
                return None;
            };
            let subject = subject(look, verb.start)?;
            return Some((people(&subject.actors), subject.from, subject.certainty));
        }
        if among(IN, word.text) || among(" is are was were ", word.text) {
            let subject = subject(look, word.start)?;
            return Some((people(&subject.actors), subject.from, subject.certainty));
        }
        if !is_modifier(word.text)
            && !matches!(
                word.text,
                "'s" | "the" | "a" | "an" | "what" | "of" | "one" | "into"
            )
        {
            return None;
        }
        idx = idx.checked_sub(1)?;
    }
    None
}
