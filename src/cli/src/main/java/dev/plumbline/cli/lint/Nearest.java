package dev.plumbline.cli.lint;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that a typing error was meant to be. */
final class Nearest {
    private Nearest() {}

    /** The closest of the names within a third of the length; empty when none is close. */
    static String to(String typed, Collection<String> names) {
        if (typed.length() > 64) {
            return "";
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= Math.max(1, typed.length() / 3))
                .orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
