// `node dev/temporal-download.ts FOLDER VERSION`: lets Temporal's SDK download its dev server. In a
// process of its own, because the SDK can only start what it downloads, on a runtime of which a
// process has one, and so that whoever waits can give up.
import { TestWorkflowEnvironment } from '@temporalio/testing'

const [downloadDir = '', version = ''] = process.argv.slice(2)
const executable = { type: 'cached-download', downloadDir, version, ttl: '365 days' } as const
const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } })
await environment.teardown()
