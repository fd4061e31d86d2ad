const fence = '```'

/**
 * An answer without what is wrapped around it by habit and changes nothing of it: a byte order mark,
 * a thought before it, a Markdown fence. Words before or after the JSON stay, and are refused with
 * it, since they may take back what it says.
 */
export function unwrapped(text: string): string {
  // Some chat templates open the thought themselves, so that only its end is written.
  const said = text.trim().replace(/^(?![{`])[\s\S]*?<\/think>\s*/, '')
  const opening = /^```(?:json)?\s*\n/i.exec(said)?.[0]
  if (opening === undefined || !said.endsWith(fence)) return said
  return said.slice(opening.length, -fence.length).trim()
}
