// Runs the table of cases through the browser's modules; prints what each gives as JSON.
import { readFileSync } from "node:fs";

const [folder, cases] = process.argv.slice(2);
const { asked, fold, holds, NO_ANSWER } = await import(`${folder}/conditions.js`);
const { dayOf, momentOf, numberOf } = await import(`${folder}/reading.js`);
const { tests, forms, folded, numbers, days } = JSON.parse(readFileSync(cases, "utf8"));

process.stdout.write(
  JSON.stringify({
    tests: tests.map((test) =>
      holds({ values: [], measure: null, ...test }, { ...NO_ANSWER, ...test.answer }),
    ),
    forms: forms.map(({ blocks, answers }) => {
      const answerOf = (id) => {
        const text = answers[id];
        if (text === undefined) return NO_ANSWER;
        return id === "bike" ? { ...NO_ANSWER, keys: [text] } : { ...NO_ANSWER, text };
      };
      const filled = blocks.map((block) => ({
        ...block,
        conditions: block.conditions.map((group) => group.map((test) => ({ measure: null, ...test }))),
      }));
      return [...asked(filled, answerOf)].map((block) => block.id);
    }),
    folded: (folded || []).map(fold),
    numbers: (numbers || []).map(numberOf),
    days: (days || []).map(dayOf),
    moments: (days || []).map((text) => momentOf(text.replace("T", "\n"))),
  }),
);
