// Asks before a page with unsaved answers is left. The browser words the question.

function textOf(form) {
  return new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  ).toString();
}

function watch(form) {
  let saved = textOf(form);
  let leaving = false;
  form.addEventListener("submit", () => {
    leaving = true;
  });
  form.addEventListener("autosaved", () => {
    saved = textOf(form);
  });
  // The person who asks to leave in a hurry is never held up.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".govuk-js-exit-this-page-button")) {
      leaving = true;
    }
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    const exiting = document.body.classList.contains("govuk-exit-this-page-hide-content");
    if (!leaving && !exiting && textOf(form) !== saved) {
      event.preventDefault();
    }
  });
}

for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  watch(form);
}
