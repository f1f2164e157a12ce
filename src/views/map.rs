//! Forces on a map.

use super::{Draw, View, tiles};
use crate::app::State;
use crate::controls::map_time;
use crate::kept::Kept;
use dataset::{DataError, Dataset, Map};
use query::{MapShape, Places, Query};
use std::sync::OnceLock;

/// The boundaries, once they were loaded.
static MAP: OnceLock<Map> = OnceLock::new();

/// Listens to the slider and its buttons.
#[inline(never)]
pub fn start_time(state: State, playing: Kept<bool>) {
    map_time::start(state, playing);
}

/// Reads and keeps the boundaries.
///
/// # Errors
/// [`DataError`]; a damaged file is refused as a whole.
#[inline(never)]
pub fn keep(text: &str, dataset: &'static Dataset) -> Result<(), DataError> {
    let map = Map::from_packed(text, dataset)?;
    let _ = MAP.set(map);
    Ok(())
}

/// What the dataset says to the query.
#[inline(never)]
pub fn answer(query: &Query, dataset: &Dataset) -> Places {
    Places::to(query, dataset)
}

/// The forces of one period, by their boundaries or as hexagons.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    let places = answer(query, dataset);
    let shows_tiles = query.options.map == MapShape::Tiles;
    let caption = places.caption.clone();
    let draw = if shows_tiles { tiles::draw(places) } else { draw(places) };
    View {
        caption,
        kind: if shows_tiles { "Tile map" } else { "Map" },
        controls: markup::map_controls(query, dataset),
        as_table: Some(query.clone().as_table()),
        draw,
        ..View::default()
    }
}

/// Draws the forces by their boundaries, once these are there.
fn draw(places: Places) -> Option<Draw> {
    let map = MAP.get()?;
    Some(Box::new(move |width| chart::map(&places, map, width)))
}
