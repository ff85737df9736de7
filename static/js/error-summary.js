// The summary has "autofocus"; a browser that scrolls to the address's fragment instead of giving
// it the focus is helped here.

document.querySelector("[data-focus]")?.focus();
