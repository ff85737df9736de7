// What somebody has answered so far, read from the inputs of a question as conditions compare it.

import { NO_ANSWER } from "./conditions.js";

// Days from the first of January of the year 1 to the first of January 1970, as Python counts them.
const FIRST_DAY = 719163;
const DAY = 86_400_000;
const DAYS = [/^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)$/, /^(?<day>\d\d?)[/. -](?<month>\d\d?)[/. -](?<year>\d{4})$/];

export function numberOf(text) {
  const plain = text.replace(/\s/g, "").replace("−", "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

export function dayOf(text) {
  for (const form of DAYS) {
    const found = form.exec(text.trim())?.groups;
    if (!found) continue;
    const [year, month, day] = [found.year, found.month, found.day].map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
    return isReal ? date.getTime() / DAY + FIRST_DAY : null;
  }
  return null;
}

const isBox = (input) => input.type === "checkbox" || input.type === "radio";

// The inputs of a question, or of one row of it: their names begin with the question's.
function inputsOf(element, part) {
  const name = element.dataset.logicName;
  return [...element.querySelectorAll("input, select, textarea")].filter((input) => {
    if (!input.name?.startsWith(name)) return false;
    const rest = input.name.slice(name.length).replace(/^[_-]/, "");
    return !part || rest === part;
  });
}

function keysOf(inputs) {
  const keys = [];
  for (const input of inputs) {
    if (isBox(input)) {
      if (input.checked) keys.push(input.value);
    } else if (input.selectedOptions) {
      for (const option of input.selectedOptions) if (option.value) keys.push(option.value);
    }
  }
  return keys;
}

function textOf(inputs) {
  return inputs
    .filter((input) => !isBox(input) && !input.selectedOptions)
    .map((input) => (input.type === "file" ? [...input.files].map((file) => file.name).join(" ") : input.value.trim()))
    .filter(Boolean)
    .join("\n");
}

export function answerOf(element, part = "") {
  if (!element) return NO_ANSWER;
  const inputs = inputsOf(element, part);
  const text = textOf(inputs);
  switch (part ? "several" : element.dataset.logicKind) {
    case "one":
    case "several": {
      const hasLists = inputs.some((input) => isBox(input) || input.selectedOptions);
      const keys = keysOf(inputs);
      // What is chosen by writing it, such as a code, is compared as it was written.
      return hasLists ? { keys, measure: null, text: "" } : { keys: text ? [text] : [], measure: null, text };
    }
    case "grade": {
      const keys = keysOf(inputs);
      return { keys, measure: keys.length ? numberOf(keys[0]) : null, text: "" };
    }
    case "number":
      return { keys: [], measure: numberOf(text), text };
    case "day":
      return { keys: [], measure: dayOf(text), text };
    case "text":
      return { keys: [], measure: null, text };
  }
  // Only whether there is an answer at all: a box that is ticked is a yes.
  return { keys: keysOf(inputs).map((key) => (key === "on" ? "yes" : key)), measure: null, text };
}
