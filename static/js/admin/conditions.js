// The conditions of a question, chosen in the page editor: an earlier question of this very form, a
// comparison that suits it, and its options or a value. What the form holds is read by form-reader.js. The
// conditions are kept as JSON in a hidden input.

(() => {
  const COMPARES_NOTHING = ["answered", "not_answered"];
  const TAKES_SEVERAL = ["one_of", "none_of"];

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "text") made.textContent = value;
      else if (key in made && typeof value !== "string") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  const option = (value, text, isChosen) => element("option", { value, text, selected: isChosen });

  const nameOf = ({ number, title }) => (number ? `${number}. ${title}` : title);

  const { formOf } = window.parvisForms;

  class Conditions {
    constructor(root, input, name, address, words, operators) {
      this.root = root;
      this.input = input;
      this.words = words;
      this.operators = operators;
      this.groups = [];
      this.blocks = [];
      this.isOpen = false;
      this.idForLabel = null;
      // "form-3-value-show_if" is a block of the stream "form".
      this.form = formOf(name.replace(/-\d+-value-.*$/, ""), address);
      this.form.widgets.add(this);
      this.build(input.id);
    }

    build(id) {
      this.summary = element("p", { class: "conditions__summary" });
      this.faults = element("ul", { class: "conditions__faults", hidden: true });
      this.list = element("div", { class: "conditions__groups", id: `${id}-groups`, hidden: true });
      this.status = element("p", { class: "w-sr-only", role: "status" });
      this.toggle = element("button", {
        type: "button",
        class: "button button-small button-secondary",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
      });
      this.toggle.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
      this.root.append(
        element("div", { class: "conditions__head" }, this.summary, this.toggle),
        this.faults,
        this.list,
        this.status,
      );
    }

    // What Wagtail asks of a widget.

    getValue() {
      return this.input.value;
    }

    getState() {
      return this.input.value;
    }

    setState(state) {
      const value = typeof state === "string" ? state : JSON.stringify(state || []);
      this.input.value = value || "[]";
      try {
        const groups = JSON.parse(this.input.value);
        this.groups = Array.isArray(groups) ? groups : [];
      } catch {
        this.groups = [];
      }
      this.summarise("");
      if (this.groups.length) this.form.later();
    }

    setInvalid(isInvalid) {
      this.root.classList.toggle("conditions--invalid", Boolean(isInvalid));
      if (isInvalid && !this.isOpen && this.groups.length) this.open();
    }

    getTextLabel() {
      return null;
    }

    focus() {
      this.toggle.focus();
    }

    // What is chosen

    isUsed() {
      return this.isOpen || this.groups.length > 0;
    }

    ownId() {
      const child = this.root.closest("[data-streamfield-child]");
      return child?.querySelector(":scope > input[name$='-id']")?.value || "";
    }

    summarise(words) {
      const isAlways = this.groups.length === 0;
      this.summary.textContent = isAlways ? this.words.always : words || `${this.words.if} …`;
      this.summary.hidden = this.isOpen && !isAlways;
      this.root.classList.toggle("conditions--always", isAlways);
      this.toggle.textContent = this.isOpen
        ? this.words.done
        : isAlways
          ? this.words.add
          : this.words.change;
      this.toggle.setAttribute("aria-expanded", String(this.isOpen));
    }

    told(blocks) {
      this.blocks = blocks;
      const own = blocks.find((block) => block.id === this.ownId());
      this.summarise(own?.words || "");
      // What the editor was told on saving is not said twice.
      const said = this.root.closest("[data-field]")?.querySelector("[data-field-errors]")?.textContent || "";
      const faults = (this.groups.length && own ? own.faults : []).filter((text) => !said.includes(text));
      this.faults.replaceChildren(...faults.map((text) => element("li", { text })));
      this.faults.hidden = faults.length === 0;
    }

    async open() {
      try {
        this.told(await this.form.read());
      } catch {
        this.summary.textContent = this.words.failed;
        this.summary.hidden = false;
        return;
      }
      const isNew = this.groups.length === 0;
      if (isNew && this.earlier().length === 0) {
        this.summary.textContent = this.words.none;
        return;
      }
      this.isOpen = true;
      if (isNew) this.groups = [[this.newTest()]];
      this.show();
      this.list.querySelector("select")?.focus();
    }

    close() {
      this.isOpen = false;
      // A condition that names no question yet is none.
      this.groups = this.groups
        .map((group) => group.filter((test) => test.question))
        .filter((group) => group.length);
      this.save();
      this.show();
      this.toggle.focus();
    }

    newTest() {
      return { question: "", operator: "equals", values: [], part: "" };
    }

    save() {
      this.input.value = JSON.stringify(this.groups);
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.form.later();
    }

    place() {
      return this.blocks.findIndex((block) => block.id === this.ownId());
    }

    earlier() {
      return this.blocks.slice(0, Math.max(this.place(), 0)).filter((block) => block.answers);
    }

    // How it is shown

    show() {
      this.list.hidden = !this.isOpen;
      this.list.replaceChildren();
      if (this.isOpen) {
        this.groups.forEach((group, number) => this.list.append(this.groupOf(group, number)));
        const or = element("button", { type: "button", class: "button button-small button-secondary" });
        or.textContent = this.words.or;
        or.addEventListener("click", () => {
          this.groups.push([this.newTest()]);
          this.save();
          this.show();
          this.focusOn(this.groups.length - 1, 0);
        });
        this.list.append(or);
      }
      this.summarise(this.blocks.find((block) => block.id === this.ownId())?.words || "");
    }

    focusOn(group, test) {
      const fieldset = this.list.querySelectorAll("fieldset")[group];
      fieldset?.querySelectorAll(".conditions__test")[test]?.querySelector("select")?.focus();
    }

    groupOf(group, number) {
      const fieldset = element(
        "fieldset",
        { class: "conditions__group" },
        element("legend", { text: number ? this.words.orIf : this.words.if }),
      );
      group.forEach((test, place) => fieldset.append(this.testOf(test, group, number, place)));
      const and = element("button", { type: "button", class: "button button-small button-secondary" });
      and.textContent = this.words.and;
      and.addEventListener("click", () => {
        group.push(this.newTest());
        this.save();
        this.show();
        this.focusOn(number, group.length - 1);
      });
      fieldset.append(and);
      return fieldset;
    }

    // One test. Its row is drawn again when the question or the comparison changes.
    testOf(test, group, groupNumber, place) {
      const row = element("div", { class: "conditions__test", role: "group" });
      const draw = (focus) => {
        row.replaceChildren();
        if (place) row.append(element("span", { class: "conditions__and", text: this.words.andIf }));
        row.setAttribute("aria-label", place ? this.words.andIf : this.words.if);
        const subject = this.blocks.find((block) => block.id === test.question && block.answers);
        row.append(this.questionOf(test, subject, draw));
        if (subject) {
          const { answers } = subject;
          if (answers.parts.length || test.part) row.append(this.partOf(test, answers, draw));
          const isRow = Boolean(test.part && answers.rowOperators);
          row.append(this.operatorOf(test, isRow ? answers.rowOperators : answers.operators, draw));
          if (!COMPARES_NOTHING.includes(test.operator)) {
            const [kind, type] = isRow ? [answers.rowKind, "text"] : [answers.kind, answers.input];
            row.append(this.answerOf(test, kind, type, isRow ? answers.rowChoices : answers.choices));
          }
        }
        row.append(this.removeOf(test, group, groupNumber, place));
        if (focus) row.querySelector(`[data-field=${focus}]`)?.focus();
      };
      draw();
      return row;
    }

    questionOf(test, subject, draw) {
      const label = this.words.question;
      const select = element("select", { "aria-label": label, "data-field": "question" });
      if (!test.question) select.append(option("", this.words.choose, true));
      const earlier = this.earlier();
      for (const block of earlier) {
        select.append(option(block.id, nameOf(block), block.id === test.question));
      }
      // What cannot be meant any more stays until the editor chooses something else.
      if (test.question && !earlier.some((block) => block.id === test.question)) {
        const words = subject
          ? this.words.laterQuestion.replace("%(question)s", nameOf(subject))
          : this.words.goneQuestion;
        select.append(option(test.question, words, true));
      }
      select.addEventListener("change", () => {
        const { answers } = this.blocks.find((block) => block.id === select.value);
        test.question = select.value;
        test.part = "";
        test.values = [];
        if (!answers.operators.includes(test.operator)) [test.operator] = answers.operators;
        this.save();
        draw("question");
      });
      return select;
    }

    partOf(test, answers, draw) {
      const select = element("select", { "aria-label": this.words.line, "data-field": "part" });
      select.append(option("", this.words.wholeQuestion, !test.part));
      for (const [id, words] of answers.parts) select.append(option(id, words, id === test.part));
      if (test.part && !answers.parts.some(([id]) => id === test.part)) {
        select.append(option(test.part, this.words.goneLine, true));
      }
      select.addEventListener("change", () => {
        test.part = select.value;
        test.values = [];
        const known = test.part ? answers.rowOperators : answers.operators;
        if (!known.includes(test.operator)) [test.operator] = known;
        this.save();
        draw("part");
      });
      return select;
    }

    operatorOf(test, offered, draw) {
      const select = element("select", { "aria-label": this.words.comparison, "data-field": "operator" });
      const shown = offered.includes(test.operator) ? offered : [...offered, test.operator];
      for (const operator of shown) {
        select.append(option(operator, this.operators[operator] || operator, operator === test.operator));
      }
      select.addEventListener("change", () => {
        test.operator = select.value;
        if (COMPARES_NOTHING.includes(test.operator)) test.values = [];
        else if (!TAKES_SEVERAL.includes(test.operator)) test.values = test.values.slice(0, 1);
        this.save();
        draw("operator");
      });
      return select;
    }

    answerOf(test, kind, type, choices) {
      if (!choices.length) return this.writtenOf(test, kind, type);
      const gone = test.values.filter((value) => !choices.some(([key]) => key === value));
      const offered = [...choices, ...gone.map((value) => [value, this.words.goneOption])];
      return TAKES_SEVERAL.includes(test.operator)
        ? this.boxesOf(test, offered)
        : this.choiceOf(test, offered);
    }

    writtenOf(test, kind, type) {
      const input = element("input", {
        type,
        "aria-label": this.words.answer,
        "data-field": "answer",
      });
      if (kind === "number") input.inputMode = "decimal";
      input.value = test.values[0] || "";
      input.addEventListener("input", () => {
        test.values = input.value.trim() ? [input.value.trim()] : [];
        this.save();
      });
      return input;
    }

    choiceOf(test, offered) {
      const select = element("select", { "aria-label": this.words.answer, "data-field": "answer" });
      if (!test.values.length) select.append(option("", this.words.choose, true));
      for (const [key, words] of offered) select.append(option(key, words, key === test.values[0]));
      select.addEventListener("change", () => {
        test.values = select.value ? [select.value] : [];
        this.save();
      });
      return select;
    }

    boxesOf(test, offered) {
      const boxes = element("div", {
        class: "conditions__boxes",
        role: "group",
        "aria-label": this.words.answers,
      });
      for (const [key, words] of offered) {
        const box = element("input", { type: "checkbox", checked: test.values.includes(key) });
        box.addEventListener("change", () => {
          const kept = test.values.filter((value) => value !== key);
          test.values = box.checked ? [...kept, key] : kept;
          this.save();
        });
        boxes.append(element("label", {}, box, ` ${words}`));
      }
      return boxes;
    }

    removeOf(test, group, groupNumber, place) {
      const button = element("button", {
        type: "button",
        class: "button button-small button-secondary conditions__remove",
        "aria-label": this.words.remove,
        title: this.words.remove,
      });
      button.innerHTML = '<svg class="icon icon-bin" aria-hidden="true"><use href="#icon-bin"></use></svg>';
      button.addEventListener("click", () => {
        group.splice(place, 1);
        if (!group.length) this.groups.splice(groupNumber, 1);
        this.status.textContent = this.words.removed;
        if (!this.groups.length) {
          this.close();
          return;
        }
        this.save();
        this.show();
        this.focusOn(Math.min(groupNumber, this.groups.length - 1), Math.max(place - 1, 0));
      });
      return button;
    }
  }

  class ConditionsDefinition {
    constructor(html, address, words, operators) {
      this.html = html;
      this.address = address;
      this.words = words;
      this.operators = operators;
    }

    render(placeholder, name, id, state) {
      const root = element("div", { class: "conditions" });
      root.innerHTML = this.html.replaceAll("__NAME__", name).replaceAll("__ID__", id);
      placeholder.replaceWith(root);
      const input = root.querySelector("input");
      const bound = new Conditions(root, input, name, this.address, this.words, this.operators);
      bound.setState(state);
      return bound;
    }
  }

  window.telepath.register("parvis.widgets.Conditions", ConditionsDefinition);
})();
