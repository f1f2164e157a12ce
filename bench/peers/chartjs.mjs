// Chart.js: its parts registered one by one, so that the bundler leaves out the others; data changed in place, then
// `update()`.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import { CHOSEN, drawn, HEIGHT, inOrder, OTHERS, ranked, WIDTH } from "./page.mjs";

const tells = { id: "tells", afterRender: drawn };

function canvas(place, height) {
  const made = document.createElement("canvas");
  Object.assign(made, { width: WIDTH, height });
  place.append(made);
  return made;
}

const OPTIONS = { animation: false, responsive: false, events: [] };

export function lines(place, figures, measure) {
  Chart.register(LineController, LineElement, PointElement, LinearScale, CategoryScale);
  const forces = inOrder(figures);
  const chart = new Chart(canvas(place, HEIGHT), {
    type: "line",
    data: {
      labels: figures.quarters,
      datasets: forces.map((force) => ({
        data: force[measure],
        borderColor: force.code === figures.chosen ? CHOSEN : OTHERS,
        borderWidth: 1.5,
        pointRadius: 0,
      })),
    },
    options: { ...OPTIONS, scales: { y: { beginAtZero: true } } },
    plugins: [tells],
  });
  return {
    update: (now) => {
      chart.data.datasets.forEach((dataset, index) => (dataset.data = forces[index][now]));
      chart.update();
    },
    count: () => chart.data.datasets.filter((_, index) => chart.getDatasetMeta(index).data.length > 0).length,
    value: (code, index) => {
      const meta = chart.getDatasetMeta(forces.findIndex((force) => force.code === code));
      return chart.scales.y.getValueForPixel(meta.data[index].y);
    },
  };
}

export function bars(place, figures, measure) {
  Chart.register(BarController, BarElement, LinearScale, CategoryScale);
  const data = (now) => {
    const forces = ranked(figures, now);
    return {
      labels: forces.map(({ name }) => name),
      datasets: [{
        data: forces.map(({ year }) => year[now]),
        backgroundColor: forces.map(({ code }) => (code === figures.chosen ? CHOSEN : OTHERS)),
      }],
    };
  };
  const chart = new Chart(canvas(place, HEIGHT * 2), {
    type: "bar",
    data: data(measure),
    options: { ...OPTIONS, indexAxis: "y", scales: { y: { ticks: { autoSkip: false } } } },
    plugins: [tells],
  });
  return {
    update: (now) => {
      chart.data = data(now);
      chart.update();
    },
    count: () => chart.getDatasetMeta(0).data.length,
    value: (code) => {
      const { name } = figures.forces.find((force) => force.code === code);
      return chart.scales.x.getValueForPixel(chart.getDatasetMeta(0).data[chart.data.labels.indexOf(name)].x);
    },
  };
}
