// Builds the other libraries' pages as their makers advise for production: ES modules bundled, tree-shaken and
// minified, everything compressed by brotli at level 11. Leaves a folder for each page in bench/build.
//
//   node bench/build.mjs    (after `cargo run --package bench --bin peers-data bench/build/data`)

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { CHARTS, PEERS } from "./lib/pages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const BUILD = join(here, "build");

/** Bytes by brotli at level 11. */
const brotli = (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** Libraries as they are published for a script element, which many pages take as they are. */
const PUBLISHED = {
  "Observable Plot + D3": ["@observablehq/plot/dist/plot.umd.min.js", "d3/dist/d3.min.js"],
  "Vega + Vega-Lite + Vega-Embed": ["vega/build/vega.min.js", "vega-lite/build/vega-lite.min.js", "vega-embed/build/vega-embed.min.js"],
  "Plotly": ["plotly.js-dist-min/plotly.min.js"],
  "Plotly, basic build": ["plotly.js-basic-dist-min/plotly-basic.min.js"],
  "ECharts": ["echarts/dist/echarts.min.js"],
  "Chart.js": ["chart.js/dist/chart.umd.min.js"],
  "Highcharts": ["highcharts/highcharts.js"],
};

/** Brotli bytes of each library alone, as it is published. */
export function publishedBytes() {
  const sizeOf = (file) => compressed(readFileSync(join(here, "node_modules", file))).length;
  return Object.fromEntries(Object.entries(PUBLISHED).map(([name, files]) => [name, files.map(sizeOf).reduce((sum, size) => sum + size)]));
}

export async function build() {
  const { build: bundle } = createRequire(import.meta.url)("esbuild");
  const figures = readFileSync(join(BUILD, "data/figures.json"), "utf8");
  const boundaries = JSON.parse(readFileSync(join(BUILD, "data/boundaries.json"), "utf8"));
  for (const [name, peer] of Object.entries(PEERS))
    for (const chart of peer.charts) {
      const folder = join(BUILD, `${name}-${chart}`);
      const module = peer.modules?.[chart] ?? peer.module;
      const { outputFiles } = await bundle({
        stdin: {
          contents: `import { ${chart} } from "./peers/${module}"; import { start } from "./peers/page.mjs"; start(${chart});`,
          resolveDir: here,
        },
        absWorkingDir: here,
        alias: peer.alias,
        bundle: true,
        minify: true,
        format: "esm",
        target: "es2022",
        legalComments: "none",
        define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
        write: false,
        logLevel: "error",
      });
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const script = outputFiles[0].contents;
      const named = `app-${createHash("sha256").update(script).digest("hex").slice(0, 16)}.js`;
      write(folder, named, script);
      // As a program would write it: 8, not 8.0.
      write(folder, "figures.json", JSON.stringify(JSON.parse(figures)));
      if (chart === "map") write(folder, "boundaries.json", JSON.stringify(peer.degrees ? inDegrees(boundaries) : boundaries));
      write(folder, "index.html", html(peer.title, chart, named));
    }
}

function write(folder, name, content) {
  writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, `${name}.br`), compressed(Buffer.from(content)));
}

/** Compressed, or as it was compressed before: megabytes take their time. */
function compressed(content) {
  const kept = join(BUILD, "compressed", createHash("sha256").update(content).digest("hex"));
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(`${kept}.part`, brotli(content));
    renameSync(`${kept}.part`, kept);
  }
  return readFileSync(kept);
}

function html(title, chart, script) {
  const boundaries = '<link id="boundaries" rel="preload" as="fetch" crossorigin href="boundaries.json">';
  const { words, height } = CHARTS[chart];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words}: ${title}</title>
<link rel="icon" href="data:,">
<link id="figures" rel="preload" as="fetch" crossorigin href="figures.json">${chart === "map" ? boundaries : ""}
<style>body{max-width:1104px;margin:0 auto;font:16px/1.5 system-ui,sans-serif}#chart{height:${height}px}</style>
<script type="module" src="${script}"></script>
<h1>${words}</h1>
<p><label>Measure <select id="measure"><option value="count">Count</option><option value="rate">Rate</option></select></label></p>
<p id="unit">&nbsp;</p>
<div id="chart"></div>
`;
}

/** Longitudes and latitudes instead of metres, for a library that takes no others; rings clockwise, as it wants them. */
function inDegrees(collection) {
  const ring = (metres) => {
    const turned = metres.map(degrees);
    let area = 0;
    for (let at = 1; at < turned.length; at += 1)
      area += (turned[at][0] - turned[at - 1][0]) * (turned[at][1] + turned[at - 1][1]);
    return area > 0 ? turned : turned.reverse();
  };
  const features = collection.features.map((feature) => ({
    ...feature,
    geometry: { ...feature.geometry, coordinates: feature.geometry.coordinates.map((polygon) => polygon.map(ring)) },
  }));
  return { ...collection, features };
}

/**
 * Longitude and latitude of a position on the British National Grid: the inverse transverse Mercator projection of the
 * Airy ellipsoid (Ordnance Survey, A Guide to Coordinate Systems in Great Britain, annexe C), without the change of
 * datum, which would move all by the same hundred metres.
 */
function degrees([east, north]) {
  const [a, b, scale, lat0, lon0] = [6377563.396, 6356256.909, 0.9996012717, (49 * Math.PI) / 180, (-2 * Math.PI) / 180];
  const n = (a - b) / (a + b);
  const e2 = 1 - (b * b) / (a * a);
  const meridian = (lat) => {
    const [difference, sum] = [lat - lat0, lat + lat0];
    return b * scale * (
      (1 + n + (5 / 4) * n ** 2 + (5 / 4) * n ** 3) * difference -
      (3 * n + 3 * n ** 2 + (21 / 8) * n ** 3) * Math.sin(difference) * Math.cos(sum) +
      ((15 / 8) * n ** 2 + (15 / 8) * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum)
    );
  };
  const fromNorth = north + 100_000;
  let lat = lat0 + fromNorth / (a * scale);
  while (Math.abs(fromNorth - meridian(lat)) > 0.01) lat += (fromNorth - meridian(lat)) / (a * scale);
  const sin2 = Math.sin(lat) ** 2;
  const nu = (a * scale) / Math.sqrt(1 - e2 * sin2);
  const rho = (a * scale * (1 - e2)) / (1 - e2 * sin2) ** 1.5;
  const eta2 = nu / rho - 1;
  const [tan, sec, x] = [Math.tan(lat), 1 / Math.cos(lat), east - 400_000];
  const latitude =
    lat - (x ** 2 * tan) / (2 * rho * nu) + (x ** 4 * (tan / (24 * rho * nu ** 3))) * (5 + 3 * tan ** 2 + eta2 - 9 * tan ** 2 * eta2);
  const longitude = lon0 + (x * sec) / nu - ((x ** 3 * sec) / (6 * nu ** 3)) * (nu / rho + 2 * tan ** 2);
  return [longitude, latitude].map((angle) => Math.round(((angle * 180) / Math.PI) * 10_000) / 10_000);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  console.log(publishedBytes());
}
