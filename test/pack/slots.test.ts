import { describe, expect, it } from 'vitest'
import { fill, filled, type Slot, slotLines, slotNeeds } from '../../pack/slots.ts'

const period: Slot = {
  placeholder: '[[PERIOD]]',
  meaning: 'how long, as in “for [[PERIOD]]”',
  value: '6 years',
  use: 'once',
}
const basis: Slot = { ...period, placeholder: '[[BASIS]]', value: 'your consent.', use: 'allowed' }
const system: Slot = {
  placeholder: '[[SHOP_SYSTEM]]',
  meaning: 'the name of the shop',
  value: 'eShop',
  use: 'allowed',
  proper: true,
}
const retired: Slot = { ...period, placeholder: '[[TERM]]', value: 'six years', use: 'retired' }

describe('a slot is filled', () => {
  it.each([
    ['Kept for [[PERIOD]].', 'Kept for 6 years.'],
    ['[[BASIS]], which ends.', 'Your consent, which ends.'],
    ['It ends. [[BASIS]]!', 'It ends. Your consent!'],
    ['[[SHOP_SYSTEM]] has it.', 'eShop has it.'],
    ['Kept for [[TERM]].', 'Kept for six years.'],
    ['[[COMPANY]] keeps [[OTHER]].', '[[COMPANY]] keeps [[OTHER]].'],
    ['Kept for six years.', 'Kept for six years.'],
  ])('%s → %s', (text, read) => {
    expect(fill(text, [period, basis, system, retired])).toBe(read)
  })

  it('in the texts of its path alone', () => {
    const content = {
      introduction: '[[PERIOD]].',
      reasons: { a: '[[PERIOD]].', ab: '[[PERIOD]].' },
    }
    expect(filled(content, { 'reasons.a': [period] })).toEqual({
      introduction: '[[PERIOD]].',
      reasons: { a: '6 years.', ab: '[[PERIOD]].' },
    })
  })
})

describe('of a slot the model is told', () => {
  const slots = { '': [system], 'reasons.a': [period, basis], 'reasons.b': [period, retired] }

  it('what it stands for, once, and never its value', () => {
    expect(slotLines(slots)).toEqual([
      '[[SHOP_SYSTEM]]: the name of the shop',
      '[[PERIOD]]: how long, as in “for [[PERIOD]]”',
      '[[BASIS]]: how long, as in “for [[PERIOD]]”',
    ])
  })

  it('which text needs it and which may have it', () => {
    expect(slotNeeds(slots, 'reasons.a')).toBe('with [[PERIOD]] once; may have [[BASIS]]')
    expect(slotNeeds(slots, 'reasons.b')).toBe('with [[PERIOD]] once')
    expect(slotNeeds(slots, 'introduction')).toBe('')
  })
})
