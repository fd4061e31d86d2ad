import type { PartKey } from '../pack/outcome.ts'

/** Seals what belongs to an order, by its own key, and opens it again. Values are JSON. */
export interface Vault {
  /** Of the keys that open, the first of which wraps. */
  readonly keyIds: readonly [string, ...string[]]
  /** A new key for an order, wrapped. */
  newKey(order: string): Uint8Array
  /** The order's key, wrapped by the newest key. */
  rewrap(order: string, wrapped: Uint8Array): Uint8Array
  close(order: string, wrapped: Uint8Array, bound: string, value: unknown): Uint8Array
  /** @throws Error when the key does not open, or does not open this */
  open(order: string, wrapped: Uint8Array, bound: string, sealed: Uint8Array): unknown
  /** Of what belongs to no order. */
  closeShared(bound: string, value: unknown): Uint8Array
  /** @returns undefined when it does not open any more */
  openShared(bound: string, sealed: Uint8Array): unknown
  /** Keyed hashes of a text, by which it is looked up and not read, the newest key's first. */
  fingerprints(text: string): [string, ...string[]]
}

/** What a sealed value belongs to; under another name it does not open. */
export const bound = {
  email: 'email',
  answers: (revision: number) => `answers ${revision}`,
  text: ({ artefact, part, revision = 1, round }: PartKey) =>
    `text ${artefact} ${revision} ${round} ${part}`,
  /** What a reviewer had before them, and what they said of it. */
  readBefore: (key: PartKey) => `read ${bound.text(key)}`,
  readNote: (key: PartKey) => `note ${bound.text(key)}`,
  release: (version: number) => `release ${version}`,
}
