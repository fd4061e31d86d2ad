/** Each may see what those before it may; only the last may act. */
export const roles = ['viewer', 'reviewer', 'operator'] as const

export type OpsRole = (typeof roles)[number]

/** One of ours, by `OPS_TOKENS`. */
export interface OpsHolder {
  readonly name: string
  readonly role: OpsRole
  readonly token: string
}

/** Who is behind a request to `/ops`. */
export interface Known {
  readonly holder: OpsHolder
  /** What a form of the browser's has to bring; null: a program with its token. */
  readonly csrf: string | null
}
