//! Which cells of a table are selected, and what the keys do to that.

use std::ops::Range;

/// A place in a table as it is shown: row 0 holds the headings, column 0 the names of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Row, from the top.
    pub row: usize,
    /// Column, from the left.
    pub column: usize,
}

/// What a key does to the place that has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// To the first figure of the row.
    RowStart,
    /// To the last figure of the row.
    RowEnd,
    /// To the first figure of the table.
    TableStart,
    /// To the last figure of the table.
    TableEnd,
}

/// A rectangle of cells between the place where it began and the one that has the focus. While the focus is on a
/// heading or on the name of a row, nothing is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    pub anchor: Place,
    /// Where it ends: the place that has the focus.
    pub active: Place,
}

impl Selection {
    /// One place alone.
    pub const fn at(place: Place) -> Self {
        Self { anchor: place, active: place }
    }

    /// Every figure of a table with this many rows and columns, headings counted.
    pub const fn all(rows: usize, columns: usize) -> Self {
        let last = Place { row: rows.saturating_sub(1), column: columns.saturating_sub(1) };
        Self { anchor: Place { row: 1, column: 1 }, active: last }
    }

    /// The rectangle from where this one began to another place. Headings are never part of it.
    #[must_use]
    pub fn to(self, place: Place) -> Self {
        let figure = |place: Place| Place { row: place.row.max(1), column: place.column.max(1) };
        Self { anchor: figure(self.anchor), active: figure(place) }
    }

    /// After a key, in a table with this many rows and columns, headings counted: the next place alone, or the
    /// rectangle up to it. At an edge the place stays.
    #[must_use]
    pub fn step(self, step: Step, extend: bool, rows: usize, columns: usize) -> Self {
        let last = Place { row: rows.saturating_sub(1), column: columns.saturating_sub(1) };
        let Place { row, column } = self.active;
        let (row, column) = match step {
            Step::Left => (row, column.saturating_sub(1)),
            Step::Right => (row, column + 1),
            Step::Up => (row.saturating_sub(1), column),
            Step::Down => (row + 1, column),
            Step::RowStart => (row, 1),
            Step::RowEnd => (row, last.column),
            Step::TableStart => (1, 1),
            Step::TableEnd => (last.row, last.column),
        };
        let next = Place { row: row.min(last.row), column: column.min(last.column) };
        if extend { self.to(next) } else { Self::at(next) }
    }

    /// The selected rows, counted from the first one below the headings.
    pub fn rows(&self) -> Range<usize> {
        self.range(self.anchor.row, self.active.row)
    }

    /// The selected columns, counted from the first one beside the names.
    pub fn columns(&self) -> Range<usize> {
        self.range(self.anchor.column, self.active.column)
    }

    /// Whether a place is selected.
    pub fn contains(&self, place: Place) -> bool {
        self.rows().contains(&place.row.wrapping_sub(1)) && self.columns().contains(&place.column.wrapping_sub(1))
    }

    fn range(&self, a: usize, b: usize) -> Range<usize> {
        let on_heading = self.active.row == 0 || self.active.column == 0;
        if on_heading { 0..0 } else { a.min(b).saturating_sub(1)..a.max(b) }
    }
}
