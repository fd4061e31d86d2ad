// `npm run safe-mode`: standard text everywhere, until a model is trusted again.
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import { changesFor } from '../site/safe-mode-changes.ts'
import type { RecordedChange } from '../store/policy/settings.ts'
import { type Asked, readArguments } from './safe-mode/arguments.ts'
import { linesOf } from './safe-mode/lines.ts'

await runOnce(async () => {
  const { asJson, ...asked } = readArguments(process.argv.slice(2))
  const standing = await change(asked)
  for (const line of linesOf(standing)) console.log(line)
  if (asJson)
    console.log(
      JSON.stringify({ ok: true, isOn: standing.some(({ value }) => value === true), standing }),
    )
})

/** @returns what is set of it now, on or off */
async function change(asked: Asked): Promise<RecordedChange[]> {
  if (asked.verb !== 'show')
    for (const request of changesFor(asked, await standing())) await runErrand('settings', request)
  return standing()
}

async function standing(): Promise<RecordedChange[]> {
  const { settings } = await runErrand('settings', { verb: 'list' })
  return settings.filter(({ key }) => key === 'safeMode')
}
