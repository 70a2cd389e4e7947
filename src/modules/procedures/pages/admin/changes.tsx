import { useText } from '#platform/web/text.tsx';
import { EmptyState, Section } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { patternOf } from '../editor/spec.ts';

export type Change = Awaited<ReturnType<Procedures['compare']>>[number];

/** Differences of two records, part by part, each as a sentence: what was, what is. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useText('procedures');
  const sections = [...new Set(changes.map(({ section }) => section))];
  if (changes.length === 0) return <EmptyState title={t('compare.same')} />;
  return sections.map((section) => (
    <Section key={section} title={t(`section.${section}`)}>
      <div className="table-frame">
        <table className="table changes">
          <caption className="sr">{t(`section.${section}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('compare.what')}</th>
              <th scope="col">{t('compare.before')}</th>
              <th scope="col">{t('compare.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes
              .filter((change) => change.section === section)
              .map((change, index) => (
                <Line key={`${change.field} ${change.items.join('/')} ${String(index)}`} change={change} />
              ))}
          </tbody>
        </table>
      </div>
    </Section>
  ));
}

function Line({ change }: { change: Change }) {
  const t = useText('procedures');
  const { field, items, kind, before, after } = change;
  return (
    <tr>
      <td data-label={t('compare.what')}>
        {items.length > 0 && <small>{items.map((item) => channelName(t, item)).join(' › ')}: </small>}
        {nameOf(t, field)} {kind !== 'changed' && <b>({t(`compare.${kind}`)})</b>}
      </td>
      <td data-label={t('compare.before')}>{before === '' ? '—' : <del>{before}</del>}</td>
      <td data-label={t('compare.after')}>{after === '' ? '—' : <ins>{after}</ins>}</td>
    </tr>
  );
}

type Translate = ReturnType<typeof useText>;

function nameOf(t: Translate, field: string): string {
  const key = `field.${patternOf(field).replaceAll('.', '_')}`;
  const words = t(key);
  if (words !== key) return words;
  const last = `formField.${field.split('.').at(-1) ?? ''}`;
  const known = t(last);
  return known === last ? field : known;
}

function channelName(t: Translate, item: string): string {
  const key = `choice.channels.kind.${item}`;
  const words = t(key);
  return words === key ? item : words;
}
