//! The time of publication as documents write it.

use claim::When;
use jiff::civil::Date;

/// Reads a time of publication: ISO 8601 as [`When`] does; the form of e-mail and feeds
/// (`Wed, 06 Nov 2019 17:45:00 -0600`); an English date (`November 6, 2019`, `Nov. 6, 2019`, `6 November 2019`).
///
/// `11/6/2019` is not read: half the world writes it the other way round.
pub(crate) fn published(text: &str) -> Option<When> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    if let Ok(when) = text.parse() {
        return Some(when);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(When::Moment(zoned.datetime(), zoned.offset()));
    }
    english(text).map(When::Day)
}

fn english(text: &str) -> Option<Date> {
    // Strftime knows no `Sept`, which is how newspapers abbreviate it.
    let plain = text.replace(['.', ','], " ").replace("Sept ", "Sep ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.len() != 3 {
        return None;
    }
    let plain = words.join(" ");
    ["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"]
        .into_iter()
        .find_map(|format| Date::strptime(format, &plain).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(
            published(text).map(|when| when.to_string()).as_deref(),
            expect,
            "{text}"
        );
    }

    #[test]
    fn the_forms_that_documents_use() {
        check("2019-11-06", Some("2019-11-06"));
        check(" 2019-11-06T17:45-06:00 ", Some("2019-11-06T17:45-06:00"));
        check("2019-11-06T23:45:00.000Z", Some("2019-11-06T23:45+00:00"));
        check("2019-11-06 17:45:00-06:00", Some("2019-11-06T17:45-06:00"));
        check("2019-11-06T17:45:00-0600", Some("2019-11-06T17:45-06:00"));
        check("2019-11-06 17:45:00", Some("2019-11-06T17:45"));
        check(
            "Wed, 06 Nov 2019 17:45:00 -0600",
            Some("2019-11-06T17:45-06:00"),
        );
        check(
            "Wed, 06 Nov 2019 23:45:00 GMT",
            Some("2019-11-06T23:45+00:00"),
        );
        check("November 6, 2019", Some("2019-11-06"));
        check("Nov. 6, 2019", Some("2019-11-06"));
        check("Sept. 30, 2019", Some("2019-09-30"));
        check("6 November 2019", Some("2019-11-06"));
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        for text in [
            "",
            "sometime",
            "11/6/2019",
            "yesterday",
            "Nov. 6",
            "November 31, 2019",
            "99999999999999",
            "Wed, 06 Nov",
        ] {
            check(text, None);
        }
        check(&"9".repeat(1000), None);
    }
}
