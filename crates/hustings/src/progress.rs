//! How far reading has come, on standard error.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use claim::Report;
use indicatif::{ProgressBar, ProgressStyle};

use crate::commands::counted;
use crate::settings::{Settings, Talk};

/// What was read until now, and a bar of it where standard error is a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    reports: u64,
    words: u64,
    /// The bytes of the files that are read to their end.
    before: u64,
    /// The length of the file that is being read.
    open: u64,
}

impl Progress {
    /// Reading of these paths begins.
    pub(crate) fn new<'a>(
        settings: &Settings,
        paths: impl IntoIterator<Item = &'a PathBuf>,
        writes_lines: bool,
    ) -> Self {
        // Lines on the same terminal and a bar between them would be hard to read.
        let shown =
            settings.talk == Talk::Progress && !(writes_lines && std::io::stdout().is_terminal());
        Self {
            bar: if shown {
                bar(bytes_of(paths))
            } else {
                ProgressBar::hidden()
            },
            started: Instant::now(),
            reports: 0,
            words: 0,
            before: 0,
            open: 0,
        }
    }

    /// A file was opened.
    pub(crate) fn opened(&mut self, bytes: Option<u64>) {
        self.before += std::mem::replace(&mut self.open, bytes.unwrap_or(0));
        self.bar.set_position(self.before);
    }

    /// A report was read.
    pub(crate) fn read(&mut self, size: Size) {
        self.reports += 1;
        self.words += size.words;
        if !self.bar.is_hidden() {
            self.bar.inc(size.bytes);
            self.bar.set_message(format!(
                "{}, {} words/s",
                counted(self.reports, "report", "reports"),
                grouped(self.rate())
            ));
        }
    }

    /// Says something while the bar stands aside.
    pub(crate) fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// `40 reports, 5,670 words in 0.4 s: 14,175 words/s`
    pub(crate) fn summary(&self) -> String {
        format!(
            "{} {}, {} {} in {:.1} s: {} words/s",
            grouped(self.reports),
            if self.reports == 1 {
                "report"
            } else {
                "reports"
            },
            grouped(self.words),
            if self.words == 1 { "word" } else { "words" },
            self.started.elapsed().as_secs_f64(),
            grouped(self.rate())
        )
    }

    fn rate(&self) -> u64 {
        let millis = self.started.elapsed().as_millis().max(1);
        u64::try_from(u128::from(self.words) * 1000 / millis).unwrap_or(u64::MAX)
    }
}

/// How much there is in a report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    words: u64,
    bytes: u64,
}

impl Size {
    pub(crate) fn of(report: &Report) -> Self {
        let words = |text: &str| text.split_whitespace().count() as u64;
        Self {
            words: words(&report.title) + words(&report.text),
            bytes: (report.title.len() + report.text.len()) as u64,
        }
    }
}

fn bytes_of<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> u64 {
    paths
        .into_iter()
        .filter(|path| path.as_path() != Path::new("-"))
        .map(|path| intake::count(path).bytes)
        .sum()
}

fn bar(bytes: u64) -> ProgressBar {
    let (bar, template) = if bytes == 0 {
        (ProgressBar::new_spinner(), "{spinner} {msg}")
    } else {
        let template = "{bar:30} {bytes}/{total_bytes}, {msg}, about {eta} left";
        (ProgressBar::new(bytes), template)
    };
    let style = ProgressStyle::with_template(template);
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// `14,175`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut found = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            found.push(',');
        }
        found.push(digit);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, expect) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expect);
        }
    }
}
