//! One door for every format: what a file is, is seen from its first bytes.

use std::io::{Cursor, Read};

use claim::Complaint;

use crate::about::About;
use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::recognise::{Format, HEAD, recognise};
use crate::table::Table;

/// Reads a file of returns: its table, and everything in it that could not be taken as it stands.
///
/// `name` is the file's name: OpenElections puts state, day and stage there. Nothing is opened by it.
///
/// # Errors
/// Where the bytes cannot be had, or are no returns in a format that is known.
pub fn read(name: &str, mut source: impl Read) -> Result<(Table, Vec<Complaint>)> {
    let mut head = Vec::new();
    source.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let Some(format) = recognise(&head) else {
        return Err(ReturnsError::NotReturns(crate::recognise::why_not(&head)));
    };
    read_as(format, name, Cursor::new(head).chain(source))
}

/// Reads a file in a format that is known already.
///
/// # Errors
/// Where the bytes cannot be had, or are not in that format.
pub fn read_as(format: Format, name: &str, whole: impl Read) -> Result<(Table, Vec<Complaint>)> {
    let mut builder = Builder::new(format, About::of_name(name));
    match format {
        Format::OpenElections => crate::openelections::read(whole, &mut builder)?,
        Format::Medsl => crate::medsl::read(whole, &mut builder)?,
        Format::Tidy => crate::tidy::read(whole, &mut builder)?,
        Format::ClarityXml => crate::clarity_xml::read(whole, &mut builder)?,
        Format::ClarityJson => crate::clarity_json::read(whole, &mut builder)?,
        Format::NistJson => crate::nist::read_json(whole, &mut builder)?,
        Format::NistXml => crate::nist::read_xml(whole, &mut builder)?,
        Format::Vip => crate::vip::read(whole, &mut builder)?,
        Format::Sheet => crate::alabama::read(whole, &mut builder)?,
        Format::Archive => crate::alabama::read_archive(whole, &mut builder)?,
        Format::RctabJson => crate::rctab::read_json(whole, &mut builder)?,
        Format::RctabCsv => crate::rctab::read_csv(whole, &mut builder)?,
        Format::CastVotes => crate::cvr::read(whole, &mut builder)?,
    }
    let (mut table, mut complaints) = builder.finish();
    crate::settle::settle(&mut table, &mut complaints);
    Ok((table, complaints))
}
