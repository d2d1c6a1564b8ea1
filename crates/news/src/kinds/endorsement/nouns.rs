//! Backing as a noun: `won the endorsement of Ⓟ`, `Ⓟ's support for Ⓟ`, `the Trump-backed candidate Ⓟ`, `the pro-Clinton
//! super PAC Ⓞ`.

use std::sync::LazyLock;

use crate::search::Regex;
use claim::{Certainty, Stance};

use super::backing::Backing;
use super::parties::{agent_list, objects};
use crate::kinds::Look;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::subject::{Actor, people, subject};

/// `Ⓟ got the endorsement of`: what the receiver does, up to the preposition before the giver.
static RECEIVED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<verb>w[io]n(?:s|ning)?|earn(?:s|ed|ing)?|g[eo]t(?:s|ting|ten)?|receiv(?:e|es|ed|ing)|land(?:s|ed|ing)?|secur(?:e|es|ed|ing)|pick(?:s|ed|ing)? up|nab(?:s|bed|bing)?|scor(?:e|es|ed|ing)|dr[ae]w(?:s|n|ing)?|tout(?:s|ed|ing)?|enjoy(?:s|ed|ing)?|has|have|had|having|gain(?:s|ed|ing)?|collect(?:s|ed|ing)?|rack(?:s|ed|ing)? up|boast(?:s|ed|ing)?|carr(?:y|ies|ied)|snag(?:s|ged)?|garner(?:s|ed|ing)?|seek(?:s|ing)?|sought|lost|los(?:es|ing)|with) (?:(?:the|an?|key|Ⓗ|its|more|Ⓒ|Ⓨ|[a-z-]+) ){0,4}?(?:endorsements?|backing|support|nod|blessing|stamp of approval)(?: (?:Ⓓ|in Ⓓ|on Ⓓ))? (?:of|from|by) (?:the )?",
    )
});
/// `Ⓟ's endorsement of Ⓟ`.
static OWNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?P<who>Ⓟ|Ⓞ|Ⓤ)'s? (?:(?:[a-z-]+|Ⓓ) ){0,2}?|(?P<who2>Ⓗ) (?:(?:[a-z-]+|Ⓓ) ){0,2}?|(?P<who3>Ⓞ|Ⓤ) |\b(?P<its>its|their) (?:(?:[a-z-]+|Ⓓ) ){0,2}?)(?:endorsement|backing|support)(?: [a-z]+day| Ⓓ)? (?:of|for|to|behind)\b",
    )
});
/// `gave its endorsement to Ⓟ`, `announced his support for Ⓟ`.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:g[ai]v(?:e|es|en|ing)|offer(?:s|ed|ing)?|len[dt](?:s|ing)?|announc(?:e|es|ed|ing)|declar(?:e|es|ed|ing)|tweet(?:s|ed|ing)?|reiterat(?:e|es|ed|ing)|formaliz(?:e|ed|ing)|issu(?:e|es|ed|ing)|express(?:es|ed|ing)?|pledg(?:e|es|ed|ing)|voic(?:e|es|ed|ing)|extend(?:s|ed|ing)?|switch(?:es|ed|ing)?|(?P<no>with(?:held|holds?|holding)|refus(?:es|ed|ing))) (?:(?:Ⓗ|their|its|an?|the|[a-z-]+) ){0,3}?(?:endorsement|support|backing|blessing) (?:of|for|to|behind)\b",
    )
});
/// `endorsed by`, as one word before the name: `the Trump-backed Ⓟ`.
static HYPHENED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<who>Ⓟ|Ⓞ|\btea[ -]party|\b[a-z]+)-(?:backed|endorsed|supported|approved|favou?red|aligned)\b",
    )
});
/// `the pro-Clinton super PAC Ⓞ`, `Ⓞ, an anti-Trump group`.
static PRO: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?P<before>Ⓞ)(?: \([^()]{1,20}\))?,? (?:which is )?(?:an?|the|another) (?:[a-z-]+ ){0,2})?\b(?P<side>pro|anti)-(?P<who>Ⓟ|[a-z]+) (?:[a-z]+ )?(?:super ?pacs?|pacs?|groups?|committee|outfit|organization|nonprofit|effort)\b,?(?: (?:called |named |known as )?(?P<after>Ⓞ))?",
    )
});
/// `the super PAC supporting Ⓟ`, with its name beside it.
static COMMITTEE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<who>Ⓞ),? (?:an?|the) (?:[a-z-]+ ){0,2}(?:super ?pac|pac|group|committee|organization) (?:that (?:is )?)?(?P<verb>supporting|backing|supports|backs|opposing|opposes|aligned with|allied with)\b",
    )
});
/// `Ⓟ, a supporter of Ⓟ`.
static SUPPORTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<who>Ⓟ),? (?:who is |who was )?(?:an?|another|one of Ⓗ|Ⓗ|the) (?:(?:[a-z-]+|Ⓓ|Ⓨ|Ⓣ|Ⓖ) ){0,3}(?:supporter|backer|surrogate|endorser|booster)s? (?:of|for)\b",
    )
});

/// `gave Ⓟ his endorsement`.
static GAVE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<verb>g(?:ave|ives?|iven|iving)|handed|hands) (?:(?:the|former|fellow|Ⓣ|Ⓨ|Ⓖ|candidate|nominee|mr·|ms·|mrs·|dr·) ){0,4}(?P<for>Ⓟ) (?:Ⓗ|its|their|an?|the) (?:[a-z-]+ ){0,2}(?:endorsement|support|backing|blessing|nod)\b",
    )
});
/// `a conservative with tea party backing`.
static SIDED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<for>Ⓟ)[^Ⓟ;]{0,70}\b(?:with|has|had|have|having|enjoys|enjoyed) (?:(?:the|strong|[a-z]+) )?(?P<who>Ⓞ|tea party) (?:backing|support|endorsement)\b",
    )
});
/// `Ⓟ is a Ⓟ supporter`, `Ⓟ was Ⓟ's preferred candidate`.
static CAMP: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<who>Ⓟ)(?: is| was|,) (?:an? )(?:[a-z-]+ ){0,2}(?P<for>Ⓟ) (?:supporter|backer|surrogate|donor|bundler)|(?P<for2>Ⓟ)(?: is| was|,) (?:Ⓣ )?(?P<who2>Ⓟ)'s (?:preferred|favou?red|hand-?picked|chosen) (?:candidate|choice|successor|pick)",
    )
});

/// The backings that nouns tell.
pub(super) fn backings(look: Look<'_, '_>) -> Vec<Backing> {
    let text = look.text();
    let mut found = Vec::new();
    let backing = |actors: Vec<Actor>, candidates: Vec<usize>, range| Backing {
        actors,
        candidates,
        stance: Stance::Support,
        certainty: Certainty::Asserted,
        range,
    };
    for c in RECEIVED.captures_iter(text) {
        let (Some(m), Some(verb)) = (c.get(0), c.name("verb")) else {
            continue;
        };
        let Some((actors, end)) = agent_list(look, m.end()) else {
            continue;
        };
        let Some(subject) = subject(look, verb.start()) else {
            continue;
        };
        let people = people(&subject.actors);
        let certainty = match verb.as_str() {
            "seek" | "seeks" | "seeking" | "sought" => continue,
            word if word.starts_with("los") => Certainty::Denied,
            _ if [" not ", "n't ", " no ", " yet to "]
                .iter()
                .any(|w| m.as_str().contains(w)) =>
            {
                Certainty::Denied
            }
            _ => subject.certainty,
        };
        found.push(Backing {
            certainty,
            ..backing(actors, people, (subject.from.min(m.start()), end))
        });
    }
    // "Withheld his endorsement of": the owner of that endorsement never gave it.
    let kept_back: Vec<(usize, usize)> = GIVEN
        .captures_iter(text)
        .filter(|c| c.name("no").is_some())
        .filter_map(|c| c.get(0).map(|m| (m.start(), m.end())))
        .collect();
    for c in OWNED.captures_iter(text) {
        let kept = |from: usize| kept_back.iter().any(|k| (k.0..k.1).contains(&from));
        if c.get(0).is_some_and(|m| kept(m.start())) {
            continue;
        }
        if let (Some(m), Some(its)) = (c.get(0), c.name("its")) {
            // "Its endorsement": that of the body named before.
            let before: Vec<&Mention> = look.sentence.mentions_in(0, its.start()).collect();
            let body = before.into_iter().rev().find_map(|m| match &m.what {
                What::Organization(name) => Some(Actor::Body(name.clone())),
                _ => None,
            });
            if let (Some(body), Some((candidates, end))) = (body, objects(look, m.end())) {
                found.push(backing(vec![body], candidates, (m.start(), end)));
            }
            continue;
        }
        let who = ["who", "who2", "who3"].iter().find_map(|name| c.name(name));
        let (Some(m), Some(who)) = (c.get(0), who) else {
            continue;
        };
        if let (Some(actor), Some((candidates, end))) = (
            actor(look, (who.start(), who.end())),
            objects(look, m.end()),
        ) {
            found.push(backing(vec![actor], candidates, (m.start(), end)));
        }
    }
    for c in GIVEN.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        // Who announces the endorsement of somebody has received it.
        if m.as_str().starts_with("announc") && m.as_str().contains(" the endorsement of") {
            continue;
        }
        if let (Some(subject), Some((candidates, end))) =
            (subject(look, m.start()), objects(look, m.end()))
        {
            // Support that is kept back is support denied, whatever the verb before it hedges.
            let certainty = match c.name("no") {
                Some(_) => Certainty::Denied,
                None => subject.certainty,
            };
            found.push(Backing {
                certainty,
                ..backing(
                    subject.actors,
                    candidates,
                    (subject.from.min(m.start()), end),
                )
            });
        }
    }
    for c in HYPHENED.captures_iter(text) {
        let (Some(m), Some(who)) = (c.get(0), c.name("who")) else {
            continue;
        };
        let actor = actor(look, (who.start(), who.end()))
            .or_else(|| surnamed(look, who.as_str()).map(Actor::Person))
            .or_else(|| capital(look, (who.start(), who.end())));
        if let (Some(actor), Some((candidates, end))) = (actor, objects(look, m.end())) {
            found.push(backing(vec![actor], candidates, (m.start(), end)));
        }
    }
    found.extend(committees(look));
    for c in GAVE.captures_iter(text) {
        let (Some(m), Some(verb)) = (c.get(0), c.name("verb")) else {
            continue;
        };
        if let Some(subject) = subject(look, verb.start()) {
            found.push(Backing {
                certainty: subject.certainty,
                ..backing(
                    subject.actors,
                    look.people(&c, "for"),
                    (subject.from.min(m.start()), m.end()),
                )
            });
        }
    }
    for c in SIDED.captures_iter(text).chain(CAMP.captures_iter(text)) {
        let Some(m) = c.get(0) else { continue };
        let group = |name: &str, other: &str| c.name(name).or_else(|| c.name(other));
        let (Some(who), Some(whom)) = (group("who", "who2"), group("for", "for2")) else {
            continue;
        };
        let range = (who.start(), who.end());
        let giver = actor(look, range).or_else(|| capital(look, range));
        let receiver = actor(look, (whom.start(), whom.end()));
        if let (Some(giver), Some(Actor::Person(id))) = (giver, receiver) {
            found.push(backing(vec![giver], vec![id], (m.start(), m.end())));
        }
    }
    for c in SUPPORTER.captures_iter(text) {
        let (Some(m), Some(who)) = (c.get(0), c.name("who")) else {
            continue;
        };
        if let (Some(actor), Some((candidates, end))) = (
            actor(look, (who.start(), who.end())),
            objects(look, m.end()),
        ) {
            found.push(backing(vec![actor], candidates, (m.start(), end)));
        }
    }
    found
}

/// Committees for or against somebody.
fn committees(look: Look<'_, '_>) -> Vec<Backing> {
    let text = look.text();
    let mut found = Vec::new();
    for c in PRO.captures_iter(text) {
        let (Some(m), Some(who)) = (c.get(0), c.name("who")) else {
            continue;
        };
        let body = c.name("before").or_else(|| c.name("after"));
        let person = look
            .sentence
            .mentions_in(who.start(), who.end())
            .find_map(Mention::person)
            .or_else(|| surnamed(look, who.as_str()));
        let actor = body.and_then(|body| actor(look, (body.start(), body.end())));
        if let (Some(actor), Some(person)) = (actor, person) {
            let stance = if c.name("side").is_some_and(|m| m.as_str() == "pro") {
                Stance::Support
            } else {
                Stance::Oppose
            };
            found.push(Backing {
                actors: vec![actor],
                candidates: vec![person],
                stance,
                certainty: Certainty::Asserted,
                range: (m.start(), m.end()),
            });
        }
    }
    for c in COMMITTEE.captures_iter(text) {
        let (Some(m), Some(who), Some(verb)) = (c.get(0), c.name("who"), c.name("verb")) else {
            continue;
        };
        if let (Some(actor), Some((candidates, end))) = (
            actor(look, (who.start(), who.end())),
            objects(look, m.end()),
        ) {
            let stance = if verb.as_str().starts_with("oppos") {
                Stance::Oppose
            } else {
                Stance::Support
            };
            found.push(Backing {
                actors: vec![actor],
                candidates,
                stance,
                certainty: Certainty::Asserted,
                range: (m.start(), end),
            });
        }
    }
    found
}

pub(super) fn actor(look: Look<'_, '_>, range: super::super::Range) -> Option<Actor> {
    let mention = look.sentence.mentions_in(range.0, range.1).next()?;
    match &mention.what {
        What::Organization(name) | What::Outlet(name) => Some(Actor::Body(name.clone())),
        _ => mention.person().map(Actor::Person),
    }
}

/// The person whose surname stands inside a compound word, which is no mention: `Trump-backed`.
fn surnamed(look: Look<'_, '_>, word: &str) -> Option<usize> {
    let people = &look.document.registry.people;
    (0..people.len()).find(|id| {
        people[*id]
            .name
            .as_str()
            .rsplit(' ')
            .find(|part| !matches!(*part, "Jr." | "Sr." | "II" | "III"))
            .is_some_and(|surname| surname.to_lowercase() == word)
    })
}

/// A backer inside a compound word by its capital: `Koch-backed`, and the tea party.
pub(super) fn capital(look: Look<'_, '_>, range: super::super::Range) -> Option<Actor> {
    let words = look.sentence.words(range.0, range.1);
    let named = words.starts_with(char::is_uppercase) && range.0 > 0
        || words.replace('-', " ").eq_ignore_ascii_case("tea party")
        || words == "establishment";
    named.then(|| Actor::Body(words.to_owned()))
}
