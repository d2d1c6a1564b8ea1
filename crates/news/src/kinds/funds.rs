//! `funds`: campaign money held, raised, spent, lent or owed, and spent on advertising.
//!
//! > Sessions would enter the race with $2.5 million stowed away in his campaign war chest.
//! >
//! > holder Jeff Sessions, measure cash_on_hand, amount 2500000

use std::sync::LazyLock;

use crate::search::{Captures, Regex};
use claim::{Certainty, Funds, Measure, Money, Origin, Period, Statement};

use super::{Draft, Look, Page, certainty, matches, quoted};
use crate::lexicon::regex;
use crate::mention::{Case, Mention, What};
use crate::pattern::{Rule, Rules, rules};
use crate::sentence::MONEY;

mod flow;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/funds.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the campaign money of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    let mut taken: Vec<usize> = Vec::new();
    for (rule, c) in matches(&RULES, look.text()) {
        let range = quoted(&c);
        let Some(measure) = rule
            .word::<Measure>("measure")
            .filter(|_| has_needed(rule, look))
        else {
            continue;
        };
        let Some((at, amount)) = amount(look, &c) else {
            continue;
        };
        let Some((holder, person)) = holder(look, &c) else {
            continue;
        };
        // An amount is one thing only: the first rule that knows it has it.
        if taken.contains(&at) {
            continue;
        }
        taken.push(at);
        let mut draft = draft(
            page,
            look,
            range,
            measure,
            amount,
            holder,
            person,
            certainty(rule),
        );
        // "BirminghamWatch counted": the subject is who says so.
        draft.origin = look
            .mentions(&c, "by")
            .into_iter()
            .find_map(|m| match &m.what {
                What::Outlet(name) | What::Organization(name) => Some(Origin::organization(name)),
                _ => None,
            });
        page.drafts.push(draft);
    }
    if look.text().contains(MONEY) && is_campaign(page, look) {
        flows(page, look, &taken);
    }
}

/// Amounts that news about campaigns tells of: from a hundred dollars to five billion.
const MOST: std::ops::RangeInclusive<Money> =
    Money::from_cents(10_000)..=Money::from_cents(500_000_000_000);

/// The amounts that no rule took.
fn flows(page: &mut Page<'_, '_>, look: Look<'_, '_>, taken: &[usize]) {
    let text = look.text();
    let mut before = None;
    for (at, sign) in text.match_indices(MONEY) {
        let mention = look
            .sentence
            .mentions_in(at, at + sign.len())
            .find_map(|m| match m.what {
                What::Money(amount) if MOST.contains(&amount) => Some((m.start, amount)),
                _ => None,
            });
        let Some((start, amount)) = mention else {
            continue;
        };
        if taken.contains(&start) {
            before = page.drafts.iter().find_map(|d| match &d.statement {
                Statement::Funds(f) if d.sentence == look.idx && f.amount == amount => {
                    Some(f.measure)
                }
                _ => None,
            });
            continue;
        }
        let Some(flow) = flow::flow(page, look, at, before) else {
            continue;
        };
        before = Some(flow.measure);
        for (holder, person) in flow.holders {
            let draft = draft(
                page,
                look,
                flow.range,
                flow.measure,
                amount,
                holder,
                person,
                flow.certainty,
            );
            page.drafts.push(draft);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "the fields of one claim")]
fn draft(
    page: &Page<'_, '_>,
    look: Look<'_, '_>,
    range: super::Range,
    measure: Measure,
    amount: Money,
    holder: String,
    person: Option<usize>,
    certainty: Certainty,
) -> Draft {
    let funds = Funds {
        holder,
        measure,
        amount,
        race: match person {
            Some(person) => look.race_running(range, person),
            None => look.race_now(range, None),
        }
        .filter(|race| {
            // Money that has been told of is not that of an election three years away.
            let published = look.document.published().map(jiff::civil::Date::year);
            published.is_none_or(|year| race.year - year < 3)
        }),
        state: None,
        period: period(page, look, range, measure),
        committee: None,
        form: None,
    };
    look.draft(range, certainty, Statement::Funds(funds))
}

/// Whether a sentence speaks of campaign money: by its words, or by those of the money before it in the paragraph.
fn is_campaign(page: &Page<'_, '_>, look: Look<'_, '_>) -> bool {
    let text = look.text();
    let paragraph = |idx: usize| look.document.sentences[idx].piece.paragraph;
    let goes_on = page.drafts.iter().rev().any(|d| {
        matches!(d.statement, Statement::Funds(_))
            && paragraph(d.sentence) + 1 >= paragraph(look.idx)
    });
    (goes_on || CAMPAIGN.is_match(text)) && !POLICY.is_match(text)
}

/// Words of campaigns and their money.
static CAMPAIGN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"campaign|raised|\bcash\b|\brace\b|\bads?\b|advertis|election|super pac|\bpacs?\b|candidate|primary|committee|\bcycle\b|\bbid\b|nomin|donor|donat|contribut|fund-?rais|midterm|caucus|cash on hand|war chest|Ⓨ",
    )
});
/// Public money.
static POLICY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"federal budget|taxpayer|infrastructure|stimulus|deficit|border wall|the wall\b|military|foreign aid|treasury|medicare|health care law|appropriat",
    )
});

/// Whether the sentence or the one before has the words that a rule needs: much money is spent on other things than elections.
fn has_needed(rule: &Rule, look: Look<'_, '_>) -> bool {
    static ADS: LazyLock<Regex> = LazyLock::new(|| regex(r"\bads?\b|advertis|airtime|commercials"));
    match rule.field("needs") {
        Some("campaign") => CAMPAIGN.is_match(look.text()) && !POLICY.is_match(look.text()),
        Some("ads") => ADS.is_match(look.text()),
        _ => true,
    }
}

fn amount(look: Look<'_, '_>, c: &Captures<'_>) -> Option<(usize, Money)> {
    look.mentions(c, "amount")
        .into_iter()
        .find_map(|m| match m.what {
            What::Money(amount) => Some((m.start, amount)),
            _ => None,
        })
}

/// Bodies that have no campaign money.
const NO_HOLDERS: [&str; 11] = [
    "Federal Election Commission",
    "FEC",
    "Supreme Court",
    "Treasury Department",
    "White House",
    "Senate",
    "House",
    "Congress",
    "Pentagon",
    "State Department",
    "Justice Department",
];

/// Who holds the money: the person or committee of the rule, else the subject of the sentence.
fn holder(look: Look<'_, '_>, c: &Captures<'_>) -> Option<(String, Option<usize>)> {
    let named = |m: &Mention| match &m.what {
        What::Organization(name) if NO_HOLDERS.contains(&name.as_str()) => None,
        What::Organization(name) => Some((name.clone(), None)),
        _ => m
            .person()
            .map(|id| (look.document.name(id).as_str().to_owned(), Some(id))),
    };
    if let Some(m) = c.name("group") {
        return Some((look.sentence.words(m.start(), m.end()).to_owned(), None));
    }
    let group = look.mentions(c, "who").into_iter().find_map(named);
    if c.name("who").is_some() {
        return group;
    }
    // No subject in the rule ("and had $5.5 million"): the person named last before the money, but no "his".
    let at = c
        .name("amount")
        .map_or(0, |m| look.sentence.tagged.source(m.start(), m.end()).0);
    let nominative = |m: &&Mention| !matches!(m.what, What::Pronoun(_, Case::Possessive, _));
    look.sentence
        .mentions
        .iter()
        .filter(nominative)
        .filter(|m| m.end <= at)
        .rev()
        .find_map(named)
}

/// The time that the sentence gives the money: a date in its clause, else with "on the same date" or "in the quarter" the
/// time of the money before it.
fn period(
    page: &Page<'_, '_>,
    look: Look<'_, '_>,
    range: super::Range,
    measure: Measure,
) -> Option<Period> {
    let text = look.text();
    let rest = text.get(range.1..)?;
    // A date before the money belongs to something else ("who won the runoff on Tuesday, has received").
    let money = text
        .get(range.0..range.1)?
        .rfind('Ⓜ')
        .map_or(range.0, |at| range.0 + at);
    let clause_end = rest
        .find([',', ';', 'Ⓜ'])
        .map_or(text.len(), |at| range.1 + at);
    let own = look
        .sentence
        .mentions_in(money, clause_end)
        .find_map(|m| match m.what {
            What::Date(dated) => Some(dated.period()),
            _ => None,
        });
    if own.is_some() {
        return own;
    }
    let clause = text.get(range.0..clause_end)?;
    let same_day = text.contains("the same date");
    let again = [
        "same quarter",
        "in the quarter",
        "the same period",
        "the three months",
    ];
    if !same_day && !again.iter().any(|words| clause.contains(words)) {
        return carried_period(page, look, measure);
    }
    page.drafts
        .iter()
        .rev()
        .find_map(|draft| match &draft.statement {
            Statement::Funds(before) => before.period.filter(|p| p.start.is_none() == same_day),
            _ => None,
        })
        .or_else(|| in_sentences_before(look, same_day))
}

fn in_sentences_before(look: Look<'_, '_>, same_day: bool) -> Option<Period> {
    let before = look.document.sentences[..look.idx].iter().rev().take(8);
    before
        .flat_map(|s| s.mentions.iter().rev())
        .find_map(|m| match m.what {
            What::Date(dated) if dated.from.is_none() == same_day => Some(dated.period()),
            _ => None,
        })
}

/// "Jones raised $9.91 million from July through September and spent $10.76 million. Tuberville raised $3.32 million": what
/// was raised and spent is told for one period through a paragraph, unless a sentence speaks of all the time until now.
fn carried_period(page: &Page<'_, '_>, look: Look<'_, '_>, measure: Measure) -> Option<Period> {
    let flows = |m: Measure| matches!(m, Measure::Raised | Measure::Spent);
    if !flows(measure)
        || [" has ", " have ", "since", "so far"]
            .iter()
            .any(|w| look.text().contains(w))
    {
        return None;
    }
    let paragraph = |idx: usize| {
        (
            look.document.sentences[idx].piece.part,
            look.document.sentences[idx].piece.paragraph,
        )
    };
    page.drafts
        .iter()
        .rev()
        .find_map(|draft| match &draft.statement {
            Statement::Funds(before)
                if flows(before.measure) && paragraph(draft.sentence) == paragraph(look.idx) =>
            {
                before.period.filter(|p| p.start.is_some())
            }
            _ => None,
        })
}
