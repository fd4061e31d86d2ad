import type { Incident } from '../../pack/incident.ts'
import type { Shop } from '../shop.ts'
import { bearer } from './ops-shop.ts'

export const why = 'they shall know'

/** What people do about incidents in the operator’s room, by their tokens. */
export function incidentRoom(app: () => Shop['app'], remoteAddress = () => '198.51.100.1') {
  const post = (url: string, payload: object, name = 'ada', accept = 'application/json') =>
    app().inject({
      ...{ method: 'POST', url, headers: { ...bearer(name), accept }, payload },
      remoteAddress: remoteAddress(),
    })
  return {
    post,
    get: (url: string, name = 'ada', accept = 'application/json') => {
      const headers = { ...bearer(name), accept }
      return app().inject({ url, headers, remoteAddress: remoteAddress() })
    },
    async open(kind: string): Promise<Incident> {
      const asked = { kind, title: `A ${kind}`, minutes: 30 }
      return (await post('/ops/incidents', asked)).json().incident
    },
    end: async ({ id }: Incident, minutes = 0): Promise<Incident> =>
      (await post(`/ops/incidents/${id}/end`, { learned: 'much', minutes })).json().incident,
    send: ({ id }: Incident, asked: object = {}, name = 'ada', accept?: string) =>
      post(`/ops/incidents/${id}/letters`, { why, ...asked }, name, accept),
    preview: ({ id }: Incident, asked: object = {}, name = 'ada', accept?: string) =>
      post(`/ops/incidents/${id}/letters/preview`, asked, name, accept),
  }
}
