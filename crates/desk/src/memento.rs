//! Pages as of a moment for programs that know how to ask for them: Memento (RFC 7089).
//!
//! A page's address answers `Accept-Datetime` with the way to the page as of then; that page says `Memento-Datetime`, and both
//! name the list of all moments.

use axum::http::HeaderMap;
use claim::Race;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use jiff::tz::TimeZone;
use record::{Cut, Record};

use crate::Problem;
use crate::asked::{Asked, encode};
use crate::layout::query;
use crate::parts;

/// The zone in which a page tells its times: that of its race, else that of Washington, D.C.
fn zone(asked: &Asked) -> TimeZone {
    let race: Option<Race> = asked.segment(1).parse().ok();
    rules::zone(race.as_ref().map_or("US", |race| race.state.as_str()))
}

/// The address of the page as of the moment that a request wants, if it wants one and has not named one in the address.
pub(crate) fn wanted(asked: &Asked, headers: &HeaderMap) -> Option<Result<String, Problem>> {
    let text = headers.get("accept-datetime")?;
    if asked.all("as_of").next().is_some() {
        return None;
    }
    let moment = text
        .to_str()
        .ok()
        .and_then(|text| DateTimeParser::new().parse_timestamp(text.trim()).ok());
    Some(match moment {
        Some(moment) => {
            let mut parts = asked.query.clone();
            parts.push(("as_of".to_owned(), moment.to_string()));
            Ok(format!(
                "{}{}{}",
                asked.address(),
                asked.form.suffix(),
                query(&parts)
            ))
        }
        None => Err(Problem::Bad(
            "Accept-Datetime is a date such as Thu, 07 Nov 2019 02:00:00 GMT.".to_owned(),
        )),
    })
}

/// The headers that say of which moment a page is, and where the others are.
pub(crate) fn headers(
    asked: &Asked,
    public: Option<&str>,
) -> Result<Vec<(&'static str, String)>, Problem> {
    let base = public.unwrap_or("");
    let address = format!("{}{}", asked.address(), asked.form.suffix());
    let mut links = format!("<{base}{address}>; rel=\"original timegate\"");
    if asked.segment(0) == "race" {
        links.push_str(&format!(
            ", <{base}/timemap/{}>; rel=\"timemap\"; type=\"application/link-format\"",
            encode(asked.segment(1))
        ));
    }
    let mut headers = vec![("link", links)];
    if let Some(moment) = asked.moment("as_of", &zone(asked))?
        && let Ok(text) = DateTimePrinter::new().timestamp_to_rfc9110_string(&moment)
    {
        headers.push(("memento-datetime", text));
    }
    Ok(headers)
}

/// The moments of a race in the format of links (RFC 6690).
pub(crate) fn map(record: &Record, race: &str, public: Option<&str>) -> Result<String, Problem> {
    let race: Race = race
        .parse()
        .map_err(|_| Problem::NotFound("There is no such race."))?;
    let base = public.unwrap_or("");
    let address = format!("{base}{}", parts::race(&race));
    let mut lines = vec![
        format!("<{address}>; rel=\"original timegate\""),
        format!("<{base}/timemap/{race}>; rel=\"self\"; type=\"application/link-format\""),
    ];
    let mut last = None;
    for report in record.documents_on(&race, Cut::default())? {
        let at = report.reported_last;
        if last == Some(at) {
            continue;
        }
        last = Some(at);
        if let Ok(text) = DateTimePrinter::new().timestamp_to_rfc9110_string(&at) {
            lines.push(format!(
                "<{address}?as_of={at}>; rel=\"memento\"; datetime=\"{text}\""
            ));
        }
    }
    Ok(format!("{}\n", lines.join(",\n")))
}
