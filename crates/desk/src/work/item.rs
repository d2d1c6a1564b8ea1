//! `/queue/claim/RACE/NUMBER`: one question, with all that is needed to answer it.

use axum::response::Response;
use claim::{Certainty, Part};
use maud::{Markup, html};
use record::acts::ClaimMark;
use record::{ClaimId, Cut, HeldAct, HeldClaim, SameFact};

use super::asking::Asking;
use super::chrome::{ago, button, page as whole, time};
use super::queue::{address, in_order, last_decisions, left, open};
use crate::accounts::May;
use crate::comments::{self, About, Comment, State};
use crate::layout::Frame;
use crate::queue::{self, Item, Seen};
use crate::{Problem, parts, words};

/// How many letters around the quote are shown.
const AROUND: usize = 300;

/// All that is shown of a claim.
pub(super) struct Shown {
    pub(super) held: HeldClaim,
    pub(super) marks: Vec<ClaimMark>,
    pub(super) seen: Seen,
    before: String,
    after: String,
    same: SameFact,
    last: Vec<HeldAct>,
}

/// The claim of an address, and what is to be known about it.
pub(super) async fn look(asking: &Asking, actor: &str) -> Result<Shown, Problem> {
    let segment = |at| asking.asked.segment(at);
    let race =
        queue::race_of(segment(2)).map_err(|_| Problem::NotFound("No such claim is held."))?;
    let seq = segment(3)
        .parse()
        .map_err(|_| Problem::NotFound("No such claim is held."))?;
    let (id, actor) = (ClaimId { race, seq }, actor.to_owned());
    asking
        .desk
        .readers
        .ask(move |record| {
            let held = record.claim(&id)?;
            let (seen, marks) = queue::standing(record, &id)?;
            let document = record.document(held.document.document)?;
            let text = match held.place.part {
                Part::Title => &document.meta.title,
                Part::Text => &document.text,
            };
            let (before, after) = around(text, held.place.span.start, held.place.span.end);
            let zone = rules::zone(id.race.as_ref().map_or("US", |race| race.state.as_str()));
            Ok(Shown {
                same: record.same_as(&id, Cut::default(), &zone)?,
                last: last_decisions(record, &actor, 10)?,
                before,
                after,
                held,
                marks,
                seen,
            })
        })
        .await
}

fn around(text: &str, start: usize, end: usize) -> (String, String) {
    let before: Vec<char> = text.chars().take(start).collect();
    let from = before.len().saturating_sub(AROUND);
    let after: String = text.chars().skip(end).take(AROUND).collect();
    (before[from..].iter().collect(), after)
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    let account = asking.may(May::Review)?.clone();
    let shown = look(&asking, &account.name).await?;
    let id = shown.held.id.clone();
    let (open, left) = (
        open(&asking.desk, id.race.clone()).await?,
        left(&asking.desk).await?,
    );
    let ordered = in_order(&open, &left);
    let at = ordered.iter().position(|item| item.claim == id);
    let about = About::Claim(id.clone());
    let readers = asking
        .desk
        .work()?
        .book(move |book| book.ask(|db| comments::about(db, &about)))
        .await?;
    let frame = super::asking::frame(&asking);
    let body = html! {
        div data-keys[account.keys] {
            (place(&ordered, at, &id))
            (question(&frame, &shown, at.map(|at| ordered[at])))
            (answers(&shown))
            (origins(&shown))
            (said_by_readers(&readers, asking.desk.now()))
            (last(&shown.last))
            (help(account.keys))
        }
    };
    Ok(whole(&asking, &format!("{id}, in review"), &body))
}

/// Where this question stands among the others, and the way to those beside it.
fn place(ordered: &[&Item], at: Option<usize>, id: &ClaimId) -> Markup {
    let beside = |step: isize| {
        let to = at?.checked_add_signed(step)?;
        ordered.get(to).map(|item| address(&item.claim))
    };
    let race = id
        .race
        .as_ref()
        .map_or_else(|| "no race settled".to_owned(), words::race);
    html! {
        p.aside {
            a href="/queue" { "Queue" } ", " (race) ": "
            @match at {
                Some(at) => { "question " (at + 1) " of " (ordered.len()) },
                None => { "answered; " (ordered.len()) " open" },
            }
            @if let Some(to) = beside(-1) { " · " a href={ (to) "#item" } data-key="k" { "Previous" } }
            @if let Some(to) = beside(1) { " · " a href={ (to) "#item" } data-key="j" { "Next" } }
        }
    }
}

fn question(frame: &Frame<'_>, shown: &Shown, item: Option<&Item>) -> Markup {
    let (held, document) = (&shown.held, &shown.held.document);
    html! {
        h1 id="item" tabindex="-1" { (words::statement(&held.claim)) }
        p.marks {
            (state(&shown.held, &shown.marks))
            @if let Some(item) = item { " · asked because " (item.effect.words()) }
        }
        figure.quote {
            blockquote { p {
                @if shown.before.chars().count() >= AROUND { "…" }
                (shown.before) mark { (held.claim.quote) } (shown.after)
                @if shown.after.chars().count() >= AROUND { "…" }
            } }
            figcaption {
                (words::document(document)) ": " cite { (document.title) }
                @if let Some(url) = document.url.as_deref().filter(|url| comments::words::is_address(url)) {
                    " · " a href=(url) rel="noopener noreferrer" { "the report at its publisher" }
                }
            }
        }
        dl.about {
            dt { "Certainty" } dd { (certainty(held.claim.certainty)) }
            dt { "Who says so" } dd { (words::origin(&held.claim)) }
            dt { "Read by" } dd { (document.reader) }
            dt { "Claim" } dd { a href=(frame.to(&parts::claim(&held.id))) { (held.id) } }
        }
    }
}

const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Asserted => "stated as so",
        Certainty::Expected => "expected",
        Certainty::Possible => "possible",
        Certainty::Denied => "denied",
    }
}

/// How a claim stands: machine-read, confirmed, off the page. Always a shape and words.
pub(super) fn state(held: &HeldClaim, marks: &[ClaimMark]) -> Markup {
    html! {
        @if words::is_machine_read(held.document.kind, marks) {
            span.state.machine { span aria-hidden="true" { "◌" } " " (words::MACHINE_READ) }
        }
        @for mark in marks { span.state { (words::mark(mark)) } " " }
    }
}

fn answers(shown: &Shown) -> Markup {
    let (id, seen) = (shown.held.id.to_string(), shown.seen.0.to_string());
    let race = shown
        .held
        .id
        .race
        .as_ref()
        .map_or_else(|| "-".to_owned(), ToString::to_string);
    html! {
        form.card.answers method="post" action="/queue/decide" aria-label="Your answer" {
            input type="hidden" name="claim" value=(id);
            input type="hidden" name="seen" value=(seen);
            p { "Do the marked words say so, of this race?" }
            p.buttons {
                button name="do" value="accept" data-key="a" aria-describedby="does-accept" { "Accept" }
                " " button name="do" value="reject" data-key="r" aria-describedby="does-reject" { "Reject" }
                " " a.button href={ "/queue/correct/" (race) "/" (shown.held.id.seq) } data-key="e" aria-describedby="does-correct" { "Correct" }
                " " button.plain name="do" value="later" data-key="u" aria-describedby="does-later" { "Unsure: later" }
            }
            p.field {
                label for="note" { "Note" }
                input id="note" name="note" type="text" maxlength="500" aria-describedby="notes";
                span.hint id="notes" { "Why, for the next editor. It stays in the record." }
            }
            ul.hint.plain {
                li id="does-accept" { "Accept: the claim is marked as confirmed by you." }
                li id="does-reject" { "Reject: it leaves the pages; it stays in the record with your name and note." }
                li id="does-correct" { "Correct: your reading of the same words takes its place; what the program read stays as history." }
                li id="does-later" { "Unsure: it is asked again after all others." }
            }
        }
    }
}

/// Merge and split: whether two of the fact's origins are one.
fn origins(shown: &Shown) -> Markup {
    let Some(support) = &shown.same.support else {
        return html! {};
    };
    let leaves = &support.witness.leaves;
    html! {
        section {
            h2 { "Its origins: " (words::origins(support.origins)) }
            ol { @for leaf in leaves { li { (leaf.label) } } }
            @if leaves.len() > 1 {
                form.card method="post" action="/queue/origins" {
                    input type="hidden" name="claim" value=(shown.held.id);
                    p.field { label for="a" { "This origin" } select id="a" name="a" { @for leaf in leaves { option { (leaf.label) } } } }
                    p.field { label for="b" { "and this one" } select id="b" name="b" { @for (at, leaf) in leaves.iter().enumerate() { option selected[at == 1] { (leaf.label) } } } }
                    p.field { label for="basis" { "How you know" } input id="basis" name="note" type="text" maxlength="500" required; }
                    p.buttons {
                        button name="verdict" value="same" { "are one: merge" }
                        " " button name="verdict" value="different" { "are two: split" }
                    }
                }
            }
        }
    }
}

/// What readers say of the claim. It decides nothing by itself.
fn said_by_readers(readers: &[Comment], now: jiff::Timestamp) -> Markup {
    let shown: Vec<&Comment> = readers
        .iter()
        .filter(|comment| comment.kind.is_about_a_claim() && !comment.words.is_empty())
        .collect();
    html! {
        @if !shown.is_empty() {
            section id="readers" {
                h2 { "What readers say" }
                @for comment in shown {
                    article.card.comment {
                        h3 { (comment.kind.word()) " from " (comments::words::visible(&comment.name)) ", " (ago(comment.made, now)) }
                        div.words { (comments::words::show(&comment.words)) }
                        @if let Some(url) = &comment.url { p { "Source: " (comments::words::link(url)) } }
                        p.aside { (comment.state.word()) @if let Some(reason) = &comment.reason { ": " (reason) } }
                        @if comment.state == State::Held {
                            p.hint { "Answer the claim above, then say here what becomes of the comment." }
                            div.buttons {
                                @for (next, words) in [(State::Taken, "Acted on"), (State::Published, "Publish it"), (State::Hidden, "Nothing to it")] {
                                    (button("/comments", &[("id", &comment.id.to_string()), ("seen", "held"), ("to", next.word()), ("back", "claim")], words, "plain"))
                                    " "
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn last(last: &[HeldAct]) -> Markup {
    html! {
        section {
            h2 { "Your last decisions" }
            @match last.first() {
                Some(first) => p role="status" { "Last: " (words::act(first.act.kind)) " " (first.act.about) "." },
                None => p { "You have decided nothing yet that could be undone." },
            }
            @if !last.is_empty() {
                ol.plain {
                    @for (at, act) in last.iter().enumerate() {
                        li {
                            form.inline method="post" action="/queue/undo" {
                                input type="hidden" name="act" value=(act.id);
                                button.plain data-key=[(at == 0).then_some("z")] { "Undo" }
                            }
                            " " (words::act(act.act.kind)) " " (act.act.about)
                            @if let Some(by) = &act.act.by { " by " (by) }
                            @if let Some(note) = &act.note { ": " (note) }
                            " · " (time(act.act.reported))
                        }
                    }
                }
            }
        }
    }
}

fn help(keys: bool) -> Markup {
    html! {
        details.card {
            summary data-key="?" { "Keys" @if !keys { " (off)" } }
            dl.about {
                @for (key, does) in [("a", "accept"), ("r", "reject"), ("e", "correct"), ("u", "unsure: later"), ("z", "undo your last decision"), ("j", "next"), ("k", "previous"), ("?", "this list")] {
                    dt { kbd { (key) } } dd { (does) }
                }
            }
            p { a href="/account" { "Turn them on or off" } }
        }
    }
}
