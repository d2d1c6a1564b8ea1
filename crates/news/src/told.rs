//! Whom somebody told what they said: `told The Associated Press` makes the outlet the relay of it.

use std::sync::LazyLock;

use crate::document::Document;
use crate::lexicon::regex;
use crate::mention::What;
use crate::said::Range;
use crate::search::Regex;
use crate::sentence::Sentence;
use crate::source::{self, Credit};

/// "told Fortune magazine": an outlet that no list holds says so itself.
static SELF_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:told|tells|to) (?:the )?(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}) (?:magazine|newspaper|radio)\b",
    )
});

/// The outlet that somebody told something, unless it is the publisher or the outlet of the block.
pub(crate) fn told(
    document: &Document<'_>,
    sentence: &Sentence<'_>,
    cue: Range,
    credit: &Credit,
) -> Vec<String> {
    if !sentence.tagged.text.get(cue.0..cue.1).is_some_and(|words| {
        words.starts_with("told")
            || words.starts_with("tell")
            || words.starts_with("confirmed to")
            || words.contains(" Ⓤ")
    }) {
        return credit.via.clone();
    }
    let outlet = sentence
        .mentions_in(cue.0, cue.1)
        .find_map(|m| match &m.what {
            What::Outlet(name) => Some(name.clone()),
            _ => None,
        });
    let outlet = outlet.or_else(|| {
        let c = SELF_NAMED.captures(sentence.words(cue.0, cue.1))?;
        Some(c["name"].to_owned())
    });
    let canonical = claim::outlet::canonical;
    outlet
        .filter(|name| !source::is_publisher(document, name))
        .filter(|name| {
            sentence
                .block
                .is_none_or(|b| canonical(&document.blocks[b]) != canonical(name))
        })
        .map_or_else(|| credit.via.clone(), |name| vec![name])
}
