const databaseName = 'dinh-hall';
const storeName = 'kept';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no storage'));
  });
}

/**
 * Reads what is kept under a key, changes it and writes it back in one transaction, flushed to the disk before the promise
 * resolves: two windows of one kiosk never take the same number, and a cut of the power forgets none.
 */
export async function change<T, R>(key: string, otherwise: T, work: (kept: T) => { readonly kept: T; readonly result: R }): Promise<R> {
  const database = await open();
  try {
    return await new Promise<R>((resolve, reject) => {
      const transaction = database.transaction(storeName, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(storeName);
      const reading = store.get(key);
      let answer: { readonly result: R } | undefined;
      reading.onsuccess = () => {
        const done = work((reading.result as T | undefined) ?? otherwise);
        answer = done;
        store.put(done.kept, key);
      };
      transaction.oncomplete = () => (answer === undefined ? reject(new Error('nothing was kept')) : resolve(answer.result));
      transaction.onerror = () => reject(transaction.error ?? new Error('not kept'));
      transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
    });
  } finally {
    database.close();
  }
}

/** What is kept under a key. */
export function read<T>(key: string, otherwise: T): Promise<T> {
  return change<T, T>(key, otherwise, (kept) => ({ kept, result: kept }));
}

/** A random UUID also where the page is not served over HTTPS. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
