//! Polls that show something: `recent polls have shown …`, `a poll out Thursday that showed …` are documents that answer for it.

use std::sync::LazyLock;

use claim::Origin;

use crate::lexicon::regex;
use crate::said::Range;
use crate::search::Regex;
use crate::sentence::Sentence;

static SHOWING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<src>(?:(?:most|several|some|recent|new|latest|other|many|two|three|public|private|internal|national|statewide|state|exit|early|opinion|university|tracking|one|another|Ⓤ|Ⓞ|Ⓖ|Ⓓ|Ⓨ|Ⓟ|Ⓒ)(?:'s)?[ /-]){0,6}(?:polls?|polling|surveys?)(?: (?:of|in|by|from|out|released|conducted|taken|published)\b[^,;:\x22]{1,60})?),? (?:that |which )?(?:have |has |had )?(?:shows?|showed|shown|showing|finds?|found|puts?|putting|gives?|gave|giving|has|have|had)\b",
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
