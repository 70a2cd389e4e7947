import { conflict, isAppError, notFound } from '#platform/errors/app-error.ts';

/** What each constraint of the schema protects, as the error that people see. */
const codes: Readonly<Record<string, string>> = {
  unit_version_no_overlap: 'organization.overlap',
  unit_code_one_owner: 'organization.code_taken',
  unit_code_one_a_scheme: 'organization.overlap',
  unit_succession_once: 'organization.already_succeeded',
  position_one_head: 'organization.head_exists',
  holding_once_a_person: 'organization.already_holds',
  holding_one_head: 'organization.position_taken',
  holding_one_principal: 'organization.principal_exists',
  substitution_one_at_a_time: 'organization.already_substituted',
  change_undoes_key: 'organization.already_undone',
};

const foreignKeyViolation = '23503';

/** Turns the refusal of the database into an error with words. */
export async function explainConstraint<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw explain(error) ?? error;
  }
}

function explain(error: unknown): Error | null {
  if (isAppError(error) || typeof error !== 'object' || error === null) return null;
  if (!('constraint' in error) || typeof error.constraint !== 'string') return null;
  const code = Object.hasOwn(codes, error.constraint) ? codes[error.constraint] : undefined;
  if (code !== undefined) return conflict(code, { constraint: error.constraint });
  return 'code' in error && error.code === foreignKeyViolation ? notFound('organization.not_found') : null;
}
