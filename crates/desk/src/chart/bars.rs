//! Bars in a table: the length beside the figure.

use maud::{Markup, html};

use super::at;

/// A bar of so many percent; `series` picks its colour.
pub fn bar(percent: f64, series: usize) -> Markup {
    let width = percent.clamp(0.0, 100.0);
    html! {
        svg.bar viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="0" width="100" height="10" {}
            rect class={ "fill s" (series % 6) } x="0" y="0" width=(at(width)) height="10" {}
        }
    }
}
