//! `candidacy`: someone's standing in a race, from considering to elected.
//!
//! > Sessions is expected to announce his candidacy Thursday.
//! >
//! > person Jeff Sessions, status expected, date 2019-11-07, certainty expected

use std::sync::LazyLock;

use claim::{Candidacy, Certainty, Origin, Race, Stage, Statement, Status, When};

use super::{Look, Page, certainty, is_conditional, matches, quoted};
use crate::lexicon::regex;
use crate::mention::What;
use crate::pattern::{Rules, expand, rules};
use crate::search::Regex;

mod deeds;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/candidacy.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the candidacies of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    enumerated(page, look);
    together(page, look);
    if !super::names_somebody(look.text()) {
        return;
    }
    for (rule, c) in matches(&RULES, look.text()) {
        if super::is_barred(rule, look.text()) {
            continue;
        }
        let Some(status) = rule.word::<Status>("status") else {
            continue;
        };
        let range = quoted(&c);
        let mut sure = certainty(rule);
        if sure == Certainty::Asserted && is_conditional(look.text(), range) {
            // "if Sessions runs", "should he run": nothing is said about what is.
            if status == Status::Running {
                continue;
            }
            sure = Certainty::Possible;
        }
        if status == Status::Running
            && (is_qualified(look.text(), range) || is_outcome(look.text(), range))
            || status == Status::Nominated && is_appointment(look.text())
            || status == Status::Expected && is_wished(look.text(), range)
            || rule.field("needs") == Some("contest") && !super::is_of_contest(look.text())
        {
            continue;
        }
        let mut people = look.people(&c, "who");
        if rule.field("who") == Some("first") {
            people.truncate(1);
        }
        let dated = look.date(&c, "date").map(|d| d.when).or_else(|| {
            rule.field("date")
                .filter(|d| *d == "near")
                .and_then(|_| look.date_near(range))
        });
        let party = look
            .mentions(&c, "party")
            .into_iter()
            .find_map(|m| match &m.what {
                What::Party(party) => Some(party.clone()),
                _ => None,
            });
        for person in people {
            let race = race(look, range, status, person);
            if status == Status::Running
                && race.is_none()
                && rule.field("over") == Some("none")
                && is_over(look, person)
            {
                continue;
            }
            let general = rule.field("stage") == Some("general");
            let stage = stage(look, general, range, status, person);
            let status = if is_won(look, range, status, race.as_ref()) {
                Status::Elected
            } else {
                status
            };
            let candidacy = Candidacy {
                person: look.document.name(person).clone(),
                status,
                race,
                stage,
                state: None,
                party: party
                    .clone()
                    .or_else(|| look.document.registry.people[person].party.clone()),
                date: dated.filter(|when| !matches!(when, When::Year(_))),
            };
            page.drafts
                .push(look.draft(range, sure, Statement::Candidacy(candidacy)));
        }
    }
    deeds::read(page, look);
    own_words(page, look);
}

/// "Lee announced that he would not run": what somebody says of their own plans has them for its origin.
fn own_words(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<who>Ⓟ)[^.;Ⓟ]{0,90}\b(?:said|says|announced|announces|told|declared|confirmed|revealed|insisted|vowed|maintained|acknowledged|made clear)\b[^.;Ⓟ]{0,60}(?P<again>Ⓟ)(?: |')",
        )
    });
    let Some(c) = SAID.captures(look.text()) else {
        return;
    };
    let person = |group: &str| {
        look.mentions(&c, group)
            .into_iter()
            .find_map(|m| Some((m.person()?, matches!(m.what, What::Pronoun(..)))))
    };
    let (Some((who, _)), Some((again, true)), Some(from)) =
        (person("who"), person("again"), c.name("again"))
    else {
        return;
    };
    if who != again {
        return;
    }
    let name = look.document.name(who);
    for draft in page
        .drafts
        .iter_mut()
        .rev()
        .take_while(|draft| draft.sentence == look.idx)
    {
        let planned = matches!(
            &draft.statement,
            Statement::Candidacy(c) if c.person == *name && matches!(
                c.status,
                Status::Declined | Status::Announced | Status::Considering | Status::Expected
            )
        );
        if planned && draft.origin.is_none() && draft.range.1 > from.start() {
            draft.origin = Some(Origin::Person {
                name: name.as_str().to_owned(),
            });
        }
    }
}

/// Words that name a stage.
const STAGES: [&str; 10] = [
    "primary",
    "primaries",
    "runoff",
    "run-off",
    "nomination",
    "nominee",
    "general",
    "caucus",
    "convention",
    "november",
];

/// The stage that a match is about.
fn stage(
    look: Look<'_, '_>,
    general: bool,
    range: super::Range,
    status: Status,
    person: usize,
) -> Option<Stage> {
    let rest = rest_of_clause(look, range);
    // Whom the winner "will face" is met in the general election, unless the clause goes on about a runoff.
    if general && !["runoff", "primary"].iter().any(|w| rest.contains(w)) {
        return Some(Stage::General);
    }
    let found = match status {
        // What is over is told with its stage in the same clause, or without.
        Status::Lost | Status::Elected | Status::Conceded | Status::Nominated => {
            let end = if status == Status::Nominated {
                range.1
            } else {
                range.1 + rest.len()
            };
            crate::stage::stage_inside(look.sentence, range.0, end)?;
            look.stage((range.0, end))?
        }
        // Whoever runs is in one stage after the other; which one is meant must stand in the same words.
        Status::Running => {
            let words = look.text().get(range.0..range.1)?;
            STAGES.iter().find(|stage| words.contains(**stage))?;
            look.stage(range)?
        }
        _ => look.stage(range)?,
    };
    let own = look.document.registry.people[person].party.as_ref();
    match &found {
        // Nobody stands in the other party's primary, and a party's convention is no place where somebody runs.
        Stage::Primary(Some(party)) | Stage::Runoff(Some(party))
            if own.is_some_and(|own| own != party) =>
        {
            None
        }
        Stage::Convention(_) if status == Status::Running => None,
        _ => Some(found),
    }
}

/// The race that a match is about.
fn race(look: Look<'_, '_>, range: super::Range, status: Status, person: usize) -> Option<Race> {
    if status == Status::Withdrew
        && let Some(day) = look.document.published()
        && let Some(left) = crate::fields::left(look.document.name(person), day)
    {
        return Some(left.clone());
    }
    let race = match status {
        Status::Announced | Status::Expected => return look.race_now(range, Some(person)),
        Status::Running => look.race_now(range, Some(person)),
        Status::Elected | Status::Lost | Status::Conceded => look.race_decided(range, Some(person)),
        Status::Nominated | Status::Withdrew => look.race(range, Some(person)),
        _ => return look.race(range, Some(person)),
    };
    super::recall::recalled(look, range, person, race)
}

/// Whether "beat" tells how a contest ended: it is an aim only after "to" or "can".
fn is_outcome(text: &str, range: super::Range) -> bool {
    let words = text.get(range.0..range.1).unwrap_or_default();
    let before = text.get(..range.0).unwrap_or_default();
    let aims = [
        "to ", "can ", "could ", "will ", "would ", "might ", "may ", "must ", "should ", "and ",
        "or ", "n't ", "not ", "help ",
    ];
    words.starts_with("beat ") && !before.is_empty() && !aims.iter().any(|w| before.ends_with(w))
}

/// Whether "Warren to run", which announces a run in a headline, is what others want: after a verb, not at the head.
fn is_wished(text: &str, range: super::Range) -> bool {
    let words = text.get(range.0..range.1).unwrap_or_default();
    let before = text.get(..range.0).unwrap_or_default();
    let head = before.trim_end_matches(|c: char| c == ' ' || "ⓉⓎⒼ".contains(c));
    words.starts_with("Ⓟ to ") && !(head.is_empty() || head.ends_with([',', ';', ':', '—', '"']))
}

/// Whether a nominee is one for the bench or the cabinet.
fn is_appointment(text: &str) -> bool {
    static BENCH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"supreme court|\bcourts?\b|judicia|\bjudges?\b|\bjustices?\b|confirm|cabinet|ambassador|\bhearings?\b|federal reserve|circuit|to (?:be|head|lead|run) (?:the |his |her )?(?:secretary|department|agency|Ⓞ)",
        )
    });
    static SOUGHT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"presidential|gubernatorial|senate nominee|for (?:president|senate|governor|congress)|Ⓨ nominee",
        )
    });
    BENCH.is_match(text) && !SOUGHT.is_match(text)
}

/// Whether a word just before the candidate says that they run no longer or not yet: "failed Senate candidate",
/// "a potential 2020 contender". Other rules take these up.
fn is_qualified(text: &str, range: super::Range) -> bool {
    static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r", (?:an?|the|another) (?:[a-z]+ )?(?:potential|possible|prospective|would-be|likely|failed|former)(?: [a-z-]+| Ⓓ| Ⓨ| Ⓖ){0,4} (?:candidate|contender|hopeful|challenger|rival|opponent|nominee)",
        )
    });
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:failed|unsuccessful|defeated|losing|ill-fated|potential|possible|prospective|would-be|rumou?red|likely|presumptive|presumed|future|aborted|abandoned)(?: [a-z'·-]+| Ⓓ| Ⓨ| Ⓖ){0,4} ?$",
        )
    });
    static FORMER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:former|ex|one-time|onetime|erstwhile|then)[ -](?:Ⓓ |Ⓨ |Ⓖ |Ⓖ's |presidential |vice |gubernatorial |senate |u·s· |house |primary |congressional |mayoral |party |long-shot |fellow ){0,4}$",
        )
    });
    // The former manager of a campaign is not of a former campaign.
    let is_person = text.get(range.0..range.1).is_some_and(|words| {
        [
            "candidate",
            "contender",
            "hopeful",
            "rival",
            "challenger",
            "opponent",
        ]
        .iter()
        .any(|noun| words.contains(noun))
    });
    text.get(..range.0)
        .is_some_and(|before| WORD.is_match(before) || is_person && FORMER.is_match(before))
        || text
            .get(range.0..range.1)
            .is_some_and(|words| INSIDE.is_match(words))
}

/// Whether a campaign is only a name for a body of people: "the Clinton campaign" of an inquiry after the election, of
/// somebody who is known to stand in no race that is on.
fn is_over(look: Look<'_, '_>, person: usize) -> bool {
    let Some(day) = look.document.published() else {
        return false;
    };
    let stands = crate::fields::stands(look.document.name(person));
    !stands.is_empty() && !stands.iter().any(|stand| stand.is_open(day))
}

/// Whether "his 2004 re-election" is of a year that is over, so that it tells how the contest ended.
fn is_won(look: Look<'_, '_>, range: super::Range, status: Status, race: Option<&Race>) -> bool {
    let words = look.text().get(range.0..range.1).unwrap_or_default();
    let rest = look.text().get(range.1..).unwrap_or_default();
    let bare = (words.ends_with("re-election") || words.ends_with("reelection"))
        && ![
            "campaign", "bid", "effort", "race", "fight", "team", "chances",
        ]
        .iter()
        .any(|word| rest.trim_start().starts_with(word));
    let past = race
        .zip(look.document.published())
        .is_some_and(|(race, day)| {
            race.year < day.year() || race.year == day.year() && (day.month(), day.day()) > (11, 8)
        });
    status == Status::Running && bare && past
}

/// "Six Republicans had qualified. They are A, B and C": the names of a number that the sentence before gave a status.
fn enumerated(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    static NAMES: LazyLock<Regex> =
        LazyLock::new(|| regex(&expand(r"^they (?:are|include) (?P<who>{LIST})")));
    static BEFORE: LazyLock<Rules> = LazyLock::new(|| rules(NUMBERED));
    let Some(c) = NAMES.captures(look.text()) else {
        return;
    };
    let Some(before) = look
        .idx
        .checked_sub(1)
        .map(|idx| &look.document.sentences[idx])
    else {
        return;
    };
    let Some(status) =
        matches(&BEFORE, &before.tagged.text).find_map(|(rule, _)| rule.word::<Status>("status"))
    else {
        return;
    };
    for person in look.people(&c, "who") {
        let candidacy = Candidacy {
            person: look.document.name(person).clone(),
            status,
            race: look.race_now(quoted(&c), Some(person)),
            stage: look
                .document
                .contest
                .stage(before, 0, before.tagged.text.len()),
            state: None,
            party: None,
            date: None,
        };
        page.drafts.push(look.draft(
            quoted(&c),
            Certainty::Asserted,
            Statement::Candidacy(candidacy),
        ));
    }
}

/// What a number of unnamed candidates are said to have done, in the sentence before their names.
const NUMBERED: &str = include_str!("../../data/patterns/numbered.txt");

/// "All three are seeking the Republican nomination": the people named last, as many as the word says.
fn together(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    static ALL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:all|the) (?P<count>[a-z]+)(?: men| women| candidates)? (?:are )?(?:seeking|seek|running for|are running) (?:the Ⓨ nomination|re-?election)",
        )
    });
    let Some(c) = ALL.captures(look.text()) else {
        return;
    };
    let Some(count) = c
        .name("count")
        .and_then(|m| crate::lexicon::number_word(m.as_str()))
    else {
        return;
    };
    let mut people: Vec<usize> = Vec::new();
    for mention in look.document.sentences[..look.idx]
        .iter()
        .rev()
        .flat_map(|s| s.mentions.iter().rev())
    {
        if let What::Person(id) = mention.what
            && !people.contains(&id)
            && people.len() < count as usize
        {
            people.push(id);
        }
    }
    for person in people {
        let range = quoted(&c);
        let candidacy = Candidacy {
            person: look.document.name(person).clone(),
            status: Status::Running,
            race: look.race_now(range, Some(person)),
            stage: look.stage(range),
            state: None,
            party: None,
            date: None,
        };
        page.drafts
            .push(look.draft(range, Certainty::Asserted, Statement::Candidacy(candidacy)));
    }
}

/// What follows a range up to the next mark.
fn rest_of_clause<'d>(look: Look<'d, '_>, range: super::Range) -> &'d str {
    let rest = look.text().get(range.1..).unwrap_or_default();
    rest.split([',', ';']).next().unwrap_or(rest)
}
