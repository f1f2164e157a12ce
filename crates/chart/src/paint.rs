//! Colours and widths: what each role looks like.

use crate::scene::Role;

/// Distance between two lines of the hatching.
pub(crate) const HATCH_SPACING: f64 = 7.0;

/// A colour by its use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    /// Main text.
    Ink,
    /// Text that stands back.
    Muted,
    /// Lines behind the values.
    Grid,
    /// Curves that were not chosen.
    Context,
    /// What everything stands on.
    Page,
    /// Lines where figures are missing: 3:1 on the page.
    Hatch,
    /// Curve of a chosen series.
    Series(usize),
    /// Name of a chosen series: the same hue, 4.5:1 on the page.
    SeriesText(usize),
    /// Bars that were not chosen: 3:1 on the page.
    Bar,
    /// The ground of every other row.
    Row,
    /// A class of the map, from light to dark on a light page.
    Class(usize),
    /// Text on it, 4.5:1.
    OnClass(usize),
    /// An outcome.
    Outcome(usize),
    /// Text on it, 4.5:1.
    OnOutcome(usize),
}

const SERIES: [&str; 6] = ["#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1"];
const SERIES_TEXT: [&str; 6] = ["#12436d", "#1b766e", "#801650", "#b9440b", "#3d3d3d", "#7a55b5"];
const SERIES_PROPERTIES: [&str; 6] =
    ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)", "var(--series-6)"];
const SERIES_TEXT_PROPERTIES: [&str; 6] = [
    "var(--series-text-1)",
    "var(--series-text-2)",
    "var(--series-text-3)",
    "var(--series-text-4)",
    "var(--series-text-5)",
    "var(--series-text-6)",
];

macro_rules! palette {
    ($literals:ident, $properties:ident, $name:literal, [$($number:literal: $colour:literal),+]) => {
        const $literals: &[&str] = &[$($colour),+];
        const $properties: &[&str] = &[$(concat!("var(--", $name, "-", $number, ")")),+];
    };
}

palette!(CLASS, CLASS_PROPERTIES, "class", [1: "#d6e3f0", 2: "#a3c0dd", 3: "#6b9ac8", 4: "#35699f", 5: "#12436d"]);
palette!(ON_CLASS, ON_CLASS_PROPERTIES, "on-class", [1: "#111111", 2: "#111111", 3: "#111111", 4: "#ffffff", 5: "#ffffff"]);
palette!(OUTCOME, OUTCOME_PROPERTIES, "outcome", [1: "#12436d", 2: "#28a197", 3: "#9fb3c8", 4: "#d9dce1"]);
palette!(ON_OUTCOME, ON_OUTCOME_PROPERTIES, "on-outcome", [1: "#ffffff", 2: "#111111", 3: "#111111", 4: "#111111"]);

impl Colour {
    /// The colour in a file.
    pub(crate) fn literal(self) -> &'static str {
        match self {
            Self::Ink => "#111111",
            Self::Muted => "#595959",
            Self::Grid => "#e6e6e6",
            Self::Context => "#c6c9ce",
            Self::Page => "#ffffff",
            Self::Hatch => "#8f8f8f",
            Self::Series(series) => SERIES[series % SERIES.len()],
            Self::SeriesText(series) => SERIES_TEXT[series % SERIES_TEXT.len()],
            Self::Bar => "#8b94a1",
            Self::Row => "#f3f5f8",
            Self::Class(class) => CLASS[class % CLASS.len()],
            Self::OnClass(class) => ON_CLASS[class % ON_CLASS.len()],
            Self::Outcome(outcome) => OUTCOME[outcome % OUTCOME.len()],
            Self::OnOutcome(outcome) => ON_OUTCOME[outcome % ON_OUTCOME.len()],
        }
    }

    /// The CSS custom property that holds it in the page.
    pub(crate) fn property(self) -> &'static str {
        match self {
            Self::Ink => "var(--ink)",
            Self::Muted => "var(--muted)",
            Self::Grid => "var(--grid)",
            Self::Context => "var(--context)",
            Self::Page => "var(--page)",
            Self::Hatch => "var(--hatch)",
            Self::Series(series) => SERIES_PROPERTIES[series % SERIES_PROPERTIES.len()],
            Self::SeriesText(series) => SERIES_TEXT_PROPERTIES[series % SERIES_TEXT_PROPERTIES.len()],
            Self::Bar => "var(--bar)",
            Self::Row => "var(--soft)",
            Self::Class(class) => CLASS_PROPERTIES[class % CLASS_PROPERTIES.len()],
            Self::OnClass(class) => ON_CLASS_PROPERTIES[class % ON_CLASS_PROPERTIES.len()],
            Self::Outcome(outcome) => OUTCOME_PROPERTIES[outcome % OUTCOME_PROPERTIES.len()],
            Self::OnOutcome(outcome) => ON_OUTCOME_PROPERTIES[outcome % ON_OUTCOME_PROPERTIES.len()],
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) colour: Colour,
    pub(crate) width: f64,
    /// Lengths of dashes and gaps; empty for an unbroken line.
    pub(crate) dashes: &'static str,
}

/// The line of a role.
pub(crate) fn stroke(role: Role) -> Stroke {
    let (colour, width, dashes) = match role {
        Role::Grid => (Colour::Grid, 1.0, ""),
        Role::Zero => (Colour::Ink, 1.5, ""),
        Role::Context => (Colour::Context, 1.0, ""),
        Role::Series(series) => (Colour::Series(series), 2.5, ""),
        Role::SeriesMixed(series) => (Colour::Series(series), 1.5, "3 3"),
        Role::Leader(series) => (Colour::Series(series), 0.75, ""),
        Role::Break => (Colour::Muted, 1.5, ""),
        Role::Change => (Colour::Muted, 1.0, "1.5 3"),
        Role::Missing => (Colour::Hatch, 0.9, ""),
        Role::MissingEdge => (Colour::Muted, 1.0, ""),
        Role::MissingPlace => (Colour::Muted, 1.6, ""),
        Role::Border => (Colour::Page, 0.75, ""),
        Role::Coast => (Colour::Muted, 0.75, ""),
        Role::Casing => (Colour::Page, 5.5, ""),
        Role::Reference => (Colour::Ink, 1.0, "2 3"),
        Role::Bar => (Colour::Bar, 1.75, ""),
        Role::SeriesBar(series) => (Colour::Series(series), 1.75, ""),
        _ => (Colour::Muted, 1.0, ""),
    };
    Stroke { colour, width, dashes }
}

/// The colour of a text or an area of a role.
pub(crate) fn fill(role: Role) -> Colour {
    match role {
        Role::SeriesName(series) => Colour::SeriesText(series),
        Role::ChangeDate | Role::Empty | Role::Name | Role::Reference => Colour::Ink,
        Role::Bar => Colour::Bar,
        Role::SeriesBar(series) => Colour::Series(series),
        Role::Row => Colour::Row,
        Role::Class(class) => Colour::Class(class),
        Role::OnClass(class) => Colour::OnClass(class),
        Role::Outcome(outcome) => Colour::Outcome(outcome),
        Role::OnOutcome(outcome) => Colour::OnOutcome(outcome),
        Role::MissingGround => Colour::Page,
        _ => Colour::Muted,
    }
}
