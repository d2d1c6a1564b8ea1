//! Claims → statements.

use std::collections::{BTreeMap, BTreeSet};

use claim::{
    Certainty, Claim, Fact, Part, Percent, PersonName, Race, Stage, Statement as Stated, When,
};
use record::HandedClaim;

use super::names::Names;
use super::statement::Statement;
use super::values::{OWN, Type, article_id, clean, dataset, date, dollars, id, utc, version};

/// Whether `followthemoney` has a place for a claim: see the module's own page for what has none.
pub(super) fn fits(claim: &Claim) -> bool {
    let sure = claim.certainty == Certainty::Asserted;
    let likely = sure || claim.certainty == Certainty::Expected;
    match &claim.statement {
        Stated::Candidacy(_)
        | Stated::Endorsement(_)
        | Stated::Funds(_)
        | Stated::Schedule(_)
        | Stated::Returned(_) => likely,
        Stated::OfficeHeld(_) | Stated::Role(_) => sure,
        Stated::Biography(c) => sure && property_of(c.fact, &c.value).is_some(),
        Stated::Poll(_)
        | Stated::Rating(_)
        | Stated::Standing(_)
        | Stated::Identifier(_)
        | Stated::Alias(_)
        | Stated::Committee(_) => false,
    }
}

/// The property of a person that holds a fact, with its type and the cleaned value.
fn property_of(fact: Fact, value: &str) -> Option<(&'static str, Type, String)> {
    let day = |prop: &'static str| {
        let when: When = value.parse().ok()?;
        Some((prop, Type::Date, date(when)))
    };
    match fact {
        Fact::Born => day("birthDate"),
        Fact::Died => day("deathDate"),
        Fact::Occupation => Some(("profession", Type::String, clean(value))),
        Fact::Party => Some(("political", Type::String, clean(value))),
        Fact::Hometown => Some(("address", Type::Address, clean(value))),
        Fact::Age => None,
    }
    .filter(|(_, _, value)| !value.is_empty())
}

/// The statements of a race's claims, by their ids. `written` are the documents that need not be written again.
pub(super) fn statements(
    claims: &[HandedClaim],
    written: &mut BTreeSet<String>,
) -> BTreeMap<String, Statement> {
    let people: BTreeSet<PersonName> = claims
        .iter()
        .filter_map(|handed| handed.held.claim.statement.person().cloned())
        .collect();
    let names = Names::of(people);
    let mut made = BTreeMap::new();
    let mut articles = BTreeMap::new();
    for handed in claims {
        Maker::new(handed, &names, &mut made).claim();
        articles.insert(&handed.held.document.sha256, handed);
    }
    for (sha256, handed) in articles {
        if written.insert(sha256.clone()) {
            Maker::new(handed, &names, &mut made).article();
        }
    }
    made
}

/// An entity while its properties are stated.
#[derive(Debug, Clone)]
struct Of {
    canonical: String,
    entity: String,
    schema: &'static str,
}

struct Maker<'a> {
    handed: &'a HandedClaim,
    names: &'a Names,
    made: &'a mut BTreeMap<String, Statement>,
    race: String,
    dataset: String,
    origin: String,
}

impl<'a> Maker<'a> {
    fn new(
        handed: &'a HandedClaim,
        names: &'a Names,
        made: &'a mut BTreeMap<String, Statement>,
    ) -> Self {
        let document = &handed.held.document;
        let place = handed.held.place;
        let part = match place.part {
            Part::Title => "title:",
            Part::Text => "",
        };
        Self {
            handed,
            names,
            made,
            race: handed
                .held
                .id
                .race
                .as_ref()
                .map_or_else(|| "-".to_owned(), ToString::to_string),
            dataset: dataset(document),
            origin: format!(
                "{} {}#{part}{}-{}",
                handed.held.id,
                version(document),
                place.span.start,
                place.span.end
            ),
        }
    }

    fn claim(&mut self) {
        self.contest();
        let claim = &self.handed.held.claim;
        match &claim.statement {
            Stated::Candidacy(c) => {
                let same = id(&[
                    "candidacy",
                    &self.race,
                    self.names.called(&c.person).as_str(),
                ]);
                let of = self.of("Candidacy", same);
                self.person(&of, "candidate", &c.person);
                self.common(&of, c.stage.as_ref(), c.state.as_deref());
                self.put(&of, "status", Type::String, c.status.word());
                if let Some(party) = &c.party {
                    self.put(&of, "party", Type::String, &party.to_string());
                }
                self.when(&of, "date", c.date);
            }
            Stated::Endorsement(c) => {
                let of = self.of_statement("Endorsement");
                self.party(&of, "endorser", &c.endorser);
                self.put(&of, "endorserNamed", Type::Name, &c.endorser);
                self.person(&of, "candidate", &c.candidate);
                self.common(&of, c.stage.as_ref(), c.state.as_deref());
                self.put(&of, "stance", Type::String, c.stance.word());
                self.when(&of, "date", c.date);
            }
            Stated::Funds(c) => {
                let of = self.of_statement("CampaignFigure");
                self.party(&of, "holder", &c.holder);
                self.put(&of, "holderNamed", Type::Name, &c.holder);
                self.common(&of, None, c.state.as_deref());
                self.put(&of, "measure", Type::String, c.measure.word());
                self.put(&of, "amount", Type::Number, &dollars(c.amount));
                self.put(&of, "currency", Type::String, "USD");
                if let Some(committee) = &c.committee {
                    self.put(&of, "committee", Type::String, committee);
                }
                if let Some(form) = &c.form {
                    self.put(&of, "form", Type::String, form);
                }
                if let Some(period) = c.period {
                    self.put(&of, "period", Type::String, &period.to_string());
                    self.when(&of, "startDate", period.start);
                    self.when(&of, "endDate", Some(period.end));
                }
            }
            Stated::Schedule(c) => {
                let of = self.of_statement("ContestEvent");
                let name = format!("{} {}", c.event.word().replace('_', " "), self.race);
                self.put(&of, "name", Type::Name, name.trim_end_matches(" -"));
                self.put(&of, "event", Type::String, c.event.word());
                self.common(&of, c.stage.as_ref(), c.state.as_deref());
                self.when(&of, "date", Some(c.date));
                if let Some(place) = &c.place {
                    self.put(&of, "location", Type::Address, place);
                }
            }
            Stated::Returned(c) => {
                let of = self.of_statement("ContestResult");
                self.person(&of, "candidate", &c.candidate);
                self.common(&of, c.stage.as_ref(), c.state.as_deref());
                if let Some(votes) = c.votes {
                    self.put(&of, "votes", Type::Number, &votes.to_string());
                }
                self.percent(&of, "share", c.share);
                self.percent(&of, "reporting", c.reporting);
                if let Some(outcome) = c.outcome {
                    self.put(&of, "outcome", Type::String, outcome.word());
                }
            }
            Stated::OfficeHeld(c) => {
                let of = self.of_statement("Occupancy");
                self.person(&of, "holder", &c.person);
                let post = Of::alone("Position", id(&["position", &self.race, &c.office]));
                self.put(&post, "name", Type::Name, &c.office);
                self.put(&of, "post", Type::Entity, &post.canonical);
                self.common(&of, None, None);
                self.put(&of, "status", Type::String, c.relation.word());
                if let Some(state) = &c.state {
                    self.put(&of, "constituency", Type::String, state);
                }
                self.when(&of, "startDate", c.start);
                self.when(&of, "endDate", c.end);
                if let Some(how) = &c.how {
                    self.put(&of, "description", Type::Text, how);
                }
            }
            Stated::Role(c) => {
                let of = self.of_statement("UnknownLink");
                self.person(&of, "subject", &c.person);
                self.party(&of, "object", &c.of);
                self.put(&of, "description", Type::Text, &c.of);
                self.common(&of, None, None);
                self.put(&of, "role", Type::String, &c.role);
                self.put(&of, "status", Type::String, c.relation.word());
            }
            Stated::Biography(c) => {
                let Some((prop, holds, value)) = property_of(c.fact, &c.value) else {
                    return;
                };
                let person = self.person_id(&c.person);
                let of = Of {
                    canonical: person.canonical,
                    entity: self.entity(),
                    schema: "Person",
                };
                self.put(&of, "name", Type::Name, c.person.as_str());
                self.put_as(&of, prop, holds, &value, &c.value);
                self.put(
                    &of,
                    "proof",
                    Type::Entity,
                    &article_id(&self.handed.held.document),
                );
                self.put(&of, "summary", Type::Text, &claim.quote);
            }
            Stated::Poll(_)
            | Stated::Rating(_)
            | Stated::Standing(_)
            | Stated::Identifier(_)
            | Stated::Alias(_)
            | Stated::Committee(_) => {}
        }
    }

    /// What all claims about a contest have.
    fn common(&mut self, of: &Of, stage: Option<&Stage>, in_state: Option<&str>) {
        let held = &self.handed.held;
        if held.id.race.is_some() && !matches!(of.schema, "Occupancy" | "UnknownLink") {
            let contest = id(&["contest", &self.race]);
            self.put(of, "contest", Type::Entity, &contest);
        }
        if let Some(stage) = stage {
            self.put(of, "stage", Type::String, &stage.to_string());
        }
        if let Some(in_state) = in_state {
            self.put(of, "state", Type::String, in_state);
        }
        if !matches!(of.schema, "Occupancy" | "UnknownLink") {
            self.put(of, "certainty", Type::String, held.claim.certainty.word());
        }
        self.put(of, "proof", Type::Entity, &article_id(&held.document));
        self.put(of, "summary", Type::Text, &held.claim.quote);
        self.put(of, "recordId", Type::String, &held.id.to_string());
    }

    fn contest(&mut self) {
        let Some(race) = &self.handed.held.id.race else {
            return;
        };
        let of = Of::alone("Contest", id(&["contest", &self.race]));
        let (dataset, origin) = (self.dataset.clone(), self.origin.clone());
        // A contest is nobody's report.
        OWN.clone_into(&mut self.dataset);
        OWN.clone_into(&mut self.origin);
        for (prop, holds, value) in contest(race) {
            self.put(&of, prop, holds, &value);
        }
        (self.dataset, self.origin) = (dataset, origin);
    }

    fn article(&mut self) {
        let document = &self.handed.held.document;
        let of = Of::alone("Article", article_id(document));
        self.origin = version(document);
        self.put(&of, "fileName", Type::String, &document.sha256);
        self.put(&of, "title", Type::String, &document.title);
        if let Some(publisher) = &document.publisher {
            self.put(&of, "publisher", Type::String, publisher);
        }
        if let Some(url) = document
            .url
            .as_deref()
            .filter(|url| url.starts_with("http"))
        {
            self.put(&of, "sourceUrl", Type::Url, url);
        }
        self.when(&of, "publishedAt", document.published);
    }

    fn of(&self, schema: &'static str, canonical: String) -> Of {
        Of {
            canonical,
            entity: self.entity(),
            schema,
        }
    }

    /// Claims that state the same are one entity.
    fn of_statement(&self, schema: &'static str) -> Of {
        let json = serde_json::to_string(&self.handed.held.claim.statement).unwrap_or_default();
        self.of(schema, id(&["statement", &json]))
    }

    /// The claim itself as an entity.
    fn entity(&self) -> String {
        let held = &self.handed.held;
        id(&["claim", &held.document.sha256, &held.id.to_string()])
    }

    /// Refers to a person, and states their name as this report has it.
    fn person(&mut self, of: &Of, prop: &'static str, name: &PersonName) {
        let person = self.person_id(name);
        self.put(&person, "name", Type::Name, name.as_str());
        self.put(of, prop, Type::Entity, &person.canonical);
        self.put(of, "namesMentioned", Type::Name, name.as_str());
    }

    /// Refers to somebody who is one of the race's people, or else somebody of whom only the name is known.
    fn party(&mut self, of: &Of, prop: &'static str, name: &str) {
        let person = PersonName::new(name);
        let party = if self.names.holds(&person) {
            self.person_id(&person)
        } else {
            Of::alone("LegalEntity", id(&["named", &self.race, name]))
        };
        self.put(&party, "name", Type::Name, name);
        self.put(of, prop, Type::Entity, &party.canonical);
    }

    fn person_id(&self, name: &PersonName) -> Of {
        let called = self.names.called(name);
        Of {
            canonical: id(&["person", &self.race, called.as_str()]),
            entity: id(&["person", &self.race, name.as_str()]),
            schema: "Person",
        }
    }

    fn when(&mut self, of: &Of, prop: &'static str, when: Option<When>) {
        if let Some(when) = when {
            self.put_as(of, prop, Type::Date, &date(when), &when.to_string());
        }
    }

    fn percent(&mut self, of: &Of, prop: &'static str, percent: Option<Percent>) {
        if let Some(percent) = percent {
            self.put(of, prop, Type::Number, &percent.to_string());
        }
    }

    fn put(&mut self, of: &Of, prop: &'static str, holds: Type, written: &str) {
        let value = match holds {
            Type::Text => written.trim().to_owned(),
            Type::Entity | Type::Date | Type::Number | Type::Url => written.to_owned(),
            Type::Name | Type::String | Type::Address => clean(written),
        };
        self.put_as(of, prop, holds, &value, written);
    }

    fn put_as(&mut self, of: &Of, prop: &'static str, holds: Type, value: &str, written: &str) {
        if value.is_empty() {
            return;
        }
        let document = &self.handed.held.document;
        let mut statement = Statement {
            canonical_id: of.canonical.clone(),
            entity_id: of.entity.clone(),
            prop: prop.to_owned(),
            prop_type: holds.word().to_owned(),
            schema: of.schema.to_owned(),
            value: value.to_owned(),
            dataset: self.dataset.clone(),
            origin: self.origin.clone(),
            lang: String::new(),
            original_value: if value == written {
                String::new()
            } else {
                written.to_owned()
            },
            external: "f".to_owned(),
            first_seen: utc(document.reported_first),
            last_seen: utc(document.first_seen),
            id: String::new(),
        };
        statement.id = statement.key();
        match self.made.get_mut(&statement.id) {
            None => {
                self.made.insert(statement.id.clone(), statement);
            }
            Some(held) => {
                // Said again: seen from the first time to the last. The place is that of the first.
                let order = |s: &Statement| {
                    (
                        s.first_seen.clone(),
                        s.origin.clone(),
                        s.original_value.clone(),
                    )
                };
                let last = held.last_seen.clone().max(statement.last_seen.clone());
                if order(&statement) < order(held) {
                    *held = statement;
                }
                held.last_seen = last;
            }
        }
    }
}

impl Of {
    /// An entity that is the same wherever it is mentioned.
    fn alone(schema: &'static str, id: String) -> Self {
        Self {
            canonical: id.clone(),
            entity: id,
            schema,
        }
    }
}

fn contest(race: &Race) -> Vec<(&'static str, Type, String)> {
    let mut stated = vec![
        ("name", Type::Name, race.to_string()),
        ("year", Type::String, race.year.to_string()),
        ("state", Type::String, race.state.clone()),
        ("office", Type::String, race.office.word().to_owned()),
    ];
    if let Some(district) = &race.district {
        stated.push(("district", Type::String, district.clone()));
    }
    if race.special {
        stated.push(("special", Type::String, "true".to_owned()));
    }
    stated
}
