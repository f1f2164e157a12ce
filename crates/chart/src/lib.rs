//! From an [`query::Answer`] to a picture: first a [`Scene`], laid out in pixels, then SVG.
//!
//! [`line_chart`] decides where everything stands; [`svg`] only writes it down, for the page
//! ([`Target::Live`]) or as a file of its own ([`Target::File`]). The crate knows nothing of browsers:
//! text is measured with a table of character widths ([`text_width_px`]), and what the reader does with
//! keys and pointer is answered by [`Scene::neighbour`] and [`Scene::nearest`].

mod bars;
mod behind;
mod breaks;
mod charge_ranking;
mod clip;
mod compare;
mod curve;
mod dumbbell;
mod end_labels;
mod legend;
mod line;
mod map;
mod missing;
mod multiples;
mod paint;
mod picture;
mod place;
mod points;
mod rows;
mod scale;
mod scene;
mod stack;
mod svg;
mod text;
mod ticks;
mod tiles;
mod time_axis;

pub use behind::{Behind, Runs, behind};
pub use compare::compare;
pub use line::line_chart;
pub use map::map;
pub use picture::{Framing, picture};
pub use scale::within;
pub use scene::{Anchor, Body, Direction, Mark, Moves, PointMark, Rect, Role, Run, Scene, Shape, Tooltip};
pub use stack::outcomes;
pub use svg::{Target, push_escaped, svg, swatch};
pub use text::text_width_px;
pub use tiles::tile_map;
