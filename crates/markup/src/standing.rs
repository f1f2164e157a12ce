//! The page as it stands before there is a program: the skeleton with its parts filled, as the program leaves them.

use chart::{Behind, Body, Mark, Role, Scene, Target};
use dataset::{Dataset, Quarter};
use query::{Answer, Query};

/// Keys of the address that are radio buttons.
const RADIOS: [&str; 2] = ["measure", "by"];
/// Keys of the address that are lists, the first three of them made from what is asked.
const LISTS: [&str; 4] = ["from", "to", "offence", "release"];
/// The widths for which the picture is drawn, in pixels: a phone's, and that of the page at its widest; with the class
/// by which the styles show one of the two.
const PICTURES: [(f64, &str); 2] = [(350.0, "narrow"), (1_080.0, "wide")];

/// The curve of the first area, and how the chart ends its strokes.
const CURVE: Role = Role::Series(0);
const CURVE_ENDS: &str = " stroke=\"var(--series-1)\" stroke-width=\"2.5\"";

/// What the chart writes for all lines behind, once their places are taken out.
const LINES: &str =
    "<path d=\"\" fill=\"none\" stroke-linejoin=\"round\" stroke=\"var(--context)\" stroke-width=\"1\"/>";

/// The page below its masthead for a query, as the program leaves it when nobody has touched it yet, with the picture of
/// lines drawn for two widths. Made by the page's own functions: the program writes again what it would write otherwise.
///
/// # Errors
/// Names the part of the skeleton that is not there.
pub fn standing(query: &Query, dataset: &Dataset) -> Result<String, String> {
    let answer = Answer::to(query, dataset);
    let caption = answer.caption();
    let mut page = Skeleton(crate::page(dataset));
    page.add("id=\"app\"", " class=\"made\"")?;
    page.fill("views", &crate::tabs(query, dataset))?;
    page.fill("headline", &crate::headline(&caption, &answer, dataset))?;
    page.fill("chips", &crate::chips(query, dataset))?;
    page.fill("area-label", crate::area_label(query, dataset))?;
    page.add("id=\"fold\"", " aria-expanded=\"false\"")?;
    page.add("id=\"choices\"", " class=\"fold-away\"")?;
    choose(&mut page, query, dataset)?;
    page.fill("sentence", &crate::text(&caption.sentence))?;
    let name = ["id=\"figure\" aria-label=\"Line chart: ", &crate::text(&answer.title), "\""].concat();
    page.replace("id=\"figure\"", &name)?;
    page.replace("aria-describedby=\"chart-description\" hidden>", "aria-describedby=\"chart-description\">")?;
    page.fill("chart-description", &crate::text(&caption.description))?;
    page.fill("picture", &pictures(&answer, dataset)?)?;
    page.fill("tools", &crate::link_to_table(query, dataset))?;
    page.fill("notes", &crate::notes(&caption))?;
    // In an article's frame a script puts its link here: it has its room before it comes.
    let frames = "<p id=\"to-page\"><a>These figures and their source on the full page (opens in a new tab)</a></p></section></div>";
    page.replace("</section></div>", frames)?;
    Ok(page.0)
}

/// Every control as the query has it.
fn choose(page: &mut Skeleton, query: &Query, dataset: &Dataset) -> Result<(), String> {
    let starts = crate::quarter_options(&query.starts(dataset), Quarter::first_month_text, Quarter::first_month_name);
    let ends = crate::quarter_options(&query.ends(dataset), Quarter::last_month_text, Quarter::last_month_name);
    page.fill("from", &starts)?;
    page.fill("to", &ends)?;
    page.fill("offence", &crate::offence_options(query, dataset))?;
    for key in RADIOS.iter().chain(&LISTS).filter(|key| !query.uses(key)) {
        page.add(&["data-for=\"", key, "\""].concat(), " hidden")?;
    }
    if !query.uses("measure-change") {
        page.add("id=\"measure-change\"", " disabled")?;
    }
    for key in RADIOS {
        page.add(&["id=\"", key, "-", &query.chosen(key, dataset), "\""].concat(), " checked")?;
    }
    for key in LISTS {
        page.select(key, &query.chosen(key, dataset))?;
    }
    Ok(())
}

fn pictures(answer: &Answer, dataset: &Dataset) -> Result<String, String> {
    let mut html = String::new();
    for (width, class) in PICTURES {
        let (scene, radius) = still(chart::line_chart(answer, dataset, width))?;
        let svg = chart::svg(&scene, Target::Live, class);
        let svg = with_lines(&svg, &scene, &chart::behind(answer, width), class == "wide")?;
        for piece in ["<div class=\"", class, "\">", &with_dots(&svg, radius, class)?, "</div>"] {
            html.push_str(piece);
        }
    }
    Ok(html)
}

/// The picture without what only a program can use, in few bytes: one mark stands for all lines behind, places on the
/// curve are rounded, and its points, of which nobody can reach one, are no marks of their own where the chosen curve has
/// them. Gives their radius in pixels too.
fn still(mut scene: Scene) -> Result<(Scene, f64), String> {
    let mut corners = Vec::new();
    let mut behind = false;
    scene.under.retain_mut(|mark| {
        let Mark::Path { runs, role } = mark else { return true };
        if *role == Role::Context {
            runs.clear();
            return !std::mem::replace(&mut behind, true);
        }
        if *role == CURVE {
            for corner in runs.iter_mut().flatten() {
                corners.push(*corner);
                // A twentieth of a pixel.
                *corner = ((corner.0 * 10.0).round() / 10.0, (corner.1 * 10.0).round() / 10.0);
            }
        }
        true
    });
    let mut size = 0.0;
    for point in std::mem::take(&mut scene.points) {
        match point.body {
            Body::Marker { hollow: true, .. } => return Err("a hollow point can not be drawn by the build".to_owned()),
            Body::Marker { radius, .. } if !point.missing => {
                size = radius;
                if !corners.contains(&(point.x, point.y)) {
                    scene.under.push(Mark::Marker { at: (point.x, point.y), radius, series: point.series });
                }
            }
            _ => {}
        }
    }
    Ok((scene, size))
}

/// The picture with the lines behind in the place of the mark that stands for them: in their own units, a period across
/// and a figure up, which the plot scales. They are written `here`, or are those that another picture has.
fn with_lines(svg: &str, scene: &Scene, behind: &Behind, here: bool) -> Result<String, String> {
    let Some((before, after)) = svg.split_once(LINES) else {
        return if behind.lines.is_empty() { Ok(svg.to_owned()) } else { Err(format!("the picture has no {LINES}")) };
    };
    let (bottom, top) = behind.ends;
    // Half of a line on the plot's lower edge lies beneath it.
    let height = scene.plot.height() + 1.0;
    let frame = format!(
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{height}\" viewBox=\"-.5 {} {} {}\" preserveAspectRatio=\"none\">",
        places(scene.plot.left),
        places(scene.plot.top),
        places(scene.plot.width()),
        places(-top),
        behind.periods,
        places((top - bottom) * height / scene.plot.height()),
    );
    let mut lines = String::new();
    for line in &behind.lines {
        lines.push_str("<path d=\"");
        let mut last = (0.0, 0.0);
        for run in line {
            for (position, (period, value)) in run.iter().enumerate() {
                let at = (*period as f64, places(-*value));
                let (x, y) = (at.0 - last.0, places(at.1 - last.1));
                let start = if position == 0 { "m" } else { " " };
                let between = if y < 0.0 { "" } else { " " };
                lines.push_str(&format!("{start}{x}{between}{y}"));
                last = at;
            }
        }
        lines.push_str("\"/>");
    }
    let lines = if here {
        ["<g id=\"behind\" fill=\"none\" stroke=\"var(--context)\" stroke-linejoin=\"round\">", &lines, "</g>"].concat()
    } else {
        "<use href=\"#behind\"/>".to_owned()
    };
    Ok([before, &frame, &lines, "</svg>", after].concat())
}

/// As many decimals as a picture needs, and no zero below zero.
fn places(number: f64) -> f64 {
    (number * 100.0).round() / 100.0 + 0.0
}

/// The picture with a dot at each corner of its curve.
fn with_dots(svg: &str, radius: f64, id: &str) -> Result<String, String> {
    let (before, after) = svg.split_once(CURVE_ENDS).ok_or_else(|| format!("the picture has no {CURVE_ENDS}"))?;
    // As the chart's own circles: half a pixel of line around them.
    let (middle, reach) = (radius + 0.5, radius + 0.25);
    let dot = format!(
        "<marker id=\"{id}\" markerUnits=\"userSpaceOnUse\" markerWidth=\"{0}\" markerHeight=\"{0}\" refX=\"{middle}\" \
         refY=\"{middle}\"><circle cx=\"{middle}\" cy=\"{middle}\" r=\"{reach}\" fill=\"var(--series-1)\"/></marker>",
        2.0 * middle
    );
    let (start, curve) = before.rsplit_once("<path").unwrap_or((before, ""));
    let marked = ["start", "mid", "end"].map(|place| [" marker-", place, "=\"url(#", id, ")\""].concat()).concat();
    Ok([start, &dot, "<path", curve, CURVE_ENDS, &marked, after].concat())
}

/// Markup whose parts are found by their attributes.
struct Skeleton(String);

impl Skeleton {
    /// Puts `content` into the empty element with this id.
    fn fill(&mut self, id: &str, content: &str) -> Result<(), String> {
        let start = self.after(&["id=\"", id, "\""].concat())?;
        let place = self.0[start..].find('>').map(|end| start + end + 1);
        let place = place.filter(|place| self.0[*place..].starts_with("</"));
        self.0.insert_str(place.ok_or_else(|| format!("the part {id} of the page is not empty"))?, content);
        Ok(())
    }

    /// Adds an attribute to the element with another one.
    fn add(&mut self, attribute: &str, more: &str) -> Result<(), String> {
        let end = self.after(attribute)?;
        self.0.insert_str(end, more);
        Ok(())
    }

    /// Selects the option of the list with this id that has this value.
    fn select(&mut self, id: &str, value: &str) -> Result<(), String> {
        let start = self.after(&["id=\"", id, "\""].concat())?;
        let end = self.0[start..].find("</select>").map_or(self.0.len(), |end| start + end);
        let option = ["<option value=\"", value, "\""].concat();
        let missing = || format!("the list {id} of the page has no {value}");
        let at = self.0[start..end].find(&option).ok_or_else(missing)? + start + option.len();
        self.0.insert_str(at, " selected");
        Ok(())
    }

    fn replace(&mut self, one: &str, other: &str) -> Result<(), String> {
        let end = self.after(one)?;
        self.0.replace_range(end - one.len()..end, other);
        Ok(())
    }

    /// Where a text ends that is there once.
    fn after(&self, text: &str) -> Result<usize, String> {
        let mut places = self.0.match_indices(text);
        match (places.next(), places.next()) {
            (Some((at, _)), None) => Ok(at + text.len()),
            (None, _) => Err(format!("the page has no {text}")),
            (Some(_), Some(_)) => Err(format!("the page has more than one {text}")),
        }
    }
}
