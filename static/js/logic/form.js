// Shows and hides questions, sections and pages while somebody answers. Without this module each stands
// there with its condition in words; in any case the server alone decides what is asked and kept.
// What was typed in a question that is hidden stays in it, and comes back with it.

import { asked, holds, NO_ANSWER } from "./conditions.js";
import { answerOf } from "./reading.js";

const ANNOUNCE_AFTER = 600;

function follow(form) {
  const status = form.querySelector("[data-logic-status]");
  const blocks = [...form.querySelectorAll("[data-logic]")].map((element) => ({
    element,
    type: element.dataset.logic,
    id: element.dataset.logicId,
    conditions: element.dataset.logicIf ? JSON.parse(element.dataset.logicIf) : [],
  }));
  const questions = new Map(blocks.filter((block) => block.id).map((block) => [block.id, block.element]));
  const isShown = new Map();
  const shownSinceSaid = new Set();
  let timer;

  const show = (block, shown) => {
    const { element } = block;
    element.hidden = !shown;
    for (const input of element.querySelectorAll("[required], [data-logic-required]")) {
      if (!shown && input.required) input.dataset.logicRequired = "";
      input.required = shown && "logicRequired" in input.dataset ? true : shown && input.required;
    }
  };

  const announce = () => {
    const shown = [...shownSinceSaid].filter((block) => !block.element.hidden);
    shownSinceSaid.clear();
    if (!status || !shown.length) return;
    status.textContent =
      shown.length === 1 ? status.dataset.one : status.dataset.many.replace("NUMBER", shown.length);
  };

  const update = (says) => {
    const met = asked(blocks, (id, part) => answerOf(questions.get(id), part));
    for (const block of blocks) {
      const shown = met.has(block);
      if (isShown.get(block) === shown) continue;
      isShown.set(block, shown);
      show(block, shown);
      if (says && shown && block.conditions.length) shownSinceSaid.add(block);
    }
    const asksOf = (id) => blocks.some((block) => block.id === id && met.has(block));
    const isMet = (test) =>
      holds(test, asksOf(test.question) ? answerOf(questions.get(test.question), test.part) : NO_ANSWER);
    form.dispatchEvent(new CustomEvent("parvis:asked", { detail: { met, blocks, holds: isMet } }));
    if (!says) return;
    if (status) status.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(announce, ANNOUNCE_AFTER);
  };

  // What a widget finds by itself, such as the commune of a postcode.
  const found = new MutationObserver(() => update(true));
  for (const text of form.querySelectorAll("[data-logic-text]")) {
    found.observe(text, { childList: true, characterData: true, subtree: true });
  }
  // What is shown meets its conditions: nobody needs to be told any more.
  for (const words of form.querySelectorAll("[data-logic-words]")) words.hidden = true;
  form.addEventListener("input", () => update(true));
  form.addEventListener("change", () => update(true));
  // Browsers give typed answers back when somebody returns to the page.
  window.addEventListener("pageshow", () => update(false));
  form.addEventListener("reset", () => setTimeout(() => update(true)));
  update(false);
}

for (const form of document.querySelectorAll("form")) {
  if (form.querySelector("[data-logic-if]")) follow(form);
}
