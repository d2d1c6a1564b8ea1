//! Quotation marks, curly and straight: which sentences begin inside a quotation that an earlier one opened.
//!
//! An unclosed mark never swallows the report: a quotation reaches into the next paragraph only where that paragraph opens
//! with a mark of its own, which is how newspapers set quotations of several paragraphs.

use crate::segment::Piece;

/// For each sentence, whether it begins inside a quotation (its own opening mark does not count, unless it continues one).
pub(crate) fn continues<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Vec<bool> {
    let mut open = false;
    let mut paragraph = None;
    pieces
        .map(|piece| {
            let starts_paragraph = paragraph != Some((piece.part, piece.paragraph));
            paragraph = Some((piece.part, piece.paragraph));
            let opens = piece.text.starts_with(['“', '"']);
            let inside = open && (!starts_paragraph || opens);
            if starts_paragraph {
                open = false;
            }
            let mut marks = piece.text.chars().filter(|c| matches!(c, '“' | '”' | '"'));
            if inside && starts_paragraph {
                // The mark that repeats the opening of a quotation continued from the paragraph before.
                marks.next();
                open = true;
            }
            for mark in marks {
                open = match mark {
                    '“' => true,
                    '”' => false,
                    _ => !open,
                };
            }
            inside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{lines, sentences};
    use claim::Part;

    fn check(text: &str, expect: &[bool]) {
        let pieces: Vec<Piece<'_>> = lines(Part::Text, text)
            .flat_map(|l| sentences(&l))
            .collect();
        assert_eq!(continues(pieces.into_iter()), expect, "{text}");
    }

    #[test]
    fn quotations_over_several_sentences() {
        check(
            "“I will run. I will win,” he said. He left.",
            &[false, true, false],
        );
        check(
            "\"I will run. I will win,\" he said. He left.",
            &[false, true, false],
        );
    }

    #[test]
    fn quotations_over_several_paragraphs() {
        check(
            "“I will run.\n“I will win,” he said.\nHe left.",
            &[false, true, false],
        );
        check("“I will run.\nHe left.", &[false, false]);
    }
}
