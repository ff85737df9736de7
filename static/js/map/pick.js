// A point for a form's field, set on a map: by a tap, by dragging, or by keyboard. Without this
// module the address alone answers. The map is loaded when somebody asks for it.

import { areaAt, drawGround } from "./ground.js";

const DECIMALS = 5;
const STEP = 8;
const ARROWS = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};
// So near does the first point bring the map.
const NEAR = 10;
const drawn = new WeakSet();

// Fields may come later (the admin adds blocks), so the document listens for all of them.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-map-open]");
  if (opener) toggle(opener);
});

for (const root of document.querySelectorAll("[data-map-pick]")) {
  root.hidden = false;
  // A point that is set already is shown, and so is the map of a question that asks for one.
  if (field(root).value || "mapAtOnce" in root.dataset) toggle(root.querySelector("[data-map-open]"));
}
// In the admin, blocks that are added later show their button, too.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      for (const root of node.querySelectorAll?.("[data-map-pick][hidden]") ?? []) root.hidden = false;
    }
  }
}).observe(document.body, { childList: true, subtree: true });

function field(root) {
  return document.getElementById(root.dataset.mapPick);
}

async function toggle(opener) {
  const root = opener.closest("[data-map-pick]");
  const panel = root.querySelector("[data-map-panel]");
  panel.hidden = !panel.hidden;
  opener.setAttribute("aria-expanded", String(!panel.hidden));
  if (panel.hidden || drawn.has(root)) return;
  drawn.add(root);
  const canvas = root.querySelector("[data-map-canvas]");
  try {
    pick(root, field(root), await drawGround(canvas));
    root.dataset.mapReady = "";
  } catch {
    root.hidden = true;
  }
}

function pick(root, input, { L, map, areas }) {
  const words = root.dataset;
  const status = root.querySelector("[data-map-status]");
  const remove = root.querySelector("[data-map-remove]");
  const icon = L.divIcon({ className: "map__pin", iconSize: [36, 44], iconAnchor: [18, 42] });
  let marker;

  const written = ({ lat, lng }) => `${lat.toFixed(DECIMALS)}, ${lng.toFixed(DECIMALS)}`;

  function put(at, { near = false } = {}) {
    const place = L.latLng(at).wrap();
    if (!marker) {
      const options = { icon, draggable: true, autoPan: true, title: words.pin, alt: words.pin };
      marker = L.marker(place, options).addTo(map);
      marker.on("drag", () => note(marker.getLatLng(), false));
      marker.on("dragend", () => note(marker.getLatLng().wrap(), true));
      marker.getElement().addEventListener("keydown", moveByKey);
    }
    marker.setLatLng(place);
    if (near && map.getZoom() < NEAR) map.setView(place, NEAR, { animate: false });
    note(place, true);
  }

  function note(place, isSaid) {
    input.value = written(place);
    remove.hidden = false;
    if (!isSaid) return;
    const area = areaAt(areas, place);
    const name = area ? ` (${area.feature.properties.name})` : "";
    status.textContent = `${words.placed} ${input.value}${name}`;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function moveByKey(event) {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const from = map.latLngToContainerPoint(marker.getLatLng());
    const to = map.containerPointToLatLng(from.add(step));
    put(to);
    map.panInside(to, { padding: [40, 40], animate: false });
  }

  const before = input.value.split(",").map(Number);
  if (before.length === 2 && before.every(Number.isFinite)) put(before, { near: true });
  map.on("click", ({ latlng }) => put(latlng));
  root.querySelector("[data-map-centre]").addEventListener("click", () => {
    put(map.getCenter());
    marker.getElement().focus({ preventScroll: true });
  });
  remove.addEventListener("click", () => {
    marker.remove();
    marker = undefined;
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    status.textContent = words.removed;
    root.querySelector("[data-map-centre]").focus();
    remove.hidden = true;
  });
}
