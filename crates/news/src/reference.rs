//! Sources that are named by reference or by nothing but what they are: `the paper`, `the group`, `the former governor`,
//! `the poll`, `Everytown`, `others`, `California political scientists`.

use std::sync::LazyLock;

use claim::Origin;

use crate::document::Document;
use crate::lexicon::{self, regex};
use crate::mention::{Mention, What};
use crate::search::Regex;
use crate::sentence::Sentence;
use crate::source::{Credit, anonymous};

/// The most sentences that a reference reaches back.
const REACH: usize = 4;

static OUTLET_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:the|this|that) (?:[a-z]+ )?(?:report|story|article|outlet|newspaper|paper|network|magazine|web ?site|site|publication|station|broadcaster|news (?:site|service|agency|organization|outlet))$",
    )
});

static BODY_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:the|this|that) (?:[a-z-]+ ){0,3}(?:group|committee|organization|union|super pac|pac|company|agency|commission|board|association|coalition|caucus|foundation|nonprofit|firm|department|center)$|^it$",
    )
});

static SOMEBODY_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^the (?:(?:former|current|outgoing|sitting|longtime|then|two-term|first-term|three-term|Ⓖ|Ⓖ's|Ⓨ|gubernatorial|presidential|senate|congressional|[a-z]+-year-old) ){0,4}(?:Ⓣ|Ⓨ|candidate|nominee|congressman|congresswoman|lawmaker|challenger|incumbent|billionaire|businessman|businesswoman|comedian|professor|pollster|front-runner|hopeful|contender|veteran|lawyer|native|adviser|spokesman|spokeswoman|strategist|chairman|chairwoman)$",
    )
});

static POLL_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:the|this|that)? ?(?:(?:same|new|latest|online|[a-z]+day) )?(?:poll|survey)(?: of [^,]{1,60})?$",
    )
});

static NAMED_POLL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:Ⓞ|Ⓤ|Ⓟ|Ⓖ)(?:[ /-](?:Ⓞ|Ⓤ|[a-z]+)){0,4} (?:polls?|survey)\b"));

/// Whether the words are "the report", "the newspaper" and the like.
pub(crate) fn is_outlet(text: &str) -> bool {
    OUTLET_AGAIN.is_match(text)
}

/// The poll that "the poll" means: the last one named before.
pub(crate) fn poll(document: &Document<'_>, sentence: &Sentence<'_>, text: &str) -> Option<Credit> {
    if !POLL_AGAIN.is_match(text) {
        return None;
    }
    let named = before(document, sentence)
        .take(12)
        .chain(std::iter::once(sentence))
        .find_map(|s| {
            let found = NAMED_POLL.find_iter(&s.tagged.text).last()?;
            Some(s.words(found.start(), found.end()).to_owned())
        })?;
    Some(Credit::new(
        Origin::Document { name: named },
        sentence.block,
    ))
}

/// The sentences before one, nearest first.
fn before<'d, 'a>(
    document: &'d Document<'a>,
    sentence: &Sentence<'_>,
) -> impl Iterator<Item = &'d Sentence<'a>> {
    let here = (sentence.piece.part, sentence.piece.at);
    let upto = document
        .sentences
        .partition_point(|s| (s.piece.part, s.piece.at) < here);
    document.sentences[..upto].iter().rev()
}

/// Somebody or something that was named before: `the group`, `it`, `the former governor`.
pub(crate) fn again(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    text: &str,
) -> Option<Credit> {
    if BODY_AGAIN.is_match(text) {
        let own = sentence.mentions_in(0, start).rev().find_map(body);
        let name = own.or_else(|| {
            before(document, sentence)
                .take(REACH)
                .find_map(|s| s.mentions.iter().find_map(body))
        })?;
        return Some(Credit::new(Origin::organization(&name), sentence.block));
    }
    if !SOMEBODY_AGAIN.is_match(text) {
        return None;
    }
    let office = sentence
        .mentions_in(start, start + text.len())
        .find_map(|m| match &m.what {
            What::Office(name) => Some(name.as_str()),
            _ => None,
        });
    let people = |s: &Sentence<'_>| -> Vec<usize> {
        s.mentions.iter().filter_map(Mention::person).collect()
    };
    let holds =
        |id: &usize| office.is_some() && document.registry.people[*id].office.as_deref() == office;
    let holder = before(document, sentence)
        .take(30)
        .flat_map(people)
        .find(holds);
    // "The president" is the one who holds the office; other descriptions are of whoever the text is about.
    let near = || {
        before(document, sentence)
            .take(REACH)
            .flat_map(people)
            .find(|_| office != Some("president"))
    };
    let id = holder.or_else(near)?;
    Some(Credit::new(
        Origin::person(document.name(id).as_str()),
        sentence.block,
    ))
}

fn body(mention: &Mention) -> Option<String> {
    match &mention.what {
        What::Organization(name) => Some(name.clone()),
        _ => None,
    }
}

/// A name that the lists do not know, or people without a name; `None` where the words are neither.
pub(crate) fn unlisted(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    text: &str,
) -> Option<Credit> {
    static THINGS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:results?|ads?|numbers?|figures?|rules?|laws?|states?|things?|bills?|stories|headlines?|signs?|odds|votes?|states|years?|days?|times|us|this|campaigns?|politics|news|terms|remarks|comments|words|sides|changes|states|series|status|debates?|speeches|primar(?:y|ies)|elections?|race|races|moves?|i|we|you|he|she|what|there|that|people's|website|e-?mails?|organizations|outlets|media)$|\b(?:i'm|we're|i|we|you|not|will|would|is|are|was|were|has|have|had|to|than|if|how)\b",
        )
    });
    static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:others?|some|many|most|both|several|few)$|^(?:(?:some|many|most|other|several|a few|a number of|numerous|various|two|three|four|five|Ⓒ|top|local|national|senior|longtime|veteran) )?(?:[a-z-]+ |Ⓖ |Ⓨ |Ⓣ ){0,3}[a-z-]+s(?: (?:of|in|on|from|at|who|with|for|close|familiar) .{1,70})?$",
        )
    });
    if text.len() > 110 || THINGS.is_match(text) {
        return None;
    }
    if let Some(credit) = proper(document, sentence, start, end) {
        return Some(credit);
    }
    UNNAMED
        .is_match(text)
        .then(|| anonymous(sentence, start, end, text))
}

/// The last words of a source where they are a name: `gay-rights group Human Rights Campaign`.
fn proper(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
) -> Option<Credit> {
    if sentence
        .mentions_in(start, end)
        .any(|m| !matches!(m.what, What::Office(_) | What::Party(_) | What::State(_)))
    {
        return None;
    }
    let words = sentence.words(start, end);
    let head = words.split(',').next()?.trim();
    let all: Vec<&str> = head.split(' ').collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let joined = |word: &&str| matches!(*word, "of" | "for" | "and" | "&" | "the");
    let from = all
        .iter()
        .rposition(|word| !capital(word) && !joined(word))
        .map_or(0, |at| at + 1);
    let mut name = &all[from..];
    while name
        .first()
        .is_some_and(|w| joined(w) || matches!(*w, "The" | "But" | "And"))
    {
        name = &name[1..];
    }
    let last = *name.last()?;
    if !capital(&last) || name.len() > 7 {
        return None;
    }
    let plain = last.trim_end_matches("'s").trim_end_matches("’s");
    let known = document.registry.people.iter().find(|p| {
        p.name.as_str().ends_with(plain)
            && (name.len() == 1 || p.name.as_str().starts_with(name[0]))
    });
    if let Some(person) = known {
        return Some(Credit::new(
            Origin::person(person.name.as_str()),
            sentence.block,
        ));
    }
    let bare = name.join(" ");
    // One word at the start of a sentence has its capital from there.
    if name.len() == 1
        && (lexicon::is_common(&last.to_lowercase())
            || plain.ends_with('s') && words.starts_with(plain))
    {
        return None;
    }
    let origin = if name.len() > 1 && lexicon::given_name(name[0]).is_some() {
        Origin::person(&bare)
    } else {
        Origin::organization(&bare)
    };
    Some(Credit::new(origin, sentence.block))
}
