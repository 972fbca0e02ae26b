// The clocks of a meeting go on while a case is talked about. Without this script they say how long it was on opening.

const SECOND = 1000;
const TEN = 10;

function inWords(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) {
    return "less than a minute";
  }
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}

const opened = Date.now();
for (const clock of document.querySelectorAll("[data-clock]")) {
  const before = Number(clock.dataset.clock);
  setInterval(() => {
    const words = inWords(before + (Date.now() - opened) / SECOND);
    if (clock.textContent !== words) {
      clock.textContent = words;
    }
  }, TEN * SECOND);
}
