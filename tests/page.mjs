// What the tests share: the page's parts, found as a person finds them, by role and name.

import { expect, test as base } from "@playwright/test";

export { expect };

export const NORTH_WALES = "?area=W15000001";
export const SIX_AREAS = "?area=W15000001~E23000001~K04000001~BTP~E12000007~W92000004";

/** Chromium's remark on every preload with a digest; it checks the digest where the file is used. */
const PRELOAD_NOTE = /`integrity` attribute is currently ignored for preload/;

/** The names under which the tests' own server answers: the page's and the articles'. */
export const origins = (baseURL) => {
  const port = Number(new URL(baseURL).port);
  return ["127.0.0.1", "localhost"].flatMap((name) => [port, port + 20_000].map((each) => `http://${name}:${each}`));
};

/**
 * Each test also fails for anything that the page complains of, unless it says `test.use({ faults: true })`, and for any
 * request to another origin, unless it says `test.use({ strangers: true })`, or `hosts` to name servers of its own.
 */
export const test = base.extend({
  faults: [false, { option: true }],
  strangers: [false, { option: true }],
  hosts: [null, { option: true }],
  requests: [
    async ({ context, baseURL, strangers, hosts }, use) => {
      const requests = [];
      context.on("request", (request) => requests.push(request.url()));
      await use(requests);
      const own = origins(baseURL);
      const isOwn = ({ origin }) => own.includes(origin) || hosts?.test(origin);
      const beyond = requests.filter((url) => /^(https?|wss?):/.test(url) && !isOwn(new URL(url)));
      if (!strangers) expect(beyond, "requests to other origins").toEqual([]);
    },
    { auto: true },
  ],
  complaints: [
    async ({ context, faults }, use) => {
      const complaints = [];
      const listen = (page) => {
        page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
        page.on("console", (message) => {
          const matters = ["error", "warning", "assert"].includes(message.type());
          if (matters && !PRELOAD_NOTE.test(message.text())) complaints.push(`${message.type()}: ${message.text()}`);
        });
      };
      context.pages().forEach(listen);
      context.on("page", listen);
      await use(complaints);
      if (!faults) expect(complaints, "complaints in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens an address of the page and waits until the program shows figures. */
export async function open(page, address = "") {
  await page.goto(`./${address}`);
  await expect(page.getByText("Loading the figures…")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(" recorded by ");
}

/** Waits until all that the views need was fetched, as it is once the first view is there. */
export const partsAreThere = (page) => page.evaluate(() => Promise.all([
  ...[...document.querySelectorAll("link[id^=part-]")].map((named) => loadPart(named.id.slice(5))),
  ...[...document.querySelectorAll("link[rel=alternate][data-digest][type='application/json']")].map(({ id }) => loadFile(id)),
  loadPrivacy(),
  takeScript(),
]));

/** Keeps what is asked for by such addresses away, until what is given back is called. */
export async function hold(page, addresses) {
  let release;
  const wait = new Promise((resolve) => (release = resolve));
  await page.route(addresses, async (route) => {
    await wait;
    await route.continue();
  });
  return release;
}

/** Keeps the page from fetching what other views need, as it does when it is idle. Before it is opened. */
export const neverIdle = (page) => page.addInitScript(() => (window.requestIdleCallback = () => {}));

/** Styles of a reader's own: the page's content security policy would refuse a style element. */
export const addStyles = (page, css) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}, css);

/** The address as far as it is the page's state. */
export const search = (page) => new URL(page.url()).search;

export const title = (page) => page.getByRole("heading", { level: 1 });
export const subtitle = (page) => page.getByRole("main").getByRole("paragraph").filter({ hasText: ", by " }).first();
export const keyFigures = (page) => page.getByRole("list", { name: "Key figures" }).getByRole("listitem");
export const notes = (page) => page.getByRole("region", { name: "Read with care" });
export const help = (page) => page.getByRole("complementary", { name: "Help" });
export const notice = (page) => page.getByRole("status").filter({ hasText: "Part of the address was not used" });
export const views = (page) => page.getByRole("navigation", { name: "Views" });

export const chart = (page) => page.getByRole("figure", { name: /^Line chart: / });
/** One point of the chart, by its full name or the start of it. */
export const point = (page, name) => chart(page).getByRole("img", { name: new RegExp(`^${escaped(name)}(:|$)`) });
/** The words beside the point that is pointed at. They repeat its name for the eye, and so have no role. */
export const tooltip = (page, heading) => chart(page).getByText(heading, { exact: true });

export const areaBox = (page) => page.getByRole("combobox", { name: /^(Choose a police force|Add an area|Six areas)/ });
export const areasFound = (page) => page.getByRole("listbox", { name: "Areas" }).getByRole("option");
export const areasShown = (page) => page.getByRole("list", { name: "Areas shown" }).getByRole("listitem");

/** Adds an area by typing and Enter: what is typed must bring it to the top. */
export async function addArea(page, typed, name) {
  await areaBox(page).fill(typed);
  await expect(areasFound(page).first()).toHaveAccessibleName(new RegExp(`^${escaped(name)} `));
  await areaBox(page).press("Enter");
  await expect(page.getByRole("button", { name: `Remove ${name}`, exact: true })).toBeVisible();
}

/** A measure or a length of period. */
export const radio = (page, name) => page.getByRole("radio", { name, exact: true });
/** “From”, “To”, “Offence” or “Release”. */
export const list = (page, name) => page.getByRole("combobox", { name, exact: true });

export const tableRegion = (page) => page.getByRole("region", { name: "Table of the figures" });
export const table = (page) => tableRegion(page).getByRole("table");
export const heading = (page, name) => table(page).getByRole("columnheader", { name, exact: true });

/** The table as rows of words: the period, then a cell for each area. */
export async function rows(page) {
  await expect(table(page)).toBeVisible();
  return table(page)
    .getByRole("row")
    .evaluateAll((all) => all.slice(1).map((row) => [...row.cells].map((cell) => cell.textContent)));
}

/** The figure of a period in the first area's column. */
export async function figure(page, period) {
  const row = table(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: period, exact: true }) });
  return row.getByRole("cell").first().textContent();
}

/** That the page is whole, whatever the address was: title, figures, a chart with points, notes, help. */
export async function expectWhole(page) {
  await expect(title(page)).toHaveText(/^[A-Z].+ recorded by .+/);
  await expect(keyFigures(page)).toHaveCount(3);
  await expect(chart(page).getByRole("img").first()).toHaveAccessibleName(/.+, .+: .+/);
  await expect(notes(page)).toContainText("Open Government Licence v3.0");
  await expectHelp(page);
}

/** What stands in the place of a view that could not be loaded. */
export const viewFailed = (page) => page.getByRole("status").filter({ hasText: "This view could not be loaded" });

/** That a view which could not be loaded says why in its place, and that only the view is gone. */
export async function expectViewFails(page, words = /\w+ \w+ \w+/) {
  await expect(viewFailed(page)).toContainText(words);
  await expect(viewFailed(page)).not.toContainText(/\[object|undefined|null/);
  await expect(viewFailed(page).getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("figure")).toHaveCount(0);
  await expect(views(page).getByRole("link", { name: "Trend" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "The page could not be shown" })).toHaveCount(0);
  await expectHelp(page);
}

/** That help can be had, whatever else went wrong. */
export async function expectHelp(page) {
  await expect(help(page).getByRole("link", { name: "0808 802 0300" })).toBeVisible();
  await expect(help(page).getByRole("link", { name: "999" })).toHaveAttribute("href", "tel:999");
}

/** That the page can only be scrolled downwards. */
export async function expectNoSidewaysScroll(page) {
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond, "pixels beyond the right edge").toBe(0);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Opens the panel with what the reader decides. */
export async function privacy(page) {
  const panel = page.locator("#privacy");
  if ((await panel.getAttribute("open")) === null) await page.getByText("Privacy and offline use").click();
  await expect(page.getByRole("checkbox", { name: "Leave no history of my choices" })).toBeVisible();
  return panel;
}

/** Wants a step in the tab's history for each choice, which is not how the page begins. */
export async function stepsInHistory(page) {
  await (await privacy(page)).getByRole("checkbox", { name: "Leave no history of my choices" }).uncheck();
}
