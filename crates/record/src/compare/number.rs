//! A figure as a report states it: its value, how finely it is stated, and what the words around it say of it.

use super::rules::{self, Bound};

/// A stated figure, in the smallest units of what it counts: cents, votes, thousandths of a percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The figure.
    pub value: i64,
    /// How finely it is stated: `$2.5 million` has steps of $100,000.
    pub step: i64,
    /// The figure in the words of the report, with what bounds it: `more than $2.5 million`.
    pub words: String,
    pub(super) bound: Option<&'static Bound>,
    pub(super) scale: Option<Scale>,
}

/// The word that stands for the zeros of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Thousand,
    Million,
    Billion,
}

impl Scale {
    const fn dollars(self) -> i64 {
        match self {
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Thousand => "thousand",
            Self::Million => "million",
            Self::Billion => "billion",
        }
    }

    /// The scale at the beginning of what follows the digits, and how many bytes it takes.
    fn read(after: &str) -> Option<(Self, usize)> {
        let gap = after.len() - after.trim_start_matches([' ', '-', '\u{a0}']).len();
        let word: String = after[gap..]
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect();
        let scale = match word.to_ascii_lowercase().as_str() {
            "thousand" | "k" => Self::Thousand,
            "million" | "m" | "mil" | "mln" => Self::Million,
            "billion" | "b" | "bn" => Self::Billion,
            _ => return None,
        };
        Some((scale, gap + word.len()))
    }
}

const CENTS: i64 = 100;

/// 2^53 cents, 90 trillion dollars: the most that a claim can state, so that no sum here overflows.
const MOST: i64 = 1 << 53;

/// A figure written out in full is taken as rounded to hundreds or thousands: `$448,000`, but not `$312,060` to tens, nor
/// `$500,000` for $540,000.
const WRITTEN_OUT: [i64; 2] = [1_000, 100];

/// A step is at most a fifth of its figure, so that `$1 million` is not confirmed by $1.4 million.
const PARTS: i64 = 5;

impl Number {
    /// The sum of money with this value (in cents) in a quote, as it is worded there. Where the quote has none (or there
    /// is no quote), the zeros at the end of the value tell how finely it is stated.
    pub fn money(quote: &str, cents: i64) -> Self {
        let cents = cents.clamp(-MOST, MOST);
        sums(quote)
            .into_iter()
            .find(|sum| (sum.value - cents).abs() < CENTS)
            .unwrap_or_else(|| Self::bare(cents))
    }

    /// A sum of money of which only the value is known.
    pub fn bare(cents: i64) -> Self {
        let cents = cents.clamp(-MOST, MOST);
        let dollars = cents / CENTS;
        let mut step = if cents % CENTS == 0 { CENTS } else { 1 };
        while dollars != 0 && cents % (step * 10) == 0 {
            step *= 10;
        }
        Self {
            value: cents,
            step: capped(step, cents),
            words: dollars_and_cents(cents),
            bound: None,
            scale: None,
        }
    }

    /// A number of votes: stated to the last one, unless the words around it bound it.
    pub fn votes(votes: u64) -> Self {
        let value = i64::try_from(votes).unwrap_or(MOST).min(MOST);
        Self {
            value,
            step: 1,
            words: grouped(value),
            bound: None,
            scale: None,
        }
    }

    /// A share, in thousandths of a percent: its last decimal is its step.
    pub fn share(thousandths: i64) -> Self {
        let step = match thousandths {
            whole if whole % 1000 == 0 => 1000,
            tenth if tenth % 100 == 0 => 100,
            hundredth if hundredth % 10 == 0 => 10,
            _ => 1,
        };
        Self {
            value: thousandths,
            step,
            words: percent(thousandths),
            bound: None,
            scale: None,
        }
    }

    /// The step in the words of the figure: `$0.1 million`, `$1,000`.
    pub(super) fn step_words(&self) -> String {
        let Some(scale) = self.scale else {
            return short(self.step);
        };
        let unit = scale.dollars() * CENTS;
        if self.step >= unit && self.step % unit == 0 {
            return format!("${} {}", self.step / unit, scale.word());
        }
        let mut decimals = String::new();
        let mut rest = self.step % unit;
        while rest > 0 && decimals.len() < 9 {
            rest *= 10;
            decimals.push_str(&(rest / unit).to_string());
            rest %= unit;
        }
        format!("${}.{decimals} {}", self.step / unit, scale.word())
    }

    /// A figure rounded as this one is stated: 1,898,642.98 beside `$1.89 million` is `$1.90 million`.
    pub(super) fn rounded(&self, value: i64) -> String {
        let rounded = (value + self.step / 2).div_euclid(self.step.max(1)) * self.step.max(1);
        let Some(scale) = self.scale else {
            return short(rounded);
        };
        let unit = scale.dollars() * CENTS;
        let mut decimals = 0;
        let mut step = self.step;
        while step < unit && decimals < 9 {
            step *= 10;
            decimals += 1;
        }
        let fraction = (rounded % unit) / (unit / 10_i64.pow(decimals)).max(1);
        if decimals == 0 {
            return format!("${} {}", rounded / unit, scale.word());
        }
        format!(
            "${}.{fraction:0width$} {}",
            rounded / unit,
            scale.word(),
            width = decimals as usize
        )
    }
}

fn capped(step: i64, value: i64) -> i64 {
    if value == 0 {
        return CENTS;
    }
    step.min((value.abs() / PARTS).max(1))
}

/// Every sum of money in a quote, with the words that bound it.
fn sums(quote: &str) -> Vec<Number> {
    let mut sums = Vec::new();
    let mut from = 0;
    while let Some(found) = quote[from..].find('$') {
        let at = from + found;
        from = at + 1;
        if let Some((sum, end)) = sum_at(quote, at) {
            sums.push(sum);
            from = end;
        }
    }
    if ["no cash", "no money", "nothing"]
        .iter()
        .any(|none| quote.to_lowercase().contains(none))
    {
        sums.push(Number {
            words: "none".to_owned(),
            ..Number::bare(0)
        });
    }
    sums
}

/// The sum whose dollar sign stands at a byte, and where it ends.
fn sum_at(quote: &str, at: usize) -> Option<(Number, usize)> {
    let digits = &quote[at + 1..];
    let length = digits
        .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
        .unwrap_or(digits.len());
    let figure = digits[..length].trim_end_matches([',', '.']);
    let (whole, decimals) = figure.split_once('.').unwrap_or((figure, ""));
    let whole: i64 = whole.replace(',', "").parse().ok()?;
    if decimals.len() > 6 || !decimals.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let places = 10_i64.pow(u32::try_from(decimals.len()).ok()?);
    let fraction: i64 = if decimals.is_empty() {
        0
    } else {
        decimals.parse().ok()?
    };
    let after = &digits[figure.len()..];
    let (scale, taken) =
        Scale::read(after).map_or((None, 0), |(scale, taken)| (Some(scale), taken));
    let unit = scale.map_or(1, Scale::dollars) * CENTS;
    let value = whole
        .checked_mul(unit)?
        .checked_add(fraction.checked_mul(unit)? / places)?;
    if value > MOST {
        return None;
    }
    let mut step = (unit / places).max(1);
    if scale.is_none() && decimals.is_empty() && value != 0 {
        let rounded = WRITTEN_OUT
            .iter()
            .find(|&&step| value % (step * CENTS) == 0);
        step = rounded.map_or(step, |rounded| rounded * CENTS);
    }
    let end = at + 1 + figure.len() + taken;
    let (before, behind) = (&quote[..at], &quote[end..]);
    let bound = rules::bound_before(before).or_else(|| rules::bound_after(behind));
    let words = match rules::bound_before(before) {
        Some(bound) => format!("{} {}", bound.words, &quote[at..end]),
        None => quote[at..end].to_owned(),
    };
    Some((
        Number {
            value,
            step: capped(step, value),
            words,
            bound,
            scale,
        },
        end,
    ))
}

/// Cents in full: `$2,495,459.00`.
pub(super) fn dollars_and_cents(cents: i64) -> String {
    claim::Money::from_cents(cents).in_full().to_string()
}

/// Cents only where there are any: `$1,000`.
pub(super) fn short(cents: i64) -> String {
    claim::Money::from_cents(cents).to_string()
}

/// A number with its thousands parted: `333,890`.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Thousandths of a percent as a percentage: `32.5 %`.
pub(super) fn percent(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let whole = thousandths.unsigned_abs() / 1000;
    let decimals = format!("{:03}", thousandths.unsigned_abs() % 1000);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        return format!("{sign}{whole} %");
    }
    format!("{sign}{whole}.{decimals} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quote: &str, dollars: i64, step: i64, words: &str) {
        let number = Number::money(quote, dollars * CENTS);
        assert_eq!(number.value, dollars * CENTS, "{quote}");
        assert_eq!(number.step, step * CENTS, "{quote}");
        assert_eq!(number.words, words, "{quote}");
    }

    #[test]
    fn the_words_tell_how_finely_a_sum_is_stated() {
        check(
            "$2.5 million stowed away",
            2_500_000,
            100_000,
            "$2.5 million",
        );
        check("has $2.50 million", 2_500_000, 10_000, "$2.50 million");
        check("$2.48M on hand", 2_480_000, 10_000, "$2.48M");
        check("a $1 million loan", 1_000_000, 200_000, "$1 million");
        check("$448,000 cash on hand", 448_000, 1_000, "$448,000");
        check("$134,431.", 134_431, 1, "$134,431");
        check("raised $531k", 531_000, 1_000, "$531k");
        check("$750,000 of the loan", 750_000, 1_000, "$750,000");
        check(
            "over $2.5 million in cash",
            2_500_000,
            100_000,
            "over $2.5 million",
        );
        check("it had no cash on hand", 0, 1, "none");
        // Of several sums the one with the claim's value.
        check(
            "raised $3.30 million and spent $2.84 million",
            2_840_000,
            10_000,
            "$2.84 million",
        );
        // No sum of this value in the quote: the zeros of the value decide.
        check(
            "two and a half million dollars",
            2_500_000,
            100_000,
            "$2,500,000.00",
        );
    }

    #[test]
    fn steps_and_rounding_are_in_the_words_of_the_figure() {
        let number = Number::money("$1.89 million", 189_000_000);
        assert_eq!(number.step_words(), "$0.01 million");
        assert_eq!(number.rounded(189_864_298), "$1.90 million");
        let number = Number::money("$448,000", 44_800_000);
        assert_eq!(number.step_words(), "$1,000");
        assert_eq!(number.rounded(44_820_400), "$448,000");
    }

    #[test]
    fn shares_and_votes() {
        assert_eq!(Number::share(32_500).step, 100);
        assert_eq!(Number::share(33_390).step, 10);
        assert_eq!(Number::share(34_000).step, 1000);
        assert_eq!(Number::share(33_390).words, "33.39 %");
        assert_eq!(Number::votes(333_890).words, "333,890");
    }

    #[test]
    fn nothing_makes_it_panic() {
        for quote in [
            "$",
            "$,",
            "$.",
            "$1.2.3",
            "$99999999999999999999 million",
            "$9223372036854775807",
            "é$é",
            "$5\u{a0}million",
            "$0",
            "$1.12345678",
        ] {
            let _ = Number::money(quote, i64::MAX);
            let _ = Number::money(quote, 0);
            let _ = Number::money(quote, i64::MIN);
        }
    }
}
