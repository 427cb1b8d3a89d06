import { Button, Input, Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { observationFits } from '#db/kernel/round-codes.ts'
import { ObservationFit, onsiteContract } from '#db/onsite/contract.ts'
import type { visitContract } from '#db/visit/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Segments } from '#renderer/records/segments.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

type Visit = z.output<typeof visitContract.one.output>

/** What was seen, in the words of who saw it; what is written stays (R6). */
export function Observations({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('onsite')
  const word = useCodeWord()
  const list = useCaseQuery(
    onsiteContract.observations,
    { visitId: visit.id },
    { keepPrevious: false },
  )
  return (
    <section className="onsite" aria-label={t('seen.title')}>
      <h2 className="card-title">{t('seen.title')}</h2>
      <Refusal error={list.error} />
      {list.data?.length === 0 && <p className="note">{t('seen.none')}</p>}
      <ul className="onsite-list">
        {list.data?.map(({ id, text, fit, siteName, by, at }) => (
          <li key={id}>
            <p>{text}</p>
            <p className="note">
              {[
                word(observationFits, fit),
                ...(siteName === null ? [] : [siteName]),
                by,
                formatDateTime(at),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {visit.state === 'open' && <NewObservation visit={visit} />}
    </section>
  )
}

function NewObservation({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('onsite')
  const options = useCodeOptions(observationFits)
  const { text, setText, fit, setFit, siteId, setSiteId, observe, ready, write, press } =
    useNewObservation(visit)
  return (
    <div className="onsite-group">
      <Input.TextArea
        id="onsite-seen"
        aria-label={t('seen.new')}
        placeholder={t('seen.hint')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={press}
      />
      <div className="onsite-line">
        <Segments
          id="onsite-fit"
          label={t('seen.fit')}
          options={options}
          value={fit}
          onChange={setFit}
        />
        {visit.sites.length > 0 && (
          <Select
            size="small"
            allowClear
            className="onsite-site"
            aria-label={t('seen.site')}
            placeholder={t('seen.site')}
            value={siteId}
            options={visit.sites.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(chosen: string | undefined) => setSiteId(chosen ?? null)}
          />
        )}
      </div>
      <Refusal error={observe.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={observe.isPending}
          onClick={write}
        >
          {t('seen.save')} <kbd className="key-cap">Ctrl Enter</kbd>
        </Button>
        <span className="note">{ready ? t('seen.stays') : t('seen.lacking')}</span>
      </div>
    </div>
  )
}

/** The observation being written; its words come back after a lock. */
function useNewObservation(visit: Visit) {
  const [text, setText] = useKeptState(`onsite.seen.${visit.id}`, z.string(), '')
  const [fit, setFit] = useState<ObservationFit | null>(null)
  const [siteId, setSiteId] = useState<string | null>(null)
  const observe = useCaseCommand(onsiteContract.observe)
  const ready = text.trim() !== '' && fit !== null

  function write() {
    if (text.trim() === '' || fit === null || observe.isPending) return
    observe.mutate(
      { visitId: visit.id, siteId, text, fit },
      {
        onSuccess: () => {
          setText('')
          setFit(null)
        },
      },
    )
  }
  function press(event: KeyboardEvent) {
    if (isComposing(event) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    write()
  }
  return { text, setText, fit, setFit, siteId, setSiteId, observe, ready, write, press }
}
