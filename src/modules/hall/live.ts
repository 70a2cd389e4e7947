import type { HallDeps } from './context.ts';
import type { Call } from './model.ts';
import * as calls from './store/calls.ts';

/** A call screen that listens. `seq` is the newest call it has; it moves on as calls are told. */
export type Watcher = { readonly unitUid: string; seq: number; readonly onCalls: (calls: readonly Call[]) => void; readonly onBeat: () => void };

export type Live = {
  /** Tells the watcher of every call after its `seq`, in order; returns the way to stop. */
  watch(watcher: Watcher): () => void;
};

const everyMs = 1_000;
const beatEvery = 10;

/**
 * Looks once a second whether any hall that is watched here has called, in one small query however many screens there
 * are; so calls made by another process are told too.
 */
export function createLive(deps: Pick<HallDeps, 'db'>): Live {
  const watchers = new Set<Watcher>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let looks = 0;
  const look = async (): Promise<void> => {
    if (looking || watchers.size === 0) return;
    looking = true;
    looks += 1;
    await tellAll(deps, watchers).catch(() => undefined);
    // The database may be away for a moment: screens keep their place and are told later.
    looking = false;
    if (looks % beatEvery === 0) for (const watcher of watchers) watcher.onBeat();
  };
  return {
    watch(watcher) {
      watchers.add(watcher);
      timer ??= setInterval(() => void look(), everyMs).unref();
      void look();
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

async function tellAll({ db }: Pick<HallDeps, 'db'>, watchers: ReadonlySet<Watcher>): Promise<void> {
  const newest = await calls.readCallSeqs(db.q, [...new Set([...watchers].map(({ unitUid }) => unitUid))]);
  for (const watcher of watchers) {
    if ((newest.get(watcher.unitUid) ?? 0) <= watcher.seq) continue;
    const found = await calls.listCallsAfter(db.q, watcher.unitUid, watcher.seq);
    watcher.seq = found.at(-1)?.seq ?? watcher.seq;
    if (found.length > 0) watcher.onCalls(found);
  }
}
