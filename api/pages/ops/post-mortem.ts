import type { IncidentStory } from '../../../pack/incident-story.ts'
import { impactLines } from './incident.ts'

/**
 * The draft of a post-mortem, as Markdown: what is known stands in it, what only people know is asked
 * for. It blames nobody: names are those of the log.
 */
export function postMortem(story: IncidentStory): string {
  const { incident, timeline } = story
  const { id, kind, title, beganAt, openedAt, openedBy, endedAt, endedBy, learned } = incident
  return `# Incident ${id}: ${plain(title)}

| | |
|---|---|
| Kind | ${kind} |
| Began | ${beganAt} |
| Noticed | ${openedAt}, ${plain(openedBy)}, ${minutesBetween(beganAt, openedAt)} minutes later |
| Over | ${endedAt === null ? 'not yet' : `${endedAt}, ${plain(endedBy!)}, after ${minutesBetween(beganAt, endedAt)} minutes`} |

## What customers had of it

${impactLines(story)
  .map(([name, value]) => `- ${name}: ${value}`)
  .join('\n')}
- What they saw on their page, and what they wrote to us: …

## What happened

${timeline
  .map(({ at, by, what, subject, why, outcome }) => {
    const said = plain([what, subject].filter(Boolean).join(' '))
    return `- ${at} ${plain(by)}: ${said}. ${plain(why)}${outcome === null ? '' : ` → ${plain(outcome)}`}`
  })
  .join('\n')}

## Why it happened

Provider, model, prompt, retrieval, parser, budget, guard, or our own code: …

## What showed it, and what should have

…

## What we learned

${learned === null ? '…' : plain(learned)}

## What we change, who does it, until when

- …
`
}

/** On one line, and no mark-up of its own. */
const plain = (text: string) =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`)

const minutesBetween = (from: string, until: string) =>
  Math.round((Date.parse(until) - Date.parse(from)) / 60_000)
