import { z } from 'zod';
import { invalid } from '#platform/errors/app-error.ts';

/** Schema of a binary answer: bytes travel as they are, and no schema for them can be shown in OpenAPI. */
export const binary = z.unknown();

/** The body of a request whose content type is read as bytes. */
export function bytesOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw invalid('platform.request_unreadable');
  return body;
}
