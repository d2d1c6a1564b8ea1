//! What an answer carries, counted while it streams.

use std::io::{self, Read};
use std::time::Duration;

use flate2::read::MultiGzDecoder;

use super::client::of_io;
use super::{Beyond, Validators, Why};

/// How many bytes are read between two looks at the count.
const PIECE: usize = 64 << 10;

/// A body that came.
pub(super) struct Came {
    pub(super) bytes: Vec<u8>,
    pub(super) cut: bool,
    pub(super) validators: Validators,
    pub(super) charset: Option<String>,
}

/// Reads a body, unpacked: no more than the cap as it comes, nor after it is unpacked. One layer of gzip is what was asked for;
/// whatever else it is packed in was not.
pub(super) fn read(
    reader: impl Read,
    packed: &str,
    cap: usize,
    beyond: Beyond,
    total: Duration,
) -> Result<Came, Why> {
    let wire = Counted {
        reader,
        left: cap,
        over: false,
    };
    match packed.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => fill(wire, cap, beyond, total, |_| false),
        "gzip" | "x-gzip" => fill(MultiGzDecoder::new(wire), cap, beyond, total, |gzip| {
            gzip.get_ref().over
        }),
        other => Err(Why::Packed(other.chars().take(40).collect())),
    }
}

/// Takes what a reader gives, up to the cap.
fn fill<R: Read>(
    mut reader: R,
    cap: usize,
    beyond: Beyond,
    total: Duration,
    wire_over: impl Fn(&R) -> bool,
) -> Result<Came, Why> {
    let mut bytes = Vec::new();
    let mut piece = vec![0; PIECE];
    let mut cut = false;
    loop {
        let read = match reader.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) if wire_over(&reader) => {
                cut = true;
                break;
            }
            Err(error) if over(&error) => {
                cut = true;
                break;
            }
            Err(error) => return Err(of_io(&error, total)),
        };
        let room = cap - bytes.len();
        if read > room {
            bytes.extend_from_slice(&piece[..room]);
            cut = true;
            break;
        }
        // Growing by doubling would take twice the cap.
        bytes.reserve_exact(read.max((1 << 20).min(room)));
        bytes.extend_from_slice(&piece[..read]);
    }
    if cut && beyond == Beyond::Refuse {
        return Err(Why::TooLarge(cap));
    }
    Ok(Came {
        bytes,
        cut,
        validators: Validators::default(),
        charset: None,
    })
}

/// A reader that ends with an error of its own once too much has come.
struct Counted<R> {
    reader: R,
    left: usize,
    over: bool,
}

/// What [`Counted`] ends with.
#[derive(Debug, thiserror::Error)]
#[error("more came than is taken")]
struct Over;

fn over(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<Over>())
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.over {
            return Err(io::Error::other(Over));
        }
        let read = self.reader.read(buffer)?;
        self.over = read > self.left;
        // What still fits is handed on, so that what is kept is as much as is allowed.
        let fits = read.min(self.left);
        self.left -= fits;
        if fits == 0 && self.over {
            return Err(io::Error::other(Over));
        }
        Ok(fits)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    const CAP: usize = 1 << 20;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("packed");
        encoder.finish().expect("packed")
    }

    fn read_all(bytes: &[u8], packed: &str, beyond: Beyond) -> Result<(usize, bool), Why> {
        read(bytes, packed, CAP, beyond, Duration::from_secs(1))
            .map(|came| (came.bytes.len(), came.cut))
    }

    #[test]
    fn what_fits_comes_whole() {
        assert_eq!(read_all(b"abc", "", Beyond::Refuse), Ok((3, false)));
        assert_eq!(
            read_all(&vec![b'a'; CAP], "identity", Beyond::Refuse),
            Ok((CAP, false))
        );
        assert_eq!(
            read_all(&gzip(b"abc"), "GZIP", Beyond::Refuse),
            Ok((3, false))
        );
        assert_eq!(
            read_all(&gzip(&vec![0; CAP]), "gzip", Beyond::Refuse),
            Ok((CAP, false))
        );
    }

    #[test]
    fn a_bomb_stops_at_the_cap() {
        let bomb = gzip(&vec![0; 200 << 20]);
        assert!(bomb.len() < CAP);
        assert_eq!(
            read_all(&bomb, "gzip", Beyond::Refuse),
            Err(Why::TooLarge(CAP))
        );
        let came = read(
            bomb.as_slice(),
            "gzip",
            CAP,
            Beyond::Cut,
            Duration::from_secs(1),
        );
        let came = came.unwrap_or_else(|why| panic!("{why}"));
        assert!(came.cut);
        assert!(
            came.bytes.capacity() <= CAP + (1 << 20),
            "{}",
            came.bytes.capacity()
        );
    }

    #[test]
    fn too_much_is_refused_or_cut() {
        let more = vec![b'a'; CAP + 1];
        assert_eq!(read_all(&more, "", Beyond::Refuse), Err(Why::TooLarge(CAP)));
        let short = read(
            b"abcd".as_slice(),
            "",
            3,
            Beyond::Refuse,
            Duration::from_secs(1),
        );
        assert_eq!(
            short.map(|came| came.cut),
            Err(Why::TooLarge(3)),
            "all of it in one read"
        );
        assert_eq!(read_all(&more, "", Beyond::Cut), Ok((CAP, true)));
    }

    #[test]
    fn other_packings_were_not_asked_for() {
        for packed in ["br", "zstd", "deflate", "gzip, gzip", "br, gzip"] {
            assert_eq!(
                read_all(&gzip(b"abc"), packed, Beyond::Refuse),
                Err(Why::Packed(packed.to_owned()))
            );
        }
        assert!(matches!(
            read_all(b"abc", "gzip", Beyond::Refuse),
            Err(Why::Unreachable(_) | Why::Broken(_))
        ));
    }

    /// Packed twice and declared once: what comes out is still packed, and no text.
    #[test]
    fn one_layer_is_unpacked() {
        let twice = gzip(&gzip(b"abc"));
        let came = read(
            twice.as_slice(),
            "gzip",
            CAP,
            Beyond::Refuse,
            Duration::from_secs(1),
        );
        assert!(came.is_ok_and(|came| came.bytes.starts_with(b"\x1f\x8b")));
    }
}
