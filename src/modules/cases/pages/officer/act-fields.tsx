import { RequestIdField } from '#platform/web/request-id.tsx';
import type { OfficerCaseItem } from './case-data.ts';

/** What every act posts besides its name. */
export function ActFields({ item, next }: { readonly item: OfficerCaseItem; readonly next: string | null }) {
  return (
    <>
      <RequestIdField />
      <input type="hidden" name="code" value={item.code} />
      <input type="hidden" name="next" value={next ?? ''} />
    </>
  );
}
