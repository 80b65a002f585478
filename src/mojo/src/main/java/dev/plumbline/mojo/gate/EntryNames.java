package dev.plumbline.mojo.gate;

import java.util.Locale;
import java.util.Set;

/** The names that an entry of a MOJO may have. Nothing is ever unpacked to disk; odd names are a sign of malice. */
final class EntryNames {

    /** H2O's own names stay under 100 characters; a nested model adds its key. */
    static final int MAX_LENGTH = 512;

    private static final Set<String> CODE = Set.of(
            "class", "java", "jar", "war", "kt", "kts", "groovy", "scala", "py", "pyc", "pkl", "pickle", "joblib", "so",
            "dll", "dylib", "exe", "sh", "bat", "js", "wasm");

    private EntryNames() {}

    static boolean isPlain(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || name.startsWith("/") || name.contains("\\")) {
            return false;
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7F) || name.contains(":/")) {
            return false;
        }
        for (String part : name.split("/")) {
            if (part.equals("..") || part.equals(".") || part.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Code of any kind, or the folder by which a zip file becomes a jar. */
    static boolean isCode(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        return lower.startsWith("meta-inf/") || dot >= 0 && CODE.contains(lower.substring(dot + 1));
    }
}
