import type { Check } from '../reading/draft.ts'

/** What is said about the text, to whoever asked for it, or in place of what it should say. */
const asides: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  {
    pattern:
      /^(?:sure|certainly|of course|absolutely|okay|here(?: is|['’]s| are)|below is)\b|^(?:description|necessity|note|answer|summary): |\b(?:let me know|hope this helps)\b/i,
    instead: 'begin and end with the text itself; say nothing about it',
  },
  {
    pattern:
      /\b(?:answers|evidence|facts|data|information|details) (?:that (?:was|were) )?(?:given|provided|supplied) (?:above|in the (?:form|prompt|evidence|answers))|\b(?:according to|based on|follows from) the (?:answers|evidence|prompt|form|facts|information)\b|\bthe text must contain\b/i,
    instead: 'state what is so, without saying where you have it from',
  },
  {
    pattern:
      /\b(?:an?|the|your|our|its|any|with|by|of|to|from|legal|qualified) (?:\w+ )?(?:lawyers?|solicitors?|attorneys?|barristers?|legal (?:counsel|advis[eo]rs?|experts?|specialists?|professionals?))\b|\b(?:legal|lawyerly) advice\b|\bcounsel (?:should|must|can|may|will|has to|is to|ought)\b|\b(?:seek|obtain|take|get|need) (?:\w+ )?(?:professional|specialist|expert) (?:advice|help|counsel)\b/i,
    instead: 'give no advice to see a lawyer, and do not speak of legal advice',
  },
]

/** The text and nothing beside it. */
export const aside: Check = ({ texts }) =>
  texts.flatMap(({ path, text }) =>
    asides.filter(({ pattern }) => pattern.test(text)).map(({ instead }) => `${path}: ${instead}`),
  )
