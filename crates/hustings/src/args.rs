//! What can be typed. Help, completions and the man page are made from these definitions.

pub(crate) mod account;
pub(crate) mod acts;
pub(crate) mod forecast;
pub(crate) mod identity;
pub(crate) mod law;
pub(crate) mod returns;
pub(crate) mod watch;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use claim::{PersonName, Race, When};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use record::ClaimId;

/// The sourced record of an election race.
///
/// Feed it what is said and filed about a race; it tells, as of any moment, who is in the field and where each stands,
/// which deadlines lie ahead, who backs whom and how much money each has; and for every one of these facts through whom
/// it reached us and how many independent origins it has.
#[derive(Debug, Parser)]
#[command(
    name = "hustings",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with complaints.\n\
                  Data is written to standard output, talk to standard error."
)]
pub(crate) struct Arguments {
    /// The record: a file, or `postgres://…` for a database that several share.
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "HUSTINGS_RECORD",
        // An address can hold a password, and the help shows values.
        hide_env_values = true,
        default_value = "hustings.db",
        value_hint = ValueHint::FilePath
    )]
    pub(crate) record: PathBuf,

    /// Write JSON, one object a line, instead of text.
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Say nothing on standard error but complaints and errors.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Who reads reports.
    #[arg(
        long,
        global = true,
        value_name = "READER",
        env = "HUSTINGS_READER",
        default_value = "default",
        value_enum
    )]
    pub(crate) reader: ReaderName,

    /// How many threads read reports; 0 means one for each core. The output is the same with any number.
    #[arg(
        long,
        global = true,
        value_name = "N",
        env = "HUSTINGS_THREADS",
        default_value_t = 0,
        value_parser = clap::value_parser!(u16).range(0..=1024)
    )]
    pub(crate) threads: u16,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A reader that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReaderName {
    /// The trained model that the program carries.
    Default,
    /// A linear model: for archives, where speed counts for more.
    Fast,
    /// Rules alone, without anything learned.
    Rules,
    /// A language model behind an endpoint of your own: the only reader that uses the network.
    Llm,
}

/// Where the language model of `--reader llm` is.
#[derive(Debug, Args)]
#[command(next_help_heading = "With --reader llm")]
pub(crate) struct LlmArgs {
    /// The address of an endpoint that speaks OpenAI's chat completions: `http://localhost:8080/v1`.
    #[arg(long = "llm-url", value_name = "URL", env = "HUSTINGS_LLM_URL", value_hint = ValueHint::Url)]
    pub(crate) url: Option<String>,

    /// The model's name there.
    #[arg(long = "llm-model", value_name = "NAME", env = "HUSTINGS_LLM_MODEL")]
    pub(crate) model: Option<String>,

    /// The key, where one is needed. Other users of the machine can see flags: the variable is the better place.
    #[arg(
        long = "llm-key",
        value_name = "KEY",
        env = "HUSTINGS_LLM_KEY",
        hide_env_values = true
    )]
    pub(crate) key: Option<llm::Key>,

    /// How many seconds one answer may take.
    #[arg(
        long = "llm-timeout",
        value_name = "SECONDS",
        env = "HUSTINGS_LLM_TIMEOUT",
        default_value_t = 120,
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    pub(crate) timeout: u64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read documents into the record.
    Add(Add),
    /// Keep reading: poll feeds and pages, and add what is new to the record until Ctrl-C.
    Watch(watch::Watch),
    /// Read reports without a record: attributions and claims as JSON Lines.
    Read(Read),
    /// Show the page of a race as of a moment.
    Race(RacePage),
    /// List the races of the record.
    Races(Races),
    /// List claims.
    Claims(Claims),
    /// Show who is ultimately responsible for a claim, and how many independent origins it has.
    Origins(Origins),
    /// Show what is held about a person.
    Person(identity::Person),
    /// Do something about claims: confirm, reject, correct, retract, supersede, sign off, redact, undo.
    #[command(subcommand)]
    Act(acts::Act),
    /// List what editors and publishers did.
    Acts(acts::Acts),
    /// Show one document version, its other versions, and what was read in it.
    Document(acts::DocumentPage),
    /// Read held texts again with another reader.
    Reread(acts::Reread),
    /// Read FEC filings: whether they add up, their rows in other forms, war chests.
    Money(Money),
    /// Read vote counts: totals, where they do not agree, one tidy table.
    Returns(returns::Returns),
    /// Forecast a race from its polls and its record: shares, advance and win odds, and what they rest on.
    Forecast(forecast::Forecast),
    /// Show who is who: what is left open for an editor, and what made one person of several names.
    Identity(identity::Identity),
    /// Say that two are one and the same.
    Same(identity::Judge),
    /// Say that two are different.
    Different(identity::Judge),
    /// Leave open whether two are one: no rule joins them.
    Unsure(identity::Judge),
    /// End a word that was given with `same`, `different` or `unsure`.
    Split(identity::Split),
    /// Hand claims on in a format of others: `FollowTheMoney`, JSON-LD, annotations, CSV, Parquet.
    Export(Export),
    /// Take over what another record or program handed on: an exported table, `FollowTheMoney` statements.
    Import(Import),
    /// Show what the law of a state says, rule by rule, with its source.
    Rules(law::Rules),
    /// Show the dates of elections by law, as text or as an iCalendar file.
    Calendar(law::Calendar),
    /// Serve the desk: pages for readers and editors, until it is told to stop.
    Serve(Serve),
    /// Look after the accounts of the desk: make them, change roles, end them, give a new link.
    #[command(subcommand)]
    Account(account::Account),
    /// Write a copy of the record that is checked before it gets its name.
    Backup(Backup),
    /// Examine the whole record: the file, the hashes, every quote at its place.
    Check,
    /// Print the completions for a shell.
    Completions(Completions),
    /// Print the man page.
    Man(Man),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Files or folders of reports (plain text, JSON Lines, HTML), or the web address of one; `-` reads standard input. A file can also be a public list of
    /// people: congress-legislators (YAML, JSON) or the FEC's candidate master file (cn.txt).
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// How many documents are committed together. A finished batch survives whatever happens after it.
    #[arg(long, value_name = "N", default_value = "200")]
    pub(crate) batch: NonZeroUsize,

    /// Why: a note that is kept with the batch.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    /// The day on which a public list of people was public; without it: now. Reports say it themselves.
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<When>,

    #[command(flatten)]
    pub(crate) llm: LlmArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// A file of reports (JSON Lines, plain text, HTML), or a folder of them; `-` reads standard input.
    #[arg(value_name = "FILE", default_value = "-", value_hint = ValueHint::AnyPath)]
    pub(crate) path: PathBuf,

    #[command(flatten)]
    pub(crate) llm: LlmArgs,
}

/// The cut through the record that a question is about.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct CutArgs {
    /// What was publicly reported by this moment: `2019-11-06T20:00-06:00`, or a date, which means its last second in
    /// the race's time zone. Without it: everything held.
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<When>,

    /// What the record held when this batch was the last.
    #[arg(long, value_name = "N")]
    pub(crate) recorded: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct RacePage {
    /// The race: `2020-AL-senate`, `2018-TX-house-7`, `2017-AL-senate-special`.
    pub(crate) race: Race,

    /// Show what changed since this moment instead of the page.
    #[arg(long, value_name = "TIME")]
    pub(crate) changes_since: Option<When>,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Races {
    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Claims {
    /// Only claims about this race.
    pub(crate) race: Option<Race>,

    /// Only claims about this person.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) person: Option<PersonName>,

    /// Only claims of this kind.
    #[arg(long, value_name = "KIND", value_parser = claim::Statement::KINDS)]
    pub(crate) kind: Option<String>,

    /// Only claims in reports of this publisher.
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Origins {
    /// The claim's id, as `claims` lists it: `2020-AL-senate/17`.
    pub(crate) claim: ClaimId,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

/// A format of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// `FollowTheMoney`: entities, statements and the schemas that they need.
    Ftm,
    /// schema.org claims, articles and corrections as JSON-LD, a graph a race.
    Jsonld,
    /// W3C Web Annotations, one a line.
    Annotations,
    /// A table with a row a claim, and the documents beside it: all that an import needs.
    Csv,
    /// The same table, typed.
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The format.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) to: Format,

    /// Only this race, with the claims without a settled race that its page may use.
    #[arg(long, value_name = "RACE")]
    pub(crate) race: Option<Race>,

    #[command(flatten)]
    pub(crate) cut: CutArgs,

    /// The folder to write into; it is made where it is not there. `-` writes one stream to standard output.
    #[arg(long, value_name = "DIR", default_value = "-", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// An exported folder, its `claims.csv`, or `FollowTheMoney` statements as CSV.
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen on. The default is reached from this machine alone; put a proxy that speaks TLS before the
    /// desk, or listen on a network that you trust.
    #[arg(
        long,
        value_name = "ADDR",
        env = "HUSTINGS_LISTEN",
        default_value = "127.0.0.1:8400"
    )]
    pub(crate) listen: std::net::SocketAddr,

    /// The address under which readers reach the desk, for feeds and canonical links: `https://desk.example.org`.
    #[arg(long, value_name = "URL", env = "HUSTINGS_PUBLIC", value_hint = ValueHint::Url)]
    pub(crate) public: Option<String>,

    /// The name in the head of every page; without it: Hustings.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Ask search engines to list no page.
    #[arg(long)]
    pub(crate) unlisted: bool,

    /// Show whole texts of this house; can be given several times, `all` means everybody's. Of other texts the desk shows the quotes
    /// alone.
    #[arg(long, value_name = "HOUSE")]
    pub(crate) texts: Vec<String>,

    /// A folder of filings, by the names under which they were added: their pages add their rows up.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) filings: Option<PathBuf>,

    /// Let only those read who have an account.
    #[arg(long)]
    pub(crate) private: bool,

    /// A proxy before the desk, by its address: what it says in X-Forwarded-For is believed. Nobody else's word is.
    #[arg(
        long = "proxy",
        value_name = "ADDR",
        env = "HUSTINGS_PROXIES",
        value_delimiter = ','
    )]
    pub(crate) proxies: Vec<std::net::IpAddr>,

    #[command(flatten)]
    pub(crate) book: account::BookPath,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet.
    #[arg(value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Money {
    #[command(subcommand)]
    pub(crate) command: MoneyCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MoneyCommand {
    /// Say of each filing whether it adds up, and where it does not.
    Check(MoneyCheck),
    /// Write a filing's rows in another form.
    Convert(MoneyConvert),
    /// Say which filings and rows count, as of a day: amendments supersede, periodic reports cover notices.
    Chain(MoneyChain),
    /// Show what an amendment changed, transaction by transaction.
    Diff(MoneyDiff),
    /// Show the war chests of a race side by side, as official documents give them.
    Cash(MoneyCash),
}

/// How filings are read.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct FilingArgs {
    /// Read a filing of a version that is not known as if it were of the newest.
    #[arg(long)]
    pub(crate) any_version: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MoneyCheck {
    /// Filings as the FEC hands them out (`.fec`, electronic or paper); `-` reads standard input.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Show every line that was checked, not only those that are off.
    #[arg(long)]
    pub(crate) all: bool,

    #[command(flatten)]
    pub(crate) filing: FilingArgs,
}

#[derive(Debug, Args)]
pub(crate) struct MoneyConvert {
    /// A filing; `-` reads standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,

    /// The form.
    #[arg(long, value_name = "FORM", value_enum)]
    pub(crate) to: RowForm,

    /// The folder for CSV or Parquet, one file a record; for SQLite a new file; for JSON Lines a file, or `-` for standard output.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) out: PathBuf,

    #[command(flatten)]
    pub(crate) filing: FilingArgs,
}

#[derive(Debug, Args)]
pub(crate) struct MoneyChain {
    /// Filings of one or more committees. Electronic filings do not say when the FEC had them: write `FILE@2019-10-15`.
    #[arg(required = true, value_name = "FILE[@DATE]", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<String>,

    /// What was on file at the end of this day. Without it: everything given.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<money::Day>,

    /// List every row with its status, not only the sums.
    #[arg(long)]
    pub(crate) rows: bool,

    #[command(flatten)]
    pub(crate) filing: FilingArgs,
}

#[derive(Debug, Args)]
pub(crate) struct MoneyCash {
    /// The race: `2020-AL-senate`.
    pub(crate) race: Race,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct MoneyDiff {
    /// The earlier version.
    #[arg(value_name = "EARLIER", value_hint = ValueHint::FilePath)]
    pub(crate) earlier: PathBuf,

    /// The later version.
    #[arg(value_name = "LATER", value_hint = ValueHint::FilePath)]
    pub(crate) later: PathBuf,

    #[command(flatten)]
    pub(crate) filing: FilingArgs,
}

/// A form for rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowForm {
    /// One CSV file a record: `SA.csv`, `F3.csv`.
    Csv,
    /// One JSON object a row.
    Jsonl,
    /// One Parquet file a record: dollars as DECIMAL, days as DATE.
    Parquet,
    /// A new SQLite database, one table a record: dollars as whole cents.
    Sqlite,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Write one page for each command into this folder instead.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: Option<PathBuf>,
}

fn day(text: &str) -> Result<money::Day, String> {
    money::Day::parse(text.as_bytes()).ok_or_else(|| "a day is written 2019-10-15".to_owned())
}

fn name(text: &str) -> Result<PersonName, String> {
    let name = PersonName::new(text);
    if name.as_str().is_empty() {
        return Err("a name has at least one letter".to_owned());
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        Arguments::command().debug_assert();
    }
}
