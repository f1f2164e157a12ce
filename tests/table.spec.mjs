// The same figures as a table: sorting, scrolling, and what is missing.

import {
  expect, figure, heading, NORTH_WALES, open, radio, rows, SIX_AREAS, table, tableRegion, test,
} from "./page.mjs";

const YEARS = "?view=table&area=W15000001~E23000001&by=year";
const numbers = (cells) => cells.filter((cell) => /^\d/.test(cell)).map((cell) => Number(cell.replaceAll(",", "")));
const upwards = (values) => values.toSorted((a, b) => a - b);

test("has a caption, a heading for each area and a row for each period", async ({ page }) => {
  await open(page, YEARS);
  await expect(table(page)).toHaveAccessibleName(
    /^Stalking recorded by North Wales Police and Metropolitan Police Service\. Offences, by financial year/,
  );
  await expect(table(page).getByRole("columnheader")).toHaveCount(3);
  await expect(table(page).getByRole("rowheader")).toHaveCount(11);
  await expect(heading(page, "Period")).toHaveAttribute("aria-sort", "ascending");
  await expect(heading(page, "North Wales")).toHaveAttribute("aria-sort", "none");
});

test("sorts by any column, both ways, by click and by key", async ({ page }) => {
  await open(page, YEARS);
  const sorts = async (name) => [
    await heading(page, "Period").getAttribute("aria-sort"),
    await heading(page, "North Wales").getAttribute("aria-sort"),
    await heading(page, "Metropolitan Police").getAttribute("aria-sort"),
    (await rows(page)).map((row) => row[name]),
  ];
  const button = (name) => heading(page, name).getByRole("button", { name });

  await button("North Wales").click();
  let [period, northWales, met, column] = await sorts(1);
  expect([period, northWales, met]).toEqual(["none", "descending", "none"]);
  expect(numbers(column)).toEqual([2022, 2014, 1895, 885, 355, 90, 34, 33, 25]);
  expect(column.slice(9).toSorted(), "what is missing comes last").toEqual(["no data", "not supplied"]);
  await expect(button("North Wales")).toBeFocused();

  await page.keyboard.press("Enter");
  [period, northWales, met, column] = await sorts(1);
  expect([period, northWales, met]).toEqual(["none", "ascending", "none"]);
  expect(numbers(column)).toEqual([25, 33, 34, 90, 355, 885, 1895, 2014, 2022]);
  expect(column.slice(9).toSorted(), "what is missing comes last again").toEqual(["no data", "not supplied"]);
  await expect(button("North Wales")).toBeFocused();

  await button("Metropolitan Police").press("Space");
  [period, northWales, met, column] = await sorts(2);
  expect([period, northWales, met]).toEqual(["none", "none", "descending"]);
  expect(numbers(column)).toEqual(upwards(numbers(column)).toReversed());
  expect(column.at(-1)).toBe("no data");

  await button("Period").click();
  [period, northWales, met, column] = await sorts(0);
  expect([period, northWales, met]).toEqual(["ascending", "none", "none"]);
  expect(column).toEqual(Array.from({ length: 11 }, (_, year) => `year ending March ${2015 + year}`));

  await button("Period").click();
  [period, , , column] = await sorts(0);
  expect(period).toBe("descending");
  expect(column[0]).toBe("year ending March 2025");
});

test("a row stays whole however it is sorted", async ({ page }) => {
  await open(page, YEARS);
  const before = await rows(page);
  await heading(page, "Metropolitan Police").getByRole("button").click();
  const after = await rows(page);
  expect(after).not.toEqual(before);
  expect(after.toSorted()).toEqual(before.toSorted());
});

test("missing cells say why", async ({ page }) => {
  await open(page, "?view=table");
  expect(await figure(page, "July to September 2023")).toBe("no data");
  expect(await figure(page, "April to June 2024")).toBe("incomplete");
  await expect(table(page).getByRole("cell", { name: "incomplete" }).first()).toHaveAccessibleDescription(
    /The four Welsh forces are not in the copy of this release/,
  );
  await open(page, `?view=table&area=W15000001`);
  expect(await figure(page, "April to June 2024")).toBe("not supplied");
  await open(page, "?view=table&area=E23000034&measure=rate");
  expect(await figure(page, "April to June 2022")).toBe("no rate");
  await open(page, "?view=table&measure=change&by=year");
  expect(await figure(page, "year ending March 2021")).toBe("not comparable");
});

test("no cell is empty, for six areas and every measure", async ({ page }) => {
  for (const measure of ["count", "rate", "share", "change"]) {
    await open(page, `${SIX_AREAS}&view=table&measure=${measure}`);
    const read = await rows(page);
    expect(read).toHaveLength(44);
    for (const row of read) {
      expect(row).toHaveLength(7);
      for (const cell of row.slice(1)) expect(cell, row[0]).toMatch(/^([+−]?[\d,]+(\.\d\d)?%?( †)?|[a-z][a-z ]+)$/);
    }
  }
});

test("the measure can be changed in the table", async ({ page }) => {
  await open(page, `${NORTH_WALES}&view=table&by=year`);
  const rate = radio(page, "Per 1,000 residents");
  await rate.check();
  await expect(table(page).getByRole("cell", { name: "2.75", exact: true })).toBeVisible();
  await expect(rate).toBeFocused();
  await radio(page, "Change on a year before").check();
  expect(await figure(page, "year ending March 2023")).toBe("−6%");
  await radio(page, "Count").check();
  expect(await figure(page, "year ending March 2023")).toBe("1,895");
});

test("another measure keeps the column that the table is sorted by", async ({ page }) => {
  await open(page, YEARS);
  await heading(page, "North Wales").getByRole("button").click();
  await radio(page, "Per 1,000 residents").check();
  await expect(table(page)).toHaveAccessibleName(/Offences per 1,000 residents/);
  await expect(heading(page, "North Wales")).toHaveAttribute("aria-sort", "descending");
  const column = (await rows(page)).map((row) => row[1]);
  expect(numbers(column)).toEqual(upwards(numbers(column)).toReversed());
});

test("a negative change sorts below a positive one", async ({ page }) => {
  await open(page, `${NORTH_WALES}&view=table&measure=change`);
  await heading(page, "North Wales").getByRole("button").click();
  const read = (await rows(page)).map((row) => row[1].replace(" †", "")).filter((cell) => cell.endsWith("%"));
  const values = read.map((cell) => Number(cell.replace("−", "-").replace("+", "").replace(",", "").replace("%", "")));
  expect(values.length).toBeGreaterThan(20);
  expect(Math.min(...values)).toBeLessThan(0);
  expect(values).toEqual(upwards(values).toReversed());
});

test("headings stay in sight while the figures scroll, and the keyboard can scroll them", async ({ page }) => {
  await open(page, "?view=table");
  const region = tableRegion(page);
  const top = async (locator) => (await locator.boundingBox()).y;
  await region.focus();
  await expect(region).toBeFocused();
  await page.keyboard.press("End");
  const last = table(page).getByRole("rowheader", { name: "January to March 2025" });
  await expect(last).toBeInViewport();
  // Smooth scrolling may still be under way.
  const away = async () => Math.abs((await top(heading(page, "Period"))) - (await top(region)));
  await expect.poll(away).toBeLessThanOrEqual(2);
  await expect(table(page).getByRole("rowheader", { name: "April to June 2014" })).not.toBeInViewport();
  await page.keyboard.press("Home");
  await expect(table(page).getByRole("rowheader", { name: "April to June 2014" })).toBeInViewport();
});

test("periods stay in sight while six areas are scrolled sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `${SIX_AREAS}&view=table`);
  const region = tableRegion(page);
  await region.focus();
  const period = table(page).getByRole("rowheader", { name: "April to June 2014" });
  const before = (await period.boundingBox()).x;
  const moved = () => region.evaluate((element) => element.scrollLeft);
  for (let times = 0; times < 5; times += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(moved).toBeGreaterThan(60);
  expect((await period.boundingBox()).x).toBeCloseTo(before, 0);
  // What stays in sight must leave room for what scrolls beneath it.
  const [own, whole] = [await period.boundingBox(), await region.boundingBox()];
  expect(own.width, "the periods' share of the width").toBeLessThan(whole.width * 0.6);
});

test("a time too short for the chosen length of period says so", async ({ page }) => {
  await open(page, "?view=table&by=year&from=2020-07&to=2021-03");
  await expect(page.getByText("No whole period of this length lies in the chosen time.")).toBeVisible();
  await expect(table(page)).toHaveCount(0);
});
