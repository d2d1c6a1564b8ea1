//! Working at the desk, as stories: what somebody does, and what they and others then see.

mod accounts;
mod api;
mod commenting;
mod hostile;
mod office;
mod reviewing;
