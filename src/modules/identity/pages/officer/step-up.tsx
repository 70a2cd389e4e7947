import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, formOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, LinkButton } from '#ui/officer/index.ts';
import { ProblemSummary } from '../parts/problems.tsx';
import { ProofForms, proofOf } from '../parts/proof-forms.tsx';
import { identityOf, visitorOf, wantedPage } from '../parts/visit.ts';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const heldUid = url.searchParams.get('giu');
  const held = heldUid === null ? null : await identity.heldForm(page.actor, heldUid);
  const factors = await identity.listOwnFactors(page.actor);
  return {
    held,
    factors,
    fresh: identity.isSteppedUp(page.actor),
    returnTo: identity.safeOfficerPage(wantedPage(url)),
  };
}

export async function action({ context, request, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const proof = proofOf(await formOf(request));
  const shown = await attempt(() => identity.stepUp(page.actor, { proof, visitor: visitorOf(page, request) }));
  if (!shown.ok) return data({ problem: shown.problem }, { status: 422 });
  const { pathname, search, searchParams } = url;
  // With a held form this page comes back and offers to send it; without one the officer goes straight back.
  return redirect(searchParams.has('giu') ? `${pathname}${search}` : identity.safeOfficerPage(wantedPage(url)));
}

export default function StepUp() {
  const { held, factors, fresh, returnTo } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  const hasFactor = factors.hasTotp || factors.passkeys.length > 0;
  return (
    <DeskPage title={t(fresh ? 'stepUp.doneTitle' : 'stepUp.title')}>
      <title>{t('stepUp.title')}</title>
      <ProblemSummary problem={problem} />
      {!hasFactor && (
        <>
          <p>{t('stepUp.noFactor')}</p>
          <LinkButton href="/can-bo/tai-khoan/lop-xac-thuc">{t('factors.add')}</LinkButton>
        </>
      )}
      {hasFactor && !fresh && (
        <>
          <p>{t('stepUp.lead')}</p>
          <ProofForms hasTotp={factors.hasTotp} hasPasskey={factors.passkeys.length > 0} />
        </>
      )}
      {fresh && held && <HeldFormAgain {...held} />}
      {fresh && !held && <LinkButton href={returnTo}>{t('stepUp.back')}</LinkButton>}
    </DeskPage>
  );
}

/** Sends what the officer had typed, word for word, to where it was going. */
function HeldFormAgain({ path, fields }: { path: string; fields: readonly (readonly [string, string])[] }) {
  const t = useText('identity');
  return (
    <form method="post" action={path}>
      {fields.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <p>{t('stepUp.kept')}</p>
      <Button>{t('stepUp.continue')}</Button>
    </form>
  );
}
