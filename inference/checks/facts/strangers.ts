import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lazily } from '../reading/lazily.ts'
import { isEnglish } from '../reading/words.ts'
import { type Find, instead } from './finding.ts'

/** The firm's systems, suppliers and authorities, which slots alone may name. */
export const namesOfFirm: Find = ({ raw }, slots, { named }) => {
  const letters = lettersOf(raw)
  const found = named.filter((name) => letters.includes(lettersOf(name)) && isNamed(name, raw))
  return found
    .filter((name) => !found.some((other) => other !== name && other.includes(name)))
    .map((name) => {
      const slot = slots.find(({ value }) => value.replace(/^the /, '') === name)
      return slot
        ? `write ${slot.placeholder} where “${name}” stands`
        : `take out “${name}”, which is no part of this`
    })
}

/** In one spelling, by which most names are known not to occur. */
function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll('’', "'")
}

function isNamed(name: string, raw: string): boolean {
  // `Square` is a word, too.
  const flags = isEnglish(name.toLowerCase()) ? 'u' : 'iu'
  return wholly(name, flags).test(raw)
}

function wholly(name: string, flags: string): RegExp {
  const spelled = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/['’]/g, "['’]")
  return new RegExp(`(?<![\\p{L}\\p{N}])${spelled}(?![\\p{L}\\p{N}])`, flags)
}

let wellKnown: RegExp | undefined

/** Vendors whose names are no English words, in any letter case. */
function vendorPattern(): RegExp {
  wellKnown ??= loaded()
  return wellKnown
}

function loaded(): RegExp {
  const file = join(import.meta.dirname, '..', 'reading', 'lists', 'vendors.txt')
  const names = readFileSync(file, 'utf8').trimEnd().split('\n')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

/** Vendors whose names are words: with a capital, doing what vendors do. */
const wordVendor =
  /(?<![\p{L}\p{N}])(?:Stripe|Square|Signal|Slack|Teams|Zoom|Notion|Sage|Wise|Monday|Box|Oracle|Intercom|Indeed|Buffer|Segment|Gusto|Outlook|Drive|UPS)(?= (?:is|are|was|takes?|holds?|stores?|keeps?|receives?|sends?|handles?|processes|runs?|hosts?|manages?|provides?|collects?|records?|gets?|delivers?|backs)\b)/gu

/** The same in small letters, where only a product makes sense. */
const inSmallLetters =
  /(?<=\b(?:in|on|via|over|through|with|by|using|to|into|from|uses?|like) )(?:slack|zoom|notion|stripe|indeed|airtable|trello|basecamp|intercom|dropbox|evernote|mailjet|etsy|ebay|tidal|canva|asana|monzo|wise)(?=[.,;:]| (?:and|or|as well|too|instead|to|for)\b|$)|(?<=\b(?:via|over|using) )(?:teams|signal|square|sage|box|drive|meet|messenger)(?=[.,;:]| (?:and|or)\b|$)/gu

/** Suppliers that nobody named. */
export const vendors: Find = ({ raw, told }, slots, { named }) => {
  const own = lazily(() => [...named, told()].join('\n').toLowerCase())
  return [vendorPattern(), wordVendor, inSmallLetters]
    .flatMap((pattern) => [...raw.matchAll(pattern)].map(([said]) => said))
    .filter((said) => !own().includes(said.toLowerCase()))
    .map((said) => instead(said, slots, /_SYSTEM/))
}

const someSystem =
  /\b(?:(?:online|cloud|web-based)[- ](?:\p{L}+ )?(?:program(?:me)?|software|systems?|services?|platform|database|tool|app)|in the cloud|(?:customer|central|online) database|CRM(?: system)?|(?:accounting|bookkeeping|payroll|booking|customer) (?:software|program(?:me)?|platform|app))\b/giu

/** What no system goes by that is named by its use: one more, which nobody gave. */
const oneMore =
  /\b(?:an?|another|some) (?:[\p{L}-]+ ){0,2}(?:tools?|apps?|portals?|platforms?|plug-?ins?|dashboards?|chatbots?|bots?|virtual assistants?|market ?places?|(?:mail|messaging|hosting|survey|translation) services?)\b/giu
const someoneElse =
  /\ban? (?:outside|external|outsourced) [\p{L}-]+|\ban? (?:[\p{L}-]+ )?(?:company|agency|provider|contractor|call centre|bureau|studio|freelancer)\b.{0,30}\b(?:looks? after|takes?|handles?|runs?|does|stores?|hosts?|maintains?|manages?|provides?|answers?|prints?|sends?|receives?|deletes?|checks?|watch(?:es)?)\b/giu
const someCopy =
  /\b(?:online|cloud|remote|external|hosted)[- ](?:back-?up|storage|archive|drive|disk)\b/gi

/** Of a row that no system serves, none is said to; of any activity, none besides its own. */
export const kindsOfSystem: Find = ({ raw, told }, slots, { row }) => {
  const has = (kind: string) => slots.some(({ placeholder }) => placeholder.includes(kind))
  const unknown = [
    ...(row !== '' && !slots.some(({ proper }) => proper) ? [someSystem] : []),
    ...(row !== '' || has('PERIOD') ? [oneMore, someoneElse] : []),
    ...(has('BACKUP') ? [] : [someCopy]),
  ]
  return unknown
    .flatMap((pattern) => raw.match(pattern) ?? [])
    .filter((said) => !told().toLowerCase().includes(said.toLowerCase()))
    .map((said) => `take out “${said}”; no system is known here`)
}

/** Who has a say by office, in any letter case. */
const body =
  /\b(?:(?:health|labour|welfare|consumer|immigration|environmental) (?:office|department|centre|board|bureau)|customs(?: office)?|(?:\p{L}+ )?inspectors?|prefect(?:ure)?s?|town hall|municipality|tribunals?|registrar|president of (?:the )?\p{L}+|ministr(?:y|ies)(?: of (?:the )?\p{L}+)?|ombudsm[ae]n|(?:public )?prosecutors?|(?:information|data protection|privacy) (?:commission(?:er)?(?:['’]s office)?|agency|inspectorate|ombudsman)|\p{L}{0,30} ?inspectorate|trading standards|(?:local|city|town) council|chambers? of (?:commerce|trade|crafts)|(?:regulator|authority|commission) (?:in|of) \p{Lu}\p{L}+|(?:french|german|spanish|italian|irish|dutch|belgian|austrian|swiss|polish|swedish|norwegian|danish|finnish|bulgarian|portuguese|greek|czech|hungarian|romanian|american|british|scottish|welsh|canadian|european) (?:\p{L}+ ){0,2}(?:authority|regulator|commission(?:er)?|agency|ombudsman)|home office|(?:health|financial conduct|consumer) (?:authority|agency)|care quality commission|ico|cnil|aepd|bfdi|uodo|ftc|nhs|fca|cqc)\b/giu

const replaced =
  /\b(?:in (?:the )?place of|instead of|takes the place of|replaces|rather than)\b[^.]*\bauthority\b/i

/** Authorities that nobody named, and whoever should stand in for the right one. */
export const bodies: Find = ({ raw, told }, slots, { named }) => {
  const own = lazily(() => lettersOf([...named, told()].join('\n')))
  const strange = [...raw.matchAll(body)]
    .map(([said]) => said.trim())
    .filter((said) => !own().includes(lettersOf(said)))
  const swaps = replaced.test(raw) ? ['nobody takes the place of the authority; do not say so'] : []
  return [...swaps, ...strange.map((said) => instead(said, slots, /AUTHORITY/))]
}
