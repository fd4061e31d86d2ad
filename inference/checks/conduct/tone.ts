import { without } from '../reading/unwanted.ts'

const any = (source: string) => new RegExp(source, 'i')

/** A document speaks soberly, to equals, and of the law with respect. */
export const tone = without([
  {
    // Chat.
    said: any(
      String.raw`\b(?:honestly|frankly|to be (?:frank|honest|fair)|let['’]?s (?:face it|be (?:honest|frank|real))|by the way|hey|dear (?:friend|reader|customer|owner)s?|my friends?|folks|guys|relax|chill|calm down|take a (?:deep )?breath|no worries|don['’]t (?:worry|panic|sweat)|cheer up|good luck|congratulations|well done|great job|bravo|hurray|hooray|cheers|happy (?:reading|complying)|piece of cake|walk in the park|rocket science|easy[- ]peasy|in a nutshell|long story short|at the end of the day|the good news is|the bad news is|fun part|guess what|spoiler|knackered|dodgy|pronto|cuppa|mate\b|natter|punters?|belly[- ]up|(?:is|are) toast|apologies in advance|word has it|rumou?r has it|between (?:you and (?:me|us)|ourselves)|phew|oops|whoops|yikes|wow|duh|meh)\b`,
    ),
    instead: 'keep to the matter, without chat',
  },
  {
    said: /(?:^|[.!;:] )(?:well|oh|hm+|ah),|, you (?:know|see),/i,
    instead: 'keep to the matter, without chat',
  },
  {
    // From above.
    said: any(
      String.raw`\b(?:obviously|needless to say|of course you (?:know|should)|as (?:everyone|everybody|any child) knows|even (?:a child|you|an idiot)|any (?:fool|child|idiot)|(?:you|they) should (?:be ashamed|know better|have known)|shame on|how (?:could|can) (?:you|anyone|anybody) (?:be|think|dare|say|miss|forget)|any (?:reasonably |half[- ])?(?:intelligent|sensible|awake) (?:reader|person|owner)|(?:isn['’]t|is) (?:that|it|a [\w ]+) (?:really )?(?:too much|so hard)|(?:decent|clever|smart|sensible|lazy|stupid) (?:people|owners?|firms?) (?:do|would|will|know|never)|laziness|a (?:long,? )?hard look at (?:itself|yourself|themselves)|because clearly|infinite wisdom|(?:isn['’]t|is) that (?:too much|so hard|really)|if (?:only )?you had (?:only )?(?:listened|read|bothered)|one would (?:think|hope)|surely (?:you|everyone)|(?:you|they) (?:clearly|evidently|apparently) (?:do not|don['’]t|did not|didn['’]t|have no|never)|grow up|pay attention|listen carefully|try harder|lesson learn(?:ed|t))\b`,
    ),
    instead: 'speak to the reader as to an equal',
  },
  {
    // Contempt of the duty, the law or who enforces it.
    said: any(
      String.raw`\b(?:boring|tedious|tiresome|annoying|pointless|useless|silly|ridiculous|absurd|nonsens\w*|senseless|laughable|toothless|red tape|paperwork (?:nobody|no one)|bureaucra(?:ts?|tic nightmare)|pen[- ]pushers?|busybod\w+|necessary evil|box[- ]ticking|lip service|(?:nobody|no one) (?:really |ever )(?:reads|cares|bothers|checks|looks)|(?:nobody|no one) (?:cares|bothers)|(?:nobody|no one) reads (?:these|such|them|it|notices|policies|this)\b.{0,30}\banyway|who cares|for what it['’]?s worth|whatever the (?:law|regulator) (?:wants|likes)|a waste of (?:time|paper|money))\b`,
    ),
    unless:
      /\b(?:not|never|no) (?:a |the )?(?:box[- ]ticking|bureaucratic|useless|pointless|waste)\b/i,
    instead: 'say nothing of what you think of the law or the work',
  },
  {
    // Threats and drama.
    said: any(
      String.raw`\b(?:or (?:else|you will (?:be sorry|regret|pay))|you(?:['’]ll| will) (?:be sorry|regret)|before (?:it is|it['’]s) too late|hurry up|act now|at your own peril|beware|woe|doom(?:ed)?|catastroph(?:e|ic)|nightmare|(?:live to )?regret (?:it|this)|shown the door|wipe(?:d|s)? out everything|dead of night|silent intruders?|a shiver|imagine the (?:horror|faces|shame)|never (?:be the same|hear the end)|(?:all|nothing) (?:that is )?left is to|hopeless(?:ly)?|circling|mark (?:our|my) words|disaster(?:ous)? (?:is|will|waits|looms)|apocaly\w+|armageddon|ticking (?:time )?bomb|playing with fire|russian roulette|crippling fines?|ruin(?:ous)? fines?|(?:ruin|destroy|kill|wipe out) (?:your|the) (?:firm|business|company|reputation)|wolves|vultures|sharks|(?:the )?knock (?:at|on) the door|sleepless nights|living hell|heads will roll)\b`,
    ),
    instead: 'warn soberly: say what may happen and what is done about it',
  },
  {
    // Preaching and flattery.
    said: any(
      String.raw`\b(?:together we (?:can|will)|dream team|passion(?:ate)?|proud(?:ly)? (?:to|of)|thrilled|delighted|excited|amazing|awesome|fantastic|incredible|wonderful|brilliant|superb|marvellous|superhero(?:es)?|hero(?:es)?|rock ?stars?|champions?|privacy is (?:sexy|cool|love|everything)|from the bottom of (?:our|my) hearts?|with all (?:our|my) heart|you(?:['’]re| are) (?:amazing|great|awesome|special|the best)|(?:a|your) (?:wonderful|great|fantastic) (?:firm|team|company|business)|remember, (?:with|it)|believe in|never give up|every great|as the saying goes|rome was not built|(?:the )?(?:big|small|little) (?:ones|firms|fish) (?:get away|end up|always)|practice makes perfect)\b`,
    ),
    instead: 'neither praise nor preach',
  },
])
