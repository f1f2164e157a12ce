// Forces side by side: ranked, between two periods, each by itself.

import {
  areaBox, expect, expectNoSidewaysScroll, expectViewFails, list, notes, radio, search, subtitle, table, test, title, viewFailed, views, stepsInHistory,
} from "./page.mjs";

const RATE = "?view=compare&area=W15000001&measure=rate";
const figure = (page) => page.getByRole("figure", { name: /^(Bar chart|Dot chart|Small line charts): |: no comparison$/ });
const row = (page, start) => figure(page).getByRole("img", { name: start });
const names = (page) =>
  figure(page).getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label").split(",")[0]));

async function openCompare(page, address = RATE) {
  await page.goto(`./${address}`);
  await expect(figure(page)).toBeVisible();
}

test("North Wales ranks 11th of 42 in the year ending March 2023, and England and Wales stands beside it", async ({ page }) => {
  await openCompare(page);
  await expect(title(page)).toHaveText(
    "North Wales ranks 11 of 42 police forces for recorded stalking offences per 1,000 residents",
  );
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
  await expect.poll(() => search(page)).toContain("order=name");
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
  await stepsInHistory(page);
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

test("a row without a rate says so to the eye, and its bar is no bar of nothing", async ({ page }) => {
  await openCompare(page);
  await expect(figure(page).getByText("no rate", { exact: true })).toHaveCount(2);
  // Those without a value come last, whichever way the others stand.
  expect((await names(page)).slice(-2)).toEqual(["City of London", "British Transport Police"]);
  await radio(page, "Count").check();
  await expect(row(page, /^City of London, /)).toHaveAccessibleName(/: 23 offences, rank 44 of 44$/);
  await expect(figure(page).getByText("no rate", { exact: true })).toHaveCount(0);
});

test("ranks follow the values, and equal ones share a rank", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&at=2014-04~2014-06");
  const rows = await figure(page).getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  const read = rows.filter((name) => name.includes("rank ")).map((name) => {
    const [, value, rank] = name.match(/: ([\d,]+) offences?, (?:joint )?rank (\d+) of 44$/);
    return { value: Number(value.replaceAll(",", "")), rank: Number(rank), joint: name.includes("joint rank") };
  });
  expect(read).toHaveLength(44);
  for (const { value, rank, joint } of read) {
    expect(rank, `${value}`).toBe(1 + read.filter((other) => other.value > value).length);
    expect(joint, `${value}`).toBe(read.filter((other) => other.value === value).length > 1);
  }
  const values = read.map(({ value }) => value);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
});

test("by name all names are in order, by region the forces of a region stand together", async ({ page }) => {
  await openCompare(page, `${RATE}&order=name`);
  const forces = (await names(page)).filter((name) => name !== "England and Wales");
  expect(forces).toHaveLength(44);
  expect(forces).toEqual(forces.toSorted((a, b) => (a < b ? -1 : 1)));
  await radio(page, "Region").check();
  const inRegions = async () => (await names(page)).join();
  await expect.poll(inRegions).toContain("Dyfed-Powys,Gwent,North Wales,South Wales");
  expect(await inRegions()).toContain("Cleveland,Durham,Northumbria");
  expect(await inRegions()).toContain("City of London,Metropolitan Police");
});

test("the list of periods sets both its ends, and an end beyond the other takes it along", async ({ page }) => {
  await openCompare(page);
  await list(page, "Period").focus();
  await list(page, "Period").selectOption("Year ending March 2022");
  await expect(row(page, /^North Wales, year ending March 2022: 2\.94 /)).toHaveCount(1);
  await expect.poll(() => search(page)).toContain("at=2021-04~2022-03");
  await expect(list(page, "First month")).toHaveValue("2021-04");
  await expect(list(page, "Last month")).toHaveValue("2022-03");
  await expect(list(page, "Period")).toBeFocused();
  await list(page, "First month").selectOption("October 2022");
  await expect.poll(() => search(page)).toContain("at=2022-10~2022-12");
  await list(page, "Last month").selectOption("June 2014");
  await expect.poll(() => search(page)).toContain("at=2014-04~2014-06");
  await list(page, "Period").selectOption({ index: 0 });
  await expect.poll(() => search(page)).toBe(RATE);
});

test("a period beside itself is refused, and what to do is said", async ({ page }) => {
  await openCompare(page, `${RATE}&compare=change&at=2022-04~2023-03&against=2022-04`);
  await expect(figure(page).getByText(/^Both periods are the same one/).first()).toBeVisible();
  await expect(figure(page).getByRole("img")).toHaveCount(0);
  await list(page, "Compared with").selectOption({ index: 0 });
  await expect(row(page, /^North Wales: .*2\.94.*2\.75/)).toHaveCount(1);
});

test("both values of a change stand in the row, in figures", async ({ page }) => {
  await openCompare(page, `${RATE}&compare=change`);
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police: from 2.94 to 2.75 per 1,000 residents");
  for (const value of ["4.05", "3.08"]) await expect(figure(page).getByText(value, { exact: true }).first()).toBeVisible();
  await expect(row(page, /^City of London: /)).toHaveAccessibleName(/2022: no figure\. No rate .*2023: no figure\. No rate/);
});

test("the small charts tell a change of the scale, and that heights no longer compare", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&compare=each&by=year");
  await expect(subtitle(page)).toContainText("One scale for all.");
  await expect(row(page, /^North Wales, /)).toHaveAccessibleName(
    /first 33 offences in the year ending March 2015; last 1,895 offences in the year ending March 2023; highest 2,022/,
  );
  await expect(row(page, /^North Wales, /)).toHaveAccessibleName(/Not comparable across April 2020\./);
  await radio(page, "Each its own").check();
  await expect(subtitle(page)).toContainText("Each force has its own scale: heights cannot be compared between forces.");
  await expect(notes(page)).toContainText("heights cannot be compared between forces");
  await expect.poll(() => search(page)).toContain("scale=own");
});

test("the address follows every choice, and the back button takes each one back", async ({ page }) => {
  await openCompare(page);
  await stepsInHistory(page);
  await radio(page, "Ten highest and chosen").check();
  await radio(page, "Name").check();
  await radio(page, "Change between two periods").check();
  await expect.poll(() => search(page)).toBe(`${RATE}&compare=change&order=name&top=ten`);
  await page.goBack();
  await expect(radio(page, "Rank")).toBeChecked();
  await expect(figure(page)).toHaveAccessibleName(/^Bar chart: /);
  await page.goBack();
  await expect(radio(page, "Value")).toBeChecked();
  expect((await names(page)).filter((name) => name !== "England and Wales")[0]).toBe("Cleveland");
  await page.goBack();
  await expect(radio(page, "All")).toBeChecked();
  await expect(figure(page).getByRole("img")).toHaveCount(45);
  await page.goForward();
  await expect(figure(page).getByRole("img")).toHaveCount(12);
});

test("Tab leads from the controls to the first row, and shows it in full", async ({ page }) => {
  await openCompare(page);
  await page.getByText("Questions people ask").focus();
  await page.keyboard.press("Tab");
  await expect(row(page, /^England and Wales, /)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(row(page, /^Cleveland, /)).toBeFocused();
  await expect(figure(page).getByText("Cleveland, year ending March 2023", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(figure(page).getByText("Cleveland, year ending March 2023", { exact: true })).toHaveCount(0);
  await expect(row(page, /^Cleveland, /)).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByText("Questions people ask")).toBeFocused();
});

test("the strip neither covers the row that has the focus nor stays once the chart is past", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openCompare(page);
  const strip = figure(page).getByRole("paragraph").filter({ hasText: "2.75, rank 11 of 42" });
  const top = async (locator) => (await locator.boundingBox()).y;
  await row(page, /^England and Wales, /).focus();
  for (let step = 0; step < 44; step += 1) {
    await page.keyboard.press("ArrowDown");
    const box = await page.evaluate(() => document.activeElement.getBoundingClientRect().toJSON());
    expect(box.bottom, `row ${step + 1}`).toBeLessThanOrEqual((await top(strip)) + 1);
  }
  await notes(page).getByText("Source: Home Office").scrollIntoViewIfNeeded();
  await expect(strip).not.toBeInViewport();
});

test("of two periods counts are drawn, and checked, where a change was asked for", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&measure=change");
  await expect(radio(page, "Change on a year before")).toBeChecked();
  await radio(page, "Change between two periods").check();
  await expect(row(page, /^North Wales: year ending March 2022: 2,022 offences/)).toHaveCount(1);
  await expect(radio(page, "Count")).toBeChecked();
  await expect(radio(page, "Change on a year before")).toBeDisabled();
  await expect(notes(page)).toContainText("Counts are compared here");
  await radio(page, "Rank").check();
  await expect(radio(page, "Change on a year before")).toBeChecked();
  await expect(radio(page, "Change on a year before")).toBeEnabled();
});

test("the strip of small charts gives the last figure there is, with its time", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&compare=each&measure=rate");
  await expect(figure(page).getByRole("paragraph").filter({ hasText: "North Wales 0.67 (April to June 2023)" })).toHaveCount(1);
});

test("on a phone the dots of two periods have the whole width, and both ends of a period one line", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await openCompare(page, `${RATE}&compare=change`);
  const reach = await figure(page).locator("svg path[fill]").evaluateAll((all) => {
    const dots = all.map((one) => one.getBoundingClientRect()).filter(({ width }) => width < 12);
    return Math.max(...dots.map(({ left }) => left)) - Math.min(...dots.map(({ left }) => left));
  });
  expect(reach).toBeGreaterThan(200);
  await page.getByRole("button", { name: "Change what is shown" }).click();
  const top = async (name) => (await list(page, name).boundingBox()).y;
  expect(await top("First month")).toBe(await top("Last month"));
});

test("a change without a figure a year before says why there is none", async ({ page }) => {
  await openCompare(page, "?view=compare&area=W15000001&measure=change&at=2014-04~2015-03");
  await expect(notes(page)).toContainText(
    "No figure for any area, the year ending March 2015: There is no figure for the same period a year before. Stalking had",
  );
});

test.describe("where its part does not arrive", () => {
  test.use({ faults: true });

  for (const [what, fault, words] of [
    ["is not there", (route) => route.fulfill({ status: 404, body: "" }), /\w+ \w+ \w+/],
    ["never arrives", (route) => route.abort("connectionreset"), /did not arrive whole/],
    ["is another file", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Oops</h1>" }), /did not arrive whole/],
  ]) {
    test(`the comparison ${what}: words in its place, the rest works, and one can try again`, async ({ page }) => {
      const part = /on-record-compare-[0-9a-f]+\.wasm$/;
      await page.route(part, fault);
      await page.goto(`./${RATE}`);
      await expectViewFails(page, words);
      await views(page).getByRole("link", { name: "Map" }).click();
      await expect(page.getByRole("figure", { name: /^Map: / })).toBeVisible();
      await views(page).getByRole("link", { name: "Compare" }).click();
      await expectViewFails(page, words);
      await page.unroute(part, fault);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(row(page, /^North Wales, .*rank 11 of 42$/)).toHaveCount(1);
      await expect(viewFailed(page)).toHaveCount(0);
    });
  }
});
