// Everything works without this module. It starts GOV.UK Frontend's components, stops a form from being
// sent twice, and keeps unfinished answers.
import {
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  Checkboxes,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "./govuk-frontend.min.js";

// GOV.UK Frontend asks for these in an inline script, which our Content Security Policy forbids.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

const KEEP_AFTER_MS = 2000;

// A second press while the first is on its way is swallowed. The server would record it once anyway:
// every form carries the identifier of the entry that it makes.
function sendOnce(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });
  // Coming back to a page kept in memory must not find its form locked.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}

// Unfinished answers go to the server, never into the browser: this machine may be shared.
function keepAnswers(form) {
  const said = form.querySelector("[data-kept]");
  let waiting;
  let leaving = false;

  async function keep() {
    waiting = undefined;
    const answers = new FormData(form);
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body: new URLSearchParams(answers),
        headers: { "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "error",
      });
      said.textContent = answer.ok ? form.dataset.keptWords : form.dataset.notKeptWords;
    } catch {
      said.textContent = form.dataset.notKeptWords;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, KEEP_AFTER_MS);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting && !leaving) {
      clearTimeout(waiting);
      keep();
    }
  });
}

document.querySelectorAll('form[method="post"]').forEach(sendOnce);
document.querySelectorAll("form[data-keep]").forEach(keepAnswers);

// A question that hangs on the answer to another is shown when that answer is given. Without this module
// all are shown, each saying on which question it hangs; the server ignores what was not asked.
function showWhereAsked(question) {
  const boxes = [...document.getElementsByName(question.dataset.dependsOn)];
  const wanted = new Set(question.dataset.dependsValues.split("|"));
  if (boxes.length === 0) {
    return;
  }
  const isChoice = (box) => box.type === "radio" || box.type === "checkbox";
  const look = () => {
    question.hidden = !boxes.some((box) => wanted.has(box.value) && (!isChoice(box) || box.checked));
  };
  // What a typed answer stands for only the server knows.
  if (boxes.every(isChoice)) {
    question.querySelectorAll("[data-only-when]").forEach((words) => words.remove());
    boxes.forEach((box) => box.addEventListener("change", look));
    look();
  }
}

document.querySelectorAll("[data-depends-on]").forEach(showWhereAsked);
