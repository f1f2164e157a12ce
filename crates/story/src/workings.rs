//! How figures were made: the cells that they are made from, and their releases.

use crate::sentence::Working;
use crate::tell::Teller;
use dataset::{AreaId, ReleaseId};
use query::{Cell, Comparison, Measure, OutcomesRow, Period, words};

impl Teller<'_> {
    /// `Stalking offences recorded by North Wales Police, year ending March 2023`.
    fn what(&self, area: AreaId, period: Period) -> String {
        let offences = words::capitalised(&self.dataset.offence(self.query.offence).noun(2));
        [&offences, " recorded by ", &self.dataset.area(area).recorder, ", ", &period.to_string()].concat()
    }

    /// The counts that add up to an area's: of one force its quarters, of several each force's own.
    pub(crate) fn count_working(&self, area: AreaId, period: Period) -> Working {
        let place = self.dataset.area(area);
        let mut parts: Vec<(String, AreaId, Period)> = Vec::new();
        if place.force().is_some() {
            for quarter in period.quarters() {
                parts.push((quarter.to_string(), area, Period::quarter(quarter)));
            }
        } else {
            for other in self.dataset.area_ids() {
                let force = self.dataset.area(other);
                if force.force().is_some_and(|force| place.forces.contains(&force)) {
                    parts.push((force.name.clone(), other, period));
                }
            }
        }
        let mut working = Working {
            what: self.what(area, period),
            value: self.cell_text(&self.figures.cell(area, period, Measure::Count)),
            cells: Vec::new(),
            releases: Vec::new(),
        };
        for (name, area, period) in parts {
            let cell = self.figures.cell(area, period, Measure::Count);
            working.cells.push((name, self.cell_text(&cell)));
        }
        // A sum over time may come from several releases, each quarter from its own.
        for quarter in period.quarters() {
            self.cite(&mut working, &self.figures.cell(area, Period::quarter(quarter), Measure::Count));
        }
        working
    }

    /// The residents and the count that a rate is made from.
    pub(crate) fn rate_working(&self, area: AreaId, period: Period, cell: &Cell) -> Working {
        let mut working = Working {
            what: self.what(area, period) + ", per 1,000 residents",
            value: cell.number().map_or(String::new(), |rate| words::value(Measure::Rate, rate)),
            cells: Vec::new(),
            releases: Vec::new(),
        };
        if let Some(value) = cell.value() {
            working.cells.push((["Offences, ", &period.to_string()].concat(), words::whole(value.count)));
            let residents = ["Residents in the middle of ", &period.first.year().to_string()].concat();
            working.cells.push((residents, words::whole(value.base.unwrap_or_default())));
        }
        self.cite(&mut working, cell);
        working
    }

    /// The two counts that a change is made from.
    pub(crate) fn change_working(&self, area: AreaId, period: Period, percent: f64) -> Working {
        let mut working = Working {
            what: self.what(area, period) + ", change on the year before",
            value: words::value(Measure::Change, percent),
            cells: Vec::new(),
            releases: Vec::new(),
        };
        for period in [period.year_before(), period] {
            let cell = self.figures.cell(area, period, Measure::Count);
            working.cells.push((words::capitalised(&period.to_string()), self.cell_text(&cell)));
            self.cite(&mut working, &cell);
        }
        working
    }

    /// All forces by what is compared, `place` being one of the figures that it shows.
    pub(crate) fn rank_working(&self, comparison: &Comparison, place: &str, value: String) -> Working {
        let unit = if comparison.measure == Measure::Rate { ", per 1,000 residents" } else { "" };
        let offence = &self.dataset.offence(self.query.offence).name;
        let mut working = Working {
            what: [offence, " recorded by police forces, ", &comparison.period.to_string(), unit, ": ", place].concat(),
            value,
            cells: Vec::new(),
            releases: Vec::new(),
        };
        for row in comparison.rows.iter().filter(|row| row.is_force) {
            if let Some(cell @ Cell::Value(value)) = row.cell() {
                working.cells.push((row.name.clone(), words::value(comparison.measure, value.value)));
                self.cite(&mut working, cell);
            }
        }
        working
    }

    /// The quarters among which one is the highest.
    pub(crate) fn highest_working(&self, stretch: Period, quarter: Period) -> Working {
        let mut working = self.count_working(self.area, quarter);
        working.what.push_str(", the highest quarter of ");
        working.what.push_str(&stretch.to_string());
        working.cells.clear();
        for quarter in stretch.quarters() {
            let cell = self.figures.cell(self.area, Period::quarter(quarter), Measure::Count);
            working.cells.push((quarter.to_string(), self.cell_text(&cell)));
        }
        working
    }

    /// The outcomes of a year; `part` is what the figure counts.
    pub(crate) fn outcomes_working(&self, row: &OutcomesRow, part: &str, value: String) -> Working {
        let recorder = &self.dataset.area(row.area).recorder;
        let halved = if row.halved { ", half of the source’s figure, which counted every row twice" } else { "" };
        let offence = &self.dataset.offence(self.query.offence).name;
        let mut cells: Vec<(String, String)> = Vec::new();
        for (name, count) in query::OUTCOMES.iter().zip(row.parts(query::OutOf::Assigned)) {
            cells.push(((*name).to_owned(), words::whole(count)));
        }
        Working {
            what: [
                "Outcomes of ",
                &words::lowered(offence),
                " offences recorded by ",
                recorder,
                " in ",
                &row.label,
                ": ",
                part,
                halved,
            ]
            .concat(),
            value,
            cells,
            releases: Vec::new(),
        }
    }

    fn cell_text(&self, cell: &Cell) -> String {
        match cell {
            Cell::Value(value) => words::whole(value.count),
            Cell::Missing(reason) => reason.short().to_owned(),
        }
    }

    fn cite(&self, working: &mut Working, cell: &Cell) {
        if let Some(value) = cell.value() {
            let release = self.release(value.release);
            if !working.releases.contains(&release) {
                working.releases.push(release);
            }
        }
    }

    /// `release to June 2023`.
    pub(crate) fn release(&self, release: ReleaseId) -> String {
        ["release to ", &self.dataset.release(release).to.last_month_name()].concat()
    }
}
