// Forces on a map: shapes, hexagons, time, keys, and what is loaded for it.

import { readFileSync } from "node:fs";
import {
  expect, expectNoSidewaysScroll, expectViewFails, hold, neverIdle, notes, open, radio, search, test, title, viewFailed, views,
  stepsInHistory,
} from "./page.mjs";

const RATE = "?view=map&area=W15000001&measure=rate";
const HEXAGONS = /\/data\/tiles-[0-9a-f]+\.json$/;
const MAP_TIME = /\/on-record-map-time-[0-9a-f]+\.wasm$/;
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

/** A packed row of numbers: by the rule in crates/dataset/src/packed.rs. */
function unpacked(text) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const numbers = [];
  let [last, zigzag, shift] = [0, 0, 0];
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) {
      numbers.push(null);
      continue;
    }
    zigzag += (digit % 32) * 2 ** shift;
    shift += 5;
    if (digit > 31) continue;
    last += zigzag % 2 ? -(zigzag + 1) / 2 : zigzag / 2;
    numbers.push(last);
    [zigzag, shift] = [0, 0];
  }
  return numbers;
}

/** Lists that each end with a number that is not there. */
function split(numbers) {
  const lists = [[]];
  for (const number of numbers) number === null ? lists.push([]) : lists.at(-1).push(number);
  expect(lists.pop()).toEqual([]);
  return lists;
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

test("play at the end begins at the first period", async ({ page }) => {
  await openMap(page, `${RATE}&at=2024-04~2025-03`);
  const play = page.getByRole("button", { name: /^(Play|Stop)$/ });
  await play.click();
  await expect(shown(page)).toHaveText("Year ending March 2015");
  await expect(shown(page)).toHaveText("Year ending March 2016");
  await play.click();
  await expect(play).toHaveAttribute("aria-pressed", "false");
});

test("at phone width the slider's buttons stand on one line", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await openMap(page);
  await page.getByRole("button", { name: "Change what is shown" }).click();
  const tops = [];
  for (const name of ["Earlier", "Later", "Play"]) tops.push((await page.getByRole("button", { name }).boundingBox()).y);
  expect(new Set(tops).size).toBe(1);
});

test("falls and rises have hues of their own, the missing one is hatched", async ({ page }) => {
  await openMap(page, "?view=map&measure=change&at=2022-04~2023-03&area=W15000001");
  const fill = (name) => place(page, name).locator("path").getAttribute("fill");
  expect(await fill(/^Cleveland, .* more than/)).toMatch(/--class-/);
  expect(await fill(/^Kent, .* fewer than/)).toMatch(/--fall-/);
  const hues = await figure(page).getByRole("img").evaluateAll((all) => all.map((one) =>
    [/ fewer than /.test(one.getAttribute("aria-label")), one.querySelector("path").getAttribute("fill")]));
  for (const [falls, fill] of hues) expect(/--fall-/.test(fill)).toBe(falls);
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
  // When it is idle, the page fetches what every view needs.
  await neverIdle(page);
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

test("the boundaries and the hexagons that the page loads are those of the data, every point of them", async ({ page }) => {
  const plain = JSON.parse(readFileSync(new URL("../data/map.json", import.meta.url), "utf8"));
  await page.goto("./");
  const file = async (id) => (await page.request.get(await page.locator(`link#${id}`).getAttribute("href"))).json();
  const [packed, tiles] = [await file("map"), await file("tiles")];
  const [x, y] = [unpacked(packed.x), unpacked(packed.y)];
  const arcs = split(x.map((easting, index) => (easting === null ? null : [easting, y[index]])));
  expect(packed.metres_per_unit).toBe(plain.metres_per_unit);
  const origin = plain.origin.map((metres) => metres / plain.metres_per_unit);
  const expected = plain.arcs.map((steps) => {
    const at = [...origin];
    return steps.flatMap((step, index) => ((at[index % 2] += step), index % 2 ? [[...at]] : []));
  });
  expect(arcs).toEqual(expected);
  expect(packed.areas.map(({ code }) => code)).toEqual(plain.areas.map(({ code }) => code));
  for (const [index, area] of plain.areas.entries()) {
    const rings = split(unpacked(packed.areas[index].rings));
    expect(rings.map((ring) => ring.map((arc) => (arc % 2 ? -1 - (arc - 1) / 2 : arc / 2)))).toEqual(area.rings);
  }
  expect(tiles.areas).toEqual(plain.areas.map(({ code, tile }) => ({ code, tile })));
});

test("hexagons need no boundaries", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`./${RATE}&map=tiles&embed=1`);
  await expect(page.getByRole("figure", { name: /^Tile map: / }).getByRole("img")).toHaveCount(43);
  expect(asked.filter((url) => BOUNDARIES.test(url))).toEqual([]);
  expect(asked.filter((url) => HEXAGONS.test(url))).toHaveLength(1);
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

  for (const [what, pattern, fault, words, address = RATE] of [
    ["the boundaries are not there", BOUNDARIES, (route) => route.fulfill({ status: 404 }), /The file with the boundaries of police force areas was not found \(status 404\)\. The other views/],
    ["the boundaries are damaged", BOUNDARIES, (route) => route.fulfill({ body: "{}" }), /did not arrive whole/],
    ["the map's part is not there", /on-record-map-[0-9a-f]+\.wasm$/, (route) => route.abort(), /Failed to fetch\. The other views/],
    ["the hexagons are not there", HEXAGONS, (route) => route.fulfill({ status: 404 }), /The file with the hexagons of police force areas was not found \(status 404\)\. The other views/, `${RATE}&map=tiles`],
    ["the hexagons are damaged", HEXAGONS, (route) => route.fulfill({ body: "{}" }), /did not arrive whole/, `${RATE}&map=tiles`],
  ]) {
    test(`${what}: the map says so in its place, the rest works, and one can try again`, async ({ page }) => {
      await page.route(pattern, fault);
      await page.goto(`./${address}`);
      const words_ = page.getByRole("status").filter({ hasText: "This view could not be loaded" });
      await expect(words_).toContainText(words);
      // What is said around it is not the trend's.
      await expect(page.getByRole("main")).not.toContainText(/by quarter|For each quarter/);
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

  test("what the slider does is not there: the period's place says so, and the next press tries again", async ({ page }) => {
    await neverIdle(page);
    await page.route(MAP_TIME, (route) => route.abort());
    await openMap(page, RATE);
    const forces = figure(page).getByRole("img");
    await expect(forces).toHaveCount(43);
    for (const press of [
      () => page.getByRole("button", { name: "Earlier" }).click(),
      () => radio(page, "Quarter").check(),
      () => slider(page).focus().then(() => page.keyboard.press("ArrowLeft")),
    ]) {
      await press();
      await expect(shown(page)).toHaveText(/The part “map-time” of the page did not arrive whole|Failed to fetch/);
      await expect(place(page, /^North Wales, year ending March 2023/)).toBeVisible();
      // The controls show what the map shows.
      await expect(radio(page, "Financial year")).toBeChecked();
      await expect(slider(page)).toHaveAttribute("aria-valuetext", "year ending March 2023");
      await expect(slider(page)).toHaveValue(await slider(page).getAttribute("value"));
    }
    await page.unroute(MAP_TIME);
    // What changes nothing brings the period's name back all the same.
    await slider(page).dispatchEvent("click");
    await expect(shown(page)).toHaveText("Year ending March 2023");
    await page.getByRole("button", { name: "Earlier" }).click();
    await expect(shown(page)).toHaveText("Year ending March 2022");
  });
});

for (const [shape, address] of [["map", RATE], ["tiles", `${RATE}&map=tiles`]]) {
  test(`every force can be reached by arrow keys alone, and no key leads out of the ${shape}`, async ({ page }) => {
    await openMap(page, address);
    await page.getByText("Questions people ask").focus();
    await page.keyboard.press("Tab");
    const start = await focused(page);
    expect(start).toMatch(/, year ending March 2023: /);
    // A walk to each new force and back to it again: what a key leads to is asked of every force once.
    const waiting = [start];
    const reached = new Set(waiting);
    while (waiting.length > 0) {
      const here = waiting.shift();
      for (const key of ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"]) {
        await figure(page).getByRole("img", { name: here, exact: true }).focus();
        await page.keyboard.press(key);
        const next = await focused(page);
        expect(next, `${key} from ${here}`).toMatch(/, year ending March 2023: /);
        if (!reached.has(next)) waiting.push(next);
        reached.add(next);
      }
    }
    expect(reached.size).toBe(43);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBeNull();
  });
}

test("one stop for Tab, back to the force that had the focus", async ({ page }) => {
  await openMap(page);
  await place(page, /^North Wales, /).focus();
  await page.keyboard.press("ArrowRight");
  const here = await focused(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe(here);
});

test("the slider's own keys: Home, End, and no step beyond", async ({ page }) => {
  await openMap(page);
  await slider(page).focus();
  await page.keyboard.press("Home");
  await expect(shown(page)).toHaveText("Year ending March 2015");
  await expect(page.getByRole("button", { name: "Earlier" })).toHaveAttribute("aria-disabled", "true");
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(shown(page)).toHaveText("Year ending March 2015");
  await page.keyboard.press("End");
  await expect(shown(page)).toHaveText("Year ending March 2025");
  await expect.poll(() => search(page)).toContain("at=2024-04~2025-03");
  const before = page.url();
  // What can do nothing keeps the focus, and does nothing.
  await page.getByRole("button", { name: "Later" }).press("Enter");
  await expect(page.getByRole("button", { name: "Later" })).toBeFocused();
  expect(page.url()).toBe(before);
  await expect(place(page, /^North Wales, year ending March 2025/)).toHaveCount(1);
});

test("all words of the page follow the slider", async ({ page }) => {
  await openMap(page);
  await page.getByRole("button", { name: "Earlier" }).click();
  for (const words of ["Offences per 1,000 residents, year ending March 2022", /per 1,000 residents, year ending March 2022\.$/]) {
    await expect(page.getByRole("main").getByText(words).first()).toBeAttached();
  }
  await expect(place(page, /^North Wales, year ending March 2022: 2\.94 /)).toHaveCount(1);
  await expect(figure(page).getByText("2.94", { exact: true })).toBeVisible();
});

test("a step through time is no step for the back button", async ({ page }) => {
  await open(page);
  await stepsInHistory(page);
  await views(page).getByRole("link", { name: "Map" }).click();
  await expect(figure(page)).toBeVisible();
  for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: "Earlier" }).click();
  await expect(shown(page)).toHaveText("Year ending March 2020");
  await page.goBack();
  await expect(page.getByRole("figure", { name: /^Line chart: / })).toBeVisible();
});

test("while it plays, the button stops it", async ({ page }) => {
  await openMap(page, `${RATE}&at=2014-04~2015-03`);
  const play = page.getByRole("group", { name: "Period shown" }).getByRole("button").last();
  await expect(play).toHaveText("Play");
  await expect(shown(page)).toHaveText("Year ending March 2015");
  await play.click();
  await expect(shown(page)).not.toHaveText("Year ending March 2015");
  await play.click();
  await expect(play).toHaveAttribute("aria-pressed", "false");
  const stopped = await shown(page).textContent();
  // Longer than one step takes.
  await page.waitForTimeout(1_500);
  await expect(shown(page)).toHaveText(stopped);
  expect(stopped).not.toBe("Year ending March 2025");
});

test("pressed twice before what plays is there, Play plays", async ({ page }) => {
  await neverIdle(page);
  const release = await hold(page, MAP_TIME);
  await openMap(page, `${RATE}&at=2014-04~2015-03`);
  const play = page.getByRole("button", { name: /^(Play|Stop)$/ });
  const asked = page.waitForRequest(MAP_TIME);
  await play.click();
  await asked;
  await play.click();
  release();
  await expect(play).toHaveAttribute("aria-pressed", "true");
  await expect(shown(page)).toHaveText("Year ending March 2017");
  await play.click();
  await expect(play).toHaveAttribute("aria-pressed", "false");
});

test("a view that is left does not go on playing", async ({ page }) => {
  await openMap(page, `${RATE}&at=2014-04~2015-03`);
  await page.getByRole("button", { name: "Play" }).click();
  await expect(shown(page)).not.toHaveText("Year ending March 2015");
  await views(page).getByRole("link", { name: "Trend" }).click();
  await expect(page.getByRole("figure", { name: /^Line chart: / })).toBeVisible();
  const address = page.url();
  await page.waitForTimeout(1_500);
  expect(page.url()).toBe(address);
});

test("a chosen force without a figure says so on the map, and the key counts it", async ({ page }) => {
  await openMap(page, "?view=map&area=W15000001&at=2024-04~2025-03");
  await expect(figure(page).getByText("not supplied", { exact: true })).toBeVisible();
  await expect(place(page, /no figure\. The four Welsh forces are not in the copy of this release/)).toHaveCount(4);
  await expect(place(page, /class \d of 5/)).toHaveCount(39);
  await expect(figure(page)).toHaveAccessibleDescription(/No figure for Dyfed-Powys, Gwent, North Wales and South Wales\./);
});

test("other classes give other classes", async ({ page }) => {
  await openMap(page);
  const classes = () => figure(page).getByRole("img").evaluateAll((all) =>
    all.map((one) => one.getAttribute("aria-label").match(/class (\d) of 5/)?.[1]).filter(Boolean));
  const sizes = (all) => ["1", "2", "3", "4", "5"].map((number) => all.filter((one) => one === number).length);
  expect(sizes(await classes())).toEqual([8, 8, 9, 8, 9]);
  await radio(page, "Equal steps").check();
  await expect(place(page, /^Kent, .* class 3 of 5$/)).toHaveCount(1);
  expect(sizes(await classes())[4], "forces in the highest step").toBeLessThan(5);
  await expect(notes(page)).toContainText("Classes are steps of equal size");
});

test("on the tiles left and right lead along the row", async ({ page }) => {
  await openMap(page, `${RATE}&map=tiles`);
  await place(page, /^North Wales, /).focus();
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toMatch(/^Cheshire, /);
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toMatch(/^Derbyshire, /);
  await expect(notes(page)).toContainText("nobody's official one");
});

test("on the tiles up leads to a tile that touches", async ({ page }) => {
  await openMap(page, `${RATE}&map=tiles`);
  await place(page, /^Cheshire, /).focus();
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toMatch(/^(Merseyside|Greater Manchester), /);
});

test.describe("where the boundaries are whole, and wrong", () => {
  test.use({ faults: true });

  /** A build without digests: then the boundaries have to stand the page's own examination. */
  const withoutDigests = (page) => page.route(/\/(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/ (data-digest|integrity)=("[^"]*"|[^\s>]*)/g, "");
    await route.fulfill({ response, body });
  });

  for (const [what, change] of [
    ["are of another kind", () => "[1, 2, 3]"],
    ["came half", (text) => text.slice(0, text.length / 2)],
    ["are empty", () => ""],
    ["lack a force", (text) => text.replaceAll("W15000001", "W15000009")],
  ]) {
    test(`boundaries that ${what} are refused, and the other views go on`, async ({ page }) => {
      await withoutDigests(page);
      await page.route(BOUNDARIES, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: change(await response.text()) });
      });
      await page.goto(`./${RATE}`);
      await expectViewFails(page);
      for (const [view, kind] of [["Compare", /^Bar chart: /], ["Outcomes", /^Bar chart: /], ["Trend", /^Line chart: /]]) {
        await views(page).getByRole("link", { name: view }).click();
        await expect(page.getByRole("figure", { name: kind })).toBeVisible();
        await expect(viewFailed(page)).toHaveCount(0);
      }
      await page.unroute(BOUNDARIES);
      // Whoever comes back to the map asks for it again.
      await views(page).getByRole("link", { name: "Map" }).click();
      await expect(figure(page).getByRole("img")).toHaveCount(43);
    });
  }
});
