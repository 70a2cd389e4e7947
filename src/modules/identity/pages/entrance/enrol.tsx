import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Matter } from '#ui/citizen/index.ts';
import { EnrolmentForms, enrolFrom, RecoveryCodes } from '../parts/enrolment.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { goOn, identityOf, tokensOf, visitorOf } from '../parts/visit.ts';
import stylesheet from '../identity.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export const handle = { hydrate: true };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const pendingToken = tokensOf(identity, request).pending;
  const pending = await attempt(() => identity.pendingState(pendingToken));
  if (!pending.ok) throw redirect('/can-bo/dang-nhap');
  const enrolment = pending.value.step === 'enrol_second_factor' ? await identity.startTotp({ pendingToken }) : null;
  return { pending: pending.value, enrolment };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const tokens = tokensOf(identity, request);
  const form = await formOf(request);
  const done = await attempt(async () => {
    const recoveryCodes =
      textOf(form, 'intent') === 'continue' ? null : await enrolFrom(identity, { pendingToken: tokens.pending }, form);
    if (recoveryCodes !== null) return { recoveryCodes, progress: null };
    const visit = {
      pendingToken: tokens.pending ?? '',
      currentToken: tokens.session,
      visitor: visitorOf(page, request),
    };
    return { recoveryCodes, progress: await identity.continueSignIn(visit) };
  });
  if (!done.ok) return data({ problem: done.problem, recoveryCodes: null }, { status: 422 });
  if (done.value.progress !== null) return goOn(page, done.value.progress);
  return data({ problem: undefined, recoveryCodes: done.value.recoveryCodes });
}

export default function Enrol() {
  const { pending, enrolment } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  const why = pending.administrator ? t('enrol.whyAdministrator') : t('enrol.whyShortPassword');
  return (
    <Matter
      title={posted?.recoveryCodes ? t('recovery.heading') : t('enrol.title')}
      caption={pending.displayName}
      lead={posted?.recoveryCodes ? null : why}
    >
      <title>{t('enrol.title')}</title>
      <ProblemSummary problem={posted?.problem} />
      {posted?.recoveryCodes ? (
        <RecoveryCodes codes={posted.recoveryCodes} />
      ) : (
        enrolment && <EnrolmentForms {...enrolment} />
      )}
      {!posted?.recoveryCodes && !enrolment && (
        <p>
          <a href="/can-bo/dang-nhap">{t('enrol.already')}</a>
        </p>
      )}
    </Matter>
  );
}
