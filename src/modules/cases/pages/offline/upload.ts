/** What an upload came to: the line was lost (try again later), the session is over, or the server has the file. */
export type Uploaded =
  | { readonly kind: 'stored'; readonly sha256: string; readonly mediaType: string }
  | { readonly kind: 'lost'; readonly address: string | null }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'refused'; readonly words: string };

type Paper = { readonly name: string; readonly bytes: Blob; readonly address: string | null };
type Fetch = typeof fetch;

const uploads = '/api/v1/files/uploads';
const tus = { 'tus-resumable': '1.0.0' };

/**
 * Sends a file by tus 1.0.0 and goes on where an earlier try was cut. Never throws: a lost line is an answer, too.
 * (tus-js-client was weighed: fifteen packages for three verbs of fetch.)
 */
export async function uploadPaper(send: Fetch, paper: Paper): Promise<Uploaded> {
  let address = paper.address;
  try {
    const offset = address === null ? null : await offsetOf(send, address);
    if (offset === null || address === null) {
      const created = await send(uploads, { method: 'POST', headers: { ...tus, 'upload-length': String(paper.bytes.size), 'upload-metadata': `filename ${base64(paper.name)}` } });
      if (created.status === 401) return { kind: 'signed_out' };
      address = created.headers.get('location');
      if (created.status !== 201 || address === null) return await refusalOf(created);
    }
    const from = offset ?? 0;
    if (from < paper.bytes.size) {
      const headers = { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' };
      const sent = await send(address, { method: 'PATCH', headers, body: paper.bytes.slice(from) });
      if (sent.status === 401) return { kind: 'signed_out' };
      if (!sent.ok) return await refusalOf(sent);
    }
    return await resultOf(send, address);
  } catch {
    return { kind: 'lost', address };
  }
}

/** How far an earlier try came; null when the server has forgotten it. */
async function offsetOf(send: Fetch, address: string): Promise<number | null> {
  const answer = await send(address, { method: 'HEAD', headers: tus });
  return answer.ok ? Number(answer.headers.get('upload-offset')) : null;
}

async function resultOf(send: Fetch, address: string): Promise<Uploaded> {
  const answer = await send(address);
  if (!answer.ok) return refusalOf(answer);
  const state = (await answer.json()) as { state: string; problem: string | null; file: { sha256: string; mediaType: string } | null };
  if (state.file === null) return { kind: 'refused', words: state.problem ?? '' };
  return { kind: 'stored', sha256: state.file.sha256, mediaType: state.file.mediaType };
}

async function refusalOf(answer: Response): Promise<Uploaded> {
  if (answer.status >= 500 || answer.status === 429) return { kind: 'lost', address: null };
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
  return { kind: 'refused', words: problem.detail ?? '' };
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
