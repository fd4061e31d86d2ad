import { without } from '../reading/unwanted.ts'

const counted =
  '(?:staff|employees|workers|customers|clients|patients|members|people|visitors|applicants|subscribers|users|firms|businesses|companies|breaches|incidents|attacks|orders|e-?mails|messages|requests|cases|records|files|data|devices|accounts)'

/** How many of something there are, in words: what no figure shows, and nobody gave. */
export const shares = without([
  {
    said: new RegExp(
      `\\b(?:half|(?:a|one|two)[- ]thirds?|(?:a|one|three)[- ]quarters?|the (?:vast |large |great )?majority|a minority|(?:more|less|fewer) than half|(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:every )?(?:two|three|four|five|six|ten|twenty|a hundred)) (?:of )?(?:all )?(?:the |its |our |your |their |these )?(?:\\w+ )?${counted}\\b|\\b(?:one|two|three|four|five|six|seven|eight|nine) out of (?:every )?(?:two|three|four|five|six|ten|twenty|a hundred)\\b|\\b(?:dozens|scores|hundreds|(?:tens of )?thousands|millions) (?:of )?(?:\\w+ )?${counted}\\b`,
      'i',
    ),
    unless: /\b(?:could|might|may|imagine|suppose)\b/i,
    instead: 'give no number or share that was not given',
  },
])
