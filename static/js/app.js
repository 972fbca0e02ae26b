// Starts the Design System's own behaviour and the small things every page shares.
// Their addresses come from the page, because the names of static files carry a hash in production.

async function start(address, root) {
  if (!address) {
    return;
  }
  const module = await import(address);
  module.initAll({ scope: root });
}

function showPrintButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// On a wide screen there is room for the filter: it need not be opened by hand.
function openFilters() {
  if (window.matchMedia("(min-width: 40.0625em)").matches) {
    for (const panel of document.querySelectorAll("details[data-filter]")) {
      panel.open = true;
    }
  }
}

// The button says that something is happening, and says it once.
function showBusy() {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.submitter) {
      return;
    }
    event.submitter.setAttribute("aria-busy", "true");
  });
  // A page that comes back from the browser's memory is ready again.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
    }
  });
}

const { govuk, moj } = document.body.dataset;

showPrintButtons();
openFilters();
showBusy();
await start(govuk, document.body);
if (document.querySelector("[data-module^='moj-']")) {
  await start(moj, document.body);
}
