//! What the tagger looks at: for each token a list of hashed features, the same in training and in reading.

use super::chain;
use super::hash::mix;
use super::layout::{Layout, Quotation, Range};
use super::token::{Shape, Token};

/// How many tokens to either side a feature may look.
const WINDOW: usize = 3;

/// The attributes of a token that features combine.
#[derive(Debug, Clone, Copy, Default)]
struct Attributes {
    lower: u64,
    exact: u64,
    shape: u64,
    fine: u64,
    coarse: u64,
    speech: u64,
    cue: u64,
    suffix3: u64,
}

impl Attributes {
    fn of(token: &Token) -> Self {
        let shape = token.shape as u64;
        let known = if token.shape.is_word() { 0 } else { shape };
        Self {
            lower: token.lower,
            exact: token.exact,
            shape: shape + 1,
            // Marks are classes of their own; so are the looks of words that the lexicon does not know.
            fine: class(token.entry.fine, token, known),
            coarse: class(token.entry.coarse, token, known),
            speech: class(token.entry.speech, token, known),
            cue: u64::from(token.entry.cue) + 1,
            suffix3: token.suffix3,
        }
    }
}

fn class(of_lexicon: u8, token: &Token, mark: u64) -> u64 {
    if mark > 0 {
        0x100 + mark
    } else if of_lexicon == 0 {
        0x200 + token.shape as u64
    } else {
        u64::from(of_lexicon) + if token.shape.is_capital() { 0x400 } else { 0 }
    }
}

/// What a sentence says to each of its tokens.
#[derive(Debug, Clone, Copy, Default)]
struct Sentence {
    start: usize,
    end: usize,
    /// Features of the sentence as a whole.
    whole: u64,
    /// The first word that is often a cue.
    first: u64,
    last: u64,
}

/// A paragraph, made ready for its features.
#[derive(Debug)]
pub struct Paragraph<'a> {
    tokens: &'a [Token],
    layout: &'a Layout,
    range: Range,
    attributes: Vec<Attributes>,
    /// For each token the nearest word before it, in its sentence, that is often a cue; and the nearest after.
    cue_before: Vec<Option<usize>>,
    cue_after: Vec<Option<usize>>,
    /// The nearest comma, colon, dash or quotation mark before and after, in its sentence.
    mark_before: Vec<Option<usize>>,
    mark_after: Vec<Option<usize>>,
    sentences: Vec<Sentence>,
    number: u64,
    /// The last token of the paragraph before, whether a quotation is open at its end, and the first token of the
    /// paragraph after.
    neighbours: [u64; 3],
}

fn near(distance: usize) -> u64 {
    match distance {
        0..=3 => distance as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        15..=24 => 7,
        _ => 8,
    }
}

impl<'a> Paragraph<'a> {
    /// Makes the paragraph with this number ready.
    pub fn new(tokens: &'a [Token], layout: &'a Layout, number: usize) -> Self {
        let range = layout.paragraphs.get(number).copied().unwrap_or_default();
        let (start, end) = range;
        let len = end - start;
        let mut attributes = vec![Attributes::default(); len + 2 * WINDOW];
        for (slot, token) in attributes[WINDOW..].iter_mut().zip(&tokens[start..end]) {
            *slot = Attributes::of(token);
        }
        let mut paragraph = Self {
            tokens,
            layout,
            range,
            attributes,
            cue_before: vec![None; len],
            cue_after: vec![None; len],
            mark_before: vec![None; len],
            mark_after: vec![None; len],
            sentences: Vec::new(),
            number: number as u64,
            neighbours: neighbours(tokens, layout, range),
        };
        paragraph.look_around();
        paragraph
    }

    /// The number of its tokens.
    pub fn len(&self) -> usize {
        self.range.1 - self.range.0
    }

    /// Whether it has no token.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a sentence begins at this token of the paragraph.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let place = self.range.0 + at;
        at > 0 && self.layout.places[place].sentence != self.layout.places[place - 1].sentence
    }

    /// Where this token of the paragraph stands, for the weights of the chain.
    pub fn site(&self, at: usize) -> u8 {
        let tokens = self.tokens.get(self.range.0..self.range.1);
        let quoted = self
            .layout
            .quotation_at(self.range.0 + at)
            .is_some_and(|q| q.start < self.range.0 + at);
        chain::site(
            tokens.unwrap_or_default(),
            at,
            self.begins_sentence(at),
            quoted,
        )
    }

    fn look_around(&mut self) {
        let (start, end) = self.range;
        let mut from = start;
        while from < end {
            let number = self.layout.places[from].sentence as usize;
            let (_, to) = self.layout.sentences[number];
            self.look_around_sentence(from, to.min(end));
            from = to.max(from + 1);
        }
    }

    fn look_around_sentence(&mut self, from: usize, to: usize) {
        let start = self.range.0;
        let (mut cue, mut mark) = (None, None);
        let (mut quotes, mut cues) = (0_u64, 0_u64);
        let mut first = None;
        for at in from..to {
            self.cue_before[at - start] = cue;
            self.mark_before[at - start] = mark;
            let token = &self.tokens[at];
            if token.entry.is_cue() {
                cue = Some(at);
                first = first.or(cue);
                cues += 1;
            }
            if is_hinge(token.shape) {
                mark = Some(at);
                quotes += u64::from(matches!(token.shape, Shape::Open | Shape::Close));
            }
        }
        let last = cue;
        (cue, mark) = (None, None);
        for at in (from..to).rev() {
            self.cue_after[at - start] = cue;
            self.mark_after[at - start] = mark;
            let token = &self.tokens[at];
            if token.entry.is_cue() {
                cue = Some(at);
            }
            if is_hinge(token.shape) {
                mark = Some(at);
            }
        }
        let word = |at: Option<usize>| at.map_or(1, |at| self.tokens[at].lower);
        let length = near(to - from);
        self.sentences.push(Sentence {
            start: from,
            end: to,
            whole: mix(quotes.min(3) * 4 + cues.min(3), length),
            first: word(first),
            last: word(last),
        });
    }

    /// The features of the token with this number in the paragraph.
    pub fn features(&self, at: usize, found: &mut Vec<u64>) {
        let mut sink = Sink { found, template: 0 };
        self.words(at, &mut sink);
        self.classes(at, &mut sink);
        self.surroundings(at, &mut sink);
    }

    fn words(&self, at: usize, sink: &mut Sink<'_>) {
        let a = &self.attributes[at..=at + 2 * WINDOW];
        let token = &self.tokens[self.range.0 + at];
        sink.push(0);
        for near in a {
            sink.push(near.lower);
        }
        sink.push(a[3].exact);
        sink.push(a[2].exact);
        sink.push(a[4].exact);
        sink.push(mix(a[2].lower, a[3].lower));
        sink.push(mix(a[3].lower, a[4].lower));
        sink.push(mix(a[1].lower, a[2].lower));
        sink.push(mix(a[4].lower, a[5].lower));
        sink.push(mix(a[2].lower, a[4].lower));
        sink.push(mix(mix(a[2].lower, a[3].lower), a[4].lower));
        sink.push(mix(mix(a[1].lower, a[2].lower), a[3].lower));
        sink.push(mix(mix(a[3].lower, a[4].lower), a[5].lower));
        sink.push(token.prefix);
        sink.push(token.suffix2);
        sink.push(a[3].suffix3);
        sink.push(a[2].suffix3);
        sink.push(a[4].suffix3);
        sink.push(mix(a[3].shape, a[3].suffix3));
        for pair in a[1..6].windows(2) {
            sink.push(mix(pair[0].shape, pair[1].shape));
        }
        sink.push(mix(a[2].shape, mix(a[3].shape, a[4].shape)));
    }

    fn classes(&self, at: usize, sink: &mut Sink<'_>) {
        let a = &self.attributes[at..=at + 2 * WINDOW];
        for near in a {
            sink.push(near.fine);
        }
        for near in &a[1..6] {
            sink.push(near.coarse);
            sink.push(near.speech);
        }
        for near in &a[2..6] {
            sink.push(near.cue);
        }
        for pair in a[1..6].windows(2) {
            sink.push(mix(pair[0].fine, pair[1].fine));
            sink.push(mix(pair[0].speech, pair[1].speech));
            sink.push(mix(pair[0].coarse, pair[1].coarse));
        }
        sink.push(mix(a[2].lower, a[3].fine));
        sink.push(mix(a[3].fine, a[4].lower));
        sink.push(mix(a[2].fine, a[3].lower));
        sink.push(mix(a[3].lower, a[4].fine));
        for three in a[1..6].windows(3) {
            sink.push(mix(mix(three[0].fine, three[1].fine), three[2].fine));
            sink.push(mix(mix(three[0].speech, three[1].speech), three[2].speech));
            sink.push(mix(mix(three[0].coarse, three[1].coarse), three[2].coarse));
        }
        sink.push(mix(
            mix(a[1].coarse, a[2].coarse),
            mix(a[3].coarse, a[4].coarse),
        ));
        sink.push(mix(
            mix(a[2].coarse, a[3].coarse),
            mix(a[4].coarse, a[5].coarse),
        ));
    }

    fn surroundings(&self, at: usize, sink: &mut Sink<'_>) {
        let place = self.range.0 + at;
        let a = &self.attributes[at + WINDOW];
        let number = self.layout.places[place].sentence;
        let first = self.layout.places[self.range.0].sentence;
        let sentence = self
            .sentences
            .get((number - first) as usize)
            .copied()
            .unwrap_or_default();
        let (from_start, to_end) = (near(place - sentence.start), near(sentence.end - place));
        let quotation = self.layout.quotation_at(place);
        let quoted = quotation.map_or(0, |q| self.state_in(q, place));
        let word = |at: Option<usize>| at.map_or(1, |at| self.tokens[at].lower);
        let fine = |at: Option<usize>| at.map_or(1, |at| u64::from(self.tokens[at].entry.fine) + 2);
        let apart = |other: Option<usize>| other.map_or(9, |other| near(other.abs_diff(place)));
        let (before, after) = (self.cue_before[at], self.cue_after[at]);
        let (left, right) = (self.mark_before[at], self.mark_after[at]);

        sink.push(from_start);
        sink.push(to_end);
        sink.push(mix(from_start, a.speech));
        sink.push(mix(from_start, a.lower));
        sink.push(mix(to_end, a.speech));
        sink.push(mix(sentence.whole, quoted));
        sink.push(sentence.first);
        sink.push(sentence.last);
        sink.push(mix(sentence.first, sentence.whole));
        sink.push(mix(self.number.min(3), from_start));
        sink.push(mix(self.number.min(2), a.coarse));

        sink.push(word(before));
        sink.push(word(after));
        sink.push(mix(word(before), apart(before)));
        sink.push(mix(word(after), apart(after)));
        sink.push(mix(word(before), word(after)));
        sink.push(mix(apart(before), apart(after)));
        sink.push(mix(word(before), a.speech));
        sink.push(mix(word(after), a.speech));
        sink.push(mix(fine(before), a.fine));
        sink.push(mix(fine(after), a.fine));
        sink.push(mix(word(before), quoted));
        sink.push(mix(word(after), quoted));

        let shape = |at: Option<usize>| at.map_or(0, |at| self.tokens[at].shape as u64 + 1);
        let follows = |at: Option<usize>, by: usize| {
            at.map(|at| at + by)
                .filter(|&at| at < sentence.end)
                .map_or(1, |at| self.tokens[at].lower)
        };
        sink.push(mix(shape(left), shape(right)));
        sink.push(mix(shape(left), follows(left, 1)));
        sink.push(mix(follows(left, 1), follows(left, 2)));
        sink.push(mix(shape(right), follows(right, 1)));
        sink.push(mix(follows(right, 1), follows(right, 2)));
        sink.push(mix(shape(left), apart(left)));
        sink.push(mix(shape(right), apart(right)));
        sink.push(mix(self.tokens[sentence.start].lower, apart(before)));

        sink.push(quoted);
        sink.push(mix(quoted, a.lower));
        sink.push(mix(quoted, a.speech));
        sink.push(mix(quoted, from_start));
        let (inside, outside) = quotation.map_or((0, 0), |q| self.around(q));
        sink.push(inside);
        sink.push(outside);
        sink.push(mix(inside, quoted));
        let [last, open, first] = self.neighbours;
        sink.push(mix(last, quoted));
        sink.push(mix(open, quoted));
        sink.push(mix(first, quoted));
        sink.push(mix(last, mix(open, from_start)));
        sink.push(mix(first, to_end));
    }

    /// Where in its quotation a token stands.
    fn state_in(&self, quotation: Quotation, place: usize) -> u64 {
        let length = near(quotation.end - quotation.start);
        let part = if place == quotation.start {
            1
        } else if place + 1 == quotation.end && quotation.closed {
            2
        } else {
            3
        };
        let from_start = quotation.start == self.range.0;
        part + 4 * length + if quotation.closed { 64 } else { 0 } + if from_start { 128 } else { 0 }
    }

    /// How a quotation ends, and the words around it.
    fn around(&self, quotation: Quotation) -> (u64, u64) {
        let word = |at: Option<usize>| {
            at.filter(|&at| at >= self.range.0 && at < self.range.1)
                .map_or(1, |at| self.tokens[at].lower)
        };
        let mark = if quotation.closed {
            quotation.end.checked_sub(2)
        } else {
            None
        };
        let mark = mark.map_or(0, |at| self.tokens[at].shape as u64 + 1);
        let next = mix(word(Some(quotation.end)), word(Some(quotation.end + 1)));
        let before = mix(
            word(quotation.start.checked_sub(2)),
            word(quotation.start.checked_sub(1)),
        );
        (mix(mark, next), mix(before, mark))
    }
}

/// What the paragraphs before and after say to this one.
fn neighbours(tokens: &[Token], layout: &Layout, (start, end): Range) -> [u64; 3] {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or(1, |t| t.lower);
    let before = start.checked_sub(1);
    let open = before
        .and_then(|at| layout.quotation_at(at))
        .is_some_and(|q| !q.closed);
    [word(before), u64::from(open), word(Some(end))]
}

/// The marks at which clauses hinge.
fn is_hinge(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Comma | Shape::Open | Shape::Close | Shape::Colon | Shape::Semicolon | Shape::Dash
    )
}

/// Takes features; each has the number of its template in its hash.
struct Sink<'a> {
    found: &'a mut Vec<u64>,
    template: u64,
}

impl Sink<'_> {
    #[inline]
    fn push(&mut self, value: u64) {
        self.template += 1;
        self.found.push(mix(value, self.template));
    }
}
