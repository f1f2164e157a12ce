//! The table: periods by areas, areas by periods, or areas by measures, with what is sorted, found, folded and
//! hidden in it.

use crate::compute::Asked;
use crate::table::compare;
use crate::{Answer, Caption, Cell, Columns, Measure, Period, Query, Reason, Rows, Series, Sort, View};
use crate::{find_areas, grid_words, order_by, words};
use dataset::{AreaId, AreaKind, Dataset, Effect};
use std::cmp::Ordering;

/// A table of figures, whole: what of it is shown, and in which order, is a [`GridState`]'s.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The words around it.
    pub caption: Caption,
    /// Heading of the column of names: `Period` or `Area`.
    pub corner: &'static str,
    /// The columns of figures.
    pub columns: Vec<GridColumn>,
    /// Every row, each once or more in the groups.
    pub rows: Vec<GridRow>,
    /// The rows as they stand below one another.
    pub groups: Vec<GridGroup>,
    /// The period of all figures, where the columns are measures.
    pub period: Option<Period>,
    /// The periods of the rows, or of the columns; none where the columns are measures.
    pub periods: Vec<Period>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridColumn {
    /// Its heading.
    pub name: String,
    /// The measure of its figures.
    pub measure: Measure,
    /// Whether it is the first one whose figures must not be compared with those before it.
    pub after_break: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// Its heading.
    pub name: String,
    /// The area, where the row is one's.
    pub area: Option<AreaId>,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// Whether it is the first one whose figures must not be compared with those of the rows before it.
    pub after_break: bool,
}

/// Rows that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridGroup {
    /// The row that names the group and adds it up, if it has one.
    pub head: Option<usize>,
    /// The other rows.
    pub rows: Vec<usize>,
    /// Whether a sort moves the rows; totals stand as they are.
    pub sorted: bool,
}

/// What a reader made of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridState {
    /// The column it is sorted by, within the groups.
    pub sort: Sort,
    /// What was typed to find rows.
    pub search: String,
    /// All forces in one list, the regions and totals below it, in place of a group for each region.
    pub flat: bool,
    /// Groups whose rows are folded away.
    pub folded: Vec<usize>,
    /// Rows that are hidden.
    pub hidden_rows: Vec<usize>,
    /// Columns that are hidden.
    pub hidden_columns: Vec<usize>,
}

/// What of a table is shown, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridView {
    /// Positions of columns.
    pub columns: Vec<usize>,
    /// Those of the columns which, with those after them, must not be compared with those before them.
    pub breaks: Vec<usize>,
    /// Lines, from the top.
    pub lines: Vec<GridLine>,
}

/// A line of a table as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridLine {
    /// Position of the row.
    pub row: usize,
    /// Whether a group begins here.
    pub begins: bool,
    /// The group that the line heads, if it does.
    pub heads: Option<Heads>,
    /// Whether the line and those below it must not be compared with those above it.
    pub after_break: bool,
}

/// A group's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads {
    /// Position of the group.
    pub group: usize,
    /// Rows in the group, shown or not.
    pub rows: usize,
    /// Whether they are shown.
    pub open: bool,
}

impl Grid {
    /// The table that the query asks for.
    pub fn to(query: &Query, dataset: &Dataset) -> Self {
        match query.options.rows {
            Rows::Periods => periods_by_areas(query, dataset),
            Rows::Chosen => {
                let mut areas = query.areas.clone();
                let name = |area: AreaId| dataset.area(area).name.as_str();
                areas = order_by(areas.len(), &mut |a, b| name(areas[a]).cmp(name(areas[b])))
                    .into_iter()
                    .map(|at| areas[at])
                    .collect();
                let rows = (0..areas.len()).collect();
                areas_by_columns(query, dataset, areas, vec![GridGroup { head: None, rows, sorted: true }])
            }
            Rows::Forces => {
                let (areas, groups) = forces_by_region(dataset);
                areas_by_columns(query, dataset, areas, groups)
            }
        }
    }

    /// Whether its rows stand in groups that can be folded.
    pub fn is_grouped(&self) -> bool {
        self.groups.iter().any(|group| group.head.is_some())
    }

    /// The cell of a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// The words of a cell: the value, marked † where it must be read with care, or why there is none.
    pub fn text(&self, row: usize, column: usize) -> String {
        match (self.cell(row, column), self.columns.get(column)) {
            (Some(Cell::Value(value)), Some(column)) => {
                let mark = if value.needs_care(column.measure) { " †" } else { "" };
                words::value(column.measure, value.value) + mark
            }
            (Some(Cell::Missing(reason)), _) => reason.short().to_owned(),
            _ => String::new(),
        }
    }

    /// The name of a cell and its value in full, whole enough to be understood alone.
    pub fn cell_in_full(&self, row: usize, column: usize, dataset: &Dataset) -> String {
        let (Some(of), Some(at), Some(cell)) = (self.rows.get(row), self.columns.get(column), self.cell(row, column))
        else {
            return String::new();
        };
        let (who, when) = match self.period {
            Some(period) => (&of.name, period.to_string()),
            None if of.area.is_some() => (&of.name, at.name.clone()),
            None => (&at.name, of.name.clone()),
        };
        let mixed = match cell {
            Cell::Value(value) if value.mixed_rules => ", part of it before and part after a change of the rules",
            _ => "",
        };
        [who, ", ", &when, ": ", &words::cell_in_full(dataset, at.measure, cell), mixed].concat()
    }

    /// What is shown in a state, in which order. A group whose head is found is shown whole; what is found is
    /// shown though its group is folded.
    pub fn view(&self, state: &GridState, dataset: &Dataset) -> GridView {
        let shown = |hidden: &[usize], at: usize| !hidden.contains(&at);
        let columns: Vec<usize> = (0..self.columns.len()).filter(|at| shown(&state.hidden_columns, *at)).collect();
        let breaks = crossed(&columns, |column| self.columns[column].after_break);
        let typed = state.search.trim();
        let found = find_areas(dataset, typed);
        let matches = |row: usize| match &self.rows[row] {
            _ if typed.is_empty() => true,
            GridRow { area: Some(area), .. } => found.contains(area),
            row => words::split_once(&row.name.to_ascii_lowercase(), &typed.to_ascii_lowercase()).is_some(),
        };
        let flat = if state.flat { self.flat_groups(dataset) } else { Vec::new() };
        let groups = if flat.is_empty() { &self.groups } else { &flat };
        let mut lines: Vec<GridLine> = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            let first = lines.len();
            let head_found = group.head.is_some_and(matches);
            let mut rows = self.sorted(group, state.sort);
            rows.retain(|row| (head_found || matches(*row)) && shown(&state.hidden_rows, *row));
            let mut open = true;
            let head = group.head.filter(|head| shown(&state.hidden_rows, *head));
            if let Some(row) = head.filter(|_| head_found || !rows.is_empty()) {
                open = !typed.is_empty() || !state.folded.contains(&number);
                let heads = Some(Heads { group: number, rows: group.rows.len(), open });
                lines.push(GridLine { row, begins: false, heads, after_break: false });
            }
            if open {
                // In any other order than that of time, what is above is not what was before.
                let in_time = state.sort == Sort::default();
                let breaks = if in_time { crossed(&rows, |row| self.rows[row].after_break) } else { Vec::new() };
                lines.extend(rows.into_iter().map(|row| GridLine {
                    row,
                    begins: false,
                    heads: None,
                    after_break: breaks.contains(&row),
                }));
            }
            if let Some(line) = lines.get_mut(first) {
                line.begins = true;
            }
        }
        GridView { columns, breaks, lines }
    }

    /// Rows and columns as tab-separated text with their headings, as spreadsheets take it: numbers as they are
    /// shown, but without separators of thousands, signs of percent and marks; words where there is no figure.
    pub fn tab_separated(&self, rows: &[usize], columns: &[usize]) -> String {
        let mut text = String::new();
        push_field(&mut text, self.corner);
        for column in columns {
            text.push('\t');
            push_field(&mut text, self.columns.get(*column).map_or("", |column| &column.name));
        }
        for row in rows {
            text.push('\n');
            push_field(&mut text, self.rows.get(*row).map_or("", |row| &row.name));
            for column in columns {
                text.push('\t');
                push_field(&mut text, &self.plain(*row, *column));
            }
        }
        text.push('\n');
        text
    }

    /// All that is shown as tab-separated text, with what it shows above it and its notes below it: figures that
    /// leave the page must not leave them behind.
    pub fn tab_separated_with_notes(&self, view: &GridView) -> String {
        let rows: Vec<usize> = view.lines.iter().map(|line| line.row).collect();
        let mut text = String::new();
        push_field(&mut text, &self.caption.sentence);
        text.push_str("\n\n");
        text.push_str(&self.tab_separated(&rows, &view.columns));
        text.push('\n');
        for note in &self.caption.notes {
            push_field(&mut text, &note.text);
            text.push('\n');
        }
        text
    }

    /// How many of these cells are marked †.
    pub fn marked(&self, rows: &[usize], columns: &[usize]) -> usize {
        let mut marked = 0;
        for row in rows {
            for column in columns {
                if let (Some(Cell::Value(value)), Some(at)) = (self.cell(*row, *column), self.columns.get(*column))
                    && value.needs_care(at.measure)
                {
                    marked += 1;
                }
            }
        }
        marked
    }

    /// The causes for which figures are missing, each once.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            if let Cell::Missing(reason) = cell
                && !reasons.contains(reason)
            {
                reasons.push(*reason);
            }
        }
        reasons
    }

    fn plain(&self, row: usize, column: usize) -> String {
        match (self.cell(row, column), self.columns.get(column)) {
            (Some(Cell::Value(value)), Some(column)) => {
                let mut plain = String::new();
                for char in words::value(column.measure, value.value).chars() {
                    match char {
                        '−' => plain.push('-'),
                        '0'..='9' | '.' => plain.push(char),
                        _ => {}
                    }
                }
                plain
            }
            _ => self.text(row, column),
        }
    }

    /// The rows of a group in the order of the sort; cells without a value last either way.
    fn sorted(&self, group: &GridGroup, sort: Sort) -> Vec<usize> {
        let rows = &group.rows;
        if !group.sorted {
            return rows.clone();
        }
        let cell = |at: usize, column: usize| self.cell(rows[at], column);
        let order = order_by(rows.len(), &mut |a, b| match sort.series {
            None if sort.descending => b.cmp(&a),
            None => a.cmp(&b),
            Some(column) => match (cell(a, column), cell(b, column)) {
                (Some(a), Some(b)) => compare(a, b, sort.descending),
                _ => Ordering::Equal,
            },
        });
        order.into_iter().map(|at| rows[at]).collect()
    }

    /// All forces by name, then regions and totals; nothing where no row is added up from others.
    fn flat_groups(&self, dataset: &Dataset) -> Vec<GridGroup> {
        if !self.is_grouped() {
            return Vec::new();
        }
        let (mut forces, mut others): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, row) in self.rows.iter().enumerate() {
            let again = |other: &GridRow| other.area == row.area;
            match row.area.map(|area| dataset.area(area).kind) {
                Some(AreaKind::Force | AreaKind::NonTerritorial) => forces.push(at),
                // Wales heads a group and is one of the totals.
                _ if self.rows[at + 1..].iter().any(again) => {}
                _ => others.push(at),
            }
        }
        let name = |at: usize| self.rows[forces[at]].name.as_str();
        let order = order_by(forces.len(), &mut |a, b| name(a).cmp(name(b)));
        let forces = order.into_iter().map(|at| forces[at]).collect();
        vec![
            GridGroup { head: None, rows: forces, sorted: true },
            GridGroup { head: None, rows: others, sorted: false },
        ]
    }
}

impl GridState {
    /// What stays of the state when another table takes the place of the one that it was made for: nothing is
    /// sorted, hidden or folded that by accident has the position of what was.
    #[must_use]
    pub fn carried(&self, former: &Grid, now: &Grid) -> Self {
        let same_columns = former.corner == now.corner && former.columns.len() == now.columns.len();
        let same_columns = same_columns && former.columns.iter().zip(&now.columns).all(|(a, b)| a.name == b.name);
        let same_rows = former.rows.len() == now.rows.len();
        let same_rows = same_rows && former.rows.iter().zip(&now.rows).all(|(a, b)| a.name == b.name);
        let mut state = self.clone();
        if !same_columns {
            state.sort = Sort::default();
            state.hidden_columns = Vec::new();
        }
        if !same_rows {
            state.search = String::new();
            state.hidden_rows = Vec::new();
            state.folded = Vec::new();
        }
        state
    }

    /// Folds a group away, or shows it again.
    pub fn fold(&mut self, group: usize) {
        if self.folded.contains(&group) {
            self.folded.retain(|folded| *folded != group);
        } else {
            self.folded.push(group);
        }
    }

    /// Folds every group away, or, where one is, shows all again.
    pub fn fold_all(&mut self, grid: &Grid) {
        let groups = grid.groups.iter().enumerate().filter(|(_, group)| group.head.is_some());
        self.folded = if self.folded.is_empty() { groups.map(|(number, _)| number).collect() } else { Vec::new() };
    }

    /// Rows and columns that are hidden.
    pub fn hidden(&self) -> usize {
        self.hidden_rows.len() + self.hidden_columns.len()
    }
}

/// Adds a text that stays one field of one line.
fn push_field(line: &mut String, text: &str) {
    for char in text.chars() {
        line.push(if char.is_control() { ' ' } else { char });
    }
}

impl Query {
    /// The question whose table holds the figures of a picture of all forces in one period: every measure of it.
    #[must_use]
    pub fn as_table(mut self) -> Self {
        self.view = View::Table;
        self.options.rows = Rows::Forces;
        self.options.columns = Columns::Measures;
        self
    }
}

/// Of positions in order, those that a break parts from the one before, whether or not what begins it is among
/// them.
fn crossed(positions: &[usize], after_break: impl Fn(usize) -> bool) -> Vec<usize> {
    let parted = |pair: &&[usize]| (pair[0] + 1..=pair[1]).any(&after_break);
    positions.windows(2).filter(parted).map(|pair| pair[1]).collect()
}

/// For each period, whether figures of the offence begin there that must not be compared with those before.
fn after_breaks(periods: &[Period], query: &Query, dataset: &Dataset) -> Vec<bool> {
    let mut after = vec![false; periods.len()];
    for change in dataset.changes() {
        if change.effect == Effect::Break && change.offences.contains(&query.offence) {
            let quarter = change.date.quarter();
            if let Some(first) = periods.iter().position(|period| period.last >= quarter) {
                after[first] = first > 0;
            }
        }
    }
    after
}

fn periods_by_areas(query: &Query, dataset: &Dataset) -> Grid {
    // As a table, whoever asks: the lines of other forces are the chart's alone, and so are the words about them.
    let answer = Answer::to(&Query { view: View::Table, ..query.clone() }, dataset);
    let breaks = after_breaks(&answer.periods, query, dataset);
    let column = |series: &Series| GridColumn { name: series.name.clone(), measure: query.measure, after_break: false };
    let columns = answer.series.iter().map(column);
    let row = |(index, period): (usize, &Period)| GridRow {
        name: period.to_string(),
        area: None,
        after_break: breaks[index],
        cells: answer.series.iter().map(|series| series.cells[index]).collect(),
    };
    let rows: Vec<GridRow> = answer.periods.iter().enumerate().map(row).collect();
    Grid {
        corner: "Period",
        columns: columns.collect(),
        groups: vec![GridGroup { head: None, rows: (0..rows.len()).collect(), sorted: true }],
        rows,
        period: None,
        periods: answer.periods.clone(),
        caption: answer.caption(),
    }
}

fn areas_by_columns(query: &Query, dataset: &Dataset, areas: Vec<AreaId>, groups: Vec<GridGroup>) -> Grid {
    let measures = query.options.columns == Columns::Measures;
    let period = query.period(dataset);
    let (first, last) = query.span(dataset);
    let mut columns: Vec<(Period, GridColumn)> = Vec::new();
    if measures {
        for (measure, name) in grid_words::MEASURES {
            columns.push((period, GridColumn { name: name.to_owned(), measure, after_break: false }));
        }
    } else {
        let periods = Period::between(first, last, query.by);
        let breaks = after_breaks(&periods, query, dataset);
        for (period, after_break) in periods.into_iter().zip(breaks) {
            columns.push((period, GridColumn { name: period.to_string(), measure: query.measure, after_break }));
        }
    }
    let asked = Asked { dataset, offence: query.offence, release: query.release };
    let row = |area: AreaId| GridRow {
        name: dataset.area(area).name.clone(),
        area: Some(area),
        after_break: false,
        cells: columns.iter().map(|(period, column)| asked.cell(area, *period, column.measure)).collect(),
    };
    let rows: Vec<GridRow> = areas.iter().copied().map(row).collect();
    let mut grid = Grid {
        caption: Caption::default(),
        corner: "Area",
        rows,
        periods: if measures { Vec::new() } else { columns.iter().map(|(period, _)| *period).collect() },
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        groups,
        period: measures.then_some(period),
    };
    grid.caption = grid_words::of_areas(query, &grid, dataset);
    grid
}

/// Every area but those that are neither a force nor added up from forces of one place: each region with its
/// forces, Wales with its own, British Transport Police, which lies in none, and the totals.
fn forces_by_region(dataset: &Dataset) -> (Vec<AreaId>, Vec<GridGroup>) {
    let kind = |area: &AreaId| dataset.area(*area).kind;
    let of_kind = |wanted: AreaKind| dataset.area_ids().filter(move |area| kind(area) == wanted);
    let mut areas: Vec<AreaId> = Vec::new();
    let mut groups: Vec<GridGroup> = Vec::new();
    let mut add = |head: Option<AreaId>, members: Vec<AreaId>, sorted: bool| {
        let first = areas.len();
        areas.extend(head);
        let start = areas.len();
        areas.extend(members);
        groups.push(GridGroup { head: head.map(|_| first), rows: (start..areas.len()).collect(), sorted });
    };
    let nations: Vec<AreaId> = of_kind(AreaKind::Nation).collect();
    for head in of_kind(AreaKind::Region).chain(nations.iter().copied()) {
        let code = Some(dataset.area(head).code.as_str());
        let members: Vec<AreaId> =
            of_kind(AreaKind::Force).filter(|force| dataset.area(*force).region.as_deref() == code).collect();
        // England is its regions' sum and has no force of its own.
        if !members.is_empty() {
            add(Some(head), members, true);
        }
    }
    add(None, of_kind(AreaKind::NonTerritorial).collect(), true);
    let mut totals = nations;
    totals.push(dataset.england_and_wales());
    add(None, totals, false);
    (areas, groups)
}
