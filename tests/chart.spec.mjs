// The chart by keyboard, mouse and finger; what it leaves out, and where it stops.

import {
  chart, expect, expectNoSidewaysScroll, figure, list, NORTH_WALES, open, point, radio, search, subtitle, test, tooltip, stepsInHistory,
} from "./page.mjs";

const TWO = "?area=W15000001~W15000002&by=year";
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label"));

test("one Tab enters the chart, the next leaves it", async ({ page }) => {
  await open(page);
  const points = chart(page).getByRole("img");
  const before = page.getByText("Questions people ask");
  await before.focus();
  await page.keyboard.press("Tab");
  await expect(points.first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await expect(chart(page).getByRole("link", { name: "Show these figures as a table" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(points.nth(1), "back where one was").toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(before).toBeFocused();
});

test("arrow keys walk along an area in both directions, Home and End go to its ends", async ({ page }) => {
  await open(page, TWO);
  await point(page, "North Wales, year ending March 2015").focus();
  for (const [key, name] of [
    ["ArrowRight", "North Wales, year ending March 2016: 25 offences"],
    ["ArrowRight", "North Wales, year ending March 2017: 34 offences"],
    ["ArrowLeft", "North Wales, year ending March 2016: 25 offences"],
    ["End", "North Wales, year ending March 2025"],
    ["ArrowRight", "North Wales, year ending March 2025"],
    ["ArrowLeft", "North Wales, year ending March 2024"],
    ["Home", "North Wales, year ending March 2015: 33 offences"],
    ["ArrowLeft", "North Wales, year ending March 2015: 33 offences"],
  ]) {
    await page.keyboard.press(key);
    expect(await focused(page), key).toContain(name);
  }
});

test("up and down change between the areas of a period", async ({ page }) => {
  await open(page, TWO);
  // North Wales lies above Gwent in that year.
  await point(page, "North Wales, year ending March 2021").focus();
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toMatch(/^Gwent, year ending March 2021: [\d,]+ offences$/);
  await page.keyboard.press("ArrowDown");
  expect(await focused(page), "the lowest").toMatch(/^Gwent, year ending March 2021/);
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toBe("North Wales, year ending March 2021: 2,014 offences");
});

test("every point can be reached from the first, and each is named in full", async ({ page }) => {
  await open(page, NORTH_WALES);
  const points = chart(page).getByRole("img");
  const count = await points.count();
  expect(count).toBe(44);
  await points.first().focus();
  const names = new Set([await focused(page)]);
  for (let step = 1; step < count; step += 1) {
    await page.keyboard.press("ArrowRight");
    names.add(await focused(page));
  }
  expect(names.size).toBe(count);
  for (const name of names) {
    expect(name).toMatch(/^North Wales, [A-Z][a-z]+ to [A-Z][a-z]+ \d{4}: ([\d,]+ offences?$|no figure\. [A-Z])/);
  }
  expect(names).toContain("North Wales, April to June 2021: 477 offences");
});

test("keys that belong to the browser stay with it", async ({ page }) => {
  await open(page, TWO);
  const here = point(page, "North Wales, year ending March 2017");
  await here.focus();
  // Alt and an arrow key go back and forward in the history.
  const taken = await here.evaluate((point) => {
    const press = (key) => new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true });
    return [
      { key: "ArrowLeft", altKey: true },
      { key: "ArrowRight", metaKey: true },
      { key: "Home", ctrlKey: true },
    ].filter((key) => !point.dispatchEvent(press(key)));
  });
  expect(taken).toEqual([]);
  await expect(here).toBeFocused();
});

test("missing points say why", async ({ page }) => {
  await open(page);
  await expect(point(page, "England and Wales, October to December 2023")).toHaveAccessibleName(
    "England and Wales, October to December 2023: no figure. No release of the figures here covers this time.",
  );
  await expect(point(page, "England and Wales, April to June 2024")).toHaveAccessibleName(
    /: no figure\. The four Welsh forces are not in the copy of this release .* So there is no total\.$/,
  );
  await point(page, "England and Wales, October to December 2023").focus();
  await expect(tooltip(page, "England and Wales, October to December 2023")).toBeVisible();
  await expect(tooltip(page, "No figure. No release of the figures here covers this time.")).toBeVisible();
});

test("no rate is given for the City of London, with the reason", async ({ page }) => {
  await open(page, "?area=E23000034&measure=rate&by=year");
  await expect(point(page, "City of London, year ending March 2023")).toHaveAccessibleName(
    /: no figure\. No rate is given for the City of London/,
  );
});

test("the words beside a point come and go with the focus; Escape hides them, not where one is", async ({ page }) => {
  await open(page, NORTH_WALES);
  const here = point(page, "North Wales, January to March 2021");
  const words = tooltip(page, "North Wales, January to March 2021");
  await here.focus();
  await expect(words).toBeVisible();
  await expect(tooltip(page, "507 offences")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(words).toBeHidden();
  await expect(here).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(tooltip(page, "North Wales, April to June 2021")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(tooltip(page, "North Wales, April to June 2021")).toBeHidden();
});

test("the words beside a point follow the mouse and go with it; Escape hides them", async ({ page }) => {
  await open(page, NORTH_WALES);
  await point(page, "North Wales, January to March 2021").hover();
  await expect(tooltip(page, "North Wales, January to March 2021")).toBeVisible();
  await point(page, "North Wales, January to March 2020").hover();
  await expect(tooltip(page, "North Wales, January to March 2020")).toBeVisible();
  await expect(tooltip(page, "North Wales, January to March 2021")).toBeHidden();
  // What covers other content must be dismissable without moving the pointer.
  await page.keyboard.press("Escape");
  await expect(tooltip(page, "North Wales, January to March 2020")).toBeHidden();
  await point(page, "North Wales, January to March 2021").hover();
  await expect(tooltip(page, "North Wales, January to March 2021")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(tooltip(page, "North Wales, January to March 2021")).toBeHidden();
});

test("the mouse between two points means the nearest one", async ({ page }) => {
  await open(page, `${NORTH_WALES}&by=year`);
  const box = await point(page, "North Wales, year ending March 2021").boundingBox();
  await page.mouse.move(box.x + box.width / 2 + 12, box.y - 60);
  await expect(tooltip(page, "North Wales, year ending March 2021")).toBeVisible();
});

test.describe("with a finger", () => {
  // Tall enough for the whole chart: a tap outside the window reaches nothing.
  test.use({ hasTouch: true, viewport: { width: 390, height: 1200 } });

  test("a tap shows the words, and they stay to be read", async ({ page }) => {
    await open(page, `${NORTH_WALES}&by=year`);
    await point(page, "North Wales, year ending March 2021").tap();
    await expect(tooltip(page, "North Wales, year ending March 2021")).toBeVisible();
    await expect(tooltip(page, "2,014 offences")).toBeVisible();
    await expectNoSidewaysScroll(page);
  });

  test("a tap beside a point means the nearest one, also after another was tapped", async ({ page }) => {
    await open(page, `${NORTH_WALES}&by=year`);
    await point(page, "North Wales, year ending March 2021").tap();
    await expect(tooltip(page, "North Wales, year ending March 2021")).toBeVisible();
    const box = await point(page, "North Wales, year ending March 2016").boundingBox();
    await page.touchscreen.tap(box.x + box.width / 2, box.y - 80);
    // The events that a browser makes up for old pages come after the tap, and must not hide the words again.
    await page.waitForTimeout(500);
    await expect(tooltip(page, "North Wales, year ending March 2016")).toBeVisible();
    await expect(tooltip(page, "North Wales, year ending March 2021")).toBeHidden();
  });
});

/** Segments of all curves, as pairs of horizontal positions on the screen. */
const segments = (page) =>
  chart(page).getByRole("group").evaluate((svg) => {
    const left = svg.getBoundingClientRect().left;
    // A marker is a closed path; a curve is not, and may be made of several runs.
    const paths = [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d"));
    const curves = paths.filter((path) => !path.endsWith("Z"));
    return curves.flatMap((curve) =>
      curve.split("M").slice(1).flatMap((run) => {
        const xs = run.split("L").map((place) => left + Number(place.split(",")[0]));
        return xs.slice(1).map((x, index) => [xs[index], x]);
      }),
    );
  });

const middle = async (locator) => {
  const box = await locator.boundingBox();
  return box.x + box.width / 2;
};

for (const address of ["", NORTH_WALES, "?area=W15000001~BTP~W92000004&measure=rate", `${NORTH_WALES}&by=year`]) {
  test(`no curve crosses April 2020: “${address}”`, async ({ page }) => {
    await open(page, address);
    const years = address.includes("by=year");
    const of = (period) => middle(chart(page).getByRole("img", { name: period }).first());
    const last = await of(years ? "year ending March 2020" : "January to March 2020");
    const first = await of(years ? "year ending March 2021" : "April to June 2020");
    const all = await segments(page);
    expect(all.filter(([from, to]) => from <= last + 0.5 && to >= first - 0.5)).toEqual([]);
    expect(all.filter(([, to]) => to <= last + 0.5).length, "curves before").toBeGreaterThan(4);
    expect(all.filter(([from]) => from >= first - 0.5).length, "curves after").toBeGreaterThan(1);
  });
}

test("no curve crosses the gap of July 2023 to March 2024", async ({ page }) => {
  await open(page, "?area=E23000001");
  const last = await middle(point(page, "Metropolitan Police, April to June 2023"));
  const first = await middle(point(page, "Metropolitan Police, April to June 2024"));
  const all = await segments(page);
  expect(all.filter(([from, to]) => from <= last + 0.5 && to >= first - 0.5)).toEqual([]);
  expect(all.filter(([from]) => from >= first - 0.5).length, "curves after").toBeGreaterThan(1);
});

test("changes of the rules are named in the chart", async ({ page }) => {
  await open(page);
  for (const date of ["April 2018", "April 2020", "May 2023"]) {
    await expect(chart(page).getByText(date, { exact: true })).toBeVisible();
  }
  await expect(chart(page).getByText("comparable with earlier years")).toBeVisible();
  await expect(chart(page).getByText("No data")).toBeVisible();
  await expect(chart(page).getByText("Incomplete")).toBeVisible();
});

test("where there is no room for names, numbers lead to the notes", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page);
  for (const number of ["1", "2", "3"]) {
    await expect(chart(page).getByText(number, { exact: true })).toBeVisible();
    await expect(page.getByText(`(${number})`, { exact: true })).toBeVisible();
  }
});

test("the chart is laid out anew for another width, and the focus stays on its point", async ({ page }) => {
  await open(page, NORTH_WALES);
  const here = point(page, "North Wales, January to March 2021");
  await here.focus();
  const before = await here.boundingBox();
  await page.setViewportSize({ width: 500, height: 900 });
  // Between two drawings there is, for a moment, no such point and so no box.
  await expect.poll(async () => (await here.boundingBox())?.x ?? Infinity).toBeLessThan(before.x);
  await expect(here).toBeFocused();
  await expectNoSidewaysScroll(page);
});

test("the focus stays on its place in the chart through the back button", async ({ page }) => {
  await open(page, NORTH_WALES);
  await stepsInHistory(page);
  await radio(page, "Per 1,000 residents").click();
  await expect(subtitle(page)).toHaveText(/^Offences per 1,000/);
  await point(page, "North Wales, January to March 2021").focus();
  await page.goBack();
  await expect.poll(() => search(page)).toBe(NORTH_WALES);
  await expect(point(page, "North Wales, January to March 2021: 507 offences")).toBeFocused();
});

test("a time without any figure is a chart that says so", async ({ page }) => {
  await open(page, "?from=2023-07&to=2024-03");
  await expect(chart(page).getByRole("img")).toHaveCount(3);
  await expect(chart(page)).toHaveAccessibleDescription(/England and Wales has no figure here\./);
  await expect(point(page, "England and Wales, July to September 2023")).toHaveAccessibleName(/: no figure\. /);
});
