-- What lists of tasks filter by. Every list begins in one of the indexes here and reads no more of it
-- than a page needs, however many tasks there are.
alter table task
  add column route_kind text,
  -- Id of the agent, workflow or skill; of several agents, with commas between.
  add column route_target text,
  -- Whether a step of it is in pending_approval.
  add column waiting boolean not null default false,
  -- Null while it runs, so that a move changes no index.
  add column finished_at timestamptz generated always as (
    case when status in ('COMPLETED', 'FAILED', 'CANCELLED') then updated_at end) stored;

update task
set route_kind = state -> 'plan' -> 'route' ->> 'kind',
  route_target = state -> 'plan' -> 'route' ->> 'target'
where json_typeof(state -> 'plan') = 'object';

create index task_by_status on task (tenant, status, created_at desc, id desc);
create index task_by_route on task
  (tenant, route_kind, route_target, status, created_at desc, id desc)
  where route_kind is not null;
create index task_waiting on task (tenant, created_at desc, id desc) where waiting;

-- For retention.
create index task_finished_at on task (finished_at) where finished_at is not null;

-- Steps that wait for a person's word; follows from the tasks' states.
create table pending_approval (
  task_id uuid not null references task (id) on delete cascade,
  step_id text not null,
  name text not null,
  tenant text not null,
  since timestamptz not null,
  expires_at timestamptz,
  primary key (task_id, step_id)
);

create index pending_approval_since on pending_approval (tenant, since, task_id, step_id);

-- A step has no name here before its task moves again.
insert into pending_approval (task_id, step_id, name, tenant, since, expires_at)
select t.id, e.step, e.step, t.tenant, max(e.at), max(e.expires)
from task t
  cross join lateral (
    select data ->> 'stepId' as step, at, seq, cast(data ->> 'expiresAt' as timestamptz) as expires
    from task_event
    where task_id = t.id and type = 'io.openclaw.approval.requested.v1') e
where t.status = 'RUNNING'
  and not exists (
    select 1 from task_event r
    where r.task_id = t.id and r.type = 'io.openclaw.approval.resolved.v1'
      and r.seq > e.seq and r.data ->> 'stepId' = e.step)
group by t.id, e.step;

update task set waiting = true where id in (select task_id from pending_approval);
