// Highcharts' maps, a build of their own.

import Highcharts from "highcharts/esm/highmaps.js";
import { classes, HEIGHT, SHADES, WIDTH } from "./page.mjs";

export function map(place, figures, measure) {
  const dataClasses = (now) => {
    const bounds = classes(figures.forces.map(({ year }) => year[now]));
    return SHADES.map((color, index) => ({ color, ...(index > 0 && { from: bounds[index - 1] }), ...(index < 4 && { to: bounds[index] }) }));
  };
  const data = (now) => figures.forces.map(({ code, year }) => ({ code, value: year[now] }));
  const chart = Highcharts.mapChart(place, {
    title: { text: undefined },
    legend: { enabled: false },
    credits: { enabled: false },
    tooltip: { enabled: false },
    accessibility: { enabled: false },
    chart: { width: WIDTH, height: HEIGHT * 2, animation: false, map: figures.boundaries },
    colorAxis: { dataClasses: dataClasses(measure) },
    plotOptions: { series: { animation: false, enableMouseTracking: false } },
    series: [{ data: data(measure), joinBy: "code", borderColor: "#fff" }],
  });
  return {
    update: (now) => {
      chart.series[0].setData(data(now), false);
      chart.colorAxis[0].update({ dataClasses: dataClasses(now) }, false);
      chart.redraw(false);
    },
    count: () => place.querySelectorAll("path.highcharts-point").length,
    shade: (code) => chart.series[0].points.find((point) => point.code === code).color,
  };
}
