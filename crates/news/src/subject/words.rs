//! The words of a tagged form, and the lists by which a walk tells them apart.

use crate::attribution::Range;

/// A word of the tagged form; punctuation and `'s` are words of their own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for raw in text.split(' ') {
        let mut start = at;
        at += raw.len() + 1;
        let mut end = start + raw.len();
        let mut tail: Vec<Range> = Vec::new();
        let slice = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
        while let Some(c) = slice(start, end).chars().next()
            && matches!(c, '"' | '(' | '[')
        {
            found.push((start, start + c.len_utf8()));
            start += c.len_utf8();
        }
        loop {
            let word = slice(start, end);
            let cut = ["'s", "'d", "'ll", "'ve", "'m", "'re", "'"]
                .iter()
                .find(|ending| word.ends_with(**ending) && word.len() > ending.len())
                .map(|ending| ending.len())
                .or_else(|| {
                    let last = word.chars().next_back()?;
                    (matches!(last, ',' | ';' | ':' | ')' | '"' | ']' | '?' | '!') || last == '.')
                        .then(|| last.len_utf8())
                });
            match cut {
                Some(length) if length <= word.len() => {
                    tail.push((end - length, end));
                    end -= length;
                }
                _ => break,
            }
        }
        if start < end {
            found.push((start, end));
        }
        found.extend(tail.into_iter().rev());
    }
    found
        .into_iter()
        .map(|(start, end)| Word {
            text: text.get(start..end).unwrap_or_default(),
            start,
            end,
        })
        .collect()
}

pub(super) const SKIPPED: &str = " also already recently now then am 'm 're formally publicly reportedly since later once still just again instead even ever soon first long far never not has have had is are was were be been being 's 've 'd 'll will would may might could can should must do does did don't doesn't didn't won't wouldn't hasn't haven't hadn't isn't aren't wasn't weren't can't cannot couldn't shouldn't yet either both all up out Ⓓ on in \" ";
pub(super) const DENIED: &str = " never not don't doesn't didn't won't wouldn't hasn't haven't hadn't isn't aren't wasn't weren't can't cannot couldn't refused refuses refuse refusing declined declines decline declining hesitated reluctant unwilling refusal without ";
pub(super) const EXPECTED: &str = " will 'll plans plan planned planning intends intend intended expected expects going scheduled set slated vowed vows promised promises pledged pledges poised likely prepared preparing agreed wants hopes committed due ";
pub(super) const POSSIBLE: &str = " may might could considering considers weighing mulling undecided whether if unlikely willing ";
/// Verbs and adjectives after which `to` leads on to the deed of the same subject.
pub(crate) const LEADING: &str = " refused refuses refuse refusing declined declines decline declining plans plan planned planning intends intend intended intending expected expects going scheduled set slated vowed vows promised promises pledged pledges poised likely prepared preparing ready decided decides agreed agrees chose opted opts wants wanted hopes hoped committed due continues continued began begun starts started considering hesitated reluctant unwilling willing unlikely happy proud eager trying tried rushed moved able used appears appeared seems seemed failed managed helped help found projected believed thought said voted votes vote voting hoping seeking seeks sought aims aimed aiming wanting threatens threatened threatening pledging vowing promising continue agreeing working works worked pleased honored excited glad opting choosing chosen fighting ";
/// Nouns after which `to` tells what their owner does.
pub(super) const DECISIONS: &str = " hope mission crusade quest attempt pledge decision plan plans refusal promise pledge intention willingness move vow choice efforts effort bid ";
pub(super) const ASKING: &str = " urged urges urging asked asks asking told tells telling called calling encouraged encouraging pressed pressing begged implored persuaded convinced pressured wanted allows allowed ";
/// Verbs that a participle of the same subject follows: `reported spending`.
pub(super) const TELLING: &str =
    " reported reports disclosed announced began started stopped kept considered ";
pub(super) const DISPLAYS: &str = " ad ads advertisement advertisements commercial commercials spot spots rally rallies event events fundraiser tweet statement letter effort campaign money millions Ⓜ Ⓓ ";
pub(super) const OPENING: &str = " ; : — -- that because when while after before since but whether if said says saying where although though as told announced and ";
pub(super) const PREPOSITIONS: &str = " of for with by from to in against on over about like at among behind than under after before between toward towards into as including through around near via without despite amid since during beyond besides ";
pub(crate) const GROUPS: &str = " leaders lawmakers senators governors officials donors activists groups unions members conservatives progressives liberals moderates committees committee council senators congressmen mayors executives billionaires celebrities evangelicals establishment delegates caucus union campaign pac pacs superpac superpacs party group organization association federation coalition newspaper newspapers paper board insiders operatives strategists aides allies rivals candidates opponents lobby brothers wing wings movement veterans figures colleagues legislators representatives elites republicans democrats libertarians greens network arm wing ";
pub(super) const AGAIN: &str = " group organization committee union newspaper paper pac superpac association coalition party council federation network ";

pub(crate) fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word) && !word.is_empty()
}

pub(crate) fn is_sign(word: &str) -> bool {
    matches!(word, "Ⓟ" | "Ⓞ" | "Ⓤ")
}

pub(crate) fn is_modifier(word: &str) -> bool {
    matches!(word, "Ⓣ" | "Ⓨ" | "Ⓖ" | "Ⓗ" | "Ⓒ" | "Ⓓ")
        || word
            .chars()
            .all(|c| c.is_lowercase() || matches!(c, '-' | '·'))
            && !among(PREPOSITIONS, word)
            && !among(OPENING, word)
            && !among(SKIPPED, word)
            && !word.ends_with("ed")
}

/// What campaigns are called that belong to a candidate.
pub(super) const OWNED: &str =
    " campaign team operation bid effort organization account campaigns ";
