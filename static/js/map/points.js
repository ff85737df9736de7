// The map beside a list: each point is a link, points that would lie on one another are one button
// with their number. The list says the same, so that nothing is lost without this module.

import { areaAt, drawGround } from "./ground.js";

// Pixels: two points nearer than this are drawn as one, and a finger can tell the others apart.
const APART = 40;
// More points than these are counted by territory, as long as all of the ground is shown.
const COUNTED = 20;
// So many points of one button are listed rather than drawn apart.
const LISTED = 6;
const AT_MOST_LISTED = 40;

for (const root of document.querySelectorAll("[data-map-points]")) {
  const canvas = root.querySelector("[data-map-canvas]");
  root.hidden = false;
  // A map further down is drawn once it is near the screen.
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      draw(root, canvas);
    },
    { rootMargin: "300px" },
  );
  watch.observe(canvas);
}

async function draw(root, canvas) {
  try {
    const [ground, { points, is_cut: isCut }] = await Promise.all([drawGround(canvas), pointsOf(root)]);
    ground.fit(points.map(({ at }) => at));
    new Layer(ground, points, canvas.dataset).start();
    tell(root, points.length, isCut);
    root.dataset.mapReady = "";
  } catch {
    // No network, or a browser that is too old for it: the list stands for itself.
    root.hidden = true;
  }
}

// From an address that the page names, or from elements of the page itself.
async function pointsOf(root) {
  if (root.dataset.mapPoints) {
    const answer = await fetch(root.dataset.mapPoints);
    if (!answer.ok) throw new Error(String(answer.status));
    const { base, points, is_cut } = await answer.json();
    return {
      is_cut,
      points: points.map(([lat, lng, path, title, lang]) => ({
        at: [lat, lng],
        href: base + path,
        title,
        lang,
      })),
    };
  }
  const elements = [...root.closest("[data-map-scope]").querySelectorAll("[data-point]")];
  const points = elements.map((element) => ({
    at: element.dataset.point.split(",").map(Number),
    href: element.id ? `#${element.id}` : "",
    title: element.dataset.pointName,
    lang: element.lang,
  }));
  return { is_cut: false, points };
}

function tell(root, number, isCut) {
  const status = root.querySelector("[data-map-status]");
  if (!status) return;
  const words = status.dataset;
  const text = number === 0 ? words.none : number === 1 ? words.one : words.many;
  const shown = new Intl.NumberFormat(document.documentElement.lang).format(number);
  status.textContent = text.replace("NUMBER", shown) + (isCut ? ` ${words.cut}` : "");
}

class Layer {
  constructor(ground, points, words) {
    Object.assign(this, ground, { points, words });
    this.drawn = new Map();
    this.zoom = null;
    const asElement = L.DivIcon.extend({
      createIcon() {
        const { element } = this.options;
        this._setIconStyles(element, "icon");
        return element;
      },
    });
    // Leaflet sets the class of the element anew.
    this.icon = (element) => new asElement({ element, className: element.className, iconSize: null });
  }

  start() {
    this.map.on("moveend", () => this.update());
    this.update();
  }

  // Draws what lies on the screen, and leaves what is drawn already where it is.
  update() {
    const { map } = this;
    if (map.getZoom() !== this.zoom) {
      const hadFocus = this.drawn.size > 0 && map.getPane("markerPane").contains(document.activeElement);
      this.drawn.forEach((marker) => marker.remove());
      this.drawn.clear();
      this.zoom = map.getZoom();
      this.groups = this.grouped();
      // What had the focus is gone: the next step of the keyboard leads into the map again.
      if (hadFocus) map.getContainer().focus({ preventScroll: true });
    }
    const around = map.getBounds().pad(0.2);
    for (const group of this.groups) {
      const isNear = around.contains(group.at);
      if (isNear && !this.drawn.has(group)) {
        this.drawn.set(group, this.marker(group).addTo(map));
      } else if (!isNear && this.drawn.has(group)) {
        this.drawn.get(group).remove();
        this.drawn.delete(group);
      }
    }
  }

  grouped() {
    const isMuch = this.points.length > COUNTED && this.areas.getLayers().length > 1;
    const isCounted = isMuch && this.isWhole();
    this.showNames(isCounted);
    if (!isCounted) return this.near(this.points);
    const byArea = new Map();
    for (const point of this.points) {
      point.area ??= areaAt(this.areas, this.L.latLng(point.at)) ?? null;
      if (!byArea.has(point.area)) byArea.set(point.area, []);
      byArea.get(point.area).push(point);
    }
    const outside = byArea.get(null) ?? [];
    byArea.delete(null);
    const counted = [...byArea].map(([area, points]) => ({
      at: area.getCenter(),
      bounds: area.getBounds(),
      name: area.feature.properties.name,
      points,
    }));
    return [...counted, ...this.near(outside)];
  }

  // Each point joins the first group that is nearer than APART at this zoom.
  near(points) {
    const cells = new Map();
    const groups = [];
    for (const point of points) {
      const { x, y } = this.map.project(point.at, this.zoom);
      const [column, row] = [Math.floor(x / APART), Math.floor(y / APART)];
      let group;
      for (let dx = -1; dx <= 1 && !group; dx += 1) {
        for (let dy = -1; dy <= 1 && !group; dy += 1) {
          group = cells
            .get(`${column + dx}:${row + dy}`)
            ?.find((other) => Math.hypot(other.x - x, other.y - y) < APART);
        }
      }
      if (group) {
        group.points.push(point);
        continue;
      }
      group = { x, y, at: point.at, points: [point] };
      groups.push(group);
      const cell = `${column}:${row}`;
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(group);
    }
    return groups;
  }

  marker(group) {
    const isOne = group.points.length === 1 && !group.name;
    const element = isOne ? link(group.points[0], "map__point") : this.button(group);
    const icon = this.icon(element);
    const marker = this.L.marker(group.at, { icon, keyboard: false, riseOnHover: true });
    // By Leaflet's event, which comes after it has closed what was open.
    if (!isOne) marker.on("click", () => this.open(group, element));
    if (isOne) {
      const words = document.createElement("span");
      words.textContent = group.points[0].title;
      words.lang = group.points[0].lang ?? "";
      // The link says it already to those who hear it.
      marker.bindTooltip(words, { direction: "auto", className: "map__tip" });
      marker.on("tooltipopen", () => element.removeAttribute("aria-describedby"));
    }
    return marker;
  }

  button(group) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "map__group";
    button.textContent = group.points.length;
    const words = group.name ? this.words.groupIn.replace("NAME", group.name) : this.words.group;
    button.setAttribute("aria-label", words.replace("NUMBER", group.points.length));
    return button;
  }

  // Comes nearer, or lists the points where coming nearer would not part them.
  open(group, button) {
    const { L, map } = this;
    if (group.bounds) {
      map.fitBounds(group.bounds, { padding: [16, 16] });
      return;
    }
    const bounds = L.latLngBounds(group.points.map(({ at }) => at));
    const isAsNear = map.getBoundsZoom(bounds, false, L.point(40, 40)) <= map.getZoom() + 0.5;
    const isNearest = map.getZoom() >= map.getMaxZoom() || isAsNear;
    if (group.points.length > LISTED && !isNearest) {
      map.fitBounds(bounds, { padding: [40, 40], maxZoom: map.getMaxZoom() });
      return;
    }
    const list = document.createElement("ul");
    list.className = "map__list";
    for (const point of group.points.slice(0, AT_MOST_LISTED)) {
      const item = document.createElement("li");
      item.append(link(point, "", true));
      list.append(item);
    }
    // Beside the buttons that zoom.
    const room = { autoPanPaddingTopLeft: [64, 12], autoPanPaddingBottomRight: [12, 12] };
    const maxWidth = Math.min(260, map.getSize().x - 140);
    const popup = L.popup({ ...room, className: "map__popup", maxHeight: 220, maxWidth })
      .setLatLng(group.at)
      .setContent(list)
      .openOn(map);
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", this.words.close);
    list.querySelector("a")?.focus({ preventScroll: true });
    popup.getElement().addEventListener("keydown", ({ key }) => {
      if (key === "Escape") popup.close();
    });
    map.once("popupclose", () => {
      if (button.isConnected) button.focus({ preventScroll: true });
    });
  }
}

function link({ href, title, lang }, className, showsTitle = false) {
  const element = document.createElement(href ? "a" : "span");
  element.className = className;
  if (href) element.href = href;
  else element.setAttribute("role", "img");
  if (lang) element.lang = lang;
  if (showsTitle) element.textContent = title;
  else element.setAttribute("aria-label", title);
  return element;
}
