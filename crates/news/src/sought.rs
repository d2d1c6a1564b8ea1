//! Which office is sought: the words for a contest, and the number of a congressional district.

use std::sync::LazyLock;

use claim::OfficeSought;

use crate::lexicon::regex;
use crate::mention::What;
use crate::search::Regex;
use crate::sentence::Sentence;

pub(crate) static CONTESTS: LazyLock<Vec<(OfficeSought, Regex)>> = LazyLock::new(|| {
    [
        (OfficeSought::President, r"presidential|for president\b|president in Ⓓ|white house (?:bid|race|run|hopes?|contender)|the presidency"),
        (OfficeSought::Governor, r"gubernatorial|governor's (?:race|mansion|office|seat|contest)|for governor\b"),
        (OfficeSought::Senate, r"senate"),
        (OfficeSought::House, r"congressional (?:district|seat|race|candidate)|house (?:seat|race|run|bid|primary|district|candidate|campaign)|u·s· house|Ⓒ(?:st|nd|rd|th) (?:congressional )?district|for congress\b"),
        (OfficeSought::Mayor, r"mayoral|mayor's race"),
    ]
    .map(|(office, pattern)| (office, regex(pattern)))
    .into()
});

static NO_SENATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"state senate|senate (?:majority|minority|republicans?|democrats?|floor|vote|bill|committee|intelligence|judiciary|impeachment|trial|hearing|leadership|leader|gop|office|aide)|in the senate\b|the senate (?:has|is|will|voted|passed)",
    )
});

static DISTRICT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<n>\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) (?:u·s· )?(?:congressional |house )?district",
    )
});

/// The number of the congressional district that a sentence names.
pub(crate) fn district(sentence: &Sentence<'_>) -> Option<String> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let c = DISTRICT.captures(&sentence.tagged.text)?;
    let word = c.name("n")?.as_str();
    let number = match ORDINALS.iter().position(|ordinal| *ordinal == word) {
        Some(place) => place + 1,
        None => word.trim_end_matches(char::is_alphabetic).parse().ok()?,
    };
    Some(number.to_string())
}

/// The offices whose contest a sentence speaks of.
pub(crate) fn offices(sentence: &Sentence<'_>) -> Vec<OfficeSought> {
    let mut found = named(sentence);
    found.extend(sought_by_holder(sentence));
    found
}

/// The offices whose contest the words of a sentence name.
pub(crate) fn named(sentence: &Sentence<'_>) -> Vec<OfficeSought> {
    let text = &sentence.tagged.text;
    CONTESTS
        .iter()
        .filter(|(office, pattern)| match office {
            OfficeSought::Senate => {
                let all = pattern.find_iter(text).count();
                all > NO_SENATE.find_iter(text).count()
            }
            _ => pattern.is_match(text),
        })
        .map(|(office, _)| *office)
        .chain(sought_title(sentence, 0, text.len()))
        .collect()
}

/// "For president", "for governor": the office after the preposition is the one sought.
pub(crate) fn sought_title(
    sentence: &Sentence<'_>,
    start: usize,
    end: usize,
) -> Option<OfficeSought> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:for|race for|bid for) (?:Ⓖ )?(?P<a>Ⓣ)|(?P<b>Ⓣ)(?:'s|')? (?:race|contest|election|seat|mansion|office|campaign|primary|runoff|nomination|bid)\b",
        )
    });
    let text = sentence.tagged.text.get(start..end)?;
    let c = TITLE.captures(text)?;
    let at = start + c.name("a").or_else(|| c.name("b"))?.start();
    let title = sentence
        .mentions_in(at, at + 'Ⓣ'.len_utf8())
        .find_map(|m| match &m.what {
            What::Office(name) => Some(name.as_str()),
            _ => None,
        })?;
    match title {
        "President" => Some(OfficeSought::President),
        "Senator" | "U.S. Senator" => Some(OfficeSought::Senate),
        "Governor" => Some(OfficeSought::Governor),
        "Lieutenant Governor" => Some(OfficeSought::LieutenantGovernor),
        "Mayor" => Some(OfficeSought::Mayor),
        _ => None,
    }
}

/// A senator's campaign money or re-election is about a Senate race, although the words only name the senator.
fn sought_by_holder(sentence: &Sentence<'_>) -> Option<OfficeSought> {
    static CAMPAIGN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"campaign|cash|raised|re-?election|filings?\b|contributions|poll|leads|general election|nominee",
        )
    });
    if !CAMPAIGN.is_match(&sentence.tagged.text) || sentence.tagged.text.contains("senate") {
        return None;
    }
    let senator = sentence.mentions.iter().any(
        |m| matches!(&m.what, What::Office(name) if name == "Senator" || name == "U.S. Senator"),
    );
    senator.then_some(OfficeSought::Senate)
}
