//! Whether votes are counted again.

use claim::{OfficeSought, Stage};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Provision, RuleKind, Ruled, RulesError, State};

/// Whether the votes are counted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recount {
    /// Without anybody asking, unless the loser waives it.
    Automatic,
    /// Where somebody entitled to it asks.
    OnRequest,
    /// Not at all.
    None,
}

/// How closely somebody won.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lead {
    /// Votes between the winner and the loser who could ask.
    pub margin: u64,
    /// Votes cast for the office.
    pub cast: u64,
    /// The winner's votes.
    pub leader: u64,
}

/// Whether a recount is due between two candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecountAnswer<'a> {
    /// Who is ahead.
    pub ahead: usize,
    /// Who is behind.
    pub behind: usize,
    /// How closely.
    pub lead: Lead,
    /// The answer with its rule; absent where no rule on file gives one.
    pub ruled: Option<Ruled<'a, Recount>>,
}

/// The automatic rule where it applies to the stage and the margin, else what can be asked for.
pub(crate) fn recount<'a>(
    law: &'a State,
    office: Option<OfficeSought>,
    stage: &Stage,
    lead: Lead,
    on: Date,
) -> Result<Ruled<'a, Recount>, RulesError> {
    let automatic = law.known_for(RuleKind::AutomaticRecount, office, on)?;
    match &automatic.provision {
        Provision::MarginAtMost(margin)
            if margin.is_for(stage.word())
                && margin.covers(lead.margin, lead.cast, lead.leader) =>
        {
            return Ok(Ruled {
                value: Recount::Automatic,
                rule: automatic,
            });
        }
        Provision::InWords => return Err(law.in_words_only(RuleKind::AutomaticRecount, on)),
        _ => {}
    }
    let on_request = law.known_for(RuleKind::RecountOnRequest, office, on)?;
    let value = match &on_request.provision {
        Provision::Allowed => Recount::OnRequest,
        Provision::NotAllowed => Recount::None,
        Provision::MarginAtMost(margin) => {
            if margin.is_for(stage.word()) && margin.covers(lead.margin, lead.cast, lead.leader) {
                Recount::OnRequest
            } else {
                Recount::None
            }
        }
        _ => return Err(law.in_words_only(RuleKind::RecountOnRequest, on)),
    };
    Ok(Ruled {
        value,
        rule: on_request,
    })
}
