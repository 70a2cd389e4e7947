import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { expandBlocks, type FormBlocks } from '#platform/forms/blocks.ts';
import { procedureContent, type ProcedureContent } from './model.ts';

const record = z.object({ validFrom: z.iso.date(), content: procedureContent });

const folder = join(import.meta.dirname, 'catalogue');

async function readJson(pattern: string, cwd: string): Promise<(readonly [string, unknown])[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd })) files.push(file);
  return Promise.all(files.sort().map(async (file) => [file.replace(/\.json$/u, ''), JSON.parse(await readFile(join(cwd, file), 'utf8'))] as const));
}

/** Parts that the shipped forms share: requester, person, household, address by old or new names. */
async function shippedBlocks(): Promise<FormBlocks> {
  return Object.fromEntries(await readJson('*.json', join(folder, 'blocks')));
}

/** The record with every reference to a block written out: a published version never changes with a block. */
function withBlocks(content: ProcedureContent, blocks: FormBlocks): ProcedureContent {
  const results = content.results.map((result) => ({ ...result, form: expandBlocks(result.form, blocks) }));
  return { ...content, form: expandBlocks(content.form, blocks), results };
}

/** The records that come with the program, each with the day from which it applies. */
export async function shippedCatalogue(): Promise<{ validFrom: string; content: ProcedureContent }[]> {
  const blocks = await shippedBlocks();
  return (await readJson('*.json', folder)).map(([, json]) => {
    const { validFrom, content } = record.parse(json);
    return { validFrom, content: withBlocks(content, blocks) };
  });
}
