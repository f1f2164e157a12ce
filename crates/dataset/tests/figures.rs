//! The committed figures against values published or computed elsewhere: `data/` holds what it should.

// Helpers of a test fail as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use dataset::format::{MapFile, OutcomesFile, RecordedFile};
use dataset::{AreaId, AreaKind, Dataset, Effect, Figure, ForceId, Missing, OffenceId, Quarter, ReleaseId};
use std::collections::BTreeSet;

const OLD: &str = "to-2018-03";
const MAIN: &str = "to-2023-06";
const NEW: &str = "to-2025-03";

fn file(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The dataset with short ways to ask it.
struct Figures {
    dataset: Dataset,
}

impl Figures {
    fn read() -> Self {
        Self { dataset: Dataset::from_json(&file("recorded.json")).unwrap() }
    }

    fn release(&self, name: &str) -> ReleaseId {
        self.dataset.release_by_name(name).unwrap()
    }

    fn offence(&self, code: &str) -> OffenceId {
        self.dataset.offence_by_code(code).unwrap()
    }

    fn force(&self, code: &str) -> ForceId {
        self.dataset.force_by_code(code).unwrap()
    }

    fn area(&self, code: &str) -> AreaId {
        self.dataset.area_by_code(code).unwrap()
    }

    fn figure(&self, release: &str, offence: &str, force: &str, quarter: &str) -> Figure {
        self.dataset.recorded(self.release(release), self.offence(offence), self.force(force), quarter.parse().unwrap())
    }

    /// The forces of England and Wales but British Transport Police.
    fn territorial(&self) -> Vec<ForceId> {
        let btp = self.force("BTP");
        self.forces("K04000001").into_iter().filter(|force| *force != btp).collect()
    }

    fn forces(&self, area: &str) -> Vec<ForceId> {
        self.dataset.area(self.area(area)).forces.clone()
    }

    /// The sum over forces and quarters; `None` if one figure is not there.
    fn sum(&self, release: &str, offence: &str, forces: &[ForceId], quarters: &[Quarter]) -> Option<i64> {
        let cell = |force, quarter| match self.dataset.recorded(
            self.release(release),
            self.offence(offence),
            force,
            quarter,
        ) {
            Figure::Count(count) => Some(i64::from(count)),
            Figure::Missing(_) => None,
        };
        quarters.iter().flat_map(|quarter| forces.iter().map(move |force| cell(*force, *quarter))).sum()
    }
}

fn quarters(from: &str, to: &str) -> Vec<Quarter> {
    let from: Quarter = from.parse().unwrap();
    from.to(Quarter::from_last_month(to).unwrap()).collect()
}

fn financial_year(start: u16) -> Vec<Quarter> {
    (1..=4).map(|number| Quarter::of_financial_year(start, number).unwrap()).collect()
}

#[test]
fn north_wales_by_year() {
    let figures = Figures::read();
    let north_wales = [figures.force("W15000001")];
    let years: Vec<i64> =
        (2014..=2022).map(|year| figures.sum(MAIN, "8Q", &north_wales, &financial_year(year)).unwrap()).collect();
    assert_eq!(years, [33, 25, 34, 90, 355, 885, 2014, 2022, 1895]);
}

#[test]
fn england_and_wales_by_year_without_and_with_british_transport_police() {
    let figures = Figures::read();
    for (year, territorial, all) in
        [(2019, 33_273, 33_362), (2020, 98_634, 98_667), (2021, 117_877, 117_930), (2022, 117_266, 117_331)]
    {
        let quarters = financial_year(year);
        assert_eq!(figures.sum(MAIN, "8Q", &figures.territorial(), &quarters), Some(territorial), "{year}");
        assert_eq!(figures.sum(MAIN, "8Q", &figures.forces("K04000001"), &quarters), Some(all), "{year}");
    }
}

#[test]
fn the_same_year_in_two_releases() {
    let figures = Figures::read();
    let all = figures.forces("K04000001");
    assert_eq!(figures.sum(MAIN, "8Q", &all, &financial_year(2017)), Some(10_397));
    assert_eq!(figures.sum(OLD, "8Q", &all, &financial_year(2017)), Some(10_296));
    // The released quarters stay apart: each of them is still to be had.
    let north_wales = figures.force("W15000001");
    let quarter = "2017-04".parse().unwrap();
    let of = |release| figures.dataset.recorded(figures.release(release), figures.offence("8Q"), north_wales, quarter);
    assert!(matches!((of(OLD), of(MAIN)), (Figure::Count(_), Figure::Count(_))));
}

#[test]
fn england_in_the_newest_release_and_no_total_for_wales() {
    let figures = Figures::read();
    let england = figures.forces("E92000001");
    assert_eq!(england.len(), 39);
    let quarters = financial_year(2024);
    let by_quarter: Vec<i64> =
        quarters.iter().map(|quarter| figures.sum(NEW, "8Q", &england, &[*quarter]).unwrap()).collect();
    assert_eq!(by_quarter, [31_421, 31_708, 31_418, 32_231]);
    assert_eq!(figures.sum(NEW, "8Q", &england, &quarters), Some(126_778));
    assert_eq!(figures.sum(NEW, "8Q", &[figures.force("BTP")], &quarters), Some(136));
    for area in ["W92000004", "K04000001"] {
        assert_eq!(figures.sum(NEW, "8Q", &figures.forces(area), &quarters), None, "{area}");
    }
}

#[test]
fn welsh_forces_are_absent_from_the_newest_release_with_the_reason() {
    let figures = Figures::read();
    let release = figures.dataset.release(figures.release(NEW));
    let why = |force: ForceId, offence: &str, quarter: Quarter| match figures.dataset.recorded(
        figures.release(NEW),
        figures.offence(offence),
        force,
        quarter,
    ) {
        Figure::Missing(Missing::NotSupplied(position)) => release.absences[usize::from(position)].why.clone(),
        other => panic!("{other:?}"),
    };
    for force in figures.forces("W92000004") {
        for offence in ["8Q", "8L", "8M", "8R", "8U"] {
            for quarter in financial_year(2024) {
                assert_eq!(
                    why(force, offence, quarter),
                    "The four Welsh forces are not in the copy of this release that the figures come from."
                );
            }
        }
    }
    for offence in ["8L", "8M", "8R", "8U"] {
        let why = why(figures.force("BTP"), offence, "2024-04".parse().unwrap());
        assert!(why.contains("stalking alone"), "{why}");
    }
}

#[test]
fn what_each_release_covers() {
    let figures = Figures::read();
    let spans: Vec<(String, String, String, bool)> = figures
        .dataset
        .releases()
        .iter()
        .map(|release| {
            let (from, to) = (release.from.first_month_text(), release.to.last_month_text());
            (release.name.clone(), from, to, release.has_all_crime())
        })
        .collect();
    let expected =
        [(OLD, "2017-04", "2018-03", false), (MAIN, "2012-04", "2023-06", true), (NEW, "2024-04", "2025-03", false)];
    assert_eq!(spans, expected.map(|(name, from, to, all)| (name.to_owned(), from.to_owned(), to.to_owned(), all)));
    let published: Vec<Option<&str>> =
        figures.dataset.releases().iter().map(|release| release.published.as_deref()).collect();
    assert_eq!(published, [None, Some("2023-10"), None]);
}

/// Figures as many as the tables have rows: nothing was lost and nothing made up.
#[test]
fn every_row_of_the_tables_is_there() {
    let file: RecordedFile = serde_json::from_str(&file("recorded.json")).unwrap();
    let figures = |release: usize| -> usize {
        file.releases[release].counts.iter().flat_map(|column| column.cells.iter().flatten().flatten()).count()
    };
    assert_eq!(figures(0), 704);
    // Three rows of the table are zeros of 2019/20, when 8U was no offence of its own.
    assert_eq!(figures(1), 7_263 - 3);
    assert_eq!(figures(2), 784);
    let all_crime = file.releases[1].all_crime.as_ref().unwrap();
    assert_eq!(all_crime.cells.iter().flatten().flatten().count(), 1_980);
}

#[test]
fn stalking_has_no_hole_from_its_first_quarter() {
    let figures = Figures::read();
    let quarters = quarters("2014-04", "2023-06");
    assert_eq!(quarters.len(), 37);
    assert!(figures.sum(MAIN, "8Q", &figures.forces("K04000001"), &quarters).is_some());
}

#[test]
fn no_release_has_july_2023_to_march_2024() {
    let figures = Figures::read();
    for quarter in quarters("2023-07", "2024-03") {
        assert_eq!(figures.dataset.newest_release_with(quarter), None);
        for release in figures.dataset.release_ids() {
            let figure = figures.dataset.recorded(release, figures.offence("8Q"), figures.force("W15000001"), quarter);
            assert_eq!(figure, Figure::Missing(Missing::OutsideRelease));
        }
    }
    assert_eq!(figures.dataset.newest_release_with("2023-04".parse().unwrap()), Some(figures.release(MAIN)));
    assert_eq!(figures.dataset.newest_release_with("2024-04".parse().unwrap()), Some(figures.release(NEW)));
}

#[test]
fn an_offence_without_a_code_of_its_own_is_not_applicable_rather_than_zero() {
    let figures = Figures::read();
    let not_applicable = Figure::Missing(Missing::NotApplicable);
    for (offence, last, first) in
        [("8Q", "2014-01", "2014-04"), ("8R", "2017-01", "2017-04"), ("8U", "2020-01", "2020-04")]
    {
        assert_eq!(figures.figure(MAIN, offence, "W15000001", last), not_applicable, "{offence}");
        assert!(matches!(figures.figure(MAIN, offence, "W15000001", first), Figure::Count(_)), "{offence}");
    }
    assert_eq!(figures.figure(OLD, "8U", "W15000001", "2017-04"), not_applicable);
    assert!(matches!(figures.figure(MAIN, "8L", "W15000001", "2012-04"), Figure::Count(_)));
}

#[test]
fn a_transfer_is_a_negative_count() {
    let figures = Figures::read();
    assert_eq!(figures.figure(OLD, "8M", "E23000012", "2018-01"), Figure::Count(-1));
    assert_eq!(figures.figure(MAIN, "8M", "E23000009", "2013-01"), Figure::Count(-2));
}

#[test]
fn offences_forces_and_regions() {
    let figures = Figures::read();
    let codes: Vec<&str> = figures.dataset.offences().iter().map(|offence| offence.code.as_str()).collect();
    assert_eq!(codes, ["8Q", "8L", "8M", "8R", "8U"]);
    assert_eq!(figures.dataset.forces().len(), 44);
    assert_eq!(figures.dataset.forces()[43].code, "BTP");
    assert_eq!(figures.forces("W92000004").len(), 4);
    let areas = || figures.dataset.areas().iter();
    let names: Vec<&str> = areas().filter(|area| area.kind == AreaKind::Force).map(|area| area.name.as_str()).collect();
    assert_eq!(names.len(), 43);
    assert!(names.is_sorted(), "{names:?}");
    let regions: Vec<_> = areas().filter(|area| area.kind == AreaKind::Region).collect();
    assert_eq!(regions.len(), 9);
    assert_eq!(regions.iter().map(|region| region.forces.len()).sum::<usize>(), 39);
    assert_eq!(regions[5].name, "East of England region");
    let official = |code: &str| figures.dataset.area(figures.area(code)).recorder.clone();
    assert_eq!(official("E23000035"), "Devon and Cornwall Police");
    assert_eq!(official("E23000001"), "Metropolitan Police Service");
    // No two areas are found under the same name.
    let mut seen = BTreeSet::new();
    for area in areas() {
        for name in area.aliases.iter().chain([&area.name]) {
            assert!(!name.trim().is_empty() && seen.insert(name.to_lowercase()), "{name}");
        }
    }
}

#[test]
fn residents_of_england_and_wales_by_year() {
    let figures = Figures::read();
    let expected = [
        56_170_927, 56_577_740, 56_989_744, 57_444_107, 57_881_415, 58_366_199, 58_700_914, 59_008_368, 59_317_788,
        59_430_444, 59_660_524, 60_245_218, 60_854_727, 61_806_682,
    ];
    for (year, residents) in (2011..).zip(expected) {
        let sum: u32 = figures
            .dataset
            .forces()
            .iter()
            .enumerate()
            .map(|(index, force)| {
                assert_eq!(figures.force(&force.code).index(), index);
                figures.dataset.residents(figures.force(&force.code), year).unwrap_or(0)
            })
            .sum();
        assert_eq!(sum, residents, "{year}");
    }
    assert_eq!(figures.dataset.residents(figures.force("BTP"), 2022), None);
    assert_eq!(figures.dataset.residents(figures.force("W15000001"), 2010), None);
    assert_eq!(figures.dataset.residents(figures.force("W15000001"), 2025), None);
    assert_eq!(figures.dataset.population_revised_from(), [2024]);
}

#[test]
fn the_rate_of_north_wales_and_its_rank_in_the_year_ending_march_2023() {
    let figures = Figures::read();
    let quarters = financial_year(2022);
    let rate = |forces: &[ForceId]| {
        let count = figures.sum(MAIN, "8Q", forces, &quarters).unwrap() as f64;
        let residents: u32 = forces.iter().filter_map(|force| figures.dataset.residents(*force, 2022)).sum();
        1000.0 * count / f64::from(residents)
    };
    let north_wales = rate(&[figures.force("W15000001")]);
    assert_eq!(format!("{north_wales:.2}"), "2.75");
    let rated: Vec<f64> = figures
        .territorial()
        .into_iter()
        .filter(|force| figures.dataset.force(*force).no_rate.is_none())
        .map(|force| rate(&[force]))
        .collect();
    assert_eq!(rated.len(), 42);
    assert_eq!(1 + rated.iter().filter(|other| **other > north_wales).count(), 11);
    assert_eq!(format!("{:.2}", rate(&figures.forces("K04000001"))), "1.95");
    for code in ["E23000034", "BTP"] {
        assert!(figures.dataset.force(figures.force(code)).no_rate.is_some(), "{code}");
    }
}

/// What a newspaper printed in March 2022, from a release of January 2022, against the figures as they
/// were revised by October 2023.
#[test]
fn printed_figures_were_revised_since() {
    let figures = Figures::read();
    let north_wales = vec![figures.force("W15000001")];
    let all = figures.forces("K04000001");
    let sum = |forces: &[ForceId], from: &str, to: &str| figures.sum(MAIN, "8Q", forces, &quarters(from, to)).unwrap();
    for (printed, revised, forces, from, to) in [
        (1_981, 2_014, &north_wales, "2020-04", "2021-03"),
        (98_544, 98_667, &all, "2020-04", "2021-03"),
        (33_006, 33_362, &all, "2019-04", "2020-03"),
    ] {
        assert_eq!(sum(forces, from, to), revised);
        let off_by = (revised - printed) as f64 / revised as f64;
        assert!((0.0..0.02).contains(&off_by), "{printed}");
    }
    assert_eq!(figures.figure(MAIN, "8Q", "W15000001", "2021-04"), Figure::Count(477));
    assert_eq!(sum(&north_wales, "2021-04", "2021-09"), 1_009);
    assert_eq!(sum(&north_wales, "2014-04", "2021-09"), 4_445);
}

#[test]
fn all_crime_is_more_than_any_one_offence() {
    let figures = Figures::read();
    let release = figures.release(MAIN);
    for quarter in quarters("2012-04", "2023-06") {
        for force in figures.forces("K04000001") {
            let all = figures.dataset.all_crime(release, force, quarter).unwrap();
            let known = figures.dataset.offence_ids().filter_map(|offence| {
                match figures.dataset.recorded(release, offence, force, quarter) {
                    Figure::Count(count) => Some(count),
                    Figure::Missing(_) => None,
                }
            });
            assert!(all > known.sum::<i32>());
        }
    }
    let city = figures.force("E23000034");
    assert_eq!(figures.dataset.all_crime(release, city, "2020-04".parse().unwrap()), Some(632));
    assert_eq!(figures.dataset.all_crime(figures.release(NEW), city, "2024-04".parse().unwrap()), None);
}

#[test]
fn changes_by_date_with_the_offences_and_the_force_they_concern() {
    let figures = Figures::read();
    let changes = figures.dataset.changes();
    assert_eq!(changes.len(), 11);
    for change in changes {
        assert!(change.what.ends_with('.') && !change.short.ends_with('.'), "{}", change.what);
        assert!(!change.source.is_empty() && !change.source.contains("as above"), "{}", change.source);
    }
    let codes = |offences: &[OffenceId]| -> Vec<String> {
        offences.iter().map(|offence| figures.dataset.offence(*offence).code.clone()).collect()
    };
    let moving: Vec<(String, Effect, Vec<String>, Option<ForceId>)> = changes
        .iter()
        .filter(|change| change.effect != Effect::None)
        .map(|change| (change.date.to_string(), change.effect, codes(&change.offences), change.force))
        .collect();
    let every = ["8Q", "8L", "8M", "8R", "8U"];
    let of_conduct = ["8Q", "8L", "8M", "8U"];
    let expected = [
        ("April 2014", Effect::SeriesStart, &["8Q", "8L"][..], None),
        ("April 2018", Effect::Rise, &of_conduct, None),
        ("July 2019", Effect::Missing, &every, Some("E23000005")),
        ("April 2020", Effect::Break, &["8Q", "8L"], None),
        ("November 2022", Effect::Missing, &every, Some("E23000035")),
        ("May 2023", Effect::Fall, &of_conduct, None),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(date, effect, codes, force)| {
            let codes = codes.iter().map(|code| (*code).to_owned()).collect();
            (date.to_owned(), effect, codes, force.map(|code| figures.force(code)))
        })
        .collect();
    assert_eq!(moving, expected);
}

#[test]
fn outcomes_of_stalking() {
    let outcomes: OutcomesFile = serde_json::from_str(&file("outcomes.json")).unwrap();
    assert_eq!(outcomes.offence, "8Q");
    assert_eq!((outcomes.forces.len(), outcomes.forces[43].as_str()), (44, "BTP"));
    let years: Vec<&str> = outcomes.years.iter().map(|year| year.year.as_str()).collect();
    assert_eq!(years, ["2014/15", "2015/16", "2016/17", "2018/19", "2019/20", "2020/21", "2021/22"]);
    let halved: Vec<&str> = outcomes.years.iter().filter(|year| year.halved).map(|year| year.year.as_str()).collect();
    assert_eq!(halved, ["2016/17"]);
    let total = |year: usize, figure: usize| -> u32 {
        outcomes.years[year].cells.iter().flatten().map(|cells| cells[figure]).sum()
    };
    assert_eq!((total(0, 1), total(0, 0)), (723, 1_969));
    assert_eq!((total(6, 1), total(6, 0)), (5_948, 99_302));
    let percent = |year| format!("{:.1}", 100.0 * f64::from(total(year, 1)) / f64::from(total(year, 0)));
    assert_eq!((percent(0), percent(6)), ("36.7".to_owned(), "6.0".to_owned()));
    let supplied: Vec<usize> = outcomes.years.iter().map(|year| year.cells.iter().flatten().count()).collect();
    assert_eq!(supplied, [36, 44, 44, 44, 43, 44, 44]);
    let greater_manchester = outcomes.forces.iter().position(|code| code == "E23000005").unwrap();
    assert_eq!(outcomes.years[4].cells[greater_manchester], None);
    for cells in outcomes.years.iter().flat_map(|year| year.cells.iter().flatten()) {
        assert!(cells[1] + cells[2] + cells[3] <= cells[0], "{cells:?}");
    }
}

#[test]
fn outcomes_are_in_the_order_of_the_forces() {
    let figures = Figures::read();
    let outcomes: OutcomesFile = serde_json::from_str(&file("outcomes.json")).unwrap();
    let codes: Vec<&str> = figures.dataset.forces().iter().map(|force| force.code.as_str()).collect();
    assert_eq!(outcomes.forces, codes);
}

/// A point of the map, in units from its origin.
type Point = [i32; 2];

fn points(map: &MapFile, ring: &[i32]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for arc in ring {
        let index = if *arc < 0 { !*arc } else { *arc };
        let mut at = [0, 0];
        let mut arc_points: Vec<Point> = map.arcs[usize::try_from(index).unwrap()]
            .chunks(2)
            .map(|step| {
                at = [at[0] + step[0], at[1] + step[1]];
                at
            })
            .collect();
        if *arc < 0 {
            arc_points.reverse();
        }
        if let Some(last) = points.pop() {
            assert_eq!(last, arc_points[0], "arcs join");
        }
        points.extend(arc_points);
    }
    points
}

/// Square kilometres within a ring, above zero if it runs counter-clockwise.
fn square_km(map: &MapFile, points: &[Point]) -> f64 {
    let twice: i64 = points
        .windows(2)
        .map(|pair| {
            let [[x0, y0], [x1, y1]] = [pair[0].map(i64::from), pair[1].map(i64::from)];
            x0 * y1 - x1 * y0
        })
        .sum();
    twice as f64 / 2.0 * (f64::from(map.metres_per_unit) / 1000.0).powi(2)
}

#[test]
fn the_map_has_43_whole_areas_on_tiles_of_their_own() {
    let figures = Figures::read();
    let map: MapFile = serde_json::from_str(&file("map.json")).unwrap();
    let codes: Vec<&str> = map.areas.iter().map(|area| area.code.as_str()).collect();
    let territorial: Vec<&str> =
        figures.territorial().into_iter().map(|force| figures.dataset.force(force).code.as_str()).collect();
    assert_eq!(codes, territorial);
    let tiles: BTreeSet<[i32; 2]> = map.areas.iter().map(|area| area.tile).collect();
    assert_eq!(tiles.len(), 43);
    let mut all = 0.0;
    for area in &map.areas {
        assert!(!area.rings.is_empty(), "{}", area.code);
        let mut within = 0.0;
        for ring in &area.rings {
            let points = points(&map, ring);
            assert_eq!(points.first(), points.last(), "{} closes", area.code);
            assert!(points.len() >= 4 && points.iter().flatten().all(|unit| *unit >= 0), "{}", area.code);
            within += square_km(&map, &points);
        }
        assert!(within > 0.0, "{}", area.code);
        all += within;
        let expected = match area.code.as_str() {
            // Square kilometres as published: City of London 2.9, Greater London without it 1,569,
            // West Midlands 902, Norfolk 5,371, Wiltshire with Swindon 3,485.
            "E23000034" => 2.9,
            "E23000001" => 1_569.0,
            "E23000014" => 902.0,
            "E23000024" => 5_371.0,
            "E23000038" => 3_485.0,
            _ => continue,
        };
        assert!((within / expected - 1.0).abs() < 0.1, "{}: {within} km², expected {expected}", area.code);
    }
    assert!((all / 151_000.0 - 1.0).abs() < 0.02, "England and Wales: {all} km²");
}

#[test]
fn neighbours_on_the_map_share_a_border() {
    let map: MapFile = serde_json::from_str(&file("map.json")).unwrap();
    let arcs = |code: &str| -> BTreeSet<i32> {
        let area = map.areas.iter().find(|area| area.code == code).unwrap();
        area.rings.iter().flatten().map(|arc| if *arc < 0 { !*arc } else { *arc }).collect()
    };
    let neighbours = |code: &str| -> Vec<&str> {
        let own = arcs(code);
        let others = map.areas.iter().map(|area| area.code.as_str()).filter(|other| *other != code);
        others.filter(|other| !own.is_disjoint(&arcs(other))).collect()
    };
    // North Wales: Cheshire, Dyfed-Powys, West Mercia. The City of London lies within the Metropolitan Police's.
    assert_eq!(neighbours("W15000001"), ["E23000006", "W15000004", "E23000016"]);
    assert_eq!(neighbours("E23000034"), ["E23000001"]);
    let pairs: usize = map.areas.iter().map(|area| neighbours(&area.code).len()).sum();
    assert_eq!(pairs / 2, NEIGHBOURS);
    let uses = |arc: usize| {
        let is_arc = |other: &&i32| usize::try_from(if **other < 0 { !**other } else { **other }) == Ok(arc);
        map.areas.iter().flat_map(|area| area.rings.iter().flatten()).filter(is_arc).count()
    };
    assert!((0..map.arcs.len()).all(|arc| (1..=2).contains(&uses(arc))));
}

/// Pairs of areas with a border between them, as in the boundaries before they were rounded.
const NEIGHBOURS: usize = 99;
