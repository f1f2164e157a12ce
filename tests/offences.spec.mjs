// The other offences: chosen, asked for by an address, damaged, not there, without a connection.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, list, notes, notice, open, rows, search, table, test, title, views } from "./page.mjs";

const FIGURES = /\/data\/offences-[0-9a-f]+\.txt$/;
const ROBBERY = "Robbery of personal property";

const box = (page) => page.getByRole("combobox", { name: /^Search 152 other offences/ });
const found = (page) => page.getByRole("listbox", { name: "Other offences" }).getByRole("option");
const failed = (page) => page.getByRole("heading", { name: "The other offences could not be loaded" });

/** Opens the choice, and takes the first offence that is found for what is typed. */
async function choose(page, typed, name) {
  await list(page, "Offence").selectOption("Other offences…");
  await box(page).fill(typed);
  await expect(found(page).first()).toHaveAccessibleName(new RegExp(`^${name} `));
  await box(page).press("Enter");
}

test("an offence is chosen, and everything answers for it", async ({ page, requests }) => {
  await open(page, "?area=W15000001");
  expect(requests.filter((url) => FIGURES.test(url)), "before they are asked for").toEqual([]);
  await choose(page, "robbery pers", ROBBERY);
  await expect(title(page)).toHaveText(`${ROBBERY} recorded by North Wales Police`);
  await expect.poll(() => search(page)).toBe("?area=W15000001&offence=34B");
  await expect(list(page, "Offence")).toHaveValue("34B");
  await expect(page.getByRole("figure", { name: `Line chart: ${ROBBERY} recorded by North Wales Police` })).toBeVisible();
  await expect(page.getByRole("img", { name: "North Wales, April to June 2021: 49 offences" })).toHaveCount(1);
  await expect(notes(page)).toContainText("Recording rules and codes of this offence may have changed in this time.");
  await expect(notes(page)).toContainText("Figures of this offence are here from one release.");
  await expect(page.getByRole("main")).not.toContainText("not comparable");
  for (const [view, name] of [["Compare", /robbery of personal property/i], ["Map", /^Robbery of personal property recorded by police forces/]]) {
    await views(page).getByRole("link", { name: view }).click();
    await expect(title(page)).toHaveText(name);
    await expect(page.getByRole("figure").getByRole("img").first()).toBeVisible();
  }
  await views(page).getByRole("link", { name: "Table" }).click();
  await expect(title(page)).toHaveText(new RegExp(`^${ROBBERY}`));
  expect((await rows(page)).find(([period]) => period === "April to June 2021")[1]).toContain("49");
  await views(page).getByRole("link", { name: "Story" }).click();
  await expect(title(page)).toHaveText(/^North Wales Police recorded .+ offences of robbery of personal property in the year ending March 2023$/);
  await expect(page.getByRole("main")).toContainText("Whether the recording rules of this offence changed in between is not known here.");
  await views(page).getByRole("link", { name: "Outcomes" }).click();
  await expect(page.getByText("The outcomes here are those of stalking offences alone. There are none of robbery of personal property.").last()).toBeVisible();
  await expect(title(page)).toHaveText("Outcomes are here for stalking alone");
  expect(requests.filter((url) => FIGURES.test(url)), "once").toHaveLength(1);
});

test("a share, a rate and a file of it", async ({ page }) => {
  await open(page, "?area=W15000001&offence=34B&measure=rate&by=year");
  await expect(page.getByRole("figure").getByRole("img", { name: /^North Wales, year ending March 2022: 0\.27 offences per 1,000 residents \(188 offences\)/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Download" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Figures.*CSV/ }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^robbery-of-personal-property-north-wales-rate-/);
  const text = await (await import("node:fs/promises")).readFile(await file.path(), "utf8");
  expect(text).toContain("34B,Robbery of personal property");
  expect(text).toContain("to-2023-06");
  expect(text).not.toMatch(/stalking(?! and the offences)/i);
});

test("a code that ended ends, and says so", async ({ page }) => {
  await open(page, "?area=W15000001&offence=28A&from=2016-04&to=2018-03");
  await expect(title(page)).toHaveText("Burglary in a dwelling recorded by North Wales Police");
  await expect(page.getByRole("figure").getByRole("img", { name: /^North Wales, January to March 2017: 299 offences/ })).toHaveCount(1);
  await expect(page.getByRole("figure").getByRole("img", { name: /: 0 offences/ })).toHaveCount(0);
  await expect(notes(page)).toContainText("The release has figures under this code up to March 2017 alone");
});

test("another release has none of it, and says so", async ({ page }) => {
  await page.goto("./?offence=34B&release=to-2025-03");
  await expect(title(page)).toHaveText(/^Robbery of personal property/);
  await expect(notes(page)).toContainText("The figures of this offence are here from the release to June 2023 alone.");
  await expect(page.getByRole("figure").getByRole("img", { name: /\d offences$/ })).toHaveCount(0);
});

test("a code that is none is named, and stalking is shown", async ({ page }) => {
  await page.goto("./?offence=99Z");
  await expect(notice(page)).toContainText("“offence=99Z” in the address was not understood");
  await expect(title(page)).toHaveText(/^Stalking recorded by/);
});

test("the box by keyboard, for screen readers, and on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, "?area=W15000001");
  await page.getByRole("button", { name: "Change what is shown" }).click();
  await list(page, "Offence").selectOption("Other offences…");
  await expect(box(page)).toBeVisible();
  await box(page).press("ArrowDown");
  await expect(found(page)).toHaveCount(152);
  await expect(page.getByRole("group", { name: "Robbery" }).getByRole("option")).toHaveCount(2);
  await box(page).fill("burglary");
  await expect(page.getByRole("status").filter({ hasText: /^\d+ offences$/ })).toBeVisible();
  await box(page).press("ArrowDown");
  await expect(found(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(box(page)).toHaveAttribute("aria-activedescendant", "offence-1");
  expect((await new AxeBuilder({ page }).include("#controls").analyze()).violations).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await box(page).fill("nothing like it");
  await expect(page.getByRole("status").filter({ hasText: "None found" })).toBeVisible();
  await box(page).press("Escape");
  await box(page).press("Escape");
  await expect(box(page)).toHaveValue("");
  // Back to one of the page's own: the box goes.
  await list(page, "Offence").selectOption("Harassment");
  await expect(box(page)).toBeHidden();
  await expect(title(page)).toHaveText("Harassment recorded by North Wales Police");
});

test("in a frame", async ({ page }) => {
  await page.goto("./?offence=34B&area=W15000001&embed=1");
  await expect(title(page)).toHaveText(`${ROBBERY} recorded by North Wales Police`);
  await expect(page.getByRole("figure").getByRole("img").first()).toBeVisible();
});

test.describe("where something fails", () => {
  test.use({ faults: true });
  const missing = (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "Not found" });
  const half = async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length / 2) });
  };

  for (const [what, fault, words] of [
    ["is not there", missing, /The file with the other offences was not found \(status 404\)/],
    ["came half", half, /The file with the other offences did not arrive whole/],
  ]) {
    test(`the file ${what}: the choice says so, what is shown stays, and “Try again” works`, async ({ page }) => {
      await open(page, "?area=W15000001");
      await page.route(FIGURES, fault);
      await list(page, "Offence").selectOption("Other offences…");
      await expect(failed(page)).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();
      await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
      await page.unroute(FIGURES, fault);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(box(page)).toBeVisible();
    });

    test(`the file ${what}: an address of one of them shows no other, and “Try again” works`, async ({ page }) => {
      await page.route(FIGURES, fault);
      await page.goto("./?area=W15000001&offence=34B");
      await expect(failed(page)).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();
      await expect(title(page)).toHaveText("Other offences");
      // Neither figures of another offence nor ways to them.
      expect(await page.getByRole("main").innerText()).not.toMatch(/stalking/i);
      await expect(page.getByRole("figure")).toHaveCount(0);
      await expect(table(page)).toHaveCount(0);
      await page.unroute(FIGURES, fault);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(title(page)).toHaveText(`${ROBBERY} recorded by North Wales Police`);
      await expect.poll(() => search(page)).toBe("?area=W15000001&offence=34B");
    });
  }

  test("figures that do not add up are refused by the page itself", async ({ page }) => {
    await page.route(/\/(\?.*)?$/, async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace(/ (data-digest|integrity)=("[^"]*"|[^\s>]*)/g, "");
      await route.fulfill({ response, body: html });
    });
    await page.route(FIGURES, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace("\t5347\n", "\t5348\n") });
    });
    await open(page);
    await list(page, "Offence").selectOption("Other offences…");
    await expect(page.getByText(/line 6 of the other offences: found “5348”, expected what the counts of the offence add up to/)).toBeVisible();
    await expect(title(page)).toHaveText(/^Stalking recorded by/);
  });

  test("without a connection the choice says so, and the rest goes on", async ({ page, context }) => {
    await open(page, "?area=W15000001");
    await page.evaluate(() => Promise.all([...document.querySelectorAll("link[id^=part-]")].map(({ id }) => loadPart(id.slice(5)))));
    await context.setOffline(true);
    await list(page, "Offence").selectOption("Other offences…");
    await expect(failed(page)).toBeVisible();
    await views(page).getByRole("link", { name: "Table" }).click();
    await expect(table(page)).toBeVisible();
  });
});
