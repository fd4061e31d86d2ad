import { describe, expect, it } from 'vitest'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { goodTexts } from './good-texts.ts'
import { askFor, assignmentOf } from './rig.ts'

const assignment = assignmentOf(askFor('processing-descriptions', { part: 'orders' }))
const good = goodTexts['orders']!
const { description } = good

function verdictOn(answer: string): string {
  const verdict = checkAnswer(answer, assignment, unsupportedCharacters)
  return verdict.failure === null ? 'passed' : [verdict.failure, ...verdict.faults].join('\n')
}

const described = (changed: string) => verdictOn(JSON.stringify({ ...good, description: changed }))
const plus = (sentence: string) => described(`${description} ${sentence}`)

describe('what a small model adds to a right answer is stopped:', () => {
  it.each([
    ['another firm’s vendor', 'Payments run through Klarna.'],
    ['a vendor at the start', 'Amazon’s drivers bring the parcel.'],
    ['a person', 'Sarah packs the orders.'],
    ['a period', 'A copy stays for seven years.'],
    ['a period in words', 'A copy stays for half a year.'],
    ['a couple of years', 'A copy stays for a couple of years.'],
    ['a decade', 'A copy stays for a decade.'],
    ['a deadline', 'A copy is erased within a day.'],
    ['a share', 'About eighty per cent of the orders come online.'],
    ['a date', 'The record was last updated on 3 May 2024.'],
    ['another country', 'The servers stand in Singapore.'],
    ['another law', 'Visitors may opt out under the CCPA.'],
    ['another authority', 'Complaints may go to the CNIL.'],
    ['a standard', 'Shopify is certified under ISO 27001.'],
    ['a link', 'See ico.org.uk for more.'],
    ['a German sentence', 'Die Daten werden danach gelöscht.'],
    ['a sign no font has', 'All is safe 👍.'],
    ['a letter', 'Thank you for your order.'],
    ['the firm’s voice', 'We look after the data.'],
    ['its own voice', 'In my view this is enough.'],
    ['its own kind', 'As an AI, I cannot verify this.'],
    ['a farewell', 'Let me know if more is needed.'],
    ['its source', 'This follows from the answers given.'],
    ['the prompt', 'The text must contain at least one of: order; deliver.'],
    ['the instructions', 'State only what the answers and the evidence say.'],
    ['a lawyer', 'The firm should consult a lawyer.'],
    ['a call of a tool', '<tool_call>{"name": "search"}</tool_call>'],
    ['an end of turn', '<|im_end|>'],
    ['a gap', 'The data are kept for (insert period).'],
    ['a mangled placeholder', '[COMPANY] keeps them.'],
    ['a placeholder in braces', '{COMPANY} keeps them.'],
    ['a made-up placeholder', '[[COMPANY_NAME]] keeps them.'],
    ['a contact’s placeholder', '[[CONTACT_1]] reads them.'],
    ['its own period in words', 'They stay for six years.'],
    ['its own period again', 'They stay for [[PERIOD]].'],
    ['its own system by name', 'They lie in Shopify.'],
    ['its own system in small letters', 'They lie in shopify.'],
    ['the system of another row', 'They lie in [[PAYROLL_SYSTEM]].'],
    ['another carrier in small letters', 'A copy goes to royal mail.'],
    ['a basis', 'The legal basis is the contract with the customer.'],
    ['an article', 'This follows from Art. 6(1)(b).'],
    ['a sentence again', `${description.split('. ')[0]}.`],
  ])('%s', (_, sentence) => {
    expect(plus(sentence)).toMatch(/^invalid\n/)
  })
})

describe('what a small model makes of a right answer is stopped:', () => {
  it.each([
    ['a preface', `Sure, here is the description: ${description}`],
    ['a thought', `<think>The user wants a description.</think> ${description}`],
    ['Markdown', `**Orders** ${description}`],
    ['emphasis', description.replace('[[SHOP_SYSTEM]]', '*[[SHOP_SYSTEM]]*')],
    ['a list', `- ${description}`],
    ['quotation marks', `"${description}"`],
    ['a cut', description.slice(0, -12)],
    ['a cut with dots', `${description.slice(0, -12)}...`],
  ])('%s', (_, changed) => {
    expect(described(changed)).toMatch(/^invalid\n/)
  })

  it.each([
    ['prose before it', `Sure, here it is:\n${JSON.stringify(good)}`],
    ['a fence around it', `\`\`\`json\n${JSON.stringify(good)}\n\`\`\``],
    ['a key too many', JSON.stringify({ ...good, notes: 'None.' })],
  ])('%s', (_, answer) => {
    expect(verdictOn(answer)).toMatch(/^invalid\n/)
  })
})

describe('a right answer in an odd hand passes:', () => {
  it.each([
    ['two spaces', description.replaceAll('. ', '.  ')],
    ['spaces before commas', description.replaceAll(', ', ' , ')],
    ['spaces that do not break', description.replaceAll(' ', '\u00A0')],
    ['straight quotes within', description.replace('[[SHOP_SYSTEM]]', '"[[SHOP_SYSTEM]]"')],
    ['an ampersand', description.replace(' and ', ' & ')],
    ['soft hyphens', description.replace('telephone', 'tele\u00ADphone')],
  ])('%s', (_, changed) => {
    expect(described(changed)).toBe('passed')
  })
})
