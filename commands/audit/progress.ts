import type { AuditProgress, TellProgress } from '../../site/audit/progress.ts'

/** Milliseconds between two lines. */
const pause = 5_000

/** Says how far an audit is, not more than a line in five seconds: nothing of one that ends sooner, unless it waits. */
export function createProgress(
  say: (line: string) => void,
  now: () => number = () => performance.now(),
): TellProgress {
  let last = now()
  return (progress) => {
    if (progress.kind !== 'waits' && now() - last < pause) return
    last = now()
    say(`packhorse: ${sentenceOf(progress)}`)
  }
}

function sentenceOf(progress: AuditProgress): string {
  if (progress.kind === 'read') return `read ${count(progress.count)} ${progress.what}`
  if (progress.kind === 'looked-at')
    return `looked at ${count(progress.orders)} of ${count(progress.of)} orders`
  const { orders, seconds } = progress
  return `looks once more in ${seconds} s at ${count(orders)} ${orders === 1 ? 'order' : 'orders'} with which something seems wrong`
}

const count = (n: number) => n.toLocaleString('en')
