// Sends a half-filled form to the server while the person types. Nothing is kept in the browser:
// a draft holds what must not lie about on a shared computer.

const QUIET_MILLISECONDS = 1500;
const SIGNED_OUT = "Not saved: you have been signed out. Copy what you typed, then sign in again.";
const SIGN_IN_AGAIN = "You have been signed out: the button at the end of the form leads you to sign in and back.";
const OTHER_TAB = "Not saved: this page was changed in another tab. Use the button at the end of the form to see both.";
const OFFLINE = "Not saved: you are offline. What you typed is still here.";
const REFUSED = "Not saved. What you typed is still here. Use the button at the end of the form.";

// Files are left out: they travel with the form itself.
function textOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") {
      fields.append(name, value);
    }
  }
  return fields;
}

function timeNow() {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date());
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.saved = textOf(form).toString();
    this.waiting = null;
    this.sending = false;
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        this.save();
      }
    });
    window.addEventListener("online", () => this.save());
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), QUIET_MILLISECONDS);
  }

  stop() {
    clearTimeout(this.waiting);
    this.stopped = true;
  }

  say(words) {
    if (this.status && this.status.textContent !== words) {
      this.status.textContent = words;
    }
  }

  async save() {
    clearTimeout(this.waiting);
    const body = textOf(this.form);
    if (this.stopped || body.toString() === this.saved) {
      return;
    }
    if (this.sending) {
      this.later();
      return;
    }
    this.sending = true;
    this.say("Saving…");
    this.say(await this.send(body));
    this.sending = false;
  }

  async send(body) {
    let answer;
    try {
      answer = await fetch(this.form.dataset.autosaveUrl, {
        method: "POST",
        body,
        keepalive: body.toString().length < 60000,
        redirect: "manual",
        headers: { "X-Requested-With": "autosave" },
      });
    } catch {
      return OFFLINE;
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      return SIGNED_OUT;
    }
    if (answer.status === 200) {
      return OTHER_TAB;
    }
    if (!answer.ok) {
      return REFUSED;
    }
    this.saved = body.toString();
    this.form.dispatchEvent(new CustomEvent("autosaved"));
    const saved = `Saved at ${timeNow()}`;
    return answer.status === 202 ? `${saved}. ${SIGN_IN_AGAIN}` : saved;
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) {
  new Autosave(form);
}
