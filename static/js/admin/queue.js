// The queue: one tick for all rows of the screen, and how many are chosen.

const form = document.querySelector("[data-queue-form]");

if (form) {
  const all = form.querySelector("[data-queue-all]");
  const rows = [...form.querySelectorAll("[data-queue-row]")];
  const count = form.querySelector("[data-queue-count]");

  const update = () => {
    const chosen = rows.filter((row) => row.checked).length;
    if (count) count.value = chosen ? `(${chosen})` : "";
    all.checked = chosen === rows.length;
    all.indeterminate = chosen > 0 && chosen < rows.length;
  };

  all.hidden = false;
  all.addEventListener("change", () => {
    rows.forEach((row) => {
      row.checked = all.checked;
    });
    update();
  });
  form.addEventListener("change", update);
  update();
}
