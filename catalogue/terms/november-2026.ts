import { type Clauses, neverFaked } from './clause.ts'

/** Of 21 and 28 November 2026, which name the shop's pages otherwise. */
const clauses =
  (listed: string, described: string): Clauses =>
  (packs) => [
    {
      title: 'For businesses',
      words: 'We sell to firms, sole traders, charities and other organisations, not to consumers.',
    },
    {
      title: 'What you get',
      words: `The documents ${listed}, filled in with your answers, for use inside your firm as the licence in the pack says. Old versions stay downloadable by your private link.`,
    },
    {
      title: 'Standard text first, tailored text after',
      words:
        'The complete pack is yours at once, with our standard text. Where a language model then writes a section to fit your answers and our checks accept it, you get an improved version at no cost. Where that does not succeed, the standard text is what you bought.',
    },
    {
      title: 'Not legal advice',
      words:
        'The documents are a careful starting point. You check them, complete them and answer for them.',
    },
    {
      title: 'Refunds',
      words: [
        `If a document is missing, does not open or is not what ${described}: we put it right or pay your money back. You agree to delivery at once, so a change of mind is refunded only as long as nothing has been downloaded.`,
        ...neverFaked(packs).map(
          (parts) =>
            `If we cannot write ${parts} of the full pack, we pay 20 % of what you paid back to you, tax included; you need not ask for it.`,
        ),
      ].join(' '),
    },
  ]

export const of21November = clauses(
  'listed on this page',
  'this page describes, answer the e-mail that brought your receipt',
)

export const of28November = clauses(
  'that the pack’s page lists',
  'the pack’s page describes, write to us',
)
