import { type BaseConfig, type Environment } from '../clients/config.ts'
import { keysFrom } from '../clients/keys.ts'
import { refuseTrialData } from '../clients/production.ts'
import { readSecrets } from '../clients/secrets.ts'
import { createVault, type Vault } from '../clients/vault.ts'

interface VaultParts {
  readonly environment: Environment
  readonly config: Pick<BaseConfig, 'dataDir'>
}

/** What each process has, since it reads orders: what seals what is kept of one, or opens it. */
export function openVault({ environment, config }: VaultParts): Vault {
  refuseTrialData(environment)
  const { data } = readSecrets(environment)
  return createVault(keysFrom('DATA_KEY', data, config.dataDir, 'data'))
}
