// Apache ECharts: its parts imported one by one, as its handbook advises; drawn on a canvas, which is its default;
// changed by `setOption`.

import { BarChart, LineChart, MapChart } from "echarts/charts";
import { GeoComponent, GridComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { CHOSEN, classes, drawn, HEIGHT, inOrder, OTHERS, ranked, SHADES, WIDTH } from "./page.mjs";

function init(place, height) {
  const chart = echarts.init(place, null, { width: WIDTH, height });
  chart.on("rendered", drawn);
  return chart;
}

const data = (chart, index) => chart.getModel().getSeriesByIndex(index).getData();

export function lines(place, figures, measure) {
  echarts.use([LineChart, GridComponent, CanvasRenderer]);
  const forces = inOrder(figures);
  const chart = init(place, HEIGHT);
  chart.setOption({
    animation: false,
    grid: { left: 50, right: 10, top: 10, bottom: 30 },
    xAxis: { type: "category", data: figures.quarters, boundaryGap: false },
    yAxis: { type: "value" },
    series: forces.map((force) => ({
      type: "line",
      data: force[measure],
      symbol: "none",
      silent: true,
      lineStyle: { width: 1.5, color: force.code === figures.chosen ? CHOSEN : OTHERS },
    })),
  });
  return {
    update: (now) => chart.setOption({ series: forces.map((force) => ({ data: force[now] })) }),
    count: () => forces.filter((_, index) => data(chart, index)?.getLayout("points")?.length > 0).length,
    value: (code, index) => {
      const at = forces.findIndex((force) => force.code === code);
      const points = data(chart, at).getLayout("points");
      return chart.convertFromPixel({ seriesIndex: at }, [points[index * 2], points[index * 2 + 1]])[1];
    },
  };
}

export function bars(place, figures, measure) {
  echarts.use([BarChart, GridComponent, CanvasRenderer]);
  const chart = init(place, HEIGHT * 2);
  const option = (now) => {
    const forces = ranked(figures, now);
    const itemStyle = (code) => ({ color: code === figures.chosen ? CHOSEN : OTHERS });
    return {
      yAxis: { data: forces.map(({ name }) => name) },
      series: [{ type: "bar", silent: true, data: forces.map(({ code, year }) => ({ value: year[now], itemStyle: itemStyle(code) })) }],
    };
  };
  chart.setOption({
    animation: false,
    grid: { left: 150, right: 10, top: 10, bottom: 30 },
    xAxis: { type: "value" },
    yAxis: { type: "category", inverse: true, axisLabel: { interval: 0 } },
  });
  const update = (now) => chart.setOption(option(now));
  update(measure);
  return {
    update,
    count: () => data(chart, 0)?.count() ?? 0,
    value: (code) => {
      const { name } = figures.forces.find((force) => force.code === code);
      const at = chart.getModel().getComponent("yAxis").getCategories().indexOf(name);
      const { x, y, width, height } = data(chart, 0).getItemLayout(at);
      return chart.convertFromPixel({ seriesIndex: 0 }, [x + width, y + height / 2])[0];
    },
  };
}

export function map(place, figures, measure) {
  echarts.use([MapChart, GeoComponent, VisualMapComponent, CanvasRenderer]);
  echarts.registerMap("forces", figures.boundaries);
  const chart = init(place, HEIGHT * 2);
  const option = (now) => {
    const bounds = classes(figures.forces.map(({ year }) => year[now]));
    const pieces = SHADES.map((color, index) => ({
      color,
      ...(index > 0 && { gte: bounds[index - 1] }),
      ...(index < 4 && { lt: bounds[index] }),
    }));
    return {
      visualMap: { type: "piecewise", show: false, pieces },
      series: [{
        type: "map",
        map: "forces",
        aspectScale: 1,
        top: 0,
        bottom: 0,
        silent: true,
        itemStyle: { borderColor: "#fff" },
        data: figures.forces.map(({ name, year }) => ({ name, value: year[now] })),
      }],
    };
  };
  const update = (now) => chart.setOption({ animation: false, ...option(now) });
  update(measure);
  return {
    update,
    count: () => data(chart, 0)?.count() ?? 0,
    shade: (code) => {
      const { name } = figures.forces.find((force) => force.code === code);
      const own = data(chart, 0);
      return own.getItemVisual(own.indexOfName(name), "style").fill;
    },
  };
}
