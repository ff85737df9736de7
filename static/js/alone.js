// “None of these” unticks the other boxes of its question, and they untick it; what was unticked is said.
// Without this module the server says that they do not go together.

for (const group of document.querySelectorAll("[data-options-alone]")) {
  const spoken = document.createElement("p");
  spoken.className = "small-text mt-2";
  spoken.setAttribute("role", "status");
  group.after(spoken);

  const words = (box) => box.closest("label").textContent.trim();

  group.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    const leaving = target.checked
      ? [...group.querySelectorAll("input[type=checkbox]:checked")].filter(
          (box) => box !== target && (target.hasAttribute("data-alone") || box.hasAttribute("data-alone")),
        )
      : [];
    for (const box of leaving) box.checked = false;
    spoken.textContent = leaving.length
      ? `${group.dataset.optionsAlone} ${leaving.map(words).join(", ")}`
      : "";
    // Whoever listens to these boxes (conditions, a draft) learns of it.
    for (const box of leaving) box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
