// The figures people came for, and what must stand beside them.

import {
  chart, expect, expectHelp, figure, help, keyFigures, NORTH_WALES, notes, open, point, rows, subtitle, table, test,
  title,
} from "./page.mjs";

/** Offences of stalking recorded by North Wales Police, years ending March. */
const NORTH_WALES_YEARS = {
  2015: "33", 2016: "25", 2017: "34", 2018: "90", 2019: "355", 2020: "885", 2021: "2,014", 2022: "2,022", 2023: "1,895",
};

test("opens on England and Wales", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle("Stalking recorded by police in England and Wales – On Record");
  await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  await expect(subtitle(page)).toHaveText("Offences, by quarter, April 2014 to June 2023");
  await expect(keyFigures(page)).toHaveText([
    /^117,331 offences recorded by police in England and Wales in the year ending March 2023$/,
    /^−1% on the year before \(117,930\)$/,
    /^1\.95 offences per 1,000 residents$/,
  ]);
});

test("a search engine or a messenger is told the figure, and no more than is known", async ({ page }) => {
  const said = page.locator("meta[name=description]");
  await open(page, NORTH_WALES);
  await expect(said).toHaveAttribute(
    "content",
    "North Wales Police recorded 1,895 offences of stalking in the year ending March 2023, " +
      "6% fewer than the 2,022 of the year before.",
  );
  // A year without the year before: nothing is compared.
  await open(page, "?area=E23000030");
  await expect(said).toHaveAttribute(
    "content",
    "Hampshire Constabulary recorded 3,114 offences of stalking in the year ending March 2025.",
  );
});

test("the chart has a name, a description and a point for every quarter", async ({ page }) => {
  await open(page);
  await expect(chart(page)).toHaveAccessibleName("Line chart: Stalking recorded by police in England and Wales");
  await expect(chart(page)).toHaveAccessibleDescription(
    /703 in April to June 2014, 31,055 in April to June 2023.*before and after April 2020 are not comparable/,
  );
  // Eleven years of four quarters, the missing ones too.
  await expect(chart(page).getByRole("img")).toHaveCount(44);
});

test("help is there, and can be called", async ({ page }) => {
  await open(page);
  await expect(help(page)).toContainText("National Stalking Helpline 0808 802 0300");
  await expect(help(page).getByRole("link", { name: "0808 802 0300" })).toHaveAttribute("href", "tel:08088020300");
  await expectHelp(page);
});

test("the notes name the changes of the rules, the gaps, and the source", async ({ page }) => {
  await open(page);
  const items = notes(page).getByRole("listitem");
  for (const text of [
    /^\(1\) April 2018: .*in addition to the most serious other offence/,
    /^\(2\) April 2020: .*not comparable with earlier years/,
    /^\(3\) May 2023: .*no longer recorded in addition/,
    /July 2023 to March 2024: No release of the figures here covers this time/,
    /April 2024 to March 2025: The four Welsh forces are not in the copy of this release/,
    /^These are offences that police recorded\. They are not the amount of stalking that happens\.$/,
    /^Source: Home Office, police recorded crime open data\..*Open Government Licence v3\.0\.$/,
  ]) {
    await expect(items.filter({ hasText: text })).toHaveCount(1);
  }
});

test("residents in the figures bring their source", async ({ page }) => {
  await open(page, "?measure=rate");
  await expect(notes(page)).toContainText("Office for National Statistics, mid-year population estimates");
});

test("North Wales by financial year, in the table", async ({ page }) => {
  await open(page, `${NORTH_WALES}&by=year&view=table`);
  const expected = Object.entries(NORTH_WALES_YEARS).map(([year, count]) => [`year ending March ${year}`, count]);
  const read = await rows(page);
  expect(read.slice(0, expected.length)).toEqual(expected);
  expect(read.slice(expected.length)).toEqual([
    ["year ending March 2024", "no data"],
    ["year ending March 2025", "not supplied"],
  ]);
});

test("North Wales by financial year, in the chart", async ({ page }) => {
  await open(page, `${NORTH_WALES}&by=year`);
  for (const [year, count] of Object.entries(NORTH_WALES_YEARS)) {
    const name = `North Wales, year ending March ${year}: ${count} offences`;
    await expect(chart(page).getByRole("img", { name, exact: true })).toBeVisible();
  }
});

test("North Wales' key figures", async ({ page }) => {
  await open(page, NORTH_WALES);
  await expect(keyFigures(page)).toHaveText([
    /^1,895 offences recorded by North Wales Police in the year ending March 2023$/,
    /^−6% on the year before \(2,022\)$/,
    /^2\.75 offences per 1,000 residents; England and Wales: 1\.95$/,
  ]);
});

test("England and Wales in the year ending March 2021", async ({ page }) => {
  await open(page, "?by=year");
  await expect(point(page, "England and Wales, year ending March 2021: 98,667 offences")).toBeVisible();
  await open(page, "?by=year&view=table");
  expect(await figure(page, "year ending March 2021")).toBe("98,667");
});

for (const [release, count] of [["to-2018-03", "10,296"], ["to-2023-06", "10,397"]]) {
  test(`the year ending March 2018 in the release ${release}`, async ({ page }) => {
    await open(page, `?by=year&view=table&release=${release}`);
    expect(await figure(page, "year ending March 2018")).toBe(count);
    await open(page, `?by=year&release=${release}`);
    await expect(point(page, `England and Wales, year ending March 2018: ${count} offences`)).toBeVisible();
  });
}
