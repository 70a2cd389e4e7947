import { RouterContextProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { conflict, forbidden, notFound, type AppError } from '#platform/errors/app-error.ts';
import { pageContext, pageRequestKey, type PageRequest } from './page-context.ts';

class Rooms {
  readonly size = 3;
  count(): number {
    return this.size;
  }
  async fail(error: unknown): Promise<never> {
    throw error;
  }
  failAtOnce(error: unknown): never {
    throw error;
  }
}

const denied: AppError[] = [];

function contextOf(services: Record<string, object>): ReturnType<typeof pageContext> {
  const request = { services, words: (error: AppError) => `words of ${error.code}`, onDenied: async (error: AppError) => void denied.push(error) };
  return pageContext(new RouterContextProvider(new Map([[pageRequestKey, request as unknown as PageRequest]])));
}

const rooms = contextOf({ rooms: new Rooms() }).service<Rooms>('rooms');

describe('a service in a page', () => {
  it('works as outside', () => {
    expect([rooms.size, rooms.count()]).toEqual([3, 3]);
  });

  it('turns refusals into error pages with words and status, whether thrown or rejected', async () => {
    const expected = { init: { status: 409 }, data: { pageError: { kind: 'conflict', code: 'a.b', words: 'words of a.b', details: { n: 1 } } } };
    await expect(rooms.fail(conflict('a.b', { n: 1 }))).rejects.toMatchObject(expected);
    expect(() => rooms.failAtOnce(conflict('a.b', { n: 1 }))).toThrow(expect.objectContaining(expected) as Error);
  });

  it('reports what was forbidden, and nothing else', async () => {
    denied.length = 0;
    await expect(rooms.fail(notFound('a.hidden'))).rejects.toMatchObject({ init: { status: 404 } });
    await expect(rooms.fail(forbidden('a.denied'))).rejects.toMatchObject({ init: { status: 403 } });
    expect(denied.map((error) => error.code)).toEqual(['a.denied']);
  });

  it('tells of a database that is away in words', async () => {
    const error = Object.assign(new Error('the database system is starting up'), { code: '57P03' });
    await expect(rooms.fail(error)).rejects.toMatchObject({ init: { status: 503 }, data: { pageError: { words: 'words of platform.database_away' } } });
  });

  it('lets errors that are not ours pass as they are', async () => {
    const error = new Error('broken');
    await expect(rooms.fail(error)).rejects.toBe(error);
  });

  it('that does not exist is an error of the program', () => {
    expect(() => contextOf({}).service('rooms')).toThrow('there is no module rooms');
  });
});
