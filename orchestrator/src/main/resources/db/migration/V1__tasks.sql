-- The orchestrator's state. One message is one transaction over these tables.

create table task (
  id uuid primary key,
  tenant text not null,
  text text not null,
  status text not null,
  -- io.openclaw.orchestrator.engine.TaskState; the columns beside it repeat what queries ask for.
  -- json and not jsonb: the members of a step's output keep the order in which the step wrote them.
  state json not null,
  version bigint not null,
  wake_at timestamptz,
  workspace_version text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index task_wake_at on task (wake_at) where wake_at is not null;

create table task_event (
  task_id uuid not null references task (id),
  seq bigint not null,
  type text not null,
  data json not null,
  at timestamptz not null,
  primary key (task_id, seq)
);

-- Messages that have been dealt with, so that one that comes again changes nothing.
create table inbox (
  message_id text primary key,
  received_at timestamptz not null default now()
);

create index inbox_received_at on inbox (received_at);

-- Messages that are to leave, in the order of id. A task's row is locked while its messages get
-- their ids, so the ids of one task's messages rise in the order of its moves.
create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  message_id text not null,
  type text not null,
  -- Of a task event: its number in the task's history.
  seq bigint,
  payload text not null,
  created_at timestamptz not null default now(),
  -- On Kafka already, and not yet in the live view.
  sent boolean not null default false
);

create index outbox_sent on outbox (id) where sent;

-- Attempts that a worker's process answers for.
create table lease (
  task_id uuid not null references task (id),
  step_id text not null,
  agent_id text not null,
  attempt integer not null,
  worker_id text not null,
  incarnation uuid not null,
  primary key (task_id, step_id, agent_id)
);

create index lease_incarnation on lease (incarnation);

-- Workers' processes. All times are this database's, so that clocks need not agree.
create table worker (
  incarnation uuid primary key,
  worker_id text not null,
  last_seen timestamptz not null default now(),
  lost_at timestamptz
);

create index worker_worker_id on worker (worker_id);
