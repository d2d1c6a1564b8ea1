//! Readers' words as they are shown: text, with what cannot be seen made visible, and addresses as links.

use maud::{Markup, html};

/// Words as they are kept: one kind of line end, no more than one empty line, no control characters.
pub fn tidy(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut ends = 0;
    for letter in words.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match letter {
            '\n' => {
                ends += 1;
                if ends <= 2 {
                    kept.push('\n');
                }
            }
            '\t' => kept.push(' '),
            letter if letter.is_control() => {}
            letter => {
                if !letter.is_whitespace() {
                    ends = 0;
                }
                kept.push(letter);
            }
        }
    }
    kept.trim().to_owned()
}

/// What a letter is that changes or hides others without being seen; nothing for all that can be seen.
fn unseen(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{061C}' => "⟦direction⟧",
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' => "⟦no width⟧",
        '\u{00AD}' => "⟦hyphen⟧",
        '\u{2028}' | '\u{2029}' => "⟦line⟧",
        '\u{E0000}'..='\u{E007F}' => "⟦tag⟧",
        _ => return None,
    })
}

/// Whether a text is the address of a page elsewhere, fit to be a link.
pub fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| {
            text.get(..scheme.len())
                .filter(|start| start.eq_ignore_ascii_case(scheme))
        })
        .and_then(|scheme| text.get(scheme.len()..));
    let Some(rest) = rest else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |letter: char| letter.is_ascii_graphic() && !"\"<>\\^`{|}".contains(letter);
    // A name before the host makes an address look like another's.
    text.len() <= 2_000 && text.chars().all(plain) && !host.contains('@') && host.contains('.')
}

/// The addresses in a text.
pub fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(bare)
        .filter(|word| is_address(word))
}

/// A word without the signs around it that belong to the sentence.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| ".,;:!?()[]'\"«»“”‘’".contains(letter))
}

/// The words as they are shown. Everything is escaped; nothing in them can become markup.
pub fn show(words: &str) -> Markup {
    html! {
        @for line in words.split('\n') {
            @for (at, word) in line.split(' ').enumerate() {
                @if at > 0 { " " }
                (show_word(word))
            }
            "\n"
        }
    }
}

fn show_word(word: &str) -> Markup {
    let inside = bare(word);
    if !is_address(inside) {
        return visible(word);
    }
    let start = inside.as_ptr() as usize - word.as_ptr() as usize;
    html! {
        (visible(&word[..start]))
        (link(inside))
        (visible(&word[start + inside.len()..]))
    }
}

/// An address that a reader gave: the desk neither follows it nor stands by it.
pub fn link(address: &str) -> Markup {
    html! { a href=(address) rel="nofollow ugc noopener noreferrer" { (address) } }
}

/// A text on one line, with what cannot be seen made visible.
pub fn visible(text: &str) -> Markup {
    if !text.chars().any(|letter| unseen(letter).is_some()) {
        return html! { (text) };
    }
    html! {
        @for letter in text.chars() {
            @match unseen(letter) {
                Some(what) => span.unseen { (what) },
                None => (letter),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        let check = |words: &str, expect: &str| {
            assert_eq!(show(&tidy(words)).into_string().trim(), expect, "{words}");
        };
        check(
            "<script>alert(1)</script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
        );
        check("\" onmouseover=\"x", "&quot; onmouseover=&quot;x");
        check("a\r\n\r\n\r\n\r\nb", "a\n\nb");
        check("a\u{0}b\u{1b}[31m", "ab[31m");
        check("javascript:alert(1)", "javascript:alert(1)");
        check(
            "abc\u{202E}cba",
            "abc<span class=\"unseen\">⟦direction⟧</span>cba",
        );
        check(
            "Jeff\u{200B}Sessions",
            "Jeff<span class=\"unseen\">⟦no width⟧</span>Sessions",
        );
    }

    #[test]
    fn addresses_become_links_that_carry_nothing() {
        let shown = show("See https://www.fec.gov/data/?a=1&b=2.").into_string();
        assert_eq!(
            shown.trim(),
            "See <a href=\"https://www.fec.gov/data/?a=1&amp;b=2\" rel=\"nofollow ugc noopener noreferrer\">\
             https://www.fec.gov/data/?a=1&amp;b=2</a>."
        );
        let shown = show("http://a.example/\"onmouseover=\"x").into_string();
        assert!(!shown.contains("<a"), "{shown}");
    }

    #[test]
    fn what_is_an_address() {
        for good in [
            "https://example.org",
            "HTTP://Example.org/a(b)",
            "http://example.org:8080/?q=1#x",
        ] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "ftp://example.org",
            "javascript:alert(1)//https://",
            "https://",
            "https://localhost",
            "https://fec.gov@evil.example/",
            "https://exa mple.org",
            "https://exämple.org",
            "https://e.org/\u{202E}",
            "data:text/html,x",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
