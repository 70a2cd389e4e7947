import { useText } from '#platform/web/text.tsx';
import { Chip, ConfirmDialog, DialogTrigger, RadioGroup, type Tone } from '#ui/officer/index.ts';
import { dateTime } from '../case-words.ts';
import { ActFields } from './act-fields.tsx';
import type { RefusedAct } from './acts.ts';
import type { OfficerCaseItem } from './case-data.ts';

type OpinionsProps = { readonly item: OfficerCaseItem; readonly next: string | null; readonly refused: RefusedAct | null };
type Asked = OfficerCaseItem['process']['consultations'][number];

const tones: Readonly<Record<string, Tone>> = { agree: 'done', disagree: 'late', other: 'info' };

/** Who was asked for an opinion, what they said, and what is still waited for. */
export function Opinions(props: OpinionsProps) {
  const t = useText('cases');
  const { consultations } = props.item.process;
  if (consultations.length === 0) return <p>{t('officer.opinions.empty')}</p>;
  return (
    <ol className="journal">
      {consultations.map((asked) => (
        <Opinion key={asked.id} asked={asked} {...props} />
      ))}
    </ol>
  );
}

function Opinion({ asked, ...props }: OpinionsProps & { asked: Asked }) {
  const t = useText('cases');
  const open = asked.opinion === null && asked.endReason === null;
  const mayEnd = open && props.item.abilities.end_consultation === true;
  return (
    <li>
      <b>{asked.asked}</b> <OpinionChip asked={asked} />
      <small>
        {[
          t('officer.opinions.asked', { by: asked.askedByName, at: dateTime(asked.askedAt) }),
          t(asked.mandatory ? 'officer.opinions.mandatory' : 'officer.opinions.optional'),
          asked.wantedBy === null ? null : t('officer.opinions.wantedBy', { at: dateTime(asked.wantedBy) }),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </small>
      <p className="said">{asked.question}</p>
      {asked.answer !== null && (
        <p className="said internal">
          <span>{t('officer.opinions.answered', { by: asked.answeredByName ?? '', at: dateTime(asked.answeredAt ?? '') })}</span> {asked.answer}
        </p>
      )}
      {asked.mine && (
        <p>
          <DialogTrigger dialog={`give_opinion-${asked.id}`} look="main" shortcut="p" label={t('officer.act.give_opinion')} />
        </p>
      )}
      {mayEnd && (
        <p>
          <DialogTrigger dialog={`end_consultation-${asked.id}`} small label={t('officer.act.end_consultation')} />
        </p>
      )}
      {asked.mine && <OpinionDialog asked={asked} {...props} />}
      {mayEnd && <EndDialog asked={asked} {...props} />}
    </li>
  );
}

function OpinionChip({ asked }: { asked: Asked }) {
  const t = useText('cases');
  if (asked.opinion !== null) return <Chip tone={tones[asked.opinion] ?? 'info'}>{t(`officer.opinions.${asked.opinion}`)}</Chip>;
  if (asked.endReason !== null) return <Chip tone="plain">{t('officer.opinions.ended', { reason: asked.endReason })}</Chip>;
  return <Chip tone="wait">{t('officer.opinions.waiting')}</Chip>;
}

function OpinionDialog({ asked, refused, ...props }: OpinionsProps & { asked: Asked }) {
  const t = useText('cases');
  const again = refused?.intent === 'give_opinion' && refused.code === 'cases.words_too_short' ? refused : null;
  return (
    <ConfirmDialog
      id={`give_opinion-${asked.id}`}
      title={t('officer.ask.give_opinion.title')}
      confirm={t('officer.act.give_opinion')}
      intent={{ name: 'intent', value: 'give_opinion' }}
      fields={<ConsultationFields id={asked.id} {...props} />}
      open={again === null ? undefined : true}
      reason={{ label: t('officer.ask.give_opinion.words'), hint: t('officer.ask.give_opinion.hint'), value: again?.typed, error: again?.words }}
    >
      <p>{t('officer.ask.give_opinion.note', { question: asked.question })}</p>
      <RadioGroup
        name="opinion"
        label={t('officer.ask.give_opinion.opinion')}
        value="agree"
        options={(['agree', 'disagree', 'other'] as const).map((value) => ({ value, label: t(`officer.ask.give_opinion.${value}`) }))}
      />
    </ConfirmDialog>
  );
}

function EndDialog({ asked, refused, ...props }: OpinionsProps & { asked: Asked }) {
  const t = useText('cases');
  const again = refused?.intent === 'end_consultation' && refused.code === 'cases.words_too_short' ? refused : null;
  return (
    <ConfirmDialog
      id={`end_consultation-${asked.id}`}
      title={t('officer.ask.end_consultation.title')}
      confirm={t('officer.act.end_consultation')}
      intent={{ name: 'intent', value: 'end_consultation' }}
      fields={<ConsultationFields id={asked.id} {...props} />}
      reason={{ label: t('officer.ask.end_consultation.words'), hint: t('officer.ask.end_consultation.hint'), value: again?.typed, error: again?.words }}
    >
      <p>{t('officer.ask.end_consultation.note')}</p>
    </ConfirmDialog>
  );
}

function ConsultationFields({ id, item, next }: { id: string } & Pick<OpinionsProps, 'item' | 'next'>) {
  return (
    <>
      <ActFields item={item} next={next} />
      <input type="hidden" name="consultationId" value={id} />
    </>
  );
}
