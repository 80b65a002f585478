# H2O-3 accepts Java 8 to 17.
PARENT=base
CHROOT=yes
fill() {
  # The package registers manual pages, which the base has no directory for.
  mkdir -p "$1/usr/share/man/man1"
  # Without libgomp1 H2O falls back to an XGBoost that uses one core.
  install_in openjdk-17-jre-headless libgomp1
}
