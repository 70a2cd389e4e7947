import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { ProcedureVersion, Procedures } from '#modules/procedures/index.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { textsOf, useLocale, useText } from '#platform/web/text.tsx';
import { Button, ErrorSummary, LinkButton, Matter, Notice, PostForm } from '#ui/citizen/index.ts';
import type { Cases } from '../../index.ts';
import { dateTime } from '../case-words.ts';
import { definitionOf } from '../definition.ts';
import { signInPath } from '../signed-in.ts';
import { AgencyChoice } from './agency-choice.tsx';
import { draftPath } from './draft.ts';
import { PapersNeeded, TimeAndFee } from './what-is-needed.tsx';

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const cases = page.service<Cases>('cases');
  const { content } = await page.service<Procedures>('procedures').current(params['code'] ?? '');
  const agencies = content.route === 'local' ? await cases.listAgencies() : [];
  const wanted = url.searchParams.get('co-quan');
  const drafts = page.actor.kind === 'citizen' ? await cases.listDrafts(page.actor) : [];
  return {
    ...pick(content),
    agencies: agencies.map(({ unitUid, name }) => ({ unitUid, name })),
    wanted: agencies.find((agency) => agency.unitUid === wanted)?.unitUid ?? null,
    unfinished: drafts
      .filter((draft) => draft.procedureCode === content.code)
      .map(({ id, updatedAt }) => ({ id, updatedAt: updatedAt.toISOString() })),
    weakSignIn: page.actor.kind === 'citizen' && page.actor.assurance < 2,
    anonymous: page.actor.kind === 'anonymous',
  };
}

function pick(content: ProcedureVersion['content']) {
  const { code, name, summary, route, routeNote, filing, audience, channels, results } = content;
  return {
    ...{ code, name, summary, route, routeNote, filing, audience },
    situations: content.cases.map(({ key, name: situation, when, papers }) => ({ key, name: situation, always: when === null, papers })),
    channel: channels.find((channel) => channel.kind === 'online') ?? channels[0],
    resultNames: results.map((result) => result.name),
    steps: definitionOf(content.form)['x-dinh'].steps.map((step) => ({
      vi: step.title,
      en: step.en?.title ?? step.title,
    })),
  };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const cases = page.service<Cases>('cases');
  const form = await formOf(request);
  const procedureCode = params['code'] ?? '';
  const unitUid = textOf(form, 'unitUid');
  const agencies = await cases.listAgencies();
  if (!agencies.some((agency) => agency.unitUid === unitUid)) {
    return data(
      { problem: { name: 'unitUid', message: textsOf(page.locale, 'cases')('apply.chooseAgency') } },
      { status: 422 },
    );
  }
  if (page.actor.kind === 'anonymous')
    return redirect(signInPath(`/nop/${procedureCode}?co-quan=${encodeURIComponent(unitUid)}`));
  const begun = await attempt(() =>
    cases.beginDraft(page.actor, { draftId: textOf(form, 'requestId'), procedureCode, unitUid }),
  );
  if (!begun.ok) return data({ problem: { name: null, message: begun.problem.words } }, { status: 422 });
  const { content } = await page.service<Procedures>('procedures').current(procedureCode);
  const [first] = definitionOf(content.form)['x-dinh'].steps;
  return redirect(draftPath(begun.value.id, first?.key ?? 'kiem-tra'));
}

/** Before the first question: who may apply, what is needed, where, what it costs. */
export default function ApplyStart() {
  const item = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useText('cases');
  const locale = useLocale();
  const title = t('apply.title', { name: item.name[locale] });
  return (
    <Matter
      title={title}
      lead={item.summary[locale]}
      back={{ href: `/thu-tuc/${item.code}`, label: t('apply.aboutProcedure') }}
    >
      <title>{problem === undefined ? title : `${t('error')}: ${title}`}</title>
      <ErrorSummary errors={problem === undefined ? [] : [problem]} />
      {item.weakSignIn && <WeakSignIn />}
      {item.unfinished.map((draft) => (
        <Notice key={draft.id} title={t('apply.unfinished', { at: dateTime(draft.updatedAt) })}>
          <p>
            <LinkButton href={draftPath(draft.id, 'kiem-tra')} look="quiet">
              {t('apply.goOn')}
            </LinkButton>
          </p>
        </Notice>
      ))}
      <h2>{t('apply.whoMay')}</h2>
      <p>{item.audience.join(', ')}.</p>
      <h2>{t('apply.needed')}</h2>
      <PapersNeeded situations={item.situations} />
      <h2>{t('apply.timeAndFee')}</h2>
      {item.channel && <TimeAndFee channel={item.channel} />}
      <p>{t('apply.youGet', { names: item.resultNames.join(', ') })}</p>
      <h2>{t('apply.willAsk')}</h2>
      <ol>
        {item.steps.map((step) => (
          <li key={step.vi}>{step[locale]}</li>
        ))}
        <li>{t('apply.check.title')}</li>
      </ol>
      <p>{t('apply.savedEachStep')}</p>
      {item.route === 'local' && (
        <p>
          <a href="/ngoai-tuyen">{t('offline.link')}</a>
        </p>
      )}
      {item.route !== 'local' && (
        <Notice title={t('apply.elsewhere')}>
          <p>{item.routeNote?.[locale] ?? t('apply.elsewhereNote')}</p>
          {item.filing && (
            <p>
              <a href={item.filing.url}>{item.filing.system}</a>
            </p>
          )}
        </Notice>
      )}
      {item.route === 'local' && item.routeNote && <p className="hint">{item.routeNote[locale]}</p>}
      {item.route === 'local' && item.agencies.length === 0 && (
        <Notice tone="due" title={t('apply.noAgency')}>
          {t('apply.noAgencyNote')}
        </Notice>
      )}
      {item.route === 'local' && item.agencies.length > 0 && !item.weakSignIn && (
        <PostForm>
          <RequestIdField />
          <AgencyChoice agencies={item.agencies} chosen={item.wanted} error={problem?.message} />
          <Button>{t('apply.begin')}</Button>
          {item.anonymous && <p className="hint">{t('apply.signInFirst')}</p>}
        </PostForm>
      )}
    </Matter>
  );
}

function WeakSignIn() {
  const t = useText('cases');
  return (
    <Notice tone="due" title={t('apply.weakTitle')}>
      <p>{t('apply.weakText')}</p>
      <p>
        <LinkButton href="/tai-khoan" look="quiet">
          {t('apply.account')}
        </LinkButton>
      </p>
    </Notice>
  );
}
