//! What descriptions say of people: offices, parties, work and roles, in all places where a description can stand.
//!
//! > Ann Lee, a former mayor and now a fellow at the institute, … The Nevada Democrat …
//!
//! Behind a name (`A, a Democrat,` · `A is a lawyer`), before it (`former spy and researcher A`), at the head of a
//! sentence (`A former pilot, A …`), over a list (`Democrats, including A and B`), and alone, for somebody named before
//! (`the Nevada Democrat`). The descriptions with a name tell whom those without one mean.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use claim::{
    Biography, Certainty, Fact, OfficeHeld, Party, Relation, Role, RoleRelation, Statement,
};

use crate::search::Regex;

use super::{Look, Page};
use crate::attribution::Range;
use crate::description::{Employer, Phrase, Phrases, Trait};
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::presidency;

mod alone;
mod beside;
mod list;

/// What the descriptions beside a name tell of a person.
#[derive(Debug, Clone, Default)]
struct Profile {
    offices: BTreeSet<String>,
    states: BTreeSet<&'static str>,
    parties: Vec<Party>,
    work: Vec<String>,
    ages: BTreeSet<u64>,
    mentions: usize,
}

impl Profile {
    fn is_politician(&self) -> bool {
        !self.offices.is_empty() || !self.parties.is_empty()
    }
}

/// Reads the descriptions of a report.
pub(super) fn read(page: &mut Page<'_, '_>) {
    let document = page.document;
    let mut reader = Reader {
        profiles: vec![Profile::default(); document.registry.people.len()],
        taken: Vec::new(),
    };
    for (profile, person) in reader.profiles.iter_mut().zip(&document.registry.people) {
        profile
            .offices
            .extend(person.office.as_deref().map(last_word));
        profile.states.extend(person.state);
        profile.parties.extend(person.party.clone());
        if let Some(figure) = crate::lexicon::figure(person.name.as_str()) {
            profile
                .offices
                .extend(figure.offices.split_whitespace().map(str::to_owned));
            profile.states.insert(figure.state);
            profile.parties.extend(figure.party.clone());
        }
    }
    let looks: Vec<Look<'_, '_>> = document
        .sentences
        .iter()
        .enumerate()
        .map(|(idx, sentence)| Look {
            document,
            sentence,
            idx,
        })
        .collect();
    for look in &looks {
        for id in look.sentence.mentions.iter().filter_map(Mention::person) {
            reader.profiles[id].mentions += 1;
        }
        reader.named(page, *look);
    }
    for look in &looks {
        reader.unnamed(page, *look);
    }
    bury(page);
}

struct Reader {
    profiles: Vec<Profile>,
    /// The places of descriptions that are read: the sentence and the byte where each begins.
    taken: Vec<(usize, usize)>,
}

impl Reader {
    /// The descriptions beside names.
    fn named(&mut self, page: &mut Page<'_, '_>, look: Look<'_, '_>) {
        if !super::names_somebody(look.text()) {
            return;
        }
        let phrases = Phrases::of(look.sentence);
        for at in 0..phrases.tokens.len() {
            let Some(mention) = phrases.mention(at).filter(|_| phrases.text(at) == "Ⓟ") else {
                continue;
            };
            let Some(person) = mention.person() else {
                continue;
            };
            let by_name = matches!(mention.what, What::Person(_));
            self.behind(page, look, &phrases, (at, person, by_name));
            if by_name {
                self.before(page, look, &phrases, (at, person));
            }
        }
        self.leading(page, look, &phrases);
        self.introducing(page, look, &phrases);
        self.lists(page, look, &phrases);
        self.fellows(page, look, &phrases);
        self.both(page, look, &phrases);
    }

    /// The claims of phrases before a name that ends at `end`; the phrases are then taken.
    fn give(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        series: &[Phrase],
        end: usize,
        person: usize,
    ) {
        for phrase in series {
            self.taken.push((look.idx, phrase.range.0));
            self.emit(page, look, (phrase.range.0, end), person, phrase, true);
        }
    }

    /// The claims of a phrase about a person, and what it adds to the person's profile.
    fn emit(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        range: Range,
        person: usize,
        phrase: &Phrase,
        learn: bool,
    ) {
        let name = look.document.name(person).clone();
        let profile = &mut self.profiles[person];
        if learn {
            profile.states.extend(phrase.state);
        }
        for what in &phrase.traits {
            let statement = match what {
                Trait::Office(office) => {
                    profile.offices.insert(last_word(office));
                    let courtesy = look
                        .document
                        .published()
                        .is_some_and(|day| presidency::held(&name, office, day));
                    Statement::OfficeHeld(OfficeHeld {
                        person: name.clone(),
                        office: office.clone(),
                        relation: if phrase.former || courtesy {
                            Relation::Held
                        } else {
                            Relation::Holds
                        },
                        race: None,
                        state: phrase.state.map(str::to_owned),
                        start: None,
                        end: None,
                        how: None,
                    })
                }
                Trait::Party(party) => {
                    if !profile.parties.contains(party) {
                        profile.parties.push(party.clone());
                    }
                    biography(&name, Fact::Party, party.member().to_owned())
                }
                Trait::Work(words) => {
                    profile.work.push(words.to_lowercase());
                    biography(
                        &name,
                        Fact::Occupation,
                        if phrase.former && !words.contains("retired") {
                            format!("former {words}")
                        } else {
                            words.clone()
                        },
                    )
                }
                Trait::Age(age) => {
                    profile.ages.insert(*age);
                    biography(&name, Fact::Age, age.to_string())
                }
                Trait::Home(place) => biography(&name, Fact::Hometown, place.clone()),
                Trait::Role(role, of) => {
                    let of = match of {
                        Employer::Person(id) if *id == person => continue,
                        Employer::Person(id) => look.document.name(*id).as_str().to_owned(),
                        Employer::Body(body) => body.clone(),
                    };
                    Statement::Role(Role {
                        person: name.clone(),
                        role: role.clone(),
                        of,
                        relation: if phrase.former {
                            RoleRelation::Was
                        } else {
                            RoleRelation::Is
                        },
                    })
                }
            };
            page.drafts
                .push(look.draft(range, Certainty::Asserted, statement));
        }
    }
}

/// The offices of people whose death a report tells are past.
fn bury(page: &mut Page<'_, '_>) {
    static DEATH: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<a>Ⓟ)(?:'s?|, whose) (?:[a-z]+ )?death\b|(?P<b>Ⓟ)(?:, who)? died\b|\b(?:late|widow of|death of|killing of) (?:former |u·s· |Ⓖ |Ⓨ |Ⓣ )*(?P<c>Ⓟ)",
        )
    });
    let mut dead = BTreeSet::new();
    for sentence in &page.document.sentences {
        for c in DEATH.captures_iter(&sentence.tagged.text) {
            let group = ["a", "b", "c"].into_iter().find_map(|name| c.name(name));
            let mention = group.and_then(|m| sentence.mentions_in(m.start(), m.end()).next());
            dead.extend(
                mention
                    .filter(|m| matches!(m.what, What::Person(_)))
                    .and_then(Mention::person),
            );
        }
    }
    let names: Vec<_> = dead
        .into_iter()
        .map(|id| page.document.name(id).clone())
        .collect();
    for draft in &mut page.drafts {
        if let Statement::OfficeHeld(held) = &mut draft.statement
            && held.relation == Relation::Holds
            && names.contains(&held.person)
        {
            held.relation = Relation::Held;
        }
    }
}

fn biography(name: &claim::PersonName, fact: Fact, value: String) -> Statement {
    Statement::Biography(Biography {
        person: name.clone(),
        fact,
        value,
    })
}

fn last_word(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    match last.as_str() {
        "congressman" | "congresswoman" => "representative".to_owned(),
        _ => last,
    }
}
