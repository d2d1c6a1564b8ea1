//! Who is whose: `Ⓟ's supporters include Ⓟ`, `Ⓟ has the president's backing`, `Ⓟ, Ⓟ's pick`, `Ⓟ, whom Ⓟ endorsed`.

use std::sync::LazyLock;

use claim::{Certainty, Stance};

use super::backing::Backing;
use super::nouns::{actor, capital};
use super::parties::agent_list;
use crate::attribution::Range;
use crate::described::described;
use crate::kinds::Look;
use crate::lexicon::regex;
use crate::mention::Mention;
use crate::pattern::expand;
use crate::search::{Captures, Regex};
use crate::subject::{Actor, clause_subject, people, speaker, subject};

/// `has Ⓟ's backing`; what it is had for must be no bill.
static HAS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<verb>w[io]n(?:s|ning)?|earn(?:s|ed|ing)?|g[eo]t(?:s|ting|ten)?|receiv(?:e|es|ed|ing)|land(?:s|ed|ing)?|secur(?:e|es|ed|ing)|nab(?:s|bed|bing)?|scor(?:e|es|ed|ing)|dr[ae]w(?:s|n|ing)?|tout(?:s|ed|ing)?|enjoy(?:s|ed|ing)?|has|have|had|having|gain(?:s|ed|ing)?|boast(?:s|ed|ing)?|snag(?:s|ged)?|garner(?:s|ed|ing)?) (?:(?:also|already|since|both|the|now) )*(?:(?:Ⓣ|Ⓨ|Ⓖ|former|mr·|ms·|mrs·) )*(?P<who>Ⓟ|Ⓞ|Ⓤ|Ⓗ|the (?:Ⓣ|[a-z]+))'s? (?:[a-z-]+ ){0,3}?(?:endorsement|backing|support|blessing|nod|stamp of approval|imprimatur)\b(?P<rest>.{0,24})",
    )
});
static OF_SOMETHING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^ (?:for|on|to|of) (?:(?:the|an?|Ⓗ|this) )?"));
static OF_CANDIDACY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:for|in|of) (?:(?:the|an?|Ⓗ|this|Ⓨ|Ⓖ|Ⓓ|[a-z]+) ){0,2}(?:Ⓣ|re-?election|nomination|seat|race|primary|runoff|bid|candidacy|campaign|run|governor|senate|congress|president)",
    )
});
/// `with Ⓟ's endorsement`.
static WITH: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bwith (?:(?:Ⓣ|Ⓨ|Ⓖ|former|mr·|ms·|mrs·) )*(?P<who>Ⓟ|Ⓞ|the Ⓣ)'s? (?:[a-z-]+ ){0,2}?(?:endorsement|backing|blessing|support)\b(?P<rest>,? (?:the |former |Ⓣ |Ⓨ |Ⓖ )*(?P<after>Ⓟ))?",
    )
});
/// `Ⓟ's supporters include Ⓟ and Ⓟ`.
static INCLUDE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&expand(
        r"(?:(?P<for>{P}|{H})(?:'s?)? (?:[a-z-]+ ){0,2}?(?:supporters|backers|endorsers|surrogates|endorsements)(?: (?:include|are|have included|included)|,? (?:including|among them|such as))|among (?:those|the [a-z ]{1,20}) (?:supporting|backing|endorsing|who (?:have |has )?(?:endorsed?|back(?:ed)?|support(?:ed)?)|to (?:endorse|back)) {PRE}(?P<for2>{P}),? (?:is|are|was|were)) ",
    ))
});
/// `counts Ⓟ among his supporters`.
static COUNTS: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:counts|counted|counting) "));
static AMONG: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:(?:as|among) )?(?:Ⓗ|Ⓟ's?) (?:[a-z-]+ ){0,2}(?:supporters?|backers?|endorsers?)\b|^ among Ⓗ (?:[a-z-]+ ){0,2}(?:supporters|backers|endorsers)\b",
    )
});
/// `Ⓟ, one of Ⓟ's top surrogates`.
static SURROGATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<who>Ⓟ)(?:,| is| was| has been|, who is|, who was) (?:(?:also|one of|perhaps|among) )*(?:(?:Ⓣ|Ⓨ|Ⓖ|former|mr·|ms·|mrs·) )*(?P<for>Ⓟ|Ⓗ)'s? (?:[a-z-]+ ){0,3}?(?:supporters?|backers?|surrogates?|boosters?|endorsers?|cheerleaders?)\b|(?P<who2>Ⓟ)(?:,| is| was| has been|, who is|, who was) (?:an?|the) (?:[a-z-]+ ){0,2}(?:surrogate|campaigner|supporter) (?:of|for) (?:Ⓣ |Ⓨ |former )*(?P<for2>Ⓟ)",
    )
});
/// `Ⓟ, Ⓟ's pick`, `Ⓟ, the choice of the party establishment`.
static PICK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<for>Ⓟ)(?:,| is| was|, who is|, who was) (?:(?:(?:Ⓣ|Ⓨ|Ⓖ|former|mr·|ms·|mrs·) )*(?P<who>Ⓟ|Ⓞ|Ⓤ)'s? (?:[a-z-]+ ){0,2}?(?:pick|choice|favorite)|the (?:[a-z-]+ ){0,2}?(?:pick|choice|candidate|favorite) of (?:the )?(?P<who2>Ⓟ|Ⓞ|(?:(?:Ⓨ|party|gop|washington|national|republican|democratic|conservative|liberal) ){0,3}(?:establishment|leaders|leadership|donors)))(?P<rest>.{0,24})|(?P<who3>Ⓟ|Ⓞ)'s (?:[a-z-]+ ){0,2}?(?:pick|choice)(?: in (?:the|this) (?:[a-z]+ |Ⓨ |Ⓖ ){0,2}(?:race|primary|runoff))?(?:,| is| was) (?:(?:Ⓣ|Ⓨ|Ⓖ|former|state) )*(?P<for3>Ⓟ)",
    )
});
static NO_RACE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"running mate|vice president|supreme|cabinet|\bjudge|court|nominee for|ambassador|to lead|secretary|confirm|administration",
    )
});
/// `support for Ⓟ from Ⓟ`.
static FROM: LazyLock<Regex> = LazyLock::new(|| {
    regex(&expand(
        r"(?:support|endorsements?|backing) (?:for|of) {PRE}(?P<for>{P})(?:,| \([^()]{1,20}\))? (?:from|by) (?:the )?",
    ))
});
/// `Ⓟ has my full support`.
static MINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<for>Ⓟ)(?:'s|,? \x22)?,? ?(?:(?:still|also|always) )?(?:has|have|had) \x22?my (?:[a-z-]+,? ){0,5}?(?:endorsement|support|backing|vote|blessing)\b",
    )
});
/// `Ⓟ's endorsement gave Ⓟ a boost`.
static GIFT: LazyLock<Regex> = LazyLock::new(|| {
    regex(&expand(
        r"(?P<who>{P}|{O}|{U})'s? (?:[a-z-]+ ){0,2}?(?:endorsement|backing) (?:[a-z-]+ ){0,1}?(?:gave|gives?|giving|help(?:s|ed)?|boost(?:s|ed)?|lift(?:s|ed)?|propel(?:s|led)?|elevated|vaulted|carried|was a boost (?:for|to)|is a boost (?:for|to)) {PRE}(?P<for>{P})\b",
    ))
});
/// `Ⓟ, whom Ⓟ has endorsed`.
static WHOM: LazyLock<Regex> = LazyLock::new(|| {
    regex(&expand(
        r"(?P<for>{P}),? (?:\([^()]{1,20}\),? )?(?:whom|who|that) (?:{PRE}(?P<who>{P}|{O}|{U})|(?P<who2>the {T})) (?:(?:has|have|had|is|was|also|since|recently|once|already|publicly|strongly|formally|initially|previously) )*(?:endorsed|backed|backs|supports|supported|backing|supporting|campaigned for|endorses)(?:[,.;\x22]| in | for | over | against | last | on | {D}|$)",
    ))
});
/// `on the Ⓟ bandwagon`, `in Ⓟ's corner`.
static ABOARD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<verb>jump(?:s|ed|ing)?|hop(?:s|ped|ping)?|climb(?:s|ed|ing)?|board(?:s|ed|ing)?|g[eo]t(?:s|ting)?|is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?|stands?|stood) (?:(?:firmly|squarely|still|now|back|on|onto|aboard|in|into) )*(?:the (?P<for>Ⓟ) (?:bandwagon|train)|(?P<for2>Ⓟ|Ⓗ)'s? corner)\b",
    )
});

/// The backings that say who is whose.
pub(super) fn backings(look: Look<'_, '_>) -> Vec<Backing> {
    let text = look.text();
    let mut found = Vec::new();
    for c in HAS.captures_iter(text) {
        let rest = c.name("rest").map_or("", |m| m.as_str());
        if OF_SOMETHING.is_match(rest) && !OF_CANDIDACY.is_match(rest) {
            continue;
        }
        let Some(verb) = c.name("verb") else { continue };
        let Some(subject) = subject(look, verb.start()) else {
            continue;
        };
        let end = c.name("rest").map_or(verb.end(), |m| m.start());
        let from = subject.from.min(verb.start());
        add(
            &mut found,
            giver(look, &c, &["who"]),
            people(&subject.actors),
            subject.certainty,
            (from, end),
        );
    }
    for c in WITH.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let before = text.get(..m.start()).unwrap_or_default().trim_end();
        let direct = before.strip_suffix(',').unwrap_or(before);
        let candidate = if direct.ends_with('Ⓟ') {
            person(look, (direct.len() - "Ⓟ".len(), direct.len()))
        } else if let Some(after) = c
            .name("after")
            .filter(|_| before.is_empty() || before.ends_with([',', ';', ':', '\x22']))
        {
            person(look, (after.start(), after.end()))
        } else if super::super::is_decided(before) || before.contains("enter") {
            clause_subject(look, m.start()).and_then(|s| people(&s.actors).first().copied())
        } else {
            None
        };
        add(
            &mut found,
            giver(look, &c, &["who"]),
            candidate.into_iter().collect(),
            Certainty::Asserted,
            (m.start(), m.end()),
        );
    }
    for c in INCLUDE.captures_iter(text).chain(FROM.captures_iter(text)) {
        let Some(m) = c.get(0) else { continue };
        if let Some((actors, end)) = agent_list(look, m.end()) {
            let candidates = receivers(look, &c, &["for", "for2"]);
            add(
                &mut found,
                actors,
                candidates,
                Certainty::Asserted,
                (m.start(), end),
            );
        }
    }
    for c in COUNTS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let Some((actors, end)) = agent_list(look, m.end()) else {
            continue;
        };
        let Some(tail) = AMONG.find(text.get(end..).unwrap_or_default()) else {
            continue;
        };
        if let Some(subject) = subject(look, m.start()) {
            let range = (subject.from.min(m.start()), end + tail.end());
            add(
                &mut found,
                actors,
                people(&subject.actors),
                subject.certainty,
                range,
            );
        }
    }
    for c in MINE.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let speaker = speaker(look).map(Actor::Person).into_iter().collect();
        let candidates = receivers(look, &c, &["for"]);
        add(
            &mut found,
            speaker,
            candidates,
            Certainty::Asserted,
            (m.start(), m.end()),
        );
    }
    for c in ABOARD.captures_iter(text) {
        let (Some(m), Some(verb)) = (c.get(0), c.name("verb")) else {
            continue;
        };
        if let Some(subject) = subject(look, verb.start()) {
            let range = (subject.from.min(m.start()), m.end());
            let candidates = receivers(look, &c, &["for", "for2"]);
            add(
                &mut found,
                subject.actors,
                candidates,
                subject.certainty,
                range,
            );
        }
    }
    found.extend(apposed(look));
    found
}

/// The backings whose two sides both stand in the words of the pattern.
fn apposed(look: Look<'_, '_>) -> Vec<Backing> {
    let text = look.text();
    let mut found = Vec::new();
    let picks = PICK.captures_iter(text).filter(|c| {
        let rest = c.name("rest").map_or("", |m| m.as_str());
        let of_something = rest.starts_with(" for ") || rest.starts_with(" to ");
        (!of_something || OF_CANDIDACY.is_match(rest) && !rest.contains('Ⓣ'))
            && !NO_RACE.is_match(text)
    });
    for c in SURROGATE
        .captures_iter(text)
        .chain(GIFT.captures_iter(text))
        .chain(WHOM.captures_iter(text))
        .chain(picks)
    {
        let Some(m) = c.get(0) else { continue };
        let end = c.name("rest").map_or(m.end(), |m| m.start());
        add(
            &mut found,
            giver(look, &c, &["who", "who2", "who3"]),
            receivers(look, &c, &["for", "for2", "for3"]),
            Certainty::Asserted,
            (m.start(), end),
        );
    }
    found
}

fn add(
    found: &mut Vec<Backing>,
    actors: Vec<Actor>,
    candidates: Vec<usize>,
    certainty: Certainty,
    range: Range,
) {
    if !actors.is_empty() && !candidates.is_empty() {
        found.push(Backing {
            actors,
            candidates,
            stance: Stance::Support,
            certainty,
            range,
        });
    }
}

fn person(look: Look<'_, '_>, range: Range) -> Option<usize> {
    look.sentence
        .mentions_in(range.0, range.1)
        .find_map(Mention::person)
}

/// The candidates that the first of some groups names.
fn receivers(look: Look<'_, '_>, c: &Captures<'_>, groups: &[&str]) -> Vec<usize> {
    groups
        .iter()
        .find_map(|group| c.name(group))
        .and_then(|m| person(look, (m.start(), m.end())))
        .into_iter()
        .collect()
}

/// Who gives the backing that the first of some groups names: by name, by office, or by a capital.
fn giver(look: Look<'_, '_>, c: &Captures<'_>, groups: &[&str]) -> Vec<Actor> {
    let Some(m) = groups.iter().find_map(|group| c.name(group)) else {
        return Vec::new();
    };
    let range = (m.start(), m.end());
    let by_office = || {
        described(look.document, look.idx)
            .into_iter()
            .find(|(known, _)| known.0 == range.0 || known.0 <= range.0 && range.1 <= known.1)
            .map(|(_, id)| Actor::Person(id))
    };
    let by_words = || {
        let words = look.sentence.words(range.0, range.1);
        let group = ["establishment", "leaders", "leadership", "donors"]
            .iter()
            .any(|word| words.ends_with(word));
        group.then(|| Actor::Body(words.to_owned()))
    };
    actor(look, range)
        .or_else(by_office)
        .or_else(by_words)
        .or_else(|| capital(look, range))
        .into_iter()
        .collect()
}
