alter table things add column if not exists colour varchar(20);
update things set nothing = 1;
