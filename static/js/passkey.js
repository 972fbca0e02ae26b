// Shows what needs a passkey where the browser knows passkeys, and says in plain words when one did not work.

const NOT_WORKED =
  "The passkey did not work, or you broke it off. Try once more, or use another way.";

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) {
    part.hidden = false;
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-error]")) {
    place.textContent = NOT_WORKED;
    place.hidden = false;
  }
});
