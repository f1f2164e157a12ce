//! Questions that people ask, as links.

use crate::html::Html;
use dataset::Dataset;
use query::Query;

/// The questions at hand, a list for each group. The one that is shown already is marked.
pub fn presets(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    let mut group = "";
    for (index, preset) in query::presets(query, dataset).iter().enumerate() {
        if preset.group != group {
            html.raw(if group.is_empty() { "" } else { "</ul></section>" });
            group = preset.group;
            html.raw("<section><h2>").raw(group).raw("</h2><ul>");
        }
        let address = preset.query.to_address(dataset);
        html.raw("<li><a id=\"preset-").number(index).raw("\" href=\"");
        html.text(if address.is_empty() { "./" } else { &address });
        html.raw(if preset.query == *query { "\" data-ask aria-current=\"true\">" } else { "\" data-ask>" });
        html.text(&preset.name).raw("</a></li>");
    }
    html.raw("</ul></section>").finish()
}
