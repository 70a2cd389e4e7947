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
import { DeskPage } from '#ui/officer/index.ts';
import { EnrolmentForms, enrolFrom, RecoveryCodes } from '../parts/enrolment.tsx';
import { ProblemSummary } from '../parts/problems.tsx';
import { identityOf } from '../parts/visit.ts';
import stylesheet from '../identity.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const factors = await identity.listOwnFactors(page.actor);
  const hasFactor = factors.hasTotp || factors.passkeys.length > 0;
  // Whoever finds an unlocked desk must not add a telephone of their own.
  if (hasFactor && !identity.isSteppedUp(page.actor))
    throw redirect('/can-bo/xac-nhan-lai?tiep=/can-bo/tai-khoan/lop-xac-thuc');
  return identity.startTotp({ actor: page.actor });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  if (textOf(form, 'intent') === 'continue') return redirect('/can-bo/tai-khoan');
  const enrolled = await attempt(() => enrolFrom(identityOf(page), { actor: page.actor }, form));
  if (!enrolled.ok) return data({ problem: enrolled.problem, codes: null }, { status: 422 });
  return enrolled.value === null ? redirect('/can-bo/tai-khoan') : data({ problem: undefined, codes: enrolled.value });
}

export default function AddFactor() {
  const enrolment = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const t = useText('identity');
  return (
    <DeskPage title={posted?.codes ? t('recovery.heading') : t('factors.add')}>
      <title>{t('factors.add')}</title>
      <ProblemSummary problem={posted?.problem} />
      {posted?.codes ? <RecoveryCodes codes={posted.codes} /> : <EnrolmentForms {...enrolment} />}
    </DeskPage>
  );
}
