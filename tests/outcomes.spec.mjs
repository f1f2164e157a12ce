// What became of the offences, of recorded ones and of outcomes assigned.

import { expect, expectNoSidewaysScroll, list, notes, radio, search, test, title } from "./page.mjs";

const figure = (page) => page.getByRole("figure", { name: /^Bar chart: / });
const part = (page, start) => figure(page).getByRole("img", { name: start });

async function openOutcomes(page, rest = "") {
  await page.goto(`./?view=outcomes${rest}`);
  await expect(figure(page)).toBeVisible();
}

test("North Wales 2021/22: 101 of 2,022 recorded offences charged or summonsed, and the rest", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001");
  await expect(title(page)).toHaveText(
    "Of every 100 stalking offences that North Wales Police recorded in 2021/22, 5 have so far led to a charge or summons",
  );
  for (const words of [/101 of 2,022 .*\(5\.0%\) charged or summonsed/, /312 of 2,022/, /828 of 2,022/, /157 of 2,022/, /624 of 2,022/]) {
    await expect(part(page, new RegExp(`^North Wales.*2021/22.*${words.source}`))).toHaveCount(1);
  }
  // Both sides stand in the words above the chart.
  await expect(page.getByText(/of the outcomes assigned so far: 7\.2% \(101 of 1,398\)/)).toBeVisible();
});

test("of outcomes assigned, England and Wales gives what was published: 37, 11 and 6 per cent", async ({ page }) => {
  await openOutcomes(page, "&of=assigned");
  for (const [year, words] of [["2014/15", /723 of 1,969 .*\(36\.7%\)/], ["2019/20", /3,620 of 31,787 .*\(11\.4%\)/], ["2021/22", /5,948 of 99,302 .*\(6\.0%\)/]]) {
    await expect(part(page, new RegExp(`^Police in England and Wales.*${year}.*${words.source}.*charged or summonsed`))).toHaveCount(1);
  }
  await expect(part(page, /2017\/18/)).toHaveAccessibleName(/no table/i);
  await expect(notes(page)).toContainText(/2016\/17/);
});

test("all forces in a year: Derbyshire 185 of 2,692, Lincolnshire 40 of 1,082", async ({ page }) => {
  await openOutcomes(page, "&outcomes=forces&of=assigned&area=E23000018");
  await expect(part(page, /^Derbyshire/)).toHaveAccessibleName(/185 of 2,692/);
  await expect(part(page, /^Lincolnshire/)).toHaveAccessibleName(/40 of 1,082/);
  await expect(part(page, /^Police in England and Wales/)).toHaveAccessibleName(/5,948 of 99,302/);
});

test("forces that supplied none say so", async ({ page }) => {
  await openOutcomes(page, "&outcomes=forces&at=2019-04~2020-03");
  await expect(part(page, /^Greater Manchester/)).toHaveAccessibleName(/did not supply|not supplied|supplied no/i);
});

test("controls: denominator, counts, all forces, year", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001");
  await radio(page, "Outcomes assigned").check();
  await expect(part(page, /^North Wales.*2021\/22.*101 of 1,398/)).toHaveCount(1);
  await radio(page, "Counts").check();
  await expect.poll(() => search(page)).toContain("of=assigned&unit=count");
  await radio(page, "All forces").check();
  await list(page, "Year").selectOption("2018-04~2019-03");
  await expect(title(page)).toContainText("2018/19");
});

test("the same figures are a table one step away", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001");
  await page.getByText("The same figures as a table").click();
  const table = page.getByRole("region", { name: "Table of the outcomes" }).getByRole("table");
  await expect(table.getByRole("row", { name: /2021\/22/ })).toContainText("101");
  await expect(table.getByRole("row", { name: /2017\/18/ })).toContainText(/no table/i);
});

test("another offence has no outcomes here: the page says so and leads to stalking", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001&offence=8L");
  const link = page.getByRole("link", { name: /stalking/i });
  await expect(link).toBeVisible();
  await link.click();
  await expect(part(page, /^North Wales.*2021\/22.*101 of 2,022/)).toHaveCount(1);
});

test("left and right go through a year's outcomes, up and down through the years", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001");
  await part(page, /2014\/15.*charged or summonsed/).focus();
  await page.keyboard.press("ArrowRight");
  await expect(part(page, /2014\/15.*victim supports/)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(part(page, /2015\/16.*victim supports/)).toBeFocused();
});

test("outcomes fit a phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openOutcomes(page, "&area=W15000001");
  await expectNoSidewaysScroll(page);
});
