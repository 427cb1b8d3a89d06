import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { CaseSummary } from '#db/casefile/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { matchProvince } from './match-province.ts'

/** What a case without units offers: the tree in one click, or a table to import. */
export function EmptyTree({ summary }: { readonly summary: CaseSummary }) {
  const { t } = useTranslation('unit')
  return (
    <section className="card">
      <EmptyState title={t('empty.title')}>
        {summary.rootKind === 'province' && <PlantProvince title={summary.title} />}
        {summary.rootKind === 'ministry' && <PlantMinistry title={summary.title} />}
        {summary.rootKind === 'corps' && <PlantCorps title={summary.title} />}
        <p className="note">{t('empty.importNote')}</p>
        <Link to="/case/import" className="number-link">
          {t('empty.import')}
        </Link>
      </EmptyState>
    </section>
  )
}

function PlantProvince({ title }: { readonly title: string }) {
  const { t } = useTranslation('unit')
  const provinces = useCaseQuery(unitContract.provinces, {})
  const plant = useCaseCommand(unitContract.plantProvince)
  const [chosen, setChosen] = useState<string>()
  const list = provinces.data ?? []
  const code = chosen ?? matchProvince(title, list)
  const province = list.find((each) => each.code === code)
  return (
    <>
      <p>{t('empty.provinceNote')}</p>
      <div className="empty-state-actions">
        <Select
          className="unit-province"
          aria-label={t('empty.province')}
          placeholder={t('empty.province')}
          value={code ?? null}
          onChange={(value) => setChosen(value ?? undefined)}
          showSearch={{ optionFilterProp: 'label' }}
          options={list.map(({ code: value, name }) => ({ value, label: name }))}
        />
        <Button
          type="primary"
          loading={plant.isPending}
          onClick={() => code !== undefined && plant.mutate({ code })}
        >
          {t('empty.plantProvince')}
        </Button>
      </div>
      <p className="note" role="status">
        {province ? t('empty.provinceSize', province) : t('empty.provinceMissing')}
      </p>
      <Refusal error={provinces.error ?? plant.error} />
    </>
  )
}

function PlantMinistry({ title }: { readonly title: string }) {
  const { t } = useTranslation('unit')
  const plant = useCaseCommand(unitContract.plantMinistry)
  const [name, setName] = useState(title)
  return (
    <>
      <p>{t('empty.ministryNote')}</p>
      <div className="empty-state-actions">
        <Input
          className="unit-province"
          aria-label={t('empty.ministry')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          type="primary"
          loading={plant.isPending}
          onClick={() => name.trim() !== '' && plant.mutate({ name })}
        >
          {t('empty.plantMinistry')}
        </Button>
      </div>
      <Refusal error={plant.error} />
    </>
  )
}

function PlantCorps({ title }: { readonly title: string }) {
  const { t } = useTranslation('unit')
  const add = useCaseCommand(unitContract.add)
  return (
    <>
      <p>{t('empty.corpsNote')}</p>
      <Button
        type="primary"
        loading={add.isPending}
        onClick={() => add.mutate({ name: title, level: '15', kind: 'K01', parentId: null })}
      >
        {t('empty.plantCorps', { name: title })}
      </Button>
      <Refusal error={add.error} />
    </>
  )
}
