//! What the tests of bad input share.

use intake::Taken;

/// One line for each document and complaint.
pub(crate) fn lines(taken: Taken) -> Vec<String> {
    match taken {
        Taken::Opened { .. } => Vec::new(),
        Taken::Read(document, complaints) => {
            let text: String = document.report.text.chars().take(40).collect();
            let mut lines = vec![format!("read: {text:?}")];
            lines.extend(complaints.iter().map(|c| format!("complaint: {c}")));
            lines
        }
        Taken::Refused(complaint) => vec![format!("refused: {complaint}")],
        Taken::Skipped(note) => vec![format!("skipped: {note}")],
    }
}
