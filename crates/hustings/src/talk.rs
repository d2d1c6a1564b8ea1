//! Talk: progress, complaints and errors, on standard error.

use std::time::Duration;

use anstream::eprintln;
use anstyle::{AnsiColor, Style};
use claim::Complaint;
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::Failure;
use crate::settings::{Settings, Talk};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// Says why a command failed, cause by cause, and what may help.
pub(crate) fn failure(failure: &Failure) {
    eprintln!("{ERROR}error:{ERROR:#} {}", failure.error);
    for cause in failure.error.chain().skip(1) {
        eprintln!("  because {cause}");
    }
    if let Some(hint) = &failure.hint {
        eprintln!("{HINT}hint:{HINT:#} {hint}");
    }
}

/// Says what could not be taken as it stands. Complaints are never kept quiet.
pub(crate) fn complaint(complaint: &Complaint) {
    eprintln!(
        "{WARNING}complaint:{WARNING:#} {}: {}",
        complaint.place, complaint.what
    );
    eprintln!("  kept: {}", complaint.kept);
}

/// Says what was done.
pub(crate) fn say(settings: &Settings, what: &str) {
    if settings.talk != Talk::Quiet {
        eprintln!("{what}");
    }
}

/// A bar over so many bytes, hidden where standard error is no terminal.
pub(crate) fn bar(settings: &Settings, bytes: u64) -> ProgressBar {
    if settings.talk != Talk::Progress {
        return ProgressBar::hidden();
    }
    let bar = if bytes == 0 {
        ProgressBar::new_spinner()
    } else {
        let style =
            ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}, {msg}, about {eta} left");
        ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    };
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
