#!/usr/bin/env node
// Verifies the audit trail from nothing but the database: it shares no code with the program that writes it.
// Format: src/platform/audit/README.md. Exit code 0: whole; 1: altered (the first bad row is named); 2: not checked.
import { createHmac, hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

const usage = `npm run verify-audit -- [địa chỉ PostgreSQL] [--expect <lần niêm phong>:<hash> …]
Không ghi địa chỉ thì dùng DATABASE_URL, hoặc máy chủ nhúng đang chạy trong DATA_DIR (.data).
--expect so với mốc đã công bố bên ngoài: mốc bảo vệ mọi dòng từ đầu đến lần niêm phong đó.`;

// The order of columns is the format: a leaf is SHA-256(0x00, COPY line), a seal SHA-256(0x02, COPY line up to sealed_at).
const entriesSql = `COPY (select id, at, actor_kind, actor_id, holding_id, session_id, action, subject_kind, subject_id, unit_uid,
  purpose, detail, epoch, xid from audit.entry order by epoch, xid, id) TO STDOUT`;
const sealsSql = `COPY (select number, epoch, from_xid, until_xid, entry_count, root, previous, sealed_at, hash, entry_ids, leaves
  from audit.seal order by number) TO STDOUT`;

const newline = 10;
const tab = 9;
const zero = 48;
const digest = 32;

/** The trail is not what was sealed. */
class Altered extends Error {}

// Digests are kept as strings of 32 Latin-1 letters: node makes and compares those three times as fast as buffers.
const toHex = (text) => Buffer.from(text, 'latin1').toString('hex');

/** Lines of a COPY stream as slices; the byte before each line is ours to write a hash prefix into. */
class Lines {
  constructor(stream) {
    this.chunks = stream[Symbol.asyncIterator]();
    this.buffer = Buffer.alloc(1);
    this.start = 1;
    this.end = 0;
  }

  /** Moves to the next whole line, or returns false when more bytes are needed. */
  next() {
    const from = this.end === 0 ? 1 : this.end + 1;
    const end = this.buffer.indexOf(newline, from);
    if (end === -1) return false;
    this.start = from;
    this.end = end;
    return true;
  }

  /** Fetches bytes; false at the end of the stream. */
  async fill() {
    const { done, value } = await this.chunks.next();
    if (done) return false;
    this.buffer = Buffer.concat([this.end === 0 ? this.buffer : this.buffer.subarray(this.end), value]);
    this.end = 0;
    return true;
  }

  async advance() {
    while (!this.next()) if (!(await this.fill())) return false;
    return true;
  }

  /** SHA-256 over the prefix and the line up to `end`, without copying the line. */
  hash(prefix, end) {
    this.buffer[this.start - 1] = prefix;
    return hash('sha256', this.buffer.subarray(this.start - 1, end), 'latin1');
  }
}

function integerAt(buffer, from, to) {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + (buffer[i] - zero);
  return value;
}

/** The number in the first field of a line. */
function firstInteger(buffer, from) {
  let value = 0;
  for (let i = from; buffer[i] !== tab; i++) value = value * 10 + (buffer[i] - zero);
  return value;
}

/** Position of the byte after the last tab before `end`. */
function lastField(buffer, end) {
  let i = end;
  while (buffer[i - 1] !== tab) i--;
  return i;
}

/** bytea arrives as `\\x` and hex, its backslash doubled by COPY. */
const bytesOf = (field) => Buffer.from(field.slice(3), 'hex').toString('latin1');

function parseSeal(lines) {
  const fields = lines.buffer.toString('latin1', lines.start, lines.end).split('\t');
  const [number, epoch, fromXid, untilXid, count] = fields.slice(0, 5).map(Number);
  const headerLength = fields.slice(0, 8).join('\t').length;
  return {
    number,
    epoch,
    fromXid,
    untilXid,
    count,
    root: bytesOf(fields[5]),
    previous: bytesOf(fields[6]),
    hash: bytesOf(fields[8]),
    ids: JSON.parse(`[${fields[9].slice(1, -1)}]`),
    leaves: bytesOf(fields[10]),
    computedHash: lines.hash(2, lines.start + headerLength),
  };
}

const node = Buffer.alloc(1 + 2 * digest, 1);

/** Root by RFC 6962 §2.1 of leaves one behind the other. Each level takes the place of the one below it. */
function rootOf(leaves) {
  const level = Buffer.from(leaves, 'latin1');
  let size = level.length;
  while (size > digest) {
    let above = 0;
    for (let i = 0; i < size; i += 2 * digest, above += digest) {
      level.copy(node, 1, i, i + 2 * digest);
      // A last node without a partner rises unchanged.
      if (i + digest < size) level.latin1Write(hash('sha256', node, 'latin1'), above, digest);
      else level.copyWithin(above, i, size);
    }
    size = above;
  }
  return level.toString('latin1', 0, size);
}

/** The chain itself: numbers, hashes, ranges of transactions. */
function checkSeal(seal, before) {
  const name = `lần niêm phong ${seal.number}`;
  const continues =
    seal.epoch === before.epoch ? seal.fromXid === before.untilXid : seal.epoch > before.epoch && seal.fromXid === 0;
  const listed = seal.ids.length === seal.count && seal.leaves.length === seal.count * digest;
  if (seal.number !== before.number + 1) throw new Altered(`Thiếu lần niêm phong ${before.number + 1}.`);
  if (seal.computedHash !== seal.hash) throw new Altered(`Phần đầu của ${name} đã bị sửa.`);
  if (seal.previous !== before.hash) throw new Altered(`Lần niêm phong ${before.number} đã bị viết lại trước ${name}.`);
  if (!continues || seal.untilXid <= seal.fromXid) throw new Altered(`Dải giao dịch của ${name} không nối tiếp.`);
  if (!listed) throw new Altered(`Danh sách dòng của ${name} đã bị sửa.`);
}

/** Compares the rows found in a seal's range with what was sealed, and names the first that differs. */
function checkRows(seal, found) {
  const rows = found.toSorted((a, b) => a.id - b.id);
  const leaves = rows.map((row) => row.leaf).join('');
  const same = rows.every((row, i) => row.id === seal.ids[i]) && leaves === seal.leaves;
  const genuine = rows.length === seal.count && rootOf(leaves) === seal.root;
  if (same && genuine) return;
  // The rows give the sealed root, so only the lists that name rows were touched.
  const lists = `Danh sách dòng (entry_ids, leaves) của lần niêm phong ${seal.number} đã bị sửa; các dòng còn nguyên.`;
  throw new Altered(genuine ? lists : `${firstDifference(seal, rows)} (lần niêm phong ${seal.number}).`);
}

function firstDifference(seal, rows) {
  for (let i = 0; i < Math.max(rows.length, seal.count); i++) {
    const sealed = seal.ids[i] ?? Infinity;
    const found = rows[i]?.id ?? Infinity;
    if (found < sealed) return `Dòng nhật ký ${found} đã bị chèn thêm`;
    if (found > sealed) return `Dòng nhật ký ${sealed} đã bị xóa, hoặc bị chuyển sang giao dịch khác`;
    if (rows[i].leaf !== seal.leaves.slice(i * digest, (i + 1) * digest)) return `Dòng nhật ký ${found} đã bị sửa`;
  }
  return 'Gốc Merkle không khớp các dòng';
}

class Verifier {
  constructor(seals, expected) {
    this.seals = seals;
    this.expected = expected;
    this.before = { number: 0, epoch: 0, untilXid: 0, hash: '\0'.repeat(digest) };
    this.current = null;
    this.rows = [];
    this.sealed = 0;
    this.unsealed = 0;
  }

  /** Reads and checks the next seal of the chain; `current` is null after the last. */
  async openSeal() {
    this.current = null;
    if (!(await this.seals.advance())) return;
    const seal = parseSeal(this.seals);
    checkSeal(seal, this.before);
    const anchor = this.expected.get(seal.number);
    const differs = anchor !== undefined && anchor !== toHex(seal.hash);
    if (differs) throw new Altered(`Lần niêm phong ${seal.number} khác với mốc đã công bố.`);
    this.expected.delete(seal.number);
    this.current = seal;
  }

  async closeSeal() {
    checkRows(this.current, this.rows);
    this.sealed += this.current.count;
    this.before = this.current;
    this.rows = [];
    await this.openSeal();
  }

  isPast(epoch, xid) {
    const seal = this.current;
    return seal !== null && (epoch > seal.epoch || (epoch === seal.epoch && xid >= seal.untilXid));
  }

  async takeEntries(lines) {
    while (lines.next() || (await lines.advance())) {
      const { buffer, start, end } = lines;
      const xidAt = lastField(buffer, end);
      const epochAt = lastField(buffer, xidAt - 1);
      const epoch = integerAt(buffer, epochAt, xidAt - 1);
      const xid = integerAt(buffer, xidAt, end);
      while (this.isPast(epoch, xid)) await this.closeSeal();
      this.takeEntry({ id: firstInteger(buffer, start), epoch, xid }, lines);
    }
    while (this.current !== null) await this.closeSeal();
  }

  takeEntry({ id, epoch, xid }, lines) {
    const floor = this.current ?? this.before;
    const from = this.current === null ? floor.untilXid : floor.fromXid;
    if (epoch < floor.epoch || (epoch === floor.epoch && xid < from)) {
      throw new Altered(`Dòng nhật ký ${id} đã bị chèn thêm: không lần niêm phong nào có nó.`);
    }
    if (this.current === null) this.unsealed += 1;
    else this.rows.push({ id, leaf: lines.hash(0, lines.end) });
  }

  finish() {
    const [missing] = [...this.expected.keys()].sort((a, b) => a - b);
    const { number, hash: top } = this.before;
    if (missing !== undefined) throw new Altered(`Không có lần niêm phong ${missing}; chuỗi dừng ở lần ${number}.`);
    return { seals: number, sealed: this.sealed, unsealed: this.unsealed, top: toHex(top) };
  }
}

/** Where the running embedded server of DATA_DIR listens, and its password (see src/platform/db/embedded). */
function embeddedConnection() {
  const folder = join(resolve(process.env.DATA_DIR || '.data'), 'postgres');
  const note = join(folder, 'cluster-location.json');
  const home = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')).home : folder;
  const lock = join(home, 'cluster', 'postmaster.pid');
  if (!existsSync(lock)) throw new Error(`Không có máy chủ đang chạy trong ${folder}: chạy "npm start" trước.`);
  const [, , , port, socket, address] = readFileSync(lock, 'utf8').split('\n');
  const secret = Buffer.from(readFileSync(join(folder, 'secret'), 'utf8').trim(), 'hex');
  const password = createHmac('sha256', secret).update('role:dinh_migrator').digest('base64url');
  return { host: socket || address, port: Number(port), user: 'dinh_migrator', password, database: 'dinh' };
}

async function connect(connection) {
  const client = new pg.Client({ ...connection, application_name: 'dinh-verify-audit' });
  await client.connect();
  // Texts must come out as they were sealed; a row policy that hides lines must fail; a sort of years would go to disk.
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO'; set bytea_output = 'hex'; set client_encoding = 'UTF8';
    set row_security = off; set enable_sort = off; set statement_timeout = 0; set default_transaction_read_only = on`);
  return client;
}

async function verify(connection, expected) {
  const [forSeals, forEntries] = await Promise.all([connect(connection), connect(connection)]);
  try {
    // Seals first: an entry sealed a moment later is then merely one not yet sealed.
    const seals = new Lines(forSeals.query(copyTo(sealsSql)));
    const verifier = new Verifier(seals, expected);
    await seals.fill();
    await verifier.openSeal();
    await verifier.takeEntries(new Lines(forEntries.query(copyTo(entriesSql))));
    return verifier.finish();
  } finally {
    await Promise.all([forSeals.end(), forEntries.end()]);
  }
}

function readArguments() {
  const options = { expect: { type: 'string', multiple: true, default: [] } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length > 1) throw new Error(usage);
  const expected = new Map();
  for (const text of values.expect) {
    const [, number, top] = /^(\d+):([0-9a-f]{64})$/u.exec(text) ?? [];
    if (number === undefined) throw new Error(`Mốc "${text}" không đúng dạng <lần niêm phong>:<64 chữ số thập lục>.`);
    expected.set(Number(number), top);
  }
  const url = positionals[0] ?? process.env.DATABASE_URL;
  return { connection: url ? { connectionString: url } : embeddedConnection(), expected };
}

try {
  const { connection, expected } = readArguments();
  const started = performance.now();
  const { seals, sealed, unsealed, top } = await verify(connection, expected);
  const seconds = (performance.now() - started) / 1000;
  console.log(`Nhật ký nguyên vẹn: ${sealed} dòng trong ${seals} lần niêm phong, ${unsealed} dòng chưa niêm phong.`);
  console.log(`Mốc: ${seals}:${top}`);
  console.log(`Thời gian: ${seconds.toFixed(2)} giây, ${Math.round((sealed + unsealed) / seconds)} dòng/giây.`);
} catch (error) {
  const altered = error instanceof Altered;
  console.error(altered ? `NHẬT KÝ ĐÃ BỊ THAY ĐỔI. ${error.message}` : `Chưa kiểm tra được: ${error.message}`);
  process.exitCode = altered ? 1 : 2;
}
