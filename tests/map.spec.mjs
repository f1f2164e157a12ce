// Forces on a map: shapes, hexagons, time, keys, and what is loaded for it.

import { expect, expectNoSidewaysScroll, notes, open, radio, search, test, title, views } from "./page.mjs";

const RATE = "?view=map&area=W15000001&measure=rate";
const BOUNDARIES = /\/data\/map-[0-9a-f]+\.json$/;
const figure = (page) => page.getByRole("figure", { name: /^(Map|Tile map): / });
const place = (page, start) => figure(page).getByRole("img", { name: start });
const slider = (page) => page.getByRole("slider", { name: "Period" });
const shown = (page) => page.getByRole("group", { name: "Period shown" }).getByRole("status");

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label"));

async function openMap(page, address = RATE) {
  await page.goto(`./${address}`);
  await expect(figure(page)).toBeVisible();
}

test("all 43 forces are there with their figures, and the chosen one is named", async ({ page }) => {
  await openMap(page);
  await expect(figure(page).getByRole("img")).toHaveCount(43);
  await expect(place(page, /^North Wales, /)).toHaveAccessibleName(/2\.75 offences per 1,000 residents \(1,895 offences\).*class 4 of 5/);
  await expect(figure(page).getByText("North Wales", { exact: true })).toBeVisible();
  await expect(place(page, /^City of London, /)).toHaveAccessibleName(/no figure\. No rate is given/);
});

test("arrow keys lead to the neighbour in their direction", async ({ page }) => {
  await openMap(page);
  await place(page, /^North Wales, /).focus();
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toMatch(/^(Cheshire|Merseyside), /);
  await page.keyboard.press("ArrowLeft");
  expect(await focused(page)).toMatch(/^North Wales, /);
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toMatch(/^(Dyfed-Powys|West Mercia), /);
});

test("mouse and finger find a force by its shape", async ({ page }) => {
  await openMap(page);
  const shape = place(page, /^Cumbria, /);
  await shape.scrollIntoViewIfNeeded();
  const box = await shape.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(figure(page).getByText(/^Cumbria, year ending March 2023$/)).toBeVisible();
});

test("the slider and its buttons go through the years, by mouse and by keys", async ({ page }) => {
  await openMap(page);
  await expect(shown(page)).toHaveText("Year ending March 2023");
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(shown(page)).toHaveText("Year ending March 2022");
  await expect.poll(() => search(page)).toContain("at=2021-04~2022-03");
  await expect(page.getByRole("button", { name: "Earlier" })).toBeFocused();
  await slider(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(shown(page)).toHaveText("Year ending March 2021");
  await expect(slider(page)).toBeFocused();
  await expect(slider(page)).toHaveAttribute("aria-valuetext", "year ending March 2021");
  await expect(place(page, /^North Wales, year ending March 2021/)).toHaveAccessibleName(/\(2,014 offences\)/);
  await radio(page, "Quarter").check();
  await expect(shown(page)).toHaveText(/^\w+ to \w+ 20\d\d$/);
});

test("play goes on to the last period and stops there", async ({ page }) => {
  await openMap(page, `${RATE}&at=2022-04~2023-03`);
  const play = page.getByRole("button", { name: /^(Play|Stop)$/ });
  await play.click();
  await expect(play).toHaveAttribute("aria-pressed", "true");
  await expect(shown(page)).toHaveText("Year ending March 2025");
  await expect(play).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("button", { name: "Later" })).toHaveAttribute("aria-disabled", "true");
});

test("nothing plays where the reader asked for less motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openMap(page);
  await expect(page.getByRole("button", { name: "Play" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Later" })).toBeVisible();
});

test("what a force did not supply is hatched and told", async ({ page }) => {
  await openMap(page, "?view=map&measure=rate&at=2024-04~2025-03");
  for (const force of ["North Wales", "South Wales", "Gwent", "Dyfed-Powys"]) {
    await expect(place(page, new RegExp(`^${force}, `))).toHaveAccessibleName(/no figure/);
  }
  expect(await place(page, /^Gwent, /).locator("path").getAttribute("fill")).toContain("hatch");
  await expect(notes(page)).toContainText("The four Welsh forces are not in the copy");
});

test("hexagons of equal size, and steps of equal size", async ({ page }) => {
  await openMap(page);
  await radio(page, "Equal hexagons").check();
  await expect(page.getByRole("figure", { name: /^Tile map: / }).getByRole("img")).toHaveCount(43);
  await radio(page, "Equal steps").check();
  await expect.poll(() => search(page)).toBe(`${RATE.replace("&measure", "&measure")}&map=tiles&classes=equal`);
  await expect(place(page, /^North Wales, /)).toHaveAccessibleName(/class \d of \d/);
});

test("the boundaries are loaded for the map alone, and once", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => BOUNDARIES.test(request.url()) && asked.push(request.url()));
  await open(page);
  expect(asked).toEqual([]);
  await views(page).getByRole("link", { name: "Map" }).click();
  await expect(figure(page)).toBeVisible();
  await views(page).getByRole("link", { name: "Trend" }).click();
  await views(page).getByRole("link", { name: "Map" }).click();
  await expect(figure(page)).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("a map fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openMap(page);
  await expectNoSidewaysScroll(page);
  const box = await figure(page).boundingBox();
  expect(box.width).toBeLessThanOrEqual(320);
});

test.describe("where something is missing", () => {
  test.use({ faults: true });

  for (const [what, pattern, fault, words] of [
    ["the boundaries are not there", BOUNDARIES, (route) => route.fulfill({ status: 404 }), /not found \(status 404\)/],
    ["the boundaries are damaged", BOUNDARIES, (route) => route.fulfill({ body: "{}" }), /did not arrive whole/],
    ["the map's part is not there", /on-record-map-[0-9a-f]+\.wasm$/, (route) => route.abort(), /Failed to fetch/],
  ]) {
    test(`${what}: the map says so in its place, the rest works, and one can try again`, async ({ page }) => {
      await page.route(pattern, fault);
      await page.goto(`./${RATE}`);
      const words_ = page.getByRole("status").filter({ hasText: "This view could not be loaded" });
      await expect(words_).toContainText(words);
      await views(page).getByRole("link", { name: "Trend" }).click();
      await expect(page.getByRole("figure", { name: /^Line chart: / })).toBeVisible();
      await views(page).getByRole("link", { name: "Map" }).click();
      await expect(words_).toBeVisible();
      await page.unroute(pattern, fault);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(figure(page)).toBeVisible();
      await expect(title(page)).toBeVisible();
    });
  }
});
