//! What stands where a number should: `1281`, `1,281`, `10.0`, `*`, `NA`.

use crate::table::Figure;

/// How a number was written, where that is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Written {
    /// As digits.
    Plainly,
    /// With commas between the thousands: `1,281`.
    Grouped,
    /// With decimals that say nothing: `10.0`.
    Decimals,
    /// As no whole number: `0*`, `-3`, `12.5`, `True`.
    Oddly,
}

/// Reads a field. Digits take the short way.
pub(crate) fn read(field: &[u8]) -> (Figure, Written) {
    if let Some(count) = digits(field) {
        return (Figure::Count(count), Written::Plainly);
    }
    slowly(field)
}

/// A number of at most 18 digits and nothing else.
fn digits(field: &[u8]) -> Option<u64> {
    if field.is_empty() || field.len() > 18 {
        return None;
    }
    let mut number = 0u64;
    for &byte in field {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u64::from(digit);
    }
    Some(number)
}

#[cold]
fn slowly(field: &[u8]) -> (Figure, Written) {
    let field = field.trim_ascii();
    if let Some(count) = digits(field) {
        return (Figure::Count(count), Written::Plainly);
    }
    match field {
        b"" | b"-" | b"--" | b"NA" | b"N/A" | b"n/a" | b"NULL" | b"None" | b"NaN" => {
            return (Figure::Blank, Written::Plainly);
        }
        // New Mexico, Colorado and others withhold the counts of small units: `*`, and a number with a star is one of
        // several that were changed for the same reason.
        b"*" | b"**" | b"***" | b"X" | b"x" | b"S" => {
            return (Figure::Suppressed, Written::Plainly);
        }
        _ => {}
    }
    if let Some(rest) = field.strip_suffix(b"*") {
        return match digits(rest.trim_ascii()) {
            Some(_) => (Figure::Suppressed, Written::Oddly),
            None => (Figure::Unreadable, Written::Oddly),
        };
    }
    if let Some(count) = without_empty_decimals(field) {
        return (Figure::Count(count), Written::Decimals);
    }
    if let Some(count) = grouped(field) {
        return (Figure::Count(count), Written::Grouped);
    }
    (Figure::Unreadable, Written::Oddly)
}

/// `10.0` and `1,281.00` are whole numbers, `10.5` is none.
fn without_empty_decimals(field: &[u8]) -> Option<u64> {
    let dot = field.iter().position(|&byte| byte == b'.')?;
    let (whole, decimals) = (&field[..dot], &field[dot + 1..]);
    if !decimals.iter().all(|&byte| byte == b'0') {
        return None;
    }
    digits(whole).or_else(|| grouped(whole))
}

/// `1,281`: groups of three behind the first.
fn grouped(field: &[u8]) -> Option<u64> {
    let mut groups = field.split(|&byte| byte == b',');
    let first = groups.next()?;
    if first.is_empty() || first.len() > 3 {
        return None;
    }
    let mut number = digits(first)?;
    let mut any = false;
    for group in groups {
        any = true;
        if group.len() != 3 {
            return None;
        }
        number = number.checked_mul(1000)?.checked_add(digits(group)?)?;
    }
    any.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_met() {
        for (field, figure, written) in [
            ("0", Figure::Count(0), Written::Plainly),
            ("2462617", Figure::Count(2_462_617), Written::Plainly),
            (" 17 ", Figure::Count(17), Written::Plainly),
            ("1,281", Figure::Count(1281), Written::Grouped),
            ("1,234,567", Figure::Count(1_234_567), Written::Grouped),
            ("10.0", Figure::Count(10), Written::Decimals),
            ("1,281.00", Figure::Count(1281), Written::Decimals),
            ("", Figure::Blank, Written::Plainly),
            ("NA", Figure::Blank, Written::Plainly),
            ("*", Figure::Suppressed, Written::Plainly),
            ("0*", Figure::Suppressed, Written::Oddly),
            ("12.5", Figure::Unreadable, Written::Oddly),
            ("-3", Figure::Unreadable, Written::Oddly),
            ("1,28", Figure::Unreadable, Written::Oddly),
            ("True", Figure::Unreadable, Written::Oddly),
            ("9999999999999999999999", Figure::Unreadable, Written::Oddly),
            (
                "999,999,999,999,999,999,999,999",
                Figure::Unreadable,
                Written::Oddly,
            ),
        ] {
            assert_eq!(read(field.as_bytes()), (figure, written), "{field}");
        }
    }
}
