// The communes of a postcode, as soon as its five digits are written. Without this module the form
// comes back with the choice where there is one.

const POSTCODE = /^\d{5}$/;

function watch(root) {
  const words = root.dataset;
  const input = root.querySelector("[data-communes-postcode]");
  const status = root.querySelector("[data-communes-status]");
  const place = root.querySelector("[data-communes-choice]");
  const label = root.querySelector("[data-communes-label]").content.textContent;
  let shown = input.value.trim();
  let request;

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function buttons(communes) {
    const options = communes.map(({ code, name }, number) => {
      const id = `${words.choiceId}_${number}`;
      const radio = element("input", { type: "radio", class: "form-check-input", name: words.choiceName, value: code, id });
      return element("label", { class: "option", for: id }, radio, element("span", {}, name));
    });
    return [element("div", { class: "options", role: "radiogroup", "aria-label": label }, ...options)];
  }

  function list(communes) {
    const options = communes.map(({ code, name }) => element("option", { value: code }, name));
    const select = { class: "form-select", name: words.choiceName, id: words.choiceId };
    return [
      element("label", { class: "form-label mt-3", for: words.choiceId }, label),
      element("select", select, element("option", { value: "" }, words.choose), ...options),
    ];
  }

  function show(communes) {
    if (communes.length === 0) status.textContent = words.none;
    else if (communes.length === 1) status.textContent = `${words.found} ${communes[0].name}`;
    else status.textContent = words.several.replace("NUMBER", communes.length);
    if (communes.length < 2) place.replaceChildren();
    else place.replaceChildren(...(communes.length > Number(words.mostButtons) ? list : buttons)(communes));
    // What stands on conditions looks again.
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function ask() {
    const postcode = input.value.replace(/\s/g, "");
    if (postcode === shown) return;
    request?.abort();
    shown = postcode;
    if (!POSTCODE.test(postcode)) {
      status.textContent = "";
      place.replaceChildren();
      return;
    }
    request = new AbortController();
    try {
      const answer = await fetch(words.communes.replace("00000", postcode), { signal: request.signal });
      if (answer.ok) show((await answer.json()).communes);
    } catch {
      // Overtaken by another postcode, or no network: the server asks when the form is sent.
    }
  }

  input.addEventListener("input", ask);
}

document.querySelectorAll("[data-communes]").forEach(watch);
