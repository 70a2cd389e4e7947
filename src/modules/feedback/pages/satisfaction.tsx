import { Form, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { toLocalDate } from '#platform/text/dates.ts';
import { attempt } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DataTable, DeskPage, EmptyState, Notice, TextInput, Toolbar } from '#ui/officer/index.ts';
import type { Feedback } from '../index.ts';

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const today = toLocalDate(page.now());
  const [from, to] = [url.searchParams.get('tu') ?? `${today.slice(0, 4)}-01-01`, url.searchParams.get('den') ?? today];
  const read = await attempt(() => page.service<Feedback>('feedback').readSatisfaction(page.actor, { from, to }));
  if (!read.ok) return { from, to, problem: read.problem.words, rows: [], words: [], fewest: 0 };
  const { figures, questions, words, fewest } = read.value;
  const nameOf = new Map(questions.map((question) => [question.key, question.vi]));
  const rows = figures.map((figure) => ({
    ...{ id: `${figure.procedureCode}/${figure.key}`, procedure: figure.procedureName, question: nameOf.get(figure.key) ?? figure.key, answers: figure.answers },
    satisfied: `${Math.round((100 * figure.satisfied) / figure.answers)} %`,
    mean: figure.mean.toLocaleString('vi', { maximumFractionDigits: 1 }),
  }));
  return { from, to, problem: null, rows, words: [...words], fewest };
}

/** How satisfied people are with the unit, by procedure and question. */
export default function SatisfactionPage() {
  const item = useLoaderData<typeof loader>();
  const t = useText('feedback');
  return (
    <DeskPage title={t('figures.title')}>
      <title>{t('figures.title')}</title>
      <Form role="search">
        <Toolbar label={t('figures.period')}>
          <TextInput name="tu" label={t('figures.from')} value={item.from} width="w10" />
          <TextInput name="den" label={t('figures.to')} value={item.to} width="w10" />
          <Button>{t('figures.show')}</Button>
        </Toolbar>
      </Form>
      {item.problem && (
        <Notice tone="late" live>
          {item.problem}
        </Notice>
      )}
      <DataTable
        caption={t('figures.caption', { fewest: item.fewest })}
        rows={item.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'procedure', label: t('complaints.procedure'), cell: (row) => row.procedure },
          { key: 'question', label: t('figures.question'), cell: (row) => row.question },
          { key: 'answers', label: t('figures.answers'), cell: (row) => row.answers, align: 'end' },
          { key: 'satisfied', label: t('figures.satisfied'), cell: (row) => row.satisfied, align: 'end', nowrap: true },
          { key: 'mean', label: t('figures.mean'), cell: (row) => row.mean, align: 'end' },
        ]}
        empty={<EmptyState title={t('figures.empty')}>{t('figures.emptyNote', { fewest: item.fewest })}</EmptyState>}
      />
      {item.words.length > 0 && (
        <section>
          <h2>{t('figures.words')}</h2>
          <ul>
            {item.words.map((words, index) => (
              <li key={index} className="said">
                {words}
              </li>
            ))}
          </ul>
        </section>
      )}
    </DeskPage>
  );
}
