//! The tile map: a hexagon of the same size for each force, near where it lies.

use crate::map::{add_legend, frame, in_order, outlines, point};
use crate::scene::{Anchor, Mark, Moves, PointMark, Role, Run, Scene};
use crate::text::{text_width_px, wrap};
use dataset::Tiles;
use query::{Cell, MapPlace, Places, words};

/// Height of the fonts, the smaller one where the other is too wide.
const SIZE: f64 = 12.0;
const SMALL: f64 = 11.0;
const LINE_HEIGHT: f64 = 14.0;
/// Height of a hexagon, and distance of two rows, for its width.
const HIGH: f64 = 1.154_700_5;
const PITCH: f64 = 0.866_025_4;
/// Part of its width that a hexagon leaves to its neighbours.
const GAP: f64 = 0.03;

/// Lays out the hexagons, `width_px` wide: 280 to 2000 CSS pixels.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dataset = dataset::Dataset::from_json(&std::fs::read_to_string("../../data/recorded.json")?)?;
/// let tiles = dataset::Tiles::from_json(&std::fs::read_to_string("../../data/map.json")?, &dataset)?;
/// let query = query::Query::read_address("?view=map&map=tiles&measure=rate", &dataset).query;
/// let scene = chart::tile_map(&query::Places::to(&query, &dataset), &tiles, 320.0);
/// assert!(scene.points[0].name.starts_with("Avon and Somerset, year ending March 2023: "));
/// # Ok(()) }
/// ```
#[inline(never)]
pub fn tile_map(places: &Places, tiles: &Tiles, width_px: f64) -> Scene {
    // In halves of a hexagon from the west, and rows from the south.
    let at = |tile: [i32; 2]| (tile[0] * 2 + tile[1] % 2, tile[1]);
    let (mut west, mut east, mut south, mut north) = (i32::MAX, 0, i32::MAX, 0);
    for (_, tile) in tiles.iter() {
        let (half, row) = at(tile);
        (west, east) = (west.min(half), east.max(half));
        (south, north) = (south.min(row), north.max(row));
    }
    let wide = f64::from(east - west) / 2.0 + 1.0;
    let high = f64::from(north - south) * PITCH + HIGH;
    let mut scene = Scene { moves: Moves::Tiles, ..frame(places, width_px, wide / high) };
    let plot = scene.plot;
    let size = plot.width() / wide;
    let shorts = query::short_names(&places.places);
    for place in in_order(places) {
        let Some(tile) = tiles.of(place.force) else { continue };
        let (half, row) = at(tile);
        let x = plot.left + (f64::from(half - west) / 2.0 + 0.5) * size;
        let y = plot.top + (f64::from(north - row) * PITCH + HIGH / 2.0) * size;
        let point = point(places, place, vec![hexagon(x, y, size * (1.0 - GAP))], &scene);
        let short = shorts.get(point.series).map_or("", String::as_str);
        scene.over.extend(label(places, place, short, &point, size * (1.0 - GAP)));
        scene.points.push(PointMark { x, y, ..point });
    }
    let outlines = outlines(places, &scene.points);
    scene.over.splice(0..0, outlines);
    add_legend(&mut scene, places);
    scene
}

/// The corners of a hexagon that stands on one, from the top.
fn hexagon(x: f64, y: f64, width: f64) -> Vec<(f64, f64)> {
    let (half, high) = (width / 2.0, width * HIGH);
    [(0.0, -0.5), (half, -0.25), (half, 0.25), (0.0, 0.5), (-half, 0.25), (-half, -0.25)]
        .iter()
        .map(|(dx, part)| (x + dx, y + part * high))
        .collect()
}

/// Name and value, as much of them as fits; at least the short name.
fn label(places: &Places, place: &MapPlace, short: &str, point: &PointMark, width: f64) -> Vec<Mark> {
    let mut value = match &place.cell {
        Cell::Value(value) => words::value(places.query.measure, value.value),
        Cell::Missing(_) => String::new(),
    };
    let care = if place.needs_care { "†" } else { "" };
    value.push_str(care);
    let with_value = |mut lines: Vec<String>| {
        lines.push(value.clone());
        lines
    };
    let name = |size: f64| wrap(&place.name, width * 0.9, size, false);
    let alone = || vec![short.to_owned()];
    let marked = vec![short.to_owned(), care.to_owned()];
    let options = [
        (SIZE, with_value(name(SIZE))),
        (SMALL, with_value(name(SMALL))),
        (SIZE, with_value(alone())),
        (SMALL, with_value(alone())),
        (SIZE, marked.clone()),
        (SMALL, marked),
    ];
    let fitting = options.iter().find(|(size, lines)| fits(lines, *size, width)).or(options.last());
    let Some((size, lines)) = fitting else { return Vec::new() };
    let lines: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    let is_hatched = place.class.is_none();
    let colour = place.class.map_or(Role::Name, |class| Role::OnClass(places.shade(class)));
    let top = point.y - lines.len() as f64 * LINE_HEIGHT / 2.0;
    let mark = |(index, line): (usize, &&String)| Mark::Text {
        at: (point.x, top + LINE_HEIGHT * index as f64 + 10.8),
        anchor: Anchor::Middle,
        runs: vec![Run { text: (*line).clone(), role: colour, bold: false }],
        size: *size,
        halo: is_hatched,
        upright: false,
    };
    lines.iter().enumerate().map(mark).collect()
}

/// Whether lines around the middle of a hexagon stay inside of it.
fn fits(lines: &[String], size: f64, width: f64) -> bool {
    let quarter = width * HIGH / 4.0;
    lines.iter().enumerate().all(|(index, line)| {
        let from = (index as f64 - lines.len() as f64 / 2.0) * LINE_HEIGHT;
        let farthest = from.abs().max((from + LINE_HEIGHT).abs()) - 1.5;
        // The full width within a quarter of the height, then less and less.
        let room = width * (1.0 - ((farthest - quarter) / quarter).max(0.0));
        line.is_empty() || text_width_px(line, size, false) <= room - 1.0
    })
}
