//! What the head of a description says, with the words before it and its complement.

use std::sync::LazyLock;

use crate::search::Regex;
use claim::Party;

use super::{Employer, JOBS, Phrase, Phrases, ROLES, Trait, is_word};
use crate::kinds::is_party_body;
use crate::lexicon::regex;
use crate::mention::What;

/// What stands before nouns of work as a part of them: "hedge fund manager", "civil rights lawyer".
static TRADE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:political|conservative|liberal|progressive|hedge|fund|real|estate|real-estate|civil|rights|human|tech|technology|oil|energy|coal|football|head|college|business|media|television|tv|radio|trial|defense|immigration|personal-injury|pediatric|heart|law|history|science|economics|community|labor|union|environmental|climate|senior|chief|top|national|veteran|billionaire|millionaire|investment|private|equity|venture|corporate|marketing|software|small|conservative|evangelical|cattle|dairy|public|health|foreign|policy|police|army|navy|marine|air|force|combat|decorated|fighter|talk|show|cable|news|independent|nonpartisan|data|election|legal|retail|fast-food|pizza|casino|wrestling|british|opposition)$",
    )
});

/// Heads of bodies: work only where the body is named.
pub(super) const POSTS: [&str; 16] = [
    "president",
    "director",
    "officer",
    "ceo",
    "vice president",
    "head",
    "chief",
    "leader",
    "member",
    "partner",
    "owner",
    "dean",
    "chairman",
    "chairwoman",
    "chair",
    "board member",
];

/// Heads of parties' and chambers' bodies: offices.
const SEATS: [&str; 12] = [
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "vice chairman",
    "vice chairwoman",
    "vice chair",
    "co-chairman",
    "co-chair",
    "leader",
    "member",
    "treasurer",
];

/// The number of words that a complement may have.
const COMPLEMENT: usize = 9;

impl Phrases<'_, '_> {
    /// What the phrase of some tokens says.
    pub(super) fn fill(&self, phrase: &mut Phrase, (start, head): (usize, usize), tight: bool) {
        for idx in start..=head {
            if self.text(idx + 1) == "-year-old"
                && let Some(What::Count(age)) = self.mention(idx).map(|m| &m.what)
                && (18..=105).contains(age)
            {
                phrase.traits.push(Trait::Age(*age));
            }
        }
        if let Some(party) = self.party(start, head) {
            phrase.traits.push(Trait::Party(party));
        }
        let text = self.text(head);
        let (end, employer) = if tight {
            (head + 1, None)
        } else {
            self.complement(head)
        };
        if matches!(text, "resident" | "native") {
            let from = (start..head).find(|&idx| !self.text(idx).starts_with(['-', 'Ⓒ']));
            if let Some(from) = from.filter(|&from| from < head) {
                phrase.traits.push(Trait::Home(self.words(from, head)));
            }
            return;
        }
        if text == "Ⓣ" {
            if let Some(What::Office(usual)) = self.mention(head).map(|m| &m.what) {
                phrase.traits.push(Trait::Office(usual.clone()));
                phrase.state = phrase
                    .state
                    .or_else(|| self.state(head + 1, end.saturating_sub(1)));
                phrase.next = self.past_place(head + 1);
            }
            return;
        }
        if let Some(office) = self.seat(start, head, end) {
            phrase.traits.push(Trait::Office(office));
            (phrase.next, phrase.range.1) = (end, self.tokens[end - 1].end);
            return;
        }
        self.work(phrase, (start, head), (end, employer), tight);
    }

    /// "of Ohio", "from Maine" behind an office belongs to it.
    fn past_place(&self, at: usize) -> usize {
        if matches!(self.text(at), "of" | "from" | "for" | "in") {
            let place = self.text(at + 1) == "Ⓖ" || self.sentence_capital(at + 1);
            if place {
                let mut next = at + 2;
                while self.sentence_capital(next) && self.modifies(next) {
                    next += 1;
                }
                if self.text(next) == "," && self.text(next + 1) == "Ⓖ" {
                    next += 2;
                }
                return next;
            }
        }
        at
    }

    /// The party before or in the head: "Republican nominee", "a Democrat". Plurals and the party's own bodies are none.
    fn party(&self, start: usize, head: usize) -> Option<Party> {
        let known = self.is_head(start, head);
        (start..=head).rev().find_map(|idx| {
            let What::Party(party) = &self.mention(idx).filter(|_| self.text(idx) == "Ⓨ")?.what
            else {
                return None;
            };
            // "Republicans believe President A" makes A none.
            if idx < head && self.is_plural(idx) {
                return None;
            }
            let next = self.text(idx + 1);
            let apart = matches!(
                next,
                "'s" | "'" | "party" | "primary" | "convention" | "voters"
            ) || next.starts_with('-');
            // "A Republican strategist" works for the party; whether they belong to it is left open.
            let trade = idx < head
                && [
                    "strategist",
                    "operative",
                    "pollster",
                    "consultant",
                    "donor",
                    "strategists",
                ]
                .contains(&self.text(head));
            (known && !trade && (!apart || idx == head)).then(|| party.clone())
        })
    }

    /// An office by its words: the chair of a party's or a chamber's body, with its complement.
    fn seat(&self, start: usize, head: usize, end: usize) -> Option<String> {
        let text = self.text(head);
        if !SEATS.contains(&text) {
            return None;
        }
        let from = if self.text(head.saturating_sub(1)) == "vice" && head > start {
            head - 1
        } else {
            head
        };
        let body = |idx: usize| match self.mention(idx).map(|m| &m.what) {
            Some(What::Organization(name)) => is_party_body(name),
            _ => false,
        };
        let complement = self.words(head + 1, end).to_lowercase();
        let public = [
            "committee",
            "caucus",
            "city council",
            "legislature",
            "house of representatives",
            "state house",
            "state senate",
            "county commission",
            "board of supervisors",
            "parliament",
            "assembly",
        ];
        let of = self.text(head + 1) == "of" || self.text(head + 1) == "on";
        if of
            && ((head + 1..end).any(body) && text != "member"
                || public.iter().any(|w| complement.contains(w)) && !complement.contains("action"))
        {
            return Some(self.words(from, end));
        }
        // "The Democratic National Committee chairman", "the state party chairman".
        let before = (start..from).rev().find(|&idx| {
            body(idx)
                || self.text(idx) == "party"
                || self.text(idx) == "council"
                || self.text(idx) == "committee"
        })?;
        (end == head + 1 || of).then(|| self.words(before.max(start), head + 1))
    }

    /// Work and roles, with whom they are for.
    fn work(
        &self,
        phrase: &mut Phrase,
        (start, head): (usize, usize),
        (end, employer): (usize, Option<Employer>),
        tight: bool,
    ) {
        let what = self
            .role((start, head), end, employer)
            .or_else(|| self.occupation((start, head), end, tight));
        if let Some(what) = what {
            phrase.traits.push(what);
            (phrase.next, phrase.range.1) = (end, self.tokens[end - 1].end);
        }
    }

    /// Work for a person, a party or a campaign, named behind the noun or before it.
    fn role(
        &self,
        (start, head): (usize, usize),
        end: usize,
        employer: Option<Employer>,
    ) -> Option<Trait> {
        let noun = self.listed(&ROLES, start, head);
        let trade = self.listed(&JOBS, start, head).is_some();
        let post = POSTS.contains(&self.text(head)).then_some(head);
        let role = |start: usize, from: usize, of: Employer| {
            Trait::Role(self.words(self.role_start(start, from), head + 1), of)
        };
        // "Communications director at Correct the Record" names a body that no list holds.
        let plain = !trade && !SEATS.contains(&self.text(head)) && self.text(head + 1) != "of";
        let behind =
            employer.or_else(|| self.unlisted(head, end).filter(|_| noun.is_some() && plain));
        if let Some(of) = behind {
            // A scholar's chair is an occupation; any post of a campaign's own body is a role.
            let (learned, campaign) = match &of {
                Employer::Body(name) => (is_learned(name), is_campaign_body(name)),
                Employer::Person(_) => (false, false),
            };
            let from = noun.filter(|_| !learned).or(post.filter(|_| campaign));
            if let Some(from) = from {
                return Some(role(start, from, of));
            }
        }
        let (after, of) = self.possessor(start, noun.unwrap_or(head))?;
        let from = match &of {
            Employer::Body(name) if is_campaign_body(name) || is_party_body(name) => noun.or(post),
            // "A Monmouth University pollster" has an occupation, a White House aide a role.
            Employer::Body(name) => noun.filter(|_| !trade || name.contains("White House")),
            Employer::Person(_) => noun,
        };
        Some(role(after.max(start), from?, of))
    }

    /// Work outside politics; the head of a body only with the body.
    fn occupation(&self, (start, head): (usize, usize), end: usize, tight: bool) -> Option<Trait> {
        let capital =
            |idx: usize| matches!(self.text(idx), "Ⓞ" | "Ⓤ") || self.sentence_capital(idx);
        let of_body = end > head + 1 && matches!(self.text(head + 1), "of" | "at" | "for");
        let named = of_body || head > start && capital(head - 1);
        let post = POSTS.contains(&self.text(head));
        let noun = self
            .listed(&JOBS, start, head)
            .or_else(|| self.listed(&ROLES, start, head).filter(|_| named))
            .or(Some(head).filter(|_| post))?;
        if post && !named && noun == head {
            return None;
        }
        let from = self.work_start(start, noun, tight);
        Some(Trait::Work(self.words(from, end)))
    }

    /// Where the words of a role begin: behind the possessor and what is only said beside it.
    pub(super) fn role_start(&self, from: usize, noun: usize) -> usize {
        (from..noun)
            .rev()
            .take_while(|&idx| {
                let text = self.text(idx);
                is_word(text)
                    && !text.ends_with("'s")
                    && self.modifies(idx)
                    && !self.is_past(idx)
                    && !matches!(
                        text,
                        "new" | "longtime" | "long-time" | "current" | "own" | "top"
                    )
            })
            .last()
            .unwrap_or(noun)
    }

    /// Where the words of work begin: the whole phrase, without what puts it in the past and without an age. Right before a
    /// name verbs may stand ahead of it ("bashed CNN host A"), so that only names and words of the trade belong to it.
    fn work_start(&self, start: usize, noun: usize, tight: bool) -> usize {
        let belongs = |idx: usize| {
            let text = self.text(idx);
            matches!(text, "Ⓞ" | "Ⓤ" | "Ⓨ" | "Ⓖ" | "'s")
                || TRADE.is_match(text.trim_end_matches("'s"))
                || idx > 0 && self.sentence_capital(idx)
        };
        let mut from = if tight {
            (start..noun)
                .rev()
                .take_while(|&idx| belongs(idx))
                .last()
                .unwrap_or(noun)
        } else {
            start
        };
        for idx in start..noun {
            if self.is_past(idx) && self.text(idx) != "retired" || self.text(idx) == "-year-old" {
                from = idx + 1;
            }
        }
        from
    }

    /// Whose a role is: "Clinton's campaign manager", "the Obama adviser", "an NRSC spokesman".
    fn possessor(&self, start: usize, noun: usize) -> Option<(usize, Employer)> {
        (start..noun).rev().find_map(|idx| {
            let mention = self.mention(idx)?;
            let employer = match &mention.what {
                What::Organization(name) | What::Outlet(name) => Employer::Body(name.clone()),
                _ => Employer::Person(mention.person()?),
            };
            Some((idx + 1, employer))
        })
    }

    /// A body in capitals behind "at" or "for".
    fn unlisted(&self, head: usize, end: usize) -> Option<Employer> {
        let from = (head + 2..end).find(|&idx| self.text(idx) != "the")?;
        let name = self.words(from, end);
        (self.sentence_capital(from) && !is_learned(&name)).then_some(Employer::Body(name))
    }

    /// The end of the words behind a head that belong to it, and the person or body that they name.
    fn complement(&self, head: usize) -> (usize, Option<Employer>) {
        let none = (head + 1, None);
        if !matches!(
            self.text(head + 1),
            "for" | "to" | "of" | "at" | "with" | "in" | "on"
        ) {
            return none;
        }
        let mut at = head + 2;
        let mut end = head + 1;
        let mut employer = None;
        let mut named = false;
        while at < self.tokens.len() && at < head + 2 + COMPLEMENT {
            let text = self.text(at);
            let opens = matches!(text, "of" | "for" | "at" | "in")
                && employer.is_none()
                && !(text == "in" && named);
            let compound =
                text == "and" && self.sentence_capital(at + 1) && self.sentence_capital(at - 1);
            let joins = opens || compound || matches!(text, "the" | "a" | "an");
            let title = |idx: usize| {
                matches!(
                    self.text(idx),
                    "Ⓣ" | "Ⓨ"
                        | "Ⓖ"
                        | "'s"
                        | "of"
                        | "for"
                        | "to"
                        | "at"
                        | "with"
                        | "in"
                        | "on"
                        | "mr·"
                        | "ms·"
                        | "mrs·"
                ) || self.is_person_noun(idx)
            };
            if !joins && !self.modifies(at) || text == "Ⓟ" && !title(at - 1) {
                break;
            }
            if employer.is_none()
                && let Some(mention) = self.mention(at)
            {
                employer = match &mention.what {
                    What::Organization(name) | What::Outlet(name) => {
                        Some(Employer::Body(name.clone()))
                    }
                    _ => mention.person().map(Employer::Person),
                };
            }
            named |= text == "Ⓖ" || self.sentence_capital(at);
            at += 1;
            if !joins {
                end = at;
            }
            // A name ends the complement: what comes behind it is another phrase.
            if text == "Ⓟ" && !matches!(self.text(at), "'s" | "'" | "campaign" | "administration")
            {
                break;
            }
        }
        (end, employer)
    }
}

/// Whether a body teaches and studies.
fn is_learned(name: &str) -> bool {
    [
        "University",
        "College",
        "Institute",
        "Center",
        "School",
        "Foundation",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// Whether a body exists to win elections, so that working for it is a role.
pub(crate) fn is_campaign_body(name: &str) -> bool {
    [
        "PAC",
        "Fund",
        "Action",
        "Priorities",
        "Crossroads",
        "Victory",
        "campaign",
        "Campaign",
        "Majority",
        "Super",
    ]
    .iter()
    .any(|word| name.contains(word))
}
