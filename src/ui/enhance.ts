/**
 * The one script of citizen pages: comfort only, every page works without it. It keeps what was typed, stops a second
 * submission, copies, prints, and looks at the size of files before they travel. No imports: served as it is built.
 */

const draftPrefix = 'dinh:draft:';
const draftLife = 24 * 60 * 60 * 1000;
const sendAgainAfter = 15_000;

/** `base` is what the server had put into the form when the typing began. */
type Draft = { readonly at: number; readonly base: string; readonly values: readonly (readonly [string, string])[] };

function start(): void {
  dropOldDrafts();
  for (const form of document.querySelectorAll('form')) {
    if ('once' in form.dataset) sendOnce(form);
    if (form.dataset.draft) keepDraft(form, draftPrefix + form.dataset.draft);
    // On a shared computer the next person must not find what this one typed.
    if ('clearDrafts' in form.dataset) form.addEventListener('submit', clearDrafts);
  }
  for (const done of document.querySelectorAll<HTMLElement>('[data-draft-done]'))
    forget(draftPrefix + (done.dataset.draftDone ?? ''));
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) offerCopy(button);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  document.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'file') checkFiles(event.target);
  });
}

function sendOnce(form: HTMLFormElement): void {
  let sentAt = 0;
  form.addEventListener('submit', (event) => {
    // A lost answer must not lock the form for ever: the request id makes a late second press harmless.
    if (event.timeStamp - sentAt < sendAgainAfter && sentAt > 0) return void event.preventDefault();
    sentAt = event.timeStamp;
    form.setAttribute('aria-busy', 'true');
  });
  // Coming back with the back button shows the page as it was left.
  addEventListener('pageshow', () => {
    sentAt = 0;
    form.removeAttribute('aria-busy');
  });
}

function keepDraft(form: HTMLFormElement, key: string): void {
  const base = fingerprint(form);
  const draft = readDraft(key);
  // When the server shows something else than then, it knows more than the browser: a saved draft, an error page.
  if (draft?.base === base && restore(form, draft)) offerForget(form, key, base);
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => store(key, { at: now(), base, values: valuesOf(form) }), 600);
  });
}

function savable(control: Element): control is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  if (control instanceof HTMLInputElement) {
    return (
      !['hidden', 'file', 'password', 'submit', 'button'].includes(control.type) &&
      !('nosave' in control.dataset) &&
      control.name !== ''
    );
  }
  return (control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement) && control.name !== '';
}

function isTicking(control: Element): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
}

function valuesOf(form: HTMLFormElement): [string, string][] {
  return [...form.elements]
    .filter(savable)
    .filter((control) => (isTicking(control) ? control.checked : control.value !== ''))
    .map((control) => [control.name, control.value]);
}

function fingerprint(form: HTMLFormElement): string {
  return JSON.stringify(valuesOf(form));
}

function restore(form: HTMLFormElement, draft: Draft): boolean {
  const left = [...draft.values];
  for (const control of [...form.elements].filter(savable)) {
    const at = left.findIndex(
      ([name, value]) => name === control.name && (!isTicking(control) || value === control.value),
    );
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (!found) continue;
    if (isTicking(control)) control.checked = true;
    else control.value = found[1];
  }
  return left.length < draft.values.length;
}

function offerForget(form: HTMLFormElement, key: string, base: string): void {
  const line = document.createElement('p');
  line.className = 'notice';
  line.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn link';
  button.textContent = form.dataset.draftDelete ?? '';
  button.addEventListener('click', () => {
    forget(key);
    form.reset();
    line.remove();
  });
  line.append(`${form.dataset.draftRestored ?? ''} `, button);
  if (fingerprint(form) !== base) form.before(line);
}

function offerCopy(button: HTMLButtonElement): void {
  // Clipboards exist only on secure addresses.
  if (!('clipboard' in navigator)) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
      button.textContent = button.dataset.copied ?? '';
    });
  });
}

function checkFiles(input: HTMLInputElement): void {
  const { maxBytes, maxFiles, tooLarge, tooMany } = input.dataset;
  const files = [...(input.files ?? [])];
  const large = files.find((file) => file.size > Number(maxBytes ?? Infinity));
  const text = large
    ? tooLarge?.replace('{name}', large.name)
    : files.length > Number(maxFiles ?? Infinity)
      ? tooMany
      : '';
  const id = `${input.id}--size`;
  document.getElementById(id)?.remove();
  if (!text) return;
  const line = document.createElement('p');
  line.id = id;
  line.className = 'err';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  input.before(line);
  // An oversized file must not cost a minute of a weak line before it is refused.
  input.value = '';
}

function now(): number {
  // eslint-disable-next-line no-restricted-syntax -- the age of a draft in this browser; it never reaches the server
  return Date.now();
}

function readDraft(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null;
    return draft && Array.isArray(draft.values) && now() - draft.at < draftLife ? draft : null;
  } catch {
    return null;
  }
}

function store(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full or forbidden storage: the server keeps the draft anyway.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored then.
  }
}

function draftKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(draftPrefix));
  } catch {
    return [];
  }
}

function clearDrafts(): void {
  draftKeys().forEach(forget);
}

function dropOldDrafts(): void {
  for (const key of draftKeys()) if (!readDraft(key)) forget(key);
}

start();
