//! Writes what the other libraries' pages draw, as On Record itself answers it: `peers-data FOLDER` leaves
//! `figures.json` (43 forces by quarter, and ranked) and `boundaries.json` (GeoJSON; British National Grid, metres).

use bench::All;
use dataset::{Dataset, Map};
use query::{Answer, Comparison, Query, Series};
use serde_json::{Value, json};

/// The measures between which each page changes.
const MEASURES: [&str; 2] = ["count", "rate"];
/// The force that is picked out of the 43.
const CHOSEN: &str = "W15000001";

fn main() -> Result<(), String> {
    let folder = std::env::args().nth(1).ok_or("usage: peers-data FOLDER")?;
    let All { dataset, map, .. } = All::read()?;
    write(&folder, "figures.json", &figures(&dataset)?)?;
    write(&folder, "boundaries.json", &boundaries(&dataset, &map))
}

fn write(folder: &str, name: &str, value: &Value) -> Result<(), String> {
    std::fs::write(format!("{folder}/{name}"), value.to_string()).map_err(|error| format!("{folder}/{name}: {error}"))
}

/// Quarters, the period of the ranking, and each force's figures: `null` where there is none.
fn figures(dataset: &Dataset) -> Result<Value, String> {
    let asked = |view: &str, measure: &str| {
        Query::read_address(&format!("?view={view}&area={CHOSEN}&measure={measure}"), dataset).query
    };
    let lines = MEASURES.map(|measure| Answer::to(&asked("trend", measure), dataset));
    let ranked = MEASURES.map(|measure| Comparison::to(&asked("compare", measure), dataset));
    let of = |answer: &Answer, code: &str| -> Result<Value, String> {
        let series = answer.series.iter().chain(&answer.context);
        let found = series.into_iter().find(|series| dataset.area(series.area).code == code);
        Ok(numbers(found.ok_or_else(|| format!("no figures of {code}"))?))
    };
    let year = |comparison: &Comparison, code: &str| {
        let row = comparison.rows.iter().find(|row| dataset.area(row.area).code == code);
        row.and_then(|row| row.cells.last()?.number()).map(rounded)
    };
    let mut forces = Vec::new();
    for series in lines[0].series.iter().chain(&lines[0].context) {
        let code = dataset.area(series.area).code.as_str();
        forces.push(json!({
            "code": code,
            "name": series.name,
            "count": of(&lines[0], code)?,
            "rate": of(&lines[1], code)?,
            "year": { "count": year(&ranked[0], code), "rate": year(&ranked[1], code) },
        }));
    }
    let quarters: Vec<String> = lines[0].periods.iter().map(|period| period.first.first_month_text()).collect();
    Ok(json!({ "quarters": quarters, "period": ranked[0].period.to_string(), "chosen": CHOSEN, "forces": forces }))
}

fn numbers(series: &Series) -> Value {
    series.cells.iter().map(|cell| cell.number().map(rounded)).collect()
}

/// Four decimals, more than any of the pages shows: digits that nobody sees would be bytes that a page must load.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

/// A feature for each force. A ring within another one is its hole.
fn boundaries(dataset: &Dataset, map: &Map) -> Value {
    let features: Vec<Value> = map
        .outlines()
        .iter()
        .map(|outline| {
            let force = dataset.force(outline.force);
            let name = dataset.area_by_code(&force.code).map(|area| dataset.area(area).name.as_str());
            let polygons: Vec<Value> = outline.rings.iter().map(|ring| json!([closed(ring)])).collect();
            json!({
                "type": "Feature",
                "id": force.code,
                "properties": { "code": force.code, "name": name },
                "geometry": { "type": "MultiPolygon", "coordinates": polygons },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features })
}

fn closed(ring: &[[i32; 2]]) -> Vec<[i32; 2]> {
    ring.iter().chain(ring.first()).copied().collect()
}
