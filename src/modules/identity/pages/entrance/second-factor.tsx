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
import { Matter } from '#ui/citizen/index.ts';
import { ProblemSummary } from '../parts/problems.tsx';
import { ProofForms, proofOf } from '../parts/proof-forms.tsx';
import { goOn, identityOf, tokensOf, visitorOf } from '../parts/visit.ts';

export const handle = { hydrate: true };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const pending = await attempt(() => identity.pendingState(tokensOf(identity, request).pending));
  if (!pending.ok) throw redirect('/can-bo/dang-nhap');
  return pending.value;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const tokens = tokensOf(identity, request);
  const proof = proofOf(await formOf(request));
  const visit = { pendingToken: tokens.pending ?? '', currentToken: tokens.session, visitor: visitorOf(page, request) };
  const entered = await attempt(() => identity.showSecondFactor({ ...visit, proof }));
  return entered.ok ? goOn(page, entered.value) : data({ problem: entered.problem }, { status: 422 });
}

export default function SecondFactor() {
  const { displayName, hasTotp, hasPasskey } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('identity');
  return (
    <Matter
      title={t('secondFactor.title')}
      caption={displayName}
      lead={t('secondFactor.lead')}
      back={{ href: '/can-bo/dang-nhap', label: t('secondFactor.back') }}
    >
      <title>{t('secondFactor.title')}</title>
      <ProblemSummary problem={problem} />
      <ProofForms hasTotp={hasTotp} hasPasskey={hasPasskey} />
    </Matter>
  );
}
