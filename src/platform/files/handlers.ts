import { systemActor } from '#platform/access/actor.ts';
import { onJob, type Handlers } from '#platform/jobs/definitions.ts';
import { fileFoundInfected, scanFile } from './events.ts';
import { discard } from './parts.ts';
import * as records from './records.ts';
import { contentKey } from './storage/file-store.ts';
import type { UploadsDeps } from './uploads.ts';

/** Scans quarantined files; throws away unfinished uploads. */
export function createFileHandlers(deps: UploadsDeps): Handlers {
  return {
    jobs: [onJob(scanFile, ({ sha256 }) => scan(deps, sha256))],
    schedules: [{ name: 'files.expire_uploads', cron: '17 * * * *', run: () => expireUploads(deps) }],
  };
}

/** @throws AppError unavailable when the scanner does not answer; the queue then tries again. */
async function scan(deps: UploadsDeps, sha256: string): Promise<void> {
  // Whoever switches the scanner off lets in what is still waiting: it has passed all other checks.
  const result =
    deps.scanner === undefined ? { finding: null } : await deps.scanner.scan(await deps.store.open(contentKey(sha256)));
  await deps.db.transaction(async (tx) => {
    const changed = await records.markScanned(tx.q, { sha256, finding: result.finding, at: deps.clock.now() });
    if (!changed || result.finding === null) return;
    const { finding } = result;
    tx.audit({
      actor: systemActor('files'),
      action: 'files.found_infected',
      subject: { kind: 'file', id: sha256 },
      detail: { finding },
    });
    tx.publish(fileFoundInfected, { sha256, finding });
  });
}

async function expireUploads(deps: UploadsDeps): Promise<void> {
  for (const leftover of await records.listLeftovers(deps.db.q, deps.clock.now())) await discard(deps, leftover);
}
