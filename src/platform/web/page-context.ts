import { createContext, data, type RouterContextProvider } from 'react-router';
import type { Actor } from '#platform/access/actor.ts';
import { isAppError, statusOf, unavailable, type AppError } from '#platform/errors/app-error.ts';
import { isOutage } from '#platform/errors/outage.ts';

export type Locale = 'vi' | 'en';

/** Names shown on every page: "Xã An Hòa", "Cổng dịch vụ công · tỉnh Bình Minh", and who answers for the site. */
export type Locality = { readonly name: string; readonly portalName: string; readonly contact: string };

/** What the server hands to every loader and action of a page. */
export type PageRequest = {
  readonly actor: Actor;
  readonly locale: Locale;
  /** Identifies the request in logs and error pages. */
  readonly traceId: string;
  /** Network address of the visitor, for sign-in limits and the list of sessions. */
  readonly address: string;
  /** Value of the content security policy's script nonce. */
  readonly nonce: string;
  readonly demo: boolean;
  /** Whose site this is. */
  readonly locality: Locality;
  /** Public origin, no trailing slash. */
  readonly baseUrl: string;
  readonly services: Readonly<Record<string, object>>;
  /** The moment of the request, so that server and browser say the same. */
  readonly now: () => Date;
  readonly newRequestId: () => string;
  /** Vietnamese or English words for an error. */
  readonly words: (error: AppError) => string;
  /** Told of every refusal, for the audit trail. */
  readonly onDenied: (error: AppError) => Promise<void>;
  /** Set-Cookie lines to be added to the answer. */
  readonly cookies: string[];
};

export const pageRequestKey = createContext<PageRequest>();

export type PageContext = PageRequest & {
  /** A module's front door: `service<Numbering>('numbering')`. Refusals come out as error pages with words. */
  service<T extends object>(name: string): T;
};

export function pageContext(context: Readonly<RouterContextProvider>): PageContext {
  const request = context.get(pageRequestKey);
  return { ...request, service: <T extends object>(name: string) => guarded<T>(request, name) };
}

/** What an error page knows; travels as the data of a thrown response, because plain errors are stripped in production. */
export type PageErrorData = { readonly pageError: { kind: AppError['kind']; code: string; words: string; details: AppError['details'] } };

function guarded<T extends object>(request: PageRequest, name: string): T {
  const service = request.services[name];
  if (service === undefined) throw new Error(`there is no module ${name}`);
  return new Proxy(service, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => callGuarded(request, () => Reflect.apply(member, target, args) as unknown);
    },
  }) as T;
}

function callGuarded(request: PageRequest, call: () => unknown): unknown {
  try {
    const result = call();
    return result instanceof Promise ? result.catch((error: unknown) => rethrow(request, error)) : result;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw asPageError(request, error);
  }
}

async function rethrow(request: PageRequest, thrown: unknown): Promise<never> {
  const error = isOutage(thrown) ? unavailable('platform.database_away') : thrown;
  if (!isAppError(error)) throw error;
  if (error.kind === 'forbidden') await request.onDenied(error);
  throw asPageError(request, error);
}

function asPageError(request: PageRequest, error: AppError): ReturnType<typeof data<PageErrorData>> {
  const { kind, code, details } = error;
  return data({ pageError: { kind, code, words: request.words(error), details } }, { status: statusOf[kind] });
}
