//! Where a record lies: the path of a file, or the address of a database.

use std::path::Path;

/// Whether a record named like this lies in PostgreSQL: `postgres://…` or `postgresql://…`.
pub(crate) fn of(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
        .then_some(text)
}

/// The address without its password, for messages.
pub(crate) fn shown(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let (rest, options) = match rest.split_once('?') {
        Some((rest, options)) => (rest, Some(options)),
        None => (rest, None),
    };
    let mut shown = format!("{scheme}://");
    match rest.rsplit_once('@') {
        Some((who, place)) => {
            let user = who.split(':').next().unwrap_or_default();
            shown.push_str(user);
            shown.push('@');
            shown.push_str(place);
        }
        None => shown.push_str(rest),
    }
    let kept: Vec<&str> = options
        .unwrap_or_default()
        .split('&')
        .filter(|option| !option.is_empty() && !option.starts_with("password="))
        .collect();
    if !kept.is_empty() {
        shown.push('?');
        shown.push_str(&kept.join("&"));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (address, expect) in [
            ("postgres://ed:s3:cr@t@db/x", "postgres://ed@db/x"),
            (
                "postgres://ed@db/x?password=s&a=b",
                "postgres://ed@db/x?a=b",
            ),
            ("postgresql:///x?password=s", "postgresql:///x"),
            ("postgres://db", "postgres://db"),
        ] {
            assert_eq!(shown(address), expect);
        }
    }
}
