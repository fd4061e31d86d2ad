// The law of the house: which room may know which. `npm run check` holds three views of the tree
// against it, because "may not import" means something else for a type than for running code:
//   written  every import, types too
//   running  what is loaded sooner or later: values and `await import()`
//   loading  what is loaded with a file: values, without `await import()`

const packageFiles = 'node_modules/'
const roots = '^(start|worker)\\.ts$|^api/server\\.ts$|^commands/[^/]+\\.ts$'
const compositions = `${roots}|^site/|^api/serve(/|\\.ts$)`
const queues = '^workers/(orders|assembly|upkeep|inference-[^/]+)\\.ts$'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** A room that uses only the named rooms of ours; packages are none of this rule's business. */
const only = (room, allowed, comment) =>
  forbid(
    `${room}-knows-only-its-rooms`,
    comment,
    { path: `^${room}/` },
    { dependencyTypes: ['local'], pathNot: `^(${[room, ...allowed].join('|')})/` },
  )

const options = {
  doNotFollow: { path: packageFiles },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
  },
}

export const written = {
  options: { ...options, tsPreCompilationDeps: true },
  forbidden: [
    forbid('no-cycles', 'A cycle cannot be read from the top.', {}, { circular: true }),
    forbid(
      'nobody-imports-tests',
      'What a test needs belongs to the test.',
      { pathNot: '^test/' },
      { path: '^test/' },
    ),
    forbid(
      'nobody-imports-a-root',
      'A root starts something when it is loaded.',
      {},
      { path: roots },
    ),
    forbid(
      'dev-stays-local',
      'The fake vendors of the local stack must not reach production.',
      { pathNot: '^(dev|test|bench)/|^start\\.ts$|^commands/(eval|gameday)\\.ts$' },
      { path: '^dev/' },
    ),
    forbid(
      'pack-imports-only-pack',
      'The domain is pure: values in, values out.',
      { path: '^pack/' },
      { pathNot: '^pack/' },
    ),
    forbid(
      'catalogue-imports-only-pack-and-zod',
      'What a pack asks and derives is declared, and as pure as the domain; tables of facts are data.',
      { path: '^catalogue/' },
      { pathNot: `^(catalogue|pack)/|^knowledge/[^/]+/[^/]+\\.json$|${packageFiles}zod/` },
    ),
    forbid(
      'workflows-know-only-pack-and-activities',
      "Workflow code is replayed: nothing in it but the order of events and Temporal's own API.",
      { path: '^workflows/' },
      { pathNot: `^(workflows|pack|activities)/|${packageFiles}@temporalio/(workflow|common)/` },
    ),
    only('guard', ['pack', 'catalogue'], 'What looks at answers knows nobody who asks.'),
    only(
      'orders',
      ['pack', 'catalogue', 'guard', 'documents', 'templates', 'fallbacks', 'knowledge'],
      'Use cases get stores and clients handed in, and take sections from the record.',
    ),
    only(
      'documents',
      ['pack', 'catalogue', 'templates', 'fallbacks', 'knowledge'],
      'Words become bytes without knowing where the words came from.',
    ),
    only(
      'inference',
      ['pack', 'catalogue', 'guard', 'knowledge'],
      'The policy around a model call knows no document.',
    ),
    only('templates', ['pack', 'catalogue', 'knowledge'], 'Content looks down on the domain.'),
    only(
      'fallbacks',
      ['pack', 'catalogue', 'templates', 'knowledge'],
      'Content looks down on the domain.',
    ),
    only('knowledge', ['pack', 'catalogue'], 'Content looks down on the domain.'),
    only('clients', ['pack'], 'An outside system in our words, for whoever asks.'),
    only('store', ['pack'], 'Tables in our words, for whoever asks.'),
    forbid(
      'openai-stays-in-inference',
      'One room owns the wire of the models.',
      { pathNot: '^(inference|bench)/' },
      { path: `${packageFiles}openai/` },
    ),
    forbid(
      'verify-stands-alone',
      'A customer can read the verifier whole: it and Node, nothing else of ours or of others.',
      { path: '^commands/verify(/|\\.ts$)' },
      { dependencyTypesNot: ['core'], pathNot: '^commands/verify/' },
    ),
  ],
}

export const running = {
  options: { ...options, tsPreCompilationDeps: false },
  forbidden: [
    forbid(
      'activities-are-only-types',
      'The workflow bundler accepts a value import of an activity silently; a route has no use for one.',
      { path: '^(workflows|api)/', pathNot: compositions },
      { path: '^activities/' },
    ),
    forbid(
      'workflows-are-only-types-to-api',
      'A route starts a workflow by its name.',
      { path: '^api/', pathNot: compositions },
      { path: '^workflows/' },
    ),
    forbid(
      'api-gets-its-clients-handed-in',
      'A route calls a use case; what acts on the outside comes from where the process is composed.',
      { path: '^api/', pathNot: compositions },
      { path: '^(clients|store|inference|workers)/' },
    ),
    forbid(
      'workflows-never-reach-catalogue',
      'zod in the workflow sandbox takes the bundle from 1.6 to 2.7 MB.',
      { path: '^workflows/' },
      { path: `^catalogue/|${packageFiles}zod/`, reachable: true },
    ),
    forbid(
      'workflows-decide-by-the-plan',
      'A rule that a workflow looks up is another rule on the next day, and a run under way cannot be replayed.',
      { path: '^workflows/' },
      { path: '^pack/(notice|rounds)\\.ts$', reachable: true },
    ),
    forbid(
      'assembly-never-reaches-inference',
      'The worker that delivers must not be able to wait for a model.',
      { path: '^workers/assembly\\.ts$' },
      { path: `^inference/|${packageFiles}openai/`, reachable: true },
    ),
  ],
}

export const loading = {
  options: { ...options, tsPreCompilationDeps: false, exclude: { dynamic: true } },
  forbidden: [
    forbid(
      'queues-load-on-demand',
      'worker.ts and start.ts load a queue by `await import()`, so a process holds only its own.',
      { pathNot: '^(test|bench)/' },
      { path: queues },
    ),
    forbid(
      'worker-holds-only-its-queues',
      'What only one queue needs is not loaded with the process.',
      { path: '^worker\\.ts$' },
      { path: '^(inference|documents)/', reachable: true },
    ),
    forbid(
      's3-loads-on-demand',
      'A process that keeps its blobs in a folder spares the SDK, 30 MB of memory.',
      { path: '^site/site\\.ts$' },
      { path: `${packageFiles}@aws-sdk/`, reachable: true },
    ),
  ],
}

export default { forbidden: written.forbidden, options: written.options }
