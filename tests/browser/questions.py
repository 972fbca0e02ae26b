"""The questions of a page as a person sees them: what each asks, the name of its box, and whether it is answered."""

SEEN = """
() => {
  const found = new Map();
  for (const box of document.querySelectorAll("main form input, main form select, main form textarea")) {
    if (box.type === "hidden" || box.closest(".app-revealed, .app-if-yes")?.offsetParent === null) continue;
    const day = box.closest(".govuk-date-input");
    const group = (day ?? box).closest(".govuk-form-group:not(.govuk-date-input__item > *)");
    const words = group.querySelector(":scope > fieldset > legend") ?? group.querySelector("label");
    const name = day ? box.name.replace(/_[0-3]$/, "") : box.name;
    const answered = ["radio", "checkbox"].includes(box.type) ? box.checked : box.value !== "";
    const known = found.get(name) ?? {name, question: words.childNodes[0].textContent.trim(), answered: false};
    found.set(name, {...known, answered: known.answered || answered});
  }
  return [...found.values()];
}
"""


def questions(page):
    return page.evaluate(SEEN)
