//! What single views ask beside the rest of a [`crate::Query`]: additions to the address contract, each with a
//! default, so that an address without them means what it always meant.

use crate::request::choices;

choices!(
    /// How the forces are compared.
    Compare {
        /// Ranked bars for one period.
        Rank = "rank",
        /// Two periods, side by side for each force.
        Change = "change",
        /// A small line chart for each force.
        Each = "each",
    }
);

choices!(
    /// The order of the forces.
    Order {
        /// Largest first.
        Value = "value",
        /// By name.
        Name = "name",
        /// By region, by name within.
        Region = "region",
    }
);

choices!(
    /// Which forces are ranked.
    Top {
        /// Every one.
        All = "all",
        /// The ten highest, and those that were chosen.
        Ten = "ten",
    }
);

choices!(
    /// The scale of the small charts.
    ScaleOf {
        /// One for all.
        Shared = "shared",
        /// Each its own.
        Own = "own",
    }
);

choices!(
    /// How forces lie on the map.
    MapShape {
        /// Their boundaries.
        Areas = "areas",
        /// Hexagons of equal size.
        Tiles = "tiles",
    }
);

choices!(
    /// How the map's classes are cut.
    Classes {
        /// As many forces in each class.
        Quantiles = "quantiles",
        /// Steps of equal size.
        Equal = "equal",
    }
);

choices!(
    /// Whose outcomes are shown.
    OutcomesBy {
        /// The first area's, year by year.
        Years = "years",
        /// All forces in one year.
        Forces = "forces",
    }
);

choices!(
    /// What outcomes are a share of.
    OutOf {
        /// Offences recorded in the year.
        Recorded = "recorded",
        /// Outcomes assigned so far to offences of the year.
        Assigned = "assigned",
    }
);

choices!(
    /// How outcomes are given.
    Unit {
        /// Of every 100.
        Hundred = "hundred",
        /// As counts.
        Count = "count",
    }
);

choices!(
    /// The rows of the table.
    Rows {
        /// Periods, with a column for each chosen area.
        Periods = "periods",
        /// The chosen areas.
        Chosen = "chosen",
        /// All forces, by region, with the regions' own figures.
        Forces = "forces",
    }
);

choices!(
    /// The columns of the table, where its rows are areas.
    Columns {
        /// Periods.
        Periods = "periods",
        /// Every measure of one period.
        Measures = "measures",
    }
);

macro_rules! options {
    ($($field:ident: $type:ident = $key:literal),+ $(,)?) => {
        /// The choices of single views.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each field is described by its type")]
        pub struct Options {
            $(pub $field: $type),+
        }

        impl Default for Options {
            fn default() -> Self {
                Self { $($field: $type::ALL[0]),+ }
            }
        }

        impl Options {
            /// Their keys in the address.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// The word of what is chosen for a key.
            pub fn chosen(&self, key: &str) -> Option<&'static str> {
                match key {
                    $($key => Some(self.$field.word()),)+
                    _ => None,
                }
            }

            /// Chooses by key and word; whether both are known.
            pub fn choose(&mut self, key: &str, word: &str) -> bool {
                match key {
                    $($key => $type::from_word(word).map(|choice| self.$field = choice).is_some(),)+
                    _ => false,
                }
            }

            /// The words of a key, the default first.
            pub fn words(key: &str) -> Vec<&'static str> {
                match key {
                    $($key => $type::ALL.iter().map(|choice| choice.word()).collect(),)+
                    _ => Vec::new(),
                }
            }
        }
    };
}

options! {
    compare: Compare = "compare",
    order: Order = "order",
    top: Top = "top",
    scale: ScaleOf = "scale",
    map: MapShape = "map",
    classes: Classes = "classes",
    outcomes: OutcomesBy = "outcomes",
    out_of: OutOf = "of",
    unit: Unit = "unit",
    rows: Rows = "rows",
    columns: Columns = "columns",
}
