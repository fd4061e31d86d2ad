import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Client,
  Connection,
  type WorkflowClient,
  type WorkflowExecutionInfo,
} from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import release from '../package.json' with { type: 'json' }
import { openShop } from './shop.ts'
import { stories } from './stories.ts'
import type { Ended, Story } from './story.ts'
import { provideTemporalCli, startTemporal } from './temporal.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'test', 'histories')

/** Records what this release has no history of yet; run it when its workflow is final. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-histories-'))
  const temporal = await startTemporal({ cli: await provideTemporalCli(console.log), folder })
  try {
    for (const [name, story] of Object.entries(stories)) {
      const fileOf = (run: number) =>
        join(out, `${release.version}-${name}${run > 1 ? `-${run}` : ''}.json`)
      // What was recorded is what happened: it is never recorded anew.
      if (existsSync(fileOf(1))) continue
      const runs = await record(story, temporal.address)
      for (const [index, history] of runs.entries())
        writeFileSync(fileOf(index + 1), `${history}\n`)
      console.log(`recorded ${release.version}-${name}: ${runs.length} run(s)`)
    }
  } finally {
    await temporal.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns the history of each run of the order */
async function record({ happens, ...options }: Story, address: string): Promise<string[]> {
  const connection = await Connection.connect({ address })
  const { workflow } = new Client({ connection })
  const shop = await openShop({ temporal: address, ...options })
  // A cancelled run ends in an error, which is as good an end as any here.
  const ended: Ended = (order) =>
    workflow
      .getHandle(`order-${order}`)
      .result()
      .catch(() => {})
  try {
    const { order } = await happens(shop, ended)
    await ended(order)
    const histories = await historiesOf(workflow, `order-${order}`)
    // A failure's stack names the folder in which it happened.
    return histories.map((history) => history.replaceAll(`${root}/`, ''))
  } finally {
    await shop.close()
    await connection.close()
  }
}

async function historiesOf(workflow: WorkflowClient, workflowId: string): Promise<string[]> {
  const runs = await runsOf(workflow, workflowId)
  const handles = runs.map(({ runId }) => workflow.getHandle(workflowId, runId))
  return Promise.all(handles.map(async (run) => historyToJSON(await run.fetchHistory())))
}

/** The first one first. */
async function runsOf(workflow: WorkflowClient, workflowId: string) {
  const { runId: newest } = await workflow.getHandle(workflowId).describe()
  const runs: WorkflowExecutionInfo[] = []
  // What is listed lags behind.
  while (!runs.some(({ runId }) => runId === newest)) {
    runs.length = 0
    await sleep(100)
    const listed = workflow.list({ query: `WorkflowId = '${workflowId}'` })
    for await (const run of listed) runs.push(run)
  }
  return runs.toSorted((one, other) => one.startTime.getTime() - other.startTime.getTime())
}

await main()
