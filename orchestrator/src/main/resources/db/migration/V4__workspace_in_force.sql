-- Which version is in force in a workspace's folder, for a start at which the folder is not sound.
create table workspace_in_force (
  folder text primary key,
  version text not null references workspace_version,
  since timestamptz not null default now()
);

create index workspace_in_force_version on workspace_in_force (version);
