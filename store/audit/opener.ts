import { isNamed } from '../../pack/is-named.ts'
import type { Vault } from '../vault.ts'

export type Opener = ReturnType<typeof createOpener>

/** Opens what is sealed, for who goes on where something does not open. */
export function createOpener(vault: Pick<Vault, 'open'>) {
  const shut = new Map<string, string[]>()
  return {
    /** @returns null where the order's key was destroyed, or does not open this, which is noted */
    open(order: string, { wrapped, bound, sealed }: SealedValue): unknown {
      if (wrapped === null || sealed === null) return null
      try {
        return vault.open(order, wrapped, bound, sealed)
      } catch (error) {
        if (!isNamed(error, 'Unreadable')) throw error
        shut.set(order, [...(shut.get(order) ?? []), bound])
        return null
      }
    },

    /** Under which names something of the order is kept that did not open. */
    shutOf: (order: string): readonly string[] => shut.get(order) ?? [],
  }
}

interface SealedValue {
  /** Null: the order's key was destroyed. */
  readonly wrapped: Uint8Array | null
  readonly bound: string
  readonly sealed: Uint8Array | null
}
