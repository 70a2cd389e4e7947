/**
 * The kiosk: takes numbers from the server while there is a line, else from the block that this kiosk holds; fills the
 * ticket, prints it, and goes back to the start. The words stand in the page.
 */
import { qrPath } from '#ui/qr-path.ts';
import { ask, pocketKey, synchronise, takeWithoutLine, type Estimate, type TicketAnswer } from './kiosk-line.ts';
import { emptyPocket, leftOf, type Pocket } from './local-block.ts';
import { clock } from './machine-clock.ts';
import { allowOffline } from './offline-page.ts';
import { newId, read } from './pocket-store.ts';

const idleMs = 45_000;
const ticketMs = 15_000;
const everyMs = 20_000;

const kiosk = document.querySelector<HTMLElement>('[data-kiosk]');

function part(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-fill="${name}"]`);
}

function fill(name: string, text: string): void {
  const element = part(name);
  if (element !== null) element.textContent = text;
}

function say(name: string, shown: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-say="${name}"]`)) element.hidden = !shown;
}

function go(id: string): void {
  location.replace(`#${id}`);
  const heading = document.querySelector<HTMLElement>(`#${id} h1`);
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  restartIdle();
}

let idle: ReturnType<typeof setTimeout> | undefined;

/** A visitor who walks away must not leave a step, or a ticket, to the next. */
function restartIdle(): void {
  clearTimeout(idle);
  const id = location.hash.slice(1);
  if (id === '' || id === 'bat-dau') return;
  idle = setTimeout(() => go('bat-dau'), id === 'phieu' ? ticketMs : idleMs);
}

function localDay(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

function show(ticket: Shown): void {
  fill('group', ticket.groupName);
  fill('label', ticket.label);
  fill('priority', ticket.priority ?? '');
  fill('ahead', ticket.ahead === null ? '' : String(ticket.ahead));
  fill('wait', ticket.ahead === null ? '' : ticket.waitWords);
  say('ahead', ticket.ahead !== null);
  say('local', ticket.local);
  fill('at', new Intl.DateTimeFormat('vi', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(ticket.issuedAt)));
  drawQr(ticket.url);
  go('phieu');
  print();
}

type Shown = Omit<TicketAnswer, 'ahead' | 'estimate'> & { readonly ahead: number | null; readonly waitWords: string; readonly local: boolean };

function drawQr(text: string): void {
  const place = part('qr');
  if (place === null) return;
  const { size, path } = qrPath(text);
  const drawing = (name: string, attributes: Record<string, string>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = drawing('svg', { viewBox: `-2 -2 ${size + 4} ${size + 4}`, role: 'img', 'aria-label': place.dataset['label'] ?? '', 'shape-rendering': 'crispEdges' });
  svg.append(drawing('path', { d: path }));
  place.replaceChildren(svg);
}

function fail(what: { words?: string; say?: 'no-numbers' | 'cut-off' }): void {
  fill('words', what.words ?? '');
  say('no-numbers', what.say === 'no-numbers');
  say('cut-off', what.say === 'cut-off');
  go('khong-duoc');
}

let busy = false;

async function take(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  if (busy) return;
  busy = true;
  const groupId = new FormData(form).get('groupId');
  const wish = { requestId: newId(), groupId: typeof groupId === 'string' ? groupId : '', priorityKindId: button?.getAttribute('value') === '' ? null : (button?.getAttribute('value') ?? null) };
  go('dang-lay');
  const answer = await ask<TicketAnswer>('tickets', wish);
  if (answer.kind === 'answered') show({ ...answer.body, waitWords: waitWords(answer.body.estimate), local: false });
  else if (answer.kind === 'refused') fail(answer.cutOff ? { say: 'cut-off' } : { words: answer.words });
  else await takeLocally(form, button, wish);
  busy = false;
}

async function takeLocally(form: HTMLFormElement, button: HTMLElement | null, wish: { requestId: string; groupId: string; priorityKindId: string | null }): Promise<void> {
  const now = new Date(clock());
  const taken = await takeWithoutLine({ ...wish, insteadOf: wish.requestId, requestId: newId(), day: localDay(now), issuedAt: now.toISOString() });
  setLine(false);
  if (taken === null) return void fail({ say: 'no-numbers' });
  const { dataset } = form;
  show({ label: taken.label, groupName: dataset['name'] ?? '', priority: button?.dataset['kind'] ?? null, ahead: null, waitWords: '', issuedAt: taken.ticket.issuedAt, url: `${location.origin}/xep-hang/phieu/${taken.ticket.requestId}`, local: true });
}

/** In the words of the page. */
function waitWords(estimate: Estimate): string {
  const words = kiosk?.dataset ?? {};
  if ('unknown' in estimate) return (estimate.unknown === 'no_counter' ? words['noCounter'] : words['tooFew']) ?? '';
  const template = estimate.low < 1 ? words['upTo'] : words['range'];
  return (template ?? '').replace('{low}', String(estimate.low)).replace('{high}', String(estimate.high));
}

async function checkIn(form: HTMLFormElement): Promise<void> {
  const code = new FormData(form).get('code');
  go('dang-lay');
  const answer = await ask<TicketAnswer>('check-ins', { requestId: newId(), code: typeof code === 'string' ? code : '' });
  form.reset();
  if (answer.kind === 'answered') show({ ...answer.body, waitWords: waitWords(answer.body.estimate), local: false });
  else fail(answer.kind === 'refused' ? (answer.cutOff ? { say: 'cut-off' } : { words: answer.words }) : { say: 'no-numbers' });
}

function setLine(up: boolean): void {
  // How many waited when the line went is no news.
  kiosk?.classList.toggle('down', !up);
  say('down', !up);
  for (const element of document.querySelectorAll<HTMLElement>('[data-online]')) element.hidden = !up;
  if (up) return;
  void read<Pocket>(pocketKey, emptyPocket).then((pocket) => {
    const day = localDay(new Date(clock()));
    const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')].map(({ dataset }) => dataset['group'] ?? '');
    fill('left', String(groups.reduce((sum, groupId) => sum + leftOf(pocket, groupId, day), 0)));
  });
}

async function keepUp(): Promise<void> {
  const state = await synchronise();
  if (state.kind === 'cut-off') return void fail({ say: 'cut-off' });
  setLine(state.kind === 'up');
  if (state.kind !== 'up') return;
  for (const group of state.groups) {
    const place = document.querySelector<HTMLElement>(`[data-group="${group.id}"]`);
    const [waiting, wait] = [place?.querySelector('[data-waiting]'), place?.querySelector('[data-wait]')];
    if (waiting) waiting.textContent = waiting.textContent.replace(/\d+/u, String(group.waiting));
    if (wait) wait.textContent = waitWords(group.estimate);
  }
}

function pressKey(key: string): void {
  const input = document.querySelector<HTMLInputElement>('#code');
  if (input === null) return;
  input.value = key === '' ? input.value.slice(0, -1) : input.value + key;
}

function start(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const button = event.submitter;
    if ('issue' in form.dataset) void take(form, button);
    if ('checkIn' in form.dataset) void checkIn(form);
  });
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key],[data-done],a[href^="#"]') : null;
    if (target === null) return;
    if (target.dataset['key'] !== undefined) return void pressKey(target.dataset['key']);
    event.preventDefault();
    go('done' in target.dataset ? 'bat-dau' : (target.getAttribute('href') ?? '').slice(1));
  });
  for (const happening of ['pointerdown', 'keydown', 'hashchange']) addEventListener(happening, restartIdle);
  for (const pad of document.querySelectorAll<HTMLElement>('[data-pad]')) pad.hidden = false;
  addEventListener('online', () => void keepUp());
  setInterval(() => void keepUp(), everyMs);
  void keepUp();
  allowOffline();
  restartIdle();
}

if (kiosk !== null) start();
