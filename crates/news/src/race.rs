//! Which race and stage a sentence is about: state and office from its words or from the report's main contest, the year
//! of the general election from a date beside it or from the day of publication, the stage from its words.
//!
//! What text and date do not settle is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use claim::{OfficeSought, Party, PersonName, Race, Stage, When};
use jiff::civil::Date;

use crate::cycle::next_year;
use crate::fields;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::person::Registry;
use crate::search::Regex;
use crate::sentence::Sentence;
use crate::sought::{CONTESTS, district, offices, sought_title};
use crate::stage::stage_words;
use crate::steps::Steps;

/// What the lists of fields settle about a race.
#[derive(Debug)]
pub(crate) enum Settled {
    Race(Race),
    /// A race that text and date do not name: in a district that is not said, or in a year of which the lists know nothing.
    Unnamed,
}

impl Settled {
    /// The race, where it is named.
    pub(crate) fn race(self) -> Option<Race> {
        match self {
            Self::Race(race) => Some(race),
            Self::Unnamed => None,
        }
    }
}

/// What a report is about as a whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contest {
    published: Option<Date>,
    /// The office of most contest words, and its state.
    office: Option<OfficeSought>,
    state: Option<&'static str>,
    /// Years in which the report places a special election.
    special_years: Vec<i16>,
    /// Whether one of them repeats an election that was not certified.
    repeated: bool,
    /// Who is named in sentences about a presidential contest.
    presidential: BTreeSet<usize>,
    /// The state that most sentences naming a person speak of.
    state_of: BTreeMap<usize, &'static str>,
    /// Which steps of the race the report speaks of.
    pub(crate) steps: Steps,
    /// The party whose primary or runoff the report speaks of, where it is one.
    party: Option<Party>,
    /// The district, for a single House race.
    district: Option<String>,
    /// The year written beside the contest most often ("the 2020 Senate race").
    stated_year: Option<i16>,
}

fn states<'s>(sentence: &'s Sentence<'_>) -> impl Iterator<Item = &'static str> + 's {
    sentence.mentions.iter().filter_map(|m| match &m.what {
        What::State(code) => Some(*code),
        // The Alabama Republican Party is a word about Alabama.
        What::Organization(name) => crate::lexicon::STATES
            .iter()
            .find(|s| name.starts_with(s.name))
            .map(|s| s.code),
        _ => None,
    })
}

/// The most frequent of some values; the first in order among equals.
fn most<T: Ord + Copy>(counts: &BTreeMap<T, usize>) -> Option<T> {
    let best = counts.values().max()?;
    counts
        .iter()
        .find(|(_, n)| *n == best)
        .map(|(value, _)| *value)
}

/// The value that more than half of the counts have.
fn clear<T: Ord + Copy>(counts: &BTreeMap<T, usize>) -> Option<T> {
    let all: usize = counts.values().sum();
    most(counts).filter(|value| counts[value] * 2 > all)
}

/// Whether the office that somebody holds is the one that is sought: a Representative who once ran for president is, in a report
/// on House races, a candidate for the House.
fn is_held_as(sought: OfficeSought, held: Option<&str>) -> bool {
    held.is_some_and(|held| match sought {
        OfficeSought::House => held.ends_with("Representative") || held.starts_with("Congress"),
        OfficeSought::Senate => held.ends_with("Senator"),
        OfficeSought::Governor => held == "Governor",
        _ => false,
    })
}

impl Contest {
    /// What the sentences of a report are about as a whole.
    pub(crate) fn of(sentences: &[Sentence<'_>], published: Option<Date>) -> Self {
        let mut by_office: BTreeMap<OfficeSought, usize> = BTreeMap::new();
        let mut with_office: BTreeMap<(OfficeSought, &'static str), usize> = BTreeMap::new();
        let mut by_state: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut parties: BTreeMap<Party, usize> = BTreeMap::new();
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        let mut own_states: BTreeMap<usize, BTreeMap<&'static str, usize>> = BTreeMap::new();
        let mut contest = Self {
            published,
            steps: Steps::of(sentences),
            ..Self::default()
        };
        for (idx, sentence) in sentences.iter().enumerate() {
            let weight = if idx < 3 { 2 } else { 1 };
            let offices = offices(sentence);
            let here: BTreeSet<&'static str> = states(sentence).collect();
            for id in sentence.mentions.iter().filter_map(Mention::person) {
                if let Some(state) = here.iter().next().filter(|_| here.len() == 1) {
                    *own_states.entry(id).or_default().entry(state).or_default() += 1;
                }
            }
            if offices.contains(&OfficeSought::President) {
                contest
                    .presidential
                    .extend(sentence.mentions.iter().filter_map(Mention::person));
            }
            contest.repeated |= ["do-over election", "new election"]
                .iter()
                .any(|w| sentence.tagged.text.contains(w));
            for state in states(sentence) {
                *by_state.entry(state).or_default() += weight;
            }
            for office in offices {
                *by_office.entry(office).or_default() += weight;
                for state in states(sentence) {
                    *with_office.entry((office, state)).or_default() += weight;
                }
            }
            if let Some(Stage::Primary(Some(party)) | Stage::Runoff(Some(party))) =
                stage_words(sentence, 0, sentence.tagged.text.len())
            {
                *parties.entry(party).or_default() += 1;
            }
            if ["special election", "do-over election", "new election"]
                .iter()
                .any(|w| sentence.tagged.text.contains(w))
            {
                let stated = clause_year(sentence, 0, sentence.tagged.text.len());
                // A special election without a year, in a year without a regular one, is that year's.
                let now = published.map(Date::year).filter(|year| year % 2 == 1);
                contest.special_years.extend(stated.or(now));
            }
            contest.district = contest.district.or_else(|| district(sentence));
            if let Some(year) = stated_year(sentence) {
                *years.entry(year).or_default() += 1;
            }
        }
        contest.office = most(&by_office);
        contest.state_of = own_states
            .iter()
            .filter_map(|(id, counts)| Some((*id, clear(counts)?)))
            .collect();
        contest.stated_year = most(&years);
        contest.party = (parties.len() == 1)
            .then(|| parties.keys().next().cloned())
            .flatten();
        contest.state = contest.office.and_then(|office| {
            let own: BTreeMap<&'static str, usize> = with_office
                .iter()
                .filter(|((o, _), _)| *o == office)
                .map(|((_, state), n)| (*state, *n))
                .collect();
            let total: usize = own.values().sum();
            // One state must clearly lead; else the report is about several races.
            most(&own)
                .filter(|state| own[state] * 2 > total)
                .or_else(|| {
                    let total: usize = by_state.values().sum();
                    most(&by_state)
                        .filter(|state| own.is_empty() && by_state[state] * 3 > total * 2)
                })
        });
        contest
    }

    /// The race that a byte range of a sentence is about; `person` and `registry` help where the report is about several.
    pub(crate) fn race(
        &self,
        sentence: &Sentence<'_>,
        range: (usize, usize),
        person: Option<usize>,
        registry: &Registry,
    ) -> Option<Race> {
        self.race_in(
            sentence,
            range,
            clause_year(sentence, range.0, range.1),
            person,
            registry,
        )
    }

    /// The race that a sentence is about, in the year that its words gave, if they gave one.
    pub(crate) fn race_in(
        &self,
        sentence: &Sentence<'_>,
        range: (usize, usize),
        year_here: Option<i16>,
        person: Option<usize>,
        registry: &Registry,
    ) -> Option<Race> {
        let found = offices(sentence);
        let within: Vec<OfficeSought> = CONTESTS
            .iter()
            .filter(|(_, pattern)| {
                sentence
                    .tagged
                    .text
                    .get(range.0..range.1)
                    .is_some_and(|words| pattern.is_match(words))
            })
            .map(|(office, _)| *office)
            .chain(sought_title(sentence, range.0, range.1))
            .filter(|office| found.contains(office))
            .collect();
        if let Some(stood) = person.and_then(|id| {
            // "Sen. Sanders's campaign" is for whatever he seeks.
            let named = crate::sought::named(sentence);
            let words = if within.len() == 1 { &within } else { &named };
            self.stood(id, registry, words, within.len() == 1, year_here)
        }) {
            return stood.race();
        }
        let holder = person.and_then(|id| registry.people[id].office.as_deref());
        let national = person.is_some_and(|id| registry.people[id].is_national())
            && !self.office.is_some_and(|office| is_held_as(office, holder))
            && !matches!(found.as_slice(), [one] if is_held_as(*one, holder));
        // In a report on presidential politics, others than the candidates have contests of their own.
        let elsewhere = !national && person.is_some_and(|id| !self.presidential.contains(&id));
        let here = match found.as_slice() {
            _ if within.len() == 1 => within.first().copied(),
            _ if national => Some(OfficeSought::President),
            [one] => Some(*one),
            many => self
                .office
                .filter(|office| many.is_empty() || many.contains(office))
                .filter(|office| {
                    *office != OfficeSought::President || !many.is_empty() || !elsewhere
                }),
        };
        let office = here?;
        let published = self.published;
        if office == OfficeSought::President {
            let year = year_here
                .filter(|y| y % 4 == 0)
                .or(stated_year(sentence).filter(|y| y % 4 == 0))
                .or_else(|| {
                    // In the year after an election people speak of that one still, and of the next already.
                    let open = published?.year() % 4 == 1;
                    next_year(office, "US", published?).filter(|_| !open)
                })?;
            return Some(Race::new(year, "US", office));
        }
        let person_state = person.and_then(|id| registry.people[id].state);
        let own_states: Vec<&'static str> = if found.is_empty() {
            Vec::new()
        } else {
            states(sentence).collect()
        };
        let state = match own_states.as_slice() {
            [one] => Some(*one),
            [] if person.is_some_and(|id| self.state_of.contains_key(&id)) => {
                person.and_then(|id| self.state_of.get(&id)).copied()
            }
            _ => self
                .state
                .filter(|s| own_states.is_empty() || own_states.contains(s)),
        };
        let state = match (state, person_state) {
            (Some(state), Some(own))
                if !own_states.contains(&state)
                    && state != own
                    && self.office == Some(OfficeSought::Senate)
                    && person.is_some_and(|id| registry.people[id].seeks_at_home()) =>
            {
                own
            }
            (Some(state), _) => state,
            (None, Some(own)) if person.is_some_and(|id| registry.people[id].seeks_at_home()) => {
                own
            }
            (None, _) => return None,
        };
        let plain = next_year(
            office,
            state,
            published.or_else(|| Date::new(self.stated_year?, 1, 1).ok())?,
        );
        let special_now = published
            .map(jiff::civil::Date::year)
            .filter(|y| self.special_years.contains(y));
        // A year without a regular election for the office is a special election's or nothing's.
        let congress = matches!(office, OfficeSought::Senate | OfficeSought::House);
        let special_then = |year: i16| {
            congress && year % 2 == 1 && sentence.tagged.text.contains("special election")
        };
        let held = |year: i16| {
            special_then(year)
                || self.special_years.contains(&year)
                || Date::new(year, 1, 1)
                    .ok()
                    .and_then(|day| next_year(office, state, day))
                    == Some(year)
        };
        if year_here.is_some_and(|year| !held(year)) {
            return None;
        }
        let year = year_here.or(special_now).or(plain)?;
        let mut race = Race::new(year, state, office);
        race.special = (special_then(year) || self.special_years.contains(&year))
            && (year % 2 == 1 || sentence.tagged.text.contains("special"));
        if office == OfficeSought::House {
            // Without its district a House race is no race.
            race.district = Some(district(sentence).or_else(|| self.district.clone())?);
        }
        Some(race)
    }

    /// The race of somebody who is known to have stood in it; nothing where the lists are silent.
    fn stood(
        &self,
        id: usize,
        registry: &Registry,
        offices: &[OfficeSought],
        settled: bool,
        year: Option<i16>,
    ) -> Option<Settled> {
        let name = &registry.people[id].name;
        let meant = fields::meant(name, self.published, offices, self.office, year);
        // Beside an office for which they do not stand, somebody is spoken of who is in a race now.
        let ahead = year.is_none_or(|year| self.published.is_none_or(|day| year >= day.year()));
        let now = || fields::on(name, self.published?).filter(|_| ahead && !settled);
        let Some(stand) = meant.or_else(now) else {
            // Somebody's other contests are not in a year in which they are known to have stood in none.
            let known = fields::stands(name)
                .iter()
                .any(|stand| offices.is_empty() || offices.contains(&stand.race.office));
            return (!ahead && known).then_some(Settled::Unnamed);
        };
        let race = &stand.race;
        // Words without an office in a report on presidential politics are about that.
        let aside = offices.is_empty()
            && race.office != OfficeSought::President
            && self.office == Some(OfficeSought::President)
            && self.presidential.contains(&id);
        if aside {
            return None;
        }
        Some(self.settled(race))
    }

    /// The race that an outcome recalls, of somebody who is known to have stood, with the others that the words name.
    pub(crate) fn decided(
        &self,
        sentence: &Sentence<'_>,
        id: usize,
        others: &[usize],
        registry: &Registry,
    ) -> Option<Settled> {
        let others: Vec<&PersonName> = others.iter().map(|id| &registry.people[*id].name).collect();
        let name = &registry.people[id].name;
        let stand = fields::decided(
            name,
            &others,
            self.published?,
            &crate::sought::named(sentence),
        )?;
        Some(self.settled(&stand.race))
    }

    fn settled(&self, race: &Race) -> Settled {
        if race.district.is_none() || race.district == self.district {
            Settled::Race(race.clone())
        } else {
            Settled::Unnamed
        }
    }

    /// The stage that a byte range of a sentence names, with the report's party where the words give none.
    pub(crate) fn stage(&self, sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Stage> {
        stage_words(sentence, start, end).map(|stage| self.with_party(stage, sentence))
    }

    /// A stage with the report's party where the words give none. "His party's nomination" is not that of the party that the
    /// report speaks of most.
    pub(crate) fn with_party(&self, stage: Stage, sentence: &Sentence<'_>) -> Stage {
        let own = ["'s party's ", "Ⓗ party's ", "Ⓗ party "]
            .iter()
            .any(|w| sentence.tagged.text.contains(w));
        match stage {
            Stage::Primary(None) if !own => Stage::Primary(self.party.clone()),
            Stage::Runoff(None) if !own => Stage::Runoff(self.party.clone()),
            stage => stage,
        }
    }

    /// The office that the report as a whole is about.
    pub(crate) const fn about(&self) -> Option<OfficeSought> {
        self.office
    }

    /// Whether a district is the one that the report speaks of.
    pub(crate) fn is_in(&self, district: Option<&str>) -> bool {
        self.district.as_deref() == district
    }

    /// Whether the report speaks of an election that repeats another.
    pub(crate) fn is_repeated(&self) -> bool {
        self.repeated
    }

    /// The day of publication, from which contests that lie ahead are counted.
    pub(crate) fn published(&self) -> Option<Date> {
        self.published
    }
}

/// A year that the words around a range give: inside it, or just after it.
pub(crate) fn clause_year(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<i16> {
    let text = &sentence.tagged.text;
    // A date inside an apposition belongs to it: "Moore, who lost in 2017, announced his candidacy".
    let start = text
        .get(start..end)
        .and_then(|words| words.rfind(", "))
        .map_or(start, |at| start + at);
    let mut to = (end + 24).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    sentence.mentions_in(start, to).find_map(|m| match &m.what {
        What::Date(dated) => match dated.when {
            When::Year(year) => Some(year),
            // Months place an election where one is spoken of; otherwise they only say when something happened.
            When::Month(year, _) if text.contains("election") || text.contains("elected") => {
                Some(year)
            }
            _ => None,
        },
        _ => None,
    })
}

/// The year of an outcome: in its clause, or at the head of its sentence ("In 2016, he won his re-election").
pub(crate) fn outcome_year(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<i16> {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:[^,ⒹⓅ]{1,40}, )?(?:but |and |back )?(?:in |last )?Ⓓ(?:,| |$)")
    });
    let inside = sentence.mentions_in(start, end).find_map(november);
    clause_year(sentence, start, end).or(inside).or_else(|| {
        let m = HEAD.find(&sentence.tagged.text)?;
        sentence
            .mentions_in(m.start(), m.end())
            .find_map(|m| match &m.what {
                What::Date(dated) => match dated.when {
                    When::Year(year) => Some(year),
                    _ => november(m),
                },
                _ => None,
            })
    })
}

/// "Last November": the month of general elections.
fn november(mention: &crate::mention::Mention) -> Option<i16> {
    match &mention.what {
        What::Date(dated) => match dated.when {
            When::Month(year, 11) => Some(year),
            _ => None,
        },
        _ => None,
    }
}

static STATED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"Ⓓ (?:(?:Ⓨ|Ⓖ|u·s·|general|special) )?(?:presidential|senate|gubernatorial|congressional|house|election|elections|race|campaign|primary|candidate|nominee|nomination|hopeful)",
    )
});

/// The year written before the name of a contest.
fn stated_year(sentence: &Sentence<'_>) -> Option<i16> {
    STATED
        .find_iter(&sentence.tagged.text)
        .find_map(|m| clause_year(sentence, m.start(), m.end()))
}
