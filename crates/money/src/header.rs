//! The head of a filing: which version, which program, and for an amendment, of what.

use crate::MoneyError;
use crate::lines::{Lines, is_blank, looks_binary};
use crate::split::{Delimiter, ends, plain};
use crate::value::text;
use crate::version::Version;

/// The head of a filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The version of the format, as it is read.
    pub version: Version,
    /// The version as the file has it, where that is another or differs in how it is written.
    pub stated: String,
    /// The program that wrote the filing, or the vendor that keyed it in.
    pub software: Option<String>,
    /// For an amendment: the number of the original (`FEC-1233956` gives 1233956).
    pub amends: Option<u64>,
    /// For an amendment: which one, counted from 1.
    pub amendment: Option<u32>,
    /// How many rows of each kind the file says it has; only versions before 3 do.
    pub counts: Vec<(String, u64)>,
    /// Lines that the head takes.
    pub lines: u64,
}

/// How a filing is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Read a version that is not known as if it were the newest ([`Version::NEWEST`]).
    pub unknown_as_newest: bool,
}

/// Reads the head; afterwards the lines stand before the cover.
pub(crate) fn read<R: std::io::Read>(
    lines: &mut Lines<R>,
    options: Options,
) -> Result<Header, MoneyError> {
    let not = |why: &str| MoneyError::NotAFiling {
        why: why.to_owned(),
    };
    if looks_binary(lines.head()) {
        return Err(not("it is not text"));
    }
    loop {
        if !lines.advance()? {
            return Err(not("it is empty"));
        }
        if !is_blank(lines.line()) {
            break;
        }
    }
    let line = lines.line();
    let start = line.trim_ascii_start();
    if start.starts_with(b"/*") {
        return block(lines, options);
    }
    if start.first() == Some(&b'<') {
        return Err(not(
            "it is a page of HTML, perhaps an error message saved under the name of a filing",
        ));
    }
    let mut places = Vec::new();
    let delimiter = Delimiter::of(line);
    ends(line, delimiter, &mut places);
    let mut from = 0;
    let mut fields = places.iter().map(|end| {
        let field = &line[from..*end as usize];
        from = *end as usize + 1;
        text(&plain(field)).trim().to_owned()
    });
    let first = fields.next().unwrap_or_default();
    if !first.eq_ignore_ascii_case("HDR") {
        return Err(not("its first line is no header (HDR)"));
    }
    let second = fields.next().unwrap_or_default();
    let rest: Vec<String> = fields.collect();
    let at = |idx: usize| rest.get(idx).filter(|field| !field.is_empty()).cloned();
    if second.eq_ignore_ascii_case("FEC") {
        let stated = at(0).ok_or_else(|| not("its header names no version"))?;
        let version = known(&stated, options)?;
        // Versions 3 to 5 tell in one more field how the parts of names are parted.
        let shift = usize::from(version.major < 6);
        return Ok(Header {
            version,
            software: at(1).map(|name| {
                [Some(name), at(2)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ")
            }),
            amends: at(3 + shift).and_then(|id| number(&id)),
            amendment: at(4 + shift)
                .and_then(|n| n.parse().ok())
                .filter(|n| *n > 0),
            stated,
            counts: Vec::new(),
            lines: 1,
        });
    }
    Ok(Header {
        version: known(&second, options)?,
        stated: second,
        software: at(0).map(|name| name.trim_matches('"').to_owned()),
        amends: None,
        amendment: None,
        counts: Vec::new(),
        lines: 1,
    })
}

fn known(stated: &str, options: Options) -> Result<Version, MoneyError> {
    match Version::parse(stated) {
        Some(version) if version.is_known() => Ok(version),
        _ if options.unknown_as_newest => Ok(Version::NEWEST),
        _ => Err(MoneyError::UnknownVersion {
            version: stated.to_owned(),
        }),
    }
}

/// The number of a filing: `FEC-1233956`, `1233956`.
fn number(id: &str) -> Option<u64> {
    id.trim_start_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .ok()
}

/// The head of versions 1 and 2: lines of `key = value` between `/* Header` and `/* End Header`.
fn block<R: std::io::Read>(lines: &mut Lines<R>, options: Options) -> Result<Header, MoneyError> {
    let (mut stated, mut software, mut program) = (None, None, None);
    let mut counts = Vec::new();
    let mut taken = 1;
    let mut counting = false;
    loop {
        if !lines.advance()? {
            return Err(MoneyError::NotAFiling {
                why: "its header has no end (/* End Header)".to_owned(),
            });
        }
        taken += 1;
        let line = text(lines.line()).trim().to_owned();
        let lower = line.to_ascii_lowercase();
        if lower.starts_with("/*") && lower.contains("end") {
            break;
        }
        if lower.starts_with("schedule_counts") {
            counting = true;
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let (key, value) = (key.trim(), value.trim());
        if counting {
            if let Ok(count) = value.parse() {
                counts.push((key.to_owned(), count));
            }
            continue;
        }
        match key.to_ascii_lowercase().as_str() {
            "fec_ver_#" | "fec_ver" => stated = Some(value.to_owned()),
            "soft_name" => software = Some(value.to_owned()),
            "soft_ver#" | "soft_ver" => program = Some(value.to_owned()),
            _ => {}
        }
    }
    let stated = stated.ok_or_else(|| MoneyError::NotAFiling {
        why: "its header names no version".to_owned(),
    })?;
    Ok(Header {
        version: known(&stated, options)?,
        stated,
        software: software.map(|name| {
            [Some(name), program]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }),
        amends: None,
        amendment: None,
        counts,
        lines: taken,
    })
}
