// Headless Chromium as every measurement has it, and the profiles under which it measures.

import { createRequire } from "node:module";
import { ARGS, browser } from "../../tests/browser.mjs";

// The browser tests' own driver: one version, installed by `tools/setup browser-tests`.
const { chromium } = createRequire(new URL("../../tests/", import.meta.url))("@playwright/test");

// Frames come as soon as there is something to show, not at the pace of a screen: what is measured is work, not the
// phase in which an input happens to meet the screen.
const UNPACED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/** How long the browser may take for a single step, in milliseconds, before the measurement is given up. */
export const PATIENCE_MS = 60_000;

/** As fast as the machine is, and as Lighthouse measures for phones: bits per second, milliseconds. */
export const PROFILES = {
  fast: { name: "unthrottled", cpu: 1 },
  slow: {
    name: "slow 4G, 4 × CPU",
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  },
};

/** Starts the browser; `unpaced` for frames at once instead of sixty a second. */
export function launch({ unpaced = false } = {}) {
  return chromium.launch({
    executablePath: browser(),
    args: unpaced ? [...ARGS, ...UNPACED] : ARGS,
    timeout: PATIENCE_MS,
  });
}

/** A page without anything cached, and its session of the DevTools protocol. */
export async function newPage(browser, profile) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 1100 }, locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (profile.network) await session.send("Network.emulateNetworkConditions", profile.network);
  if (profile.cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: profile.cpu });
  return { page, session, close: () => context.close() };
}
