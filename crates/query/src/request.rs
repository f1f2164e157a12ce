//! The Query: what is asked.

use crate::{Columns, Compare, Options, Period, Rows};
use dataset::{AreaId, Dataset, OffenceId, Quarter, ReleaseId};

/// Areas that can be highlighted at once: one for each colour and marker shape.
pub const MOST_AREAS: usize = 6;

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$choice_doc:meta])* $choice:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$choice_doc])* $choice),+
        }

        impl $name {
            /// Every choice, the default first.
            pub const ALL: &'static [Self] = &[$(Self::$choice),+];

            /// The word of the address contract.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$choice => $word),+
                }
            }

            /// The choice with this word of the address contract.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }
    };
}

pub(crate) use choices;

choices!(
    /// A way to look at the figures.
    View {
        /// Lines over time.
        Trend = "trend",
        /// Forces side by side.
        Compare = "compare",
        /// Forces on a map.
        Map = "map",
        /// What became of the offences.
        Outcomes = "outcomes",
        /// The figures as a table.
        Table = "table",
        /// The figures as sentences.
        Story = "story",
        /// An article held against the figures.
        Check = "check",
    }
);

choices!(
    /// What is measured.
    Measure {
        /// Offences recorded.
        Count = "count",
        /// Offences recorded per 1,000 residents.
        Rate = "rate",
        /// Percent of all recorded crime.
        Share = "share",
        /// Percent more or fewer than in the same period a year before.
        Change = "change",
    }
);

choices!(
    /// How long a period is.
    By {
        /// A quarter of a calendar year.
        Quarter = "quarter",
        /// A financial year, April to March.
        Year = "year",
        /// The year ending with each quarter.
        Rolling = "rolling",
    }
);

choices!(
    /// Light or dark.
    Theme {
        /// As the reader's device is set.
        Auto = "auto",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
);

/// Which release the figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReleaseChoice {
    /// For each quarter the newest release that has it.
    Latest,
    /// One release alone.
    One(ReleaseId),
}

/// The state of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The view.
    pub view: View,
    /// One to [`MOST_AREAS`] areas, each once, in the order of their colours.
    pub areas: Vec<AreaId>,
    /// The offence.
    pub offence: OffenceId,
    /// The measure.
    pub measure: Measure,
    /// The length of a period.
    pub by: By,
    /// First quarter; `None` for the first one there is.
    pub from: Option<Quarter>,
    /// Last quarter; `None` for the last one there is.
    pub to: Option<Quarter>,
    /// The release.
    pub release: ReleaseChoice,
    /// Whether the page stands in an article as a frame.
    pub embed: bool,
    /// Light or dark.
    pub theme: Theme,
    /// The period of the views that show one; `None` for the latest complete year.
    pub at: Option<Period>,
    /// First quarter of the earlier period, as long as the other, of a comparison between two; `None` for the
    /// one a year before.
    pub against: Option<Quarter>,
    /// Choices of single views.
    pub options: Options,
}

impl Query {
    /// Stalking in England and Wales by quarter, all there is.
    pub fn default_for(dataset: &Dataset) -> Self {
        Self {
            view: View::Trend,
            areas: vec![dataset.england_and_wales()],
            offence: dataset.first_offence(),
            measure: Measure::Count,
            by: By::Quarter,
            from: None,
            to: None,
            release: ReleaseChoice::Latest,
            embed: false,
            theme: Theme::Auto,
            at: None,
            against: None,
            options: Options::default(),
        }
    }

    /// First and last quarter that can be shown for the chosen offence and release: from the quarter in
    /// which the offence got its code to the last one that the release, or any release, covers.
    pub fn bounds(&self, dataset: &Dataset) -> (Quarter, Quarter) {
        let releases = match self.release {
            ReleaseChoice::Latest => dataset.releases_of(self.offence),
            ReleaseChoice::One(id) => std::slice::from_ref(dataset.release(id)),
        };
        let first = releases.iter().map(|release| release.from).min().unwrap_or(Quarter::FIRST);
        let last = releases.iter().map(|release| release.to).max().unwrap_or(Quarter::FIRST);
        let offence = dataset.offence(self.offence);
        let (since, until) = (offence.since.unwrap_or(first), offence.until.unwrap_or(last));
        // A release that ends before the offence existed still has bounds: all of it not applicable.
        (if since <= last { first.max(since) } else { first }, if first <= until { last.min(until) } else { last })
    }

    /// The measure that is drawn. A change on a year before is itself a comparison of two periods: where two are
    /// compared, counts are drawn in its place.
    pub fn measure_drawn(&self) -> Measure {
        match self.measure {
            Measure::Change if !self.uses("measure-change") => Measure::Count,
            measure => measure,
        }
    }

    /// Whether the question can be answered from what the dataset holds already: the counts of the first offence, or all
    /// of them. Shares need all recorded crime, and so does a table of all measures.
    pub fn is_answerable(&self, dataset: &Dataset) -> bool {
        dataset.is_whole()
            || self.measure != Measure::Share
                && !(self.view == View::Table && self.options.columns == Columns::Measures)
                && self.offence == dataset.first_offence()
    }

    /// Whether what a key of the address stands for has a part in the view that is asked for; `measure-change` is the
    /// one measure.
    pub fn uses(&self, key: &str) -> bool {
        let over_time = match self.view {
            View::Compare => self.options.compare == Compare::Each,
            View::Map | View::Outcomes | View::Story => false,
            View::Table => self.options.rows == Rows::Periods || self.options.columns == Columns::Periods,
            View::Trend | View::Check => true,
        };
        match key {
            // A story tells of the time since then.
            "from" | "to" if self.view == View::Story => true,
            "by" | "from" | "to" => over_time,
            "measure" if self.view == View::Table => over_time,
            "measure-change" => self.view != View::Compare || self.options.compare != Compare::Change,
            "measure" => !matches!(self.view, View::Outcomes | View::Story),
            _ => true,
        }
    }

    /// Chooses one more area. The first choice takes the place of England and Wales, which the page chose by
    /// itself: one force's counts beside the whole nation's would lie flat on the axis. An area that is
    /// there already, or one more than [`MOST_AREAS`], changes nothing.
    pub fn add_area(&mut self, area: AreaId, dataset: &Dataset) {
        if self.areas == [dataset.england_and_wales()] {
            self.areas = vec![area];
        } else if self.areas.len() < MOST_AREAS && !self.areas.contains(&area) {
            self.areas.push(area);
        }
    }

    /// Takes an area away; without any left, England and Wales is shown.
    pub fn remove_area(&mut self, area: AreaId, dataset: &Dataset) {
        self.areas.retain(|chosen| *chosen != area);
        if self.areas.is_empty() {
            self.areas = vec![dataset.england_and_wales()];
        }
    }

    /// Sets the first quarter; the first one there is stands for no choice, and an end that would come
    /// before it is taken back to the last one there is.
    pub fn set_from(&mut self, from: Quarter, dataset: &Dataset) {
        let (first, _) = self.bounds(dataset);
        self.from = (from != first).then_some(from);
        self.to = self.to.filter(|to| *to >= from);
    }

    /// Sets the last quarter; the last one there is stands for no choice, and a start that would come after
    /// it is taken back to the first one there is.
    pub fn set_to(&mut self, to: Quarter, dataset: &Dataset) {
        let (_, last) = self.bounds(dataset);
        self.to = (to != last).then_some(to);
        self.from = self.from.filter(|from| *from <= to);
    }

    /// Quarters that a control can offer as a start: all, or, by financial year, those in which one begins.
    pub fn starts(&self, dataset: &Dataset) -> Vec<Quarter> {
        self.offered(dataset, 1)
    }

    /// Quarters that a control can offer as an end: all, or, by financial year, those in which one ends.
    pub fn ends(&self, dataset: &Dataset) -> Vec<Quarter> {
        self.offered(dataset, 4)
    }

    fn offered(&self, dataset: &Dataset, quarter_of_year: u16) -> Vec<Quarter> {
        let (first, last) = self.bounds(dataset);
        let (from, to) = self.span(dataset);
        let fits = |quarter: &Quarter| {
            self.by != By::Year
                || quarter.financial_quarter() == quarter_of_year
                // What is chosen is offered, whatever it is: a list without it would show another choice.
                || *quarter == if quarter_of_year == 1 { from } else { to }
        };
        first.min(from).to(last.max(to)).filter(fits).collect()
    }

    /// First and last quarter asked for.
    pub fn span(&self, dataset: &Dataset) -> (Quarter, Quarter) {
        let (first, last) = self.bounds(dataset);
        // One end alone may lie outside of what the release or the offence has: the other goes with it, so that
        // the quarter is shown with the reason why it has no figure.
        match (self.from, self.to) {
            (Some(from), None) => (from, last.max(from)),
            (None, Some(to)) => (first.min(to), to),
            (from, to) => (from.unwrap_or(first), to.unwrap_or(last)),
        }
    }
}
