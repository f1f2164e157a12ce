// Leaving at once, and without a trace.

import AxeBuilder from "@axe-core/playwright";
import {
  addArea, chart, expect, expectHelp, expectNoSidewaysScroll, expectWhole, help, NORTH_WALES, open, point, privacy, radio,
  search, stepsInHistory, test, title, views,
} from "./page.mjs";

const WEATHER = "https://www.bbc.co.uk/weather";
const exit = (page) => page.getByRole("link", { name: "Exit this page" });
const said = (page, words) => page.getByRole("status").filter({ hasText: words });

/** The weather, as far as the test needs it: no request leaves this machine. */
const weather = (page) =>
  page.context().route(`${WEATHER}**`, (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>Sunny" }));

test.beforeEach(({ page }) => weather(page));

// Where the exit leads; the tests answer in its place.
test.use({ hosts: /^https:\/\/www\.bbc\.co\.uk$/ });

test("the exit leads to the weather in place of the page, and Back to what was before it", async ({ page }) => {
  await page.goto("./article?body=Before");
  await open(page, NORTH_WALES);
  await radio(page, "Financial year").check();
  await addArea(page, "gwent", "Gwent");
  const steps = await page.evaluate(() => history.length);
  await exit(page).click();
  await expect(page).toHaveURL(WEATHER);
  expect(await page.evaluate(() => history.length)).toBe(steps);
  await page.goBack();
  await expect(page).toHaveURL(/article/);
});

test("Shift three times exits; the lights and the words tell how far it is", async ({ page }) => {
  await open(page, NORTH_WALES);
  await page.keyboard.press("Shift");
  await expect(said(page, "Shift, press 2 more times to exit.")).toHaveCount(1);
  await expect(page.locator("#exit-lights .on")).toHaveCount(1);
  await page.keyboard.press("Shift");
  await expect(said(page, "Shift, press 1 more time to exit.")).toHaveCount(1);
  await expect(page.locator("#exit-lights .on")).toHaveCount(2);
  await page.keyboard.press("Shift");
  await expect(page).toHaveURL(WEATHER);
});

test("after five seconds the count begins anew", async ({ page }) => {
  await page.clock.install();
  await open(page, NORTH_WALES);
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await page.clock.runFor(5_100);
  await expect(said(page, "Exit this page expired.")).toHaveCount(1);
  await page.keyboard.press("Shift");
  await expect(said(page, "press 2 more times")).toHaveCount(1);
  expect(new URL(page.url()).search).toBe(NORTH_WALES);
});

test("Shift for something else does not count", async ({ page }) => {
  await open(page, NORTH_WALES);
  for (let time = 0; time < 4; time += 1) {
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+A");
  }
  await expect(page.locator("#exit-lights")).toBeHidden();
  expect(new URL(page.url()).search).toBe(NORTH_WALES);
});

test("the page is blank at once, however long the weather takes, and whole again on return", async ({ page }) => {
  await open(page, NORTH_WALES);
  // The weather never comes: the browser stays where it is.
  await page.context().unroute(`${WEATHER}**`);
  await page.context().route(`${WEATHER}**`, (route) => route.fulfill({ status: 204, body: "" }));
  const seen = await page.evaluate(() => {
    document.getElementById("exit").click();
    const inSight = [...document.body.children].filter((part) => part.checkVisibility()).map((part) => part.textContent);
    return { inSight, title: document.title };
  });
  expect(seen).toEqual({ inSight: ["Exiting page."], title: "Loading" });
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expectWhole(page);
  await expect(page).toHaveTitle(/On Record/);
});

for (const [stage, pattern] of [
  ["the styles", /\.css$/],
  ["the script", /on-record-[0-9a-f]+\.js$/],
  ["the program", /on-record-[0-9a-f]{16}\.wasm$/],
  ["the figures", /\/data\/recorded/],
]) {
  test(`Shift three times while ${stage} are on their way`, async ({ page }) => {
    await page.route(pattern, () => {});
    await page.goto("./", { waitUntil: "commit" });
    await expect(exit(page)).toBeAttached();
    for (let time = 0; time < 3; time += 1) await page.keyboard.press("Shift");
    await expect(page).toHaveURL(WEATHER);
  });
}

test.describe("where the page could not be shown", () => {
  test.use({ faults: true });
  test("the exit works", async ({ page }) => {
    await page.route(/\.wasm$/, (route) => route.abort());
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("The page could not be shown");
    for (let time = 0; time < 3; time += 1) await page.keyboard.press("Shift");
    await expect(page).toHaveURL(WEATHER);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the exit is a plain link, the figures in short are there, and no choice that could not be made", async ({ page }) => {
    await page.goto("./");
    const short = page.getByRole("region", { name: "The figures in short" });
    await expect(short.getByRole("row", { name: /Year ending March 2023/ })).toContainText("117,331 offences");
    await expect(short.getByRole("row")).toHaveCount(5);
    await expect(short).toContainText("Open Government Licence v3.0");
    await expect(short).toContainText("is not comparable with earlier years");
    await expectHelp(page);
    await expect(page.getByText("Privacy and offline use")).toBeHidden();
    await exit(page).click();
    await expect(page).toHaveURL(WEATHER);
  });
});

test("in a frame, on paper: no exit, no panel; help in both", async ({ page }) => {
  await open(page, `${NORTH_WALES}&embed=1`);
  await expect(exit(page)).toHaveCount(0);
  await expect(page.getByText("Privacy and offline use")).toBeHidden();
  await expectHelp(page);
  for (let time = 0; time < 3; time += 1) await page.keyboard.press("Shift");
  await expect(title(page)).toBeVisible();
  await open(page, NORTH_WALES);
  await page.emulateMedia({ media: "print" });
  await expect(exit(page)).toHaveCount(0);
  await expectHelp(page);
});

test("help: the helpline and who runs it, 999 in an emergency, 101 otherwise", async ({ page }) => {
  for (const address of ["", "?view=table", "?view=map", "?view=outcomes", "?view=story", "?embed=1"]) {
    await page.goto(`./${address}`);
    await expect(title(page)).toBeVisible();
    await expect(help(page).getByRole("link", { name: "0808 802 0300" })).toHaveAttribute("href", "tel:08088020300");
    await expect(help(page).getByRole("link", { name: "999" })).toBeVisible();
    await expect(help(page).getByRole("link", { name: "101" })).toHaveAttribute("href", "tel:101");
    await expect(help(page).getByRole("link", { name: "Suzy Lamplugh Trust" })).toHaveAttribute("href", "https://www.suzylamplugh.org/");
  }
});

for (const viewport of [{ width: 1200, height: 500 }, { width: 320, height: 500 }]) {
  test(`the exit stays in view, and hides no focus, at ${viewport.width} pixels`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, NORTH_WALES);
    await expectNoSidewaysScroll(page);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect(exit(page)).toBeInViewport({ ratio: 1 });
    const hidden = [];
    for (let step = 0; step < 24; step += 1) {
      await page.keyboard.press("Shift+Tab");
      const name = await page.evaluate(() => {
        const active = document.activeElement;
        const [own, over] = [active, document.getElementById("exit")].map((element) => element.getBoundingClientRect());
        const covered = active.id !== "exit" && own.top >= over.top && own.bottom <= over.bottom && own.left >= over.left && own.right <= over.right;
        return covered ? active.outerHTML.slice(0, 80) : "";
      });
      if (name) hidden.push(name);
    }
    expect(hidden).toEqual([]);
  });
}

test("choices make no steps in the history, unless the reader wants them", async ({ page }) => {
  await open(page);
  const steps = () => page.evaluate(() => history.length);
  const before = await steps();
  await addArea(page, "north wales", "North Wales");
  await views(page).getByRole("link", { name: "Table" }).click();
  await views(page).getByRole("link", { name: "Trend" }).click();
  await page.keyboard.press("Home");
  await page.getByRole("link", { name: "Skip to the figures" }).press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(await steps()).toBe(before);
  await stepsInHistory(page);
  await radio(page, "Financial year").check();
  expect(await steps()).toBe(before + 1);
  await page.goBack();
  await expect.poll(() => search(page)).toBe(NORTH_WALES);
});

test("the tab can have a title that says nothing of the subject, for this visit", async ({ page }) => {
  await open(page, NORTH_WALES);
  const choices = await privacy(page);
  const box = choices.getByRole("checkbox", { name: "Call this tab “Charts and tables”" });
  await box.check();
  await expect(page).toHaveTitle("Charts and tables");
  await radio(page, "Financial year").check();
  await expect(chart(page)).toBeVisible();
  await expect(page).toHaveTitle("Charts and tables");
  await box.uncheck();
  await expect(page).toHaveTitle("Stalking recorded by North Wales Police – On Record");
  await box.check();
  await page.reload();
  await expect(page).toHaveTitle("Stalking recorded by North Wales Police – On Record");
});

test("axe finds nothing in the panel, nor in the lights; the panel fits 320 pixels", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    await open(page, NORTH_WALES);
    await privacy(page);
    await page.keyboard.press("Shift");
    await expect(page.locator("#exit-lights .on")).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`)).toEqual([]);
    await expectNoSidewaysScroll(page);
    const sizes = await page.getByRole("group").filter({ hasText: "Privacy" }).getByRole("checkbox").or(page.getByRole("button", { name: /offline use|Remove from/ }))
      .evaluateAll((all) => all.map((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
  }
});

test("a point has the focus and Shift is pressed twice: nothing else happens", async ({ page }) => {
  await open(page, NORTH_WALES);
  await point(page, "North Wales, January to March 2021").focus();
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await expect(point(page, "North Wales, January to March 2021")).toBeFocused();
  await expectWhole(page);
});
