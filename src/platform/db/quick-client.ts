import pg from 'pg';

/** Distinct statements that one connection keeps prepared; a list of any length in a filter must not fill the server's memory. */
const mostPrepared = 250;

type Send = (text: unknown, values?: unknown, callback?: unknown) => Promise<pg.QueryResult>;

/**
 * A client that saves the server the same work twice: a statement is prepared when a connection sees it again, so that
 * it is neither parsed nor planned anew; and BEGIN travels together with the statement after it.
 */
export class QuickClient extends pg.Client {
  readonly #names = new Map<string, string | null>();
  #prepared = 0;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true });
    const send = super.query.bind(this) as Send;
    const quick: Send = (text, values, callback) => {
      if (typeof text !== 'string' || !Array.isArray(values) || callback !== undefined) return send(text, values, callback);
      if (text === 'begin') return this.#begin(send);
      const name = this.#nameOf(text);
      return name === null ? send(text, values) : this.#sendNamed(send, { name, text, values });
    };
    this.query = quick as typeof this.query;
  }

  /** Answers at once: the server sees BEGIN before whatever follows on this connection. */
  #begin(send: Send): Promise<pg.QueryResult> {
    send('begin').catch(() => {
      // Statements after a BEGIN that was refused would each commit alone.
      (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    });
    return Promise.resolve({ command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] });
  }

  /** Null on first sight: most statements of an administration page are sent once. */
  #nameOf(text: string): string | null {
    const name = this.#names.get(text);
    if (typeof name === 'string') return name;
    if (!/^\s*(?:select|insert|update|delete|with)\b/iu.test(text) || this.#names.size >= mostPrepared) return null;
    const next = name === undefined ? null : `s${++this.#prepared}`;
    this.#names.set(text, next);
    return next;
  }

  async #sendNamed(send: Send, query: { name: string; text: string; values: unknown[] }): Promise<pg.QueryResult> {
    try {
      return await send(query);
    } catch (error) {
      // A migration of a newer process changed the columns: the statement is prepared anew under another name.
      if (error instanceof pg.DatabaseError && error.code === '0A000') this.#names.delete(query.text);
      throw error;
    }
  }
}
