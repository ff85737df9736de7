// Masking: a passage that is selected in the text goes into the field of words to mask.

const text = document.querySelector("[data-mask-text]");
const button = document.querySelector("[data-mask-add]");
const field = document.querySelector("textarea[name=words]");

// What the mark says of a passage is not part of it.
const selected = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return "";
  const copy = selection.getRangeAt(0).cloneContents();
  copy.querySelectorAll(".desk-found__what").forEach((label) => label.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
};

if (text && button && field) {
  button.hidden = false;
  // A click would end the selection before it is read.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const words = selected();
    if (!words) return;
    field.value = [...field.value.split("\n").filter(Boolean), words].join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
