//! Outlines and tiles of the police force areas, read from `data/map.json` and checked against the dataset.

use crate::format;
use crate::node::{self, Node};
use crate::{AreaKind, DataError, Dataset, ForceId};

/// A position on the British National Grid (EPSG:27700): easting and northing in metres.
type Position = [i32; 2];
/// Column and row of a hexagon.
type Tile = [i32; 2];

/// Nothing of England and Wales lies farther east or north, in metres, or west or south of zero.
const MOST: Position = [700_000, 1_300_000];
/// Columns and rows of tiles are below this.
const MOST_TILES: i32 = 100;

/// Outlines of the areas of the territorial forces. Boundaries of December 2016, simplified.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dataset = dataset::Dataset::from_json(&std::fs::read_to_string("../../data/recorded.json")?)?;
/// let map = dataset::Map::from_json(&std::fs::read_to_string("../../data/map.json")?, &dataset)?;
/// assert_eq!(map.outlines().len(), 43);
/// let north_wales = dataset.force_by_code("W15000001").ok_or("no such force")?;
/// assert_eq!(map.outline(north_wales).ok_or("no such outline")?.rings.len(), 3);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    outlines: Vec<Outline>,
    coasts: Vec<Vec<Position>>,
}

/// Outline of one force's area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The force.
    pub force: ForceId,
    /// Closed rings, the first point not repeated: eastings and northings in metres on the British National Grid.
    /// What lies in two rings is no part of the area.
    pub rings: Vec<Vec<[i32; 2]>>,
}

/// A hexagon for each territorial force, near where it lies.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dataset = dataset::Dataset::from_json(&std::fs::read_to_string("../../data/recorded.json")?)?;
/// let tiles = dataset::Tiles::from_json(&std::fs::read_to_string("../../data/map.json")?, &dataset)?;
/// let north_wales = dataset.force_by_code("W15000001").ok_or("no such force")?;
/// assert_eq!(tiles.of(north_wales), Some([1, 6]));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles(Vec<(ForceId, Tile)>);

impl Tiles {
    /// Reads `code` and `tile` of the areas of `data/map.json`, which are those of the territorial forces of `dataset`
    /// in their order; the build writes a file that holds nothing else.
    ///
    /// # Errors
    /// [`DataError`] names what was found where and what was expected.
    pub fn from_json(json: &str, dataset: &Dataset) -> Result<Self, DataError> {
        let value = node::parse(json)?;
        let file = Node::root(&value);
        file.must_be(format::MAP)?;
        let mut turns = Turns::of(dataset);
        let areas = file.get("areas");
        let tiles = areas.each(|row, _| Ok((turns.next(&row)?, tile(&row)?)))?;
        turns.end(&areas)?;
        Ok(Self(tiles))
    }

    /// Column, from the west, and row, from the south, of a force's hexagon; odd rows are shifted half a hexagon east.
    pub fn of(&self, force: ForceId) -> Option<[i32; 2]> {
        self.0.iter().find(|(other, _)| *other == force).map(|(_, tile)| *tile)
    }

    /// The forces and their hexagons, as [`Self::of`] gives them.
    pub fn iter(&self) -> impl Iterator<Item = (ForceId, [i32; 2])> {
        self.0.iter().copied()
    }
}

/// The territorial forces, which a file must have in their order.
struct Turns<'a> {
    forces: Vec<&'a crate::Area>,
}

impl<'a> Turns<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let mut forces = Vec::new();
        for area in dataset.areas() {
            if area.kind == AreaKind::Force {
                forces.insert(0, area);
            }
        }
        Self { forces }
    }

    /// The force of a row.
    fn next(&mut self, row: &Node) -> Result<ForceId, DataError> {
        let force = self.forces.pop().filter(|area| row.get("code").text() == Ok(area.code.as_str()));
        force.and_then(crate::Area::force).ok_or_else(|| row.error("not the force whose turn it is"))
    }

    /// Whether all had their turn.
    fn end(&self, areas: &Node) -> Result<(), DataError> {
        if self.forces.is_empty() { Ok(()) } else { Err(areas.error("fewer than there are forces with an area")) }
    }
}

impl Map {
    /// Reads and checks the JSON of `data/map.json`, whose areas are those of the territorial forces of `dataset`.
    ///
    /// # Errors
    /// [`DataError`] names what was found where and what was expected; a map is never half read.
    pub fn from_json(json: &str, dataset: &Dataset) -> Result<Self, DataError> {
        let value = node::parse(json)?;
        read(&Node::root(&value), dataset)
    }

    /// Reads the JSON that the build makes of `data/map.json`: the same in fewer bytes, by the rule at [`read_packed`].
    /// That borders part two areas and rings enclose something is checked by [`Self::from_json`] alone.
    ///
    /// # Errors
    /// [`DataError`] names what was found where and what was expected; a map is never half read.
    pub fn from_packed(json: &str, dataset: &Dataset) -> Result<Self, DataError> {
        let value = node::parse(json)?;
        read_packed(&Node::root(&value), dataset)
    }

    /// Every territorial force's outline, in the order of [`Dataset::forces`].
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// The outline of a force; `None` for one without an area.
    pub fn outline(&self, force: ForceId) -> Option<&Outline> {
        self.outlines.iter().find(|outline| outline.force == force)
    }

    /// Lines along which an area ends at the sea or at Scotland: eastings and northings in metres.
    pub fn coasts(&self) -> &[Vec<[i32; 2]>] {
        &self.coasts
    }

    /// The least and the greatest easting and northing, in metres.
    pub fn extent(&self) -> ([i32; 2], [i32; 2]) {
        let mut extent = NOTHING;
        for outline in &self.outlines {
            outline.reach(&mut extent);
        }
        extent
    }
}

/// The extent of nothing.
const NOTHING: (Position, Position) = (MOST, [0, 0]);

impl Outline {
    /// The least and the greatest easting and northing, in metres.
    pub fn extent(&self) -> ([i32; 2], [i32; 2]) {
        let mut extent = NOTHING;
        self.reach(&mut extent);
        extent
    }

    /// Makes an extent reach around the outline.
    fn reach(&self, (least, greatest): &mut (Position, Position)) {
        for ring in &self.rings {
            for position in ring {
                for axis in [0, 1] {
                    least[axis] = least[axis].min(position[axis]);
                    greatest[axis] = greatest[axis].max(position[axis]);
                }
            }
        }
    }
}

/// A line that one area or two have as a part of their outline.
struct Arc {
    points: Vec<Position>,
    /// Position of the area that uses it as it stands.
    forwards: Option<usize>,
    /// Position of the area that uses it backwards.
    backwards: Option<usize>,
}

fn read(file: &Node, dataset: &Dataset) -> Result<Map, DataError> {
    file.must_be(format::MAP)?;
    let unit = unit(file)?;
    let origin = pair(&file.get("origin"))?;
    let mut arcs = file.get("arcs").each(|row, _| arc(&row, unit, origin))?;
    let mut outlines: Vec<Outline> = Vec::new();
    let mut tiles: Vec<Tile> = Vec::new();
    let areas = file.get("areas");
    areas.each(|row, index| {
        let outline = outline(&row, index, dataset, &mut arcs)?;
        let tile = tile(&row)?;
        if outlines.iter().any(|other| other.force == outline.force) {
            return Err(row.get("code").error("the same area a second time"));
        }
        if tiles.contains(&tile) {
            return Err(row.get("tile").error("the same tile a second time"));
        }
        outlines.push(outline);
        tiles.push(tile);
        Ok(())
    })?;
    let territorial = dataset.areas().iter().filter(|area| area.kind == AreaKind::Force);
    let mut in_order: Vec<Outline> = Vec::with_capacity(outlines.len());
    for area in territorial {
        match outlines.iter().position(|outline| area.force() == Some(outline.force)) {
            Some(position) => in_order.push(outlines.swap_remove(position)),
            None => return Err(areas.wrong(&[area.code.as_str(), " is not there"])),
        }
    }
    if let Some(unused) = arcs.iter().position(|arc| arc.forwards.is_none() && arc.backwards.is_none()) {
        return Err(file.get("arcs").wrong(&["no area uses arc ", &unused.to_string()]));
    }
    let is_coast = |arc: &Arc| arc.forwards.is_none() || arc.backwards.is_none();
    let coasts = arcs.into_iter().filter(is_coast).map(|arc| arc.points).collect();
    Ok(Map { outlines: in_order, coasts })
}

/// Reads `metres_per_unit`; `x` and `y`, the points of all arcs, packed rows of eastings and of northings in that unit,
/// with a number that is not there behind each arc; and for each territorial force, in their order, its `code` and its
/// `rings`: of each arc twice its position, one more where it runs backwards, with a number that is not there behind
/// each ring.
fn read_packed(file: &Node, dataset: &Dataset) -> Result<Map, DataError> {
    file.must_be(format::PACKED_MAP)?;
    let unit = unit(file)?;
    let (x, y) = (file.get("x").numbers()?, file.get("y").numbers()?);
    let wrong = |problem: &str| Err(file.get("y").error(problem));
    // The points of each arc, and how many areas have it in their outline.
    let mut arcs: Vec<(Vec<Position>, u32)> = Vec::new();
    let mut points: Vec<Position> = Vec::new();
    for (at, x) in x.iter().enumerate() {
        match (x, y.get(at)) {
            (Some(x), Some(Some(y))) => {
                let position = [x.saturating_mul(unit), y.saturating_mul(unit)];
                if (0..2).any(|axis| position[axis] < 0 || position[axis] > MOST[axis]) {
                    return wrong("a point that does not lie in England or Wales");
                }
                points.push(position);
            }
            (None, Some(None)) => arcs.push((std::mem::take(&mut points), 0)),
            _ => return wrong("other points than x has"),
        }
    }
    if x.len() != y.len() || !points.is_empty() {
        return wrong("an arc without its end");
    }
    let mut turns = Turns::of(dataset);
    let areas = file.get("areas");
    let outlines = areas.each(|row, _| {
        let force = turns.next(&row)?;
        let numbers = row.get("rings").numbers()?;
        let wrong = |problem: &str| Err(row.get("rings").error(problem));
        let mut rings: Vec<Vec<Position>> = Vec::new();
        let mut ring: Vec<Position> = Vec::new();
        for number in numbers {
            let Some(number) = number else {
                let end = ring.pop();
                if ring.len() < 3 || end.as_ref() != ring.first() {
                    return wrong("a ring that does not close");
                }
                rings.push(std::mem::take(&mut ring));
                continue;
            };
            let arc = usize::try_from(number >> 1).ok().and_then(|index| arcs.get_mut(index));
            let Some((points, users)) = arc else { return wrong("an unknown arc") };
            *users += 1;
            let mut line = points.clone();
            if number & 1 == 1 {
                line.reverse();
            }
            if ring.pop().is_some_and(|end| Some(&end) != line.first()) {
                return wrong("an arc that does not start where the one before ends");
            }
            ring.append(&mut line);
        }
        if rings.is_empty() || !ring.is_empty() {
            return wrong("a ring without its end");
        }
        Ok(Outline { force, rings })
    })?;
    turns.end(&areas)?;
    let mut coasts = Vec::new();
    for (points, users) in arcs {
        if users == 1 {
            coasts.push(points);
        }
    }
    Ok(Map { outlines, coasts })
}

/// How many metres a unit of the coordinates is.
fn unit(file: &Node) -> Result<i32, DataError> {
    let node = file.get("metres_per_unit");
    let unit = node.whole::<i32>()?;
    if unit > 0 { Ok(unit) } else { Err(node.error("expected metres, above zero")) }
}

/// Two whole numbers.
fn pair(list: &Node) -> Result<Position, DataError> {
    let numbers = list.each(|number, _| number.whole::<i32>())?;
    match numbers.as_slice() {
        [x, y] => Ok([*x, *y]),
        _ => Err(list.wrong(&[&numbers.len().to_string(), " numbers, expected 2"])),
    }
}

/// A point and the steps from it, in units from the origin, as positions in metres.
fn arc(row: &Node, unit: i32, origin: Position) -> Result<Arc, DataError> {
    let steps = row.each(|number, _| number.whole::<i32>())?;
    if steps.len() < 4 || !steps.len().is_multiple_of(2) {
        let problem = [&steps.len().to_string(), " numbers, expected two for each of two points or more"].concat();
        return Err(row.error(problem));
    }
    let mut points: Vec<Position> = Vec::with_capacity(steps.len() / 2);
    let mut units = [0_i64; 2];
    for (index, step) in steps.chunks_exact(2).enumerate() {
        let mut position = [0; 2];
        for axis in [0, 1] {
            units[axis] += i64::from(step[axis]);
            let metres = i64::from(origin[axis]) + units[axis].saturating_mul(i64::from(unit));
            if !(0..=i64::from(MOST[axis])).contains(&metres) {
                let problem = ["point ", &index.to_string(), " does not lie in England or Wales"].concat();
                return Err(row.error(problem));
            }
            position[axis] = i32::try_from(metres).unwrap_or_default();
        }
        points.push(position);
    }
    Ok(Arc { points, forwards: None, backwards: None })
}

fn outline(row: &Node, area: usize, dataset: &Dataset, arcs: &mut [Arc]) -> Result<Outline, DataError> {
    let node = row.get("code");
    let code = node.text()?;
    let known = dataset.area_by_code(code).map(|id| dataset.area(id)).filter(|area| area.kind == AreaKind::Force);
    let force = known.and_then(crate::Area::force);
    let force = force.ok_or_else(|| node.wrong(&[code, " is no force with an area"]))?;
    let rings = row.get("rings").each(|ring, _| self::ring(&ring, area, arcs))?;
    if rings.is_empty() {
        return Err(row.get("rings").error("expected at least one ring"));
    }
    Ok(Outline { force, rings })
}

/// The hexagon of an area.
fn tile(row: &Node) -> Result<Tile, DataError> {
    let tile = pair(&row.get("tile"))?;
    if tile.iter().any(|at| !(0..MOST_TILES).contains(at)) {
        return Err(row.get("tile").wrong(&["expected a column and a row below ", &MOST_TILES.to_string()]));
    }
    Ok(tile)
}

/// The points of a ring: its arcs one after the other, each from where the one before ends, back to the start.
fn ring(row: &Node, area: usize, arcs: &mut [Arc]) -> Result<Vec<Position>, DataError> {
    let mut points: Vec<Position> = Vec::new();
    let mut start = None;
    let mut end = None;
    row.each(|node, _| {
        let number = node.whole::<i32>()?;
        let backwards = number < 0;
        let index = usize::try_from(if backwards { !number } else { number }).unwrap_or(usize::MAX);
        let arc = arcs.get_mut(index).ok_or_else(|| node.wrong(&["unknown arc ", &index.to_string()]))?;
        let (user, other) =
            if backwards { (&mut arc.backwards, arc.forwards) } else { (&mut arc.forwards, arc.backwards) };
        if user.is_some() || other == Some(area) {
            // A border parts two areas, and each has it on its own side.
            return Err(node.error("an arc that is in use already, in this direction or by this area"));
        }
        *user = Some(area);
        let mut line = arc.points.clone();
        if backwards {
            line.reverse();
        }
        if end.is_some() && end != line.first().copied() {
            return Err(node.error("an arc that does not start where the one before ends"));
        }
        start = start.or(line.first().copied());
        end = line.pop();
        points.append(&mut line);
        Ok(())
    })?;
    if start != end || points.len() < 3 || twice_area(&points) == 0 {
        return Err(row.error("expected arcs that join to a closed ring with something in it"));
    }
    Ok(points)
}

/// Twice what a ring encloses, in square metres; above zero where it runs counter-clockwise.
fn twice_area(points: &[Position]) -> i64 {
    let mut sum = 0;
    for (index, point) in points.iter().enumerate() {
        let [[x0, y0], [x1, y1]] = [*point, points[(index + 1) % points.len()]].map(|point| point.map(i64::from));
        sum += x0 * y1 - x1 * y0;
    }
    sum
}
