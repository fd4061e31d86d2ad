import { packOf } from '../../catalogue/catalogue.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { isEnglish } from '../../inference/checks/reading/words.ts'
import { createExamine } from '../../orders/checkout/examine.ts'
import { createCorrect } from '../../orders/correct/correct.ts'
import { createBuildRelease } from '../../orders/release/build-release.ts'
import type { Print } from '../../orders/release/print-pack.ts'
import { createComplete } from '../../orders/run/complete.ts'
import type { Answers } from '../../pack/order.ts'
import type { NewOrder } from '../../pack/stored-order.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import type { Database } from '../../store/database/database.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createCorrections } from '../../store/orders/corrections.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { answersWith } from '../api/calls.ts'
import { mainFirm } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'

export const day = 86_400_000
export const paidAt = '2026-11-21T10:01:00.000Z'
export const corrected = '2026-11-28T10:00:00.000Z'

export const renamed = (name: string) => answersWith('company.legalName', name)

export const other = renamed('Other Name Ltd')

/** A file by the numbers of what it was printed from. */
export const printed: Print = async (_, { version, revision = 1 }) => ({
  zip: Buffer.from(`${version}`),
  sha256: `v${version} of r${revision}`,
  bytes: 1,
  manifestSha256: 'aa',
})

/** The use cases around a correction, on a real database. */
export function correctionsOn(database: () => Database) {
  const orders = () => ({
    ...createOrderStore(database()),
    ...createPaymentStore(database().db),
    ...createCorrections(database()),
  })
  const outcomes = () => createOutcomeStore(database())
  const releases = () => createReleaseStore(database())

  async function paidOrder(change: Partial<NewOrder> = {}) {
    const answers = packOf('gdpr')!.questionnaire.parse(mainFirm.answers) as Answers
    const { id } = await orders().create(newOrder({ answers, ...change }))
    await orders().advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt })
    return id
  }

  const find = async (id: string) => (await orders().byId(id))!

  function corrector(at = corrected) {
    const told: string[] = []
    const correct = createCorrect({
      orders: orders(),
      outcomes: outcomes(),
      releases: releases(),
      examine: createExamine(unsupportedCharacters, isEnglish),
      compose: async (order, composition) => composePack(packOf('gdpr')!, order, composition),
      carriedTexts: async () => [],
      tellRun: async ({ id }) => void told.push(id),
      window: 14 * day,
      clock: () => new Date(at),
      observe: { corrected() {} },
    })
    return { told, correct }
  }

  const correct = async (id: string, answers: unknown = other, more: object = {}, at?: string) =>
    corrector(at).correct(await find(id), { answers, ...more })

  const build = (print: Print = printed) =>
    createBuildRelease({
      orders: orders(),
      outcomes: outcomes(),
      releases: releases(),
      blobs: { of: () => ({ put: async () => {} }) },
      print,
      observe: { published() {}, ready() {}, differed() {}, reached() {} },
    })

  const complete = (id: string, revision?: number) =>
    createComplete({
      orders: orders(),
      releases: releases(),
      smallerModelRefund: 0,
      observe: { reached() {}, owed() {} },
    })(id, revision)

  return { orders, outcomes, releases, paidOrder, find, corrector, correct, build, complete }
}
