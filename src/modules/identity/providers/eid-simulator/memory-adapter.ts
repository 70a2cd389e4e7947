import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Bounded, so that nobody can fill the memory of a demonstration server by starting sign-ins. */
const maxRecords = 10_000;

/** Keeps the simulator's sessions, codes and grants in memory: they are worthless after a restart. */
export function memoryAdapters(): (model: string) => Adapter {
  const records = new LRUCache<string, AdapterPayload>({ max: maxRecords });
  const revokedGrants = new LRUCache<string, true>({ max: maxRecords });

  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const usable = (payload: AdapterPayload | undefined): AdapterPayload | undefined =>
      payload?.grantId !== undefined && revokedGrants.has(payload.grantId) ? undefined : payload;

    return {
      async upsert(id, payload, expiresIn) {
        const options = expiresIn > 0 ? { ttl: expiresIn * 1000 } : {};
        records.set(keyOf(id), payload, options);
        if (payload.uid !== undefined) records.set(keyOf(`uid:${payload.uid}`), payload, options);
      },
      find: async (id) => usable(records.get(keyOf(id))),
      findByUid: async (uid) => usable(records.get(keyOf(`uid:${uid}`))),
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = records.get(keyOf(id));
        // A consumed code must stay known: its second use is what revokes the tokens of the first.
        if (payload) payload['consumed'] = true;
      },
      async destroy(id) {
        records.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        revokedGrants.set(grantId, true);
      },
    };
  };
}
