// Measure, length of period, period, offence and release: by click and by key, and the focus stays.

import {
  chart, expect, figure, heading, list, NORTH_WALES, open, point, radio, search, subtitle, table, test, title, views, stepsInHistory,
} from "./page.mjs";

const RADIOS = [
  { name: "Per 1,000 residents", address: "?measure=rate", says: /^Offences per 1,000 residents, by quarter/ },
  { name: "Share of all crime", address: "?measure=share", says: /^Percentage of all recorded crime, by quarter/ },
  { name: "Change on a year before", address: "?measure=change", says: /^Percentage change on a year before, by / },
  { name: "Financial year", address: "?by=year", says: /^Offences, by financial year/ },
  { name: "Rolling year", address: "?by=rolling", says: /^Offences, by year ending each quarter/ },
];

for (const { name, address, says } of RADIOS) {
  test(`“${name}” by click, and back by the button of the browser`, async ({ page }) => {
    await open(page);
    await stepsInHistory(page);
    const before = await chart(page).getByRole("img").first().getAttribute("aria-label");
    await radio(page, name).click();
    await expect(radio(page, name)).toBeChecked();
    await expect(radio(page, name)).toBeFocused();
    await expect(subtitle(page)).toHaveText(says);
    await expect.poll(() => search(page)).toBe(address);
    await expect(chart(page).getByRole("img").first()).not.toHaveAccessibleName(before);
    await page.goBack();
    await expect(subtitle(page)).toHaveText(/^Offences, by quarter/);
    await expect(radio(page, "Count")).toBeChecked();
    await expect(radio(page, "Quarter")).toBeChecked();
    await expect.poll(() => search(page)).toBe("");
  });
}

test("arrow keys walk through the measures and stay there", async ({ page }) => {
  await open(page);
  await radio(page, "Count").focus();
  for (const { name, address, says } of RADIOS.slice(0, 3)) {
    await page.keyboard.press("ArrowRight");
    await expect(radio(page, name)).toBeFocused();
    await expect(radio(page, name)).toBeChecked();
    await expect(subtitle(page)).toHaveText(says);
    await expect.poll(() => search(page)).toBe(address);
  }
  await page.keyboard.press("ArrowRight");
  await expect(radio(page, "Count"), "around the end").toBeFocused();
  await expect.poll(() => search(page)).toBe("");
});

test("arrow keys walk through the lengths of a period", async ({ page }) => {
  await open(page);
  await radio(page, "Quarter").focus();
  await page.keyboard.press("ArrowRight");
  await expect(radio(page, "Financial year")).toBeFocused();
  await expect(point(page, "England and Wales, year ending March 2023: 117,331 offences")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(radio(page, "Quarter")).toBeFocused();
  await expect.poll(() => search(page)).toBe("");
});

test("each measure gives its own figure for the same period", async ({ page }) => {
  await open(page, `${NORTH_WALES}&by=year`);
  const year = "North Wales, year ending March 2023";
  await expect(point(page, `${year}: 1,895 offences`)).toBeVisible();
  await radio(page, "Per 1,000 residents").check();
  await expect(point(page, `${year}: 2.75 offences per 1,000 residents (1,895 offences)`)).toBeVisible();
  await radio(page, "Share of all crime").check();
  await expect(chart(page).getByRole("img", { name: year })).toHaveAccessibleName(
    /: \d+\.\d\d% of all recorded crime \(1,895 offences of [\d,]+\)$/,
  );
  await radio(page, "Change on a year before").check();
  await expect(point(page, `${year}: 6% fewer than a year before (1,895 offences, 2,022 a year before)`)).toBeVisible();
  // The rules changed in between: a percentage would compare what cannot be compared.
  await expect(chart(page).getByRole("img", { name: "North Wales, year ending March 2021" })).toHaveAccessibleName(
    /: no figure\. Not comparable with the year before\./,
  );
});

for (const { label, choice, value, address, then } of [
  { label: "From", choice: "April 2020", value: "2020-04", address: "?from=2020-04", then: /April 2020 to June 2023$/ },
  { label: "To", choice: "March 2020", value: "2020-03", address: "?to=2020-03", then: /April 2014 to March 2020$/ },
  { label: "Offence", choice: "Harassment", value: "8L", address: "?offence=8L", then: /^Offences, by quarter/ },
  {
    label: "Release",
    choice: "To March 2018 (April 2017 on)",
    value: "to-2018-03",
    address: "?release=to-2018-03",
    then: /April 2017 to March 2018$/,
  },
]) {
  test(`“${label}” as a list, and back`, async ({ page }) => {
    await open(page);
    await stepsInHistory(page);
    const before = { value: await list(page, label).inputValue(), says: await subtitle(page).textContent() };
    await list(page, label).focus();
    await list(page, label).selectOption(choice);
    await expect(subtitle(page)).toHaveText(then);
    await expect(list(page, label)).toHaveValue(value);
    await expect(list(page, label)).toBeFocused();
    await expect.poll(() => search(page)).toBe(address);
    await page.goBack();
    await expect(list(page, label)).toHaveValue(before.value);
    await expect(subtitle(page)).toHaveText(before.says);
    await page.goForward();
    await expect(list(page, label)).toHaveValue(value);
    await expect(subtitle(page)).toHaveText(then);
  });

  test(`“${label}” by the keyboard`, async ({ page }) => {
    await open(page);
    const before = await list(page, label).inputValue();
    await list(page, label).focus();
    // The end of the time is the last of its list, everything else is the first.
    await page.keyboard.press(label === "To" ? "ArrowUp" : "ArrowDown");
    await expect(list(page, label)).not.toHaveValue(before);
    await expect(list(page, label)).toBeFocused();
    const key = label.toLowerCase();
    await expect.poll(() => search(page)).toBe(`?${key}=${await list(page, label).inputValue()}`);
    await expect(chart(page).getByRole("img").first()).toHaveAccessibleName(/^England and Wales, /);
  });
}

test("the offence is in the title and in the points", async ({ page }) => {
  await open(page, NORTH_WALES);
  await list(page, "Offence").selectOption("Controlling and coercive behaviour");
  await expect(title(page)).toHaveText("Controlling and coercive behaviour recorded by North Wales Police");
  await expect(chart(page)).toHaveAccessibleName(/Controlling and coercive behaviour recorded by North Wales Police$/);
  await expect.poll(() => search(page)).toBe("?area=W15000001&offence=8U");
});

test("by financial year, a time starts with April and ends with March", async ({ page }) => {
  await open(page, "?by=year");
  const starts = await list(page, "From").getByRole("option").allTextContents();
  const ends = await list(page, "To").getByRole("option").allTextContents();
  expect(starts[0]).toBe("April 2014");
  expect(ends.at(-1)).toBe("March 2025");
  expect(starts.filter((month) => !month.startsWith("April "))).toEqual([]);
  expect(ends.filter((month) => !month.startsWith("March "))).toEqual([]);
});

test("a start after the end takes the end back", async ({ page }) => {
  await open(page, "?to=2018-03");
  await list(page, "From").selectOption("April 2020");
  await expect.poll(() => search(page)).toBe("?from=2020-04");
  await expect(list(page, "To")).toHaveValue("2025-03");
  await expect(chart(page).getByRole("img").first()).toHaveAccessibleName(/, April to June 2020: /);
});

test("every choice made in a row is in the address, in one order, and each step can be taken back", async ({ page }) => {
  await open(page, NORTH_WALES);
  await stepsInHistory(page);
  await list(page, "Release").selectOption("To June 2023 (April 2012 on)");
  await radio(page, "Rolling year").check();
  await list(page, "From").selectOption("April 2016");
  await radio(page, "Per 1,000 residents").check();
  const all = "?area=W15000001&measure=rate&by=rolling&from=2016-04&release=to-2023-06";
  await expect.poll(() => search(page)).toBe(all);
  for (const address of [
    "?area=W15000001&by=rolling&from=2016-04&release=to-2023-06",
    "?area=W15000001&by=rolling&release=to-2023-06",
    "?area=W15000001&release=to-2023-06",
    "?area=W15000001",
  ]) {
    await page.goBack();
    await expect.poll(() => search(page)).toBe(address);
  }
  await expect(subtitle(page)).toHaveText("Offences, by quarter, April 2014 to June 2023");
  await page.goForward();
  await expect(list(page, "Release")).toHaveValue("to-2023-06");
});

test("choosing what is chosen already leaves no step to take back", async ({ page }) => {
  await open(page);
  await stepsInHistory(page);
  await radio(page, "Financial year").check();
  const length = await page.evaluate(() => history.length);
  await radio(page, "Financial year").click();
  await list(page, "Offence").selectOption("Stalking");
  expect(await page.evaluate(() => history.length)).toBe(length);
  await expect(subtitle(page)).toHaveText(/^Offences, by financial year/);
});

test.describe("views", () => {
  test("are links to the same question, the shown one marked", async ({ page }) => {
    await open(page, `${NORTH_WALES}&by=year`);
    await stepsInHistory(page);
    await expect(views(page).getByRole("link", { name: "Trend" })).toHaveAttribute("aria-current", "page");
    await expect(views(page).getByRole("link", { name: "Trend" })).toHaveAttribute("href", "?area=W15000001&by=year");
    const toTable = views(page).getByRole("link", { name: "Table" });
    await expect(toTable).toHaveAttribute("href", "?view=table&area=W15000001&by=year");
    await toTable.click();
    await expect(table(page)).toBeVisible();
    await expect(chart(page)).toHaveCount(0);
    await expect(toTable).toHaveAttribute("aria-current", "page");
    await expect(toTable).toBeFocused();
    await expect.poll(() => search(page)).toBe("?view=table&area=W15000001&by=year");
    await page.goBack();
    await expect(chart(page)).toBeVisible();
    await expect(table(page)).toHaveCount(0);
  });

  test("are followed without loading the page again", async ({ page }) => {
    await open(page);
    await page.evaluate(() => (window.sameDocument = true));
    await views(page).getByRole("link", { name: "Table" }).press("Enter");
    await expect(table(page)).toBeVisible();
    await views(page).getByRole("link", { name: "Trend" }).press("Enter");
    await expect(chart(page)).toBeVisible();
    expect(await page.evaluate(() => window.sameDocument)).toBe(true);
    expect(new URL(page.url()).href).toBe(new URL("./", page.url()).href);
  });

  for (const click of [{ button: "middle" }, { modifiers: ["ControlOrMeta"] }]) {
    test(`open in a tab of their own for ${JSON.stringify(click)}`, async ({ page, context }) => {
      await open(page, NORTH_WALES);
      const opened = context.waitForEvent("page");
      await views(page).getByRole("link", { name: "Table" }).click(click);
      const other = await opened;
      await expect(table(other)).toBeVisible();
      expect(search(other)).toBe("?view=table&area=W15000001");
      await expect.poll(() => search(page)).toBe(NORTH_WALES);
      await expect(chart(page)).toBeVisible();
    });
  }

  test("the chart leads to its table, and the keyboard goes along", async ({ page }) => {
    await open(page, NORTH_WALES);
    const link = chart(page).getByRole("link", { name: "Show these figures as a table" });
    await expect(link).toHaveAttribute("href", "?view=table&area=W15000001");
    await link.press("Enter");
    await expect(heading(page, "North Wales")).toBeVisible();
    expect(await figure(page, "April to June 2021")).toBe("477");
    // The link is gone with the chart; whoever pressed it must not start again at the top.
    await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).not.toBe("BODY");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("the choices are folded away behind a button", async ({ page }) => {
    await open(page);
    const fold = page.getByRole("button", { name: "Change what is shown" });
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(radio(page, "Financial year")).toHaveCount(0);
    await fold.press("Enter");
    await expect(fold).toHaveAttribute("aria-expanded", "true");
    await expect(fold).toBeFocused();
    await radio(page, "Financial year").check();
    await expect(subtitle(page)).toHaveText(/^Offences, by financial year/);
    await fold.press("Space");
    await expect(radio(page, "Financial year")).toHaveCount(0);
  });
});
