//! What a page would cost, found out before it is parsed for good.
//!
//! Parsers of HTML take time that grows with the square of the nesting, of the attributes of one element and of the
//! entities in one text, and make copies of formatting elements that a page leaves open. [`Scan`] counts attributes and
//! entities in one pass over the bytes; [`Shape`] then runs the parser over the page a piece at a time, builds nothing,
//! and stops as soon as elements lie too deep or are too many. Neither recurses.

mod scan;
mod shape;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use crate::Limits;
use scan::Scan;
use shape::Shape;

/// The most entities (`&amp;`) and stray `<` of a page, each of which is a piece of text of its own to a parser; articles
/// have a few hundred.
const ENTITIES: usize = 100_000;

/// The most elements of a page; the longest front pages have some ten thousand.
const ELEMENTS: usize = 200_000;

/// How many bytes are parsed between two looks at the shape.
const PIECE: usize = 4096;

/// Why a page is refused, if it is.
pub(super) fn too_costly(html: &str, limits: &Limits) -> Option<String> {
    let mut scan = Scan::new(html);
    let mut more = true;
    while more {
        more = scan.step();
        if scan.attributes > limits.html_attributes {
            return Some(too_many(
                "attributes at one element",
                limits.html_attributes,
            ));
        }
        if scan.entities > ENTITIES {
            return Some(too_many("entities such as &amp; or stray <", ENTITIES));
        }
    }
    let options = ParseOpts {
        tokenizer: TokenizerOpts::default(),
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
    };
    let mut parser = parse_document(Shape::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        rest = after;
        parser.process(StrTendril::from(piece));
        let shape = &parser.tokenizer.sink.sink;
        if shape.depth() > limits.html_depth {
            return Some(too_deep(limits.html_depth));
        }
        if shape.elements() > ELEMENTS {
            return Some(too_many("elements", ELEMENTS));
        }
    }
    None
}

fn too_many(of: &str, limit: usize) -> String {
    format!("the page has more than {limit} {of}; no article needs that")
}

/// The reason for refusing a deep page.
pub(super) fn too_deep(depth: usize) -> String {
    format!("elements of the page lie more than {depth} deep in one another; no article needs that")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: Option<&str>) {
        let found = too_costly(html, &Limits::default());
        match (&found, expect) {
            (None, None) => {}
            (Some(what), Some(words)) if what.contains(words) => {}
            _ => panic!("{expect:?} but {found:?}"),
        }
    }

    #[test]
    fn ordinary_pages_pass() {
        check("", None);
        check("<p>a < b && c</p><3 <<></", None);
        check(
            &"<p>one<br><li>two<table><tr><td>x<td>y</table>".repeat(2000),
            None,
        );
        check(
            &"<div><span class='a' id=b>x</span></div>".repeat(20_000),
            None,
        );
        check(&format!("<script>{}</script>", "<div>".repeat(5000)), None);
        check(&format!("<!--{}--><p>x", "<div>".repeat(5000)), None);
        check(&format!("<STYLE>{}</style >", "<div>".repeat(5000)), None);
        check(&format!("<a title=\"{}\">x</a>", "b c ".repeat(5000)), None);
        check(&format!("<a title=b/{}>x</a>", "b/".repeat(5000)), None);
        check(&format!("<script>{}</script>", "&".repeat(200_000)), None);
        check(&format!("<script>a<b {}</script>", " c".repeat(5000)), None);
    }

    #[test]
    fn deep_pages_are_refused() {
        let deep = Some("more than 512 deep");
        check(&"<div>".repeat(200_000), deep);
        check(&"<DIV>".repeat(600), deep);
        check(&"<table><tr><td>".repeat(600), deep);
        // Tricks that hide tags from a scan which is not a parser.
        check(&format!("<!-->{}", "<div>".repeat(600)), deep);
        check(&format!("<!--x--!>{}", "<div>".repeat(600)), deep);
        check(&format!("<svg><style>{}", "<g>".repeat(600)), deep);
        check(&format!("<p a=b=\">{}", "<div>".repeat(600)), deep);
        check(&"<div></p a=\"></div>\">".repeat(600), deep);
        check(&"<div><table><tr><td></div>".repeat(600), deep);
        check(
            &"<div><script><!--<script></script></div></script>".repeat(600),
            deep,
        );
    }

    #[test]
    fn costly_pages_are_refused() {
        check(
            &format!("<p {}>", "a=b ".repeat(201)),
            Some("more than 200 attributes"),
        );
        check(
            &format!("<p {}>", "a=\"x\"".repeat(201)),
            Some("more than 200 attributes"),
        );
        check(
            &format!("</p {}>", "a ".repeat(201)),
            Some("more than 200 attributes"),
        );
        check(&"&amp;".repeat(100_001), Some("more than 100000 entities"));
        check(&"<".repeat(100_001), Some("more than 100000 entities"));
        check(&"<br>".repeat(200_001), Some("more than 200000 elements"));
        // Only three formatting elements that are alike are opened again, so each has its own id.
        let formatting: Vec<String> = (0..400).map(|n| format!("<b id={n}>")).collect();
        let formatting = formatting.concat();
        check(
            &format!("<p>{formatting}{}", "</p><p>x".repeat(3000)),
            Some("more than 200000 elements"),
        );
    }
}
