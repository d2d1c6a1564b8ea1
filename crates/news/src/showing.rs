//! Polls that show something: `recent polls have shown …`, `a poll out Thursday that showed …` are documents that answer for it.

use std::sync::LazyLock;

use claim::Origin;

use crate::document::Document;
use crate::lexicon::{party, regex, state_code};
use crate::said::Range;
use crate::search::Regex;
use crate::sentence::Sentence;

static SHOWING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<src>(?:(?:most|several|some|recent|new|latest|other|many|two|three|public|private|internal|national|statewide|state|exit|early|opinion|university|tracking|one|another|Ⓤ|Ⓞ|Ⓖ|Ⓓ|Ⓨ|Ⓟ|Ⓒ)(?:'s)?[ /-]){0,6}(?:polls?|polling|surveys?)(?: (?:of|in|by|from|out|released|conducted|taken|published)\b[^,;:\x22]{1,60})?),? (?:that |which )?(?:have |has |had )?(?:shows?|showed|shown|showing|finds?|found|puts?|putting|gives?|gave|giving|has|have|had|indicates?|indicated|suggests?|suggested)\b",
    )
});

/// The poll that shows what stands in a range: named before it in the same sentence, or inside of it.
pub(crate) fn poll(sentence: &Sentence<'_>, range: Range) -> Option<Origin> {
    let text = sentence.tagged.text.get(..range.1)?;
    if !text.contains("poll") && !text.contains("survey") {
        return None;
    }
    let found = SHOWING.captures(text)?;
    let source = found.name("src")?;
    let between = text.get(source.end()..range.0.max(source.end()))?;
    if between.len() > 120 || between.contains([';', '"']) {
        return None;
    }
    let name = sentence
        .words(source.start(), source.end())
        .trim_end_matches([' ', ',']);
    let name = [" on", " in", " by", " out"]
        .iter()
        .find_map(|loose| name.strip_suffix(loose))
        .unwrap_or(name);
    Some(Origin::Document {
        name: name.to_owned(),
    })
}

/// A poll with the words before it that may name who took it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<who>(?:[A-Z][A-Za-z.&'’-]*[ /,]+(?:and )?){1,7})(?:[a-z-]+ ){0,2}(?P<poll>[Pp]oll|[Ss]urvey|[Aa]verage of (?:[a-z]+ )?polls|poll of polls)\b",
    )
});

/// Capitalised words before a poll that do not name who took it.
const PLAIN: [&str; 39] = [
    "The", "A", "An", "In", "On", "Of", "And", "But", "That", "This", "Another", "One", "Two",
    "Most", "Recent", "New", "Latest", "Several", "Some", "Exit", "National", "State", "Public",
    "Early", "Even", "While", "As", "Yet", "Other", "Election", "GOP", "House", "Senate",
    "Internal", "What", "How", "Why", "When", "Where",
];

/// Whether the name of a poll says nothing about who took it: `poll`, `poll of likely voters`, `poll released on Friday`.
pub(crate) fn is_bare(name: &str) -> bool {
    // "A new poll" is another one than the poll that was named.
    let other = ["new ", "another ", "recent ", "latest ", "second "]
        .iter()
        .any(|word| name.starts_with(word));
    !other
        && (name.contains("poll") || name.contains("survey"))
        && !name.contains("polls")
        && name
            .split(' ')
            .take_while(|word| !word.starts_with("poll"))
            .all(|word| word.chars().all(char::is_lowercase) || PLAIN.contains(&word))
}

/// The poll that a bare one means: the nearest that is named, in its own sentence or before it.
pub(crate) fn named(document: &Document<'_>, idx: usize) -> Option<Origin> {
    /// How many sentences a report goes on about one poll.
    const REACH: usize = 14;
    document.sentences[..=idx]
        .iter()
        .rev()
        .take(REACH)
        .find_map(|sentence| {
            let words = sentence.words(0, sentence.tagged.text.len());
            let found = NAMED.captures_iter(words).last()?;
            let who: Vec<&str> = found
                .name("who")?
                .as_str()
                .split(' ')
                .filter(|word| !word.is_empty())
                .skip_while(|word| PLAIN.contains(word))
                .collect();
            let pollster = who.join(" ");
            let pollster = pollster.trim_end_matches([',', ' ']);
            let day = pollster.ends_with("day") || pollster.ends_with("ber");
            let plain = pollster.len() < 3
                || day
                || state_code(pollster).is_some()
                || party(&pollster.to_lowercase()).is_some();
            (!plain).then(|| Origin::Document {
                name: format!(
                    "{pollster} {}",
                    found.name("poll").map_or("poll", |m| m.as_str())
                ),
            })
        })
}
