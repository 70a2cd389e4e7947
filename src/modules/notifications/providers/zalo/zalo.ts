import { z } from 'zod';
import type { Verdict } from '../../channels/route.ts';
import { ask, type Asked } from '../ask.ts';
import { quietCode, tokenCodes, verdictOfCode } from './codes.ts';

/** Addresses of Zalo; in the demonstration those of its simulator. */
export type ZaloHosts = { readonly oauth: string; readonly business: string; readonly openapi: string };

export const zaloHosts: ZaloHosts = {
  oauth: 'https://oauth.zaloapp.com',
  business: 'https://business.openapi.zalo.me',
  openapi: 'https://openapi.zalo.me',
};

export type TemplateMessage = {
  /** E.164. */
  readonly phone: string;
  readonly templateId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly trackingId: string;
};

/** `token`: the access token is not valid (any more); `night`: not between 22 and 6. */
export type ZaloVerdict = Verdict | { readonly kind: 'token'; readonly reason: string } | { readonly kind: 'night'; readonly reason: string };

export type NewTokens = { readonly access: string; readonly refresh: string; readonly expiresInSeconds: number };

/** `refused`: the refresh token is used or void, nobody can renew with it again. */
export type Renewal = { readonly kind: 'renewed'; readonly tokens: NewTokens } | { readonly kind: 'refused' | 'unreached' | 'lost'; readonly reason: string };

export type ApprovalState = 'draft' | 'pending' | 'approved' | 'rejected';

export type Zalo = ReturnType<typeof createZalo>;

/** The HTTP API of Zalo (OP§12): message templates, answers in the chat of the official account, tokens. Never inside a transaction. */
export function createZalo(hosts: ZaloHosts) {
  return {
    /** ZNS `POST /message/template`. */
    async sendTemplate(accessToken: string, message: TemplateMessage): Promise<ZaloVerdict> {
      const { phone, templateId, data, trackingId } = message;
      const body = { phone: phone.replace(/^\+/u, ''), template_id: templateId, template_data: data, tracking_id: trackingId };
      return verdictOf(await post(`${hosts.business}/message/template`, accessToken, body), 'msg_id');
    },
    /** `POST /v3.0/oa/message/cs`: free within 48 hours of the reader's last message. */
    async answerChat(accessToken: string, userId: string, text: string): Promise<ZaloVerdict> {
      const body = { recipient: { user_id: userId }, message: { text } };
      return verdictOf(await post(`${hosts.openapi}/v3.0/oa/message/cs`, accessToken, body), 'message_id');
    },
    /** Whether Zalo has approved a template; undefined when it does not say. */
    async approvalOf(accessToken: string, templateId: string): Promise<ApprovalState | undefined> {
      const url = `${hosts.business}/template/info/v2?${new URLSearchParams({ template_id: templateId })}`;
      const asked = await ask(url, { method: 'GET', headers: { access_token: accessToken } });
      const info = asked.kind === 'answered' ? templateInfo.safeParse(asked.body) : undefined;
      return info?.success === true ? approvals[info.data.data.status] : undefined;
    },
    renew: (app: AppCredentials, refreshToken: string) => renew(hosts, app, refreshToken),
  };
}

const templateInfo = z.object({ data: z.object({ status: z.string() }) });
const approvals: Readonly<Record<string, ApprovalState>> = { ENABLE: 'approved', PENDING_REVIEW: 'pending', REJECT: 'rejected', DISABLE: 'rejected', DELETE: 'rejected' };

function post(url: string, accessToken: string, body: unknown): Promise<Asked> {
  return ask(url, { method: 'POST', headers: { access_token: accessToken, 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** HTTP is 200 even on errors; the code in the body counts. */
function verdictOf(asked: Asked, idField: string): ZaloVerdict {
  if (asked.kind === 'unreached') return { kind: 'retry', reason: `unreachable ${asked.cause}` };
  if (asked.kind === 'lost') return { kind: 'unknown', reason: `no_answer ${asked.cause}` };
  const code = asked.body?.['error'];
  if (asked.status >= 500) return { kind: 'retry', reason: `unreachable ${asked.status}` };
  if (typeof code !== 'number') return { kind: 'unknown', reason: `no_answer ${asked.status}` };
  if (code === 0) return { kind: 'taken', providerId: idIn(asked.body?.['data'], idField) };
  if (tokenCodes.has(code)) return { kind: 'token', reason: `misconfigured ${code}` };
  return code === quietCode ? { kind: 'night', reason: `quiet ${code}` } : verdictOfCode(code);
}

function idIn(data: unknown, field: string): string | null {
  const id = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[field] : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

export type AppCredentials = { readonly appId: string; readonly appSecret: string };

const tokenAnswer = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), expires_in: z.coerce.number().positive() });

async function renew(hosts: ZaloHosts, { appId, appSecret }: AppCredentials, refreshToken: string): Promise<Renewal> {
  const form = new URLSearchParams({ app_id: appId, grant_type: 'refresh_token', refresh_token: refreshToken });
  const headers = { secret_key: appSecret, 'content-type': 'application/x-www-form-urlencoded' };
  const asked = await ask(`${hosts.oauth}/v4/oa/access_token`, { method: 'POST', headers, body: form.toString() });
  if (asked.kind !== 'answered') return { kind: asked.kind, reason: asked.cause };
  const tokens = tokenAnswer.safeParse(asked.body);
  if (tokens.success) {
    const { access_token: access, refresh_token: refresh, expires_in: expiresInSeconds } = tokens.data;
    return { kind: 'renewed', tokens: { access, refresh, expiresInSeconds } };
  }
  if (asked.status >= 500) return { kind: 'unreached', reason: String(asked.status) };
  const code = asked.body?.['error'];
  return { kind: 'refused', reason: String(typeof code === 'number' ? code : asked.status) };
}
