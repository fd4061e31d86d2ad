/** FNV-1a over the id, as a fraction in [0, 1): repeatable, and needs no crypto in a workflow. */
export function fractionOf(id: string): number {
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}

/** Which hundredth of all orders one belongs to, 0 to 99; the same for ever. */
export function cohortOf(order: string): number {
  return Math.floor(fractionOf(order) * 100)
}
