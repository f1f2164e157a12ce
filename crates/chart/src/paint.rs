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
    /// A class of falls, of the same lightness.
    Fall(usize),
    /// Text on either, 4.5:1.
    OnClass(usize),
    /// An outcome.
    Outcome(usize),
    /// Text on it, 4.5:1.
    OnOutcome(usize),
}

const SERIES: [&str; 6] = ["#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1"];
const SERIES_TEXT: [&str; 6] = ["#12436d", "#1b766e", "#801650", "#b9440b", "#3d3d3d", "#7a55b5"];
const CLASS: [&str; 5] = ["#d6e3f0", "#a3c0dd", "#6b9ac8", "#35699f", "#12436d"];
const FALL: [&str; 5] = ["#f6dfc6", "#e6b98a", "#c98d4f", "#8f5a1c", "#5f3a0b"];
const ON_CLASS: [&str; 5] = ["#111111", "#111111", "#111111", "#ffffff", "#ffffff"];
const OUTCOME: [&str; 4] = ["#12436d", "#28a197", "#9fb3c8", "#d9dce1"];
const ON_OUTCOME: [&str; 4] = ["#ffffff", "#111111", "#111111", "#111111"];

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
            Self::Fall(class) => FALL[class % FALL.len()],
            Self::OnClass(class) => ON_CLASS[class % ON_CLASS.len()],
            Self::Outcome(outcome) => OUTCOME[outcome % OUTCOME.len()],
            Self::OnOutcome(outcome) => ON_OUTCOME[outcome % ON_OUTCOME.len()],
        }
    }

    /// The CSS custom property that holds it in the page: its name, `ink`, or the start of its name, `series-`, and the
    /// number that follows, counted from 1; 0 for none.
    pub(crate) fn property(self) -> (&'static str, usize) {
        match self {
            Self::Ink => ("ink", 0),
            Self::Muted => ("muted", 0),
            Self::Grid => ("grid", 0),
            Self::Context => ("context", 0),
            Self::Page => ("page", 0),
            Self::Hatch => ("hatch", 0),
            Self::Bar => ("bar", 0),
            Self::Row => ("soft", 0),
            Self::Series(series) => ("series-", series + 1),
            Self::SeriesText(series) => ("series-text-", series + 1),
            Self::Class(class) => ("class-", class + 1),
            Self::Fall(class) => ("fall-", class + 1),
            Self::OnClass(class) => ("on-class-", class + 1),
            Self::Outcome(outcome) => ("outcome-", outcome + 1),
            Self::OnOutcome(outcome) => ("on-outcome-", outcome + 1),
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
        Role::Fall(class) => Colour::Fall(class),
        Role::OnClass(class) => Colour::OnClass(class),
        Role::Outcome(outcome) => Colour::Outcome(outcome),
        Role::OnOutcome(outcome) => Colour::OnOutcome(outcome),
        Role::MissingGround => Colour::Page,
        _ => Colour::Muted,
    }
}
