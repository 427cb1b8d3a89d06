import {
  ApartmentOutlined,
  CalendarOutlined,
  FileTextOutlined,
  LockOutlined,
  MessageOutlined,
  NodeIndexOutlined,
  SlidersOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

/** One entry of the rail; `key` is its digit with Alt, `area` the first part of its addresses. */
type RailEntry = {
  readonly key: string
  readonly to:
    | '/today'
    | '/units'
    | '/rounds/visits'
    | '/voices'
    | '/problems'
    | '/analysis/prevalence'
    | '/group/defects'
    | '/case/import'
  readonly area: string
  /** An address that belongs to it though it begins otherwise. */
  readonly alsoArea?: string
  readonly word:
    | 'today'
    | 'units'
    | 'rounds'
    | 'voices'
    | 'problems'
    | 'analysis'
    | 'group'
    | 'case'
  readonly icon: ReactNode
}

/** The entries that have a page. Digits stay free for the entries that are still to come. */
export const railEntries: readonly RailEntry[] = [
  { key: '1', to: '/today', area: '/today', word: 'today', icon: <CalendarOutlined /> },
  { key: '2', to: '/units', area: '/units', word: 'units', icon: <ApartmentOutlined /> },
  { key: '3', to: '/rounds/visits', area: '/rounds', word: 'rounds', icon: <NodeIndexOutlined /> },
  { key: '4', to: '/voices', area: '/voices', word: 'voices', icon: <MessageOutlined /> },
  { key: '5', to: '/problems', area: '/problems', word: 'problems', icon: <FileTextOutlined /> },
  {
    key: '6',
    to: '/analysis/prevalence',
    area: '/analysis',
    word: 'analysis',
    icon: <SlidersOutlined />,
  },
  {
    key: '9',
    to: '/group/defects',
    area: '/group',
    alsoArea: '/case/informants',
    word: 'group',
    icon: <TeamOutlined />,
  },
  { key: '0', to: '/case/import', area: '/case', word: 'case', icon: <LockOutlined /> },
]
