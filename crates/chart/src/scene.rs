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
    /// How keys lead from point to point.
    pub moves: Moves,
    /// All that can be pointed at. On a line chart one for each chosen series and period, missing ones too: the
    /// periods of the first series, oldest first, then those of the second.
    pub points: Vec<PointMark>,
    /// What lies above the points, in paint order.
    pub over: Vec<Mark>,
}

/// How keys lead from point to point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// Left and right along a curve; up and down to the next one above or below, in the same period.
    Curves,
    /// Up and down through rows, which are the series; left and right within one.
    Rows,
    /// To the nearest place in the direction.
    Places,
    /// The same among tiles, which stand in rows: up and down to the nearest row.
    Tiles,
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
    /// A filled shape of one or more closed rings.
    Shape {
        /// The rings; what two of them hold is outside.
        rings: Vec<Vec<(f64, f64)>>,
        /// What it is.
        role: Role,
        /// What its line is, if it has one.
        line: Option<Role>,
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
    /// A bar of a force that was not chosen.
    Bar,
    /// A bar of a chosen area, by its position; or a ground of its colour.
    SeriesBar(usize),
    /// The value of England and Wales across bars, and what is written at it.
    Reference,
    /// The ground of a row, to lead the eye.
    Row,
    /// Text in the colour of the page's own.
    Name,
    /// Text that stands back.
    Quiet,
    /// A class of the map, from 0, the weakest shade, to 4.
    Class(usize),
    /// A class of falls, in the same shades of another hue.
    Fall(usize),
    /// Text on a class of the map, whatever its hue.
    OnClass(usize),
    /// A place without a figure: hatched so that it stands out beside every class.
    MissingPlace,
    /// Line between two places.
    Border,
    /// Line where the places end, and around what a light class fills.
    Coast,
    /// Ground beneath the outline of a chosen place, so that it stands out on a class of its colour.
    Casing,
    /// An outcome: 0 charged or summonsed, 1 evidential difficulties where the victim supports action, 2 where
    /// not, 3 other.
    Outcome(usize),
    /// Text on an outcome.
    OnOutcome(usize),
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

/// Something that the reader can point at and reach with keys.
#[derive(Debug, Clone, PartialEq)]
pub struct PointMark {
    /// Position of its series: of a chosen area, a row, a place.
    pub series: usize,
    /// Position of its period, or of its part in the row.
    pub index: usize,
    /// Where its words point to, and from where keys lead on.
    pub x: f64,
    /// The same; the baseline where there is no value.
    pub y: f64,
    /// What is drawn for it.
    pub body: Body,
    /// What takes the pointer for it, unless its body does.
    pub hit: Rect,
    /// Whether there is no value: no marker is drawn, but it can be reached and says why.
    pub missing: bool,
    /// Its accessible name, whole enough to be understood alone.
    pub name: String,
    /// The same in two lines.
    pub tooltip: Tooltip,
}

/// What is drawn for a point.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Nothing of its own: a mark beneath shows it.
    None,
    /// A marker in the colour of its series.
    Marker {
        /// Its shape.
        shape: Shape,
        /// Half its size.
        radius: f64,
        /// Whether it is drawn as an outline: the value must be read with care.
        hollow: bool,
    },
    /// A shape that takes the pointer itself.
    Place {
        /// The rings; what two of them hold is outside.
        rings: Vec<Vec<(f64, f64)>>,
        /// Its fill.
        role: Role,
    },
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
    /// The period before, or to the left.
    Left,
    /// The period after, or to the right.
    Right,
    /// The next series above.
    Up,
    /// The next series below.
    Down,
    /// The first period; the first of all where there is one period alone.
    Home,
    /// The last period; the last of all where there is one period alone.
    End,
}

impl Mark {
    /// A text in one style, across.
    #[inline(never)]
    pub(crate) fn text(at: (f64, f64), anchor: Anchor, run: Run, size: f64) -> Self {
        Self::Text { at, anchor, runs: vec![run], size, halo: false, upright: false }
    }

    /// The same text so that it can be read on lines and colours.
    pub(crate) fn on_colours(mut self) -> Self {
        if let Self::Text { halo, .. } = &mut self {
            *halo = true;
        }
        self
    }
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

    /// Whether a position lies in it.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn around(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Its corners, clockwise from the top left one.
    pub fn corners(&self) -> Vec<(f64, f64)> {
        let Self { left, top, right, bottom } = *self;
        vec![(left, top), (right, top), (right, bottom), (left, bottom)]
    }

    /// The rectangle of this size around a position.
    pub fn centred(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
    }

    /// The rectangle with `by` pixels more on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

impl PointMark {
    /// Half the size of its marker; nothing where it has none.
    pub(crate) fn radius(&self) -> f64 {
        if let Body::Marker { radius, .. } = self.body { radius } else { 0.0 }
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
            Self::Line { from, to, .. } => NOTHING.reaching(&[*from, *to]),
            Self::Path { runs, .. } | Self::Shape { rings: runs, .. } => {
                runs.iter().fold(NOTHING, |rect, run| rect.reaching(run))
            }
            Self::Area { rect, .. } => *rect,
            Self::Disc { at, radius, .. } | Self::Marker { at, radius, .. } => NOTHING.reaching(&[*at]).grown(*radius),
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

/// What is around nothing.
const NOTHING: Rect = Rect { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };

impl Rect {
    /// The smallest rectangle around this one and some points.
    #[inline(never)]
    fn reaching(mut self, points: &[(f64, f64)]) -> Self {
        for (x, y) in points {
            self = self.around(&Self { left: *x, top: *y, right: *x, bottom: *y });
        }
        self
    }
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
        let at = |series: usize, index: usize| {
            self.points.iter().position(|point| point.series == series && point.index == index)
        };
        let last = self.points.iter().map(|point| point.index).max()?;
        if matches!(self.moves, Moves::Places | Moves::Tiles) {
            return match direction {
                Direction::Home => Some(0),
                Direction::End => self.points.len().checked_sub(1),
                direction => self.towards(current, direction),
            };
        }
        match direction {
            Direction::Left => at(here.series, here.index.checked_sub(1)?),
            Direction::Right => at(here.series, here.index + 1),
            Direction::Home if last == 0 => Some(0),
            Direction::End if last == 0 => self.points.len().checked_sub(1),
            Direction::Home => at(here.series, 0),
            Direction::End => self.points.iter().rposition(|point| point.series == here.series),
            Direction::Up if self.moves == Moves::Rows => self.row_beside(here, false),
            Direction::Down if self.moves == Moves::Rows => self.row_beside(here, true),
            Direction::Up | Direction::Down => {
                let stack = self.stack(here.index);
                let place = stack.iter().position(|other| *other == current)?;
                let next = if direction == Direction::Up { place.checked_sub(1)? } else { place + 1 };
                stack.get(next).copied()
            }
        }
    }

    /// The point of the next row, below or above, whose index is nearest to this one's.
    fn row_beside(&self, here: &PointMark, below: bool) -> Option<usize> {
        let rows = self.points.iter().map(|point| point.series);
        let row = if below {
            rows.filter(|row| *row > here.series).min()?
        } else {
            rows.filter(|row| *row < here.series).max()?
        };
        let of_row = (0..self.points.len()).filter(|at| self.points[*at].series == row);
        of_row.min_by_key(|at| self.points[*at].index.abs_diff(here.index))
    }

    /// The place to which a key leads. A place that no key would lead to, because something else always lies
    /// straighter ahead, is put on the way from the place that is nearest to it.
    fn towards(&self, current: usize, direction: Direction) -> Option<usize> {
        const ALL: [Direction; 4] = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
        let mut reached = vec![false; self.points.len()];
        for at in 0..self.points.len() {
            for next in ALL.iter().filter_map(|direction| self.nearest_towards(at, *direction)) {
                reached[next] = true;
            }
        }
        let passed = (0..reached.len()).find(|at| !reached[*at] && self.approach(*at) == Some((current, direction)));
        passed.or_else(|| self.nearest_towards(current, direction))
    }

    /// The nearest place to another, and the direction from there to it.
    fn approach(&self, place: usize) -> Option<(usize, Direction)> {
        let there = self.points.get(place)?;
        let away = |at: &usize| (self.points[*at].x - there.x).hypot(self.points[*at].y - there.y);
        let others = (0..self.points.len()).filter(|at| *at != place);
        let from = others.min_by(|a, b| away(a).total_cmp(&away(b)))?;
        let (dx, dy) = (there.x - self.points[from].x, there.y - self.points[from].y);
        let direction = match (dx.abs() > dy.abs(), dx > 0.0, dy > 0.0) {
            (true, true, _) => Direction::Right,
            (true, false, _) => Direction::Left,
            (false, _, true) => Direction::Down,
            (false, _, false) => Direction::Up,
        };
        Some((from, direction))
    }

    /// The nearest point in a direction, straight ahead before aside: within 45 degrees of it, else within 60. The
    /// wider angle alone would pass by a place in a corner, such as Devon and Cornwall.
    fn nearest_towards(&self, current: usize, direction: Direction) -> Option<usize> {
        let within = |most_aside| self.nearest_within(current, direction, most_aside);
        within(1.0).or_else(|| within(1.75))
    }

    fn nearest_within(&self, current: usize, direction: Direction, most_aside: f64) -> Option<usize> {
        let here = &self.points[current];
        let distance = |at: &usize| {
            let (dx, dy) = (self.points[*at].x - here.x, self.points[*at].y - here.y);
            let (ahead, aside) = match direction {
                Direction::Left => (-dx, dy),
                Direction::Right => (dx, dy),
                Direction::Up => (-dy, dx),
                _ => (dy, dx),
            };
            let is_ahead = *at != current && ahead > 0.0 && aside.abs() <= ahead * most_aside;
            // No tile of a farther row is nearer than one of the next row.
            let by_rows = self.moves == Moves::Tiles && matches!(direction, Direction::Up | Direction::Down);
            is_ahead.then_some(ahead + if by_rows { 0.5 } else { 2.0 } * aside.abs())
        };
        let reached = (0..self.points.len()).filter_map(|at| Some((at, distance(&at)?)));
        reached.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// The points of one period from top to bottom; equal ones in the order of their series.
    fn stack(&self, index: usize) -> Vec<usize> {
        let mut points: Vec<usize> = Vec::new();
        for (at, point) in self.points.iter().enumerate() {
            if point.index == index {
                points.push(at);
            }
        }
        let height = |at: usize| self.points[points[at]].y;
        let mut order = query::order_by(points.len(), &mut |a, b| height(a).total_cmp(&height(b)));
        for at in &mut order {
            *at = points[*at];
        }
        order
    }

    /// The point for a position of the pointer. On a line chart the nearest one: of the nearest period, the
    /// nearest in height. Elsewhere the one that takes the pointer there.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        if self.moves != Moves::Curves {
            return self.points.iter().position(|point| point.hit.holds(x, y));
        }
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
