import type { Device, KeptApplication, KeptPaper } from './kept.ts';
import { uploadPaper } from './upload.ts';

/** Why the queue stopped, or that it is empty. */
export type Sending = 'sent_all' | 'no_line' | 'signed_out';

type Fetch = typeof fetch;

/**
 * Sends what waits on the device, oldest first. The request id of each application makes it one case, however often a
 * try is cut: an answer that was lost is asked for again by sending the same thing again.
 */
export async function sendQueue(device: Device, send: Fetch, now: () => Date): Promise<Sending> {
  const queued = (await device.listApplications()).filter((application) => application.state === 'queued').reverse();
  for (const application of queued) {
    const outcome = await sendOne(device, send, { application, now });
    if (outcome !== 'next') return outcome;
  }
  return 'sent_all';
}

type Work = { readonly application: KeptApplication; readonly now: () => Date };

async function sendOne(device: Device, send: Fetch, { application, now }: Work): Promise<'next' | 'no_line' | 'signed_out'> {
  const keep = (changes: Partial<KeptApplication>): Promise<void> => device.keepApplication({ ...application, ...changes, changedAt: now().toISOString() });
  const papers: KeptPaper[] = [...application.papers];
  for (const [index, paper] of papers.entries()) {
    if (paper.sha256 !== null) continue;
    const uploaded = await uploadPaper(send, paper);
    if (uploaded.kind === 'signed_out') return 'signed_out';
    if (uploaded.kind === 'refused') {
      await keep({ papers, state: 'done', outcome: { kind: 'refused', words: uploaded.words, problems: [] } });
      return 'next';
    }
    papers[index] = uploaded.kind === 'stored' ? { ...paper, sha256: uploaded.sha256, mediaType: uploaded.mediaType } : { ...paper, address: uploaded.address };
    // Kept at once: the next try begins where this one was cut.
    await keep({ papers });
    if (uploaded.kind === 'lost') return 'no_line';
  }
  const answer = await post(send, { ...application, papers });
  if (answer === 'no_line' || answer === 'signed_out') return answer;
  // What was sent is on the server now; its copy with all personal data must not stay on the device.
  if (answer.kind === 'sent') await keep({ papers: [], answers: {}, state: 'done', outcome: answer });
  else await keep({ papers, state: 'done', outcome: answer });
  return 'next';
}

type Answer = NonNullable<KeptApplication['outcome']> | 'no_line' | 'signed_out';

async function post(send: Fetch, application: KeptApplication): Promise<Answer> {
  const { id: requestId, unitUid, procedureCode, answers } = application;
  const papers = application.papers.map(({ code, name, sha256, size, mediaType }) => ({ code, name, sha256, size, mediaType }));
  try {
    const response = await send('/api/v1/cases', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requestId, unitUid, procedureCode, answers, papers }),
    });
    if (response.status === 401) return 'signed_out';
    if (response.status >= 500 || response.status === 429) return 'no_line';
    const body = (await response.json()) as { id?: string; code?: string; detail?: string; problems?: { path: string; message: string }[] };
    if (response.status === 201) return { kind: 'sent', caseId: body.id ?? '', code: body.code ?? '' };
    return { kind: 'refused', words: body.detail ?? '', problems: body.problems ?? [] };
  } catch {
    return 'no_line';
  }
}
