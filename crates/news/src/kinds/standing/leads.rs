//! Leading, trailing, closing in: verbs with their subject, and leads that somebody has.

use std::sync::LazyLock;

use claim::{Certainty, StandingKind};

use super::cues::Found;
use crate::kinds::Look;
use crate::lexicon::regex;
use crate::mention::Mention;
use crate::search::{Captures, Regex};
use crate::subject::{people, subject};

/// Verbs of leading and trailing, with what shows that it is in a race.
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<leads>lead(?:s|ing)?|led) (?:Ⓗ |the |former |current |(?:Ⓣ|Ⓨ|Ⓖ|mr·|ms·|mrs·) ){0,4}(?:Ⓟ|(?:rivals|opponents?|challengers?|competitors)\b|(?:presidential |Ⓨ |nominating |primary |crowded |democratic |every |all |most |nearly |almost |each |several |recent |early |state |national |Ⓒ of |last |Ⓒ )*(?:field|pack|race|polls?|polling|contest)\b)|(?P<inpolls>lead(?:s|ing)?|led) (?:narrowly |easily |comfortably |slightly )?in (?:the |most |both |all |every |several |recent |early |state |statewide |national |public |opinion |almost |nearly |a |new |Ⓨ |primary |latest |many |some |Ⓒ )*(?:polls?|polling|surveys?|race|Ⓖ)\b|(?P<bare>leads|leading)(?: by (?:Ⓒ|an? |double|single|more|about|just|two|three|four|five|six|seven|eight|nine|ten)|[.,]|$)|(?P<led>(?:still|has|had|consistently|long|always) led(?:[.,]| from| since| throughout| all|$))|(?P<likely>(?:will|would|should) (?:likely|probably|easily|almost certainly|surely|comfortably|handily) (?:win|beat|defeat|prevail|cruise|carry|coast)|should (?:win|prevail) (?:easily|comfortably|handily))|",
        r"(?P<ahead>(?:pull(?:s|ed|ing)? |mov(?:es|ed|ing) |surg(?:es|ed|ing) |runs? |running |polling |narrowly |slightly |well |far |comfortably |is |was |are |be |comes? out )ahead (?:of (?:[a-z]+ |Ⓣ |Ⓨ |Ⓖ ){0,3}Ⓟ|in|by)\b)|(?P<overtakes>(?:overt(?:ook|aken|akes?|aking)|surpass(?:es|ed|ing)|leapfrog(?:s|ged|ging)|edg(?:es|ed|ing)(?: out)?|outpac(?:es|ed|ing)) (?:(?:Ⓣ|Ⓨ|Ⓖ|former|the|mr·|ms·|mrs·|Ⓗ|rival) ){0,4}Ⓟ)|(?P<surged>(?:surg|vault|rocket|soar|climb)(?:s|es|ed|ing)? (?:in)?to (?:the )?(?:top|head|front|lead) of (?:[a-z]+ |Ⓨ ){0,3}(?:field|pack|polls|race))|(?P<up>(?:is|was|are) up (?:by )?(?:Ⓒ|[a-z-]+) (?:percentage )?points)|(?P<outpolls>outpoll(?:s|ed|ing)|dominat(?:es|ed|ing) (?:the )?(?:Ⓨ )?(?:field|race|polls|pack)|crushing it in|at (?:or near )?(?:the )?(?:top|head|front) of (?:the |most |a |[a-z]+ ){0,3}(?:Ⓨ )?(?:field|pack|polls|race|list)|atop (?:the |most )*(?:Ⓨ )?(?:field|pack|polls|race)|top(?:s|ped|ping)? (?:the |most |every |all |recent |national |Ⓨ )*(?:field|polls?))|",
        r"(?P<trails>trail(?:s|ed|ing)|lag(?:s|ged|ging)? (?:far |well |badly )?(?:behind|in)|fall(?:s|en|ing)? behind|fell behind|(?:is|was|are|remains?|far|well|badly|running|polling) behind (?:(?:Ⓣ|Ⓨ|former) )*(?:Ⓟ|in|by)|(?:far|well|badly) behind(?:[.,]|$)|(?:poll(?:s|ed|ing)|register(?:s|ing)|hover(?:s|ed|ing)|mired|stuck|languish(?:es|ed|ing)) (?:[a-z]+ ){0,3}(?:single digits|(?:bottom|back) of (?:the )?(?:[a-z]+ |Ⓨ )?(?:pack|field|polls))|(?:barely|hardly) register(?:s|ed|ing)?|(?:is|was|are|sits|sat|sitting|ranks|ranked|running|polling|stands|stood) (?:[a-z]+ly )?(?:in )?(?:an? )?(?:distant )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|last)(?: place)? in (?:[a-z]+ |Ⓨ |Ⓖ ){0,4}(?:polls?|polling|surveys?|field|contest|pack)|(?:slip(?:s|ped|ping)?|slid(?:es|ing)?|sink(?:s|ing)?|sank|plummet(?:s|ed|ing)?|tumbl(?:es|ed|ing)|fad(?:es|ed|ing)|nose-diving|drop(?:s|ped|ping)?|fall(?:s|ing)?|fell|fallen|far(?:es|ed|ing) poorly|struggl(?:es|ed|ing)|stagnat(?:es|ed|ing|e)|flagging|slumping|sagging|floundering|languish(?:es|ed|ing)) in (?:the |recent |national |state |opinion |public |most |early |Ⓨ |Ⓖ )*poll(?:s|ing)|(?:is|was) down (?:by )?(?:double digits|Ⓒ points|[a-z]+ points)|losing to (?:[a-z]+ )?Ⓟ)|(?P<under>struggl(?:es?|ed|ing) (?:against|to win|to (?:gain|get|find) (?:any |much )?(?:traction|momentum)|for traction|to break through|to break out)|can(?:not|'t) win|won't (?:be able to )?win|will not (?:be able to )?win|(?:fail(?:s|ed|ing)? to|never|not|n't|unable to|yet to|hard time) (?:really |fully |even |quite )?(?:gain(?:ed)?|g[eo]t(?:ting)?|find|found|catch|caught|build|built|pick(?:ed)? up) (?:much |any |a lot of )?(?:traction|momentum|fire)\b|(?:need|needs|needed) (?:an? )?(?:[a-z]+ )?(?:upset|miracle) to win)|(?P<risk>fighting for Ⓗ political (?:life|survival|future|career)|(?:could|may|might) (?:well )?lose Ⓗ (?:Ⓣ |[a-z]+ )?(?:seat|primary|re-?election)|risks? losing Ⓗ (?:[a-z]+ )?(?:seat|primary|re-?election))|(?P<closing>(?:clos(?:es|ed|ing)|narrow(?:s|ed|ing)) (?:the |that )?(?:gap|margin)|clos(?:es|ed|ing) in on (?:Ⓣ |Ⓨ )*Ⓟ|(?:is|are|was|were|pulled|moved|remains?) (?:[a-z]+ )?within (?:striking distance|(?:the |a poll's )?margin of error)|gain(?:s|ed|ing)? ground (?:on|in)|(?:has|have|had) (?:an? )?(?:real |decent |legitimate |fighting |serious |outside )?(?:shot|chance) (?:at winning|to win|of winning|to beat|of beating|at beating)|(?:go|goes|going|headed|heading|comes?|coming) down to the wire)|(?P<winning>(?:is|are) (?:still |now |clearly )*winning(?:[.,]| in|$)))\b?"
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

fn kind(c: &Captures<'_>) -> StandingKind {
    [
        ("under", StandingKind::Underdog),
        ("trails", StandingKind::Trailing),
        ("risk", StandingKind::Vulnerable),
        ("closing", StandingKind::Competitive),
        ("surged", StandingKind::FrontRunner),
    ]
    .into_iter()
    .find_map(|(name, kind)| c.name(name).map(|_| kind))
    .unwrap_or(StandingKind::Favored)
}

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
        let of_polls = ["poll", "survey"].iter().any(|word| text.contains(word));
        if c.name("overtakes").is_some() && !of_polls {
            continue;
        }
        let standing = kind(&c);
        if let Some(subject) = subject(look, m.start())
            && subject.certainty != Certainty::Denied
        {
            let mut end = m.end();
            // The verb alone is quoted, not the whole of its object.
            if let Some(verb) = ["leads", "inpolls", "bare"]
                .iter()
                .find_map(|name| c.name(name))
            {
                end = verb.end();
            }
            // What somebody cannot do is told of them for certain.
            let certainty = if matches!(standing, StandingKind::Underdog | StandingKind::Vulnerable)
                || c.name("likely").is_some()
            {
                Certainty::Asserted
            } else {
                subject.certainty
            };
            found.push(Found {
                people: people(&subject.actors),
                standing,
                certainty,
                range: (subject.from, end),
            });
        }
    }
    for c in LEADS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        let lacking = [" yet to ", " not ", " no "]
            .iter()
            .any(|words| m.as_str().contains(words));
        if NOT_RACE.is_match(m.as_str()) || lacking {
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
                let Some(at) = before.strip_suffix(['Ⓟ', 'Ⓗ']).map(str::len) else {
                    continue;
                };
                // "Trump dominating Rubio with a double-digit lead": it is not Rubio's.
                let verb = before
                    .get(..at)
                    .and_then(|b| b.split_whitespace().next_back());
                if verb.is_some_and(|word| {
                    word.ends_with("ing")
                        && !matches!(word, "showing" | "giving" | "putting" | "finding")
                        || matches!(word, "leads" | "over" | "beats")
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
                Some(subject) if subject.certainty != Certainty::Denied => {
                    (people(&subject.actors), subject.from, subject.certainty)
                }
                _ => continue,
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
