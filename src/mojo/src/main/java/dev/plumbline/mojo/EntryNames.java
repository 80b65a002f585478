package dev.plumbline.mojo;

import java.util.Locale;

/** The names that an entry of a MOJO may have. Nothing is ever unpacked to disk; odd names are a sign of malice. */
final class EntryNames {

    /** H2O's own names stay under 100 characters; a nested model adds its key. */
    private static final int MAX_LENGTH = 512;

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

    static boolean isCode(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".class")
                || lower.endsWith(".java")
                || lower.endsWith(".jar")
                || lower.equals("meta-inf/manifest.mf");
    }
}
