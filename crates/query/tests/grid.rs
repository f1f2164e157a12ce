//! The table: rows, columns, subtotals, sorting, folding, selecting and copying, on the committed figures.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use dataset::AreaKind;
use proptest::prelude::*;
use query::{Cell, Grid, GridState, Measure, Place, Query, Selection, Sort, Step, Value};

/// The table of an address that must be understood whole.
fn grid(address: &str) -> Grid {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    Grid::to(&reading.query, &DATASET)
}

fn forces(rest: &str) -> Grid {
    grid(&format!("view=table&rows=forces{rest}"))
}

/// Names of the lines that are shown in a state.
fn lines<'a>(grid: &'a Grid, state: &GridState) -> Vec<&'a str> {
    grid.view(state, &DATASET).lines.iter().map(|line| grid.rows[line.row].name.as_str()).collect()
}

fn row(grid: &Grid, name: &str) -> usize {
    grid.rows.iter().position(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

fn words(grid: &Grid, name: &str) -> Vec<String> {
    (0..grid.columns.len()).map(|column| grid.text(row(grid, name), column)).collect()
}

#[test]
fn every_force_stands_in_its_region_and_the_totals_come_last() {
    let grid = forces("&by=year&release=to-2023-06");
    let all = lines(&grid, &GridState::default());
    assert_eq!(all.len(), 9 + 1 + 43 + 1 + 3);
    assert_eq!(all[..4], ["North East region", "Cleveland", "Durham", "Northumbria"]);
    let tail =
        ["Wales", "Dyfed-Powys", "Gwent", "North Wales", "South Wales", "British Transport Police", "England", "Wales"];
    assert_eq!(all[48..56], tail);
    assert_eq!(all[56], "England and Wales");
    let mut each: Vec<&str> = all.clone();
    each.sort_unstable();
    each.dedup();
    assert_eq!(each.len(), all.len() - 1, "Wales alone stands twice: as a subtotal and as a total");
    assert_eq!(words(&grid, "North Wales"), ["33", "25", "34", "90", "355", "885", "2,014", "2,022", "1,895"]);
    assert_eq!(words(&grid, "England and Wales")[5..], ["33,362", "98,667", "117,930", "117,331"]);
}

/// Recomputed from the source tables.
#[test]
fn the_regions_figures_are_those_of_their_sums_and_no_averages() {
    let grid = forces("&columns=measures&at=2022-04~2023-03&release=to-2023-06");
    assert_eq!(words(&grid, "North West region"), ["18,716", "2.49", "2.35%", "+1%"]);
    assert_eq!(words(&grid, "West Midlands region"), ["14,482", "2.41", "2.40%", "−2%"]);
    assert_eq!(words(&grid, "London region"), ["11,746", "1.32", "1.32%", "−3%"]);
    assert_eq!(words(&grid, "Wales"), ["7,485", "2.39", "2.72%", "−3%"]);
    assert_eq!(words(&grid, "City of London"), ["23", "no rate", "0.30%", "+64% †"]);
    assert_eq!(words(&grid, "British Transport Police")[..2], ["65", "no rate"]);
}

/// What a group is made of: count and base of each part, or nothing where a part has none.
fn sum(grid: &Grid, rows: &[usize], column: usize) -> Option<(i64, i64)> {
    let mut sum = (0, 0);
    for row in rows {
        let value = grid.cell(*row, column)?.value()?;
        sum = (sum.0 + value.count, sum.1 + value.base.unwrap_or_default());
    }
    Some(sum)
}

fn expected(measure: Measure, count: i64, base: i64) -> f64 {
    let (count, base) = (count as f64, base as f64);
    match measure {
        Measure::Count => count,
        Measure::Rate => count * 1_000.0 / base,
        Measure::Share => count * 100.0 / base,
        Measure::Change => (count - base) * 100.0 / base,
    }
}

#[test]
fn subtotals_agree_with_their_parts_in_every_period_offence_release_and_measure() {
    let mut compared = 0;
    for (release, offence) in
        [("latest", "8Q"), ("to-2018-03", "8Q"), ("to-2025-03", "8Q"), ("latest", "8U"), ("latest", "8L")]
    {
        for by in ["quarter", "year", "rolling"] {
            for measure in ["count", "rate", "share", "change"] {
                let grid = forces(&format!("&release={release}&offence={offence}&by={by}&measure={measure}"));
                let london = row(&grid, "City of London");
                for group in grid.groups.iter().filter(|group| group.head.is_some()) {
                    for column in 0..grid.columns.len() {
                        let head = grid.cell(group.head.unwrap(), column).unwrap();
                        let measure = grid.columns[column].measure;
                        // No rate is given for the City of London, but its residents are in those of its region.
                        if measure == Measure::Rate && group.rows.contains(&london) {
                            continue;
                        }
                        match (sum(&grid, &group.rows, column), head) {
                            (Some((count, base)), Cell::Value(Value { value, count: head, .. })) => {
                                assert_eq!(count, *head);
                                let expected = expected(measure, count, base);
                                assert!((value - expected).abs() < 1e-9, "{value} {expected}");
                                compared += 1;
                            }
                            // A sum may have a year before where a small part has nothing to be compared with.
                            (None, Cell::Value(_)) => assert_eq!(measure, Measure::Change),
                            (Some(parts), Cell::Missing(reason)) => panic!("{parts:?} and {reason:?}"),
                            (None, Cell::Missing(_)) => {}
                        }
                    }
                }
            }
        }
    }
    assert!(compared > 7_000, "{compared}");
}

#[test]
fn the_nations_are_the_sums_of_all_forces_and_the_total_counts_british_transport_police() {
    let grid = forces("");
    for column in 0..grid.columns.len() {
        let count = |name: &str| grid.cell(row(&grid, name), column).unwrap().value().map(|value| value.count);
        let regions: Vec<usize> =
            grid.groups.iter().filter_map(|group| group.head).filter(|head| grid.rows[*head].name != "Wales").collect();
        assert_eq!(regions.len(), 9);
        let england = sum(&grid, &regions, column).map(|(count, _)| count);
        assert_eq!(count("England"), england);
        let all = (|| Some(england? + count("Wales")? + count("British Transport Police")?))();
        assert_eq!(count("England and Wales"), all);
    }
    assert_eq!(words(&grid, "England and Wales")[0], "703");
}

#[test]
fn chosen_areas_by_periods_or_by_measures() {
    let grid = grid("view=table&rows=chosen&area=W15000001~E12000005~E23000014&by=year&release=to-2023-06");
    let names: Vec<&str> = grid.rows.iter().map(|row| row.name.as_str()).collect();
    // The region is told from the force of the same name.
    assert_eq!(names, ["North Wales", "West Midlands", "West Midlands region"]);
    assert_eq!(grid.columns[8].name, "year ending March 2023");
    assert!(!grid.is_grouped());
    let measures = self::grid("view=table&rows=chosen&columns=measures&area=W15000001~K04000001");
    let headings: Vec<&str> = measures.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(headings, ["Count", "Per 1,000 residents", "Share of all crime", "Change on a year before"]);
    assert_eq!(words(&measures, "North Wales")[..2], ["1,895", "2.75"]);
    assert_eq!(words(&measures, "North Wales")[3], "−6%");
    assert_eq!(words(&measures, "England and Wales")[..2], ["117,331", "1.95"]);
    assert_eq!(
        measures.cell_in_full(row(&measures, "North Wales"), 1, &DATASET),
        "North Wales, year ending March 2023: 2.75 offences per 1,000 residents (1,895 offences)"
    );
}

#[test]
fn periods_by_areas_say_what_the_answer_says() {
    let grid = grid("view=table&area=W15000001~K04000001&by=year");
    assert_eq!((grid.corner, grid.columns.len(), grid.rows.len()), ("Period", 2, 11));
    assert_eq!(grid.text(8, 0), "1,895");
    assert_eq!(grid.cell_in_full(6, 0, &DATASET), "North Wales, year ending March 2021: 2,014 offences",);
    assert_eq!(grid.text(10, 1), "incomplete");
    let shown = grid.caption.description.clone();
    assert!(
        shown.contains("North Wales: 33 in the year ending March 2015") && !shown.contains("thin lines"),
        "{shown}"
    );
}

#[test]
fn a_sort_moves_rows_within_their_group_and_missing_cells_come_last() {
    let grid = forces("&columns=measures&at=2022-04~2023-03");
    let by_rate = GridState { sort: Sort::default().choose(Some(1)), ..GridState::default() };
    let all = lines(&grid, &by_rate);
    let at = all.iter().position(|name| *name == "London region").unwrap();
    assert_eq!(all[at..at + 3], ["London region", "Metropolitan Police", "City of London"]);
    let up = GridState { sort: by_rate.sort.choose(Some(1)), ..GridState::default() };
    assert_eq!(lines(&grid, &up)[at..at + 3], all[at..at + 3], "no rate comes last either way");
    assert_eq!(lines(&grid, &up)[54..], ["England", "Wales", "England and Wales"], "totals stand as they are");

    let flat = GridState { flat: true, ..by_rate };
    let all = lines(&grid, &flat);
    assert_eq!(all.len(), 44 + 9 + 3);
    assert_eq!((all[0], all[41]), ("Cleveland", "Surrey"));
    assert_eq!(all[10], "North Wales", "11th of 42");
    assert_eq!(all[42..44], ["British Transport Police", "City of London"]);
    assert_eq!(all[44..46], ["North East region", "North West region"]);
    assert_eq!(all[53..], ["England", "Wales", "England and Wales"]);
    let by_name = GridState { flat: true, ..GridState::default() };
    assert_eq!(
        lines(&grid, &by_name)[..5],
        ["Avon and Somerset", "Bedfordshire", "British Transport Police", "Cambridgeshire", "Cheshire"]
    );
}

#[test]
fn folding_leaves_the_subtotal_and_search_finds_what_is_folded() {
    let grid = forces("&by=year");
    let mut state = GridState::default();
    state.fold(0);
    assert_eq!(lines(&grid, &state)[..2], ["North East region", "North West region"]);
    let view = grid.view(&state, &DATASET);
    let heads = view.lines[0].heads.unwrap();
    assert_eq!((heads.group, heads.rows, heads.open), (0, 3, false));
    state.fold(0);
    assert_eq!(state, GridState::default());
    state.fold_all(&grid);
    assert_eq!(lines(&grid, &state).len(), 10 + 4);

    let mut find = |typed: &str| {
        state.search = typed.to_owned();
        lines(&grid, &state).join("; ")
    };
    assert_eq!(find("durham"), "North East region; Durham");
    // A region that is found is shown with all its forces.
    assert_eq!(find("london region"), "London region; City of London; Metropolitan Police");
    assert_eq!(find("scotland yard"), "London region; Metropolitan Police");
    assert_eq!(find("btp"), "British Transport Police");
    assert_eq!(find("atlantis"), "");
    assert_eq!(find(" ").split("; ").count(), 14);
    let periods = self::grid("view=table&by=year");
    let found = GridState { search: "2021".to_owned(), ..GridState::default() };
    assert_eq!(lines(&periods, &found), ["year ending March 2021"]);
}

#[test]
fn what_is_hidden_is_not_shown_and_a_region_without_its_row_keeps_its_forces() {
    let grid = forces("&columns=measures");
    let hidden = GridState {
        hidden_rows: vec![row(&grid, "North East region"), row(&grid, "Durham")],
        hidden_columns: vec![2],
        ..GridState::default()
    };
    let view = grid.view(&hidden, &DATASET);
    assert_eq!(lines(&grid, &hidden)[..3], ["Cleveland", "Northumbria", "North West region"]);
    assert_eq!((view.columns, hidden.hidden()), (vec![0, 1, 3], 3));
    assert!(view.lines[0].begins && !view.lines[1].begins && view.lines[2].begins);
}

#[test]
fn only_what_still_fits_is_carried_over_to_another_table() {
    let state = GridState {
        sort: Sort::default().choose(Some(1)),
        search: "wales".to_owned(),
        flat: true,
        folded: vec![1],
        hidden_rows: vec![3],
        hidden_columns: vec![0],
    };
    let years = forces("&by=year");
    assert_eq!(state.carried(&years, &forces("&by=year&measure=rate")), state);
    let other_columns = state.carried(&years, &forces(""));
    assert_eq!((other_columns.sort, other_columns.hidden()), (Sort::default(), 1));
    let other_rows = state.carried(&years, &grid("view=table&rows=chosen&by=year"));
    assert_eq!(other_rows, GridState { sort: state.sort, flat: true, hidden_columns: vec![0], ..GridState::default() });
}

#[test]
fn copied_numbers_are_plain_and_words_stay_words() {
    let measures =
        grid("view=table&rows=chosen&columns=measures&area=W15000001~E23000034~K04000001&at=2022-04~2023-03");
    let rows: Vec<usize> = (0..3).collect();
    assert_eq!(
        measures.tab_separated(&rows, &[0, 1, 3]),
        "Area\tCount\tPer 1,000 residents\tChange on a year before\n\
         City of London\t23\tno rate\t64\n\
         England and Wales\t117331\t1.95\t-1\n\
         North Wales\t1895\t2.75\t-6\n"
    );
    assert_eq!(measures.marked(&rows, &[0, 1, 3]), 1);
    let years = grid("view=table&area=W15000001&by=year");
    assert_eq!(
        years.tab_separated(&[7, 9], &[0]),
        "Period\tNorth Wales\nyear ending March 2022\t2022\nyear ending March 2024\tno data\n"
    );
    let transfer = grid("view=table&area=E23000012&offence=8M&release=to-2018-03&from=2018-01&to=2018-03");
    assert!(transfer.tab_separated(&[0], &[0]).ends_with("\t-1\n"));
}

#[test]
fn a_name_can_not_break_the_lines_and_fields_that_are_copied() {
    let mut grid = grid("view=table&rows=chosen&columns=measures");
    grid.rows[0].name = "a\tb\nc\r\u{b}d".to_owned();
    grid.columns[0].name = "x\ty".to_owned();
    let text = grid.tab_separated(&[0], &[0]);
    assert_eq!(text, "Area\tx y\na b c  d\t117331\n");
}

#[test]
fn the_whole_table_is_copied_with_what_it_shows_and_its_notes() {
    let grid = forces("&columns=measures&at=2022-04~2023-03");
    let text = grid.tab_separated_with_notes(&grid.view(&GridState::default(), &DATASET));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "Stalking offences recorded by every police force in England and Wales: count, rate per 1,000 residents, share of \
         all recorded crime and change on a year before, year ending March 2023."
    );
    assert_eq!(lines[2].split('\t').count(), 5);
    assert_eq!(lines[3..60].iter().filter(|line| line.split('\t').count() == 5).count(), 57);
    assert_eq!(lines[60], "");
    assert!(lines.last().unwrap().starts_with("Source: Home Office") && text.contains("mid-year population estimates"));
}

#[test]
fn the_words_around_say_what_is_shown_and_what_is_missing() {
    let caption = forces("&measure=rate&by=year").caption;
    assert_eq!(caption.title, "Stalking recorded by every police force in England and Wales");
    assert_eq!(caption.subtitle, "Offences per 1,000 residents, by financial year, April 2014 to March 2025");
    assert_eq!(
        caption.sentence,
        "Stalking offences recorded by every police force in England and Wales, per 1,000 residents, by financial year, \
         April 2014 to March 2025."
    );
    let notes: String = caption.notes.iter().map(|note| format!("{}\n", note.text)).collect();
    for expected in [
        "No figure for any row, the year ending March 2024: Part of the period is missing. No release of the figures",
        "No figure for Wales, Dyfed-Powys, Gwent, North Wales and South Wales, the year ending March 2025: The four Welsh",
        "No figure for City of London, the years ending March 2015 to March 2023: No rate is given for the City of London",
        "April 2020: ",
        "England and Wales counts the 43 territorial forces and British Transport Police.",
        "Rates divide by the residents",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
    assert!(caption.description.contains("Year ending March 2025: highest "), "{}", caption.description);
    let measures = forces("&columns=measures&at=2022-04~2023-03").caption;
    let notes: String = measures.notes.iter().map(|note| format!("{}\n", note.text)).collect();
    assert!(notes.contains("No figure for City of London, per 1,000 residents: No rate is given"), "{notes}");
    assert_eq!(notes.matches("Source: ").count(), 1);
    assert_eq!(notes.matches("These are offences that police recorded").count(), 1);
    assert!(
        measures.description.contains("Count: highest Metropolitan Police, 11,723; lowest City of London, 23."),
        "{}",
        measures.description
    );
    assert!(measures.description.contains("Per 1,000 residents: highest Cleveland, 4.05; lowest Surrey, 0.68."));
}

#[test]
fn no_note_is_a_long_list() {
    for rest in [
        "&measure=change",
        "&measure=share",
        "&measure=rate&by=rolling",
        "&offence=8U&from=2018-04",
        "&release=to-2018-03&from=2017-04",
    ] {
        for note in forces(rest).caption.notes {
            assert!(note.text.len() < 420, "{rest}: {}", note.text);
        }
    }
    let notes: String = forces("&measure=change").caption.notes.iter().map(|note| format!("{}\n", note.text)).collect();
    assert!(notes.contains(" cells say “none a year before”: No offence was recorded"), "{notes}");
}

#[test]
fn keys_move_extend_and_stop_at_the_edges() {
    let at = |row, column| Place { row, column };
    let start = Selection::at(at(1, 1));
    let step = |selection: Selection, step, extend| selection.step(step, extend, 5, 4);
    assert_eq!(step(start, Step::Right, false).active, at(1, 2));
    assert_eq!(step(start, Step::RowEnd, false).active, at(1, 3));
    assert_eq!(step(start, Step::TableEnd, false).active, at(4, 3));
    assert_eq!(step(step(start, Step::TableEnd, false), Step::Down, false).active, at(4, 3));
    let two = step(step(start, Step::Right, true), Step::Down, true);
    assert_eq!((two.rows(), two.columns()), (0..2, 0..2));
    assert!(two.contains(at(2, 2)) && !two.contains(at(3, 2)) && !two.contains(at(0, 1)));
    // On a heading or a name nothing is selected, and a rectangle does not reach into them.
    let heading = step(start, Step::Up, false);
    assert_eq!((heading.active, heading.rows().len()), (at(0, 1), 0));
    assert_eq!(step(start, Step::Up, true).rows(), 0..1);
    assert_eq!(step(start, Step::Left, true).columns(), 0..1);
    assert_eq!(step(heading, Step::Down, false).active, at(1, 1));
    let all = Selection::all(5, 4);
    assert_eq!((all.rows(), all.columns()), (0..4, 0..3));
}

proptest! {
    #[test]
    fn a_selection_never_leaves_the_table(
        (rows, columns) in (2_usize..9, 2_usize..9),
        keys in prop::collection::vec((0_usize..8, any::<bool>()), 0..40),
    ) {
        let steps = [Step::Left, Step::Right, Step::Up, Step::Down, Step::RowStart, Step::RowEnd, Step::TableStart, Step::TableEnd];
        let mut selection = Selection::at(Place { row: 0, column: 0 });
        for (key, extend) in keys {
            selection = selection.step(steps[key], extend, rows, columns);
            prop_assert!(selection.active.row < rows && selection.active.column < columns);
            prop_assert!(selection.rows().end < rows && selection.columns().end < columns);
            prop_assert!(!extend || selection.contains(selection.active));
        }
    }

    #[test]
    fn no_search_shows_a_row_twice_or_one_that_is_hidden(
        typed in "[a-z &.]{0,8}", flat in any::<bool>(), hidden in prop::collection::vec(0_usize..57, 0..9), column in prop::option::of(0_usize..6),
    ) {
        let grid = forces("&columns=measures");
        let sort = Sort { series: column, descending: flat };
        let state = GridState { search: typed, flat, hidden_rows: hidden.clone(), sort, ..GridState::default() };
        let mut shown: Vec<usize> = grid.view(&state, &DATASET).lines.iter().map(|line| line.row).collect();
        let number = shown.len();
        shown.sort_unstable();
        shown.dedup();
        prop_assert_eq!(shown.len(), number);
        prop_assert!(hidden.iter().all(|row| !shown.contains(row)));
    }
}

#[test]
fn the_sentence_says_what_is_shown_for_all_measures_periods_and_areas() {
    let said = |address: &str| {
        let reading = Query::read_address(address, &DATASET);
        assert_eq!(reading.notices, [], "{address}");
        query::Answer::to(&reading.query, &DATASET).caption().sentence
    };
    for (address, expected) in [
        ("", "Stalking offences recorded by police in England and Wales, by quarter, April 2014 to June 2023."),
        (
            "area=W15000001~K04000001&measure=rate",
            "Stalking offences recorded by North Wales Police and England and Wales, per 1,000 residents, by quarter, April \
             2014 to June 2023.",
        ),
        (
            "area=W15000001&measure=share&by=year",
            "Stalking offences recorded by North Wales Police, as a percentage of all recorded crime, by financial year, \
             April 2014 to March 2023.",
        ),
        (
            "area=W92000004~E92000001&measure=change&by=rolling",
            "Stalking offences recorded by police in Wales and England, percentage change on a year before, by year ending \
             each quarter, April 2015 to June 2023.",
        ),
        (
            "area=W15000001~E23000035~K04000001",
            "Stalking offences recorded by North Wales Police; Devon and Cornwall Police; and England and Wales, by \
             quarter, April 2014 to March 2025.",
        ),
        (
            "area=W15000001~W15000002~BTP&offence=8L&from=2020-04&to=2021-03",
            "Harassment offences recorded by North Wales Police, Gwent Police and British Transport Police, by quarter, \
             April 2020 to March 2021.",
        ),
        (
            "offence=8U&by=year",
            "Offences of controlling and coercive behaviour recorded by police in England and Wales, by financial year, \
             April 2020 to March 2023.",
        ),
        (
            "offence=8M&area=BTP&from=2018-04&to=2018-06",
            "Offences of racially or religiously aggravated harassment recorded by British Transport Police, by quarter, \
             April 2018 to June 2018.",
        ),
        (
            "area=W15000001~E12000005",
            "Stalking offences recorded by North Wales Police and the West Midlands region, by quarter, April 2014 to March 2025.",
        ),
    ] {
        assert_eq!(said(address), expected);
    }
    let mut all: Vec<String> = Vec::new();
    for measure in ["count", "rate", "share", "change"] {
        for by in ["quarter", "year", "rolling"] {
            all.push(said(&format!("area=W15000001&measure={measure}&by={by}")));
        }
    }
    assert!(all.iter().all(|sentence| sentence.starts_with("Stalking offences recorded by North Wales Police, ")
        && sentence.ends_with('.')));
    let number = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), number, "each says something of its own");
}

#[test]
fn every_row_of_the_forces_is_an_area_of_its_kind() {
    let grid = forces("&columns=measures");
    let kinds = |kind: AreaKind| grid.rows.iter().filter(|row| DATASET.area(row.area.unwrap()).kind == kind).count();
    assert_eq!((kinds(AreaKind::Force), kinds(AreaKind::NonTerritorial), kinds(AreaKind::Region)), (43, 1, 9));
    assert_eq!((kinds(AreaKind::Nation), kinds(AreaKind::EnglandAndWales)), (3, 1));
}

#[test]
fn a_break_parts_columns_and_rows_from_those_before_it() {
    let april_2020 = |grid: &Grid, state: &GridState| -> Vec<String> {
        let breaks = grid.view(state, &DATASET).breaks;
        breaks.into_iter().map(|column| grid.columns[column].name.clone()).collect()
    };
    let state = GridState::default();
    assert_eq!(april_2020(&forces(""), &state), ["April to June 2020"]);
    assert_eq!(april_2020(&forces("&by=year"), &state), ["year ending March 2021"]);
    assert_eq!(april_2020(&forces("&by=rolling"), &state), ["year ending June 2020"]);
    assert_eq!(april_2020(&forces("&from=2020-04"), &state), Vec::<String>::new());
    assert_eq!(april_2020(&forces("&offence=8R"), &state), Vec::<String>::new());
    let years = forces("&by=year");
    let hidden = GridState { hidden_columns: vec![6], ..GridState::default() };
    assert_eq!(april_2020(&years, &hidden), ["year ending March 2022"], "the line stays where its column is hidden");

    let periods = grid("view=table&by=year");
    let parted = |state: &GridState| -> Vec<String> {
        let lines = periods.view(state, &DATASET).lines;
        lines.iter().filter(|line| line.after_break).map(|line| periods.rows[line.row].name.clone()).collect()
    };
    assert_eq!(parted(&state), ["year ending March 2021"]);
    let by_value = GridState { sort: Sort::default().choose(Some(0)), ..GridState::default() };
    assert_eq!(parted(&by_value), Vec::<String>::new(), "sorted by value, what is above was not before");
}

#[test]
fn a_percentage_on_too_few_is_no_extreme_of_the_description() {
    let mut passed_over = 0;
    for address in [
        "&by=year&measure=change&offence=8M",
        "&by=year&measure=change&from=2016-04&to=2018-03",
        "&columns=measures&at=2017-04~2018-03",
        "&measure=change&from=2015-04&to=2016-03",
    ] {
        let grid = forces(address);
        let text = &grid.caption.description;
        for (number, column) in grid.columns.iter().enumerate().filter(|(_, column)| column.measure == Measure::Change)
        {
            for row in &grid.rows {
                let Cell::Value(value) = &row.cells[number] else { continue };
                if value.base.unwrap() < Value::SMALL {
                    let named = format!("{}, {}", row.name, query::words::value(Measure::Change, value.value));
                    let of_column = text.split(&format!("{}: ", column.name)).nth(1).unwrap_or_default();
                    let of_column = of_column.split(". ").next().unwrap();
                    assert!(!of_column.contains(&named), "{address}: {named} in {text}");
                    passed_over += usize::from(text.contains("percentages on fewer than 20 offences"));
                }
            }
        }
    }
    assert!(passed_over > 10, "{passed_over}");
    let periods = grid("view=table&measure=change&by=year&area=E23000034").caption.description;
    assert!(periods.contains("too few for a percentage") || periods.contains("fewer than 20 offences"), "{periods}");
}
