-- Attempts that are with the workers: sent, and perhaps not started yet. A process answers for those
-- that it has started; until then the partition says whose they will be, where one was chosen.
alter table lease rename to attempt;
alter index lease_pkey rename to attempt_pkey;
alter index lease_incarnation rename to attempt_incarnation;
alter table attempt drop column worker_id;
alter table attempt alter column incarnation drop not null;
alter table attempt add column partition integer;

create index attempt_not_started on attempt (agent_id, partition) where incarnation is null;

-- The partitions that come to a process, by step topic.
alter table worker add column partitions json not null default '{}';
