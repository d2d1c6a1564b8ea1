//! The words that can be part of a name.

/// A word that can be part of a name, with its byte range; `'s` and the point of a sentence are not part of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'a str,
}

/// Where the word ends that starts at a place: up to three initials with their points (`J.B.`), or letters with inner hyphens
/// and apostrophes and a point behind.
fn word_end(text: &str, start: usize) -> Option<usize> {
    let plain = |at: usize| text.as_bytes().get(at).copied().filter(u8::is_ascii);
    // Spaces and small letters, which are most of a text, need no closer look.
    if plain(start).is_some_and(|byte| !byte.is_ascii_alphabetic()) {
        return None;
    }
    let rest = text.get(start..)?;
    if plain(start + 1).is_none_or(|byte| byte == b'.') {
        let mut initials = rest;
        for _ in 0..3 {
            let Some(after) = initials
                .strip_prefix(char::is_uppercase)
                .and_then(|after| after.strip_prefix('.'))
            else {
                break;
            };
            initials = after;
        }
        if initials.len() < rest.len() {
            return Some(text.len() - initials.len());
        }
    }
    if !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut after = rest[letters..].trim_start_matches(is_inner);
    while let Some(part) = after.strip_prefix(['-', '\'', '’']) {
        if !part.starts_with(char::is_alphabetic) || is_of_backing(part) {
            break;
        }
        after = part.trim_start_matches(char::is_alphabetic);
    }
    Some(text.len() - after.strip_prefix('.').unwrap_or(after).len())
}

/// Whether a text goes on with a participle of backing: in `Trump-endorsed Ron DeSantis` there are two names.
fn is_of_backing(text: &str) -> bool {
    [
        "backed",
        "endorsed",
        "supported",
        "approved",
        "aligned",
        "favored",
        "allied",
        "recruited",
    ]
    .iter()
    .any(|participle| text.starts_with(participle))
}

/// A letter, or an accent that stands behind one as a character of its own.
fn is_inner(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// The words of a text that can be part of a name.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let Some(end) = word_end(text, at) else {
                at += text.get(at..)?.chars().next()?.len_utf8();
                continue;
            };
            let (start, mut word) = (at, &text[at..end]);
            at = end;
            if word.ends_with(['s', 'S']) {
                for ending in ["'s", "’s", "'S", "’S"] {
                    word = word.strip_suffix(ending).unwrap_or(word);
                }
            }
            let initials = || word.bytes().all(|byte| !byte.is_ascii_lowercase());
            if word.ends_with('.') && !matches!(word, "Jr." | "Sr.") && !initials() {
                word = word.trim_end_matches('.');
            }
            return Some(Word {
                start,
                end: start + word.len(),
                text: word,
            });
        }
    })
}
