// Makes a passkey (`data-passkey="make"`) or signs in with one ("use"): asks the server for a challenge, the device for its answer, and then posts
// the form with it. Where no passkeys can be had, the form stays hidden and the sentence beside it says why.

export function bind(forms) {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  for (const form of forms) {
    form.hidden = false;
    const off = form.parentElement.querySelector('[data-passkey-off]');
    if (off) off.hidden = true;
    // Before once.js hears of it: nothing is sent yet, and what fails can be pressed again.
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!form.dataset.asking) ask(form);
    }, { capture: true });
  }
}

async function ask(form) {
  form.dataset.asking = 'yes';
  say(form, '');
  try {
    const answer = await fetch(form.dataset.challenge, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
    const told = await answer.json();
    if (!answer.ok) return say(form, told.sentence);
    const credential = form.dataset.passkey === 'make' ? await make(told) : await use(told);
    form.elements.credential.value = JSON.stringify(written(credential));
    form.querySelectorAll('input[type=password]').forEach((field) => { field.disabled = true; });
    return HTMLFormElement.prototype.submit.call(form);
  } catch {
    return say(form, form.dataset.failed);
  } finally {
    delete form.dataset.asking;
  }
}

function make(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  return navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user, excludeCredentials: named(options.excludeCredentials) } });
}

function use(options) {
  return navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) } });
}

function named(credentials = []) {
  return credentials.map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

// What a device said, as JSON carries it. Browsers before 2025 do not write it themselves.
function written({ id, rawId, type, response, authenticatorAttachment }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'].filter((part) => response[part]);
  return {
    id, rawId: letters(rawId), type, authenticatorAttachment, clientExtensionResults: {},
    response: Object.fromEntries(parts.map((part) => [part, letters(response[part])])),
  };
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function letters(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function say(form, sentence) {
  const place = form.querySelector('[data-passkey-said]');
  place.textContent = sentence;
  place.hidden = !sentence;
}
