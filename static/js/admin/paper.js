/* The entry screen by keyboard alone: what is typed is what stands beside the box on paper. */

const CODE = /^[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}$/;
// What the name of the line beside “other” adds to the question's (forms/fields/other.py).
const OTHER_LINE = "_other";
const WRITTEN = "textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=hidden]):not([type=file])";

const lines = [...document.querySelectorAll("[data-paper-line]")];
const form = document.querySelector("[data-paper-form]");

// What was typed in the row at hand: “1”, then “0”, is “10” where there is one.
let typed = "";
let typedIn = "";

/** Return the inputs in which a line is answered, without its marks. */
function inputs(line) {
  return [...line.querySelectorAll("input, select, textarea")].filter(
    (input) => input.type !== "hidden" && !input.hasAttribute("data-paper-mark") && input.offsetParent !== null,
  );
}

/** Write beside each box what stands beside it on paper. */
function label(line, codes) {
  for (const input of line.querySelectorAll("input[type=radio], input[type=checkbox]")) {
    const code = codes[input.value];
    if (!code || input.hasAttribute("data-paper-mark")) continue;
    // A grade says what to type itself.
    if (input.closest("label")?.textContent.trim().startsWith(code) && /^[0-9]+$/.test(code)) continue;
    const mark = document.createElement("kbd");
    mark.className = "paper-key";
    mark.textContent = code;
    mark.setAttribute("aria-hidden", "true");
    input.before(mark);
  }
}

/** Whether an input is the line of “other”, which nobody chose. */
function isIdle(line, input) {
  if (!input.name.endsWith(OTHER_LINE)) return false;
  const group = input.name.slice(0, -OTHER_LINE.length);
  return inputs(line).some((box) => box.name === group && box.value === "other" && !box.checked);
}

/** Go to the next row of a matrix, or to the next question. */
function goOn(line, from) {
  const names = [...new Set(inputs(line).filter((input) => !isIdle(line, input)).map((input) => input.name))];
  const nextName = names[names.indexOf(from.name) + 1];
  const sameLine = inputs(line).find((input) => input.name === nextName);
  if (sameLine) {
    focus(sameLine);
    return;
  }
  const next = lines.slice(lines.indexOf(line) + 1).find((each) => inputs(each).length);
  const target = next ? first(inputs(next)) : document.querySelector("[data-paper-save], .paper button[type=submit]");
  if (target) focus(target);
}

/** Return where a line is entered: the chosen button, else its first input. */
function first(all) {
  return all.find((input) => input.checked && input.name === all[0].name) || all[0];
}

function focus(input) {
  input.focus();
  if (input.select && input.matches(WRITTEN) && input.tagName !== "SELECT") input.select();
  input.closest("[data-paper-line]")?.scrollIntoView({ block: "nearest" });
}

/** Tick the box of the row at hand that has what was typed beside it. */
function tick(line, input, key, codes) {
  typed = typedIn === input.name ? typed + key : key;
  typedIn = input.name;
  const group = inputs(line).filter((each) => each.name === input.name && each.type === input.type);
  const wanted = (text) => group.find((each) => (codes[each.value] || "").toLowerCase() === text.toLowerCase());
  const together = typed.length > 1 && wanted(typed);
  const found = together || wanted(key);
  if (!together) typed = key;
  if (!found) return false;
  // “1” was only the beginning of “10”.
  const beginning = together && wanted(typed.slice(0, -1));
  if (beginning && beginning.type === "checkbox" && beginning.checked) beginning.click();
  found.focus();
  if (found.type === "radio" && found.checked) {
    found.checked = false;
    found.dispatchEvent(new Event("change", { bubbles: true }));
  } else {
    found.click();
  }
  return true;
}

for (const line of lines) {
  const codes = JSON.parse(line.dataset.codes);
  label(line, codes);
  const marks = [...line.querySelectorAll("[data-paper-mark]")];
  for (const mark of marks) {
    mark.addEventListener("change", () => {
      for (const other of marks) if (other !== mark) other.checked = false;
    });
  }
  line.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const box = input.type === "radio" || input.type === "checkbox";
    if (event.key === "Enter" && input.tagName !== "TEXTAREA" && input.tagName !== "BUTTON" && input.tagName !== "SUMMARY") {
      event.preventDefault();
      goOn(line, input);
    } else if (box && /^[0-9a-z]$/i.test(event.key) && tick(line, input, event.key, codes)) {
      event.preventDefault();
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-paper-save], button[type=submit]"));
});

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  const field = event.target;
  if (!field.name?.startsWith("sheet-") || field.tagName === "BUTTON") return;
  // A scanner ends with Enter: it must not send a sheet that is still empty.
  event.preventDefault();
  if (field.name === "sheet-reference" && form.dataset.paperOpen && CODE.test(field.value.trim())) {
    const here = new URLSearchParams(window.location.search).get("sheet") || "";
    const plain = (text) => text.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
    if (plain(here) !== plain(field.value)) {
      window.location.assign(`${form.dataset.paperOpen}?code=${encodeURIComponent(field.value.trim())}`);
      return;
    }
  }
  const fields = [...form.querySelectorAll(".paper-sheet input, .paper-sheet select")];
  const next = fields[fields.indexOf(field) + 1] || (lines.length && first(inputs(lines[0])));
  if (next) focus(next);
});

// A new sheet begins with its code, one that was opened by its code with the first question.
if (form?.dataset.paperOpen && !document.querySelector(".paper-errors")) {
  const reference = form.querySelector("[name=sheet-reference]");
  const start = reference.value && lines.length ? first(inputs(lines[0])) : reference;
  start.focus({ preventScroll: true });
}
