// The quick way out. Everything on the screen goes first, then the session, then the page; its place in the
// history is taken by the page that follows. Without this script the button is a plain form.
const form = document.querySelector("form[data-out]");
const WITHIN_MS = 5000;

function leave() {
  document.documentElement.classList.add("gone");
  document.title = "";
  const said = new FormData();
  said.set("beacon", "1");
  navigator.sendBeacon(form.action, said);
  location.replace(form.dataset.out);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

let shifts = [];
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") {
    shifts = [];
    return;
  }
  shifts = [...shifts.filter((at) => Date.now() - at < WITHIN_MS), Date.now()];
  if (shifts.length === 3) {
    leave();
  }
});

// Coming back to a page that the browser kept in memory shows nothing of it.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.documentElement.classList.add("gone");
    location.reload();
  }
});
