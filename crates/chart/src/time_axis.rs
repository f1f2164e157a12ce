//! The axis of time: where quarters, periods and days stand, and which of them are labelled.

use crate::scale::Scale;
use crate::scale::within;
use crate::scene::{Anchor, Mark, Role, Run};
use crate::text::text_width_px;
use dataset::{Date, Quarter};
use query::{By, Period};

/// Height of the font of both axes.
pub(crate) const LABEL_SIZE: f64 = 12.0;
/// Room between two labels.
const LABEL_GAP: f64 = 14.0;
/// Length of the tick of a labelled time.
const TICK: f64 = 5.0;
/// So few periods are labelled one by one.
const FEW: usize = 8;

/// A linear scale over quarters, with what is drawn for each period.
#[derive(Debug, Clone)]
pub(crate) struct TimeAxis {
    by: By,
    start: Quarter,
    scale: Scale,
    left: f64,
    right: f64,
}

impl TimeAxis {
    /// The axis over the periods, of which there is at least one, between two positions.
    pub(crate) fn of(periods: &[Period], by: By, left: f64, right: f64) -> Self {
        let start = periods.first().map_or(Quarter::FIRST, |period| own_first(by, *period));
        let end = periods.last().map_or(Quarter::FIRST, |period| period.last) + 1;
        let scale = Scale::new((0.0, f64::from(end.since(start).max(1))), (left, right));
        Self { by, start, scale, left, right }
    }

    /// Where a period's own time starts and ends. A year that rolls on has a quarter of its own.
    pub(crate) fn bounds(&self, period: Period) -> (f64, f64) {
        (self.of_quarter(own_first(self.by, period)), self.of_quarter(period.last + 1))
    }

    /// Where the point of a period stands: in the middle of its own time.
    pub(crate) fn middle(&self, period: Period) -> f64 {
        let (start, end) = self.bounds(period);
        f64::midpoint(start, end)
    }

    /// Where a day stands, at most at the edge.
    pub(crate) fn of_date(&self, date: Date) -> f64 {
        let quarters = f64::from(date.quarter().since(self.start)) + date.fraction_of_quarter();
        within(self.scale.at(quarters), self.left, self.right)
    }

    fn of_quarter(&self, quarter: Quarter) -> f64 {
        self.scale.at(f64::from(quarter.since(self.start)))
    }

    /// Ticks and labels below the line at `y`, in a picture `width` wide.
    pub(crate) fn marks(&self, periods: &[Period], y: f64, width: f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        for label in self.labels(periods, width) {
            marks.push(Mark::Line { from: (label.tick, y), to: (label.tick, y + TICK), role: Role::Axis });
            marks.push(text(label.middle, y + 18.0, Anchor::Middle, label.text));
        }
        if self.by != By::Quarter {
            marks.push(text(self.left, y + 36.0, Anchor::Start, "Year ending".to_owned()));
        }
        marks
    }

    /// As many labels as fit, evenly spaced.
    fn labels(&self, periods: &[Period], width: f64) -> Vec<Label> {
        let candidates = self.candidates(periods, width);
        let fits = |stride: usize| {
            let mut index = stride;
            while let (Some(label), Some(before)) = (candidates.get(index), candidates.get(index - stride)) {
                if label.middle - before.middle - f64::midpoint(label.width, before.width) < LABEL_GAP {
                    return false;
                }
                index += stride;
            }
            true
        };
        let stride = (1..=candidates.len()).find(|stride| fits(*stride)).unwrap_or(1);
        let mut labels = Vec::new();
        for (index, label) in candidates.into_iter().enumerate() {
            if index.is_multiple_of(stride) {
                labels.push(label);
            }
        }
        labels
    }

    /// The times that may be labelled: few are all, many are those of financial years.
    fn candidates(&self, periods: &[Period], width: f64) -> Vec<Label> {
        let by_quarter = self.by == By::Quarter;
        let is_of_year = |period: &Period| {
            if by_quarter { period.first.financial_quarter() == 1 } else { period.last.financial_quarter() == 4 }
        };
        let all = periods.len() <= FEW || !periods.iter().any(is_of_year);
        let mut labels = Vec::new();
        for period in periods {
            if !all && !is_of_year(period) {
                continue;
            }
            let (tick, text) = if by_quarter {
                (self.of_quarter(period.first), short_month(&period.first.first_month_name()))
            } else {
                (self.middle(*period), period.short())
            };
            let wide = text_width_px(&text, LABEL_SIZE, false);
            let half = wide / 2.0 + 1.0;
            let middle = within(tick, half.min(width / 2.0), (width - half).max(width / 2.0));
            labels.push(Label { tick, text, width: wide, middle });
        }
        labels
    }
}

struct Label {
    tick: f64,
    middle: f64,
    width: f64,
    text: String,
}

fn own_first(by: By, period: Period) -> Quarter {
    if by == By::Year { period.first } else { period.last }
}

/// `Apr 2014` for `April 2014`.
fn short_month(name: &str) -> String {
    let (month, year) = name.split_once(' ').unwrap_or((name, ""));
    let mut text = month.get(..3).unwrap_or(month).to_owned();
    text.push(' ');
    text.push_str(year);
    text
}

fn text(x: f64, y: f64, anchor: Anchor, text: String) -> Mark {
    Mark::text((x, y), anchor, Run::plain(text, Role::AxisLabel), LABEL_SIZE)
}
