//! The verbs of backing and opposition, and what must stand behind whom they back.

use std::sync::LazyLock;

use claim::Stance;

use crate::lexicon::regex;
use crate::search::{Captures, Regex};

/// Verbs of backing with what joins them to whom they back.
pub(super) static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"\b(?:(?P<support>endors(?:e|es|ed|ing)|back(?:s|ed|ing)?|support(?:s|ed|ing)?|champion(?:s|ed|ing)|",
        r"(?:campaign(?:s|ed|ing)?|stump(?:s|ed|ing)?|fundrais(?:es|ed|ing)|barnstorm(?:s|ed|ing)?|rall(?:ied|ying)|hit(?:s|ting)? the (?:campaign )?trail)(?: (?:[a-z]+ly|[a-z]+day|Ⓓ|Ⓖ|there|here|hard|together|(?:in|on|across|throughout|around|at|this|last|earlier|next) (?:(?:the|this|last) )?(?:[a-z]+|Ⓖ|Ⓓ)(?: [a-z]+)?)){0,3}? (?:with|alongside|for|on behalf of|in support of)|",
        r"(?:rally|rallies|rallied|rallying|lin(?:e|es|ed|ing) up|coalesc(?:e|es|ed|ing)|unit(?:e|es|ed|ing)|gets?|got|gotten|getting|fall(?:s|ing)? in line|fell in line) (?:firmly |squarely )?behind|(?:stand(?:s|ing)?|stood) (?:firmly |squarely )?(?:behind|with|by)|",
        r"(?:throw(?:s|ing|n)?|threw|put(?:s|ting)?|swung|swing(?:s|ing)?) (?:(?:Ⓗ|their|its|the|[a-z-]+) ){0,4}?(?:weight|support|backing|clout|resources|lot|muscle|might|money) (?:behind|in with|to)|",
        r"(?:came|come|comes|coming) out (?:for|in support of|in favor of)|cast(?:s|ing)? (?:Ⓗ|their|an?) (?:[a-z]+ )?(?:ballot|vote) for|",
        r"(?:headlin(?:e|es|ed|ing)|host(?:s|ed|ing)?|held|hold(?:s|ing)?|attend(?:s|ed|ing)|(?:appear(?:s|ed|ing)?|spoke|speak(?:s|ing)?) at) (?:an? |the )?(?:[a-z-]+ ){0,3}(?:rally|rallies|fundraisers?|events?|reception|dinner)(?: Ⓓ| in Ⓓ| in Ⓖ| in [a-z]+){0,2} (?:for|with|on behalf of)|",
        r"rais(?:e|es|ed|ing) (?:money|cash|funds) for|help(?:s|ed|ing)?(?: to)? (?:re-?)?elect|working to (?:re-?)?elect|serv(?:e|es|ed|ing) as a surrogate for|",
        r"(?:cut|cutting|record(?:s|ed|ing)?|tap(?:es|ed|ing)|film(?:s|ed|ing)|narrat(?:es|ed|ing)|air(?:s|ed|ing)|run(?:s|ning)?|ran|launch(?:es|ed|ing)|(?:appear(?:s|ed|ing)?|star(?:s|red|ring)?|featured) in) (?:(?:[a-z-]+|Ⓜ|Ⓖ) ){0,4}?(?:ads?|spots?|commercials?|robo-?calls?|videos?|mailers?|advertisements?)(?: Ⓓ| in Ⓖ| in [a-z]+){0,2} (?:for|on behalf of|in support of|boosting|promoting|touting)|",
        r"sid(?:es|ed|ing) with|c[ao]m(?:e|es|ing) down on the side of|(?:go(?:es|ing)?|went) to bat for|pulling for|rooting for|vouch(?:es|ed|ing)? for|on board with|weigh(?:s|ed|ing)? in (?:for|(?:with (?:Ⓗ |[a-z]+ )?|in )(?:support|favor|endorsement) (?:for|of))|",
        r"ma(?:de|ke|kes|king) (?:an? |Ⓗ |the )(?:[a-z-]+ ){0,3}(?:pitch|push|plea) for|",
        r"(?:travel(?:s|ed|ing)?|appear(?:s|ed|ing)?|spoke|speak(?:s|ing)?|visit(?:s|ed|ing)?)(?: (?:[a-z]+|Ⓖ|Ⓓ)){1,8}? (?:in support of|on behalf of))|",
        r"(?P<urge>(?:urg(?:es?|ed|ing)|ask(?:s|ed|ing)?|encourag(?:es?|ed|ing)|told|tells|telling|implor(?:es?|ed|ing)|call(?:s|ed|ing)? on|exhort(?:s|ed|ing)?) (?:(?:Ⓗ|Ⓨ|Ⓖ|Ⓖ's|Ⓨ's|Ⓞ|[a-z-]+) ){1,5}?(?:not )?to (?:not )?(?P<urged>vote for|support|back|elect|re-?elect|rally (?:around|behind)|get behind|choose|pick|nominate|send|reject|oppose|vote against|defeat|dump|vote out))|",
        r"(?P<quit>urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|for)|ask(?:s|ed|ing)?|press(?:es|ed|ing)?|pressur(?:es?|ed|ing)|implor(?:es?|ed|ing)|demand(?:s|ed|ing)?(?: that)?|begg(?:ed|ing)|told|tells)|",
        r"(?P<vote>vot(?:e|es|ed|ing) for|favors|prefers)|",
        r"(?P<denied>(?:rescind(?:s|ed|ing)?|revok(?:es?|ed|ing)|pull(?:s|ed|ing)?|yank(?:s|ed|ing)?|drop(?:s|ped|ping)?|retract(?:s|ed|ing)?|withdr[ae]w(?:s|ing|n)?) (?:Ⓗ|their|its|the) (?:endorsement of|support (?:for|of)|backing of))|",
        r"(?P<spend>(?:spen(?:t|ds?|ding)|pour(?:s|ed|ing)?|pump(?:s|ed|ing)?|funnel(?:s|ed|ing)?|invest(?:s|ed|ing)?|dump(?:s|ed|ing)?|steer(?:s|ed|ing)?|drop(?:s|ped|ping)?)(?: (?:[a-z-]+|Ⓜ|Ⓓ|Ⓖ)){1,7}? (?:on behalf of|in support of|behind|backing|boosting|supporting|to (?:support|back|boost|help|elect|re-?elect)|(?P<against>against|opposing|attacking|to (?:defeat|oppose|attack|beat|oust|unseat))))|",
        r"(?P<oppose>oppos(?:e|es|ed|ing)|(?:campaign(?:s|ed|ing)?|work(?:s|ed|ing)?|vot(?:e|es|ed|ing)|r[au]n(?:s|ning)? (?:[a-z]+ ){0,2}ads) against|help(?:s|ed|ing)? (?:to )?(?:defeat|unseat|oust|topple|beat))|",
        r"(?P<help>help|helping)|(?P<want>wants?|wanted|needs?|hop(?:es|ing)(?: that)?)|(?P<keep>keep|prevent)|(?P<join>join(?:s|ed|ing)?|appear(?:s|ed|ing)? with)|(?P<embrace>embrac(?:es|ed|ing)|adopt(?:s|ed|ing))|",
        r"(?P<target>target(?:s|ed|ing)?)|(?P<boost>boost|bolster|promote|boosting|bolstering|promoting|benefiting)|",
        r"(?P<unseat>(?:unseat|oust|defeat|topple|stop|block|derail|take down|take out))|",
        r"(?P<attack>attacking|hitting|slamming|blasting|bashing|criticizing|against))\b"
    ))
});

/// What a verb makes of its subject and object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Support,
    /// A backing that is taken back.
    Denied,
    /// Told to voters: for whom to vote, or for whom not to.
    Urge {
        against: bool,
    },
    Vote,
    Oppose,
    /// A call on a candidate to quit.
    Quit,
    /// To unseat somebody: a challenger does it too, so that only a body opposes by it.
    Unseat,
    /// What an advertisement does.
    Attack,
    Spend {
        against: bool,
    },
    Boost,
    Help,
    Want,
    Keep,
    Join,
    Embrace,
    Target,
}

/// The way of a match.
pub(super) fn way(c: &Captures<'_>) -> Way {
    let urged = c.name("urged").map(|m| m.as_str());
    let all = c.get(0).map_or("", |m| m.as_str());
    let ways = [
        ("support", Way::Support),
        ("denied", Way::Denied),
        (
            "urge",
            Way::Urge {
                against: all.contains(" not ")
                    || urged.is_some_and(|word| {
                        [
                            "reject",
                            "oppose",
                            "vote against",
                            "defeat",
                            "dump",
                            "vote out",
                        ]
                        .contains(&word)
                    }),
            },
        ),
        ("vote", Way::Vote),
        ("oppose", Way::Oppose),
        ("quit", Way::Quit),
        ("unseat", Way::Unseat),
        ("attack", Way::Attack),
        (
            "spend",
            Way::Spend {
                against: c.name("against").is_some(),
            },
        ),
        ("boost", Way::Boost),
        ("help", Way::Help),
        ("want", Way::Want),
        ("keep", Way::Keep),
        ("join", Way::Join),
        ("embrace", Way::Embrace),
        ("target", Way::Target),
    ];
    ways.into_iter()
        .find(|(name, _)| c.name(name).is_some())
        .map_or(Way::Support, |(_, way)| way)
}

static QUIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:to |should |must )?(?:drop out|quit|withdraw|step aside|leave the race|step down|end Ⓗ (?:campaign|bid)|get out|bow out|exit|abandon|suspend)\b(?: of the race| the race| from the race)?",
    )
});
static HELPED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:to )?(?:win|get (?:re-?)?elected|keep|hold|raise|secure|capture|flip|retain|clinch|defeat|beat|unseat|oust|reach|become|take (?:back )?the|in Ⓗ (?:[a-z-]+ )?(?:bid|campaign|race|run))\b",
    )
});
static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:to (?:win|prevail|be (?:re-?)?elected|be (?:the |their |our |Ⓗ )?(?:(?:Ⓨ|party|presidential|next) )*(?:nominee|president|senator|governor|Ⓣ))|wins\b|as (?:the |their |our )?(?:(?:Ⓨ|party|presidential|next) )*(?:nominee|president|governor|Ⓣ))",
    )
});
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ from (?:winning|becoming|carrying|getting|securing|clinching|capturing|taking|claiming) ",
    )
});
static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:Ⓓ |on Ⓓ )?(?:on the (?:campaign )?(?:trail|stump)|(?:at|for) (?:an? |the |Ⓗ )?(?:[a-z-]+ ){0,3}(?:rally|rallies|fundraisers?|campaign (?:stops?|events?)))\b",
    )
});
static TARGETED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^ (?:(?:for|with) (?:an? )?(?:[a-z]+ )?(?:primary challenge|defeat|ouster)|in (?:the |a |this )?(?:Ⓨ |next |Ⓖ )*(?:primary|race|election|general election)\b)",
    )
});
const CANDIDACIES: [&str; 6] = [
    "bid",
    "campaign",
    "candidacy",
    "run",
    "candidature",
    "effort",
];

impl Way {
    pub(super) const fn stance(self) -> Stance {
        match self {
            Self::Oppose
            | Self::Quit
            | Self::Unseat
            | Self::Attack
            | Self::Keep
            | Self::Target
            | Self::Urge { against: true }
            | Self::Spend { against: true } => Stance::Oppose,
            _ => Stance::Support,
        }
    }

    /// Where the words end that must stand behind the object, which ends at a byte; nothing where they do not.
    pub(super) fn tail(self, text: &str, end: usize) -> Option<usize> {
        let tail = match self {
            Self::Quit => &QUIT,
            Self::Help => &HELPED,
            Self::Want => &WANTED,
            Self::Keep => &KEPT,
            Self::Join => &JOINED,
            Self::Target => &TARGETED,
            Self::Embrace => {
                let own = text.get(..end)?.rsplit(' ').next()?;
                return CANDIDACIES.contains(&own).then_some(end);
            }
            _ => return Some(end),
        };
        tail.find(text.get(end..)?).map(|m| end + m.end())
    }

    /// Whether only organizations and groups do it.
    pub(super) const fn of_bodies(self) -> bool {
        matches!(
            self,
            Self::Unseat
                | Self::Attack
                | Self::Boost
                | Self::Target
                | Self::Spend { against: true }
        )
    }

    /// Whether it is news only of those who are somebody.
    pub(super) const fn of_somebody(self) -> bool {
        matches!(self, Self::Vote | Self::Want | Self::Keep | Self::Help)
    }
}
