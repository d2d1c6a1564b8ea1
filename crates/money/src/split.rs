//! Fields of a line. What parts them is seen from the line itself, never from the version: filings of version 8.1 exist with commas.

use memchr::{memchr, memchr_iter, memchr2_iter};

/// ASCII 28, the "file separator" of the FEC's formats from version 6.1 on, and of paper.
pub const SEPARATOR: u8 = 0x1c;

/// What parts the fields of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// ASCII 28. Quotation marks mean nothing, but some programs put them around a whole field.
    Separator,
    /// A comma. A field in quotation marks may hold commas, and a doubled mark is a mark.
    Comma,
}

impl Delimiter {
    /// What parts this line.
    pub fn of(line: &[u8]) -> Self {
        if memchr(SEPARATOR, line).is_some() {
            Self::Separator
        } else {
            Self::Comma
        }
    }

    /// The byte.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Separator => SEPARATOR,
            Self::Comma => b',',
        }
    }
}

/// Where the fields of a line end: field `n` lies between end `n - 1` (and the delimiter) and end `n`.
pub(crate) fn ends(line: &[u8], delimiter: Delimiter, ends: &mut Vec<u32>) {
    ends.clear();
    match delimiter {
        Delimiter::Separator => ends.extend(memchr_iter(SEPARATOR, line).map(place)),
        Delimiter::Comma => {
            let mut quoted = false;
            for at in memchr2_iter(b',', b'"', line) {
                match line[at] {
                    // A mark opens a field only at its start; inside a plain field it is a letter like others.
                    b'"' if quoted || is_start(line, at, ends.last()) => quoted = !quoted,
                    b',' if !quoted => ends.push(place(at)),
                    _ => {}
                }
            }
        }
    }
    ends.push(place(line.len()));
}

/// Whether a byte of the line is the first of its field, white space aside; or a second mark right after a closing one.
fn is_start(line: &[u8], at: usize, last: Option<&u32>) -> bool {
    let from = last.map_or(0, |end| *end as usize + 1);
    let before = &line[from..at];
    before.iter().all(|byte| *byte == b' ')
        || (before.first() == Some(&b'"') && before.last() == Some(&b'"'))
}

/// Whether a comma line breaks off inside quotation marks.
pub(crate) fn is_open(line: &[u8], ends: &[u32]) -> bool {
    let from = ends.iter().rev().nth(1).map_or(0, |end| *end as usize + 1);
    let last = &line[from..];
    let last = last.trim_ascii_start();
    last.first() == Some(&b'"') && memchr_iter(b'"', last).count() % 2 == 1
}

/// Lines are bounded ([`crate::LONGEST_LINE`]), so their places fit.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A field without the quotation marks around it. Doubled marks inside stay: [`plain`] resolves them.
pub(crate) fn unquoted(field: &[u8]) -> &[u8] {
    let trimmed = field.trim_ascii();
    match trimmed {
        [b'"', inner @ .., b'"'] => inner,
        _ => field,
    }
}

/// A field as it reads: without the marks around it, doubled marks as one. Borrowed where nothing changes.
pub(crate) fn plain(field: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    let inner = unquoted(field);
    if inner.len() == field.len() || memchr(b'"', inner).is_none() {
        return inner.into();
    }
    let mut text = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr(b'"', rest) {
        text.extend_from_slice(&rest[..=at]);
        rest = &rest[at + 1..];
        rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    }
    text.extend_from_slice(rest);
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(line: &str) -> Vec<String> {
        let delimiter = Delimiter::of(line.as_bytes());
        let mut found = Vec::new();
        ends(line.as_bytes(), delimiter, &mut found);
        let mut from = 0;
        found
            .iter()
            .map(|end| {
                let field = &line.as_bytes()[from..*end as usize];
                from = *end as usize + 1;
                String::from_utf8_lossy(&plain(field)).into_owned()
            })
            .collect()
    }

    #[test]
    fn the_line_says_what_parts_it() {
        assert_eq!(fields("SA11AI\u{1c}C1\u{1c}a,b"), ["SA11AI", "C1", "a,b"]);
        assert_eq!(fields("SA11AI,C1,\"a,b\",c"), ["SA11AI", "C1", "a,b", "c"]);
        assert_eq!(fields(r#""a ""big"" one",2"#), [r#"a "big" one"#, "2"]);
        assert_eq!(fields("a,,"), ["a", "", ""]);
    }

    #[test]
    fn a_mark_inside_a_plain_field_is_a_letter() {
        assert_eq!(fields(r#"12" pipe,next"#), [r#"12" pipe"#, "next"]);
        assert_eq!(fields("\"Aurotech\"\u{1c}1"), ["Aurotech", "1"]);
    }

    #[test]
    fn an_open_mark_is_seen() {
        let of = |line: &str| {
            let mut found = Vec::new();
            ends(line.as_bytes(), Delimiter::Comma, &mut found);
            is_open(line.as_bytes(), &found)
        };
        assert!(of("a,\"b"));
        assert!(!of("a,\"b\""));
        assert!(!of("a,b\""));
    }
}
