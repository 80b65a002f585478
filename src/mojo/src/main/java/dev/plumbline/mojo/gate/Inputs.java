package dev.plumbline.mojo.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns that callers of a model fill in, read from an archive whose structure was checked. */
public final class Inputs {

    /**
     * One of them.
     *
     * @param levels empty for a numeric column
     */
    public record Column(String name, Optional<List<String>> levels) {}

    /** Encodings that leave the columns as they are. */
    private static final Set<String> AS_THEY_ARE = Set.of("", "AUTO", "Enum", "SortByResponse", "OneHotInternal");

    private Inputs() {}

    public static List<Column> of(Archive archive, ModelIni ini) throws IOException, Malformed {
        boolean encoded = !AS_THEY_ARE.contains(ini.optional("_genmodel_encoding"));
        return encoded && archive.has("_orig_names") ? originals(archive, ini) : plain(archive, ini);
    }

    private static List<Column> plain(Archive archive, ModelIni ini) throws IOException, Malformed {
        Map<Integer, String> files = new HashMap<>();
        ini.domains().forEach(domain -> files.put(domain.column(), "domains/" + domain.file()));
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < ini.count("n_features", 1, ini.columns().size()); i++) {
            columns.add(column(archive, ini, ini.columns().get(i), Optional.ofNullable(files.get(i))));
        }
        return columns;
    }

    private static List<Column> originals(Archive archive, ModelIni ini) throws IOException, Malformed {
        List<String> names = lines(archive, "_orig_names", true);
        boolean response = ini.flag("supervised")
                && !names.isEmpty()
                && names.getLast().equals(ini.columns().getLast());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size() - (response ? 1 : 0); i++) {
            String file = "_orig_domain_values_" + i;
            columns.add(column(archive, ini, names.get(i), archive.has(file) ? Optional.of(file) : Optional.empty()));
        }
        return columns;
    }

    private static Column column(Archive archive, ModelIni ini, String name, Optional<String> file)
            throws IOException, Malformed {
        if (file.isEmpty()) {
            return new Column(name, Optional.empty());
        }
        boolean escaped = ini.flag("escape_domain_values") || file.get().startsWith("_");
        return new Column(name, Optional.of(lines(archive, file.get(), escaped)));
    }

    private static List<String> lines(Archive archive, String name, boolean escaped) throws IOException, Malformed {
        return new String(archive.read(name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> escaped ? unescaped(line) : line)
                .toList();
    }

    /** H2O writes a line break within a level as a backslash and a letter, and a backslash twice. */
    private static String unescaped(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder plain = new StringBuilder(line.length());
        boolean escape = false;
        for (char c : line.toCharArray()) {
            if (!escape && c == '\\') {
                escape = true;
                continue;
            }
            plain.append(escape && c == 'n' ? '\n' : escape && c == 'r' ? '\r' : c);
            escape = false;
        }
        return plain.toString();
    }
}
