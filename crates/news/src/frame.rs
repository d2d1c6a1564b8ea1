//! The frames of credits: the sentence patterns of news style in which a source, a cue and what is credited stand.

use std::sync::LazyLock;

use crate::attribution::Said;
use crate::lexicon::{regex, words_of};
use crate::search::{Captures, Regex};
use crate::sentence::Sentence;

/// The sentence patterns, each with the groups `src`, `cue`, `content`.
pub(crate) struct Frames {
    pub(crate) lead: Regex,
    pub(crate) lead_clause: Regex,
    pub(crate) survey: Regex,
    pub(crate) trail: Regex,
    pub(crate) inverted: Regex,
    pub(crate) middle: Regex,
    pub(crate) according_end: Regex,
    pub(crate) according_start: Regex,
    pub(crate) according_middle: Regex,
    pub(crate) reported_by: Regex,
}

const CUES: &str = include_str!("../data/speech_cues.txt");

/// Words between a source and its cue.
pub(crate) const ADVERBS: &str =
    "(?:(?:also|later|has|have|had|then|again|since|[a-z]+ly|Ⓓ|first|wrongly|earlier) )*";

/// When and where somebody spoke, between the cue and what was said.
pub(crate) const ASIDE: &str = r"(?:,? (?:on |in |at )?(?:(?:late |early )?Ⓓ(?: (?:night|evening|morning|afternoon))?|(?:a|an|the|Ⓗ) (?:statement|interview|email|e-mail|memo|news release|press release|tweet|letter|op-ed|column|video|ad|speech|debate|rally)(?: (?:Ⓓ|last|to|with|in|on|at)[^,\x22;]{0,30})?|a video[^,]{0,40}|twitter|a speech[^,]{0,40}|a letter[^,]{0,30}|a tweet|facebook|a post[^,]{0,30}|without [^,]{1,40},|with Ⓤ|on Ⓤ|to Ⓤ|to reporters|publicly|privately|repeatedly))*";

/// All verbs of saying, as alternatives.
pub(crate) fn cues() -> String {
    words_of(CUES)
        .map(|c| c.trim_end_matches('*'))
        .chain(["(?:is|are) (?:reporting|saying|predicting)"])
        .collect::<Vec<_>>()
        .join("|")
}

/// The verbs that credit whatever follows them, with or without "that".
pub(crate) fn free_cues() -> String {
    words_of(CUES)
        .filter(|c| !c.ends_with('*') && !c.starts_with("tell") && !c.starts_with("told"))
        .collect::<Vec<_>>()
        .join("|")
}

pub(crate) static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let any = cues();
    let free = free_cues();
    // "told" never stands before its speaker.
    let before = words_of(CUES)
        .map(|c| c.trim_end_matches('*'))
        .filter(|c| !c.starts_with('t'))
        .collect::<Vec<_>>()
        .join("|");
    let source = r#"(?P<src>[^,;:"—]{1,160}?(?:, [^,;"]{1,110},| — [^—;"]{1,120} —)?)"#;
    Frames {
        lead: regex(&format!(
            r#"^(?P<open>(?:but|and|still|on Ⓓ|Ⓓ|in Ⓓ|in Ⓖ|meanwhile|however|later|in a [^,]{{1,60}}|at a [^,]{{1,60}}|[^"—]{{0,60}}\((?:Ⓤ|Ⓞ)\)(?: ?(?:—|-+))?|[^"—a-z]{{0,20}}[a-z ]{{0,30}} (?:—|--)),? )?{source} {ADVERBS}(?P<cue>(?:{free}){ASIDE}(?: that)?|(?:told|tells) (?:Ⓤ|reporters|supporters|voters|Ⓟ|the [a-z]+|Ⓗ [a-z]+)[^,;"]{{0,60}}? that|(?:told|tells) (?:Ⓤ|reporters)(?: in an interview)?{ASIDE}|(?:{any}){ASIDE} that),? (?P<content>.+)$"#
        )),
        // "announced Friday he will not run": no "that", but a clause of its own.
        lead_clause: regex(&format!(
            r"^(?P<open>(?:but|and|on Ⓓ|Ⓓ|in Ⓓ|in Ⓖ),? )?{source} {ADVERBS}(?P<cue>(?:{any}){ASIDE}) (?P<content>(?:Ⓟ|they) (?:will|would|wo|is|was|are|had|has|did|does)\b.+)$"
        )),
        survey: regex(
            r#"^(?P<open>(?:but|and|on Ⓓ|even so|still|meanwhile),? )?(?P<src>[^;:"]{0,120}?\b(?:polls?|polling|surveys?)\b[^;:"]{0,70}?),? (?P<cue>found|finds|find|shows|show|showed|put|puts|gives|gave) (?P<content>.+)$"#,
        ),
        trail: regex(&format!(
            r#"^(?P<content>.+?)[,?!]"? {source} {ADVERBS}(?P<cue>(?:told|tells) [^,;"]{{1,90}}?|(?:{any})(?: (?:Ⓓ|Ⓤ|in|on|at|during|after|of|this|last|earlier|about|when|as|before|from|through|by|with|to)\b[^,;"]{{0,100}}?| Ⓓ[^,;"]{{0,60}}?)?)(?:, (?:adding|citing|without|which|who|an?|the|host|co-host|anchor|in|during|less|just|after|before|on|shortly|referring|speaking)\b[^"]*)?\.?"?$"#
        )),
        inverted: regex(&format!(
            r#"^(?P<content>.+)[,?!]"? (?P<cue>{before}) (?P<src>[^"]{{1,220}}?)\.?$"#
        )),
        middle: regex(&format!(
            r#"^(?P<content>[^"]+?), (?P<src>[^,;"]{{1,90}}) (?P<cue>{any}), (?P<content2>.+)$"#
        )),
        according_end: regex(r"^(?P<content>.+?),? (?P<cue>according to) (?P<src>.+?)\.?$"),
        according_middle: regex(
            r#"^(?:(?P<content>[^"]+?),? )?(?:and|but|that|as|because|while|who|which)?,? ?(?P<cue>according to) (?P<src>[^,"]{1,140}), (?P<content2>(?:Ⓟ|Ⓞ|Ⓜ|Ⓒ|Ⓝ|they|it|there|sits?|stands?|is|was|are|were|has|have|had|would|will|could|and)\b.+)$"#,
        ),
        reported_by: regex(
            r#"^(?:as (?:was )?(?:first )?(?P<cue>reported|noted) by (?P<src>[^,"]{1,80}), (?P<content>.+)|(?P<content2>[^"]+), as (?:was )?(?:first )?(?P<cue2>reported|noted) by (?P<src2>[^,"]{1,80}?))\.?$"#,
        ),
        according_start: regex(
            r#"^(?P<cue>according to) (?P<src>[^,"]{1,140}?(?:, (?:an? |the [^,"]{1,60} (?:of|for|at) |who |which |where |Ⓗ |Ⓟ's |Ⓞ's |former |Ⓣ (?:of|for|in) )[^,"]{1,100})?), (?P<content>.+)$"#,
        ),
    }
});

pub(crate) static REPORTED: LazyLock<Regex> =
    LazyLock::new(|| regex(r", (?:the )?Ⓤ (?:first )?(?:reported|reports|said)[^,]{0,30}\.?$"));

/// The spans of a frame, unless its source cannot be one.
pub(crate) fn spans(sentence: &Sentence<'_>, c: &Captures<'_>, shift: usize) -> Option<Said> {
    let range = |name: &str| c.name(name).map(|m| (m.start() + shift, m.end() + shift));
    let source = range("src").or_else(|| range("src2"))?;
    let cue = range("cue").or_else(|| range("cue2"))?;
    let words = sentence.tagged.text.get(source.0..source.1)?;
    if words.ends_with(" been")
        || words.ends_with(" was")
        || words.ends_with(" were")
        || words.ends_with(" is")
        || has_clause(words)
        || words.starts_with("who")
        || inverted_clause(words)
        || words.starts_with("which")
        || words.starts_with("that ")
        || [" said ", " told ", " says ", "said ", "says "]
            .iter()
            .any(|verb| {
                words == verb.trim()
                    || words.contains(verb) && (verb.starts_with(' ') || words.starts_with(verb))
            })
    {
        return None;
    }
    // "Tuberville, the former coach, said in a statement": what comes first is the speaker, not the speech.
    let inverted = cue.1 <= source.0
        && !sentence
            .tagged
            .text
            .get(cue.0..cue.1)?
            .starts_with("according");
    if inverted
        && (has_verb(words)
            || c.name("content")
                .is_some_and(|m| is_bare_speaker(m.as_str())))
    {
        return None;
    }
    if sentence.tagged.text.get(cue.0..cue.1)?.contains(" that ") {
        return None;
    }
    let content = ["content", "content2"]
        .into_iter()
        .filter_map(range)
        .collect();
    Some(Said {
        source,
        cue,
        content,
        whole: false,
        credits: Vec::new(),
    })
}

/// Whether words are what was said: "says it stands behind him".
fn inverted_clause(words: &str) -> bool {
    ["it ", "they ", "there ", "this ", "these ", "that's "]
        .iter()
        .any(|pronoun| words.starts_with(pronoun))
}

/// Whether words hold a clause of their own, so that they are more than a name: `she has no rallies planned and aides`.
fn has_clause(words: &str) -> bool {
    static FINITE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r" (?:has|have|had|is|was|are|were|will|would|could|should|does|did|acknowledged|stands?|claimed) ",
        )
    });
    static RELATIVE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\b(?:who|whom|whose|which|that|where|what)\b"));
    FINITE
        .find(words)
        .is_some_and(|verb| !RELATIVE.is_match(&words[..verb.start()]))
}

/// A credit to somebody whom the reader does not know ("the researchers said"): spans without an origin.
pub(crate) fn uncredited(sentence: &Sentence<'_>) -> Option<Said> {
    let frames = &*FRAMES;
    [
        &frames.lead,
        &frames.trail,
        &frames.inverted,
        &frames.according_end,
    ]
    .into_iter()
    .filter_map(|frame| spans(sentence, &frame.captures(&sentence.tagged.text)?, 0))
    .find(|said| said.source.1 - said.source.0 < 80)
}

/// Whether words that stand after "said" are what was said: "said Sessions has a larger lead".
fn has_verb(words: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:Ⓣ |Ⓨ |mr· |the )*(?:Ⓟ|Ⓞ|Ⓨ) (?:has|had|will|is|was|would|does|did|could|should|may|might|can|must|have|are|were)\b",
        )
    });
    VERB.is_match(words)
}

fn is_bare_speaker(text: &str) -> bool {
    static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:(?:the|former|then|u·s·|state|mr·|mrs·|ms·|dr·|Ⓣ|Ⓨ|Ⓖ|Ⓖ's|Ⓞ|Ⓤ|[a-z-]+) ){0,7}(?:Ⓟ|Ⓞ|Ⓤ)(?:, [^,]{1,90}){0,2}$",
        )
    });
    SPEAKER.is_match(text)
}
