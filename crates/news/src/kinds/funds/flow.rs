//! Campaign money by the verb or noun beside the amount: what was raised, spent, lent or held, and by whom, for the sentences
//! that no rule knows.

use std::sync::LazyLock;

use crate::search::{Captures, Regex};
use claim::{Certainty, Measure, Statement};

use crate::attribution::Range;
use crate::kinds::{Look, Page};
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::sentence::MONEY;
use crate::subject::{Actor, LEADING, Subject, among, subject};

/// An amount with what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    pub(super) measure: Measure,
    /// Who holds it: a name, and the person whose race it is.
    pub(super) holders: Vec<(String, Option<usize>)>,
    pub(super) certainty: Certainty,
    pub(super) range: Range,
}

static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<raised>rais(?:e|es|ed|ing)|t(?:ook|ake|akes|aking|aken) in|br(?:ought|ing|ings|inging) in|pull(?:s|ed|ing)? in|collect(?:s|ed|ing)?|haul(?:s|ed|ing)? in|rak(?:e|es|ed|ing) in|bank(?:s|ed|ing)|amass(?:es|ed|ing)?|net(?:s|ted|ting)|garner(?:s|ed|ing)?|reel(?:s|ed|ing)? in|receiv(?:e|es|ed|ing)|dr[ae]w(?:s|n|ing)?|gather(?:s|ed|ing)?|got|attract(?:s|ed|ing)?|post(?:s|ed|ing)?)|",
        r"(?P<spent>spen[dt](?:s|ing)?|splurg(?:e|es|ed|ing)|pour(?:s|ed|ing)?|pump(?:s|ed|ing)?|plow(?:s|ed|ing)?|dump(?:s|ed|ing)?|drop(?:s|ped|ping)?|shell(?:s|ed|ing)? out|burn(?:s|ed|ing|t)? through|blow(?:s|n|ing)? through|blew through|funnel(?:s|ed|ing)?|steer(?:s|ed|ing)?|sank|sunk|sinking|invest(?:s|ed|ing)?|commit(?:s|ted|ting)?)|",
        r"(?P<aired>reserv(?:e|es|ed|ing)|b(?:uy|uys|ought|uying)|book(?:s|ed|ing)?|plac(?:e|es|ed|ing)|air(?:s|ed|ing)?|launch(?:es|ed|ing)?|roll(?:s|ed|ing)? out|put(?:s|ting)?|unveil(?:s|ed|ing)?|announc(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|devot(?:e|es|ed|ing)|r[au]n(?:s|ning)?|cut(?:s|ting)?)|",
        r"(?P<lent>loan(?:s|ed|ing)?|len(?:d|t|ding)|self-fund(?:s|ed|ing)?)|(?P<gave>g[ai]v(?:e|es|en|ing)|donat(?:e|es|ed|ing)|contribut(?:e|es|ed|ing)|chipp(?:ed|ing) in|pledg(?:e|es|ed|ing))|(?P<owed>ow(?:es|ed|ing))|",
        r"(?P<held>has|had|have|having|with|holds?|held|report(?:s|ed|ing)?|sitting on|sits on|sat on|boasts?|stockpiled|show(?:s|ed|ing)?|retains?))\b(?P<between>[^ⓂⓅ;]{0,55})$"
    ))
});
/// What lies between a verb and its amount: quantities and the purse, no other verb.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?: (?:in |by |up |over|about|just|more than|more|nearly|roughly|only|an?|estimated|close to|at least|less than|almost|some|around|up to|as much as|well|upwards? of|approximately|additional|another|record|maximum|max|whopping|staggering|combined|total of|total|the|even|fewer than|under|north of|of|impressive|massive|Ⓗ|its|their|own|campaign|itself|himself|herself|through|Ⓞ|Ⓓ|in Ⓓ|on Ⓓ|left|having|raising|spending|Ⓒ times|worth|big|huge|eye-popping|mere|paltry|measly|so far|together|altogether|on average|online|says|half of|much of|most of|to|than|super pac|committee|from))*\s*$",
    )
});
static ADS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:ads?|advertising|advertisements?|airtime|air time|ad time|commercials?|tv spots|tv|television|media buy|ad buy|spots)\b",
    )
});
static CASH: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:(?:more|left|still|stowed away|available|remaining|saved|stockpiled|squirreled away|socked away|banked|tucked away) )*(?:(?:in|on|of) )?(?:(?:the|its|Ⓗ|their|available|campaign|unspent) )*(?:bank|cash|hand|war chest|coffers|campaign account|bank account|account|reserves?|campaign fund)\b(?: on hand)?",
    )
});
/// Money that is no campaign's: tickets, fees, budgets.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ ?(?:per |a (?:plate|head|person|ticket|month|year|day)|an hour|apiece|tickets?|grant|loan guarantee|tax|bill|budget|deficit|fine|salary|in damages|in paid|in fees|in aid|in revenue|economy|home|house|mansion|lawsuit|in federal|in state|in taxpayer|in earmarks|bailout|in cuts|stimulus|over the next decade|over Ⓒ years|worth of free|in free|in earned)",
    )
});
/// `Ⓜ raised by Ⓟ`, `a Ⓜ ad campaign by Ⓞ`.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:-plus|-a-week)?(?: [a-z-]+| Ⓖ){0,5} (?:by|from|for) (?:the |Ⓣ |former |Ⓨ |Ⓖ )*(?P<who>Ⓟ|Ⓞ)",
    )
});
/// `compared with Ⓜ for Ⓟ`, `Ⓟ's Ⓜ`: a second amount of the same kind.
static OWNER: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<who>Ⓟ|Ⓞ)'s? (?:[a-z-]+ ){0,3}$"));
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:compared|compares) (?:to|with) (?:[a-z]+ ){0,3}$|\bto (?:about |just |nearly )?$|\bthan (?:[a-z]+ ){0,2}(?:Ⓟ|Ⓞ)'s? $|(?:trailing|topping|dwarfing|behind|ahead of|exceeding|surpassing|outpacing|eclipsing|to) (?:Ⓣ |former )*(?:Ⓟ|Ⓞ)'s? (?:[a-z]+ )?$",
    )
});

/// What a sentence says of the amount that the sign at a byte stands for; `before` is what the amount before it was.
pub(super) fn flow(
    page: &Page<'_, '_>,
    look: Look<'_, '_>,
    at: usize,
    before: Option<Measure>,
) -> Option<Flow> {
    let text = look.text();
    let end = at + MONEY.len_utf8();
    let (lead, rest) = (text.get(..at)?, text.get(end..)?);
    if OTHER.is_match(rest)
        || lead.ends_with("within ")
        || lead.ends_with("every ")
        || rest.starts_with(" more than") && !lead.ends_with("of ")
    {
        return None;
    }
    let near = short(rest.split([',', ';', MONEY]).next().unwrap_or_default());
    if let Some(measure) = before
        && COMPARED.is_match(lead)
    {
        let who = OWNER
            .captures(lead)
            .and_then(|c| holder_at(look, &c))
            .or_else(|| {
                let c = BY.captures(near)?;
                let m = c.name("who")?;
                named(look, (end + m.start(), end + m.end()))
            })?;
        return Some(Flow {
            measure,
            holders: vec![who],
            certainty: Certainty::Asserted,
            range: (at, end),
        });
    }
    by_verb(page, look, at, near).or_else(|| by_noun(page, look, at, near))
}

/// The first 60 characters.
fn short(text: &str) -> &str {
    text.char_indices()
        .nth(60)
        .map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

fn by_verb(page: &Page<'_, '_>, look: Look<'_, '_>, at: usize, near: &str) -> Option<Flow> {
    let text = look.text();
    let end = at + MONEY.len_utf8();
    let lead = text.get(..at)?;
    let c = last_verb(lead)?;
    let whole = c.get(0)?;
    let is = |name: &str| c.name(name).is_some();
    let between = c.name("between").map_or("", |m| m.as_str());
    let plain = BETWEEN.is_match(between);
    let wide = short(text.get(end..)?);
    let ads = ADS.is_match(wide) || ADS.is_match(between);
    let cash = CASH.find(near);
    let measure = if cash.is_some() && (is("held") || is("raised")) {
        Measure::CashOnHand
    } else if !plain && !ads {
        return None;
    } else if is("raised") {
        Measure::Raised
    } else if ads && (is("spent") || is("aired")) {
        Measure::AdSpend
    } else if is("spent") {
        Measure::Spent
    } else if is("lent") {
        Measure::Loaned
    } else if is("gave") {
        if near.contains("Ⓗ own") || near.contains("Ⓗ campaign") {
            Measure::Loaned
        } else if PURSE.is_match(near) {
            Measure::Spent
        } else {
            return None;
        }
    } else if is("owed") {
        Measure::Debt
    } else {
        return None;
    };
    let tail = cash.map_or(0, |m| m.end());
    // "One of five to raise at least", "enough to spend" tell of no deed of the subject.
    let before: Vec<&str> = lead.get(..whole.start())?.split_whitespace().collect();
    if let [.., governor, "to"] = before.as_slice()
        && !among(LEADING, governor.trim_end_matches(','))
    {
        return None;
    }
    let Subject {
        actors,
        from,
        certainty,
    } = subject(look, whole.start()).or_else(|| again(page, look, whole.start()))?;
    let together = text.contains("combined") || text.contains("together");
    let mut holders: Vec<(String, Option<usize>)> = actors
        .into_iter()
        .map(|actor| match actor {
            Actor::Person(id) => (look.document.name(id).as_str().to_owned(), Some(id)),
            Actor::Body(name) => (name, None),
        })
        .collect();
    holders.retain(|(name, _)| is_holder(name));
    if together || holders.iter().any(|(_, person)| person.is_none()) {
        holders.truncate(1);
    }
    (!holders.is_empty() && holders.len() < 4 && certainty != Certainty::Denied).then_some(Flow {
        measure,
        holders,
        certainty,
        range: (from.min(whole.start()), end + tail),
    })
}

/// Whether a name is one that campaign money is told of: no public body, no "candidates", no "his party".
fn is_holder(name: &str) -> bool {
    !super::NO_HOLDERS.contains(&name)
        && !name.ends_with("candidates")
        && !["his ", "her ", "their ", "its "]
            .iter()
            .any(|word| name.starts_with(word))
}

/// To whom gifts count as campaign money.
static PURSE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"campaign|committee|super ?pac|\bpacs?\b|candidates?|Ⓞ|Ⓨ|Ⓟ's|efforts?|contribution")
});

/// The verb nearest before the end of a text.
fn last_verb(lead: &str) -> Option<Captures<'_>> {
    // The expression is tied to the end, so that an earlier start may swallow a later verb: try ever later starts.
    let mut from = 0;
    let mut best = None;
    while let Some(c) = VERBS.captures_at(lead, from) {
        let start = c.get(0)?.start();
        from = start + 1;
        while !lead.is_char_boundary(from) {
            from += 1;
        }
        best = Some(c);
    }
    best
}

/// "The campaign", "it", "they": whose money the sentence before told of.
fn again(page: &Page<'_, '_>, look: Look<'_, '_>, verb: usize) -> Option<Subject> {
    static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:it|they|the campaign|the committee|the operation|the haul)(?:'s|'ve)?(?: [a-z]+ly| also| has| had| have| now| still| then)* $|^(?:and |but )?$",
        )
    });
    let before = look.text().get(..verb)?;
    if !AGAIN.is_match(before) {
        return None;
    }
    page.drafts.iter().rev().find_map(|draft| {
        let Statement::Funds(funds) = &draft.statement else {
            return None;
        };
        (draft.sentence + 3 > look.idx).then(|| Subject {
            actors: vec![person_named(look, &funds.holder)],
            from: verb,
            certainty: Certainty::Asserted,
        })
    })
}

fn person_named(look: Look<'_, '_>, name: &str) -> Actor {
    let people = &look.document.registry.people;
    (0..people.len())
        .find(|id| people[*id].name.as_str() == name)
        .map_or_else(|| Actor::Body(name.to_owned()), Actor::Person)
}

/// `Ⓟ's Ⓜ war chest`, `a Ⓜ ad buy from Ⓞ`, `Ⓜ raised by Ⓟ`.
fn by_noun(page: &Page<'_, '_>, look: Look<'_, '_>, at: usize, near: &str) -> Option<Flow> {
    static NOUN: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"^(?:-plus|-a-week)?(?: (?:[a-z-]+|Ⓖ|Ⓓ)){0,3}? (?:(?P<ads>(?:ads?|advertising|tv|television|media|airtime|commercial|digital)(?: ad| advertising)? (?:buys?|campaign|blitz|push|reservation|purchase|effort|order|spending|barrage|onslaught)|worth of (?:[a-z]+ ){0,2}(?:ads|advertising|airtime|commercials|ad time|tv)|in (?:[a-z]+ ){0,2}(?:ads|advertising|ad spending|commercials|airtime)|on (?:[a-z]+ ){0,2}(?:ads|advertising|commercials|airtime)|of (?:advertising|ads|airtime)|for (?:[a-z]+ ){0,2}(?:ads|commercials))|",
            r"(?P<cash>war chest|cash on hand|in (?:the bank|cash)|bankroll)|(?P<raised>haul|raised|in (?:contributions|donations|fundraising|pledges|campaign contributions)|fundraising (?:haul|quarter|total)|in super ?pac (?:support|money|backing))|(?P<spent>spent|in (?:campaign )?spending|in outside spending)|(?P<debt>in (?:campaign |outstanding )?debts?))\b"
        ))
    });
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<cash>war chest|cash on hand|bank account)[^Ⓜ;,]{0,30}$|(?P<raised>haul|fundraising total|total raised|fundraising)(?: for Ⓓ| in Ⓓ| Ⓓ)?(?: of| was| totaled| topped| reached| hit| to|:)[^Ⓜ;,]{0,20}$|(?P<ads>ad spending|ad buy|advertising)(?: for Ⓟ)?(?: of| totaling| totals| worth|:)[^Ⓜ;,]{0,20}$",
        )
    });
    let text = look.text();
    let end = at + MONEY.len_utf8();
    let lead = text.get(..at)?;
    let after = NOUN.captures(near);
    let before = LEAD.captures(lead);
    let c = after.as_ref().or(before.as_ref())?;
    let measure = [
        ("ads", Measure::AdSpend),
        ("cash", Measure::CashOnHand),
        ("raised", Measure::Raised),
        ("spent", Measure::Spent),
        ("debt", Measure::Debt),
    ]
    .into_iter()
    .find_map(|(name, measure)| c.name(name).map(|_| measure))?;
    let stop = after
        .as_ref()
        .and_then(|c| c.get(0))
        .map_or(end, |m| end + m.end());
    let agent = BY.captures(near).and_then(|c| {
        let m = c.name("who")?;
        named(look, (end + m.start(), end + m.end()))
    });
    // "Spent by outside groups" is nobody's who stands before it.
    if agent.is_none() && near.contains(" by ") {
        return None;
    }
    let owner = || OWNER.captures(lead).and_then(|c| holder_at(look, &c));
    // "Her campaign's haul of": the owner of the noun before, else the subject of the clause.
    let clause = || {
        let first = lead
            .rfind(['Ⓟ', 'Ⓗ', 'Ⓞ'])
            .filter(|first| lead.len() - first < 90)?;
        named(look, (first, first + "Ⓟ".len()))
    };
    let last = || {
        page.drafts
            .iter()
            .rev()
            .find_map(|draft| match &draft.statement {
                Statement::Funds(funds) if draft.sentence + 2 > look.idx => {
                    match person_named(look, &funds.holder) {
                        Actor::Person(id) => Some((funds.holder.clone(), Some(id))),
                        Actor::Body(name) => Some((name, None)),
                    }
                }
                _ => None,
            })
    };
    let holder = agent.or_else(owner).or_else(clause).or_else(last)?;
    Some(Flow {
        measure,
        holders: vec![holder],
        certainty: Certainty::Asserted,
        range: (at, stop),
    })
}

fn holder_at(look: Look<'_, '_>, c: &Captures<'_>) -> Option<(String, Option<usize>)> {
    let m = c.name("who")?;
    named(look, (m.start(), m.end()))
}

fn named(look: Look<'_, '_>, range: Range) -> Option<(String, Option<usize>)> {
    let mention: &Mention = look.sentence.mentions_in(range.0, range.1).next()?;
    match &mention.what {
        What::Organization(name) if !is_holder(name) => None,
        What::Organization(name) => Some((name.clone(), None)),
        _ => mention
            .person()
            .map(|id| (look.document.name(id).as_str().to_owned(), Some(id))),
    }
}
