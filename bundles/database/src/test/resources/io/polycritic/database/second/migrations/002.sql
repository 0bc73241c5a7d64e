-- Colours, and the things that are there get one.
alter table things add column if not exists colour varchar(20);
update things set colour = 'red; or so';
