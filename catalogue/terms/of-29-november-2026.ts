import { correctionDays, mostCorrections } from '../../pack/correction.ts'
import { refundPercent } from '../../pack/price.ts'
import { type Clauses, neverFaked } from './clause.ts'

const times: Readonly<Record<number, string>> = { 2: 'twice', 3: 'three times' }

/** Of 29 November 2026. */
export const of29November: Clauses = (packs) => [
  {
    title: 'For businesses',
    words:
      'We sell to firms, sole traders, charities and other organisations for their work, not to consumers. Rights that the law gives you, and that nobody can agree away, stay yours.',
  },
  {
    title: 'Your order',
    words:
      'You can look over and change your answers until you pay. We accept your order when your payment has arrived as ordered; a letter to your e-mail address then confirms it, with these terms. The contract is in English.',
  },
  {
    title: 'What you get',
    words:
      'The documents that the pack’s page lists, filled in with your answers, for use inside your firm as the licence in the pack says. Old versions stay downloadable by your private link.',
  },
  {
    title: 'Standard text first, tailored text after',
    words:
      'The complete pack is yours at once, with our standard text. Where a language model then writes a section to fit your answers and our checks accept it, you get an improved version at no cost. Where that does not succeed, the standard text is what you bought.',
  },
  {
    title: 'Wrong answers',
    words: `For ${correctionDays} days after your payment you may correct your answers on your order’s page, up to ${times[mostCorrections] ?? `${mostCorrections} times`}, at no cost. Each time you get a new version; pack, tier and price stay. A section that a language model wrote from an answer which you changed has our standard text until it is written again. What was left out and refunded stays left out.`,
  },
  {
    title: 'Not legal advice',
    words:
      'The documents are a careful starting point. You check them, complete them and answer for them.',
  },
  {
    title: 'Refunds',
    words: [
      `If a document is missing, does not open or is not what the pack’s page describes, write to us: we put it right or refund you. You agree to delivery at once, so a change of mind is refunded only within 14 days after your payment, and only as long as nothing has been downloaded.`,
      ...neverFaked(packs).map(
        (parts) =>
          `If we cannot write ${parts} of the full pack, we refund ${refundPercent}% of what you paid, tax included; you need not ask for it.`,
      ),
      'Money goes back the way you paid; should your bank return it to us, we pay you in another way. When part of the price is refunded, the pack stays yours. When all of it is, the order is closed and the pack can no longer be downloaded.',
    ].join(' '),
  },
  {
    title: 'Disputed payments',
    words:
      'While your bank examines the payment, because you dispute it or because it suspects fraud, nothing more is written for your order and no answer can be corrected; the pack stays downloadable. We show the bank what was ordered, agreed to, delivered and downloaded, and which letters we sent you, but none of your answers. If the bank takes the payment back, the order is closed; if it then gives the payment back to us, the order is open again.',
  },
]
