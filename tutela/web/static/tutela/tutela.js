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
// A sign-in lasts thirty minutes without use; after five it is looked at before answers are sent.
const SURELY_SIGNED_IN_MS = 5 * 60 * 1000;

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

// Whoever is signed out is sent to sign in; nothing else that a form's page asks for is elsewhere.
const isSignIn = (answer) => answer?.type === "opaqueredirect";

// The token of a form holds until the next sign-in. After that sign-in, in another window and by the same
// person, the server gives a new one. Nothing here parses HTML: Trusted Types forbid it.
async function renewToken() {
  try {
    const answer = await fetch(document.body.dataset.formToken, {
      credentials: "same-origin",
      redirect: "manual",
    });
    if (isSignIn(answer)) {
      return answer;
    }
    const fresh = answer.ok ? await answer.json() : {};
    const signedIn = document.querySelector(".tutela-header__who a")?.textContent;
    if (fresh.token && fresh.who === signedIn) {
      document
        .getElementsByName("csrfmiddlewaretoken")
        .forEach((box) => (box.value = fresh.token));
      return answer;
    }
  } catch {
    // Said where the answers could not be kept.
  }
  return undefined;
}

// Unfinished answers go to the server, never into the browser: this machine may be shared.
function keepAnswers(form) {
  const said = form.querySelector("[data-kept]");
  const signIn = form.querySelector("[data-sign-in]");
  // Tells the server which answers this window knows of.
  const seen = form.querySelector("[name=_seen]");
  let waiting;
  let keeping;
  let leaving = false;
  let signedOut = false;
  let heard = Date.now();

  async function send() {
    const answers = new URLSearchParams(new FormData(form));
    try {
      return await fetch(form.dataset.keep, {
        method: "POST",
        body: answers,
        headers: { "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "manual",
        // Goes on when the page is closed, as browsers allow up to 64 KiB.
        keepalive: answers.toString().length < 60_000,
      });
    } catch {
      return undefined;
    }
  }

  async function sendAndSay() {
    let answer = await send();
    if (answer?.status === 403) {
      const renewed = await renewToken();
      answer = renewed?.ok ? await send() : (renewed ?? answer);
    }
    signedOut = isSignIn(answer);
    signIn.hidden = !signedOut;
    if (signedOut) {
      said.textContent = form.dataset.signedOutWords;
    } else if (answer?.ok) {
      heard = Date.now();
      seen.value = answer.headers.get("X-Kept") ?? seen.value;
      said.textContent = form.dataset.keptWords;
    } else {
      said.textContent = form.dataset.notKeptWords;
    }
  }

  function keep() {
    waiting = undefined;
    const sending = Promise.all([keeping, sendAndSay()]).then(() => {
      if (keeping === sending) {
        keeping = undefined;
      }
    });
    keeping = sending;
    return sending;
  }

  // One after the other, so that what was typed last arrives last.
  function keepInTurn() {
    waiting = keeping ? setTimeout(keepInTurn, KEEP_AFTER_MS) : undefined;
    if (!keeping) {
      keep();
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keepInTurn, KEEP_AFTER_MS);
  });
  // Answers that are being kept must not arrive after those that are sent. And where the sign-in has run
  // out meanwhile, or may have, they are kept first: what is sent without one is lost.
  let held = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    waiting = undefined;
    if (!keeping && !signedOut && Date.now() - heard < SURELY_SIGNED_IN_MS) {
      leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!held) {
      held = true;
      (keeping ?? keep()).then(() => {
        held = false;
        heard = Date.now();
        if (signedOut) {
          signIn.focus();
        } else {
          form.requestSubmit(event.submitter);
        }
      });
    }
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting && !leaving) {
      clearTimeout(waiting);
      keep();
    }
  });
}

// In this order: a submit that waits for answers being kept is not yet one that was sent.
document.querySelectorAll("form[data-keep]").forEach(keepAnswers);
document.querySelectorAll('form[method="post"]').forEach(sendOnce);

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
