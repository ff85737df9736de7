// Triage: the next contribution without loading a page, one key for each button, and a claim that is
// kept as long as the screen is open. Without this script every button is a form that is sent as usual.

const screen = document.querySelector("[data-triage]");
const item = document.getElementById("triage-item");
const status = screen.querySelector("[data-triage-status]");
const trouble = screen.querySelector("[data-triage-trouble]");
const troubleText = screen.querySelector("[data-triage-trouble-text]");
const FRAGMENT = { "X-Requested-With": "XMLHttpRequest" };
const TYPED_IN = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

let isBusy = false;
let renewal = null;
let countdown = null;

// Trouble is said, and nothing on the screen changes.
const warn = (text) => {
  troubleText.textContent = text;
  trouble.hidden = false;
};

const focusOn = (element) => {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
};

// Sending

const send = async (form, button) => {
  if (isBusy) return;
  const data = new FormData(form, button);
  isBusy = true;
  item.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: FRAGMENT,
      credentials: "same-origin",
    });
    if (answer.headers.get("X-Triage") !== "1") throw new Error(`status ${answer.status}`);
    show(await answer.text(), answer);
  } catch {
    warn(screen.querySelector("[data-triage-failed]").textContent.trim());
  } finally {
    isBusy = false;
    item.removeAttribute("aria-busy");
  }
};

const show = (html, answer) => {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  item.replaceChildren(fresh.content);
  trouble.hidden = true;
  // The address is that of the screen: loading it again, or leaving and coming back, shows the same.
  if (answer.ok) window.history.replaceState(null, "", answer.url);
  begin();
  const wrong = item.querySelector(".error-message");
  const field = wrong && item.querySelector("textarea");
  const place = field || item.querySelector("[data-triage-focus]");
  for (let around = item; around; around = around.parentElement) around.scrollTop = 0;
  if (place) focusOn(place);
  const words = field ? wrong.textContent : item.querySelector("[data-triage-announce]")?.textContent;
  status.textContent = (words || "").replace(/\s+/g, " ").trim();
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-triage-form]");
  if (!form) return;
  event.preventDefault();
  send(form, event.submitter);
});

// A request for a change says nothing without a text: the text is asked for first.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-triage-needs]");
  if (!button) return;
  const field = document.getElementById(button.dataset.triageNeeds);
  if (!field.value.trim()) {
    event.preventDefault();
    focusOn(field);
  }
});

// Keys

// A digit is its place on the keyboard: on a French one, the digits of the upper row need Shift.
const keyOf = (event) => {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  return digit ? digit[1] : event.key.toLowerCase();
};

const isTyping = (event) => event.target instanceof Element && event.target.matches(TYPED_IN);

const hasModifier = (event) => event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;

const dialogIsOpen = () =>
  document.querySelector("dialog[open], [role=dialog]:not([aria-hidden=true]):not([hidden])") !== null;

document.addEventListener("keydown", (event) => {
  if (!("triageKeys" in screen.dataset)) return;
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  // What was written for its author is sent from where it was written.
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const button = item.querySelector(`[data-triage-needs="${CSS.escape(event.target.id)}"]`);
    if (button && !isBusy) button.click();
    return;
  }
  if (hasModifier(event)) return;
  if (isTyping(event)) {
    if (event.key === "Escape" && item.contains(event.target)) {
      focusOn(item.querySelector("h2[tabindex]"));
      event.preventDefault();
    }
    return;
  }
  if (isBusy || dialogIsOpen()) return;
  const key = CSS.escape(keyOf(event));
  const list = item.querySelector(`[data-focus-key="${key}"]`);
  const button = list ? null : item.querySelector(`[data-key="${key}"]`);
  if (!list && !button) return;
  event.preventDefault();
  if (list) focusOn(list.querySelector("button"));
  else button.click();
});

// The claim

const renew = async () => {
  const place = item.querySelector("[data-triage-renew]");
  if (!place || document.hidden) return;
  const data = new FormData();
  data.set("revision", place.dataset.triageRevision);
  data.set("csrfmiddlewaretoken", item.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(place.dataset.triageRenew, {
      method: "POST",
      body: data,
      headers: FRAGMENT,
      credentials: "same-origin",
    });
    if (!place.isConnected) return;
    if (answer.status === 409) warn(await answer.text());
    else if (answer.ok) trouble.hidden = true;
  } catch {
    // The network is away for a moment: the next try comes before the claim ends.
  }
};

document.addEventListener("visibilitychange", renew);

// The seconds left for undoing

const countDown = () => {
  const button = item.querySelector("[data-triage-undo]");
  if (!button) return;
  const end = Date.now() + Number(button.dataset.triageUndo) * 1000;
  const shown = button.querySelector("[data-triage-seconds]");
  countdown = window.setInterval(() => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0) {
      shown.textContent = String(left);
      return;
    }
    window.clearInterval(countdown);
    if (button === document.activeElement) focusOn(item.querySelector("h2[tabindex]"));
    button.remove();
  }, 1000);
};

const begin = () => {
  window.clearInterval(renewal);
  window.clearInterval(countdown);
  const place = item.querySelector("[data-triage-renew]");
  if (place) renewal = window.setInterval(renew, Number(place.dataset.triageRenewSeconds) * 1000);
  countDown();
};

begin();
