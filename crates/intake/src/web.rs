//! Web addresses.

/// Whether this is an address of the web: `http` or `https`, a host, and no white space or control characters.
///
/// Anything else (`javascript:`, `file:`, `data:`) never becomes the address of a report, since pages turn those into
/// links.
pub(crate) fn is_web_address(text: &str) -> bool {
    let Some(rest) = ["https://", "http://"].iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &text[scheme.len()..])
    }) else {
        return false;
    };
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && text.len() <= 4096
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked_to() {
        for good in [
            "https://example.org/hustings/alabama-2020/05",
            "HTTP://www.al.com",
            "https://[2001:db8::1]/x",
            "https://wahlrecht.de/straße",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "www.al.com",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://al.com/a b",
            "https://al.com/\"><script>",
            "file:///etc/passwd",
            "ftp://al.com/",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
