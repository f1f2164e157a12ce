// What every other library's page has: the figures, one list to change the measure, and what the bench asks of it.
//
// A chart is a function `(place, figures, measure)` that draws into the element `place` and gives, perhaps later:
//   update(measure)      draws the other measure by the library's own way of updating
//   count()              lines, bars or areas that are drawn
//   value(code, index)   the figure of a force, read back from where it is drawn, or from what was drawn

/** Size of every chart in pixels: that of On Record's line chart in a window 1,200 pixels wide. */
export const WIDTH = 1104;
export const HEIGHT = 451;

export const CHOSEN = "#12436D";
export const OTHERS = "#BFBFBF";
/** Five shades, the palest first. */
export const SHADES = ["#d4e1ee", "#a3c1dc", "#6f9cc6", "#3f73a5", "#12436d"];

const UNITS = { count: "Offences", rate: "Offences per 1,000 residents" };

/** Says that a canvas was drawn: nothing in the document changes then. */
export const drawn = () => dispatchEvent(new Event("benchDrawn"));

/** The upper ends of the four lower of five classes of as many forces each. */
export function classes(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return [1, 2, 3, 4].map((fifth) => sorted[Math.floor((sorted.length * fifth) / 5)]);
}

/** Forces by their figure of the year, the largest first; one without a figure comes last. */
export const ranked = (figures, measure) => [...figures.forces].sort((a, b) => (b.year[measure] ?? -1) - (a.year[measure] ?? -1));

/** A quarter's first day. */
export const dates = (figures) => figures.quarters.map((quarter) => new Date(`${quarter}-01`));

/** The chosen force last, so that it lies over the others. */
export const inOrder = ({ forces, chosen }) => [...forces.filter(({ code }) => code !== chosen), forces.find(({ code }) => code === chosen)];

export async function start(chart) {
  const asJson = async (id) => (await fetch(document.getElementById(id).href)).json();
  const figures = await asJson("figures");
  if (document.getElementById("boundaries")) figures.boundaries = await asJson("boundaries");
  const list = document.getElementById("measure");
  const place = document.getElementById("chart");
  const showUnit = () => (document.getElementById("unit").textContent = UNITS[list.value]);
  showUnit();
  const live = await chart(place, figures, list.value);
  list.addEventListener("change", () => {
    showUnit();
    live.update(list.value);
  });
  window.peer = live;
}
