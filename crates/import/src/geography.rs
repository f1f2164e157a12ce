//! Shapes and tiles of the police force areas.
//!
//! Outlines come as TopoJSON in WGS84, so that a border between two areas is one arc that both use.
//! They are projected to the British National Grid and rounded arc by arc, so that neighbours still
//! share their border to the last point.

use crate::error::{ImportError, Place};
use crate::forces::Forces;
use crate::grid;
use crate::manifest::{BoundariesEntry, TilesEntry, json_error};
use dataset::format::{ForceRow, MAP, MapArea, MapFile, VERSION};
use serde::Deserialize;
use std::collections::BTreeMap;

type Point = [i32; 2];

#[derive(Deserialize)]
struct Topology {
    arcs: Vec<Vec<Vec<f64>>>,
    transform: Option<Transform>,
    objects: BTreeMap<String, Collection>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: String,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Shape {
    Polygon { arcs: Vec<Vec<i32>> },
    MultiPolygon { arcs: Vec<Vec<Vec<i32>>> },
}

impl Shape {
    /// Rings with whether they bound the area from outside.
    fn rings(self) -> Vec<(Vec<i32>, bool)> {
        let polygons = match self {
            Self::Polygon { arcs } => vec![arcs],
            Self::MultiPolygon { arcs } => arcs,
        };
        let of_polygon = |rings: Vec<Vec<i32>>| {
            rings.into_iter().enumerate().map(|(index, ring)| (ring, index == 0)).collect::<Vec<_>>()
        };
        polygons.into_iter().flat_map(of_polygon).collect()
    }
}

#[derive(Deserialize)]
struct Tiles {
    layout: String,
    hexes: BTreeMap<String, Tile>,
}

#[derive(Deserialize)]
struct Tile {
    q: i32,
    r: i32,
}

/// Reads outlines and tiles; the areas are in the order of the forces.
///
/// # Errors
/// A file is not TopoJSON or HexJSON with odd rows shifted right, a force with an area has no outline
/// or no tile, two have one tile, an outline is of no force, does not close, or is nothing after rounding.
pub fn read(
    boundaries: (&BoundariesEntry, &str),
    tiles: (&TilesEntry, &str),
    forces: &Forces,
) -> Result<MapFile, ImportError> {
    let (entry, json) = boundaries;
    let file = entry.file.as_str();
    if entry.metres_per_unit == 0 {
        return Err(ImportError::other(Place::file(file).column("metres_per_unit"), "0", "metres above zero"));
    }
    let topology: Topology = serde_json::from_str(json).map_err(|error| json_error(file, &error))?;
    let (origin, arcs) = rounded_arcs(&topology, file, entry.metres_per_unit)?;
    let mut outlines = outlines(topology, file, &arcs, forces)?;
    let mut positions = read_tiles(tiles, forces)?;
    let mut areas = Vec::new();
    for force in forces.rows.iter().filter(|force| force.region.is_some()) {
        let missing = |file: &str, what: &str| {
            ImportError::other(Place::file(file), format!("no {what} of {}", force.code), "one")
        };
        let rings = outlines.remove(&force.code).ok_or_else(|| missing(file, "outline"))?;
        let tile = positions.remove(&force.code).ok_or_else(|| missing(&tiles.0.file, "tile"))?;
        areas.push(MapArea { code: force.code.clone(), rings, tile });
    }
    let arcs = keep_used(arcs, &mut areas);
    let (format, version) = (MAP.to_owned(), VERSION);
    Ok(MapFile { format, version, metres_per_unit: entry.metres_per_unit, origin, arcs, areas })
}

/// Gives each force the positions of those with which its area shares a border: an arc that both areas use. Water
/// between two areas is no border of both, and neither is a corner where two meet in one point.
pub fn set_neighbours(forces: &mut [ForceRow], map: &MapFile) {
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for area in &map.areas {
        let Some(force) = forces.iter().position(|force| force.code == area.code) else { continue };
        for arc in area.rings.iter().flatten() {
            users.entry(index_of(*arc)).or_default().push(force);
        }
    }
    for users in users.into_values() {
        for (force, other) in users.iter().flat_map(|force| users.iter().map(move |other| (*force, *other))) {
            if force != other {
                forces[force].neighbours.push(other);
            }
        }
    }
    for force in forces {
        force.neighbours.sort_unstable();
        force.neighbours.dedup();
    }
}

/// The origin in metres, and the arcs in units from it, without points that fall together.
fn rounded_arcs(topology: &Topology, file: &str, unit: u32) -> Result<(Point, Vec<Vec<Point>>), ImportError> {
    let mut projected: Vec<Vec<[f64; 2]>> = Vec::new();
    for (index, arc) in topology.arcs.iter().enumerate() {
        let place = || Place::file(file).column(&format!("arcs[{index}]"));
        projected.push(project(arc, topology.transform.as_ref()).ok_or_else(|| {
            ImportError::other(place(), "what is no position in or near Great Britain", "longitudes and latitudes")
        })?);
    }
    let unit = f64::from(unit);
    let least = |axis: usize| {
        let least = projected.iter().flatten().map(|point| point[axis]).fold(f64::INFINITY, f64::min);
        if least.is_finite() { (least / unit).floor() } else { 0.0 }
    };
    let origin = [least(0), least(1)];
    let round = |point: &[f64; 2]| [0, 1].map(|axis| ((point[axis] / unit).round() - origin[axis]) as i32);
    let rounded = |arc: &Vec<[f64; 2]>| {
        let mut points: Vec<Point> = arc.iter().map(round).collect();
        points.dedup();
        points
    };
    Ok((origin.map(|units| (units * unit) as i32), projected.iter().map(rounded).collect()))
}

/// The arc's points on the grid in metres; `None` if one is not near Great Britain.
fn project(arc: &[Vec<f64>], transform: Option<&Transform>) -> Option<Vec<[f64; 2]>> {
    let mut sum = [0.0; 2];
    let mut points = Vec::with_capacity(arc.len());
    for position in arc {
        let [x, y] = [*position.first()?, *position.get(1)?];
        let [longitude, latitude] = match transform {
            Some(Transform { scale, translate }) => {
                sum = [sum[0] + x, sum[1] + y];
                [sum[0] * scale[0] + translate[0], sum[1] * scale[1] + translate[1]]
            }
            None => [x, y],
        };
        if !(-9.0..=3.0).contains(&longitude) || !(49.0..=61.0).contains(&latitude) {
            return None;
        }
        points.push(grid::from_wgs84(longitude, latitude));
    }
    (points.len() >= 2).then_some(points)
}

/// The rings of each area by code: exterior ones counter-clockwise, holes clockwise, none that
/// rounding left without an inside.
fn outlines(
    topology: Topology,
    file: &str,
    arcs: &[Vec<Point>],
    forces: &Forces,
) -> Result<BTreeMap<String, Vec<Vec<i32>>>, ImportError> {
    let mut outlines = BTreeMap::new();
    for geometry in topology.objects.into_values().flat_map(|collection| collection.geometries) {
        let place = || Place::file(file).column(&geometry.id);
        forces.position(&geometry.id, place)?;
        let mut rings = Vec::new();
        for (ring, exterior) in geometry.shape.rings() {
            let ring: Vec<i32> =
                ring.into_iter().filter(|arc| arcs.get(index_of(*arc)).is_none_or(|arc| arc.len() > 1)).collect();
            let points = points_of_ring(&ring, arcs)
                .ok_or_else(|| ImportError::other(place(), "a ring that does not close", "arcs that join to a ring"))?;
            let area = twice_signed_area(&points);
            if points.len() >= 4 && area != 0 {
                rings.push(if (area > 0) == exterior { ring } else { reversed(ring) });
            }
        }
        if rings.is_empty() {
            return Err(ImportError::other(place(), "an outline that is nothing after rounding", "a finer unit"));
        }
        if outlines.insert(geometry.id.clone(), rings).is_some() {
            return Err(ImportError::other(place(), "a second outline", "one"));
        }
    }
    Ok(outlines)
}

/// Position of an arc that may be used backwards.
fn index_of(arc: i32) -> usize {
    usize::try_from(if arc < 0 { !arc } else { arc }).unwrap_or(usize::MAX)
}

fn reversed(ring: Vec<i32>) -> Vec<i32> {
    ring.into_iter().rev().map(|arc| !arc).collect()
}

/// The points of a ring, the first repeated at the end; `None` if its arcs do not join.
fn points_of_ring(ring: &[i32], arcs: &[Vec<Point>]) -> Option<Vec<Point>> {
    let mut points: Vec<Point> = Vec::new();
    for arc in ring {
        let mut next = arcs.get(index_of(*arc))?.clone();
        if *arc < 0 {
            next.reverse();
        }
        if points.last().is_some_and(|last| next.first() != Some(last)) {
            return None;
        }
        points.extend_from_slice(&next[usize::from(!points.is_empty())..]);
    }
    (points.first() == points.last()).then_some(points)
}

/// Twice the area a ring encloses, in square units; above zero if it runs counter-clockwise.
fn twice_signed_area(points: &[Point]) -> i64 {
    let cross = |pair: &[Point]| {
        let [[x0, y0], [x1, y1]] = [pair[0].map(i64::from), pair[1].map(i64::from)];
        x0 * y1 - x1 * y0
    };
    points.windows(2).map(cross).sum()
}

/// Drops the arcs that no ring uses, renumbers the others, and writes them as steps.
fn keep_used(arcs: Vec<Vec<Point>>, areas: &mut [MapArea]) -> Vec<Vec<i32>> {
    let mut used = vec![false; arcs.len()];
    for arc in areas.iter().flat_map(|area| area.rings.iter().flatten()) {
        used[index_of(*arc)] = true;
    }
    let mut numbers = Vec::with_capacity(arcs.len());
    let mut next = 0;
    for used in &used {
        numbers.push(next);
        next += i32::from(*used);
    }
    for arc in areas.iter_mut().flat_map(|area| area.rings.iter_mut().flatten()) {
        let number = numbers[index_of(*arc)];
        *arc = if *arc < 0 { !number } else { number };
    }
    arcs.iter().zip(used).filter(|(_, used)| *used).map(|(arc, _)| steps(arc)).collect()
}

fn steps(points: &[Point]) -> Vec<i32> {
    let mut steps = Vec::with_capacity(points.len() * 2);
    let mut at = [0, 0];
    for point in points {
        steps.extend([point[0] - at[0], point[1] - at[1]]);
        at = *point;
    }
    steps
}

fn read_tiles((entry, json): (&TilesEntry, &str), forces: &Forces) -> Result<BTreeMap<String, [i32; 2]>, ImportError> {
    let file = entry.file.as_str();
    let tiles: Tiles = serde_json::from_str(json).map_err(|error| json_error(file, &error))?;
    if tiles.layout != "odd-r" {
        let place = Place::file(file).column("layout");
        return Err(ImportError::other(place, format!("\"{}\"", tiles.layout), "\"odd-r\""));
    }
    let mut taken: BTreeMap<[i32; 2], String> = BTreeMap::new();
    let mut positions = BTreeMap::new();
    for (code, Tile { q, r }) in tiles.hexes {
        let place = || Place::file(file).column(&code);
        forces.position(&code, place)?;
        if let Some(other) = taken.insert([q, r], code.clone()) {
            return Err(ImportError::other(
                place(),
                format!("column {q}, row {r}, the tile of {other}"),
                "a tile of its own",
            ));
        }
        positions.insert(code, [q, r]);
    }
    Ok(positions)
}
