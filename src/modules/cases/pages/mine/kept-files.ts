import type { PaperInput } from '../../model.ts';
import { supplementCode } from '../apply/attachable.ts';

type Kept = { readonly ref: string; readonly name: string; readonly size: number };

/** A received file that the form carries on until it is sent; the server asks again who sent it. */
export function keptFile({ sha256, name, size, mediaType }: PaperInput): Kept {
  return { ref: [sha256, String(size), mediaType, encodeURIComponent(name.toWellFormed())].join(':'), name, size };
}

/** The files carried by a form, without the one whose button was pressed (`remove:<field>:<ref>`). Nonsense is left out. */
export function readKept(values: readonly unknown[], command: string): readonly PaperInput[] {
  const removed = command.split(':').slice(2).join(':');
  return values.flatMap((value) => {
    const match =
      typeof value === 'string' && value !== removed
        ? /^([0-9a-f]{64}):(\d{1,12}):([\w.+/-]{1,100}):([\w%.~!*'()-]{1,1000})$/u.exec(value)
        : null;
    const [, sha256, size, mediaType, name] = match ?? [];
    if (sha256 === undefined || size === undefined || mediaType === undefined || name === undefined) return [];
    return [{ code: supplementCode, name: decode(name), sha256, size: Number(size), mediaType }];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
