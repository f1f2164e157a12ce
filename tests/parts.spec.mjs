// The parts of the program: each view loads what it needs and nothing else, and says with that what it says with all.

import { expect, expectViewFails, open, partsAreThere, test, title, views } from "./page.mjs";

const NORTH_WALES = "area=W15000001";
/** Addresses, and the parts that are asked for there; what those need is told by their elements. */
const VIEWS = {
  [`view=compare&measure=rate&${NORTH_WALES}`]: ["ranking"],
  [`view=compare&measure=change&${NORTH_WALES}&at=2014-04~2015-03`]: ["ranking"],
  [`view=compare&compare=change&${NORTH_WALES}`]: ["dumbbell"],
  [`view=compare&compare=change&${NORTH_WALES}&against=2018-04`]: ["dumbbell"],
  [`view=compare&compare=each&by=year&${NORTH_WALES}`]: ["multiples"],
  [`view=map&measure=rate&${NORTH_WALES}`]: ["map"],
  [`view=map&map=tiles&measure=change&${NORTH_WALES}`]: ["tiles"],
  [`view=outcomes&${NORTH_WALES}`]: ["stack"],
  "view=outcomes&area=BTP&unit=count": ["stack"],
  "view=outcomes&offence=8L": ["stack", "rest"],
  [`view=outcomes&outcomes=forces&${NORTH_WALES}`]: ["charge-ranking"],
  [`view=table&${NORTH_WALES}`]: ["table"],
  "view=table&rows=forces&by=year&measure=share": ["table", "rest"],
  [`view=story&${NORTH_WALES}`]: ["story"],
  "view=story&area=E23000023": ["story"],
  "view=story&offence=8R&area=W15000004": ["story", "rest"],
  "view=check": ["check"],
};

/** The parts that elements of the page name, with all that those need. */
const withNeeds = (page, names) => page.evaluate((names) => {
  const all = new Set();
  const add = (name) => {
    document.getElementById(`part-${name}`).dataset.needs?.split(" ").forEach(add);
    all.add(name);
  };
  names.forEach(add);
  return [...all].sort();
}, names);

/** What the view says and draws, one mark or word on a line. */
const shown = (page) => page.evaluate(() => {
  const ids = ["headline", "own-choices", "sentence", "chart-description", "picture", "beneath", "words", "cells", "check-place", "notes"];
  return ids.flatMap((id) => (document.getElementById(id)?.innerHTML ?? "none").split(/(?=<)/));
});

async function isThere(page) {
  await expect(title(page)).not.toBeEmpty();
  await expect(page.getByText(/^Loading this view/)).toHaveCount(0);
}

for (const [address, parts] of Object.entries(VIEWS)) {
  test(`nothing but its parts, and nothing is missing: ${address}`, async ({ page, context }) => {
    const asked = [];
    page.on("request", (request) => asked.push(/\/on-record-([a-z0-9-]+)-[0-9a-f]{16}\.wasm$/.exec(request.url())?.[1]));
    // A frame fetches nothing for later.
    await page.goto(`./?embed=1&${address}`);
    await isThere(page);
    await page.waitForLoadState("networkidle");
    expect(asked.filter(Boolean).sort()).toEqual(await withNeeds(page, parts));

    const whole = await context.newPage();
    await whole.goto("./?embed=1");
    await isThere(whole);
    await partsAreThere(whole);
    await whole.evaluate((to) => {
      history.replaceState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, `./?embed=1&${address}`);
    await expect.poll(() => shown(whole)).toEqual(await shown(page));
  });
}

test("no part is loaded twice, and none without what it needs", async ({ page }) => {
  await open(page, "");
  const loaded = await page.evaluate(async () => {
    const names = [...document.querySelectorAll("link[id^=part-]")].map(({ id }) => id.slice(5));
    const twice = await Promise.all([...names, ...names].map((name) => loadPart(name)));
    return names.map((name, index) => [name, twice[index] === twice[index + names.length]]);
  });
  expect(loaded.length).toBeGreaterThan(12);
  expect(loaded.filter(([, isSame]) => !isSame)).toEqual([]);
});

test.describe("where what several views need does not arrive", () => {
  test.use({ faults: true });

  for (const [view, part, other, there] of [
    ["Outcomes", "outcomes", "Compare", /^Bar chart: /],
    ["Compare", "ranking", "Outcomes", /^Bar chart: /],
  ]) {
    test(`${view}: it is named, ${other} works, and one can try again`, async ({ page }) => {
      await page.goto("./");
      const [shared] = (await withNeeds(page, [part])).filter((name) => name.startsWith("shared-"));
      const file = new RegExp(`/on-record-${shared}-[0-9a-f]+\\.wasm$`);
      await page.route(file, (route) => route.fulfill({ status: 404, body: "" }));
      await page.goto(`./?view=${view.toLowerCase()}&${NORTH_WALES}`);
      await expectViewFails(page, new RegExp(`The part “${shared}” of the page was not found`));
      await views(page).getByRole("link", { name: other }).click();
      await expect(page.getByRole("figure", { name: there })).toBeVisible();
      await views(page).getByRole("link", { name: view }).click();
      await expectViewFails(page, new RegExp(`“${shared}”`));
      await page.unroute(file);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("figure", { name: there })).toBeVisible();
    });
  }

  for (const [name, address, back] of [
    ["dumbbell", "view=compare&compare=change", "view=compare"],
    ["multiples", "view=compare&compare=each", "view=compare"],
    ["ranking", "view=compare", "view=compare&compare=each"],
    ["charge-ranking", "view=outcomes&outcomes=forces", "view=outcomes"],
    ["tiles", "view=map&map=tiles", "view=map"],
  ]) {
    test(`a picture that is drawn on demand (${name}): named, and one can try again`, async ({ page }) => {
      const file = new RegExp(`/on-record-${name}-[0-9a-f]+\\.wasm$`);
      await page.route(file, (route) => route.abort("connectionreset"));
      await page.goto(`./?${address}`);
      await expectViewFails(page, new RegExp(`The part “${name}” of the page did not arrive whole`));
      await page.goto(`./?${back}`);
      await expect(page.getByRole("figure")).toBeVisible();
      await page.goto(`./?${address}`);
      await expectViewFails(page, new RegExp(`“${name}”`));
      await page.unroute(file);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("figure")).toBeVisible();
    });
  }
});
