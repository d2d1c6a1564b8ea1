//! What a page says of itself: title, publisher, time of publication, address.
//!
//! JSON-LD is asked first (`NewsArticle` and its kin, also inside `@graph`), then the elements that
//! `data/page_metadata.tsv` lists, then the first heading and the `title` element.

use std::borrow::Cow;

use claim::Report;
use dom_smoothie::Readability;
use serde_json::Value;

use crate::published::published;
use crate::text::not_a_date;
use crate::web::is_web_address;

/// What the page says of itself, in a report that lacks its id and text; and what was wrong with it.
pub(super) fn about(reader: &Readability) -> (Report, Vec<(String, &'static str)>) {
    let mut about = About::default();
    for script in reader.doc.select("script[type*=\"ld+json\"]").nodes() {
        about.json_ld(&script.text());
    }
    for row in include_str!("../../data/page_metadata.tsv").lines() {
        about.element(reader, row);
    }
    for selector in ["article h1", "h1", "title"] {
        let found = reader.doc.select(selector);
        if let Some(element) = found.nodes().first() {
            let text = element.text();
            about.title(&text);
        }
    }
    about.finish()
}

#[derive(Default)]
struct About {
    report: Report,
    /// The first thing that was given as a date and is none.
    no_date: Option<String>,
    complaints: Vec<(String, &'static str)>,
}

impl About {
    fn title(&mut self, text: &str) {
        if self.report.title.is_empty() {
            self.report.title = words(text);
        }
    }

    fn publisher(&mut self, text: &str) {
        let text = words(text);
        if !text.is_empty() {
            self.report.publisher.get_or_insert(text);
        }
    }

    fn published(&mut self, text: &str) {
        if self.report.published.is_some() || text.trim().is_empty() {
            return;
        }
        self.report.published = published(text);
        if self.report.published.is_none() {
            self.no_date.get_or_insert_with(|| not_a_date(text));
        }
    }

    fn url(&mut self, text: &str) {
        let text = text.trim();
        if is_web_address(text) {
            self.report.url.get_or_insert_with(|| text.to_owned());
        }
    }

    /// One row of the table: field, selector, attribute.
    fn element(&mut self, reader: &Readability, row: &str) {
        let mut cells = row.split('\t');
        let (Some(field), Some(selector), Some(attribute)) =
            (cells.next(), cells.next(), cells.next())
        else {
            return;
        };
        let Some(found) = reader.doc.try_select(selector) else {
            return;
        };
        let Some(value) = found.attr(attribute) else {
            return;
        };
        match field {
            "title" => self.title(&value),
            "publisher" => self.publisher(&value),
            "published" => self.published(&value),
            "url" => self.url(&value),
            _ => {}
        }
    }

    fn json_ld(&mut self, text: &str) {
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->");
        let text = text
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        let value: Value = match serde_json::from_str(text.trim()) {
            Ok(value) => value,
            Err(error) => {
                return self.complaints.push((
                    format!("its JSON-LD metadata is not valid JSON: {error}"),
                    "what its other metadata says",
                ));
            }
        };
        let all = objects(&value);
        let Some(article) = all.iter().find(|object| is_article(object)) else {
            return;
        };
        let named = |key: &str| named(&article[key], &all);
        if let Some(title) = named("headline").or_else(|| named("name")) {
            self.title(&without_entities(&title));
        }
        if let Some(publisher) = named("publisher").or_else(|| named("sourceOrganization")) {
            self.publisher(&without_entities(&publisher));
        }
        for key in ["datePublished", "dateCreated"] {
            self.published(article[key].as_str().unwrap_or_default());
        }
        for address in [
            &article["url"],
            &article["mainEntityOfPage"],
            &article["@id"],
        ] {
            let address = address.as_str().or_else(|| address["@id"].as_str());
            // The ids of a graph are addresses with a fragment that leads nowhere.
            self.url(
                address
                    .unwrap_or_default()
                    .split('#')
                    .next()
                    .unwrap_or_default(),
            );
        }
    }

    fn finish(mut self) -> (Report, Vec<(String, &'static str)>) {
        let missing = match (
            &self.report.published,
            self.no_date.take(),
            &self.report.publisher,
        ) {
            (None, Some(no_date), _) => Some(no_date),
            (None, None, None) => {
                Some("the page does not say who published it, nor when".to_owned())
            }
            (None, None, Some(_)) => Some("the page does not say when it was published".to_owned()),
            (Some(_), _, None) => Some("the page does not say who published it".to_owned()),
            (Some(_), _, Some(_)) => None,
        };
        self.complaints
            .extend(missing.map(|what| (what, "the report without it")));
        (self.report, self.complaints)
    }
}

/// The objects of a JSON-LD text: the root, the elements of a list, and those of each `@graph`.
fn objects(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut next = vec![value];
    while let Some(value) = next.pop() {
        match value {
            Value::Array(elements) => next.extend(elements.iter().rev()),
            Value::Object(fields) => {
                found.push(value);
                next.extend(fields.get("@graph"));
            }
            _ => {}
        }
    }
    found
}

/// `NewsArticle`, `ReportageNewsArticle`, `BlogPosting`, `LiveBlogPosting`, `schema:Report` …
fn is_article(object: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind.ends_with("Report")
        })
    };
    let kind = &object["@type"];
    is(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is))
}

/// A text, or the name of an object that is given in place, in a list, or by its id.
fn named(value: &Value, all: &[&Value]) -> Option<String> {
    let value = match value {
        Value::Array(elements) => elements.first()?,
        other => other,
    };
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    if let Some(name) = value["name"].as_str() {
        return Some(name.to_owned());
    }
    let id = value["@id"].as_str()?;
    all.iter()
        .filter(|object| object["@id"].as_str() == Some(id))
        .find_map(|object| object["name"].as_str())
        .map(str::to_owned)
}

/// Many publishers write the entities of HTML into JSON (`Trump&#8217;s`).
fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || text.len() > 4096 {
        return Cow::Borrowed(text);
    }
    let escaped = text.replace('<', "&lt;");
    match super::parse(&escaped) {
        Some(reader) => Cow::Owned(reader.doc.text().to_string()),
        None => Cow::Borrowed(text),
    }
}

/// The words of a title or name, with single spaces between them.
fn words(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
