import type { UnitKind, UnitLevel } from '#db/unit/contract.ts'

type Class = { readonly level: UnitLevel; readonly kind: UnitKind }

const below: Readonly<Record<UnitLevel, Class>> = {
  '00': { level: '01', kind: 'K14' },
  '01': { level: '01', kind: 'K14' },
  '10': { level: '20', kind: 'K01' },
  '11': { level: '11', kind: 'K02' },
  '15': { level: '20', kind: 'K01' },
  '20': { level: '30', kind: 'K01' },
  '21': { level: '21', kind: 'K02' },
  '30': { level: '40', kind: 'K06' },
  '31': { level: '31', kind: 'K02' },
  '40': { level: '50', kind: 'K07' },
  '41': { level: '41', kind: 'K02' },
  '50': { level: '60', kind: 'K07' },
  '60': { level: '60', kind: 'K07' },
}

/** The usual level and kind of a unit that is added under a unit of this level. */
export function childDefaults(level: UnitLevel): Class {
  return below[level]
}
