//! What follows from the rules: dates counted from an election, winners, runoffs, recounts, and what a part of the
//! returns can already prove.
//!
//! [`settle`] is the heart: a rule and numbers of votes, and what they lead to. [`decision`] puts around it what else
//! the law says (who withdrew, how equal votes are settled, who may ask for a recount, which dates follow), each step with
//! its rule and its figures. [`partial`] asks the same of a count that is not finished.

mod bounds;
mod convention;
mod count;
mod dates;
mod decision;
mod follow;
mod needed;
mod partial;
mod polls;
mod rankings;
mod recount;
mod settle;
mod share;
mod step;
mod vacancy;

pub use convention::Endorsement;
pub use count::{Contest, Count, Tally};
pub use decision::{Decision, Prize};
pub use follow::Following;
pub use needed::{Goal, Needed};
pub use partial::{Bound, Certain, Estimate, Likely, Outlook, Outstanding, Statement};
pub use polls::PollHours;
pub use rankings::ByRankings;
pub use recount::{Lead, Recount, RecountAnswer};
pub use settle::{How, Outcome};
pub use share::ByShare;
pub use step::{Figure, Step};

pub(crate) use convention::by_delegates;
pub(crate) use dates::counted;
pub(crate) use decision::decide;
pub(crate) use partial::outlook;
pub(crate) use polls::polls;
pub(crate) use rankings::by_rankings;
pub(crate) use recount::recount;
pub(crate) use share::by_share;
