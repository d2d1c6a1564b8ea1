//! What a sentence names: people, outlets, organizations, offices, states, parties, dates and figures.
//!
//! Each mention is a byte range of its sentence; mentions never overlap. The more telling kind wins: `Alabama Republican
//! Party` is an organization, not a state and a party.

use std::sync::LazyLock;

use claim::{Money, Party, Percent, outlet};
use jiff::civil::Date;

use crate::aside;
use crate::date::{self, Dated};
use crate::figure;
use crate::lexicon::{self, Pronoun, entries, regex};
use crate::search::{Match, Regex};

/// The grammatical case of a pronoun, as far as it tells whom it can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Subject,
    Object,
    Possessive,
}

/// What a mention names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// A person by name: the number in the registry.
    Person(usize),
    /// A pronoun, with the person it most likely means.
    Pronoun(Pronoun, Case, Option<usize>),
    Outlet(String),
    Organization(String),
    /// The usual name of the office.
    Office(String),
    State(&'static str),
    Party(Party),
    Date(Dated),
    Money(Money),
    Percent(Percent),
    Count(u64),
    /// Page furniture inside a sentence, which the tagged form leaves out.
    Aside,
}

/// Something named in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) what: What,
}

impl Mention {
    /// The person meant, by name or pronoun.
    pub(crate) const fn person(&self) -> Option<usize> {
        match self.what {
            What::Person(id) | What::Pronoun(_, _, Some(id)) => Some(id),
            _ => None,
        }
    }
}

/// Names that are common words too: an outlet only with the article before them.
const WITH_ARTICLE: [&str; 14] = [
    "Times",
    "Post",
    "Journal",
    "Hill",
    "Guardian",
    "Atlantic",
    "Economist",
    "Telegraph",
    "Fortune",
    "Hotline",
    "Esquire",
    "Independent",
    "Sun",
    "Star",
];

static HOUSES: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = outlet::houses().flatten().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let names: Vec<String> = names
        .into_iter()
        .map(|name| {
            let escaped = regex_syntax::escape(name);
            if WITH_ARTICLE.contains(&name) {
                format!("[Tt]he {escaped}")
            } else {
                escaped
            }
        })
        .collect();
    regex(&format!(
        r"(?:\b[Tt]he )?\b(?:{}|POLITICO)(?:\b|$)",
        names.join("|")
    ))
});

/// Names that say by themselves that they are outlets: `The Anniston Star`, `AL.com`, `BirminghamWatch`, `WBHM`.
static PAPERS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:\b[Tt]he )?\b(?:(?:[A-Z][\w&'’-]*\.? ){1,3}(?:News|Times|Post|Star|Herald|Tribune|Advertiser|Reporter|Courier|Sentinel|Journal|Gazette|Register|Chronicle|Dispatch|Observer|Examiner|Inquirer|Globe|Bee|Ledger|Enquirer|Monitor|Press|Radio|Digest)(?: (?:News|Courier|Journal|Sentinel|Tribune))?\b|[A-Z][A-Za-z]*\.com\b|[A-Z][a-z]+[A-Z]?[a-z]*Watch\b|[WK][A-Z]{3}(?:-TV|-FM)?\b)",
    )
});

/// Organizations by their last word: `Alabama Republican Party`, `Auburn University at Montgomery`, `WPA Intelligence`.
static BODIES: LazyLock<Regex> = LazyLock::new(|| {
    let mut listed: Vec<String> = lexicon::organizations().map(regex_syntax::escape).collect();
    listed.sort_by_key(|name| std::cmp::Reverse(name.len()));
    regex(&format!(
        r"\b(?:(?:[A-Z][\w&'’-]*\.? (?:(?:of|for|and|on) )?){{1,5}}(?:Party|Committee|PAC|Federation|Association|University|Polling|Research|Institute|Foundation|Group|Union|Council|Coalition|Fund|Caucus|Consulting|Intelligence|Strategies|Corporation|College|Department|Bureau|Commission|Board|Center|League|Conference)\b(?: (?:at|of) [A-Z]\w+)?|(?:{})\b)",
        listed.join("|")
    ))
});

static OFFICE_NAMES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut names: Vec<(&str, &str)> = entries(include_str!("../data/offices.txt"))
        .map(|line| {
            line.split_once('|')
                .map_or((line, line), |(name, usual)| (name.trim(), usual.trim()))
        })
        .collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

static OFFICES: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<String> = OFFICE_NAMES
        .iter()
        .map(|(name, _)| {
            let escaped = regex_syntax::escape(name);
            if name.ends_with('.') {
                escaped
            } else {
                format!(r"{escaped}\b")
            }
        })
        .collect();
    regex(&format!(r"(?i)\b(?:{})", names.join("|")))
});

static STATE_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = lexicon::STATES
        .iter()
        .flat_map(|state| [state.name, state.short])
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    let names: Vec<String> = names.into_iter().map(regex_syntax::escape).collect();
    regex(&format!(r"\b(?:{})(?:\b|$|)", names.join("|")))
});

static PARTIES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:Republicans?|Democrats?|Democratic|GOP|Libertarians?|Green(?: Party)|[Ii]ndependents?)\b",
    )
});

static PRONOUNS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<he>[Hh]e|[Hh]im|[Hh]imself|[Hh]is)\b|\b(?P<she>[Ss]he|[Hh]er|[Hh]ers|[Hh]erself)\b",
    )
});

/// Everything but people, in the order of the sentence.
pub(crate) fn fixed(text: &str, published: Option<Date>) -> Vec<Mention> {
    let mut taken: Vec<Mention> = Vec::new();
    let mut add = |start: usize, end: usize, what: What| {
        if !taken.iter().any(|m| m.start < end && start < m.end) {
            taken.push(Mention { start, end, what });
        }
    };
    for (start, end) in aside::asides(text) {
        add(start, end, What::Aside);
    }
    for (start, end, dated) in date::dates(text, published) {
        add(start, end, What::Date(dated));
    }
    for (start, end, amount) in figure::money(text) {
        add(start, end, What::Money(amount));
    }
    for (start, end, share) in figure::percents(text) {
        add(start, end, What::Percent(share));
    }
    for (start, end, count) in figure::counts(text) {
        add(start, end, What::Count(count));
    }
    // "Democratic National Committee chairwoman" is an office, not an organization, and Vice no outlet
    // before "President".
    let offices: Vec<Match<'_>> = OFFICES.find_iter(text).collect();
    for m in offices.iter().filter(|m| m.as_str().contains(' ')) {
        if let Some(usual) = office_at(text, m.start(), m.end()) {
            add(m.start(), m.end(), What::Office(usual.to_owned()));
        }
    }
    // The longer of a listed house and a paper's name by its form is the name: "Fox News" against "Alabama Daily News".
    for m in HOUSES.find_iter(text) {
        let longer = PAPERS
            .find_iter(text)
            .find(|p| p.start() <= m.start() && m.end() <= p.end() && p.len() > m.len());
        let m = longer.unwrap_or(m);
        // Michael Bloomberg is no outlet.
        let before = text
            .get(..m.start())
            .and_then(|t| t.trim_end().rsplit(' ').next())
            .unwrap_or_default();
        let initial = before.len() == 2 && before.ends_with('.')
            || matches!(before, "Mr." | "Mrs." | "Ms." | "Mayor");
        if !m.as_str().contains(' ') && (initial || lexicon::given_name(before).is_some()) {
            continue;
        }
        add(
            m.start(),
            m.end(),
            What::Outlet(without_article(m.as_str()).to_owned()),
        );
    }
    for m in BODIES.find_iter(text) {
        // A listed name is whole as it stands: "Emily's List", "Americans for Prosperity".
        let skip = if lexicon::is_listed(without_article(m.as_str())) {
            0
        } else {
            lead_to_skip(m.as_str())
        };
        let start = m.start() + skip;
        // The Iowa Caucus is a vote, the Freedom Caucus a body.
        if text[start..m.end()]
            .strip_suffix(" Caucus")
            .is_some_and(|state| lexicon::state_code(state).is_some())
        {
            continue;
        }
        add(
            start,
            m.end(),
            What::Organization(without_article(&text[start..m.end()]).to_owned()),
        );
    }
    for m in PAPERS.find_iter(text) {
        let start = m.start() + lead_to_skip(m.as_str());
        // "White House Press Secretary" is no press.
        let title = m.as_str().ends_with("Press") && text[m.end()..].starts_with(" Secretary");
        if start < m.end() && !title && !SHOUTED.contains(&m.as_str()) {
            add(
                start,
                m.end(),
                What::Outlet(without_article(&text[start..m.end()]).to_owned()),
            );
        }
    }
    for m in offices {
        if let Some(usual) = office_at(text, m.start(), m.end()) {
            add(m.start(), m.end(), What::Office(usual.to_owned()));
        }
    }
    for m in STATE_NAMES.find_iter(text) {
        if let Some(code) = lexicon::state_code(m.as_str()) {
            add(m.start(), m.end(), What::State(code));
        }
    }
    for m in PARTIES.find_iter(text) {
        if let Some(party) = lexicon::party(m.as_str().split(' ').next().unwrap_or_default()) {
            add(m.start(), m.end(), What::Party(party));
        }
    }
    for c in PRONOUNS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let pronoun = if c.name("he").is_some() {
            Pronoun::He
        } else {
            Pronoun::She
        };
        let case = match m.as_str().to_lowercase().as_str() {
            "he" | "she" => Case::Subject,
            "him" | "himself" | "herself" => Case::Object,
            _ => Case::Possessive,
        };
        add(m.start(), m.end(), What::Pronoun(pronoun, case, None));
    }
    taken.sort_by_key(|m| m.start);
    taken
}

/// Words in capitals that look like call signs.
const SHOUTED: [&str; 12] = [
    "WITH", "WHEN", "WERE", "WILL", "WANT", "WHAT", "KEEP", "KNOW", "KILL", "WEEK", "WALL", "WORK",
];

fn without_article(name: &str) -> &str {
    name.strip_prefix("The ")
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name)
}

/// How many bytes at the start of a capitalised run are a common word ("But", "According", "The") and no part of a name.
fn lead_to_skip(name: &str) -> usize {
    let mut skipped = 0;
    for word in name.split_inclusive(' ') {
        let bare = word.trim();
        let skip = (lexicon::is_common(bare)
            && bare != "State"
            && bare != "American"
            && bare != "National"
            && bare != "House"
            && bare != "Senate")
            || bare.ends_with("'s")
            || bare.ends_with("’s");
        if !skip {
            break;
        }
        skipped += word.len();
    }
    if skipped >= name.len() { 0 } else { skipped }
}

/// The usual name of the office at a range, unless the words around say that it is none ("president of the Club").
fn office_at(text: &str, start: usize, end: usize) -> Option<&'static str> {
    let name = text.get(start..end)?;
    let rest = text.get(end..)?;
    let business = [
        "president",
        "vice president",
        "chancellor",
        "commissioner",
        "treasurer",
        "speaker",
        "justice",
    ];
    let lower = name.to_lowercase();
    if rest.starts_with(" of ") && business.contains(&lower.as_str()) {
        let public = [
            " of the United States",
            " of the U.S",
            " of the House",
            " of Ukraine",
            " of Russia",
        ];
        if !public.iter().any(|p| rest.starts_with(p)) {
            return None;
        }
    }
    // "Press Secretary" works for the office.
    if lower == "secretary" && text[..start].to_lowercase().ends_with("press ") {
        return None;
    }
    let verbs = [
        "justice",
        "speaker",
        "judge",
        "secretary",
        "sec.",
        "sen",
        "sens",
        "rep",
        "reps",
        "gov",
    ];
    if verbs.contains(&lower.as_str()) && !name.starts_with(char::is_uppercase) {
        return None;
    }
    if rest.starts_with(" Department") || rest.starts_with(" of Justice") || rest.starts_with("ial")
    {
        return None;
    }
    OFFICE_NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, usual)| *usual)
}
