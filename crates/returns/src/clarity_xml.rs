//! Clarity's `detail.xml`: what states and counties report on election night, by choice, mode and unit.
//!
//! A state's file counts by counties, a county's by precincts; each choice has its total, each mode its total and its units.
//! In a county's file under- and over-votes are modes that stand directly in the contest. The file names no state office by
//! district, so that stands in the contest's name, as the party stands behind the candidate's: `David A. Perdue (I) (Rep)`.
//! <https://github.com/openelections/clarify> reads the same files.
//!
//! ```xml
//! <Contest key="1" text="U.S. Senate" voteFor="1">
//!   <Choice key="1" text="Tom Cotton" party="REP" totalVotes="3">
//!     <VoteType name="Election Day" votes="3"><County name="Arkansas" votes="3"/></VoteType>
//!   </Choice>
//! </Contest>
//! ```

use std::io::{BufReader, Read};

use quick_xml::events::{BytesStart, Event};

use crate::build::Builder;
use crate::error::Result;
use crate::figure;
use crate::grid::day;
use crate::notes::Met;
use crate::table::{ChoiceId, Contest, ContestId, Figure, Kind, Status, UnitId};
use crate::tree::{attribute_text, broken};
use crate::{counties, moment, office, words};

const FORMAT: &str = "Clarity XML";

/// Reads a file.
pub(crate) fn read<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(256 * 1024, source));
    let mut buffer = Vec::new();
    let mut reading = Reading::new(builder);
    loop {
        let place = reader.buffer_position();
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => reading.start(builder, &tag),
            Ok(Event::Empty(tag)) => {
                reading.start(builder, &tag);
                reading.end(builder, tag.name().as_ref());
            }
            Ok(Event::Text(words)) => reading.words.push_str(&words),
            Ok(Event::GeneralRef(name)) => reading.words.push_str(&crate::tree::entity(&name)),
            Ok(Event::End(tag)) => reading.end(builder, tag.name().as_ref()),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(broken(FORMAT, place, &error)),
        }
    }
    reading.finish(builder);
    Ok(())
}

/// Where in the file we are.
#[expect(
    clippy::struct_excessive_bools,
    reason = "where we are in nested elements is a flag for each"
)]
struct Reading {
    words: String,
    region: String,
    in_turnout: bool,
    contest: Option<ContestId>,
    /// The choice whose modes are read; in a contest of its own under- and over-votes.
    choice: Option<ChoiceId>,
    mode: u8,
    in_mode: bool,
    own_mode: bool,
    /// The units in the order of the last list: the next list has them in the same.
    order: Vec<(String, UnitId)>,
    next: usize,
    whole: UnitId,
    turnout: ContestId,
    element: u64,
    unreadable: Met,
    partial: bool,
    any_reporting: bool,
}

impl Reading {
    fn new(builder: &mut Builder) -> Self {
        let whole = builder.unit_of(("", "", ""), 1);
        builder.table.units[whole.index()].is_total = true;
        let turnout = builder.contest(Contest::default());
        Self {
            words: String::new(),
            region: String::new(),
            in_turnout: false,
            contest: None,
            choice: None,
            mode: 0,
            in_mode: false,
            own_mode: false,
            order: Vec::new(),
            next: 0,
            whole,
            turnout,
            element: 0,
            unreadable: Met::default(),
            partial: false,
            any_reporting: false,
        }
    }

    fn start(&mut self, builder: &mut Builder, tag: &BytesStart<'_>) {
        self.words.clear();
        match tag.name().as_ref() {
            "County" => self.unit(builder, tag, true),
            "Precinct" => self.unit(builder, tag, false),
            "VoteType" => self.vote_type(builder, tag),
            "Choice" => self.choice(builder, tag),
            "Contest" => self.contest(builder, tag),
            "ElectionVoterTurnout" | "VoterTurnout" => {
                self.in_turnout = true;
                self.element += 1;
                self.turnout_of(builder, tag, self.whole);
            }
            _ => {}
        }
    }

    fn end(&mut self, builder: &mut Builder, name: &str) {
        let words = self.words.trim();
        let about = &mut builder.table.about;
        match name {
            "Timestamp" => about.as_of = Some(moment::iso(words)),
            "ElectionName" => about.election = Some(words.to_owned()),
            "ElectionDate" => about.date = day(words).or(about.date),
            "Region" => {
                self.region = words.to_owned();
                if words.len() == 2 {
                    about.state = Some(words.to_uppercase());
                } else if about.state.is_none() {
                    about.state = state_of_name(&about.file, words);
                }
            }
            "ElectionVoterTurnout" | "VoterTurnout" => self.in_turnout = false,
            "VoteType" => {
                self.in_mode = false;
                // A mode of the contest's own is over with it.
                if std::mem::take(&mut self.own_mode) {
                    self.choice = None;
                }
            }
            "Choice" => self.choice = None,
            "Contest" => self.contest = None,
            _ => {}
        }
        self.words.clear();
    }

    fn contest(&mut self, builder: &mut Builder, tag: &BytesStart<'_>) {
        self.element += 1;
        let about = &builder.table.about;
        let stage = about
            .election
            .as_deref()
            .map(office::stage)
            .unwrap_or_default();
        let name = attribute(tag, "text").unwrap_or_default();
        let (name, party) = if stage == "primary" || stage == "runoff" {
            office::split_primary(&name)
        } else {
            (name, String::new())
        };
        let (office, district) = office::split_district(&name);
        let contest = builder.contest(Contest {
            office,
            district,
            party,
            state: about.state.clone().unwrap_or_default(),
            stage: stage.to_owned(),
            date: about.date,
            seats: number(tag, "voteFor")
                .and_then(|seats| u32::try_from(seats).ok())
                .unwrap_or(1),
            is_question: attribute(tag, "isQuestion")
                .is_some_and(|is| is.eq_ignore_ascii_case("true")),
            ..Contest::default()
        });
        self.contest = Some(contest);
        let reported = number(tag, "precinctsReported");
        let all =
            number(tag, "precinctsParticipating").or_else(|| number(tag, "precinctsReporting"));
        for (kind, count) in [(Kind::Reporting, reported), (Kind::Precincts, all)] {
            if let Some(count) = count {
                let choice = builder.choice(contest, kind.word(), "", kind);
                builder.row(choice, self.whole, 0, self.element, Figure::Count(count));
            }
        }
        if let (Some(reported), Some(all)) = (reported, all) {
            self.any_reporting = true;
            self.partial |= reported < all;
        }
    }

    fn choice(&mut self, builder: &mut Builder, tag: &BytesStart<'_>) {
        let Some(contest) = self.contest else { return };
        self.element += 1;
        let name = attribute(tag, "text").unwrap_or_default();
        let (name, behind) = office::split_party(&name);
        let party =
            attribute(tag, "party").filter(|party| !matches!(party.as_str(), "" | "NP" | "NON"));
        let kind = words::kind(&name);
        let choice = builder.choice(contest, &name, &party.or(behind).unwrap_or_default(), kind);
        self.choice = Some(choice);
        if let Some(votes) = value(tag, "totalVotes") {
            let figure = self.figure(&votes);
            builder.row(choice, self.whole, 0, self.element, figure);
        }
    }

    fn vote_type(&mut self, builder: &mut Builder, tag: &BytesStart<'_>) {
        let Some(contest) = self.contest else { return };
        self.element += 1;
        self.in_mode = true;
        let name = attribute(tag, "name").unwrap_or_default();
        let of_contest = self.choice.is_none();
        self.mode = 0;
        if of_contest {
            let kind = words::kind(&name);
            self.choice = Some(builder.choice(contest, &name, "", kind));
        } else {
            self.mode = builder.mode(words::mode(&name));
        }
        if let (Some(choice), Some(votes)) = (self.choice, value(tag, "votes")) {
            let figure = self.figure(&votes);
            builder.row(choice, self.whole, self.mode, self.element, figure);
        }
        self.next = 0;
        self.own_mode = of_contest;
    }

    fn unit(&mut self, builder: &mut Builder, tag: &BytesStart<'_>, is_county: bool) {
        if self.in_mode {
            let (Some(choice), Some((name, votes))) = (self.choice, name_and_votes(tag)) else {
                return;
            };
            self.element += 1;
            let unit = self.named(builder, name, is_county);
            let figure = self.figure(votes);
            builder.row(choice, unit, self.mode, self.element, figure);
        } else if self.in_turnout {
            self.element += 1;
            let Some(name) = value(tag, "name") else {
                return;
            };
            let unit = self.named(builder, &name, is_county);
            self.turnout_of(builder, tag, unit);
        }
    }

    fn named(&mut self, builder: &mut Builder, name: &str, is_county: bool) -> UnitId {
        if let Some((held, unit)) = self.order.get(self.next)
            && held == name
        {
            self.next += 1;
            return *unit;
        }
        let unit = self.found(builder, name, is_county);
        self.order.truncate(self.next);
        self.order.push((name.to_owned(), unit));
        self.next += 1;
        unit
    }

    fn found(&self, builder: &mut Builder, name: &str, is_county: bool) -> UnitId {
        let name = attribute_text(name);
        if is_county {
            builder.unit_of(("", &name, ""), 1)
        } else {
            builder.unit_of(("", &self.region, &name), 1)
        }
    }

    fn turnout_of(&mut self, builder: &mut Builder, tag: &BytesStart<'_>, unit: UnitId) {
        for (name, kind) in [
            ("totalVoters", Kind::Registered),
            ("ballotsCast", Kind::Ballots),
            ("precinctsReported", Kind::Reporting),
            ("precinctsParticipating", Kind::Precincts),
        ] {
            if let Some(count) = number(tag, name) {
                let choice = builder.choice(self.turnout, kind.word(), "", kind);
                builder.row(choice, unit, 0, self.element, Figure::Count(count));
            }
        }
    }

    fn figure(&mut self, votes: &str) -> Figure {
        let figure = figure::read(votes.as_bytes()).0;
        if figure.count().is_none() {
            self.unreadable.at(self.element);
        }
        figure
    }

    fn finish(self, builder: &mut Builder) {
        self.unreadable.complain(
            &mut builder.complaints,
            "a number of votes is no number (the place counts elements)",
            "the element, in no sum",
        );
        let status = if self.partial {
            Status::UnofficialPartial
        } else if self.any_reporting {
            Status::UnofficialComplete
        } else {
            Status::Unknown
        };
        builder.table.about.status = status;
    }
}

/// A raw attribute.
fn value<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<std::borrow::Cow<'t, str>> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name)
        .map(|attribute| attribute.value)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    value(tag, name).map(|value| attribute_text(&value).trim().to_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u64> {
    figure::read(value(tag, name)?.as_bytes()).0.count()
}

/// The two attributes of the element that makes up nearly all of a file, as they stand in it: `name="…" votes="…"`.
fn name_and_votes<'t>(tag: &'t BytesStart<'_>) -> Option<(&'t str, &'t str)> {
    let attributes = tag.attributes_raw();
    let (_, rest) = attributes.split_once(" name=\"")?;
    let (name, rest) = rest.split_once('"')?;
    let votes = match rest.strip_prefix(" votes=\"") {
        Some(votes) => votes,
        None => attributes.split_once(" votes=\"")?.1,
    };
    Some((name, votes.split_once('"')?.0))
}

/// The state of a county's file whose name begins with it: `ga_atkinson_precincts.xml`.
fn state_of_name(file: &str, county: &str) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next()?;
    let state = name.get(..2)?.to_uppercase();
    let parted = matches!(name.as_bytes().get(2), Some(b'_' | b'-'));
    let key = counties::key(county);
    let known = counties::of(&state)?
        .iter()
        .any(|name| counties::key(name) == key);
    (parted && known).then_some(state)
}
