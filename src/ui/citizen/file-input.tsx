import { useLocale, useWords } from '../words-context.tsx';
import { Field, fieldIds } from './field.tsx';
import type { FieldBase } from './field.tsx';
import { Button } from './button.tsx';
import { formatBytes } from '../format-bytes.ts';

/** A file that is already on the server, waiting in the draft. */
export type KeptFile = {
  /** Reference that the form carries on in a hidden input. */
  readonly ref: string;
  readonly name: string;
  readonly size: number;
  readonly href?: string | undefined;
};

export type FileInputProps = FieldBase & {
  /** Accepted types for the picker, e.g. ".pdf,image/*". The server decides by the bytes. */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  /** Checked at once by the enhancement script; checked again on the server. */
  readonly maxBytes?: number | undefined;
  readonly maxFiles?: number | undefined;
  readonly files?: readonly KeptFile[] | undefined;
  /** Name of the submit button that removes a kept file; its value is `remove:<name>:<ref>`. */
  readonly commandName?: string | undefined;
};

/** Choosing files, with those already received listed above. The form must be multipart. */
export function FileInput(props: FileInputProps) {
  const { accept, multiple = false, maxBytes, maxFiles, files = [], commandName = '_command', ...base } = props;
  const ids = fieldIds(base);
  const words = useWords();
  const locale = useLocale();
  const tooLarge = maxBytes && words.fileTooLarge.replace('{limit}', formatBytes(maxBytes, locale));
  return (
    <Field {...base}>
      {files.length > 0 && <KeptFiles name={base.name} files={files} commandName={commandName} />}
      <input
        className="input"
        type="file"
        id={ids.id}
        name={base.name}
        accept={accept}
        multiple={multiple}
        aria-describedby={ids.describedBy}
        aria-invalid={base.error ? true : undefined}
        data-max-bytes={maxBytes}
        data-max-files={maxFiles}
        data-too-large={tooLarge}
        data-too-many={maxFiles && words.tooManyFiles.replace('{limit}', String(maxFiles))}
      />
    </Field>
  );
}

function KeptFiles({ name, files, commandName }: { name: string; files: readonly KeptFile[]; commandName: string }) {
  const words = useWords();
  const locale = useLocale();
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.ref}>
          <input type="hidden" name={name} value={file.ref} />
          <span>
            {file.href ? <a href={file.href}>{file.name}</a> : file.name} ({formatBytes(file.size, locale)})
          </span>
          <Button look="link" name={commandName} value={`remove:${name}:${file.ref}`} formNoValidate>
            {words.remove}
            <span className="sr"> {file.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
