//! The parts of the page as HTML text, from a Query and its Answer.
//!
//! Text instead of a type for every element: a view that is typed down to each cell costs a kilobyte of
//! WebAssembly for each kind of element, and only text can be written without a browser, in tests and in
//! static pages. Whatever can have the focus has an id, so that the page can give it back after a part was
//! written anew; what the reader does is told by `data-` attributes, which the page listens for.

mod area_page;
mod areas;
mod changes;
mod check;
mod compare;
mod controls;
mod embed;
mod figures;
mod grid;
mod html;
mod in_short;
mod map;
mod offences;
mod outcomes;
mod page;
mod presets;
mod slug;
mod standing;
mod story;

pub use area_page::{AreaPage, area_list, area_page};
pub use areas::{area_label, area_options, chips};
pub use changes::steps;
pub use check::{NotChecked, check, check_failed, check_form, check_waits, not_checked, unsure};
pub use compare::{compare_controls, in_sight};
pub use controls::{OTHER_OFFENCES, choices, offence_options, quarter_options};
pub use embed::{Embedding, frame, release_options};
pub use figures::{
    Tooltip, failed, headline, link_to_table, loading, notes, notices, offences_failed, presets_failed, tabs, tooltip,
};
pub use grid::{grid, grid_tools, paper, selected, table_controls};
pub use in_short::in_short;
pub use map::{as_played, map_controls};
pub use offences::{offence_box, offence_list};
pub use outcomes::{outcomes_controls, outcomes_details, outcomes_refused, outcomes_table};
pub use page::{page, text};
pub use presets::presets;
pub use slug::slug;
pub use standing::standing;
pub use story::{copy_failed, story, story_without_reasons};
