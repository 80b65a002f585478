package dev.plumbline.mojo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The three sections of a {@code model.ini}, read the way that h2o-genmodel reads them, so that what is checked here is
 * what is used there.
 *
 * @param domains lines of the last section, {@code <column>: <levels> <file>}
 */
record ModelIni(Map<String, String> info, List<String> columns, List<Domain> domains) {

    /** Levels of one categorical column, and the file under {@code domains/} that lists them. */
    record Domain(int column, int levels, String file) {}

    /** The text is not a model.ini. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static ModelIni parse(byte[] text) throws Malformed {
        Map<String, String> info = new HashMap<>();
        List<String> columns = new ArrayList<>();
        List<Domain> domains = new ArrayList<>();
        String section = "";
        for (String raw : (Iterable<String>) new String(text, StandardCharsets.UTF_8).lines()::iterator) {
            String line = raw.trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.equals("[info]") || line.equals("[columns]") || line.equals("[domains]")) {
                section = line;
            } else if (section.equals("[info]")) {
                String[] pair = line.split("\\s*=\\s*", 2);
                if (pair.length < 2) {
                    throw new Malformed("model.ini has a line without a value");
                }
                info.put(pair[0], pair[1]);
            } else if (section.equals("[columns]")) {
                columns.add(line);
            } else if (section.equals("[domains]")) {
                domains.add(domain(line));
            }
        }
        return new ModelIni(info, columns, domains);
    }

    private static Domain domain(String line) throws Malformed {
        String[] parts = line.split(":?\\s+", 3);
        if (parts.length < 3) {
            throw new Malformed("model.ini has a malformed [domains] line");
        }
        try {
            return new Domain(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        } catch (NumberFormatException notANumber) {
            throw new Malformed("model.ini has a malformed [domains] line");
        }
    }

    /** The value of a key that must be there. */
    String text(String key) throws Malformed {
        String value = info.get(key);
        if (value == null) {
            throw new Malformed("model.ini has no " + key);
        }
        return value;
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
        String value = info.get(key);
        if (value == null) {
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
}
