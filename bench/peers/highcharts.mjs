// Highcharts by its ES modules: `setData` of each series, then one `redraw`, as its documentation advises for several.

import Highcharts from "highcharts/esm/highcharts.js";
import { CHOSEN, dates, HEIGHT, inOrder, OTHERS, ranked, WIDTH } from "./page.mjs";

const OPTIONS = {
  title: { text: undefined },
  legend: { enabled: false },
  credits: { enabled: false },
  tooltip: { enabled: false },
  accessibility: { enabled: false },
};

export function lines(place, figures, measure) {
  const quarters = dates(figures);
  const forces = inOrder(figures);
  const data = (force, now) => quarters.map((quarter, index) => [quarter.getTime(), force[now][index]]);
  const chart = Highcharts.chart(place, {
    ...OPTIONS,
    chart: { type: "line", width: WIDTH, height: HEIGHT, animation: false },
    xAxis: { type: "datetime" },
    yAxis: { title: { text: undefined }, min: 0 },
    plotOptions: { series: { animation: false, marker: { enabled: false }, lineWidth: 1.5, enableMouseTracking: false } },
    series: forces.map((force) => ({ data: data(force, measure), color: force.code === figures.chosen ? CHOSEN : OTHERS })),
  });
  return {
    update: (now) => {
      chart.series.forEach((series, index) => series.setData(data(forces[index], now), false));
      chart.redraw(false);
    },
    count: () => place.querySelectorAll(".highcharts-graph").length,
    value: (code, index) => {
      const series = chart.series[forces.findIndex((force) => force.code === code)];
      return chart.yAxis[0].toValue(series.points[index].plotY, true);
    },
  };
}

export function bars(place, figures, measure) {
  const data = (now) => ranked(figures, now).map(({ code, name, year }) => ({ name, y: year[now], color: code === figures.chosen ? CHOSEN : OTHERS }));
  const chart = Highcharts.chart(place, {
    ...OPTIONS,
    chart: { type: "bar", width: WIDTH, height: HEIGHT * 2, animation: false },
    xAxis: { type: "category", labels: { step: 1 } },
    yAxis: { title: { text: undefined } },
    plotOptions: { series: { animation: false, enableMouseTracking: false, groupPadding: 0.05 } },
    series: [{ data: data(measure) }],
  });
  return {
    update: (now) => chart.series[0].setData(data(now), true, false),
    count: () => chart.series[0].points.length,
    value: (code) => {
      const { name } = figures.forces.find((force) => force.code === code);
      const point = chart.series[0].points.find((point) => point.name === name);
      return chart.yAxis[0].toValue(chart.yAxis[0].len - point.plotY, true);
    },
  };
}
