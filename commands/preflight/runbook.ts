/** What a failure shows as, a line being one of the log; and what the game day does to bring it about. */
const signs = ['alert', 'check', 'attention', 'reason', 'line', 'game day'] as const
export type Sign = (typeof signs)[number]

interface RunbookRow {
  readonly anchor: string
  readonly impact: number
  readonly frequency: number
  readonly signs: readonly { readonly kind: Sign; readonly name: string }[]
  readonly calls: string
  readonly look: string
}

/** The rows of the table of `docs/runbook.md`, which is given. */
export function readRunbook(markdown: string): RunbookRow[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| <a id='))
    .map(rowOf)
}

function rowOf(line: string): RunbookRow {
  const cells = line.split(' | ')
  const [failure = '', rating = '', , signs = '', calls = '', look = ''] = cells
  const [impact, frequency] = rating.split(' × ').map(Number)
  const anchor = /<a id="([^"]+)">/.exec(failure)?.[1] ?? ''
  return {
    anchor,
    impact: impact ?? NaN,
    frequency: frequency ?? NaN,
    signs: signsOf(signs),
    calls,
    look,
  }
}

/** Of a cell such as ``alert `A`, `B`; check `c` ``. */
function signsOf(cell: string) {
  const parts = cell.split(new RegExp(`; (?=(?:${signs.join('|')}) \`)`))
  return parts.flatMap((part) => {
    const kind = signs.find((sign) => part.startsWith(`${sign} \``))
    if (kind === undefined) throw new Error(`The runbook says “${part}”, which is no sign.`)
    return [...part.matchAll(/`([^`]+)`/g)].map(([, name = '']) => ({ kind, name }))
  })
}
