//! The Scene: a picture as plain values. All lengths are in CSS pixels from the top left corner.

use crate::text::text_width_px;

/// A laid-out picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width.
    pub width_px: f64,
    /// Height, chosen from the width.
    pub height_px: f64,
    /// Name of the picture: the answer's title.
    pub title: String,
    /// One sentence on what the picture shows: the answer's description.
    pub description: String,
    /// Where the values are drawn, without axes and labels.
    pub plot: Rect,
    /// What lies beneath the points, in paint order.
    pub under: Vec<Mark>,
    /// One for each chosen series and period, missing ones too: the periods of the first series, oldest
    /// first, then those of the second.
    pub points: Vec<PointMark>,
    /// What lies above the points, in paint order.
    pub over: Vec<Mark>,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A straight line.
    Line {
        /// Start.
        from: (f64, f64),
        /// End.
        to: (f64, f64),
        /// What it is.
        role: Role,
    },
    /// Lines through points, one for each uninterrupted run.
    Path {
        /// The runs, each of two points or more.
        runs: Vec<Vec<(f64, f64)>>,
        /// What it is.
        role: Role,
    },
    /// A filled or hatched rectangle.
    Area {
        /// Where.
        rect: Rect,
        /// What it is.
        role: Role,
    },
    /// A numbered disc.
    Disc {
        /// Centre.
        at: (f64, f64),
        /// Radius.
        radius: f64,
        /// The number in it.
        number: usize,
    },
    /// The marker of a chosen series, away from its curve.
    Marker {
        /// Centre.
        at: (f64, f64),
        /// Half the size.
        radius: f64,
        /// Position of the series.
        series: usize,
    },
    /// One line of text.
    Text {
        /// Where its [`Anchor`] stands, on the baseline.
        at: (f64, f64),
        /// Which part of the text stands there.
        anchor: Anchor,
        /// Pieces, written one after the other.
        runs: Vec<Run>,
        /// Height of the font.
        size: f64,
        /// Whether the colour of the page surrounds the letters, to be read above lines.
        halo: bool,
        /// Whether it reads upwards.
        upright: bool,
    },
}

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The text, not yet escaped.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Whether it is bold.
    pub bold: bool,
}

/// Which part of a text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// What a mark is; the renderer gives each its colour and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Baseline and tick of an axis.
    Axis,
    /// Writing at an axis.
    AxisLabel,
    /// Line across the plot at a tick.
    Grid,
    /// The line at zero where values lie on both sides of it.
    Zero,
    /// A force that was not chosen.
    Context,
    /// How many lines of context run off the plot.
    Clipped,
    /// The curve of a chosen series, by its position.
    Series(usize),
    /// The same where each period holds quarters from before and after a break.
    SeriesMixed(usize),
    /// Name of a chosen series at its curve.
    SeriesName(usize),
    /// Last value of a chosen series, or why there is none, beside its name.
    SeriesNote(usize),
    /// Line from a name to its curve.
    Leader(usize),
    /// A change of the rules after which figures are not comparable.
    Break,
    /// A change of the rules that moves the figures up or down.
    Change,
    /// Date of a change of the rules.
    ChangeDate,
    /// What a change of the rules is.
    ChangeLabel,
    /// Time for which there is no figure.
    Missing,
    /// Line between times without figures for different reasons.
    MissingEdge,
    /// The ground on which stands why there is no figure.
    MissingGround,
    /// Why there is no figure.
    MissingLabel,
    /// The text in place of a chart that has nothing to show.
    Empty,
}

/// Shape of a marker, one for each chosen series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A circle.
    Circle,
    /// A square.
    Square,
    /// A triangle that points up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A triangle that points down.
    TriangleDown,
    /// A plus.
    Plus,
}

impl Shape {
    /// Shapes in the order of the series.
    pub const ALL: [Self; query::MOST_AREAS] =
        [Self::Circle, Self::Square, Self::Triangle, Self::Diamond, Self::TriangleDown, Self::Plus];

    /// The shape of the series at this position.
    pub fn of(series: usize) -> Self {
        Self::ALL[series % Self::ALL.len()]
    }
}

/// A cell of a chosen series, as the reader can point at it.
#[derive(Debug, Clone, PartialEq)]
pub struct PointMark {
    /// Position of its series.
    pub series: usize,
    /// Position of its period.
    pub index: usize,
    /// Centre.
    pub x: f64,
    /// Centre; the baseline where there is no value.
    pub y: f64,
    /// Half the size of its marker.
    pub radius: f64,
    /// Width of the area that takes the pointer for it.
    pub hit_width: f64,
    /// Shape of its marker.
    pub shape: Shape,
    /// Whether the marker is drawn as an outline: the value must be read with care.
    pub hollow: bool,
    /// Whether there is no value: nothing is drawn, but it can be reached and says why.
    pub missing: bool,
    /// Its accessible name, whole enough to be understood alone.
    pub name: String,
    /// The same in two lines.
    pub tooltip: Tooltip,
}

/// What a tooltip says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tooltip {
    /// `North Wales, July to September 2021`
    pub heading: String,
    /// `0.77 offences per 1,000 residents (532 offences)`
    pub value: String,
}

/// A step from one point to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The period before, same series.
    Left,
    /// The period after, same series.
    Right,
    /// The next series above in the same period.
    Up,
    /// The next series below in the same period.
    Down,
    /// The first period, same series.
    Home,
    /// The last period, same series.
    End,
}

impl Rect {
    /// Width.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Height.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether they share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// The rectangle with `by` pixels more on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

impl Run {
    /// A piece in the normal weight.
    pub fn plain(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, bold: false }
    }

    /// A piece in bold.
    pub fn bold(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, bold: true }
    }
}

impl Mark {
    /// The smallest rectangle around it, its text estimated with [`text_width_px`].
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Line { from, to, .. } => around([*from, *to].into_iter()),
            Self::Path { runs, .. } => around(runs.iter().flatten().copied()),
            Self::Area { rect, .. } => *rect,
            Self::Disc { at, radius, .. } | Self::Marker { at, radius, .. } => around([*at].into_iter()).grown(*radius),
            Self::Text { at: (x, y), anchor, runs, size, upright, .. } => {
                let width: f64 = runs.iter().map(|run| text_width_px(&run.text, *size, run.bold)).sum();
                let before = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => width / 2.0,
                    Anchor::End => width,
                };
                let (above, below) = (size * ASCENT, size * DESCENT);
                if *upright {
                    Rect { left: x - above, right: x + below, top: y + before - width, bottom: y + before }
                } else {
                    Rect { left: x - before, right: x - before + width, top: y - above, bottom: y + below }
                }
            }
        }
    }
}

/// Height of the letters above the baseline, per pixel of the font's size.
pub(crate) const ASCENT: f64 = 0.8;
/// Depth of the letters below the baseline, per pixel of the font's size.
pub(crate) const DESCENT: f64 = 0.24;

fn around(points: impl Iterator<Item = (f64, f64)>) -> Rect {
    let start = Rect { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
    points.fold(start, |rect, (x, y)| Rect {
        left: rect.left.min(x),
        top: rect.top.min(y),
        right: rect.right.max(x),
        bottom: rect.bottom.max(y),
    })
}

impl Scene {
    /// The point that a key leads to, or none at the edge.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let json = std::fs::read_to_string("../../data/recorded.json")?;
    /// # let dataset = dataset::Dataset::from_json(&json)?;
    /// use chart::Direction;
    /// let query = query::Query::read_address("?area=W15000001&release=to-2023-06", &dataset).query;
    /// let scene = chart::line_chart(&query::Answer::to(&query, &dataset), &dataset, 800.0);
    /// assert_eq!(scene.neighbour(0, Direction::Left), None);
    /// assert_eq!(scene.neighbour(0, Direction::Right), Some(1));
    /// assert_eq!(scene.neighbour(0, Direction::End), Some(scene.points.len() - 1));
    /// # Ok(()) }
    /// ```
    pub fn neighbour(&self, current: usize, direction: Direction) -> Option<usize> {
        let here = self.points.get(current)?;
        let of_series =
            |index: usize| self.points.iter().position(|point| point.series == here.series && point.index == index);
        let last = self.points.iter().map(|point| point.index).max()?;
        match direction {
            Direction::Left => of_series(here.index.checked_sub(1)?),
            Direction::Right => of_series(here.index + 1),
            Direction::Home => of_series(0),
            Direction::End => of_series(last),
            Direction::Up => self.stack(here.index).into_iter().rev().skip_while(|other| *other != current).nth(1),
            Direction::Down => self.stack(here.index).into_iter().skip_while(|other| *other != current).nth(1),
        }
    }

    /// The points of one period from top to bottom; equal ones in the order of their series.
    fn stack(&self, index: usize) -> Vec<usize> {
        let points: Vec<usize> = (0..self.points.len()).filter(|at| self.points[*at].index == index).collect();
        let height = |at: usize| self.points[points[at]].y;
        let order = query::order_by(points.len(), &mut |a, b| height(a).total_cmp(&height(b)));
        order.into_iter().map(|at| points[at]).collect()
    }

    /// The point nearest to a position of the pointer: of the nearest period, the nearest in height.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        let away = |at: &usize| (self.points[*at].x - x).abs();
        let closest = (0..self.points.len()).min_by(|a, b| away(a).total_cmp(&away(b)))?;
        let index = self.points[closest].index;
        let high = |at: &usize| (self.points[*at].y - y).abs();
        self.stack(index).into_iter().min_by(|a, b| high(a).total_cmp(&high(b)))
    }

    /// Everything drawn, in paint order, the points left out.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.under.iter().chain(&self.over)
    }
}
