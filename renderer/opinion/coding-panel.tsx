import { Button, Checkbox } from 'antd'
import { type Dispatch, type SetStateAction, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { winds } from '#db/kernel/codes.ts'
import { intents } from '#db/kernel/opinion-codes.ts'
import { type Intent, opinionContract, type OpinionRecord } from '#db/opinion/contract.ts'
import { Wind } from '#db/problem/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useProblemTypes } from '#renderer/problem/problem-types.ts'
import { TypeSelect } from '#renderer/problem/type-select.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Segments } from '#renderer/records/segments.tsx'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { CodeList } from './code-list.tsx'
import { useCodeMarks } from './code-marks.ts'
import { MarkedWords } from './marked-words.tsx'
import { type Chosen, spanOf } from './text-selection.ts'
import { useLetterKeys } from './use-letter-keys.ts'

type Next = { readonly intent: Intent; readonly strong: boolean; readonly wind: Wind | null }

const PLAIN: Next = { intent: 'problem', strong: false, wind: null }
const PICKER = 'coding-type'

/** One opinion to be coded: its words, the code that is being made, and those that lie on it. */
export function CodingPanel({
  opinion,
  onWalk,
}: {
  readonly opinion: OpinionRecord
  readonly onWalk: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('opinion')
  const words = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Chosen>()
  const [next, setNext] = useState<Next>(PLAIN)
  const { code, uncode, undo, last, make } = useCoding(opinion, chosen, next, () => {
    setChosen(undefined)
    setNext(PLAIN)
    words.current?.focus()
  })
  useCodingKeys(setNext, onWalk, undo)
  return (
    <section className="card coding-panel" aria-label={t('coding.one', { no: opinion.no })}>
      <MarkedWords
        text={opinion.verbatim}
        marks={useCodeMarks(opinion)}
        chosen={chosen}
        onChoose={setChosen}
        place={words}
        describedBy="coding-keys"
      />
      <p className="note" id="coding-keys">
        {t('coding.keys')}
      </p>
      <NextCode
        next={next}
        onChange={setNext}
        placeholder={t(chosen ? 'coding.partTo' : 'coding.allTo')}
        onMake={make}
      />
      <Refusal error={code.error ?? uncode.error} />
      <CodeList opinion={opinion} onRemove={(id) => uncode.mutate({ id })} />
      {last !== undefined && (
        <Button size="small" className="coding-undo" onClick={undo}>
          {t('coding.undo')} <kbd className="key-cap">Ctrl Z</kbd>
        </Button>
      )}
    </section>
  )
}

/** Makes codes and takes the last ones back, as long as the opinion is open. */
function useCoding(
  opinion: OpinionRecord,
  chosen: Chosen | undefined,
  next: Next,
  onMade: () => void,
) {
  const { windOf } = useProblemTypes()
  const code = useCaseCommand(opinionContract.code)
  const uncode = useCaseCommand(opinionContract.uncode)
  const [made, setMade] = useState<readonly string[]>([])
  const last = made.findLast((id) => opinion.codeList.some((each) => each.id === id))
  return {
    code,
    uncode,
    last,
    undo: () => last !== undefined && uncode.mutate({ id: last }),
    make: (problemType: string | null) =>
      code.mutate(
        {
          ...next,
          opinionId: opinion.id,
          span: chosen ? spanOf(opinion.verbatim, chosen) : null,
          problemType,
          wind: next.wind ?? (problemType === null ? null : windOf(problemType)),
        },
        {
          onSuccess: ({ id }) => {
            setMade((ids) => [...ids, id])
            onMade()
          },
        },
      ),
  }
}

/** What is to be said of the part that is chosen; the type comes last and makes the code. */
function NextCode({
  next,
  onChange,
  placeholder,
  onMake,
}: {
  readonly next: Next
  readonly onChange: (next: Next) => void
  readonly placeholder: string
  readonly onMake: (problemType: string | null) => void
}) {
  const { t } = useTranslation('opinion')
  return (
    <div className="coding-next" role="group" aria-label={t('coding.next')}>
      <Segments
        id="coding-intent"
        label={t('coding.intent')}
        options={useCodeOptions(intents)}
        value={next.intent}
        onChange={(intent) => onChange({ ...next, intent })}
      />
      <Checkbox
        checked={next.strong}
        onChange={({ target }) => onChange({ ...next, strong: target.checked })}
      >
        {t('codes.strong')} <kbd className="key-cap">+</kbd>
      </Checkbox>
      <CodeSelect
        aria-label={t('coding.wind')}
        list={winds}
        allowClear
        placeholder={t('coding.windOfType')}
        value={next.wind}
        onChange={(wind) => onChange({ ...next, wind: Wind.safeParse(wind).data ?? null })}
      />
      <TypeSelect
        id={PICKER}
        aria-label={t('codes.add')}
        placeholder={placeholder}
        value={null}
        onChange={onMake}
      />
      <Button onClick={() => onMake(null)}>{t('coding.noType')}</Button>
    </div>
  )
}

/** J and K walk, digits tell the intent; another letter is the first of the type that is sought. */
function useCodingKeys(
  setNext: Dispatch<SetStateAction<Next>>,
  onWalk: (step: 1 | -1) => void,
  undo: () => void,
): void {
  const digits = intents.map(({ code: intent }, at) => [
    String(at + 1),
    () => setNext((now) => ({ ...now, intent })),
  ])
  useLetterKeys(
    {
      j: () => onWalk(1),
      k: () => onWalk(-1),
      '+': () => setNext((now) => ({ ...now, strong: !now.strong })),
      ...Object.fromEntries(digits),
    },
    () => document.getElementById(PICKER)?.focus(),
  )
  usePageKeys({ 'ctrl+z': undo })
}
