// The search works without this module. With it, a field with data-suggest offers ways to finish the
// word that is being typed: a combobox with a list, after the ARIA authoring practices.

const WAIT = 150;
const SHORTEST = 2;

function suggest(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let chosen = -1;
  let timer;
  let request;

  list.id = `${input.id}-suggestions`;
  list.className = "suggest__list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ]) {
    input.setAttribute(name, value);
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(texts) {
    close();
    if (!texts.length || document.activeElement !== input) return;
    list.append(
      ...texts.map((text, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.className = "suggest__option";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        return option;
      }),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent =
      texts.length === 1
        ? input.dataset.suggestOne
        : input.dataset.suggestMany.replace("NUMBER", texts.length);
  }

  function choose(number) {
    const options = [...list.children];
    // One place more than there are options: the field itself.
    const places = options.length + 1;
    chosen = ((number + 1 + places) % places) - 1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function take(option) {
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  }

  async function ask() {
    const typed = input.value;
    request?.abort();
    request = new AbortController();
    try {
      const address = `${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: request.signal });
      if (!answer.ok) return;
      const { suggestions } = await answer.json();
      if (input.value === typed) show(suggestions.filter((text) => text !== typed));
    } catch {
      // Overtaken by the next letter, or no network: there are no suggestions then.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  // The field keeps the focus, whose loss closes the list; a finger that slides away chooses nothing.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
}

document.querySelectorAll("input[data-suggest]").forEach(suggest);
