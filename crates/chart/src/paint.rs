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
        _ => (Colour::Muted, 1.0, ""),
    };
    Stroke { colour, width, dashes }
}

/// The colour of a text or an area of a role.
pub(crate) fn fill(role: Role) -> Colour {
    match role {
        Role::SeriesName(series) => Colour::SeriesText(series),
        Role::ChangeDate | Role::Empty => Colour::Ink,
        Role::MissingGround => Colour::Page,
        _ => Colour::Muted,
    }
}
