import { useText } from '#platform/web/text.tsx';
import { TextInput } from '#ui/citizen/text-input.tsx';
import { errorFor, type Problem } from './problems.tsx';

/** The new password, twice. */
export function NewPasswordFields({
  problem,
  hasSecondFactor,
}: {
  problem: Problem | undefined;
  hasSecondFactor: boolean;
}) {
  const t = useText('identity');
  const about = problem?.code.startsWith('identity.password_') ? problem.words : null;
  return (
    <>
      <TextInput
        name="password"
        type="password"
        label={t('newPassword.new')}
        hint={t(hasSecondFactor ? 'newPassword.hintWithFactor' : 'newPassword.hintAlone')}
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
