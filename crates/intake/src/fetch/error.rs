//! Why nothing came.

use std::time::Duration;

use thiserror::Error;

/// An address that could not be fetched: where we were led, and why it ended there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{why}", way(chain))]
pub struct FetchError {
    /// The addresses that were asked or would have been, in their order. It failed at the last.
    pub chain: Vec<String>,
    /// Why.
    #[source]
    pub why: Why,
}

/// `led on to https://…: ` where it failed at another address than the one that was given.
fn way(chain: &[String]) -> String {
    match chain {
        [] | [_] => String::new(),
        [.., last] => format!(
            "led on to {} (redirect {}): ",
            last.chars().take(200).collect::<String>(),
            chain.len() - 1
        ),
    }
}

/// Why an address could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Why {
    /// It is no address of the web.
    #[error("it is no web address that can be asked: {0}")]
    NoAddress(&'static str),
    /// Its scheme is neither `http` nor `https`.
    #[error("only http and https are fetched, not `{0}`")]
    Scheme(String),
    /// It carries a user name or password, which would be sent to whoever is asked and stay in logs.
    #[error("an address with a user name or password is not asked")]
    Credentials,
    /// Its port is not one of web servers.
    #[error("port {0} is not asked; only 80 and 443 are, unless the host is opened with its port")]
    Port(u16),
    /// Its host has no public address.
    #[error("{0} is a private address, not of the public network: nothing was sent")]
    Private(String),
    /// A redirect from `https` to `http`.
    #[error("a redirect from https to http is not followed")]
    Downgrade,
    /// A redirect to a host that the user opened, from one that is not.
    #[error("a redirect from outside to a host that was opened for the house is not followed")]
    ThroughDoor,
    /// Too many redirects.
    #[error("it was redirected more than {0} times")]
    TooManyRedirects(usize),
    /// The name of the host is not known.
    #[error("the name of the host is not known")]
    NoHost,
    /// The host cannot be reached, or the connection broke.
    #[error("the host cannot be reached: {0}")]
    Unreachable(String),
    /// The certificate does not hold.
    #[error("the connection is not safe: {0}")]
    Unsafe(String),
    /// It took too long.
    #[error("it took longer than {} seconds", .0.as_secs_f32())]
    Late(Duration),
    /// More came than is taken.
    #[error("it is larger than {0} bytes, the most that is fetched")]
    TooLarge(usize),
    /// It is packed in a way that was not asked for.
    #[error("it is packed as `{0}`, which was not asked for")]
    Packed(String),
    /// What came cannot be unpacked or breaks the protocol.
    #[error("what came is broken: {0}")]
    Broken(String),
    /// The server refuses, or fails.
    #[error("the server answers with status {status}{}", wait(*after))]
    Status {
        /// Its status.
        status: u16,
        /// When it wants to be asked again.
        after: Option<Duration>,
    },
    /// The site does not want programs to read this.
    #[error("the site's robots.txt asks programs to leave this alone")]
    Robots,
    /// The site's robots.txt cannot be had, and until then nothing of the site is asked (RFC 9309).
    #[error("the site's robots.txt cannot be had ({0}), so nothing else is asked of it for now")]
    NoRobots(String),
    /// The host asked to be left alone for a while.
    #[error("the host asked to be left alone for another {} seconds", .0.as_secs())]
    Waiting(Duration),
    /// We were told to stop.
    #[error("stopped")]
    Stopped,
}

fn wait(after: Option<Duration>) -> String {
    after.map_or_else(String::new, |after| {
        format!("; it asks for {} seconds of rest", after.as_secs())
    })
}

impl Why {
    /// Whether asking again later may help.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::NoHost
            | Self::Unreachable(_)
            | Self::Late(_)
            | Self::NoRobots(_)
            | Self::Waiting(_)
            | Self::Stopped
            | Self::Broken(_) => true,
            Self::Status { status, .. } => *status >= 500 || matches!(status, 408 | 425 | 429),
            _ => false,
        }
    }
}
