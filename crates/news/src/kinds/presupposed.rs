//! Who is plainly a candidate although no sentence says so: "Ayotte's race has tightened", "the debate between the two".
//!
//! A report presupposes the candidacy of those who are in a race when it appears (`fields`) and of whom it speaks in words of
//! campaigns. It is one claim a person, in the report's own voice, and only where nothing else was read of their candidacy.

use std::sync::LazyLock;

use claim::{
    Candidacy, Certainty, OfficeSought, Origin, Part, PersonName, Race, Statement, Status,
};

use super::{Draft, Look, Page};
use crate::fields;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::presidency;
use crate::search::Regex;
use crate::sentence::Sentence;

/// Words of campaigns beside somebody.
static CAMPAIGN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"campaign|candida|nominee|nominat|\braces?\b|\bprimar(?:y|ies)\b|\bvot(?:e|es|ers|ing)\b|elect(?:ion|oral|ed)|debat|\bpolls?\b|delegate|caucus|contender|rival|opponent|supporters|\brun(?:s|ning)?\b|convention|presidential|battleground|swing state|\bads?\b|super pac|front-?runner|\brall(?:y|ies)\b|ticket|hopeful|\bbid\b|fundrais|surrogate|\bwins?\b|\bbeat|\bleads?\b|trail|stump",
    )
});

/// Words of contests for other offices.
static CONTEST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"challeng|incumbent|vulnerable|\bseats?\b|\bfac(?:es|ing)\b|unseat|oust|defeat|runoff|toss-?up|competitive|against|midterm|turnout|ballot|donat",
    )
});

/// Reads the candidacies that a report presupposes.
pub(super) fn read(page: &mut Page<'_, '_>) {
    nominees(page);
    standing(page);
    beside_others(page);
    spoken_of(page);
    implied(page);
}

/// "The GOP nominee" without a name is the one of that party who is left in the race.
fn nominees(page: &mut Page<'_, '_>) {
    static NOMINEE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:the|its|their) (?:(?P<presumed>presumptive|presumed|likely|certain) )?(?:[a-z-]+ )?(?P<party>Ⓨ)(?: party)?(?:'s)? (?:presidential )?nominee(?P<rest>'s| [a-z]+\b| Ⓓ|[.,;]|$)",
        )
    });
    let document = page.document;
    let Some(day) = document.published() else {
        return;
    };
    let mut found = Vec::new();
    for (idx, sentence) in document.sentences.iter().enumerate() {
        let text = &sentence.tagged.text;
        if !text.contains("nominee") {
            continue;
        }
        let Some(c) = NOMINEE.captures(text) else {
            continue;
        };
        // "The Republican nominee, Donald Trump" is read by its words, "the nominee for governor" is another.
        let named = c.name("rest").is_some_and(|rest| {
            let after = text.get(rest.end()..).unwrap_or_default();
            rest.as_str() == "," && after.starts_with(" Ⓟ")
                || rest.as_str() == " for" && !after.starts_with(" president")
        });
        let party = c.name("party").and_then(|m| {
            sentence
                .mentions_in(m.start(), m.end())
                .find_map(|m| match &m.what {
                    What::Party(party) => Some(party),
                    _ => None,
                })
        });
        let left: Vec<_> = document
            .registry
            .people
            .iter()
            .filter_map(|person| Some((person, fields::on(&person.name, day)?)))
            .filter(|(_, stand)| {
                stand.race.office == OfficeSought::President
                    && stand.is_left(day)
                    && stand.party.as_ref() == party
            })
            .collect();
        let [(person, stand)] = left.as_slice() else {
            continue;
        };
        if named || party.is_none() || is_nominated(&page.drafts, &person.name) {
            continue;
        }
        let look = Look {
            document,
            sentence,
            idx,
        };
        let candidacy = Candidacy {
            person: person.name.clone(),
            status: Status::Nominated,
            race: Some(stand.race.clone()),
            stage: None,
            state: None,
            party: party.cloned(),
            date: None,
        };
        let sure = if c.name("presumed").is_some() {
            Certainty::Expected
        } else {
            Certainty::Asserted
        };
        let end = c.name("rest").map_or(0, |rest| rest.start());
        let start = c.get(0).map_or(0, |whole| whole.start());
        found.push(look.draft((start, end), sure, Statement::Candidacy(candidacy)));
        break;
    }
    page.drafts.extend(found);
}

fn is_nominated(drafts: &[Draft], name: &PersonName) -> bool {
    drafts.iter().any(|draft| {
        matches!(&draft.statement, Statement::Candidacy(c) if c.person == *name && c.status == Status::Nominated)
    })
}

/// The candidacies of those who are known to be in a race.
fn standing(page: &mut Page<'_, '_>) {
    let document = page.document;
    let Some(day) = document.published() else {
        return;
    };
    for (id, person) in document.registry.people.iter().enumerate() {
        let Some(stand) = fields::on(&person.name, day) else {
            continue;
        };
        let race = &stand.race;
        if is_read(&page.drafts, &person.name, race) {
            continue;
        }
        let national = race.office == OfficeSought::President;
        let mut places = document
            .sentences
            .iter()
            .enumerate()
            .filter_map(|(idx, s)| {
                let look = Look {
                    document,
                    sentence: s,
                    idx,
                };
                Some((look, beside(s, id, national)?))
            });
        let Some((first, range)) = places.next() else {
            continue;
        };
        let again = places.next();
        let sure = if national {
            // Of a president much is said that is not about the election.
            let busy = presidency::holds(&person.name, "President", day);
            again.is_some_and(|(_, again)| !busy || is_quotable(range) && is_quotable(again))
                || is_of_contest(first, id)
        } else {
            document.contest.about() != Some(OfficeSought::President)
                || crate::sought::offices(first.sentence).contains(&race.office)
        };
        if !sure {
            continue;
        }
        // The title only counts for what the body does not say.
        let (look, range) = match again {
            Some(place) if first.sentence.piece.part == Part::Title => place,
            _ => (first, range),
        };
        let named = race.district.is_none() || document.contest.is_in(race.district.as_deref());
        let candidacy = Candidacy {
            person: person.name.clone(),
            status: Status::Running,
            race: named.then(|| race.clone()),
            stage: None,
            state: None,
            party: person.party.clone(),
            date: None,
        };
        page.drafts.push(Draft {
            origin: Some(Origin::Report),
            ..look.draft(range, Certainty::Asserted, Statement::Candidacy(candidacy))
        });
    }
}

/// Who is known to be in the presidential race is meant as a candidate where a report on that race, which names several others
/// as candidates, names them too.
fn beside_others(page: &mut Page<'_, '_>) {
    let document = page.document;
    let Some(day) = document.published() else {
        return;
    };
    let mut found = Vec::new();
    for (id, person) in document.registry.people.iter().enumerate() {
        let Some(stand) = fields::on(&person.name, day)
            .filter(|stand| stand.race.office == OfficeSought::President)
        else {
            continue;
        };
        let told = |draft: &&Draft| matches!(&draft.statement, Statement::Candidacy(c) if c.person == person.name);
        if presidency::holds(&person.name, "President", day) || page.drafts.iter().any(|d| told(&d))
        {
            continue;
        }
        let mut others: Vec<&PersonName> = page
            .drafts
            .iter()
            .filter_map(|draft| match &draft.statement {
                Statement::Candidacy(c) if c.race.as_ref() == Some(&stand.race) => Some(&c.person),
                _ => None,
            })
            .collect();
        others.sort_by_key(|name| name.as_str());
        others.dedup();
        let mut places = document
            .sentences
            .iter()
            .enumerate()
            .filter_map(|(idx, s)| {
                let mention = s.mentions.iter().find(|m| m.what == What::Person(id))?;
                (s.piece.part == Part::Text).then_some((idx, s, mention))
            });
        let Some((idx, sentence, _)) = places.next() else {
            continue;
        };
        let needed = if places.next().is_some() { 1 } else { 3 };
        if others.len() < needed {
            continue;
        }
        let at = sentence.tagged.text.char_indices().find(|(at, c)| {
            *c == 'Ⓟ'
                && sentence
                    .mentions_in(*at, at + c.len_utf8())
                    .any(|m| m.what == What::Person(id))
        });
        let Some((at, sign)) = at else { continue };
        let candidacy = Candidacy {
            person: person.name.clone(),
            status: Status::Running,
            race: Some(stand.race.clone()),
            stage: None,
            state: None,
            party: person.party.clone(),
            date: None,
        };
        found.push(Draft {
            sentence: idx,
            range: (at, at + sign.len_utf8()),
            statement: Statement::Candidacy(candidacy),
            certainty: Certainty::Asserted,
            origin: Some(Origin::Report),
        });
    }
    page.drafts.extend(found);
}

/// Who is backed or opposed in a race that is on is a candidate in it.
fn implied(page: &mut Page<'_, '_>) {
    let document = page.document;
    let mut found: Vec<Draft> = Vec::new();
    for draft in &page.drafts {
        let Statement::Endorsement(endorsement) = &draft.statement else {
            continue;
        };
        let (name, race, stage) = (
            &endorsement.candidate,
            &endorsement.race,
            &endorsement.stage,
        );
        let past = race
            .as_ref()
            .zip(document.published())
            .is_none_or(|(race, day)| race.year < day.year() || fields::is_decided(race, day));
        let told = |drafts: &[Draft]| {
            drafts.iter().any(
                |other| matches!(&other.statement, Statement::Candidacy(c) if c.person == *name),
            )
        };
        if past
            || matches!(draft.certainty, Certainty::Possible | Certainty::Denied)
            || told(&page.drafts)
            || told(&found)
        {
            continue;
        }
        let party = document
            .registry
            .people
            .iter()
            .find(|person| person.name == *name)
            .and_then(|person| person.party.clone());
        let candidacy = Candidacy {
            person: name.clone(),
            status: Status::Running,
            race: race.clone(),
            stage: stage.clone(),
            state: None,
            party,
            date: None,
        };
        found.push(Draft {
            sentence: draft.sentence,
            range: draft.range,
            statement: Statement::Candidacy(candidacy),
            certainty: Certainty::Asserted,
            origin: Some(Origin::Report),
        });
    }
    page.drafts.extend(found);
}

/// Who will be a candidate for president is, before that, one who may become it, in a report that speaks of them twice in words
/// about the next contest.
fn spoken_of(page: &mut Page<'_, '_>) {
    static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"presidential|white house (?:bid|run|hopes|race)|\bnomination\b|caucus|hopeful|contender|potential|for president|exploratory|ambition|prospective|would-be|front-?runner",
        )
    });
    /// How long before they announced it people were spoken of as candidates.
    const DAYS: i32 = 900;
    let document = page.document;
    let Some(day) = document.published() else {
        return;
    };
    for (id, person) in document.registry.people.iter().enumerate() {
        let Some(race) = fields::ahead(&person.name, day, DAYS) else {
            continue;
        };
        if fields::on(&person.name, day).is_some()
            || presidency::holds(&person.name, "President", day)
            || is_read(&page.drafts, &person.name, race)
        {
            continue;
        }
        let places: Vec<(usize, &Sentence<'_>)> = document
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, s)| {
                let named = s.mentions.iter().any(|m| m.what == What::Person(id));
                named && AHEAD.is_match(&s.tagged.text)
            })
            .collect();
        let [_, (idx, sentence), ..] = places.as_slice() else {
            continue;
        };
        let look = Look {
            document,
            sentence,
            idx: *idx,
        };
        let Some(range) = beside(sentence, id, true) else {
            continue;
        };
        let candidacy = Candidacy {
            person: person.name.clone(),
            status: Status::Considering,
            race: Some(race.clone()),
            stage: None,
            state: None,
            party: person.party.clone(),
            date: None,
        };
        page.drafts.push(Draft {
            origin: Some(Origin::Report),
            ..look.draft(range, Certainty::Possible, Statement::Candidacy(candidacy))
        });
    }
}

/// Whether something was read of somebody's part in a race.
fn is_read(drafts: &[Draft], name: &PersonName, race: &Race) -> bool {
    let agrees = |other: &Option<Race>| other.as_ref().is_none_or(|other| other == race);
    // Who says that he will not leave the race is in it.
    let mut told = drafts.iter().filter(|d| d.certainty != Certainty::Denied);
    told.any(|draft| match &draft.statement {
        Statement::Candidacy(c) => {
            let of_race = c.race.as_ref() == Some(race);
            // "The last time he was elected" is of another race than the one that is on.
            let open = !matches!(c.status, Status::Elected | Status::Lost | Status::Running);
            c.person == *name && (of_race || open && agrees(&c.race))
        }
        Statement::Returned(r) => r.candidate == *name && r.race.as_ref() == Some(race),
        _ => false,
    })
}

/// Whether the range holds a word of campaigns beside the person.
const fn is_quotable(range: super::Range) -> bool {
    range.1 - range.0 > 'Ⓟ'.len_utf8()
}

/// The words from a person to the nearest word of campaigns in their sentence.
fn beside(sentence: &Sentence<'_>, id: usize, national: bool) -> Option<super::Range> {
    /// How far the words may lie from each other to be quoted together.
    const NEAR: usize = 60;
    let text = &sentence.tagged.text;
    // What tells how a contest ended, or that somebody left it, does not presuppose that they are in it.
    let over = [
        "dropped out",
        "dropping out",
        "suspend",
        "withdrew",
        "quit the",
    ];
    if !national && (super::is_decided(text) || over.iter().any(|w| text.contains(w))) {
        return None;
    }
    let (at, sign) = text
        .char_indices()
        .filter(|(_, c)| matches!(c, 'Ⓟ' | 'Ⓗ'))
        .find(|(at, c)| {
            sentence
                .mentions_in(*at, at + c.len_utf8())
                .any(|m| m.person() == Some(id))
        })?;
    let end = at + sign.len_utf8();
    let words = CAMPAIGN
        .find_iter(text)
        .chain(CONTEST.find_iter(text).filter(|_| !national));
    // "He will campaign against Sessions" is about the candidacy of another.
    let of_another = |end: usize| {
        let rest = text.get(end..).unwrap_or_default();
        let rest = ["ing", "ed", "s"]
            .iter()
            .find_map(|ending| rest.strip_prefix(ending))
            .unwrap_or(rest);
        [
            " against ",
            " for Ⓟ",
            " for Ⓣ",
            " for Ⓨ",
            " with ",
            " alongside ",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
    };
    let words = words.filter(|m| m.as_str() != "campaign" || !of_another(m.end()));
    let nearest = words.min_by_key(|m| {
        m.start()
            .saturating_sub(end)
            .max(at.saturating_sub(m.end()))
    })?;
    // "Debat" is quoted as "debated".
    let word_end = text.get(nearest.end()..).map_or(nearest.end(), |rest| {
        nearest.end() + rest.len() - rest.trim_start_matches(char::is_alphabetic).len()
    });
    let (from, to) = (at.min(nearest.start()), end.max(word_end));
    Some(if to - from <= NEAR + nearest.len() {
        (from, to)
    } else {
        (at, end)
    })
}

/// Whether one sentence is enough: it names others of the same contest, in a report about it, and is not about the office
/// that somebody holds already.
fn is_of_contest(look: Look<'_, '_>, id: usize) -> bool {
    let document = look.document;
    let Some(day) = document.published() else {
        return false;
    };
    let name = document.name(id);
    if presidency::holds(name, "President", day)
        || document.contest.about() != Some(OfficeSought::President)
    {
        return false;
    }
    let others = look
        .sentence
        .mentions
        .iter()
        .filter_map(Mention::person)
        .filter(|other| *other != id)
        .filter_map(|other| fields::on(document.name(other), day))
        .any(|stand| stand.race.office == OfficeSought::President);
    others || crate::sought::offices(look.sentence).contains(&OfficeSought::President)
}
