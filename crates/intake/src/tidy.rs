//! The only changes that are made to a text, besides its encoding.
//!
//! Spans of claims point into the stored text, so it must never change behind the reader's back. Line ends are unified
//! (CRLF, CR and form feed become LF) and control characters, which have no place in a report and can harm a terminal,
//! become U+FFFD. Nothing else is touched: no normalisation, no folding of quotation marks, no trimming inside the text.

use claim::Complaint;

/// The text with unified line ends and without control characters, and what there is to say about it.
pub(crate) fn tidy(place: &str, text: &str) -> (String, Vec<Complaint>) {
    let mut out = String::with_capacity(text.len());
    let mut controls = Seen::default();
    let mut hidden = Seen::default();
    let mut line = 1_usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
                line += 1;
            }
            '\n' | '\u{C}' => {
                out.push('\n');
                line += 1;
            }
            '\t' => out.push('\t'),
            _ if c.is_control() => {
                controls.add(c, line);
                out.push('\u{FFFD}');
            }
            _ => {
                if is_hidden(c) {
                    hidden.add(c, line);
                }
                out.push(c);
            }
        }
    }
    let complaints = [
        controls.complaint(
            place,
            "control characters",
            "the rest of the text, with the sign \u{FFFD} in their places",
        ),
        hidden.complaint(
            place,
            "characters that do not show or that turn the direction of the text",
            "the text as it stands; it may read differently from how it looks",
        ),
    ];
    (out, complaints.into_iter().flatten().collect())
}

/// Zero-width spaces and the controls of the bidirectional algorithm: they can make a name look like another or keep
/// it from being found. Joiners are left out, since some scripts and pictures need them.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// How many of a kind there were, and the first.
#[derive(Default)]
struct Seen {
    count: usize,
    first: Option<(char, usize)>,
}

impl Seen {
    fn add(&mut self, c: char, line: usize) {
        self.count += 1;
        self.first.get_or_insert((c, line));
    }

    fn complaint(&self, place: &str, of: &str, kept: &str) -> Option<Complaint> {
        let (c, line) = self.first?;
        let code = u32::from(c);
        Some(Complaint::new(
            place,
            format!(
                "it holds {of}: {} in all, the first (U+{code:04X}) on line {line}",
                self.count
            ),
            kept,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str, complaints: &[&str]) {
        let (tidied, found) = tidy("a.txt", text);
        assert_eq!(tidied, expect);
        assert_eq!(found.len(), complaints.len(), "{found:?}");
        for (complaint, words) in found.iter().zip(complaints) {
            assert!(complaint.what.contains(words), "{complaint}");
        }
    }

    #[test]
    fn only_line_ends_are_unified() {
        check("a\r\nb\rc\nd\u{C}e", "a\nb\nc\nd\ne", &[]);
        check(
            "“Sessions’s”\u{A0}café cafe\u{301}\t…",
            "“Sessions’s”\u{A0}café cafe\u{301}\t…",
            &[],
        );
    }

    #[test]
    fn control_characters_are_replaced_and_said() {
        check(
            "a\u{0}b\nc\u{1B}[31md\u{85}",
            "a\u{FFFD}b\nc\u{FFFD}[31md\u{FFFD}",
            &["control characters: 3 in all, the first (U+0000) on line 1"],
        );
    }

    #[test]
    fn hidden_characters_stay_and_are_said() {
        check(
            "x\nSes\u{200B}sions \u{202E}snoisseS",
            "x\nSes\u{200B}sions \u{202E}snoisseS",
            &["2 in all, the first (U+200B) on line 2"],
        );
    }
}
