//! The Answer as a table: a row for each period, a column for each area.

use crate::{Answer, Cell, order_by, words};
use dataset::Dataset;
use std::cmp::Ordering;

/// Which column a table is sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// `None` for the periods, or the position of a series.
    pub series: Option<usize>,
    /// Largest, or latest, first.
    pub descending: bool,
}

impl Default for Sort {
    /// As time goes.
    fn default() -> Self {
        Self { series: None, descending: false }
    }
}

impl Sort {
    /// The sort after the heading of this column was chosen: the other way round if it was sorted by
    /// already, else largest first for figures and earliest first for periods.
    #[must_use]
    pub fn choose(self, series: Option<usize>) -> Self {
        let descending = if self.series == series { !self.descending } else { series.is_some() };
        Self { series, descending }
    }

    /// The word of `aria-sort` for a column.
    pub fn aria(self, series: Option<usize>) -> &'static str {
        match (self.series == series, self.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}

/// One cell's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// The value in short, or two or three words on why there is none.
    pub text: String,
    /// Why there is no value, as a sentence; `None` where there is one.
    pub why: Option<String>,
}

impl Answer {
    /// Positions of the periods in the order of the sort. Cells without a value come last either way, so
    /// that what is missing never looks like the smallest or the largest.
    pub fn sorted(&self, sort: Sort) -> Vec<usize> {
        let series = sort.series.and_then(|series| self.series.get(series));
        order_by(self.periods.len(), &mut |a, b| match series {
            None if sort.descending => b.cmp(&a),
            None => a.cmp(&b),
            Some(series) => compare(&series.cells[a], &series.cells[b], sort.descending),
        })
    }

    /// The words of one cell.
    pub fn table_cell(&self, series: usize, period: usize, dataset: &Dataset) -> TableCell {
        match self.series.get(series).and_then(|series| series.cells.get(period)) {
            Some(Cell::Value(value)) => {
                let mark = if value.needs_care(self.query.measure) { " †" } else { "" };
                TableCell { text: words::value(self.query.measure, value.value) + mark, why: None }
            }
            Some(Cell::Missing(reason)) => {
                TableCell { text: reason.short().to_owned(), why: Some(reason.sentence(dataset)) }
            }
            None => TableCell { text: String::new(), why: None },
        }
    }
}

/// Orders two cells; one without a value comes last either way.
pub(crate) fn compare(a: &Cell, b: &Cell, descending: bool) -> Ordering {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) if descending => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
