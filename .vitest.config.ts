import { defineConfig } from 'vitest/config'

// Rooms whose tests start servers, browsers or processes of their own.
const real = 'test/{api,browser,orders,process,store,workflow}/**/*.test.ts'
// All sample firms before programs of others: minutes, which `npm test` does not spend.
const full = 'test/full/**/*.test.ts'
// Model servers that `npm run model` and `npm run vllm` have installed.
const models = 'test/real-models/**/*.test.ts'

// For what has to happen: only what never does takes as long, on a slow machine too.
const poll = { timeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [real, full, models],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { requireAssertions: true, poll },
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'real',
          include: [real],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll },
          globalSetup: 'test/servers.ts',
          // Each file keeps a server busy besides itself; more at once only time out on two cores.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'full',
          include: [full],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { requireAssertions: true, poll },
          globalSetup: ['test/full/setup.ts', 'test/servers.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'models',
          include: [models],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          expect: { requireAssertions: true, poll },
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
})
