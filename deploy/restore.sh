#!/usr/bin/env bash
# Brings back what deploy/backup.sh has kept; docs/restore.md says in which order to do what.
#
#   deploy/restore.sh [database [FILE]] | keys [FOLDER] | packs [FOLDER]     all three, the newest of each, when none is named
#
# DATABASE_URL of an empty database, STORE_URL or DATA_DIR of the new storage, BACKUP_DIR and KEY_BACKUP_DIR as of the backup.
# It needs pg_restore, psql and rsync. Nothing that is there is overwritten.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=backup-settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/backup-settings.sh"

restore_database() {
  need pg_restore postgresql-client
  database_address
  local file=$1 tables
  [ -n "$file" ] || file=$(newest "$backups/database" '*.dump')
  tables=$(attempt 'the database was not restored' ask "select count(*) from pg_tables where schemaname = 'public'")
  [ "$tables" = 0 ] ||
    fail 'DATABASE_URL names a database that has tables; create an empty one and name that, so that nothing is overwritten.'
  attempt 'the database was not restored' pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="$database" "$file"
  echo "Database: $(ask 'select count(*) from orders') orders from $file"
}

# Only of orders that the database knows. Of those that were erased since its backup it learns that they were, and the
# next process that starts erases them again.
restore_keys() {
  need psql postgresql-client
  database_address
  local folder=$1
  [ -n "$folder" ] || folder=$(newest "$key_backups" '*.keys')
  attempt 'the keys were not restored' psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$database" \
    --command='begin' \
    --command='create temp table kept_keys (order_id text, wrapped bytea, key_id text) on commit drop' \
    --command="\\copy kept_keys from $(quoted "$folder/order_keys") csv" \
    --command='create temp table kept_erasures (order_id text, asked_by text, key_id text, erased_at timestamptz, backups_until timestamptz) on commit drop' \
    --command="\\copy kept_erasures from $(quoted "$folder/erasures") csv" \
    --command='insert into order_keys (order_id, wrapped, key_id) select order_id, wrapped, key_id from kept_keys join orders on id = order_id on conflict do nothing' \
    --command='insert into erasures (order_id, asked_by, key_id, erased_at, backups_until) select order_id, asked_by, kept_erasures.key_id, erased_at, backups_until from kept_erasures join orders on id = order_id on conflict do nothing' \
    --command='commit'
  echo "Keys:     $(ask 'select count(*) from order_keys') from $folder"
  tell_keyless
}

tell_keyless() {
  local keyless
  keyless=$(ask "select id from orders where not exists (select from order_keys where order_id = id)
    and not exists (select from erasures where order_id = id) order by paid_at, id")
  [ -n "$keyless" ] || return 0
  echo "Without a key, so that nobody can read their answers; of those that are paid, give the money back:"
  echo "$keyless"
}

restore_packs() {
  need rsync rsync
  storage_folder
  local folder=$1
  [ -n "$folder" ] || folder=$(newest "$backups/packs" '*.packs')
  mkdir -p "$storage/packs"
  attempt 'the packs were not restored' rsync --archive --ignore-existing "$folder/" "$storage/packs/"
  echo "Packs:    $(find "$storage/packs" -type f | wc -l) files from $folder"
}

ask() { psql --no-psqlrc --tuples-only --no-align --dbname="$database" --command="$1"; }

case ${1:-} in
  '')
    restore_database ''
    restore_keys ''
    restore_packs ''
    ;;
  database | keys | packs) "restore_$1" "${2:-}" ;;
  *)
    echo "packhorse: $1 is nothing to restore; usage: deploy/restore.sh [database [FILE] | keys [FOLDER] | packs [FOLDER]]" >&2
    exit 2
    ;;
esac
