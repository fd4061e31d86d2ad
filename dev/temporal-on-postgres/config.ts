/** By what each of the two stores is called. */
interface Databases {
  readonly temporal: string
  readonly visibility: string
}

/**
 * What the server reads: all its services in one process, on loopback.
 *
 * @param port the first of eight: two for each service, the frontend's own the first
 * @param folder where the dynamic settings lie
 */
export function serverConfig(postgres: URL, databases: Databases, port: number, folder: string) {
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: postgres.host,
      connectProtocol: 'tcp',
      user: postgres.username,
      password: '-',
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  })
  return {
    server: {
      log: { stdout: true, level: 'error' },
      persistence: {
        defaultStore: 'default',
        visibilityStore: 'visibility',
        numHistoryShards: 4,
        datastores: {
          default: store(databases.temporal, 20),
          visibility: store(databases.visibility, 5),
        },
      },
      global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
      services: servicesAt(port),
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: {
            enabled: true,
            initialFailoverVersion: 1,
            rpcName: 'frontend',
            rpcAddress: `127.0.0.1:${port}`,
          },
        },
      },
      dcRedirectionPolicy: { policy: 'noop' },
      dynamicConfigClient: { filepath: `${folder}/dynamic.yaml`, pollInterval: '10s' },
    },
    dynamic: dynamicSettings,
  }
}

function servicesAt(port: number) {
  const names = ['frontend', 'matching', 'history', 'worker']
  const service = (name: string, n: number) => [
    name,
    {
      rpc: { grpcPort: port + 2 * n, membershipPort: port + 2 * n + 1, bindOnLocalHost: true },
    },
  ]
  return Object.fromEntries(names.map(service))
}

/** As of the dev server: one partition a queue, so that priorities are exact. */
const dynamicSettings = Object.fromEntries(
  Object.entries({
    'matching.numTaskqueueReadPartitions': 1,
    'matching.numTaskqueueWritePartitions': 1,
    'matching.useNewMatcher': true,
    'system.enableActivityEagerExecution': true,
  }).map(([name, value]) => [name, [{ value }]]),
)
