import type { SignedIn } from '#modules/identity/testing.ts';
import { answersOf, procedureCode, resultFields } from './case-story.ts';

export type People = { readonly citizen: SignedIn; readonly clerk: SignedIn; readonly specialist: SignedIn; readonly leader: SignedIn };

export type Acknowledged = { readonly requestId: string; readonly id: string; readonly code: string };

/** Applications on their way, and what the server has said of them. */
export type Load = {
  /** Every request id that was ever sent. */
  readonly sent: Set<string>;
  readonly acknowledged: Map<string, Acknowledged>;
  /** Cases whose signature was acknowledged. */
  readonly signed: Set<string>;
  /** Files an application; the same request id may be sent again. Undefined when no acknowledgement came. */
  submit(requestId: string): Promise<Acknowledged | undefined>;
  /** Files and processes cases until `until` says stop. */
  run(until: () => boolean, writers: number): Promise<void>;
};

let addresses = 0;

export function createLoad(at: { url: string; people: People; unitUid: string; newId: () => string }): Load {
  const { url, people, unitUid, newId } = at;
  const [sent, acknowledged, signed] = [new Set<string>(), new Map<string, Acknowledged>(), new Set<string>()];

  async function post(path: string, who: SignedIn, body: unknown): Promise<{ status: number; body: { id: string; code: string } } | undefined> {
    const forwarded = `10.9.${(++addresses >> 8) & 255}.${addresses & 255}`;
    const headers = { 'content-type': 'application/json', cookie: who.cookie, 'x-forwarded-for': forwarded };
    try {
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
      return { status: answer.status, body: (await answer.json()) as { id: string; code: string } };
    } catch {
      // The line was cut: nobody knows whether it arrived.
      return undefined;
    }
  }

  async function submit(requestId: string): Promise<Acknowledged | undefined> {
    sent.add(requestId);
    const answer = await post('/api/v1/cases', people.citizen, { requestId, unitUid, procedureCode, answers: answersOf('mp-nguyen-van-an') });
    if (answer?.status !== 201) return undefined;
    const known = { requestId, id: answer.body.id, code: answer.body.code };
    acknowledged.set(requestId, known);
    return known;
  }

  async function process({ id }: Acknowledged): Promise<void> {
    const act = (path: string, who: SignedIn, more = {}): ReturnType<typeof post> => post(`/api/v1/cases/${path}`, who, { requestId: newId(), caseId: id, ...more });
    if ((await act('accept', people.clerk))?.status !== 200) return;
    if ((await act('proposals', people.specialist, { fields: resultFields }))?.status !== 200) return;
    if ((await act('signatures', people.leader))?.status === 200) signed.add(id);
  }

  async function write(until: () => boolean, index: number): Promise<void> {
    for (let turn = 0; !until(); turn++) {
      const filed = await submit(newId());
      if (filed !== undefined && (turn + index) % 2 === 0) await process(filed);
    }
  }

  const run = async (until: () => boolean, writers: number): Promise<void> => {
    await Promise.all(Array.from({ length: writers }, (_, index) => write(until, index)));
  };
  return { sent, acknowledged, signed, submit, run };
}
