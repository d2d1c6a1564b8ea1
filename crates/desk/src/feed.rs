//! Atom feeds (RFC 4287).

use jiff::Timestamp;

use crate::layout::Frame;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path that the entry is about; with the desk's address it is the entry's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was public.
    pub at: Timestamp,
    /// Its text.
    pub text: String,
}

/// How many entries a feed holds.
const MOST: usize = 100;

/// A feed of entries, the last first. `path` is that of the page that it belongs to.
pub fn atom(
    frame: &Frame<'_>,
    title: &str,
    path: &str,
    entries: impl Iterator<Item = Entry>,
) -> String {
    let base = frame
        .settings
        .public
        .as_deref()
        .unwrap_or("")
        .trim_end_matches('/');
    // Ids must not change when the desk moves, and are addresses only where the desk has one.
    let id = |path: &str| {
        if base.is_empty() {
            format!("tag:hustings,2020:{path}")
        } else {
            format!("{base}{path}")
        }
    };
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries.truncate(MOST);
    let updated = entries
        .first()
        .map_or(Timestamp::UNIX_EPOCH, |entry| entry.at);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{}</title>\n<id>{}</id>\n\
         <updated>{updated}</updated>\n<author><name>{}</name></author>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n",
        xml(title),
        xml(&id(path)),
        xml(&frame.settings.name),
        xml(&format!("{base}{path}")),
        xml(&format!("{base}{path}.atom")),
    );
    for entry in entries {
        feed.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <content type=\"text\">{}</content>\n</entry>\n",
            xml(&entry.title),
            xml(&id(&entry.id)),
            entry.at,
            xml(&format!("{base}{}", entry.id)),
            xml(&entry.text),
        ));
    }
    feed.push_str("</feed>\n");
    feed
}

/// A text as XML takes it: without the letters that XML cannot hold.
fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' => safe.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_its_element() {
        assert_eq!(xml("a<b>&\"c\u{0}"), "a&lt;b&gt;&amp;&quot;c\u{fffd}");
    }
}
