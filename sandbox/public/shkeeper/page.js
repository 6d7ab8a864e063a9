/* global document, DOMParser, HTMLFormElement */

const says = document.getElementById('says');
let hiding;

function say(text, isBad) {
  says.textContent = text;
  says.className = isBad ? 'bad' : '';
  says.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (says.hidden = true), isBad ? 9000 : 4000);
}

/** Puts in what has changed since; a part that somebody is typing in stays as it is. */
async function refresh() {
  const response = await fetch('./');
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of fresh.querySelectorAll('[data-live]')) {
    const old = document.querySelector(`[data-live="${part.dataset.live}"]`);
    const inUse = old.contains(document.activeElement) && document.activeElement.matches('input, select');
    if (!inUse && old.innerHTML !== part.innerHTML) old.innerHTML = part.innerHTML;
  }
}

function readFields(form, submitter) {
  const body = {};
  for (const [name, value] of new FormData(form, submitter)) {
    const field = submitter?.name === name ? submitter : form.elements.namedItem(name);
    body[name] = field instanceof Object && 'number' in (field.dataset ?? {}) ? Number(value) : value;
  }
  for (const box of form.querySelectorAll('input[type=checkbox]')) {
    if (!('list' in box.dataset)) body[box.name] = box.checked;
    else body[box.name] = [...form.querySelectorAll('input[data-list]:checked')].map((one) => one.value);
  }
  return body;
}

async function send(form, body) {
  const [method, path] = form.dataset.send.split(' ');
  const response = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: method === 'DELETE' ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `the sandbox answered ${response.status}`);
  return answer;
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.send) return;
  event.preventDefault();
  const button = event.submitter;
  // A disabled button would not be among the fields.
  const body = readFields(form, button);
  if (button) button.disabled = true;
  try {
    const answer = await send(form, body);
    if (answer.txid) say(`Sent in ${answer.txid}`);
    else if (answer.now)
      say(`It is now ${answer.now.slice(0, 16).replace('T', ' ')} UTC. Backend: ${answer.backend}`);
    else say('Done');
    await refresh();
  } catch (error) {
    say(error.message, true);
  } finally {
    if (button) button.disabled = false;
  }
});

document.addEventListener('change', (event) => {
  if (!('now' in event.target.dataset)) return;
  const { form } = event.target;
  event.target.blur();
  form.requestSubmit();
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  say(`Copied ${button.dataset.copy}`);
});

let lost = false;
setInterval(async () => {
  if (document.hidden) return;
  try {
    await refresh();
    lost = false;
  } catch {
    if (!lost) say('The sandbox does not answer.', true);
    lost = true;
  }
}, 2000);
