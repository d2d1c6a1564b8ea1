//! Values of fields: dollars as whole cents, days. What does not read as one stays text; nothing is guessed.

/// A day as the formats write it, `YYYYMMDD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// A day that is one in the calendar.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (year >= 1900 && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `20191108`, and what old and careless programs write for it: `2019-11-08`, `2019/11/08`, `11/08/2019`.
    pub fn parse(field: &[u8]) -> Option<Self> {
        let field = field.trim_ascii();
        let mut numbers = [0u32; 3];
        let mut lengths = [0usize; 3];
        let mut part = 0;
        for byte in field {
            match byte {
                b'0'..=b'9' => {
                    numbers[part] = numbers[part]
                        .checked_mul(10)?
                        .checked_add(u32::from(byte - b'0'))?;
                    lengths[part] += 1;
                }
                b'-' | b'/' if part < 2 && lengths[part] > 0 => part += 1,
                _ => return None,
            }
        }
        let [a, b, c] = numbers;
        let (year, month, day) = match (part, lengths) {
            (0, [8, ..]) => (a / 10_000, a / 100 % 100, a % 100),
            (2, [4, 1..=2, 1..=2]) => (a, b, c),
            (2, [1..=2, 1..=2, 4]) => (c, a, b),
            _ => return None,
        };
        Self::new(
            u16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Why a field is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAmount {
    /// It is empty: nothing is said, which is not zero.
    Empty,
    /// It holds something else: words, a sign or a mark of thousands where none belongs, parts of a cent.
    Text,
}

/// Reads dollars as whole cents: digits, at most one minus before them, at most one point with one or two digits after it
/// (more only if they are zeros).
///
/// `1,000.00`, `$50.00`, `(25.00)` and `12.345` are text: what was meant is for a person to say, and reading `1,000.00` as one
/// dollar has happened.
///
/// # Errors
///
/// [`NoAmount`] says whether there is nothing or something else.
pub fn cents(field: &[u8]) -> Result<i64, NoAmount> {
    let field = field.trim_ascii();
    let (negative, digits) = match field {
        [] => return Err(NoAmount::Empty),
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut total: i64 = 0;
    let mut seen = 0usize;
    let mut decimals: Option<usize> = None;
    for byte in digits {
        match (byte, decimals) {
            (b'0'..=b'9', None) => {
                total = step(total, *byte)?;
                seen += 1;
            }
            (b'0'..=b'9', Some(held)) => {
                if held < 2 {
                    total = step(total, *byte)?;
                } else if *byte != b'0' {
                    return Err(NoAmount::Text);
                }
                seen += 1;
                decimals = Some(held + 1);
            }
            (b'.', None) => decimals = Some(0),
            _ => return Err(NoAmount::Text),
        }
    }
    if seen == 0 {
        return Err(NoAmount::Text);
    }
    for _ in decimals.unwrap_or(0)..2 {
        total = total.checked_mul(10).ok_or(NoAmount::Text)?;
    }
    Ok(if negative { -total } else { total })
}

fn step(total: i64, byte: u8) -> Result<i64, NoAmount> {
    total
        .checked_mul(10)
        .and_then(|total| total.checked_add(i64::from(byte - b'0')))
        .ok_or(NoAmount::Text)
}

/// A field's bytes as text: UTF-8, else Windows-1252, which the programs of the nineties wrote.
pub fn text(field: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) => text.into(),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(field)
                .0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_are_cents_or_text() {
        for (field, expect) in [
            ("2495459.00", Ok(249_545_900)),
            ("250", Ok(25_000)),
            ("0.5", Ok(50)),
            (".75", Ok(75)),
            ("-25.10", Ok(-2_510)),
            ("12.3400", Ok(1_234)),
            ("      400.00", Ok(40_000)),
            ("00.00", Ok(0)),
            ("", Err(NoAmount::Empty)),
            ("  ", Err(NoAmount::Empty)),
            ("1,000.00", Err(NoAmount::Text)),
            ("$50.00", Err(NoAmount::Text)),
            ("(25.00)", Err(NoAmount::Text)),
            ("12.345", Err(NoAmount::Text)),
            ("abc", Err(NoAmount::Text)),
            ("-", Err(NoAmount::Text)),
            ("1e3", Err(NoAmount::Text)),
            ("99999999999999999999", Err(NoAmount::Text)),
        ] {
            assert_eq!(cents(field.as_bytes()), expect, "{field}");
        }
    }

    #[test]
    fn days_are_days_of_the_calendar() {
        for (field, expect) in [
            ("20191108", Some((2019, 11, 8))),
            ("2021/07/01", Some((2021, 7, 1))),
            ("11/08/2019", Some((2019, 11, 8))),
            ("20210230", None),
            ("07012021", None),
            ("2021", None),
            ("", None),
            ("soon", None),
        ] {
            let expect = expect.and_then(|(y, m, d)| Day::new(y, m, d));
            assert_eq!(Day::parse(field.as_bytes()), expect, "{field}");
        }
    }

    #[test]
    fn old_programs_wrote_windows_1252() {
        assert_eq!(text(b"Pe\xf1a"), "Peña");
        assert_eq!(text("Peña".as_bytes()), "Peña");
    }
}
