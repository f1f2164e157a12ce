// The form that writes the code for articles.

import AxeBuilder from "@axe-core/playwright";
import { addArea, expect, expectNoSidewaysScroll, list, open, partsAreThere, test, title, views } from "./page.mjs";

const button = (page) => page.getByRole("navigation", { name: "Take it away" }).getByRole("button", { name: "Embed" });
const form = (page) => page.getByRole("region", { name: /^Embed/ });
const heading = (page) => form(page).getByRole("heading", { name: "Embed this in an article" });
const code = (page, name) => form(page).getByRole("textbox", { name });
const plain = (page) => code(page, /^Iframe alone/);
const FORMS = [["Copy iframe", /^Iframe alone/], ["Copy iframe with script", /^Iframe with script/], ["Copy element", /^Element/]];
const preview = (page) => form(page).frameLocator("iframe[title^='Preview: ']");
const measured = (page) => expect(form(page).getByText("The heights in the code were measured")).toBeVisible({ timeout: 30_000 });

async function openForm(page, address = "?area=W15000001") {
  await open(page, address);
  await button(page).click();
  await expect(heading(page)).toBeFocused();
}

test("the form opens with a preview and the code, and closes", async ({ page, requests }) => {
  await open(page, "?area=W15000001");
  await partsAreThere(page);
  await expect(form(page)).toBeHidden();
  const before = requests.length;
  await button(page).click();
  await expect(heading(page)).toBeFocused();
  await expect(button(page)).toHaveAttribute("aria-expanded", "true");
  await expect(title(preview(page))).toHaveText("Stalking recorded by North Wales Police");
  expect(requests.slice(before).some((url) => url.endsWith("/embed-form.html"))).toBe(true);
  await expect(plain(page)).toHaveValue(/<iframe src="http:\/\/127\.0\.0\.1:\d+\/\?area=W15000001&amp;embed=1"/);
  await expect(plain(page)).toHaveValue(/North Wales Police recorded 1,895 offences of stalking in the year ending March 2023/);
  await button(page).click();
  await expect(form(page)).toBeHidden();
  await expect(button(page)).toHaveAttribute("aria-expanded", "false");
});

test("the heights in the code are those of the frame", async ({ page }) => {
  await openForm(page);
  await measured(page);
  const heights = /heights="([^"]+)"/.exec(await code(page, /^Element/).inputValue())[1];
  expect(heights).toMatch(/^280:\d+ 300:\d+ 320:\d+( \d+:\d+){6} 640:\d+ 900:\d+ 1200:\d+$/);
  const phone = Number(/320:(\d+)/.exec(heights)[1]);
  await expect(plain(page)).toHaveValue(new RegExp(`height="${phone}"`));
  const shown = form(page).locator("iframe[title^='Preview: ']");
  await expect(shown).toHaveAttribute("height", String(phone));
  await form(page).getByRole("radio", { name: "Column, 640 pixels" }).check();
  await expect(shown).toHaveAttribute("width", "640");
  await expect(shown).toHaveAttribute("height", /640:(\d+)/.exec(heights)[1]);
});

test("the code follows the choices, and what the page shows", async ({ page }) => {
  await openForm(page);
  await list(page, "Light or dark").selectOption("Dark");
  await expect(plain(page)).toHaveValue(/&amp;theme=dark"/);
  await expect(preview(page).locator("html")).toHaveAttribute("data-theme", "dark");
  await list(page, "Figures").selectOption("Only the release to June 2023");
  await expect(plain(page)).toHaveValue(/&amp;release=to-2023-06&amp;/);
  await expect(code(page, /^Element/)).toHaveValue(/ release="to-2023-06" theme="dark" /);
  await list(page, "Figures").selectOption("Only the release to March 2025");
  await expect(plain(page)).toHaveValue(/<p>There is no figure of stalking for North Wales Police/);
  await list(page, "Figures").selectOption("Follow new releases");
  await expect(plain(page)).not.toHaveValue(/release=/);
  await addArea(page, "gwent", "Gwent");
  await expect(plain(page)).toHaveValue(/\?area=W15000001~W15000002&amp;/);
  await views(page).getByRole("link", { name: "Map" }).click();
  await expect(plain(page)).toHaveValue(/\?view=map&amp;area=W15000001~W15000002&amp;/);
  await expect(preview(page).getByRole("figure")).toBeVisible();
});

test("a height that can be used is used, another is told", async ({ page }) => {
  await openForm(page);
  await measured(page);
  const height = form(page).getByRole("textbox", { name: "Height without the script, in pixels" });
  await height.fill("900");
  await height.blur();
  await expect(plain(page)).toHaveValue(/height="900"/);
  for (const wrong of ["900px", "-1", "199", "10001", "1e3", "9000000000", "<b>"]) {
    await height.fill(wrong);
    await height.blur();
    await expect(form(page).getByRole("status").first()).toContainText("a whole number of pixels from 200 to 10,000");
    await expect(height).toHaveAttribute("aria-invalid", "true");
    await expect(plain(page)).not.toHaveValue(/height="900"/);
  }
  await height.fill("");
  await height.blur();
  await expect(form(page).getByText("The height was not understood")).toHaveCount(0);
});

test("each code can be copied, which is told", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openForm(page);
  await measured(page);
  for (const [name, box] of FORMS) {
    await form(page).getByRole("button", { name, exact: true }).click();
    await expect(form(page).getByText("The code is on the clipboard.")).toBeVisible();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(await code(page, box).inputValue());
  }
});

test("where copying is not allowed, it is told", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await openForm(page);
  await form(page).getByRole("button", { name: "Copy element" }).click();
  await expect(form(page).getByText("The browser did not allow copying.")).toBeVisible();
  await expect(code(page, /^Element/)).toBeFocused();
});

test("a missing figure is told as missing in the code", async ({ page }) => {
  await openForm(page, "?area=W15000001&release=to-2025-03");
  await expect(plain(page)).toHaveValue(/There is no figure of stalking for North Wales Police/);
  await expect(plain(page)).not.toHaveValue(/recorded 0 /);
});

test.describe("when something is not there", () => {
  test.use({ faults: true });

  for (const [what, pattern] of [["form", /embed-form\.html$/], ["part", /on-record-embed-[0-9a-f]{16}\.wasm$/]]) {
    test(`a ${what} that does not arrive is told in place, and can be tried again`, async ({ page }) => {
      await page.route(pattern, (route) => route.fulfill({ status: 404, body: "" }));
      await open(page, "?area=W15000001");
      await button(page).click();
      const alert = form(page).getByRole("alert");
      await expect(alert).toContainText(/could not be loaded\. \w+/);
      await expect(title(page)).toBeVisible();
      await page.unroute(pattern);
      await alert.getByRole("button", { name: "Try again" }).click();
      await expect(heading(page)).toBeFocused();
      await expect(plain(page)).toHaveValue(/embed=1/);
    });
  }
});

for (const scheme of ["light", "dark"]) {
  test(`the form has no fault of access, and fits 320 pixels: ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openForm(page);
    await measured(page);
    const { violations } = await new AxeBuilder({ page }).include("#embed-panel").exclude("#embed-preview").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    await form(page).getByRole("radio", { name: "Column, 640 pixels" }).check();
    await expectNoSidewaysScroll(page);
  });
}

test("neither a frame nor paper has the form", async ({ page }) => {
  await open(page, "?area=W15000001&embed=1");
  await expect(button(page)).toBeHidden();
  await openForm(page);
  await page.emulateMedia({ media: "print" });
  await expect(button(page)).toBeHidden();
  await expect(heading(page)).toBeHidden();
});

test("the code says what its frame shows, of the release that was chosen", async ({ page }) => {
  await page.goto("./?view=compare&area=W15000001");
  await expect(title(page)).toHaveText(/^North Wales ranks 24 of 44/);
  await button(page).click();
  await measured(page);
  await list(page, "Figures").selectOption({ label: "Only the release to March 2018" });
  await measured(page);
  await expect(title(preview(page))).toHaveText(/^North Wales ranks 32 of 44/);
  await expect(plain(page)).toHaveValue(/title="[^"]*North Wales ranks 32 of 44/);
  await expect(plain(page)).toHaveValue(/<p>[^<]*year ending March 2018[^<]*<a /);
  await expect(plain(page)).not.toHaveValue(/2023/);
});
