# The libraries of the scorer: they change seldom and make a layer of their own.
PARENT=java25
APPLICATION=$HERE/../scorer/target

inputs() { quarkus_libraries "$APPLICATION"; }

fill() {
  mkdir -p "$1/opt/plumbline"
  cp -r "$APPLICATION/lib" "$1/opt/plumbline/"
}
