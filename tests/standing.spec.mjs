// What stands in the page before there is a program, how the program takes it over, and the page of each area.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { articleAddress, pageAddress } from "./article.mjs";
import { BUILD } from "./host.mjs";
import * as nginx from "./nginx.mjs";
import {
  addArea, areaBox, areasFound, areasShown, chart, expect, expectHelp, expectNoSidewaysScroll, expectWhole, help, hold, keyFigures,
  list, notes, notice, open, point, radio, search, test, title, views,
} from "./page.mjs";

const WASM = /on-record-[0-9a-f]{16}\.wasm$/;
const VIEW = /\/area\/W15000001-[0-9a-f]{16}\.txt$/;
const loading = (page) => page.getByText("Loading the figures…");
const picture = (page) => chart(page).getByRole("group", { name: /^Stalking recorded by/ });

/** Opens an address and keeps the program away, until what is given back is called. */
async function held(page, address) {
  const release = await hold(page, WASM);
  await page.goto(`./${address}`, { waitUntil: "commit" });
  await expect(help(page)).toBeVisible();
  return async () => {
    release();
    await expect(loading(page)).toHaveCount(0);
  };
}

/** Has each shift of what is seen told, with what was shifted. */
const watchShifts = (page) => page.addInitScript(() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, sources }) =>
    `${value} of ${sources.map(({ node }) => (node?.parentElement ?? node)?.outerHTML?.slice(0, 100))}`)))
    .observe({ type: "layout-shift", buffered: true });
});

/** Waits for the frames in which a shift would be seen and told. */
const settled = (page) => page.evaluate(() => new Promise((done) => {
  let frames = 0;
  const next = () => (frames++ < 10 ? requestAnimationFrame(next) : done());
  next();
}));

for (const [what, width, address] of [
  ["the first address", 1200, ""],
  ["the first address on a phone", 320, ""],
  ["the first address on a larger phone", 390, ""],
  ["the first address on a tablet", 768, ""],
  ["the first address in a narrow window", 901, ""],
  ["an article's frame", 640, "?embed=1"],
  ["an article's frame on a phone", 320, "?embed=1"],
  ["an area in an article's frame", 640, "?area=W15000001&embed=1"],
  ["an area on a tablet", 768, "?area=W15000001"],
  ["the page of an area", 1200, "force/north-wales/"],
  ["the page of an area on a phone", 360, "force/north-wales/"],
]) {
  test(`nothing shifts when the program takes over: ${what}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1100 });
    await watchShifts(page);
    const release = await held(page, address);
    await settled(page);
    await release();
    await expect(point(page, /north-wales|W15000001/.test(address) ? "North Wales, April to June 2021" : "England and Wales, April to June 2021")).toBeAttached();
    await settled(page);
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });
}

const VIEWS = ["?area=W15000001", ...["compare", "map", "outcomes", "table", "story", "check"].map((view) => `?view=${view}&area=W15000001`), "?measure=share"];
for (const [width, height] of [[1200, 1100], [390, 844]])
  for (const address of VIEWS.flatMap((address) => [address, `${address}&embed=1`]))
    test(`nothing shifts while another address comes: ${address}, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await watchShifts(page);
      const release = await held(page, address);
      await settled(page);
      await release();
      await expect(title(page)).toBeVisible();
      await expect(page.getByText("Loading this view…")).toHaveCount(0);
      await settled(page);
      expect(await page.evaluate(() => window.shifts)).toEqual([]);
    });

test("a view's address is seen at once and whole: not the title before the rest, nor whoever is below before that", async ({ page }) => {
  const release = await hold(page, /on-record-compare-[0-9a-f]{16}\.wasm$/);
  await page.goto("./?view=compare&area=W15000001");
  await page.waitForFunction(() => document.title.startsWith("Stalking recorded"));
  await expect(loading(page)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
  await expectHelp(page);
  await help(page).getByRole("link", { name: "999" }).focus();
  release();
  await expect(title(page)).toContainText("North Wales ranks");
  await expect(loading(page)).toHaveCount(0);
  await expect(help(page).getByRole("link", { name: "999" })).toBeFocused();
});

test("what a view needs is asked for before the program could ask", async ({ page, requests }) => {
  const asked = (name) => requests.some((url) => new RegExp(`${name}-[0-9a-f]{16}\\.(wasm|json)$`).test(url));
  await held(page, "?view=story&area=W15000001");
  for (const name of ["on-record-shared-1", "on-record-shared-2", "on-record-story", "data/outcomes"])
    await expect.poll(() => asked(name), name).toBe(true);
  for (const name of ["on-record-map", "on-record-compare", "data/map"]) expect(asked(name), name).toBe(false);
});

test("the lines behind an area's are there before the program, and where it draws them", async ({ page }) => {
  // Bytes of a picture without loss: each line adds to them.
  const shot = async () => (await picture(page).first().screenshot()).length;
  for (const width of [1200, 390]) {
    await page.setViewportSize({ width, height: 1100 });
    const release = await held(page, "force/north-wales/");
    const before = await shot();
    await page.evaluate(() => document.getElementById("behind").replaceChildren());
    const without = await shot();
    await release();
    await expect(point(page, "North Wales, April to June 2021")).toBeAttached();
    const after = await shot();
    expect(before - without, "the lines behind are seen").toBeGreaterThan(5_000);
    expect(Math.abs(before - after)).toBeLessThan((before - without) / 4);
    await page.unroute(WASM);
  }
});

test("the first view is there before the program: figures, picture, controls, notes", async ({ page }) => {
  const release = await held(page, "");
  await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  await expect(keyFigures(page)).toHaveCount(3);
  await expect(picture(page).first()).toBeVisible();
  await expect(radio(page, "Count")).toBeChecked();
  await expect(radio(page, "Quarter")).toBeChecked();
  await expect(list(page, "From")).toHaveValue("2014-04");
  await expect(notes(page)).toContainText("Open Government Licence v3.0");
  await expect(loading(page)).toBeHidden();
  await release();
  await expectWhole(page);
});

test("what the program would write is what stands there", async ({ page }) => {
  const parts = ["views", "notices", "headline", "chips", "area-label", "choices", "sentence", "tools", "take", "notes"];
  const texts = () => page.evaluate((ids) => ids.map((id) => {
    const copy = document.getElementById(id).cloneNode(true);
    // Whether an option was chosen by the page or by the program is no attribute.
    for (const each of copy.querySelectorAll("[selected], [checked]")) for (const name of ["selected", "checked"]) each.removeAttribute(name);
    return `${id}: ${copy.innerHTML}`;
  }), parts);
  const release = await held(page, "");
  const before = await texts();
  await page.evaluate((ids) => {
    for (const id of ids) document.getElementById(id).firstChild && (document.getElementById(id).firstChild.marked = true);
  }, ["views", "headline", "notes"]);
  await release();
  expect(await texts()).toEqual(before);
  for (const id of ["views", "headline", "notes"])
    expect(await page.evaluate((id) => document.getElementById(id).firstChild.marked, id), `${id} was not written again`).toBe(true);
  // Another address of the same state: there the program writes all.
  await open(page, "?area=K04000001");
  expect(await texts()).toEqual(before);
});

for (const address of ["?area=W15000001~E23000006", "?area=W15000001&by=year", "?embed=1", "?view=map", "?by=year", "?theme=dark", "?whatever", "force/north-wales/?by=year"]) {
  test(`no figure of another address is seen at ${address}, nor read out`, async ({ page }) => {
    const release = await held(page, address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
    await expect(keyFigures(page)).toHaveCount(0);
    await expect(page.getByRole("figure")).toHaveCount(0);
    await expect(page.getByRole("main")).not.toContainText("117,331", { useInnerText: true });
    await expect(page.getByRole("main")).not.toContainText("1,895", { useInnerText: true });
    await expect(loading(page)).toBeVisible();
    await expectHelp(page);
    await release();
    await expect(title(page)).toBeVisible();
  });
}

/** What is told of North Wales alone before there is a program. */
async function expectNorthWales(page) {
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
  await expect(loading(page)).toBeHidden();
  await expect(picture(page).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("117,331", { useInnerText: true });
}

test("the view of an area alone is there before the program, which takes it over with what was chosen", async ({ page }) => {
  const release = await held(page, "?area=W15000001");
  await expectNorthWales(page);
  await expect(keyFigures(page).first()).toContainText("1,895");
  expect(await areasShown(page).allTextContents()).toEqual([expect.stringContaining("North Wales")]);
  await radio(page, "Per 1,000 residents").check();
  await release();
  await expect(point(page, "North Wales, April to June 2021")).toHaveAccessibleName(/per 1,000 residents/);
  expect(search(page)).toBe("?area=W15000001&measure=rate");
  await expectWhole(page);
});

test("in a frame its links keep the frame and its colours, and the switch is the frame's own", async ({ page }) => {
  const furnish = await hold(page, /frame\.js$/);
  const release = await held(page, "?area=W15000001&embed=1&theme=dark");
  await expectNorthWales(page);
  await expect(keyFigures(page)).toHaveCount(0);
  await expect(page.locator("#controls")).toBeHidden();
  // Nothing of the whole page's is shown before that.
  await expect(page.getByRole("link", { name: /^Trend|^Compare/ })).toHaveCount(0);
  await expect(page.getByText("These figures and their source on the full page")).toBeHidden();
  furnish();
  await expect(views(page)).toBeVisible();
  const links = await page.locator("#app a[href]").evaluateAll((all) => all.filter((link) => link.id !== "to-page-link").map(({ href }) => href));
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) {
    const asked = new URL(link).searchParams;
    expect(["area", "embed", "theme"].map((key) => asked.get(key)), link).toEqual(["W15000001", "1", "dark"]);
  }
  expect(await views(page).getByRole("link").allTextContents()).toEqual(["Chart", "Table"]);
  await release();
  await expect(point(page, "North Wales, April to June 2021")).toBeAttached();
  expect(await views(page).getByRole("link").allTextContents()).toEqual(["Chart", "Table"]);
});

test("in a sandbox without an origin the view of an area comes before the program too", async ({ page }) => {
  const release = await hold(page, WASM);
  const address = `${pageAddress()}?area=W15000001&embed=1`;
  await page.goto(articleAddress(`<iframe title="Chart" sandbox="allow-scripts" width="640" height="900" src="${address}"></iframe>`));
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Stalking recorded by North Wales Police");
  await expect(frame.getByRole("figure")).toBeVisible();
  release();
  await expect(frame.getByRole("img", { name: /^North Wales, April to June 2021/ })).toBeAttached();
});

test.describe("a file that does not come", () => {
  test.use({ faults: true });
  for (const [what, answer] of [
    ["is not there", (route) => route.fulfill({ status: 404, body: "Not found" })],
    ["is cut off", (route) => route.abort("connectionreset")],
    ["is the page itself, as some hosts have it", async (route) => route.fulfill({ response: await route.fetch({ url: new URL("../", route.request().url()).href }) })],
  ])
    test(`is no loss: it ${what}`, async ({ page, requests }) => {
      await page.route(VIEW, answer);
      const release = await held(page, "?area=W15000001");
      await expect.poll(() => requests.some((url) => VIEW.test(url))).toBe(true);
      await settled(page);
      await expect(title(page)).toHaveCount(0);
      await expect(loading(page)).toBeVisible();
      await release();
      await expect(point(page, "North Wales, April to June 2021")).toBeAttached();
      await expectWhole(page);
    });
});

test.describe("an area that is none", () => {
  test.use({ faults: true });
  test("is told as that", async ({ page }) => {
    await open(page, "?area=W15999999");
    await expect(notice(page)).toContainText("W15999999");
    await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  });
});

test("the view of an area that comes after the program changes nothing", async ({ page }) => {
  const release = await hold(page, VIEW);
  const came = page.waitForResponse(VIEW);
  await open(page, "?area=W15000001");
  await radio(page, "Per 1,000 residents").check();
  release();
  await (await came).finished();
  await settled(page);
  await expect(point(page, "North Wales, April to June 2021")).toHaveAccessibleName(/per 1,000 residents/);
  await expectWhole(page);
});

for (const [what, late, address] of [
  ["the program", WASM, "?view=trend&area=W15000001"],
  ["the area's view", VIEW, "?area=W15000001"],
]) {
  test(`whoever reloads the page is where they were, also where ${what} comes late`, async ({ page }) => {
    for (const [width, height] of [[1200, 700], [390, 700]]) {
      await page.setViewportSize({ width, height });
      await open(page, address);
      await page.evaluate(() => scrollTo(0, 900));
      const [program, view] = [await hold(page, WASM), await hold(page, VIEW)];
      await page.reload({ waitUntil: "commit" });
      await expect(loading(page)).toBeVisible();
      await settled(page);
      for (const come of late === WASM ? [view, program] : [program, view]) {
        come();
        await settled(page);
      }
      await expect(point(page, "North Wales, April to June 2021")).toBeAttached();
      await settled(page);
      // The browser keeps whatever it takes for its anchor in place, some pixels from that.
      expect(Math.abs((await page.evaluate(() => scrollY)) - 900), `${width} pixels wide`).toBeLessThan(20);
      for (const address of [WASM, VIEW]) await page.unroute(address);
    }
  });

  test(`whoever is below the view with the keyboard stays where they are when ${what} comes`, async ({ page }) => {
    await page.setViewportSize({ width: 1200, height: 300 });
    const [program, view] = [await hold(page, WASM), await hold(page, VIEW)];
    await page.goto(`./${address}`, { waitUntil: "commit" });
    const number = help(page).getByRole("link", { name: "999" });
    await number.focus();
    await settled(page);
    const before = await number.boundingBox();
    expect(before.y).toBeLessThan(300);
    for (const come of [view, program]) {
      come();
      if (come === view && late === VIEW) await expectNorthWales(page);
      if (come === program) await expect(point(page, "North Wales, April to June 2021")).toBeAttached();
      await settled(page);
      await expect(number).toBeFocused();
      expect(Math.abs((await number.boundingBox()).y - before.y)).toBeLessThan(1);
    }
  });
}

test("the picture's place has its height before the picture of another address comes", async ({ page }) => {
  const height = () => page.evaluate(() => document.getElementById("picture").getBoundingClientRect().height);
  const release = await held(page, "?embed=1&area=W15000001");
  const before = await height();
  await release();
  await expect(point(page, "North Wales, April to June 2021")).toBeAttached();
  expect(await height()).toBe(before);
});

test("what is chosen before the program is chosen when it is there", async ({ page }) => {
  const release = await held(page, "");
  await radio(page, "Per 1,000 residents").check();
  await list(page, "From").selectOption("2018-04");
  await areaBox(page).fill("north wal");
  await page.getByText("Questions people ask").click();
  await release();
  await expect(radio(page, "Per 1,000 residents")).toBeChecked();
  await expect(list(page, "From")).toHaveValue("2018-04");
  await expect.poll(() => search(page)).toBe("?measure=rate&from=2018-04");
  await expect(areaBox(page)).toHaveValue("north wal");
  await expect(areasFound(page).first()).toHaveAccessibleName(/^North Wales /);
  await expect(page.getByRole("region", { name: "What is shown" }).getByRole("link").first()).toBeVisible();
});

test("on a phone the controls unfold though the program comes later", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 900 });
  const release = await held(page, "");
  await page.getByRole("button", { name: "Change what is shown" }).click();
  await release();
  await expect(page.getByRole("button", { name: "Change what is shown" })).toHaveAttribute("aria-expanded", "true");
  await expect(list(page, "Offence")).toBeVisible();
});

test("focus and place on the page stay when the program takes over", async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 500 });
  const release = await held(page, "");
  await views(page).getByRole("link", { name: "Story" }).focus();
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(400);
  await release();
  await expect(views(page).getByRole("link", { name: "Story" })).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(400);
});

test("a link of the page that is followed before the program leads there, and adds no step to the history", async ({ page }) => {
  await held(page, "");
  const steps = await page.evaluate(() => history.length);
  await views(page).getByRole("link", { name: "Story" }).click({ noWaitAfter: true });
  await expect.poll(() => search(page)).toBe("?view=story");
  await page.unroute(WASM);
  await page.reload();
  await expect(page.getByRole("article", { name: "Story" })).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(steps);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the first view can be read, and nothing is offered that could not be done", async ({ page }) => {
    await page.goto("./");
    await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
    await expect(chart(page)).toBeVisible();
    await expect(picture(page).first()).toBeVisible();
    await expect(notes(page)).toContainText("is not comparable with earlier years");
    await expect(views(page)).toBeHidden();
    await expect(radio(page, "Count")).toHaveCount(0);
    await expect(page.getByRole("button")).toHaveCount(0);
    await page.getByRole("region", { name: "The figures in short" }).getByRole("link", { name: "figures by police force" }).click();
    await expect(title(page)).toHaveText("Figures by police force");
    await page.getByRole("navigation", { name: "Police forces in Wales" }).getByRole("link", { name: "North Wales" }).click();
    await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
    await expect(page).toHaveURL(/\/force\/north-wales\/$/);
  });

  test("the page of an area has its picture, its years, its story, and the ways on", async ({ page }) => {
    await page.goto("./force/north-wales/");
    await expect(page).toHaveTitle("Stalking recorded by North Wales Police – On Record");
    await expect(chart(page)).toHaveAccessibleName("Line chart: Stalking recorded by North Wales Police");
    await expect(picture(page).first()).toBeVisible();
    const beneath = page.getByRole("region", { name: "North Wales in words and figures" });
    await expect(beneath).toContainText("North Wales Police recorded 1,895 stalking offences in the year ending March 2023");
    const row = (year) => beneath.getByRole("row", { name: `Year ending March ${year}` }).getByRole("cell");
    await expect(row(2023)).toHaveText(["1,895", "2.75", "2.98%", "−6%"]);
    await expect(row(2025)).toHaveText(["not supplied", "not supplied", "not supplied", "not supplied"]);
    await expect(beneath).toContainText("The four Welsh forces are not in the copy of this release");
    await page.getByRole("link", { name: "Skip to the figures" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/force\/north-wales\/#page$/);
    await expect(title(page)).toBeVisible();
    await beneath.getByRole("navigation", { name: "Neighbouring forces" }).getByRole("link", { name: "Cheshire" }).click();
    await expect(title(page)).toHaveText("Stalking recorded by Cheshire Constabulary");
    await expectHelp(page);
  });

  for (const width of [320, 1200])
    test(`the pages fit, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const address of ["./", "./force/", "./force/devon-and-cornwall/", "./force/yorkshire-and-the-humber-region/"]) {
        await page.goto(address);
        const beyond = await page.locator("html").evaluate(({ clientWidth, scrollWidth }) => scrollWidth - clientWidth);
        expect(beyond, address).toBe(0);
      }
    });
});

test.describe("the page of an area", () => {
  test("becomes the whole page with the area chosen, at its address, and stays so when it is loaded again", async ({ page }) => {
    await page.goto("./force/");
    const steps = await page.evaluate(() => history.length);
    const release = await held(page, "force/north-wales/");
    await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
    await expect(picture(page).first()).toBeVisible();
    await expect(page.getByRole("region", { name: "North Wales in words and figures" })).toBeHidden();
    await release();
    await expectWhole(page);
    await expect(areasShown(page)).toHaveText(["North Wales×"]);
    await expect(page).toHaveURL(/:\d+\/\?area=W15000001$/);
    expect(await page.evaluate(() => history.length)).toBe(steps + 1);
    await addArea(page, "gwent", "Gwent");
    await expect.poll(() => search(page)).toBe("?area=W15000001~W15000002");
    await page.reload();
    await expect(areasShown(page)).toHaveText(["North Wales×", "Gwent×"]);
    await page.goBack();
    await expect(title(page)).toHaveText("Figures by police force");
  });

  test("leaves no step in the history to the skip link, before there is a program and after", async ({ page }) => {
    const release = await held(page, "force/north-wales/");
    const steps = await page.evaluate(() => history.length);
    await page.evaluate(() => document.querySelector(".skip").click());
    await expect(page).toHaveURL(/\/force\/north-wales\/#page$/);
    await release();
    await expectWhole(page);
    await expect(page).toHaveURL(/\/\?area=W15000001#page$/);
    await page.evaluate(() => document.querySelector(".skip").click());
    await page.goto("./force/");
    const before = await page.evaluate(() => history.length);
    expect(before).toBe(steps + 1);
    await page.evaluate(() => document.querySelector(".skip").click());
    await expect(page).toHaveURL(/\/force\/#page$/);
    expect(await page.evaluate(() => history.length)).toBe(before);
    await page.getByRole("banner").getByRole("link", { name: "On Record" }).click();
    await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
    await page.goBack();
    await expect(title(page)).toHaveText("Figures by police force");
  });

  test("takes whatever else its address asks", async ({ page }) => {
    await page.goto("./force/cheshire/?measure=rate&theme=dark");
    await expect(radio(page, "Per 1,000 residents")).toBeChecked();
    await expect(areasShown(page)).toHaveText(["Cheshire×"]);
    await expect(page).toHaveURL(/\/\?area=E23000006&measure=rate&theme=dark$/);
  });

  test("has every view, every panel, and one canonical address for what is shown", async ({ page }) => {
    await page.goto("./force/north-wales/");
    await expectWhole(page);
    await views(page).getByRole("link", { name: "Map" }).click();
    await expect(page.getByRole("figure")).toBeVisible();
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", "./?view=map&area=W15000001");
    await page.getByRole("button", { name: "Embed" }).click();
    await expect(page.getByRole("region", { name: "Embed" })).toBeVisible();
    await page.getByText("Privacy and offline use").click();
    await expect(page.getByRole("button", { name: "Keep for offline use" })).toBeVisible();
    await page.getByRole("link", { name: "Skip to the figures" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/\?view=map&area=W15000001#page$/);
  });

  test("in a frame without an origin, where the address can not be changed, leads to the whole page", async ({ page, baseURL }) => {
    const { port } = new URL(baseURL);
    const frame = `<iframe title="Chart" sandbox="allow-scripts" src="${baseURL}force/north-wales/" width="900" height="900"></iframe>`;
    await page.goto(`http://localhost:${port}/article?${new URLSearchParams({ body: frame })}`);
    await expect(areasShown(page.frameLocator("iframe"))).toHaveText(["North Wales×"]);
    await expect.poll(() => page.frames()[1].url()).toBe(`${baseURL}?area=W15000001`);
  });

  test("is there for every area, each with a title, a description and an address of its own", () => {
    const folders = readdirSync(join(BUILD, "force"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    // 43 forces, British Transport Police, nine regions, England and Wales apart.
    expect(folders).toHaveLength(55);
    const seen = new Set();
    for (const { name } of folders) {
      const html = readFileSync(join(BUILD, "force", name, "index.html"), "utf8");
      const found = [/<title>([^<]+)</, /<meta content="([^"]+)" name=description/, /data-area=(\w+)/].map((pattern) => pattern.exec(html)?.[1]);
      expect(html).toContain(`href="force/${name}/"`);
      expect(JSON.parse(/<script type="application\/ld\+json">([^]*?)<\/script>/.exec(html)[1]).name, name).toBe(found[0]);
      for (const text of found) {
        expect(text, name).toBeTruthy();
        expect(seen.has(text), text).toBe(false);
        seen.add(text);
      }
    }
  });

  test("is no part of what is kept on the device, nor asked for by the page", async ({ page, requests }) => {
    await open(page);
    expect(requests.filter((url) => url.includes("/force/"))).toEqual([]);
    const files = /const FILES = (\{.*\});/.exec(readFileSync(join(BUILD, "sw.js"), "utf8"))[1];
    expect(Object.keys(JSON.parse(files)).filter((name) => name.startsWith("force/"))).toEqual([]);
  });
});

test.describe("before there is a program", () => {
  // The browser complains of the figures that were fetched for a program which never comes.
  test.use({ faults: true });
  for (const [what, address, scripts] of [
    ["the list of areas", "force/", true],
    ["the first view", "", true],
    ["the first view without scripts", "", false],
    ["the page of an area", "force/north-wales/", true],
    ["the page of an area without scripts", "force/north-wales/", false],
    ["an address with an area alone", "?area=W15000001", true],
    ["the same in a frame", "?area=W15000001&embed=1", true],
  ])
    for (const colorScheme of ["light", "dark"])
      test(`axe finds nothing in ${what}, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        if (address === "force/") await page.goto(`./${address}`);
        else await held(page, address);
        // By this class alone the styles know of scripts; axe itself is one.
        if (!scripts) await page.evaluate(() => document.documentElement.classList.remove("js"));
        await expect(title(page)).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
      });
});

test.describe("nginx, from a folder in a folder", () => {
  test.use({ hosts: /^http:\/\/127\.0\.0\.1:\d+$/ });
  test.skip(!nginx.isThere(), "tools/setup nginx brings it, where there is apt");

  test("the page of an area is served, read and taken over under the page's policy", async ({ page }) => {
    const site = await nginx.serve(BUILD, "a/b/c");
    try {
      const failed = [];
      page.on("response", (answer) => answer.status() >= 400 && failed.push(answer.url()));
      const answer = await page.goto(`${site.address}a/b/c/force/north-wales/`);
      expect(answer.headers()["content-security-policy"]).toContain("base-uri 'self'");
      expect(answer.headers()["cache-control"]).toBe("no-cache");
      await expectWhole(page);
      await expect(page).toHaveURL(`${site.address}a/b/c/?area=W15000001`);
      await views(page).getByRole("link", { name: "Story" }).click();
      await expect(page.getByRole("article", { name: "Story" })).toBeVisible();
      await page.reload();
      await expect(page.getByRole("article", { name: "Story" })).toBeVisible();
      expect(failed).toEqual([]);
      // The folder without its slash.
      await page.goto(`${site.address}a/b/c/force/cheshire`);
      await expect(areasShown(page)).toHaveText(["Cheshire×"]);
    } finally {
      await site.stop();
    }
  });
});

test("the list of areas fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto("./force/");
  await expectNoSidewaysScroll(page);
});
