// Says that there is no connection, before somebody presses a button that cannot reach us. What is typed stays on the page.

const notice = document.querySelector("[data-offline]");

function look() {
  notice.hidden = navigator.onLine;
}

if (notice) {
  window.addEventListener("online", look);
  window.addEventListener("offline", look);
  look();
}
