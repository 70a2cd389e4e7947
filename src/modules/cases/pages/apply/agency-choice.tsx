import { useText } from '#platform/web/text.tsx';
import { RadioGroup, Select } from '#ui/citizen/index.ts';

const mostRadios = 7;

export type AgencyChoiceProps = {
  readonly agencies: readonly { readonly unitUid: string; readonly name: string }[];
  readonly chosen: string | null;
  readonly error?: string | undefined;
};

/** Who is to decide. The only agency there is needs no choice. */
export function AgencyChoice({ agencies, chosen, error }: AgencyChoiceProps) {
  const t = useText('cases');
  const [only] = agencies;
  if (agencies.length === 1 && only !== undefined) {
    return (
      <>
        <input type="hidden" name="unitUid" value={only.unitUid} />
        <h2>{t('apply.agency')}</h2>
        <p>{only.name}</p>
      </>
    );
  }
  const base = { name: 'unitUid', label: t('apply.agency'), hint: t('apply.agencyHint'), error };
  const options = agencies.map(({ unitUid, name }) => ({ value: unitUid, label: name }));
  return agencies.length <= mostRadios ? (
    <RadioGroup {...base} options={options} value={chosen} />
  ) : (
    <Select {...base} options={options} value={chosen} />
  );
}
