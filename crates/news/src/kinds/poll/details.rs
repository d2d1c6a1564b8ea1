//! What is said about a poll besides its shares: who asked whom, when, for whom, and who released it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::search::Regex;
use claim::{Origin, Poll, Statement, When};

use super::super::Page;
use super::POLLED;
use crate::lexicon::regex;
use crate::mention::What;
use crate::sentence::Sentence;

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
        r"(?:taken|conducted|poll|survey|by [A-Z][\w ]+?)[^;%]{0,60}? for (?:the )?(?P<n>(?:[A-Z][\w&'’.-]*|for|of)(?: (?:[A-Z][\w&'’.-]*|for|of|campaign|Action)){0,4})",
        r"released [A-Z]?\w* ?by (?:the )?(?P<n>campaign of [A-Z]\w+ [A-Z]\w+|[A-Z]\w+ campaign)",
    ]
    .map(regex)
    .into(),
    sample: regex(r"\b(?:of|surveyed|asked|interviewed|polled|among) (?P<n>\d[\d,]*) (?P<p>(?:registered |likely |[A-Z][a-z]+ |primary |runoff |general election |adult )*(?:voters|adults|respondents|caucusgoers|Republicans|Democrats)(?: in [A-Z]\w+)?)"),
    margin: regex(r"margin of (?:sampling )?error (?:is|of|was) (?:plus or minus |\+/- )?(?P<n>\d+(?:\.\d+)?)"),
}
});

/// Fills what a sentence says about a poll and the poll does not know yet.
pub(super) fn describe(poll: &mut Poll, sentence: &Sentence<'_>) {
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
pub(in crate::kinds) fn complete(page: &mut Page<'_, '_>) {
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
