import { DataStore, ERRORS, Server, Upload } from '@tus/server';
import type { Readable } from 'node:stream';
import type { Actor } from '#platform/access/actor.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import type { FileLimits } from './limits.ts';
import type { Uploads } from './uploads.ts';

/** Where uploads live. */
export const uploadsPath = '/api/v1/files/uploads';

export type TusDeps = { readonly uploads: Uploads; readonly limits: FileLimits };

/** Answers one tus 1.0.0 request of an actor. @throws AppError for refusals that have words. */
export type HandleTus = (request: Request, actor: Actor) => Promise<Response>;

/** tus resumable upload (creation, creation-with-upload, termination) over our use cases. */
export function createTus({ uploads, limits }: TusDeps): HandleTus {
  const callers = new WeakMap<Request, Actor>();
  const refusals = new WeakMap<Request, unknown>();
  const callerOf = (request: Request): Actor => callers.get(request) ?? { kind: 'anonymous' };
  const server = new Server({
    path: uploadsPath,
    relativeLocation: true,
    maxSize: limits.largestFile,
    datastore: new UploadStore(uploads),
    // The upload is begun here, where the name is known; its id then replaces the one made up before.
    namingFunction: async (request, metadata) => {
      const size = Number(request.headers.get('upload-length') ?? 0);
      if (size > limits.largestFile) throw new ProtocolRefusal(ERRORS.ERR_MAX_SIZE_EXCEEDED);
      return (
        await uploads.begin(callerOf(request), { name: metadata?.['filename'] ?? metadata?.['name'] ?? '', size })
      ).id;
    },
    onIncomingRequest: async (request, id) => void (await uploads.find(callerOf(request), id)),
    onUploadFinish: async (request, upload) => {
      await uploads.finish(callerOf(request), upload.id);
      return {};
    },
    onResponseError: (request, error) => {
      refusals.set(request, error);
      return undefined;
    },
  });
  return async (request, actor) => {
    callers.set(request, actor);
    const response = await server.handleWeb(request);
    const refusal = refusals.get(request);
    if (isAppError(refusal) || isUnexpected(refusal)) throw refusal;
    return response;
  };
}

/** The protocol's own refusals are plain objects with a status; anything else is a fault of ours and must be logged as one. */
function isUnexpected(error: unknown): error is Error {
  return error instanceof Error && !('status_code' in error);
}

/** A refusal in the words of the protocol, which its clients know. */
class ProtocolRefusal extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(refusal: { status_code: number; body: string }) {
    super(refusal.body);
    this.status_code = refusal.status_code;
    this.body = refusal.body;
  }
}

class UploadStore extends DataStore {
  readonly #uploads: Uploads;

  constructor(uploads: Uploads) {
    super();
    this.#uploads = uploads;
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.#uploads.load(id);
    // A refused upload will never be continued: the client has to begin anew.
    if (upload === undefined || upload.state === 'refused') throw new ProtocolRefusal(ERRORS.FILE_NO_LONGER_EXISTS);
    return new Upload({ id, size: upload.size, offset: upload.received, metadata: { filename: upload.name } });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    try {
      return await this.#uploads.append(id, offset, stream as AsyncIterable<Uint8Array>);
    } catch (error) {
      if (isAppError(error) && error.code === 'files.upload_moved_on') throw new ProtocolRefusal(ERRORS.INVALID_OFFSET);
      throw error;
    }
  }

  override async remove(id: string): Promise<void> {
    await this.#uploads.discard(id);
  }
}
