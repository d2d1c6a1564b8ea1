//! Money in US dollars, held as whole cents.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ClaimError;

/// An amount of US dollars in whole cents, so that sums are exact.
///
/// In JSON it is a plain number of dollars: `2500000`, or `2495459.5` where cents matter. A number there that was
/// computed elsewhere may miss a cent by a hair, so it is rounded to the cent; a written amount never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    cents: i64,
}

impl Money {
    /// An amount from whole cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self { cents }
    }

    /// An amount from whole dollars; `None` where that does not fit.
    pub fn from_dollars(dollars: i64) -> Option<Self> {
        dollars.checked_mul(100).map(Self::from_cents)
    }

    /// The amount in cents.
    pub const fn cents(self) -> i64 {
        self.cents
    }

    /// In full, with thousands separators and cents even where there are none, so that sums can stand under each other:
    /// `$2,495,459.00`.
    pub fn in_full(self) -> impl fmt::Display {
        fmt::from_fn(move |f| {
            let cents = match self.cents % 100 {
                0 => ".00",
                _ => "",
            };
            write!(f, "{self}{cents}")
        })
    }

    /// The bare number with two decimals, as tables and JSON have it: `-12.50`.
    pub fn plain(self) -> impl fmt::Display {
        fmt::from_fn(move |f| {
            let sign = if self.cents < 0 { "-" } else { "" };
            let cents = self.cents.unsigned_abs();
            write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
        })
    }

    /// The sum; `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.cents.checked_add(other.cents).map(Self::from_cents)
    }
}

/// Dollars with thousands separators; cents only where there are any: `$2,500,000`, `-$12.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.cents.unsigned_abs();
        let digits = (cents / 100).to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (idx, digit) in digits.chars().enumerate() {
            if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.cents < 0 { "-" } else { "" };
        match cents % 100 {
            0 => f.pad(&format!("{sign}${grouped}")),
            rest => f.pad(&format!("{sign}${grouped}.{rest:02}")),
        }
    }
}

/// Reads `2500000`, `2,500,000.50`, with or without a dollar sign. More than two decimals are refused, not rounded.
impl FromStr for Money {
    type Err = ClaimError;

    fn from_str(text: &str) -> Result<Self, ClaimError> {
        let bad = || ClaimError::Money(text.to_owned());
        let trimmed = text.trim();
        let (negative, rest) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let rest = rest.strip_prefix('$').unwrap_or(rest);
        let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
        if !is_grouped(whole) {
            return Err(bad());
        }
        let whole = whole.replace(',', "");
        let digits_only = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !digits_only(&whole) || !digits_only(fraction) || fraction.len() > 2
        {
            return Err(bad());
        }
        let dollars: i64 = whole.parse().map_err(|_| bad())?;
        let cents: i64 = format!("{fraction:0<2}").parse().map_err(|_| bad())?;
        let total = dollars
            .checked_mul(100)
            .and_then(|d| d.checked_add(cents))
            .ok_or_else(bad)?;
        Ok(Self::from_cents(if negative { -total } else { total }))
    }
}

/// Whether commas, if there are any, part thousands: `1,234` but not `1,2,3`, which is a list.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().map_or(0, str::len);
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&first) && rest.all(|group| group.len() == 3))
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.cents % 100 == 0 {
            return serializer.serialize_i64(self.cents / 100);
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "exact below 90 trillion dollars, far above any campaign"
        )]
        serializer.serialize_f64(self.cents as f64 / 100.0)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let dollars = f64::deserialize(deserializer)?;
        let cents = (dollars * 100.0).round();
        // 2^53: beyond it a JSON number no longer names one cent.
        if !cents.is_finite() || cents.abs() > 9_007_199_254_740_992.0 {
            return Err(de::Error::custom(ClaimError::Money(dollars.to_string())));
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the range was checked on the line above"
        )]
        Ok(Self::from_cents(cents as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shown: &str) {
        assert_eq!(
            text.parse::<Money>().map(|m| m.to_string()),
            Ok(shown.to_owned()),
            "{text}"
        );
    }

    #[test]
    fn reads_and_shows_dollars() {
        check("2500000", "$2,500,000");
        check("$1,109,439.61", "$1,109,439.61");
        check("-12.5", "-$12.50");
        check("0", "$0");
    }

    #[test]
    fn in_full_and_as_tables_have_it() {
        for (cents, full, plain) in [
            (249_545_900, "$2,495,459.00", "2495459.00"),
            (-1_250, "-$12.50", "-12.50"),
            (5, "$0.05", "0.05"),
            (-5, "-$0.05", "-0.05"),
            (
                i64::MIN,
                "-$92,233,720,368,547,758.08",
                "-92233720368547758.08",
            ),
        ] {
            let money = Money::from_cents(cents);
            assert_eq!(money.in_full().to_string(), full);
            assert_eq!(money.plain().to_string(), plain);
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for text in [
            "",
            "$",
            "1.234",
            "ten",
            "1e9",
            "1,2,3",
            "12,34",
            ",500",
            "99999999999999999999",
        ] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn is_a_plain_number_in_json() {
        assert_eq!(
            serde_json::to_string(&Money::from_cents(250_000_000)).unwrap(),
            "2500000"
        );
        assert_eq!(
            serde_json::to_string(&Money::from_cents(1250)).unwrap(),
            "12.5"
        );
        assert_eq!(
            serde_json::from_str::<Money>("1109439.61").unwrap().cents(),
            110_943_961
        );
    }
}
