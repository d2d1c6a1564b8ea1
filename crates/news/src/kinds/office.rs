//! `office`: public and party offices held, by titles before a name, appositions and clauses of their own.
//!
//! > Sessions, who resigned as Attorney General in 2018
//! >
//! > person Jeff Sessions, office Attorney General, relation resigned, end 2018

use std::sync::LazyLock;

use claim::{OfficeHeld, OfficeSought, Relation, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::attribution::Range;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::pattern::{Rule, Rules, rules};
use crate::presidency;
use crate::search::{Captures, Regex};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/office.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Words after "former" that lead away from the title: "a former aide to President A" says nothing of the president.
static LEADS_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:to|for|by|with|who|whom|in|on|at|from|as|is|was|has|had|said|says|told|over|against|under|after|before|like|than|that|about|while|current|aides?|advis[eo]rs?|strategists?|officials?|spokes[a-z]+|managers?|rivals?|opponents?|colleagues?|boss|wife|husband|friend|ally|director|counsel|lawyer|attorney|staffer|fundraiser|of|supporter|resigned|running)\b|Ⓟ,|Ⓣ (?:[b-z]|a[a-mo-z])",
    )
});

static AGAIN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:former|ex|then|late|retired|ousted)[ -]"));

/// What follows a title that names an office, not its holder.
static SEATS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^'?s? ?(?:office|race|mansion|seat|contest|election|primary|job|race|candidate|nominee|debate|bid)\b",
    )
});

/// How often a report names the people whom it is about.
const MAIN: usize = 4;

/// What a match says apart from who and which office.
#[derive(Clone, Copy)]
struct Tense {
    relation: Relation,
    /// Where the quoted words begin.
    from: usize,
}

/// Reads the offices of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(tense) = tense(rule, &c) else {
            continue;
        };
        let strays = c.name("between").is_some_and(|words| {
            LEADS_AWAY.is_match(words.as_str()) || words.as_str().contains("nominee")
        });
        if strays
            || rule.field("who") == Some("all") && !is_plural(look, &c)
            || is_another(look, rule, &c)
        {
            continue;
        }
        let range = (tense.from, end_of_quote(look, &c));
        for person in holders(look, rule, &c) {
            for office in offices(look, rule, &c, tense.relation) {
                if tense.relation == Relation::Fired && is_elective(&office)
                    || never_presided(look, person, &office)
                {
                    continue;
                }
                let held = held(look, rule, &c, (range, person, tense.relation), office);
                page.drafts
                    .push(look.draft(range, certainty(rule), Statement::OfficeHeld(held)));
            }
        }
    }
}

/// Whether the title is somebody else's: "Strange was President Trump's choice", "its governors, Christie said".
fn is_another(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>) -> bool {
    let (Some(office), Some(who)) = (c.name("office"), c.name("who")) else {
        return false;
    };
    let text = look.text();
    if who.end() <= office.start() {
        return text[office.end()..].starts_with(" Ⓟ");
    }
    let apart = text
        .get(office.end()..who.start())
        .is_some_and(|gap| gap.contains(','));
    rule.field("who") != Some("all") && apart && is_plural(look, c)
}

/// Offices that voters fill, from which nobody is "fired".
fn is_elective(office: &str) -> bool {
    [
        "senator",
        "representative",
        "governor",
        "congressman",
        "congresswoman",
        "mayor",
    ]
    .contains(&last_word(office).as_str())
}

/// The end of the quoted words without those by which a rule only makes sure that a phrase ends.
fn end_of_quote(look: Look<'_, '_>, c: &Captures<'_>) -> usize {
    let (start, end) = quoted(c);
    let words = look.text().get(start..end).unwrap_or_default();
    let kept = END.find(words).map_or(words.len(), |m| m.start());
    start + kept
}

static END: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:,|\.|—|;|:| -| who| and| from| in| for| since| again)$"));

/// The people who hold the office: those named, or whom the description means.
fn holders(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>) -> Vec<usize> {
    let group = if c.name("who2").is_some() {
        "who2"
    } else {
        "who"
    };
    let mut named = look.people(c, group);
    if rule.field("person") == Some("named") {
        let by_name: Vec<usize> = look
            .mentions(c, group)
            .into_iter()
            .filter(|m| matches!(m.what, What::Person(_)))
            .filter_map(Mention::person)
            .collect();
        named.retain(|id| by_name.contains(id));
    }
    let limit = if rule.field("who") == Some("all") {
        9
    } else {
        1
    };
    if rule.field("who") == Some("described") {
        return described(look, rule, c).into_iter().collect();
    }
    named.truncate(limit);
    named
}

/// The statement that a person holds or held an office.
fn held(
    look: Look<'_, '_>,
    rule: &Rule,
    c: &Captures<'_>,
    (range, person, relation): (Range, usize, Relation),
    office: String,
) -> OfficeHeld {
    let state = look
        .mentions(c, "state")
        .into_iter()
        .find_map(|m| match m.what {
            What::State(code) => Some(code),
            _ => None,
        });
    let dated = look
        .date_near(range)
        .filter(|_| rule.field("date").is_some());
    let ends = matches!(relation, Relation::Resigned | Relation::Fired);
    let race = (relation == Relation::Incumbent)
        .then(|| look.race(range, Some(person)))
        .flatten();
    // "Against President Trump" in a Senate race makes nobody its incumbent.
    let fits = race
        .as_ref()
        .is_none_or(|race| rule.field("office").is_some() || seeks(race.office, &office));
    let (relation, race) = if fits {
        (relation, race)
    } else {
        (Relation::Holds, None)
    };
    // "The four-term senator" of somebody whom the report titles otherwise was one before.
    let relation = if rule.field("term").is_some() && !is_titled(look, person, &office) {
        Relation::Held
    } else {
        relation
    };
    let office = match &race {
        Some(race) if office == "incumbent" => seat(race.office).unwrap_or(&office).to_owned(),
        _ => office,
    };
    let name = look.document.name(person).clone();
    // The press goes on calling presidents "President".
    let courtesy = relation == Relation::Holds
        && look.document.published().is_some_and(|day| {
            presidency::held(&name, &office, day) || presidency::left(&name, &office, day)
        });
    OfficeHeld {
        person: name,
        office,
        relation: if courtesy { Relation::Held } else { relation },
        race,
        state: state.map(str::to_owned),
        start: dated.filter(|_| !ends),
        end: dated.filter(|_| ends),
        how: None,
    }
}

/// Whether a title is only imagined: "a President Romney".
fn never_presided(look: Look<'_, '_>, person: usize, office: &str) -> bool {
    let name = look.document.name(person);
    let known =
        crate::lexicon::famous(name.as_str().rsplit(' ').next().unwrap_or_default()).is_some();
    let presides =
        |day| presidency::holds(name, office, day) || presidency::held(name, office, day);
    office == "President" && known && look.document.published().is_some_and(|day| !presides(day))
}

/// Whether the report gives a person such a title.
fn is_titled(look: Look<'_, '_>, person: usize, office: &str) -> bool {
    look.document.registry.people[person]
        .office
        .as_deref()
        .is_some_and(|own| last_word(own) == last_word(office))
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

/// The office that the incumbent of a race holds.
const fn seat(sought: OfficeSought) -> Option<&'static str> {
    Some(match sought {
        OfficeSought::Senate => "U.S. Senator",
        OfficeSought::House => "U.S. Representative",
        OfficeSought::Governor => "Governor",
        OfficeSought::President => "President",
        OfficeSought::Mayor => "Mayor",
        _ => return None,
    })
}

/// Whether the title is written in the plural: "Sens. A, B and C".
fn is_plural(look: Look<'_, '_>, c: &Captures<'_>) -> bool {
    c.name("office").is_some_and(|m| {
        let words = look.sentence.words(m.start(), m.end());
        words.trim_end_matches('.').ends_with('s')
    })
}

/// Whether an office is the one that a race is for.
fn seeks(sought: OfficeSought, office: &str) -> bool {
    let office = office.to_lowercase();
    match sought {
        OfficeSought::Senate => office.contains("senat"),
        OfficeSought::House => office.contains("representative") || office.contains("congress"),
        OfficeSought::Governor => office.contains("governor"),
        OfficeSought::President => office.contains("president"),
        _ => true,
    }
}

/// `former` before the office makes `holds` into `held`, unless the words after it lead elsewhere.
fn tense(rule: &Rule, c: &Captures<'_>) -> Option<Tense> {
    let relation = rule.word::<Relation>("relation")?;
    // Of several in a row the last one stands before this title: "former coach A and former Senator B".
    let lead = c.name("lead").map_or("", |lead| lead.as_str());
    let again = AGAIN.find_iter(lead).last();
    let between = again.map_or(lead, |m| &lead[m.end()..]);
    // "Former candidate Sen. A": the past is that of the candidacy.
    let other = between
        .split_whitespace()
        .next_back()
        .is_some_and(crate::description::is_person_noun);
    let away = LEADS_AWAY.is_match(between) || other;
    let former = c.name("former").is_some() && !away;
    let from = match (c.name("lead"), again) {
        (Some(words), _) if away => words.end(),
        (Some(words), Some(again)) => words.start() + again.start(),
        _ => quoted(c).0,
    };
    Some(Tense {
        relation: match relation {
            Relation::Holds if former => Relation::Held,
            other => other,
        },
        from,
    })
}

/// The offices of a match: that of the group in the words of the text, or the one that the rule names; and those that
/// "former A and B" names before it.
fn offices(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>, relation: Relation) -> Vec<String> {
    if rule.field("office") == Some("own") {
        let people = &look.document.registry.people;
        let person = holders(look, rule, c).into_iter().next();
        return person
            .and_then(|id| people[id].office.clone())
            .into_iter()
            .collect();
    }
    if let Some(words) = rule.field("office") {
        return vec![words.replace('_', " ")];
    }
    if rule.field("words").is_some() {
        return party_office(look, c).into_iter().collect();
    }
    let named = |group: &str| -> Vec<String> {
        look.mentions(c, group)
            .into_iter()
            .filter_map(|m| match &m.what {
                What::Office(usual) => Some(usual.clone()),
                _ => None,
            })
            .collect()
    };
    let mut offices: Vec<String> = named("office").into_iter().take(1).collect();
    let joined = c
        .name("lead")
        .is_some_and(|lead| lead.as_str().contains(" and ") && !AGAIN.is_match(lead.as_str()));
    if joined && relation == Relation::Held {
        offices.extend(named("lead"));
    }
    offices
}

/// "Chairman of the Alabama Republican Party": an office where the body is a party's or a chamber's.
fn party_office(look: Look<'_, '_>, c: &Captures<'_>) -> Option<String> {
    let words = c.name("office")?;
    let body = c.name("body").map_or(words, |body| body);
    let body = look.sentence.words(body.start(), body.end());
    is_party_body(body).then(|| look.sentence.words(words.start(), words.end()).to_owned())
}

/// Whether a body is a party's or a chamber's, so that its chair is an office.
pub(crate) fn is_party_body(body: &str) -> bool {
    let public = [
        "Party",
        "GOP",
        "DNC",
        "RNC",
        "NRSC",
        "DSCC",
        "DCCC",
        "NRCC",
        "Caucus",
        "Conference",
        "Committee",
        "Governors Association",
        "Republican",
        "Democratic",
    ];
    let others = ["Benghazi", "Action Committee", "PAC", "Jewish"];
    public.iter().any(|word| body.contains(word)) && !others.iter().any(|w| body.contains(w))
}

/// "The former attorney general", "the four-term senator": the person last named who holds or held such an office.
fn described(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>) -> Option<usize> {
    let office = offices(look, rule, c, Relation::Holds).into_iter().next()?;
    let text = look.text();
    let (begin, end) = c.get(0).map_or((0, 0), |m| (m.start(), m.end()));
    let (ahead, behind) = (text.get(..begin)?, text.get(end..)?);
    // "The governor's race" is no governor, and "the mayor, A" is named right after.
    if SEATS.is_match(behind) || behind.starts_with(" Ⓟ") || ahead.ends_with("Ⓟ,") {
        return None;
    }
    let people = &look.document.registry.people;
    let former = c.name("former").is_some();
    let national = last_word(&office) == "president";
    let day = look.document.published();
    let fits = |id: &usize| {
        let person = &people[*id];
        if let Some(day) = day.filter(|_| national && !office.starts_with("Russian")) {
            return if former {
                presidency::held(&person.name, &office, day)
            } else {
                presidency::holds(&person.name, &office, day)
            };
        }
        is_titled(look, *id, &office)
    };
    let start = c
        .get(0)
        .map_or(0, |m| look.sentence.tagged.source(m.start(), m.end()).0);
    let before: Vec<usize> = look
        .sentence
        .mentions
        .iter()
        .filter(|m| m.end <= start)
        .filter_map(Mention::person)
        .collect();
    let earlier = look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(12)
        .flat_map(|s| s.mentions.iter().rev())
        .filter_map(Mention::person);
    let nearest = || {
        look.document.sentences[..look.idx]
            .iter()
            .rev()
            .flat_map(|s| s.mentions.iter().rev())
            .find_map(Mention::person)
    };
    let found = before.iter().rev().copied().chain(earlier).find(fits);
    // The incumbent president needs no title: any mention of him in the report will do.
    let anywhere = || (0..people.len()).find(|id| national && fits(id));
    let subject = || {
        // The subject of the sentence before, if no other office is known of them.
        let (_, previous) = look.document.sentences[..look.idx]
            .iter()
            .enumerate()
            .rev()
            .take(3)
            .find(|(_, s)| s.mentions.iter().any(|m| m.person().is_some()))?;
        let id = previous.mentions.iter().find_map(Mention::person)?;
        let free = people[id].office.is_none() && !before.contains(&id) && !national;
        // Elsewhere than at the start of a clause the description is as likely to mean somebody new.
        let leads =
            ahead.is_empty() || ahead.ends_with([',', '"', ';']) || ahead.ends_with(" that");
        let spoken_of = || {
            look.document
                .sentences
                .iter()
                .flat_map(|s| &s.mentions)
                .filter(|m| m.person() == Some(id))
                .count()
                >= MAIN
        };
        (free && (leads || spoken_of())).then_some(id)
    };
    found
        .or_else(anywhere)
        .or_else(|| match rule.field("else") {
            Some("subject") => subject(),
            Some("first") => look.sentence.mentions.iter().find_map(Mention::person),
            Some("nearest") => before.last().copied().or_else(nearest),
            _ => None,
        })
}
