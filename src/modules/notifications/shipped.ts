import { z } from 'zod';
import { placeholderKinds } from './template-text.ts';
import { findTextProblems, type ShippedTemplate } from './model.ts';
import records from './templates.json' with { type: 'json' };

const text = z.object({ title: z.string().min(5), body: z.string().min(20), linkLabel: z.string().min(2) });
const shipped = z.array(
  z.object({
    key: z.string(),
    vi: z.string(),
    placeholders: z.array(z.object({ name: z.string(), kind: z.enum(placeholderKinds), vi: z.string() })),
    texts: z.object({ vi: text, en: text }),
  }),
);

/** The wordings that come with the program; a wrong one stops the start. */
export const shippedTemplates: readonly ShippedTemplate[] = checked(shipped.parse(records));

function checked(templates: readonly ShippedTemplate[]): readonly ShippedTemplate[] {
  for (const template of templates) {
    const [problem] = findTextProblems(template.placeholders, template.texts);
    if (problem !== undefined)
      throw new Error(`template ${template.key}: ${problem.path} ${problem.code} ${problem.name}`);
  }
  return templates;
}
