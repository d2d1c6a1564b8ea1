//! Credits inside a sentence: `…, but a campaign official said that …`, `Smith, who confirmed he is considering …`,
//! `…, saying he would not run`.
//!
//! The frames of whole sentences (`frame`) come first; these add what lies in a clause of its own.

use std::sync::LazyLock;

use crate::attribution::{Range, Said};
use crate::frame::{ADVERBS, ASIDE, cues, free_cues};
use crate::lexicon::{regex, words_of};
use crate::search::{Captures, Regex};
use crate::sentence::Sentence;
use crate::source::PEOPLE;

/// Someone who can be credited, in the tagged form: titles and a name, or what unnamed people are.
pub(crate) static SOMEONE: LazyLock<String> = LazyLock::new(|| {
    let modifier = "gubernatorial|presidential|congressional|senatorial|deputy|the|an?|one|two|three|four|five|six|several|multiple|some|many|most|other|another|others|both|top|senior|former|current|longtime|then|fellow|u·s·|mr·|mrs·|ms·|dr·|state|local|national|campaign|house|senate|party|white|gop|administration|election|county|Ⓒ|Ⓣ|Ⓨ|Ⓗ|Ⓖ|Ⓖ's|Ⓞ|Ⓞ's|Ⓤ|Ⓤ's|Ⓟ's?|spokes(?:man|woman|person)|strategist|chairman|chairwoman|manager|director|reporter|host|pollster|analyst|adviser|candidate|nominee|president|secretary";
    format!(
        "(?:(?:{modifier}) ){{0,7}}(?:(?:Ⓟ|Ⓞ)(?:'s?)? (?:[a-z-]+ )?(?:{UNNAMED})\\b|Ⓟ|Ⓞ|Ⓤ|Ⓨ(?: (?:[a-z]+ )?(?:candidate|nominee|strategists?|officials?|aides?|leaders?|lawmakers?|operatives?|insiders?|challenger|hopeful))?|(?:{PEOPLE})\\b|others\\b|(?:{DESCRIBED})\\b)"
    )
});

/// Unnamed people of a person or body: `one Cuccinelli adviser`, `Cruz campaign officials`.
const UNNAMED: &str = "sources|officials?|aides?|advis[eo]rs?|allies|strategists?|operatives?|insiders?|donors?|supporters?|friends?|associates?|staffers?|campaign|spokes(?:man|woman|person)";

/// Definite descriptions of somebody who was named before.
const DESCRIBED: &str = "candidate|nominee|congressman|congresswoman|comedian|challenger|incumbent|businessman|billionaire|front-runner|group|committee|paper|newspaper|network|campaign|magazine|website|company|agency|commission|board|poll|survey";

/// What opens a clause that can be credited without `that`.
const CLAUSE: &str = r"(?:(?:Ⓟ|Ⓞ|Ⓤ|Ⓨ|they|it|there|this|neither|both|(?:the|his|her|their|our|Ⓗ) [a-z-]+(?: [a-z-]+)?)(?:'s|'d|'ll|'re|'ve| (?:will|would|wo|is|was|are|were|had|has|have|did|does|do|can|could|should|may|might|must|plans?|intends?|expects?|hopes?|won|lost|wants?|made|raised|needs?|is)\b)|(?:Ⓟ|they|it) (?:[a-z]+ly )?[a-z]+(?:s|ed)\b)";

struct Clauses {
    embedded: Regex,
    relative: Regex,
    participle: Regex,
    second: Regex,
}

static CLAUSES: LazyLock<Clauses> = LazyLock::new(|| {
    let (any, free, someone) = (cues(), free_cues(), &*SOMEONE);
    let saying = words_of(include_str!("../data/speech_participles.txt"))
        .collect::<Vec<_>>()
        .join("|");
    let told = r"(?:told|tells|telling) (?:Ⓤ|Ⓟ|Ⓨ|reporters|supporters|voters|donors|aides|(?:the|a|an|Ⓗ) [a-z-]+|[a-z]+ (?:magazine|newspaper|radio))(?: [^,;:\x22—]{0,50}?)?";
    let end = r"(?P<content>.+?)(?:,? but |; | — but |\.?$)";
    Clauses {
        embedded: regex(&format!(
            r#"(?:^|[,;—:"] |Ⓓ |\b(?:by contrast|and|but|while|as|because|though|although|what|that|whom|since|when) )(?P<src>{someone}(?: (?:of|for|with|from|in|to|on|at|familiar|close|briefed) [^,;:"—]{{1,70}}?|, [^,;:"—]{{1,90}},| — [^—;:"]{{1,110}} —)?)(?: —)? {ADVERBS}(?:(?P<cue>(?:{any}){ASIDE}(?:,? that)|(?:told|tells|telling|reminded|reminds|informed|informs|assured|assures|warned|warns|notified|convinced) [^,;:"—]{{1,70}}? that|(?:{free})(?: [^,;:"—]{{1,60}}? that)?) {end}|(?P<cue3>reports|reported|discloses|disclosed|announced|touted|listed) (?P<content3>(?:raising|having|spending|taking in|collecting|bringing in|pulling in|(?:[a-z]+ ){{0,3}}Ⓜ).*?)(?:,? but |; | — but |\.?$)|(?P<cue2>(?:{any}){ASIDE}|{told}) (?P<content2>{CLAUSE}.*?)(?:,? but |; | — but |\.?$))"#
        )),
        relative: regex(&format!(
            r#"(?P<src>Ⓟ|Ⓞ|Ⓤ)(?:,| —)?(?: (?:an?|the|Ⓗ) [^",.;]{{0,60}},)? who {ADVERBS}(?:(?P<cue>(?:{any}){ASIDE} that|{told} that|(?:{free})) (?P<content>[^,]+?)(?:, |; |\.?$)|(?P<cue2>(?:{any}){ASIDE}|{told}) (?P<content2>{CLAUSE}[^,]*?)(?:, |; |\.?$))"#
        )),
        second: regex(&format!(
            r" (?:and|but|then|-+) (?:also |then |later |has |[a-z]+ly )?(?P<cue>(?:{free})(?: that)?|(?:{any}){ASIDE} that|{told} that) {end}"
        )),
        participle: regex(&format!(
            r#"(?P<by>(?:Ⓟ|Ⓞ) )?(?:, (?:while |before |and |also |then )?|^(?:while |in |after )?|\bby |\bfor |\bin |\bwhen )?\b(?P<cue>(?:{saying})(?: (?:Ⓤ|Ⓟ|reporters|supporters|voters|Ⓓ|on Ⓓ|in an? [a-z ]{{1,30}}))*)(?: that (?P<content>.+?)| (?P<content2>(?:{CLAUSE}|").*?))(?:,? but |; |\.?$)"#
        )),
    }
});

/// The ranges of a match: source (empty where the subject of the sentence is meant), cue, content.
fn ranges(c: &Captures<'_>) -> Option<Said> {
    let range = |name: &str| c.name(name).map(|m| (m.start(), m.end()));
    Some(Said {
        source: range("src").unwrap_or((0, 0)),
        cue: ["cue", "cue2", "cue3"].into_iter().find_map(range)?,
        content: vec![
            ["content", "content2", "content3"]
                .into_iter()
                .find_map(range)?,
        ],
        whole: false,
        credits: Vec::new(),
    })
}

/// The credits in clauses, in the order of the sentence, each with its source.
pub(crate) fn embedded(sentence: &Sentence<'_>) -> Vec<Said> {
    let text = &sentence.tagged.text;
    let clauses = &*CLAUSES;
    let mut found: Vec<Said> = [&clauses.embedded, &clauses.relative]
        .into_iter()
        .flat_map(|frame| frame.captures_iter(text))
        .filter_map(|c| ranges(&c))
        .collect();
    found.sort_by_key(|said| said.cue);
    found
}

/// The participles that go on with what a credited person or the subject says: cue and content, and the name right before
/// the participle where there is one (`with Reid announcing …`).
pub(crate) fn participles(sentence: &Sentence<'_>) -> Vec<Said> {
    let text = &sentence.tagged.text;
    [&CLAUSES.participle, &CLAUSES.second]
        .into_iter()
        .flat_map(|frame| frame.captures_iter(text))
        .filter_map(|c| {
            let mut said = ranges(&c)?;
            said.source = c
                .name("by")
                .map_or_else(|| subject(text, said.cue), |m| (m.start(), m.end() - 1));
            Some(said)
        })
        .collect()
}

/// The subject of the clause before a participle: its first name, or the one that follows an opening participle.
fn subject(text: &str, cue: Range) -> Range {
    static SUBJECT: LazyLock<Regex> =
        LazyLock::new(|| regex(&format!("^(?:[^\"]{{0,40}}, )?(?:{})", *SOMEONE)));
    static LATE: LazyLock<Regex> = LazyLock::new(|| regex(&format!(", ({}) ", *SOMEONE)));
    if cue.0 < 12 {
        return LATE
            .captures(text)
            .and_then(|c| c.get(1))
            .map_or((0, 0), |m| (m.start(), m.end()));
    }
    SUBJECT
        .find(text.get(..cue.0).unwrap_or_default())
        .map_or((0, 0), |m| (m.start(), m.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use claim::Report;

    fn check(text: &str, source: &str, content: &str) {
        let report = Report {
            text: text.to_owned(),
            ..Report::default()
        };
        let (document, _) = Document::new(&report);
        let sentence = &document.sentences[0];
        let found: Vec<(&str, &str)> = embedded(sentence)
            .iter()
            .chain(&participles(sentence))
            .map(|said| {
                let (from, to) = said.content[0];
                (
                    sentence.words(said.source.0, said.source.1),
                    sentence.words(from, to),
                )
            })
            .collect();
        assert!(found.contains(&(source, content)), "{text}: {found:?}");
    }

    #[test]
    fn credits_in_clauses() {
        check(
            "The race is open, but a campaign official said that he will stay.",
            "a campaign official",
            "he will stay",
        );
        check(
            "George Papadopoulos, who confirmed he was considering a run, filed on Tuesday.",
            "George Papadopoulos",
            "he was considering a run",
        );
        check(
            "Lindsey Graham left the race in December, saying he would back Jeb Bush.",
            "Lindsey Graham",
            "he would back Jeb Bush",
        );
        check(
            "Harry Reid thanked voters and said he would not run again.",
            "Harry Reid",
            "he would not run again",
        );
    }
}
