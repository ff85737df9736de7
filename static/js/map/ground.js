// What every map is: Leaflet, the outlines of territories with their names, tiles if there are any.
// Leaflet is loaded when a map is shown, never before. Words come from the page.

const WIDEST = 14;
const WIDEST_WITH_TILES = 19;
// Roughly metropolitan France, where neither outlines nor points say where to begin.
const ANYWHERE = [
  [42.3, -4.8],
  [51.1, 8.2],
];
let loading;

// Resolves to Leaflet, whose files the canvas names.
export function leaflet(canvas) {
  loading ??= Promise.all([import(canvas.dataset.leaflet), style(canvas.dataset.leafletStyle)]).then(
    () => globalThis.L,
  );
  return loading;
}

function style(address) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = resolve;
    // Before our own, which has the last word.
    document.head.prepend(link);
  });
}

// Draws the ground of a map and resolves to { L, map, areas, fit }; `fit(points)` shows all of the
// points, or the whole ground where there is none.
export async function drawGround(canvas) {
  const words = canvas.dataset;
  const [L, outlines] = await Promise.all([leaflet(canvas), outlinesOf(words.outlines)]);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, {
    attributionControl: false,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    maxZoom: words.tiles ? WIDEST_WITH_TILES : WIDEST,
    // The wheel moves the page, not the map in its way.
    scrollWheelZoom: false,
    zoomAnimation: !still,
    zoomControl: false,
    zoomSnap: 0.25,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  if (words.tiles) {
    L.tileLayer(words.tiles, { className: "map__tiles", maxZoom: WIDEST_WITH_TILES }).addTo(map);
    canvas.classList.add("map__canvas--tiles");
  }
  if (words.attribution) {
    L.control.attribution({ prefix: false }).addAttribution(escaped(words.attribution)).addTo(map);
  }
  const areas = L.geoJSON(outlines, { interactive: false, style: { className: "map__area" } });
  const whole = areas.getLayers().length ? areas.getBounds() : L.latLngBounds(ANYWHERE);

  const fit = (points) => {
    const shown = points.length ? L.latLngBounds(points) : whole;
    map.fitBounds(shown, { padding: [24, 24], maxZoom: 13, animate: false });
  };
  map.fitBounds(whole, { padding: [12, 12], animate: false });
  areas.addTo(map);
  nameAreas(L, map, areas);
  return { L, map, areas, fit };
}

async function outlinesOf(address) {
  const none = { type: "FeatureCollection", features: [] };
  if (!address) return none;
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : none;
  } catch {
    return none;
  }
}

// Names of areas, each only while its area is wide enough for it.
function nameAreas(L, map, areas) {
  const names = areas.getLayers().map((area) => {
    const text = document.createElement("span");
    text.textContent = area.feature.properties.name;
    const icon = L.divIcon({ className: "map__name", html: text, iconSize: [0, 0] });
    const marker = L.marker(area.getCenter(), { icon, interactive: false, keyboard: false });
    return { area, text, marker: marker.addTo(map) };
  });
  const show = () => {
    for (const { area, text } of names) {
      const bounds = area.getBounds();
      const left = map.latLngToContainerPoint(bounds.getNorthWest());
      const right = map.latLngToContainerPoint(bounds.getSouthEast());
      text.classList.toggle("map__name--hidden", right.x - left.x < text.offsetWidth * 0.8);
    }
  };
  map.on("zoomend", show);
  show();
}

// The name of the area that a place lies in, nothing outside of all.
export function areaAt(areas, { lat, lng }) {
  for (const area of areas.getLayers()) {
    const { type, coordinates } = area.feature.geometry;
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    // Inside its outer ring and in none of its holes: an odd number of crossings over all rings.
    if (polygons.some((rings) => rings.filter((ring) => isInside(ring, lng, lat)).length % 2)) {
      return area.feature.properties.name;
    }
  }
  return "";
}

function isInside(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}
