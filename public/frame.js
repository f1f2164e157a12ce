// In an article's frame: tells the article how high the page is, in each form that newsrooms' pages understand. The
// page loads it where `embed=1` is asked for. Nothing but the size and the page's own address is told.
(() => {
  furnish();
  if (parent === window) return;
  // As the article wrote it: receivers find their frame by it, whatever is chosen in the frame later.
  const src = location.href;
  const pymId = new URLSearchParams(location.search).get("childId");
  const name = location.search.slice(1).split("&initialWidth=")[0] || "on-record";
  let resizerId = null;
  let greeted = false;
  let told = "";
  let waiting = 0;
  let asked = false;
  const post = (message) => parent.postMessage(message, "*");

  function tell() {
    // What is still on its way has no height of its own: the article would jump twice.
    if (document.querySelector("#loading, #waiting > p:only-child, #figure:not([hidden]) #picture:empty")) return;
    // The root's own box: what can be scrolled is never lower than the frame, and the frame is to shrink too.
    const root = document.documentElement;
    const height = Math.ceil(root.getBoundingClientRect().height);
    const width = root.clientWidth;
    const now = `${width} ${height}`;
    if (height <= 0 || (now === told && !asked)) return;
    told = now;
    asked = false;
    post({ type: "on-record:height", height, width });
    // Datawrapper's older listeners look for a frame whose address holds the name; the newer ones do not use it.
    post({ "datawrapper-height": { [name]: height } });
    post({ sentinel: "amp", type: "embed-size", height });
    post(JSON.stringify({ src, context: "iframe.resize", height }));
    post(JSON.stringify({ sender: "Flourish", src, context: "iframe.resize", height }));
    if (pymId) post(`pymxPYMx${pymId}xPYMxheightxPYMx${height}`);
    if (resizerId !== null) {
      post(`[iFrameSizer]${resizerId}:${height}:${width}:${greeted ? "size" : "init"}`);
      greeted = true;
    }
  }

  function tellSoon() {
    waiting ||= setTimeout(() => {
      waiting = 0;
      tell();
    }, 50);
  }

  // However often somebody asks, one answer is on its way.
  function answer() {
    asked = true;
    tellSoon();
  }

  // The article may ask, in three forms; whoever else speaks, and whatever else is said, is not heard.
  addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (data?.type === "on-record:ask") answer();
    if (typeof data !== "string" || data.length > 500) return;
    // iframe-resizer speaks first and gives the frame its name, followed by its settings.
    const id = /^\[iFrameSizer\]([^:]+):[^:]*:(true|false):/.exec(data)?.[1];
    if (id) {
      greeted &&= id === resizerId;
      resizerId = id;
    }
    const asks = id || /^\[iFrameSizer\](reset|resize)$/.test(data);
    if (asks || (pymId && data.startsWith(`pymxPYMx${pymId}xPYMxwidthxPYMx`))) answer();
  });

  new ResizeObserver(tellSoon).observe(document.documentElement);
  // A frame out of sight is not drawn, and not observed; it is to have its height before it comes into sight.
  // The page changes what is there in place: words may become longer, and no element is new.
  new MutationObserver(tellSoon).observe(document.body, { childList: true, subtree: true, characterData: true });
  tell();
})();

// Puts into the frame what only a frame has: a switch between chart and table, and a link to the whole page. Links with
// data-ask are followed by the page itself.
function furnish() {
  // What is shown. Not read from the address again: a frame without an origin may not change its address.
  // The page's own word for it: an area's own page may have yet to take the address.
  let asked = new URLSearchParams(search);
  let chart = null;
  let shown = null;
  let table = null;

  function link(words, id, query) {
    const link = Object.assign(document.createElement("a"), { id, href: `./?${query}`.replaceAll("%7E", "~") });
    link.append(words);
    return link;
  }

  function changed(query, changes) {
    const copy = new URLSearchParams(query);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) copy.delete(key);
      else copy.set(key, value);
    }
    return copy;
  }

  function show() {
    const bar = document.getElementById("views");
    const notes = document.getElementById("notes");
    // The page writes its parts anew, and what the build wrote has others in their place.
    const isThere = () => document.getElementById("to-page-link") && (document.getElementById("show-table") || !table);
    const showsTable = asked.get("view") === "table";
    // The page's own way from a picture to its figures, where there is one; it is not in sight in a frame.
    const way = document.getElementById("to-table")?.search ?? null;
    const former = showsTable ? table : way;
    if (!bar || !notes || (asked === shown && former === table && isThere())) return;
    shown = asked;
    table = former ?? (showsTable ? `?${asked}` : null);
    const focused = document.activeElement?.id;
    if (!showsTable) chart = asked;
    chart ??= changed(asked, { view: null, rows: null, columns: null });
    bar.replaceChildren();
    if (table) {
      const steps = [
        ["Chart", "show-chart", chart],
        ["Table", "show-table", showsTable ? asked : new URLSearchParams(table)],
      ];
      const links = steps.map(([words, id, query]) => {
        const step = link(words, id, query);
        step.addEventListener("click", (click) => {
          if (click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
          asked = query;
          setTimeout(show);
        });
        return step;
      });
      links[showsTable ? 1 : 0].setAttribute("aria-current", "page");
      const list = Object.assign(document.createElement("ul"), { className: "tabs" });
      for (const each of links) {
        each.dataset.ask = "";
        const item = document.createElement("li");
        item.append(each);
        list.append(item);
      }
      bar.append(list);
      if (/^show-/.test(focused)) document.getElementById(focused).focus();
    }
    const own = { embed: null, theme: null, childId: null, initialWidth: null, parentTitle: null, parentUrl: null };
    const words = "These figures and their source on the full page (opens in a new tab)";
    const page = Object.assign(link(words, "to-page-link", changed(asked, own)), { target: "_blank", rel: "noopener" });
    const paragraph = Object.assign(document.createElement("p"), { id: "to-page" });
    paragraph.append(page);
    document.getElementById("to-page")?.remove();
    notes.after(paragraph);
  }

  const attributeFilter = ["href"];
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true, attributeFilter });
  show();
}
