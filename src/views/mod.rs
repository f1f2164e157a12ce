//! The views: what each shows, and the picture and the table that show it.

mod cells;
pub mod check;
mod checking;
mod claims;
pub mod compare;
pub mod grid;
pub mod map;
pub mod map_time;
pub mod offences;
pub mod outcome_file;
pub mod outcomes;
pub mod picture;
pub mod presets;
pub mod reasons;
pub mod rest;
pub mod story;
mod table;
mod telling;
pub mod tiles;
pub mod trend;
mod verdicts;

use chart::{Scene, Target};
use query::{Caption, Query};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Start of the ids in a picture's SVG.
const ID_PREFIX: &str = "chart-";

/// Draws a picture, so many pixels wide.
pub type Draw = Box<dyn Fn(f64) -> Scene + Send + Sync>;

/// What a view shows of a query.
#[derive(Default)]
pub struct View {
    /// The words around it.
    pub caption: Caption,
    /// What its picture is: `Line chart`.
    pub kind: &'static str,
    /// Draws its picture; a table has none.
    pub draw: Option<Draw>,
    /// Controls that it has alone, as HTML.
    pub controls: String,
    /// What it says in place of a picture, as HTML.
    pub words: String,
    /// What stands beneath its picture, as HTML.
    pub beneath: String,
    /// The question whose table holds the figures of its picture, where there is one.
    pub as_table: Option<Query>,
    /// Its picture, as it was drawn last.
    drawn: RefCell<Option<Drawn>>,
}

/// A picture, so many pixels wide.
#[derive(Clone)]
pub struct Drawn {
    width: f64,
    /// What is drawn where.
    pub scene: Arc<Scene>,
    /// The same as markup.
    pub svg: Rc<str>,
}

impl View {
    /// The picture, so many pixels wide; one that is shown again is not drawn again.
    pub fn picture(&self, width: f64) -> Option<Drawn> {
        let draw = self.draw.as_ref()?;
        let mut drawn = self.drawn.borrow_mut();
        if drawn.as_ref().is_none_or(|drawn| drawn.width.to_bits() != width.to_bits()) {
            let scene = Arc::new(draw(width));
            let svg = chart::svg(&scene, Target::Live, ID_PREFIX).into();
            *drawn = Some(Drawn { width, scene, svg });
        }
        drawn.clone()
    }
}
