// On Record in an article: gives each frame the height of its content, and defines <on-record>.
// One script for any number of frames; harmless when it is there twice. It reads messages from the frames that it
// serves and from nobody else, tells them nothing but that it is there, and keeps nothing.
(() => {
  if (window.onRecordEmbed) return;
  window.onRecordEmbed = true;

  const script = document.currentScript;
  const KEYS = ["view", "area", "offence", "measure", "by", "from", "to", "release", "theme", "at", "against",
    "compare", "order", "top", "scale", "map", "classes", "outcomes", "of", "unit", "rows", "columns"];
  // Heights by width in pixels of a frame with one force's trend: what is reserved where nothing better is known.
  const HEIGHTS = "280:1600 320:1530 360:1400 430:1300 480:1240 560:1120 640:1090 1200:1070";
  // A frame that is so many pixels lower than what was reserved is left as it is: the article is not to jump.
  const SLACK = 100;
  const elements = new Set();
  const known = new WeakSet();
  const told = new WeakSet();

  // What takes the height for each frame: an <on-record> around it, or the frame itself.
  const boxes = () => new Map([
    ...[...document.querySelectorAll("iframe[data-on-record]")].map((frame) => [frame, frame]),
    ...[...elements].filter(({ frame }) => frame).map((element) => [element.frame, element]),
  ]);

  // The higher of the heights at the nearest widths that are known: `320:1390 640:980`.
  function heightAt(width, heights) {
    const pairs = heights.split(/\s+/).map((pair) => pair.split(":").map(Number))
      .filter(([wide, high]) => wide > 0 && high > 0 && high < 20000).sort(([one], [other]) => one - other);
    const near = [pairs.filter(([wide]) => wide <= width).pop(), pairs.find(([wide]) => wide >= width)];
    return Math.max(...near.filter(Boolean).map(([, high]) => high));
  }

  function setHeight(box, height) {
    box.style.height = Math.ceil(height) + "px";
  }

  function reserve(box, heights) {
    const height = heights && !told.has(box) && heightAt(box.clientWidth, heights);
    if (height > 0) setHeight(box, height);
  }

  function start() {
    for (const [frame, box] of boxes()) {
      if (known.has(frame)) continue;
      known.add(frame);
      if (box === frame) reserve(frame, frame.dataset.heights);
      // It may have spoken before this script was there to hear.
      frame.contentWindow?.postMessage({ type: "on-record:ask" }, "*");
    }
  }

  addEventListener("message", ({ source, data }) => {
    const height = data && typeof data === "object" && data.type === "on-record:height" && data.height;
    if (!source || typeof height !== "number" || !(height > 0 && height < 20000)) return;
    for (const [frame, box] of boxes()) {
      if (frame.contentWindow !== source) continue;
      const spare = box.clientHeight - height;
      if (told.has(box) || spare < 0 || spare > SLACK) setHeight(box, height);
      told.add(box);
      if (box !== frame) box.uncover();
    }
  });

  class OnRecord extends HTMLElement {
    static observedAttributes = [...KEYS, "src", "title"];

    connectedCallback() {
      elements.add(this);
      Object.assign(this.style, { display: "block", position: "relative" });
      const height = parseInt(this.getAttribute("height"));
      reserve(this, this.getAttribute("heights") || (height > 0 ? `1:${height}` : HEIGHTS));
      this.show();
    }

    disconnectedCallback() {
      elements.delete(this);
      this.frame?.remove();
      this.frame = undefined;
    }

    attributeChangedCallback() {
      // Several attributes that change at once are one change.
      if (this.frame) this.changed ??= Promise.resolve().then(() => {
        this.changed = undefined;
        if (this.frame) this.show();
      });
    }

    // A new frame for a new address: another address in the same one would be a step of the article's history.
    show() {
      const address = this.address();
      // What stands in the element stays in sight.
      if (!address) return console.error("on-record: src is no address", this);
      const title = this.getAttribute("title") || "Stalking recorded by the police";
      if (this.frame?.src === address) return void (this.frame.title = title);
      const frame = document.createElement("iframe");
      Object.assign(frame, { loading: "lazy", referrerPolicy: "no-referrer", title, src: address });
      // Not in sight before it has spoken: until then, and if it never does, the text beneath is there to read.
      Object.assign(frame.style, {
        position: "absolute", inset: "0", width: "100%", height: "100%", border: "0",
        visibility: this.frame ? "" : "hidden",
      });
      if (this.frame) this.frame.replaceWith(frame);
      else this.prepend(frame);
      this.frame = frame;
    }

    address() {
      try {
        const address = new URL(this.getAttribute("src") || "./", script?.src || location.href);
        if (!/^https?:$/.test(address.protocol)) return;
        address.searchParams.set("embed", "1");
        for (const key of KEYS) if (this.hasAttribute(key)) address.searchParams.set(key, this.getAttribute(key));
        // Areas and months are joined with ~, which may stand in an address as it is.
        return address.href.replaceAll("%7E", "~");
      } catch {}
    }

    uncover() {
      for (const child of this.children) child.hidden = child !== this.frame;
      this.frame.style.visibility = "";
    }
  }
  if (window.customElements && !customElements.get("on-record")) customElements.define("on-record", OnRecord);

  // A frame that comes after the script gets its height before it is seen.
  const watch = new MutationObserver(start);
  watch.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => watch.disconnect());
  start();
})();
