//! Who a credit names: an outlet, a person, an organization, a document, or people without names.

use std::sync::LazyLock;

use claim::{Origin, Terms};

use crate::document::Document;
use crate::lexicon::{self, regex};
use crate::mention::What;
use crate::reference;
use crate::search::Regex;
use crate::sentence::Sentence;

/// Someone who is credited, with the terms on which they spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    pub(crate) origin: Origin,
    pub(crate) terms: Terms,
    /// The outlet that they spoke to, where it is not the publisher.
    pub(crate) via: Vec<String>,
    /// The outlet block in which they are credited.
    pub(crate) block: Option<usize>,
}

impl Credit {
    pub(crate) fn new(origin: Origin, block: Option<usize>) -> Self {
        Self {
            origin,
            terms: Terms::default(),
            via: Vec::new(),
            block,
        }
    }
}

/// Unnamed people by what they are.
pub(crate) const PEOPLE: &str = r"sources?|people|persons?|officials?|aides?|advis[eo]rs?|allies|ally|strategists?|operatives?|insiders?|lawmakers?|senators?|spokes(?:man|woman|person|people)|representatives?|members?|donors?|consultants?|supporters|friends?|associates?|staffers?|observers|experts?|analysts?|party leaders|Ⓨ|Ⓣs?|trackers|critics|neighbors|witnesses|voters|delegates|activists";

static ANONYMOUS: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:(?:an?|one|two|three|four|five|six|several|multiple|some|many|other|another|these|senior|top|few|Ⓒ|numerous|at least|Ⓨ|Ⓤ|Ⓞ|Ⓖ|Ⓣ|Ⓟ'?s?|Ⓗ|local|state|federal|administration|campaign|party|law|enforcement|congressional|house|senate|anonymous|unnamed|gop|national|ad|well-placed|knowledgeable|former|current|close|longtime|republican-aligned|u·s·|white|government|intelligence|the) )*(?P<head>{PEOPLE})\b(?P<rest>.*)$"
    ))
});

static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:the|these|those|both|all|neither|each)(?: of)?(?: the)?(?: (?:two|three|four|five|six|same|other|Ⓒ))?(?: (?:{PEOPLE}))?$|^they$|^both$|^neither$"
    ))
});

static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:filings?|polls?|surveys?|memos?|returns|records|documents?|letter|tweets?|breakdown|results|report (?:filed|of)|report to|Ⓗ report|court papers|lawsuit|complaint|indictment|statement of candidacy|exit polls|polling averages?|data)\b",
    )
});

static ADVERBIAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:on|in|at|among|by|after|during|with|still|meanwhile|but|and|however)\b[^,]{0,80}, ")
});

static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:the )?(?:results page|website|web site|tally|count) of (?:the )?Ⓤ")
});

/// Who is credited by a range of the tagged form; `None` where the words name nobody that this reader knows.
pub(crate) fn credit(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    earlier: &[Credit],
) -> Option<Credit> {
    let tagged = sentence.tagged.text.get(start..end)?;
    let lead = tagged.len() - tagged.trim_start_matches([' ', ',', '"']).len();
    let mut start = start + lead;
    let mut text = tagged[lead..].trim_end_matches([' ', ',', '"', '.']);
    // "On the Democratic side, the poll": where and when comes before the source.
    if let Some(at) = ADVERBIAL.find(text).map(|m| m.end()) {
        start += at;
        text = &text[at..];
    }
    if text.is_empty() {
        return None;
    }
    let end = start + text.len();
    if text == "they" {
        return earlier
            .last()
            .filter(|c| {
                c.block == sentence.block
                    && matches!(
                        c.origin,
                        Origin::Anonymous { .. } | Origin::Organization { .. }
                    )
            })
            .cloned();
    }
    if AGAIN.is_match(text) {
        let same = |c: &&Credit| {
            matches!(c.origin, Origin::Anonymous { .. })
                && c.block == sentence.block
                && count_agrees(text, &c.origin)
        };
        return earlier
            .iter()
            .rev()
            .find(same)
            .cloned()
            .or_else(|| Some(anonymous(sentence, start, end, text)));
    }
    if let Some(same) = same_people(text, sentence.block, earlier) {
        return Some(same);
    }
    if AVERAGE.is_match(text) {
        let name = without_article(sentence.words(start, end)).to_owned();
        return Some(Credit::new(Origin::Document { name }, sentence.block));
    }
    if let Some(c) = HOST.captures(text).and_then(|c| c.get(1)) {
        return person(document, sentence, start + c.start(), start + c.end(), "Ⓟ");
    }
    // "CNN affiliate KVUE": the station speaks, not the network.
    if let Some(c) = AFFILIATE.captures(text)
        && let Some(name) = c.name("name")
    {
        let name = sentence.words(start + name.start(), start + name.end());
        return Some(Credit::new(Origin::organization(name), sentence.block));
    }
    if PAGE.is_match(text)
        || text.starts_with("Ⓤ")
        || text.starts_with("the Ⓤ")
        || text.starts_with("both Ⓤ")
        || text.starts_with("a Ⓤ report")
        || text.starts_with("an Ⓤ report")
    {
        return outlet(document, sentence, start, end);
    }
    if text == "the same news site" || reference::is_outlet(text) {
        return relayed(document, sentence, earlier);
    }
    // "A spokesman for the campaign, John Rogers": the name comes last.
    if let Some(at) = text
        .rfind(", Ⓟ")
        .filter(|at| at + ", Ⓟ".len() == text.len())
    {
        return person(document, sentence, start + at + 2, end, "Ⓟ");
    }
    if let Some(known) = reference::again(document, sentence, start, text) {
        return Some(known);
    }
    if ANONYMOUS.is_match(text) && !starts_with_person(text) {
        return Some(anonymous(sentence, start, end, text));
    }
    if let Some(poll) = reference::poll(document, sentence, text) {
        return Some(poll);
    }
    if DOCUMENT.is_match(text) && !starts_with_person(text) {
        let name = without_article(sentence.words(start, end)).to_owned();
        return Some(Credit::new(Origin::Document { name }, sentence.block));
    }
    campaign(document, sentence, start, end, text)
        .or_else(|| organization_first(sentence, start, end, text))
        .or_else(|| person(document, sentence, start, end, text))
        .or_else(|| reference::unlisted(document, sentence, start, end, text))
}

/// A station by its network.
static AFFILIATE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:the )?Ⓤ affiliate (?P<name>Ⓤ|Ⓞ|[a-z][a-z0-9-]{2,12})$"));

/// The average of polls that an outlet keeps is a document, not the outlet's word.
static AVERAGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:the |an? |both )?(?:(?:latest|new|recent) )?Ⓤ(?:/Ⓤ|/Ⓞ)*(?:'s?)?(?: [a-z]+){0,3} (?:polls?|survey|average|averages|polling)\b",
    )
});

/// `MSNBC host Chuck Todd` speaks for himself; a reporter speaks for the outlet.
static HOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:the )?Ⓤ(?:'s)? (?:host|anchor|columnist|analyst|contributor|commentator|moderator)? ?(Ⓟ)$",
    )
});

/// "The GOP aide", "the Cruz officials": unnamed people who were described before with the same word.
fn same_people(text: &str, block: Option<usize>, earlier: &[Credit]) -> Option<Credit> {
    let described = text.strip_prefix("the ")?;
    if described.contains(',') || !ANONYMOUS.is_match(text) || described.ends_with('Ⓟ') {
        return None;
    }
    let head = described.split(' ').next_back()?.trim_end_matches('s');
    earlier
        .iter()
        .rev()
        .find(|credit| {
            credit.block == block
                && matches!(&credit.origin, Origin::Anonymous { described: Some(d), .. }
                    if d.split([' ', ',']).any(|word| word.trim_end_matches('s').eq_ignore_ascii_case(head)))
        })
        .cloned()
}

/// The people of a list of speakers, as ranges of its words; empty where it names one person or none.
pub(crate) fn listed(text: &str) -> Vec<(usize, usize)> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:both |[^Ⓟ]{0,60} — )?(?:(?:former |u·s·|Ⓖ |Ⓨ |Ⓣ |mr· |ms· |mrs· )*Ⓟ)(?:, (?:former |Ⓖ |Ⓨ |Ⓣ |mr· |ms· |mrs· )*Ⓟ)*,? and (?:former |Ⓖ |Ⓨ |Ⓣ |mr· |ms· |mrs· )*Ⓟ(?: —|,)?$",
        )
    });
    if !LIST.is_match(text) {
        return Vec::new();
    }
    text.match_indices('Ⓟ')
        .map(|(at, sign)| (at, at + sign.len()))
        .collect()
}

fn starts_with_person(text: &str) -> bool {
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:(?:the|former|then|u·s·|state|mr·|mrs·|ms·|dr·|fellow|Ⓣ|Ⓨ|Ⓖ|Ⓖ's|Ⓞ|Ⓤ|[a-z-]+) ){0,7}Ⓟ(?:[^']|$)",
        )
    });
    static OF_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?:[a-zⓎⓉⒼⓄ·'-]+ ){{0,5}}(?:{PEOPLE}) (?:for|of|to|in|with|from|at|on|close|around|inside|working|who|familiar) [^,]*$|^(?:[a-zⓎⓉⒼ·'-]+ ){{0,3}}Ⓟ(?:'s?)? (?:[a-z-]+ ){{0,3}}(?:sources|people|officials?|aides?|advis[eo]rs?|allies|strategists|operatives|insiders|donors|supporters|friends|associates|staffers|delegates|voters)$"
        ))
    });
    LED.is_match(text)
        && !OF_PEOPLE.is_match(text)
        && !text.starts_with("a ")
        && !text.starts_with("an ")
        && !text.starts_with("one ")
}

fn count_agrees(words: &str, origin: &Origin) -> bool {
    let said = words.split(' ').find_map(lexicon::number_word);
    match (said, origin) {
        (
            Some(said),
            Origin::Anonymous {
                count: Some(count), ..
            },
        ) => said == *count,
        _ => true,
    }
}

fn without_article(words: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
}

fn outlet(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
) -> Option<Credit> {
    let name = sentence
        .mentions_in(start, end)
        .find_map(|m| match &m.what {
            What::Outlet(name) => Some(name.clone()),
            _ => None,
        })?;
    if is_publisher(document, &name) {
        return Some(Credit::new(Origin::Report, sentence.block));
    }
    Some(Credit::new(Origin::Organization { name }, sentence.block))
}

/// Whether an outlet is the one that published the report.
pub(crate) fn is_publisher(document: &Document<'_>, outlet: &str) -> bool {
    let canonical = claim::outlet::canonical;
    document
        .report
        .publisher
        .as_deref()
        .is_some_and(|p| canonical(p).eq_ignore_ascii_case(canonical(outlet)))
}

/// "The report" is the one that the blocks quote, or the outlet credited last.
fn relayed(document: &Document<'_>, sentence: &Sentence<'_>, earlier: &[Credit]) -> Option<Credit> {
    let outlet =
        |c: &&Credit| matches!(c.origin, Origin::Organization { .. }) && c.block == sentence.block;
    // The outlet may have been named as the one that somebody told.
    let hop = |c: &Credit| {
        c.via
            .last()
            .map(|name| Credit::new(Origin::organization(name), sentence.block))
    };
    let last = earlier
        .iter()
        .rev()
        .take(6)
        .find_map(|c| if outlet(&c) { Some(c.clone()) } else { hop(c) });
    last.or_else(|| {
        let name = document.blocks.first()?;
        Some(Credit::new(Origin::organization(name), sentence.block))
    })
}

pub(crate) fn anonymous(sentence: &Sentence<'_>, start: usize, end: usize, text: &str) -> Credit {
    let described = sentence.words(start, end).trim_end_matches([',', '.', ' ']);
    let first = described.split(' ').next().unwrap_or_default();
    let mut chars = described.chars();
    let described = match chars.next() {
        // A description is written as inside a sentence: "Republican sources" stays, "Two Republicans" becomes "two".
        Some(c) if lexicon::number_word(first).is_some() || lexicon::is_common(first) => {
            c.to_lowercase().chain(chars).collect()
        }
        _ => described.to_owned(),
    };
    let singular = |word: &str| matches!(word, "a" | "an" | "one");
    let count = text
        .split(' ')
        .take(2)
        .find_map(lexicon::number_word)
        .or_else(|| text.split(' ').next().filter(|w| singular(w)).map(|_| 1));
    let mut credit = Credit::new(
        Origin::Anonymous {
            described: Some(described),
            count,
        },
        sentence.block,
    );
    credit.terms.direct_knowledge =
        text.contains("direct knowledge") || text.contains("directly familiar");
    credit
}

/// `his campaign`, `the Byrne campaign`, `Sessions's campaign`, `the campaign of Jeff Sessions`.
fn campaign(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    text: &str,
) -> Option<Credit> {
    static CAMPAIGN: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:the )?(?:Ⓗ|Ⓟ(?:'s?)?)(?: [a-z-]+)? campaign$|^the campaign(?: of Ⓟ)?$")
    });
    if !CAMPAIGN.is_match(text) {
        return None;
    }
    let id = sentence
        .mentions_in(start, end)
        .find_map(crate::mention::Mention::person)
        .or_else(|| {
            sentence
                .mentions
                .iter()
                .find_map(crate::mention::Mention::person)
        })?;
    let name = format!("{} campaign", document.name(id));
    Some(Credit::new(Origin::Organization { name }, sentence.block))
}

fn organization_first(
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    text: &str,
) -> Option<Credit> {
    let bare = text.strip_prefix("the ").unwrap_or(text);
    if !bare.starts_with('Ⓞ') || bare.contains('Ⓟ') || bare.starts_with("Ⓞ'") {
        return None;
    }
    let name = sentence
        .mentions_in(start, end)
        .find_map(|m| match &m.what {
            What::Organization(name) => Some(name.clone()),
            _ => None,
        })?;
    Some(Credit::new(Origin::Organization { name }, sentence.block))
}

/// "Bush spokesman Tim Miller": the one whom the title leads to.
static AFTER_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:the|former|then|longtime|senior|a|an|Ⓨ|Ⓣ) )*Ⓟ(?:'s?)?(?: [a-z-]+){1,5} (?P<name>Ⓟ)(?:$|,| )",
    )
});

fn person(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
    text: &str,
) -> Option<Credit> {
    if !starts_with_person(text) {
        return None;
    }
    let named = AFTER_TITLE
        .captures(text)
        .filter(|c| {
            !c[0].split(' ').any(|word| {
                matches!(
                    word,
                    "and"
                        | "or"
                        | "of"
                        | "for"
                        | "with"
                        | "from"
                        | "who"
                        | "in"
                        | "on"
                        | "at"
                        | "to"
                        | "by"
                )
            })
        })
        .and_then(|c| c.name("name"))
        .map_or(start, |m| start + m.start());
    let id = sentence
        .mentions_in(named, end)
        .find_map(crate::mention::Mention::person)?;
    Some(Credit::new(
        Origin::person(document.name(id).as_str()),
        sentence.block,
    ))
}
