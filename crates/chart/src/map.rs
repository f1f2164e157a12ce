//! The map: the areas of the forces, filled by the class of their value, with an inset for the City of London.

use crate::legend::legend;
use crate::scale::within;
use crate::scene::{Anchor, Body, Mark, Moves, PointMark, Rect, Role, Run, Scene, Tooltip};
use crate::text::{text_width_px, wrap};
use dataset::{Map, Outline};
use query::{MapPlace, Places, words};

/// Widths that can be laid out; others are taken as the nearest.
const WIDTHS: (f64, f64) = (280.0, 2000.0);
/// From this width on, the legend stands right of the map; below, beneath it.
const WIDE: f64 = 640.0;
/// Greatest height of the map.
const HIGHEST: f64 = 696.0;
/// Width of what stands right of the map, and the room before it.
const COLUMN: (f64, f64) = (290.0, 24.0);
/// Room at the edges of the picture.
const EDGE: f64 = 2.0;
/// Room between the map and the legend beneath it.
const ABOVE_LEGEND: f64 = 8.0;
/// Height of the fonts.
const SIZE: f64 = 12.0;
const NAME_SIZE: f64 = 13.0;
const LINE_HEIGHT: f64 = 15.0;
/// An area that reaches no farther than this, in metres, is too small to be pointed at: the City of London.
const TINY: i32 = 6_000;
/// Metres of the ground that the inset is wide: the whole of it lies in the area around.
const INSET_GROUND: f64 = 5_200.0;
/// Height of the inset for its width.
const INSET_ASPECT: f64 = 0.85;
/// Least area that takes the pointer for one force, where its shape does not.
const HIT: f64 = 24.0;
/// Room around the middle of a chosen place that other names keep clear of.
const MIDDLE: f64 = 16.0;
/// A label farther than this from its place gets a line to it.
const APART: f64 = 6.0;

type Point = (f64, f64);

/// Lays out the boundaries, `width_px` wide: 280 to 2000 CSS pixels.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dataset = dataset::Dataset::from_json(&std::fs::read_to_string("../../data/recorded.json")?)?;
/// let map = dataset::Map::from_json(&std::fs::read_to_string("../../data/map.json")?, &dataset)?;
/// let query = query::Query::read_address("?view=map&measure=rate&area=W15000001", &dataset).query;
/// let scene = chart::map(&query::Places::to(&query, &dataset), &map, 320.0);
/// assert_eq!(scene.points.len(), 43);
/// assert!(scene.points[0].name.starts_with("North Wales, year ending March 2023: 2.75 offences per 1,000"));
/// # Ok(()) }
/// ```
pub fn map(places: &Places, map: &Map, width_px: f64) -> Scene {
    let (least, greatest) = map.extent();
    let [wide, high] = [0, 1].map(|axis| f64::from(greatest[axis] - least[axis]).max(1.0));
    let mut scene = frame(places, width_px, wide / high);
    let plot = scene.plot;
    let scale = plot.width() / wide;
    let at = |position: [i32; 2]| {
        let x = plot.left + f64::from(position[0] - least[0]) * scale;
        let y = plot.bottom - f64::from(position[1] - least[1]) * scale;
        (tenths(x), tenths(y))
    };
    let tiny = map.outlines().iter().find(|outline| is_tiny(outline));
    let inset = tiny.map(|tiny| Inset::of(tiny, places, map, &scene));
    let tiny = tiny.map(|outline| outline.force);
    for place in in_order(places) {
        let Some(outline) = map.outline(place.force) else { continue };
        let mut rings = rings(outline, &at);
        if let Some(inset) = inset.as_ref().filter(|_| tiny == Some(place.force)) {
            scene.over.push(Mark::Shape { rings, role: role(places, place), line: None });
            rings = inset.rings.clone();
        }
        let point = point(places, place, rings, &scene);
        scene.points.push(point);
    }
    let mut coasts: Vec<Vec<Point>> = Vec::with_capacity(map.coasts().len());
    for coast in map.coasts() {
        coasts.push(line(coast, &at));
    }
    let mut over = vec![Mark::Path { runs: coasts, role: Role::Coast }];
    let mut taken: Vec<Rect> = Vec::new();
    if let (Some(mut inset), Some(Mark::Shape { rings, .. })) = (inset, scene.over.first()) {
        scene.under.append(&mut inset.ground);
        over.append(&mut inset.writing);
        let here = around(rings).grown(2.5);
        over.push(edge(&here, Role::Axis));
        taken.push(inset.room);
        taken.push(here);
    }
    over.append(&mut scene.over);
    over.append(&mut outlines(places, &scene.points));
    let mut named: Vec<&PointMark> = Vec::new();
    for point in &scene.points {
        let Some(place) = places.places.get(point.series) else { continue };
        if place.chosen.is_none() && place.needs_care {
            // The chosen ones have it in their label.
            let mark = text((point.x, point.y + 4.0), Anchor::Middle, Run::bold("†", Role::Name), SIZE);
            taken.push(mark.bounds());
            over.push(mark);
        } else if place.chosen.is_some() && Some(place.force) != tiny {
            named.push(point);
        }
    }
    over.append(&mut labels(places, &named, &plot, taken));
    scene.over = over;
    add_legend(&mut scene, places);
    scene
}

/// An empty scene whose plot has room for a picture that is `aspect` times as wide as it is high.
pub(crate) fn frame(places: &Places, width_px: f64, aspect: f64) -> Scene {
    let width = if width_px.is_finite() { within(width_px, WIDTHS.0, WIDTHS.1) } else { WIDTHS.0 };
    let beside = if width < WIDE { 0.0 } else { COLUMN.0 + COLUMN.1 };
    let plot_width = (width - 2.0 * EDGE - beside).min(HIGHEST * aspect);
    let left = (width - beside - plot_width) / 2.0;
    let plot = Rect { left, top: EDGE, right: left + plot_width, bottom: EDGE + plot_width / aspect };
    Scene {
        width_px: width,
        height_px: (plot.bottom + EDGE).ceil(),
        title: places.caption.title.clone(),
        description: places.caption.description.clone(),
        plot,
        under: Vec::new(),
        moves: Moves::Places,
        points: Vec::new(),
        over: Vec::new(),
    }
}

/// Adds the legend right of the plot, or beneath it, where it covers no land.
pub(crate) fn add_legend(scene: &mut Scene, places: &Places) {
    let plot = scene.plot;
    let (left, top, width) = if scene.width_px < WIDE {
        (EDGE, plot.bottom + ABOVE_LEGEND, scene.width_px - 2.0 * EDGE)
    } else {
        (plot.right + COLUMN.1, plot.top, COLUMN.0 - EDGE)
    };
    let (marks, bottom) = legend(places, left, top, width);
    scene.under.extend(marks);
    scene.height_px = scene.height_px.max((bottom + EDGE).ceil());
}

/// The first chosen force first, so that the keys begin there; the others by name.
pub(crate) fn in_order(places: &Places) -> Vec<&MapPlace> {
    let mut order: Vec<&MapPlace> = Vec::new();
    let mut first = 0;
    for (index, place) in places.places.iter().enumerate() {
        order.push(place);
        if place.chosen.is_some() && order[first].chosen.is_none_or(|chosen| place.chosen < Some(chosen)) {
            first = index;
        }
    }
    if first > 0 {
        order[..=first].rotate_right(1);
    }
    order
}

/// What fills a place.
pub(crate) fn role(places: &Places, place: &MapPlace) -> Role {
    place.class.map_or(Role::MissingPlace, |class| class_role(places, class))
}

/// What fills the places of a class: falls have a hue of their own.
pub(crate) fn class_role(places: &Places, class: usize) -> Role {
    let shade = places.shade(class);
    if places.is_fall(class) { Role::Fall(shade) } else { Role::Class(shade) }
}

/// The point of a place with these rings.
pub(crate) fn point(places: &Places, place: &MapPlace, rings: Vec<Vec<Point>>, scene: &Scene) -> PointMark {
    let (x, y) = inside(&rings);
    let bounds = around(&rings);
    let size = |size: f64| within(size, 4.0, HIT);
    let series = places.places.iter().position(|other| other.force == place.force).unwrap_or_default();
    let (heading, value) = words::split_once(&place.label, ": ").unwrap_or((&place.label, ""));
    PointMark {
        series,
        index: 0,
        x: within(x, 0.0, scene.width_px),
        y,
        hit: Rect::centred(x, y, size(bounds.width()), size(bounds.height())),
        missing: place.class.is_none(),
        name: place.label.clone(),
        tooltip: Tooltip { heading: heading.to_owned(), value: words::capitalised(value) },
        body: Body::Place { rings, role: role(places, place) },
    }
}

/// Outlines of what is hatched, which no colour parts from the sea, and, on top, of the chosen ones.
pub(crate) fn outlines(places: &Places, points: &[PointMark]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut draw = |point: &PointMark, role: Role| {
        let Body::Place { rings, .. } = &point.body else { return };
        let mut runs = rings.clone();
        for ring in &mut runs {
            ring.extend_from_within(..ring.len().min(2));
        }
        marks.push(Mark::Path { runs, role });
    };
    for point in points {
        if point.missing {
            draw(point, Role::Coast);
        }
    }
    // The last one lowest, so that the first is never covered.
    for series in (0..query::MOST_AREAS).rev() {
        for point in points {
            if places.places.get(point.series).is_some_and(|place| place.chosen == Some(series)) {
                draw(point, Role::Casing);
                draw(point, Role::Series(series));
            }
        }
    }
    marks
}

/// Name and value of each chosen place, near it and clear of the others.
fn labels(places: &Places, points: &[&PointMark], room: &Rect, mut taken: Vec<Rect>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for point in points {
        let Some(place) = places.places.get(point.series) else { continue };
        let series = place.chosen.unwrap_or_default();
        let mut value = match &place.cell {
            query::Cell::Value(value) => words::value(places.query.measure, value.value),
            query::Cell::Missing(reason) => reason.short().to_owned(),
        };
        if place.needs_care {
            value.push_str(" †");
        }
        let width = text_width_px(&place.name, NAME_SIZE, true).max(text_width_px(&value, SIZE, false));
        // Nor on the middle of another chosen place, which would seem to be the one that is named.
        let before = taken.len();
        for other in points {
            if other.series != point.series {
                taken.push(Rect::centred(other.x, other.y, MIDDLE, MIDDLE));
            }
        }
        let rect = free(point, (width + 4.0, 2.0 * LINE_HEIGHT + 2.0), room, &taken);
        taken.truncate(before);
        taken.push(rect);
        if let Some(leader) = leader(&rect, point, series) {
            // Beneath all names.
            marks.insert(0, leader);
        }
        let middle = (rect.left + rect.right) / 2.0;
        let name = Run::bold(place.name.as_str(), Role::SeriesName(series));
        marks.push(text((middle, rect.top + 12.0), Anchor::Middle, name, NAME_SIZE));
        let value = Run::plain(value, Role::SeriesName(series));
        marks.push(text((middle, rect.top + 12.0 + LINE_HEIGHT), Anchor::Middle, value, SIZE));
    }
    marks
}

/// A line from a label to its place, where it stands apart from it.
fn leader(rect: &Rect, point: &PointMark, series: usize) -> Option<Mark> {
    let Body::Place { rings, .. } = &point.body else { return None };
    let from = (within(point.x, rect.left, rect.right), within(point.y, rect.top, rect.bottom));
    let to = (point.x, point.y);
    let apart = !around(rings).grown(APART).overlaps(rect);
    apart.then_some(Mark::Line { from, to, role: Role::Leader(series) })
}

/// A free place for a label: above the outline, else below it, and from there as little aside as need be.
fn free(point: &PointMark, (width, height): (f64, f64), room: &Rect, taken: &[Rect]) -> Rect {
    const ON_WRITING: f64 = 10_000.0;
    const BELOW: f64 = 8.0;
    let Body::Place { rings, .. } = &point.body else { return *room };
    let bounds = around(rings);
    let middle = (bounds.left + bounds.right) / 2.0;
    let targets = [(bounds.top - height / 2.0, 0.0), (bounds.bottom + height / 2.0, BELOW)];
    let mut best = (f64::MAX, *room);
    for (target, extra) in targets {
        for step in 0..61 * 29 {
            let (down, right) = (step / 29 - 30, step % 29 - 14);
            let (dx, dy) = (f64::from(right) * 8.0, f64::from(down) * 4.0);
            let x = within(middle + dx, room.left + width / 2.0, room.right - width / 2.0);
            let y = within(target + dy, room.top + height / 2.0, room.bottom - height / 2.0);
            let rect = Rect::centred(x, y, width, height);
            let covered = taken.iter().filter(|other| other.overlaps(&rect)).count() as f64;
            let cost = extra + (x - middle).abs() * 0.5 + (y - target).abs() + covered * ON_WRITING;
            if cost < best.0 {
                best = (cost, rect);
            }
        }
    }
    best.1
}

/// Text that can be read above lines and colours.
fn text(at: Point, anchor: Anchor, run: Run, size: f64) -> Mark {
    Mark::text(at, anchor, run, size).on_colours()
}

/// The smallest area, enlarged.
struct Inset {
    /// Its rings in the inset.
    rings: Vec<Vec<Point>>,
    /// The area around it.
    ground: Vec<Mark>,
    /// The frame and the words at it.
    writing: Vec<Mark>,
    /// All of it.
    room: Rect,
}

impl Inset {
    /// Right of the map at its height, or, on a phone, in the sea in the top left corner.
    fn of(tiny: &Outline, places: &Places, map: &Map, scene: &Scene) -> Self {
        let plot = scene.plot;
        let narrow = scene.width_px < WIDE;
        let width = if narrow { within(plot.width() * 0.27, 72.0, 130.0) } else { 150.0 };
        let name = |outline: &Outline| places.places.iter().find(|place| place.force == outline.force);
        let own = name(tiny);
        let enlarged = [own.map_or("", |place| place.name.as_str()), " enlarged"].concat();
        let lines = wrap(&enlarged, if narrow { plot.width() * 0.34 } else { COLUMN.0 }, SIZE, true);
        let above = lines.len() as f64 * LINE_HEIGHT + 4.0;
        let height = width * INSET_ASPECT;
        let (left, top) = if narrow {
            (plot.left, plot.top)
        } else {
            (plot.right + COLUMN.1, (plot.top + plot.height() * 0.68).min(plot.bottom - above - height))
        };
        let rect = Rect { left, top: top + above, right: left + width, bottom: top + above + height };
        let scale = width / INSET_GROUND;
        let (least, greatest) = tiny.extent();
        let middle = [0, 1].map(|axis| f64::from(least[axis] + greatest[axis]) / 2.0);
        let at = |position: [i32; 2]| {
            let x = (rect.left + rect.right) / 2.0 + (f64::from(position[0]) - middle[0]) * scale;
            let y = (rect.top + rect.bottom) / 2.0 - (f64::from(position[1]) - middle[1]) * scale;
            (tenths(x), tenths(y))
        };
        let rings = rings(tiny, &at);
        let corner = tiny.rings.first().and_then(|ring| ring.first());
        let holds = |outline: &&Outline| {
            outline.force != tiny.force && outline.rings.iter().flatten().any(|position| Some(position) == corner)
        };
        let surrounding = map.outlines().iter().find(holds).and_then(name);
        let mut ground = Vec::new();
        let mut writing = vec![edge(&rect, Role::Axis)];
        if let Some(place) = surrounding {
            ground.push(Mark::Shape { rings: vec![rect.corners()], role: role(places, place), line: None });
            // Hatching is read on the page's ground.
            ground.push(Mark::Shape { rings: rings.clone(), role: Role::MissingGround, line: None });
            let fits = text_width_px(&place.name, SIZE, false) <= width - 8.0;
            let name = place.usual.as_ref().filter(|_| !fits).unwrap_or(&place.name);
            let colour = place.class.map_or(Role::Name, |class| Role::OnClass(places.shade(class)));
            let at = ((rect.left + rect.right) / 2.0, rect.bottom - 6.0);
            let text = Mark::text(at, Anchor::Middle, Run::plain(name.as_str(), colour), SIZE);
            writing.push(if place.class.is_none() { text.on_colours() } else { text });
        }
        let colour = own.and_then(|place| place.chosen).map_or(Role::Name, Role::SeriesName);
        for (index, line) in lines.into_iter().enumerate() {
            let at = (rect.left, top + LINE_HEIGHT * (index + 1) as f64 - 3.0);
            writing.push(text(at, Anchor::Start, Run::bold(line, colour), SIZE));
        }
        let room = writing.iter().fold(rect, |room, mark| room.around(&mark.bounds()));
        Self { rings, ground, writing, room }
    }
}

fn is_tiny(outline: &Outline) -> bool {
    let (least, greatest) = outline.extent();
    (0..2).all(|axis| greatest[axis] - least[axis] <= TINY)
}

fn rings(outline: &Outline, at: &dyn Fn([i32; 2]) -> Point) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::with_capacity(outline.rings.len());
    for ring in &outline.rings {
        let mut points = line(ring, at);
        points.dedup();
        rings.push(points);
    }
    rings
}

fn line(positions: &[[i32; 2]], at: &dyn Fn([i32; 2]) -> Point) -> Vec<Point> {
    let mut points = Vec::with_capacity(positions.len());
    for position in positions {
        points.push(at(*position));
    }
    points
}

/// A tenth of a pixel is as fine as can be seen, and half the text.
fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// The smallest rectangle around rings.
fn around(rings: &[Vec<Point>]) -> Rect {
    Mark::Shape { rings: rings.to_vec(), role: Role::Border, line: None }.bounds()
}

fn edge(rect: &Rect, role: Role) -> Mark {
    let mut corners = rect.corners();
    corners.extend_from_within(..2);
    Mark::Path { runs: vec![corners], role }
}

/// A point inside for certain: the middle of the longest stretch within, at the height of the largest ring's centre.
fn inside(rings: &[Vec<Point>]) -> Point {
    let size = |ring: &Vec<Point>| centre(ring).1;
    let Some(largest) = rings.iter().max_by(|a, b| size(a).total_cmp(&size(b))) else { return (0.0, 0.0) };
    let middle = around(std::slice::from_ref(largest));
    // Between the tenths on which the corners lie, so that no corner is met.
    let y = within(centre(largest).0.1, middle.top + 0.1, middle.bottom - 0.1) + 0.013;
    let mut crossings: Vec<f64> = Vec::new();
    for ring in rings {
        for (index, (x0, y0)) in ring.iter().enumerate() {
            let (x1, y1) = ring[(index + 1) % ring.len()];
            if (*y0 <= y) != (y1 <= y) {
                crossings.push(x0 + (y - y0) / (y1 - y0) * (x1 - x0));
            }
        }
    }
    let order = query::order_by(crossings.len(), &mut |a, b| crossings[a].total_cmp(&crossings[b]));
    let mut longest = (0.0, (middle.left + middle.right) / 2.0);
    for pair in order.chunks_exact(2) {
        let (from, to) = (crossings[pair[0]], crossings[pair[1]]);
        if to - from > longest.0 {
            longest = (to - from, (from + to) / 2.0);
        }
    }
    (longest.1, y)
}

/// The centre of what a ring encloses, and twice how much that is.
fn centre(ring: &[Point]) -> (Point, f64) {
    let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
    for (index, (x0, y0)) in ring.iter().enumerate() {
        let (x1, y1) = ring[(index + 1) % ring.len()];
        let cross = x0 * y1 - x1 * y0;
        sum += cross;
        x += (x0 + x1) * cross;
        y += (y0 + y1) * cross;
    }
    let area = if sum == 0.0 { 1.0 } else { sum };
    ((x / (3.0 * area), y / (3.0 * area)), sum.abs())
}
