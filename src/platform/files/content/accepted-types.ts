/** A kind of file that is taken in. `extensions` without the dot, the usual one first. */
export type AcceptedType = { readonly mediaType: string; readonly extensions: readonly string[]; readonly vi: string };

const office = 'application/vnd.openxmlformats-officedocument';

/** HTML, SVG, scripts, programs, old binary office files and macros are missing on purpose: they can act on the reader's machine. */
export const acceptedTypes: readonly AcceptedType[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], vi: 'PDF' },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], vi: 'ảnh JPEG' },
  { mediaType: 'image/png', extensions: ['png'], vi: 'ảnh PNG' },
  { mediaType: 'image/heic', extensions: ['heic', 'heif'], vi: 'ảnh HEIC' },
  { mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'], vi: 'Word (docx)' },
  { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], vi: 'Excel (xlsx)' },
];

/** Value for the `accept` attribute of a file input. */
export const acceptAttribute = acceptedTypes
  .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
  .join(',');

/** The kinds in words, for hints and messages. */
export const acceptedInWords = acceptedTypes.map(({ vi }) => vi).join(', ');

export function typeOfExtension(extension: string): AcceptedType | undefined {
  return acceptedTypes.find((type) => type.extensions.includes(extension));
}
