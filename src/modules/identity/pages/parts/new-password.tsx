import { useText } from '#platform/web/text.tsx';
import { TextInput } from '#ui/citizen/text-input.tsx';
import type { SecurityPolicy } from '../../security-policy.ts';
import { errorFor, type Problem } from './problems.tsx';

export type NewPasswordProps = {
  readonly problem: Problem | undefined;
  readonly hasSecondFactor: boolean;
  readonly rules: Pick<SecurityPolicy, 'passwordLengthWithFactor' | 'passwordLengthAlone'>;
};

/** The new password, twice. */
export function NewPasswordFields({ problem, hasSecondFactor, rules }: NewPasswordProps) {
  const t = useText('identity');
  const about = problem?.code.startsWith('identity.password_') ? problem.words : null;
  return (
    <>
      <TextInput
        name="password"
        type="password"
        label={t('newPassword.new')}
        hint={
          hasSecondFactor
            ? t('newPassword.hintWithFactor', { minimum: rules.passwordLengthWithFactor })
            : t('newPassword.hintAlone', { minimum: rules.passwordLengthAlone })
        }
        error={errorFor(problem, 'password') ?? about}
        autoComplete="new-password"
        width="w20"
      />
      <TextInput
        name="repeated"
        type="password"
        label={t('newPassword.repeated')}
        error={errorFor(problem, 'repeated') ?? (problem?.code === 'identity.passwords_differ' ? problem.words : null)}
        autoComplete="new-password"
        width="w20"
      />
    </>
  );
}
