// Finding, adding and removing areas, by keyboard, mouse and finger.

import {
  addArea, areaBox, areasFound, areasShown, expect, expectWhole, NORTH_WALES, notice, open, search, SIX_AREAS, test, title,
} from "./page.mjs";

for (const typed of ["north w", "heddlu gogledd", "North Wales Police", "NORTH WALES", "wrexham", "W15000001"]) {
  test(`“${typed}” and Enter chooses North Wales`, async ({ page }) => {
    await open(page);
    await areaBox(page).focus();
    await page.keyboard.type(typed);
    await expect(areaBox(page)).toHaveAttribute("aria-expanded", "true");
    await expect(areasFound(page).first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
    await expect.poll(() => search(page)).toBe(NORTH_WALES);
    await expect(areaBox(page), "ready for the next").toBeFocused();
    await expect(areaBox(page)).toHaveValue("");
  });
}

for (const [typed, name] of [
  ["Met", "Metropolitan Police"],
  ["Scotland Yard", "Metropolitan Police"],
  ["Devon & Cornwall", "Devon and Cornwall"],
  ["gmp", "Greater Manchester"],
  ["BTP", "British Transport Police"],
  ["railway", "British Transport Police"],
  ["square mile", "City of London"],
  ["wales", "Wales"],
  ["england", "England"],
  ["east of", "East of England region"],
  ["yorkshire and", "Yorkshire and the Humber region"],
]) {
  test(`“${typed}” finds ${name}`, async ({ page }) => {
    await open(page, NORTH_WALES);
    await addArea(page, typed, name);
    await expect(areasShown(page)).toHaveCount(2);
  });
}

test("arrow keys walk the list in both directions, and around its ends", async ({ page }) => {
  await open(page, NORTH_WALES);
  await areaBox(page).fill("wales");
  await expect(areasFound(page)).toHaveText([/^Wales/, /^England and Wales/, /^South Wales/]);
  const chosen = areasFound(page).and(page.locator("[aria-selected=true]"));
  for (const [key, name] of [
    ["ArrowDown", /^England and Wales/],
    ["ArrowDown", /^South Wales/],
    ["ArrowDown", /^Wales/],
    ["ArrowUp", /^South Wales/],
    ["ArrowUp", /^England and Wales/],
    ["ArrowDown", /^South Wales/],
  ]) {
    await areaBox(page).press(key);
    await expect(chosen).toHaveText(name);
    // A screen reader is told by this attribute which option is meant, while the focus stays in the box.
    await expect(areaBox(page)).toHaveAttribute("aria-activedescendant", await chosen.getAttribute("id"));
    await expect(areaBox(page)).toBeFocused();
  }
  await areaBox(page).press("Enter");
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police and South Wales Police");
});

test("ArrowDown in the empty box offers every area that is not shown yet", async ({ page }) => {
  await open(page, NORTH_WALES);
  await areaBox(page).press("ArrowDown");
  // 43 forces and British Transport Police, nine regions, two nations, and both nations together.
  await expect(areasFound(page)).toHaveCount(44 + 9 + 2 + 1 - 1);
  await expect(areasFound(page).filter({ hasText: "North Wales" })).toHaveCount(0);
  await areaBox(page).press("ArrowUp");
  await expect(areasFound(page).last(), "the far end is scrolled to").toBeInViewport();
});

test("Escape closes the list, then empties the box, and chooses nothing", async ({ page }) => {
  await open(page, NORTH_WALES);
  await areaBox(page).fill("gwent");
  await expect(areasFound(page)).toHaveCount(1);
  await areaBox(page).press("Escape");
  await expect(areasFound(page)).toHaveCount(0);
  await expect(areaBox(page)).toHaveAttribute("aria-expanded", "false");
  await expect(areaBox(page)).toHaveValue("gwent");
  await areaBox(page).press("Escape");
  await expect(areaBox(page)).toHaveValue("");
  await expect(areasShown(page)).toHaveCount(1);
  await expect.poll(() => search(page)).toBe(NORTH_WALES);
});

test("leaving the box closes the list and chooses nothing", async ({ page }) => {
  await open(page);
  await areaBox(page).fill("gwent");
  await expect(areasFound(page)).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(areasFound(page)).toHaveCount(0);
  await expect.poll(() => search(page)).toBe("");
});

test("a name that no area has is said to have none", async ({ page }) => {
  await open(page);
  await areaBox(page).fill("atlantis");
  await expect(page.getByRole("status").filter({ hasText: "No area has this name" })).toBeVisible();
  await expect(areasFound(page)).toHaveCount(0);
  await areaBox(page).press("Enter");
  await expectWhole(page);
  await expect.poll(() => search(page)).toBe("");
});

test("how many areas match is said", async ({ page }) => {
  await open(page, NORTH_WALES);
  await areaBox(page).fill("wales");
  await expect(page.getByRole("status").filter({ hasText: /^3 areas$/ })).toBeVisible();
  await areaBox(page).fill("gwent");
  await expect(page.getByRole("status").filter({ hasText: /^1 area$/ })).toBeVisible();
});

test("a click chooses, and leaves the focus in the box", async ({ page }) => {
  await open(page);
  await areaBox(page).click();
  await areasFound(page).filter({ hasText: "North Wales" }).click();
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
  await expect(areaBox(page)).toBeFocused();
  await expect(areasFound(page)).toHaveCount(0);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test("a tap chooses, and a tap removes", async ({ page }) => {
    await open(page);
    await areaBox(page).tap();
    await areaBox(page).fill("north wal");
    await areasFound(page).filter({ hasText: "North Wales" }).tap();
    await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
    await page.getByRole("button", { name: "Remove North Wales" }).tap();
    await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  });
});

test("the first choice takes the place of England and Wales, later ones join", async ({ page }) => {
  await open(page);
  await addArea(page, "gwent", "Gwent");
  await addArea(page, "dyfed", "Dyfed-Powys");
  await expect(areasShown(page)).toHaveText([/^Gwent/, /^Dyfed-Powys/]);
  await expect.poll(() => search(page)).toBe("?area=W15000002~W15000004");
});

test("six areas are taken, the seventh is refused and the page says why", async ({ page }) => {
  await open(page);
  for (const name of ["Gwent", "Essex", "Kent", "Surrey", "Sussex", "Dorset"]) {
    await addArea(page, name, name);
  }
  await expect(areasShown(page)).toHaveCount(6);
  await expect(areaBox(page)).toHaveAccessibleName("Six areas are shown; remove one to add another");
  await expect(title(page)).toHaveText(
    "Stalking recorded by police in 6 areas: Gwent; Essex; Kent; Surrey; Sussex; Dorset",
  );
  // The address follows what is shown.
  await expect.poll(() => search(page).split("~").length).toBe(6);
  const before = search(page);
  // Whether the box refuses to be typed into or only to choose, nothing may be added.
  if (await areaBox(page).isEditable()) {
    await areaBox(page).fill("norfolk");
    await areaBox(page).press("Enter");
  }
  await expect(areasShown(page)).toHaveCount(6);
  await expect.poll(() => search(page)).toBe(before);
});

test("the sixth choice does not throw the keyboard back to the top of the page", async ({ page }) => {
  await open(page, "?area=W15000002~E23000028~E23000032~E23000031~E23000033");
  await areaBox(page).fill("dorset");
  await areaBox(page).press("Enter");
  await expect(areasShown(page)).toHaveCount(6);
  await expect(areaBox(page)).toBeFocused();
});

test("an area beyond the sixth in the address is named and left out", async ({ page }) => {
  await open(page, `${SIX_AREAS}~W15000002`);
  await expect(areasShown(page)).toHaveCount(6);
  await expect(notice(page)).toContainText("area=W15000002");
  await expect(notice(page)).toContainText("more than 6 areas");
});

test("removing areas ends at England and Wales", async ({ page }) => {
  await open(page, "?area=W15000001~W15000002");
  await page.getByRole("button", { name: "Remove North Wales" }).click();
  await expect(title(page)).toHaveText("Stalking recorded by Gwent Police");
  await expect.poll(() => search(page)).toBe("?area=W15000002");
  await expect(areaBox(page), "the focus has somewhere to be").toBeFocused();
  await page.getByRole("button", { name: "Remove Gwent" }).press("Enter");
  await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  await expect.poll(() => search(page)).toBe("");
  await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
});

test("removing one of six leaves the keyboard at the box", async ({ page }) => {
  await open(page, SIX_AREAS);
  await page.getByRole("button", { name: "Remove Metropolitan Police" }).press("Enter");
  await expect(areasShown(page)).toHaveCount(5);
  await expect(areaBox(page)).toBeFocused();
  await addArea(page, "gwent", "Gwent");
});
