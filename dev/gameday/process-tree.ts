import { readdirSync, readFileSync } from 'node:fs'

/** A process and all that it started, as `/proc` has them; the process itself comes first. */
export function treeOf(pid: number): number[] {
  const parents = parentsByPid()
  const tree = [pid]
  for (const one of tree)
    for (const [child, parent] of parents) if (parent === one) tree.push(child)
  return tree
}

/** Sends a signal to all of them; one that has ended meanwhile is none. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const one of treeOf(pid)) {
    try {
      process.kill(one, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

function parentsByPid(): Map<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(pids.flatMap((pid) => parentOf(pid)))
}

/** `[pid, parent]`, none for one that ended while we looked. */
function parentOf(pid: string): [number, number][] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; state and parent follow it.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [[Number(pid), Number(parent)]]
  } catch {
    return []
  }
}
