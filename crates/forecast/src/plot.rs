//! A dot plot of a stage: for each candidate the expected share as a dot and the nine-in-ten range as a line; and the same as a
//! table, for those who cannot or will not look.
//!
//! Dots on a common scale are read more exactly than angles or needles: Cleveland and `McGill`, *Graphical Perception*, JASA 79
//! (1984).

use std::fmt::Write;

use crate::StageForecast;
use crate::words::percent;

/// A plot with its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// An SVG image without scripts, colours by `currentColor`, with a title and a description.
    pub svg: String,
    /// The table's rows: name, share, low, high, chance to go on, chance to win, in percent as shown.
    pub table: Vec<[String; 6]>,
}

const WIDTH: f64 = 640.0;
const NAMES: f64 = 180.0;
const ROW: f64 = 26.0;
const TOP: f64 = 28.0;

/// Draws a stage.
pub fn plot(stage: &StageForecast, title: &str) -> Plot {
    let shown: Vec<_> = stage.candidates.iter().filter(|c| c.stands > 0.0).collect();
    let widest = shown.iter().map(|c| c.high).fold(0.1, f64::max);
    let scale = (widest * 10.0).ceil() / 10.0;
    let at = |share: f64| NAMES + (WIDTH - NAMES - 50.0) * share / scale;
    let mut body = String::new();
    let mut y = TOP;
    let mut table = Vec::new();
    let mut told = Vec::new();
    for candidate in shown {
        y += ROW;
        let name = escaped(&candidate.person);
        let share = percent(candidate.share);
        let (low, high) = (percent(candidate.low), percent(candidate.high));
        let _ = write!(
            body,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{name}</text>\
             <line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"currentColor\" stroke-width=\"2\" opacity=\"0.45\"/>\
             <circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"currentColor\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{share}</text>",
            NAMES - 12.0,
            y + 4.0,
            at(candidate.low),
            at(candidate.high),
            at(candidate.share),
            at(candidate.high) + 8.0,
            y + 4.0,
        );
        told.push(format!("{name} {share} percent, {low} to {high}"));
        table.push([
            candidate.person.clone(),
            share,
            low,
            high,
            percent(candidate.advance),
            percent(candidate.win),
        ]);
    }
    let bottom = y + ROW / 2.0;
    let mut axis = String::new();
    let mut tick = 0.0;
    while tick <= scale + 1e-9 {
        let _ = write!(
            axis,
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP:.1}\" y2=\"{bottom:.1}\" stroke=\"currentColor\" opacity=\"0.15\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" opacity=\"0.7\">{:.0}</text>",
            TOP - 8.0,
            tick * 100.0,
            x = at(tick),
        );
        tick += 0.1;
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {:.0}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\" \
         fill=\"currentColor\"><title>{}</title><desc>{}.</desc>{axis}{body}</svg>",
        bottom + 8.0,
        escaped(title),
        told.join("; "),
    );
    Plot { svg, table }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use claim::Stage;

    use super::*;
    use crate::CandidateForecast;

    fn candidate(person: &str, share: f64) -> CandidateForecast {
        CandidateForecast {
            person: person.to_owned(),
            party: None,
            share,
            low: share - 0.1,
            high: share + 0.1,
            win: 0.5,
            advance: 0.5,
            first: 0.5,
            stands: 1.0,
            derivation: None,
        }
    }

    #[test]
    fn every_candidate_has_a_dot_and_a_row_and_no_name_is_markup() {
        let stage = StageForecast {
            stage: Stage::General,
            candidates: vec![candidate("A & B", 0.6), candidate("<b>", 0.4)],
            pairings: Vec::new(),
            held: 1.0,
            weights: Vec::new(),
            prior_weight: 1.0,
            unpolled: Vec::new(),
        };
        let plot = plot(&stage, "the general");
        assert_eq!(plot.svg.matches("<circle").count(), 2);
        assert_eq!(plot.table[0][1], "60");
        assert!(plot.svg.contains("A &amp; B") && !plot.svg.contains("<b>"));
        assert!(plot.svg.contains("70 percent") || plot.svg.contains("50 to 70"));
    }
}
