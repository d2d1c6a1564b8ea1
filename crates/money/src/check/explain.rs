//! What would explain a line that is off.

use super::Sum;

/// What would explain a line that others do not give.
pub(super) fn about_lines(stated: i64, computed: i64) -> Vec<String> {
    let mut found = Vec::new();
    let off = stated - computed;
    if off.abs() < 100 && stated % 100 == 0 {
        found.push("the cents were dropped".to_owned());
    }
    if off != 0 && off % 9 == 0 && is_transposed(stated, computed) {
        found.push("two digits changed places".to_owned());
    }
    found
}

/// Whether two numbers have the same digits but for two neighbours that changed places.
fn is_transposed(a: i64, b: i64) -> bool {
    let (a, b) = (a.abs().to_string(), b.abs().to_string());
    let differ: Vec<usize> = if a.len() == b.len() {
        a.bytes()
            .zip(b.bytes())
            .enumerate()
            .filter(|(_, (x, y))| x != y)
            .map(|(at, _)| at)
            .collect()
    } else {
        return false;
    };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    matches!(differ.as_slice(), [x, y] if *y == x + 1 && a[*x] == b[*y] && a[*y] == b[*x])
}

/// What would explain a line that its rows do not give.
pub(super) fn about_rows(stated: i64, sum: &Sum, truncated: bool) -> Vec<String> {
    let mut found = Vec::new();
    let off = stated - sum.cents;
    if sum.memos > 0 && sum.memo_cents == off {
        found.push(format!(
            "the cover counts the {} memos, which must not be added",
            sum.memos
        ));
    }
    if sum.unreadable > 0 {
        found.push(format!(
            "{} rows have an amount that is no number",
            sum.unreadable
        ));
    }
    if sum.shifted > 0 {
        found.push(format!("{} rows have shifted fields", sum.shifted));
    }
    if truncated && off > 0 {
        found.push("the file breaks off, so rows are missing".to_owned());
    }
    if off.abs() < 100 && stated % 100 == 0 {
        found.push("the cents were dropped".to_owned());
    }
    if sum.rows == 0 && stated != 0 {
        found.push("the file has none of these rows".to_owned());
    } else if is_transposed(stated, sum.cents) {
        found.push("two digits changed places".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_named() {
        assert_eq!(
            about_lines(111_926_200, 111_926_261),
            ["the cents were dropped"]
        );
        assert_eq!(about_lines(12_345, 12_435), ["two digits changed places"]);
        assert!(about_lines(12_345, 99_999).is_empty());
    }
}
