//! No table is too strange to be read or refused.

// Helpers of a test fail as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod world;

use import::{forces, recorded, table};
use proptest::prelude::*;
use world::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in "(?s).{0,400}") {
        let _ = table::tables("t.csv", text.as_bytes(), &recorded::COLUMNS);
        let _ = table::tables("t.csv", text.as_bytes(), &[]);
        let _ = table::whole_number(&text);
        let _ = table::year_of_sheet(&text);
    }

    #[test]
    fn no_bytes_panic(start in prop::sample::select(vec![&b""[..], b"\x1f\x8b", b"PK\x03\x04", b"\xef\xbb\xbf"]),
                      bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [start, &bytes].concat();
        let _ = table::tables("t", &bytes, &forces::COLUMNS);
    }

    #[test]
    fn no_cell_panics(row in 1_usize..26, column in 0_usize..8, text in "(?s).{0,12}|[0-9/,.-]{0,8}") {
        let mut world = World::new();
        world.rows[row][column] = text;
        let tables = table::tables("t.csv", &csv(&world.rows), &recorded::COLUMNS);
        prop_assert!(tables.is_ok());
        for record in tables.unwrap().iter().flat_map(table::Table::records) {
            let _ = record.count("Number of Offences");
            let _ = recorded::financial_year(&record, "Financial Year");
        }
    }

    #[test]
    fn no_table_panics_the_importer(rows in prop::collection::vec(
        ("20(19/20|20/21|18/19|[0-9]{2}/[0-9]{2})", "[0-5]", prop::sample::select(FORCES.to_vec()),
         prop::sample::select(vec!["8Q", "8L", "8U", "1", ""]), "-?[0-9,.]{0,4}"), 0..6)) {
        let mut world = World::new();
        for (year, quarter, force, code, number) in rows {
            world.rows.push(row([&year, &quarter, force, "x", "x", "x", code, &number]));
        }
        let _ = world.build();
    }

    #[test]
    fn whole_numbers_are_read_as_they_are_written(number in any::<i32>()) {
        prop_assert_eq!(table::whole_number(&number.to_string()), Some(i64::from(number)));
    }
}
