//! Times as files write them: `11/20/2020 3:37:06 PM EST`.

use jiff::civil::Time;

use crate::grid::day;

/// Such a time as `2020-11-20T15:37:06-05:00`; what is not of that shape stays as it is.
pub(crate) fn iso(text: &str) -> String {
    read(text).unwrap_or_else(|| text.trim().to_owned())
}

fn read(text: &str) -> Option<String> {
    let mut parts = text.split_whitespace();
    let day = day(parts.next()?)?;
    let clock: Vec<i8> = parts
        .next()?
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let half = parts.next()?;
    let [hour, minute, second] = clock[..] else {
        return None;
    };
    let hour = match (half.to_ascii_uppercase().as_str(), hour) {
        ("AM", 12) => 0,
        ("AM", hour) => hour,
        ("PM", 12) => 12,
        ("PM", hour) => hour + 12,
        _ => return None,
    };
    let time = Time::new(hour, minute, second, 0).ok()?;
    let zone = match parts.next() {
        None => "",
        Some("EDT") => "-04:00",
        Some("EST" | "CDT") => "-05:00",
        Some("CST" | "MDT") => "-06:00",
        Some("MST" | "PDT") => "-07:00",
        Some("PST" | "AKDT") => "-08:00",
        Some("AKST") => "-09:00",
        Some("HST") => "-10:00",
        Some(_) => return None,
    };
    Some(format!("{}{zone}", day.to_datetime(time)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_clarity() {
        assert_eq!(
            iso("11/20/2020 3:37:06 PM EST"),
            "2020-11-20T15:37:06-05:00"
        );
        assert_eq!(
            iso("11/5/2014 12:05:00 AM CST"),
            "2014-11-05T00:05:00-06:00"
        );
        assert_eq!(iso("yesterday"), "yesterday");
    }
}
