-- Versions of the workspace that tasks may still run on, each as a ZIP file of what it consists of.
create table workspace_version (
  version text primary key,
  archive bytea not null,
  created_at timestamptz not null default now(),
  -- When an orchestrator last had it in force.
  used_at timestamptz not null default now()
);

create index task_workspace_version on task (workspace_version)
  where status not in ('COMPLETED', 'FAILED', 'CANCELLED');
