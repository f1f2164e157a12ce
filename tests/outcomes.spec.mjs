// What became of the offences, of recorded ones and of outcomes assigned.

import {
  expect, expectNoSidewaysScroll, expectViewFails, list, notes, open, radio, search, subtitle, test, title, views, stepsInHistory,
} from "./page.mjs";

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
  await expect(page.getByText(/7\.2% of the outcomes assigned so far \(101 of 1,398\)/)).toBeVisible();
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
  await page.goto("./?view=outcomes&area=W15000001&offence=8L");
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

const details = (page) => page.getByRole("region", { name: "Table of the outcomes" });
const cells = (page, name) =>
  details(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name }) }).getByRole("cell").allTextContents();

test("the parts of a year add up to its whole, in every year of England and Wales", async ({ page }) => {
  await openOutcomes(page);
  const labels = await figure(page).getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  const number = (text) => Number(text.replaceAll(",", ""));
  const years = new Map();
  for (const label of labels) {
    const [, year, part, whole] = label.match(/(20\d\d\/\d\d).*: ([\d,]+) of ([\d,]+) recorded offences/) ?? [];
    if (!year) continue;
    const sums = years.get(year) ?? { sum: 0, whole: number(whole) };
    sums.sum += number(part);
    expect(number(whole), year).toBe(sums.whole);
    years.set(year, sums);
  }
  expect([...years.keys()]).toEqual(["2014/15", "2015/16", "2016/17", "2018/19", "2019/20", "2020/21", "2021/22"]);
  for (const [year, { sum, whole }] of years) expect(sum, year).toBe(whole);
});

test("both denominators stand beside one another, whichever is chosen", async ({ page }) => {
  await openOutcomes(page);
  const both = page.getByRole("main").getByText(/5\.0% of the offences recorded \(5,948 of 117,930\)/).first();
  await expect(both).toContainText("6.0% of the outcomes assigned so far (5,948 of 99,302)");
  await radio(page, "Outcomes assigned").check();
  await expect(title(page)).toHaveText(/^Of every 100 outcomes assigned so far .* 2021\/22, 6 are a charge or summons$/);
  await expect(both).toContainText(": 6.0% of the outcomes assigned so far (5,948 of 99,302), 5.0%");
  await expect(part(page, /2021\/22.*no outcome yet/)).toHaveCount(0);
  await expect(notes(page)).toContainText("Published percentages may be of either");
});

test("all forces in a year: in order, those on small numbers apart, with their mark", async ({ page }) => {
  await openOutcomes(page, "&outcomes=forces&of=assigned");
  const labels = await figure(page).getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  expect(labels).toHaveLength(45);
  const shares = labels.slice(1).map((label) => Number(label.match(/\((\d+\.\d)%\)/)?.[1] ?? -1));
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  await expect(part(page, /^City of London Police/)).toHaveAccessibleName(/3 of 9 outcomes assigned.*Fewer than 20 charged/);
  await expect(figure(page).getByText(/3 of 9 †/)).toBeVisible();
  await expect(notes(page)).toContainText("† Fewer than 20 charged or summonsed");
  await expect(figure(page).getByText(/6\.9% \(185 of 2,692\)/)).toBeVisible();
  await expect(figure(page).getByText(/3\.7% \(40 of 1,082\)/)).toBeVisible();
});

test("2017/18 has no table: among the years it is a gap, for all forces it is refused with a way on", async ({ page }) => {
  await openOutcomes(page);
  await expect(part(page, /2017\/18/)).toHaveCount(1);
  await expect(figure(page).getByText("No table of outcomes was found", { exact: true })).toBeVisible();
  await page.goto("./?view=outcomes&outcomes=forces&at=2017-04~2018-03");
  await expect(title(page)).toHaveText("No table of outcomes for 2017/18 was found");
  await expect(figure(page).getByRole("img")).toHaveCount(0);
  await expect(list(page, "Year")).toHaveValue("2017-04~2018-03");
  await page.getByRole("link", { name: "Show 2021/22, the latest year with outcomes" }).click();
  await expect(figure(page).getByRole("img")).toHaveCount(45);
  await expect.poll(() => search(page)).toBe("?view=outcomes&outcomes=forces");
  await expect(list(page, "Year").getByRole("option", { name: /2017\/18/ })).toHaveCount(0);
});

test("the link from another offence can be followed by keyboard, and the back button returns", async ({ page }) => {
  await page.goto("./?view=outcomes&area=W15000001&offence=8L");
  await stepsInHistory(page);
  await expect(title(page)).toHaveText("Outcomes are here for stalking alone");
  await expect(page.getByRole("figure")).toHaveCount(0);
  // The reason is said once beside the title.
  await expect(page.getByRole("main").getByText(/There are none of harassment/).filter({ visible: true })).toHaveCount(1);
  await page.getByRole("link", { name: "Show the outcomes of stalking offences" }).press("Enter");
  await expect.poll(() => search(page)).toBe("?view=outcomes&area=W15000001");
  await expect(list(page, "Offence").locator("option:checked")).toHaveText("Stalking");
  await page.goBack();
  await expect(title(page)).toHaveText("Outcomes are here for stalking alone");
});

test("the table in the details has every figure of the picture, and both denominators", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001");
  await expect(details(page)).toBeHidden();
  await page.getByText("The same figures as a table").click();
  await expect(details(page).getByRole("columnheader")).toHaveCount(9);
  expect(await cells(page, "2021/22")).toEqual(
    ["2,022", "1,398", "101 (5.0%)", "312 (15.4%)", "828 (40.9%)", "157 (7.8%)", "624 (30.9%)", "101 of 1,398 (7.2%)"],
  );
  expect(await cells(page, "2017/18")).toEqual(["90", "No table of outcomes for 2017/18 was found."]);
  await expect(details(page).getByRole("rowheader", { name: "2016/17" })).toContainText("figures halved");
});

test("details that are open stay open when something else is chosen", async ({ page }) => {
  await openOutcomes(page, "&area=W15000001");
  await page.getByText("The same figures as a table").click();
  await radio(page, "Outcomes assigned").check();
  await expect(figure(page).getByRole("img", { name: /101 of 1,398/ })).toHaveCount(1);
  await expect(details(page)).toBeVisible();
  await page.getByText("The same figures as a table").click();
  await expect(details(page)).toBeHidden();
  await radio(page, "Offences recorded").check();
  await expect(figure(page).getByRole("img", { name: /101 of 2,022/ })).toHaveCount(1);
  await expect(details(page)).toBeHidden();
});

test("a table of outcomes that is wider than a phone scrolls in its place", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openOutcomes(page, "&area=W15000001");
  await page.getByText("The same figures as a table").click();
  await expectNoSidewaysScroll(page);
  await details(page).focus();
  for (let times = 0; times < 5; times += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(() => details(page).evaluate((region) => region.scrollLeft)).toBeGreaterThan(60);
});

test.describe("where the outcomes do not arrive", () => {
  test.use({ faults: true });

  for (const [what, fault] of [
    ["are not there", (route) => route.fulfill({ status: 404, body: "" })],
    ["are damaged", (route) => route.fulfill({ body: "{}" })],
    ["never arrive", (route) => route.abort("connectionreset")],
  ]) {
    test(`outcomes that ${what}: words in their place, the rest works, and one can try again`, async ({ page }) => {
      const file = /\/data\/outcomes-[0-9a-f]+\.json$/;
      await page.route(file, fault);
      await open(page, "?area=W15000001");
      await stepsInHistory(page);
      await views(page).getByRole("link", { name: "Outcomes" }).click();
      await expectViewFails(page, /did not arrive whole|not found \(status 404\)/);
      await views(page).getByRole("link", { name: "Compare" }).click();
      await expect(figure(page)).toHaveAccessibleName(/^Bar chart: North Wales ranks /);
      await page.goBack();
      await expectViewFails(page, /did not arrive whole|not found \(status 404\)/);
      await page.unroute(file, fault);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(part(page, /^North Wales Police, 2021\/22: 101 of 2,022/)).toHaveCount(1);
      await expect(subtitle(page).or(page.getByText(/^Outcomes as a share of offences recorded/)).first()).toBeVisible();
    });
  }
});
