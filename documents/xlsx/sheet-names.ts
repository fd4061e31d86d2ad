/** Excel's limit. */
const longest = 31

/**
 * Names that Excel takes, one for each name given, in the same order. That none is too long or has
 * a sign of its formulas was checked with the blocks; what is left are twins (capitals make no
 * difference), quotes at an end, and the one name that Excel keeps for itself.
 */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set(['history'])
  return names.map((name) => {
    const bare = name.replace(/^'+|'+$/g, '') || 'Sheet'
    let free = bare
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = numbered(bare, number)
    taken.add(free.toLowerCase())
    return free
  })
}

function numbered(name: string, number: number): string {
  const end = ` (${number})`
  return name.slice(0, longest - end.length).trimEnd() + end
}

/** A sheet's name as a formula or an address has it. */
export function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
