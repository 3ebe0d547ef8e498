// A map of outlines or a picture, to point at: draws what Python sent, zooms and moves the map, and tells Python where a mark was set.
const LIGHT = __LIGHT__, DARK = __DARK__;

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".pointing");
  const host = parentElement.host ?? root;
  root.component = component;
  const paper = getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(paper.slice(i, i + 2), 16));
  const tokens = 0.2126 * r + 0.7152 * g + 0.0722 * b < 128 ? DARK : LIGHT;
  for (const [name, value] of Object.entries(tokens)) root.style.setProperty(`--${name}`, value);
  root.told = data;
  const svg = root.querySelector("svg");
  const outline = root.querySelector(".outline");
  if (root.image !== data.image || root.outline !== data.outline) {
    root.image = data.image;
    root.outline = data.outline;
    root.view = [...data.view];
    outline.setAttribute("d", data.outline ?? "");
    const picture = root.querySelector("image");
    if (data.image) picture.setAttribute("href", data.image);
    else picture.removeAttribute("href");
    picture.setAttribute("width", data.view[2]);
    picture.setAttribute("height", data.view[3]);
    svg.style.maxHeight = data.image ? "70vh" : "400px";
  }
  svg.setAttribute("aria-label", data.label);
  root.querySelector(".tools").hidden = Boolean(data.image);
  draw(root);
  if (root.wired) return;
  root.wired = true;
  wire(root, svg);
}

function draw(root) {
  const svg = root.querySelector("svg"), marks = root.querySelector(".marks"), data = root.told;
  svg.setAttribute("viewBox", root.view.join(" "));
  const unit = root.view[2] / 900;
  svg.style.setProperty("--unit", unit);
  marks.replaceChildren();
  const make = (name, values, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(values)) node.setAttribute(key, value);
    if (text) node.textContent = text;
    marks.append(node);
  };
  for (const [x0, y0, x1, y1, style] of data.lines ?? []) {
    make("line", { x1: x0, y1: y0, x2: x1, y2: y1, class: "under", "stroke-width": 5 * unit });
    make("line", { x1: x0, y1: y0, x2: x1, y2: y1, class: style, "stroke-width": 2 * unit });
  }
  for (const [x, y, name] of data.marks ?? []) {
    make("circle", { cx: x, cy: y, r: 7 * unit, class: "ring", "stroke-width": 2.5 * unit });
    make("path", { d: `M${x - 14 * unit} ${y}h${28 * unit}M${x} ${y - 14 * unit}v${28 * unit}`, class: "cross", "stroke-width": 1.2 * unit });
    make("text", { x: x + 12 * unit, y: y - 9 * unit, "font-size": 15 * unit, "stroke-width": 4 * unit }, name);
  }
}

function wire(root, svg) {
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const zoom = (factor, [x, y]) => {
    const [left, top, width, height] = root.view, whole = root.told.view;
    const next = Math.min(whole[2], Math.max(whole[2] / 400, width * factor));
    const scale = next / width;
    root.view = [x - (x - left) * scale, y - (y - top) * scale, next, height * scale];
    draw(root);
  };
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = { point: [event.clientX, event.clientY], at: at(event), view: [...root.view], moved: false };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from || root.told.image) return;
    const [dx, dy] = [event.clientX - from.point[0], event.clientY - from.point[1]];
    if (Math.hypot(dx, dy) < 5 && !from.moved) return;
    from.moved = true;
    const scale = 1 / svg.getScreenCTM().a;
    root.view = [from.view[0] - dx * scale, from.view[1] - dy * scale, from.view[2], from.view[3]];
    draw(root);
  });
  svg.addEventListener("pointerup", (event) => {
    if (from && !from.moved) root.component.setTriggerValue("point", at(event));
    from = null;
  });
  svg.addEventListener("wheel", (event) => {
    if (root.told.image || !event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, at(event));
  }, { passive: false });
  root.querySelector(".tools").addEventListener("click", (event) => {
    const factor = { in: 0.5, out: 2 }[event.target.dataset.zoom];
    const [x, y] = root.told.marks?.[0] ?? [root.view[0] + root.view[2] / 2, root.view[1] + root.view[3] / 2];
    if (factor) zoom(factor, [x, y]);
    if (event.target.dataset.zoom === "whole") { root.view = [...root.told.view]; draw(root); }
  });
}
