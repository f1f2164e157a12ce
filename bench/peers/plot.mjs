// Observable Plot with D3: a changed chart is a new one in place of the former, as its documentation has it.

import * as Plot from "@observablehq/plot";
import { CHOSEN, classes, dates, HEIGHT, inOrder, OTHERS, ranked, SHADES, WIDTH } from "./page.mjs";

function kept(place, make, measure, ask) {
  let plot;
  const update = (now) => place.replaceChildren((plot = make(now)));
  update(measure);
  return { update, ...ask(() => plot) };
}

export function lines(place, figures, measure) {
  const quarters = dates(figures);
  const forces = inOrder(figures);
  const make = (now) => {
    const rows = forces.flatMap(({ code, [now]: values }) => quarters.map((quarter, index) => ({ code, quarter, value: values[index] ?? NaN })));
    return Plot.plot({
      width: WIDTH,
      height: HEIGHT,
      marginLeft: 50,
      x: { type: "utc", label: null },
      y: { label: null, grid: true, zero: true },
      marks: [
        Plot.line(rows, {
          x: "quarter",
          y: "value",
          z: "code",
          stroke: (row) => (row.code === figures.chosen ? CHOSEN : OTHERS),
          strokeWidth: 1.5,
          className: "lines",
        }),
      ],
    });
  };
  return kept(place, make, measure, (plot) => ({
    count: () => place.querySelectorAll(".lines path").length,
    value: (code, index) => {
      // A force without any figure has no path: the places of the others are not those of the forces.
      const stroke = code === figures.chosen ? CHOSEN : OTHERS;
      const path = place.querySelector(`.lines path[stroke="${stroke}"]`);
      const x = plot().scale("x").apply(quarters[index]);
      const points = [...path.getAttribute("d").matchAll(/(-?[\d.]+),(-?[\d.]+)/g)];
      const at = points.find((point) => Math.abs(point[1] - x) < 0.5);
      return plot().scale("y").invert(Number(at[2]));
    },
  }));
}

export function bars(place, figures, measure) {
  const make = (now) =>
    Plot.plot({
      width: WIDTH,
      height: HEIGHT * 2,
      marginLeft: 150,
      x: { label: null, grid: true },
      y: { label: null },
      marks: [
        Plot.barX(figures.forces, {
          x: (force) => force.year[now],
          y: "name",
          sort: { y: "-x" },
          fill: (force) => (force.code === figures.chosen ? CHOSEN : OTHERS),
          className: "bars",
        }),
      ],
    });
  return kept(place, make, measure, (plot) => ({
    count: () => place.querySelectorAll(".bars rect").length,
    value: (code) => {
      const { name } = figures.forces.find((force) => force.code === code);
      const y = plot().scale("y").apply(name);
      const bar = [...place.querySelectorAll(".bars rect")].find((rect) => Math.abs(rect.getAttribute("y") - y) < 0.5);
      return plot().scale("x").invert(Number(bar.getAttribute("x")) + Number(bar.getAttribute("width")));
    },
  }));
}

export function map(place, figures, measure) {
  const byCode = new Map(figures.forces.map((force) => [force.code, force]));
  const make = (now) =>
    Plot.plot({
      width: WIDTH,
      height: HEIGHT * 2,
      projection: { type: "reflect-y", domain: figures.boundaries },
      color: { type: "threshold", domain: classes(figures.forces.map(({ year }) => year[now])), range: SHADES, unknown: "#fff" },
      marks: [
        Plot.geo(figures.boundaries.features, { fill: ({ id }) => byCode.get(id).year[now] ?? NaN, stroke: "#fff", className: "areas" }),
      ],
    });
  return kept(place, make, measure, () => ({
    count: () => place.querySelectorAll(".areas path").length,
    // A shade stands for a class alone.
    shade: (code) => {
      const at = figures.boundaries.features.findIndex(({ id }) => id === code);
      return place.querySelectorAll(".areas path")[at].getAttribute("fill");
    },
  }));
}
