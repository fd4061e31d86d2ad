// `npm run safe-mode`: standard text everywhere, until a model is trusted again.
import { runErrand } from '../site/desk.ts'
import { runOnce } from '../site/root.ts'
import type { RecordedChange } from '../store/policy/settings.ts'
import { type Asked, readArguments } from './safe-mode/arguments.ts'
import { changesFor } from './safe-mode/changes.ts'
import { linesOf } from './safe-mode/lines.ts'

await runOnce(async () => {
  const { asJson, ...asked } = readArguments(process.argv.slice(2))
  const standing = await change(asked)
  for (const line of linesOf(standing)) console.log(line)
  if (asJson) console.log(JSON.stringify({ ok: true, isOn: standing.length > 0, standing }))
})

/** @returns where it is on now */
async function change(asked: Asked): Promise<RecordedChange[]> {
  for (const request of changesFor(asked, await standing())) await runErrand('settings', request)
  return standing()
}

async function standing(): Promise<RecordedChange[]> {
  const { settings } = await runErrand('settings', { verb: 'list' })
  return settings.filter(({ key, value }) => key === 'safeMode' && value === true)
}
