// What every map is: Leaflet, the outlines of territories with their names, tiles if there are any.
// Leaflet is loaded when a map is shown, never before. Words come from the page.

const WIDEST = 14;
const WIDEST_WITH_TILES = 19;
// Roughly metropolitan France, where neither outlines nor points say where to begin.
const ANYWHERE = [
  [42.3, -4.8],
  [51.1, 8.2],
];
// Zoom levels from the whole ground: fewer are not worth leaving a part of it out; with more than
// these around a few points, nobody would know where they are.
const NEARER = 1.5;
const NEARLY_WHOLE = 0.5;
const NEAREST = 2;
// Pixels between two names.
const GAP = 2;
// Half a number's size, and how far above it the name stands (static/css/components/map.css).
const ROUND = 12;
const ABOVE = 30;
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

// Draws the ground of a map and resolves to { L, map, areas, fit, isWhole, showNames }:
// `fit(points)` shows all of the points, or the whole ground where there is none; `isWhole()` tells
// whether all of it is shown; `showNames(true)` makes room for a number in each area.
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

  map.fitBounds(whole, { padding: [12, 12], animate: false });
  const widest = map.getZoom();
  const fit = (points) => {
    if (!points.length) return;
    const bounds = L.latLngBounds(points);
    // Where the points are nearly everywhere, the whole ground says more than a part of it.
    const isEverywhere = map.getBoundsZoom(bounds, false, L.point(48, 48)) < widest + NEARER;
    if (isEverywhere) bounds.extend(whole);
    const padding = isEverywhere ? [12, 12] : [48, 48];
    map.fitBounds(bounds, { padding, maxZoom: widest + NEAREST, animate: false });
  };
  areas.addTo(map);
  const showNames = nameAreas(L, map, areas);
  const isWhole = () => map.getZoom() < widest + NEARLY_WHOLE;
  return { L, map, areas, fit, isWhole, showNames };
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

// Names of areas below the points, those of the larger ones first; none on top of another.
function nameAreas(L, map, areas) {
  map.createPane("names");
  const size = (area) => {
    const bounds = area.getBounds();
    return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
  };
  const largest = areas.getLayers().sort((one, other) => size(other) - size(one));
  const names = largest.map((area) => {
    const text = document.createElement("span");
    text.textContent = area.feature.properties.name;
    const icon = L.divIcon({ className: "map__name", html: text, iconSize: [0, 0] });
    const at = area.getCenter();
    L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map);
    return { at, text };
  });
  let above = 0;
  const show = () => {
    const centres = names.map(({ at }) => map.latLngToLayerPoint(at));
    const shown = above ? centres.map(({ x, y }) => ({ x, y, width: ROUND, height: ROUND })) : [];
    for (const [number, { text }] of names.entries()) {
      const [x, y] = [centres[number].x, centres[number].y - above];
      const [width, height] = [text.offsetWidth / 2 + GAP, text.offsetHeight / 2 + GAP];
      const covers = (other) =>
        Math.abs(other.x - x) < other.width + width && Math.abs(other.y - y) < other.height + height;
      const isFree = !shown.some(covers);
      if (isFree) shown.push({ x, y, width, height });
      text.classList.toggle("map__name--hidden", !isFree);
    }
  };
  map.on("zoomend", show);
  show();
  return (isCounted) => {
    above = isCounted ? ABOVE : 0;
    map.getContainer().classList.toggle("map__canvas--counted", isCounted);
    show();
  };
}

// The area that a place lies in, nothing outside of all.
export function areaAt(areas, { lat, lng }) {
  return areas.getLayers().find((area) => {
    const { type, coordinates } = area.feature.geometry;
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    // Inside its outer ring and in none of its holes: an odd number of crossings over all rings.
    return polygons.some((rings) => rings.filter((ring) => isInside(ring, lng, lat)).length % 2);
  });
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
