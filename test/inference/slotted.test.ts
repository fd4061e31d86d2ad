import { describe, expect, it } from 'vitest'
import { outside } from '../../inference/checks/facts/outside.ts'
import { slotted } from '../../inference/checks/facts/slotted.ts'
import { createText } from '../../inference/checks/reading/draft.ts'
import { fill, type Slot } from '../../pack/slots.ts'
import { draftOf } from './drafts.ts'

const period: Slot = {
  placeholder: '[[PERIOD]]',
  meaning: 'how long the data are kept',
  value: '6 years',
  use: 'once',
  from: 'the end of the contract',
}
const deadline: Slot = {
  placeholder: '[[DEADLINE]]',
  meaning: 'the time for telling the authority',
  value: '72 hours',
  use: 'allowed',
  near: ['authority'],
  from: 'becoming aware',
}
const basis: Slot = {
  placeholder: '[[BASIS]]',
  meaning: 'the legal basis',
  value: 'your consent (Art. 6(1)(a))',
  use: 'allowed',
}
const shop: Slot = {
  placeholder: '[[SHOP_SYSTEM]]',
  meaning: 'the name of the shop',
  value: 'Shopify',
  use: 'allowed',
  proper: true,
}

const textOf = (raw: string, slots: readonly Slot[], path = 'a', told = '') =>
  createText({ path, raw, slots, text: fill(raw, slots), told: () => told })

const faultsOf = (check: typeof slotted, raw: string, slots: readonly Slot[], told = '') =>
  check(
    draftOf('', {
      texts: [textOf(raw, slots, 'a', told)],
      named: ['Shopify', 'Xero', 'Square', "Information Commissioner's Office", 'ICO'],
    }),
  )

describe('each slot stands where it belongs:', () => {
  it.each([
    ['Kept for [[PERIOD]].', [period]],
    ['Kept for [[PERIOD]] from the end of the contract.', [period]],
    ['Kept for [[PERIOD]] after the contract has ended.', [period]],
    ['Deleted [[PERIOD]] after they were made.', [period]],
    ['The authority hears within [[DEADLINE]] of becoming aware.', [deadline]],
  ])('%s', (raw, slots) => {
    expect(faultsOf(slotted, raw, slots)).toEqual([])
  })

  it.each([
    ['It is kept.', [period], 'put [[PERIOD]] once'],
    ['Kept for [[PERIOD]], yes, [[PERIOD]].', [period], 'keep one [[PERIOD]]'],
    ['Kept for [[PERIOD]] from the first visit.', [period], 'counts from the end of the contract'],
    ['A request is answered within [[DEADLINE]].', [deadline], 'a time for something else'],
    ['The authority hears within [[DEADLINE]] of the breach.', [deadline], 'becoming aware'],
  ])('not %s', (raw, slots, complaint) => {
    expect(faultsOf(slotted, raw, slots).join()).toContain(complaint)
  })

  it('a slot of another text is none of this one', () => {
    const texts = [textOf('Kept for [[PERIOD]].', [period], 'a'), textOf('[[PERIOD]].', [], 'b')]
    expect(slotted(draftOf('', { texts }))).toEqual([
      'b: take out [[PERIOD]], which is no fact of this text',
    ])
  })
})

describe('outside of slots no fact is stated:', () => {
  it.each([
    'Kept for six years.',
    'Kept for 6 years.',
    'Answered within a day.',
    'A copy stays for a couple of years.',
    'It has nine employees.',
    'See Art. 6(1)(a).',
    'See section 5.',
    'They lie in shopify.',
    'They lie in XERO.',
    'The ministry of health is told.',
    'Tell the ico.',
    'They go through whatsapp.',
    'Stripe takes the payment.',
    'It is told within 72 h.',
    'The data are kept indefinitely.',
    'See Art. 6 (1)(a).',
    'Tell the Information Commissioner’s Office.',
    'A letter to the police takes the place of a report to the authority.',
    'The basis is your consent.',
    'We do it with your consent.',
    'We rely on our legitimate interests.',
  ])('not %s', (raw) => {
    expect(faultsOf(outside, raw, [period, shop, basis])).toHaveLength(1)
  })

  it.each([
    'The contract and the consent are on file.',
    'The authority may ask for it.',
    'It stands on the square.',
    'It takes a few days, and two people look at it each year.',
    'We rely on [[BASIS]].',
    'Nothing should rest on a consent that nobody can refuse.',
  ])('but %s', (raw) => {
    expect(faultsOf(outside, raw, [period, shop, basis])).toEqual([])
  })

  it('but what was told of this very thing', () => {
    const told =
      'What is over its period is deleted every three months. Legitimate interests (Art. 9).'
    const raw = 'It is deleted every 3 months, see Art. 9. The firm relies on legitimate interests.'
    expect(faultsOf(outside, raw, [shop], told)).toEqual([])
  })

  it('and the complaint says what to write instead', () => {
    expect(faultsOf(outside, 'Kept for six years in Shopify.', [period, shop])).toEqual([
      'a: take out “six years”; if the text needs that fact, [[PERIOD]] stands for it',
      'a: write [[SHOP_SYSTEM]] where “Shopify” stands',
    ])
  })

  it('an artefact without slots states its facts in words', () => {
    expect(outside(draftOf('Kept for six years in Shopify.', { named: ['Shopify'] }))).toEqual([])
  })
})
