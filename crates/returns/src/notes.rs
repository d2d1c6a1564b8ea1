//! Many oddities of one sort become one complaint: how many, where the first are, what they do, what was kept.

use claim::Complaint;

/// How many places are named.
const SHOWN: usize = 3;

/// Where something was met, and how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) count: u64,
    first: Vec<u64>,
}

impl Met {
    pub(crate) fn at(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push(line);
        }
    }

    /// Takes what another met behind it.
    pub(crate) fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.first.extend(&other.first);
        self.first.sort_unstable();
        self.first.truncate(SHOWN);
    }

    /// `line 17`, `lines 2, 3, 4 and 20 more`.
    pub(crate) fn place(&self) -> String {
        let lines: Vec<String> = self.first.iter().map(u64::to_string).collect();
        let word = if self.count == 1 { "line" } else { "lines" };
        match self.count - lines.len() as u64 {
            0 => format!("{word} {}", lines.join(", ")),
            more => format!("{word} {} and {} more", lines.join(", "), thousands(more)),
        }
    }

    /// Complains, if it was met at all.
    pub(crate) fn complain(&self, into: &mut Vec<Complaint>, what: impl Into<String>, kept: &str) {
        if self.count > 0 {
            into.push(Complaint::new(self.place(), what, kept));
        }
    }
}

/// `239604` → `239,604`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `a, b, c and 4 more`.
pub(crate) fn some<S: AsRef<str>>(names: &[S], shown: usize) -> String {
    let first: Vec<&str> = names.iter().take(shown).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(shown) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// `1 row`, `7,709 rows`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{} {many}", thousands(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_and_counted() {
        let mut met = Met::default();
        met.at(17);
        assert_eq!(met.place(), "line 17");
        for line in [18, 19, 20, 21] {
            met.at(line);
        }
        assert_eq!(met.place(), "lines 17, 18, 19 and 2 more");
        assert_eq!(thousands(1_392_076), "1,392,076");
        assert_eq!(thousands(956), "956");
        assert_eq!(some(&["a", "b"], 2), "a, b");
        assert_eq!(some(&["a", "b", "c"], 2), "a, b and 1 more");
    }
}
