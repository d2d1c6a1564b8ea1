//! Backing and opposition as verbs: who (the subject, or the agent of a passive) backs whom (the object).

use std::sync::LazyLock;

use crate::search::{Captures, Regex};
use claim::{Certainty, Stance};

use super::parties::{OWN, agent_list, objects};
use super::verbs::{self, VERBS, Way};
use crate::attribution::Range;
use crate::kinds::Look;
use crate::lexicon::{famous, regex};
use crate::presidency;
use crate::subject::{Actor, among, clause_subject, people, subject};

/// A backing that is found: who, whom, how sure, and where.
#[derive(Debug, Clone)]
pub(super) struct Backing {
    pub(super) actors: Vec<Actor>,
    pub(super) candidates: Vec<usize>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) range: Range,
}

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

static AGENT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?: [a-z]+ly| so far| on Ⓓ| in Ⓓ| Ⓓ| last [a-z]+| this [a-z]+| earlier| for (?:the |Ⓗ )?(?:Ⓨ |[a-z-]+ ){0,2}(?:re-?election|nomination|seat|job|post|office)){0,2} by (?:the )?",
    )
});

/// The examples of those who back, behind whom they back.
static INCLUDING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?: (?:[a-z-]+|Ⓓ|Ⓖ)){0,5}, (?:including|among them|such as) "));

/// Others who do not do the same.
static UNLIKE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^[^Ⓟ.;]{0,40}?, (?:but |while |though |nor (?:will|has|have|did|does|do) )")
});

/// What two do on one stage.
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:campaign|stump|barnstorm|rall|headlin|h[eo]ld|host|attend|appear|hit).* (?:with|alongside)$",
    )
});

/// Foreign help and leaks are no backing.
static MEDDLING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"russia|kremlin|putin|meddl|interfer|wikileaks|hack"));

/// Another who does the same: `as has Ⓟ`, `and so did Ⓟ`.
static TOO: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?: (?:[a-z]+|Ⓓ|Ⓖ|Ⓨ)){0,4}(?:, as|, and so|, so| and so| as) (?:has|have|had|did|does|do|is|are) ",
    )
});

/// The backings of a sentence.
pub(super) fn backings(look: Look<'_, '_>) -> Vec<Backing> {
    let text = look.text();
    let mut found = Vec::new();
    for c in VERBS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let way = verbs::way(&c);
        let lead = text.get(..m.start()).unwrap_or_default();
        if way == Way::Attack && !ADS.is_match(lead) {
            continue;
        }
        let rest = text.get(m.end()..).unwrap_or_default();
        if let Some(by) = AGENT.find(rest)
            && m.as_str().ends_with("ed")
        {
            found.extend(passive(
                look,
                (m.start(), m.end()),
                m.end() + by.end(),
                way.stance(),
            ));
            continue;
        }
        let Some((mut candidates, end)) = objects(look, m.end()) else {
            continue;
        };
        let Some(end) = way.tail(text, end) else {
            continue;
        };
        if is_elsewhere(look, &c, way, &candidates, end) {
            continue;
        }
        let found_subject = if way == Way::Attack {
            clause_subject(look, m.start())
        } else {
            subject(look, m.start())
        };
        // "Republican stars have campaigned for Walker, including Ⓟ and Ⓟ".
        if way == Way::Support
            && let Some(including) = INCLUDING.find(text.get(end..).unwrap_or_default())
            && let Some((actors, last)) = agent_list(look, end + including.end())
        {
            found.push(Backing {
                actors,
                candidates: candidates.clone(),
                stance: way.stance(),
                certainty: Certainty::Asserted,
                range: (m.start(), last),
            });
        }
        let Some(subject) = found_subject else {
            continue;
        };
        let mut actors = subject.actors;
        // "The committee designed to help him": whoever the clause before names is as likely somebody else.
        let apart = way == Way::Help
            && text
                .get(subject.from..m.start())
                .is_none_or(|between| between.len() > 90 || between.contains(['—', ';', ':']));
        if apart {
            continue;
        }
        if way.of_somebody() || m.as_str().starts_with("vot") {
            actors.retain(|actor| is_somebody(look, actor));
        }
        if way.of_bodies() {
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
        let together = way == Way::Join || TOGETHER.is_match(m.as_str());
        if together {
            exchange(look, &mut actors, &mut candidates);
        }
        let start = if m.start() - subject.from.min(m.start()) > 200 {
            m.start()
        } else {
            subject.from
        };
        if let Some(too) = TOO.find(text.get(end..).unwrap_or_default())
            && let Some((others, _)) = agent_list(look, end + too.end())
        {
            actors.extend(others);
        }
        if let Some(but) = UNLIKE.find(text.get(end..).unwrap_or_default()) {
            found.extend(unlike(look, end + but.end(), &candidates, way.stance()));
        }
        let certainty = if way == Way::Denied {
            Certainty::Denied
        } else {
            conditional(text, end, subject.certainty)
        };
        found.push(Backing {
            actors,
            candidates,
            stance: way.stance(),
            certainty,
            range: (start, end),
        });
    }
    found
}

/// "Rahall backs Obama, but Manchin has not", "nor will Ivey": those who do not.
fn unlike(look: Look<'_, '_>, at: usize, candidates: &[usize], stance: Stance) -> Option<Backing> {
    let (actors, end) = agent_list(look, at)?;
    let text = look.text();
    let nor = text.get(..at)?.trim_end().rsplit(' ').nth(1) == Some("nor");
    let rest = text.get(end..)?;
    let not = [
        " has not",
        " have not",
        " did not",
        " does not",
        " will not",
        " hasn't",
        " haven't",
        " didn't",
        " won't",
    ]
    .iter()
    .any(|words| rest.starts_with(words));
    (nor || not).then(|| Backing {
        actors,
        candidates: candidates.to_vec(),
        stance,
        certainty: Certainty::Denied,
        range: (at, end),
    })
}

/// Whether a verb speaks of something else than a candidacy: a vote of a parliament, help from abroad, money that no committee
/// spends.
fn is_elsewhere(
    look: Look<'_, '_>,
    c: &Captures<'_>,
    way: Way,
    candidates: &[usize],
    end: usize,
) -> bool {
    let text = look.text();
    let words = c.get(0).map_or("", |m| m.as_str());
    let from = c.get(0).map_or(0, |m| m.start());
    let own = text
        .get(..end)
        .and_then(|words| words.rsplit(' ').next())
        .is_some_and(|word| among(OWN, word) && word != "nomination");
    let ballot = words.starts_with("vot");
    if PARLIAMENT.is_match(text) && !words.starts_with("endors") && !own {
        return true;
    }
    // Votes are cast on nominees and bills too.
    let sought = |id: &usize| {
        look.document.registry.people[*id].is_national()
            || look.race((from, end), Some(*id)).is_some()
    };
    match way {
        Way::Vote => !candidates.iter().any(sought),
        Way::Oppose if ballot => !candidates.iter().any(sought),
        Way::Help | Way::Keep => MEDDLING.is_match(text),
        Way::Spend { .. } => ![
            "Ⓜ",
            "million",
            "money",
            "heavily",
            "cash",
            "resources",
            "big",
        ]
        .iter()
        .any(|word| words.contains(word)),
        Way::Boost => !["Ⓜ", "spen", " ad", "money", "pac", "group"]
            .iter()
            .any(|word| text.contains(word)),
        Way::Support if words.starts_with("sid") || words.starts_with("on board") => {
            !crate::kinds::is_of_contest(text)
        }
        Way::Support => words.contains(" against "),
        _ => false,
    }
}

/// Of two on one stage the one who is or was president backs the other: a candidate who campaigns with the president.
fn exchange(look: Look<'_, '_>, actors: &mut Vec<Actor>, candidates: &mut Vec<usize>) {
    let day = look.document.published();
    let known = |id: usize| {
        let name = look.document.name(id);
        day.is_some_and(|day| {
            presidency::holds(name, "president", day) || presidency::held(name, "president", day)
        })
    };
    let people = people(actors);
    if people.len() == actors.len()
        && !people.iter().any(|id| known(*id))
        && candidates.iter().all(|id| known(*id))
    {
        *actors = candidates.iter().map(|id| Actor::Person(*id)).collect();
        *candidates = people;
    }
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

/// `Ⓟ, the candidate` before a participle.
static APPOSED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"Ⓟ(?: \([^()]{1,20}\))?, (?:the|an?|another|one of) (?:(?:[a-z-]+|Ⓨ|Ⓣ|Ⓖ|Ⓞ|'s) ){0,5}(?:candidates?|nominee|contender|challenger|conservative|hopeful|newcomer|businessman|businesswoman|lawyer|veteran|progressive|outsider|Ⓨ|Ⓣ)(?: [a-z]+ly)?$",
    )
});

/// `Ⓟ was endorsed by Ⓞ`, `Ⓟ, backed by Ⓞ, …`, `Endorsed by Ⓞ, Ⓟ …`.
fn passive(look: Look<'_, '_>, verb: Range, agents: usize, stance: Stance) -> Option<Backing> {
    let text = look.text();
    let (actors, end) = agent_list(look, agents)?;
    let before = text.get(..verb.0)?.trim_end();
    // "Moore, backed by Bannon": the name right before the comma.
    let patient = before.strip_suffix(',').map_or(before, str::trim_end);
    let apposed = APPOSED.find(before).map(|m| m.start() + "Ⓟ".len());
    let patient = apposed.and_then(|end| before.get(..end)).unwrap_or(patient);
    let direct = patient.ends_with('Ⓟ');
    let (candidates, from, certainty) = if direct && patient.len() < before.len() {
        let at = patient.len() - "Ⓟ".len();
        let person = look
            .sentence
            .mentions_in(at, patient.len())
            .find_map(crate::mention::Mention::person)?;
        (vec![person], at, Certainty::Asserted)
    } else {
        let subject = subject(look, verb.0)?;
        (people(&subject.actors), subject.from, subject.certainty)
    };
    Some(Backing {
        actors,
        candidates,
        stance,
        certainty,
        range: (from.min(verb.0), end),
    })
}
