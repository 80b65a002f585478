# The H2O-3 server of the PyPI package, on the newest Java that it accepts.
PARENT=java17
TAG=localhost/plumbline-h2o:3.46.0.11
IMAGE_USER=10001:10001
IMAGE_ENTRYPOINT=(java -jar /opt/h2o/h2o.jar)

fill() {
  local download=$1.download
  /usr/bin/python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
    --requirement "$IMAGE_DIR/requirements.txt" --dest "$download"
  mkdir -p "$1/opt/h2o"
  /usr/bin/python3 -m zipfile -e "$download"/h2o-*.whl "$download/wheel"
  install -m 644 "$download/wheel/h2o/backend/bin/h2o.jar" "$1/opt/h2o/h2o.jar"
  rm -rf "$download"
}
