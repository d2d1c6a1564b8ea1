//! Outcomes told by a verb, whoever its subject is and whatever stands between the two: `Ann Lee, a nurse who had never sought
//! office, and who spent less than he did, ousted Bob Roe`.

use std::sync::LazyLock;

use claim::{Certainty, Outcome, Statement, Status};

use super::{Told, outcome_of};
use crate::attribution::Range;
use crate::kinds::{Look, Page, is_conditional, is_of_contest};
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::search::{Match, Regex};
use crate::subject::{Word, among, is_sign, people, subject, words};

static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<beat>defeat(?:s|ed|ing)|beat(?:s|en|ing)?(?: out| back)?|best(?:s|ed|ing)|oust(?:s|ed|ing)|unseat(?:s|ed|ing)|toppl(?:es|ed|ing)|edg(?:es|ed|ing)(?: out| past)?|trounc(?:es|ed|ing)|crush(?:es|ed|ing)|rout(?:s|ed|ing)|thump(?:s|ed|ing)|clobber(?:s|ed|ing)|wallop(?:s|ed|ing)|thrash(?:es|ed|ing)|upset(?:s)?|dethron(?:es|ed|ing)|knock(?:s|ed|ing) (?:off|out)|outpoll(?:s|ed|ing)|outlast(?:s|ed|ing)|vanquish(?:es|ed|ing)|(?:prevail(?:s|ed|ing)|triumph(?:s|ed|ing)|w[oi]n(?:s|ning)?(?: out)?) over|(?:hold(?:s|ing)?|held|fend(?:s|ed|ing)|stav(?:es|ed|ing)|fought|fight(?:s|ing)?) off|turn(?:s|ed|ing) back|dispatch(?:es|ed|ing)|surviv(?:es|ed|ing)|(?:squeak(?:s|ed|ing)|eked) (?:past|by))",
        r"|(?P<win>(?:won|wins|winning)|carr(?:y|ies|ied|ying)|swept|sweep(?:s|ing)|captur(?:es|ed|ing)|clinch(?:es|ed|ing)|prevail(?:s|ed|ing)|triumph(?:s|ed|ing)|cruis(?:es|ed|ing)|coast(?:s|ed|ing)|sail(?:s|ed|ing)|roll(?:s|ed|ing)|romp(?:s|ed|ing)|eked out|pull(?:s|ed|ing) off|scor(?:es|ed|ing)|notch(?:es|ed|ing)|claim(?:s|ed|ing)|rack(?:s|ed|ing) up|secur(?:es|ed|ing)|(?:took|takes|taking)|flip(?:s|ped|ping)|retain(?:s|ed|ing)|reclaim(?:s|ed|ing))",
        r"|(?P<beaten>(?:was|were|been|being|got|gets|is) (?:[a-z]+ly )?(?:defeated|beaten|ousted|unseated|toppled|trounced|routed|crushed|upset|knocked (?:off|out)|edged out|swept aside|dethroned|thumped|clobbered|walloped|voted out|denied (?:re-?election|renomination)))",
        r"|(?P<lose>lost|loses|losing|fell short|fell|falls|came up short|c(?:ame|omes|oming) in (?:[a-z]+ )?(?:second|third|fourth|fifth|last)|(?:finish(?:es|ed|ing)|plac(?:es|ed|ing)) (?:[a-z]+ )?(?:second|third|fourth|fifth|last)))\b"
    ))
});

/// What was won or lost.
const CONTEST: &str = r"(?:primar(?:y|ies)|runoff|run-off|elections?|races?|contests?|seats?|districts?|caucus(?:es)?|straw poll|re-?election|recount|governorship|presidency|white house|electoral college)";

/// The object of a victory.
static WON: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        concat!(
            r"^(?: (?:just|only|again|twice|easily|narrowly|handily|back|in|both|all|every one of|[a-z]+ly))*",
            r"(?: (?:(?:the|an?|Ⓗ|Ⓓ|Ⓨ|Ⓨ's|Ⓖ|Ⓖ's|Ⓞ|Ⓞ's|Ⓣ|Ⓣ's|u·s·|Ⓒ|[a-z]+-[a-z]+|[a-z]+ly|open|special|general|first|second|third|fourth|fifth|full|own|party|party's|senate|house|congressional|presidential|gubernatorial|mayoral|state|state's|county|district|city|tight|close|crowded|contested|hotly|bitter|tough|competitive|recall|swing|six|four|two|house's|former|vacant|critical|crucial|key|nominating|nation's|nation|popular|democratic|republican) ){{0,9}}(?P<contest>{CONTEST})\b",
            r"| (?:to |an? |Ⓗ |the |another |Ⓓ |Ⓨ |big |easy |narrow |[a-z]+ |[a-z]+-[a-z]+ ){{0,5}}(?P<victory>victor(?:y|ies)|wins?|triumph|re-?election)\b",
            r"|(?P<in> Ⓖ(?:(?:,| and|, and) Ⓖ)*)(?:$|[,.;)—]| (?:by|in|on|with|over|and|but|against|last|twice|handily|easily|narrowly|for|as|after|while|Ⓓ)\b)",
            r"| (?:the|that) (?:state|district|county)(?:$|[,.;)—]| (?:by|in|on|with|over|and|but|against|last|twice|handily|easily|narrowly|after|while|Ⓓ)\b)",
            r"|(?P<bare>$|[.,;]| --| —| (?:by (?:[a-z-]+ ){{0,4}}(?:Ⓒ|Ⓝ|points|votes)|with Ⓝ|handily|easily|decisively|narrowly|comfortably|in a landslide|big|in Ⓓ|last|Ⓓ)))"
        ),
        CONTEST = CONTEST
    ))
});

/// The object of a defeat.
static LOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        concat!(
            r"^(?: (?:just|again|twice|badly|narrowly|handily|in|out in|both|[a-z]+ly|Ⓓ))*",
            r"(?: to (?P<to>(?:the |an? |then-|Ⓗ |incumbent |former |challenger |rival |fellow |newcomer |Ⓨ |Ⓖ |Ⓣ |Ⓞ |mr· |ms· |mrs· |[a-z]+ ){{0,5}}Ⓟ)",
            r"| (?:(?:the|an?|Ⓗ|Ⓓ|Ⓨ|Ⓨ's|Ⓖ|Ⓖ's|Ⓞ's|Ⓣ|Ⓣ's|u·s·|Ⓒ|to|in|[a-z'-]+) ){{1,7}}(?P<contest>{CONTEST}|bid|campaign|nomination)\b",
            r"|(?P<in> (?:in )?Ⓖ(?:(?:,| and|, and) Ⓖ)*)(?:$|[,.;)—]| (?:by|in|on|and|but|last|twice|badly|narrowly|handily|to|after|while|Ⓓ)\b)",
            r"|(?P<bare>$|[.,;]| --| —| (?:by (?:[a-z-]+ ){{0,4}}(?:Ⓒ|Ⓝ|points|votes)|handily|badly|decisively|narrowly|in a landslide|in Ⓓ|last|Ⓓ|of (?:becoming|winning|victory))))"
        ),
        CONTEST = CONTEST
    ))
});

/// Who beat somebody, after the passive.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?: Ⓓ| in Ⓓ| in Ⓖ| in the (?:Ⓨ |Ⓓ |Ⓖ |[a-z]+ ){0,3}(?:primary|runoff|election|general election))? by (?P<by>(?:the |an? |then-|incumbent |former |challenger |rival |fellow |newcomer |Ⓨ |Ⓖ |Ⓣ |Ⓞ |mr· |ms· |mrs· |[a-z]+ ){0,5}Ⓟ)",
    )
});

/// A rival without a name, as the object of a victory.
static RIVAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:an?|the|Ⓗ|longtime|[a-z]+-term) (?:[a-z-]+ |Ⓨ |Ⓖ |Ⓣ |Ⓓ ){0,5}(?:incumbents?|challengers?|opponents?|rivals?|Ⓨ|congressman|congresswoman|Ⓣ)(?:$|[,.;]| (?:in|by|for|who|after|last|with|and) )",
    )
});

/// Words before a verb that leave it an aim or a hope.
const AIMS: &str = " to can could may might will would should must cannot can't won't 'll not never n't didn't don't doesn't if unless ";

/// Words before a participle that make it a deed of the past.
const AFTER: &str = " after since despite following upon , — ";

/// Reads the outcomes that verbs tell.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>, barred: impl Fn(Range) -> bool) {
    let text = look.text();
    for c in VERBS.captures_iter(text) {
        let Some(m) = c.get(0) else { continue };
        if is_supposed(text, m) || !is_deed(text, m) || is_conditional(text, (m.start(), m.end())) {
            continue;
        }
        let Some(found) = found(look, &c, m) else {
            continue;
        };
        if barred(found.range) || super::is_other_news(look, found.range) {
            continue;
        }
        let Some(subject) = subject(look, m.start()).filter(|s| s.certainty == Certainty::Asserted)
        else {
            continue;
        };
        let other = match found.outcome {
            Outcome::Won => Outcome::Lost,
            _ => Outcome::Won,
        };
        // Nobody defeats himself. Of a name and a pronoun that seem to be one person, the pronoun means somebody else.
        let mut own = people(&subject.actors);
        // "Ⓟ, the Republican who defeated him": the clause is about the one before it.
        let relative = text
            .get(..m.start())
            .is_some_and(|before| before.trim_end().ends_with(" who"));
        if own.is_empty() && relative {
            let before = look.sentence.mentions_in(0, m.start());
            own.extend(before.filter_map(Mention::person).next_back());
        }
        let clash = found.other.filter(|other| own.contains(other));
        let by_pronoun = look
            .sentence
            .mentions_in(m.end(), found.range.1)
            .filter(|object| clash.is_some() && object.person() == clash)
            .all(|object| matches!(object.what, What::Pronoun(..)));
        let beaten = found.other.filter(|_| clash.is_none() || !by_pronoun);
        let own: Vec<usize> = own.into_iter().filter(|id| Some(*id) != beaten).collect();
        if own.is_empty() && found.outcome == Outcome::Lost {
            continue;
        }
        for person in own {
            tell(page, look, &found, (person, found.outcome));
        }
        if let Some(person) = beaten {
            tell(page, look, &found, (person, other));
        }
    }
}

/// What a verb tells: how it went for the subject, and who stands on the other side.
struct Found {
    outcome: Outcome,
    other: Option<usize>,
    range: Range,
    states: Vec<&'static str>,
}

/// Whether an outcome is only hoped for or asked about: "if the election were held today, Lee wins".
fn is_supposed(text: &str, m: Match<'_>) -> bool {
    let before = text.get(..m.start()).unwrap_or_default();
    let hoped = ["hope ", "hopes ", "hoping ", "wish "];
    let asked = before.starts_with("if ") || before.contains(" if ");
    hoped.iter().any(|word| before.contains(word))
        || asked && ["wins", "loses", "beats", "defeats"].contains(&m.as_str())
}

/// Whether a verb tells what happened: no aim, no hope, no noun.
fn is_deed(text: &str, m: Match<'_>) -> bool {
    let before = words(text.get(..m.start()).unwrap_or_default());
    let mut at = before.len();
    while at > 0 && (before[at - 1].text.ends_with("ly") || before[at - 1].text == "then") {
        at -= 1;
    }
    let near = |back: usize| at.checked_sub(back).map_or("", |idx| before[idx].text);
    if near(1) == "to" {
        return among(" managed went ", near(2)) || near(2) == "on" && near(3) == "went";
    }
    if m.as_str()
        .split(' ')
        .next()
        .is_some_and(|w| w.ends_with("ing"))
    {
        return at == 0 || among(AFTER, near(1));
    }
    let noun = " the a an Ⓗ 's their big his her first this that another every no ";
    !among(AIMS, near(1)) && !among(noun, near(1))
}

fn found(look: Look<'_, '_>, c: &crate::search::Captures<'_>, m: Match<'_>) -> Option<Found> {
    let text = look.text();
    let rest = text.get(m.end()..)?;
    let person = |from: usize, to: usize| {
        look.sentence
            .mentions_in(m.end() + from, m.end() + to)
            .filter_map(Mention::person)
            .next_back()
    };
    let states = |from: usize, to: usize| {
        look.sentence
            .mentions_in(m.end() + from, m.end() + to)
            .filter_map(|m| match m.what {
                What::State(code) => Some(code),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    if c.name("beat").is_some() {
        let plain = ["defeat", "beat", "unseat", "edg", "outpoll"]
            .iter()
            .any(|verb| m.as_str().starts_with(verb));
        let object = object(look, m.end());
        let place = object.is_some_and(|(_, end)| {
            text.get(end..)
                .is_some_and(|rest| rest.starts_with(" in Ⓖ"))
        });
        // A dictator is toppled and an ambassador ousted without a contest.
        if !plain && !place && !is_of_contest(text) {
            return None;
        }
        let (other, end) = match object {
            Some((other, end)) => (Some(other), end),
            None if is_of_contest(text) || rest.contains('Ⓓ') => {
                (None, m.end() + RIVAL.find(rest)?.end())
            }
            None => return None,
        };
        return Some(Found {
            outcome: Outcome::Won,
            other,
            range: (m.start(), end),
            states: Vec::new(),
        });
    }
    if c.name("beaten").is_some() {
        let by = BY.captures(rest);
        let by = by.as_ref().and_then(|c| c.name("by"));
        if by.is_none() && !is_of_contest(text) && !m.as_str().contains("election") {
            return None;
        }
        return Some(Found {
            outcome: Outcome::Lost,
            other: by.and_then(|m| person(m.start(), m.end())),
            range: (m.start(), m.end() + by.map_or(0, |by| by.end())),
            states: Vec::new(),
        });
    }
    let won = c.name("win").is_some();
    let c = if won { &WON } else { &LOST }.captures(rest)?;
    let whole = c.get(0)?;
    let plain = m.as_str().starts_with(['w', 'p', 't'])
        && (m.as_str().starts_with("wo")
            || m.as_str().starts_with("wi")
            || m.as_str().starts_with("prevail")
            || m.as_str().starts_with("triumph"));
    let ranked = m.as_str().contains(' ') && !m.as_str().contains("short");
    // Only winning and losing need no object, and then a word about an election must stand near.
    if c.name("bare").is_some()
        && (won && !plain || !won && !m.as_str().starts_with("los") || !is_of_contest(text))
    {
        return None;
    }
    // "Took the state", "retained the seat"; but "took in Georgia" and "scored the race" are other matters.
    if won
        && !plain
        && c.name("in").is_some()
        && !m.as_str().starts_with("carr")
        && !m.as_str().starts_with("sw")
        && !m.as_str().starts_with("flip")
    {
        return None;
    }
    if ranked && look.document.contest.steps.runoff {
        return None;
    }
    let after = rest.get(whole.end()..).unwrap_or_default();
    if [
        "'s",
        " candidate",
        " committee",
        " campaign",
        " interference",
        " fraud",
        " commission",
        " official",
        " nomination",
        " debate",
    ]
    .iter()
    .any(|w| after.starts_with(w))
    {
        return None;
    }
    let places = c
        .name("in")
        .map_or_else(Vec::new, |m| states(m.start(), m.end()));
    if c.name("in").is_some() && places.is_empty() {
        return None;
    }
    let other = c.name("to").and_then(|m| person(m.start(), m.end()));
    if c.name("to").is_some() && other.is_none() {
        return None;
    }
    let end = [
        c.name("in"),
        c.name("to"),
        c.name("contest"),
        c.name("victory"),
    ]
    .into_iter()
    .flatten()
    .map(|m| m.end())
    .max()
    .unwrap_or(0);
    Some(Found {
        outcome: if won { Outcome::Won } else { Outcome::Lost },
        other,
        range: (m.start(), m.end() + end),
        states: places,
    })
}

/// The person whom a verb takes for its object, and where the phrase ends.
fn object(look: Look<'_, '_>, from: usize) -> Option<(usize, usize)> {
    let text = look.text();
    let rest = text.get(from..)?;
    let known = words(rest);
    let mut challenge = false;
    for (number, word) in known.iter().enumerate().take(16) {
        if is_sign(word.text) {
            // "Defeated the plan of Lee" is no contest, "Lee's bill" none either.
            let next = known.get(number + 1).map_or("", |w| w.text);
            let mention = look
                .sentence
                .mentions_in(from + word.start, from + word.end)
                .next()?;
            if next.starts_with('\'') {
                let owned: &[Word<'_>] = known.get(number + 2..)?;
                let rival = owned.iter().take(4).any(|w| {
                    matches!(
                        w.text,
                        "challenge" | "bid" | "candidate" | "pick" | "opponent" | "rival"
                    )
                });
                if rival {
                    continue;
                }
                return None;
            }
            return match mention.what {
                What::Person(_) | What::Pronoun(..) => Some((mention.person()?, from + word.end)),
                _ => None,
            };
        }
        challenge |= matches!(
            word.text,
            "challenge"
                | "challenges"
                | "challenger"
                | "challengers"
                | "bid"
                | "insurgent"
                | "candidate"
        );
        let joined = matches!(word.text, "from" | "by" | "of" | "against");
        let passed = word.text == "Ⓗ"
            || word.text == "'s"
            || word.text == "·"
            || word.text == "," && challenge
            || joined && (challenge || word.text == "of")
            || matches!(word.text, "Ⓣ" | "Ⓨ" | "Ⓖ" | "Ⓒ" | "Ⓓ" | "and")
            || word
                .text
                .chars()
                .all(|c| c.is_lowercase() || matches!(c, '-' | '·'))
                && !matches!(
                    word.text,
                    "in" | "to"
                        | "for"
                        | "on"
                        | "at"
                        | "with"
                        | "as"
                        | "that"
                        | "which"
                        | "who"
                        | "when"
                        | "after"
                        | "before"
                        | "because"
                        | "than"
                        | "over"
                        | "but"
                        | "it"
                        | "them"
                        | "plan"
                        | "plans"
                        | "bill"
                        | "effort"
                        | "efforts"
                        | "idea"
                        | "measure"
                        | "up"
                        | "back"
                );
        if !passed {
            return None;
        }
    }
    None
}

fn tell(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    found: &Found,
    (person, outcome): (usize, Outcome),
) {
    // What a candidacy says already, "the Republican nominee", "re-elected", is not told twice.
    let name = look.document.name(person);
    let said = page
        .drafts
        .iter()
        .rev()
        .take_while(|draft| draft.sentence == look.idx)
        .any(|draft| match &draft.statement {
            Statement::Candidacy(c) => {
                c.person == *name
                    && matches!(
                        (c.status, outcome),
                        (Status::Elected | Status::Nominated, Outcome::Won)
                            | (Status::Lost | Status::Conceded, Outcome::Lost)
                    )
            }
            Statement::Returned(r) => r.candidate == *name,
            _ => false,
        });
    if said {
        return;
    }
    let told = Told {
        range: found.range,
        certainty: Certainty::Asserted,
        states: found.states.clone(),
    };
    outcome_of(page, look, told, person, outcome);
}
