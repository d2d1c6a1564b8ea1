//! One round: what is due, host by host side by side; then the pages of new items in the same way.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use claim::Complaint;
use jiff::Timestamp;
use url::Url;

use super::state::{self, Sort, Source, State};
use super::{Again, LONGEST_PAUSE, News, Plan, Polled, Round, SETTLED, Went};
use crate::feed::{self, Feed, Item};
use crate::fetch::{Ask, Beyond, FetchError, Fetched, Validators, Why};
use crate::{Hash, Polite, Taken, page};

/// What is said to be wanted.
const FEED: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.1";
const PAGE: &str = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1";

/// A poll with the items whose pages are still to be read.
struct Opened {
    polled: Polled,
    news: Vec<News>,
    wanted: Vec<(String, Item)>,
}

/// Polls addresses.
pub(super) fn round(due: &[&Url], polite: &Polite, plan: &Plan, state: &State) -> Round {
    let empty = Source::default();
    let opened = by_host(
        due,
        plan.hosts,
        |url| *url,
        |url| one(url, polite, plan, state.of(url).unwrap_or(&empty)),
    );
    let mut round = Round::default();
    let mut items: Vec<(usize, String, Item)> = Vec::new();
    for opened in opened {
        let place = round.polled.len();
        items.extend(
            opened
                .wanted
                .into_iter()
                .map(|(key, item)| (place, key, item)),
        );
        round.news.extend(opened.news);
        round.polled.push(opened.polled);
    }
    let wanted: Vec<&(usize, String, Item)> = items.iter().collect();
    let host = |(place, _, item): &&(usize, String, Item)| -> Url {
        item.link
            .clone()
            .unwrap_or_else(|| round.polled[*place].url.clone())
    };
    let urls: Vec<Url> = wanted.iter().map(host).collect();
    let numbered: Vec<usize> = (0..wanted.len()).collect();
    let read = by_host(
        &numbered,
        plan.hosts,
        |number| &urls[*number],
        |number| {
            let (place, key, item) = wanted[*number];
            of_item(&round.polled[*place], key, item, polite, plan)
        },
    );
    for (news, (place, ..)) in read.into_iter().zip(wanted) {
        match news {
            Ok(news) => round.news.push(news),
            // It waits for another poll: the site is away or rests, or we were told to stop.
            Err(complaint) => {
                let polled = &mut round.polled[*place];
                polled.waiting += 1;
                polled
                    .complaints
                    .extend(complaint.map(|complaint| *complaint));
            }
        }
    }
    round
}

/// Does work on each item, host by host: one thread a host, so that no host has two requests of ours at a time. The results are in the
/// order of the items.
fn by_host<'i, T: Sync, R: Send>(
    items: &'i [T],
    threads: NonZeroUsize,
    url: impl Fn(&'i T) -> &'i Url,
    work: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    let mut hosts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, item) in items.iter().enumerate() {
        hosts
            .entry(url(item).host_str().unwrap_or_default())
            .or_default()
            .push(place);
    }
    let queue: Mutex<Vec<Vec<usize>>> = Mutex::new(hosts.into_values().collect());
    let done: Mutex<BTreeMap<usize, R>> = Mutex::new(BTreeMap::new());
    let worker = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(places) = next else { return };
            for place in places {
                let result = work(&items[place]);
                done.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(place, result);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.get().min(items.len().max(1)) {
            // With fewer threads the same comes out, later.
            drop(thread::Builder::new().spawn_scoped(scope, worker));
        }
        worker();
    });
    done.into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .into_values()
        .collect()
}

/// Polls one address.
fn one(url: &Url, polite: &Polite, plan: &Plan, held: &Source) -> Opened {
    let now = polite.outside().now();
    let ask = Ask {
        validators: &held.validators,
        // Of a feed that is too long the first items are taken; a page is refused below.
        beyond: Beyond::Cut,
        accept: FEED,
    };
    let mut opened = Opened {
        polled: Polled {
            url: url.clone(),
            sort: held.sort,
            went: Went::Unchanged,
            items: 0,
            waiting: 0,
            complaints: Vec::new(),
            next: later(now, plan.every),
            validators: Validators::default(),
            title: None,
            present: Vec::new(),
        },
        news: Vec::new(),
        wanted: Vec::new(),
    };
    let fetched = match polite.get(url, &ask) {
        Ok(fetched) => fetched,
        Err(error) => {
            failed(&mut opened.polled, &error, held, plan, now);
            return opened;
        }
    };
    let Some(bytes) = &fetched.bytes else {
        return opened;
    };
    opened.polled.validators = fetched.validators.clone();
    opened.polled.went = Went::Came;
    if let Some(moved) = &fetched.moved {
        opened.polled.complaints.push(Complaint::new(
            url.as_str(),
            format!("it has moved for good to {moved}: watch that address from now on"),
            "what came from there",
        ));
    }
    let sort = if feed::is_one(bytes) {
        Sort::Feed
    } else {
        Sort::Page
    };
    if held.sort.is_some_and(|before| before != sort) {
        // A feed that answers with a page is out of order, and its page is no report; what was read of it stays.
        let what = format!(
            "it has changed in kind: it was a {} and is now a {}",
            held.sort.map_or("source", Sort::word),
            sort.word()
        );
        let error = FetchError {
            chain: Vec::new(),
            why: Why::Broken(what),
        };
        failed(&mut opened.polled, &error, held, plan, now);
        return opened;
    }
    opened.polled.sort = Some(sort);
    match sort {
        Sort::Feed => of_feed(&mut opened, &fetched, bytes, plan, held, now),
        Sort::Page => of_page(&mut opened, &fetched, bytes, plan, held, now),
    }
    opened
}

/// Takes down why nothing came, and when to ask again.
fn failed(polled: &mut Polled, error: &FetchError, held: &Source, plan: &Plan, now: Timestamp) {
    let why = error.to_string();
    let pause = match &error.why {
        Why::Status {
            after: Some(after), ..
        } => (*after).max(plan.every),
        Why::Waiting(left) => *left,
        Why::Stopped => Duration::ZERO,
        // What will not pass by itself is asked seldom, in case somebody mends it.
        why if !why.may_pass() && !matches!(why, Why::Broken(_)) => LONGEST_PAUSE.max(plan.every),
        _ => back_off(plan.every, held.failures, polled.url.as_str()),
    };
    polled.next = later(now, pause);
    let said = held.trouble.as_deref() == Some(why.as_str());
    if !said && error.why != Why::Stopped {
        polled.complaints.push(Complaint::new(
            polled.url.as_str(),
            why.as_str(),
            "what was read of it before",
        ));
    }
    polled.went = Went::Failed(why);
}

/// Twice as long after each failure, six hours at most, and up to a quarter more so that not everybody comes back at once. The extra
/// depends on the address and the count: the same run waits the same time.
fn back_off(every: Duration, failures: u32, url: &str) -> Duration {
    let pause = every
        .saturating_mul(1 << failures.min(16))
        .min(LONGEST_PAUSE.max(every));
    let Hash(bytes) = Hash::of(format!("{url} {failures}").as_bytes());
    pause + pause.mul_f64(f64::from(bytes[0]) / 1024.0)
}

fn later(now: Timestamp, pause: Duration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// The items of a feed that are new or changed.
fn of_feed(
    opened: &mut Opened,
    fetched: &Fetched,
    bytes: &[u8],
    plan: &Plan,
    held: &Source,
    now: Timestamp,
) {
    let (feed, complaints) = match feed::read(&fetched.url, bytes, !fetched.cut, now) {
        Ok(read) => read,
        Err(complaint) => {
            let error = FetchError {
                chain: Vec::new(),
                why: Why::Broken(complaint.what),
            };
            return failed(&mut opened.polled, &error, held, plan, now);
        }
    };
    let Feed { title, items } = feed;
    opened.polled.title = title;
    opened.polled.items = items.len();
    let mut news = false;
    let mut taken: Vec<String> = Vec::new();
    for item in items {
        let key = key(&item);
        if taken.contains(&key) {
            continue;
        }
        taken.push(key.clone());
        match held.items.get(&key) {
            Some(seen) if seen.content == state::short(item.content()) => {
                opened.polled.present.push(key);
                continue;
            }
            // It has changed, but was read a short while ago.
            Some(seen)
                if seen
                    .read
                    .checked_add(SETTLED)
                    .is_ok_and(|until| until > now) =>
            {
                opened.polled.present.push(key);
                opened.polled.waiting += 1;
                continue;
            }
            _ => {}
        }
        news = true;
        if opened.wanted.len() >= plan.most {
            opened.polled.waiting += 1;
        } else {
            opened.wanted.push((key, item));
        }
    }
    if news || held.good.is_none() {
        // What is wrong with a feed is said with its news, not with every poll.
        opened.polled.complaints.extend(complaints);
    }
}

/// What tells an item from the others of its feed: where it points; what it calls itself counts only where it points nowhere, as some
/// feeds give every item the same id, and some a new one with each poll. Items are remembered by feed, so that one feed cannot speak
/// for another's.
fn key(item: &Item) -> String {
    match (&item.link, &item.id) {
        (Some(link), _) => state::key(&["link", link.as_str()]),
        (None, Some(id)) => state::key(&["id", id, &item.title]),
        (None, None) => state::key(&["title", &item.title]),
    }
}

/// A page that is watched itself.
fn of_page(
    opened: &mut Opened,
    fetched: &Fetched,
    bytes: &[u8],
    plan: &Plan,
    held: &Source,
    now: Timestamp,
) {
    let polled = &mut opened.polled;
    polled.items = 1;
    if fetched.cut {
        let error = FetchError {
            chain: Vec::new(),
            why: Why::TooLarge(bytes.len()),
        };
        return failed(polled, &error, held, plan, now);
    }
    let (document, complaints, content) = match page::read(fetched, bytes, now, &plan.limits) {
        // What frames a page changes with each visit: its text is what is compared.
        Taken::Read(document, complaints) => {
            let content =
                Hash::of(format!("{}\n{}", document.report.title, document.report.text).as_bytes());
            (document, complaints, content)
        }
        Taken::Refused(complaint) | Taken::Skipped(complaint) => {
            let error = FetchError {
                chain: Vec::new(),
                why: Why::Broken(complaint.what),
            };
            return failed(polled, &error, held, plan, now);
        }
        Taken::Opened { .. } => return,
    };
    let key = state::key(&["page"]);
    polled.title = Some(document.report.title.clone()).filter(|title| !title.is_empty());
    if held
        .items
        .get(&key)
        .is_some_and(|seen| seen.content == state::short(content))
    {
        polled.present.push(key);
        return;
    }
    opened.news.push(News {
        from: polled.url.clone(),
        document: Some(*document),
        complaints,
        bytes: bytes.to_vec(),
        seen: now,
        key,
        content,
        again: Again::No,
    });
}

/// An item as a report: its page, else what the feed carries of it.
fn of_item(
    polled: &Polled,
    key: &str,
    item: &Item,
    polite: &Polite,
    plan: &Plan,
) -> Result<News, Option<Box<Complaint>>> {
    let mut news = News {
        from: polled.url.clone(),
        document: None,
        complaints: Vec::new(),
        bytes: Vec::new(),
        seen: polite.outside().now(),
        key: key.to_owned(),
        content: item.content(),
        again: Again::No,
    };
    if plan.pages
        && let Some(link) = &item.link
    {
        match of_link(link, item, polite, plan, &mut news) {
            Ok(()) if news.document.is_some() => return Ok(news),
            Ok(()) => {}
            // It will pass, so the item waits; what the feed carries is less than what the page will say.
            Err(error) if error.why.may_pass() => {
                let said = matches!(error.why, Why::Stopped | Why::Waiting(_));
                let complaint = (!said).then(|| {
                    Complaint::new(
                        link.as_str(),
                        error.to_string(),
                        "the item, for a later poll",
                    )
                });
                return Err(complaint.map(Box::new));
            }
            Err(error) => news.complaints.push(Complaint::new(
                link.as_str(),
                error.to_string(),
                "what the feed itself carries of it",
            )),
        }
    }
    match feed::own_text(&polled.url, polled.title.as_deref(), item, &plan.limits) {
        Taken::Read(document, complaints) => {
            news.complaints.extend(complaints);
            news.bytes = item.body.clone().into_bytes();
            news.document = Some(*document);
        }
        Taken::Refused(complaint) | Taken::Skipped(complaint) => news.complaints.push(complaint),
        Taken::Opened { .. } => {}
    }
    Ok(news)
}

/// The page that an item points at.
fn of_link(
    link: &Url,
    item: &Item,
    polite: &Polite,
    plan: &Plan,
    news: &mut News,
) -> Result<(), FetchError> {
    let ask = Ask {
        validators: &Validators::default(),
        beyond: Beyond::Refuse,
        accept: PAGE,
    };
    let fetched = polite.get(link, &ask)?;
    let bytes = fetched.bytes.clone().unwrap_or_default();
    let now = polite.outside().now();
    match page::read(&fetched, &bytes, now, &plan.limits) {
        Taken::Read(mut document, mut complaints) => {
            if document.report.published.is_none() && item.published.is_some() {
                document.report.published = item.published;
                complaints
                    .retain(|complaint| !complaint.what.starts_with("the page does not say when"));
            }
            news.complaints.extend(complaints);
            news.document = Some(*document);
            news.bytes = bytes;
        }
        Taken::Refused(mut complaint) | Taken::Skipped(mut complaint) => {
            "what the feed itself carries of it".clone_into(&mut complaint.kept);
            news.complaints.push(complaint);
        }
        Taken::Opened { .. } => {}
    }
    Ok(())
}
