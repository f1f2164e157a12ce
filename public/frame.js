// In an article's frame: tells the article how high the page is, in each form that newsrooms' pages understand. The
// page loads it where `embed=1` is asked for. Nothing but the height and the page's own address is told.
(() => {
  if (parent === window) return;
  const pymId = new URLSearchParams(location.search).get("childId");
  let resizerId = null;
  let told = 0;
  let heard = 0;
  const post = (message) => parent.postMessage(message, "*");

  function tell() {
    // The body's own box: the document is never lower than its frame, and the frame is to shrink too.
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height <= 0 || height === told) return;
    told = height;
    post({ type: "on-record:height", height });
    post({ "datawrapper-height": { "on-record": height } });
    post({ sentinel: "amp", type: "embed-size", height });
    post(JSON.stringify({ sender: "Flourish", src: location.href, context: "iframe.resize", height }));
    if (pymId) post(`pymxPYMx${pymId}xPYMxheightxPYMx${height}`);
    if (resizerId !== null) tellResizer("size");
  }

  function tellResizer(kind) {
    post(`[iFrameSizer]${resizerId}:${told}:${Math.ceil(document.documentElement.clientWidth)}:${kind}`);
  }

  // An iframe-resizer parent speaks first and gives the frame its name. Whoever else speaks is not heard.
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data !== "string" || data.length > 500 || ++heard > 100) return;
    const name = /^\[iFrameSizer\]([\w-]{1,100}):/.exec(data)?.[1];
    if (name === undefined || name === resizerId) return;
    resizerId = name;
    told = Math.ceil(document.body.getBoundingClientRect().height);
    tellResizer("init");
  });

  new ResizeObserver(tell).observe(document.body);
  tell();
})();
