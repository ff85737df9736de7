// Puts options in order by buttons and by dragging; each move is said to screen readers. The lists of
// ranks stay in the form, hidden, and are what is sent; without this module people use them directly.

function enhance(ranking) {
  const list = ranking.querySelector("ul");
  const most = Number(ranking.dataset.most);
  const status = ranking.querySelector("[role=status]");
  const options = [...list.children].map((row) => prepare(ranking, row));
  let ranked = options
    .filter((option) => option.select.value)
    .sort((one, other) => one.select.value - other.select.value);

  const say = (text, option) => {
    status.textContent = text
      .replace("RANK", ranked.indexOf(option) + 1)
      .replace("NUMBER", text === ranking.dataset.full ? most : ranked.length)
      .replace("OPTION", () => option.words);
  };

  // Moves all rows but the one in hand, which would lose the focus or the pointer.
  const draw = (held) => {
    const order = [...ranked, ...options.filter((option) => !ranked.includes(option))];
    const place = held ? order.indexOf(held) : order.length;
    order.slice(0, place).forEach(({ row }) => (held ? held.row.before(row) : list.append(row)));
    if (held) list.append(...order.slice(place + 1).map(({ row }) => row));
    for (const option of options) {
      const rank = ranked.indexOf(option) + 1;
      option.row.classList.toggle("ranking__row--ranked", rank > 0);
      option.badge.textContent = rank || "–";
      for (const button of option.buttons) button.hidden = (button.dataset.do === "add") === rank > 0;
      option.button("up").setAttribute("aria-disabled", rank === 1);
      option.button("down").setAttribute("aria-disabled", rank === ranked.length);
      option.button("add").setAttribute("aria-disabled", !rank && ranked.length >= most);
      option.select.value = rank || "";
    }
  };

  // Whoever listens to the form (conditions, a draft) learns of it.
  const changed = (option) => option.select.dispatchEvent(new Event("change", { bubbles: true }));

  const place = (option, index) => {
    const others = ranked.filter((each) => each !== option);
    ranked = index === null ? others : [...others.slice(0, index), option, ...others.slice(index)];
    draw(option);
  };

  const press = (option, action) => {
    const at = ranked.indexOf(option);
    if (action === "add" && ranked.length >= most) return say(ranking.dataset.full, option);
    if (action === "up" && at === 0) return say(ranking.dataset.first, option);
    if (action === "down" && at === ranked.length - 1) return say(ranking.dataset.last, option);
    place(option, { add: ranked.length, up: at - 1, down: at + 1, remove: null }[action]);
    if (action === "remove") option.button("add").focus();
    if (action === "add") option.button("up").focus();
    say(action === "remove" ? ranking.dataset.removed : ranking.dataset.moved, option);
    return changed(option);
  };

  const drag = (option, down) => {
    if (down.button !== 0) return;
    down.preventDefault();
    const before = ranked;
    const watch = new AbortController();
    option.row.classList.add("ranking__row--held");

    const move = ({ clientY }) => {
      const others = [...list.children].filter((row) => row !== option.row);
      const above = others.filter((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2 < clientY;
      }).length;
      const kept = ranked.filter((each) => each !== option).length;
      const index = above <= kept && kept < most ? above : null;
      if (index !== (ranked.includes(option) ? ranked.indexOf(option) : null)) place(option, index);
    };
    const end = (back) => {
      watch.abort();
      option.row.classList.remove("ranking__row--held");
      if (back) {
        ranked = before;
        draw(option);
        return;
      }
      say(ranked.includes(option) ? ranking.dataset.moved : ranking.dataset.removed, option);
      changed(option);
    };

    const { signal } = watch;
    document.addEventListener("pointermove", move, { signal });
    document.addEventListener("pointerup", () => end(false), { signal });
    document.addEventListener("pointercancel", () => end(true), { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && end(true), { signal });
  };

  for (const option of options) {
    for (const button of option.buttons) {
      button.addEventListener("click", () => press(option, button.dataset.do));
    }
    option.handle.addEventListener("pointerdown", (event) => drag(option, event));
  }
  ranking.querySelector("[data-ranking-lists]").hidden = true;
  ranking.querySelector("[data-ranking-buttons]").hidden = false;
  draw(null);
}

function prepare(ranking, row) {
  const label = row.querySelector("label");
  const select = row.querySelector("select");
  const words = label.textContent.trim();
  row.append(ranking.querySelector("template").content.cloneNode(true));
  const buttons = [...row.querySelectorAll("button")];
  for (const button of buttons) button.setAttribute("aria-label", button.dataset.label.replace("OPTION", () => words));
  const button = (action) => buttons.find((each) => each.dataset.do === action);
  // Links of the error summary lead to what can be used.
  row.id = select.id;
  row.tabIndex = -1;
  label.removeAttribute("for");
  select.removeAttribute("id");
  select.hidden = true;
  const badge = row.querySelector(".ranking__badge");
  badge.hidden = false;
  return { row, select, words, badge, buttons, button, handle: row.querySelector("[data-handle]") };
}

for (const ranking of document.querySelectorAll("[data-ranking]")) {
  // Whoever types in a sheet copies its numbers.
  if (!ranking.closest("[data-paper-line]")) enhance(ranking);
}
