// Fills in the code that a link or a QR code carries after “#”, which browsers send to no server,
// and takes it out of the address.

const given = new URLSearchParams(location.hash.slice(1));

for (const form of document.querySelectorAll("[data-gate]")) {
  let filled = null;
  for (const field of form.querySelectorAll("[data-from-address]")) {
    const value = given.get(field.dataset.fromAddress);
    if (!value) continue;
    field.value = value;
    filled = form.querySelector("button[type=submit]");
  }
  if (!filled) continue;
  history.replaceState(null, "", location.pathname + location.search);
  filled.focus();
}
