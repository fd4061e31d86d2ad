/** UTF-8 bytes that a token stands for; prompts of ours were measured at 3.4 and more. */
const bytesPerToken = 3

/** Tokens that a chat template puts around a prompt of ours, at the most. */
export const templateTokens = 64

/** How many tokens so many bytes take, rather too many than too few. */
export function tokensOf(bytes: number): number {
  return Math.ceil(bytes / bytesPerToken)
}

/** UTF-8 bytes that so many tokens hold, rather too few than too many. */
export function bytesIn(tokens: number): number {
  return Math.max(0, tokens) * bytesPerToken
}
