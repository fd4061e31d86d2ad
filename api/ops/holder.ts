import type { OpsRole } from '../../pack/ops-role.ts'

/** One of ours, by `OPS_TOKENS` or by a provider. */
export interface OpsHolder {
  readonly name: string
  readonly role: OpsRole
  /** Theirs; of who signed in by a provider, the secret that all its sessions are sealed with. */
  readonly token: string
}

/** Who is behind a request to `/ops`. */
export interface Known {
  readonly holder: OpsHolder
  /** What a form of the browser's has to bring; null: a program with its token. */
  readonly csrf: string | null
}
