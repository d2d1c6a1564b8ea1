//! Which step of a race the words name: primary, runoff, caucus, convention, general election.

use std::sync::LazyLock;

use claim::{Party, Stage};

use crate::lexicon::regex;
use crate::mention::What;
use crate::search::Regex;
use crate::sentence::Sentence;

static STAGES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<runoff>run-?off)|(?P<primary>primary|primaries|nomination)|(?P<caucus>caucus)|(?P<convention>\bconvention\b)|(?P<general>general election|the general\b|in november|(?:will|would|to|run|running) (?:face|challenge|against|take on) (?:Ⓣ Ⓟ|Ⓨ)|november|election day|(?:senate|house|gubernatorial|presidential|Ⓓ|special) election\b)",
    )
});

/// The last stage that the words of a range name before its end, or the first after it.
pub(crate) fn stage_words(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Stage> {
    let text = &sentence.tagged.text;
    let all: Vec<(usize, Stage)> = STAGES
        .captures_iter(text)
        .filter_map(|c| {
            let whole = c.get(0)?;
            // "Likely primary voters" are who was asked, not what was asked about.
            if text.get(whole.end()..)?.starts_with(" voters")
                || text.get(whole.end()..)?.starts_with(" runoff")
            {
                return None;
            }
            // A runoff that somebody avoided is no stage.
            if text
                .get(..whole.start())?
                .trim_end_matches("a ")
                .trim_end_matches("Ⓨ ")
                .ends_with("avoid ")
            {
                return None;
            }
            let party = party_before(sentence, whole.start());
            let stage = if c.name("runoff").is_some() {
                Stage::Runoff(party)
            } else if c.name("primary").is_some() {
                Stage::Primary(party)
            } else if c.name("caucus").is_some() {
                Stage::Caucus(party)
            } else if c.name("convention").is_some() {
                Stage::Convention(party)
            } else {
                Stage::General
            };
            Some((whole.start(), stage))
        })
        .collect();
    // "a runoff for the Republican nomination": the runoff is the stage, the nomination its prize.
    let runoff = all.iter().position(|(_, s)| matches!(s, Stage::Runoff(_)));
    if let Some(idx) = runoff
        && let Some((at, Stage::Primary(party))) = all.get(idx + 1)
        && text
            .get(*at..)
            .is_some_and(|rest| rest.starts_with("nomination"))
    {
        return Some(Stage::Runoff(party.clone()));
    }
    let inside = all.iter().find(|(at, _)| start <= *at && *at < end);
    inside
        .or_else(|| all.iter().find(|(at, _)| *at >= end))
        .or_else(|| all.last())
        .map(|(_, stage)| stage.clone())
}

/// The party named shortly before a place of the tagged form.
fn party_before(sentence: &Sentence<'_>, at: usize) -> Option<Party> {
    let text = &sentence.tagged.text;
    let mut from = at.saturating_sub(32);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    sentence
        .mentions_in(from, at)
        .rev()
        .find_map(|m| match &m.what {
            What::Party(party) => Some(party.clone()),
            What::Organization(name) => name.split(' ').find_map(crate::lexicon::party),
            _ => None,
        })
}

/// The stage that the words of a range themselves name.
pub(crate) fn stage_inside(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Stage> {
    let words = sentence.tagged.text.get(start..end)?;
    STAGES
        .is_match(words)
        .then(|| stage_words(sentence, start, end))
        .flatten()
}
