import { cpus, totalmem } from 'node:os'
import type { Inflicted } from './conduct.ts'
import { isOpen, type Life } from './life.ts'
import type { Played } from './play.ts'
import { recoveryOf } from './recovery.ts'
import { classOf, nameOf } from './schedule.ts'
import { steeringIn } from './steering-report.ts'
import { medianAndLongest, seconds, share, tenths } from './words.ts'

/** Markdown for whoever runs the shop: whether it held, what was put to it, and each order that went wrong. */
export function reportOf(played: Played, picture: string): string {
  return [
    ...summary(played),
    `![Orders finished, over the faults](${picture})`,
    '',
    ...audits(played),
    ...steeringIn(played),
    '## What was put to it',
    '',
    '| Fault | Times | Orders under way at its begin | Orders under way meanwhile | Next first pack after its end, s: median, longest |',
    '|---|---|---|---|---|',
    ...classRows(played),
    '',
    ...ends(played),
    ...badOrders(played),
    '## Every fault',
    '',
    '| At, s | Fault | For, s | Under way | Meanwhile | Next first pack, s |',
    '|---|---|---|---|---|---|',
    ...faultRows(played),
    '',
    '## Left out',
    '',
    ...leftOut[played.schedule.house].map((line) => `- ${line}`),
    '',
  ].join('\n')
}

const always = [
  'The processes share one machine, its clock and its disk; a machine that dies with its disk is not tried.',
  'Stripe is a test account in memory, so it is paused and cut off and never killed.',
  'A newer build is the same sources under another build id.',
]

const leftOut = {
  full: [
    ...always,
    'Temporal’s cluster is one process, and its data are on the shop’s PostgreSQL server.',
  ],
  small: [
    ...always,
    'Temporal is the dev server with its database file, not a cluster on PostgreSQL.',
    'Files are a folder; no object storage, no full disk.',
  ],
}

function summary(played: Played) {
  const { schedule, began, faultsOver, settled, lives, findings, shortcomings } = played
  const paid = lives.filter(({ paidAt }) => paidAt !== null)
  const alone = paid.filter(
    ({ order, finalAt }) => finalAt !== null && !findings.some((one) => one.order === order),
  )
  const unfinished = paid.filter(isOpen).length
  const held = findings.length === 0 && shortcomings.length === 0
  return [
    `# Game day: ${schedule.orders} orders, ${schedule.minutes} minutes, seed ${schedule.seed}`,
    '',
    `**${held ? 'Nothing was lost.' : `${findings.length} findings, ${shortcomings.length} shortcomings of the day itself.`}** ` +
      `${new Date(began).toISOString().slice(0, 16).replace('T', ' ')} UTC, on ${cpus().length} cores ` +
      `(${cpus()[0]?.model.trim()}) with ${Math.round(totalmem() / 2 ** 30)} GiB.`,
    '',
    '| | |',
    '|---|---|',
    `| Orders made, paid for | ${lives.length}, ${paid.length} |`,
    `| Finished without an operator | ${alone.length} of ${paid.length} (${share(alone.length, paid.length)}) |`,
    `| Faults lasted | ${seconds(faultsOver - began)} s |`,
    unfinished === 0
      ? `| Then every order was final after | ${seconds(settled - faultsOver)} s |`
      : `| Not final ${seconds(settled - faultsOver)} s later | ${unfinished} |`,
    `| From payment to the first pack in hand, s: median, longest | ${waits(paid)} |`,
    `| Sections that a model wrote, at the end | ${tailored(paid)} |`,
    `| Processes that ended by themselves, or did not when told to | ${played.ownEnds.length}, ${played.stuck.length} |`,
    `| Findings | ${findings.length} |`,
    '',
    ...findings.map(({ order, what }) => `- ${order}: ${what}`),
    ...shortcomings.map((line) => `- ${line}`),
    '',
  ]
}

function waits(lives: readonly Life[]): string {
  return medianAndLongest(
    lives.flatMap(({ paidAt, firstPackAt }) => (firstPackAt === null ? [] : firstPackAt - paidAt!)),
  )
}

function tailored(lives: readonly Life[]): string {
  const sum = (of: 'all' | 'tailored') =>
    lives.reduce((total, { texts }) => total + (texts?.[of] ?? 0), 0)
  return `${sum('tailored')} of ${sum('all')} (${share(sum('tailored'), sum('all'))})`
}

function audits({ audited }: Played): string[] {
  return [
    '## The audit',
    '',
    `It looked at ${audited.orders} orders, of which ${audited.open} were not final.`,
    '',
    '| Rule | Looked at | Found |',
    '|---|---|---|',
    ...audited.rules.map(
      ({ name, about, looked, found }) => `| ${name}: ${about} | ${looked ?? '–'} | ${found} |`,
    ),
    '',
  ]
}

function classRows({ inflicted, firstPacks }: Played): string[] {
  const classes = Object.groupBy(inflicted, ({ fault }) => classOf(fault))
  return Object.entries(classes)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, all = []]) => {
      const inFlight = all.map((one) => one.inFlight)
      const hit = new Set(all.flatMap((one) => one.hit)).size
      const recovery = medianAndLongest(all.flatMap((one) => recoveryOf(one, firstPacks) ?? []))
      return `| ${name} | ${all.length} | ${Math.min(...inFlight)}–${Math.max(...inFlight)} | ${hit} | ${recovery} |`
    })
}

function faultRows({ inflicted, firstPacks, began }: Played): string[] {
  return inflicted
    .toSorted((a, b) => a.began - b.began)
    .map((one) => {
      const next = recoveryOf(one, firstPacks) ?? undefined
      const times = `${seconds(one.began - began)} | ${nameOf(one.fault)} | ${tenths(one.ended - one.began)}`
      return `| ${times} | ${one.inFlight} | ${one.hit.length} | ${tenths(next)} |`
    })
}

function ends({ ownEnds, stuck, began }: Played): string[] {
  if (ownEnds.length === 0 && stuck.length === 0) return []
  return [
    '## Processes that ended by themselves',
    '',
    'Whatever ended by itself was started again after half a second.',
    '',
    ...ownEnds.map(
      ({ name, at, code, said }) =>
        `- ${name} after ${seconds(at - began)} s (${code})${said && `: ${said}`}`,
    ),
    ...stuck.map(
      ({ name, at }) =>
        `- ${name} did not end when it was told to, and was killed after ${seconds(at - began)} s.`,
    ),
    '',
  ]
}

function badOrders(played: Played): string[] {
  const bad = played.lives.filter(({ order }) =>
    played.findings.some((finding) => finding.order === order),
  )
  if (bad.length === 0) return []
  return ['## Orders that went wrong', '', ...bad.flatMap((life) => timeline(life, played))]
}

/** What the order's customer did and saw, and the faults meanwhile. */
function timeline(life: Life, { inflicted, began }: Played): string[] {
  const met = inflicted.filter(({ hit }) => hit.includes(life.order)).flatMap(marks)
  const all = [...life.events, ...met].sort((a, b) => a.at - b.at)
  return [
    `### ${life.order}`,
    '',
    ...all.map(({ at, what }) => `- ${tenths(at - began)} s: ${what}`),
    '',
  ]
}

function marks({ fault, began, ended }: Inflicted) {
  const name = nameOf(fault)
  return [
    { at: began, what: `*${name}*` },
    { at: ended, what: `*${name} is over*` },
  ]
}
