//! Forces as hexagons: what the map needs when it is asked for them.

use super::Draw;
use dataset::{DataError, Dataset, Tiles};
use query::Places;
use std::sync::OnceLock;

/// The hexagons, once they were loaded.
static TILES: OnceLock<Tiles> = OnceLock::new();

/// Reads and keeps the hexagons.
///
/// # Errors
/// [`DataError`]; a damaged file is refused as a whole.
#[inline(never)]
pub fn keep(text: &str, dataset: &'static Dataset) -> Result<(), DataError> {
    let tiles = Tiles::from_json(text, dataset)?;
    let _ = TILES.set(tiles);
    Ok(())
}

/// Draws the forces as hexagons, once these are there.
#[inline(never)]
pub fn draw(places: Places) -> Option<Draw> {
    let tiles = TILES.get()?;
    Some(Box::new(move |width| chart::tile_map(&places, tiles, width)))
}
