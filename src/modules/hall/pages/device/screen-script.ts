/**
 * The call screen: shows and speaks calls as they come (server-sent events, resumed by their number), keeps the last state
 * for a start without a line, and then lets staff call by hand.
 */
import { callWords, parseLabel, ticketLabel } from '../../states.ts';
import { clock } from './machine-clock.ts';
import { allowOffline } from './offline-page.ts';
import { change, newId, read } from './pocket-store.ts';

type Call = { readonly seq: number; readonly label: string; readonly counterNumber: number; readonly at: string; readonly words: string };
type Waiting = readonly { readonly code: string; readonly waiting: number }[];
type Kept = { readonly seq: number; readonly calls: readonly Call[]; readonly unsent: readonly { requestId: string; label: string; counterNumber: number; at: string }[] };

const nothing: Kept = { seq: 0, calls: [], unsent: [] };
const key = 'screen';
const staleMs = 60_000;
const againMs = 5_000;
const mostShown = 7;
const mostKept = 20;

let kept: Kept = nothing;
let source: EventSource | undefined;

const screen = document.querySelector<HTMLElement>('[data-screen]');
const place = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-fill="${name}"]`);
const fill = (name: string, text: string): void => {
  const element = place(name);
  if (element !== null && element.textContent !== text) element.textContent = text;
};
const timeOf = (at: string | number): string => new Intl.DateTimeFormat('vi', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(at));

async function keep(work: (before: Kept) => Kept): Promise<void> {
  kept = await change<Kept, Kept>(key, nothing, (before) => {
    const after = work(before);
    return { kept: after, result: after };
  }).catch(() => work(kept));
}

function draw(): void {
  const [last, ...before] = onceEach(kept.calls);
  if (last === undefined) return;
  fill('label', last.label);
  fill('counter', String(last.counterNumber));
  fill('words', last.words);
  const line = document.querySelector<HTMLTemplateElement>('template[data-line]');
  const list = place('list');
  if (line === null || list === null) return;
  list.replaceChildren(
    ...before.slice(0, mostShown - 1).map((call) => {
      const copy = line.content.cloneNode(true) as DocumentFragment;
      for (const [selector, text] of [['b', call.label], ['i', String(call.counterNumber)], ['time', timeOf(call.at)]] as const) {
        const element = copy.querySelector(selector);
        if (element !== null) element.textContent = text;
      }
      return copy;
    }),
  );
}

/** A number called again stands once, where it was called last. */
function onceEach(calls: readonly Call[]): Call[] {
  return calls.filter(({ label }, index) => calls.findIndex((call) => call.label === label) === index);
}

/** Once each: what was missed for long is shown, not spoken, or the hall would hear yesterday. */
async function take(calls: readonly Call[], options: { readonly speak: boolean }): Promise<void> {
  const fresh = calls.filter(({ seq }) => seq > kept.seq);
  if (fresh.length === 0) return;
  await keep((before) => ({ ...before, seq: Math.max(before.seq, ...fresh.map(({ seq }) => seq)), calls: [...[...fresh].reverse(), ...before.calls].slice(0, mostKept) }));
  draw();
  flash();
  if (!options.speak) return;
  for (const call of fresh) if (clock() - Date.parse(call.at) < staleMs) speak(call.words);
}

function flash(): void {
  screen?.classList.remove('new');
  void screen?.offsetWidth;
  screen?.classList.add('new');
}

/** Only with a Vietnamese voice: another would make noise that nobody understands. The words are on the screen anyway. */
function speak(words: string): void {
  const voice = 'speechSynthesis' in globalThis ? speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().startsWith('vi')) : undefined;
  if (voice === undefined) return;
  const speech = new SpeechSynthesisUtterance(words);
  speech.voice = voice;
  speech.lang = voice.lang;
  speech.rate = 0.9;
  speechSynthesis.speak(speech);
}

function drawWaiting(groups: Waiting): void {
  for (const { code, waiting } of groups) {
    const element = place('waiting')?.querySelector(`[data-code="${CSS.escape(code)}"] em`);
    if (element) element.textContent = String(waiting);
  }
}

function setLine(up: boolean): void {
  screen?.classList.toggle('down', !up);
  for (const element of document.querySelectorAll<HTMLElement>('[data-say="down"],[data-local]')) {
    if (element.hidden && !up && 'say' in element.dataset) fill('since', timeOf(clock()));
    element.hidden = up;
  }
}

const parsed = <T>(event: Event): T => JSON.parse((event as MessageEvent<string>).data) as T;

function listen(): void {
  source?.close();
  source = new EventSource(`/api/v1/hall/screen/events?after=${kept.seq}`);
  source.addEventListener('open', () => {
    setLine(true);
    void sendLocal();
  });
  source.addEventListener('state', (event) => {
    const state = parsed<{ seq: number; calls: readonly Call[]; waiting: Waiting }>(event);
    drawWaiting(state.waiting);
    // A new database begins again at a lower number.
    if (state.seq < kept.seq || kept.calls.length === 0) void keep((before) => ({ ...before, seq: state.seq, calls: state.calls })).then(draw);
  });
  source.addEventListener('call', (event) => void take([parsed<Call>(event)], { speak: true }));
  source.addEventListener('waiting', (event) => drawWaiting(parsed<Waiting>(event)));
  source.addEventListener('revoked', () => location.reload());
  source.addEventListener('error', () => {
    setLine(false);
    // The browser tries again by itself, with Last-Event-ID, unless the answer was a refusal.
    if (source?.readyState === EventSource.CLOSED) setTimeout(listen, againMs);
  });
}

async function sendLocal(): Promise<void> {
  const { unsent } = kept;
  if (unsent.length === 0) return;
  const answer = await fetch('/api/v1/hall/screen/local-calls', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ calls: unsent.slice(0, 200) }) }).catch(() => undefined);
  if (answer?.ok !== true) return;
  const sent = unsent.slice(0, 200).map(({ requestId }) => requestId);
  await keep((before) => ({ ...before, unsent: before.unsent.filter(({ requestId }) => !sent.includes(requestId)) }));
}

async function callByHand(form: HTMLFormElement): Promise<void> {
  const fields = new FormData(form);
  const typed = fields.get('label');
  const label = parseLabel(typeof typed === 'string' ? typed : '');
  const counterNumber = Number(fields.get('counter'));
  if (label === null || !Number.isInteger(counterNumber) || counterNumber < 1 || counterNumber > 99) return form.querySelector('input')?.focus();
  const [text, at] = [ticketLabel(label.groupCode, label.number), new Date(clock()).toISOString()];
  const call: Call = { seq: kept.seq, label: text, counterNumber, at, words: callWords(text, counterNumber) };
  await keep((before) => ({ ...before, calls: [call, ...before.calls].slice(0, mostKept), unsent: [...before.unsent, { requestId: newId(), label: text, counterNumber, at }] }));
  draw();
  flash();
  speak(call.words);
  form.reset();
  form.querySelector('input')?.focus();
}

async function start(): Promise<void> {
  kept = await read<Kept>(key, nothing).catch(() => nothing);
  draw();
  listen();
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement) void callByHand(event.target);
  });
  const sound = document.querySelector<HTMLElement>('[data-sound]');
  // Browsers speak only after a gesture, unless they are started as a kiosk.
  if (sound !== null && 'speechSynthesis' in globalThis) sound.hidden = false;
  sound?.addEventListener('click', () => {
    speak(place('words')?.textContent ?? '');
    sound.hidden = true;
  });
  setInterval(() => fill('time', timeOf(clock())), 1_000);
  allowOffline();
}

if (screen !== null) void start();
