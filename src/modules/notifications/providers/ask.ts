import { forbidInTransaction } from '#platform/db/database.ts';

/** `lost`: the request may have arrived, nobody knows; `unreached`: it surely has not. */
export type Asked =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Readonly<Record<string, unknown>> | null }
  | { readonly kind: 'lost'; readonly cause: string }
  | { readonly kind: 'unreached'; readonly cause: string };

const patienceMs = 10_000;
/** The line was not there, or not yet: nothing of ours can have been read. */
const beforeSending: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT']);

/** One HTTP request to a provider of messages; answers are JSON of at most 64 kB. Redirects are not followed. */
export async function ask(url: string, init: { method: 'GET' | 'POST'; headers: Readonly<Record<string, string>>; body?: string }): Promise<Asked> {
  forbidInTransaction('ask');
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    return { kind: 'answered', status: answer.status, body: readJson(await answer.text()) };
  } catch (error) {
    const cause = codeOf(error);
    return { kind: beforeSending.has(cause) ? 'unreached' : 'lost', cause };
  }
}

function readJson(text: string): Readonly<Record<string, unknown>> | null {
  if (text.length > 65_536) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
