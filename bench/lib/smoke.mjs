// Whether a page shows what it is to show: 43 forces, and the right figure of one of them before and after a change of
// the measure. A page that is broken must not pass for a quick one.

import { classes, SHADES } from "../peers/page.mjs";
import { FORCES } from "./pages.mjs";

/** Position of the quarter that is looked at, April to June 2021. */
const QUARTER = 28;
/** How far a figure read from pixels may be off, in proportion. */
const BY = 0.02;

/** Throws unless the page shows the chart of the measure. `figures`: what peers-data wrote. */
export async function check(page, target, chart, measure, figures) {
  const force = figures.forces.find(({ code }) => code === figures.chosen);
  const expected = chart === "lines" ? force[measure][QUARTER] : force.year[measure];
  const problem = target.marks ? await oursOff(page, force, chart, measure, expected) : await peerOff(page, chart, measure, expected, figures);
  if (problem) throw new Error(`${target.title}, ${chart}, ${measure}: ${problem}`);
}

/**
 * Throws unless the picture that stood in the page when its chart was there has the right figure, read as the others' are:
 * from where the line is drawn, by the axis.
 */
export async function checkStanding(page, target, figures) {
  const picture = await page.evaluate(() => window.benchLoad.picture());
  const expected = figures.forces.find(({ code }) => code === figures.chosen).count[QUARTER];
  const ticks = [...picture.matchAll(/<text[^>]* y="([\d.]+)"[^>]*text-anchor="end"[^>]*>([\d,]+)<\/text>/g)].map(([, y, words]) => [Number(y), Number(words.replaceAll(",", ""))]);
  const [lowest, highest] = [ticks[0], ticks.at(-1)];
  const curve = /<path d="([^"]+)"[^>]*marker-start/.exec(picture)?.[1].match(/[\d.]+,[\d.]+/g);
  // Words stand a little lower than what they name.
  const bottom = lowest[0] - 4.2;
  const value = ((bottom - Number(curve?.[QUARTER]?.split(",")[1])) / (lowest[0] - highest[0])) * (highest[1] - lowest[1]) + lowest[1];
  if (!(Math.abs(value - expected) <= expected * BY)) throw new Error(`${target.title}, as it stands: ${value} instead of ${expected}`);
}

/** What On Record's mark says of the force, in the words of a screen reader. */
async function oursOff(page, force, chart, measure, expected) {
  const words = measure === "count" ? `${expected.toLocaleString("en-GB")} offences` : expected.toFixed(2);
  const when = chart === "lines" ? ", April to June 2021:" : "";
  const names = await page.locator(`#picture [aria-label^="${force.name}${when}"]`).evaluateAll((all) => all.map((each) => each.ariaLabel));
  return names.some((name) => name.includes(words)) ? null : `no mark says “${words}”, but ${names.slice(0, 3).join("; ") || "nothing"}`;
}

async function peerOff(page, chart, measure, expected, figures) {
  const { chosen } = figures;
  if (measure === "count") {
    const count = await page.evaluate(() => window.peer.count());
    if (count !== FORCES) return `${count} marks instead of ${FORCES}`;
  }
  if (chart !== "map") {
    const value = await page.evaluate(([code, quarter]) => window.peer.value(code, quarter), [chosen, QUARTER]);
    return Math.abs(value - expected) <= expected * BY ? null : `${value} instead of ${expected}`;
  }
  const shade = await page.evaluate((code) => window.peer.shade(code), chosen);
  const bounds = classes(figures.forces.map(({ year }) => year[measure]));
  const right = SHADES[bounds.filter((bound) => expected >= bound).length];
  return sameColour(shade, right) ? null : `the shade ${shade} instead of ${right}`;
}

/** Libraries write colours in several ways. */
function sameColour(one, other) {
  const parts = (colour) => (colour.startsWith("#") ? colour.match(/[\da-f]{2}/gi).map((two) => parseInt(two, 16)) : colour.match(/\d+/g).map(Number));
  return parts(one).slice(0, 3).join() === parts(other).slice(0, 3).join();
}
