//! Percentages of votes or of a sample.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ClaimError;

/// A percentage, held in thousandths of a percent so that equal figures are equal and sort the same everywhere.
///
/// In JSON it is a plain number: `44`, `33.39`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent {
    thousandths: i32,
}

impl Percent {
    /// A percentage from a number; refused unless finite and between -1,000 and 1,000 (a poll whose shares sum to
    /// 140 is kept as published, and so is a lead below zero).
    pub fn new(percent: f64) -> Result<Self, ClaimError> {
        if !percent.is_finite() || percent.abs() > 1000.0 {
            return Err(ClaimError::Percent(percent.to_string()));
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the range was checked above"
        )]
        Ok(Self {
            thousandths: (percent * 1000.0).round() as i32,
        })
    }

    /// The percentage in whole thousandths of a percent.
    pub const fn thousandths(self) -> i32 {
        self.thousandths
    }

    /// The percentage as a floating-point number.
    pub fn as_f64(self) -> f64 {
        f64::from(self.thousandths) / 1000.0
    }
}

/// The shortest decimal form, without the sign: `44`, `33.39`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.as_f64().to_string())
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.thousandths % 1000 == 0 {
            return serializer.serialize_i32(self.thousandths / 1000);
        }
        serializer.serialize_f64(self.as_f64())
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_figure_as_published() {
        for text in ["44", "33.39", "3.1", "0", "-2.5"] {
            let percent: Percent = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&percent).unwrap(), text);
            assert_eq!(percent.to_string(), text);
        }
    }

    #[test]
    fn refuses_numbers_that_no_percentage_can_be() {
        assert!(Percent::new(f64::NAN).is_err());
        assert!(Percent::new(1e9).is_err());
    }
}
