package dev.plumbline.mojo.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three sections of a {@code model.ini}, read the way that h2o-genmodel reads them, so that what is checked here is
 * what is used there.
 *
 * @param domains lines of the last section, {@code <column>: <levels> <file>}
 */
public record ModelIni(Map<String, String> info, List<String> columns, List<Domain> domains) {

    /** Levels of one categorical column, and the file under {@code domains/} that lists them. */
    public record Domain(int column, int levels, String file) {}

    private static final Pattern DOMAIN = Pattern.compile("(\\d{1,9}): (\\d{1,9}) ([-._A-Za-z0-9]{1,64})");

    /** Fixed keys of any algorithm; the others come once for each column, layer, centre or model. */
    private static final int FIXED_KEYS = 1_000;

    /**
     * Blanks in a row within a key; H2O writes none. h2o-genmodel splits a line by an expression that looks at each gap
     * before the sign anew from each of its blanks, so that a gap of 100 000 holds a processor for a minute.
     */
    private static final int WIDEST_GAP = 16;

    static ModelIni parse(byte[] text, MojoLimits limits, int maxNumbers) throws Malformed {
        Map<String, String> info = new HashMap<>();
        List<String> columns = new ArrayList<>();
        List<Domain> domains = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        String section = "";
        long numbers = 0;
        for (String raw : (Iterable<String>) new String(text, StandardCharsets.UTF_8).lines()::iterator) {
            String line = raw.trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.equals("[info]") || line.equals("[columns]") || line.equals("[domains]")) {
                if (sections.contains(line)) {
                    throw new Malformed("model.ini has a section twice");
                }
                section = line;
                sections.add(line);
            } else if (section.equals("[info]")) {
                numbers += pair(line, info);
            } else if (section.equals("[columns]")) {
                columns.add(line);
            } else if (section.equals("[domains]")) {
                domains.add(domain(line));
            } else {
                throw new Malformed("model.ini has a line before its first section");
            }
            int most = limits.maxColumns();
            if (columns.size() > most || domains.size() > most || info.size() > 2 * most + FIXED_KEYS) {
                throw new Malformed("model.ini has more lines than a model of %d columns".formatted(most));
            }
        }
        if (numbers > maxNumbers) {
            throw new Malformed("model.ini has %d numbers, more than %d".formatted(numbers, maxNumbers));
        }
        if (sections.size() != 3) {
            throw new Malformed("model.ini has not all three sections");
        }
        return new ModelIni(info, columns, domains);
    }

    /** @return numbers of the value when it is a vector, else 0 */
    private static int pair(String line, Map<String, String> info) throws Malformed {
        int sign = line.indexOf('=');
        if (sign < 0) {
            throw new Malformed("model.ini has a line without a value");
        }
        int end = sign;
        while (end > 0 && blank(line.charAt(end - 1))) {
            end--;
        }
        int start = sign + 1;
        while (start < line.length() && blank(line.charAt(start))) {
            start++;
        }
        String key = line.substring(0, end);
        if (widestGap(key) > WIDEST_GAP) {
            throw new Malformed("model.ini has a key with a wide gap");
        }
        String value = line.substring(start);
        if (info.put(key, value) != null) {
            throw new Malformed("model.ini has a key twice");
        }
        return value.startsWith("[")
                ? 1 + (int) value.chars().filter(c -> c == ',').count()
                : 0;
    }

    /** What {@code \s} means to h2o-genmodel, within a line. */
    private static boolean blank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static int widestGap(String key) {
        int widest = 0;
        int gap = 0;
        for (int i = 0; i < key.length(); i++) {
            gap = blank(key.charAt(i)) ? gap + 1 : 0;
            widest = Math.max(widest, gap);
        }
        return widest;
    }

    private static Domain domain(String line) throws Malformed {
        Matcher parts = DOMAIN.matcher(line);
        if (!parts.matches()) {
            throw new Malformed("model.ini has a malformed [domains] line");
        }
        return new Domain(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3));
    }

    /** The value of a key; empty text when it is absent, or null as H2O writes it. */
    String optional(String key) {
        String value = info.getOrDefault(key, "");
        return value.equals("null") ? "" : value;
    }

    /** The value of a key that must be there. */
    public String text(String key) throws Malformed {
        String value = info.get(key);
        if (value == null) {
            throw new Malformed("model.ini has no " + key);
        }
        return value;
    }

    boolean flag(String key) {
        return optional(key).equals("true");
    }

    /** A count that must be there and lie between the two bounds. */
    int count(String key, int least, int most) throws Malformed {
        OptionalInt value = optionalCount(key, least, most);
        if (value.isEmpty()) {
            throw new Malformed("model.ini has no " + key);
        }
        return value.getAsInt();
    }

    /** A count that may be absent. */
    OptionalInt optionalCount(String key, int least, int most) throws Malformed {
        String value = optional(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // Falls through: a count that is no number is out of bounds too.
        }
        throw new Malformed("model.ini has a %s that is not a number from %d to %d".formatted(key, least, most));
    }

    /** Refuses a vector that has not exactly so many numbers. */
    void vector(String key, long length) throws Malformed {
        int found = Vector.length(optional(key));
        if (found != length) {
            throw new Malformed("model.ini has a %s of %d numbers instead of %d".formatted(key, found, length));
        }
    }

    /** As {@link #vector}, for a vector that may be left out or be empty. */
    void optionalVector(String key, long length) throws Malformed {
        String value = optional(key);
        if (!value.isEmpty() && !value.equals("[]")) {
            vector(key, length);
        }
    }

    /** A vector of whole numbers of exactly this length. */
    int[] integers(String key, int length) throws Malformed {
        vector(key, length);
        try {
            return Vector.integers(optional(key));
        } catch (NumberFormatException noWholeNumber) {
            throw new Malformed("model.ini has a %s that are not whole numbers".formatted(key));
        }
    }
}
