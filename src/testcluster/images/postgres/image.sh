# PostgreSQL 15 and Patroni as Debian 12 ships them; Patroni has its own client of the Kubernetes API.
PARENT=base
TAG=localhost/plumbline-postgres:15
CHROOT=yes
IMAGE_USER=100:102
IMAGE_ENV=(PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
IMAGE_ENTRYPOINT=(patroni)

fill() {
  # The numbers are part of the contract with the Pods, so they are not left to the order of installation.
  chroot "$1" groupadd --system --gid 102 postgres
  chroot "$1" useradd --system --uid 100 --gid 102 --no-create-home --home-dir /var/lib/postgresql --shell /bin/bash postgres
  # The package would make a database cluster inside the image.
  mkdir -p "$1/etc/postgresql-common"
  echo 'create_main_cluster = false' >"$1/etc/postgresql-common/createcluster.conf"
  install_in postgresql-15 patroni python3-dateutil python3-urllib3
}
