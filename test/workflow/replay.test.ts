import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { Worker } from '@temporalio/worker'
import { expect, it } from 'vitest'
import { signals } from '../../pack/signals.ts'
import { workflowBundle } from '../../workers/bundle.ts'

const folder = join(import.meta.dirname, '..', 'histories')
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const bundles = join(import.meta.dirname, '..', '..', '.local', 'bundle')

async function replay(history: string): Promise<(Error | undefined)[]> {
  const histories = [{ workflowId: 'order', history: historyFromJSON(JSON.parse(history)) }]
  const options = { workflowBundle: await workflowBundle(bundles) }
  const errors = []
  for await (const { error } of Worker.runReplayHistories(options, histories)) errors.push(error)
  return errors
}

const textOf = (file: string) => readFileSync(join(folder, file), 'utf8')

it.each(files)('the workflow of today replays %s', async (file) => {
  expect(await replay(textOf(file))).toEqual([undefined])
})

const eventsIn = (text: string) => historyFromJSON(JSON.parse(text)).events ?? []

/** Names of the patches that the run met. */
function patchesIn(text: string): string[] {
  const markers = eventsIn(text).flatMap((event) => event.markerRecordedEventAttributes ?? [])
  const details = markers.flatMap((marker) => Object.values(marker.details ?? {}))
  const texts = details.flatMap(({ payloads }) => payloads ?? []).map(({ data }) => String(data))
  return texts.map((data) => JSON.parse(data).id)
}

it('each patch of the workflow is in a history', () => {
  const workflows = join(import.meta.dirname, '..', '..', 'workflows')
  const code = readdirSync(workflows).map((file) => readFileSync(join(workflows, file), 'utf8'))
  const used = code.flatMap((text) => [...text.matchAll(/\bpatched\('([^']+)'\)/g)])
  const met = files.flatMap((file) => patchesIn(textOf(file)))
  expect(met).toEqual(expect.arrayContaining(used.map(([, name]) => name)))
})

it('each signal of an order is in a history', () => {
  const met = files.flatMap((file) =>
    eventsIn(textOf(file)).map(
      (event) => event.workflowExecutionSignaledEventAttributes?.signalName,
    ),
  )
  expect(met).toEqual(expect.arrayContaining(Object.values(signals)))
})

it('the gate closes on a history that today’s workflow would not have made', async () => {
  const other = textOf('0.1.0-self-serve-tailored.json').replaceAll('"openOrder"', '"lookAtOrder"')
  const [error] = await replay(other)
  expect(error?.message).toMatch(/[Nn]ondeterminism/)
})
