# Thins Maven's output: modules, test results, skips, warnings of tests, errors; downloads as a count.
/^\[INFO\] Downloaded from|^Downloaded from/ {
    downloads++
    if (downloads % 100 == 0) { printf "    %d files downloaded\n", downloads; fflush() }
    next
}
/Downloading from|^Progress \(/ { next }
/^\[INFO\] Building Plumbline|^\[INFO\] Building jar/ && !/jar/ { sub(/^\[INFO\] Building /, "  "); print; fflush(); next }
/Tests run:|^\[ERROR\]|BUILD (SUCCESS|FAILURE)|^\[WARNING\] Tests|^\[plumbline\]|^skipped:/ { print; fflush(); next }
/^\[INFO\]|^\[WARNING\]|^WARNING: / { next }
shown < 2000 { shown++; print; fflush() }
