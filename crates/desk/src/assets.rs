//! Style sheet, script and icon: carried by the binary, under names that change with their content.

use std::sync::LazyLock;

use axum::body::Bytes;
use sha2::{Digest, Sha256};

/// A file that pages ask for.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Its address.
    pub(crate) path: String,
    /// Its media type.
    pub(crate) media: &'static str,
    /// Its content.
    pub(crate) plain: Bytes,
    /// The same, compressed.
    pub(crate) gzip: Bytes,
}

/// The first ten digits of the hash of a content: enough to tell versions apart.
fn short(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    let number = digest[..5]
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:010x}")
}

fn asset(name: &str, ending: &str, media: &'static str, content: &'static str) -> Asset {
    Asset {
        path: format!("/assets/{name}-{}.{ending}", short(content)),
        media,
        plain: Bytes::from_static(content.as_bytes()),
        gzip: crate::answer::gzip(content.as_bytes()),
    }
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        asset(
            "desk",
            "css",
            "text/css; charset=utf-8",
            concat!(
                include_str!("../assets/desk.css"),
                include_str!("../assets/work.css")
            ),
        ),
        asset(
            "desk",
            "js",
            "text/javascript; charset=utf-8",
            concat!(
                include_str!("../assets/desk.js"),
                include_str!("../assets/work.js")
            ),
        ),
        asset(
            "icon",
            "svg",
            "image/svg+xml",
            include_str!("../assets/icon.svg"),
        ),
    ]
});

/// The address of the style sheet.
pub(crate) fn css() -> &'static str {
    &ASSETS[0].path
}

/// The address of the script.
pub(crate) fn js() -> &'static str {
    &ASSETS[1].path
}

/// The address of the icon.
pub(crate) fn icon() -> &'static str {
    &ASSETS[2].path
}

/// The file at an address.
pub(crate) fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}
