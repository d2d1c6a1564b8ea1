//! What is counted, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The upper bounds of the classes of times, in milliseconds.
const BOUNDS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// Counters of the desk, since it was started.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Answers by the first digit of their status.
    answers: [AtomicU64; 5],
    took: [AtomicU64; BOUNDS.len() + 1],
    took_ms: AtomicU64,
    /// Pages given from what was kept.
    pub cached: AtomicU64,
    /// Pages that had to be made.
    pub made: AtomicU64,
    /// Requests whose handler panicked.
    pub panics: AtomicU64,
    /// Connections that are open.
    pub open: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, status: u16, ms: u64) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        self.answers[class].fetch_add(1, Relaxed);
        let at = BOUNDS.iter().position(|bound| ms <= *bound);
        self.took[at.unwrap_or(BOUNDS.len())].fetch_add(1, Relaxed);
        self.took_ms.fetch_add(ms, Relaxed);
    }

    /// All of it as text. `batch` is the record's last, `kept` the number and weight of the pages that are kept.
    pub fn text(&self, batch: u64, kept: (usize, usize)) -> String {
        let mut text = String::new();
        let head = |text: &mut String, name: &str, kind: &str, help: &str| {
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        };
        head(
            &mut text,
            "hustings_answers_total",
            "counter",
            "Answers by class of status.",
        );
        for (at, count) in self.answers.iter().enumerate() {
            let _ = writeln!(
                text,
                "hustings_answers_total{{class=\"{}xx\"}} {}",
                at + 1,
                count.load(Relaxed)
            );
        }
        head(
            &mut text,
            "hustings_answer_milliseconds",
            "histogram",
            "How long answers took.",
        );
        let mut sum = 0;
        for (at, count) in self.took.iter().enumerate() {
            sum += count.load(Relaxed);
            let bound = BOUNDS.get(at).map_or("+Inf".to_owned(), u64::to_string);
            let _ = writeln!(
                text,
                "hustings_answer_milliseconds_bucket{{le=\"{bound}\"}} {sum}"
            );
        }
        let _ = writeln!(
            text,
            "hustings_answer_milliseconds_sum {}\nhustings_answer_milliseconds_count {sum}",
            self.took_ms.load(Relaxed)
        );
        let counters = [
            (
                "hustings_pages_cached_total",
                "Pages given from what was kept.",
                &self.cached,
            ),
            (
                "hustings_pages_made_total",
                "Pages that had to be made.",
                &self.made,
            ),
            (
                "hustings_panics_total",
                "Requests whose handler panicked.",
                &self.panics,
            ),
        ];
        for (name, help, count) in counters {
            head(&mut text, name, "counter", help);
            let _ = writeln!(text, "{name} {}", count.load(Relaxed));
        }
        let gauges = [
            (
                "hustings_connections",
                "Connections that are open.",
                self.open.load(Relaxed),
            ),
            (
                "hustings_record_batch",
                "The number of the record's last batch.",
                batch,
            ),
            (
                "hustings_pages_kept",
                "Finished pages that are kept.",
                kept.0 as u64,
            ),
            (
                "hustings_pages_kept_bytes",
                "How many bytes they take.",
                kept.1 as u64,
            ),
        ];
        for (name, help, value) in gauges {
            head(&mut text, name, "gauge", help);
            let _ = writeln!(text, "{name} {value}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_class_and_time() {
        let metrics = Metrics::default();
        for (status, ms) in [(200, 0), (200, 7), (304, 1), (404, 1), (500, 9_000)] {
            metrics.answered(status, ms);
        }
        let text = metrics.text(17, (2, 300));
        for line in [
            "hustings_answers_total{class=\"2xx\"} 2",
            "hustings_answers_total{class=\"5xx\"} 1",
            "hustings_answer_milliseconds_bucket{le=\"1\"} 3",
            "hustings_answer_milliseconds_bucket{le=\"+Inf\"} 5",
            "hustings_answer_milliseconds_count 5",
            "hustings_record_batch 17",
        ] {
            assert!(text.lines().any(|held| held == line), "{line}\n{text}");
        }
    }
}
