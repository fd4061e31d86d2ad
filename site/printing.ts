import { availableParallelism } from 'node:os'
import type { OrderBlobs } from '../clients/blobs/order-blobs.ts'
import { type BaseConfig, type Environment } from '../clients/config.ts'
import { keysFrom, writePublicKey } from '../clients/keys.ts'
import type { Observer } from '../clients/observe.ts'
import { refuseTrialSigning } from '../clients/production.ts'
import { readSecrets } from '../clients/secrets.ts'
import { createSigner } from '../documents/bundle/signature.ts'
import type { PackText } from '../documents/compose/compose.ts'
import { createPress, type Press as Threads } from '../documents/press/press.ts'
import { withQueue } from '../documents/press/queue.ts'
import { createBuildRelease } from '../orders/release/build-release.ts'
import { createPrint, type Press, type Print } from '../orders/release/print-pack.ts'
import { createRebuildRelease } from '../orders/release/rebuild-release.ts'
import type { FrozenOrder } from '../pack/order.ts'
import type { createOutcomeStore } from '../store/calls/outcomes.ts'
import type { createCorrections } from '../store/orders/corrections.ts'
import type { createOrderStore } from '../store/orders/orders.ts'
import type { createReleaseStore } from '../store/orders/releases.ts'

export interface PrintingParts {
  readonly environment: Environment
  readonly sells: boolean
  readonly config: BaseConfig
  readonly orders: ReturnType<typeof createOrderStore> & ReturnType<typeof createCorrections>
  readonly outcomes: ReturnType<typeof createOutcomeStore>
  readonly releases: ReturnType<typeof createReleaseStore>
  readonly blobs: OrderBlobs
  readonly observe: Observer
}

export type Printing = ReturnType<typeof openPrinting>

/**
 * What a process has that renders and signs: the press, whose threads all its queues share, and
 * the signing key. The public key is left where `npm run verify` looks for it.
 */
export function openPrinting(parts: PrintingParts) {
  const { environment, sells, config } = parts
  refuseTrialSigning(environment, sells)
  const { signing } = readSecrets(environment)
  const seeds = keysFrom('SIGNING_KEY', signing, config.dataDir, 'signing')
  const signers = seeds.map(createSigner)
  const publicKeys = signers.map(({ publicPem }) => publicPem).join('')
  writePublicKey(config.dataDir, publicKeys)
  let printing = 0
  const counted =
    (print: Print): Print =>
    async (...asked) => {
      printing += 1
      try {
        return await print(...asked)
      } finally {
        printing -= 1
      }
    }
  const printOn = (press: Threads) => {
    const bind: Press<PackText>['bind'] = (order, composition, text, pages, signal) =>
      press.bind(order, composition, text, pages, seeds[0] ?? '', signal)
    return counted(createPrint({ blobs: parts.blobs, press: { ...press, bind } }))
  }
  // On shared cores a flood of self-serve orders yields to a full order, and leaves it a core.
  const press = createPress({ threads: Math.max(1, availableParallelism() - 1), niceness: 15 })
  const fullPress = createPress({ threads: 1 })
  // What nobody has paid for waits in a short queue of its own, behind all that somebody has.
  const lastPress = createPress({ threads: 1, niceness: 19 })
  const unpaidPress = withQueue(lastPress, 32)
  const print = printOn(press)
  return {
    publicKeys,
    /** What it signs with. */
    signer: signers[0]!,
    /** For orders that are not paid yet; rejects with a `PressBusy` when too many wait. */
    unpaidPress,
    /** No release is being printed. */
    isIdle: () => printing === 0,
    /** Makes a pack's sample. */
    sample: (order: FrozenOrder) => unpaidPress.sample(order, seeds[0] ?? ''),
    buildRelease: createBuildRelease({ ...parts, print }),
    buildFullRelease: createBuildRelease({ ...parts, print: printOn(fullPress) }),
    rebuildRelease: createRebuildRelease({ ...parts, print, clock: () => new Date() }),
    async close() {
      await Promise.all([press, fullPress, lastPress].map((each) => each.close()))
    },
  }
}
