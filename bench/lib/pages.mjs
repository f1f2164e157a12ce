// Which pages are measured: On Record's and the other libraries', each with the same charts of the same figures.

/** What is drawn, and the height in pixels that the other libraries' pages keep for it. */
export const CHARTS = {
  lines: { words: "Stalking recorded by 43 police forces, by quarter", height: 451 },
  bars: { words: "Stalking recorded by 43 police forces, ranked", height: 902 },
  map: { words: "Stalking recorded by 43 police forces, as a map", height: 902 },
};

/** Forces that each chart shows. */
export const FORCES = 43;

/**
 * The other libraries, by the names of their folders. `degrees`: takes boundaries in degrees alone. `lack`: why a chart
 * is not among those of the library.
 */
export const PEERS = {
  plot: { title: "Observable Plot", packages: ["@observablehq/plot", "d3"], module: "plot.mjs", charts: ["lines", "bars", "map"] },
  vega: { title: "Vega-Lite", packages: ["vega", "vega-lite", "vega-embed"], module: "vega.mjs", charts: ["lines", "bars", "map"] },
  plotly: {
    title: "Plotly",
    packages: ["plotly.js-dist-min"],
    module: "plotly.mjs",
    alias: { plotly: "plotly.js-dist-min" },
    charts: ["lines", "bars", "map"],
    degrees: true,
  },
  "plotly-basic": {
    title: "Plotly, basic build",
    packages: ["plotly.js-basic-dist-min"],
    module: "plotly.mjs",
    alias: { plotly: "plotly.js-basic-dist-min" },
    charts: ["lines", "bars"],
    lack: { map: "its basic build draws no maps" },
  },
  echarts: { title: "ECharts", packages: ["echarts"], module: "echarts.mjs", charts: ["lines", "bars", "map"] },
  chartjs: {
    title: "Chart.js",
    packages: ["chart.js"],
    module: "chartjs.mjs",
    charts: ["lines", "bars"],
    lack: { map: "it draws maps only with a plug-in of others" },
  },
  highcharts: {
    title: "Highcharts",
    packages: ["highcharts"],
    module: "highcharts.mjs",
    modules: { map: "highmaps.mjs" },
    charts: ["lines", "bars", "map"],
  },
};

/**
 * On Record's addresses of the same charts, and how many marks say that one is there. That of the lines asks for what they
 * are anyway as well: its chart is one that the program draws, as at most addresses.
 */
export const OURS = {
  title: "On Record",
  charts: ["lines", "bars", "map"],
  addresses: { lines: "?view=trend&area=W15000001", bars: "?view=compare&area=W15000001", map: "?view=map&area=W15000001" },
  marks: { lines: "#picture path", bars: "#picture [data-point]", map: "#picture path[data-point], #picture [data-point] path" },
};

/**
 * What On Record has of the area that is picked out as HTML, by names: the address that asks for the area alone, whose
 * first view is a file, and the area's own page. How they come is measured; once the program is there, it is the page above.
 */
export const STANDING = {
  alone: { title: "On Record, an address with the area alone", address: "?area=W15000001" },
  own: { title: "On Record, the area's own page", address: "force/north-wales/" },
};
/** The chart that stands there, its marks, and what is there when its measure has changed. */
export const STANDS = {
  chart: "lines",
  marks: "#picture path",
  answer: '#picture [data-point][aria-label*="per 1,000 residents"]',
};

/** On Record once more, with changes of the measure that it has not shown before. */
export const FIRST = { name: "first", title: "On Record, each change for the first time" };

/** The changes that On Record makes to its document, without the program that works them out. */
export const REPLAY = { name: "replay", title: "On Record, what it changes, without its program" };
