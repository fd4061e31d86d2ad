import { matching, opening } from './patterns.ts'
import type { Found } from './suspicion.ts'

const any = (source: string) => new RegExp(source, 'iu')

/** A question at the end asks us; one that is answered there and then describes. */
const patterns: readonly RegExp[] = [
  any(`${opening}(?:can|could|would|will) you\\b`),
  any(
    `${opening}(?:i|we) (?:would|'d) (?:like|want|love) (?:you to|to (?:ask|know|have|get|order|cancel|return))\\b`,
  ),
  any(
    `${opening}(?:i|we) (?:want|need) (?:you to|(?:a|an|some|your) (?:\\p{L}+ )?(?:plan|letter|contract|template|discount|refund|advice|callback|call ?back|help|answer|invoice|poem|lawyer|legal))\\b`,
  ),
  any(
    `${opening}(?:write|draft|compose|create|generate|make|give|tell|send|show|teach|find|help|calculate|summari[sz]e|explain to|recommend) me\\b`,
  ),
  any(`${opening}(?:help|advise) (?:me|us)\\b`),
  any(
    `${opening}(?:write|draft|compose|generate) (?:a|an|some) (?:\\p{L}+ )?(?:poem|story|song|essay|letter|plan|code|script|function|program|e-?mail|article|post|review|contract|haiku|joke|cv|speech)\\b`,
  ),
  any(
    `${opening}translate (?:this|the following|into|to|it|my)\\b|${opening}(?:hi|hello|dear) support\\b`,
  ),
  any(
    `${opening}(?:how (?:do|can|should|may|could|would)|what (?:should|must|can|do|does|is|are|happens)|which|when|why|where|is it|are (?:we|there)|am i|do (?:we|i|you)|does|may (?:i|we)|should (?:i|we)|can (?:i|we))\\b[^?]*\\?\\s*$|^what (?:is|are) the\\b`,
  ),
  any(`[^.!?]*\\b(?:i|my|me|mir|mich|ihr|you)\\b[^.!?]*\\?+\\s*$`),
  any(`${opening}(?:suggest|summari[sz]e|recommend|brainstorm|proofread)\\b`),
  any(`\\b(?:call|ring|phone|e-?mail|contact|write to|get back to) me\\b`),
  any(`\\bi have (?:a|another|one) (?:question|problem|complaint)\\b`),
  any(
    `${opening}(?:i|we) want \\d+ ?%|${opening}bitte (?:schicken|senden|rufen) sie\\b|${opening}solve\\b`,
  ),
  any(
    `\\b(?:is there|do you (?:have|offer|give)|any chance of) (?:a |an |any )?(?:discount|voucher|coupon|refund|cheaper|free)\\b`,
  ),
]

/** Words that ask for something else than was asked. */
export const requestsIn = (text: string): Found[] => matching(text, 'scope', patterns)
