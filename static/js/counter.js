// Says how many characters are left in a long text, and no longer cuts off what is pasted: a text
// that is too long stays visible, to be shortened. Without this module the limit stands in words.

const ANNOUNCE_AFTER = 800;

for (const counter of document.querySelectorAll("[data-counter-for]")) {
  const field = document.getElementById(counter.dataset.counterFor);
  const limit = Number(counter.dataset.limit);
  if (!field || !limit) continue;

  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  counter.after(spoken);
  let timer;

  const text = () => {
    // The server counts characters, not the halves of UTF-16.
    const left = limit - [...field.value].length;
    const words = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.toggleAttribute("data-over-limit", left < 0);
    return `${words} ${numbers.format(Math.abs(left))}`;
  };

  const update = () => {
    counter.textContent = text();
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = counter.textContent;
    }, ANNOUNCE_AFTER);
  };

  field.removeAttribute("maxlength");
  field.addEventListener("input", update);
  counter.textContent = text();
}
