// The page in a real browser. `npx playwright test`, or `make browser` from the root of the project.
//
//   DIST=folder        another build than ../dist
//   CHROMIUM=program   another browser than the one that is found
//   PORT=number        another port than 4173

import { defineConfig } from "@playwright/test";
import { ARGS, browser } from "./browser.mjs";

const port = process.env.PORT || "4173";
const baseURL = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "results",
  reporter: "list",
  fullyParallel: true,
  workers: 2,
  // A busy machine can delay a drawing beyond any waiting. What passes at the second time is named as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    viewport: { width: 1200, height: 1100 },
    launchOptions: {
      // Without one of these, Playwright looks for the browser that it can install by itself.
      executablePath: browser(),
      // The browser's own errands would be requests that the page did not make.
      args: ARGS,
    },
  },
  webServer: {
    command: "node server.mjs",
    env: { PORT: port, DIST: process.env.DIST || "" },
    url: baseURL,
    reuseExistingServer: false,
  },
});
