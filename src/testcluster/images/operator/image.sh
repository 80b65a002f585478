# The operator: the application that Maven built.
PARENT=operator-lib
TAG=localhost/plumbline-operator:0.1.0
IMAGE_USER=10001:10001
IMAGE_ENTRYPOINT=(/opt/java/bin/java -jar /opt/plumbline/quarkus-run.jar)
APPLICATION=$HERE/../operator/target

inputs() { quarkus_application "$APPLICATION"; }

fill() {
  mkdir -p "$1/opt/plumbline"
  cp "$APPLICATION"/*-runner.jar "$1/opt/plumbline/quarkus-run.jar"
}
