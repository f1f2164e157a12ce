// What the reader decides about the tab's history, its title and this device; loaded when the panel is opened.
// Nothing is stored before “Keep for offline use”, and nothing is left after “Remove from this device”.

const NEUTRAL = "Charts and tables";
const root = document.documentElement;
const scope = new URL("./", document.baseURI);
const OURS = `on-record ${scope.pathname} `;
const DECIDED = `${OURS}decided`;
const decidedAddress = new URL("decided", scope).href;

const SAID = {
  unasked: "Nothing of this page is kept on this device by the page itself.",
  keeping: "Keeping the page…",
  kept: "Kept. The page opens on this device without a connection.",
  removed: "Removed. Nothing of this page is kept any more by the page itself.",
  quota: "Not kept: there is not enough room on this device. The page works as before.",
  blocked: "This browser does not let the page keep anything here, as in a private window or with storage blocked. The page works as before.",
};

/** An element with attributes and content. */
function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

let built;

/** Shows the panel's choices. */
export function show() {
  if (built) return;
  built = true;
  document.getElementById("privacy-choices").replaceChildren(
    make("h2", {}, "This visit"),
    choice("leave-no-history", "Leave no history of my choices", !("history" in root.dataset), leaveNoHistory),
    hint("Your choices make no steps in this tab’s history: Back leaves the page. Without this, Back and Forward go through them."),
    choice("neutral-title", `Call this tab “${NEUTRAL}”`, "title" in root.dataset, neutralTitle),
    hint("So it is also called in the browser’s history from now on, and where it is installed or kept."),
    hint("Both choices last for this visit and are not stored, unless the page is kept."),
    make("h2", {}, "This device"),
    make("p", {}, button("keep", "Keep for offline use", keep), " ", button("remove", "Remove from this device", remove)),
    make("p", { id: "kept", role: "status" }, SAID.unasked),
    hint("Keeping stores this version of the page, all its figures, those of the other offences too (about 1.3 MB together), and nothing about you. Anybody who uses this device can then find it. The browser’s menu may also offer to install the page; what was installed is removed by that menu alone."),
    make("h2", {}, "What remains in any case"),
    list(
      "The address in the browser’s history, and the title of this tab beside it, unless you delete them or use a private window.",
      "The browser’s own copies of the page’s files, which it deletes in its own time or when you clear its data.",
      "What you copied, downloaded, printed or bookmarked.",
      "With the host and on the network: that this host was asked for its files. What you choose on the page is not sent, but an address with choices in it is, when you open or reload it.",
    ),
  );
  showKept();
}

const hint = (text) => make("p", {}, make("small", {}, text));
const list = (...items) => make("ul", {}, ...items.map((item) => make("li", {}, item)));

function choice(id, text, checked, decide) {
  const box = make("input", { type: "checkbox", id });
  box.checked = checked;
  box.addEventListener("change", () => decide(box.checked));
  return make("label", { for: id }, box, make("span", {}, text));
}

function button(id, text, act) {
  const element = make("button", { type: "button", id }, text);
  element.addEventListener("click", act);
  return element;
}

/** Whether each choice takes the place of the last one in the tab's history. */
function leaveNoHistory(on) {
  if (on) delete root.dataset.history;
  else root.dataset.history = "";
}

/** Whether the tab's title says nothing of the subject. */
function neutralTitle(on) {
  if (on) root.dataset.title = document.title = NEUTRAL;
  else {
    delete root.dataset.title;
    const heading = document.querySelector("h1")?.textContent;
    document.title = heading ? `${heading} – On Record` : "On Record";
  }
  document.getElementById("manifest").href = `install/${on ? "neutral" : "manifest"}.webmanifest`;
  rememberTitle().catch(() => {});
}

/** Keeps the choice of the title beside the kept page, and only there. */
async function rememberTitle() {
  if (!(await registered())) return;
  if ("title" in root.dataset) await (await caches.open(DECIDED)).put(decidedAddress, new Response(NEUTRAL));
  else await caches.delete(DECIDED);
}

function say(words) {
  const place = document.getElementById("kept");
  if (place) place.textContent = words;
}

/** What the browser has for keeping pages; throws where it has nothing, or where the page stands in a frame. */
function worker() {
  if (parent !== window || root.classList.contains("embed")) throw new Error("in a frame");
  const { serviceWorker } = navigator;
  if (!serviceWorker || !window.caches) throw new Error("no service worker");
  return serviceWorker;
}

/** The registration of this page's own folder. */
async function registered() {
  const registration = await worker().getRegistration(scope);
  return registration?.scope === scope.href ? registration : undefined;
}

/** Stores this build, whole or not at all. */
async function keep() {
  say(SAID.keeping);
  let reason = "";
  const hear = ({ data }) => (reason = data?.notKept ?? reason);
  try {
    const workers = worker();
    workers.addEventListener("message", hear);
    workers.startMessages();
    const address = typeof trusted === "undefined" ? "sw.js" : trusted.createScriptURL("sw.js");
    const registration = await workers.register(address, { updateViaCache: "none" });
    const state = await settled(registration.installing ?? registration.waiting ?? registration.active);
    if (state === "redundant") {
      if (!registration.active) await registration.unregister();
      // The worker's own words come by a message, perhaps a little later than its end.
      for (let tries = 0; !reason && tries < 20; tries += 1) await new Promise((done) => setTimeout(done, 50));
      say(reason === "quota" ? SAID.quota : `Not kept: a file did not arrive whole${reason && ` (${reason})`}. The page works as before.`);
      return;
    }
    await rememberTitle();
    say(SAID.kept);
    watch();
  } catch (problem) {
    say(problem.name === "QuotaExceededError" ? SAID.quota : SAID.blocked);
  } finally {
    try {
      navigator.serviceWorker.removeEventListener("message", hear);
    } catch {
      // Where there is none, nothing listens.
    }
  }
}

/** How the installing of a worker ends: it serves, waits for its turn, or is given up. */
const settled = (installing) =>
  new Promise((done) => {
    const look = () => /^(installed|activated|redundant)$/.test(installing.state) && done(installing.state);
    installing.addEventListener("statechange", look);
    look();
  });

/** Takes the worker and all that it kept away. */
async function remove() {
  try {
    const names = await caches.keys();
    await (await registered())?.unregister();
    await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
    document.getElementById("newer").replaceChildren();
    say(SAID.removed);
  } catch {
    say(SAID.blocked);
  }
}

async function showKept() {
  try {
    if ((await registered())?.active) say(SAID.kept);
  } catch {
    say(SAID.blocked);
  }
}

let watched;

/** Tells when a newer build is there, whole. It takes over when the page is opened next, or when the reader says so. */
export async function watch() {
  if (watched) return;
  watched = true;
  const registration = await registered();
  if (!registration) return;
  const tell = () => registration.waiting && registration.active && tellOfNewer(registration);
  const come = async () => {
    if (registration.installing) await settled(registration.installing);
    tell();
  };
  registration.addEventListener("updatefound", come);
  // The browser may have found it before this.
  come();
  // Without a connection the kept build is the newest there is.
  registration.update().catch(() => {});
}

function tellOfNewer(registration) {
  const use = button("use-newer", "Use it now", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("use now");
  });
  document
    .getElementById("newer")
    .replaceChildren("A newer version of this page is on this device. It is shown when the page is opened next time. ", use);
}
