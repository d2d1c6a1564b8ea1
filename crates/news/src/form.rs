//! The one-byte form of a text, over which all patterns run: each character becomes one ASCII byte.
//!
//! Patterns tell apart the letters of ASCII, the signs of the tagged form and a few marks of print; everything else is
//! just "some letter" or "some other mark". With one byte a character, `[^,]{1,90}` is ninety steps of an automaton
//! instead of ninety times the structure of UTF-8, and `\b` is decided by two bytes. So patterns compile in a fraction of the time
//! and memory, and run on the fast engines throughout.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::grams::{Grams, Wanted};

/// Stands for letters and digits outside ASCII: like them, the low line is a character of a word.
const LETTER: u8 = b'_';

/// Stands for characters that no pattern names.
const OTHER: u8 = 0x1f;

/// Stands for white space outside ASCII.
const SPACE: u8 = 0x0b;

/// The byte that stands for a character. The signs of the tagged form become capitals, which its small letters leave free.
pub(crate) fn byte(c: char) -> u8 {
    match c {
        '\t'..='\r' | ' '..='~' => u8::try_from(c).unwrap_or(OTHER),
        'Ⓟ' => b'P',
        'Ⓗ' => b'H',
        'Ⓞ' => b'O',
        'Ⓤ' => b'U',
        'Ⓣ' => b'T',
        'Ⓖ' => b'G',
        'Ⓨ' => b'Y',
        'Ⓓ' => b'D',
        'Ⓜ' => b'M',
        'Ⓝ' => b'N',
        'Ⓒ' => b'C',
        '’' => 0x01,
        '‘' => 0x02,
        '“' => 0x03,
        '”' => 0x04,
        '–' => 0x05,
        '—' => 0x06,
        '·' => 0x07,
        '…' => 0x08,
        '«' => 0x0e,
        '»' => 0x0f,
        '©' => 0x10,
        c if c.is_ascii() => OTHER,
        c if c.is_whitespace() => SPACE,
        c if regex_syntax::try_is_word_character(c).unwrap_or_else(|_| c.is_alphanumeric()) => {
            LETTER
        }
        _ => OTHER,
    }
}

/// A pattern over text as one over the one-byte form.
pub(crate) fn pattern(written: &str) -> String {
    let mut formed = String::with_capacity(written.len());
    for c in written.chars() {
        match byte(c) {
            _ if c.is_ascii() => formed.push(c),
            formless if formless.is_ascii_control() => {
                formed.push_str(&format!("\\x{formless:02X}"));
            }
            letter => formed.push(char::from(letter)),
        }
    }
    formed
}

/// A text in one-byte form with the way back.
#[derive(Debug)]
pub(crate) struct Form {
    text: Box<str>,
    /// The bytes and where each character starts in the text; nothing where the text is its own one-byte form.
    own: Option<(Vec<u8>, Vec<u32>)>,
    grams: OnceCell<Grams>,
    searches: Cell<u32>,
}

impl Form {
    fn new(text: &str) -> Self {
        let plain = text
            .bytes()
            .all(|byte| matches!(byte, b'\t'..=b'\r' | b' '..=b'~'));
        let own = (!plain).then(|| {
            let mut bytes = Vec::with_capacity(text.len());
            let mut starts = Vec::with_capacity(text.len());
            for (at, c) in text.char_indices() {
                bytes.push(byte(c));
                starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
            (bytes, starts)
        });
        Self {
            text: text.into(),
            own,
            grams: OnceCell::new(),
            searches: Cell::new(0),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.own {
            None => self.text.as_bytes(),
            Some((bytes, _)) => bytes,
        }
    }

    /// The place in the text of a place in the form.
    pub(crate) fn place(&self, at: usize) -> usize {
        match &self.own {
            None => at,
            Some((_, starts)) => starts.get(at).map_or(self.text.len(), |at| *at as usize),
        }
    }

    /// Whether the text may hold what a pattern wants.
    pub(crate) fn may_hold(&self, wanted: &Wanted) -> bool {
        if wanted.is_empty() || self.text.len() < SHORT {
            return true;
        }
        // Its groups are worth finding out for a text that is searched again and again.
        self.searches.set(self.searches.get() + 1);
        if self.searches.get() < FEW && self.grams.get().is_none() {
            return true;
        }
        wanted.may_be_in(self.grams.get_or_init(|| Grams::of(self.bytes())))
    }
}

/// Shorter texts are searched as quickly as asked what they hold.
const SHORT: usize = 16;

/// How many searches of a text pay for finding out which groups of characters it holds.
const FEW: u32 = 2;

/// How many forms a thread keeps: those of the sentences of a report, which are searched again and again.
const KEPT: usize = 512;

/// Longer texts are not kept.
const LONGEST: usize = 4096;

thread_local! {
    static RECENT: RefCell<Vec<Option<Rc<Form>>>> = const { RefCell::new(Vec::new()) };
}

/// Where a text is kept: a quick mixture of its length, its head, its middle and its tail.
fn shelf(text: &str) -> usize {
    let bytes = text.as_bytes();
    let eight = |from: usize| {
        let piece = &bytes[from.min(bytes.len())..(from + 8).min(bytes.len())];
        let all = piece.try_into().map(u64::from_le_bytes);
        all.unwrap_or_else(|_| {
            piece
                .iter()
                .fold(0, |all, byte| all << 8 | u64::from(*byte))
        })
    };
    let mixed = [
        bytes.len() / 3,
        bytes.len() / 2,
        bytes.len().saturating_sub(8),
    ]
    .into_iter()
    .fold(eight(0) ^ bytes.len() as u64, |all, from| {
        (all.rotate_left(23) ^ eight(from)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    usize::try_from(mixed >> 55).unwrap_or_default() % KEPT
}

/// The one-byte form of a text.
pub(crate) fn form(text: &str) -> Rc<Form> {
    if text.len() > LONGEST {
        return Rc::new(Form::new(text));
    }
    RECENT.with_borrow_mut(|kept| {
        if kept.is_empty() {
            kept.resize(KEPT, None);
        }
        let place = &mut kept[shelf(text)];
        match place {
            Some(known) if *known.text == *text => Rc::clone(known),
            _ => {
                let form = Rc::new(Form::new(text));
                *place = Some(Rc::clone(&form));
                form
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_a_character_and_back() {
        let text = "Ⓟ’s café —\u{2009}Ⓓ";
        let haystack = form(text);
        assert_eq!(haystack.bytes(), b"P\x01s caf_ \x06\x0bD");
        assert_eq!(&text[haystack.place(11)..], "Ⓓ");
        assert_eq!(haystack.place(12), text.len());
    }

    #[test]
    fn patterns_follow() {
        assert_eq!(pattern("[^Ⓟ—]Ⓓ’s?"), "[^P\\x06]D\\x01s?");
    }
}
