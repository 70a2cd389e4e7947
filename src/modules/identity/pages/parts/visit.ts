import { redirect } from 'react-router';
import type { PageContext } from '#platform/web/page-context.ts';
import type { Identity, SignInProgress, Visitor } from '../../index.ts';

/** The module's front door, as a page gets it. */
export function identityOf(page: PageContext): Identity {
  return page.service<Identity>('identity');
}

/** Where the browser is, as far as the server can tell. */
export function visitorOf(page: PageContext, request: Request): Visitor {
  const address = 'address' in page && typeof page.address === 'string' ? page.address : 'unknown';
  return { address, userAgent: request.headers.get('user-agent') ?? '' };
}

/** Tokens that the browser sent. */
export function tokensOf(
  identity: Identity,
  request: Request,
): { session: string | null; pending: string | null; flow: string | null } {
  const header = request.headers.get('cookie');
  const { session, pending, flow } = identity.cookies;
  return { session: session.read(header), pending: pending.read(header), flow: flow.read(header) };
}

const pageOfStep = {
  second_factor: '/can-bo/dang-nhap/xac-thuc',
  enrol_second_factor: '/can-bo/dang-nhap/dang-ky',
  choose_password: '/can-bo/dang-nhap/mat-khau',
} as const;

/** Sends the browser to the step that is owed, or on to where the officer wanted to go. */
export function goOn(page: PageContext, progress: SignInProgress): Response {
  const { cookies } = identityOf(page);
  if (progress.step !== 'done') {
    page.cookies.push(cookies.pending.write(progress.pendingToken));
    return redirect(pageOfStep[progress.step]);
  }
  page.cookies.push(cookies.session.write(progress.sessionToken), cookies.pending.clear());
  return redirect(progress.returnTo);
}

/** The page to come back to, from the address; judged by the service before it is used. */
export function wantedPage(url: URL): string | null {
  return url.searchParams.get('tiep');
}
