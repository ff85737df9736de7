// Whether conditions hold, decided as forms/logic/conditions.py and forms/logic/asking.py do. One table of
// cases (tests/forms/logic/cases.json) is run through both.

const NEGATIVES = {
  not_answered: "answered",
  not_equals: "equals",
  none_of: "one_of",
  not_contains: "contains",
};
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" };

// The words of a text in lower case, without accents and punctuation (portal/search/folding.py).
export function fold(text) {
  const plain = text
    .toLowerCase()
    .replace(/[œæßøł]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) || []).join(" ");
}

export const NO_ANSWER = { keys: [], measure: null, text: "" };

function isGiven({ keys, measure, text }) {
  return keys.length > 0 || measure !== null || text !== "";
}

// Whether the answer is this option or these words, whatever their case and accents.
function isSame(value, { keys, text }) {
  return keys.includes(value) || (fold(value) !== "" && fold(value) === fold(text));
}

function contains(value, { keys, text }) {
  const wanted = fold(value);
  return keys.includes(value) || (wanted !== "" && fold(text).includes(wanted));
}

function positive(operator, { values, measure }, answer) {
  switch (operator) {
    case "answered":
      return isGiven(answer);
    case "equals":
      return values.some((value) => isSame(value, answer)) || (measure !== null && measure === answer.measure);
    case "one_of":
      return values.some((value) => isSame(value, answer));
    case "contains":
      return contains(values[0] ?? "", answer);
  }
  if (measure === null || answer.measure === null) return false;
  switch (operator) {
    case "greater":
      return answer.measure > measure;
    case "at_least":
      return answer.measure >= measure;
    case "less":
      return answer.measure < measure;
    case "at_most":
      return answer.measure <= measure;
  }
  return false;
}

// Whether one test holds for an answer: what was chosen, what it measures, its words.
export function holds(test, answer) {
  const negated = NEGATIVES[test.operator];
  return negated ? !positive(negated, test, answer) : positive(test.operator, test, answer);
}

// The blocks that are asked, given what answers a question ("answerOf", by its id and the row of a
// matrix). Each block has a "type" (page, section or block), the "id" of a question, and its conditions.
export function asked(blocks, answerOf) {
  const met = new Set();
  const unasked = new Set();
  let page = true;
  let section = true;
  const meets = (conditions) =>
    !conditions?.length ||
    conditions.some((group) =>
      group.every((test) => {
        const isAsked = !unasked.has(test.question);
        return holds(test, isAsked ? answerOf(test.question, test.part) : NO_ANSWER);
      }),
    );
  for (const block of blocks) {
    let isMet;
    if (block.type === "page") {
      isMet = meets(block.conditions);
      [page, section] = [isMet, true];
    } else if (block.type === "section") {
      isMet = page && meets(block.conditions);
      section = isMet;
    } else {
      isMet = page && section && meets(block.conditions);
    }
    if (isMet) met.add(block);
    else if (block.id) unasked.add(block.id);
  }
  return met;
}
