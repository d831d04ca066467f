// Passkeys: asks the browser for one and puts its answer into the form. The forms that need it are hidden
// until this runs, and everything else on the page works without it.

function fromBase64url(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function toBase64url(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What the server asks comes as text; the browser wants bytes in these places.
function readOptions(options) {
  const asked = { ...options.publicKey, challenge: fromBase64url(options.publicKey.challenge) };
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: fromBase64url(one.id) }));
  asked.excludeCredentials = named(asked.excludeCredentials);
  asked.allowCredentials = named(asked.allowCredentials);
  if (asked.user) {
    asked.user = { ...asked.user, id: fromBase64url(asked.user.id) };
  }
  return asked;
}

function writeAnswer(credential) {
  const given = credential.response;
  const response = { clientDataJSON: toBase64url(given.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (given[part]) {
      response[part] = toBase64url(given[part]);
    }
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function optionsOf(form) {
  if (form.dataset.options) {
    return JSON.parse(form.dataset.options);
  }
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`asked and got ${answer.status}`);
  }
  return answer.json();
}

async function usePasskey(form) {
  const publicKey = readOptions(await optionsOf(form));
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
  form.elements.credential.value = writeAnswer(credential);
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[data-said]");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      said.textContent = "";
      usePasskey(form).catch(() => {
        said.textContent = form.dataset.failed;
      });
    });
  }
}
