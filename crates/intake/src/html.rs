//! A web page.
use crate::{Limits, Taken};
/// Reads a page.
pub fn read(place: &str, name: &str, bytes: &[u8], limits: &Limits) -> Taken {
    crate::text::read(place, name, bytes, limits)
}
