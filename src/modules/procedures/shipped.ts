import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { procedureContent, type ProcedureContent } from './model.ts';

const record = z.object({ validFrom: z.iso.date(), content: procedureContent });

/** The records that come with the program, each with the day from which it applies. */
export async function shippedCatalogue(): Promise<{ validFrom: string; content: ProcedureContent }[]> {
  const folder = join(import.meta.dirname, 'catalogue');
  const files: string[] = [];
  for await (const file of glob('*.json', { cwd: folder })) files.push(file);
  return Promise.all(files.sort().map(async (file) => record.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))));
}
