//! When a server wants to be asked again.

use std::time::Duration;

use jiff::Timestamp;

/// The longest that a server is left alone because it asks for it: a slip of the pen must not silence it for good.
const LONGEST: Duration = Duration::from_hours(24);

/// What a header `Retry-After` asks for: a number of seconds or a date (RFC 9110, 10.2.3), a day at most. A date that has passed
/// asks for nothing; what is neither says nothing.
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // So many digits that they do not fit mean a long time.
        return Some(
            value
                .parse()
                .map_or(LONGEST, Duration::from_secs)
                .min(LONGEST),
        );
    }
    if value.len() > 64 {
        return None;
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Some(
        Duration::try_from(at.duration_since(now))
            .unwrap_or_default()
            .min(LONGEST),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates() {
        let now: Timestamp = "2019-11-06T18:00:00Z".parse().expect("a time");
        let check = |value: &str, expect: Option<u64>| {
            assert_eq!(
                retry_after(value, now).map(|after| after.as_secs()),
                expect,
                "{value}"
            );
        };
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Wed, 06 Nov 2019 18:10:00 GMT", Some(600));
        check("Wed, 06 Nov 2019 17:10:00 GMT", Some(0));
        check("Wed, 06 Nov 2030 17:10:00 GMT", Some(86_400));
        check("999999999999999999999999", Some(86_400));
        check("-5", None);
        check("1.5", None);
        check("soon", None);
        check("", None);
        check(&"9".repeat(1000), Some(86_400));
        check(&"x".repeat(1000), None);
    }
}
