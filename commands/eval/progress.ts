/**
 * Says on stderr how far it is: on a terminal in one line that changes, else ten times in all.
 *
 * @returns to be told how many are done
 */
export function createProgress(name: string, total: number): (count: number) => void {
  const { isTTY } = process.stderr
  const step = isTTY ? 1 : Math.ceil(total / 10)
  return (count) => {
    if (count % step > 0 && count < total) return
    const end = isTTY && count < total ? '' : '\n'
    process.stderr.write(`${isTTY ? '\r' : ''}${name}: ${count} of ${total} cases${end}`)
  }
}
