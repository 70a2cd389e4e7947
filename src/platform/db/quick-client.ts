import pg from 'pg';

/** Distinct statements that one connection keeps prepared; a list of any length in a filter must not fill the server's memory. */
const mostPrepared = 250;

/** Begins a statement whose answer nobody reads and after which only COMMIT follows. */
export const lastStatement = '/* last */';

type Answer = pg.QueryResult;
type Send = (text: unknown, values?: unknown, callback?: unknown) => Promise<Answer>;

type Stream = { cork(): void; uncork(): void; destroy(): void };

const done = (command: string): Answer => ({ command, rowCount: null, oid: 0, fields: [], rows: [] });

/**
 * A client that spares the server and the wire. A statement is prepared when a connection sees it again, so that it is
 * neither parsed nor planned anew. BEGIN travels with the statement after it, COMMIT with the last one before it.
 */
export class QuickClient extends pg.Client {
  readonly #names = new Map<string, string | null>();
  readonly #send: Send;
  #prepared = 0;
  #held = false;
  #last: Promise<unknown> | undefined;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true });
    this.#send = super.query.bind(this) as Send;
    const quick: Send = (text, values, callback) => {
      const plain = typeof text === 'string' && Array.isArray(values) && callback === undefined;
      return plain ? this.#take(text, values) : this.#release(this.#send(text, values, callback));
    };
    this.query = quick as typeof this.query;
  }

  #take(text: string, values: unknown[]): Promise<Answer> {
    if (text === 'begin') return this.#begin();
    if (text === 'commit') return this.#commit();
    const answer = this.#sendPrepared(text, values);
    if (!text.startsWith(lastStatement)) return this.#release(answer);
    this.#hold();
    this.#last = answer;
    // Told by COMMIT; until then nobody listens, which would end the process.
    answer.catch(() => undefined);
    return Promise.resolve(done('SELECT'));
  }

  /** Answers at once: the server meets BEGIN before whatever follows on this connection. */
  #begin(): Promise<Answer> {
    // A transaction that was rolled back after its last statement has left it here.
    this.#last = undefined;
    this.#hold();
    this.#send('begin').catch(() => {
      // Statements after a BEGIN that was refused would each commit alone.
      this.#stream().destroy();
    });
    return Promise.resolve(done('BEGIN'));
  }

  /** If the last statement failed, the server has made a ROLLBACK of this COMMIT, and the caller gets that statement's error. */
  async #commit(): Promise<Answer> {
    const last = this.#last;
    this.#last = undefined;
    const committed = this.#release(this.#send('commit'));
    const [first, second] = await Promise.allSettled([last, committed]);
    if (first.status === 'rejected') throw first.reason;
    if (second.status === 'rejected') throw second.reason;
    return second.value;
  }

  async #sendPrepared(text: string, values: unknown[]): Promise<Answer> {
    const name = this.#nameOf(text);
    if (name === null) return this.#send(text, values);
    try {
      return await this.#send({ name, text, values });
    } catch (error) {
      // A migration of a newer process changed the columns: the statement is prepared anew under another name.
      if (error instanceof pg.DatabaseError && error.code === '0A000') this.#names.delete(text);
      throw error;
    }
  }

  /** Null on first sight: most statements of an administration page are sent once. */
  #nameOf(text: string): string | null {
    const name = this.#names.get(text);
    if (typeof name === 'string') return name;
    if (!/^(?:\/\* last \*\/)?\s*(?:select|insert|update|delete|with)\b/iu.test(text) || this.#prepared >= mostPrepared) return null;
    const next = name === undefined ? null : `s${++this.#prepared}`;
    if (name !== undefined || this.#names.size < 4 * mostPrepared) this.#names.set(text, next);
    return next;
  }

  /** Keeps what is sent in the buffer until the next statement joins it. */
  #hold(): void {
    if (this.#held) return;
    this.#held = true;
    this.#stream().cork();
  }

  #release<T>(sent: T): T {
    if (this.#held) {
      this.#held = false;
      this.#stream().uncork();
    }
    return sent;
  }

  #stream(): Stream {
    return (this as unknown as { connection: { stream: Stream } }).connection.stream;
  }
}
