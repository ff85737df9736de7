// A bulk decision under way: its page is read again every few seconds, until it is finished.

const PAUSE = 2000;

const follow = async () => {
  const shown = document.querySelector("[data-job]");
  if (!shown) return;
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("job");
      if (fresh) shown.replaceWith(document.adoptNode(fresh));
    }
  } catch {
    // The network is away for a moment: the next try will tell.
  }
  window.setTimeout(follow, PAUSE);
};

window.setTimeout(follow, PAUSE);
