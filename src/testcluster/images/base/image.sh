# Debian 12 at its smallest, shared by every image below; its package manager is used to make them.
RELEASE=bookworm
MIRROR=${PLUMBLINE_DEBIAN_MIRROR:-http://deb.debian.org}
IMAGE_ENV=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8)
inputs() { echo "$RELEASE"; }

fill() {
  local excluded=()
  for path in '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/info/*' '/usr/share/locale/*' '/usr/share/lintian/*'; do
    excluded+=("--dpkgopt=path-exclude=$path")
  done
  # Named, since Ubuntu's apt does not trust Debian's key by itself.
  mmdebstrap --variant=minbase --mode=root --include=ca-certificates "${excluded[@]}" \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg "$RELEASE" "$1" \
    "deb $MIRROR/debian $RELEASE main" "deb $MIRROR/debian $RELEASE-updates main" \
    "deb $MIRROR/debian-security $RELEASE-security main"
  # No service starts while an image is made.
  printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
  chmod 755 "$1/usr/sbin/policy-rc.d"
  chroot "$1" groupadd --gid 10001 plumbline
  chroot "$1" useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin plumbline
  rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/var/log/*.log "$1"/var/cache/debconf/*-old
}
