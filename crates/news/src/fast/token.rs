//! Words and marks: `\w+|[^\w\s]`, with what is known of each by itself.

use super::hash;
use super::lexicon::{Entry, Lexicon};

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// `senate`
    Lower,
    /// `Senate`
    Capital,
    /// `GOP`
    Upper,
    /// `J`
    Letter,
    /// `2020`
    Digits,
    /// `mcCain`, `iPhone`
    Mixed,
    /// `1st`, `B2`
    Alphanumeric,
    /// A mark that no other shape names.
    Mark,
    /// `“`, or `"` that opens
    Open,
    /// `”`, or `"` that closes
    Close,
    /// `’`, `'`, `‘`
    Apostrophe,
    /// `,`
    Comma,
    /// `.`
    Stop,
    /// `?`, `!`
    Call,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `-`, `–`, `—`
    Dash,
    /// `(`, `)`, `[`, `]`
    Bracket,
}

impl Shape {
    /// Whether it is a word or a number rather than a mark.
    pub fn is_word(self) -> bool {
        (self as u8) < Self::Mark as u8
    }

    /// Whether it starts with a capital.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Letter)
    }
}

/// A token and what is known of it by itself.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// The byte after.
    pub end: usize,
    /// Its first code point.
    pub first: usize,
    /// The code point after.
    pub last: usize,
    /// The word as it stands.
    pub exact: u64,
    /// The word in lower case.
    pub lower: u64,
    /// Its first three letters, in lower case.
    pub prefix: u64,
    /// Its last two letters, in lower case.
    pub suffix2: u64,
    /// Its last three letters, in lower case.
    pub suffix3: u64,
    /// What it looks like.
    pub shape: Shape,
    /// What the lexicon says of the word.
    pub entry: Entry,
    /// How many line ends stand between the token before and this one (counted to 2).
    pub lines: u8,
    /// Whether white space stands before it.
    pub spaced: bool,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A mark's shape; quotation marks that look both ways are told apart by `layout`.
fn mark(c: char) -> Shape {
    match c {
        '“' | '„' | '«' => Shape::Open,
        '”' | '"' | '»' | '‟' => Shape::Close,
        '\'' | '’' | '‘' | '`' => Shape::Apostrophe,
        ',' => Shape::Comma,
        '.' | '…' => Shape::Stop,
        '?' | '!' => Shape::Call,
        ':' => Shape::Colon,
        ';' => Shape::Semicolon,
        '-' | '–' | '—' => Shape::Dash,
        '(' | ')' | '[' | ']' => Shape::Bracket,
        _ => Shape::Mark,
    }
}

/// Marks that mean the same have one hash, however they are printed.
fn plain(c: char) -> char {
    match mark(c) {
        Shape::Apostrophe => '\'',
        Shape::Open | Shape::Close => '"',
        Shape::Dash if c != '-' => '—',
        _ => c,
    }
}

/// What is gathered of a word, letter by letter.
#[derive(Default)]
struct Letters {
    count: usize,
    upper: usize,
    digits: usize,
    first_upper: bool,
    prefix: u64,
    tail: [u64; 3],
    lower: u64,
}

impl Letters {
    fn new() -> Self {
        Self {
            lower: hash::EMPTY,
            ..Self::default()
        }
    }

    fn push(&mut self, c: char) {
        if c.is_uppercase() {
            self.upper += 1;
            self.first_upper |= self.count == 0;
        } else if c.is_numeric() {
            self.digits += 1;
        }
        // The first of the lower-case letters is enough: words are told apart, not spelled.
        let low = if c.is_ascii() {
            c.to_ascii_lowercase()
        } else {
            c.to_lowercase().next().unwrap_or(c)
        };
        let mut code = u32::from(low);
        while code > 0 {
            self.lower = hash::grow(self.lower, (code & 0xff) as u8);
            code >>= 8;
        }
        self.tail = [self.tail[1], self.tail[2], u64::from(u32::from(low))];
        self.count += 1;
        if self.count <= 3 {
            self.prefix = self.lower;
        }
    }

    fn shape(&self) -> Shape {
        if self.digits == self.count {
            Shape::Digits
        } else if self.digits > 0 {
            Shape::Alphanumeric
        } else if self.upper == 0 {
            Shape::Lower
        } else if self.upper == self.count {
            if self.count == 1 {
                Shape::Letter
            } else {
                Shape::Upper
            }
        } else if self.first_upper && self.upper == 1 {
            Shape::Capital
        } else {
            Shape::Mixed
        }
    }
}

/// The hash of a word in lower case, as tokens have it.
pub fn lower(word: &str) -> u64 {
    let mut letters = Letters::new();
    word.chars().for_each(|c| letters.push(c));
    letters.lower
}

/// The tokens of a text.
pub fn tokens(text: &str, lexicon: &Lexicon<'_>) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut chars = text.char_indices().peekable();
    let (mut code_point, mut lines, mut spaced) = (0, 0_u8, false);
    while let Some((start, c)) = chars.next() {
        let first = code_point;
        code_point += 1;
        if c.is_whitespace() {
            spaced = true;
            if c == '\n' {
                lines = (lines + 1).min(2);
            }
            continue;
        }
        let mut letters = Letters::new();
        let mut end = start + c.len_utf8();
        let shape = if is_word(c) {
            letters.push(c);
            while let Some(&(at, c)) = chars.peek()
                && is_word(c)
            {
                letters.push(c);
                end = at + c.len_utf8();
                code_point += 1;
                chars.next();
            }
            letters.shape()
        } else {
            letters.push(plain(c));
            mark(c)
        };
        let exact = if shape.is_word() {
            hash::word(&text[start..end])
        } else {
            letters.lower
        };
        let suffix2 = hash::mix(letters.tail[1], letters.tail[2]);
        found.push(Token {
            start,
            end,
            first,
            last: code_point,
            exact,
            lower: letters.lower,
            prefix: letters.prefix,
            suffix2,
            suffix3: hash::mix(letters.tail[0], suffix2),
            shape,
            entry: lexicon.entry(letters.lower),
            lines,
            spaced,
        });
        (lines, spaced) = (0, false);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Shape)]) {
        let found = tokens(text, &Lexicon::new(&[]));
        let words: Vec<_> = found
            .iter()
            .map(|t| (&text[t.start..t.end], t.shape))
            .collect();
        assert_eq!(words, expect);
        for token in &found {
            let by_code_points: String = text
                .chars()
                .skip(token.first)
                .take(token.last - token.first)
                .collect();
            assert_eq!(by_code_points, text[token.start..token.end]);
        }
    }

    #[test]
    fn words_and_marks() {
        check(
            "“No,” Ms. Öz said—in 2020.",
            &[
                ("“", Shape::Open),
                ("No", Shape::Capital),
                (",", Shape::Comma),
                ("”", Shape::Close),
                ("Ms", Shape::Capital),
                (".", Shape::Stop),
                ("Öz", Shape::Capital),
                ("said", Shape::Lower),
                ("—", Shape::Dash),
                ("in", Shape::Lower),
                ("2020", Shape::Digits),
                (".", Shape::Stop),
            ],
        );
        check(
            "J. GOP 1st iPhone a_b 😀",
            &[
                ("J", Shape::Letter),
                (".", Shape::Stop),
                ("GOP", Shape::Upper),
                ("1st", Shape::Alphanumeric),
                ("iPhone", Shape::Mixed),
                ("a_b", Shape::Lower),
                ("😀", Shape::Mark),
            ],
        );
        check("", &[]);
    }

    #[test]
    fn a_word_in_lower_case_is_one_word() {
        assert_eq!(lower("Said"), lower("said"));
        assert_ne!(lower("said"), lower("says"));
        let found = tokens("SAID ’ '", &Lexicon::new(&[]));
        assert_eq!(found[0].lower, lower("said"));
        assert_eq!(found[1].lower, found[2].lower);
    }
}
