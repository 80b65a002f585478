package dev.plumbline.views.physical;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises JVM flags that would overrule the heap that the operator computes. */
final class HeapFlags {

    /**
     * Sizes in absolute numbers and in shares of the memory, the old aliases -mx and -ms, what switches the JVM's view
     * of its container off, and files that may hold any of these unseen.
     */
    private static final Pattern FLAG = Pattern.compile("-Xm[xsn].*|-m[xs][0-9].*"
            + "|-XX:(Max|Initial|Min|SoftMax)HeapSize.*|-XX:(Max)?NewSize.*"
            + "|-XX:(Initial|Min|Max|DefaultMax)RAM(Percentage|Fraction)?=.*|-XX:MaxDirectMemorySize.*"
            + "|-XX:[+-](AggressiveHeap|UseContainerSupport|UseCGroupMemoryLimitForHeap).*"
            + "|-XX:(Flags|VMOptionsFile)=.*|@.+");

    private static final Pattern JVM_OPTIONS = Pattern.compile("_?(JAVA|JDK|JVM)_?.*|.*_(OPTS|OPTIONS|JAVA_ARGS)");

    private HeapFlags() {}

    /** The heap flags in a text that may hold several flags, quoted or not. */
    static List<String> in(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[\\s\"',;]+"))
                        .filter(token -> FLAG.matcher(token).matches())
                        .toList();
    }

    /** Whether a JVM or its start script reads flags from an environment variable of this name. */
    static boolean readByJvm(String variable) {
        return variable != null && JVM_OPTIONS.matcher(variable).matches();
    }
}
