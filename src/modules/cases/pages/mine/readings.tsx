import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Matter, Timeline, type TimelineStep } from '#ui/citizen/index.ts';
import { dateTime } from '../case-words.ts';
import { openOwnCase } from './own-case.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { cases, actor, view } = await openOwnCase(args);
  const { id, code, procedureName } = view.file;
  const readings = (await cases.listReadings(actor, id)).map((reading) => ({ ...reading, at: reading.at.toISOString() }));
  return { id, code, procedureName, agency: view.agency.name, readings };
}

/** Which officers looked at my data, and why (Law 91/2025 on the protection of personal data). */
export default function Readings() {
  const item = useLoaderData<typeof loader>();
  const t = useText('cases');
  return (
    <Matter
      title={t('mine.readings.title')}
      lead={t('mine.readings.lead')}
      caption={`${t('track.case')} ${item.code} · ${item.procedureName}`}
      back={{ href: `/ho-so/${item.id}`, label: t('mine.backToCase') }}
    >
      <title>{`${item.code}: ${t('mine.readings.title')}`}</title>
      {item.readings.length === 0 ? <p>{t('mine.readings.none')}</p> : <Timeline steps={item.readings.map((reading) => lineOf(t, reading))} />}
      <p>{t('mine.readings.wrong', { agency: item.agency })}</p>
    </Matter>
  );
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>['readings'][number];

function lineOf(t: Translate, reading: Line): TimelineStep {
  const act = t(`mine.readings.act.${reading.action.replace('cases.', '')}`);
  const times = reading.times > 1 ? `${t('mine.readings.times', { count: reading.times })}, ${t('mine.readings.last')} ` : '';
  return {
    title: [reading.name, reading.position, reading.unitName].filter((part) => part !== null && part !== '').join(', '),
    note: [`${times}${dateTime(reading.at)}`, act, reading.purpose ?? t('mine.readings.noPurpose')].join(' · '),
    state: 'done',
  };
}
