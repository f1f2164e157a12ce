// Plotly: `Plotly.react` with the new traces. `Plotly` is the standard build or the basic one, see build.mjs.

import Plotly from "plotly";
import { CHOSEN, classes, HEIGHT, inOrder, OTHERS, ranked, SHADES, WIDTH } from "./page.mjs";

const CONFIG = { staticPlot: true };

async function shown(place, traces, layout, measure) {
  await Plotly.newPlot(place, traces(measure), layout, CONFIG);
  return { update: (now) => Plotly.react(place, traces(now), layout, CONFIG) };
}

export async function lines(place, figures, measure) {
  const forces = inOrder(figures);
  const x = figures.quarters.map((quarter) => `${quarter}-01`);
  const traces = (now) =>
    forces.map((force) => ({
      type: "scatter",
      mode: "lines",
      x,
      y: force[now],
      line: { width: 1.5, color: force.code === figures.chosen ? CHOSEN : OTHERS },
    }));
  const layout = { width: WIDTH, height: HEIGHT, showlegend: false, margin: { l: 50, r: 10, t: 10, b: 30 }, yaxis: { rangemode: "tozero" } };
  const { update } = await shown(place, traces, layout, measure);
  return {
    update,
    count: () => [...place.querySelectorAll(".scatterlayer .trace")].filter((trace) => trace.querySelector("path.js-line")).length,
    value: (code, index) => {
      const { x: at, y } = place.calcdata[forces.findIndex((force) => force.code === code)][index];
      return new Date(at).toISOString().startsWith(figures.quarters[index]) ? y : NaN;
    },
  };
}

export async function bars(place, figures, measure) {
  const traces = (now) => {
    const forces = ranked(figures, now);
    return [{
      type: "bar",
      orientation: "h",
      x: forces.map(({ year }) => year[now]),
      y: forces.map(({ name }) => name),
      marker: { color: forces.map(({ code }) => (code === figures.chosen ? CHOSEN : OTHERS)) },
    }];
  };
  const layout = { width: WIDTH, height: HEIGHT * 2, margin: { l: 150, r: 10, t: 10, b: 30 }, yaxis: { autorange: "reversed", dtick: 1 } };
  const { update } = await shown(place, traces, layout, measure);
  return {
    update,
    count: () => place.querySelectorAll(".barlayer .point path").length,
    value: (code) => {
      const { name } = figures.forces.find((force) => force.code === code);
      return place.calcdata[0][place.data[0].y.indexOf(name)].s;
    },
  };
}

export async function map(place, figures, measure) {
  // Plotly would fetch the world's coasts from its makers' host for every map, shown or not; nobody needs them here.
  window.PlotlyGeoAssets.topojson.world_110m = { type: "Topology", objects: {}, arcs: [] };
  const traces = (now) => {
    const bounds = classes(figures.forces.map(({ year }) => year[now]));
    const forces = figures.forces.filter(({ year }) => year[now] !== null);
    return [{
      type: "choropleth",
      locationmode: "geojson-id",
      geojson: figures.boundaries,
      locations: forces.map(({ code }) => code),
      z: forces.map(({ year }) => bounds.filter((bound) => year[now] >= bound).length),
      zmin: 0,
      zmax: 4,
      colorscale: SHADES.map((shade, index) => [index / 4, shade]),
      showscale: false,
      marker: { line: { color: "#fff" } },
    }];
  };
  const layout = {
    width: WIDTH,
    height: HEIGHT * 2,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    geo: { visible: false, fitbounds: "locations", projection: { type: "mercator" } },
  };
  const { update } = await shown(place, traces, layout, measure);
  return {
    update,
    count: () => place.querySelectorAll("path.choroplethlocation").length,
    shade: (code) => {
      const at = place.data[0].locations.indexOf(code);
      return SHADES[place.calcdata[0][at].z];
    },
  };
}
