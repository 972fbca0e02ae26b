// Warns before a session ends, keeps it while somebody types, and covers the page when it has ended.
// What was typed stays in the page, unseen, until the same person has signed in again. Nothing is kept by the browser.

const EVERY = 1000;
const SIGNS_OF_WORK = ["input", "keydown", "pointerdown", "scroll"];

const { sessionUrl, sessionLeft, sessionWarn, sessionWho, sessionSignIn } = document.body.dataset;
const warnAt = Number(sessionWarn);
const tellEvery = Math.max(2, Math.min(60, warnAt / 2)) * 1000;

let endsAt = Date.now() + Number(sessionLeft) * 1000;
let worked = false;
let toldAt = Date.now();
let asking = false;
let notice = null;
let cover = null;

function tokens() {
  return [...document.querySelectorAll('input[name="csrfmiddlewaretoken"]')];
}

// GET asks how long it lasts; POST says that something was done, and lengthens it.
async function ask(method) {
  const token = tokens()[0]?.value ?? "";
  try {
    const answer = await fetch(sessionUrl, {
      method,
      redirect: "manual",
      headers: { "X-Requested-With": "session", "X-CSRFToken": token },
    });
    return answer.ok ? await answer.json() : { left: 0 };
  } catch {
    return null; // offline: nothing is known
  }
}

async function heed(method) {
  if (asking) {
    return;
  }
  asking = true;
  const state = await ask(method);
  asking = false;
  if (state === null) {
    return;
  }
  const same = String(state.who) === sessionWho;
  endsAt = Date.now() + (same ? state.left : 0) * 1000;
  if (same && state.left > 0) {
    goOn(state);
  }
}

function goOn(state) {
  for (const input of tokens()) {
    input.value = state.token;
  }
  if (cover) {
    cover.remove();
    cover = null;
    document.body.classList.remove("app-covered");
  }
  if (notice && state.left > warnAt) {
    notice.close();
    notice.remove();
    notice = null;
  }
}

function part(name, words, className) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

function button(words, className, act) {
  const made = part("button", words, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function warn(left) {
  if (!notice) {
    notice = part("dialog", "", "app-session-notice");
    notice.setAttribute("aria-labelledby", "session-notice");
    const heading = part("h2", "You are about to be signed out", "govuk-heading-m");
    heading.id = "session-notice";
    const time = part("p", "", "govuk-body");
    time.setAttribute("role", "status");
    const buttons = part("div", "", "govuk-button-group");
    buttons.append(button("Stay signed in", "govuk-button", () => heed("POST")));
    notice.append(heading, time, part("p", "What you have typed here is kept.", "govuk-body"), buttons);
    document.body.append(notice);
    notice.showModal();
  }
  // Read out once a half minute, not every second
  const rounded = left > 30 ? Math.ceil(left / 30) * 30 : 30;
  const words =
    rounded >= 60
      ? `In about ${Math.ceil(rounded / 60)} minute${rounded > 60 ? "s" : ""}, because nothing was done for a while.`
      : "In less than half a minute, because nothing was done for a while.";
  const said = notice.querySelector("[role=status]");
  if (said.textContent !== words) {
    said.textContent = words;
  }
}

function end() {
  if (cover) {
    return;
  }
  if (notice) {
    notice.close();
    notice.remove();
    notice = null;
  }
  cover = part("div", "", "app-session-over");
  const link = part("a", "Sign in in another tab", "govuk-button");
  link.href = sessionSignIn;
  link.target = "_blank";
  link.rel = "noopener";
  const again = button("I have signed in: show the page", "govuk-button govuk-button--secondary", () => heed("GET"));
  const buttons = part("div", "", "govuk-button-group");
  buttons.append(link, again);
  cover.append(
    part("h1", "You have been signed out", "govuk-heading-l"),
    part("p", "Nothing was done for a while, so the page is covered. What you had typed is still in it.", "govuk-body"),
    part("p", "Sign in in another tab, then come back to this one.", "govuk-body"),
    buttons,
  );
  cover.setAttribute("role", "alertdialog");
  cover.tabIndex = -1;
  document.body.classList.add("app-covered");
  document.body.append(cover);
  cover.focus();
}

async function tick() {
  const left = (endsAt - Date.now()) / 1000;
  if (cover) {
    return;
  }
  if (worked && !notice && Date.now() - toldAt > tellEvery) {
    worked = false;
    toldAt = Date.now();
    await heed("POST");
  } else if (left <= 0) {
    await heed("GET");
    if (endsAt <= Date.now()) {
      end();
    }
  } else if (left <= warnAt) {
    // Another tab may have been used meanwhile
    if (!notice) {
      await heed("GET");
    }
    const now = (endsAt - Date.now()) / 1000;
    if (now <= warnAt && now > 0) {
      warn(now);
    }
  }
}

if (sessionUrl) {
  for (const sign of SIGNS_OF_WORK) {
    document.addEventListener(sign, () => { worked = true; }, { passive: true, capture: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      heed("GET").then(tick);
    }
  });
  setInterval(tick, EVERY);
}
