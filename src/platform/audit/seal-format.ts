import { hash } from 'node:crypto';
import { copyLine } from './copy-line.ts';

/** What a seal states, each value as the database writes it (UTC, ISO); digests as hex. */
export type SealHeader = {
  readonly number: number;
  readonly epoch: number;
  readonly fromXid: string;
  readonly untilXid: string;
  readonly entryCount: number;
  readonly root: string;
  readonly previous: string;
  readonly sealedAt: string;
};

/** `previous` of seal 1. */
export const noPrevious = '0'.repeat(64);

const sealPrefix = Buffer.of(2);

/** SHA-256 over byte 2 and the COPY line of the header; the prefix keeps a seal from passing for a leaf or a node. */
export function sealHash(seal: SealHeader): string {
  const numbers = [seal.number, seal.epoch, seal.fromXid, seal.untilXid, seal.entryCount].map(String);
  const line = copyLine([...numbers, `\\x${seal.root}`, `\\x${seal.previous}`, seal.sealedAt]);
  return hash('sha256', Buffer.concat([sealPrefix, Buffer.from(line)]), 'hex');
}

/** What is told outside, so that nobody can rewrite the trail up to this seal unnoticed. */
export type SealAnchor = {
  readonly number: number;
  readonly hash: string;
  readonly entryCount: number;
  readonly sealedAt: string;
};

/** The form that `npm run verify-audit -- --expect` takes: `<seal number>:<hash>`. */
export function writeAnchor(anchor: Pick<SealAnchor, 'number' | 'hash'>): string {
  return `${anchor.number}:${anchor.hash}`;
}
