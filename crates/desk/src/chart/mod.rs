//! Charts, drawn on the server as SVG: they work in print, in mail and without scripts, and every one has a title that says
//! what it shows, a description, and the table of its figures beside it.
//!
//! Colours come from the style sheet (`.s0` to `.s5`), so that they follow light and dark; series differ by line style and
//! mark as well.

pub mod bars;
pub mod chain;
pub mod lines;
pub mod timeline;

use jiff::civil::Date;
use maud::{Markup, html};

/// A chart with its words: the figure of a page.
pub fn figure(id: &str, caption: &str, drawn: &Markup, table: &Markup) -> Markup {
    html! {
        figure.chart id=(id) {
            figcaption { (caption) }
            div.drawing tabindex="0" role="group" aria-label=(caption) { (drawn) }
            details { summary { "The figures as a table" } (table) }
        }
    }
}

/// A day as a number, for an axis.
pub(crate) fn day_number(day: Date) -> f64 {
    let since = day
        .since(Date::constant(2000, 1, 1))
        .map(|span| span.get_days());
    f64::from(since.unwrap_or(0))
}

/// The first days of the months (or years, where there are many) between two days: where an axis has its marks.
pub(crate) fn month_marks(from: Date, to: Date) -> Vec<(Date, String)> {
    let months = i32::from(to.year() - from.year()) * 12 + i32::from(to.month() - from.month());
    let step = match months {
        ..=8 => 1,
        9..=18 => 2,
        19..=40 => 6,
        _ => 12,
    };
    let mut marks = Vec::new();
    let (mut year, mut month) = (from.year(), from.month());
    loop {
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
        let Ok(day) = Date::new(year, month, 1) else {
            return marks;
        };
        if day > to {
            return marks;
        }
        if (i32::from(month) - 1) % step == 0 {
            let name = if month == 1 || step == 12 {
                day.strftime("%Y").to_string()
            } else {
                day.strftime("%b").to_string()
            };
            marks.push((day, name));
        }
    }
}

/// A number for an attribute: at most one decimal.
pub(crate) fn at(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A text cut to so many letters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}
