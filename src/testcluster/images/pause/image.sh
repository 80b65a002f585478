# Holds the namespaces of a Pod.
TAG=localhost/pause:1
TOOLS=(pause)
IMAGE_USER=65535:65535
IMAGE_ENTRYPOINT=(/pause)
inputs() { tool pause; }
fill() { install -D -m 755 "$(tool pause)" "$1/pause"; }
