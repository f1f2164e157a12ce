// Every address has a page: whole ones, damaged ones, and hostile ones.

import {
  areasShown, chart, expect, expectNoSidewaysScroll, expectWhole, list, NORTH_WALES, notice, open, radio, search,
  subtitle, table, test, title, views,
} from "./page.mjs";

test("every key of an address is on the page", async ({ page }) => {
  const what = "view=table&area=W15000001~BTP&offence=8L&measure=rate";
  await open(page, `?${what}&by=rolling&from=2015-04&to=2019-12&release=to-2023-06&theme=dark`);
  await expect(notice(page)).toHaveCount(0);
  await expect(title(page)).toHaveText("Harassment recorded by North Wales Police and British Transport Police");
  await expect(subtitle(page)).toHaveText(
    "Offences per 1,000 residents, by year ending each quarter, April 2015 to December 2019",
  );
  await expect(table(page).getByRole("row")).toHaveCount(1 + 16);
  await expect(areasShown(page)).toHaveText([/^North Wales/, /^British Transport Police/]);
  await expect(radio(page, "Per 1,000 residents")).toBeChecked();
  await expect(radio(page, "Rolling year")).toBeChecked();
  await expect(list(page, "From")).toHaveValue("2015-04");
  await expect(list(page, "To")).toHaveValue("2019-12");
  await expect(list(page, "Offence")).toHaveValue("8L");
  await expect(list(page, "Release")).toHaveValue("to-2023-06");
});

test("defaults that are written out are understood, and left out of the next address", async ({ page }) => {
  const shown = "view=trend&area=K04000001&offence=8Q&measure=count&by=quarter";
  await open(page, `?${shown}&release=latest&embed=0&theme=auto&lang=en`);
  await expectWhole(page);
  await expect(notice(page)).toHaveCount(0);
  await radio(page, "Financial year").check();
  await expect.poll(() => search(page)).toBe("?by=year");
});

for (const [address, ...named] of [
  ["?area=%3Cscript%3Ewindow.hacked=1%3C/script%3E", "area=<script>window.hacked=1</script>", "England and Wales"],
  ["?area=<script>window.hacked=1</script>", "area=<script>window.hacked=1</script>"],
  ["?measure=\"><img src=x onerror=window.hacked=1>", "measure=\"><img src=x onerror=window.hacked=1", "count, rate"],
  ["?offence='onmouseover='window.hacked=1", "offence='onmouseover='window.hacked=1", "Stalking is shown"],
  ["?area=W15000001~X99", "area=X99", "no area has this code"],
  ["?area=", "area=", "England and Wales is shown"],
  ["?area=%00", "area=", "no area has this code"],
  ["?area=%ff", "area=%ff", "not well-formed text"],
  ["?measure=%E0%A4%A", "measure=%E0%A4%A", "not well-formed text"],
  ["?by=day", "by=day", "quarter, year, rolling"],
  ["?by=year&by=quarter", "by=quarter", "second time"],
  ["?from=2020-04&to=2018-03", "from=2020-04", "after the end", "The whole period is shown"],
  ["?from=2020-05", "from=2020-05", "01, 04, 07 or 10"],
  ["?to=2020-13", "to=2020-13", "not a month"],
  ["?from=1066-10", "from=1066-10", "the figures run from"],
  ["?release=to-1999-03", "release=to-1999-03", "to-2018-03, to-2023-06, to-2025-03, latest"],
  ["?view=nonsense", "view=nonsense", "trend"],
  ["?embed=yes", "embed=yes", "The whole page is shown"],
  ["?theme=pink", "theme=pink", "auto, light, dark"],
  ["?lang=cy", "lang=cy", "English"],
  [`?area=${"x".repeat(3000)}`, "area=xxx", "no area has this code"],
  [`?area=${"x".repeat(9000)}`, "longer than 4000 characters"],
  [`?area=${"W15000001~".repeat(300)}`, "no area has this code"],
  [`?area=${"%F0%9F%92%A3".repeat(60)}`, "area=💣💣💣", "no area has this code"],
]) {
  test(`what cannot be used is named: ${address.slice(0, 48)} (${address.length} characters)`, async ({ page }) => {
    await open(page, address);
    await expectWhole(page);
    for (const text of named) await expect(notice(page)).toContainText(text);
    await expect(notice(page)).toBeVisible();
    await expectNoSidewaysScroll(page);
    // Nothing of the address may have become part of the document.
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    await expect(page.locator("main script, main img, main iframe, [onerror], [onmouseover]")).toHaveCount(0);

    await notice(page).getByRole("link", { name: "Start from the beginning" }).click();
    await expect(notice(page)).toHaveCount(0);
    await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  });
}

test("what can be used is used, beside what cannot", async ({ page }) => {
  await open(page, "?area=W15000001~X99&by=year&measure=weight&offence=8L");
  await expect(notice(page).getByRole("listitem")).toHaveCount(2);
  await expect(title(page)).toHaveText("Harassment recorded by North Wales Police");
  await expect(radio(page, "Financial year")).toBeChecked();
  await expect(radio(page, "Count")).toBeChecked();
});

test("a notice goes with the next choice, and the damage with it", async ({ page }) => {
  await open(page, "?area=W15000001~X99");
  await expect(notice(page)).toBeVisible();
  await radio(page, "Financial year").check();
  await expect(notice(page)).toHaveCount(0);
  await expect.poll(() => search(page)).toBe("?area=W15000001&by=year");
});

test("unknown keys, and those that embedding scripts add, are passed over and not handed on", async ({ page }) => {
  const added = "initialWidth=600&childId=chart&parentTitle=A%20%3Cb%3Estory&parentUrl=https%3A%2F%2Fnews.example%2F";
  await open(page, `?${added}&utm_source=x&area=W15000001&%ff=1&=&&constructor=1&__proto__=2`);
  await expectWhole(page);
  await expect(notice(page)).toHaveCount(0);
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
  await expect(views(page).getByRole("link", { name: "Table" })).toHaveAttribute("href", "?view=table&area=W15000001");
  await radio(page, "Per 1,000 residents").check();
  await expect.poll(() => search(page)).toBe("?area=W15000001&measure=rate");
});

test("an address is read the same however it is written", async ({ page }) => {
  await open(page, "?by=year&area=W15000001%7EBTP");
  await expect(areasShown(page)).toHaveText([/^North Wales/, /^British Transport Police/]);
  await open(page, "?area=+W15000001+&by=+year#somewhere");
  await expect(notice(page)).toHaveCount(0);
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
  await expect(radio(page, "Financial year")).toBeChecked();
});

test("an address survives a reload and a second reader", async ({ page, context }) => {
  await open(page);
  await radio(page, "Rolling year").check();
  await list(page, "Offence").selectOption("Harassment");
  await expect.poll(() => search(page)).toBe("?offence=8L&by=rolling");
  const words = await chart(page).getByRole("img").last().getAttribute("aria-label");
  await page.reload();
  await expect(chart(page).getByRole("img").last()).toHaveAccessibleName(words);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(chart(other).getByRole("img").last()).toHaveAccessibleName(words);
});

test.describe("theme", () => {
  const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const [LIGHT, DARK] = ["rgb(255, 255, 255)", "rgb(20, 23, 28)"];

  for (const [colorScheme, address, expected] of [
    ["light", "", LIGHT],
    ["dark", "", DARK],
    ["light", "?theme=dark", DARK],
    ["dark", "?theme=light", LIGHT],
  ]) {
    test(`“${address}” on a ${colorScheme} device`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, address);
      expect(await background(page)).toBe(expected);
      // The chart is drawn in the same colours as the page around it.
      const curveOf = (svg) => getComputedStyle(svg.querySelector("path")).stroke;
      const curve = await chart(page).getByRole("group").evaluate(curveOf);
      expect(curve).toBe(expected === DARK ? "rgb(111, 177, 238)" : "rgb(18, 67, 109)");
    });
  }

  test("stays through other choices, and follows the back button", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, `${NORTH_WALES}&theme=dark`);
    await radio(page, "Financial year").check();
    await expect.poll(() => search(page)).toBe("?area=W15000001&by=year&theme=dark");
    expect(await background(page)).toBe(DARK);
  });
});
