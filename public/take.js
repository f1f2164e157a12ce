// Takes what the page shows elsewhere: files to save, pictures, the clipboard, links, the device's way to share.
// Loaded when it is first needed; what is taken is made by the part `take` of the program. Nothing is sent anywhere.

/** How long a file stays in memory after it was given to the browser, in milliseconds. */
const KEPT_MS = 60_000;
const TEXT = "text/plain;charset=utf-8";
const CSV = "text/csv;charset=utf-8";

/** Files: what the program calls them, the end of their name, their type. */
const FILES = {
  csv: [".csv", CSV],
  json: [".json", "application/json"],
  notes: ["-notes.txt", TEXT],
  svg: [".svg", "image/svg+xml"],
  text: [".txt", TEXT],
  markdown: [".md", "text/markdown;charset=utf-8"],
  html: [".html", "text/html;charset=utf-8"],
  bibtex: [".bib", "application/x-bibtex;charset=utf-8"],
  csl: ["-csl.json", "application/json"],
};

/** The panel that is open, by the name of its button, and what it was made of. */
let open = "";
let shown;
let watch;

const panel = () => document.getElementById("take-panel");

/** What the program makes of what is shown. */
const made = (what) => program.make(what, [location.href.split(/[?#]/)[0], build(), today()].join("\n"));

/** The files that the page was made of, by which it can be told from every other build. */
function build() {
  const files = [document.getElementById("figures"), document.getElementById("part-take")];
  return files.map((named) => named?.href.split("/").pop() ?? "").join(" ");
}

/** The day by the reader's clock, `2026-11-25`. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What is shown, as far as the panel must know it. */
function about() {
  const [view, picture, name, title, address, refused] = made("about").split("\n");
  return { view, picture, name, title, address, refused };
}

const PANELS = { download: fillDownload, share: fillShare };

/** Opens the panel of a button, or closes it where it is open. */
export async function press(button) {
  const name = button.dataset.take;
  if (!PANELS[name]) return;
  try {
    await loadPart("take");
  } catch (problem) {
    const again = element("button", "Try again", { type: "button", id: "take-again" });
    again.dataset.take = name;
    show(element("p", problem.message, { role: "alert" }), tools([again]));
    return;
  }
  open = open === name ? "" : name;
  shown = undefined;
  for (const other of document.querySelectorAll("#take [data-take]"))
    if (PANELS[other.dataset.take]) other.setAttribute("aria-expanded", String(other.dataset.take === open));
  panel().hidden = !open;
  fill();
  // Whatever is asked anew changes the page below the tabs; the panel must not stay behind.
  watch ??= new MutationObserver(fill);
  watch.disconnect();
  if (open) for (const id of ["headline", "notes", "sentence", "waiting", "picture"]) observe(id);
}

function observe(id) {
  const part = document.getElementById(id);
  // The page changes what is there in place: a point that holds another figure is told by its name alone.
  const attributeFilter = ["aria-label"];
  if (part) watch.observe(part, { childList: true, subtree: true, characterData: true, attributeFilter });
}

/** Fills the panel, if what it is made of changed. */
function fill() {
  const now = open && made("about");
  if (!open || now === shown) return;
  shown = now;
  if (now) PANELS[open](about());
  else show(element("h2", "Nothing to take", { id: "take-title" }), element("p", "This view has nothing to take away."));
}

function show(...content) {
  const focused = panel().contains(document.activeElement) ? document.activeElement.id : "";
  panel().replaceChildren(...content);
  panel().hidden = false;
  if (focused) document.getElementById(focused)?.focus();
}

function fillDownload({ view, picture, refused }) {
  const content = [element("h2", "Download", { id: "take-title" })];
  if (refused) content.push(element("p", `There are no figures to take from this view. ${refused}`));
  else if (view === "story") {
    content.push(group("Story", [save("text", "Plain text"), save("markdown", "Markdown"), save("html", "HTML")]));
  } else {
    const figures = [save("csv", "Figures (CSV)"), save("json", "Figures with notes (JSON)"), save("notes", "Notes (text)")];
    content.push(group("Figures that are shown", [...figures, button("Copy table", "get-table", copyTable)]));
    if (picture) content.push(...pictures());
  }
  content.push(
    group("Every area, quarter, offence and release", [
      button("All figures (CSV)", "get-all", saveAll),
      button("Notes on all figures (text)", "get-all-notes", () =>
        saveText(made("all-notes"), "recorded-offences-all-figures-notes.txt", TEXT),
      ),
    ]),
  );
  show(...content, status());
}

function pictures() {
  const png = (scale, name) => button(name, `get-png-${scale}`, () => savePicture(scale));
  const narrow = element("label", "", { className: "grid-check" });
  narrow.append(
    element("input", "", { type: "checkbox", id: "take-narrow", checked: isNarrow() }),
    element("span", "Narrow picture: 640 pixels wide, not 1,200"),
  );
  return [
    group("Picture with title, notes and source", [
      button("Picture (SVG)", "get-svg", () => saveMade(isNarrow() ? "svg-narrow" : "svg", "svg")),
      png(1, "Picture (PNG)"),
      png(2, "Picture (PNG, twice the size)"),
      png(4, "Picture (PNG, four times the size)"),
      button("Copy picture", "get-picture", copyPicture),
    ]),
    narrow,
  ];
}

function fillShare({ title, address }) {
  const content = [element("h2", "Share and cite", { id: "take-title" })];
  const links = made("links").trimEnd().split("\n");
  for (let at = 0; at + 1 < links.length; at += 2)
    content.push(...quote(`take-link-${at}`, links[at], links[at + 1], `Copy l${links[at].slice(1)}`));
  const parts = links.length > 4 ? " What is shown comes from several releases, and each of these links shows a part of it." : "";
  const pins = "Police forces revise their figures. A link that pins a release shows that release alone, for as long as the page is hosted.";
  if (links.length > 2) content.push(element("p", pins + parts));
  if (navigator.share) content.push(tools([button("Share with an app…", "get-share", () => share(title, address))]));
  content.push(
    ...quote("take-plain", "Citation", made("plain"), "Copy citation"),
    ...quote("take-bibtex", "BibTeX", made("bibtex"), "Copy BibTeX", save("bibtex", "Download BibTeX")),
    ...quote("take-csl", "CSL-JSON", made("csl"), "Copy CSL-JSON", save("csl", "Download CSL-JSON")),
  );
  show(...content, status());
}

function element(name, text, properties = {}) {
  const { role, ...others } = properties;
  const made = Object.assign(document.createElement(name), others);
  if (role) made.setAttribute("role", role);
  if (text) made.textContent = text;
  return made;
}

/** A button, and what it does; it gives the words that say what became of it. */
function button(name, id, act) {
  const made = element("button", name, { type: "button", id });
  made.addEventListener("click", async () => {
    say("");
    try {
      say(await act());
    } catch (problem) {
      say(problem.message);
    }
  });
  return made;
}

const save = (what, name) => button(name, `get-${what}`, () => saveMade(what));

function tools(buttons) {
  const made = element("div", "", { className: "story-tools" });
  made.append(...buttons);
  return made;
}

function group(name, buttons) {
  const made = element("div", "", { role: "group" });
  made.setAttribute("aria-label", name);
  made.append(element("h3", name), tools(buttons));
  return made;
}

/** A text to be read, selected and copied. */
function quote(id, name, text, copyName, ...more) {
  const label = element("label", name, { htmlFor: id });
  const box = element("textarea", "", { id, value: text, readOnly: true, rows: rowsOf(text) });
  box.spellcheck = false;
  return [label, box, tools([button(copyName, `copy-${id}`, () => copyText(box.value)), ...more])];
}

/** Lines that a text takes in a box, a few letters more or less. */
const rowsOf = (text) =>
  Math.max(2, text.trimEnd().split("\n").reduce((rows, line) => rows + Math.ceil((line.length || 1) / 90), 0));

const status = () => element("p", "", { id: "take-status", className: "grid-status", role: "status" });

function say(words) {
  const place = document.getElementById("take-status");
  if (place) place.textContent = words;
}

const isNarrow = () => Boolean(document.getElementById("take-narrow")?.checked);

async function saveMade(what, file = what) {
  const [end, type] = FILES[file];
  // What puts a story together for elsewhere is a part of its own.
  if (about().view === "story" && ["text", "markdown", "html"].includes(what)) await loadPart("reasons");
  const text = made(what);
  if (!text) throw new Error("There is nothing to save here.");
  return saveText(text, about().name + (what === "svg-narrow" ? "-narrow" : "") + end, type);
}

/** The figures that the first view does without are among them. */
async function saveAll() {
  await loadPart("rest");
  const problem = program.complete(await loadFile("rest"));
  if (problem) {
    delete files.rest;
    throw new Error(problem);
  }
  return saveText(made("all"), "recorded-offences-all-figures.csv", CSV);
}

const saveText = (text, name, type) => saveBlob(new Blob([text], { type }), name);

function saveBlob(blob, name) {
  const link = element("a", "", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  return `${name} was given to the browser to save.`;
}

async function savePicture(scale) {
  const name = about().name + (isNarrow() ? "-narrow" : "") + (scale > 1 ? `@${scale}x.png` : ".png");
  return saveBlob(await draw(scale), name);
}

async function copyPicture() {
  if (!navigator.clipboard?.write || !window.ClipboardItem)
    throw new Error("This browser cannot copy pictures here. Download the picture as PNG.");
  // A promise, so that the press of the button still counts when the picture is drawn.
  await allowed(navigator.clipboard.write([new ClipboardItem({ "image/png": draw(2) })]));
  return "The picture is on the clipboard.";
}

async function copyTable() {
  if (!navigator.clipboard) throw new Error("This browser cannot copy here. Download the figures as CSV.");
  const copies = { "text/plain": made("tabs"), "text/html": made("table") };
  const blobs = Object.entries(copies).map(([type, text]) => [type, new Blob([text], { type })]);
  await allowed(
    navigator.clipboard.write && window.ClipboardItem
      ? navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
      : navigator.clipboard.writeText(copies["text/plain"]),
  );
  return "The table, what it shows and its notes are on the clipboard.";
}

async function copyText(text) {
  if (!navigator.clipboard) throw new Error("This browser cannot copy here. Select the text and copy it.");
  await allowed(navigator.clipboard.writeText(text));
  return "The text is on the clipboard.";
}

async function allowed(copying) {
  try {
    await copying;
  } catch (problem) {
    if (problem.name !== "NotAllowedError") throw problem;
    throw new Error("The browser did not allow copying.");
  }
}

async function share(title, url) {
  try {
    await navigator.share({ title, url });
  } catch (problem) {
    // Whoever closes the sheet knows that nothing was shared.
    if (problem.name === "AbortError") return "";
    throw new Error("The device did not share the link. Copy it instead.");
  }
  return "The link was given to the app.";
}

/** The picture as a PNG, so many times its size: a Blob. */
async function draw(scale) {
  const svg = made(isNarrow() ? "svg-narrow" : "svg");
  const size = /width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  if (!size) throw new Error("There is no picture here.");
  const [wide, high] = [Math.round(size[1] * scale), Math.round(size[2] * scale)];
  // Some browsers draw letters and lines at the size that the SVG names, and then enlarge them.
  const image = await load(svg.replace(size[0], `width="${wide}" height="${high}"`));
  const canvas = element("canvas", "", { width: wide, height: high });
  const pen = canvas.getContext("2d");
  pen?.drawImage(image, 0, 0, wide, high);
  const blob = pen && (await new Promise((done) => canvas.toBlob(done, "image/png")));
  // A canvas beyond what the browser can hold stays empty, without a word. The picture's ground is white.
  if (!blob || pen.getImageData(wide - 1, high - 1, 1, 1).data[3] !== 255)
    throw new Error(`The browser could not draw a picture of ${wide} by ${high} pixels. Take a smaller one, or SVG.`);
  return blob;
}

async function load(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    return await new Promise((done, fail) => {
      const image = new Image();
      image.onload = () => done(image);
      image.onerror = () => fail(new Error("The browser could not draw the picture. Download it as SVG."));
      image.src = address;
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
