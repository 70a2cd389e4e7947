import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { LeaderCard } from '#ui/leader/index.ts';
import { Button, ConfirmDialog, DialogTrigger, DueChip, LinkButton } from '#ui/officer/index.ts';
import { dateTime } from '../case-words.ts';
import { signingChecks, type SigningFacts } from './checks.ts';

/** What stands on the card, as JSON. */
export type CardData = SigningFacts & {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly person: string;
  readonly applicantName: string;
  readonly dueAt: string | null;
  readonly now: string;
  readonly proposed: { readonly by: string; readonly at: string } | null;
  readonly notation: string;
  /** Another leader signs after this one, who only approves. */
  readonly review: boolean;
};

type CardProps = {
  readonly card: CardData;
  readonly next: string;
  readonly wrong: { readonly words: string; readonly typed: string } | null;
  readonly children: ReactNode;
};

/** One matter: what it is, why it may be signed, what to look at, and the acts under the thumb. */
export function SigningCard({ card, next, wrong, children }: CardProps) {
  const t = useText('cases');
  const checks = signingChecks(t, card);
  const stopped = checks.some((check) => check.verdict === 'stop');
  const fields = <HiddenFields card={card} next={next} />;
  return (
    <>
      <LeaderCard
        title={t('leader.cardTitle', { name: card.name, person: card.person })}
        caption={[
          t('leader.case', { code: card.code }),
          card.proposed && t('leader.proposedBy', { by: card.proposed.by, at: dateTime(card.proposed.at) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        chips={<DueChip dueAt={card.dueAt} now={card.now} />}
        facts={[
          { label: t('leader.applicant'), value: card.applicantName },
          {
            label: t('fee.label'),
            value:
              card.feeDue === 0
                ? t('fee.none')
                : `${formatMoney(card.feeDue)}, ${t(card.feePaid >= card.feeDue ? 'fee.paid' : 'fee.unpaid')}`,
          },
          {
            label: t('leader.block'),
            value: card.signer === null ? '—' : [...card.signer.lines, card.signer.name].join(', '),
          },
          { label: t('leader.number'), value: t('leader.numberWhenSigned', { notation: card.notation }) },
        ]}
        checks={checks}
        paper={{
          href: `/can-bo/ho-so/${card.id}/du-thao`,
          label: t('leader.paper'),
          thumbnail: `/can-bo/ho-so/${card.id}/du-thao.png`,
        }}
        actions={
          <div className="stack-acts">
            <Form method="post" className="w">
              {fields}
              <Button name="intent" value={card.review ? 'review_result' : 'sign_result'} disabled={stopped}>
                {t(card.review ? 'officer.act.review_result' : 'leader.sign')}
              </Button>
            </Form>
            <DialogTrigger dialog="return_result" label={t('officer.act.return_result')} />
            <LinkButton href={`/can-bo/ho-so/${card.id}?phan=to-khai`} look="quiet">
              {t('leader.whole')}
            </LinkButton>
          </div>
        }
      >
        {children}
      </LeaderCard>
      <ConfirmDialog
        id="return_result"
        title={t('officer.ask.return_result.title')}
        confirm={t('officer.act.return_result')}
        intent={{ name: 'intent', value: 'return_result' }}
        fields={fields}
        open={wrong === null ? undefined : true}
        reason={{
          label: t('officer.ask.return_result.words'),
          hint: t('officer.ask.return_result.hint'),
          value: wrong?.typed,
          error: wrong?.words,
        }}
      >
        <p>{t('officer.ask.return_result.note')}</p>
      </ConfirmDialog>
    </>
  );
}

function HiddenFields({ card, next }: { card: CardData; next: string }) {
  return (
    <>
      <RequestIdField />
      <input type="hidden" name="caseId" value={card.id} />
      <input type="hidden" name="code" value={card.code} />
      <input type="hidden" name="next" value={next} />
    </>
  );
}
