//! `poll`: one ballot question with its shares.
//!
//! > A Mason-Dixon poll of 400 likely voters found Sessions at 31 percent and Tuberville at 29 percent.
//! >
//! > shares {Jeff Sessions: 31, Tommy Tuberville: 29}, pollster Mason-Dixon, sample 400, population likely voters
//!
//! The details of a poll stand in the sentences around its shares; [`complete`] gathers them from its paragraph.

use std::sync::LazyLock;

use crate::search::Regex;
use claim::{Certainty, OfficeSought, Party, Poll, Race, Share, Shares, Stage, Statement};

use super::{Look, Page};
use crate::ballot::{Answer, answers, share_at};
use crate::described::described;
use crate::lexicon::regex;
use crate::mention::What;

mod details;

pub(super) use details::complete;
use details::describe;

static POLLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bpolls?\b|\bpolled\b|\bsurvey(?:s|ed)?\b|\bpolling\b|\bpollster|points? (?:ahead|behind) \(|likely voters|registered voters|of respondents|primary voters|caucusgoers|caucus-goers",
    )
});
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"returns|precincts|counties|counted|ballots|canvass|\bcount\b|reporting|unofficial")
});
/// Words of counts that polls use as well.
static SHARED: LazyLock<Regex> = LazyLock::new(|| regex(r"\bvotes\b|of the vote\b|\bwon\b"));
/// Votes that were cast, whatever polls are recalled beside them.
static DECIDED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:crushed|defeated|trounced|toppled|ousted|routed|walloped)\b"));
/// Shares of a part of those asked, or answers to another question than whom they would vote for.
static PARTIAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:among|with|by|of) (?:[a-z-]+ ){0,3}(?:women|men|blacks?|whites?|latinos?|hispanics?|african[- ]americans?|asians?|liberals|conservatives|moderates|evangelicals|christians|seniors|catholics|millennials|minorities|graduates|respondents under|Ⓨ who)\b|\b(?:latino|hispanic|black|white|women's|female|male|young|younger|older|youth|evangelical|jewish|minority) (?:vote|voters?|support)|^Ⓨ voters|(?:carr(?:y|ies)|wins?|among) Ⓨ Ⓒ|voters (?:under|over|aged|ages) |\bages Ⓒ|those who (?:identif|describ)|approv|favou?rab|unfavou?r|disapprov|positive view|negative view|\bview|self-identified (?:liberals|conservatives|moderates)|delegates|Ⓣ count|chance|probability|likelihood|\bodds|\bjob\b|\bhandl|thumbs|\bagree|impression|\btrust|enthusias|popularity|\bbelieve|\bthink|honest|wrong track|turnout|early vot|absentee|of (?:[a-z]+ )?precincts",
    )
});
/// Words that make a single share one of a candidate in a field.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bpolls?\b(?:[^s]|$)|\bsurveys?\b|\bpolled\b|\bpolling\b|likely voters|registered voters|of respondents|of (?:[a-z]+ |Ⓨ |Ⓖ )*voters|caucusgoers|caucus-goers|support(?:ed)? (?:from|by|of)|(?:second|third|fourth|fifth|sixth|seventh|last) place",
    )
});
static UNDECIDED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"Ⓝ (?:were |are |was |still |remain(?:ed)? )?undecided|undecided (?:at|with) Ⓝ")
});

/// Reads the ballot question of a sentence; says whether its shares are a poll's.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) -> bool {
    let text = look.text();
    let polled = POLLED.is_match(text);
    let near = near_poll(look);
    let counted = COUNTED.is_match(text) || !near && SHARED.is_match(text);
    if !polled && counted || DECIDED.is_match(text) || text.contains("exit poll") {
        return false;
    }
    let mut taken = false;
    for figures in answers(look.sentence, &described(look.document, look.idx)) {
        taken |= question(page, look, &figures, polled || near);
    }
    taken || generic(page, look, polled || near) || polled
}

/// Reads one ballot question; says whether it is one.
fn question(page: &mut Page<'_, '_>, look: Look<'_, '_>, figures: &[Answer], near: bool) -> bool {
    let text = look.text();
    let Some(range) = figures
        .iter()
        .map(|f| f.range)
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    else {
        return false;
    };
    // Without the word, shares are a poll's where the paragraph or the sentence before speaks of one.
    if !near || is_partial(text, range) {
        return false;
    }
    if goes_on(page, look, figures) {
        return true;
    }
    if figures.len() < 2 && !ALONE.is_match(text) {
        return false;
    }
    let shares: Vec<Share> = figures
        .iter()
        .map(|f| Share {
            name: look.document.name(f.person).as_str().to_owned(),
            percent: f.share,
        })
        .collect();
    let race = race(look, range, figures);
    let stage = stage(look, range, figures);
    add(page, look, range, shares, race, stage);
    true
}

/// Whether the words around shares make them those of a part of the voters or of another question.
fn is_partial(text: &str, range: super::Range) -> bool {
    let mut from = range.0.saturating_sub(70);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (range.1 + 50).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to)
        .is_some_and(|near| PARTIAL.is_match(near))
}

/// The generic ballot: the shares of the parties themselves.
fn generic(page: &mut Page<'_, '_>, look: Look<'_, '_>, near: bool) -> bool {
    static HELD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<a>Ⓨ)[^ⓅⓃⓎ;]{0,50}\b(?:held|holds?|have|had|has|with|lead|led|leads|leading|ahead|favou?red|enjoy|maintain)\b[^ⓅⓃ;]{0,50} (?P<x>Ⓝ|Ⓒ)(?:-| to | - |, )(?P<y>Ⓝ)(?P<rest>[^Ⓟ;]{0,90})",
        )
    });
    static CHOSEN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<x>Ⓝ)[^ⓅⓃⓎ;]{0,60}\b(?:choose|vote for|voting for|support|favou?r|prefer|back|pick)\b[^ⓅⓃⓎ;]{0,30}(?P<a>Ⓨ)[^ⓅⓃ;]{0,90}(?P<y>Ⓝ)[^ⓅⓃⓎ;]{0,60}(?P<b>Ⓨ)",
        )
    });
    static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"generic|congressional|midterm|control of|Ⓞ|candidates?\b|district|ballot")
    });
    let text = look.text();
    let about = CONGRESS.is_match(text)
        || look.document.sentences[..look.idx]
            .iter()
            .rev()
            .take(3)
            .any(|s| CONGRESS.is_match(&s.tagged.text));
    if !near || !about || text.contains("identif") {
        return false;
    }
    let Some(c) = CHOSEN.captures(text).or_else(|| HELD.captures(text)) else {
        return false;
    };
    let place = |name: &str| c.name(name).map_or((0, 0), |m| (m.start(), m.end()));
    if is_partial(text, place("x")) {
        return false;
    }
    let party = |name: &str| {
        look.mentions(&c, name)
            .into_iter()
            .find_map(|m| match &m.what {
                What::Party(party) => Some(party.clone()),
                _ => None,
            })
    };
    let other = match party("a") {
        Some(Party::Democratic) => "Republican",
        Some(Party::Republican) => "Democrat",
        _ => return false,
    };
    let first = if other == "Republican" {
        "Democrat"
    } else {
        "Republican"
    };
    let (Some(x), Some(y)) = (
        share_at(look.sentence, place("x")),
        share_at(look.sentence, place("y")),
    ) else {
        return false;
    };
    let shares = [(first, x), (other, y)]
        .map(|(name, percent)| Share {
            name: name.to_owned(),
            percent,
        })
        .into();
    let range = (
        place("a").0.min(place("x").0),
        place("y").1.max(place("b").1),
    );
    add(page, look, range, shares, None, Some(Stage::General));
    true
}

/// Adds a poll with what its own sentence says of it.
fn add(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    mut range: super::Range,
    mut shares: Vec<Share>,
    race: Option<Race>,
    stage: Option<Stage>,
) {
    if let Some(m) = UNDECIDED.find(look.text()) {
        let percent = look
            .sentence
            .mentions_in(m.start(), m.end())
            .find_map(|m| match m.what {
                What::Percent(share) => Some(share),
                _ => None,
            });
        if let Some(percent) = percent {
            shares.push(Share {
                name: "undecided".to_owned(),
                percent,
            });
            range.1 = range.1.max(m.end());
        }
    }
    let mut poll = Poll {
        shares: Shares(shares),
        pollster: None,
        sponsor: None,
        race,
        stage,
        state: None,
        start: None,
        end: None,
        sample: None,
        population: None,
        margin: None,
    };
    describe(&mut poll, look.sentence);
    page.drafts
        .push(look.draft(range, Certainty::Asserted, Statement::Poll(poll)));
}

/// The race that was asked about. Candidates of whom one seeks the presidency all do; where the words speak of another race,
/// it is left open.
fn race(look: Look<'_, '_>, range: super::Range, figures: &[Answer]) -> Option<Race> {
    let race = look.race_now(range, figures.first().map(|f| f.person));
    let national = figures
        .iter()
        .any(|f| look.document.registry.people[f.person].is_national());
    race.filter(|race| !national || race.office == OfficeSought::President)
}

/// Adds the shares of further candidates to the poll of the sentence before: "Trump leads with 35 percent. Rubio is at 9 percent."
fn goes_on(page: &mut Page<'_, '_>, look: Look<'_, '_>, figures: &[Answer]) -> bool {
    let document = look.document;
    let Some(draft) = page
        .drafts
        .iter_mut()
        .rev()
        .find(|d| d.sentence + 1 == look.idx || d.sentence + 2 == look.idx)
    else {
        return false;
    };
    let paragraph = |idx: usize| document.sentences[idx].piece.paragraph;
    // "They were followed by Christie at 9 percent" goes on from the paragraph before.
    let follows = [
        "follow",
        "trail",
        "next",
        "behind",
        "rounding out",
        "came in",
        "no other",
        "the rest",
    ]
    .iter()
    .any(|words| look.text().contains(words));
    let gap = usize::from(follows);
    if paragraph(draft.sentence) + gap < paragraph(look.idx) {
        return false;
    }
    let Statement::Poll(poll) = &mut draft.statement else {
        return false;
    };
    let name = |f: &Answer| document.name(f.person).as_str().to_owned();
    let known = |f: &Answer| poll.shares.0.iter().any(|share| share.name == name(f));
    let sum: f64 = poll
        .shares
        .0
        .iter()
        .map(|share| share.percent.as_f64())
        .sum();
    let more: f64 = figures.iter().map(|f| f.share.as_f64()).sum();
    if figures.iter().any(known) || sum + more > 101.0 {
        return false;
    }
    for figure in figures {
        poll.shares.0.push(Share {
            name: name(figure),
            percent: figure.share,
        });
    }
    true
}

/// Who was asked tells the stage; so do the parties of the candidates: two of one party meet in a primary, two of different
/// parties in the general election.
fn stage(look: Look<'_, '_>, range: super::Range, figures: &[Answer]) -> Option<Stage> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<party>Ⓨ) (?:(?P<stage>primary|runoff|caucus) )?(?:[a-z]+ )?(?:voters|caucusgoers|caucus-goers|participants)",
        )
    });
    let own = crate::stage::stage_inside(look.sentence, range.0, look.text().len());
    if let Some(c) = ASKED.captures(look.text())
        && !matches!(own, Some(Stage::Runoff(_) | Stage::Caucus(_)))
    {
        let party = c.name("party").and_then(|m| {
            look.sentence
                .mentions_in(m.start(), m.end())
                .find_map(|m| match &m.what {
                    What::Party(party) => Some(party.clone()),
                    _ => None,
                })
        });
        // Primary voters are asked about the runoff too.
        if let Some(Stage::Runoff(_)) = look.stage_so_far(range) {
            return Some(Stage::Runoff(party));
        }
        let caucus = c.get(0).is_some_and(|m| m.as_str().contains("caucus"));
        return Some(match c.name("stage").map(|m| m.as_str()) {
            Some("runoff") => Stage::Runoff(party),
            _ if caucus => Stage::Caucus(party),
            _ => Stage::Primary(party),
        });
    }
    let parties: Vec<_> = figures
        .iter()
        .filter_map(|f| look.document.registry.people[f.person].party.clone())
        .collect();
    if parties.windows(2).any(|pair| pair[0] != pair[1]) {
        return Some(Stage::General);
    }
    let stage = look
        .stage_so_far(range)
        .filter(|stage| !matches!(stage, Stage::Convention(_)))?;
    // The party of a stage that an earlier sentence spoke of need not be that of these candidates.
    let fits = |party: Option<&claim::Party>| {
        party.is_none() || parties.is_empty() || parties.first() == party
    };
    let spoken_of = look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(6)
        .any(|s| {
            s.piece.paragraph == look.sentence.piece.paragraph
                && crate::stage::stage_inside(s, 0, s.tagged.text.len()).is_some()
        });
    let own =
        stage == Stage::General || spoken_of || look.stage(range).is_some() || !parties.is_empty();
    if own && fits(stage.party()) {
        return Some(stage);
    }
    let bare = match stage {
        Stage::Primary(_) => Stage::Primary(None),
        Stage::Runoff(_) => Stage::Runoff(None),
        Stage::Caucus(_) => Stage::Caucus(None),
        _ => return None,
    };
    Some(look.document.contest.with_party(bare, look.sentence)).filter(|stage| fits(stage.party()))
}

fn near_poll(look: Look<'_, '_>) -> bool {
    look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(5)
        .any(|s| {
            POLLED.is_match(&s.tagged.text) && s.piece.paragraph + 3 > look.sentence.piece.paragraph
        })
}
