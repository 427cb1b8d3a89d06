import type { Kysely } from 'kysely'

import { EVENTS, run } from './run.ts'

/** What is seen on a visit besides its looks: sites, minutes, observations, hypotheses, assessments. */
export async function addOnsite(db: Kysely<unknown>): Promise<void> {
  await visitTables(db)
  await assessmentTables(db)
  await visitFences(db)
  await assessmentFences(db)
}

async function visitTables(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    `alter table visit add column placeKind text
      check (placeKind in ('upper', 'own', 'frontLine'))`,
    `alter table visit add column toHear integer not null default 0 check (toHear in (0, 1))`,
    `alter table visit add column toFind integer not null default 0 check (toFind in (0, 1))`,
    `alter table visit add column toLearn integer not null default 0 check (toLearn in (0, 1))`,
    `alter table visit add column thirdPersons integer check (thirdPersons >= 0)`,
    `alter table visit add column accompanying integer check (accompanying >= 0)`,
    `alter table visit add column meal text
      check (meal in ('none', 'canteen', 'workMeal', 'banquetOffered'))`,
    `alter table visit add column mealFen integer check (mealFen >= 0)`,
    `alter table visit add column lodgingFen integer check (lodgingFen >= 0)`,
    `alter table visit add column vehicles integer check (vehicles >= 0)`,
    `alter table visit add column ceremony integer check (ceremony in (0, 1))`,
    `alter table visit add column gift text check (gift in ('none', 'refused', 'handedIn'))`,
    `create table site (
      id         text primary key,
      visitId    text not null references visit (id) on delete cascade,
      name       text not null check (length(name) > 0),
      side       text check (side in ('front', 'back', 'neutral')),
      proposedBy text check (proposedBy in ('host', 'group', 'draw', 'masses')),
      minutes    integer check (minutes >= 0)
    ) strict`,
    `create index siteByVisit on site (visitId)`,
    `create table visitMethod (
      id      text primary key,
      visitId text not null references visit (id) on delete cascade,
      method  text not null,
      minutes integer not null check (minutes > 0),
      unique (visitId, method)
    ) strict`,
    `create table observation (
      id        text primary key,
      visitId   text not null references visit (id) on delete cascade,
      siteId    text references site (id) on delete set null,
      text      text not null check (length(text) > 0),
      fit       text not null check (fit in ('fits', 'against', 'neutral')),
      enteredBy text not null references member (id),
      at        text not null
    ) strict`,
    `create index observationByVisit on observation (visitId)`,
    `create index observationBySite on observation (siteId) where siteId is not null`,
  ])
}

async function assessmentTables(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    `create table hypothesis (
      id        text primary key,
      unitId    text not null references unit (id),
      text      text not null check (length(text) > 0),
      basis     text not null check (length(basis) > 0),
      enteredBy text not null references member (id),
      at        text not null,
      outcome   text check (outcome in ('kept', 'revised', 'refuted')),
      outcomeOn text check ((outcome is null) = (outcomeOn is null))
    ) strict`,
    `create index hypothesisByUnit on hypothesis (unitId, at)`,
    `create table assessment (
      id        text primary key,
      unitId    text not null references unit (id),
      text      text not null check (length(text) > 0),
      lookedFor text not null default '',
      enteredBy text not null references member (id),
      at        text not null
    ) strict`,
    `create index assessmentByUnit on assessment (unitId, at)`,
  ])
}

async function visitFences(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    // R4: every site that was seen tells which side it shows and who proposed it.
    `create trigger visitSitesAreCoded before update of state on visit
     when new.state = 'closed' and exists (
       select 1 from site where visitId = new.id and (side is null or proposedBy is null))
     begin select raise(abort, 'visit.site-without-codes'); end`,
  ])
  for (const table of ['site', 'visitMethod', 'observation']) {
    for (const [event, rows] of EVENTS) {
      await run(db, [
        `create trigger ${table}OfClosedVisitNo${event} before ${event} on ${table}
         when exists (select 1 from visit where state = 'closed'
                      and id in (${rows.replaceAll('roundId', 'visitId')}))
         begin select raise(abort, 'visit.is-closed'); end`,
      ])
    }
  }
}

async function assessmentFences(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    // INV-29: what was supposed, and when, is never put right afterwards.
    `create trigger hypothesisIsFrozen before update on hypothesis
     when old.unitId <> new.unitId or old.text <> new.text or old.basis <> new.basis
       or old.enteredBy <> new.enteredBy or old.at <> new.at or old.outcome is not null
     begin select raise(abort, 'onsite.hypothesis-is-frozen'); end`,
    `create trigger hypothesisIsKept before delete on hypothesis
     begin select raise(abort, 'onsite.hypothesis-is-frozen'); end`,
    // INV-28: fieldwork after the last hypothesis, and what speaks against it or was looked for.
    `create trigger assessmentFollowsFieldwork before insert on assessment
     begin
       select raise(abort, 'onsite.no-observation-since')
       where not exists (
         select 1 from observation join visit on visit.id = observation.visitId
         where visit.unitId = new.unitId and observation.at > coalesce(
           (select max(at) from hypothesis where unitId = new.unitId), ''));
       select raise(abort, 'onsite.nothing-contrary')
       where trim(new.lookedFor) = '' and not exists (
         select 1 from observation join visit on visit.id = observation.visitId
         where visit.unitId = new.unitId and observation.fit = 'against');
     end`,
    `create trigger assessmentIsFrozen before update on assessment
     begin select raise(abort, 'onsite.assessment-is-frozen'); end`,
    `create trigger assessmentIsKept before delete on assessment
     begin select raise(abort, 'onsite.assessment-is-frozen'); end`,
  ])
}
