//! What reports say beside what official documents have: a line each, under the row that it belongs to.

use record::compare::{Basis, Verdict};
use record::page::Compared;

use crate::screen::Screen;

/// How many comparisons of one row are drawn; `--json` has them all.
const LINES: usize = 4;

pub(super) fn draw(screen: &mut Screen, indent: usize, compared: &[Compared]) {
    let mut lines: Vec<String> = Vec::new();
    // That a part is no more than its whole goes without saying here.
    let telling = compared
        .iter()
        .filter(|compared| compared.verdict != Verdict::Consistent);
    for line in telling.map(line) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in lines.iter().take(LINES) {
        screen.aside(indent, line);
    }
    if lines.len() > LINES {
        screen.aside(
            indent,
            &format!(
                "and {} more comparisons (--json has all)",
                lines.len() - LINES
            ),
        );
    }
}

/// `confirmed by rounding: $2.5 million against $2,495,459.00 on 2019-01-01: equal after … (FEC candidate summary)`.
fn line(compared: &Compared) -> String {
    let document = match &compared.official {
        Some(official) if official.basis == Basis::Derived => {
            format!(" (computed with {})", official.document)
        }
        Some(official) => format!(" ({})", official.document),
        None => String::new(),
    };
    format!(
        "{}: {}{document}",
        compared.verdict.words(),
        compared.arithmetic
    )
}
