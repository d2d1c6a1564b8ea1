//! Facts over time, in lanes by how good their evidence is.

use jiff::civil::Date;
use maud::{Markup, html};
use record::origins::Evidence;

use super::{at, day_number, month_marks};

/// One fact.
#[derive(Debug, Clone)]
pub struct Dot {
    /// When it was first public.
    pub day: Date,
    /// Its best evidence.
    pub evidence: Evidence,
    /// What it says.
    pub what: String,
    /// Where it leads.
    pub to: String,
}

const LANES: [Evidence; 6] = [
    Evidence::Record,
    Evidence::Principal,
    Evidence::Named,
    Evidence::SeveralDescribed,
    Evidence::OneDescribed,
    Evidence::Unstated,
];

const WIDTH: f64 = 720.0;
const LEFT: f64 = 168.0;
const RIGHT: f64 = 14.0;
const LANE: f64 = 26.0;
const TOP: f64 = 6.0;

/// Draws facts; nothing where there are none.
pub fn draw(id: &str, title: &str, dots: &[Dot]) -> Option<Markup> {
    let first = dots.iter().map(|dot| dot.day).min()?;
    let last = dots.iter().map(|dot| dot.day).max()?;
    let span = (day_number(last) - day_number(first)).max(1.0);
    let x = |day: Date| {
        LEFT + (day_number(day) - day_number(first)) / span * (WIDTH - LEFT - RIGHT - 8.0) + 4.0
    };
    let lane = |evidence: Evidence| {
        LANES
            .iter()
            .position(|lane| *lane == evidence)
            .map(|number| TOP + LANE * (f64::from(u32::try_from(number).unwrap_or(0)) + 0.5))
    };
    let bottom = TOP + LANE * 6.0;
    Some(html! {
        svg.timeline viewBox={ "0 0 " (WIDTH) " " (at(bottom + 26.0)) } role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { "Each mark is a fact on the day on which it was first public, in the lane of its best evidence." }
            @for evidence in LANES {
                @if let Some(y) = lane(evidence) {
                    line.grid x1=(LEFT) x2=(at(WIDTH - RIGHT)) y1=(at(y)) y2=(at(y)) {}
                    text.axis x=(at(LEFT - 10.0)) y=(at(y + 4.0)) text-anchor="end" { (evidence.words()) }
                }
            }
            @for (day, name) in month_marks(first, last) {
                line.tick x1=(at(x(day))) x2=(at(x(day))) y1=(at(bottom)) y2=(at(bottom + 5.0)) {}
                text.axis x=(at(x(day))) y=(at(bottom + 19.0)) text-anchor="middle" { (name) }
            }
            @for dot in dots {
                @if let Some(y) = lane(dot.evidence) {
                    circle.fact cx=(at(x(dot.day))) cy=(at(y)) r="4.2" { title { (dot.what) } }
                }
            }
        }
    })
}
