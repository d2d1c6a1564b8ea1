//! The two sides of a backing: those who back, as an enumeration, and the candidates that they back, as objects.

use crate::described::described;
use crate::kinds::Look;
use crate::mention::What;
use crate::subject::{Actor, GROUPS, Word, among, is_modifier, is_sign, words};

/// What a candidate owns that is backed with them.
pub(super) const OWN: &str = " bid campaign candidacy run reelection re-election nomination presidency candidature comeback effort ";
const RIVALS: &str = " rival rivals opponent challenger competitor foe successor ally friend son daughter wife husband brother sister mother father nephew protege ";
/// Objects of the same verbs that are no candidates.
const NO_MODIFIER: &str = " plan plans bill legislation policy policies idea ideas decision proposal agenda calls efforts it them us me you who what how claims call ";
const TITLES: &str = " Ⓣ Ⓨ Ⓖ 's the former ex then current fellow state mr· mrs· ms· dr· candidate nominee businessman incumbent ";
const POLICIES: &str = " tax plan policy policies agenda administration proposal budget cuts era pick picks decision bill order appointee nominee rule rules doctrine ";
const VERBS_AFTER: &str =
    " said says is was has had have will are were would told 's could may did does ";

/// The people and bodies of an enumeration that starts at a byte, and its end.
pub(super) fn agent_list(look: Look<'_, '_>, at: usize) -> Option<(Vec<Actor>, usize)> {
    let all = words(look.text());
    let mut idx = all.iter().position(|w| w.start >= at)?;
    let first = idx;
    let mut actors = Vec::new();
    let mut end = at;
    loop {
        let limit = (idx + 12).min(all.len());
        let from = idx;
        while idx < limit
            && (is_modifier(all[idx].text)
                || matches!(all[idx].text, "'s" | "like" | "such" | "as" | "including"))
        {
            idx += 1;
        }
        // A name that no list knows: "the Alabama Farmers Federation".
        let unlisted = proper(look, &all, from, idx);
        let Some(word) = all.get(idx).filter(|w| is_sign(w.text)) else {
            if let Some((name, last)) = unlisted {
                actors.push(Actor::Body(name));
                end = all[last].end;
                idx = joint(&all, last + 1);
                if idx == last + 1 {
                    break;
                }
                continue;
            }
            if actors.is_empty() {
                return group(look, &all, first, idx);
            }
            break;
        };
        let next = all.get(idx + 1).map_or("", |w| w.text);
        // "The Sierra Club's director" is not the club, "Trump's campaign" is his.
        if next == "'s" && !all.get(idx + 2).is_some_and(|w| among(OWN, w.text)) {
            idx += 2;
            continue;
        }
        if !actors.is_empty() && among(VERBS_AFTER, next) {
            break;
        }
        let mention = look.sentence.mentions_in(word.start, word.end).next()?;
        actors.push(match &mention.what {
            What::Organization(name) | What::Outlet(name) => Actor::Body(name.clone()),
            _ => Actor::Person(mention.person()?),
        });
        end = word.end;
        idx += 1;
        if all.get(idx).is_some_and(|w| w.text == "of")
            && all.get(idx + 1).is_some_and(|w| w.text == "Ⓖ")
        {
            idx += 2;
        }
        idx = past_brackets(&all, idx);
        let before = idx;
        idx = joint(&all, before);
        // "Renacci, endorsed by Trump, and Mike Gibbons": a comma before the first "and" ends the agents.
        let closed = actors.len() == 1 && idx == before + 2 && all[before].text == ",";
        if idx == before || closed {
            break;
        }
    }
    (!actors.is_empty()).then_some((actors, end))
}

/// Behind the commas and conjunctions of an enumeration.
fn joint(all: &[Word<'_>], mut idx: usize) -> usize {
    while all
        .get(idx)
        .is_some_and(|w| matches!(w.text, "," | "and" | "&" | "plus"))
    {
        idx += 1;
    }
    idx
}

/// Places whose names stand for those who work there.
const PLACES: [&str; 7] = [
    "White House",
    "Wall Street",
    "Main Street",
    "Silicon Valley",
    "Capitol Hill",
    "Supreme Court",
    "Super Tuesday",
];

/// A name of two or more capitalised words that starts among some words and that no list knows, and its last word.
fn proper(look: Look<'_, '_>, all: &[Word<'_>], from: usize, to: usize) -> Option<(String, usize)> {
    // In a headline every word has its capital.
    if look.sentence.piece.part == claim::Part::Title {
        return None;
    }
    let capital = |idx: usize| {
        all.get(idx).is_some_and(|w| {
            let plain = w
                .text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            plain
                && look
                    .sentence
                    .words(w.start, w.end)
                    .starts_with(char::is_uppercase)
        })
    };
    let first = (from..to).find(|idx| capital(*idx))?;
    let mut last = first;
    let mut named = 1;
    loop {
        let next = all.get(last + 1).map_or("", |w| w.text);
        if capital(last + 1) {
            last += 1;
        } else if matches!(next, "of" | "for" | "the" | "'s" | "to" | "our") && capital(last + 2) {
            last += 2;
        } else {
            break;
        }
        named += 1;
    }
    let name = look.sentence.words(all[first].start, all[last].end);
    let acronym = named == 1
        && (3..9).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_uppercase());
    // "White House officials", "Wall Street": places that stand for many.
    let place = PLACES.iter().any(|place| name.starts_with(place));
    let of_group = all
        .get(last + 1)
        .is_some_and(|w| among(GROUPS, w.text) || w.text == "Ⓨ");
    ((named > 1 || acronym) && !place && !of_group).then(|| (name.to_owned(), last))
}

/// Agents without a name: "nearly 50 Republicans", "the Democratic establishment".
fn group(
    look: Look<'_, '_>,
    all: &[Word<'_>],
    first: usize,
    end: usize,
) -> Option<(Vec<Actor>, usize)> {
    let head = (first..end).rev().find(|idx| {
        let word = &all[*idx];
        among(GROUPS, word.text)
            || word.text == "Ⓨ" && look.sentence.words(word.start, word.end).ends_with('s')
    })?;
    if head == first && all[head].text != "Ⓨ" {
        return None;
    }
    let range = (all[first].start, all[head].end);
    let name = look.sentence.words(range.0, range.1);
    Some((vec![Actor::Body(name.to_owned())], range.1))
}

fn past_brackets(all: &[Word<'_>], idx: usize) -> usize {
    if all.get(idx).is_none_or(|w| w.text != "(") {
        return idx;
    }
    let limit = (idx + 8).min(all.len());
    (idx..limit)
        .find(|at| all[*at].text == ")")
        .map_or(idx, |at| at + 1)
}

/// The candidates that follow a verb, and where their words end.
pub(super) fn objects(look: Look<'_, '_>, at: usize) -> Option<(Vec<usize>, usize)> {
    let text = look.text();
    let all = words(text);
    let first = all.iter().position(|w| w.start >= at)?;
    let known = described(look.document, look.idx);
    let person = |word: &Word<'_>| {
        look.sentence
            .mentions_in(word.start, word.end)
            .find_map(crate::mention::Mention::person)
    };
    // "Supported extending the tax cuts" is about a policy.
    if all.get(first).is_some_and(|w| w.text.ends_with("ing")) {
        return None;
    }
    let mut idx = first;
    let mut rival = false;
    let mut owner = None;
    while idx < all.len() && idx < first + 12 {
        let word = &all[idx];
        let next = all.get(idx + 1).map_or("", |w| w.text);
        if let Some((range, id)) = known.iter().find(|(range, _)| range.0 == word.start) {
            let after = text.get(range.1..).unwrap_or_default();
            if !after.starts_with(" Ⓟ") && !after.starts_with("'s") {
                return Some((vec![*id], range.1));
            }
            // "Supporting the president's reelection".
            let own = after.strip_prefix("'s ").and_then(|rest| {
                rest.split([' ', ',', '.', ';'])
                    .take(3)
                    .find(|word| among(OWN, word))
            });
            if let Some(word) = own {
                let end = after
                    .find(word)
                    .map_or(range.1, |at| range.1 + at + word.len());
                return Some((vec![*id], end));
            }
        }
        match word.text {
            "Ⓟ" if next.starts_with('\'') => {
                let noun = all[idx + 2..]
                    .iter()
                    .take(5)
                    .find(|w| among(OWN, w.text) || among(RIVALS, w.text))?;
                if among(OWN, noun.text) {
                    return Some((vec![person(word)?], noun.end));
                }
                rival = true;
                idx += 1;
            }
            "Ⓟ" => return list(look, &all, idx),
            "Ⓗ" if next.is_empty()
                || matches!(next, "," | "." | ";" | "\"" | ")")
                || among(
                    " for in on over and as at to with after because despite but when before or against even this again ",
                    next,
                ) =>
            {
                return Some((vec![person(word)?], word.end));
            }
            "Ⓗ" => owner = person(word),
            noun if owner.is_some() && among(OWN, noun) => return Some((vec![owner?], word.end)),
            "of" if idx > first && among(OWN, all[idx - 1].text) => {}
            "," if rival => {}
            "'s" | "both" | "either" | "\"" => {}
            // "Endorsed Ⓞ founder Ⓟ".
            sign if is_sign(sign) && (next == "'s" || is_modifier(next)) => {}
            noun if among(RIVALS, noun) => {
                // "Endorses a challenger to Lipinski" endorses somebody else.
                if matches!(next, "to" | "of") {
                    return None;
                }
                rival = true;
            }
            modifier if is_modifier(modifier) && !among(NO_MODIFIER, modifier) => {}
            _ => return None,
        }
        idx += 1;
    }
    None
}

/// "Ⓟ, Ⓟ and Ⓟ" as objects; a name behind "and" that has a verb of its own is no part of it.
fn list(look: Look<'_, '_>, all: &[Word<'_>], first: usize) -> Option<(Vec<usize>, usize)> {
    let person = |word: &Word<'_>| {
        look.sentence
            .mentions_in(word.start, word.end)
            .find_map(crate::mention::Mention::person)
    };
    // "Backed Obama administration policies" backs no candidate.
    if all.get(first + 1).is_some_and(|w| among(POLICIES, w.text)) {
        return None;
    }
    let mut people = vec![person(&all[first])?];
    let mut end = all[first].end;
    let mut idx = first + 1;
    loop {
        if all.get(idx).is_some_and(|w| w.text == "of")
            && all.get(idx + 1).is_some_and(|w| w.text == "Ⓖ")
        {
            idx += 2;
        }
        idx = past_brackets(all, idx);
        let mut joined = false;
        while all
            .get(idx)
            .is_some_and(|w| matches!(w.text, "," | "and" | "or"))
        {
            joined = true;
            idx += 1;
        }
        let limit = (idx + 6).min(all.len());
        while idx < limit && among(TITLES, all[idx].text) {
            idx += 1;
        }
        let Some(word) = all.get(idx).filter(|w| joined && w.text == "Ⓟ") else {
            break;
        };
        let next = all.get(idx + 1).map_or("", |w| w.text);
        if among(VERBS_AFTER, next) || next.ends_with("ed") {
            break;
        }
        let Some(id) = person(word) else { break };
        people.push(id);
        end = word.end;
        idx += 1;
    }
    Some((people, end))
}
