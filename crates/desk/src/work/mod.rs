//! Working at the desk: signing in, the review queue, sign-offs, acts, comments.
//!
//! Pages here are for one person and are never kept. Whatever changes something is a POST that passes [`guard`] first, names its
//! actor, and says what it left behind. Everything is a plain form; the keys of the queue press the same buttons.

mod account;
mod accounts;
mod asking;
mod audit;
mod chrome;
mod comment;
mod correct;
mod guard;
mod item;
mod moderate;
mod people;
mod queue;
mod set_up;
mod sign_in;
mod sign_off;
mod state;
mod writing;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};

use crate::state::Desk;

pub use asking::{Caller, Peer};
pub use comment::beneath;
pub use guard::{guard, may_read};
pub use state::Work;

use asking::Asking;

/// The pages of those who work here. Every request passes the guard.
pub fn routes(desk: &Desk) -> Router<Desk> {
    Router::new()
        .route("/sign-in", get(on(sign_in::page)).post(on(sign_in::enter)))
        .route("/sign-out", post(on(sign_in::leave)))
        .route(
            "/set-up/{secret}",
            get(on(set_up::page)).post(on(set_up::finish)),
        )
        .route("/account", get(on(account::page)))
        .route("/account/password", post(on(account::password)))
        .route("/account/keys", post(on(account::keys)))
        .route("/account/sessions", post(on(account::sessions)))
        .route("/account/tokens", post(on(account::make_token)))
        .route("/account/tokens/end", post(on(account::end_token)))
        .route("/account/comments.json", get(on(account::comments)))
        .route("/accounts", get(on(accounts::page)).post(on(accounts::add)))
        .route("/accounts/role", post(on(accounts::role)))
        .route("/accounts/link", post(on(accounts::link)))
        .route("/accounts/end", post(on(accounts::end)))
        .route("/accounts/comments", post(on(accounts::comments)))
        .route("/queue", get(on(queue::page)))
        .route("/queue.json", get(on(queue::page)))
        .route("/queue/claim/{race}/{seq}", get(on(item::page)))
        .route("/queue/decide", post(on(queue::decide)))
        .route("/queue/undo", post(on(queue::undo)))
        .route(
            "/queue/correct/{race}/{seq}",
            get(on(correct::page)).post(on(correct::send)),
        )
        .route(
            "/queue/people",
            get(on(people::page)).post(on(people::judge)),
        )
        .route("/queue/origins", post(on(people::origins)))
        .route("/queue/split", post(on(people::split)))
        .route(
            "/sign-off/{race}",
            get(on(sign_off::page)).post(on(sign_off::sign)),
        )
        .route("/acts", get(on(audit::acts)))
        .route("/acts.json", get(on(audit::acts)))
        .route("/done", get(on(audit::events)))
        .route("/done.json", get(on(audit::events)))
        .route("/comment", get(on(comment::page)).post(on(comment::send)))
        .route(
            "/comment/mine",
            get(on(comment::mine)).post(on(comment::mine_by_code)),
        )
        .route(
            "/comments",
            get(on(moderate::page)).post(on(moderate::decide)),
        )
        .route("/comments.json", get(on(moderate::export)))
        .layer(from_fn_with_state(desk.clone(), guard))
}

/// A handler from a function: it is given what was asked, by whom, and with which fields, and its refusals become pages.
fn on<F, A>(
    run: F,
) -> impl Fn(State<Desk>, Request) -> std::pin::Pin<Box<dyn Future<Output = Response> + Send>>
+ Clone
+ Send
+ Sync
+ 'static
where
    F: Fn(Asking) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Result<Response, crate::Problem>> + Send + 'static,
{
    move |State(desk), request| {
        let run = run.clone();
        Box::pin(async move {
            let short = asking::Short::of(&request);
            let answered = match Asking::of(desk.clone(), request).await {
                Ok(asking) => run(asking).await,
                Err(problem) => Err(problem),
            };
            answered.unwrap_or_else(|problem| short.refuse(&desk, &problem))
        })
    }
}
