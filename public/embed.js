// On Record in an article: gives each frame the height of its content, and defines <on-record>.
// One script for any number of frames; harmless when it is there twice. It reads messages from the frames that it
// serves and from nobody else, and sends nothing anywhere.
(() => {
  if (window.onRecordEmbed) return;
  window.onRecordEmbed = true;

  const here = document.currentScript ? new URL("./", document.currentScript.src).href : "";
  const KEYS = ["view", "area", "offence", "measure", "by", "from", "to", "release", "theme", "at", "against",
    "compare", "order", "top", "scale", "map", "classes", "outcomes", "of", "unit", "rows", "columns"];

  // The frame that a message came from, if it is one of ours.
  const frameOf = (source) =>
    source && [...document.querySelectorAll("iframe[data-on-record]")].find((frame) => frame.contentWindow === source);

  addEventListener("message", ({ source, data }) => {
    const height = data && typeof data === "object" && data.type === "on-record:height" && data.height;
    if (typeof height !== "number" || !(height > 0 && height < 20000)) return;
    const frame = frameOf(source);
    if (frame) frame.style.height = Math.ceil(height) + "px";
  });

  class OnRecord extends HTMLElement {
    static observedAttributes = [...KEYS, "src", "title", "height"];

    connectedCallback() {
      if (!this.frame) {
        this.frame = document.createElement("iframe");
        this.frame.loading = "lazy";
        this.frame.dataset.onRecord = "";
        this.frame.style.cssText = "width:100%;border:0;display:block";
        this.style.display ||= "block";
        // What stands in the element is for readers whose frame never loads.
        this.replaceChildren(this.frame);
      }
      this.show();
    }

    attributeChangedCallback() {
      if (this.frame) this.show();
    }

    show() {
      const address = new URL(this.getAttribute("src") || here);
      address.searchParams.set("embed", "1");
      for (const key of KEYS) if (this.hasAttribute(key)) address.searchParams.set(key, this.getAttribute(key));
      this.frame.title = this.getAttribute("title") || "Chart: stalking recorded by the police";
      if (!this.frame.style.height) this.frame.style.height = (parseInt(this.getAttribute("height")) || 620) + "px";
      if (this.frame.src !== address.href) this.frame.src = address.href;
    }
  }
  if (window.customElements && !customElements.get("on-record")) customElements.define("on-record", OnRecord);
})();
