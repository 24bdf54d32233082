-- The schedules of the workspaces in force. A tick is started and next_tick moved on in one
-- transaction, which has the row locked.
create table schedule (
  -- Folder of the workspace, tenant and name. Whoever works by another folder leaves it alone.
  id text primary key,
  folder text not null,
  -- What next_tick was reckoned by; another one begins anew.
  timing text not null,
  -- Null while it is not enabled.
  next_tick timestamptz,
  -- Of the newest start. The task is written to openclaw.tasks, so it may not be in task yet.
  last_tick timestamptz,
  last_task uuid,
  last_start timestamptz
);
