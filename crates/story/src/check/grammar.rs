//! From a text to its claims, sentence by sentence.
//!
//! A number is a claim only where the words around it say that it counts recorded offences or what became of them;
//! every other number is left alone. Area, period and offence are those named nearest in the sentence, else those
//! of the sentences before, which is said.

use super::claims::{Claim, Counted, Figure, Guess, GuessOf};
use super::numbers::{self, Quantity};
use super::places::{self, Named, Names};
use super::times::{self, Around, Resolved, Saying, Time};
use super::tokens::{Kind, Text};
use super::topics::{self, Cue, Topic};
use dataset::{AreaId, Dataset};
use std::ops::Range;

/// Claims that are read of one text, at most: it bounds the work that a hostile text can cause.
pub const MOST_CLAIMS: usize = 200;

const NOUNS: &str = "offence|offences|crime|crimes|case|cases|incident|incidents|report|reports|allegation|allegations|complaint|\
     complaints|investigation|investigations|records";
const ADJECTIVES: &str = "recorded|reported|new|separate|alleged|such|individual|police|suspected|further|other|-|related|\
     police-recorded|of|the|these|those|investigated";
/// Verbs that only records have, unlike "had" and "saw".
const CLEARLY_RECORDED: &str = "recorded|logged|investigated|registered|reported|noted|handled|dealt|counted";
const BE: &str = "were|was|are|is|had|have|has";
const UP: &str = "rose|rise|risen|rising|increas|up|grew|grow|jump|surg|soar|climb|went|higher|more|spike|leap";
const DOWN: &str = "fell|fall|drop|decreas|down|declin|dip|reduc|lower|fewer|less|slump|cut";
/// What doubles, rises and falls in such a text without being offences.
const OTHER_THINGS: &str = "sentence|penalt|maximum|jail|prison|fund|budget|staff|call|donation|demand|population|cost|money|price|\
     caseload|waiting|charit|referral|helpline";
const COUNTED_THINGS: &str =
    "offence|crime|case|incident|report|number|figure|total|stalking|harassment|record|tally|malicious|coercive";
/// Words after a number that stands alone, where its noun is understood.
const AFTER_ALONE: &str = "in|during|for|at|last|the|a|between|to|from|and|but|when|while|over|compared|up|down|by|across|as|year|\
     since|on|per|nationally|this|against|with";
/// Words before a number that stands alone.
const BEFORE_ALONE: &str = "from|to|than|against|with|including|was|were|at|reached|totalled|hit|of|after|is|(|;|:|–|—|and|or|had|on|\
     logged|recorded|reported|registered|saw|investigated|or|by";
/// Verbs after which a bare number is what offences came to: "fell to 4,117".
const MOVES: &str = "fell|rose|dropped|increased|decreased|declined|climbed|jumped|soared|surged|grew|dipped|slumped|leapt|\
     went|risen|fallen|reduced|grown|crept|edged|falling|rising|dropping|increasing|up|down";
/// What else can rise and fall before such a verb: a part of the offences, or nothing that is one.
const NO_OFFENCES: &str = "victim|people|person|women|woman|men|man|children|girls|officer|age|ages|aged|rank|ranking|convict|arrest|\
     prosecut|rate|rates|share|proportion|average|response|order|outcome|offender|suspect|perpetrator|survivor|percentage|\
     risk|score|interest|awareness|training|detection|clear-up|hours|days|time";
const CALLED: &str = "call|calling|ring|ringing|dial|dialling|phone|phoning|telephone|text";

/// How far a time may be from its number where there is another one to take, and where there is none.
const NEAR: usize = 48;
const FAR: usize = 160;

/// What the sentences so far have named.
#[derive(Clone, Copy, Default)]
struct Context {
    area: Option<AreaId>,
    force: Option<AreaId>,
    time: Option<Time>,
    topic: Option<Topic>,
}

/// What a sentence names.
struct Sentence<'a> {
    text: &'a Text,
    range: Range<usize>,
    places: Vec<places::Mention>,
    times: Vec<(times::Mention, Option<Resolved>)>,
    numbers: Vec<numbers::Mention>,
    topics: Vec<topics::Mention>,
    cues: Vec<Cue>,
}

/// A number that counts.
#[derive(Clone, Copy)]
struct Found {
    number: usize,
    counted: Counted,
    figure: Figure,
    topic: Option<Topic>,
}

/// The claims of a text. `dated` is the month of the article, counted from the year 0.
pub(crate) fn read(text: &str, dated: Option<u32>, dataset: &Dataset) -> Vec<Claim> {
    let names = Names::of(dataset);
    let latest = times::latest(dataset);
    let read = Text::of(text);
    let mut context = Context::default();
    let mut claims: Vec<Claim> = Vec::new();
    for range in read.sentences.clone() {
        let mut sentence = Sentence::of(&read, range, &names, dataset);
        sentence.resolve(&context, dated, latest);
        for found in sentence.claims(&context, dataset) {
            if claims.len() == MOST_CLAIMS {
                return claims;
            }
            claims.push(sentence.claim(found, &context, dated, dataset));
        }
        sentence.leave(&mut context, dataset);
    }
    for claim in &mut claims {
        if let Some(name) = claim.part_of_area.as_mut().or(claim.elsewhere.as_mut()) {
            let span = name.split_once(' ').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
            let named = span.and_then(|(from, to): (usize, usize)| text.get(from..to));
            *name = named.unwrap_or_default().to_owned();
        }
    }
    claims
}

impl<'a> Sentence<'a> {
    fn of(text: &'a Text, range: Range<usize>, names: &Names, dataset: &Dataset) -> Self {
        let mut sentence = Self {
            text,
            range: range.clone(),
            places: Vec::new(),
            times: Vec::new(),
            numbers: Vec::new(),
            topics: Vec::new(),
            cues: Vec::new(),
        };
        let mut at = range.start;
        let (mut topic_until, mut place_until) = (at, at);
        while at < range.end {
            // Nothing that is read starts with a mark.
            if text.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark) {
                at += 1;
                continue;
            }
            if at >= topic_until
                && let Some(topic) = topics::read(text, at, dataset)
            {
                topic_until = topic.tokens.end;
                sentence.topics.push(topic);
            }
            sentence.cues.extend(topics::cue(text, at));
            if let Some(time) = times::read(text, at, range.end) {
                at = time.tokens.end;
                sentence.times.push((time, None));
                continue;
            }
            if at >= place_until
                && let Some(place) = names.read(text, at, range.end)
            {
                place_until = place.tokens.end;
                sentence.places.push(place);
            }
            match numbers::read(text, at, range.end).filter(|_| at >= place_until) {
                Some(number) => {
                    at = number.tokens.end;
                    sentence.numbers.push(number);
                }
                None => at += 1,
            }
        }
        sentence
    }

    fn resolve(&mut self, context: &Context, dated: Option<u32>, latest: u32) {
        let mut around = Around { anchor: context.time, dated, end: None, latest };
        let is_open = |saying: Saying| matches!(saying, Saying::Since(_) | Saying::SinceRecords);
        for (mention, resolved) in self.times.iter_mut().filter(|(mention, _)| !is_open(mention.saying)) {
            *resolved = times::resolve(mention.saying, &around);
            if let Some(found) = resolved {
                around.end = around.end.max(Some(found.time.last));
                if found.is_anchor {
                    around.anchor = Some(found.time);
                }
            }
        }
        for (mention, resolved) in self.times.iter_mut().filter(|(mention, _)| is_open(mention.saying)) {
            *resolved = times::resolve(mention.saying, &around);
        }
    }

    /// What the sentences after this one may refer to.
    fn leave(&self, context: &mut Context, dataset: &Dataset) {
        // What a sentence names first is what the next one goes on about; others are beside it.
        let named = self.places.iter().find_map(|place| match place.named {
            Named::Area(area) => Some(area),
            Named::Nation => Some(dataset.england_and_wales()),
            Named::TheForce => context.force,
            Named::Part(_) | Named::Elsewhere => None,
        });
        if self.places.first().is_some_and(|_| self.is_one_of_several(0)) {
            // What comes next is of both as well, which no figure here is.
            (context.area, context.force) = (None, None);
        } else if let Some(area) = named {
            context.area = Some(area);
            if dataset.area(area).force().is_some() {
                context.force = Some(area);
            }
        }
        let mut anchors = self.times.iter().rev().filter_map(|(_, resolved)| resolved.as_ref());
        if let Some(found) = anchors.find(|found| found.is_anchor) {
            context.time = Some(found.time);
        }
        if let Some(topic) = self.topics.iter().rev().find(|topic| topic.topic != Topic::Other) {
            context.topic = Some(topic.topic);
        }
    }

    fn claims(&self, context: &Context, dataset: &Dataset) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        // Without a topic in or before the sentence, and without an area, no number of it is a claim.
        if self.numbers.is_empty() || self.topics.is_empty() && context.topic.is_none() && self.places.is_empty() {
            return found;
        }
        for (index, number) in self.numbers.iter().enumerate() {
            found.extend(self.clear(index, number, context, dataset));
        }
        let recorded = self.text.range_any(self.range.clone(), CLEARLY_RECORDED)
            || self.text.range_any(self.range.clone(), "number|figure|total|tally|compared");
        let alone = found.is_empty() && !recorded;
        if !alone || !self.topics.is_empty() {
            for (index, number) in self.numbers.iter().enumerate() {
                if found.iter().all(|other| other.number != index) && (!alone || self.moves(number, context)) {
                    found.extend(self.understood(index, number, &found, context));
                }
            }
        }
        let order = query::order_by(found.len(), &mut |a, b| found[a].number.cmp(&found[b].number));
        order.into_iter().filter_map(|at| found.get(at).copied()).collect()
    }

    /// A number whose own words say what it counts.
    fn clear(&self, index: usize, number: &numbers::Mention, context: &Context, dataset: &Dataset) -> Option<Found> {
        let hedge = number.hedge;
        let text = self.text;
        let (from, next) = (number.from, number.tokens.end);
        let found = |counted, figure, topic: Option<Topic>| Some(Found { number: index, counted, figure, topic });
        match number.quantity {
            Quantity::Number { value, decimals, unit } => {
                if self.is_no_count(number) {
                    return None;
                }
                let figure = Figure::Number { value, decimals, unit, hedge };
                let whole = value.fract() == 0.0;
                if self.per_1000(next) {
                    return found(Counted::Rate, figure, Some(self.topic(from, context)?));
                }
                if let Some(counted) = self.part_of(next, from).filter(|_| whole) {
                    return found(counted, figure, Some(self.topic(from, context)?));
                }
                if let Some((noun, counted, topic)) = self.noun(next, dataset).filter(|_| whole) {
                    let topic = match topic {
                        Some(Topic::Other) => return None,
                        Some(topic) => Some(topic),
                        // "1.9 million crimes" are all crimes, unless the text speaks of an offence already.
                        None if text.stem(noun, "crime") => Some(self.topic_before(from, context)?),
                        None => self.topic_or_area(from, context)?,
                    };
                    return found(self.of_cases(noun, from, counted), figure, topic);
                }
                let passive = text.any(next, BE)
                    && (next + 1..next + 5).any(|at| at < self.range.end && text.any(at, CLEARLY_RECORDED));
                if passive && whole {
                    return found(Counted::Recorded, figure, self.topic_or_area(from, context)?);
                }
                None
            }
            Quantity::Percent { value, decimals } => {
                let topic = Some(self.topic(from, context)?);
                let share = Figure::Percent { percent: value, decimals, hedge };
                if let Some(same) = self.fraction_before(index, context, dataset) {
                    let figure = match same.figure {
                        Figure::Change { percent, .. } => {
                            Figure::Change { percent: value * percent.signum(), decimals: Some(decimals), hedge }
                        }
                        _ => share,
                    };
                    return found(same.counted, figure, same.topic);
                }
                if text.word(next) == "of"
                    && let Some(counted) = self.share(from, next)
                {
                    return found(counted, share, topic);
                }
                if let Some(sign) = self.direction(from, next) {
                    let figure = Figure::Change { percent: value * sign, decimals: Some(decimals), hedge };
                    return self.counts_things(from).then_some(Found {
                        number: index,
                        counted: Counted::Change,
                        figure,
                        topic,
                    });
                }
                found(self.share(from, next)?, share, topic)
            }
            Quantity::Fraction { parts, of } => {
                let topic = Some(self.topic(from, context)?);
                let sign = self.direction(from, next).filter(|_| text.word(next) != "of");
                if let Some(sign) = sign.filter(|_| from > 0 && text.any(from - 1, "by|a|of")) {
                    let figure = Figure::Change { percent: sign * 100.0 * parts / of, decimals: None, hedge };
                    return self.counts_things(from).then_some(Found {
                        number: index,
                        counted: Counted::Change,
                        figure,
                        topic,
                    });
                }
                let counted = self.share(from, next).filter(|counted| *counted != Counted::AllCrime)?;
                found(counted, Figure::Fraction { parts, of, hedge }, topic)
            }
            Quantity::Factor(factor) => {
                let topic = Some(self.topic(from, context)?);
                self.counts_things(from).then_some(Found {
                    number: index,
                    counted: Counted::Change,
                    figure: Figure::Factor { factor, hedge },
                    topic,
                })
            }
        }
    }

    /// `More than half` before `(56 per cent)`, which says the same in digits.
    fn fraction_before(&self, index: usize, context: &Context, dataset: &Dataset) -> Option<Found> {
        let at = index.checked_sub(1)?;
        let (fraction, percent) = (self.numbers.get(at)?, self.numbers.get(index)?);
        let between = fraction.tokens.end..percent.from;
        let joined = between.len() == 1 && self.text.any(between.start, "(|–|—|,|or");
        let is_fraction = matches!(fraction.quantity, Quantity::Fraction { .. });
        if joined && is_fraction { self.clear(at, fraction, context, dataset) } else { None }
    }

    /// A number that stands alone, beside others that say what is counted.
    fn understood(&self, index: usize, number: &numbers::Mention, found: &[Found], context: &Context) -> Option<Found> {
        let Quantity::Number { value, decimals, unit } = number.quantity else { return None };
        let text = self.text;
        let (from, next) = (number.from, number.tokens.end);
        let topic = self.topic(from, context)?;
        if self.is_no_count(number) || !self.stands_alone(from, next) || self.leads_astray(index) {
            return None;
        }
        let has_rate = found.iter().any(|other| other.counted == Counted::Rate)
            || self.cues.iter().any(|cue| cue.counted == Counted::Rate);
        let figure = Figure::Number { value, decimals, unit, hedge: number.hedge };
        if decimals > 0 && unit == 1.0 {
            return has_rate.then_some(Found { number: index, counted: Counted::Rate, figure, topic: Some(topic) });
        }
        // "Of 2,014 offences, 135 led to a charge": what follows at once says what this one counts.
        let counted = self.ended(next).unwrap_or(Counted::Recorded);
        let plain = found.iter().all(|other| matches!(other.counted, Counted::Recorded | Counted::Change));
        let seen = plain || counted != Counted::Recorded || text.any(from.wrapping_sub(1), CLEARLY_RECORDED);
        (seen && value.fract() == 0.0).then_some(Found { number: index, counted, figure, topic: Some(topic) })
    }

    /// `Stalking offences in Kent fell to 4,117`: whether it is what the offences of an area came to, or came from.
    fn moves(&self, number: &numbers::Mention, context: &Context) -> bool {
        let text = self.text;
        let (from, next) = (number.from, number.tokens.end);
        let Some(to) = from.checked_sub(1).filter(|to| *to > self.range.start && text.any(*to, "to|from")) else {
            return false;
        };
        let least = from.saturating_sub(16).max(self.range.start);
        let clause =
            (least..to).rev().find(|at| text.any(*at, ",|;|:|(|)|“|”|\"|and|but|while")).map_or(least, |at| at + 1);
        let Some(verb) = (clause..to).rev().find(|at| text.any(*at, MOVES)) else { return false };
        let start = (self.range.start..verb)
            .rev()
            .find(|at| text.any(*at, ",|;|:|(|)|“|”|\"|but|while"))
            .map_or(self.range.start, |at| at + 1);
        let subject = start..verb;
        let Some(topic) = self.topics.iter().find(|topic| subject.contains(&topic.tokens.start)) else { return false };
        let counts = topic.tokens.start == start || text.range_any(subject.clone(), NOUNS);
        let others = subject.clone().any(|at| text.stem(at, NO_OFFENCES)) || self.cues.iter().any(|cue| cue.at < next);
        let is_known = context.area.is_some()
            || self.places.iter().any(|place| !matches!(place.named, Named::Part(_) | Named::Elsewhere));
        let is_dated = context.time.is_some() || self.times.iter().any(|(_, resolved)| resolved.is_some());
        let a_day =
            text.any(next, "a|an|per|each|every") && self.times.iter().all(|(time, _)| time.tokens.start != next);
        counts && !others && is_known && is_dated && !a_day && self.counts_things(from)
    }

    /// Whether a number is the first (`true`) or the second of `from 5,249 to 4,117`.
    fn pair_of(&self, number: &numbers::Mention) -> Option<bool> {
        let text = self.text;
        let word = |at: usize, back: usize| at.checked_sub(back).map_or("", |at| text.word(at));
        let is_count = |other: &&numbers::Mention| matches!(other.quantity, Quantity::Number { .. });
        let other =
            |test: &dyn Fn(&numbers::Mention) -> bool| self.numbers.iter().filter(is_count).find(|other| test(other));
        if word(number.from, 1) == "from" && text.word(number.tokens.end) == "to" {
            return other(&|second| second.from == number.tokens.end + 1).map(|_| true);
        }
        let first = other(&|first| first.tokens.end + 1 == number.from && word(first.from, 1) == "from");
        first.filter(|_| word(number.from, 1) == "to").map(|_| false)
    }

    /// Ages, money, telephone numbers, years, times a day, ranks.
    fn is_no_count(&self, number: &numbers::Mention) -> bool {
        let text = self.text;
        let (from, at, next) = (number.from, number.tokens.start, number.tokens.end);
        let before = |words: &str| from > self.range.start && text.any(from - 1, words);
        let glued = text.glued(at) && text.any(at.wrapping_sub(1), "£|$|€|#|-|.|/|+");
        let glued_after = text.glued(next)
            && (text.any(next, "-|/|@") || text.tokens.get(next).is_some_and(|token| token.kind == Kind::Word));
        let beside_digits = text.number(next).is_some()
            || at > 0 && text.tokens.get(at - 1).is_some_and(|token| matches!(token.kind, Kind::Number { .. }));
        let bare_year = matches!(text.tokens.get(at).map(|token| token.kind), Some(Kind::Number { value, digits: 4, separated: false, decimals: 0 }) if (1_900.0..2_100.0).contains(&value))
            && !text.any(next, NOUNS)
            && !text.any(next, "stalking|were|recorded");
        let one = text.word(at) == "one" && before("not|every|each|no|any|than|only|this|that|the|number");
        let aged = before(",")
            && text.word(next) == ","
            && from > 1
            && text.is_large(from - 2)
            && matches!(number.quantity, Quantity::Number { value, .. } if value < 111.0);
        before(CALLED)
            || before("£|$|€|per|every|section|sections|aged|chapter|page|no|code|outcome|category|type")
            || glued
            || glued_after
            || beside_digits
            || bare_year
            || one
            || aged
    }

    /// `offences per 1,000 residents` after a number.
    fn per_1000(&self, next: usize) -> bool {
        (next..(next + 5).min(self.range.end)).any(|at| {
            self.text
                .phrases(at, "per 1,000|per 1000|per thousand|for every 1,000|for every thousand|in every 1,000")
                .is_some()
        })
    }

    /// `101 of the 1,398 outcomes … were charges`: a part, by what the sentence says of it.
    fn part_of(&self, next: usize, from: usize) -> Option<Counted> {
        let text = self.text;
        if let Some(counted) = self.ended(next) {
            return Some(counted);
        }
        let out = text.phrase(next, "out of").is_some();
        let next = if out { next + 1 } else { next };
        let after = next + 1 + text.phrases(next + 1, "all the|all|the|these|those").unwrap_or_default();
        let of = text.word(next) == "of"
            && (text.any(after, "them|which") || text.any(after - 1, "these|those") || text.number(after).is_some());
        if !of {
            return None;
        }
        self.share(from, next)
    }

    /// `led to a charge`, `were charges`, `ended with evidential difficulties` at a token.
    fn ended(&self, next: usize) -> Option<Counted> {
        let text = self.text;
        let mut next = next;
        // "101 (7%) ended in a charge"
        if text.word(next) == "(" {
            next =
                (next..(next + 7).min(self.range.end)).find(|at| text.word(*at) == ")").map_or(next, |close| close + 1);
        }
        let verb = text.any(next, "led|resulted|ended|saw|brought") || text.any(next, BE);
        if !verb {
            return None;
        }
        let until = (next + 9).min(self.range.end);
        let stop = (next..until).find(|at| text.any(*at, ",|;|.")).unwrap_or(until);
        let cue = self.cues.iter().find(|cue| (next..stop).contains(&cue.at) && topics::is_outcome(cue.counted))?;
        Some(topics::with(cue.counted, topics::out_of(text, self.range.clone())))
    }

    /// The noun of a number: where it is, what is counted, and the offence it names.
    fn noun(&self, next: usize, dataset: &Dataset) -> Option<(usize, Counted, Option<Topic>)> {
        let text = self.text;
        let mut topic = None;
        let mut at = next;
        while at < self.range.end && at < next + 14 {
            if let Some(mention) = topics::read(text, at, dataset) {
                topic = topic.or(Some(mention.topic));
                at = mention.tokens.end;
            } else if text.any(at, NOUNS) {
                return Some((at, Counted::Recorded, topic.or_else(|| self.topic_of_noun(at + 1, dataset))));
            } else if text.any(at, "outcomes|outcome") {
                return Some((at, Counted::Outcomes, topic));
            } else if text.any(at, "charges|summonses") {
                return Some((
                    at,
                    topics::with(Counted::Charged(None), topics::out_of(text, self.range.clone())),
                    topic,
                ));
            } else if text.any(at, ADJECTIVES) && (topic.is_some() || !text.any(at, "of|the") || at == next) {
                // "135 of the offences" is a part of them, not their number.
                if at == next && text.any(at, "of|the") {
                    return None;
                }
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// `offences with an outcome` are outcomes; `in 828 cases the victim did not support action` is a part of them.
    fn of_cases(&self, noun: usize, from: usize, counted: Counted) -> Counted {
        let text = self.text;
        if counted != Counted::Recorded {
            return counted;
        }
        let until = (noun + 16).min(self.range.end);
        let stop = (noun..until).find(|at| text.any(*at, ",|;|.|:")).unwrap_or(until);
        let with = "with an outcome|with outcomes|that had an outcome|that have an outcome|assigned an outcome|given an outcome";
        if (noun..stop).any(|at| text.phrases(at, with).is_some()) {
            return Counted::Outcomes;
        }
        if from > 0 && text.any(from - 1, "in|for") {
            return self.share(from, noun).filter(|counted| topics::is_outcome(*counted)).unwrap_or(counted);
        }
        if self.is_whole(from, noun) && !text.range_any(from..stop, "recorded|logged|registered|reported") {
            return Counted::Cases;
        }
        counted
    }

    /// `2,692 cases` in `185 of 2,692 cases led to a charge` and `Of 2,692 cases, 185 led to a charge`: of them the
    /// sentence tells a part.
    fn is_whole(&self, from: usize, noun: usize) -> bool {
        let text = self.text;
        let mut of = from.saturating_sub(1);
        while of > self.range.start && text.any(of, "the|all|these|those|its") {
            of -= 1;
        }
        let outcome = || self.cues.iter().any(|cue| topics::is_outcome(cue.counted));
        let first = of.saturating_sub(usize::from(text.word(of.saturating_sub(1)) == "out"));
        let part = self.numbers.iter().any(|number| {
            number.tokens.end == first
                && matches!(number.quantity, Quantity::Number { value, .. } if value.fract() == 0.0)
        });
        let opens = of == self.range.start && text.any(noun, "cases|investigations");
        of < from && text.word(of) == "of" && (part || opens) && outcome()
    }

    /// `of stalking` after a noun.
    fn topic_of_noun(&self, at: usize, dataset: &Dataset) -> Option<Topic> {
        let text = self.text;
        if !text.any(at, "of|involving|for|about") {
            return None;
        }
        (at + 1..at + 4)
            .take_while(|at| *at < self.range.end)
            .find_map(|at| Some(topics::read(text, at, dataset)?.topic))
    }

    /// The share that a percentage or fraction is: by the nearest words that say so, those after it first.
    fn share(&self, from: usize, next: usize) -> Option<Counted> {
        let shares = |cue: &&Cue| cue.counted != Counted::Rate;
        let all = self.cues.iter().find(|cue| cue.counted == Counted::AllCrime && (next..next + 3).contains(&cue.at));
        if let Some(cue) = all {
            return Some(cue.counted);
        }
        let shares = |cue: &&Cue| shares(cue) && cue.counted != Counted::AllCrime;
        let after = self.cues.iter().filter(shares).find(|cue| cue.at >= next);
        let before = self.cues.iter().filter(shares).rev().find(|cue| cue.at < from);
        let cue = after.or(before)?;
        // "Evidential difficulties" are of two kinds, and who says which speaks of one.
        let supports = self
            .cues
            .iter()
            .filter(shares)
            .find(|other| matches!(other.counted, Counted::Supported(_) | Counted::Unsupported(_)));
        let counted = match (cue.counted, supports) {
            (Counted::Evidential(_), Some(other)) if other.at > cue.at && other.at < cue.at + 12 => other.counted,
            (counted, _) => counted,
        };
        Some(topics::with(counted, topics::out_of(self.text, self.range.clone())))
    }

    /// Whether a change goes up (1) or down (-1), by the words beside it.
    fn direction(&self, from: usize, next: usize) -> Option<f64> {
        let text = self.text;
        let start = from.saturating_sub(5).max(self.range.start);
        for at in (start..from).rev() {
            if text.any(at, ",|;") {
                break;
            }
            // "More than" says how near another number is.
            if text.word(at + 1) == "than" && text.any(at, "more|less|fewer") {
                continue;
            }
            if text.stem(at, DOWN) {
                return Some(-1.0);
            }
            if text.stem(at, UP) {
                return Some(1.0);
            }
        }
        for at in next..(next + 4).min(self.range.end) {
            if text.any(at, ",|;|of") {
                break;
            }
            if text.stem(at, DOWN) {
                return Some(-1.0);
            }
            if text.stem(at, UP) {
                return Some(1.0);
            }
        }
        None
    }

    /// Whether what doubles or rises is offences, not sentences or calls.
    fn counts_things(&self, from: usize) -> bool {
        let text = self.text;
        let clause =
            (self.range.start..from).rev().find(|at| text.any(*at, ";|while|whereas")).unwrap_or(self.range.start);
        !text.has_stem(clause..from, OTHER_THINGS) && text.has_stem(self.range.clone(), COUNTED_THINGS)
    }

    /// Whether a number has no noun of its own.
    fn stands_alone(&self, from: usize, next: usize) -> bool {
        let text = self.text;
        let ends = next >= self.range.end
            || text.tokens.get(next).is_some_and(|token| token.kind == Kind::Mark)
            || text.any(next, AFTER_ALONE)
            || self.ended(next).is_some()
            || text.any(next, "recorded|reported")
            || self.times.iter().any(|(time, _)| time.tokens.start == next);
        if !ends || from <= self.range.start {
            return ends && from == self.range.start && next < self.range.end && self.ended(next).is_some();
        }
        let mut before = from - 1;
        while before > self.range.start && text.any(before, "just|only|the|a|total") {
            before -= 1;
        }
        let follows = |range: &Range<usize>| range.end == before + 1;
        let after_mention = |at: usize| {
            self.places.iter().any(|place| place.tokens.end == at)
                || self.times.iter().any(|(time, _)| time.tokens.end == at)
        };
        if text.word(before) == "," {
            return after_mention(before) || self.ended(next).is_some();
        }
        if text.word(before) == "and" {
            // "and the 39 in England" are forces.
            return before + 1 == from
                && (self.times.iter().any(|(time, _)| (next..=next + 1).contains(&time.tokens.start))
                    || self.places.iter().any(|place| place.tokens.start == next + 1));
        }
        text.any(before, BEFORE_ALONE)
            || self.places.iter().any(|place| follows(&place.tokens))
            || self.times.iter().any(|(time, _)| follows(&time.tokens))
            || text.any(before, "in|during")
            || before == self.range.start && text.any(before, "only|just")
    }

    /// `from five to ten years`: the second number's noun is the first one's too.
    fn leads_astray(&self, index: usize) -> bool {
        let text = self.text;
        let Some(number) = self.numbers.get(index) else { return false };
        let Some(next) = self.numbers.get(index + 1) else { return false };
        let joined = text.any(number.tokens.end, "to|and|or|-|–") && next.from == number.tokens.end + 1;
        let end = next.tokens.end;
        joined
            && text.tokens.get(end).is_some_and(|token| token.kind == Kind::Word)
            && !text.any(end, AFTER_ALONE)
            && !text.any(end, NOUNS)
            && !self.topics.iter().any(|topic| topic.tokens.start == end)
    }

    /// What a number without an offence of its own is about: what the sentence named before it, else after it, else
    /// the sentences before. `None` where that is another crime.
    fn topic(&self, from: usize, context: &Context) -> Option<Topic> {
        if let Some(topic) = self.topic_before(from, context) {
            return Some(topic);
        }
        let topic = self.topics.first().map(|topic| topic.topic)?;
        (topic != Topic::Other).then_some(topic)
    }

    fn topic_before(&self, from: usize, context: &Context) -> Option<Topic> {
        let before = self.topics.iter().rev().filter(|topic| topic.tokens.start < from);
        // "fear of violence" and the like within a sentence on stalking change nothing.
        let named = before.clone().find(|topic| topic.topic != Topic::Other);
        if let Some(topic) = named {
            return Some(topic.topic);
        }
        if self.topics.iter().any(|topic| topic.topic == Topic::Other) {
            return None;
        }
        context.topic.filter(|_| self.topics.iter().all(|topic| topic.tokens.start < from))
    }

    /// The topic, or, where the text has none at all, the one that is assumed (`Some(None)`): it names an area.
    #[allow(clippy::option_option, reason = "no claim, a claim without an offence, a claim with one")]
    fn topic_or_area(&self, from: usize, context: &Context) -> Option<Option<Topic>> {
        if let Some(topic) = self.topic(from, context) {
            return Some(Some(topic));
        }
        let named = self.places.iter().any(|place| matches!(place.named, Named::Area(_) | Named::Nation));
        (self.topics.is_empty() && context.topic.is_none() && named && !self.times.is_empty()).then_some(None)
    }

    fn claim(&self, found: Found, context: &Context, dated: Option<u32>, dataset: &Dataset) -> Claim {
        let Some(number) = self.numbers.get(found.number) else {
            return Claim::of(found.figure, found.counted, dataset);
        };
        let mut claim = Claim::of(found.figure, found.counted, dataset);
        claim.dated = dated;
        claim.span = self.span(number.from..number.tokens.end);
        claim.offence = match found.topic {
            Some(Topic::Offence(offence)) => Some(offence),
            Some(_) => None,
            None => {
                claim.guessed.push(Guess { of: GuessOf::Offence, how: "as the text names no offence".to_owned() });
                Some(dataset.first_offence())
            }
        };
        self.place(&mut claim, number, context, dataset);
        self.time(&mut claim, number, context);
        claim
    }

    fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.text.tokens.get(tokens.start).map_or(0, |token| token.span.start);
        let end = self.text.tokens.get(tokens.end.saturating_sub(1)).map_or(start, |token| token.span.end);
        start..end
    }

    fn place(&self, claim: &mut Claim, number: &numbers::Mention, context: &Context, dataset: &Dataset) {
        let text = self.text;
        let strong =
            self.places.iter().any(|place| matches!(place.named, Named::Area(_) | Named::TheForce | Named::Nation));
        let mut best: Option<(usize, usize, &places::Mention)> = None;
        for (index, place) in self.places.iter().enumerate() {
            let located = place.tokens.start > self.range.start
                && text.any(place.tokens.start - 1, "in|across|for|by|of|from|within|throughout");
            if matches!(place.named, Named::Part(_))
                && (strong
                    || !located && place.tokens.start != self.range.start
                    || text.any(place.tokens.start.wrapping_sub(1), "from|of"))
            {
                continue;
            }
            let mut cost = self.far(number, &place.tokens, 4);
            // "0.81 in Wiltshire to 3.60 in Cleveland": the first place is the first number's.
            let taken = |other: &numbers::Mention| {
                other.tokens.end + 1 == place.tokens.start && other.tokens.end <= number.from
            };
            if located && self.numbers.iter().any(taken) {
                cost += 40;
            }
            if place.tokens.start >= number.tokens.end {
                cost += if located { 2 } else { 12 };
            }
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, index, place));
            }
        }
        let guess = |how: &str| Guess { of: GuessOf::Area, how: how.to_owned() };
        let Some((_, index, place)) = best else {
            claim.area = context.area;
            if claim.area.is_some() {
                claim.guessed.push(guess("from the sentences before"));
            }
            return;
        };
        if self.is_one_of_several(index) {
            return;
        }
        let name = || {
            let span = self.span(place.tokens.clone());
            [span.start.to_string(), span.end.to_string()].join(" ")
        };
        match place.named {
            Named::Area(area) => {
                claim.area = Some(area);
                // "The West Midlands" is a police force and a region.
                let region = [&dataset.area(area).name, " region"].concat();
                let says_which = text.any(place.tokens.end - 1, "police|region|force|constabulary");
                if !says_which && dataset.areas().iter().any(|other| other.name == region) {
                    claim.guessed.push(guess("as the police force of that name, not the region"));
                }
            }
            Named::Nation => claim.area = Some(dataset.england_and_wales()),
            Named::TheForce => {
                claim.area = context.force.or_else(|| {
                    self.places.iter().find_map(|place| match place.named {
                        Named::Area(area) if dataset.area(area).force().is_some() => Some(area),
                        _ => None,
                    })
                });
                if claim.area.is_some() {
                    claim.guessed.push(guess("as the force that the text named before"));
                }
            }
            Named::Part(area) => {
                claim.area = Some(area);
                claim.part_of_area = Some(name());
            }
            Named::Elsewhere => claim.elsewhere = Some(name()),
        }
    }

    /// Whether a place is one of `Kent and Essex`, `Kent, Essex and Sussex`, which have one figure together.
    fn is_one_of_several(&self, index: usize) -> bool {
        let text = self.text;
        let is_place = |place: &places::Mention| matches!(place.named, Named::Area(_) | Named::Part(_));
        // Where the second of two neighbours in the list starts after the first, and whether "and" joins them.
        let joined = |first: usize| -> Option<bool> {
            let (a, b) = (self.places.get(first)?, self.places.get(first + 1)?);
            let gap = a.tokens.end..b.tokens.start;
            let is_list = is_place(a) && is_place(b) && (1..=3).contains(&gap.len());
            let marks = gap.clone().all(|at| text.any(at, ",|and|&|the|both|in"));
            let and = text.range_any(gap.clone(), "and|&");
            (is_list && marks && (and || gap.len() == 1)).then_some(and)
        };
        let mut first = index;
        while first > 0 && joined(first - 1).is_some() {
            first -= 1;
        }
        let mut at = first;
        let mut and = false;
        while let Some(is_and) = joined(at) {
            and |= is_and;
            at += 1;
        }
        let (Some(a), Some(b)) = (self.places.get(first), self.places.get(at)) else { return false };
        // "2,014 in Kent, and Essex had 612", "2,014 in Kent and Essex recorded 612" are two clauses.
        let clauses = at == first + 1
            && (text.word(a.tokens.end) == ","
                || text.any(b.tokens.end, "recorded|had|saw|logged|registered|with")
                    && self.numbers.iter().any(|number| number.tokens.end <= a.tokens.start)
                    && self.numbers.iter().any(|number| number.from >= b.tokens.end));
        and && !clauses
    }

    /// How far a mention is from a number: tokens between, more for what parts them, much for another number.
    fn far(&self, number: &numbers::Mention, tokens: &Range<usize>, comma: usize) -> usize {
        let between = if tokens.start >= number.tokens.end {
            number.tokens.end..tokens.start
        } else {
            tokens.end..number.from.max(tokens.end)
        };
        let mut cost = between.len();
        for at in between.clone() {
            cost += match self.text.word(at) {
                "," => comma,
                ";" | ":" => 50,
                "“" | "”" | "\"" => 30,
                "compared" | "while" | "against" | "but" => 20,
                _ => 0,
            };
        }
        // "40 out of 1,082" is told of one time and place.
        let is_part = self.text.any(number.tokens.end, "of|out");
        let whole = number.tokens.end..number.tokens.end + if is_part { 4 } else { 0 };
        let others = self.numbers.iter().filter(|other| between.contains(&other.tokens.start));
        let others = others.filter(|other| !whole.contains(&other.from));
        cost + others.filter(|other| matches!(other.quantity, Quantity::Number { .. })).count() * 60
    }

    fn time(&self, claim: &mut Claim, number: &numbers::Mention, context: &Context) {
        let is_change = claim.measure == Counted::Change;
        if is_change && let Some((base, time)) = self.two_times() {
            (claim.base, claim.time) = (Some(base), Some(time));
            return;
        }
        if is_change && let Some((base, time)) = self.base_of(context) {
            (claim.base, claim.time) = (Some(base), Some(time));
            claim.guessed.push(Guess { of: GuessOf::Period, how: "from the sentences before".to_owned() });
            return;
        }
        let moved = if is_change { None } else { self.pair_of(number) };
        if let Some(is_first) = moved
            && let Some((first, last)) = self.two_times()
        {
            claim.time = Some(if is_first { first } else { last });
            return;
        }
        self.nearest_time(claim, number, context);
        if moved == Some(true) {
            // "From 5,249 to 4,117 in 2022-23" starts a year before, unless it says that more years lie between.
            let several = self.text.range_any(number.tokens.end..self.range.end, "years|decade|since|months|over");
            let year = claim.time.filter(|time| time.months() <= 12 && !several && claim.readings.is_empty());
            claim.time = year.map(|time| time.shifted(-1));
            claim.readings = Vec::new();
            claim.guessed.retain(|guess| guess.of != GuessOf::Period);
            if claim.time.is_some() {
                let how = "a year before the one to which it changed".to_owned();
                claim.guessed.push(Guess { of: GuessOf::Period, how });
            }
        }
    }

    fn nearest_time(&self, claim: &mut Claim, number: &numbers::Mention, context: &Context) {
        let is_change = claim.measure == Counted::Change;
        let mut best: Option<(usize, bool, &Resolved)> = None;
        for (mention, resolved) in &self.times {
            let Some(found) = resolved else { continue };
            if !is_change && self.is_base(mention.tokens.start) {
                continue;
            }
            let mut cost = self.far(number, &mention.tokens, if mention.tokens.start < number.from { 3 } else { 15 });
            if mention.tokens.start < number.from {
                cost += 8;
            } else if mention.tokens.start > number.tokens.end && self.opens_clause(mention.tokens.start) {
                cost += 30;
            }
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, mention.tokens.start < number.from, found));
            }
        }
        // So far behind the number, a time belongs to something else; sooner, where the sentences before named one.
        let unresolved = self.times.iter().any(|(_, resolved)| resolved.is_none());
        let near = best.filter(|(cost, before, found)| {
            let limit = if *before || context.time.is_none() && found.guess.is_none() { FAR } else { NEAR };
            *cost < limit
        });
        let Some((.., found)) = near else {
            if !unresolved {
                claim.time = context.time;
                if claim.time.is_some() {
                    claim.guessed.push(Guess { of: GuessOf::Period, how: "from the sentences before".to_owned() });
                }
            }
            return;
        };
        claim.time = Some(found.time);
        if let Some(base) = found.base {
            if is_change {
                claim.base = Some(base);
            } else if !self.has_change() {
                claim.time = Some(Time { first: base.first, last: found.time.last });
            }
        }
        if let Some(other) = found.other {
            claim.readings = vec![found.time, other];
        }
        if let Some(how) = found.guess {
            claim.guessed.push(Guess { of: GuessOf::Period, how: how.to_owned() });
        }
    }

    /// Whether a time is what something is compared with: "as many as in 2019-20", "compared with 2019-20".
    fn is_base(&self, start: usize) -> bool {
        let before = |further: usize| start.checked_sub(further).filter(|at| *at >= self.range.start);
        let skip = usize::from(before(1).is_some_and(|at| self.text.any(at, "in|during|for")));
        let word = |further: usize, words: &str| before(skip + further).is_some_and(|at| self.text.any(at, words));
        word(1, "than")
            || word(1, "as") && word(2, "many|high|much|often|great|large|number|figure|total|rate")
            || word(1, "with|to") && word(2, "compared")
    }

    /// The time that a change is told from where the sentence names no other, and the one that was named before it.
    fn base_of(&self, context: &Context) -> Option<(Time, Time)> {
        let [(mention, Some(found))] = self.times.as_slice() else { return None };
        let time = context.time.filter(|time| time.months() == found.time.months() && time.first > found.time.last)?;
        self.is_base(mention.tokens.start).then_some((found.time, time))
    }

    /// Whether "and in 2020-21" opens what comes after a number.
    fn opens_clause(&self, at: usize) -> bool {
        let before = |further: usize| at.checked_sub(further).filter(|at| *at >= self.range.start);
        let and = |further: usize| before(further).is_some_and(|at| self.text.any(at, "and|but|while|by"));
        and(1) || (and(2) && before(1).is_some_and(|at| self.text.any(at, "in|by|during")))
    }

    fn has_change(&self) -> bool {
        self.numbers.iter().any(|number| {
            matches!(number.quantity, Quantity::Factor(_))
                || matches!(number.quantity, Quantity::Percent { .. })
                    && self.direction(number.from, number.tokens.end).is_some()
        })
    }

    /// The earlier and the later of the two times of a sentence, where it names two that are equally long.
    fn two_times(&self) -> Option<(Time, Time)> {
        let mut times: Vec<Time> = Vec::new();
        for (_, resolved) in &self.times {
            for time in resolved.iter().flat_map(|found| found.base.into_iter().chain([found.time])) {
                if !times.contains(&time) {
                    times.push(time);
                }
            }
        }
        let [a, b] = times.as_slice() else { return None };
        let (first, last) = if a.first < b.first { (*a, *b) } else { (*b, *a) };
        (first.months() == last.months() && first.last < last.first).then_some((first, last))
    }
}

impl Claim {
    fn of(figure: Figure, measure: Counted, dataset: &Dataset) -> Self {
        Self {
            span: 0..0,
            figure,
            measure,
            offence: Some(dataset.first_offence()),
            area: None,
            part_of_area: None,
            elsewhere: None,
            time: None,
            base: None,
            guessed: Vec::new(),
            readings: Vec::new(),
            dated: None,
        }
    }
}
