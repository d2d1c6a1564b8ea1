//! `result`: counted votes, and who won or lost a contest whose votes were counted.
//!
//! > With 22 of 67 counties reporting, Sessions had 34 percent of the vote.
//! >
//! > candidate Jeff Sessions, share 34, reporting 32.836

use std::sync::LazyLock;

use claim::{Certainty, OfficeSought, Outcome, Percent, Returned, Statement};

use super::{Look, Page, certainty, is_conditional, matches, quoted};
use crate::attribution::Range;
use crate::lexicon::regex;
use crate::mention::What;
use crate::pattern::{Rule, Rules, rules};
use crate::search::{Captures, Regex};
use crate::sentence::Sentence;
use crate::shares::asked;

mod verbs;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/result.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"votes|returns|precincts|counties|counted|of the vote\b|ballots|canvass|\bcounts?\b|\bwon\b|reporting|runoff|primary|\bgave\b|figures|defeat",
    )
});

/// Reads the counted votes and outcomes of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>, polled: bool) {
    if !polled {
        counts(page, look);
    }
    // What a poll asks about is not decided; a past outcome may stand beside it.
    if polled && look.text().contains('Ⓝ') {
        return;
    }
    let is_asked = |range| {
        polled
            && clause_of(look, range)
                .replace("straw poll", "")
                .contains("poll")
    };
    for (rule, c) in matches(&RULES, look.text()) {
        let range = quoted(&c);
        if is_asked(range) {
            continue;
        }
        if is_conditional(look.text(), range)
            || is_other_news(look, range)
            || !has_needed(rule, look)
        {
            continue;
        }
        for (group, outcome) in [
            ("won", Outcome::Won),
            ("lost", Outcome::Lost),
            ("leading", Outcome::Leading),
            ("trailing", Outcome::Trailing),
        ] {
            let mut people = look.people(&c, group);
            if rule.field("who") != Some("all") {
                people.truncate(1);
            }
            for person in people {
                if outcome == Outcome::Lost && is_ahead(look, range, person) {
                    continue;
                }
                let told = Told {
                    range,
                    certainty: certainty(rule),
                    states: states(look, &c),
                };
                outcome_of(page, look, told, person, outcome);
            }
        }
    }
    if super::names_somebody(look.text()) {
        verbs::read(page, look, is_asked);
    }
}

/// Whether "beating him" is what others hope for: of somebody in a race that is on.
fn is_ahead(look: Look<'_, '_>, range: Range, person: usize) -> bool {
    let words = look.text().get(range.0..range.1).unwrap_or_default();
    let aimed = ["beat", "defeat", "unseat", "oust"]
        .iter()
        .any(|verb| words.starts_with(verb));
    aimed
        && crate::race::outcome_year(look.sentence, range.0, range.1).is_none()
        && look.document.published().is_some_and(|day| {
            crate::fields::stands(look.document.name(person))
                .iter()
                .any(|stand| stand.is_next(day))
        })
}

/// The words around a range up to the next marks.
fn clause_of<'d>(look: Look<'d, '_>, range: Range) -> &'d str {
    let text = look.text();
    let marks = [',', ';', ':', '—'];
    // A relative clause between the person and the verb is another one.
    let start = text
        .get(..range.1)
        .and_then(|before| before.rfind(marks))
        .unwrap_or_default();
    let end = text
        .get(range.1..)
        .and_then(|rest| rest.find(marks))
        .map_or(text.len(), |at| range.1 + at);
    text.get(start..end).unwrap_or_default()
}

/// An outcome that words tell: where, how sure, and in which states, one claim a state.
struct Told {
    range: Range,
    certainty: Certainty,
    states: Vec<&'static str>,
}

/// "He won in Virginia, Alabama and Tennessee": three contests.
fn states(look: Look<'_, '_>, c: &Captures<'_>) -> Vec<&'static str> {
    look.mentions(c, "in")
        .into_iter()
        .filter_map(|m| match m.what {
            What::State(code) => Some(code),
            _ => None,
        })
        .collect()
}

/// Adds an outcome, to the figures of the same person in the same sentence where there are any.
fn outcome_of(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    told: Told,
    person: usize,
    outcome: Outcome,
) {
    let range = told.range;
    let name = look.document.name(person);
    let own = page
        .drafts
        .iter_mut()
        .rev()
        .take_while(|d| d.sentence == look.idx)
        .find_map(|d| match &mut d.statement {
            Statement::Returned(r) if r.candidate == *name && r.outcome.is_none() => Some(r),
            _ => None,
        });
    if let Some(counted) = own {
        // "received" shares of a running count are no victory; the words decide.
        counted.outcome = Some(outcome);
        return;
    }
    let race = match outcome {
        Outcome::Won | Outcome::Lost => look.race_decided(range, Some(person)),
        _ => look.race(range, Some(person)),
    };
    let returned = Returned {
        candidate: name.clone(),
        race,
        stage: look.stage_decided(range),
        state: None,
        share: None,
        votes: None,
        outcome: Some(outcome),
        reporting: reporting(look.sentence),
    };
    if told.states.is_empty() {
        let known = page.drafts.iter().any(|d| {
            d.sentence == look.idx
                && matches!(&d.statement, Statement::Returned(r) if r.candidate == *name && r.outcome == Some(outcome))
        });
        if known {
            return;
        }
        page.drafts
            .push(look.draft(range, told.certainty, Statement::Returned(returned)));
        return;
    }
    for state in told.states {
        let mut returned = returned.clone();
        returned.race = returned
            .race
            .filter(|race| race.office == OfficeSought::President || race.state == state);
        returned.state = Some(state.to_owned());
        page.drafts
            .push(look.draft(range, told.certainty, Statement::Returned(returned)));
    }
}

/// Whether a word that follows makes a victory or a defeat something else: a "victory lap", the defeat of somebody's plan.
fn is_other_news(look: Look<'_, '_>, range: Range) -> bool {
    static AIMED_AT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:popular vote|of|path to|way to|road to|route to|key to|for|from|toward|towards|possible|likely|potential|moral|expected|popular) (?:an? )?(?:[a-z-]+ )?(?:victory|victories|wins?|defeat|loss|triumph)\b|\b(?:to|could|would|might|can|will|may|must|should|cannot|can't|won't|debates?) (?:not )?(?:win|lose)\b|\bdebates?\b",
        )
    });
    let words = look.text().get(range.0..range.1).unwrap_or_default();
    let before = look.text().get(..range.0).unwrap_or_default();
    let rest = look.text().get(range.1..).unwrap_or_default();
    // "A path to defeating him", "the odds of winning".
    let aim = [" to ", " of ", " for ", " at ", " without ", " toward "]
        .iter()
        .any(|w| before.ends_with(w))
        && ["defeating", "beating", "ousting", "unseating", "win"]
            .iter()
            .any(|w| words.starts_with(w));
    let nearly = ["nearly ", "almost "].iter().any(|w| words.contains(w));
    // "The first governor to win a recall election" has won it.
    let foremost = ["the first ", "the only "]
        .iter()
        .any(|w| words.contains(w));
    aim || nearly
        || words.contains("delegate")
        || AIMED_AT.is_match(words) && !foremost
        || [
            " lap",
            " speech",
            " party",
            " rally",
            " parade",
            " tour",
            " fund",
            " supporters",
            " voters",
            " donors",
            "'s plan",
            "'s bill",
            "'s budget",
            "'s agenda",
            "'s nominee",
            "'s pick",
            "'s effort",
            "'s health",
        ]
        .iter()
        .any(|words| rest.starts_with(words))
}

/// Whether the sentence has what a rule needs beside its own words.
fn has_needed(rule: &Rule, look: Look<'_, '_>) -> bool {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\bvotes?\b|ballots|precincts|counted|\bcount\b|returns|recount|results|too close to call|election night",
        )
    });
    match rule.field("needs") {
        Some("contest") => super::is_of_contest(look.text()),
        Some("count") => {
            COUNT.is_match(look.text())
                || look.idx > 0
                    && COUNT.is_match(&look.document.sentences[look.idx - 1].tagged.text)
        }
        Some("decided") => !look.document.contest.steps.runoff,
        _ => true,
    }
}

fn counts(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    let figures = asked(look.sentence);
    if figures.is_empty() {
        return;
    }
    let counted = COUNTED.is_match(look.text()) || continues(page, look);
    if !counted {
        return;
    }
    // What was counted is said once a paragraph.
    let reporting = reporting(look.sentence).or_else(|| {
        look.document.sentences[..look.idx]
            .iter()
            .rev()
            .take(12)
            .take_while(|s| {
                s.piece.part == look.sentence.piece.part
                    && s.piece.paragraph == look.sentence.piece.paragraph
            })
            .find_map(reporting)
    });
    for figure in figures {
        let range = figure.range;
        let returned = Returned {
            candidate: look.document.name(figure.person).clone(),
            race: look.race_counted(range, Some(figure.person)),
            stage: look.stage_counted(range),
            state: None,
            share: figure.share,
            votes: figure.votes,
            outcome: None,
            reporting,
        };
        page.drafts
            .push(look.draft(range, Certainty::Asserted, Statement::Returned(returned)));
    }
}

/// Whether the sentence goes on with a count of the sentence before.
fn continues(page: &Page<'_, '_>, look: Look<'_, '_>) -> bool {
    look.idx > 0
        && page
            .drafts
            .iter()
            .rev()
            .any(|d| d.sentence + 1 == look.idx && matches!(d.statement, Statement::Returned(_)))
}

static REPORTING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<done>Ⓒ) of (?:the )?(?P<all>Ⓒ) (?:counties|precincts)[^.;]{0,12}(?:report|count)|(?P<share>Ⓝ) (?:of (?:the )?(?:expected )?(?:precincts|votes?|counties|ballots|returns) )?(?:reporting|reported|counted|tallied)",
    )
});

/// The percentage of units counted that a sentence gives; `22 of 67 counties` is 32.836 percent.
fn reporting(sentence: &Sentence<'_>) -> Option<Percent> {
    let c = REPORTING.captures(&sentence.tagged.text)?;
    let figure = |name: &str| {
        let m = c.name(name)?;
        sentence.mentions_in(m.start(), m.end()).next()
    };
    if let Some(mention) = figure("share") {
        return match mention.what {
            What::Percent(share) => Some(share),
            _ => None,
        };
    }
    let count = |name: &str| match figure(name)?.what {
        What::Count(n) => u32::try_from(n).ok(),
        _ => None,
    };
    let (done, all) = (count("done")?, count("all")?);
    Percent::new(100.0 * f64::from(done) / f64::from(all))
        .ok()
        .filter(|_| all > 0 && done <= all)
}
