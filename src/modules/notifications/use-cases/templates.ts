import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { invalid, notFound } from '#platform/errors/app-error.ts';
import type { NotificationsDeps } from '../context.ts';
import { messages } from '../messages.ts';
import {
  findTextProblems,
  templateChange,
  templateInUse,
  type ShippedTemplate,
  type Template,
  type TextProblem,
} from '../model.ts';
import { decide } from '../policy.ts';
import * as store from '../store/templates.ts';
import { parseInput } from './parse-input.ts';

export type Catalogue = ReadonlyMap<string, ShippedTemplate>;

export type TemplateLine = { readonly key: string; readonly vi: string; readonly version: number };

export type TemplateHistory = {
  readonly version: number;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
};

export type TemplateView = { readonly template: Template; readonly history: readonly TemplateHistory[] };

function permitTemplates(actor: Actor, key: string): void {
  const attempt = { actor, action: 'notifications.manage_templates', subject: { kind: 'template', id: key } };
  permit(decide(actor, 'notifications.manage_templates', { kind: 'template' }), attempt);
}

function shippedBy(catalogue: Catalogue, key: string): ShippedTemplate {
  const shipped = catalogue.get(key);
  if (shipped === undefined) throw notFound('notifications.template_not_found');
  return shipped;
}

export async function listTemplates(
  deps: NotificationsDeps,
  catalogue: Catalogue,
  actor: Actor,
): Promise<TemplateLine[]> {
  permitTemplates(actor, 'all');
  const versions = await store.listNewestVersions(deps.db.q);
  return [...catalogue.values()].map(({ key, vi }) => ({ key, vi, version: versions.get(key) ?? 1 }));
}

export async function readTemplate(
  deps: NotificationsDeps,
  catalogue: Catalogue,
  actor: Actor,
  key: string,
): Promise<TemplateView> {
  permitTemplates(actor, key);
  const shipped = shippedBy(catalogue, key);
  const versions = await store.listVersions(deps.db.q, key);
  const history = versions.map(({ version, reason, at, by }) => ({ version, reason, at: at.toISOString(), by }));
  return { template: templateInUse(shipped, versions[0]), history };
}

/**
 * Puts a new wording in use; messages already sent keep theirs. Returns its version; a replay returns the first.
 * @throws AppError invalid `notifications.input_invalid` or `notifications.template_wrong`, both with `problems`.
 */
export async function changeTemplate(
  deps: NotificationsDeps,
  catalogue: Catalogue,
  actor: Actor,
  input: unknown,
): Promise<number> {
  const change = parseInput(templateChange, input);
  permitTemplates(actor, change.key);
  const shipped = shippedBy(catalogue, change.key);
  const problems = findTextProblems(shipped.placeholders, change.texts);
  if (problems.length > 0) throw invalid('notifications.template_wrong', { problems: problems.map(inWords) });
  return deps.db.transaction(async (tx) => {
    await store.lockTemplate(tx.q, change.key);
    const before = await store.findVersionByRequest(tx.q, change.requestId);
    if (before !== undefined) return before;
    const version = ((await store.findNewest(tx.q, change.key))?.version ?? 1) + 1;
    const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
    await store.insertVersion(tx.q, { ...change, version, by, at: deps.clock.now() });
    const subject = { kind: 'template', id: change.key };
    tx.audit({ actor, action: 'notifications.template_changed', subject, detail: { version, reason: change.reason } });
    return version;
  });
}

function inWords({ path, code, name }: TextProblem): { path: string; message: string } {
  return { path, message: messages[code].replace('{{name}}', `{{${name}}}`) };
}
