# redis-server and redis-cli as Debian ships them.
PARENT=base
TAG=localhost/plumbline-redis:7.0
CHROOT=yes
IMAGE_USER=10001:10001
IMAGE_ENTRYPOINT=(redis-server)
fill() { install_in redis-server redis-tools; }
