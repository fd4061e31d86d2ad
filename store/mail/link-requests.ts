import { sql } from 'kysely'
import { customerPrints } from '../lookups.ts'
import type { Sealed } from '../sealing.ts'

/** Letters with the links of a customer’s orders, for whoever lost them. */
export function createLinkRequests({ db, vault }: Sealed) {
  return {
    /** Somebody asked for the links of an address; nothing is looked up yet. */
    async request(email: string): Promise<void> {
      await db
        .insertInto('link_requests')
        .values({ customer: customerPrints(vault, email) })
        .execute()
    },

    /** Writes a letter for up to `limit` addresses that have orders; forgets them all. @returns how many */
    async answerRequests(limit: number): Promise<number> {
      const { rows } = await sql`
        with asked as (
          delete from link_requests where id in (
            select id from link_requests order by id limit ${limit} for update skip locked
          ) returning customer as prints
        ), written as (
          insert into outbox (order_id, template, version)
          select id, 'links', ${nextLinks}
          from (select distinct prints from asked) as customers, lateral (
            select id from orders
            where customer = any(prints) and (paid_at is not null or state = 'payment-pending')
            order by frozen_at desc limit 1
          ) as newest
          where ${noLinksUnderWay}
          on conflict do nothing
        )
        select from asked`.execute(db)
      return rows.length
    },
  }
}

const nextLinks = sql`
  1 + (select count(*) from outbox where order_id = newest.id and template = 'links')`

/** One that has not gone yet does for all who ask meanwhile. */
const noLinksUnderWay = sql`not exists (
  select from outbox where order_id = newest.id and template = 'links' and ended_at is null
)`
