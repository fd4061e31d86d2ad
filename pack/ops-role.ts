/** Of those who run the shop: each may see what those before it may; only the last may act. */
export const opsRoles = ['viewer', 'reviewer', 'operator'] as const

export type OpsRole = (typeof opsRoles)[number]

/** The one that may most; undefined: there is none. */
export function strongest(some: readonly OpsRole[]): OpsRole | undefined {
  return opsRoles.findLast((role) => some.includes(role))
}
