// What somebody has answered so far, read from the inputs of a question as conditions compare it.

import { NO_ANSWER } from "./conditions.js";

// Days from the first of January of the year 1 to the first of January 1970, as Python counts them.
const FIRST_DAY = 719163;
const DAY = 86_400_000;
const MINUTES_A_DAY = 24 * 60;
const DAYS = [
  /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)$/,
  /^(?<day>\d\d?)[/. -](?<month>\d\d?)[/. -](?<year>\d{4})$/,
];
const HOUR = /^(?<hour>[01]?\d|2[0-3])\s*(?:[hH:.]\s*(?:(?<minute>[0-5]\d)(?::[0-5]\d)?)?)?$/;

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

// A day, an hour of the day (its minutes since midnight), or both, a line each.
export function momentOf(text) {
  const lines = text.split("\n");
  const day = dayOf(lines[0]);
  const hour = HOUR.exec(lines.at(-1).trim())?.groups;
  const minutes = hour ? 60 * Number(hour.hour) + Number(hour.minute || 0) : null;
  if (day === null) return lines.length === 1 ? minutes : null;
  if (lines.length === 1) return day;
  return minutes === null ? null : day + minutes / MINUTES_A_DAY;
}

const isBox = (input) => input.type === "checkbox" || input.type === "radio";

// What the name of an input says beside the question's own: the row of a matrix, a ranked option.
const partOf = (input, name) => input.name.slice(name.length).replace(/^[_-]/, "");

// The inputs of a question, or of one row of it: their names begin with the question's.
function inputsOf(element, part) {
  const name = element.dataset.logicName;
  return [...element.querySelectorAll("input, select, textarea")].filter(
    (input) => input.name?.startsWith(name) && (!part || partOf(input, name) === part),
  );
}

// What was chosen; what was chosen for a part of the question, also together with the part.
function keysOf(inputs, name) {
  const keys = [];
  for (const input of inputs) {
    const values = isBox(input)
      ? [input.checked && input.value]
      : [...(input.selectedOptions || [])].map((option) => option.value);
    const part = partOf(input, name);
    for (const value of values.filter(Boolean)) keys.push(...(part ? [part, `${part}:${value}`] : [value]));
  }
  return keys;
}

function textOf(inputs) {
  return inputs
    .filter((input) => !isBox(input) && !input.selectedOptions)
    .map((input) =>
      input.type === "file" ? [...input.files].map((file) => file.name).join(" ") : input.value.trim(),
    )
    .filter(Boolean)
    .join("\n");
}

function ofPart(element, part) {
  const inputs = inputsOf(element, part);
  const keys = inputs.flatMap((input) => keysOf([input], input.name));
  if (keys.length || inputs.some(isBox)) return { keys, measure: null, text: "" };
  // An amount that is left empty is none, once others are given.
  const isGiven = textOf(inputsOf(element, "")) !== "";
  return { keys: [], measure: isGiven ? (numberOf(textOf(inputs)) ?? 0) : null, text: "" };
}

export function answerOf(element, part = "") {
  if (!element) return NO_ANSWER;
  if (part) return ofPart(element, part);
  const name = element.dataset.logicName;
  const inputs = inputsOf(element, "");
  const keys = keysOf(inputs, name);
  const text = textOf(inputs);
  switch (element.dataset.logicKind) {
    case "one":
    case "several":
      return { keys, measure: null, text: "" };
    case "grade":
      return { keys, measure: keys.length ? numberOf(keys[0]) : null, text: "" };
    case "number":
      return { keys: [], measure: numberOf(text), text };
    case "day":
      return { keys: [], measure: momentOf(text), text };
    case "text": {
      // What is written in one field and chosen in another, such as a commune by its postcode.
      const shown = [...element.querySelectorAll("[data-logic-text], option:checked, :checked + span")];
      const isCompound = new Set(inputs.map((input) => input.name)).size > 1;
      if (!isCompound) return { keys: [], measure: null, text };
      const chosen = inputs.flatMap((input) => keysOf([input], input.name));
      const words = shown.map((each) => each.textContent.trim());
      return {
        keys: [...chosen, ...text.split("\n").filter(Boolean)],
        measure: null,
        text: [text, ...words].join("\n").trim(),
      };
    }
  }
  // Only whether there is an answer at all: a box that is ticked is a yes.
  return { keys: keys.map((key) => (key === "on" ? "yes" : key)), measure: null, text };
}
