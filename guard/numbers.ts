import { stdnum } from 'stdnum'
import type { Found } from './suspicion.ts'

/** Numbers of persons with letters in them, which nothing else is by chance. */
const lettered: readonly ((value: string) => boolean)[] = [
  stdnum['GB']!['nino']!,
  stdnum['IE']!['pps']!,
  stdnum['ES']!['dni']!,
  stdnum['ES']!['nie']!,
  stdnum['IT']!['codicefiscale']!,
  stdnum['DE']!['svnr']!,
].map(
  ({ validate }) =>
    (value) =>
      validate(value).isValid,
)

/** What stands before a number that is of one person. */
const announced =
  /(?<!\p{L})(?:national insurance|n\.?i\.? (?:number|no)|nino|nhs (?:number|no)|chi number|passport|pesel|dni|nie|bsn|burgerservicenummer|steuer-?id\p{L}*|steueridentifikationsnummer|sozialversicherungsnummer|rentenversicherungsnummer|personal(?:ausweis)?(?:nummer)?|codice fiscale|pps(?:n| number)?|driving licen[cs]e|driver'?s licen[cs]e|social security|sécurité sociale|insee|nir|personnummer|cpr|tax (?:id|number)|utr|iban|account number|sort code|(?:credit |debit |visa |master|identity |bank )card(?: number)?|(?:number|licen[cs]e) plate|registration|date of birth|d\.?o\.?b\.?|born(?: on)?|geboren(?: am)?|née? le|nacid[oa] el|urodzon[ay])(?!\p{L})[^\d.!?]{0,40}(?-i:(?<number>[A-Z]{0,3}\d(?:[ .\-/]?[A-Z\d]){4,24}))/giu

const inWords =
  /(?<!\p{L})(?:date of birth|d\.?o\.?b\.?|born(?: on)?|birthday)(?!\p{L})[^\d.!?]{0,20}(?<number>\d{1,2}(?:st|nd|rd|th)? (?:of )?\p{L}{3,9},? \d{4})/iu

/** Tokens that stand together and may be one number. */
const tokens = /(?<![\p{L}\p{N}])[A-Za-z\d]+(?:[ \-./][A-Za-z\d]+)*(?![\p{L}\p{N}])/gu

/** How many of them: `QQ 12 34 56 C`. */
const most = 6

/** Numbers by which one person is known. */
export function numbersIn(text: string): Found[] {
  const all = [...text.matchAll(announced)].map(({ groups }) => groups?.['number'] ?? '')
  const said = all.find(isLong) ?? inWords.exec(text)?.groups?.['number']
  if (said !== undefined) return [{ kind: 'number', words: said.trim() }]
  const found = candidatesIn(text).find((one) => lettered.some((isOne) => isOne(compact(one))))
  return found === undefined ? [] : [{ kind: 'number', words: found }]
}

/** A year is no number of anybody. */
const isLong = (text: string) => (text.match(/\d/g) ?? []).length > 4

function candidatesIn(text: string): string[] {
  return [...text.matchAll(tokens)].flatMap(([run]) => {
    const parts = run.split(/(?<=[ \-./])/)
    return parts.flatMap((_, from) =>
      Array.from({ length: Math.min(most, parts.length - from) }, (_, more) =>
        parts
          .slice(from, from + more + 1)
          .join('')
          .trim(),
      ).filter(isMixed),
    )
  })
}

/** Letters and digits, as long as the shortest and no longer than the longest. */
function isMixed(text: string): boolean {
  const short = compact(text)
  return /^(?=.*[A-Z])(?=(?:.*\d){6})[A-Z\d]{8,16}$/.test(short)
}

const compact = (text: string) => text.replace(/[ \-./]/g, '').toUpperCase()
