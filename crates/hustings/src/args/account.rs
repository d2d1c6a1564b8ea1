//! `hustings account …`: the accounts of the desk.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Where the desk's own book lies.
#[derive(Debug, Args)]
pub(crate) struct BookPath {
    /// The desk's own book (accounts, comments): a file beside the record unless it is named here.
    #[arg(long, value_name = "PATH", env = "HUSTINGS_BOOK", value_hint = ValueHint::FilePath)]
    pub(crate) book: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Make an account, and print the link with which its password is set.
    Add(Add),
    /// List the accounts.
    List(List),
    /// Change what an account may do: from its next request on.
    Role(ChangeRole),
    /// Print a new link with which a password is set; the earlier ones end.
    Link(Link),
    /// End an account, with its sessions and tokens. Its name is never given again.
    End(End),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Small letters, figures, dots and hyphens. It stands beside everything that is done under it.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// What it may do: reader, commenter, editor or admin.
    #[arg(long, value_name = "ROLE", default_value = "editor")]
    pub(crate) role: desk::accounts::Role,

    /// The address under which the desk is reached, to make a whole link of it.
    #[arg(long, value_name = "URL", env = "HUSTINGS_PUBLIC", value_hint = ValueHint::Url)]
    pub(crate) public: Option<String>,

    #[command(flatten)]
    pub(crate) book: BookPath,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) book: BookPath,
}

#[derive(Debug, Args)]
pub(crate) struct ChangeRole {
    /// The account.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// What it may do from now on: reader, commenter, editor or admin.
    #[arg(value_name = "ROLE")]
    pub(crate) role: desk::accounts::Role,

    #[command(flatten)]
    pub(crate) book: BookPath,
}

#[derive(Debug, Args)]
pub(crate) struct Link {
    /// The account.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// The address under which the desk is reached, to make a whole link of it.
    #[arg(long, value_name = "URL", env = "HUSTINGS_PUBLIC", value_hint = ValueHint::Url)]
    pub(crate) public: Option<String>,

    #[command(flatten)]
    pub(crate) book: BookPath,
}

#[derive(Debug, Args)]
pub(crate) struct End {
    /// The account.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    #[command(flatten)]
    pub(crate) book: BookPath,
}
