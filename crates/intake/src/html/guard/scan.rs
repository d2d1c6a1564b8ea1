//! One pass over the bytes of a page: its attributes and entities.

/// Elements whose content is no markup.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// A pass over the bytes of a page that tells tags from text.
pub(super) struct Scan<'h> {
    html: &'h str,
    at: usize,
    /// The most attributes of one tag.
    pub(super) attributes: usize,
    /// The ampersands in texts and attributes, and the `<` that begin no tag.
    pub(super) entities: usize,
}

impl<'h> Scan<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            html,
            at: 0,
            attributes: 0,
            entities: 0,
        }
    }

    /// Moves past the next tag, comment or text; false at the end of the page.
    pub(super) fn step(&mut self) -> bool {
        self.piece();
        self.at < self.html.len()
    }

    fn piece(&mut self) {
        let rest = &self.html[self.at..];
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            self.entities += rest[..end].matches('&').count();
            self.at += end;
            return;
        }
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return self.skip_past(">");
        }
        let slash = usize::from(rest.starts_with("</"));
        let name = name(&rest[1 + slash..]);
        self.at += 1 + slash + name.len();
        if name.is_empty() {
            self.entities += 1;
            return;
        }
        self.tag();
        if slash == 0 && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            self.raw(name);
        }
    }

    fn skip_past(&mut self, end: &str) {
        let rest = &self.html[self.at..];
        self.at += rest.find(end).map_or(rest.len(), |found| found + end.len());
    }

    /// A comment ends with `-->` or `--!>`, and `<!-->` is a whole one.
    fn comment(&mut self) {
        self.at += 2;
        while self.at < self.html.len() {
            self.skip_past("--");
            let rest = &self.html[self.at..];
            if rest.starts_with('>') || rest.starts_with("!>") {
                return;
            }
            // Of three dashes the last two may be the end.
            if rest.starts_with('-') {
                self.at -= 1;
            }
        }
    }

    /// Counts the attributes of a tag from behind its name to its end, as the tokenizer of the HTML standard does.
    fn tag(&mut self) {
        let mut count = 0;
        let mut state = Attributes::Between;
        let from = self.at;
        for byte in self.html[from..].bytes() {
            self.at += 1;
            self.entities += usize::from(byte == b'&');
            state = match (state, byte) {
                (Attributes::Quoted(quote), _) if byte == quote => Attributes::Between,
                (Attributes::Quoted(quote), _) => Attributes::Quoted(quote),
                (_, b'>') => break,
                (Attributes::Name | Attributes::AfterName, b'=') => Attributes::BeforeValue,
                (Attributes::BeforeValue, b'"' | b'\'') => Attributes::Quoted(byte),
                (Attributes::BeforeValue, _) if byte.is_ascii_whitespace() => {
                    Attributes::BeforeValue
                }
                (Attributes::BeforeValue, _) => Attributes::Unquoted,
                (Attributes::Unquoted, _) if !byte.is_ascii_whitespace() => Attributes::Unquoted,
                (Attributes::Name | Attributes::AfterName, _) if byte.is_ascii_whitespace() => {
                    Attributes::AfterName
                }
                (_, b'/') => Attributes::Between,
                (_, _) if byte.is_ascii_whitespace() => Attributes::Between,
                (Attributes::Name, _) => Attributes::Name,
                (Attributes::Between | Attributes::AfterName | Attributes::Unquoted, _) => {
                    count += 1;
                    Attributes::Name
                }
            };
        }
        self.attributes = self.attributes.max(count);
    }

    /// Moves to the end tag of an element whose content is no markup, or to the end of the page.
    fn raw(&mut self, element: &str) {
        while self.at < self.html.len() {
            self.skip_past("</");
            if name(&self.html[self.at..]).eq_ignore_ascii_case(element) {
                self.at -= 2;
                return;
            }
        }
    }
}

/// Where in a tag the scan stands.
#[derive(Clone, Copy)]
enum Attributes {
    Between,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

/// The name at the beginning of a tag.
fn name(tag: &str) -> &str {
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let end = tag
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(tag.len());
    &tag[..end]
}
