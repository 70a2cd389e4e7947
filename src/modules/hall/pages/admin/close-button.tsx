import { Form } from 'react-router';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { Button } from '#ui/officer/index.ts';

/** Ends one line of the set-up; refused by the use case while it is in use. */
export function CloseButton({ unitUid, id, name, label }: { unitUid: string; id: string; name: string; label: string }) {
  return (
    <Form method="post">
      <RequestIdField />
      <input type="hidden" name="unitUid" value={unitUid} />
      <input type="hidden" name="id" value={id} />
      <Button name="intent" value="close" look="quiet" small>
        {label} <span className="sr">{name}</span>
      </Button>
    </Form>
  );
}
