//! Which addresses are asked at all, told before anything is sent.

use url::Url;

use super::Why;

/// The longest address.
const LENGTH: usize = 4096;

/// An address as somebody typed or wrote it.
///
/// The standard for browsers (WHATWG URL) reads much as an address that a person would not: it drops tabs and line ends, takes `\` for
/// `/`, and `2130706433` for 127.0.0.1. The first two are refused here, as what is shown and what is meant would differ; the last
/// comes out as the network address that it means, and is judged as such. Names in other scripts come out as punycode.
///
/// # Errors
///
/// [`Why::NoAddress`], [`Why::Scheme`] or [`Why::Credentials`].
pub fn target(text: &str) -> Result<Url, Why> {
    let text = text.trim();
    let wrong = |what: &'static str| Err(Why::NoAddress(what));
    if text.len() > LENGTH {
        return wrong("it is too long");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return wrong("it holds white space or control characters");
    }
    if text.contains('\\') {
        return wrong("it holds a backslash");
    }
    let url = Url::parse(text).or(wrong("it is none; one begins with https:// or http://"))?;
    settled(url)
}

/// Where a server sends us from an address.
pub(super) fn below(from: &Url, to: &str) -> Result<Url, Why> {
    let strange = |c: char| c.is_control() || c == '\\';
    if to.len() > LENGTH || to.chars().any(strange) {
        return Err(Why::NoAddress("the server names one that is none"));
    }
    let to = from.join(to.trim());
    settled(to.or(Err(Why::NoAddress("the server names one that is none")))?)
}

/// The same address without its fragment, which is never sent.
fn settled(mut url: Url) -> Result<Url, Why> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Why::Scheme(url.scheme().chars().take(40).collect()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Why::Credentials);
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(Why::NoAddress("it names no host"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Whether a hop is one that is asked; a door opens any port and address.
pub(super) fn judged(url: &Url, door: bool) -> Result<(), Why> {
    settled(url.clone())?;
    if door {
        return Ok(());
    }
    match url.port() {
        None | Some(80 | 443) => {}
        Some(port) => return Err(Why::Port(port)),
    }
    // The resolver checks this too; here it is told before anything is looked up.
    match url.host() {
        Some(url::Host::Ipv4(address)) if !super::is_public(address.into()) => {
            Err(Why::Private(address.to_string()))
        }
        Some(url::Host::Ipv6(address)) if !super::is_public(address.into()) => {
            Err(Why::Private(address.to_string()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found = match target(text).and_then(|url| judged(&url, false).map(|()| url)) {
            Ok(url) => url.to_string(),
            Err(why) => why.to_string(),
        };
        assert!(found.contains(expect), "{text}: {found}");
    }

    #[test]
    fn addresses_of_the_web() {
        check(
            "https://www.al.com/news/x.html#top",
            "https://www.al.com/news/x.html",
        );
        check(" HTTP://WWW.AL.COM ", "http://www.al.com/");
        check("https://al.com:443/", "https://al.com/");
        check("https://[2606:4700::1111]/", "https://[2606:4700::1111]/");
        // What looks like `apple.com` in Cyrillic shows what it is.
        check("https://аррӏе.com/", "https://xn--80ak6aa92e.com/");
    }

    #[test]
    fn addresses_that_are_not_asked() {
        check("", "it is none");
        check("al.com/feed", "it is none");
        check("https://", "it is none");
        check("https://a b/", "white space");
        check("https://al.com/\tx", "white space");
        check("https://al.com\\@evil.example/", "backslash");
        check("https://al.com@evil.example/", "user name");
        check("https://user:pass@al.com/", "user name");
        check("file:///etc/passwd", "`file`");
        check("gopher://al.com/", "`gopher`");
        check("javascript:alert(1)", "`javascript`");
        check("data:text/html,x", "`data`");
        check("https://al.com:8443/", "port 8443");
        check("http://al.com:22/", "port 22");
        check(&format!("https://al.com/{}", "a".repeat(5000)), "too long");
    }

    /// The address of this machine in all its spellings.
    #[test]
    fn private_addresses_are_refused_in_every_spelling() {
        for text in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0x7f000001/",
            "http://017700000001/",
            "http://0/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[fd00::1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://100.64.0.1/",
            "http://①②⑦.⓪.⓪.①/",
        ] {
            check(text, "not of the public network");
        }
    }
}
