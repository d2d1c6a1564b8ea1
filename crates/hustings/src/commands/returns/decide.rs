//! `hustings returns decide`: what the state's rule makes of a count.

use std::io;

use returns::{Checked, Decided, NotDecided, Out, Table, Tally};
use rules::{Following, Outlook, RecountAnswer};
use serde_json::json;

use super::{is_wanted, read};
use crate::args::returns::ReturnsDecide;
use crate::failure::{Failure, Outcome};
use crate::page::words::thousands;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};
use crate::talk;

/// What the law says of a contest, or why it says nothing.
pub(super) type Law = Result<Decided<'static>, NotDecided>;

/// The law on every contest of a file, as far as the file itself says what is still out.
pub(super) fn laws(table: &Table, checked: &Checked) -> Vec<Law> {
    checked
        .contests
        .iter()
        .map(|contest| returns::decide(contest, table.rankings.as_ref(), &Out::of(table, contest)))
        .collect()
}

pub(crate) fn run(typed: &ReturnsDecide, settings: &Settings) -> Result<Outcome, Failure> {
    let (table, complaints) = read(&typed.file)
        .map_err(|error| Failure::new(error).hint(format!("it is {}", typed.file.display())))?;
    let checked = returns::check(&table, complaints);
    let wanted: Vec<&Tally> = checked
        .contests
        .iter()
        .filter(|contest| is_wanted(contest, typed.contest.as_deref()))
        .collect();
    if wanted.is_empty() {
        return Err(
            Failure::new(io::Error::other("no contest of the file has such a name"))
                .hint("`hustings returns check --all FILE` lists them"),
        );
    }
    let mut decided = 0;
    for contest in &wanted {
        let mut out = Out::of(&table, contest);
        out.most = typed.out.or(out.most);
        out.reporting = typed.reporting.or(out.reporting);
        out.gone.clone_from(&typed.gone);
        let law = returns::decide(contest, table.rankings.as_ref(), &out);
        decided += u64::from(law.is_ok());
        match settings.form {
            Form::Json => screen::json(
                &mut io::stdout().lock(),
                &json!({
                    "file": checked.file, "contest": contest.shown(), "race": contest.race, "stage": contest.stage,
                    "law": law.as_ref().ok(), "not_decided": law.as_ref().err().map(ToString::to_string),
                }),
            )?,
            Form::Text => text(contest, &law)?,
        }
    }
    if !checked.complaints.is_empty() {
        talk::say(
            settings,
            "There are complaints about the file: `hustings returns check` tells them.",
        );
    }
    Ok(match decided {
        0 => Outcome::Failed,
        _ if checked.complaints.is_empty() => Outcome::Done,
        _ => Outcome::DoneWithComplaints,
    })
}

fn text(contest: &Tally, law: &Law) -> Result<(), Failure> {
    let mut screen = Screen::new();
    screen.heading(&contest.shown());
    for candidate in contest.candidates.iter().take(8) {
        screen.row(
            2,
            &[(36, candidate.name.as_str())],
            &format!("{:>11}", thousands(candidate.votes)),
        );
    }
    match law {
        Err(error) => screen.line(2, &format!("Not decided: {error}.")),
        Ok(law) => {
            if let Some(decision) = &law.decision {
                for step in &decision.steps {
                    step_line(&mut screen, step);
                }
                recounts(&mut screen, &decision.recounts, &law.candidates);
                follows(&mut screen, &decision.follows);
            }
            if let Some(outlook) = &law.outlook {
                draw_outlook(&mut screen, outlook);
            }
            if let Some(rounds) = &law.rounds {
                let winner = rounds.winner.and_then(|at| law.candidates.get(at));
                screen.line(
                    2,
                    &match winner {
                        Some(winner) => format!(
                            "By rankings, after {} rounds: {winner}.",
                            rounds.rounds.len()
                        ),
                        None => "By rankings: a tie that only lots can settle.".to_owned(),
                    },
                );
            }
        }
    }
    screen.line(0, "");
    screen.finish()?;
    Ok(())
}

/// One line or two for a contest among many.
pub(super) fn draw_briefly(screen: &mut Screen, law: &Decided<'_>) {
    if let Some(decision) = &law.decision {
        screen.line(4, &format!("By the law on file: {}", decision.says()));
        // What concerns voters next; the canvass and the rest stand in `returns decide`.
        for following in decision
            .follows
            .iter()
            .filter(|following| following.what == "the runoff")
        {
            if let Some(line) = told(following) {
                screen.line(6, &line);
            }
        }
    }
    if let Some(outlook) = &law.outlook {
        for certain in &outlook.certain {
            screen.line(4, &certain.step.says);
        }
    }
}

fn step_line(screen: &mut Screen, step: &rules::Step<'_>) {
    screen.line(2, &step.says);
    for figure in &step.figures {
        screen.aside(6, &format!("{}: {}", figure.what, thousands(figure.votes)));
    }
    if let Some(rule) = step.rule {
        let doubt = if step.is_doubtful() {
            "; not fully verified"
        } else {
            ""
        };
        screen.aside(6, &format!("{}{doubt}", rule.source.citation));
    }
}

fn recounts(screen: &mut Screen, recounts: &[RecountAnswer<'_>], names: &[String]) {
    let name = |at: usize| names.get(at).map_or("nobody", String::as_str);
    for recount in recounts {
        let (ahead, behind) = (name(recount.ahead), name(recount.behind));
        let lead = thousands(recount.lead.margin);
        let answer = match recount.ruled.as_ref().map(|ruled| ruled.value) {
            Some(rules::Recount::Automatic) => "a recount is due without anybody asking",
            Some(rules::Recount::OnRequest) => "a recount can be asked for",
            Some(rules::Recount::None) => "there is no recount",
            None => "no rule on file says whether it is counted again",
        };
        screen.line(
            2,
            &format!("{ahead} is {lead} ahead of {behind}: {answer}."),
        );
    }
}

fn follows(screen: &mut Screen, follows: &[Following<'_>]) {
    for following in follows {
        if let Some(line) = told(following) {
            screen.line(2, &line);
        }
    }
}

/// `the runoff: 2020-07-14 (first set for 2020-03-31)`.
fn told(following: &Following<'_>) -> Option<String> {
    let date = following.date()?;
    let moved = following
        .moved_from()
        .map_or_else(String::new, |from| format!(" (first set for {from})"));
    Some(format!("{}: {date}{moved}.", following.what))
}

fn draw_outlook(screen: &mut Screen, outlook: &Outlook<'_>) {
    screen.line(2, "Certain:");
    for certain in &outlook.certain {
        let holds = match certain.holds {
            Some(true) => " It holds now.",
            Some(false) => " It does not hold yet.",
            None => "",
        };
        screen.line(4, &format!("{}{holds}", certain.step.says));
    }
    if let Some(likely) = &outlook.likely {
        screen.line(2, "Likely, and not proven:");
        screen.line(4, &likely.step.says);
    }
    if !outlook.needed.is_empty() {
        screen.line(2, "Needed of the votes still out:");
    }
    for needed in &outlook.needed {
        screen.line(4, &needed.step.says);
    }
}
