// `npm run gameday`: real processes die at random under load; then every order is counted.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readArgs } from '../clients/arguments.ts'
import { UsageError } from '../clients/failure.ts'
import { draw } from '../dev/gameday/draw.ts'
import { pictureOf } from '../dev/gameday/picture.ts'
import { play } from '../dev/gameday/play.ts'
import { reportOf } from '../dev/gameday/report.ts'
import { type Schedule, scheduleSchema } from '../dev/gameday/schedule.ts'
import { runOnce } from '../site/root.ts'

const usage =
  'usage: npm run gameday -- [--orders N] [--minutes N] [--seed N] [--small] [--schedule FILE] [--out DIR] [--json]'

const root = join(import.meta.dirname, '..')

await runOnce(async () => {
  const { out, asJson, schedule } = read(process.argv.slice(2))
  const say = (line: string) => process.stderr.write(`${line}\n`)
  mkdirSync(out, { recursive: true })
  const name = `gameday-${schedule.orders}-${schedule.minutes}-${schedule.seed}`
  const file = (ending: string) => join(out, `${name}.${ending}`)
  writeFileSync(file('schedule.json'), JSON.stringify(schedule, null, 1))
  say(
    `${schedule.orders} orders, ${schedule.faults.length} faults in ${schedule.minutes} minutes, seed ${schedule.seed}`,
  )
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-gameday-'))
  const played = await play(schedule, folder, say)
  writeFileSync(file('svg'), pictureOf(played))
  writeFileSync(file('md'), reportOf(played, `${name}.svg`))
  writeFileSync(file('json'), JSON.stringify(played, asArrays, 1))
  const faults = [
    ...played.findings.map(({ order, what }) => `${order}: ${what}`),
    ...played.shortcomings,
  ]
  for (const line of faults) say(line)
  say(`The report is ${file('md')}.`)
  if (asJson) console.log(JSON.stringify({ ok: faults.length === 0, report: file('md'), faults }))
  if (faults.length > 0) {
    say(`What the processes said is kept in ${join(folder, 'logs')}.`)
    throw new Error(
      `The game day found ${faults.length} things; each is named above and in the report.`,
    )
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Sets and maps as JSON. */
function asArrays(_key: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value
}

function read(args: string[]): { out: string; asJson: boolean; schedule: Schedule } {
  const options = {
    orders: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    schedule: { type: 'string' },
    out: { type: 'string', default: 'out/gamedays' },
    small: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const
  const { values } = readArgs({ args, options }, usage)
  const size = {
    seed: wholeNumber('seed', values.seed ?? String(Date.now() % 100_000)),
    orders: wholeNumber('orders', values.orders),
    minutes: wholeNumber('minutes', values.minutes),
    house: values.small ? ('small' as const) : ('full' as const),
  }
  const schedule =
    values.schedule === undefined ? draw(size, firms()) : readSchedule(values.schedule)
  return { out: resolve(values.out), asJson: values.json, schedule }
}

function firms(): string[] {
  return readdirSync(join(root, 'dev', 'samples', 'gdpr')).sort()
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new UsageError(
    `--${option} is “${text}”, but must be a whole number from 1 to 999999; ${usage}`,
  )
}

function readSchedule(file: string): Schedule {
  try {
    return scheduleSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const error = new UsageError(
      `${file} is no schedule of a game day; give one that a run has written.`,
    )
    throw Object.assign(error, { cause })
  }
}
