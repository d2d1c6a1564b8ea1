//! Words that evaluate somebody's chances, and whose they are: a noun before or behind a name (`front-runner Joe Biden`,
//! `Biden, the favorite`), a verb with its subject (`trails`), a close race with those who run in it.

use std::sync::LazyLock;

use crate::search::{Captures, Regex};
use claim::{Certainty, StandingKind};

use crate::attribution::Range;
use crate::kinds::Look;
use crate::lexicon::regex;
use crate::mention::Mention;
use crate::subject::{Word, among, clause_subject, people, subject, words};

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
        r"\b(?:(?P<front>front-?[ -]?runners?|pack[ -]leaders?|(?:candidates?|man|woman|one) to beat|(?:top|leading) (?:Ⓨ |Ⓓ |presidential |party )*(?:contenders?|candidates?)|leader in the polls)|",
        r"(?P<favored>favou?rites?|favou?red (?:to|over|in|for)|shoo-in|likely (?:winner|nominee)|in first place|in front|well ahead|far ahead|(?:best|well)[ -]positioned|expected to (?:[a-z]+ly )?(?:win|cruise|prevail|coast|carry|beat|defeat|sweep|hold)|likely to (?:[a-z]+ly )?(?:win|beat|defeat|prevail|carry)|poised to (?:[a-z]+ly )?(?:win|beat|defeat)|on track to (?:[a-z]+ly )?(?:win|beat|defeat)|(?:sure|certain|set|assured|guaranteed) (?:to win|of (?:victory|winning|an? (?:[a-z]+ )?win))|virtual lock|(?:clear|easy|smooth) path to (?:the |an? |Ⓗ )?(?:Ⓨ )?(?:nomination|victory|presidency|win)|inside track|upper hand|driver's seat|glide ?path|(?:good|strong|excellent|better|best) (?:chance|shot|odds) (?:of winning|to win|at winning|of beating|of defeating)|(?:headed|set|poised|bound) (?:for|to|toward) (?:an? )?(?:[a-z]+ )?(?:victory|win|landslide)|on pace to (?:[a-z]+ly )?(?:win|beat|defeat)|heavily favou?red)|",
        r"(?P<underdog>underdogs?|long-?[ -]?shots?|dark horses?|uphill (?:battle|climb|fight|race|struggle|campaign|bid|run|challenge)|(?:long|longer|steep|tough|daunting|overwhelming) odds|steep (?:climb|hill)|(?:slim|little|no|zero|scant) (?:realistic |real )?(?:chances?|path)|no (?:realistic|clear|viable|plausible) path|unlikely to win|left for dead)|",
        r"(?P<vulnerable>vulnerable|endangered|imperiled|at-risk|(?:in|on) (?:serious |deep |grave |real )?(?:danger|jeopardy|trouble|the ropes)|(?:top|prime) (?:Ⓨ |gop |pickup |electoral )?(?:targets?|pickup opportunit(?:y|ies))|(?:tough(?:er|est)?|difficult|hard(?:er|est)?|perilous|daunting|brutal) (?:[a-z-]+ ){0,2}re-?elections?(?: (?:fights?|races?|battles?|bids?|campaigns?|contests?))?)|",
        r"(?P<safe>safe (?:seats?|races?|bet)|cakewalk|unopposed|(?:token|nominal) opposition|no (?:serious|real|significant|credible|major|strong|formidable) (?:opposition|opponents?|challengers?|challenge|competition)|no (?:real |serious )?danger of losing|cruis(?:e|es|ing) to (?:re-?election|victory)|easy (?:re-?election|path)))\b"
    ))
});
/// Favourites of a wing of a party or of an audience, dangers to other things.
static NOT_CHANCES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:tea party|establishment|Ⓞ|conservative|fan|crowd|liberal|local|party|personal|right-wing|base|donor|Ⓗ|home-?town|movement)(?: Ⓞ)? favou?rites?$|favou?rite (?:son|part|song|book|movie|line|word|target|topic|show|of the|among|with|for vice)|vulnerable (?:to (?:attack|criticism|hacking)|people|populations?|communities|on )|favou?rites? of ",
    )
});
/// Words between a noun of chances and the name or verb before it.
const BETWEEN: &str = " the a an one of most very highly among still widely now heavily overwhelming prohibitive heavy clear slight strong early current presumptive apparent national presidential Ⓨ Ⓖ Ⓓ 's party gop senate gubernatorial new more potentially particularly extremely also undisputed nominal co perceived so-called other another two in its their Ⓗ Ⓣ once odds-on distant longest house incumbent incumbents members senators perhaps probably what only just facing faces faced running has have with ";
/// Verbs of having and fighting before a noun of chances.
const HOLDING: &str = " mounting mounted waging waged launched launching fighting fought confronts confronting confronted given holds held represents enjoys enjoyed ";
/// Verbs of coming before "as the front-runner".
const COMING: &str = " joined joins joining entered enters entering emerged emerges emerging started starts began begins came went goes heads headed ";
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
        // "Is not expected to win" is said of an underdog.
        let lead = text.get(..m.start()).unwrap_or_default().trim_end();
        let negated = ["not", "n't", "never", "hardly"]
            .iter()
            .any(|word| lead.ends_with(word));
        let standing = match standing {
            StandingKind::Favored if negated => StandingKind::Underdog,
            StandingKind::Safe | StandingKind::FrontRunner if negated => continue,
            other => other,
        };
        if let Some((id, from)) = own_bid(look, m.start()) {
            found.push(Found {
                people: vec![id],
                standing,
                certainty: Certainty::Asserted,
                range: (from, m.end()),
            });
            continue;
        }
        let adjective = c.name("vulnerable").is_some()
            || m.as_str().starts_with("heavily")
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
        // "Went into the primary with front-runner status".
        let rest = text.get(m.end()..).unwrap_or_default();
        let with = lead.ends_with("with") || lead.ends_with("with the");
        if with
            && rest.starts_with(" status")
            && let Some(subject) = clause_subject(look, m.start())
        {
            found.push(Found {
                people: people(&subject.actors),
                standing,
                certainty: Certainty::Asserted,
                range: (m.start(), m.end()),
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

/// "Her long-shot bid", "his uphill campaign": whose bid the words at a byte are about.
fn own_bid(look: Look<'_, '_>, at: usize) -> Option<(usize, usize)> {
    static BID: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^[a-z-]+ (?:(?:white house|senate|presidential|gubernatorial|congressional|Ⓨ|primary|re-?election|mayoral|Ⓣ|third-party) ){0,3}(?:bid|campaign|run|candidacy|quest|challenge|race|re-?election)\b",
        )
    });
    let text = look.text();
    let from = text.get(..at)?.strip_suffix("Ⓗ ").map(str::len)?;
    if !BID.is_match(text.get(at..)?) {
        return None;
    }
    look.sentence
        .mentions_in(from, from + "Ⓗ".len())
        .find_map(Mention::person)
        .map(|id| (id, from))
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
    const BEFORE: &str = " Ⓨ Ⓣ Ⓖ the mr· mrs· ms· dr· former state incumbent incumbents senators candidate candidates challenger nominee businessman hopeful hopefuls contender contenders rival like such as including , : Ⓓ presidential senate house members rep sen 's for president status one at that u·s· in primary seat seats to ";
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
            "in" | "on" if before.is_some_and(|before| among(COPULAS, before.text)) => {}
            "for" if before.is_some_and(|before| before.text == "in") => {}
            copula if among(COPULAS, copula) || among(HOLDING, copula) => {
                match subject(look, word.start) {
                    Some(subject) if copula != "'s" || !people(&subject.actors).is_empty() => {
                        return Some((people(&subject.actors), subject.from, subject.certainty));
                    }
                    // "The party's front-runner": no verb but an owner.
                    _ if copula == "'s" => {}
                    _ => return None,
                }
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
                let reflexive = look
                    .sentence
                    .words(before.start, before.end)
                    .ends_with("self");
                if before.text == "Ⓟ" && !reflexive {
                    return Some((vec![person(before)?], before.start, Certainty::Asserted));
                }
                // "Entered the race as the front-runner".
                let came = (idx.saturating_sub(6)..idx).any(|idx| among(COMING, all[idx].text));
                if came || reflexive {
                    let subject = clause_subject(look, word.start)?;
                    return Some((people(&subject.actors), subject.from, subject.certainty));
                }
            }
            "but" if before.is_some_and(|before| before.text == "all") => {}
            "all" => {}
            adverb if adverb.len() > 4 && adverb.ends_with("ly") => {}
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
