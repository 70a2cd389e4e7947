import { sql, type RawBuilder } from 'kysely';
import type { CodeScheme } from '../identifier-codes.ts';
import type { LocalDate } from '../validity.ts';
import { endFacts } from './facts.ts';
import type { Queries } from './queries.ts';

/** The day on which things end, and the change that ends them. */
export type Ending = { readonly on: LocalDate; readonly changeUid: string };

/** Ends the codes of a unit, of one scheme when given; says how many. */
export async function endCodes(
  q: Queries,
  unitUid: string,
  scheme: CodeScheme | null,
  ending: Ending,
): Promise<number> {
  return endFacts(
    q,
    'unit_code',
    sql`unit_uid = ${unitUid} and (${scheme}::text is null or scheme = ${scheme})`,
    ending,
  );
}

/** Ends the positions of a unit, and with them what stands on them. */
export async function endPositionsOfUnit(q: Queries, unitUid: string, ending: Ending): Promise<void> {
  await endPositions(q, sql`select uid from organization.position where unit_uid = ${unitUid}`, ending);
}

/** Ends one position, and with it what stands on it. */
export async function endPosition(q: Queries, positionUid: string, ending: Ending): Promise<void> {
  await endPositions(q, sql`select ${positionUid}::uuid`, ending);
}

async function endPositions(q: Queries, positions: RawBuilder<unknown>, ending: Ending): Promise<void> {
  const holdings = sql`select uid from organization.holding where position_uid in (${positions})`;
  const standIn = sql`absent_holding_uid in (${holdings}) or substitute_holding_uid in (${holdings})`;
  await endFacts(q, 'substitution', standIn, ending);
  await endFacts(
    q,
    'delegation',
    sql`grantor_position_uid in (${positions}) or delegate_position_uid in (${positions})`,
    ending,
  );
  await endFacts(q, 'holding', sql`position_uid in (${positions})`, ending);
  await endFacts(q, 'position', sql`uid in (${positions})`, ending);
}

/** Ends a holding with its substitutions; says whether there was anything to end. */
export async function endHolding(q: Queries, holdingUid: string, ending: Ending): Promise<boolean> {
  await endFacts(
    q,
    'substitution',
    sql`absent_holding_uid = ${holdingUid} or substitute_holding_uid = ${holdingUid}`,
    ending,
  );
  return (await endFacts(q, 'holding', sql`uid = ${holdingUid}`, ending)) > 0;
}

/** Ends a delegation or a substitution; says whether there was anything to end. */
export async function endRecord(
  q: Queries,
  table: 'delegation' | 'substitution',
  uid: string,
  ending: Ending,
): Promise<boolean> {
  return (await endFacts(q, table, sql`uid = ${uid}`, ending)) > 0;
}
