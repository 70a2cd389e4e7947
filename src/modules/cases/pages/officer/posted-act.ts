import type { PageContext } from '#platform/web/page-context.ts';
import type { Cases } from '../../index.ts';

/** What a page posted about one case. */
export type PostedAct = {
  readonly page: PageContext;
  readonly caseId: string;
  readonly form: FormData;
  readonly here: string;
};

export type Run = (cases: Cases, posted: PostedAct) => Promise<unknown>;
