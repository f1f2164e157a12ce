//! The skeleton of the page below its masthead: every part in its place, most of them still empty. The build writes it,
//! filled by [`crate::standing`].

use crate::html::Html;
use dataset::Dataset;

/// The skeleton. The page finds its parts by their ids.
pub fn page(dataset: &Dataset) -> String {
    let mut html = Html::default();
    html.raw(ABOVE_CHOICES).raw(&crate::choices(dataset)).raw(BELOW_CHOICES).finish()
}

/// Text as markup.
pub fn text(text: &str) -> String {
    Html::default().text(text).finish()
}

const ABOVE_CHOICES: &str = "\
<div id=\"app\">\
<nav id=\"views\" aria-label=\"Views\"></nav>\
<div role=\"status\"><div id=\"notices\" class=\"notices\"></div></div>\
<div id=\"headline\"></div>\
<section id=\"controls\" class=\"controls\" aria-label=\"What is shown\">\
<div class=\"areas\">\
<ul id=\"chips\" class=\"chips\" aria-label=\"Areas shown\"></ul>\
<div class=\"combobox\">\
<label id=\"area-label\" for=\"area-box\"></label>\
<input id=\"area-box\" type=\"text\" role=\"combobox\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" \
placeholder=\"Type a name\" aria-autocomplete=\"list\" aria-controls=\"area-list\" aria-expanded=\"false\">\
<ul id=\"area-list\" role=\"listbox\" aria-label=\"Areas\" hidden></ul>\
<p id=\"areas-found\" class=\"found\" role=\"status\"></p>\
</div></div>\
<button type=\"button\" id=\"fold\" class=\"fold\" aria-controls=\"choices\">Change what is shown</button>\
<div id=\"choices\"><div id=\"own-choices\" class=\"choices\"></div><div class=\"choices\">";

const BELOW_CHOICES: &str = "\
</div></div>\
<details id=\"presets\" class=\"presets\"><summary id=\"questions\">Questions people ask</summary><div id=\"preset-links\"></div></details>\
<p id=\"sentence\" class=\"sentence\" role=\"status\"></p>\
</section>\
<div role=\"status\"><div id=\"waiting\" class=\"waiting\"></div></div>\
<figure id=\"figure\" class=\"chart-figure\" aria-describedby=\"chart-description\" hidden>\
<p id=\"chart-description\" class=\"visually-hidden\"></p>\
<div id=\"chart\" class=\"chart\"><div id=\"picture\"></div><div id=\"tip\"></div></div>\
<div id=\"beneath\" class=\"beneath\"></div>\
<div id=\"tools\" class=\"tools\"></div>\
</figure>\
<div id=\"paper\" class=\"table\"></div>\
<div id=\"words\"></div>\
<p id=\"copied\" class=\"grid-status\" role=\"status\"></p>\
<div id=\"table-place\"></div>\
<div id=\"check-place\"></div>\
<nav id=\"take\" class=\"take story-tools\" aria-label=\"Take it away\">\
<button type=\"button\" data-take=\"download\" aria-expanded=\"false\">Download</button>\
<button type=\"button\" data-take=\"share\" aria-expanded=\"false\">Share and cite</button>\
<button type=\"button\" data-take=\"embed\" aria-expanded=\"false\">Embed</button></nav>\
<section id=\"take-panel\" class=\"take take-panel\" aria-label=\"Take it away\" aria-labelledby=\"take-title\" hidden></section>\
<section id=\"embed-panel\" class=\"take take-panel\" aria-label=\"Embed\" aria-labelledby=\"embed-title\" hidden></section>\
<section aria-labelledby=\"notes-title\"><div id=\"notes\" class=\"notes\"></div></section>\
</div>";
