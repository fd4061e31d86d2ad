import type { Check } from '../reading/draft.ts'

/** What plain prose holds none of; the words complete "remove …". */
const foreign: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'line breaks, control and invisible characters',
    pattern: /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\uFFFD]/u,
  },
  {
    what: 'Markdown',
    pattern:
      /\*\*|__|`|~~|^\s*(?:#{1,6}|[-*+>]|\d+[.)])\s|\]\(|^\s*\||\|\s*$|\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
  },
  { what: 'HTML', pattern: /<\/?[a-z!]|&(?:[a-z]+|#\d+);/i },
  {
    what: 'gaps to be filled in',
    pattern:
      /(?<!\[)\[[^[\]]+\](?!\])|<[^<>]+>|\((?:insert|specify|fill in)\b[^)]{0,200}\)|\b(?:X{2,}|TB[ADC])\b|\bto be (?:inserted|filled in)\b/i,
  },
  { what: 'the quotation marks around the text', pattern: /^["“][^"“”]*["”]$/ },
  { what: 'full stops in a row', pattern: /\.\.|…$/ },
  { what: 'template code', pattern: /[{}\\]/ },
  {
    what: 'links and addresses',
    pattern:
      /\b(?:https?:|www\.)|(?<=\S)@\S|(?<=\w-*)\.(?:com|org|net|eu|io|uk|ie|de|fr|no|es|bg|se|nl|info|biz|example)\b(?![\p{L}'’])|(?<=\w-*)\.\w{2,}\/\w/iu,
  },
]

/** No Markdown, HTML, links, control characters: the renderer takes the strings as plain text. */
export const plain: Check = ({ texts }) =>
  texts.flatMap(({ path, text }) =>
    foreign
      .filter(({ pattern }) => pattern.test(text))
      .map(({ what }) => `${path}: remove ${what}`),
  )
