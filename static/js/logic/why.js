// The preview "Why is this hidden?": in the place of each question, section or page that is hidden, its
// words and its conditions, each with whether the answers tried so far meet it. The answers are kept in
// this window alone, because the preview is loaded again whenever the editor changes something.

const KEY = `parvis:try:${window.location.pathname}`;
const form = document.querySelector("form.form-layout");
const notice = document.querySelector("template[data-logic-notice]");

function inputs() {
  return [...form.querySelectorAll("[name^='q-']")].filter((input) => input.type !== "file");
}

function keep() {
  const kept = inputs().map((input) =>
    input.type === "checkbox" || input.type === "radio"
      ? [input.name, input.value, input.checked]
      : [input.name, input.value],
  );
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}

function give() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) || "[]");
  for (const input of inputs()) {
    const isBox = input.type === "checkbox" || input.type === "radio";
    const found = kept.find(([name, value]) => name === input.name && (!isBox || value === input.value));
    if (!found) continue;
    if (isBox) input.checked = found[2];
    else input.value = found[1];
  }
}

function titleOf(element) {
  const words = element.querySelector(".question__label, .form-section__title, .option span, .form-note");
  const text = words?.firstChild?.textContent.trim() || words?.textContent.trim() || "";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function explain(block, holds) {
  const { element } = block;
  const shown = notice.content.firstElementChild.cloneNode(true);
  const list = shown.querySelector("ul");
  const words = JSON.parse(element.dataset.logicWhy || "[]");
  shown.querySelector("[data-title]").textContent = titleOf(element);
  // Its own conditions are met, or it has none: it is the page or the section above it that is hidden.
  const isOwn = words.length > 0 && !block.conditions.some((group) => group.every(holds));
  shown.querySelector("[data-above]").hidden = isOwn;
  list.hidden = words.length === 0;
  words.forEach((group, number) =>
    group.forEach((text, place) => {
      const isMet = holds(block.conditions[number][place]);
      const line = document.createElement("li");
      const before = place ? list.dataset.and : number ? list.dataset.or : list.dataset.if;
      line.className = isMet ? "why__met" : "why__unmet";
      line.textContent = `${before} ${text} – ${isMet ? list.dataset.met : list.dataset.unmet}`;
      list.append(line);
    }),
  );
  return shown;
}

if (form && notice) {
  give();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("parvis:asked", ({ detail: { met, blocks, holds } }) => {
    for (const old of form.querySelectorAll(".why")) old.remove();
    for (const block of blocks) {
      // What is hidden along with its section or page is said there, once.
      if (met.has(block) || block.element.parentElement.closest("[data-logic][hidden]")) continue;
      block.element.before(explain(block, holds));
    }
  });
}
