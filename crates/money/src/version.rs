//! Versions of the FEC's formats: `8.3`, and for paper filings that a vendor keyed in `P3.4`.

use std::fmt;

/// A version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Whether the filing came on paper.
    pub paper: bool,
    /// The number before the point.
    pub major: u8,
    /// The number after it.
    pub minor: u8,
}

/// The versions that the FEC took or takes.
const KNOWN: &[(bool, u8, &[u8])] = &[
    (false, 1, &[0, 1, 2]),
    (false, 2, &[0, 1, 2, 3, 4]),
    (false, 3, &[0]),
    (false, 5, &[0, 1, 2, 3]),
    (false, 6, &[1, 2, 3, 4]),
    (false, 7, &[0]),
    (false, 8, &[0, 1, 2, 3, 4, 5]),
    (true, 1, &[0]),
    (true, 2, &[2, 3, 4, 6]),
    (true, 3, &[0, 1, 2, 3, 4]),
];

impl Version {
    /// The newest version of electronic filings.
    pub const NEWEST: Self = Self {
        paper: false,
        major: 8,
        minor: 5,
    };

    /// Reads `8.3`, `3.00`, `2.02`, `P3.4`; `None` for anything else. That it reads does not mean that it is known.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (paper, number) = match text.strip_prefix(['P', 'p']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
        let digits =
            |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(major) || !digits(minor) {
            return None;
        }
        // `3.00` is 3.0, `2.02` is 2.2: the programs of the nineties wrote two digits.
        Some(Self {
            paper,
            major: major.parse().ok()?,
            minor: minor.parse().ok()?,
        })
    }

    /// Whether the FEC ever took it.
    pub fn is_known(self) -> bool {
        KNOWN.iter().any(|(paper, major, minors)| {
            *paper == self.paper && *major == self.major && minors.contains(&self.minor)
        })
    }

    /// The version whose layouts it uses: the oldest labels that the FEC publishes are those of 3.
    pub(crate) fn layouts(self) -> Self {
        if !self.paper && self.major < 3 {
            Self {
                paper: false,
                major: 3,
                minor: 0,
            }
        } else {
            self
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}.{}",
            if self.paper { "P" } else { "" },
            self.major,
            self.minor
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_read_and_some_are_known() {
        let of = |text: &str| Version::parse(text).map(|v| (v.to_string(), v.is_known()));
        assert_eq!(of("8.3"), Some(("8.3".to_owned(), true)));
        assert_eq!(of("8.3 "), Some(("8.3".to_owned(), true)));
        assert_eq!(of("3.00"), Some(("3.0".to_owned(), true)));
        assert_eq!(of("P3.4"), Some(("P3.4".to_owned(), true)));
        assert_eq!(of("8.9"), Some(("8.9".to_owned(), false)));
        assert_eq!(of("180.5"), None);
        assert_eq!(of("FECfile"), None);
    }
}
