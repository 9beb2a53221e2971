// A picture that is pasted or dropped into a text, or chosen by the toolbar's button, is sent, and the Markdown that shows it is put at
// the caret. While it is on its way a few words stand there; they go away again when it could not be sent, and a message says why.
// Any <textarea> of the page takes pictures, unless it is marked `data-no-images`; rows that are added later too.
//
// A photograph that is too large to be sent is made smaller here first, where the browser can.

const LARGEST = 5 * 1024 * 1024; // bytes, as the server takes them
const LONGEST_SIDE = 4096;
const MOST_PIXELS = 9_000_000; // any kind of file is taken with so many
const QUALITIES = [0.85, 0.7, 0.5];
const PATIENCE = [1000, 2000, 4000, 8000]; // milliseconds, when many pictures arrive at once
const TOKEN = 'input[name=csrf_token]';
const TAKEN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const places = new WeakMap(); // where it is said, by field
let words;
let number = 0;

export function bind([carrier]) {
  words = carrier.dataset;
  document.addEventListener('paste', pasted);
  document.addEventListener('dragover', dragged);
  document.addEventListener('drop', dropped);
  for (const button of document.querySelectorAll('[data-picture-for]')) {
    button.hidden = false;
    button.addEventListener('click', () => choose(document.getElementById(button.dataset.pictureFor)));
  }
  for (const link of document.querySelectorAll('[data-picture-page]')) link.hidden = true; // the button does the same at once
}

function pasted(event) {
  const field = fieldOf(event);
  const files = [...(event.clipboardData?.files ?? [])];
  // Office programs put a picture of the copied text beside the text: then the text is meant.
  if (!field || !files.length || event.clipboardData.getData('text/plain')) return;
  event.preventDefault();
  insert(field, files);
}

function dragged(event) {
  if (carriesFiles(event) && !event.target.closest?.('input[type=file]')) event.preventDefault();
}

function dropped(event) {
  if (!carriesFiles(event) || event.target.closest?.('input[type=file]')) return;
  event.preventDefault(); // a file that misses the field must not replace the page, and with it what was typed
  const field = fieldOf(event);
  if (!field) return;
  field.focus();
  insert(field, [...event.dataTransfer.files]);
}

function choose(field) {
  const chooser = document.createElement('input');
  Object.assign(chooser, { type: 'file', accept: TAKEN.join(','), multiple: true });
  chooser.addEventListener('change', () => insert(field, [...chooser.files]));
  chooser.click();
}

async function insert(field, files) {
  for (const file of files) await insertOne(field, file);
}

async function insertOne(field, file) {
  if (!TAKEN.includes(file.type)) return say(field, words.noPicture, true);
  number += 1;
  const waiting = `[${words.sending} ${number}]`;
  put(field, waiting);
  say(field, words.sending);
  try {
    replace(field, waiting, await send(await smaller(file), field.form));
    say(field, words.sent);
  } catch (error) {
    replace(field, waiting, '');
    say(field, error instanceof Refused ? error.message : words.unreachable, true);
  }
}

class Refused extends Error {}

async function send(file, form) {
  const body = new FormData();
  body.append('image', file, file.name || 'image');
  const token = (form?.querySelector(TOKEN) ?? document.querySelector(TOKEN))?.value ?? '';
  let answer;
  for (let again = 0; again <= PATIENCE.length; again += 1) {
    answer = await fetch(words.images, { method: 'POST', body, headers: { Accept: 'application/json', 'X-CSRFToken': token } });
    if (answer.status !== 503 || again === PATIENCE.length) break;
    await new Promise((done) => { setTimeout(done, PATIENCE[again] * (1 + Math.random())); });
  }
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.sentence);
  return told.markdown;
}

async function smaller(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    if (file.size <= LARGEST) return file; // what is wrong with it, the server says
    throw new Refused(words.tooLarge);
  }
  if (file.size <= LARGEST && picture.width * picture.height <= MOST_PIXELS) return file;
  const by = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * by));
  canvas.height = Math.max(1, Math.round(picture.height * by));
  const brush = canvas.getContext('2d');
  brush.fillStyle = 'white'; // JPEG knows no transparency
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const made = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', quality); });
    if (made && made.size <= LARGEST) return new File([made], file.name, { type: made.type });
  }
  throw new Refused(words.tooLarge);
}

function fieldOf(event) {
  const field = event.target.closest?.('textarea');
  return field && !field.readOnly && !field.disabled && !('noImages' in field.dataset) ? field : null;
}

function carriesFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes('Files');
}

// At the caret, parted from the words around it.
function put(field, text) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const before = start > 0 && !/\s$/.test(value.slice(0, start)) ? ' ' : '';
  const after = end < value.length && !/^\s/.test(value.slice(end)) ? ' ' : '';
  field.setRangeText(before + text + after, start, end, 'end');
  changed(field);
}

// What was typed meanwhile stays, and the caret with it. Who took the waiting words out wants no picture.
function replace(field, waiting, text) {
  const at = field.value.indexOf(waiting);
  if (at < 0) return;
  const after = at + waiting.length;
  const moved = (caret) => (caret <= at ? caret : Math.max(caret, after) + text.length - waiting.length);
  const [start, end] = [field.selectionStart, field.selectionEnd].map(moved);
  field.setRangeText(text, at, after);
  field.setSelectionRange(start, end);
  changed(field);
}

function changed(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function say(field, text, wrong = false) {
  const status = places.get(field) ?? document.createElement('p');
  if (!status.isConnected) {
    status.dataset.pictureStatus = '';
    status.setAttribute('role', 'status');
    field.after(status);
    places.set(field, status); // by the field: others move it to another place in the page (js/names.js)
  }
  // A moment later: what is there from the beginning is announced by no screen reader.
  requestAnimationFrame(() => {
    status.className = wrong ? 'msg' : 'hint';
    status.textContent = text;
  });
}
