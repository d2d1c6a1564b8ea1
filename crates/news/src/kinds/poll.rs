//! `poll`: one ballot question with its shares.
//!
//! > A Mason-Dixon poll of 400 likely voters found Sessions at 31 percent and Tuberville at 29 percent.
//! >
//! > shares {Jeff Sessions: 31, Tommy Tuberville: 29}, pollster Mason-Dixon, sample 400, population likely voters
//!
//! The details of a poll stand in the sentences around its shares; [`complete`] gathers them from its paragraph.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use claim::{Certainty, Origin, Poll, Share, Shares, Stage, Statement, When};
use regex::Regex;

use super::{Look, Page};
use crate::lexicon::regex;
use crate::mention::What;
use crate::sentence::Sentence;
use crate::shares::{Figured, asked};

static POLLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bpolls?\b|\bsurvey(?:ed)?\b|\bpolling\b|\bpollster|likely voters|registered voters|of respondents|primary voters|caucusgoers|caucus-goers",
    )
});
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"votes|returns|precincts|counties|counted|of the vote\b|ballots|canvass|\bcount\b|won|reporting",
    )
});
/// Shares of a part of those asked, or answers to another question than whom they would vote for.
static PARTIAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\bamong (?:[a-z-]+ ){0,3}(?:women|men|blacks?|whites?|latinos?|hispanics?|liberals|conservatives|moderates|evangelicals|seniors|catholics|millennials|respondents under|Ⓨ who)|\b(?:latino|hispanic|black|white|women's|female|male|young|youth|evangelical|jewish) (?:vote|voters|support)|voters (?:under|over|aged) |those who (?:identif|describ)|approval|favou?rab|approve|disapprove|positive view|negative view|self-identified (?:liberals|conservatives|moderates)|delegates|chance of|odds|percent chance",
    )
});
/// A single share that is named as for a candidate in a field.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"Ⓟ (?:is |was |has been |now )?(?:polling|polled|polls|stands?|stood|registers|registered|leads?|leading) (?:the [a-z ]{1,20} )?(?:at|with|in)? ?(?:just |about |only |around |roughly )?Ⓝ|Ⓟ polling at Ⓝ|Ⓝ of (?:[a-z]+ |Ⓨ |Ⓖ )*voters(?: in Ⓖ)? (?:said (?:they|Ⓟ) )?(?:would |will )?(?:vote for|support|back|favou?r) (?:Ⓣ )?Ⓟ",
    )
});
static UNDECIDED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"Ⓝ (?:were |are |was |still |remain(?:ed)? )?undecided|undecided (?:at|with) Ⓝ")
});

/// Reads the ballot question of a sentence; says whether its shares are a poll's.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) -> bool {
    let text = look.text();
    let polled = POLLED.is_match(text);
    if !polled && COUNTED.is_match(text) {
        return false;
    }
    let figures: Vec<Figured> = asked(look.sentence)
        .into_iter()
        .filter(|f| f.share.is_some() && f.votes.is_none())
        .collect();
    let Some(range) = figures
        .iter()
        .map(|f| f.range)
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    else {
        return polled;
    };
    // Without the word, shares are a poll's where the paragraph or the sentence before speaks of one.
    if !(polled || near_poll(look)) || PARTIAL.is_match(text) {
        return polled;
    }
    if goes_on(page, look, &figures) {
        return true;
    }
    if figures.len() < 2 && !ALONE.is_match(text) {
        return polled;
    }
    let mut shares: Vec<Share> = figures
        .iter()
        .filter_map(|f| {
            Some(Share {
                name: look.document.name(f.person).as_str().to_owned(),
                percent: f.share?,
            })
        })
        .collect();
    let mut range = range;
    if let Some(m) = UNDECIDED.find(text) {
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
        race: look.race_now(range, figures.first().map(|f| f.person)),
        stage: stage(look, range, &figures),
        state: None,
        start: None,
        end: None,
        sample: None,
        population: None,
        margin: None,
    };
    describe(&mut poll, look.sentence);
    let mut draft = look.draft(range, Certainty::Asserted, Statement::Poll(poll));
    draft.origin = None;
    page.drafts.push(draft);
    true
}

/// Adds the shares of further candidates to the poll of the sentence before: "Trump leads with 35 percent. Rubio is at 9 percent."
fn goes_on(page: &mut Page<'_, '_>, look: Look<'_, '_>, figures: &[Figured]) -> bool {
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
    if paragraph(draft.sentence) != paragraph(look.idx) {
        return false;
    }
    let Statement::Poll(poll) = &mut draft.statement else {
        return false;
    };
    let name = |f: &Figured| document.name(f.person).as_str().to_owned();
    let known = |f: &Figured| poll.shares.0.iter().any(|share| share.name == name(f));
    let sum: f64 = poll
        .shares
        .0
        .iter()
        .map(|share| share.percent.as_f64())
        .sum();
    let more: f64 = figures.iter().filter_map(|f| Some(f.share?.as_f64())).sum();
    if figures.iter().any(known) || sum + more > 101.0 {
        return false;
    }
    for figure in figures {
        if let Some(percent) = figure.share {
            poll.shares.0.push(Share {
                name: name(figure),
                percent,
            });
        }
    }
    true
}

/// Who was asked tells the stage; so do the parties of the candidates: two of one party meet in a primary, two of different
/// parties in the general election.
fn stage(look: Look<'_, '_>, range: super::Range, figures: &[Figured]) -> Option<Stage> {
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

struct Details {
    pollster: Vec<Regex>,
    sponsor: Vec<Regex>,
    sample: Regex,
    margin: Regex,
}

static DETAILS: LazyLock<Details> = LazyLock::new(|| {
    Details {
    pollster: [
        r"(?:^|[\s“(])(?:[Aa]n?|[Tt]he|[Nn]ew|[Ll]atest|[Rr]ecent)\s+(?:new |recent |latest )?(?P<n>[A-Z][\w&'’/.-]*(?: (?:(?:at|of|and|&) )?[A-Z][\w&'’/.-]*){0,5}) (?:[a-z]+ )?(?:[Pp]oll|[Ss]urvey)\b",
        r"\b[Pp]oll (?:conducted |released |taken )?by (?:the )?(?P<n>[A-Z][\w&'’/.-]*(?: (?:(?:at|of|and|&) )?[A-Z][\w&'’/.-]*){0,5})",
        r"(?P<n>[A-Z][\w&'’/-]*) also asked",
    ]
    .map(regex)
    .into(),
    sponsor: [
        r"paid for by (?:the )?(?P<n>[A-Z][\w&'’.-]*(?: (?:[A-Z][\w&'’.-]*|for|of)){0,4})",
        r"(?:taken|conducted|poll|survey|by [A-Z][\w ]+?)[^;]{0,60}? for (?:the )?(?P<n>(?:[A-Z][\w&'’.-]*|for|of)(?: (?:[A-Z][\w&'’.-]*|for|of|campaign|Action)){0,4})",
        r"released [A-Z]?\w* ?by (?:the )?(?P<n>campaign of [A-Z]\w+ [A-Z]\w+|[A-Z]\w+ campaign)",
    ]
    .map(regex)
    .into(),
    sample: regex(r"\b(?:of|surveyed|asked|interviewed|polled|among) (?P<n>\d[\d,]*) (?P<p>(?:registered |likely |[A-Z][a-z]+ |primary |runoff |general election |adult )*(?:voters|adults|respondents|caucusgoers|Republicans|Democrats)(?: in [A-Z]\w+)?)"),
    margin: regex(r"margin of (?:sampling )?error (?:is|of|was) (?:plus or minus |\+/- )?(?P<n>\d+(?:\.\d+)?)"),
}
});

/// Fills what a sentence says about a poll and the poll does not know yet.
fn describe(poll: &mut Poll, sentence: &Sentence<'_>) {
    let text = sentence.piece.text;
    let details = &*DETAILS;
    let first = |patterns: &[Regex]| {
        patterns
            .iter()
            .find_map(|p| p.captures(text)?.name("n").map(|m| m.as_str().to_owned()))
    };
    if poll.pollster.is_none() {
        poll.pollster = first(&details.pollster);
    }
    if poll.sponsor.is_none()
        && POLLED.is_match(&sentence.tagged.text)
            | text.contains("paid for")
            | text.contains("conducted")
    {
        poll.sponsor = first(&details.sponsor).filter(|name| {
            name.len() > 3 && name.starts_with(char::is_uppercase) | name.starts_with("campaign")
        });
    }
    if let (None, Some(c)) = (poll.sample, details.sample.captures(text)) {
        poll.sample = c
            .name("n")
            .and_then(|m| m.as_str().replace(',', "").parse().ok());
        poll.population = c.name("p").map(|m| m.as_str().to_owned());
    }
    if poll.margin.is_none() {
        poll.margin = details
            .margin
            .captures(text)
            .and_then(|c| crate::figure::percent(c.name("n")?.as_str()));
    }
    if poll.end.is_none() {
        let fielded = sentence.mentions.iter().find_map(|m| match m.what {
            What::Date(dated) if dated.from.is_some() => Some(dated),
            _ => None,
        });
        poll.start = fielded.and_then(|d| d.from);
        poll.end = fielded.map(|d| d.when);
    }
}

/// How many sentences before and after its shares the details of a poll are looked for.
const NEAR: usize = 8;

/// Gathers the details of each poll from the other sentences of its paragraph, and settles its origin.
pub(super) fn complete(page: &mut Page<'_, '_>) {
    let document = page.document;
    let sentences = &document.sentences;
    let mut last_pollster: Option<(usize, String)> = None;
    let others: BTreeSet<usize> = page
        .drafts
        .iter()
        .filter(|d| matches!(d.statement, Statement::Poll(_)))
        .map(|d| d.sentence)
        .collect();
    for number in 0..page.drafts.len() {
        let at = page.drafts[number].sentence;
        if !matches!(page.drafts[number].statement, Statement::Poll(_)) {
            continue;
        }
        // Paragraphs of news are short; a longer one is no reason to look further.
        let near = at.saturating_sub(NEAR)..sentences.len().min(at + NEAR);
        let same_paragraph = |s: &Sentence<'_>| {
            s.piece.part == sentences[at].piece.part
                && s.piece.paragraph == sentences[at].piece.paragraph
        };
        let internal = sentences[near.clone()].iter().any(|s| {
            same_paragraph(s)
                && ["released", "internal", "memo", "campaign's"]
                    .iter()
                    .any(|w| s.tagged.text.contains(w))
        });
        let announced = released_by(document, at, &others);
        let Statement::Poll(poll) = &mut page.drafts[number].statement else {
            continue;
        };
        for (idx, sentence) in near.clone().zip(&sentences[near]) {
            // Details that stand beside another poll's shares are that poll's.
            if idx != at && same_paragraph(sentence) && !others.contains(&idx) {
                describe(poll, sentence);
            }
        }
        let released = poll.sponsor.is_none() && announced.is_some();
        if released {
            poll.sponsor = announced;
        }
        let again = sentences[at].piece.text.contains("same firm")
            || sentences[at].piece.text.contains("its poll");
        if again || poll.pollster.is_none() {
            poll.pollster = last_pollster
                .as_ref()
                .filter(|(before, _)| {
                    again || sentences[*before].piece.paragraph + 1 >= sentences[at].piece.paragraph
                })
                .map(|(_, name)| name.clone())
                .or(poll.pollster.take());
        }
        if let Some(name) = &poll.pollster {
            last_pollster = Some((at, name.clone()));
        }
        if let (Some(When::Day(end)), Some(published)) = (poll.end, document.published())
            && end > published
        {
            poll.start = None;
            poll.end = None;
        }
        let campaign = poll
            .sponsor
            .as_deref()
            .filter(|s| (internal || released) && s.contains("campaign"));
        let origin = match (campaign, &poll.pollster) {
            (Some(campaign), _) => Some(Origin::organization(campaign)),
            (None, Some(pollster)) => Some(Origin::Document {
                name: format!("{pollster} poll"),
            }),
            (None, None) => Some(Origin::Document {
                name: "poll".to_owned(),
            }),
        };
        page.drafts[number].origin = origin;
    }
}

/// The campaign that, as a sentence shortly before says, released the poll; other polls' shares must not lie between.
fn released_by(
    document: &crate::document::Document<'_>,
    at: usize,
    others: &BTreeSet<usize>,
) -> Option<String> {
    static RELEASED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:poll|survey) released (?:on )?(?:Ⓓ )?by the campaign of (?P<a>Ⓟ)|(?P<b>Ⓟ)(?:'s)? campaign released an? (?:[a-z]+ )?(?:poll|survey)|(?:internal|new) (?:internal )?poll (?:for|by|from) (?P<c>Ⓟ)",
        )
    });
    let (idx, sentence) = document.sentences[..at]
        .iter()
        .enumerate()
        .rev()
        .take(4)
        .find(|(_, s)| RELEASED.is_match(&s.tagged.text))?;
    if others.iter().any(|other| idx <= *other && *other < at) {
        return None;
    }
    let c = RELEASED.captures(&sentence.tagged.text)?;
    let group = c
        .name("a")
        .or_else(|| c.name("b"))
        .or_else(|| c.name("c"))?;
    let id = sentence
        .mentions_in(group.start(), group.end())
        .find_map(crate::mention::Mention::person)?;
    Some(format!("{} campaign", document.name(id)))
}
