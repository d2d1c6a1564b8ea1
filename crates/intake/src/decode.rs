//! Bytes → text: which encoding they are in, and what was lost.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use claim::Complaint;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes bytes. A byte-order mark decides, then UTF-8 if the bytes are valid UTF-8, then what the document declares of
/// itself, then a guess.
///
/// Valid UTF-8 goes before the declaration because text in another encoding is hardly ever valid UTF-8 by chance, while
/// pages that declare the wrong encoding are common. Every departure from plain UTF-8 that could have changed a name is
/// complained of.
pub(crate) fn decode(
    place: &str,
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> (String, Vec<Complaint>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let complaint = damaged.then(|| replaced(place, &text, encoding));
        return (text.into_owned(), complaint.into_iter().collect());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return valid(place, text, declared);
    }
    if let Some(encoding) = utf_16_by_its_zeros(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return (text.into_owned(), vec![guessed(place, encoding)]);
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        let complaint = damaged.then(|| replaced(place, &text, encoding));
        return (text.into_owned(), complaint.into_iter().collect());
    }
    if mostly_utf_8(bytes) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let complaint = replaced(place, &text, UTF_8);
        return (text, vec![complaint]);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The reports are about American races: where several encodings fit alike, the one of American pages is meant.
    let encoding = detector.guess(Some(b"us"), Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), vec![guessed(place, encoding)])
}

fn valid(place: &str, text: &str, declared: Option<&'static Encoding>) -> (String, Vec<Complaint>) {
    if text.is_ascii() {
        // UTF-16 of Western text is valid ASCII with a NUL beside each letter.
        if let Some(encoding) = utf_16_by_its_zeros(text.as_bytes()) {
            let (text, _) = encoding.decode_without_bom_handling(text.as_bytes());
            return (text.into_owned(), vec![guessed(place, encoding)]);
        }
        return (text.to_owned(), Vec::new());
    }
    let complaint = declared
        .filter(|encoding| *encoding != UTF_8)
        .map(|encoding| {
            Complaint::new(
                place,
                format!(
                    "it declares the encoding {} but is valid UTF-8, and was read as UTF-8",
                    encoding.name()
                ),
                "the whole text",
            )
        });
    (text.to_owned(), complaint.into_iter().collect())
}

/// UTF-16 without a mark: letters of Latin script leave a zero in every second byte, always on the same side.
fn utf_16_by_its_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let pairs = head.len() / 2;
    let zeros = |side: usize| {
        head.iter()
            .skip(side)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    match () {
        () if pairs < 4 => None,
        () if second * 10 >= pairs * 7 && first * 20 <= pairs => Some(UTF_16LE),
        () if first * 10 >= pairs * 7 && second * 20 <= pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Whether broken bytes are the exception among sequences of several bytes that are good UTF-8.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken
}

fn guessed(place: &str, encoding: &'static Encoding) -> Complaint {
    Complaint::new(
        place,
        format!(
            "it is not UTF-8 and does not say what it is; it was read as {}, which fits it best",
            encoding.name()
        ),
        "the whole text; look at names with accents and at quotation marks",
    )
}

fn replaced(place: &str, text: &str, encoding: &'static Encoding) -> Complaint {
    let count = text.matches('\u{FFFD}').count();
    let line = text
        .find('\u{FFFD}')
        .map_or(1, |at| text[..at].matches('\n').count() + 1);
    Complaint::new(
        place,
        format!(
            "some bytes are not {}; in {count} {}, the first on line {line}, the sign \u{FFFD} stands for what cannot be read",
            encoding.name(),
            if count == 1 { "place" } else { "places" }
        ),
        "the rest of the text",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, complaint: &str) {
        let (decoded, complaints) = decode("a.txt", bytes, None);
        assert_eq!(decoded, text);
        match complaints.as_slice() {
            [] => assert_eq!(complaint, ""),
            [one] => assert!(
                !complaint.is_empty() && one.what.contains(complaint),
                "{one}"
            ),
            more => panic!("{more:?}"),
        }
    }

    #[test]
    fn utf_8_needs_no_word() {
        check("Peña “leads”".as_bytes(), "Peña “leads”", "");
        check(b"\xEF\xBB\xBFSessions", "Sessions", "");
        check(b"", "", "");
    }

    #[test]
    fn utf_16_with_and_without_its_mark() {
        let little: Vec<u8> = "Peña leads"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "Peña leads"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        check(
            &[b"\xFF\xFE".as_slice(), &little].concat(),
            "Peña leads",
            "",
        );
        check(&[b"\xFE\xFF".as_slice(), &big].concat(), "Peña leads", "");
        check(&little, "Peña leads", "read as UTF-16LE");
        check(&big, "Peña leads", "read as UTF-16BE");
    }

    #[test]
    fn windows_1252_is_guessed_and_said() {
        check(
            b"Senator \x93Bob\x94 Men\xE9ndez \x96 who won\x92t run \x96 spoke.",
            "Senator “Bob” Menéndez – who won’t run – spoke.",
            "read as windows-1252",
        );
    }

    #[test]
    fn one_broken_byte_does_not_turn_good_utf_8_into_rubbish() {
        let bytes = [
            "Peña, Núñez and Ibáñez\nled ".as_bytes(),
            b"\xE9",
            b".".as_slice(),
        ]
        .concat();
        check(
            &bytes,
            "Peña, Núñez and Ibáñez\nled \u{FFFD}.",
            "in 1 place, the first on line 2",
        );
    }

    #[test]
    fn a_page_that_declares_wrongly_is_read_rightly() {
        let (text, complaints) =
            decode("a.html", "Peña".as_bytes(), Some(encoding_rs::WINDOWS_1252));
        assert_eq!(text, "Peña");
        assert!(
            complaints[0]
                .what
                .contains("declares the encoding windows-1252")
        );
    }
}
