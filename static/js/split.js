// Counts along while a total is shared out: what is left, or what is too much. Without this module the
// total stands there in words, and the server says what does not add up.

const ANNOUNCE_AFTER = 800;

for (const split of document.querySelectorAll("[data-split]")) {
  const line = split.querySelector("[data-split-left]");
  const fields = [...split.querySelectorAll("input")];
  const total = Number(split.dataset.total);
  if (!line || !total) continue;

  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  line.after(spoken);
  let timer;

  // Whole numbers alone, as the server reads them; anything else counts for nothing here.
  const amount = (field) => {
    const digits = field.value.replace(/\s/g, "");
    return /^[0-9]{1,12}$/.test(digits) ? Number(digits) : 0;
  };

  const say = () => {
    const left = total - fields.reduce((sum, field) => sum + amount(field), 0);
    const state = left < 0 ? "over" : left === 0 ? "done" : "left";
    const shown = state === "done" ? total : Math.abs(left);
    line.dataset.state = state;
    line.textContent = `${split.dataset[state]} ${numbers.format(shown)} ${split.dataset.unit}`.trim();
  };

  split.addEventListener("input", () => {
    say();
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = line.textContent;
    }, ANNOUNCE_AFTER);
  });
  say();
}
