// From an input to the frame that shows what it changed.
//
// The rule, the same for every page: the clock starts before the input event is dispatched in the page. A frame counts
// as soon as what the page shows has changed in it, and ends when its scripts, styles, layout and paint are done on the
// page's main thread: when a message comes that was posted by an animation frame's callback. What has changed is told by
// a MutationObserver, or, for a canvas, by the library's own event (`benchDrawn`). Rasterising and compositing, which
// other threads do, are not in it, for anybody.

import { PATIENCE_MS } from "./browser.mjs";

/** Puts into every page what measures there; call before the page is opened. */
export const prepare = (page) => page.addInitScript(inPage);

/**
 * Does each step of a list in turn, `count` in all. A step is `[name of an action, ...arguments]`, see `ACTIONS` below,
 * perhaps after a step to `prepare` it, which is not measured. Gives for each one `first`, milliseconds until the end of
 * the first frame that shows a change, and `settled`, of the last one before ten
 * milliseconds without any.
 */
export function measure(page, steps, { count, watch = "body" }) {
  return withPatience(page.evaluate((asked) => window.bench.measure(asked), { steps, count, watch }), PATIENCE_MS * 2);
}

/** Fails when a measurement does not come to an end. */
export function withPatience(promise, milliseconds) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds / 1000} seconds`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// Runs in the page: it may use nothing of this file.
function inPage() {
  if (window.bench) return;
  /** After so many milliseconds without a change an input counts as not answered. */
  const NO_ANSWER_MS = 2_000;
  /** After so many milliseconds without a change an answer counts as complete, and the next input may come. */
  const QUIET_MS = 10;
  /** Whatever an observer can tell. */
  const ALL = { childList: true, attributes: true, characterData: true, subtree: true };
  let changes = 0;
  addEventListener("benchDrawn", () => (changes += 1));

  const element = (selector) => {
    const found = document.querySelector(selector);
    if (!found) throw new Error(`nothing on the page is ${selector}`);
    return found;
  };
  const say = (place, ...kinds) => kinds.forEach((kind) => place.dispatchEvent(new Event(kind, { bubbles: true })));

  const ACTIONS = {
    click: (selector) => element(selector).click(),
    choose: (selector, value) => {
      const list = element(selector);
      list.value = value;
      if (list.value !== value) throw new Error(`${selector} has no option ${value}`);
      say(list, "input", "change");
    },
    type: (selector, text) => {
      const box = element(selector);
      box.focus();
      box.value = text;
      say(box, "input");
    },
    slide: (selector, value) => {
      const slider = element(selector);
      slider.value = value;
      say(slider, "input", "change");
    },
    point: (selector, index) => {
      const all = document.querySelectorAll(selector);
      const place = all[index % all.length];
      const { left, top, width, height } = place.getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2, pointerType: "mouse", bubbles: true };
      place.dispatchEvent(new PointerEvent("pointermove", at));
    },
    focus: (selector) => element(selector).focus(),
    // As the back button does: the page follows its address.
    go: (address) => {
      history.replaceState(null, "", address);
      dispatchEvent(new PopStateEvent("popstate"));
    },
    key: (key, held = {}) =>
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held })),
    replay,
    press: (selector, index = 0) => {
      const place = document.querySelectorAll(selector)[index];
      for (const kind of ["mousedown", "mouseup"]) place.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
      place.click();
    },
  };
  const act = ([action, ...given]) => ACTIONS[action](...given);

  const { port1, port2 } = new MessageChannel();
  // A browser that has nothing to draw goes back to the pace of a screen: a point in the corner, outside what is
  // watched, keeps the frames coming.
  const pulse = document.createElement("bench-pulse");
  const BOX = { position: "fixed", right: "0", bottom: "0", width: "1px", height: "1px", contain: "strict", willChange: "transform" };
  Object.assign(pulse.style, BOX);
  let beat = 0;
  /** The end of a frame, as the clock says. */
  const frame = () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve(performance.now());
      requestAnimationFrame(() => {
        pulse.style.background = (beat += 1) % 2 ? "#111" : "#222";
        port2.postMessage(0);
      });
    });

  async function one({ prepare, act: step, name }) {
    if (prepare) for (const before of prepare) act(before);
    // Nothing of what was before is still to be done.
    for (let [seen, since] = [changes, performance.now()]; performance.now() - since < QUIET_MS; ) {
      await frame();
      if (seen !== changes) [seen, since] = [changes, performance.now()];
    }
    const before = changes;
    const start = performance.now();
    act(step);
    let [first, settled, seen] = [0, 0, before];
    for (;;) {
      const now = await frame();
      if (changes !== seen) {
        seen = changes;
        settled = now - start;
        first ||= settled;
      } else if (first && now - start - settled > QUIET_MS) return { name, first, settled };
      else if (now - start > NO_ANSWER_MS) throw new Error(`${JSON.stringify(step)} changed nothing`);
    }
  }

  async function measure({ steps, count, watch }) {
    document.documentElement.append(pulse);
    const watcher = new MutationObserver((records) => (changes += records.length));
    watcher.observe(document.querySelector(watch), ALL);
    const results = [];
    for (let index = 0; index < count; index += 1) results.push(await one(steps[index % steps.length]));
    watcher.disconnect();
    return results;
  }

  // What a page changes of its document in a frame, done once more without what worked it out: what a program that takes no
  // time would still take for these changes.
  let recorded = [];
  /** What one step changes until the first frame that shows it is over: attributes, texts, and nodes that came. */
  async function changesOf({ act: step }) {
    const records = [];
    const watcher = new MutationObserver((some) => records.push(...some));
    watcher.observe(document.body, ALL);
    act(step);
    while (records.length === 0) {
      await frame();
      records.push(...watcher.takeRecords());
    }
    watcher.disconnect();
    for (let calm = 0; calm < 30; calm += 1) await frame();
    const [attributes, texts, nodes] = [new Map(), new Map(), new Set()];
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "attributes") {
        if (!attributes.has(target)) attributes.set(target, new Map());
        attributes.get(target).set(attributeName, target.getAttribute(attributeName));
      } else if (type === "characterData") texts.set(target, target.data);
      else for (const node of addedNodes) nodes.add(node);
    }
    // From the last one on, each stands before one that is there.
    const inTurn = [...nodes].filter(({ isConnected }) => isConnected).sort((one, other) => (one.compareDocumentPosition(other) & 4 ? 1 : -1));
    const came = inTurn.map((node) => ({ node, parent: node.parentNode, before: node.nextSibling }));
    return { attributes, texts, came, shown: shown() };
  }
  /** What is drawn and said, as far as a change that is not seen leaves it alone. */
  const shown = () => ["#picture", "#headline", "#notes"].map((part) => element(part)).map((part) => part.textContent + [...part.querySelectorAll("*")].map((each) => each.nodeName + (each.getAttribute("d") ?? "")));
  /** Does two steps in turn, which undo each other, and keeps what each of them changes, for the action `replay`. */
  async function record(steps) {
    for (const step of [...steps, ...steps]) recorded.push(await changesOf(step));
    // What the first time made is gone by the second.
    recorded = recorded.slice(-2);
    for (const index of [0, 1]) {
      replay(index);
      if (shown().join() !== recorded[index].shown.join()) throw new Error(`what is replayed of ${JSON.stringify(steps[index])} is not what was shown`);
    }
    const size = ({ attributes, texts, came }) => [...attributes.values()].reduce((sum, { size }) => sum + size, texts.size + came.length);
    return recorded.map(size);
  }
  function replay(index) {
    for (const { node } of recorded[1 - index].came) node.remove();
    const { attributes, texts, came } = recorded[index];
    for (const [element, values] of attributes)
      for (const [name, value] of values) value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
    for (const [text, words] of texts) text.data = words;
    for (const { node, parent, before } of came) parent.insertBefore(node, before);
  }

  window.bench = { measure, act, record };
}
