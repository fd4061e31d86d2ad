#!/usr/bin/env bash
# Backs up what nothing can make again: the database, the keys of the orders apart from it, and the packs.
#
#   deploy/backup.sh [database] [keys] [packs]     all of them, in this order, when none is named
#
# DATABASE_URL, STORE_URL or DATA_DIR as the shop has them; BACKUP_DIR, where backups go; BACKUP_DAYS (30) and, of keys,
# KEY_BACKUP_DAYS (7) for which they stay; KEY_BACKUP_DIR (BACKUP_DIR/keys); BACKUP_METRICS, a folder from which Prometheus'
# node exporter reads (its textfile collector), to be called when none was made. It needs pg_dump, psql and rsync.
#
# An order whose key was destroyed can be read in no backup once the last one of the keys has ended. So the database's holds
# none, and theirs are short-lived. The packs come last: each that the database knows of is then among them.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=backup-settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/backup-settings.sh"

stamp=$(date -u +%Y%m%dT%H%M%SZ)

backup_database() {
  need pg_dump postgresql-client
  database_address
  local file="$backups/database/$stamp.dump"
  mkdir -p "$backups/database"
  attempt 'the database was not backed up' pg_dump --format=custom --no-owner \
    --exclude-table-data=order_keys --file="$file.partial" --dbname="$database"
  attempt 'the backup of the database cannot be read' pg_restore --list --file=/dev/null "$file.partial"
  mv "$file.partial" "$file"
  end_after "$backups/database" '*.dump' "${BACKUP_DAYS:-30}"
  echo "Database: $file"
}

# With those of the orders that were erased, which a restored database may not know yet.
backup_keys() {
  need psql postgresql-client
  database_address
  mkdir -p "$key_backups"
  local days=${KEY_BACKUP_DAYS:-7}
  # Kept to also where the rest fails: it is what a customer was promised.
  end_after "$key_backups" '*.keys' "$days"
  local file="$key_backups/$stamp.keys"
  mkdir "$file.partial"
  attempt 'the keys were not backed up' psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$database" \
    --command='begin isolation level repeatable read read only' \
    --command="\\copy (select order_id, wrapped, key_id from order_keys) to $(quoted "$file.partial/order_keys") csv" \
    --command="\\copy (select order_id, asked_by, key_id, erased_at, backups_until from erasures) to $(quoted "$file.partial/erasures") csv" \
    --command='commit'
  mv "$file.partial" "$file"
  # A day early, since the next run may be a day away.
  end_after "$key_backups" '*.keys' $((days > 1 ? days - 1 : 1))
  echo "Keys:     $file"
}

# What did not change is a link to the backup before. `pages/` and `ahead/` only save work.
backup_packs() {
  need rsync rsync
  storage_folder
  [ -d "$storage" ] || fail "the packs were not backed up: there is no folder $storage."
  local folder="$backups/packs/$stamp.packs" before=()
  mkdir -p "$backups/packs" "$storage/packs"
  local last
  last=$(find "$backups/packs" -mindepth 1 -maxdepth 1 -name '*.packs' | sort | tail -n 1)
  [ -z "$last" ] || before=("--link-dest=$(realpath "$last")")
  attempt 'the packs were not backed up' rsync --archive "${before[@]}" "$storage/packs/" "$folder.partial/"
  mv "$folder.partial" "$folder"
  end_after "$backups/packs" '*.packs' "${BACKUP_DAYS:-30}"
  echo "Packs:    $folder"
}

# usage: end_after FOLDER NAMES DAYS; by the time in their names, since a copied folder has the times of its files
end_after() {
  local oldest
  oldest=$(date -u -d "$3 days ago" +%Y%m%dT%H%M%SZ)
  find "$1" -mindepth 1 -maxdepth 1 \( -name "$2" -o -name "$2.partial" \) -print0 |
    while IFS= read -r -d '' each; do
      [[ $(basename "$each") > $oldest ]] || rm -rf "$each"
    done
}

# When it was made, for the alert PackhorseBackupOld.
tell() {
  [ -n "${BACKUP_METRICS:-}" ] || return 0
  local file="$BACKUP_METRICS/packhorse-$1.prom"
  [ -d "$BACKUP_METRICS" ] || fail "the backup is made, but there is no folder $BACKUP_METRICS (BACKUP_METRICS) to tell of it."
  (umask 022 && printf 'packhorse_backup_seconds{what="%s"} %s\n' "$1" "$(date +%s)" >"$file.partial")
  mv "$file.partial" "$file"
}

[ $# -gt 0 ] || set -- database keys packs
for what in "$@"; do
  case $what in
    database | keys | packs) ;;
    *)
      echo "packhorse: $what is nothing to back up; usage: deploy/backup.sh [database] [keys] [packs]" >&2
      exit 2
      ;;
  esac
done
for what in "$@"; do
  "backup_$what"
  tell "$what"
done
