// Vega-Lite by Vega-Embed: a parameter of the view chooses the measure.

import embed from "vega-embed";
import { CHOSEN, classes, dates, HEIGHT, inOrder, OTHERS, SHADES, WIDTH } from "./page.mjs";

const OPTIONS = { actions: false, tooltip: false };

/** Items of a kind of mark, as they are drawn. */
function items(view, kind) {
  const found = [];
  const visit = (item) => {
    if (item.marktype === kind) found.push(...item.items);
    else for (const child of item.items ?? []) visit(child);
  };
  visit(view.scenegraph().root);
  return found;
}

async function shown(place, spec, measure) {
  const { view } = await embed(place, {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    autosize: { type: "fit", contains: "padding" },
    width: WIDTH,
    params: [{ name: "measure", value: measure }],
    ...spec,
  }, OPTIONS);
  return { view, update: (now) => view.signal("measure", now).runAsync() };
}

export async function lines(place, figures, measure) {
  const quarters = dates(figures);
  const values = inOrder(figures).flatMap(({ code, count, rate }) =>
    quarters.map((quarter, index) => ({ code, quarter: quarter.getTime(), count: count[index], rate: rate[index] })),
  );
  const { view, update } = await shown(place, {
    height: HEIGHT,
    data: { values },
    transform: [{ calculate: "datum[measure]", as: "value" }],
    mark: { type: "line", strokeWidth: 1.5, invalid: "break-paths-show-domains" },
    encoding: {
      x: { field: "quarter", type: "temporal", scale: { type: "utc" }, title: null },
      y: { field: "value", type: "quantitative", title: null },
      detail: { field: "code" },
      color: { condition: { test: `datum.code === '${figures.chosen}'`, value: CHOSEN }, value: OTHERS },
    },
  }, measure);
  const all = () => items(view, "line");
  return {
    update,
    count: () => new Set(all().map(({ datum }) => datum.code)).size,
    value: (code, index) => view.scale("y").invert(all().find(({ datum }) => datum.code === code && datum.quarter === quarters[index].getTime()).y),
  };
}

export async function bars(place, figures, measure) {
  const values = figures.forces.map(({ code, name, year }) => ({ code, name, ...year }));
  const { view, update } = await shown(place, {
    height: HEIGHT * 2,
    data: { values },
    transform: [{ calculate: "datum[measure]", as: "value" }],
    mark: "bar",
    encoding: {
      x: { field: "value", type: "quantitative", title: null },
      y: { field: "name", type: "nominal", sort: "-x", title: null },
      color: { condition: { test: `datum.code === '${figures.chosen}'`, value: CHOSEN }, value: OTHERS },
    },
  }, measure);
  const all = () => items(view, "rect").filter(({ datum }) => datum?.code);
  return {
    update,
    count: () => all().length,
    value: (code) => {
      const bar = all().find(({ datum }) => datum.code === code);
      return view.scale("x").invert(bar.x + bar.width);
    },
  };
}

export async function map(place, figures, measure) {
  const values = figures.forces.map(({ code, year }) => ({ code, ...year, of: { count: 0, rate: 0 } }));
  // Classes of each measure by its own bounds, so that one scale has both.
  for (const each of ["count", "rate"]) {
    const bounds = classes(values.map((value) => value[each]));
    for (const value of values) value.of[each] = value[each] === null ? null : bounds.filter((bound) => value[each] >= bound).length;
  }
  const { view, update } = await shown(place, {
    height: HEIGHT * 2,
    data: { values: figures.boundaries, format: { property: "features" } },
    transform: [
      { lookup: "id", from: { data: { values }, key: "code", fields: ["of"] } },
      { calculate: "datum.of[measure]", as: "value" },
    ],
    projection: { type: "identity", reflectY: true },
    mark: { type: "geoshape", stroke: "#fff" },
    encoding: {
      color: { field: "value", type: "ordinal", scale: { domain: [0, 1, 2, 3, 4], range: SHADES }, legend: null },
    },
  }, measure);
  const all = () => items(view, "shape");
  return { update, count: () => all().length, shade: (code) => all().find(({ datum }) => datum.id === code).fill };
}
