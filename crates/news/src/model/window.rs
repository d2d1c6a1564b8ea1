//! Windows: whole paragraphs packed to a bounded number of pieces, so that time and memory are linear in the text.

use super::pieces::Pieces;
use super::words::Word;

/// The most pieces of a window.
pub(crate) const SIZE: usize = 128;

/// What an uncased vocabulary loses: case (lower, Title, UPPER, other) and quotation marks.
fn kind(word: &str, quoted: bool) -> u8 {
    // Whether there are small and large letters.
    let letters = |word: &str| {
        word.chars().fold((false, false), |(small, large), c| {
            (small || c.is_lowercase(), large || c.is_uppercase())
        })
    };
    let (lower, upper) = letters(word);
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    let (rest_lower, rest_upper) = letters(chars.as_str());
    let single = chars.as_str().is_empty();
    let case = if lower && !upper {
        0
    } else if first && (single || rest_lower && !rest_upper) {
        1
    } else if upper && !lower {
        2
    } else {
        3
    };
    case + if quoted { 4 } else { 0 }
}

/// Pieces that are read at once, and the words they come from.
#[derive(Debug, Default)]
pub(crate) struct Window {
    pub(crate) ids: Vec<u32>,
    pub(crate) kinds: Vec<u8>,
    /// The first piece of each word.
    pub(crate) first: Vec<usize>,
    /// The number of the first word.
    pub(crate) start: usize,
}

/// The pieces of all words, one after the other.
struct Cut {
    pieces: Vec<u32>,
    /// Where each word's pieces start; one more entry than words.
    starts: Vec<usize>,
}

impl Cut {
    fn len(&self, from: usize, to: usize) -> usize {
        self.starts[to] - self.starts[from]
    }
}

/// Stretches of words that are not torn further: paragraphs, or parts of one that is too long for a window.
fn stretches(text: &str, words: &[Word], cut: &Cut, room: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let paragraph = rest[0].paragraph;
        let end = at + rest.partition_point(|word| word.paragraph == paragraph);
        while cut.len(at, end) > room {
            let mut i = at;
            let mut stop = None;
            while i < end && cut.len(at, i + 1) <= room {
                i += 1;
                if cut.len(at, i) > room / 2 && matches!(words[i - 1].of(text), "." | "?" | "!") {
                    stop = Some(i);
                }
            }
            let stop = stop.unwrap_or(i.max(at + 1));
            found.push((at, stop));
            at = stop;
        }
        if end > at {
            found.push((at, end));
        }
        at = end;
    }
    found
}

/// The windows of a text; every word stands in exactly one.
pub(crate) fn windows(text: &str, words: &[Word], pieces: &Pieces, size: usize) -> Vec<Window> {
    let mut cut = Cut {
        pieces: Vec::with_capacity(words.len() * 5 / 4),
        starts: vec![0],
    };
    let room = size - 2;
    for word in words {
        let before = cut.pieces.len();
        pieces.split(word.of(text), &mut cut.pieces);
        // A single word never fills more than its share of a window.
        cut.pieces.truncate(before + room);
        cut.starts.push(cut.pieces.len());
    }
    let mut found: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut used = room + 1;
    for (from, to) in stretches(text, words, &cut, room) {
        let need = cut.len(from, to);
        match found.last_mut() {
            Some(last) if used + need < room => {
                last.push((from, to));
                used += need + 1;
            }
            _ => {
                found.push(vec![(from, to)]);
                used = need;
            }
        }
    }
    found
        .iter()
        .map(|parts| fill(text, words, &cut, pieces, parts))
        .collect()
}

fn fill(
    text: &str,
    words: &[Word],
    cut: &Cut,
    pieces: &Pieces,
    parts: &[(usize, usize)],
) -> Window {
    let mut window = Window {
        start: parts.first().map_or(0, |part| part.0),
        ..Window::default()
    };
    window.push(pieces.open);
    for (number, (from, to)) in parts.iter().enumerate() {
        if number > 0 {
            window.push(pieces.between);
        }
        for (word, at) in words[*from..*to].iter().zip(*from..) {
            let ids = &cut.pieces[cut.starts[at]..cut.starts[at + 1]];
            window.first.push(window.ids.len());
            window.ids.extend_from_slice(ids);
            let kind = kind(word.of(text), word.quoted);
            window.kinds.extend(std::iter::repeat_n(kind, ids.len()));
        }
    }
    window.push(pieces.close);
    window
}

impl Window {
    fn push(&mut self, id: u32) {
        self.ids.push(id);
        self.kinds.push(0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    const TINY: &str = "[PAD]\n[unused1]\n[UNK]\n[CLS]\n[SEP]\na\n.\n##b";

    #[test]
    fn every_word_stands_in_one_window_of_bounded_size() {
        let pieces = Pieces::new(TINY).unwrap();
        let text = format!("{}\n{}\na b. ", "a ".repeat(30), "ab. ".repeat(9));
        let all = words(&text);
        let found = windows(&text, &all, &pieces, 20);
        assert!(found.iter().all(|w| w.ids.len() <= 20));
        assert_eq!(
            found.iter().map(|w| w.first.len()).sum::<usize>(),
            all.len()
        );
        let mut next = 0;
        for window in &found {
            assert_eq!(window.start, next);
            next += window.first.len();
        }
    }

    #[test]
    fn case_and_marks_are_kept_beside_the_pieces() {
        let of = |word| kind(word, false);
        assert_eq!(
            [
                of("run"),
                of("Run"),
                of("AP"),
                of("McCain"),
                of("5"),
                of("A")
            ],
            [0, 1, 2, 3, 3, 1]
        );
        assert_eq!(kind("run", true), 4);
    }
}
