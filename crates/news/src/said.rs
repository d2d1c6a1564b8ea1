//! One credit in a sentence: its source, its cue, and what is credited.

/// A byte range of the tagged form.
pub(crate) type Range = (usize, usize);

/// One credit in a sentence: who, by which words, with what.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) source: Range,
    pub(crate) cue: Range,
    pub(crate) content: Vec<Range>,
    /// Whether the passage as a whole is theirs, down to the titles and tags in it.
    pub(crate) whole: bool,
    /// The numbers of those credited; several for "according to NBC and The AP".
    pub(crate) credits: Vec<usize>,
}

impl Said {
    /// The same for readers: "that" opens what is said, and the full stop after it is the reporter's.
    pub(crate) fn with_that(&self, text: &str) -> Self {
        let mut said = self.clone();
        let cue = text.get(said.cue.0..said.cue.1).unwrap_or_default();
        if let Some(bare) = cue.strip_suffix(" that")
            && let Some(first) = said.content.first_mut()
            && (said.cue.1..said.cue.1 + 3).contains(&first.0)
        {
            said.cue.1 = said.cue.0 + bare.len();
            first.0 = said.cue.1 + 1;
        }
        for range in &mut said.content {
            let words = text.get(range.0..range.1).unwrap_or_default();
            if words.ends_with('.') && !words.starts_with('"') {
                range.1 -= 1;
            }
        }
        said
    }

    /// Whether most of a range lies in what is credited.
    pub(crate) fn covers(&self, range: Range) -> bool {
        let shared = |c: &Range| c.1.min(range.1).saturating_sub(c.0.max(range.0));
        // The words of the credit itself are no part of what is credited.
        let own = shared(&self.source) + shared(&self.cue);
        self.content.iter().map(shared).sum::<usize>() * 2 > (range.1 - range.0).saturating_sub(own)
    }
}
