//! Talk: progress, complaints and errors, on standard error.

use anstream::eprintln;
use anstyle::{AnsiColor, Style};
use claim::Complaint;

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
