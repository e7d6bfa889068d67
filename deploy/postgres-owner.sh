#!/bin/sh
# Runs once, when the PostgreSQL of compose.two-nodes.yml creates its cluster: the owner of the database, who migrates it, makes the
# role of the servers and copies it for backups.
set -eu
psql --set ON_ERROR_STOP=1 --set "password=$OWNER_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE psnb2b_owner LOGIN CREATEROLE REPLICATION PASSWORD :'password';
CREATE DATABASE psnb2b OWNER psnb2b_owner TEMPLATE template0 ENCODING 'UTF8';
SQL
echo "host replication psnb2b_owner samenet scram-sha-256" >>"$PGDATA/pg_hba.conf"
