import { type Identity, mask, placeholderPattern } from '../../pack/identity.ts'
import { isEnglish } from '../checks/reading/words.ts'

/** Does the content hold nothing of the firm but placeholders? Only then another firm may have it. */
export function isShareable(content: unknown, identity: Identity): boolean {
  if (typeof content === 'string') {
    const words = content.normalize('NFC').replace(placeholderPattern, '')
    return mask(words, identity, isEnglish) === words
  }
  if (content === null || typeof content !== 'object') return true
  return Object.values(content).every((one) => isShareable(one, identity))
}
