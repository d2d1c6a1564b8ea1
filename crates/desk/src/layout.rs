//! What every page has: head, navigation, foot, and the way to it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::asked::{Asked, Form, encode};
use crate::assets;
use crate::settings::Settings;

/// What stands in the head of a page.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The title: what the page is about, and in which state.
    pub title: String,
    /// A sentence for search engines and previews.
    pub description: String,
    /// The path under which the page is best known; that which was asked where empty.
    pub canonical: String,
    /// Whether search engines may list it.
    pub indexed: bool,
    /// What it is about, as JSON-LD.
    pub about: Option<serde_json::Value>,
    /// The name of its feed, where it has one.
    pub feed: Option<String>,
    /// The other forms in which it can be had.
    pub forms: Vec<Form>,
}

/// What a page draws with.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// What the desk was started with.
    pub settings: &'a Settings,
}

impl Frame<'_> {
    /// The address of another page, at the same cut.
    pub fn to(&self, path: &str) -> String {
        let carried = self.asked.carried();
        match path.split_once('#') {
            Some((path, mark)) => format!("{path}{carried}#{mark}"),
            None => format!("{path}{carried}"),
        }
    }

    /// The same page in another form, with everything that was asked.
    pub fn in_form(&self, form: Form) -> String {
        let address = self.asked.address();
        let address = if address == "/" { "/index" } else { &address };
        format!("{address}{}{}", form.suffix(), query(&self.asked.query))
    }
}

/// `?a=b&c=d`, or nothing.
pub fn query(parts: &[(String, String)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    }
}

/// A link in the navigation.
struct Place(&'static str, &'static str);

const PLACES: [Place; 3] = [
    Place("/", "Races"),
    Place("/calendar", "Calendar"),
    Place("/compare", "Compare"),
];

/// The whole page.
pub fn page(frame: &Frame<'_>, head: &Head, body: &Markup) -> Markup {
    let settings = frame.settings;
    let canonical = if head.canonical.is_empty() {
        frame.asked.address()
    } else {
        head.canonical.clone()
    };
    let base = settings.public.as_deref().unwrap_or("");
    let indexed = head.indexed && settings.indexed && frame.asked.carried().is_empty();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (head.title) " · " (settings.name) }
                @if !head.description.is_empty() { meta name="description" content=(head.description); }
                @if !indexed { meta name="robots" content="noindex"; }
                link rel="canonical" href={ (base) (canonical) };
                @for form in &head.forms {
                    @let title = head.feed.as_deref().filter(|_| *form == Form::Atom);
                    link rel="alternate" type=(form.media().split(';').next().unwrap_or_default()) title=[title] href=(frame.in_form(*form));
                }
                link rel="stylesheet" href=(assets::css());
                link rel="icon" type="image/svg+xml" href=(assets::icon());
                script src=(assets::js()) defer {}
                @if let Some(about) = &head.about { (json_ld(about)) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.site {
                    a.brand href=(frame.to("/")) { (settings.name) }
                    nav aria-label="Site" {
                        ul {
                            @for Place(path, name) in &PLACES {
                                li {
                                    @if frame.asked.address() == *path { a href=(frame.to(path)) aria-current="page" { (name) } }
                                    @else { a href=(frame.to(path)) { (name) } }
                                }
                            }
                        }
                    }
                    form role="search" aria-label="Site" method="get" action="/search" {
                        label.hidden for="q" { "Search" }
                        input id="q" type="search" name="q" placeholder="Words of a report" maxlength="400";
                        button type="submit" { "Search" }
                    }
                }
                main id="main" tabindex="-1" { (body) }
                footer.site {
                    p {
                        "Everything here is a claim with a source. "
                        @if !head.forms.is_empty() {
                            "This page as "
                            @for (at, form) in head.forms.iter().enumerate() {
                                @if at > 0 { ", " }
                                a href=(frame.in_form(*form)) { (form.suffix().trim_start_matches('.').to_uppercase()) }
                            }
                            "."
                        }
                    }
                    @if settings.book.is_some() { p { a href="/queue" { "For editors" } } }
                }
            }
        }
    }
}

/// JSON-LD is a block of data, which no policy for scripts concerns; nothing in it can end the block.
fn json_ld(about: &serde_json::Value) -> Markup {
    let text = about
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026");
    html! { script type="application/ld+json" { (PreEscaped(text)) } }
}

/// A page that says why there is none. What was typed is not in it.
pub fn refusal(frame: &Frame<'_>, heading: &str, what: &str, request: &str) -> Markup {
    let body = html! {
        h1 { (heading) }
        p.lede { (what) }
        p { a href="/" { "All races" } " · request " code { (request) } }
    };
    let head = Head {
        title: heading.to_owned(),
        canonical: "/".to_owned(),
        ..Head::default()
    };
    page(frame, &head, &body)
}
