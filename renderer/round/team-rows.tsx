import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'

import { explainReason } from '#renderer/lib/words.ts'
import { fieldId, type Gap } from '#renderer/records/field.tsx'

import { MembersSelect } from './member-select.tsx'
import type { RoundForm, TeamItem } from './round-form-model.ts'

/** The sub-teams of a round and who travels in each. */
export function TeamRows({
  form,
  onChange,
  gaps,
}: {
  readonly form: RoundForm
  readonly onChange: (form: RoundForm) => void
  readonly gaps: readonly Gap[]
}) {
  const { t } = useTranslation('round')
  const set = (at: number, change: Partial<TeamItem>) =>
    onChange({
      ...form,
      teams: form.teams.map((each, place) => (place === at ? { ...each, ...change } : each)),
    })
  return (
    <section className="card form-card" aria-label={t('form.teams')}>
      <header className="round-part-head">
        <h2 className="card-title">{t('form.teams')}</h2>
        <span className="note">{t('form.teamsNote')}</span>
      </header>
      {form.teams.map((team, at) => (
        <TeamRow
          key={team.key}
          team={team}
          at={at}
          gaps={gaps.filter((gap) => gap.field === `teams.${at}`)}
          onChange={(change) => set(at, change)}
          onRemove={() => onChange({ ...form, teams: form.teams.filter((each) => each !== team) })}
        />
      ))}
      <Button
        size="small"
        onClick={() =>
          onChange({
            ...form,
            teams: [...form.teams, { key: crypto.randomUUID(), team: '', members: [] }],
          })
        }
      >
        {t('form.addTeam')}
      </Button>
    </section>
  )
}

function TeamRow({
  team,
  at,
  gaps,
  onChange,
  onRemove,
}: {
  readonly team: TeamItem
  readonly at: number
  readonly gaps: readonly Gap[]
  readonly onChange: (change: Partial<TeamItem>) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('round')
  return (
    <div className="team-row" id={fieldId('round', `teams.${at}`)}>
      <Input
        className="team-name"
        aria-label={t('form.teamName')}
        maxLength={20}
        value={team.team}
        onChange={({ target }) => onChange({ team: target.value })}
      />
      <MembersSelect
        id={`round-team-members-${at}`}
        label={t('form.teamMembers', { team: team.team })}
        value={team.members}
        onChange={(members) => onChange({ members })}
      />
      <Button size="small" onClick={onRemove}>
        {t('form.remove')}
      </Button>
      {gaps.map((gap) => (
        <p key={gap.code} className="control-error" role="alert">
          {explainReason(gap)}
        </p>
      ))}
    </div>
  )
}
