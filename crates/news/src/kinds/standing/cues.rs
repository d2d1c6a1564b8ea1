//! Words that evaluate somebody's chances, and whose they are: a noun before or behind a name (`front-runner Joe Biden`,
//! `Biden, the favorite`), a verb with its subject (`trails`), a close race with those who run in it.

use std::sync::LazyLock;

use crate::search::{Captures, Regex};
use claim::{Certainty, StandingKind};

use crate::attribution::Range;
use crate::kinds::Look;
use crate::lexicon::regex;
use crate::mention::Mention;
use crate::subject::{Actor, Word, among, subject, words};

/// An evaluation that is found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) people: Vec<usize>,
    pub(super) standing: StandingKind,
    pub(super) certainty: Certainty,
    pub(super) range: Range,
}

/// Nouns and adjectives that stand beside a name or behind a copula.
static NOUNS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<front>front-?[ -]?runners?|(?:candidates?|man|woman|one) to beat|(?:top|leading) (?:Ⓨ |Ⓓ |presidential )*(?:contenders?|candidates?)|leader in the polls)|",
        r"(?P<favored>favou?rites?|favou?red (?:to|over|in|for)|shoo-in|likely (?:winner|nominee)|in first place|in front|well ahead|far ahead|(?:best|well)[ -]positioned|expected to (?:[a-z]+ly )?(?:win|cruise|prevail|coast|carry|beat|defeat|sweep|hold)|likely to (?:[a-z]+ly )?(?:win|beat|defeat|prevail|carry)|poised to (?:[a-z]+ly )?(?:win|beat|defeat)|on track to (?:[a-z]+ly )?(?:win|beat|defeat)|(?:sure|certain|set) to win)|",
        r"(?P<underdog>underdogs?|long-?[ -]?shots?|dark horses?|uphill (?:battle|climb|fight|race|struggle)|(?:long|steep) odds|(?:slim|little|no) chance|unlikely to win|left for dead)|",
        r"(?P<vulnerable>vulnerable|endangered|imperiled|at-risk|(?:in|on) (?:serious |deep |grave |real )?(?:danger|jeopardy|trouble|the ropes)|top targets?|(?:tough(?:er|est)?|difficult|hard(?:er|est)?|perilous|daunting|brutal) (?:[a-z-]+ ){0,2}re-?elections?(?: (?:fights?|races?|battles?|bids?|campaigns?|contests?))?)|",
        r"(?P<safe>safe (?:seats?|races?)|cakewalk|unopposed|token opposition|cruis(?:e|es|ing) to (?:re-?election|victory)|easy (?:re-?election|path)))\b"
    ))
});
/// Favourites of a wing of a party or of an audience, dangers to other things.
static NOT_CHANCES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:tea party|establishment|Ⓞ|conservative|fan|crowd|liberal|local|party|personal|right-wing|base|donor|Ⓗ|home-?town|movement)(?: Ⓞ)? favou?rites?$|favou?rite (?:son|part|song|book|movie|line|word|target|topic|show|of the|among|with|for vice)|vulnerable (?:to (?:attack|criticism|hacking)|people|populations?|communities|on )|favou?rites? of ",
    )
});
/// Words between a noun of chances and the name or verb before it.
const BETWEEN: &str = " the a an one of most very highly among still widely now heavily overwhelming prohibitive heavy clear slight strong early current presumptive apparent national presidential Ⓨ Ⓖ Ⓓ 's party gop senate gubernatorial new more potentially particularly extremely also undisputed nominal co perceived so-called other another two in its their Ⓗ Ⓣ once odds-on distant longest house incumbent incumbents members senators perhaps probably what facing faces faced running has have with ";
pub(super) const COPULAS: &str = " is are was were be been being remains remain remained became becomes become seems seemed looks looked appears appeared 's considered seen viewed regarded emerged emerging emerge starts started enters entered begins began stands widely named called declared labeled dubbed deemed rated made facing faces faced has have ";

/// The evaluations that nouns and adjectives give.
pub(super) fn nouns(look: Look<'_, '_>) -> Vec<Found> {
    let text = look.text();
    let mut found = Vec::new();
    for c in NOUNS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let Some(standing) = kind(&c) else { continue };
        let mut from = m.start().saturating_sub(24);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let to = (m.end() + 16..text.len())
            .find(|to| text.is_char_boundary(*to))
            .unwrap_or(text.len());
        if NOT_CHANCES.is_match(text.get(from..m.end()).unwrap_or_default())
            || NOT_CHANCES.is_match(text.get(m.start()..to).unwrap_or_default())
        {
            continue;
        }
        let adjective = c.name("vulnerable").is_some()
            || c.name("front").is_some()
            || c.name("underdog").is_some();
        if adjective && let Some((mut people, end)) = names_after(look, m.end()) {
            // "Front-runner Trump and Texas Sen. Cruz": there is one front-runner.
            if c.name("vulnerable").is_none() && !m.as_str().ends_with('s') {
                people.truncate(1);
            }
            found.push(Found {
                people,
                standing,
                certainty: Certainty::Asserted,
                range: (m.start(), end),
            });
            continue;
        }
        if let Some((people, from, certainty)) = bearer(look, m.start()) {
            found.push(Found {
                people,
                standing,
                certainty,
                range: (from, m.end()),
            });
        }
    }
    found
}

fn kind(c: &Captures<'_>) -> Option<StandingKind> {
    [
        ("front", StandingKind::FrontRunner),
        ("favored", StandingKind::Favored),
        ("underdog", StandingKind::Underdog),
        ("vulnerable", StandingKind::Vulnerable),
        ("safe", StandingKind::Safe),
    ]
    .into_iter()
    .find_map(|(name, kind)| c.name(name).map(|_| kind))
}

/// The names right behind a word: `front-runners Ⓟ and Ⓟ`, `vulnerable Ⓨ like Ⓣ Ⓟ`.
pub(super) fn names_after(look: Look<'_, '_>, at: usize) -> Option<(Vec<usize>, usize)> {
    const BEFORE: &str = " Ⓨ Ⓣ Ⓖ the mr· mrs· ms· dr· former state incumbent incumbents senators candidate candidates challenger nominee businessman like such as including , : Ⓓ presidential senate house members rep sen 's for president status one at that u·s· in primary seat seats to ";
    let all = words(look.text());
    let mut idx = all.iter().position(|w| w.start >= at)?;
    let first = idx;
    let mut people = Vec::new();
    let mut end = at;
    let mut listed = false;
    let mut comma = false;
    // "Republicans facing tough fights this year, including Kelly Ayotte": the examples.
    let limit = (first + 16).min(all.len());
    let examples = (first..limit).find(|idx| {
        matches!(all[*idx].text, "including" | "like")
            || all[*idx].text == "such" && all.get(idx + 1).is_some_and(|w| w.text == "as")
    });
    if let Some(at) = examples
        && all[first..at]
            .iter()
            .all(|w| w.text != "Ⓟ" && !among(" is are was were has have said will ", w.text))
    {
        idx = at;
    }
    let first = idx;
    while idx < all.len() && idx < first + 40 {
        let word = &all[idx];
        if word.text == "Ⓟ" {
            let next = all.get(idx + 1).map_or("", |w| w.text);
            let verb = !people.is_empty() && among(" said says is was has had will told ", next);
            if verb {
                break;
            }
            people.push(
                look.sentence
                    .mentions_in(word.start, word.end)
                    .find_map(Mention::person)?,
            );
            end = word.end;
            if next == "'s" {
                break;
            }
            listed = false;
        } else if word.text == "(" {
            while idx < all.len() && all[idx].text != ")" {
                idx += 1;
            }
        } else if word.text == "," && people.is_empty() {
            comma = true;
        } else if matches!(word.text, "and" | ",") && !people.is_empty() {
            listed = true;
        } else {
            let of_state = word.text == "of" && all.get(idx + 1).is_some_and(|w| w.text == "Ⓖ");
            let title = among(BEFORE, word.text);
            let allowed = if people.is_empty() {
                title && idx <= first + 6
            } else {
                listed && title || word.text == "Ⓖ"
            };
            if !of_state && !allowed {
                break;
            }
        }
        idx += 1;
    }
    // A comma before the name opens another clause unless it is that of an apposition or a list.
    if comma && people.len() == 1 && examples.is_none() {
        let after = look.text().get(end..).unwrap_or_default();
        if !after.starts_with([',', '.']) && !after.is_empty() {
            return None;
        }
    }
    (!people.is_empty()).then_some((people, end))
}

/// Who a noun of chances belongs to, by the words before it.
pub(super) fn bearer(look: Look<'_, '_>, at: usize) -> Option<(Vec<usize>, usize, Certainty)> {
    let all = words(look.text());
    let mut idx = all.iter().rposition(|w| w.end <= at)?;
    let person = |word: &Word<'_>| {
        look.sentence
            .mentions_in(word.start, word.end)
            .find_map(Mention::person)
    };
    let mut steps = 0;
    loop {
        let word = &all[idx];
        let before = idx.checked_sub(1).map(|idx| &all[idx]);
        match word.text {
            "Ⓟ" => return Some((vec![person(word)?], word.start, Certainty::Asserted)),
            "," | "—" | "-" | "(" => {
                let mut near = idx.checked_sub(1)?;
                if all[near].text == ")" {
                    near = (0..near)
                        .rev()
                        .find(|idx| all[*idx].text == "(")?
                        .checked_sub(1)?;
                }
                if all[near].text == "Ⓖ" && near > 1 && all[near - 1].text == "of" {
                    near -= 2;
                }
                return (all[near].text == "Ⓟ")
                    .then(|| person(&all[near]))
                    .flatten()
                    .map(|id| (vec![id], all[near].start, Certainty::Asserted));
            }
            copula if among(COPULAS, copula) => {
                let subject = subject(look, word.start)?;
                return Some((people_of(&subject.actors), subject.from, subject.certainty));
            }
            "position" | "role" | "status" | "standing" => {
                let owner = (idx.saturating_sub(4)..idx)
                    .rev()
                    .find(|idx| matches!(all[*idx].text, "Ⓗ" | "Ⓟ"))?;
                return person(&all[owner])
                    .map(|id| (vec![id], all[owner].start, Certainty::Asserted));
            }
            "as" => {
                let before = before?;
                if before.text == "Ⓟ" {
                    return Some((vec![person(before)?], before.start, Certainty::Asserted));
                }
            }
            between if among(BETWEEN, between) => {}
            _ => return None,
        }
        steps += 1;
        idx = idx.checked_sub(1)?;
        if steps > 9 {
            return None;
        }
    }
}

pub(super) fn people_of(actors: &[Actor]) -> Vec<usize> {
    actors
        .iter()
        .filter_map(|actor| match actor {
            Actor::Person(id) => Some(*id),
            Actor::Body(_) => None,
        })
        .collect()
}

/// Verbs of leading and trailing, with what shows that it is in a race.
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<leads>lead(?:s|ing)?|led) (?:Ⓗ |the |former |current |(?:Ⓣ|Ⓨ|Ⓖ|mr·|ms·|mrs·) ){0,4}(?:Ⓟ|(?:rivals|opponents?|challengers?|competitors)\b|(?:presidential |Ⓨ |nominating |primary |crowded |democratic )*(?:field|pack|race|polls|polling|contest)\b)|(?P<inpolls>lead(?:s|ing)?|led) (?:narrowly |easily |comfortably |slightly )?in (?:the |most |both |all |every |several |recent |early |state |national |public |almost |nearly |a |new )*(?:polls?|polling|surveys?|race|Ⓖ)\b|(?P<bare>leads|leading)(?: by (?:Ⓒ|an? |double|single|more|about|just|two|three|four|five|six|seven|eight|nine|ten)|[.,]|$)|",
        r"(?P<ahead>(?:pull(?:s|ed|ing)? |mov(?:es|ed|ing) |surg(?:es|ed|ing) |runs? |running |polling |narrowly |slightly |well |far |comfortably |is |was |are |be |comes? out )ahead (?:of (?:[a-z]+ |Ⓣ |Ⓨ |Ⓖ ){0,3}Ⓟ|in|by)\b)|(?P<outpolls>outpoll(?:s|ed|ing)|dominat(?:es|ed|ing) (?:the )?(?:Ⓨ )?(?:field|race|polls|pack)|crushing it in|at (?:or near )?(?:the )?(?:top|head|front) of (?:the |most |a |[a-z]+ ){0,3}(?:Ⓨ )?(?:field|pack|polls|race|list)|atop (?:the |most )*(?:Ⓨ )?(?:field|pack|polls|race)|top(?:s|ped|ping)? (?:the |most |Ⓨ )*(?:field|polls))|",
        r"(?P<trails>trail(?:s|ed|ing)|lag(?:s|ged|ging) (?:behind|in)|fall(?:s|en|ing)? behind|fell behind|(?:is|was|are|remains?|far|well|badly) behind (?:Ⓟ|in|by)|(?:slip(?:s|ped|ping)?|slid(?:es|ing)?|sink(?:s|ing)?|sank|plummet(?:s|ed|ing)?|tumbl(?:es|ed|ing)|fad(?:es|ed|ing)|nose-diving|drop(?:s|ped|ping)?|fall(?:s|ing)?|fell|fallen|far(?:es|ed|ing) poorly|struggl(?:es|ed|ing)|languish(?:es|ed|ing)) in (?:the |recent |national |state |most |Ⓨ |Ⓖ )*poll(?:s|ing)|(?:is|was) down (?:by )?(?:double digits|Ⓒ points|[a-z]+ points)|losing to (?:[a-z]+ )?Ⓟ)|(?P<under>struggl(?:es|ed|ing) (?:against|to win|to gain traction|to break through)|can(?:not|'t) win|won't win)|(?P<winning>(?:is|are) (?:still |now |clearly )*winning(?:[.,]| in|$)))\b?"
    ))
});
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<verb>with|has|have|had|(?:is|are|was|remains) in|holds?|held|holding(?: onto)?|enjoys?|enjoyed|maintain(?:s|ed|ing)?|opened(?: up)?|widen(?:s|ed|ing)?|expand(?:s|ed|ing)?|buil(?:t|ds|ding)|keep(?:s|ing)?|kept|cl(?:ing(?:s|ing)?|ung) to|retain(?:s|ed|ing)?|grab(?:s|bed|bing)?|t(?:ook|akes|aking)|solidified|padded|gives?|gave|giving) (?P<whom>(?:Ⓣ |former |Ⓨ |mr· |mrs· |ms· )*Ⓟ )?(?:[a-z·-]+ |Ⓗ |Ⓒ-[a-z-]+ |Ⓒ |Ⓓ |Ⓨ ){0,5}?(?P<noun>leads?|edge|advantage)\b(?P<rest>.{0,30})|(?P<owner>Ⓟ)'s? (?:[a-z·-]+ |Ⓒ-[a-z-]+ ){0,3}(?P<noun2>lead|edge|advantage) (?P<rest2>(?:over|in|has|is|of|was|among)\b.{0,30})|(?:lead|edge|advantage) for (?:Ⓣ |Ⓨ |former )*(?P<for>Ⓟ)",
    )
});
/// Leads in other things, among a part of the voters, or by an effort.
static NOT_RACE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"delegates?\b|-vote |popular vote|\bballots|among|fundrais|cash|money|superdelegates|endorsements|on the (?:economy|issue)|Ⓣ count|with (?:women|men|voters)|in (?:trust|favorability|enthusiasm|early voting)|role|charge|way\b|effort|investigation|\bto victory|attorney|singer|chants",
    )
});

/// The evaluations that leading and trailing give.
pub(super) fn verbs(look: Look<'_, '_>) -> Vec<Found> {
    let text = look.text();
    let mut found = Vec::new();
    for c in VERBS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let rest = text.get(m.start()..).unwrap_or_default();
        let window = rest
            .char_indices()
            .nth(60)
            .map_or(rest, |(at, _)| &rest[..at]);
        let on_trail = text
            .get(..m.start())
            .is_some_and(|t| t.ends_with("campaign ") || t.ends_with("the "));
        if NOT_RACE.is_match(window) || on_trail {
            continue;
        }
        let standing = if c.name("under").is_some() {
            StandingKind::Underdog
        } else if c.name("trails").is_some() {
            StandingKind::Trailing
        } else {
            StandingKind::Favored
        };
        if let Some(subject) = subject(look, m.start()) {
            let mut end = m.end();
            // The verb alone is quoted, not the whole of its object.
            if let Some(verb) = ["leads", "inpolls", "bare"]
                .iter()
                .find_map(|name| c.name(name))
            {
                end = verb.end();
            }
            // What somebody cannot do is told of them for certain.
            let certainty = if standing == StandingKind::Underdog {
                Certainty::Asserted
            } else {
                subject.certainty
            };
            found.push(Found {
                people: people_of(&subject.actors),
                standing,
                certainty,
                range: (subject.from, end),
            });
        }
    }
    for c in LEADS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        if NOT_RACE.is_match(m.as_str()) {
            continue;
        }
        // An edge or an advantage is one over somebody or by some points.
        let noun = c.name("noun").map_or("", |m| m.as_str());
        let measured = [" over", " in ", "point", "against", "polls", "digit"]
            .iter()
            .any(|w| m.as_str().contains(w));
        if matches!(noun, "edge" | "advantage") && (!measured || m.as_str().contains("plenty")) {
            continue;
        }
        let at = |name: &str| {
            let m = c.name(name)?;
            look.sentence
                .mentions_in(m.start(), m.end())
                .find_map(Mention::person)
        };
        let end = ["noun", "noun2", "for"]
            .iter()
            .find_map(|name| c.name(name))
            .map_or(m.end(), |m| m.end());
        let given = at("whom").or_else(|| at("owner")).or_else(|| at("for"));
        let (people, from, certainty) = match (given, c.name("verb")) {
            (Some(id), _) => (vec![id], m.start(), Certainty::Asserted),
            (None, Some(verb)) if verb.as_str() == "with" => {
                let before = text.get(..m.start()).unwrap_or_default().trim_end();
                let Some(at) = before.strip_suffix('Ⓟ').map(str::len) else {
                    continue;
                };
                // "Trump dominating Rubio with a double-digit lead": it is not Rubio's.
                let verb = before
                    .get(..at)
                    .and_then(|b| b.split_whitespace().next_back());
                if verb.is_some_and(|word| {
                    word.ends_with("ing") || matches!(word, "leads" | "over" | "beats")
                }) {
                    continue;
                }
                let Some(id) = look
                    .sentence
                    .mentions_in(at, before.len())
                    .find_map(Mention::person)
                else {
                    continue;
                };
                (vec![id], at, Certainty::Asserted)
            }
            (None, Some(verb)) => match subject(look, verb.start()) {
                Some(subject) => (people_of(&subject.actors), subject.from, subject.certainty),
                None => continue,
            },
            (None, None) => continue,
        };
        found.push(Found {
            people,
            standing: StandingKind::Favored,
            certainty,
            range: (from, end),
        });
    }
    found
}
