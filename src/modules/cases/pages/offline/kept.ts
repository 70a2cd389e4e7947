import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { RawValues } from '#platform/forms/submission.ts';

/** The device's own clock: without a line there is no other. */
export const deviceNow = (): Date => new Date(performance.timeOrigin + performance.now());

/** A procedure kept on the device, with what is needed to fill it in without a line. */
export type KeptForm = {
  readonly code: string;
  readonly name: string;
  /** The published e-form, as the server gave it. */
  readonly form: unknown;
  readonly papers: readonly { readonly code: string; readonly name: string; readonly note: string }[];
  readonly keptAt: string;
};

/** A photo or file that goes with an application. `address` is where its upload began, so that it can go on. */
export type KeptPaper = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly bytes: Blob;
  readonly address: string | null;
  readonly sha256: string | null;
};

export type Outcome =
  | { readonly kind: 'sent'; readonly caseId: string; readonly code: string }
  | { readonly kind: 'refused'; readonly words: string; readonly problems: readonly { readonly path: string; readonly message: string }[] };

/** An application on this device. `id` is its request id: however often it is sent, it becomes one case. */
export type KeptApplication = {
  readonly id: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly unitUid: string;
  readonly answers: RawValues;
  readonly papers: readonly KeptPaper[];
  readonly state: 'draft' | 'queued' | 'done';
  readonly outcome: Outcome | null;
  readonly changedAt: string;
};

type Kept = DBSchema & {
  form: { key: string; value: KeptForm };
  application: { key: string; value: KeptApplication };
};

export type Device = {
  listForms(): Promise<KeptForm[]>;
  keepForm(form: KeptForm): Promise<void>;
  listApplications(): Promise<KeptApplication[]>;
  findApplication(id: string): Promise<KeptApplication | undefined>;
  keepApplication(application: KeptApplication): Promise<void>;
  dropApplication(id: string): Promise<void>;
  /** Everything personal, for a shared device. */
  dropAll(): Promise<void>;
};

/** The device's own store; nothing in it leaves the device until its owner sends it. */
export async function openDevice(name = 'dinh-offline'): Promise<Device> {
  const db: IDBPDatabase<Kept> = await openDB<Kept>(name, 1, {
    upgrade(created) {
      created.createObjectStore('form', { keyPath: 'code' });
      created.createObjectStore('application', { keyPath: 'id' });
    },
  });
  return {
    listForms: () => db.getAll('form'),
    keepForm: async (form) => void (await db.put('form', form)),
    async listApplications() {
      const all = await db.getAll('application');
      return all.sort((one, other) => other.changedAt.localeCompare(one.changedAt));
    },
    findApplication: (id) => db.get('application', id),
    keepApplication: async (application) => void (await db.put('application', application)),
    dropApplication: (id) => db.delete('application', id),
    dropAll: () => db.clear('application'),
  };
}
