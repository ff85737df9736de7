// What a form in the page editor holds, saved or not: the server reads it from the inputs as it would when
// they are saved (forms.logic.admin), so that every type of question is known there alone.

(() => {
  const WAIT = 600;

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((row) => row.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  const csrfToken = () =>
    document.querySelector("input[name=csrfmiddlewaretoken]")?.value || cookie("csrftoken") || "";

  // What one form in the editor holds: read once for all its widgets, again only when it has changed.
  class Form {
    constructor(prefix, address) {
      this.prefix = prefix;
      this.address = address;
      this.widgets = new Set();
      this.body = "";
      this.answer = null;
      this.timer = null;
      document.addEventListener("input", (event) => this.changed(event));
      document.addEventListener("change", (event) => this.changed(event));
      // A question that is moved or deleted changes no input that anybody could listen to.
      document.addEventListener("click", (event) => {
        if (event.target.closest?.("[data-streamfield-action]")) this.later();
      });
    }

    changed(event) {
      if (event.target.name?.startsWith(`${this.prefix}-`)) this.later();
    }

    later() {
      if (![...this.widgets].some((widget) => widget.isUsed())) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tell(), WAIT);
    }

    async tell() {
      for (const widget of this.widgets) if (!widget.root.isConnected) this.widgets.delete(widget);
      try {
        const blocks = await this.read();
        for (const widget of this.widgets) widget.told(blocks);
      } catch {
        // The network is away for a moment: the words stay as they were.
      }
    }

    async read() {
      const inputs = document.querySelectorAll(`[name^="${CSS.escape(this.prefix)}-"]`);
      const data = [];
      for (const input of inputs) {
        if (input.type === "file" || (["checkbox", "radio"].includes(input.type) && !input.checked)) continue;
        if (input.selectedOptions) {
          for (const chosen of input.selectedOptions) data.push([input.name, chosen.value]);
        } else data.push([input.name, input.value]);
      }
      const body = JSON.stringify({ prefix: this.prefix, data });
      if (body !== this.body || !this.answer) {
        this.body = body;
        this.answer = this.ask(body);
        this.answer.catch(() => {
          this.body = "";
        });
      }
      return this.answer;
    }

    async ask(body) {
      const answer = await fetch(this.address, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return (await answer.json()).blocks;
    }
  }

  const forms = new Map();
  const formOf = (prefix, address) => {
    if (!forms.has(prefix)) forms.set(prefix, new Form(prefix, address));
    return forms.get(prefix);
  };

  window.parvisForms = { formOf };
})();
