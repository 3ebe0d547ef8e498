// Shows the picture that Python drew and tells Python what was clicked, dragged over or asked for. It draws nothing itself.
const LIGHT = __LIGHT__, DARK = __DARK__;
const WIDTHS = [760, 960, 1160, 1400];

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".frame");
  const host = parentElement.host ?? root;
  root.component = component;
  const paper = getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(paper.slice(i, i + 2), 16));
  const tokens = 0.2126 * r + 0.7152 * g + 0.0722 * b < 128 ? DARK : LIGHT;
  for (const [name, value] of Object.entries(tokens)) root.style.setProperty(`--${name}`, value);
  const picture = root.querySelector(".picture");
  if (root.drawn !== data.svg) {
    const focused = picture.querySelector(":focus")?.dataset.id;
    picture.innerHTML = data.svg; // drawn by analysis/views/timeline.py, which escapes every text
    root.drawn = data.svg;
    if (focused) picture.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }
  for (const button of root.querySelectorAll("[data-preset]")) {
    button.hidden = !data.presets.includes(button.dataset.preset);
    button.setAttribute("aria-pressed", String(button.dataset.preset === data.preset));
  }
  root.querySelector(".stretch").textContent = data.stretch;
  if (root.wired) return;
  root.wired = true;
  const send = (name, value) => root.component.setTriggerValue(name, value);
  root.querySelector(".tools").addEventListener("click", (event) => {
    const { preset, move } = event.target.dataset;
    if (preset) send("preset", preset);
    if (move) send("move", move);
  });
  wireDrag(picture, send);
  picture.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[data-id]");
    const move = { "+": "in", "=": "in", "-": "out", ArrowLeft: "back", ArrowRight: "on" }[event.key];
    if (mark && (event.key === "Enter" || event.key === " ")) send("pick", mark.dataset.id);
    else if (move) send("move", move);
    else return;
    event.preventDefault();
  });
  const measure = () => {
    const room = picture.clientWidth;
    const fit = WIDTHS.filter((width) => width <= room + 40).at(-1) ?? WIDTHS[0];
    if (room && fit !== root.sent) root.component.setStateValue("width", (root.sent = fit));
  };
  root.sent = data.width;
  const watcher = new ResizeObserver(measure);
  watcher.observe(picture);
  return () => watcher.disconnect();
}

function wireDrag(picture, send) {
  const band = picture.parentElement.querySelector(".band");
  let from = null;
  const share = (event) => {
    const svg = picture.querySelector("svg");
    const box = svg.getBoundingClientRect();
    const [left, right] = [Number(svg.dataset.left), Number(svg.dataset.right)];
    return Math.min(1, Math.max(0, ((event.clientX - box.left) / box.width - left) / (right - left)));
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button || !picture.querySelector("svg")) return;
    from = { x: event.clientX, at: share(event), mark: event.target.closest("[data-id]")?.dataset.id };
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!from || Math.abs(event.clientX - from.x) < 5) return;
    const box = picture.getBoundingClientRect();
    band.hidden = false;
    band.style.left = `${Math.min(from.x, event.clientX) - box.left}px`;
    band.style.width = `${Math.abs(event.clientX - from.x)}px`;
  });
  picture.addEventListener("pointerup", (event) => {
    if (!from) return;
    if (Math.abs(event.clientX - from.x) >= 5) send("drag", [from.at, share(event)]);
    else if (from.mark) send("pick", from.mark);
    from = null;
    band.hidden = true;
  });
  picture.addEventListener("pointercancel", () => { from = null; band.hidden = true; });
}
