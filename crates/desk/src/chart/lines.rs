//! Lines over time: polls, money.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{at, cut, day_number, month_marks};

/// One line.
#[derive(Debug, Clone)]
pub struct Series {
    /// Its name, written at its end.
    pub name: String,
    /// Its points, by day.
    pub points: Vec<(Date, f64)>,
}

/// A chart of lines.
#[derive(Debug, Clone)]
pub struct Lines {
    /// An id that no other chart of the page has.
    pub id: String,
    /// What it shows, and what is to be seen in it.
    pub title: String,
    /// How to read it.
    pub description: String,
    /// The lines, the most important first; six are drawn.
    pub series: Vec<Series>,
    /// Days with a name: deadlines, elections.
    pub marks: Vec<(Date, String)>,
    /// How a value is written on the axis.
    pub unit: fn(f64) -> String,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 132.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 34.0;

/// How the lines differ beside their colour.
const DASHES: [&str; 6] = ["", "7 4", "2 4", "10 3 2 3", "5 2", "1 3"];

/// How many lines are drawn; more cannot be told apart. The table has all.
pub const MOST: usize = 6;

struct Scale {
    days: (f64, f64),
    top: f64,
}

impl Scale {
    fn x(&self, day: Date) -> f64 {
        let span = (self.days.1 - self.days.0).max(1.0);
        LEFT + (day_number(day) - self.days.0) / span * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)
    }
}

impl Lines {
    /// Draws it; nothing where no point is held.
    pub fn draw(&self) -> Option<Markup> {
        let days = || {
            self.series
                .iter()
                .flat_map(|series| series.points.iter().map(|point| point.0))
        };
        let (first, last) = (days().min()?, days().max()?);
        let most = self
            .series
            .iter()
            .flat_map(|series| series.points.iter().map(|point| point.1))
            .fold(0.0, f64::max);
        let step = step(most);
        let scale = Scale {
            days: (day_number(first), day_number(last)),
            top: (most / step).ceil().max(1.0) * step,
        };
        let ends = self.ends(&scale);
        Some(html! {
            svg.lines viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby={ (self.id) "-t " (self.id) "-d" } {
                title id={ (self.id) "-t" } { (self.title) }
                desc id={ (self.id) "-d" } { (self.description) }
                (grid(&scale, step, self.unit))
                @for (day, name) in month_marks(first, last) {
                    line.tick x1=(at(scale.x(day))) x2=(at(scale.x(day))) y1=(at(HEIGHT - BOTTOM)) y2=(at(HEIGHT - BOTTOM + 5.0)) {}
                    text.axis x=(at(scale.x(day))) y=(at(HEIGHT - BOTTOM + 19.0)) text-anchor="middle" { (name) }
                }
                @for (day, name) in self.marks.iter().filter(|mark| first <= mark.0 && mark.0 <= last) {
                    line.mark x1=(at(scale.x(*day))) x2=(at(scale.x(*day))) y1=(TOP) y2=(at(HEIGHT - BOTTOM)) {}
                    text.axis x=(at(scale.x(*day) + 4.0)) y=(at(TOP - 8.0)) text-anchor="middle" { (cut(name, 22)) }
                }
                @for (number, series) in self.series.iter().take(MOST).enumerate() {
                    (line(series, number, &scale))
                }
                @for (number, y) in ends {
                    @let series = &self.series[number];
                    text class={ "name s" (number) } x=(at(WIDTH - RIGHT + 8.0)) y=(at(y + 4.0)) { (cut(&series.name, 19)) }
                }
            }
        })
    }

    /// Where the names stand at the ends of their lines: moved apart where they would overlap.
    fn ends(&self, scale: &Scale) -> Vec<(usize, f64)> {
        let mut ends: Vec<(usize, f64)> = self
            .series
            .iter()
            .take(MOST)
            .enumerate()
            .filter_map(|(number, series)| Some((number, scale.y(series.points.last()?.1))))
            .collect();
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        for at in 1..ends.len() {
            ends[at].1 = ends[at].1.max(ends[at - 1].1 + 15.0);
        }
        let over = ends
            .last()
            .map_or(0.0, |last| (last.1 - (HEIGHT - BOTTOM)).max(0.0));
        for end in &mut ends {
            end.1 -= over;
        }
        ends
    }
}

fn grid(scale: &Scale, step: f64, unit: fn(f64) -> String) -> Markup {
    let mut values = Vec::new();
    let mut value = 0.0;
    while value <= scale.top + step / 10.0 {
        values.push(value);
        value += step;
    }
    html! {
        @for value in values {
            line.grid x1=(LEFT) x2=(at(WIDTH - RIGHT)) y1=(at(scale.y(value))) y2=(at(scale.y(value))) {}
            text.axis x=(at(LEFT - 8.0)) y=(at(scale.y(value) + 4.0)) text-anchor="end" { (unit(value)) }
        }
    }
}

fn line(series: &Series, number: usize, scale: &Scale) -> Markup {
    let points: Vec<String> = series
        .points
        .iter()
        .map(|(day, value)| format!("{},{}", at(scale.x(*day)), at(scale.y(*value))))
        .collect();
    let dash = DASHES[number % DASHES.len()];
    html! {
        g class={ "series s" (number) } {
            @if points.len() > 1 {
                polyline points=(points.join(" ")) stroke-dasharray=[(!dash.is_empty()).then_some(dash)] {}
            }
            @for (day, value) in &series.points { (dot(number, scale.x(*day), scale.y(*value))) }
        }
    }
}

/// A mark whose shape is the series'.
fn dot(number: usize, x: f64, y: f64) -> Markup {
    html! {
        @match number % 3 {
            0 => circle cx=(at(x)) cy=(at(y)) r="3.4" {},
            1 => rect x=(at(x - 3.0)) y=(at(y - 3.0)) width="6" height="6" {},
            _ => path d={ "M" (at(x)) " " (at(y - 4.2)) "l4.2 7.2h-8.4z" } {},
        }
    }
}

/// A step of the axis that gives four to eight lines: 1, 2 or 5 times a power of ten.
fn step(most: f64) -> f64 {
    let rough = (most / 5.0).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough)
        .unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_has_round_steps() {
        for (most, expect) in [
            (43.0, 10.0),
            (9.9, 2.0),
            (2_500_000.0, 500_000.0),
            (100.0, 20.0),
        ] {
            assert!((step(most) - expect).abs() < 1e-6, "{most}: {}", step(most));
        }
    }

    #[test]
    fn nothing_is_drawn_of_nothing_and_one_point_is_drawn() {
        let mut chart = Lines {
            id: "c".to_owned(),
            title: "T".to_owned(),
            description: "D".to_owned(),
            series: vec![Series {
                name: "A".to_owned(),
                points: Vec::new(),
            }],
            marks: Vec::new(),
            unit: |value| format!("{value}"),
        };
        assert!(chart.draw().is_none());
        chart.series[0]
            .points
            .push((Date::constant(2020, 1, 1), 0.0));
        let drawn = chart.draw().unwrap().into_string();
        assert!(
            drawn.contains("<circle") && !drawn.contains("NaN"),
            "{drawn}"
        );
    }
}
