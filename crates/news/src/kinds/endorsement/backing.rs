//! Backing and opposition as verbs: who (the subject, or the agent of a passive) backs whom (the object).

use std::sync::LazyLock;

use crate::search::Regex;
use claim::{Certainty, Stance};

use crate::attribution::Range;
use crate::described::described;
use crate::kinds::Look;
use crate::lexicon::{famous, regex};
use crate::mention::What;
use crate::subject::{
    Actor, GROUPS, Word, among, clause_subject, is_modifier, is_sign, subject, words,
};

/// A backing that is found: who, whom, how sure, and where.
#[derive(Debug, Clone)]
pub(super) struct Backing {
    pub(super) actors: Vec<Actor>,
    pub(super) candidates: Vec<usize>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) range: Range,
}

/// Verbs of backing with what joins them to whom they back; `vote` is backing only by those who are somebody, `unseat`
/// opposition only by a body (a challenger does it too).
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<support>endors(?:e|es|ed|ing)|back(?:s|ed|ing)?|support(?:s|ed|ing)?|champion(?:s|ed|ing)|",
        r"(?:campaign(?:s|ed|ing)?|stump(?:s|ed|ing)?|fundrais(?:es|ed|ing)|barnstorm(?:s|ed|ing)?|hit(?:s|ting)? the (?:campaign )?trail)(?: [a-z]+day| Ⓓ| in Ⓖ| there| here)? (?:with|for|on behalf of)|",
        r"(?:rally|rallies|rallied|rallying|lin(?:e|es|ed|ing) up|coalesc(?:e|es|ed|ing)|unit(?:e|es|ed|ing)|gets?|got|gotten|getting|fall(?:s|ing)? in line|fell in line) (?:firmly |squarely )?behind|(?:stand(?:s|ing)?|stood) (?:firmly |squarely )?(?:behind|with|by)|",
        r"(?:throw(?:s|ing|n)?|threw|put(?:s|ting)?) (?:(?:Ⓗ|their|its|the|[a-z-]+) ){0,3}?(?:weight|support|backing|clout|resources|lot) (?:behind|in with)|",
        r"(?:came|come|comes|coming) out (?:for|in support of|in favor of)|cast(?:s|ing)? (?:Ⓗ|their|an?) (?:[a-z]+ )?(?:ballot|vote) for|",
        r"(?:headlin(?:e|es|ed|ing)|host(?:s|ed|ing)?|held|hold(?:s|ing)?|attend(?:s|ed|ing)|appear(?:s|ed|ing)? at) (?:an? |the )?(?:[a-z]+ ){0,3}(?:rally|rallies|fundraisers?|events?|reception|dinner)(?: Ⓓ| in Ⓓ| in Ⓖ| in [a-z]+){0,2} (?:for|on behalf of)|",
        r"rais(?:e|es|ed|ing) (?:money|cash|funds) for|help(?:s|ed|ing)?(?: to)? (?:re-?)?elect|working to (?:re-?)?elect|serv(?:e|es|ed|ing) as a surrogate for|(?:cut|cutting) ads for|",
        r"(?:travel(?:s|ed|ing)?|appear(?:s|ed|ing)?|spoke|speak(?:s|ing)?|visit(?:s|ed|ing)?)(?: (?:[a-z]+|Ⓖ|Ⓓ)){1,8}? (?:in support of|on behalf of))|",
        r"(?P<quit>urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|for)|ask(?:s|ed|ing)?|press(?:es|ed|ing)?|pressur(?:es?|ed|ing)|implor(?:es?|ed|ing)|demand(?:s|ed|ing)?(?: that)?|begg(?:ed|ing)|told|tells)|",
        r"(?P<vote>vot(?:e|es|ed|ing) for)|",
        r"(?P<oppose>oppos(?:e|es|ed|ing)|(?:campaign(?:s|ed|ing)?|work(?:s|ed|ing)?|vot(?:e|es|ed|ing)|r[au]n(?:s|ning)? (?:[a-z]+ ){0,2}ads) against|rescind(?:s|ed|ing)? (?:Ⓗ|their|its) endorsement of|withdr[ae]w(?:s|ing)? (?:Ⓗ|their|its) (?:endorsement of|support for))|",
        r"(?P<unseat>(?:unseat|oust|defeat|topple|stop|block|derail|take down|take out))|",
        r"(?P<attack>attacking|hitting|slamming|blasting|bashing|targeting|criticizing|against))\b"
    ))
});

static QUIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:to |should |must )?(?:drop out|quit|withdraw|step aside|leave the race|step down|end Ⓗ (?:campaign|bid)|get out|bow out|exit|abandon|suspend)\b(?: of the race| the race| from the race)?",
    )
});
/// Votes of a parliament or a court.
static PARLIAMENT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"kavanaugh|confirm|nomination as|hearing|impeach|acquit|convict|speaker|nomination to|\bbill\b|Ⓞ justice",
    )
});

/// Advertising right before a participle.
static ADS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:ads?|advertisements?|commercials?|spots?|mailers?|ad campaign)(?: Ⓓ| in [a-z]+| in [a-z]+ [a-z]+| in Ⓖ| on [a-z]+){0,2} $",
    )
});

static AGENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?: [a-z]+ly)? (?:so far )?by (?:the )?"));

/// What a candidate owns that is backed with them.
const OWN: &str = " bid campaign candidacy run reelection re-election nomination presidency candidature comeback effort ";
const RIVALS: &str = " rival rivals opponent challenger competitor foe successor ally friend son daughter wife husband brother sister mother father nephew protege ";
/// Objects of the same verbs that are no candidates.
const NO_MODIFIER: &str = " plan plans bill legislation policy policies idea ideas decision proposal agenda calls efforts it them us me you who what how claims call ";
const TITLES: &str = " Ⓣ Ⓨ Ⓖ 's the former ex then current fellow state mr· mrs· ms· dr· candidate nominee businessman incumbent ";
const POLICIES: &str = " tax plan policy policies agenda administration proposal budget cuts era pick picks decision bill order appointee nominee rule rules doctrine ";
const VERBS_AFTER: &str =
    " said says is was has had have will are were would told 's could may did does ";

/// The backings of a sentence.
pub(super) fn backings(look: Look<'_, '_>) -> Vec<Backing> {
    let text = look.text();
    let mut found = Vec::new();
    for c in VERBS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let lead = text.get(..m.start()).unwrap_or_default();
        if c.name("attack").is_some() && !ADS.is_match(lead) {
            continue;
        }
        let against = ["oppose", "unseat", "attack", "quit"];
        let stance = if against.iter().any(|name| c.name(name).is_some()) {
            Stance::Oppose
        } else {
            Stance::Support
        };
        let rest = text.get(m.end()..).unwrap_or_default();
        if let Some(by) = AGENT.find(rest)
            && m.as_str().ends_with("ed")
        {
            found.extend(passive(
                look,
                (m.start(), m.end()),
                m.end() + by.end(),
                stance,
            ));
            continue;
        }
        let Some((candidates, mut end)) = objects(look, m.end()) else {
            continue;
        };
        // Calls on a candidate to quit.
        if c.name("quit").is_some() {
            match QUIT.find(text.get(end..).unwrap_or_default()) {
                Some(m) => end += m.end(),
                None => continue,
            }
        }
        // Votes are cast on nominees and bills too.
        let sought = |id: &usize| {
            look.document.registry.people[*id].is_national()
                || look.race((m.start(), end), Some(*id)).is_some()
        };
        let ballot = m.as_str().starts_with("vot");
        if PARLIAMENT.is_match(text) && !m.as_str().starts_with("endors") {
            continue;
        }
        if ballot && (!candidates.iter().any(sought)) {
            continue;
        }
        let found_subject = if c.name("attack").is_some() {
            clause_subject(look, m.start())
        } else {
            subject(look, m.start())
        };
        let Some(subject) = found_subject else {
            continue;
        };
        let mut actors = subject.actors;
        if ballot {
            actors.retain(|actor| is_somebody(look, actor));
        }
        if c.name("unseat").is_some() || c.name("attack").is_some() {
            actors.retain(|actor| matches!(actor, Actor::Body(_)));
        }
        // "Trump's campaign helps reelect him" is no backing by another.
        let own = |name: &str| {
            candidates.iter().any(|id| {
                let candidate = look.document.name(*id).as_str();
                candidate
                    .rsplit(' ')
                    .next()
                    .is_some_and(|surname| name.contains(surname))
            })
        };
        actors.retain(|actor| !matches!(actor, Actor::Body(name) if own(name)));
        let start = if m.start() - subject.from > 200 {
            m.start()
        } else {
            subject.from
        };
        found.push(Backing {
            actors,
            candidates,
            stance,
            certainty: conditional(text, end, subject.certainty),
            range: (start, end),
        });
    }
    found
}

/// "Would support him if he won" leaves it open.
fn conditional(text: &str, end: usize, certainty: Certainty) -> Certainty {
    let rest = text.get(end..).unwrap_or_default();
    let clause = rest.split([',', ';']).next().unwrap_or_default();
    let open = [" if ", " should he ", " should she ", " unless "]
        .iter()
        .any(|words| clause.contains(words));
    if open && matches!(certainty, Certainty::Expected | Certainty::Asserted) {
        return Certainty::Possible;
    }
    certainty
}

/// Those whose vote is news: who holds an office or is widely known, and groups of such.
fn is_somebody(look: Look<'_, '_>, actor: &Actor) -> bool {
    match actor {
        Actor::Body(_) => true,
        Actor::Person(id) => {
            let person = &look.document.registry.people[*id];
            let surname = person.name.as_str().rsplit(' ').next().unwrap_or_default();
            person.office.is_some() || famous(surname).is_some()
        }
    }
}

/// `Ⓟ was endorsed by Ⓞ`, `Ⓟ, backed by Ⓞ, …`, `Endorsed by Ⓞ, Ⓟ …`.
fn passive(look: Look<'_, '_>, verb: Range, agents: usize, stance: Stance) -> Option<Backing> {
    let text = look.text();
    let (actors, end) = agent_list(look, agents)?;
    let before = text.get(..verb.0)?.trim_end();
    // "Moore, backed by Bannon": the name right before the comma.
    let patient = before.strip_suffix(',').map_or(before, str::trim_end);
    let direct = ["Ⓟ"].iter().any(|sign| patient.ends_with(sign));
    let (candidates, from, certainty) = if direct && patient.len() < before.len() {
        let at = patient.len() - "Ⓟ".len();
        let person = look
            .sentence
            .mentions_in(at, patient.len())
            .find_map(crate::mention::Mention::person)?;
        (vec![person], at, Certainty::Asserted)
    } else {
        let subject = subject(look, verb.0)?;
        let people = subject.actors.iter().filter_map(|actor| match actor {
            Actor::Person(id) => Some(*id),
            Actor::Body(_) => None,
        });
        (people.collect(), subject.from, subject.certainty)
    };
    Some(Backing {
        actors,
        candidates,
        stance,
        certainty,
        range: (from.min(verb.0), end),
    })
}

/// The people and bodies of an enumeration that starts at a byte, and its end.
pub(super) fn agent_list(look: Look<'_, '_>, at: usize) -> Option<(Vec<Actor>, usize)> {
    let all = words(look.text());
    let mut idx = all.iter().position(|w| w.start >= at)?;
    let first = idx;
    let mut actors = Vec::new();
    let mut end = at;
    loop {
        let limit = (idx + 12).min(all.len());
        while idx < limit
            && (is_modifier(all[idx].text)
                || matches!(all[idx].text, "'s" | "like" | "such" | "as" | "including"))
        {
            idx += 1;
        }
        let Some(word) = all.get(idx).filter(|w| is_sign(w.text)) else {
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
        let joint = idx;
        while all
            .get(idx)
            .is_some_and(|w| matches!(w.text, "," | "and" | "&" | "plus"))
        {
            idx += 1;
        }
        // "Renacci, endorsed by Trump, and Mike Gibbons": a comma before the first "and" ends the agents.
        let closed = actors.len() == 1 && idx == joint + 2 && all[joint].text == ",";
        if idx == joint || closed {
            break;
        }
    }
    (!actors.is_empty()).then_some((actors, end))
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
