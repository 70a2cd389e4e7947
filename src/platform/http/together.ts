type Waiting<T> = { readonly resolve: (value: T | undefined) => void; readonly reject: (error: unknown) => void };

/** Bounds one look-up; more keys wait for the next. */
const mostKeys = 200;

/**
 * Looks up many keys as one: whoever asks while a look-up is under way shares the next one. It begins after the question
 * was asked, so nobody gets an answer older than the question.
 */
export function together<T>(lookUp: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>): (key: string) => Promise<T | undefined> {
  const waiting = new Map<string, Waiting<T>[]>();
  let busy = false;
  const next = async (): Promise<void> => {
    const batch = [...waiting].slice(0, mostKeys);
    for (const [key] of batch) waiting.delete(key);
    try {
      const found = await lookUp(batch.map(([key]) => key));
      for (const [key, people] of batch) for (const { resolve } of people) resolve(found.get(key));
    } catch (error) {
      for (const [, people] of batch) for (const { reject } of people) reject(error);
    }
  };
  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.size > 0) await next();
    busy = false;
  };
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.set(key, [...(waiting.get(key) ?? []), { resolve, reject }]);
      if (!busy) void work();
    });
}
