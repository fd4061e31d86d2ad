import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { operatorVerbs } from '../../site/operator.ts'
import { oneLine, run, start } from './programs.ts'

const signed = ['--by', 'Ada', '--why', 'the customer rang']

describe('used wrongly, it exits 2 in one line:', () => {
  it.each([
    ['without a verb', []],
    ['with a verb that is none', ['delete', 'ord_1', ...signed]],
    ['without an order', ['retry', ...signed]],
    ['with two', ['retry', 'ord_1', 'ord_2', ...signed]],
    ['without who and why', ['find', 'x@y.example']],
    ['with an amount that is none', ['refund', 'ord_1', '--amount', '1,5', ...signed]],
    ['with an amount of no refund', ['cancel', 'ord_1', '--amount', '1.50', ...signed]],
    ['with an empty reason', ['find', 'x', '--by', 'Ada', '--why', ' ']],
    ['with an unknown option', ['find', 'x', '--force', ...signed]],
  ])('%s', async (_, args) => {
    const { code, said } = await run('commands/order.ts', args, {})
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  })
})

it('says what each verb does when it is asked', async () => {
  const child = start('commands/order.ts', ['--help'], {})
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(code).toBe(0)
  for (const verb of operatorVerbs) expect(out).toMatch(new RegExp(`^  ${verb} .*\\w`, 'm'))
})
