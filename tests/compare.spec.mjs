// Forces side by side: ranked, between two periods, each by itself.

import {
  areaBox, expect, expectNoSidewaysScroll, list, notes, radio, search, subtitle, table, test, title, views,
} from "./page.mjs";

const RATE = "?view=compare&area=W15000001&measure=rate";
const figure = (page) => page.getByRole("figure", { name: /^(Bar chart|Dot chart|Small line charts): / });
const row = (page, start) => figure(page).getByRole("img", { name: start });
const names = (page) =>
  figure(page).getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label").split(",")[0]));

async function openCompare(page, address = RATE) {
  await page.goto(`./${address}`);
  await expect(figure(page)).toBeVisible();
}

test("North Wales ranks 11th of 42 in the year ending March 2023, and England and Wales stands beside it", async ({ page }) => {
  await openCompare(page);
  await expect(title(page)).toHaveText("North Wales ranks 11 of 42 police forces");
  await expect(row(page, /^North Wales, year ending March 2023/)).toHaveAccessibleName(
    /2\.75 offences per 1,000 residents \(1,895 offences\).*rank 11 of 42/,
  );
  await expect(row(page, /^England and Wales, /)).toHaveAccessibleName(/1\.95 offences per 1,000 residents \(117,331 offences\)/);
  await expect(row(page, /^Cleveland, /)).toHaveAccessibleName(/4\.05 .*rank 1 of 42/);
});

test("City of London and British Transport Police say in their rows that they have no rate", async ({ page }) => {
  await openCompare(page);
  for (const name of ["City of London", "British Transport Police"]) {
    await expect(row(page, new RegExp(`^${name}, `))).toHaveAccessibleName(/no figure\. No rate is given/);
  }
  await expect(figure(page).getByText("no rate", { exact: false }).first()).toBeVisible();
});

test("forces are ordered by value, by name, and by region", async ({ page }) => {
  await openCompare(page);
  const forces = async () => (await names(page)).filter((name) => !/England and Wales/.test(name));
  expect((await forces()).slice(0, 2)).toEqual(["Cleveland", "Staffordshire"]);
  await radio(page, "Name").check();
  await expect.poll(async () => (await forces()).slice(0, 2)).toEqual(["Avon and Somerset", "Bedfordshire"]);
  expect(search(page)).toContain("order=name");
  await radio(page, "Region").check();
  await expect(figure(page).getByText("North East region")).toBeVisible();
  await expect(radio(page, "Region")).toBeFocused();
});

test("the ten highest are shown with the chosen force, wherever it stands", async ({ page }) => {
  await openCompare(page, "?view=compare&area=E23000029&measure=rate&top=ten&at=2022-04~2023-03");
  await expect(radio(page, "Ten highest and chosen")).toBeChecked();
  const shown = (await names(page)).filter((name) => !/England and Wales/.test(name));
  expect(shown).toHaveLength(11);
  expect(shown).toContain("Cleveland");
});

test("any run of quarters can be compared", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001");
  await list(page, "First month").selectOption("2022-07");
  await expect.poll(() => search(page)).toContain("at=2022-07~2023-03");
  await list(page, "Last month").selectOption("2022-12");
  await expect.poll(() => search(page)).toContain("at=2022-07~2022-12");
  await expect(row(page, /^North Wales, July 2022 to December 2022: \d{3} offences/)).toHaveCount(1);
  await page.goBack();
  await expect.poll(() => search(page)).toContain("at=2022-07~2023-03");
});

test("a period that a force did not supply is told in its row, not shown as nothing", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&at=2024-04~2025-03");
  await expect(row(page, /^North Wales, /)).toHaveAccessibleName(/no figure\. .*Welsh forces are not in the copy/);
  await expect(notes(page)).toContainText("The four Welsh forces are not in the copy");
});

test("two periods stand side by side with both values named", async ({ page }) => {
  await openCompare(page);
  await radio(page, "Change between two periods").check();
  await expect(page.getByRole("figure", { name: /^Dot chart: / })).toBeVisible();
  await expect(row(page, /^North Wales/)).toHaveAccessibleName(/year ending March 2022: 2\.94 .*year ending March 2023: 2\.75 .*7% lower/);
  await list(page, "Compared with").selectOption("2020-04");
  await expect.poll(() => search(page)).toContain("against=2020-04");
  await expect(row(page, /^North Wales/)).toHaveAccessibleName(/year ending March 2021/);
});

test("across April 2020 no change is given, and the page says why", async ({ page }) => {
  await openCompare(page, `${RATE}&compare=change&against=2018-04`);
  await expect(figure(page).getByText(/April 2020/).first()).toBeVisible();
  await expect(figure(page)).toContainText(/not comparable/i);
  await expect(row(page, /./)).toHaveCount(0);
});

test("each force has a small chart on one scale, or on its own which is said", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&compare=each");
  expect((await names(page)).length).toBeGreaterThanOrEqual(44);
  await expect(figure(page).getByText(/^Every panel from 0 to /)).toBeVisible();
  await expect(page.locator("[data-for=from]")).toBeVisible();
  await radio(page, "Each its own").check();
  await expect(figure(page).getByText(/scale of its own/).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 }).locator("..")).toContainText(/own/);
});

test("arrow keys walk through the rows, Home and End go to the ends, Tab leaves", async ({ page }) => {
  await openCompare(page);
  const points = figure(page).getByRole("img");
  await points.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(points.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(points.last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(points.first()).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.hasAttribute("data-point"))).toBe(false);
});

test("on a phone the reader's own force stays in sight while the chart is scrolled", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openCompare(page);
  const strip = page.getByText(/^North Wales$/).last().locator("xpath=ancestor::p");
  await expect(strip).toContainText("2.75");
  for (const force of [/^Cleveland, /, /^Derbyshire, /, /^Sussex, /]) {
    await row(page, force).evaluate((one) => one.scrollIntoView({ block: "center" }));
    await expect(strip, String(force)).toBeInViewport();
  }
  await expectNoSidewaysScroll(page);
});

test("areas are added in this view too, and the question goes along to the table", async ({ page }) => {
  await openCompare(page);
  await areaBox(page).fill("kent");
  await areaBox(page).press("Enter");
  await expect.poll(() => search(page)).toContain("area=W15000001~E23000032");
  await views(page).getByRole("link", { name: "Table" }).click();
  await expect(table(page)).toContainText("Kent");
  await expect(subtitle(page)).toContainText("per 1,000 residents");
});
