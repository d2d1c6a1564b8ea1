//! How much of anything is read.

use claim::Complaint;

/// How much of anything is read. What goes beyond is refused with a complaint; nothing is cut off in silence.
///
/// The defaults are far above any news report and low enough that a hostile file costs little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one plain text file, one JSON document or one line of JSON Lines (64 MiB). It bounds memory.
    /// A JSON Lines file as a whole may be longer.
    pub bytes: usize,
    /// The most bytes of a web page (5 MiB).
    pub html_bytes: usize,
    /// How deep elements of a web page may lie in one another (512; real pages stay below 100).
    pub html_depth: usize,
    /// The most attributes of one element of a web page (200).
    pub html_attributes: usize,
    /// The most bytes of the title and text of one report together (1 MiB, some 150,000 words).
    pub text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            html_bytes: 5 << 20,
            html_depth: 512,
            html_attributes: 200,
            text_bytes: 1 << 20,
        }
    }
}

/// The complaint about a title and text of this many bytes together, if they are too long to be one report's.
pub(crate) fn too_long(place: &str, bytes: usize, limits: &Limits) -> Option<Complaint> {
    (bytes > limits.text_bytes).then(|| {
        Complaint::new(
            place,
            format!(
                "its text has {bytes} bytes; no news report has more than {}. If it holds many reports, split it or make \
                 it JSON Lines",
                limits.text_bytes
            ),
            "nothing",
        )
    })
}
