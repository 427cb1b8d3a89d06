import type { Host } from '#db/engine/handlers.ts'

/** Who is in the case whose keys are changed, and what they type. Every process must know it. */
export const FIRST = { name: '林若川', passphrase: '山路 灯火 竹篮 井水 草鞋 炊烟' }
export const SECOND = { name: '周望舒', passphrase: '河滩 石桥 谷雨 犁铧 门槛 炭火' }

/** A derivation of milliseconds: it is done in every state. */
export const COST = { memory: 8192, passes: 1, lanes: 1 } as const

/** Names the folder of the case. */
export const TITLE = 'case'

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** A host in which nothing varies; `from` keeps its ids apart from those of another process. */
export function hostFrom(from: string): Host {
  let made = 0
  return {
    deviceId: 'device',
    now: () => '2014-06-11T01:20:00.000Z',
    today: () => '2014-06-11',
    newId: () => `${from}${String((made += 1)).padStart(6, '0')}`,
    keyCost: COST,
    report(error) {
      throw error
    },
  }
}
