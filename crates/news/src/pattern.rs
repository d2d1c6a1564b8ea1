//! The language of the rule files in `data/patterns/`: one rule a line, `field=value … :: pattern`.
//!
//! A pattern is a regular expression over the tagged form of a sentence (see [`crate::sentence`]), in which `{P}` stands
//! for a person, `{D}` for a date and so on; the macros of `MACROS` name longer pieces. Named groups say which words
//! fill which field of the claim. The engine is linear in the text, so that no sentence can make it hang.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{LazyLock, OnceLock};

use regex_syntax::hir::Hir;

use crate::engine;
use crate::form;
use crate::lexicon::entries;
use crate::need::Needs;
use crate::search::{Captures, Regex};

/// One rule: what it says, and where it says it.
#[derive(Debug)]
pub(crate) struct Rule {
    fields: BTreeMap<&'static str, &'static str>,
    pub(crate) pattern: Regex,
}

impl Rule {
    /// A field of the rule.
    pub(crate) fn field(&self, name: &str) -> Option<&'static str> {
        self.fields.get(name).copied()
    }

    /// A field of the rule, as a word of a closed list.
    pub(crate) fn word<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.field(name)?.parse().ok()
    }
}

/// Longer pieces are written with shorter ones.
const MACROS: [(&str, &str); 25] = [
    // A person as an object, with whatever describes them before the name.
    (
        "{OBJ}",
        r"(?:(?:[a-z·'-]+|{T}|{Y}|{G}|{G}'s|{O}|{PS}) ){0,6}{P}",
    ),
    // A subject: a person, with what may stand between the name and the verb.
    ("{S}", r"{P}{APP}"),
    // Several people in a row, each with titles before the name.
    (
        "{LIST}",
        r"{PRE}{P}{APPC}(?:(?:,| and|, and) {PRE}{P}{APPC})*",
    ),
    ("{APPC}", r"(?: of {G}|,? \([^()]{1,30}\))?"),
    // What may stand after a name before the verb: a tag in brackets, an apposition, a relative clause.
    (
        "{APP}",
        r"(?: of {G})?(?:,? \([^()]{1,40}\))?(?:, [^,;{P}]{1,90},|, [^,;]{1,110},|, {Y}-{G},)?",
    ),
    // Titles and descriptions before a name.
    (
        "{PRE}",
        r"(?:(?:the|an?|{PS}|former|ex|then|now|current|state|fellow|incumbent|rival|longtime|football|head|coach|candidate|nominee|hopeful|challenger|opponent|businessman|businesswoman|activist|community|billionaire|chairman|chairwoman|senate|house|congressional|gubernatorial|presidential|mr\.|mrs\.|ms\.|dr\.|first-term|two-term|one-term|u\.s\.|{T}|{Y}|{G}'s|{G}|{O}'s|{O}|auburn|conservative|progressive|moderate|sitting|endangered|vulnerable|primary|tea|party|tea-party-backed|newcomer|lawyer|attorney|physician|neurosurgeon|surgeon|veteran|professor|executive|rancher|farmer|lawmaker|congressman|congresswoman|prosecutor|pastor|author|navy|army|marine|air|force|retired|embattled|freshman|outgoing|fellow|popular|outsider|front-runner|reality|star) )*",
    ),
    (
        "{ADV}",
        r"(?:(?:also|already|recently|now|then|since|later|once|still|just|again|instead|even|ever|soon|first|on {D}|in {D}|{D}|long|far|[a-z]+ly) )*",
    ),
    ("{PS}", r"(?:{P}'s?|{H})"),
    // The contest or the seat, as the object of "run for", "enter".
    (
        "{SEAT}",
        r"(?:(?:the|an?|{PS}|this|that|old|former|same|vacant|open|crowded|already|{Y}|{G}|{G}'s|u\.s\.|us|united states|state|senate|house|congressional|presidential|gubernatorial|{T}|{T}'s|mayoral|special|primary|runoff|general|election|party|{D}|field|race|contest|seat|white|held by|nomination|ticket|ballot|for|in|of|to|represent|congress|{O}|presidency|governor's|district|{C}(?:st|nd|rd|th)?|re-?election|reelection)(?: |\b{end-half}))+",
    ),
    // A party tag or state behind a name in a list.
    (
        "{TAG}",
        r"(?: of {G}| \([^()]{1,20}\)|, [rdi]-{G}|, {G}| in {G})?",
    ),
    // What may stand before an amount of money.
    (
        "{QTY}",
        r"(?:(?:about|just|more than|more|over|nearly|roughly|only|an estimated|close to|at least|less than|almost|some|around|up to|as much as|well over|upwards of|approximately|an additional|another|a record|a whopping|record-breaking|upward of|a staggering|a mere|a hefty|a combined|a total of|the|an?|even|fewer than|just under|just over) ){0,4}",
    ),
    ("{RUN}", r"(?:campaign|candidacy|bid|run|candidature)"),
    ("{SUP}", r"(?:back|support|endorse)"),
    ("{P}", "Ⓟ"),
    ("{H}", "Ⓗ"),
    ("{O}", "Ⓞ"),
    ("{U}", "Ⓤ"),
    ("{T}", "Ⓣ"),
    ("{G}", "Ⓖ"),
    ("{Y}", "Ⓨ"),
    ("{D}", "Ⓓ"),
    ("{M}", "Ⓜ"),
    ("{N}", "Ⓝ"),
    ("{C}", "Ⓒ"),
    (
        "{WILL}",
        r"(?:will|'ll|is expected to|are expected to|plans to|intends to|is set to|is going to|is poised to|is likely to|was expected to)",
    ),
];

/// The nouns of a data file as alternatives, longer ones first, in one or more.
fn nouns(file: &'static str) -> String {
    let mut nouns: Vec<String> = entries(file).map(regex_syntax::escape).collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    format!("(?:(?:{})s?)", nouns.join("|"))
}

/// Nouns of work beside a name.
static JOBS: LazyLock<String> = LazyLock::new(|| nouns(include_str!("../data/jobs.txt")));

/// Nouns of work for somebody.
static ROLES: LazyLock<String> = LazyLock::new(|| nouns(include_str!("../data/roles.txt")));

/// A pattern with its macros written out.
pub(crate) fn expand(pattern: &str) -> String {
    let mut text = String::new();
    write_out(pattern, false, &mut text);
    abbreviated(text)
}

/// The same, but with a byte, twice in a row, for each long macro.
fn skeleton(pattern: &str) -> String {
    let mut text = String::new();
    write_out(pattern, true, &mut text);
    abbreviated(text)
}

fn write_out(mut pattern: &str, short: bool, text: &mut String) {
    while let Some(at) = pattern.find('{') {
        text.push_str(&pattern[..at]);
        let end = pattern[at..]
            .find('}')
            .map_or(pattern.len(), |end| at + end + 1);
        let name = &pattern[at..end];
        match (long_macro(name).filter(|_| short), meaning(name)) {
            (Some(byte), _) => text.push_str(&format!("(?:\\x{byte:02x}\\x{byte:02x})")),
            (None, Some(meaning)) => write_out(meaning, short, text),
            (None, None) => {
                // A count, or a kind of boundary.
                text.push('{');
                pattern = &pattern[at + 1..];
                continue;
            }
        }
        pattern = &pattern[end..];
    }
    text.push_str(pattern);
}

/// Long macros, which are compiled once and put into all the rules that hold them.
const LONG: [&str; 9] = [
    "{APP}", "{PRE}", "{ADV}", "{SEAT}", "{QTY}", "{WILL}", "{LIST}", "{JOB}", "{ROLE}",
];

fn long_macro(name: &str) -> Option<u8> {
    let at = LONG.iter().position(|known| *known == name)?;
    engine::PIECES.clone().nth(at)
}

/// The long macro that a byte stands for.
fn fill(byte: u8, loose: bool) -> Option<&'static Hir> {
    static KNOWN: [[OnceLock<Option<Hir>>; LONG.len()]; 2] =
        [const { [const { OnceLock::new() }; LONG.len()] }; 2];
    let at = usize::from(byte.checked_sub(*engine::PIECES.start())?);
    let known = KNOWN[usize::from(loose)].get(at)?;
    known
        .get_or_init(|| engine::piece(&form::pattern(&expand(LONG[at])), loose))
        .as_ref()
}

/// Inside a sentence the point of an abbreviation is written `·` (see `sentence`).
fn abbreviated(mut text: String) -> String {
    for title in ["u\\.s\\.", "mr\\.", "mrs\\.", "ms\\.", "dr\\."] {
        if text.contains(title) {
            text = text.replace(title, &title.replace("\\.", "·"));
        }
    }
    text.replace("[a-z.-]", "[a-z·-]")
        .replace("[a-z.]", "[a-z·]")
}

/// What a macro stands for.
pub(crate) fn meaning(name: &str) -> Option<&'static str> {
    match name {
        "{JOB}" => Some(&JOBS),
        "{ROLE}" => Some(&ROLES),
        _ => MACROS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, meaning)| *meaning),
    }
}

/// All rule files. What their rules need is looked for in one pass over a sentence.
const FILES: [&str; 11] = [
    include_str!("../data/patterns/biography.txt"),
    include_str!("../data/patterns/candidacy.txt"),
    include_str!("../data/patterns/endorsement.txt"),
    include_str!("../data/patterns/funds.txt"),
    include_str!("../data/patterns/numbered.txt"),
    include_str!("../data/patterns/office.txt"),
    include_str!("../data/patterns/rating.txt"),
    include_str!("../data/patterns/result.txt"),
    include_str!("../data/patterns/role.txt"),
    include_str!("../data/patterns/schedule.txt"),
    include_str!("../data/patterns/standing.txt"),
];

static NEEDS: LazyLock<Needs> = LazyLock::new(|| Needs::new(FILES.into_iter().flat_map(patterns)));

thread_local! {
    /// The last sentence that this thread ran rules over, and the rules of all files that can find anything in it.
    static LAST: RefCell<(String, Rc<[usize]>)> = RefCell::new((String::new(), Rc::new([])));
}

/// The numbers of the rules of all files that can find anything in a sentence.
fn promising(text: &str) -> Rc<[usize]> {
    LAST.with_borrow_mut(|(last, numbers)| {
        if last != text {
            *numbers = NEEDS.of(text).into();
            text.clone_into(last);
        }
        Rc::clone(numbers)
    })
}

/// The rules of a file.
#[derive(Debug)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// The number of the first among those of all files; nothing for a file that is not among them.
    first: Option<usize>,
}

impl Rules {
    /// Runs the rules over a sentence: for each match the rule and its groups.
    pub(crate) fn matches<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = (&'r Rule, Captures<'t>)> {
        self.promising(text)
            .flat_map(move |rule| rule.pattern.captures_iter(text).map(move |c| (rule, c)))
    }

    /// The rules that can find anything in a sentence.
    fn promising(&self, text: &str) -> impl Iterator<Item = &Rule> {
        let first = self.first.unwrap_or_default();
        let numbers = promising(text);
        let from = numbers.partition_point(|number| *number < first);
        let to = numbers.partition_point(|number| *number < first + self.rules.len());
        let of_all = self.first.is_some();
        let every = if of_all { 0..0 } else { 0..self.rules.len() };
        (from..to)
            .take_while(move |_| of_all)
            .map(move |at| numbers[at] - first)
            .chain(every)
            .filter_map(|number| self.rules.get(number))
    }
}

/// The rules of a file.
pub(crate) fn rules(file: &'static str) -> Rules {
    let at = FILES.iter().position(|known| *known == file);
    Rules {
        rules: entries(file).filter_map(rule).collect(),
        first: at.map(|at| FILES[..at].iter().flat_map(|file| patterns(file)).count()),
    }
}

/// The patterns of a file as they are written.
fn patterns(file: &'static str) -> impl Iterator<Item = &'static str> {
    entries(file).filter_map(|line| Some(line.split_once("::")?.1.trim()))
}

fn rule(line: &'static str) -> Option<Rule> {
    let (head, pattern) = line.split_once("::")?;
    let fields = head
        .split_whitespace()
        .filter_map(|field| field.split_once('='))
        .collect();
    Some(Rule {
        fields,
        pattern: Regex::short(pattern.trim(), skeleton, fill),
    })
}

/// The lines of a rule file that are no rules: each of them is a mistake.
#[cfg(test)]
pub(crate) fn faults(file: &'static str) -> Vec<&'static str> {
    entries(file)
        .filter(|line| match line.split_once("::") {
            None => true,
            Some((_, pattern)) => crate::search::is_faulty(&expand(pattern.trim())),
        })
        .collect()
}

#[cfg(test)]
#[path = "pattern/tests.rs"]
mod tests;
