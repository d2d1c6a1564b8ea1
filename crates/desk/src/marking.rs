//! A text cut where marks begin and end, so that claims and attributions that overlap can all be shown.

use std::collections::BTreeSet;

use claim::Span;

/// What a span of a text is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// The words of a claim, by its place in the list of the page.
    Claim(usize),
    /// Who is credited.
    Source,
    /// The words that credit them.
    Cue,
    /// What they are credited with.
    Content,
}

/// A run of letters under the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The letters.
    pub(crate) text: String,
    /// The marks over it.
    pub(crate) marks: BTreeSet<Mark>,
    /// The claims that begin here.
    pub(crate) begins: Vec<usize>,
    /// The claims that end here.
    pub(crate) ends: Vec<usize>,
}

/// The paragraphs of a text, each as pieces; together they are the text but for its line ends. Spans are in code points.
pub(crate) fn paragraphs(text: &str, marks: &[(Span, Mark)]) -> Vec<Vec<Piece>> {
    let mut cuts: BTreeSet<usize> = marks
        .iter()
        .flat_map(|(span, _)| [span.start, span.end])
        .collect();
    let letters: Vec<char> = text.chars().collect();
    cuts.insert(letters.len());
    let mut paragraphs = vec![Vec::new()];
    let mut from = 0;
    for cut in cuts {
        let cut = cut.min(letters.len());
        let mut start = from;
        for at in from..cut {
            if letters[at] == '\n' {
                push(&mut paragraphs, &letters, start..at, marks);
                start = at + 1;
                if paragraphs.last().is_some_and(|pieces| !pieces.is_empty()) {
                    paragraphs.push(Vec::new());
                }
            }
        }
        push(&mut paragraphs, &letters, start..cut, marks);
        from = cut;
    }
    paragraphs.retain(|pieces| !pieces.is_empty());
    paragraphs
}

fn push(
    paragraphs: &mut [Vec<Piece>],
    letters: &[char],
    range: std::ops::Range<usize>,
    marks: &[(Span, Mark)],
) {
    let Some(pieces) = paragraphs.last_mut().filter(|_| !range.is_empty()) else {
        return;
    };
    let here = Span::new(range.start, range.end);
    let over = || marks.iter().filter(move |(span, _)| span.contains(here));
    let claims = |wanted: fn(&Span, &Span) -> bool| {
        let found = over().filter(move |(span, _)| wanted(span, &here));
        found
            .filter_map(|(_, mark)| match mark {
                Mark::Claim(number) => Some(*number),
                _ => None,
            })
            .collect()
    };
    pieces.push(Piece {
        text: letters[range]
            .iter()
            .map(|letter| visible(*letter))
            .collect(),
        marks: over().map(|(_, mark)| *mark).collect(),
        begins: claims(|span, here| span.start == here.start),
        ends: claims(|span, here| span.end == here.end),
    });
}

/// Letters that would turn the direction of what follows, or that nobody sees, are shown as signs.
fn visible(letter: char) -> char {
    match letter {
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{feff}' => '\u{fffd}',
        other => other,
    }
}

/// The words around a quote, for a text that may not be shown as a whole: at most so many letters on each side, cut at
/// spaces.
pub(crate) fn around(text: &str, span: Span, most: usize) -> [String; 3] {
    let letters: Vec<char> = text.chars().collect();
    let end = span.end.min(letters.len());
    let start = span.start.min(end);
    let (mut from, mut until) = (start.saturating_sub(most), (end + most).min(letters.len()));
    while from > 0 && from < start && !letters[from - 1].is_whitespace() {
        from += 1;
    }
    while until < letters.len() && until > end && !letters[until].is_whitespace() {
        until -= 1;
    }
    let line = |range: std::ops::Range<usize>| {
        letters[range]
            .iter()
            .map(|letter| {
                if *letter == '\n' {
                    ' '
                } else {
                    visible(*letter)
                }
            })
            .collect::<String>()
    };
    let before = format!("{}{}", if from > 0 { "… " } else { "" }, line(from..start));
    let after = format!(
        "{}{}",
        line(end..until),
        if until < letters.len() { " …" } else { "" }
    );
    [before, line(start..end), after]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marks: &[(usize, usize, Mark)], expect: &str) {
        let marks: Vec<(Span, Mark)> = marks
            .iter()
            .map(|(from, to, mark)| (Span::new(*from, *to), *mark))
            .collect();
        let shown: Vec<String> = paragraphs(text, &marks)
            .iter()
            .map(|pieces| {
                pieces
                    .iter()
                    .map(|piece| {
                        if piece.marks.is_empty() {
                            piece.text.clone()
                        } else {
                            format!("[{}|{}]", piece.text, piece.marks.len())
                        }
                    })
                    .collect()
            })
            .collect();
        assert_eq!(shown.join(" / "), expect);
    }

    #[test]
    fn marks_that_overlap_are_cut_where_they_meet() {
        check("ab cd ef", &[], "ab cd ef");
        check("ab cd ef", &[(3, 5, Mark::Claim(0))], "ab [cd|1] ef");
        check(
            "ab cd ef",
            &[(0, 5, Mark::Claim(0)), (3, 8, Mark::Content)],
            "[ab |1][cd|2][ ef|1]",
        );
        check("ab\n\ncd\n", &[(0, 6, Mark::Claim(0))], "[ab|1] / [cd|1]");
        check("é ß", &[(2, 9, Mark::Cue)], "é [ß|1]");
    }

    #[test]
    fn nothing_turns_the_direction_of_the_page() {
        check("a\u{202e}b", &[], "a\u{fffd}b");
    }

    #[test]
    fn the_words_around_are_whole_words() {
        let around = |most| around("one two three four five", Span::new(8, 13), most);
        assert_eq!(
            around(5),
            [
                "… two ".to_owned(),
                "three".to_owned(),
                " four …".to_owned()
            ]
        );
        assert_eq!(around(99)[2], " four five");
    }

    #[test]
    fn every_letter_is_kept() {
        let text = "Jeff Sessions, two Republicans said,\nwill run.\n\nHe may.";
        for (from, to) in [(0, 13), (5, 40), (15, 54), (36, 38)] {
            let marks = [
                (Span::new(from, to), Mark::Claim(0)),
                (Span::new(3, 20), Mark::Source),
            ];
            let joined: String = paragraphs(text, &marks)
                .iter()
                .flatten()
                .map(|piece| piece.text.as_str())
                .collect();
            assert_eq!(joined, text.replace('\n', ""));
        }
    }
}
