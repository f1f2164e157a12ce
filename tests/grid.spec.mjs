// The table of any areas: rows and columns, regions, finding, hiding, selecting and copying.

import { expect, figure, heading, open, radio, rows, search, table, tableRegion, test, title } from "./page.mjs";

const FORCES = "?view=table&rows=forces";
const YEAR = `${FORCES}&columns=measures&at=2022-04~2023-03`;
const CHOSEN = "?view=table&rows=chosen&columns=measures&at=2022-04~2023-03&area=W15000001~E23000034~K04000001";

const cell = (page, row, name) => rowOf(page, row).getByRole("cell", { name, exact: true });
const rowOf = (page, name) =>
  table(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) }).last();
const names = async (page) => (await rows(page)).map(([name]) => name);
const tool = (page, name) => page.getByRole("button", { name, exact: true });
const said = (page, text) => page.getByRole("status").filter({ hasText: text });
const selected = (page) => tableRegion(page).locator("td.selected");
const focused = (page) => page.locator(":focus");

test.use({ permissions: ["clipboard-read", "clipboard-write"] });
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

test("rows and columns are chosen by radio buttons, and are in the address", async ({ page }) => {
  await open(page, "?view=table");
  await radio(page, "All forces by region").check();
  await expect(title(page)).toHaveText("Stalking recorded by every police force in England and Wales");
  await expect.poll(() => search(page)).toBe(FORCES);
  await radio(page, "Measures").check();
  await expect(heading(page, "Per 1,000 residents")).toBeVisible();
  await radio(page, "Chosen areas").check();
  await expect(table(page).getByRole("rowheader")).toHaveText(["England and Wales"]);
  await expect.poll(() => search(page)).toBe("?view=table&rows=chosen&columns=measures");
});

test("all forces stand in their regions, with the regions' own figures", async ({ page }) => {
  await open(page, YEAR);
  const read = await rows(page);
  expect(read).toHaveLength(57);
  const region = read.findIndex(([name]) => name.startsWith("North West region"));
  expect(read[region]).toEqual(["North West region 5 forces", "18,716", "2.49", "2.35%", "+1%"]);
  const count = (text) => Number(text.replaceAll(",", ""));
  const parts = read.slice(region + 1, region + 6).map((row) => count(row[1]));
  expect(parts.reduce((sum, part) => sum + part)).toBe(18_716);
  expect(read.slice(-4).map((row) => row.slice(0, 2))).toEqual([
    ["British Transport Police", "65"],
    ["England", "109,781"],
    ["Wales", "7,485"],
    ["England and Wales", "117,331"],
  ]);
});

test("sorting moves forces within their region, or all of them", async ({ page }) => {
  await open(page, YEAR);
  await heading(page, "Per 1,000 residents").getByRole("button").click();
  await expect(heading(page, "Per 1,000 residents")).toHaveAttribute("aria-sort", "descending");
  expect((await names(page))[0]).toBe("North East region 3 forces");
  await page.getByRole("checkbox", { name: "Group by region" }).uncheck();
  const all = await names(page);
  expect(all.slice(0, 1)).toEqual(["Cleveland"]);
  expect(all.indexOf("North Wales"), "11th of 42").toBe(10);
  expect(all.slice(42, 44)).toEqual(["British Transport Police", "City of London"]);
});

test("a region folds, by click and by key, and keeps its own figure", async ({ page }) => {
  await open(page, YEAR);
  const fold = table(page).getByRole("button", { name: /^London region/ });
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await fold.click();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect(fold).toBeFocused();
  expect(await names(page)).not.toContain("City of London");
  expect(await figure(page, "London region 2 forces")).toBe("11,746");
  await page.keyboard.press("Enter");
  expect(await names(page)).toContain("City of London");
  await tool(page, "Fold all regions").click();
  expect(await rows(page)).toHaveLength(14);
  await tool(page, "Unfold all regions").click();
  expect(await rows(page)).toHaveLength(57);
});

test("rows are found by any usual name", async ({ page }) => {
  await open(page, YEAR);
  const box = page.getByRole("textbox", { name: "Find in the table" });
  await box.fill("scotland yard");
  expect(await names(page)).toEqual(["London region 2 forces", "Metropolitan Police"]);
  await box.fill("wales");
  expect(await names(page)).toEqual([
    "Wales 4 forces", "Dyfed-Powys", "Gwent", "North Wales", "South Wales", "Wales", "England and Wales",
  ]);
  await box.fill("atlantis");
  await expect(page.getByText("No row has this name.")).toBeVisible();
  await expect(box).toBeFocused();
  await box.fill("");
  expect(await rows(page)).toHaveLength(57);
});

test("rows and columns can be hidden and shown again, by keyboard alone", async ({ page }) => {
  await open(page, CHOSEN);
  await expect(tool(page, "Hide column")).toHaveAttribute("aria-disabled", "true");
  await table(page).getByRole("button", { name: "Share of all crime" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(tool(page, "Hide column")).not.toHaveAttribute("aria-disabled");
  await tool(page, "Hide column").press("Enter");
  await expect(heading(page, "Share of all crime")).toHaveCount(0);
  await expect(tool(page, "Hide column")).toBeFocused();
  await cell(page, "North Wales", "1,895").click();
  await tool(page, "Hide row").click();
  await expect(table(page).getByRole("rowheader", { name: "North Wales" })).toHaveCount(0);
  await tool(page, "Show all 2 hidden").click();
  await expect(heading(page, "Share of all crime")).toBeVisible();
  await expect(table(page).getByRole("rowheader")).toHaveCount(3);
  await expect(tool(page, "Copy table")).toBeFocused();
});

test("dragging selects a rectangle, and copies it for a spreadsheet", async ({ page }) => {
  await open(page, CHOSEN);
  await cell(page, "England and Wales", "117,331").hover();
  await page.mouse.down();
  await cell(page, "North Wales", "2.75").hover();
  await page.mouse.up();
  await expect(selected(page)).toHaveText(["117,331", "1.95", "1,895", "2.75"]);
  await expect(said(page, "2 rows by 2 columns selected, copy with Ctrl+C")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+c");
  await expect(said(page, "on the clipboard")).toBeVisible();
  expect(await clipboard(page)).toBe(
    "Area\tCount\tPer 1,000 residents\nEngland and Wales\t117331\t1.95\nNorth Wales\t1895\t2.75\n",
  );
  // The pointer is no longer held: what it passes over stays as it is.
  await cell(page, "City of London", "23").hover();
  await expect(selected(page)).toHaveCount(4);
  await cell(page, "City of London", "no rate").click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveText(["23", "no rate", "117,331", "1.95"]);
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveCount(0);
});

test("arrow keys walk the cells, Shift selects, and the edges hold", async ({ page }) => {
  await open(page, CHOSEN);
  await table(page).getByRole("button", { name: "Count" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveText("23");
  await page.keyboard.press("ArrowLeft");
  await expect(focused(page)).toHaveText("City of London");
  await expect(selected(page)).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(focused(page)).toHaveText(/^\+64% †/);
  await page.keyboard.press("ControlOrMeta+End");
  await expect(focused(page)).toHaveText("−6%");
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveText("−6%");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(selected(page)).toHaveText(["117,331", "1.95", "1,895", "2.75"]);
  await page.keyboard.press("ControlOrMeta+a");
  await expect(selected(page)).toHaveCount(12);
  await expect(said(page, "3 rows by 4 columns selected, copy with Ctrl+C. 1 marked † must be read with care.")).toBeVisible();
  // One cell alone is a stop of the Tab key.
  await expect(tableRegion(page).locator("td[tabindex], th[tabindex]")).toHaveCount(1);
});

test("without selected cells the browser copies what it always does", async ({ page }) => {
  await open(page, CHOSEN);
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("h1")));
  await page.keyboard.press("ControlOrMeta+c");
  expect(await clipboard(page)).toContain("Stalking recorded by");
  await cell(page, "North Wales", "1,895").click();
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelector("h1")));
  await page.keyboard.press("ControlOrMeta+c");
  expect(await clipboard(page), "text that is selected comes first").toContain("Stalking recorded by");
});

test("the whole table is copied with its sentence and its notes", async ({ page }) => {
  await open(page, YEAR);
  await tool(page, "Copy table").click();
  await expect(said(page, "The table, what it shows and its notes are on the clipboard.")).toBeVisible();
  const lines = (await clipboard(page)).trimEnd().split("\n");
  expect(lines[0]).toMatch(/^Stalking offences recorded by every police force in England and Wales: count, rate/);
  expect(lines.filter((line) => line.split("\t").length === 5)).toHaveLength(58);
  expect(lines.find((line) => line.startsWith("North Wales\t"))).toMatch(/^North Wales\t1895\t2\.75\t2\.\d+\t-6$/);
  expect(lines.at(-1)).toMatch(/^Source: Home Office/);
});

test("a browser that refuses to copy is named, and what to do", async ({ page }) => {
  await open(page, CHOSEN);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await tool(page, "Copy table").click();
  await expect(said(page, "The browser did not allow copying")).toBeVisible();
});

test("what is missing says why, also to those who point or tap", async ({ page }) => {
  await open(page, CHOSEN);
  const missing = cell(page, "City of London", "no rate");
  await expect(missing).toHaveAccessibleDescription(/^No rate is given for the City of London/);
  await missing.click();
  await expect(missing).toHaveAttribute("title", /^No rate is given/);
  await expect(page.getByText(/^City of London, year ending March 2023: no figure\. No rate is given/)).toBeVisible();
});

test("why there was no figure is not said of one that comes in its place", async ({ page }) => {
  await open(page, "?view=table&rows=forces&by=year&measure=rate");
  const missing = rowOf(page, "City of London").getByRole("cell").last();
  await missing.hover();
  await expect(missing).toHaveAttribute("title", /^No rate is given/);
  await radio(page, "Count").evaluate((choice) => choice.click());
  await expect(missing).toHaveText(/^\d+$/);
  await expect(missing).not.toHaveAttribute("title");
});

test("periods by areas are selected and copied alike", async ({ page }) => {
  await open(page, "?view=table&area=W15000001&by=year");
  await cell(page, "year ending March 2022", "2,022").click();
  await cell(page, "year ending March 2023", "1,895").click({ modifiers: ["Shift"] });
  await page.keyboard.press("ControlOrMeta+c");
  await expect(said(page, "on the clipboard")).toBeVisible();
  expect(await clipboard(page)).toBe("Period\tNorth Wales\nyear ending March 2022\t2022\nyear ending March 2023\t1895\n");
});

test("all forces by all quarters: quick, and names and headings stay in sight", async ({ page }) => {
  await open(page, FORCES);
  await expect(table(page).getByRole("columnheader")).toHaveCount(45);
  expect(await rows(page)).toHaveLength(57);
  const took = await page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const times = [];
    for (const id of ["sort-3", "sort-3", "sort-0", "grid-fold-all", "grid-fold-all"]) {
      const start = performance.now();
      document.getElementById(id).click();
      await painted();
      times.push(Math.round(performance.now() - start));
    }
    return times;
  });
  console.log(`milliseconds to sort and fold 57 rows by 44 columns: ${took}`);
  expect(Math.max(...took)).toBeLessThan(1_000);
  const region = tableRegion(page);
  await region.evaluate((element) => element.scrollTo({ left: 2_000, top: 600, behavior: "instant" }));
  const box = await region.boundingBox();
  const name = await table(page).getByRole("rowheader", { name: "Norfolk" }).boundingBox();
  expect(Math.abs(name.x - box.x)).toBeLessThanOrEqual(2);
  const top = await heading(page, "Area").boundingBox();
  expect(Math.abs(top.y - box.y)).toBeLessThanOrEqual(2);
  // Of many headings one is a stop of the Tab key; the arrow keys lead on.
  await table(page).getByRole("button", { name: "Area" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(focused(page)).toHaveText(/^April to June 2014/);
  await page.keyboard.press("ControlOrMeta+End");
  await expect(focused(page)).toBeInViewport();
});

for (const width of [320, 1280]) {
  test(`nothing but the table itself is scrolled sideways at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, FORCES);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond).toBe(0);
    const [name, whole] = [
      await table(page).getByRole("rowheader", { name: "Devon and Cornwall" }).boundingBox(),
      await tableRegion(page).boundingBox(),
    ];
    expect(name.width, "the names' share of the width").toBeLessThan(whole.width * 0.6);
  });
}
