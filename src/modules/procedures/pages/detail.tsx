import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText, type Translate } from '#platform/web/text.tsx';
import { formatMoney } from '#platform/text/amounts.ts';
import { LinkButton, Matter, Notice, PrintButton, SummaryList } from '#ui/citizen/index.ts';
import type { Procedures } from '../index.ts';
import type { ProcedureContent } from '../model.ts';

/** The same for everyone: drawn once in a while, however many ask (the catalogue itself is as fresh as that). */
export const headers = () => ({ 'Cache-Control': 's-maxage=5' });

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { content } = await pageContext(context).service<Procedures>('procedures').current(params['code'] ?? '');
  const { code, name, summary, route, serviceLevel, audience, competentAgency, howTo, cases, sets, channels, results, legalBasis, steps } = content;
  const resultNames = results.map((result) => result.name);
  return { code, name, summary, route, serviceLevel, audience, competentAgency, howTo, cases, sets, channels, resultNames, legalBasis, steps };
}

/** One procedure as the law wants it published (NĐ 63/2010 Đ8.2), exemptions before amounts, ready for print. */
export default function ProcedureDetail() {
  const item = useLoaderData<typeof loader>();
  const t = useText('procedures');
  const locale = useLocale();
  return (
    <Matter title={item.name[locale]} caption={`${t('detail.code')} ${item.code}`} lead={item.summary[locale]} back={{ href: '/thu-tuc', label: t('list.title') }}>
      <title>{item.name[locale]}</title>
      <p>
        <LinkButton href={`/nop/${item.code}`}>{t('detail.apply')}</LinkButton>
      </p>
      <h2>{t('detail.howTo')}</h2>
      <ol>
        {item.howTo.map((step) => (
          <li key={step.vi}>{step[locale]}</li>
        ))}
      </ol>
      <h2>{t('detail.papers')}</h2>
      {item.cases.map((variant) => (
        <SummaryList key={variant.key} rows={variant.papers.map((paper) => ({ label: paper.name, value: paperWords(t, paper) }))} />
      ))}
      <h2>{t('detail.timeAndFee')}</h2>
      <SummaryList rows={item.channels.map((channel) => ({ label: t(`channel.${channel.kind}`), value: <ChannelFacts channel={channel} /> }))} />
      <h2>{t('detail.more')}</h2>
      <SummaryList
        rows={[
          { label: t('detail.audience'), value: item.audience.join(', ') },
          { label: t('detail.agency'), value: item.competentAgency[locale] },
          { label: t('detail.result'), value: item.resultNames.join(', ') },
          { label: t('detail.sets'), value: String(item.sets) },
          { label: t('detail.law'), value: item.legalBasis.map((base) => `${base.title} (${base.number}${base.article === '' ? '' : `, ${base.article}`})`).join('; ') },
        ]}
      />
      <PrintButton />
    </Matter>
  );
}

function ChannelFacts({ channel }: { channel: ProcedureContent['channels'][number] }) {
  const t = useText('procedures');
  const { duration, fees } = channel;
  const time = duration.unit === 'same_day' ? t('time.same_day', { cutOff: duration.cutOff ?? '' }) : t(`time.${duration.unit}`, { n: duration.n ?? 0 });
  return (
    <>
      <p>{time}</p>
      {fees.flatMap((fee) => fee.exemptions).map((exemption) => (
        <Notice key={exemption.text} tone="done">
          {exemption.text}
        </Notice>
      ))}
      <p>{fees.length === 0 ? t('detail.noFee') : fees.map((fee) => `${fee.name}: ${formatMoney(fee.amount)}${fee.perAnswer === null ? '' : t('detail.each')}`).join('; ')}</p>
    </>
  );
}

function paperWords(t: Translate, paper: ProcedureContent['cases'][number]['papers'][number]): string {
  if (paper.note !== '') return paper.note;
  return t('detail.quantity', { originals: paper.originals, copies: paper.copies });
}
