import { redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { Identity } from '#modules/identity/index.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Button, ButtonRow, CheckboxGroup, Details, ErrorSummary, Matter, Notice, PostForm, RadioGroup, Select, type ErrorItem } from '#ui/citizen/index.ts';
import type { Notifications, PreferencesView } from '../index.ts';
import { momentOf } from './message-text.tsx';
import { PhonePart } from './phone-part.tsx';

const here = '/thong-bao/cach-nhan';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  if (page.actor.kind !== 'citizen') throw redirect(page.actor.kind === 'officer' ? '/can-bo/thong-bao' : `/dang-nhap?tiep=${here}`);
  const [view, profile] = await Promise.all([
    page.service<Notifications>('notifications').readPreferences(page.actor),
    page.service<Identity>('identity').ownProfile(page.actor),
  ]);
  const done = ['da-luu', 'da-gui-ma', 'da-xac-nhan'].find((key) => url.searchParams.has(key)) ?? null;
  return { view, knownPhone: profile.phone ?? '', done };
}

const doneKeys: Readonly<Record<string, string>> = { code: 'da-gui-ma', confirm: 'da-xac-nhan' };

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const intent = textOf(form, 'intent');
  const result = await attempt(() => act(page.service<Notifications>('notifications'), page.actor, form));
  if (result.ok) return redirect(`${here}?${doneKeys[intent] ?? 'da-luu'}=1`);
  const { words, details } = result.problem;
  const problems = (details['problems'] as { path: string; message: string }[] | undefined)?.map(({ path, message }): ErrorItem => ({ name: path, message }));
  const field = { confirm: 'code', code: 'phone' }[intent] ?? null;
  return { errors: problems ?? [{ name: field, message: words }], typed: intent === 'save' ? typedIn(form) : null };
}

type Typed = { readonly channels: readonly string[]; readonly first: string; readonly quietFrom: string; readonly quietTo: string };

/** What was chosen comes back with a refusal. */
function typedIn(form: FormData): Typed {
  const channels = form.getAll('channels').filter((one) => typeof one === 'string');
  return { channels, first: textOf(form, 'first'), quietFrom: textOf(form, 'quietFrom'), quietTo: textOf(form, 'quietTo') };
}

function typedBefore({ channels, first, quiet }: PreferencesView): Typed {
  const hour = (value: number | undefined): string => (value === undefined ? '' : String(value));
  const given = channels.filter((one) => one.given).map(({ channel }) => channel);
  return { channels: given, first: first ?? '', quietFrom: hour(quiet?.from), quietTo: hour(quiet?.to) };
}

function act(notifications: Notifications, actor: Parameters<Notifications['savePreferences']>[0], form: FormData): Promise<void> {
  const requestId = textOf(form, 'requestId');
  const intent = textOf(form, 'intent');
  if (intent === 'code') return notifications.beginPhoneCheck(actor, { phone: textOf(form, 'phone'), requestId });
  if (intent === 'confirm') return notifications.confirmPhone(actor, { code: textOf(form, 'code') });
  if (intent === 'stop') return notifications.savePreferences(actor, { channels: [], first: null, quietFrom: null, quietTo: null, requestId });
  const orNull = (name: string): string | null => textOf(form, name) || null;
  const chosen = form.getAll('channels');
  return notifications.savePreferences(actor, { channels: chosen, first: orNull('first'), quietFrom: orNull('quietFrom'), quietTo: orNull('quietTo'), requestId });
}

/** By which ways I am told besides the inbox: consent, what comes first, hours of rest, and what I said before. */
export default function Preferences() {
  const { view, knownPhone, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors = refused?.errors ?? [];
  const t = useText('notifications');
  return (
    <Matter title={t('ways.title')} lead={t('ways.lead')} back={{ href: '/thong-bao', label: t('inbox.title') }}>
      <title>{t('ways.title')}</title>
      <ErrorSummary errors={errors} />
      {done !== null && errors.length === 0 && (
        <Notice tone="done" live>
          <p>{t(`ways.done.${done}`)}</p>
        </Notice>
      )}
      <PhonePart view={view} knownPhone={knownPhone} errors={errors} />
      <h2>{t('ways.channelsTitle')}</h2>
      <ChannelForm view={view} errors={errors} typed={refused?.typed ?? typedBefore(view)} />
      {view.chatLink !== null && (
        <>
          <h2>{t('ways.chatTitle')}</h2>
          <p>
            {t('ways.chat')} <a href={view.chatLink}>{t('ways.chatLink')}</a>
          </p>
        </>
      )}
      <h2>{t('ways.history')}</h2>
      <History view={view} />
    </Matter>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => String(hour));

function ChannelForm({ view, errors, typed }: { view: PreferencesView; errors: readonly ErrorItem[]; typed: Typed }) {
  const t = useText('notifications');
  const shown = view.channels.filter(({ available, given }) => available || given);
  const error = (name: string): string | undefined => errors.find((one) => one.name === name)?.message;
  const hourOptions = hours.map((hour) => ({ value: hour, label: t('ways.hour', { n: hour }) }));
  return (
    <PostForm>
      <RequestIdField />
      <CheckboxGroup
        name="channels"
        label={t('ways.agree')}
        hint={t('ways.agreeHint')}
        values={typed.channels}
        error={error('channels')}
        options={shown.map(({ channel }) => ({ value: channel, label: t(`channel.${channel}`), note: t(`ways.note.${channel}`) }))}
      />
      <RadioGroup
        name="first"
        label={t('ways.first')}
        value={typed.first}
        error={error('first')}
        options={[{ value: '', label: t('ways.firstAny') }, ...shown.map(({ channel }) => ({ value: channel, label: t(`channel.${channel}`) }))]}
      />
      <h2>{t('ways.quietTitle')}</h2>
      <p>{t('ways.quietHint', { from: view.localityQuiet.from, to: view.localityQuiet.to })}</p>
      <Select name="quietFrom" label={t('ways.quietFrom')} optional width="w10" placeholder={t('ways.quietNone')} options={hourOptions} value={typed.quietFrom} error={error('quietFrom')} />
      <Select name="quietTo" label={t('ways.quietTo')} optional width="w10" placeholder={t('ways.quietNone')} options={hourOptions} value={typed.quietTo} />
      <ButtonRow>
        <Button look={view.waitingFor === null ? 'main' : 'quiet'} name="intent" value="save">
          {t('ways.save')}
        </Button>
        <Button look="quiet" name="intent" value="stop">
          {t('ways.stop')}
        </Button>
      </ButtonRow>
    </PostForm>
  );
}

function History({ view }: { view: PreferencesView }) {
  const t = useText('notifications');
  const locale = useLocale();
  if (view.history.length === 0) return <p className="hint">{t('ways.noHistory')}</p>;
  return (
    <Details summary={t('ways.historyOpen', { n: view.history.length })}>
      <ul>
        {view.history.map(({ channel, given, at, textVersion }) => (
          <li key={`${channel} ${at}`}>
            {momentOf(at, locale)}: {t(given ? 'ways.gave' : 'ways.tookBack', { channel: t(`channel.${channel}`) })} <span className="hint">{t('ways.version', { v: textVersion })}</span>
          </li>
        ))}
      </ul>
    </Details>
  );
}
