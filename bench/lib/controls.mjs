// Every control of a view of On Record, found as it stands in the page, and how to work it again and again.

/** The views that are measured: the largest pictures and the largest table first, then the other forms. */
export const VIEWS = {
  "Trend, 43 lines": "?area=W15000001",
  "Compare, 43 small charts": "?view=compare&compare=each",
  "Map, boundaries": "?view=map",
  "Table, 43 forces by quarters": "?view=table&rows=forces",
  "Compare, 43 bars": "?view=compare",
  "Trend, England and Wales": "",
  "Compare, two periods": "?view=compare&compare=change",
  "Map, hexagons": "?view=map&map=tiles",
  "Outcomes, by year": "?view=outcomes&area=W15000001",
  "Outcomes, by force": "?view=outcomes&outcomes=forces",
  "Table, periods": "?view=table&area=W15000001",
  "Story": "?view=story&area=W15000001",
  "Check an article": "?view=check",
};

/**
 * Opens a view and waits until it shows figures, and until the page has fetched what all other views need: index.html
 * says so by the event `parts`.
 */
export async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => window.benchParts && document.querySelector("h1")?.textContent);
  await page.waitForFunction(() => !document.querySelector("#waiting")?.textContent);
}

/** Puts into every page what tells that it has fetched everything; call before the page is opened. */
export const watchParts = (page) => page.addInitScript(() => addEventListener("parts", () => (window.benchParts = true)));

/**
 * The controls of the view that is open: a list of `{ name, steps }` for `latency.measure`. A group of radio buttons is
 * one control, as are the headings that sort a table and the marks of a picture. Left out are what leads away (the exit,
 * downloads, printing, the clipboard), what plays by itself, and privacy's own panel.
 */
export const controlsOf = (page) => page.evaluate(inPage);

// Runs in the page: it may use nothing of this file.
function inPage() {
  const LEFT_OUT = "#exit, #map-play, #privacy *, [data-copy], [data-print], #grid-copy, #reload, footer *, .skip, " +
    // What is typed there changes nothing but the box; the last is worked with another.
    "#check-text, #check-dated, #check-clear";
  const seen = [...document.querySelectorAll("main :is(select, input, textarea, button, summary)")].filter(
    (control) => control.checkVisibility() && !control.matches(LEFT_OUT) && !control.disabled,
  );
  const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  // Without the words of the control that stands in it.
  const labelOf = (control) =>
    [...(control.labels?.[0]?.childNodes ?? [])].filter((part) => !part.contains(control)).map((part) => part.textContent).join(" ");
  const nameOf = (control) =>
    words(control.getAttribute("aria-label") || labelOf(control) || (control.value === undefined || control.tagName === "BUTTON" ? control.textContent : "") || control.id);
  const selectorOf = (control) => {
    if (control.id) return `#${CSS.escape(control.id)}`;
    const named = [...control.attributes].find(({ name }) => name.startsWith("data-"));
    return named ? `${control.tagName}[${named.name}="${CSS.escape(named.value)}"]` : null;
  };
  const click = (selector) => ({ act: ["click", selector] });
  const controls = [];
  const add = (name, steps) => steps.length && controls.push({ name, steps });
  const groups = new Set();

  for (const control of seen) {
    const selector = selectorOf(control);
    const kind = control.type;
    if (!selector) continue;
    if (kind === "radio") {
      if (groups.has(control.name)) continue;
      groups.add(control.name);
      const group = seen.filter((other) => other.type === "radio" && other.name === control.name);
      // Clicking what is chosen already changes nothing: begin after it, and end with it.
      const chosen = group.findIndex((radio) => radio.checked);
      const turned = [...group.slice(chosen + 1), ...group.slice(0, chosen + 1)];
      const legend = words(control.closest("fieldset, [role=radiogroup]")?.querySelector("legend")?.textContent);
      if (group.length > 1) add(legend || control.name, turned.map((radio) => click(selectorOf(radio))));
    } else if (control.tagName === "SELECT") {
      const options = [...control.options].filter((option) => !option.disabled).map((option) => option.value);
      const at = options.indexOf(control.value);
      const other = options[at + 1] ?? options[at - 1];
      if (at >= 0 && other !== undefined)
        add(nameOf(control), [other, options[at]].map((value) => ({ act: ["choose", selector, value] })));
    } else if (kind === "range") {
      const value = Number(control.value);
      const other = value > Number(control.min) ? value - 1 : value + 1;
      add(nameOf(control), [other, value].map((now) => ({ act: ["slide", selector, String(now)] })));
    } else if (control.id === "area-box") {
      add(`${nameOf(control)}: typing`, ["n", "no", "nor", "no"].map((text) => ({ act: ["type", selector, text] })));
      const option = "#area-list [data-area=E23000023]";
      const remove = "[data-remove=E23000023]";
      add(`${nameOf(control)}: adding and removing Cambridgeshire`, [
        { name: "add", prepare: [["type", selector, "Cambridgeshire"]], act: ["click", option] },
        { name: "remove", act: ["click", remove] },
      ]);
    } else if (control.tagName === "TEXTAREA" || kind === "text") {
      add(nameOf(control), ["w", "wa", "wal", "wa"].map((text) => ({ act: ["type", selector, text] })));
    } else if (control.id.startsWith("sort-")) {
      if (groups.has("sort")) continue;
      groups.add("sort");
      const sorts = seen.filter((other) => other.id.startsWith("sort-")).map(selectorOf);
      add("Headings that sort", [sorts[0], sorts[1], sorts.at(-1), sorts[Math.floor(sorts.length / 2)]].map(click));
    } else if (control.id.startsWith("fold-") && control.id !== "fold-all") {
      if (groups.has("fold")) continue;
      groups.add("fold");
      add("Folding a region", [click(selector)]);
    } else if (control.id === "map-earlier") {
      add("One period back and forth", ["#map-earlier", "#map-later"].map(click));
    } else if (control.id === "check-now") {
      const typed = ["type", "#check-text", "North Wales Police recorded 1,895 stalking offences in the year ending March 2023."];
      add("Checking a sentence", [
        { name: "check", prepare: [typed], act: ["click", selector] },
        { name: "clear", act: ["click", "#check-clear"] },
      ]);
    } else if (/^grid-hide-/.test(control.id)) {
      if (groups.has("hide")) continue;
      groups.add("hide");
      for (const what of ["rows", "columns"])
        add(`Hiding ${what}`, [
          { name: "hide", prepare: [["press", "#cells td", 3]], act: ["click", `#grid-hide-${what}`] },
          { name: "show all", act: ["click", "#grid-show"] },
        ]);
    } else if (control.tagName === "SUMMARY" || /^Why /.test(nameOf(control))) {
      // One of each kind: there is one for every sentence of a story.
      const kind = nameOf(control).split(":")[0];
      if (groups.has(kind)) continue;
      groups.add(kind);
      add(kind, [click(selector)]);
    } else if (control.id === "map-later" || control.dataset.remove || control.dataset.take) {
      // Worked with what stands before it, or no part of the view.
    } else add(nameOf(control), [click(selector)]);
  }

  const points = document.querySelectorAll("#picture [data-point]").length;
  if (points > 0) {
    // Ten, from all over the picture: each is another one than the one before.
    const length = Math.min(points, 10);
    add("Pointing at the picture", Array.from({ length }, (_, turn) => ({ act: ["point", "#picture [data-point]", Math.floor((turn * points) / length)] })));
    const enter = { prepare: [["focus", "#picture [data-point][tabindex='0']"]] };
    add("Arrow keys in the picture", ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft"].map((key) => ({
      // The focus may have gone with a drawing; it comes back where it was.
      ...(document.activeElement.matches("[data-point]") ? {} : enter),
      act: ["key", key],
    })));
  }
  if (document.querySelector("#table td")) {
    add("Selecting cells", [3, 4].map((cell) => ({ act: ["press", "#cells td", cell] })));
  }
  const tabs = [...document.querySelectorAll("nav[aria-label=Views] a")];
  const here = tabs.find((tab) => tab.hasAttribute("aria-current"));
  const leads = (to) => ({ name: words(to.textContent), act: ["click", `nav[aria-label=Views] li:nth-of-type(${1 + [...to.closest("li").parentElement.children].indexOf(to.closest("li"))}) a`] });
  // From one view to all others and back: from elsewhere it is the same work.
  if (here && here === tabs[0] && location.search) {
    const others = tabs.filter((tab) => tab !== here);
    add("Views", others.flatMap((tab) => [leads(tab), leads(here)]));
  }
  return controls;
}
