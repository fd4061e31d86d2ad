import { readdirSync, readFileSync } from 'node:fs'

/** proc_pid_stat(5): Linux counts in hundredths of a second whatever the kernel's own clock. */
const tick = 10

interface Process {
  readonly id: number
  readonly parent: number
  /** Ticks of its own threads, and of its children that have ended and were waited for. */
  readonly own: number
  readonly ended: number
}

/** Milliseconds of CPU of all processes that this one has started, and those in turn, so far. */
export function cpuOfDescendants(): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? read(name) : []))
  const self = all.find(({ id }) => id === process.pid)
  return ((self?.ended ?? 0) + cpuBelow(process.pid, all)) * tick
}

function cpuBelow(parent: number, all: readonly Process[]): number {
  const children = all.filter((one) => one.parent === parent)
  return children.reduce((sum, { id, own, ended }) => sum + own + ended + cpuBelow(id, all), 0)
}

/** None when it ended since the folder was read. */
function read(id: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
    // The program's name, in brackets, may hold spaces and brackets.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11)
    return [{ id: Number(id), parent, own: user + system, ended: endedUser + endedSystem }]
  } catch {
    return []
  }
}
