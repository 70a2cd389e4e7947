import { fieldId } from '../field-id.ts';
import { useWords } from '../words-context.tsx';

/** One thing to correct; `name` is the field it is about (`birthDate.month` for one box of a date). */
export type ErrorItem = { readonly name?: string | null | undefined; readonly message: string };

/**
 * Everything to correct, at the top of the page, each linked to its field. Renders nothing for an empty list.
 * Put "Lỗi: " before the document title as well. Takes the focus without a script, so that the errors are read first.
 */
export function ErrorSummary({ errors, title }: { errors: readonly ErrorItem[]; title?: string | undefined }) {
  const words = useWords();
  if (errors.length === 0) return null;
  return (
    <div className="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1} autoFocus>
      <h2 id="errors-title">{title ?? words.errorTitle}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.name ?? ''} ${error.message}`}>
            {error.name ? <a href={`#${fieldId(error.name)}`}>{error.message}</a> : error.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
