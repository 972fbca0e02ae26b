// Sends each tap on a register at once, and keeps it in the page until the server has it.
// What waits through a dropped connection holds ids and outcomes, never a name or a note: a telephone is lost easily.

const POLL = 10_000; // milliseconds
const RETRY = [2000, 4000, 8000, 15_000];
const CELL = /^(outcome|minutes|note)_\d+$/;

function timeNow() {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date());
}

// randomUUID is there only where the connection is encrypted; a test site on the machine's own network is not.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Taps that the server has not confirmed: in memory, and without notes in the tab's own storage, for a reload.
class Waiting {
  constructor(name, person) {
    this.name = name;
    this.person = person;
    this.taps = this.kept();
  }

  kept() {
    try {
      const { person, taps } = JSON.parse(sessionStorage.getItem(this.name));
      return person === this.person ? taps : [];
    } catch {
      return [];
    }
  }

  keep() {
    const bare = this.taps.map((tap) => ({
      ...tap,
      cells: Object.fromEntries(Object.entries(tap.cells).filter(([name]) => !name.startsWith("note_"))),
    }));
    try {
      if (this.taps.length) {
        sessionStorage.setItem(this.name, JSON.stringify({ person: this.person, taps: bare }));
      } else {
        sessionStorage.removeItem(this.name);
      }
    } catch {
      // A browser that refuses storage still has the page's memory.
    }
  }

  add(cells, everyoneElse) {
    this.taps.push({ key: newKey(), made: Date.now(), cells, everyoneElse });
    this.keep();
  }

  done(tap) {
    this.taps = this.taps.filter((other) => other.key !== tap.key);
    this.keep();
  }

  holds(name) {
    return this.taps.some((tap) => name in tap.cells);
  }
}

class Register {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-register-status]");
    this.news = form.querySelector("[data-register-news]");
    this.waiting = new Waiting(`register:${form.dataset.register}`, form.dataset.person);
    this.sending = false;
    this.fails = 0;
    this.alarm = "";
    this.saved = "Every tap is saved.";
    form.addEventListener("change", (event) => this.tapped(event.target));
    form.addEventListener("keydown", (event) => this.noSending(event));
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.send());
    window.addEventListener("beforeunload", (event) => this.waiting.taps.length && event.preventDefault());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.poll());
    setInterval(() => document.visibilityState === "visible" && this.poll(), POLL);
    this.restore();
    this.count(this.saved);
    this.poll();
  }

  // After a reload: what had not been sent is on the page again.
  restore() {
    for (const tap of this.waiting.taps) {
      this.fill(tap.cells);
    }
  }

  tapped(box) {
    if (!this.filling && CELL.test(box.name)) {
      this.waiting.add({ [box.name]: box.value }, false);
      this.send();
    }
  }

  // The Enter key keeps what was typed; it does not leave the page.
  noSending(event) {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  submitted(event) {
    if (event.submitter?.name === "all") {
      event.preventDefault();
      this.everyoneElse();
    } else if (this.waiting.taps.length || this.lost || !navigator.onLine) {
      event.preventDefault();
      this.finishAfterwards(event.submitter);
    }
  }

  everyoneElse() {
    const cells = {};
    for (const man of this.form.querySelectorAll("[data-man]")) {
      if (!man.querySelector("[name^=outcome_]:checked")) {
        cells[`outcome_${man.dataset.man}`] = "attended";
      }
    }
    if (Object.keys(cells).length) {
      this.fill(cells);
      this.waiting.add(cells, true);
      this.send();
    }
  }

  async finishAfterwards(button) {
    const flags = button?.name === "flag";
    if (flags) {
      // Stands until the flag has been sent: whatever else is said of the connection must not take its place.
      this.alarm = "NOBODY HAS BEEN TOLD yet.";
    }
    this.say("Trying to reach the site…", true);
    if (await this.reached()) {
      this.form.requestSubmit(button);
    } else if (!this.signedOut) {
      if (flags) {
        this.alarm = "NOBODY HAS BEEN TOLD. Ring them now, and flag it here when the connection is back.";
      }
      this.say(
        flags
          ? "No connection."
          : `No connection: the register is not finished. ${this.inThisPhone()} Press Finish again then.`,
        true,
      );
    }
  }

  // Everything is sent and the site answers. A telephone that knows it has no connection is not kept waiting for one.
  async reached() {
    if (!navigator.onLine) {
      return false;
    }
    await this.send();
    return !this.waiting.taps.length && !this.signedOut && this.ask({}, null);
  }

  inThisPhone() {
    const number = this.waiting.taps.length;
    if (!number) {
      return "What you tapped is saved.";
    }
    return `${number} ${number === 1 ? "tap waits" : "taps wait"} in this phone and ${
      number === 1 ? "is" : "are"
    } sent when it is back.`;
  }

  say(news, trouble = false) {
    const words = this.alarm ? `${this.alarm} ${news}` : news;
    if (this.status.textContent !== words) {
      this.status.textContent = words;
    }
    this.status.classList.toggle("app-register__status--trouble", trouble || Boolean(this.alarm));
  }

  count(words) {
    const men = Number(this.form.dataset.men);
    const marked = this.form.querySelectorAll("[name^=outcome_]:checked").length;
    this.say(men ? `${marked} of ${men} marked. ${words}` : words);
  }

  async send() {
    if (this.sending) {
      return this.sending;
    }
    this.sending = this.sendAll();
    await this.sending;
    this.sending = null;
    return undefined;
  }

  async sendAll() {
    clearTimeout(this.retry);
    while (this.waiting.taps.length && !this.signedOut) {
      const tap = this.waiting.taps[0];
      const body = new URLSearchParams({
        ...tap.cells,
        key: tap.key,
        age: Math.max(0, Date.now() - tap.made),
        seen: this.form.elements.seen.value,
        csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value,
      });
      if (tap.everyoneElse) {
        body.append("everyone_else", "on");
      }
      this.count("Saving…");
      if (!(await this.ask({ method: "POST", body }, tap))) {
        return;
      }
    }
    if (!this.signedOut) {
      this.count(this.saved);
    }
  }

  async poll() {
    if (!this.sending && !this.waiting.taps.length && !this.signedOut) {
      await this.ask({}, null);
    } else if (this.waiting.taps.length) {
      await this.send();
    }
  }

  // True when the server has answered, whatever it said.
  async ask(what, tap) {
    let answer;
    let said;
    try {
      const seen = tap ? "" : `?seen=${this.form.elements.seen.value}`;
      const wanted = { redirect: "manual", signal: AbortSignal.timeout(15_000), ...what };
      answer = await fetch(this.form.dataset.marksUrl + seen, wanted);
      said = answer.ok || answer.status === 409 ? await answer.json() : null;
    } catch {
      return this.offline();
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      this.signedOut = true;
      this.say(`You have been signed out. ${this.inThisPhone()} Sign in again in this tab.`, true);
      return false;
    }
    if (!said) {
      return this.offline();
    }
    this.fails = 0;
    this.lost = false;
    if (tap) {
      this.waiting.done(tap);
      this.saved = `Saved at ${timeNow()}.`;
    }
    this.show(said);
    return true;
  }

  offline() {
    this.lost = true;
    if (this.waiting.taps.length) {
      this.say(`No connection. ${this.inThisPhone()}`, true);
      const pause = RETRY[Math.min(this.fails, RETRY.length - 1)];
      this.fails += 1;
      this.retry = setTimeout(() => this.send(), pause);
    } else {
      this.say("No connection. You can go on: taps are kept in this phone and sent when it is back.", true);
    }
    return false;
  }

  show(said) {
    if (said.refused) {
      this.tell([said.refused]);
      return;
    }
    // An answer that was overtaken on the way shows a register that is no more.
    if (said.seen < Number(this.form.elements.seen.value)) {
      return;
    }
    this.fill(said.cells);
    this.tell([...said.news, ...said.late]);
    this.form.elements.seen.value = said.seen;
    if (said.recorded.some((pk) => this.form.querySelector(`[data-man="${pk}"]`))) {
      this.changed();
    }
    if (!this.waiting.taps.length) {
      this.count(this.saved);
    }
  }

  // Put values into the boxes as if they had been tapped, except where something newer waits or is being typed.
  fill(cells) {
    this.filling = true;
    for (const [name, value] of Object.entries(cells)) {
      const box = this.form.elements[name];
      if (!box || (this.waiting.holds(name) && !this.restoring(name, value))) {
        continue;
      }
      if (box instanceof RadioNodeList) {
        const radio = [...box].find((one) => one.value === value);
        if (radio && !radio.checked) {
          radio.click();
        }
      } else if (box !== document.activeElement && box.value !== value) {
        box.value = value;
      }
    }
    this.filling = false;
  }

  restoring(name, value) {
    const latest = this.waiting.taps.filter((tap) => name in tap.cells).at(-1);
    return latest.cells[name] === value;
  }

  tell(sentences) {
    for (const words of sentences) {
      const line = document.createElement("p");
      line.className = "govuk-body";
      line.textContent = words;
      this.news.append(line);
      this.news.hidden = false;
    }
  }

  changed() {
    if (!this.news.querySelector("a")) {
      this.news.append(document.querySelector("[data-register-changed]").content.cloneNode(true));
      this.news.hidden = false;
    }
  }
}

for (const form of document.querySelectorAll("form[data-register]")) {
  new Register(form);
  for (const words of form.querySelectorAll("[data-needs-script]")) {
    words.hidden = false;
  }
}
