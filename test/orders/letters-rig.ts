import { sql } from 'kysely'
import { afterEach, beforeEach } from 'vitest'
import { createSmtp } from '../../clients/mail/smtp.ts'
import { createSendLetters } from '../../orders/mail/send-letters.ts'
import { type LetterKey, messageIdOf } from '../../pack/letter.ts'
import type { Payment } from '../../pack/payment.ts'
import type { Database } from '../../store/database/database.ts'
import { createOutbox } from '../../store/mail/outbox.ts'
import { createDownloads } from '../../store/money/downloads.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { newPayment } from '../payments.ts'
import { newOrder } from '../store/new-order.ts'

export const at = '2026-11-21T12:00:00.000Z'

export const paid = newPayment()

/** Orders that are paid for, their letters, and a mail server that takes them or does not. */
export function lettersRig(database: () => Database) {
  let present: MailServer
  const server = () => present
  const restart = async (port?: number) => {
    present = await startMailServer(port)
  }
  beforeEach(() => restart())
  afterEach(() => present.close())

  const db = () => database().db
  const outbox = () => createOutbox(database())
  const orders = () => ({ ...createOrderStore(database()), ...createPaymentStore(db()) })
  const releases = () => createReleaseStore(database())

  // What other tests left would be sent, too.
  beforeEach(async () => {
    await db().deleteFrom('mail_reports').execute()
    await db().deleteFrom('outbox').execute()
  })

  /** A loop's turn, and all that it leads to at once. */
  function sender(grace = 0, port = server().port) {
    const told: unknown[] = []
    const tell = (what: string) => (key: LetterKey, detail?: unknown) =>
      void told.push([what, key.template, key.version, detail])
    const send = createSmtp({
      url: `smtp://127.0.0.1:${port}`,
      from: 'packs@shop.example',
      replyTo: null,
    })
    const turn = createSendLetters({
      outbox: outbox(),
      orders: orders(),
      releases: releases(),
      downloads: createDownloads(db()),
      compose: async (key, { email }) => ({
        messageId: messageIdOf(key, 'shop.example'),
        to: email,
        subject: key.template,
        text: 'Words.',
        html: '<p>Words.</p>',
      }),
      send,
      grace,
      observe: {
        letterEnded: tell('ended'),
        letterPostponed: tell('postponed'),
        letterStopped: tell('stopped'),
      },
    })
    const allDue = async () => {
      while ((await turn(new AbortController().signal)) > 0);
    }
    return { told, allDue, turn }
  }

  async function paidOrder(change: Parameters<typeof newOrder>[0] = {}) {
    const { id } = await orders().create(newOrder(change))
    const says = async (payment: Payment, isTakenBack = false) =>
      orders().settlePayment(id, await orders().beginLook(id), {
        sessionId: `cs_${id}`,
        payment,
        paidAt: at,
        amountPaid: payment.amountReceived,
        isTakenBack,
        attention: null,
      })
    await says(paid)
    const publish = async (version: number) => {
      await releases().plan(id, { version, datedAt: at, sections: [] })
      await releases().publish(id, version, {
        sha256: `a${version}`,
        bytes: 1,
        manifestSha256: 'b',
      })
    }
    return { id, says, publish }
  }

  const subjects = () => server().received.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1])
  const messageIds = () =>
    server().received.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1])

  /** As if so much time had gone by. */
  const later = (seconds: number) =>
    db()
      .updateTable('outbox')
      .set({ due_at: sql<string>`due_at - make_interval(secs => ${seconds})` })
      .execute()

  const rowOf = (id: string, template: LetterKey['template'] = 'paid') =>
    db()
      .selectFrom('outbox')
      .selectAll()
      .where('order_id', '=', id)
      .where('template', '=', template)
      .executeTakeFirstOrThrow()

  return {
    db,
    outbox,
    orders,
    sender,
    paidOrder,
    subjects,
    messageIds,
    later,
    rowOf,
    server,
    restart,
  }
}
